"""JupyterLab, started light, with its kernels behind files where that works."""

import sys

from .light import light

if __name__ == "__main__":
    light()
    from jupyterlab.labapp import main

    from .sockets import transport

    sys.exit(main([*transport(), *sys.argv[1:]]))
