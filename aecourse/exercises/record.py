"""A learner's progress: one small JSON file in the learner's own folder.

It holds what was solved and on which day, and nothing that says who the learner is.

Nothing here raises, whatever the file is like (:mod:`.storage`); the lesson goes on, and this
session still remembers.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from ..language import Phrase
from . import storage
from .storage import Json

NAME = "progress.json"
HOME = "my-course"

_session: dict[Path, dict[str, Entry]] = {}
_quizzes: dict[Path, dict[str, Score]] = {}


@dataclass(frozen=True, slots=True)
class Entry:
    """What is kept of one exercise: tries, whether solved and on which day (first), hints seen,
    the guess made before.
    """

    tries: int = 0
    solved: bool = False
    hints: int = 0
    guess: str | None = None
    day: str | None = None

    def merged(self, other: Entry) -> Entry:
        """The further of two records, field by field."""
        return Entry(
            max(self.tries, other.tries),
            self.solved or other.solved,
            max(self.hints, other.hints),
            self.guess if self.guess is not None else other.guess,
            _first(self.day, other.day),
        )


@dataclass(frozen=True, slots=True)
class Score:
    """What is kept of one quiz: the questions solved, the goes finished, the most questions that
    were right at the first choice in one go, and the day on which the last question was solved.
    """

    solved: frozenset[str] = frozenset()
    runs: int = 0
    best: int = 0
    day: str | None = None

    def merged(self, other: Score) -> Score:
        """The further of two records, field by field."""
        days = [day for day in (self.day, other.day) if day]
        return Score(
            self.solved | other.solved,
            max(self.runs, other.runs),
            max(self.best, other.best),
            max(days, default=None),
        )


def today() -> str:
    """The day to note, as 2015-09-30, by the clock of the learner's computer."""
    return date.today().isoformat()


def _first(one: str | None, other: str | None) -> str | None:
    return min(filter(None, (one, other)), default=None)


def place() -> Path:
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


def entries() -> tuple[dict[str, Entry], Phrase | None]:
    """The record of every exercise met so far, and what there is to say about the file."""
    path = place()
    with storage.opened(path, PARTS) as (document, note):
        return _together(path, document), note


def scores() -> tuple[dict[str, Score], Phrase | None]:
    """The record of every quiz begun so far, by lesson, and what there is to say about the file."""
    path = place()
    with storage.opened(path, PARTS) as (document, note):
        return _scores(path, document), note


def update(exercise: str, **changes: Any) -> tuple[Entry, Phrase | None]:
    """Note *changes* for one exercise; ``tries=1`` and ``hints=1`` add one to what is kept.

    The file is read again first, and nobody else writes it meanwhile: two lessons open at once lose
    nothing of one another.
    """
    path = place()
    with storage.opened(path, PARTS) as (document, note):
        before = _together(path, document).get(exercise, Entry())
        for counter in ("tries", "hints"):
            if counter in changes:
                changes[counter] += getattr(before, counter)
        after = replace(before, **changes)
        if after.solved and not before.solved:
            after = replace(after, day=today())
        failure = _save(path, document, {exercise: after}, {})
        return after, note or failure


def quiz_update(
    lesson: str, solved: Iterable[str], finished: int | None = None
) -> tuple[Score, Phrase | None]:
    """Note the questions *solved* in the quiz of a lesson; *finished*: a go has ended, with that
    many questions right at the first choice.
    """
    path = place()
    with storage.opened(path, PARTS) as (document, note):
        before = _scores(path, document).get(lesson, Score())
        together = before.solved | frozenset(solved)
        after = Score(
            together,
            before.runs + (finished is not None),
            max(before.best, finished or 0),
            today() if together > before.solved else before.day,
        )
        failure = _save(path, document, {}, {lesson: after})
        return after, note or failure


def _save(
    path: Path, document: Json, entries: dict[str, Entry], quizzes: dict[str, Score]
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
    document["version"] = 1
    return storage.write(path, document)


def _as_json(entry: Entry) -> Json:
    kept: Json = {"tries": entry.tries, "solved": entry.solved, "hints": entry.hints}
    more = {"guess": entry.guess, "day": entry.day}
    return kept | {name: value for name, value in more.items() if value is not None}


def _score_json(score: Score) -> Json:
    kept: Json = {"solved": sorted(score.solved), "runs": score.runs, "best": score.best}
    return kept if score.day is None else {**kept, "day": score.day}


def _entry(kept: object) -> Entry | None:
    """One record of the file, or None if it is none."""
    if not isinstance(kept, dict):
        return None
    tries, hints = kept.get("tries", 0), kept.get("hints", 0)
    solved, guess = kept.get("solved", False), kept.get("guess")
    counts = all(type(count) is int and count >= 0 for count in (tries, hints))
    if not counts or type(solved) is not bool or not isinstance(guess, str | None):
        return None
    return Entry(tries, solved, hints, guess, _day(kept))


def _score(kept: object) -> Score | None:
    """One record of a quiz, or None if it is none."""
    if not isinstance(kept, dict):
        return None
    solved, runs, best = kept.get("solved", []), kept.get("runs", 0), kept.get("best", 0)
    counts = all(type(count) is int and count >= 0 for count in (runs, best))
    if not counts or not isinstance(solved, list) or not all(isinstance(q, str) for q in solved):
        return None
    return Score(frozenset(solved), runs, best, _day(kept))


def _day(kept: Json) -> str | None:
    """The day of a record; one that is no day is as good as none."""
    try:
        return date.fromisoformat(kept["day"]).isoformat()
    except (KeyError, TypeError, ValueError):
        return None


def _together(path: Path, document: Json) -> dict[str, Entry]:
    """What the file and this session know of exercises."""
    known = dict(_session.get(path, {}))
    for name, kept in document.get("exercises", {}).items():
        entry = _entry(kept) or Entry()
        known[name] = entry.merged(known[name]) if name in known else entry
    return known


def _scores(path: Path, document: Json) -> dict[str, Score]:
    """What the file and this session know of quizzes."""
    known = dict(_quizzes.get(path, {}))
    for lesson, kept in document.get("quizzes", {}).items():
        score = _score(kept) or Score()
        known[lesson] = score.merged(known[lesson]) if lesson in known else score
    return known


PARTS = {"exercises": _entry, "quizzes": _score}
