"""Wheels and the standard library with bytecode in the place of source, made by Pyodide itself.

Run by compile.mjs with ``jobs``: a list of ``[from, to, drop, empty, level]``, paths in mounted
folders, patterns of names, and how far Python optimizes (2: without descriptions).  A target that
is no ``.zip`` is a folder.  The same archive in gives the same bytes out.
"""

import importlib._bootstrap_external as external
import importlib.util
import os
import re
import zipfile
from collections.abc import Iterator

UNUSED = re.compile(r"\.(pyi|h|a|pxd|pyx|c)$|/tests/|\.dist-info/RECORD$|\.data/")


def compiled(source: str, drop: list, empty: list, level: int) -> Iterator[tuple[str, bytes]]:
    """The files of the archive *source*, without what *drop* finds; *empty* is left as empty modules."""
    with zipfile.ZipFile(source) as archive:
        for entry in archive.infolist():
            name = entry.filename
            if entry.is_dir() or UNUSED.search(name) or any(re.search(part, name) for part in drop):
                continue
            content = b"" if any(re.search(part, name) for part in empty) else archive.read(entry)
            if name.endswith(".py"):
                content, name = _bytecode(content, name, level), f"{name}c"
            yield name, content


def _bytecode(content: bytes, name: str, level: int) -> bytes:
    home = "/lib/python3.12/site-packages/" if "/" in name else "/lib/python3.12/"
    code = compile(content, home + name, "exec", dont_inherit=True, optimize=level)
    return bytes(external._code_to_hash_pyc(code, importlib.util.source_hash(content), False))


def zipped(target: str, files: Iterator[tuple[str, bytes]]) -> None:
    """Write *files* as one archive, not compressed: it is as a whole when it is served."""
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, (2020, 2, 2, 0, 0, 0)), content)


def spread(target: str, files: Iterator[tuple[str, bytes]]) -> None:
    """Write *files* into the folder *target*."""
    for name, content in files:
        os.makedirs(os.path.dirname(f"{target}/{name}"), exist_ok=True)
        with open(f"{target}/{name}", "wb") as file:
            file.write(content)


for source, target, *how in jobs:  # noqa: F821  # given by compile.mjs
    (zipped if target.endswith(".zip") else spread)(target, compiled(source, *how))
    print(source.rsplit("/", 1)[-1])
