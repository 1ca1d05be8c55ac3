"""Wheels and the standard library with bytecode in the place of source, made by Pyodide itself.

Run by compile.mjs with ``jobs``: a list of ``[from, to, drop]``, paths in mounted folders.  The same
archive in gives the same bytes out.
"""

import importlib._bootstrap_external as external
import importlib.util
import re
import zipfile

UNUSED = (".pyi", ".h", ".a", ".pxd", ".pyx", ".c")


def compiled(source: str, target: str, drop: list[str]) -> None:
    """Write the archive *source* again as *target*, without what the patterns of *drop* find."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            name = entry.filename
            if entry.is_dir() or name.endswith(UNUSED) or "/tests/" in name or any(re.search(part, name) for part in drop):
                continue
            content = old.read(entry)
            if name.endswith(".py") and ".data/" not in name:
                content, name = _bytecode(content, name), f"{name}c"
            made = zipfile.ZipInfo(name, (2020, 2, 2, 0, 0, 0))
            made.external_attr = entry.external_attr
            made.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(made, content, compresslevel=9)


def _bytecode(content: bytes, name: str) -> bytes:
    home = "/lib/python3.12/site-packages/" if "/" in name else "/lib/python3.12/"
    code = compile(content, home + name, "exec", dont_inherit=True, optimize=0)
    return bytes(external._code_to_hash_pyc(code, importlib.util.source_hash(content), False))


for job in jobs:  # noqa: F821  # given by compile.mjs
    compiled(*job)
    print(job[1].rsplit("/", 1)[-1])
