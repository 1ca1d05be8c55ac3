"""The line that a trainer collects: seed, choices, profit, score and a checksum in a short code.

``SY2-7-<five characters a month>-p9813-s89-k3f9``: version, seed, choices, profit (``p`` above or
``m`` below zero, whole US dollars), mean score (``s``, with ``m`` below zero, ``x`` never assessed),
checksum.  A slip of the pen is found by the checksum, a made-up profit by :func:`verified`.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...base.errors import CourseError
from ...base.language import Phrase
from .choices import AMOUNTS, CARRIERS, LISTINGS, REPLIES, SUPPLIERS, Choice
from .dilemmas import ANSWERS
from .fortune import MAX_SEED
from .game import Year, YearOutcome, outcome, replay
from .terms import MONTHS

if TYPE_CHECKING:
    import pandas as pd

VERSION = "SY2"
_LONG = 5  # characters a month
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_FORM = re.compile(r"(\d{1,4})-([0-9a-z]*)-([pm]\d{1,7})-(sx|sm?\d{1,4})-([0-9a-z]{4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class YearCode:
    """What a line says: the seed, the choices of the months played, and the result claimed."""

    seed: int
    choices: tuple[Choice, ...]
    profit: int
    score: int | None

    @property
    def text(self) -> str:
        """The line as it is copied."""
        body = (
            f"{self.seed}-{''.join(map(_code, self.choices))}-"
            f"{'p' if self.profit >= 0 else 'm'}{abs(self.profit)}-{_score(self.score)}"
        )
        return f"{VERSION}-{body}-{_checksum(body)}"


def line(year: Year) -> str:
    """The line of a year, finished or not."""
    it = outcome(year)
    return YearCode(it.seed, year.choices, it.profit, it.score).text


def read_line(text: object) -> YearCode:
    """What a line says.

    Raises:
        CourseError: no line, of another version, cut off, mistyped, or with an impossible choice;
            the message says which.
    """
    if not isinstance(text, str) or not text.strip():
        raise CourseError(
            "Paste the line that stands under the result of a year.", "请粘贴一年结束后结果下方的那行代码。"
        )
    given = text.strip()
    version, _, body = given.partition("-")
    if version.upper() != VERSION:
        if re.fullmatch(r"SY\d+", version.upper()):
            raise _wrong(
                Phrase(
                    f"it is of version {version.upper()}, from a game of other rules; this course reads {VERSION}, "
                    "so play the year again",
                    f"版本是 {version.upper()}，那时的游戏规则不同；本课程只认 {VERSION}，请重玩这一年",
                )
            )
        raise _wrong(Phrase(f"it does not begin with {VERSION}-", f"开头不是 {VERSION}-"))
    found = _FORM.fullmatch(body.lower())
    if found is None:
        raise _wrong(
            Phrase(
                f"a part is missing or too long; copy all of it, from {VERSION} to the last letter",
                f"少了一段或多了字符，请从 {VERSION} 到最后一个字母完整复制",
            )
        )
    seed, codes, profit, score, check = found.groups()
    if check != _checksum(body.lower()[:-5]):
        raise _wrong(Phrase("its checksum does not fit: a character was changed", "校验码对不上，有字符被改动"))
    if int(seed) > MAX_SEED or len(codes) % _LONG or len(codes) > _LONG * MONTHS:
        raise _wrong(
            Phrase("it does not hold up to twelve months of five characters", "月份代码应为每月五个字符，最多十二个月")
        )
    choices = tuple(_choice(codes[i : i + _LONG]) for i in range(0, len(codes), _LONG))
    return YearCode(
        int(seed),
        choices,
        int(profit[1:]) * (1 if profit[0] == "p" else -1),
        None if score == "sx" else int(score[1:].replace("m", "-")),
    )


def verified(text: object) -> YearOutcome:
    """The outcome of a line, played again.

    Raises:
        CourseError: the line cannot be read, or its choices give another result than it claims.
    """
    claim = read_line(text)
    found = outcome(replay(claim.seed, claim.choices))
    if (found.profit, found.score) != (claim.profit, claim.score):
        raise _wrong(
            Phrase(
                f"its choices give a profit of {found.profit} USD and a score of {found.score}, not "
                f"{claim.profit} and {claim.score}",
                f"按其中的选择重玩，利润为 {found.profit} 美元、服务分为 {found.score}，"
                f"而代码写的是 {claim.profit} 和 {claim.score}",
            )
        )
    return found


def standings(lines: Iterable[str]) -> pd.DataFrame:
    """A class's lines as a table, best profit first; each is played again and must be true.

    Raises:
        CourseError: one of the lines is wrong; the message gives its place.
    """
    import pandas as pd

    rows = []
    for place, text in enumerate(lines, start=1):
        try:
            it = verified(text)
        except CourseError as fault:
            raise CourseError(f"Line {place}: {fault.phrase.en}", f"第 {place} 行：{fault.phrase.zh}") from None
        rows.append(
            {
                "line": place,
                "seed": it.seed,
                "months": it.months,
                "profit": it.profit,
                "score": it.score,
                "points": it.points,
                "ended": it.ended,
            }
        )
    columns = ["line", "seed", "months", "profit", "score", "points", "ended"]
    table = pd.DataFrame(rows, columns=columns).astype({"score": "Int64"})
    return table.sort_values(["profit", "line"], ascending=[False, True], ignore_index=True)


def _wrong(why: Phrase) -> CourseError:
    return CourseError(f"This line cannot be right: {why.en}.", f"这行代码有误：{why.zh}。")


def _checksum(body: str) -> str:
    number, text = zlib.crc32(f"{VERSION}-{body}".encode()) % len(_DIGITS) ** 4, ""
    for _ in range(4):
        number, digit = divmod(number, len(_DIGITS))
        text = _DIGITS[digit] + text
    return text


def _score(score: int | None) -> str:
    return "sx" if score is None else f"s{'m' if score < 0 else ''}{abs(score)}"


def _code(choice: Choice) -> str:
    """Five characters: cover; supplier, pages, replies; carrier and half of advertising; price; answer."""
    three = (
        list(SUPPLIERS).index(choice.supplier) * 9
        + list(LISTINGS).index(choice.listing) * 3
        + list(REPLIES).index(choice.reply)
    )
    steps = {name: it.place(getattr(choice, name)) for name, it in AMOUNTS.items()}
    money, odd = divmod(steps["advertising"], 2)
    carried = list(CARRIERS).index(choice.carrier) * 11 + money
    priced = steps["price"] * 2 + odd
    return "".join(_DIGITS[n] for n in (steps["cover"], three, carried, priced, ANSWERS.index(choice.answer)))


def _choice(code: str) -> Choice:
    cover, three, carried, priced, answer = (_DIGITS.index(c) for c in code)
    price, odd = divmod(priced, 2)
    carrier, money = divmod(carried, 11)
    try:
        supplier, rest = divmod(three, 9)
        return Choice(
            cover=AMOUNTS["cover"].at(cover),
            supplier=list(SUPPLIERS)[supplier],
            listing=list(LISTINGS)[rest // 3],
            reply=list(REPLIES)[rest % 3],
            carrier=list(CARRIERS)[carrier],
            advertising=int(AMOUNTS["advertising"].at(2 * money + odd)),
            price=AMOUNTS["price"].at(price),
            answer=ANSWERS[answer],
        )
    except (CourseError, IndexError):
        raise _wrong(Phrase(f"{code!r} is not a choice of a month", f"{code!r} 不是某月的选择")) from None
