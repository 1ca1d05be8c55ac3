"""ipywidgets asks for IPython only to see whether a shell runs; it is most of its start.

What stands for it here asks the real one as soon as a kernel has brought that (see
``with_ipython.py``), so that one snapshot serves pages and kernels.
"""

import sys
import types


def _without_ipython() -> None:
    def asks(module: str, name: str, otherwise: object = None):
        def asked(*given, **how):
            real = sys.modules.get(module)
            if real is None or real is modules[module]:
                return otherwise
            return getattr(real, name)(*given, **how)

        return asked

    names = "IPython", "IPython.display", "IPython.core", "IPython.core.interactiveshell"
    modules = {name: types.ModuleType(name) for name in names}
    ipython, display, core, shell = modules.values()
    ipython.__path__ = core.__path__ = []
    ipython.version_info = (8,)
    ipython.get_ipython = asks("IPython", "get_ipython")
    for name in ("display", "clear_output", "HTML"):
        setattr(display, name, asks("IPython.display", name))
    shell.InteractiveShell = types.SimpleNamespace(
        initialized=lambda: ipython.get_ipython() is not None, instance=ipython.get_ipython
    )
    ipython.display, ipython.core, core.interactiveshell = display, core, shell
    sys.modules.update(modules)


if "IPython" not in sys.modules:
    _without_ipython()
