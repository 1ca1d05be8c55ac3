"""The year's log: what happened on which day and why, points and penalties among it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ...base import wording
from ...base.language import Phrase
from ...models.year import DILEMMAS, Month, check_day, month_end
from .phrases import many
from .words import LOG


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened: its day, what it was, and whether it hurts."""

    day: date
    words: Phrase
    grave: bool = False

    @property
    def told(self) -> Phrase:
        """Day and words: ``27 May: SNAD 6.1 % (8 of 131), 2 points``."""
        return Phrase("{day}: {words}", "{day}：{words}").format(day=wording.day(self.day), words=self.words)


def log_entries(months: Iterable[Month]) -> tuple[Entry, ...]:
    """All that is worth telling of *months*, in the order in which it happened."""
    return tuple(entry for month in months for entry in sorted(_of(month), key=lambda it: it.day))


def _of(month: Month) -> Iterator[Entry]:
    first, last = month_end(month.number).replace(day=1), month_end(month.number)
    asked = DILEMMAS[month.dilemma]
    yield Entry(first, LOG["answer"].format(title=asked.title, answer=asked.answer(month.choice.answer).name))
    if month.bad_batch:
        yield Entry(first, LOG["batch"], grave=True)
    if month.trouble:
        yield Entry(first, LOG["road"], grave=True)
    if month.oversold or month.turned_away:
        words = LOG["oversold"].format(n=many(month.oversold, "order"), m=many(month.turned_away, "buyer"))
        yield Entry(last, words, grave=True)
    standing = month.standing
    n, d, share = standing.checked["snad_rate"]
    if standing.snad in ("general", "serious", "very serious"):
        key = "points" if standing.given else "spared"
        words = LOG[key].format(share=wording.percent(share), n=round(n), d=d, points=standing.given)
        yield Entry(check_day(month.number), words, grave=bool(standing.given))
    if standing.closed:
        yield Entry(last, LOG["closed"].format(points=standing.points), grave=True)
    elif standing.freeze_days:
        yield Entry(last, LOG["frozen"].format(points=standing.points, n=standing.freeze_days), grave=True)
