"""Read a lesson: front matter, prose in pairs, code and tasks once; every fault of form is named."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from jupytext.myst import myst_to_notebook
from markdown_it import MarkdownIt

from aecourse.base.language import Language, Phrase

from . import task, vocabulary
from .task import Task

_MARKDOWN = MarkdownIt("commonmark")
ROOT = Path(__file__).resolve().parents[2]
LESSONS = ROOT / "lessons"
NAME = re.compile(r"(?P<number>\d\d[a-z]?)-[a-z0-9]+(?:-[a-z0-9]+)*")

PATH_TAGS = ("no-code", "with-pandas")
CODE_TAGS = (
    "setup",
    "exercise",
    "solution",
    "hide-input",
    "raises-exception",
    "nbval-ignore-output",
    *PATH_TAGS,
)


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something to mend: where (file and line, 0 = the file as a whole) and what."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}" if self.line else f"{self.file}: {self.text}"


class Malformed(Exception):
    """A lesson that cannot be built; ``faults`` lists everything that is wrong with its form."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Front:
    """What a lesson says of itself; see docs/writing-lessons.md.

    ``minutes`` are those of the whole lesson, ``minutes_no_code`` those of the no-code path.
    """

    title: Phrase
    minutes: int
    minutes_no_code: int
    needs: tuple[str, ...]
    claims: tuple[str, ...]
    questions: tuple[Phrase, ...]
    objectives: tuple[Phrase, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """A pair of cells: the same said in both languages.

    ``position`` counts the cells of the notebook; ``lines`` are those of the two cell marks; ``of``
    is the fingerprint of the English text that the Chinese was last read against.
    """

    position: int
    lines: Mapping[Language, int]
    texts: Mapping[Language, str]
    of: str
    tags: tuple[str, ...]

    @property
    def heading(self) -> int:
        """The level of the heading that it opens with; 0 if there is none."""
        return len(self.texts["en"]) - len(self.texts["en"].lstrip("#"))


@dataclass(frozen=True, slots=True)
class Code:
    """A code cell: the same in both languages."""

    position: int
    line: int
    text: str
    tags: tuple[str, ...]


Block = Prose | Code | Task


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson as written.  ``name`` is the file's name without its ending: ``NN-slug``."""

    path: Path
    front: Front
    blocks: tuple[Block, ...]

    @property
    def name(self) -> str:
        """``NN-slug``."""
        return self.path.stem

    @property
    def number(self) -> str:
        """What stands before the slug: ``03``; ``03b`` for the second half of what lesson 3 began."""
        return self.name.partition("-")[0]

    @property
    def prose(self) -> tuple[Prose, ...]:
        """The pairs of prose, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Prose))

    @property
    def code(self) -> tuple[Code, ...]:
        """The code cells, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Code))

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The exercises and questions, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Task))

    @property
    def exercises(self) -> tuple[Task, ...]:
        """The exercises, in order."""
        return tuple(one for one in self.tasks if one.form == "exercise")

    @property
    def questions(self) -> tuple[Task, ...]:
        """The questions of the quiz, in order."""
        return tuple(one for one in self.tasks if one.form == "question")

    @property
    def folded(self) -> tuple[bool, ...]:
        """Of each block: does it stand below a heading of the path with pandas, which is folded?"""
        found: list[bool] = []
        depth = 0  # of the heading that folds what follows; 0 where nothing does
        for block in self.blocks:
            below = depth > 0
            if isinstance(block, Prose) and (level := block.heading):
                below = 0 < depth < level
                if not below:
                    depth = level if "with-pandas" in block.tags else 0
            found.append(below)
        return tuple(found)

    def fault(self, line: int, text: str) -> Fault:
        """A fault of this lesson."""
        return Fault(self.path.name, line, text)


def fingerprint(text: str) -> str:
    """A short hash of a text that ignores the white space at the ends of its lines."""
    lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return hashlib.sha256(lines.encode()).hexdigest()[:8]


def paths(names: list[str] | None = None, folder: Path = LESSONS) -> list[Path]:
    """The lesson files, in order; only those called by *names*, if given: a number, or how the name begins."""
    found = sorted(path for path in folder.glob("*.md") if NAME.fullmatch(path.stem))
    if not names:
        return found
    wanted: set[Path] = set()
    for name in names:
        numbered = [path for path in found if path.stem.partition("-")[0] == name]  # 03 is not 03b as well
        called = numbered or [path for path in found if path.stem.startswith(name)]
        if not called:
            known = ", ".join(path.stem for path in found)
            raise Malformed([Fault(name, 0, f"there is no such lesson; there are: {known}")])
        wanted.update(called)
    return sorted(wanted)


def read(path: Path) -> Lesson:
    """The lesson at *path*; raises :class:`Malformed` with all its faults of form."""
    return _read(path, path.read_text(encoding="utf-8"))


@cache
def _read(path: Path, text: str) -> Lesson:
    faults: list[Fault] = []

    def fault(line: int, text: str) -> None:
        faults.append(Fault(path.name, line, text))

    notebook = myst_to_notebook(text, add_source_map=True)
    lines = [line + 1 for line in notebook.metadata.pop("source_map", [])]
    front = _front(notebook.metadata.get("lesson"), fault)
    reader = _Reader(fault, text.splitlines())
    for line, cell in zip(lines, notebook.cells, strict=True):
        reader.take(line, cell)
    reader.close()
    if faults or front is None:
        raise Malformed(sorted(faults))
    return Lesson(path, front, tuple(reader.blocks))


