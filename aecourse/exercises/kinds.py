"""Kinds of answers: how each is read, compared, and spoken of without giving the solution away."""

# ruff: noqa: D102, ARG002 - every kind has the five methods that Kind documents, used or not

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

from ..base.language import Phrase, join
from . import reading
from .reading import NotThisKind

_HIGH = Phrase("Too high.", "偏大了。")
_LOW = Phrase("Too low.", "偏小了。")


class AnswerKind(ABC):
    """A kind of answer.  ``read`` turns what was typed into a value that ``same`` can compare."""

    @property
    def asked(self) -> Phrase | None:
        """One sentence: what to fill into a form; None if it cannot be typed there."""
        return None

    @property
    def example(self) -> str:
        """How such an answer looks, for the empty field of a form."""
        return ""

    @property
    @abstractmethod
    def expected(self) -> Phrase:
        """One sentence: what to type."""

    @abstractmethod
    def read(self, answer: object) -> Any:
        """The value of *answer*; raises :class:`NotThisKind` if it is of another kind."""

    @abstractmethod
    def same(self, given: Any, truth: Any) -> bool:
        """Does the value *given*, as read, equal *truth*, as read?"""

    @abstractmethod
    def remark(self, given: Any, truth: Any) -> Phrase:
        """What can be said of a wrong value without saying the right one."""

    @abstractmethod
    def show(self, value: Any) -> Phrase:
        """A value, as read, in words."""


@dataclass(frozen=True, slots=True)
class Number(AnswerKind):
    """A number, right within ``tolerance`` (absolute)."""

    tolerance: float = 0.0
    unit: Phrase | None = None
    decimals: int = 0

    @property
    def expected(self) -> Phrase:
        if self.unit is None:
            return Phrase("Type one number.", "请填一个数。")
        return Phrase(f"Type one number ({self.unit.en}).", f"请填一个数（单位：{self.unit.zh}）。")

    @property
    def asked(self) -> Phrase:
        if self.unit is None:
            return Phrase("Fill in one number.", "请填一个数。")
        return Phrase(f"Fill in one number ({self.unit.en}).", f"请填一个数（单位：{self.unit.zh}）。")

    def read(self, answer: object) -> float:
        value, percent = reading.number_in_answer(answer)
        if percent:
            raise NotThisKind(Phrase("That is a percentage, not a plain number.", "这是百分数，不是一个普通的数。"))
        return value

    def same(self, given: float, truth: float) -> bool:
        return abs(given - truth) <= self.tolerance + 1e-9 * max(1.0, abs(truth))

    def remark(self, given: float, truth: float) -> Phrase:
        return _HIGH if given > truth else _LOW

    def show(self, value: float) -> Phrase:
        text = f"{value:,.{self.decimals if value != round(value) else 0}f}"
        if self.unit is None:
            return Phrase(text, text)
        return Phrase(f"{text} {self.unit.en}", f"{text} {self.unit.zh}")


@dataclass(frozen=True, slots=True)
class Share(AnswerKind):
    """A share of a whole, written as 0.041, 4.1 or "4.1 %"; right within ``tolerance`` (a share)."""

    tolerance: float = 0.0005

    @property
    def expected(self) -> Phrase:
        return Phrase(
            'Type one share, as 0.25, 25 or "25 %", to one decimal of a percent.',
            '请填一个比率，写成 0.25、25 或 "25 %" 都可以，百分数保留一位小数。',
        )

    @property
    def asked(self) -> Phrase:
        return Phrase(
            "Fill in one share, to one decimal of a percent. 0.25, 25 and 25 % are the same here.",
            "请填一个比率，百分数保留一位小数。0.25、25、25 % 在这里是一回事。",
        )

    @property
    def example(self) -> str:
        return "0.0 %"

    def read(self, answer: object) -> tuple[float, ...]:
        """Every share that was possibly meant: a bare 0.5 may be a half or half a percent."""
        value, percent = reading.number_in_answer(answer, share=True)
        meant = (value / 100,) if percent else (value, value / 100)
        possible = tuple(share for share in meant if 0 <= share <= 1)
        if not possible:
            raise NotThisKind(Phrase("A share lies between 0 % and 100 %.", "比率应在 0 % 到 100 % 之间。"))
        return possible

    def same(self, given: tuple[float, ...], truth: tuple[float, ...]) -> bool:
        return any(self._near(share, truth[0]) for share in given)

    def _near(self, share: float, truth: float) -> bool:
        return abs(share - truth) <= self.tolerance + 1e-12

    def remark(self, given: tuple[float, ...], truth: tuple[float, ...]) -> Phrase:
        goal = truth[0]
        if any(self._near(1 - share, goal) for share in given):
            return Phrase(
                "That is the rest up to 100 %: you counted the other orders.",
                "这是 100 % 减去正确答案剩下的部分：数成另一类订单了。",
            )
        if any(round(goal, 2) == share for share in given):
            return Phrase(
                "Near, but rounded too much: give one decimal of a percent.",
                "接近了，不过四舍五入得太粗：百分数请保留一位小数。",
            )
        if len(given) == 1 and self._near(given[0] * 100, goal):
            return Phrase(
                "A hundred times too small: either a share or a percent sign, not both.",
                "差了 100 倍：要么写成小数，要么带百分号，二者取一。",
            )
        read = f"{100 * given[0]:.4g} %"
        echo = Phrase(f"Your answer was read as {read}.", f"你的答案按 {read} 来读。")
        return join([echo, _HIGH if given[0] > goal else _LOW])

    def show(self, value: tuple[float, ...]) -> Phrase:
        text = f"{value[0] * 100:.1f} %"
        return Phrase(text, text)


