"""Days and windows as the views write them."""

from __future__ import annotations

from datetime import date

from ..language import Phrase

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(at: date, *, year: bool = False) -> Phrase:
    """``14 Aug``, ``8 月 14 日``; with its year on request."""
    short = Phrase(f"{at.day} {_MONTHS[at.month - 1]}", f"{at.month} 月 {at.day} 日")
    return Phrase(f"{short.en} {at.year}", f"{at.year} 年 {short.zh}") if year else short


def span(first: date, last: date) -> Phrase:
    """A window with its length in days, both ends included; a year that both share stands once."""
    same, days = first.year == last.year, (last - first).days + 1
    return Phrase(
        f"{day(first, year=not same).en} – {day(last, year=True).en} · {days} days",
        f"{day(first, year=True).zh} – {day(last, year=not same).zh} · {days} 天",
    )