class _Reader:
    """Takes cell after cell and makes blocks of them: code as it is, prose in pairs, tasks."""

    def __init__(self, fault: Callable[[int, str], None], rows: list[str]) -> None:
        self.fault = fault
        self.rows = rows
        self.blocks: list[Block] = []
        self._english: tuple[int, Any] | None = None

    def take(self, line: int, cell: Any) -> None:
        language = cell.metadata.get("lang")
        if self._english and language == "zh":
            self._pair(*self._english, line, cell)
            self._english = None
            return
        self.close()
        if cell.cell_type == "code":
            self._code(line, cell)
        elif language == "en":
            self._english = line, cell
        elif not self._tasks(line, cell):
            self.fault(
                line, 'prose stands in pairs: +++ {"lang": "en"}, then +++ {"lang": "zh", …}'
            )

    def close(self) -> None:
        if self._english:
            self.fault(self._english[0], "an English cell without its Chinese twin behind it")
            self._english = None

    def _code(self, line: int, cell: Any) -> None:
        tags = tuple(cell.metadata.get("tags", ()))
        odd = [tag for tag in tags if tag not in CODE_TAGS] + sorted(set(cell.metadata) - {"tags"})
        if odd:
            self.fault(line, f"unknown tag or option of a code cell: {', '.join(odd)}")
        self.blocks.append(Code(self._position, line, cell.source, tags))

    @property
    def _position(self) -> int:
        """How many cells of the notebook there are so far."""
        return sum(block.position is not None for block in self.blocks)

    def _tasks(self, line: int, cell: Any) -> bool:
        """Take the exercises and questions of a cell that holds nothing else."""
        fences = _MARKDOWN.parse(cell.source)
        heads = [task.FENCE.fullmatch(fence.info.strip()) for fence in fences]
        if not heads or not all(heads):
            return False
        for fence, head in zip(fences, heads, strict=True):
            assert head is not None
            form: Any = head["form"]
            at = 1 + self.rows.index(fence.markup + fence.info, line - 1)
            if any(one.id == head["id"] for one in self.blocks if isinstance(one, Task)):
                self.fault(at, f"two tasks of this lesson are called {head['id']}")
            found = task.read(form, head["id"], fence.content, at, self.fault)
            if found is None:
                continue
            if form == "exercise" and (not self.blocks or isinstance(self.blocks[-1], Code)):
                found = replace(found, position=self._position)
            self.blocks.append(found)
        return True

    def _pair(self, at: int, english: Any, line: int, chinese: Any) -> None:
        tags = tuple(english.metadata.get("tags", ()))
        if tags != tuple(chinese.metadata.get("tags", ())):
            self.fault(line, "the two cells of a pair have different tags")
        if any(tag not in PATH_TAGS for tag in tags):
            self.fault(line, f"prose takes only the tags {', '.join(PATH_TAGS)}")
        self.blocks.append(
            Prose(
                self._position,
                {"en": at, "zh": line},
                {"en": english.source, "zh": chinese.source},
                str(chinese.metadata.get("of", "")),
                tags,
            )
        )


def _front(given: Any, fault: Callable[[int, str], None]) -> Front | None:
    """The front matter, checked by the vocabulary."""
    if not isinstance(given, dict):
        fault(1, "the front matter has no 'lesson:' part")
        return None
    given = {name: [] if one is None else one for name, one in given.items()}
    found = list(vocabulary.faults(given, vocabulary.front()))
    for path, said in found:
        fault(1, f"front matter: {task.shown(path)}{said}")
    if found:
        return None
    no_code = given.get("minutes_no_code", given["minutes"])
    if no_code > given["minutes"]:
        fault(1, "front matter: minutes_no_code is a whole number, not above minutes")

    def phrases(name: str) -> tuple[Phrase, ...]:
        return tuple(Phrase(one["en"], one["zh"]) for one in given[name])

    return Front(
        Phrase(given["title"]["en"], given["title"]["zh"]),
        given["minutes"],
        no_code,
        tuple(given["needs"]),
        tuple(given["claims"]),
        phrases("questions"),
        phrases("objectives"),
        tuple(given["sources"]),
    )


def accept(lesson: Lesson) -> int:
    """Stamp every Chinese cell and task as read against today's English; say how many changed."""
    lines = lesson.path.read_text(encoding="utf-8").splitlines(keepends=True)
    changed = 0
    for block in reversed(lesson.blocks):  # from the end: a new line moves what is below it
        if isinstance(block, Prose) and block.of != (stamp := fingerprint(block.texts["en"])):
            at = next(n for n in range(block.lines["zh"] - 1, -1, -1) if lines[n].startswith("+++"))
            tags = f', "tags": {_json(block.tags)}' if block.tags else ""
            lines[at] = f'+++ {{"lang": "zh", "of": "{stamp}"{tags}}}\n'
            changed += 1
        elif isinstance(block, Task) and block.of != (stamp := fingerprint(block.english)):
            at = block.lines.get(("of",), block.line + 1) - 1
            lines[at : at + (("of",) in block.lines)] = [f'of: "{stamp}"\n']
            changed += 1
    if changed:
        lesson.path.write_text("".join(lines), encoding="utf-8", newline="\n")
    return changed


def _json(tags: tuple[str, ...]) -> str:
    return "[" + ", ".join(f'"{tag}"' for tag in tags) + "]"
