"""Orders that flip: which of the same buyers' orders the plan saves or spoils, before and now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from ... import rulebook
from ...base.tables import texts
from ...models.trials import EVER, Sums, Trial
from ...scoring.metrics import BAD_EXPERIENCE
from ..orders_table import MOST, cell
from ..stories import WORDS as STORY
from ..stories import story_html, story_lines
from .frame import Example
from .sentences import wrong

_TEXTS = texts(__file__)
WORDS, COLUMNS = _TEXTS["words"], tuple(_TEXTS["columns"].values())
NUMBERS_FROM = 4
_RULES = "grade_2015_odr"  # whose five conditions make an order a bad one


@dataclass(frozen=True, slots=True)
class Flipped:
    """An order that is bad on one side only: what was wrong without the plan, and is with it."""

    before: Example
    now: Example
    amount: float

    @property
    def came(self) -> bool:
        """Whether the plan has made it a bad one."""
        return bool(self.now.wrong)


def flipped(done: Trial) -> tuple[Flipped, ...]:
    """The orders that changed side, those first that became bad, then those with most wrong."""
    bad = [sums.parts("odr")[0] > 0 for sums in (done.before, done.after)]
    places = np.flatnonzero(bad[0] != bad[1])
    sides = [_examples(sums, places) for sums in (done.before, done.after)]
    amounts = done.before.measurement.table["amount_usd"].to_numpy(dtype=float)[places]
    found = [Flipped(was, now, float(amount)) for was, now, amount in zip(*sides, amounts, strict=True)]
    return tuple(sorted(found, key=lambda it: (not it.came, -len(it.before.wrong or it.now.wrong))))


def _examples(sums: Sums, places: Any) -> list[Example]:
    measurement, names = sums.measurement, np.array(list(BAD_EXPERIENCE))
    met = np.stack([measurement.inside(events, EVER)[places] for events in BAD_EXPERIENCE.values()])
    ids, stars = (measurement.table[name].to_numpy()[places] for name in ("order_id", "stars"))
    return [
        Example(str(id), tuple(map(str, names[which])), float("nan" if rated is None else rated))
        for id, rated, which in zip(ids, stars, met.T, strict=True)
    ]


def table_rows(orders: tuple[Flipped, ...], language: str) -> list[list[dict[str, Any]]]:
    """The orders as cells of a table."""
    return [
        [
            cell(it.before.order),
            cell(WORDS["came" if it.came else "went"].text(language)),
            *(cell((wrong(side) if side.wrong else WORDS["nothing"]).text(language)) for side in (it.before, it.now)),
            cell(f"{it.amount:.2f}", it.amount),
        ]
        for it in orders[:MOST]
    ]


def caption(orders: tuple[Flipped, ...], language: str) -> str:
    """How many changed side, and how many of them are listed."""
    came = sum(it.came for it in orders)
    words = WORDS["caption" if len(orders) <= MOST else "caption_some"]
    return words.format(came=came, went=len(orders) - came, some=MOST).text(language)


def story(done: Trial, order_id: str, language: str) -> str:
    """One order's story without and with the plan, in a window that begins when it was paid."""
    rules, parts = rulebook.load(_RULES), []
    for name, sums in (("without", done.before), ("with", done.after)):
        table = sums.measurement.table
        own = table[table["order_id"].astype(str) == order_id]
        last = _last_day(own["paid_at"].iloc[0].date()) if len(own) else date.max
        parts.append((WORDS[name], story_lines(own, order_id, rules, last)))
    return story_html(STORY["story"].format(id=order_id), parts, language)


def _last_day(paid: date) -> date:
    from ...scoring.assessment.windows import window_for

    rules = rulebook.load(_RULES)
    return paid + timedelta(days=window_for(rules, date(2100, 1, 1)).days - 1)


__all__ = ["COLUMNS", "NUMBERS_FROM", "Flipped", "caption", "flipped", "story", "table_rows"]
