"""JupyterLite's kernel, started before its memory is kept; ``awake`` is called where it wakes."""

import contextlib
import sys
import types

_main = sys.modules["__main__"]
_browser = sys.modules.get("pyodide_js")
sys.modules["pyodide_js"] = types.SimpleNamespace(loadPackagesFromImports=None)
import pyodide_kernel  # noqa: E402
import pyodide_kernel.kernel  # noqa: E402

# A shell puts its own module there; what starts Python asks for the first one.
sys.modules["__main__"] = _main
if _browser is None:
    del sys.modules["pyodide_js"]
else:
    sys.modules["pyodide_js"] = _browser
del _main, _browser


def awake(files) -> None:
    """Go on in a browser: *files* resolves when what was not in memory can be imported."""

    async def arrived(lines: list[str]) -> list[str]:
        with contextlib.suppress(Exception):  # the kernel asks again below and says why
            await files()
        return lines

    sys.modules["__main__"] = pyodide_kernel.ipython_shell.user_module
    pyodide_kernel.kernel_instance.lite_transform_manager.cleanup_transforms.append(arrived)
    pyodide_kernel.kernel._load_packages_from_imports = files
