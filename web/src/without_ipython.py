"""ipywidgets asks for IPython only to see whether a shell runs; it is most of its start."""

import sys
import types


def _without_ipython() -> None:
    ipython = types.ModuleType("IPython")
    ipython.__path__ = []
    ipython.get_ipython = lambda: None
    ipython.version_info = (8,)
    display = types.ModuleType("IPython.display")
    display.display = display.clear_output = display.HTML = lambda *a, **k: None
    core = types.ModuleType("IPython.core")
    core.__path__ = []
    shell = types.ModuleType("IPython.core.interactiveshell")
    shell.InteractiveShell = type("InteractiveShell", (), {"initialized": staticmethod(lambda: False)})
    for module in (ipython, display, core, shell):
        sys.modules[module.__name__] = module
    ipython.display, ipython.core, core.interactiveshell = display, core, shell


if "IPython" not in sys.modules:
    _without_ipython()
