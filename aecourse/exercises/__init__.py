"""Checked exercises: answers, hints one at a time, retries, and progress that is never lost.

>>> check("start-share", ...)           # doctest: +SKIP
○ Not answered yet. Type one share, as 0.25, 25 or "25 %", to one decimal of a percent.

An exercise is data (:mod:`.model`), its kind of answer reads what people type (:mod:`.kinds`), and
progress is a small file in the learner's folder (:mod:`.record`).
"""

from __future__ import annotations

from ..language import Phrase, join
from . import record
from .kinds import Kind
from .model import Exercise, Verdict, Wrong, judge
from .registry import find, registry
from .results import LessonProgress, Progress, Result

__all__ = [
    "Exercise",
    "Kind",
    "Progress",
    "Result",
    "Verdict",
    "Wrong",
    "check",
    "find",
    "hint",
    "judge",
    "predict",
    "progress",
    "registry",
    "reveal",
]

TRIES_BEFORE_REVEAL = 3

_hints_shown: dict[str, int] = {}


def check(exercise: str, answer: object = ...) -> Result:
    """Check *answer* to the exercise called *exercise* and note the try.

    The result says what is wrong without saying what is right.  A blank, or an answer of another
    kind (text for a number, a whole table), is explained and does not count as a try.

    Raises :class:`~aecourse.errors.UnknownName` if there is no such exercise.
    """
    one = find(exercise)
    verdict = judge(one, answer)
    if verdict.status in ("blank", "kind"):
        return Result(one.id, verdict.status, verdict.message)
    right = verdict.status == "right"
    changes: dict[str, object] = {"tries": 1, **({"solved": True} if right else {})}
    _, note = record.update(one.id, **changes)
    notes = [note] if note else []
    if not right and one.hints and _hints_shown.get(one.id, 0) < len(one.hints):
        call = f'aecourse.hint("{one.id}")'
        notes.insert(0, Phrase(f"For a hint: {call}", f"需要提示：{call}"))
    return Result(one.id, verdict.status, verdict.message, tuple(notes))


def hint(exercise: str) -> Result:
    """The next hint for an exercise, one at a time; says so when none are left."""
    one = find(exercise)
    shown, total = _hints_shown.get(one.id, 0), len(one.hints)
    if shown >= total:
        message = Phrase(
            f"No hints are left ({total} of {total} seen). Read the task again, or look at the "
            "orders one by one.",
            f"提示已经用完（{total}/{total}）。请再读一遍题目，或逐单查看。",
        )
        return Result(one.id, "hint", message)
    _hints_shown[one.id] = shown + 1
    _, note = record.update(one.id, hints=1)
    number = Phrase(f"Hint {shown + 1} of {total}:", f"提示 {shown + 1}/{total}：")
    return Result(one.id, "hint", join([number, one.hints[shown]]), (note,) if note else ())


def predict(exercise: str, answer: object = ...) -> Result:
    """Keep a guess at *exercise*, made before looking.  A guess is never called wrong."""
    one = find(exercise)
    verdict = judge(one, answer)
    if verdict.status in ("blank", "kind"):
        return Result(one.id, verdict.status, verdict.message)
    guess = one.kind.show(one.kind.read(answer))
    _, note = record.update(one.id, guess=str(guess))
    message = Phrase(f"Noted: {guess.en}. Now go on and see.", f"记下了：{guess.zh}。接着往下看。")
    return Result(one.id, "note", message, (note,) if note else ())


def reveal(exercise: str) -> Result:
    """The truth beside the learner's guess; or the solution, after three tries.

    Without a guess and before the third try it only says what is missing.
    """
    one = find(exercise)
    known, note = record.entries()
    entry = known.get(one.id, record.Entry())
    notes = (note,) if note else ()
    if entry.guess is None and not entry.solved and entry.tries < TRIES_BEFORE_REVEAL:
        call = f'aecourse.hint("{one.id}")'
        message = Phrase(
            f"Not yet: first make a guess or {TRIES_BEFORE_REVEAL} tries. A hint helps: {call}",
            f"先别急：请先猜一猜，或者先试 {TRIES_BEFORE_REVEAL} 次。可以看提示：{call}",
        )
        return Result(one.id, "blank", message, notes)
    truth = one.kind.show(one.kind.read(one.solution()))
    said = [Phrase(f"The answer: {truth.en}.", f"答案：{truth.zh}。"), one.why]
    if entry.guess is not None:
        said.insert(0, Phrase(f"Your guess: {entry.guess}.", f"你的猜测：{entry.guess}。"))
    return Result(one.id, "note", join(said), notes)


def progress() -> Progress:
    """How many exercises are solved, lesson by lesson."""
    known, note = record.entries()
    lessons: dict[str, list[Exercise]] = {}
    for one in registry().values():
        lessons.setdefault(one.lesson, []).append(one)
    parts = []
    for lesson, exercises in sorted(lessons.items()):
        missing = tuple(e.id for e in exercises if not known.get(e.id, record.Entry()).solved)
        total = len(exercises)
        parts.append(LessonProgress(lesson, total - len(missing), total, missing))
    return Progress(tuple(parts), (note,) if note else ())
