"""Kernels that begin with everything imported: one process imports it, and each kernel is a fork of it.

``python -m tests.warm ADDRESS`` is that process.  Jupyter starts ``python warm.py ADDRESS
connection-file [options]``, which asks it for a kernel and ends as the kernel ends; only what Python brings
is imported there.  nbval starts every notebook in a kernel that imports for itself.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any, NoReturn

ORDER_BYTES = 1 << 18
# Not pyplot, which asks at its import whether it is in a notebook.
IMPORTED = ("ipykernel.kernelapp", "ipykernel.zmqshell", "matplotlib.backends.backend_agg", "matplotlib.font_manager",
            "aecourse.exercises")  # fmt: skip


@contextmanager
def warm_kernels(folder: Path) -> Iterator[dict[str, str]]:
    """The environment by which a Jupyter server starts such kernels, where a system can fork safely."""
    if sys.platform != "linux":
        yield {}
        return
    address = str(folder / "warm")
    spec = folder / "jupyter/kernels/python3/kernel.json"
    spec.parent.mkdir(parents=True)
    asking = [sys.executable, "-S", "-E", __file__, address, "{connection_file}"]
    told = {"argv": asking, "display_name": "Python 3 (ipykernel)", "language": "python", "interrupt_mode": "message"}
    spec.write_text(json.dumps(told), encoding="utf-8")
    with subprocess.Popen([sys.executable, "-m", __name__, address], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == b"warm\n", "the process for warm kernels did not start"
            yield {"JUPYTER_PATH": str(folder / "jupyter")}
        finally:
            process.terminate()


def ask(address: str, connection_file: str, *options: str) -> None:
    """Have a kernel started with this process's environment, folder and streams, and wait for its end."""
    order = {"arguments": ["-f", connection_file, *options], "folder": str(Path.cwd()), "environment": dict(os.environ)}
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as line:
        line.connect(address)
        socket.send_fds(line, [json.dumps(order).encode()], [0, 1, 2])
        line.recv(1)


def keep(address: str) -> None:
    """Import what lessons import, then fork a kernel for whoever asks, for ever."""
    _import()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for these children
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as door:
        door.bind(address)
        door.listen(16)
        print("warm", flush=True)
        while True:
            line, _ = door.accept()
            order, streams, _, _ = socket.recv_fds(line, ORDER_BYTES, 3)
            if os.fork() == 0:
                door.close()
                _become_kernel(json.loads(order), streams, line)
            for one in (line.detach(), *streams):
                os.close(one)


def _import() -> None:
    for name in IMPORTED:
        importlib.import_module(name)
    live = importlib.import_module("aecourse.live")
    for name in live.__all__:  # each view is imported when it is first asked for
        getattr(live, name)
    gc.freeze()


def _become_kernel(order: dict[str, Any], streams: list[int], line: socket.socket) -> NoReturn:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    for place, stream in enumerate(streams):
        os.dup2(stream, place)
        os.close(stream)
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environment"])
    os.environ.pop("JPY_PARENT_PID", None)  # the line below tells of the parent's end
    Thread(target=_end_with, args=[line], daemon=True).start()

    app: Any = importlib.import_module("ipykernel.kernelapp").IPKernelApp.instance()
    app.initialize(order["arguments"])
    importlib.import_module("ipywidgets").register_comm_target(app.kernel)  # as its import does in a notebook
    app.start()
    sys.exit()


def _end_with(line: socket.socket) -> NoReturn:
    line.recv(1)
    os._exit(1)


if __name__ == "__main__":
    if len(sys.argv) == 2:
        keep(sys.argv[1])
    else:
        ask(*sys.argv[1:])
