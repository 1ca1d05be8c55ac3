"""Wheels and the standard library with bytecode in the place of source, made by Pyodide itself.

Run by compile.mjs with ``jobs``: a list of ``[from, to, drop, empty, level]``, paths in mounted
folders, patterns of names, and how far Python optimizes (2: without descriptions).  The same
archive in gives the same bytes out.
"""

import importlib._bootstrap_external as external
import importlib.util
import re
import zipfile

UNUSED = (".pyi", ".h", ".a", ".pxd", ".pyx", ".c")


def compiled(source: str, target: str, drop: list, empty: list, level: int) -> None:
    """Write the archive *source* again as *target*, without what *drop* finds; *empty* is left as empty modules."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            name = entry.filename
            if (
                entry.is_dir()
                or name.endswith(UNUSED)
                or "/tests/" in name
                or any(re.search(part, name) for part in drop)
            ):
                continue
            content = b"" if any(re.search(part, name) for part in empty) else old.read(entry)
            if name.endswith(".py") and ".data/" not in name:
                content, name = _bytecode(content, name, level), f"{name}c"
            made = zipfile.ZipInfo(name, (2020, 2, 2, 0, 0, 0))
            made.external_attr = entry.external_attr
            made.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(made, content, compresslevel=9)


def _bytecode(content: bytes, name: str, level: int) -> bytes:
    home = "/lib/python3.12/site-packages/" if "/" in name else "/lib/python3.12/"
    code = compile(content, home + name, "exec", dont_inherit=True, optimize=level)
    return bytes(external._code_to_hash_pyc(code, importlib.util.source_hash(content), False))


for job in jobs:  # noqa: F821  # given by compile.mjs
    compiled(*job)
    print(job[1].rsplit("/", 1)[-1])
