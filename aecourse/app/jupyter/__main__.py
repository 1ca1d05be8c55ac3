"""JupyterLab, started light, with its kernels behind files where that works."""

import sys

from .light import light

if __name__ == "__main__":
    light()
    from jupyterlab.labapp import main

    from .sockets import transport

    asked = sys.argv[1:]
    chosen = any(argument.startswith("--KernelManager.transport") for argument in asked)
    sys.exit(main(asked if chosen else [*transport(), *asked]))
