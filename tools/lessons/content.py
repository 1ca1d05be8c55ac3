"""What a lesson asks, as the package ships it: one file of data a lesson, and an index.

The lessons' sources are not shipped.  ``build`` and ``export`` write these files, ``check``
compares them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import partial
from inspect import signature
from pathlib import Path
from typing import Any

from aecourse.exercises import facts, reader
from aecourse.exercises.kinds import KINDS, AnswerKind
from aecourse.exercises.model import Exercise
from aecourse.base.language import LANGUAGES, Phrase

from .source import Fault, Lesson
from .task import Path as Place
from .task import Task, shown

_CODE = re.compile(r"Python|[a-z]\(|[a-z_]\.[a-z]|[a-z]\[|\b[a-z_]+ = |\*\*|`")
SLOT = re.compile(r"\{\{ *(?P<what>[^{}]+?) *\}\}")


class _Values(dict[str, object]):
    """The values of a lesson's facts by name, as a slot asks for them; a function is called."""

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number

    def __missing__(self, name: str) -> object:
        found = getattr(facts.module(self.number), name)
        return found() if callable(found) else found


def filled(raw: Any, number: str) -> Any:
    """*raw* with the slots of its texts filled: ``{{ BAD }}``, ``{{ SHELVES[0]:, }}``."""
    if isinstance(raw, str):
        values = _Values(number)
        return SLOT.sub(lambda slot: ("{" + slot["what"] + "}").format_map(values), raw)
    if isinstance(raw, Mapping):
        return {key: filled(one, number) for key, one in raw.items() if key != "of"}
    return [filled(one, number) for one in raw] if isinstance(raw, list) else raw


def exercises(lesson: Lesson) -> Mapping[str, Exercise]:
    """The exercises of a lesson, as the package will read them."""
    return {
        task.id: reader.exercise(lesson.number, task.id, filled(task.raw, lesson.number))
        for task in lesson.exercises
    }


def data(lesson: Lesson) -> Mapping[str, Any]:
    """What the file of a lesson holds."""
    return {
        "exercises": {task.id: filled(task.raw, lesson.number) for task in lesson.exercises},
        "questions": {task.id: filled(task.raw, lesson.number) for task in lesson.questions},
    }


def files(lessons: tuple[Lesson, ...]) -> Mapping[str, str]:
    """The files of all *lessons* by name, and their index."""
    index = {
        lesson.number: {
            "name": lesson.name,
            "title": _sides(lesson.front.title),
            "question": _sides(lesson.front.questions[0] if lesson.front.questions else Phrase("", "")),
            "minutes": lesson.front.minutes,
            "exercises": [task.id for task in lesson.exercises],
            "questions": [task.id for task in lesson.questions],
        }
        for lesson in lessons
    }
    made: dict[str, Any] = {f"{lesson.number}.json": data(lesson) for lesson in lessons}
    return {
        name: json.dumps(one, ensure_ascii=False, indent=1) + "\n"
        for name, one in {**made, "index.json": index}.items()
    }


def _sides(text: Phrase) -> Mapping[str, str]:
    return {language: text.text(language) for language in LANGUAGES}


def write(lessons: tuple[Lesson, ...], folder: Path = reader.FOLDER) -> None:
    """Write the files of all *lessons*, and remove what belongs to none."""
    folder.mkdir(parents=True, exist_ok=True)
    made = files(lessons)
    for path in folder.iterdir():
        if path.name not in made:
            path.unlink()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def stale(lessons: tuple[Lesson, ...], folder: Path = reader.FOLDER) -> Iterator[Fault]:
    """The files below *folder* that are not what *lessons* say."""
    made = files(lessons)
    there = {path.name for path in folder.iterdir()}
    for name in sorted(made.keys() | there):
        path = folder / name
        if name not in made:
            yield Fault(name, 0, "belongs to no lesson")
        elif name not in there or path.read_text(encoding="utf-8") != made[name]:
            yield Fault(
                name, 0, "is not what the lessons say: run `python -m tools.lessons export`"
            )