@dataclass(frozen=True, slots=True)
class OneOption(AnswerKind):
    """One of several options, answered by its letter (or its words).

    ``options`` are pairs of an id, which stays, and words; the letters follow from the order.
    """

    options: tuple[tuple[str, Phrase], ...]

    @property
    def letters(self) -> tuple[str, ...]:
        """``a``, ``b``, ``c``, … for the options in order."""
        return tuple(ascii_lowercase[: len(self.options)])

    @property
    def lettered(self) -> tuple[tuple[str, Phrase], ...]:
        """The letter and the words of each option."""
        return tuple(zip(self.letters, (words for _, words in self.options), strict=True))

    def letter(self, option: str) -> str:
        """The letter of the option with this id."""
        return self.letters[[id for id, _ in self.options].index(option)]

    @property
    def expected(self) -> Phrase:
        quoted = [f'"{letter}"' for letter in self.letters]
        return Phrase(
            f"Type one letter in quotation marks: {', '.join(quoted[:-1])} or {quoted[-1]}.",
            f"请填一个带英文引号的字母：{'、'.join(quoted[:-1])} 或 {quoted[-1]}。",
        )

    @property
    def asked(self) -> Phrase:
        return Phrase("Choose one.", "请选一项。")

    def read(self, answer: object) -> str:
        """The id of the option that was chosen."""
        value = reading.single(answer)
        if not isinstance(value, str):
            raise NotThisKind(reading.described(value))
        bare = reading.normalized(value)
        typed = bare.strip("()[].,:、。·")
        for letter, (id, words) in zip(self.letters, self.options, strict=True):
            if typed == letter or bare in (id, reading.normalized(words.en), reading.normalized(words.zh)):
                return id
        raise NotThisKind(reading.described(value))

    def same(self, given: str, truth: str) -> bool:
        return given == truth

    def remark(self, given: str, truth: str) -> Phrase:
        return Phrase("It is another one.", "不是这一项。")

    def show(self, value: str) -> Phrase:
        letter, words = self.letter(value), dict(self.options)[value]
        return Phrase(f"({letter}) {words.en}", f"（{letter}）{words.zh}")


