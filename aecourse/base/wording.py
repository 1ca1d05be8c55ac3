"""Days, windows, shares and differences, as the course writes them in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from .language import Phrase
from .vocabulary import MONTHS

NONE = "–"  # stands where there is nothing to reckon with


def day(at: date, *, year: bool = False, full: bool = False) -> Phrase:
    """``14 Aug``, ``8 月 14 日``; on request with its year, and with the month's full name."""
    month = MONTHS[at.month - 1] if full else MONTHS[at.month - 1][:3]
    short = Phrase(f"{at.day} {month}", f"{at.month} 月 {at.day} 日")
    return Phrase(f"{short.en} {at.year}", f"{at.year} 年 {short.zh}") if year else short


def span(first: date, last: date, *, full: bool = False) -> Phrase:
    """A window from its first day to its last; a year that both share stands once.

    ``3 Jul – 30 Sep 2015``; *full* is for sentences: ``3 July to 30 September 2015``.
    """
    own = first.year != last.year
    to, bis = (" to ", "至 ") if full else (" – ", " – ")
    return Phrase(
        f"{day(first, year=own, full=full).en}{to}{day(last, year=True, full=full).en}",
        f"{day(first, year=True).zh}{bis}{day(last, year=own).zh}",
    )


def lesson_said(number: str) -> str:
    """The number of a lesson as it is said: ``3`` for ``"03"``, ``3b`` for ``"03b"``."""
    return number.lstrip("0") or "0"


def percent(share: float | None, digits: int = 1) -> str:
    """``4.1 %``; an en dash where there is no share."""
    return NONE if share is None else minus(f"{100 * share:.{digits}f} %")


def signed(value: float, digits: int = 1) -> str:
    """A difference with its sign, ``+0.2`` or ``−5.7``; what rounds to nothing has none."""
    text = f"{value:+.{digits}f}"
    return minus(text) if float(text) else f"{0:.{digits}f}"


def sentence(words: Phrase) -> Phrase:
    """*words* with a full stop."""
    return Phrase(f"{words.en}.", f"{words.zh}。")


def sentences_told(sentences: Iterable[Phrase], language: str) -> str:
    """Several sentences, each without its full stop, as a text of them all."""
    gap = "" if language == "zh" else " "
    return gap.join(sentence(words).text(language) for words in sentences)


def warning(words: str) -> str:
    """*words* with the sign that tells without colour that something is to be minded."""
    return f"⚠ {words}"


def minus(text: str) -> str:
    """The true minus sign instead of the hyphen."""
    return text.replace("-", "−")