def faults(lesson: Lesson) -> Iterator[Fault]:
    """Every exercise and question of *lesson* that cannot be made: what it names is not there."""
    for task, folded in zip(lesson.blocks, lesson.folded, strict=True):
        if not isinstance(task, Task):
            continue
        say = partial(_fault, lesson, task)
        said_of = (*_slots(task, lesson), *_calls(task, lesson), *(() if folded else _hints(task)))
        yield from (say(path, said) for path, said in said_of)
        if "options" in task.raw:
            yield from (say(("options",), said) for said in _rights(task))
            yield from (say(path, said) for path, said in _told_apart(task))


def _fault(lesson: Lesson, task: Task, path: Place, said: str) -> Fault:
    return lesson.fault(task.at(path), f"{task.name}: {shown(path)}{said}")


def _slots(task: Task, lesson: Lesson) -> Iterator[tuple[Place, str]]:
    for path, text in task.texts.items():
        for slot in SLOT.finditer(text.en + text.zh):
            try:
                filled(slot[0], lesson.number)
            except (AttributeError, LookupError, TypeError, ValueError) as error:
                yield path, f"nothing to put in for {slot[0]}: {error}"


def _hints(task: Task) -> Iterator[tuple[Place, str]]:
    """Hints that send whoever answers in a form to code."""
    if task.form == "exercise" and KINDS[task.raw["kind"]].asked is not AnswerKind.asked:
        for at, hint in enumerate(task.raw["hints"]):
            if _CODE.search(hint["en"] + hint["zh"]):
                yield ("hints", at), "a form shows code: say it without, and put the code under `code`"


def _calls(task: Task, lesson: Lesson) -> Iterator[tuple[Place, str]]:
    answers: dict[Place, Any] = {("answer",): task.raw["answer"]}
    answers |= {("wrong", id): one["answer"] for id, one in task.raw.get("wrong", {}).items()}
    for path, answer in answers.items():
        if not facts.is_call(answer):
            continue
        try:
            call = facts.Call.read(lesson.number, answer)
            signature(call.function).bind(*call.values, **call.named)
        except (ValueError, TypeError, AttributeError, ModuleNotFoundError) as error:
            yield path, f"{answer}: {error}"


def _rights(task: Task) -> Iterator[str]:
    """What is amiss between the options of a task and its answer."""
    options, answer = task.raw["options"], task.raw["answer"]
    silent = [id for id, option in options.items() if "say" not in option]
    if len(silent) != 1:
        yield f"exactly the right option has no `say`; without one are: {', '.join(silent) or 'none'}"
    if not facts.is_call(answer):
        if answer not in options:
            yield f"the answer {answer!r} is none of them"
        elif [answer] != silent:
            yield f"the answer is {answer!r}, but the option without `say` is another"


def _told_apart(task: Task) -> Iterator[tuple[Place, str]]:
    """Options that say the same, and what is said to a wrong one if it holds the right one."""
    options = task.raw["options"]
    rights = [option for option in options.values() if "say" not in option]
    for language in LANGUAGES:
        texts = [option[language] for option in options.values()]
        if len(set(texts)) < len(texts):
            yield ("options",), f"two of them say the same ({language})"
        for id, option in options.items():
            said = option.get("say", {}).get(language, "")
            if any(_inside(right[language], said) for right in rights):
                yield ("options", id, "say"), f"contains the text of the right option ({language})"


def _inside(text: str, said: str) -> bool:
    """Does *said* contain *text*, as words of its own?"""
    bare = text.strip(" .。").casefold()
    edge = r"(?<![\w.,-])" if bare[:1].isascii() else ""
    last = r"(?![\w-])" if bare[-1:].isascii() else ""
    return bare != "" and re.search(edge + re.escape(bare) + last, said.casefold()) is not None
