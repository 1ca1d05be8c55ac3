"""An exercise or a question as it stands in a lesson: a fenced directive of YAML, read with lines.

Everything is a text unless it is plainly a number: ``no``, ``12:30`` and ``2015-09-30`` are what they
look like.  A key given twice, a text cut off by ``#`` and an alias are faults and never silent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import yaml

from aecourse.exercises.kinds import KINDS
from aecourse.base.language import Phrase

from . import vocabulary

Form = Literal["exercise", "question"]
Path = tuple[str | int, ...]
FENCE = re.compile(r"\{(?P<form>exercise|question)\} +(?P<id>\S+)")


@dataclass(frozen=True, slots=True)
class Task:
    """One exercise or question: ``raw`` is what its directive says.

    ``line`` is where it begins, ``lines`` where each of its parts stands, by path.  ``position`` is
    that of its own cell; None if it is shown at the end of the cell before it, or, as a question,
    on the card of the quiz.
    """

    form: Form
    id: str
    line: int
    raw: Mapping[str, Any]
    lines: Mapping[Path, int]
    position: int | None = None

    @property
    def name(self) -> str:
        """How a fault speaks of it."""
        return f"{self.form} {self.id}"

    @property
    def of(self) -> str:
        """The fingerprint of the English that the Chinese was last read against."""
        return str(self.raw.get("of", ""))

    @property
    def texts(self) -> Mapping[Path, Phrase]:
        """Every text of it, by path."""
        return dict(_texts(self.raw))

    @property
    def english(self) -> str:
        """Everything that it says in English."""
        return "\n".join(text.en for text in self.texts.values())

    def at(self, path: Path) -> int:
        """The line of a part of it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, self.line)


def _texts(raw: Any, path: Path = ()) -> Iterator[tuple[Path, Phrase]]:
    if isinstance(raw, list):
        for at, one in enumerate(raw):
            yield from _texts(one, (*path, at))
    elif isinstance(raw, Mapping):
        if "en" in raw:
            yield path, Phrase(raw["en"], raw["zh"])
        for key, one in raw.items():
            yield from _texts(one, (*path, key))


def read(form: Form, id: str, text: str, line: int, fault: Callable[[int, str], None]) -> Task | None:
    """The task that a directive at *line* is; None if its form is at fault."""
    found: list[tuple[int, str]] = []
    if not re.fullmatch(vocabulary.ID, id):
        found.append((line, "needs an id in lower case with hyphens"))
    raw, lines = _yaml(text, line + 1, found)
    if raw is not None:
        task = Task(form, id, line, raw, lines)
        found += [(task.at(path), f"{shown(path)}{said}") for path, said in _faults(task)]
    for at, said in found:
        fault(at, f"{form} {id}: {said}")
    return None if found else task


def shown(path: Path) -> str:
    """A path as it opens a sentence."""
    return ".".join(map(str, path)) + ": " if path else ""


def _faults(task: Task) -> Iterator[tuple[Path, str]]:
    if task.form == "exercise":
        kind = task.raw.get("kind")
        if not isinstance(kind, str) or kind not in KINDS:
            yield ("kind",), f"must be one of {', '.join(KINDS)}"
            return
        schema = vocabulary.exercise(kind)
    else:
        schema = vocabulary.question()
    yield from vocabulary.faults(task.raw, schema)


def _yaml(
    text: str, line: int, found: list[tuple[int, str]]
) -> tuple[Mapping[str, Any] | None, Mapping[Path, int]]:
    """What *text*, which begins at *line* of its file, says, and the line of each of its parts."""
    lines: dict[Path, int] = {}
    rows = text.splitlines()
    seen: set[int] = set()

    def plain(node: yaml.Node, path: Path) -> Any:
        at = line + node.start_mark.line
        lines.setdefault(path, at)
        if id(node) in seen:
            found.append((at, "no anchors and aliases: write it out"))
            return ""
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [plain(one, (*path, n)) for n, one in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            said: dict[str, Any] = {}
            for key, one in node.value:
                name = str(key.value)
                lines[(*path, name)] = line + key.start_mark.line
                if name in said:
                    found.append((lines[*path, name], f"{name} stands here twice"))
                said[name] = plain(one, (*path, name))
            return said
        end = node.end_mark
        if end.line < len(rows) and rows[end.line][end.column :].lstrip().startswith("#"):
            found.append((at, "the text is cut off at #: put it in quotation marks"))
        return _number(node.value) if node.style is None else node.value

    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        raw = plain(node, ()) if node else {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", None) or str(error).splitlines()[0]
        at = line + (mark.line if mark else 0)
        found.append((at, f"{said}; is a text with a colon in quotation marks?"))
        return None, lines
    if not isinstance(raw, dict):
        found.append((line, "says nothing: a key, a colon and a text are wanted on each line"))
        return None, lines
    return raw, lines


def _number(text: str) -> str | int | float:
    """A plain number as a number, everything else as the text that it is."""
    if re.fullmatch(r"-?\d+", text, re.ASCII):
        return int(text)
    return float(text) if re.fullmatch(r"-?\d+\.\d+", text, re.ASCII) else text
