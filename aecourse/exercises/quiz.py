"""Quizzes: a few questions at the end of a lesson, with words for every choice.

A quiz is data, ``aecourse/data/quizzes/NN.toml``: question, three or four options, exactly one of
them right, and what to say to each.  :func:`quiz` shows it as a card (:mod:`.cards`).
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import CourseError, unknown_name
from ..guidance import RUN_QUIZ, band
from ..language import Phrase, get_language
from ..rulebook.faults import Faults, phrase, read_toml

if TYPE_CHECKING:
    from .cards import QuizCard

FOLDER = Path(__file__).parent.parent / "data" / "quizzes"
QUESTIONS = range(4, 7)
OPTIONS = range(3, 5)
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose, and what is said to whoever chooses it."""

    text: Phrase
    right: bool
    feedback: Phrase


@dataclass(frozen=True, slots=True)
class Question:
    """One question; exactly one of its options is right."""

    id: str
    prompt: Phrase
    options: tuple[Option, ...]

    @property
    def right(self) -> int:
        """The place of the right option, from 0."""
        return next(place for place, option in enumerate(self.options) if option.right)


@dataclass(frozen=True, slots=True)
class Run:
    """One go at a quiz: the options chosen, question by question, in the order of choosing."""

    rights: tuple[int, ...]
    chosen: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, questions: tuple[Question, ...]) -> Run:
        """A go at *questions* of which nothing is answered yet."""
        return cls(tuple(question.right for question in questions), ((),) * len(questions))

    def choose(self, question: int, option: int) -> Run:
        """The go after a choice; the same if the question is solved or the option was chosen."""
        before = self.chosen[question]
        if self.rights[question] in before or option in before:
            return self
        chosen = (*self.chosen[:question], (*before, option), *self.chosen[question + 1 :])
        return replace(self, chosen=chosen)

    def solved(self, question: int) -> bool:
        """Has the right option of a question been found?"""
        return self.rights[question] in self.chosen[question]

    @property
    def finished(self) -> bool:
        """Is every question solved?"""
        return all(map(self.solved, range(len(self.rights))))

    @property
    def at_once(self) -> int:
        """How many questions were right at the first choice."""
        pairs = zip(self.rights, self.chosen, strict=True)
        return sum(chosen[:1] == (right,) for right, chosen in pairs)


@dataclass(frozen=True, slots=True, repr=False)
class Quiz:
    """The quiz of one lesson, as :func:`aecourse.quiz` gives it."""

    lesson: str
    questions: tuple[Question, ...]

    def card(self, language: str | None = None) -> QuizCard:
        """The card on which the quiz is answered, in *language* (default: the session's)."""
        from .cards import QuizCard

        return QuizCard(self, language or get_language())

    def __repr__(self) -> str:
        count = len(self.questions)
        return str(
            Phrase(f"Quiz({self.lesson}, {count} questions)", f"Quiz({self.lesson}, {count} 题)")
        )

    def _repr_html_(self) -> str:
        """The questions and their options on a page where nothing runs; no answers."""
        language = "zh-CN" if get_language() == "zh" else "en"
        items = "".join(
            f"<li><p><b>{escape(str(question.prompt))}</b></p><ul>"
            + "".join(f"<li>{escape(str(option.text))}</li>" for option in question.options)
            + "</ul></li>"
            for question in self.questions
        )
        return f'{band(RUN_QUIZ)}<div lang="{language}"><ol>{items}</ol></div>'

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = {"text/plain": repr(self), "text/html": self._repr_html_()}
        with contextlib.suppress(ImportError):  # the package alone draws no live cards
            from .cards import live

            bundle |= live(self.card(), **kwargs)
        return bundle


def quiz(lesson: str) -> Quiz:
    """The quiz of a lesson, ready to be answered: ``aecourse.quiz("03")``.

    Choices are answered at once, in words, and may be tried again; what is solved is kept in your
    progress.

    Raises:
        UnknownName: there is no quiz of that lesson.
        CourseError: the file of the quiz is faulty; the message lists every fault.
    """
    known = lessons()
    if lesson not in known:
        raise unknown_name(Phrase("quiz", "小测验"), lesson, known)
    return read(FOLDER / f"{lesson}.toml")


