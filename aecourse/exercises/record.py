"""A learner's progress: one small JSON file in the learner's own folder.

It holds what was solved and on which day, which prepared wrong answers were given, and nothing that
says who the learner is or that a learner wrote.

Nothing here raises, whatever the file is like (:mod:`.storage`); the lesson goes on, and this
session still remembers.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ..base.language import Phrase, get_language
from . import storage
from .storage import Json

NAME = "progress.json"
HOME = "my-course"

_session: dict[Path, dict[str, ExerciseEntry]] = {}
_quizzes: dict[Path, dict[str, QuizScore]] = {}


@dataclass(frozen=True, slots=True)
class ExerciseEntry:
    """What is kept of one exercise: tries, whether solved and on which day (first), hints seen,
    the guess made before; how often each prepared wrong answer was given, by its id (``other`` is
    none of them); and the minutes from opening it to solving it, if both fell into one session.
    """

    tries: int = 0
    solved: bool = False
    hints: int = 0
    guess: str | None = None
    day: str | None = None
    missed: Mapping[str, int] = field(default_factory=dict)
    minutes: int | None = None

    def after(
        self,
        *,
        tries: int = 0,
        hints: int = 0,
        solved: bool = False,
        guess: str | None = None,
        missed: str | None = None,
        minutes: int | None = None,
    ) -> ExerciseEntry:
        """The record after one thing more: a try, a hint, a guess; the first solution counts."""
        first = solved and not self.solved
        counts = {missed: self.missed.get(missed, 0) + 1} if missed else {}
        return ExerciseEntry(
            self.tries + tries,
            self.solved or solved,
            self.hints + hints,
            self.guess if guess is None else guess,
            today() if first else self.day,
            {**self.missed, **counts},
            minutes if first else self.minutes,
        )

    def merged(self, other: ExerciseEntry) -> ExerciseEntry:
        """The further of two records, field by field."""
        ids = self.missed.keys() | other.missed.keys()
        return ExerciseEntry(
            max(self.tries, other.tries),
            self.solved or other.solved,
            max(self.hints, other.hints),
            self.guess if self.guess is not None else other.guess,
            _first(self.day, other.day),
            {id: max(self.missed.get(id, 0), other.missed.get(id, 0)) for id in ids},
            self.minutes if self.minutes is not None else other.minutes,
        )


@dataclass(frozen=True, slots=True)
class QuizScore:
    """What is kept of one quiz: the questions solved, the goes finished, the most questions that
    were right at the first choice in one go, and the day on which the last question was solved.

    ``first`` is the very first choice by question where it was wrong, so a solved question that is
    not there was right at once; it is empty where an older course did not note it, and None if that
    course kept the whole record.
    """

    solved: frozenset[str] = frozenset()
    runs: int = 0
    best: int = 0
    day: str | None = None
    first: Mapping[str, str] | None = None

    def after(self, solved: Iterable[str], finished: int | None, wrong: tuple[str, str] | None) -> QuizScore:
        """The record after questions were *solved*, a go was *finished*, or a *wrong* choice."""
        together = self.solved | frozenset(solved)
        first = dict.fromkeys(self.solved, "") if self.first is None else dict(self.first)
        if wrong is not None and wrong[0] not in self.solved:
            first.setdefault(*wrong)
        return QuizScore(
            together,
            self.runs + (finished is not None),
            max(self.best, finished or 0),
            today() if together > self.solved else self.day,
            first,
        )

    def merged(self, other: QuizScore) -> QuizScore:
        """The further of two records, field by field."""
        firsts = [score.first for score in (other, self) if score.first is not None]
        days = [day for day in (self.day, other.day) if day]
        return QuizScore(
            self.solved | other.solved,
            max(self.runs, other.runs),
            max(self.best, other.best),
            max(days, default=None),
            {id: choice for first in firsts for id, choice in first.items()} if firsts else None,
        )


def today() -> str:
    """The day to note, as 2015-09-30, by the clock of the learner's computer."""
    return date.today().isoformat()


def _first(one: str | None, other: str | None) -> str | None:
    return min(filter(None, (one, other)), default=None)


def progress_file() -> Path:
    """Where progress is kept: ``AECOURSE_PROGRESS``, the nearest ``my-course`` folder, or here.

    ``AECOURSE_PROGRESS=/dev/null`` keeps nothing.
    """
    if named := os.environ.get("AECOURSE_PROGRESS"):
        return Path(named)
    try:
        here = Path.cwd()
        for folder in (here, *here.parents):
            if folder.name == HOME:
                return folder / NAME
            if (folder / HOME).is_dir():
                return folder / HOME / NAME
    except OSError:  # the working folder is gone or closed to us: saving will say so
        return Path(NAME)
    return here / NAME


def entries() -> tuple[dict[str, ExerciseEntry], Phrase | None]:
    """The record of every exercise met so far, and what there is to say about the file."""
    path = progress_file()
    with storage.open_record(path, PARTS) as (document, note):
        return _together(path, document), note


def scores() -> tuple[dict[str, QuizScore], Phrase | None]:
    """The record of every quiz begun so far, by lesson, and what there is to say about the file."""
    path = progress_file()
    with storage.open_record(path, PARTS) as (document, note):
        return _scores(path, document), note


