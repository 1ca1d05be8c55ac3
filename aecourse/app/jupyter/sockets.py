"""How the server talks with its kernels."""

from __future__ import annotations

import socket
from contextlib import suppress
from pathlib import Path
from uuid import uuid4


def transport(runtime: Path | None = None) -> list[str]:
    """Arguments that let server and kernels talk by files in *runtime* where that works, else by ports.

    Kernels that start at the same moment may be given the same port, never the same file.  Windows
    has no such files, a disk may not hold them, and their path may be too long: one is tried.
    """
    if runtime is None:
        from jupyter_core.paths import jupyter_runtime_dir

        runtime = Path(jupyter_runtime_dir())
    name = f"kernel-{uuid4()}-ipc-5"  # as jupyter_client will name it
    try:
        runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(str(runtime / name))
    except (AttributeError, OSError):
        return ["--KernelManager.transport_encryption=auto"]
    finally:
        with suppress(OSError):
            (runtime / name).unlink()
    return ["--KernelManager.transport=ipc"]
