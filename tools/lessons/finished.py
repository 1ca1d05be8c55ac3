"""Are the notebooks in the repository what their lessons say, run, clean and small?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from aecourse.base.language import LANGUAGES, Language

from .notebook import Course, assemble, digest, file_of
from .run import LIVE, text
from .source import ROOT, Fault
from .words import assemble_glossary, file_of_glossary

NOTEBOOKS = ROOT / "notebooks"
LARGEST = 1_000_000
_PLACE = re.compile(r"0x[0-9a-fA-F]{6,}|/(?:home|root|tmp|Users|work|var|private)/|site-packages|[A-Z]:\\\\Users")
_PIXELS = re.compile(r"base64,[A-Za-z0-9+/=]+")


def faults(course: Course, folder: Path = NOTEBOOKS) -> Iterator[Fault]:
    """Everything that is amiss in the notebooks below *folder*."""
    wanted = set()
    for path, language, make in _all(course, folder):
        wanted.add(path)
        name = f"{language}/{path.name}"
        if path.exists():
            yield from (Fault(name, 0, said) for said in _agrees(make(), path))
            yield from (Fault(name, 0, said) for said in notebook_faults(path))
        else:
            yield Fault(name, 0, "is not built: run `make notebooks`")
    for path in sorted(folder.rglob("*.ipynb")):
        if path not in wanted and ".ipynb_checkpoints" not in path.parts:
            yield Fault(str(path.relative_to(folder)), 0, "belongs to no lesson")


Made = tuple[Path, Language, Callable[[], NotebookNode]]


def _all(course: Course, folder: Path) -> Iterator[Made]:
    """Every notebook that there must be, and what makes it afresh."""
    for language in LANGUAGES:
        for lesson in course.lessons:
            yield (
                file_of(lesson, language, folder), language,
                partial(assemble, lesson, language, course),
            )
        yield (
            file_of_glossary(language, folder), language,
            partial(assemble_glossary, language, course),
        )


def _agrees(fresh: NotebookNode, path: Path) -> Iterator[str]:
    """Does the notebook at *path* hold what its lesson says today?"""
    stored: NotebookNode = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    if stored.metadata.get("aecourse") != fresh.metadata["aecourse"]:
        yield "was built from another version of its lesson: run `make notebooks`"
    elif digest(stored) != fresh.metadata["aecourse"]["source"]:
        yield "was changed by hand: change the lesson, then run `make notebooks`"


def notebook_faults(path: Path) -> Iterator[str]:
    """What a finished notebook must not be: unrun, failed, unclean, too large."""
    if path.stat().st_size > LARGEST:
        yield f"is larger than {LARGEST:,} bytes"
    notebook: NotebookNode = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    if path.read_text(encoding="utf-8") != text(notebook):
        yield "is not written as the build writes it"
    if set(notebook.metadata) != {"aecourse", "kernelspec", "language_info"}:
        yield f"has odd metadata: {', '.join(sorted(notebook.metadata))}"
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    if [cell.execution_count for cell in code] != list(range(1, len(code) + 1)):
        yield "has cells that were not run, or not in order"
    for cell in code:
        tags = cell.metadata.get("tags", [])
        for output in cell.outputs:
            yield from (f"cell {cell.id} {said}" for said in output_faults(output, tags))
            if cell.metadata.get("jupyter", {}).get("source_hidden") and "hide-input" not in tags:
                yield from (f"cell {cell.id} {said}" for said in raw_faults(output))


def raw_faults(output: Any) -> Iterator[str]:
    """What nobody should have to read who sees no code: printed lines, reprs, tables of pandas."""
    if output.output_type == "error":
        return
    html = output.get("data", {}).get("text/html")
    if html is None:
        yield "prints a raw value on the path without code: use aecourse.show"
    elif 'class="dataframe"' in html:
        yield "shows a table with the names of code: use aecourse.show"


def output_faults(output: Any, tags: list[str]) -> Iterator[str]:
    """What a stored output must not be."""
    if output.output_type == "error":
        if "raises-exception" not in tags:
            yield f"shows an error: {output.ename}"
        return
    if output.output_type == "stream" and output.name == "stderr":
        yield f"leaves a message on the error stream: {output.text.strip()[:80]}"
    data = dict(output.get("data", {}))
    if LIVE in data:
        yield "holds a live view, which is nothing without its kernel"
    words = [output.get("text", "")]
    words += [_PIXELS.sub("", str(value)) for kind, value in data.items() if not kind.startswith("image/")]
    for found in filter(None, map(_PLACE.search, words)):
        yield f"shows an address or path of the machine: {found[0]}"
