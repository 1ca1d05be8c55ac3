"""Answering an exercise: check, hint, guess, reveal.  In code or in a form, the same judge."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from ..base.language import Phrase, join
from . import record
from .kinds import OneOption
from .model import Exercise, judge
from .registry import find
from .results import FormOf, Result

TRIES_BEFORE_REVEAL = 3

_hints_shown: dict[str, int] = {}
_opened: dict[str, float] = {}


def check(exercise: str, answer: object = ...) -> Result:
    """Check *answer* to the exercise called *exercise* and note the try.

    The result says what is wrong without saying what is right.  A blank, or an answer of another
    kind (text for a number, a whole table), is explained and does not count as a try.

    In a notebook, a blank shows a form in which the exercise can be answered without code.

    Raises :class:`~aecourse.base.errors.UnknownName` if there is no such exercise.
    """
    one = find(exercise)
    result = _checked(one, answer)
    note_opened(one.id)
    if result.status == "blank":
        return _with_form(one, result, "check")
    if result.status == "wrong" and len(hints_seen(one.id)) < len(one.hints):
        call = f'aecourse.hint("{one.id}")'
        notes = (Phrase(f"For a hint: {call}", f"需要提示：{call}"), *result.notes)
        result = replace(result, notes=notes)
    return result if result.passed else _with_options(one, result)


def check_filled(exercise: str, answer: str, form: FormOf = "check") -> Result:
    """What a form says of what was filled into it: as :func:`check` or :func:`predict`."""
    one = find(exercise)
    return _checked(one, answer, form=True) if form == "check" else _noted(one, answer, form=True)


def _checked(one: Exercise, answer: object, *, form: bool = False) -> Result:
    verdict = judge(one, answer, form=form)
    if verdict.status in ("blank", "kind"):
        return Result(one.id, verdict.status, verdict.message)
    changes: dict[str, Any] = {"tries": 1, "missed": verdict.missed}
    if verdict.status == "right":
        changes |= {"solved": True, "minutes": _minutes(one.id)}
    _, note = record.update(one.id, **changes)
    return Result(one.id, verdict.status, verdict.message, (note,) if note else ())


def note_opened(exercise: str) -> None:
    """Note that an exercise is before the learner, for the minutes that it takes."""
    _opened.setdefault(exercise, time.monotonic())


def _minutes(exercise: str) -> int | None:
    """Whole minutes since an exercise was opened."""
    return None if exercise not in _opened else round((time.monotonic() - _opened[exercise]) / 60)


def _with_options(one: Exercise, result: Result) -> Result:
    """Where there is something to choose from, the options stand with what is said."""
    return replace(result, options=one.kind.lettered) if isinstance(one.kind, OneOption) else result


def _with_form(one: Exercise, result: Result, form: FormOf) -> Result:
    result = _with_options(one, result)
    if one.kind.asked is not None:
        return replace(result, form=form)
    note = Phrase("This exercise belongs to the path with pandas.", "本题属于 pandas 路线。")
    return replace(result, notes=(note, *result.notes))


def hints_seen(exercise: str) -> tuple[Phrase, ...]:
    """The hints to an exercise that were shown since the lesson was opened, in the wording of forms."""
    return find(exercise).hints[: _hints_shown.get(exercise, 0)]


def hint(exercise: str) -> Result:
    """The next hint for an exercise, one at a time; says so when none are left."""
    one = find(exercise)
    shown, total = _hints_shown.get(one.id, 0), len(one.hints)
    if shown >= total:
        message = Phrase(
            f"No hints are left ({total} of {total} seen). Read the task again, or look at the orders one by one.",
            f"提示已经用完（{total}/{total}）。请再读一遍题目，或逐单查看。",
        )
        return Result(one.id, "hint", message)
    _hints_shown[one.id] = shown + 1
    _, note = record.update(one.id, hints=1)
    number = Phrase(f"Hint {shown + 1} of {total}:", f"提示 {shown + 1}/{total}：")
    return Result(one.id, "hint", join([number, one.code_hints[shown]]), (note,) if note else ())


def predict(exercise: str, answer: object = ...) -> Result:
    """Keep a guess at *exercise*, made before looking.  A guess is never called wrong.

    In a notebook, a blank shows a form that takes the guess.
    """
    one = find(exercise)
    result = _noted(one, answer)
    note_opened(one.id)
    if result.status == "blank":
        return _with_form(one, result, "predict")
    return result if result.status == "note" else _with_options(one, result)


def _noted(one: Exercise, answer: object, *, form: bool = False) -> Result:
    verdict = judge(one, answer, form=form)
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
    entry = known.get(one.id, record.ExerciseEntry())
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
