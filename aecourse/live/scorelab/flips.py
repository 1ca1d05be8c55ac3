"""Orders that changed side: what a moved lever made of the very same orders, with the same luck."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np

from ...base.language import Phrase
from ...base.tables import texts
from ...scoring.assessment import Assessment
from ...scoring.explanation import explain
from .facts import OffendingOrder
from .orders import hurting, offending_orders

WORDS = texts(__file__)["words"]


@dataclass(frozen=True, slots=True)
class Flips:
    """The orders that hurt the rate now and did not before, and those that no longer do.

    The first are told as they are now, the others as they were; ``came`` and ``went`` are all of
    them, also where the lists stop before.
    """

    now: tuple[OffendingOrder, ...] = ()
    then: tuple[OffendingOrder, ...] = ()
    came: int = 0
    went: int = 0

    @property
    def ids(self) -> frozenset[str]:
        """The orders of both lists."""
        return frozenset(order.order_id for order in (*self.now, *self.then))


def flips(now: Assessment, then: Assessment, metric: str, most: int) -> Flips:
    """Which orders changed side in *metric* between two settings, at most *most* of each kind."""
    hurt_now, hurt_then = hurting(now, metric), hurting(then, metric)
    came = hurt_now & ~_among(now, then, hurt_then)
    went = hurt_then & ~_among(then, now, hurt_now)
    return Flips(
        offending_orders(now, metric, most, came),
        offending_orders(then, metric, most, went),
        int(came.sum()),
        int(went.sum()),
    )


def _among(of: Assessment, other: Assessment, mask: Any) -> Any:
    """Which orders of one table are those that *mask* names in the other."""
    ids, others = (it.seen.table["order_id"].to_numpy(dtype=object) for it in (of, other))
    found: Any = np.isin(ids.astype(str), others[mask].astype(str))
    return found


def story(now: Assessment, then: Assessment | None, order_id: str, language: str) -> str:
    """One order's story as HTML: as it is, and beside it as it was, where it changed side."""
    before = "" if then is None else _told("before", then, order_id, language)
    told = before + _told("now", now, order_id, language)
    head = WORDS["story"].format(id=order_id).text(language)
    return f'<div class="ae-story" role="status"><b>{escape(head)}</b>{told}</div>'


def _told(name: str, result: Assessment, order_id: str, language: str) -> str:
    """The lines of one order under one setting."""
    table = result.seen.table
    if not (table["order_id"].astype(str) == order_id).any():
        lines = [WORDS["not_there"].text(language)]
    else:
        lines = [
            line.sentence.text(language) for line in explain(table, order_id, result.regime, result.window.last).lines
        ]
    items = (
        "".join(f"<li>{escape(line)}</li>" for line in lines) or f"<li>{escape(WORDS['silent'].text(language))}</li>"
    )
    return f"<p>{escape(WORDS[name].text(language))}</p><ul>{items}</ul>"


def caption(found: Flips, language: str) -> str:
    """How many orders changed side."""
    return WORDS["moved"].format(came=found.came, went=found.went).text(language)


def side(found: Flips, order_id: str, *, came: bool) -> Phrase:
    """What a row says of its order's side."""
    if order_id not in found.ids:
        return WORDS["as_before"]
    return WORDS["came" if came else "went"]


__all__ = ["Flips", "caption", "flips", "side", "story"]