@dataclass(frozen=True, slots=True)
class Orders(AnswerKind):
    """A set of orders: their ids in a table, column, list, set or text."""

    @property
    def expected(self) -> Phrase:
        return Phrase(
            "Give the orders: a table with the column order_id, or a list of order ids.",
            "请给出订单：带 order_id 列的表，或订单号列表。",
        )

    @property
    def asked(self) -> Phrase:
        return Phrase(
            "Fill in the order ids, with a comma or a space between them.",
            "请填订单号，多个订单号之间用逗号或空格隔开。",
        )

    @property
    def example(self) -> str:
        return "X-000001, X-000002"

    def read(self, answer: object) -> frozenset[str]:
        return reading.order_ids(answer)

    def same(self, given: frozenset[str], truth: frozenset[str]) -> bool:
        return given == truth

    def remark(self, given: frozenset[str], truth: frozenset[str]) -> Phrase:
        extra, missing = len(given - truth), len(truth - given)
        parts = []
        if extra and not given & truth:
            return Phrase("None of these orders belongs there.", "这些订单都不在其中。")
        if extra:
            parts.append(
                Phrase(
                    f"{extra} of your orders {'does' if extra == 1 else 'do'} not belong there.",
                    f"有 {extra} 笔订单不该算进来。",
                )
            )
        if missing:
            parts.append(Phrase("Some orders are still missing.", "还有订单没有找到。"))
        return join(parts)

    def show(self, value: frozenset[str]) -> Phrase:
        ids = sorted(value)
        rest = Phrase("", "") if len(ids) <= 12 else Phrase(", …", "……")
        shown = Phrase(", ".join(ids[:12]), "、".join(ids[:12]))
        return Phrase("{n:order}: {ids}{rest}", "{n} 笔订单：{ids}{rest}").format(n=len(ids), ids=shown, rest=rest)


@dataclass(frozen=True, slots=True)
class Text(AnswerKind):
    """A word or two; ``also`` lists further spellings that are as good as the solution."""

    also: tuple[str, ...] = ()

    @property
    def expected(self) -> Phrase:
        return Phrase("Type a word in quotation marks.", "请填一个词，两边加英文引号。")

    @property
    def asked(self) -> Phrase:
        return Phrase("Fill in a word.", "请填一个词。")

    def read(self, answer: object) -> frozenset[str]:
        value = reading.single(answer)
        if isinstance(value, Phrase):
            return frozenset(map(reading.normalized, (value.en, value.zh)))
        if isinstance(value, str):
            return frozenset({reading.normalized(value).strip(".。!")})
        raise NotThisKind(reading.described(value))

    def same(self, given: frozenset[str], truth: frozenset[str]) -> bool:
        good = truth | set(map(reading.normalized, self.also))
        return given <= good

    def remark(self, given: frozenset[str], truth: frozenset[str]) -> Phrase:
        return Phrase("That is not the word.", "不是这个词。")

    def show(self, value: frozenset[str]) -> Phrase:
        words = sorted(value)
        return Phrase(words[0], words[-1])


@dataclass(frozen=True, slots=True)
class SmallTable(AnswerKind):
    """A small table: one row a ``key``, numbers in ``columns`` right within ``tolerance``."""

    key: str
    columns: tuple[str, ...]
    tolerance: float = 1e-6

    @property
    def expected(self) -> Phrase:
        names = ", ".join((self.key, *self.columns))
        return Phrase(
            f"Give a table with the columns {names}.", f"请给出一张表，含这些列：{names.replace(', ', '、')}。"
        )

    def read(self, answer: object) -> Mapping[object, Mapping[str, object]]:
        return reading.table_in_answer(answer, self.key, self.columns)

    def same(self, given: Any, truth: Any) -> bool:
        return set(given) == set(truth) and not self._differing(given, truth)

    def _differing(self, given: Any, truth: Any) -> list[str]:
        def equal(one: object, other: object) -> bool:
            try:
                return abs(reading.number_in_answer(one)[0] - reading.number_in_answer(other)[0]) <= self.tolerance
            except NotThisKind:
                return str(one) == str(other)

        shared = set(given) & set(truth)
        return [name for name in self.columns if not all(equal(given[row][name], truth[row][name]) for row in shared)]

    def remark(self, given: Any, truth: Any) -> Phrase:
        parts = []
        if set(truth) - set(given):
            parts.append(Phrase("Rows are missing.", "缺了一些行。"))
        if set(given) - set(truth):
            parts.append(Phrase("There are rows too many.", "多了一些行。"))
        if wrong := self._differing(given, truth):
            names = ", ".join(wrong)
            parts.append(
                Phrase(f"Values differ in the column {names}.", f"这些列里的值对不上：{names.replace(', ', '、')}。")
            )
        return join(parts)

    def show(self, value: Any) -> Phrase:
        text = "; ".join(
            f"{row}: " + ", ".join(f"{cells[name]}" for name in self.columns) for row, cells in value.items()
        )
        return Phrase(text, text)


KINDS: Mapping[str, type[AnswerKind]] = {
    "number": Number,
    "share": Share,
    "choice": OneOption,
    "orders": Orders,
    "text": Text,
    "table": SmallTable,
}
"""The kinds by the names that a lesson gives them; their fields are what a lesson may say of one."""