def lessons() -> tuple[str, ...]:
    """The lessons that have a quiz, in order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("[0-9][0-9].toml")))


@cache
def read(path: Path) -> Quiz:
    """The quiz in the file *path*; raises :class:`CourseError` with all of its faults."""
    faults = Faults(path.name)
    raw = read_toml(path, faults) or {}
    if raw:
        faults.unknown_keys("", raw, ("lesson", "question"))
        if raw.get("lesson") != path.stem:
            faults.add(
                "lesson",
                f"must be {path.stem!r}, as in the file's name",
                f"应与文件名一致：{path.stem!r}",
            )
    entries = raw.get("question", [])
    if not isinstance(entries, list):
        faults.add("question", "must be a list: write [[question]]", "应为列表：请写 [[question]]")
        entries = []
    elif raw and len(entries) not in QUESTIONS:
        faults.add(
            "question",
            f"there are {len(entries)}; 4 to 6 are wanted",
            f"现有 {len(entries)} 题，应为 4 到 6 题",
        )
    questions = tuple(_question(at, entry, faults) for at, entry in enumerate(entries, start=1))
    names = [question.id for question in questions]
    for name in sorted({name for name in names if name and names.count(name) > 1}):
        faults.add(f"question {name}", "two questions have this id", "两道题用了同一个 id")
    if faults.found:
        listed = [f"  {one.file}: {one.key}: {one.reason.en}" for one in faults.found]
        said = [f"  {one.file}：{one.key}：{one.reason.zh}" for one in faults.found]
        raise CourseError(
            Phrase(
                "The quiz cannot be used:\n" + "\n".join(listed),
                "小测验的数据有误：\n" + "\n".join(said),
            )
        )
    return Quiz(path.stem, questions)


def _question(at: int, raw: Any, faults: Faults) -> Question:
    if not isinstance(raw, Mapping):
        faults.add(
            f"question {at}", "must be a table: write [[question]]", "应为表：请写 [[question]]"
        )
        return Question("", Phrase("", ""), ())
    name = raw.get("id", "")
    where = f"question {name or at}"
    faults.unknown_keys(where, raw, ("id", "prompt", "option"))
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        faults.add(
            where, "needs an id in lower case with hyphens", "需要 id：小写字母，用连字符连接"
        )
        name = ""
    entries = raw.get("option", [])
    entries = entries if isinstance(entries, list) else []
    if len(entries) not in OPTIONS:
        faults.add(
            where,
            f"has {len(entries)} options; 3 or 4 are wanted",
            f"现有 {len(entries)} 个选项，应为 3 或 4 个",
        )
    options = tuple(
        _option(f"{where}, option {number}", entry, faults)
        for number, entry in enumerate(entries, start=1)
    )
    rights = [option for option in options if option.right]
    if len(rights) != 1:
        faults.add(
            where,
            f"has {len(rights)} right options; exactly 1 is wanted",
            f"有 {len(rights)} 个正确选项，应恰好 1 个",
        )
    for side in ("en", "zh"):
        texts = [option.text.text(side) for option in options]
        if len(set(texts)) < len(texts):
            faults.add(where, f"two options say the same ({side})", f"有两个选项内容相同（{side}）")
    _gives_away(where, options, faults)
    return Question(name, _text(raw.get("prompt"), f"{where}, prompt", faults), options)


def _option(where: str, raw: Any, faults: Faults) -> Option:
    if not isinstance(raw, Mapping):
        faults.add(
            where, "must be a table: write [[question.option]]", "应为表：请写 [[question.option]]"
        )
        return Option(Phrase("", ""), right=False, feedback=Phrase("", ""))
    faults.unknown_keys(where, raw, ("text", "right", "feedback"))
    right = raw.get("right", False)
    if not isinstance(right, bool):
        faults.add(f"{where}, right", "must be true or left out", "只能是 true，或者不写")
    return Option(
        _text(raw.get("text"), f"{where}, text", faults),
        right is True,
        _text(raw.get("feedback"), f"{where}, feedback", faults),
    )


def _text(raw: Any, where: str, faults: Faults) -> Phrase:
    found = phrase(raw, where, faults)
    if found.zh and not _HAN.search(found.zh) and found.en != found.zh:
        faults.add(where, "the Chinese text has no Chinese", "中文文本里没有中文")
    return found


def _gives_away(where: str, options: tuple[Option, ...], faults: Faults) -> None:
    """A wrong option's feedback must not say the right one."""
    for right in (option for option in options if option.right):
        for number, option in enumerate(options, start=1):
            sides = (
                (right.text.en, option.feedback.en),
                (right.text.zh, option.feedback.zh),
            )
            if not option.right and any(_inside(text, said) for text, said in sides):
                faults.add(
                    f"{where}, option {number}, feedback",
                    "contains the text of the right option",
                    "把正确选项的内容说了出来",
                )


def _inside(text: str, said: str) -> bool:
    bare = text.strip(" .。").casefold()
    if not bare:
        return False
    edge = r"(?<![\w.,-])" if bare[0].isascii() else ""
    last = r"(?![\w-])" if bare[-1].isascii() else ""
    return re.search(edge + re.escape(bare) + last, said.casefold()) is not None