def update(exercise: str, **changes: Any) -> tuple[ExerciseEntry, Phrase | None]:
    """Note *changes* for one exercise, as :meth:`ExerciseEntry.after` takes them.

    The file is read again first, and nobody else writes it meanwhile: two lessons open at once lose
    nothing of one another.
    """
    path = progress_file()
    with storage.open_record(path, PARTS) as (document, note):
        before = _together(path, document).get(exercise, ExerciseEntry())
        after = before.after(**changes)
        failure = _save(path, document, {exercise: after}, {})
        return after, note or failure


def quiz_update(
    lesson: str, solved: Iterable[str] = (), finished: int | None = None, wrong: tuple[str, str] | None = None
) -> tuple[QuizScore, Phrase | None]:
    """Note the questions *solved* in the quiz of a lesson; *finished*: a go has ended, with that
    many questions right at the first choice; *wrong*: a question and the option chosen first.
    """
    path = progress_file()
    with storage.open_record(path, PARTS) as (document, note):
        before = _scores(path, document).get(lesson, QuizScore())
        after = before.after(solved, finished, wrong)
        failure = _save(path, document, {}, {lesson: after})
        return after, note or failure


def _save(
    path: Path, document: Json, entries: dict[str, ExerciseEntry], quizzes: dict[str, QuizScore]
) -> Phrase | None:
    """Remember and write what is new, together with all that the file and the session know."""
    known = _together(path, document) | entries
    done = _scores(path, document) | quizzes
    _session[path], _quizzes[path] = known, done
    kept: Json = document.setdefault("exercises", {})
    for name, entry in known.items():
        kept[name] = {**kept.get(name, {}), **_as_json(entry)}
    for lesson, score in done.items():
        of_quizzes: Json = document.setdefault("quizzes", {})
        of_quizzes[lesson] = {**of_quizzes.get(lesson, {}), **_score_json(score)}
    from .. import __version__

    document["version"] = 1
    document["course"] = {"version": __version__, "language": get_language()}
    return storage.write_record(path, document)


def _as_json(entry: ExerciseEntry) -> Json:
    kept: Json = {"tries": entry.tries, "solved": entry.solved, "hints": entry.hints}
    more = {"guess": entry.guess, "day": entry.day, "minutes": entry.minutes}
    kept |= {name: value for name, value in more.items() if value is not None}
    return kept | ({"missed": dict(entry.missed)} if entry.missed else {})


def _score_json(score: QuizScore) -> Json:
    kept: Json = {"solved": sorted(score.solved), "runs": score.runs, "best": score.best}
    more = {"day": score.day, "first": None if score.first is None else dict(score.first)}
    return kept | {name: value for name, value in more.items() if value is not None}


def _entry(kept: object) -> ExerciseEntry | None:
    """One record of the file, or None if it is none."""
    if not isinstance(kept, dict):
        return None
    tries, hints = kept.get("tries", 0), kept.get("hints", 0)
    solved, guess = kept.get("solved", False), kept.get("guess")
    counts = all(type(count) is int and count >= 0 for count in (tries, hints))
    if not counts or type(solved) is not bool or not isinstance(guess, str | None):
        return None
    missed = _pairs(kept.get("missed"), lambda count: type(count) is int and count > 0)
    minutes = kept.get("minutes")
    minutes = minutes if type(minutes) is int and minutes >= 0 else None
    return ExerciseEntry(tries, solved, hints, guess, _day(kept), missed or {}, minutes)


def _score(kept: object) -> QuizScore | None:
    """One record of a quiz, or None if it is none."""
    if not isinstance(kept, dict):
        return None
    solved, runs, best = kept.get("solved", []), kept.get("runs", 0), kept.get("best", 0)
    counts = all(type(count) is int and count >= 0 for count in (runs, best))
    if not counts or not isinstance(solved, list) or not all(isinstance(q, str) for q in solved):
        return None
    first = _pairs(kept.get("first"), lambda choice: isinstance(choice, str))
    return QuizScore(frozenset(solved), runs, best, _day(kept), first)


def _pairs(kept: object, sound: Callable[[object], bool]) -> dict[str, Any] | None:
    """The sound pairs of a table within a record; None if there is no table."""
    if not isinstance(kept, dict):
        return None
    return {str(key): value for key, value in kept.items() if sound(value)}


def _day(kept: Json) -> str | None:
    """The day of a record; one that is no day is as good as none."""
    try:
        return date.fromisoformat(kept["day"]).isoformat()
    except (KeyError, TypeError, ValueError):
        return None


def _together(path: Path, document: Json) -> dict[str, ExerciseEntry]:
    """What the file and this session know of exercises."""
    known = dict(_session.get(path, {}))
    for name, kept in document.get("exercises", {}).items():
        entry = _entry(kept) or ExerciseEntry()
        known[name] = entry.merged(known[name]) if name in known else entry
    return known


def _scores(path: Path, document: Json) -> dict[str, QuizScore]:
    """What the file and this session know of quizzes."""
    known = dict(_quizzes.get(path, {}))
    for lesson, kept in document.get("quizzes", {}).items():
        score = _score(kept) or QuizScore()
        known[lesson] = score.merged(known[lesson]) if lesson in known else score
    return known


PARTS = {"exercises": _entry, "quizzes": _score}
