"""The exercises and the quiz of a lesson, as the build has written them out from its source.

They are written in ``lessons/NN-….md``, where they are shown, and checked there
(``python -m tools.lessons check``); here is one file a lesson, read when it is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from ..base.language import Phrase
from .facts import Call, is_call
from .kinds import KINDS, AnswerKind
from .model import Exercise, Option, QuizQuestion, Wrong

FOLDER = Path(__file__).parent.parent / "data" / "lessons"
Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one lesson asks, by id and in the order of the lesson."""

    exercises: Mapping[str, Exercise]
    questions: tuple[QuizQuestion, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """A lesson by its file's name, title, first question and minutes, and the ids of what it asks."""

    name: str
    title: Phrase
    question: Phrase
    minutes: int
    exercises: tuple[str, ...]
    questions: tuple[str, ...]


@cache
def index() -> Mapping[str, Names]:
    """Each lesson by its two digits; no lesson's own file is opened for it."""
    listed: Raw = _read(FOLDER / "index.json")
    return {number: _names(raw) for number, raw in listed.items()}


def _names(raw: Raw) -> Names:
    about = (raw["name"], both_languages(raw["title"]), both_languages(raw["question"]), raw["minutes"])
    return Names(*about, tuple(raw["exercises"]), tuple(raw["questions"]))


@cache
def lesson(number: str) -> Lesson:
    """What the lesson of this number asks."""
    raw: Raw = _read(FOLDER / f"{number}.json")
    exercises = {id: exercise(number, id, one) for id, one in raw["exercises"].items()}
    return Lesson(exercises, tuple(question(id, one) for id, one in raw["questions"].items()))


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def exercise(number: str, id: str, raw: Raw) -> Exercise:
    """The exercise of the lesson *number* that *raw* describes."""
    options: Raw = raw.get("options", {})
    wrongs = [
        Wrong(id, _answer(number, wrong["answer"]), both_languages(wrong)) for id, wrong in raw.get("wrong", {}).items()
    ]
    wrongs += [
        Wrong(id, _answer(number, id), both_languages(option["say"]))
        for id, option in options.items()
        if "say" in option
    ]
    return Exercise(
        id=id,
        lesson=number,
        prompt=both_languages(raw["prompt"]),
        kind=_kind(raw),
        solution=_answer(number, raw["answer"]),
        hints=tuple(map(both_languages, raw["hints"])),
        wrongs=tuple(wrongs),
        why=both_languages(raw["why"]),
        in_code={at: both_languages(hint["code"]) for at, hint in enumerate(raw["hints"]) if "code" in hint},
    )


def question(id: str, raw: Raw) -> QuizQuestion:
    """The question of a quiz that *raw* describes."""
    right = raw["answer"]
    options = tuple(
        Option(id, both_languages(option), id == right, both_languages(raw["why"] if id == right else option["say"]))
        for id, option in raw["options"].items()
    )
    return QuizQuestion(id, both_languages(raw["prompt"]), options)


def both_languages(raw: Raw) -> Phrase:
    """The text of both languages in *raw*."""
    return Phrase(raw["en"], raw["zh"])


def _answer(number: str, raw: object) -> Callable[[], object]:
    return Call.read(number, str(raw)) if is_call(raw) else lambda: raw


_MADE: Mapping[str, Callable[[Any], Any]] = {
    "options": lambda options: tuple((id, both_languages(one)) for id, one in options.items()),
    "unit": both_languages,
    "also": tuple,
    "columns": tuple,
}


def _kind(raw: Raw) -> AnswerKind:
    kind = KINDS[raw["kind"]]
    names = [field.name for field in fields(kind) if field.name in raw]  # type: ignore[arg-type]
    return kind(**{name: _MADE.get(name, _as_it_is)(raw[name]) for name in names})


def _as_it_is(value: Any) -> Any:
    return value
