"""Orders that changed side: what a moved lever made of the very same orders, with the same luck."""

from __future__ import annotations

from typing import Any

from ...base.language import Phrase
from ...base.tables import texts
from ...scoring.assessment import Assessment
from ..stories import WORDS as STORY
from ..stories import story_html, story_lines
from .facts import Flips, Moved
from .orders import hurting, offending_orders

WORDS = texts(__file__)["words"]


def flips(now: Assessment, then: Assessment, metric: str, most: int) -> Flips:
    """Which orders changed side in *metric* between two settings of the same orders, at most *most* of each kind."""
    came, went = sides(hurting(now, metric), hurting(then, metric))
    return Flips(
        offending_orders(now, metric, most, came),
        offending_orders(then, metric, most, went),
        int(came.sum()),
        int(went.sum()),
    )


def sides(now: Any, then: Any) -> tuple[Any, Any]:
    """The orders that the mask *now* names and *then* did not, and the other way round.

    The same luck gives the same orders in the same rows, whatever the levers are; a busier store has
    more of them behind.
    """
    both = min(len(now), len(then))
    came, went = now.copy(), then.copy()
    came[:both] &= ~then[:both]
    went[:both] &= ~now[:both]
    return came, went


def crossed(now: Assessment, then: Assessment, condition: str) -> Moved:
    """The ids of the orders that meet a *condition* now and did not then, and the other way round."""
    came, went = sides(now.found.conditions[condition], then.found.conditions[condition])
    return Moved(_ids(now, came), _ids(then, went))


def _ids(result: Assessment, mask: Any) -> tuple[str, ...]:
    return tuple(map(str, result.measurement.times.column("order_id").data[mask].tolist()))


def story(now: Assessment, then: Assessment | None, order_id: str, language: str) -> str:
    """One order's story as HTML: as it is, and above it as it was, where a lever has moved."""
    settings = [("now", now)] if then is None else [("before", then), ("now", now)]
    parts = [
        (WORDS[name], story_lines(it.measurement.table, order_id, it.regime, it.window.last)) for name, it in settings
    ]
    return story_html(STORY["story"].format(id=order_id), parts, language)


def caption(found: Flips, language: str) -> str:
    """How many orders changed side."""
    return WORDS["moved"].format(came=found.came, went=found.went).text(language)


def side(found: Flips, order_id: str, *, came: bool) -> Phrase:
    """What a row says of its order's side."""
    if order_id not in found.ids:
        return WORDS["as_before"]
    return WORDS["came" if came else "went"]


__all__ = ["caption", "crossed", "flips", "side", "sides", "story"]
