"""Orders that changed side: what a moved lever made of the very same orders, with the same luck."""

from __future__ import annotations

from html import escape
from typing import Any

from ...base.language import Phrase
from ...base.texts import texts
from ...scoring.assessment import Assessment
from ...scoring.explanation import explain
from .facts import Flips, Moved
from .orders import behind, hurting

WORDS = texts(__file__)["words"]


def flips(now: Assessment, then: Assessment, metric: str, most: int) -> Flips:
    """Which orders changed side in *metric* between two settings, at most *most* of each kind."""
    came, went = _sides(now, then, hurting(now, metric), hurting(then, metric))
    return Flips(behind(now, metric, most, came), behind(then, metric, most, went), int(came.sum()), int(went.sum()))


def moved(now: Assessment, then: Assessment, masks: Any, before: Any) -> Moved:
    """The ids of the orders that *masks* names now and *before* did not, and the other way round."""
    came, went = _sides(now, then, masks, before)
    return Moved(_ids(now, came), _ids(then, went))


def _sides(now: Assessment, then: Assessment, here: Any, there: Any) -> tuple[Any, Any]:
    """*here* less *there* and *there* less *here*: masks of orders of two tables, matched by their ids."""
    return _less(now, here, _ids(then, there)), _less(then, there, _ids(now, here))


def _ids(result: Assessment, mask: Any) -> tuple[str, ...]:
    return tuple(map(str, result.seen.table["order_id"].array[mask]))


def _less(result: Assessment, mask: Any, ids: tuple[str, ...]) -> Any:
    """*mask* without the orders called *ids*; it names few of many, so each is looked up."""
    others, found = set(ids), mask.copy()
    rows = mask.nonzero()[0]
    found[rows[[id in others for id in _ids(result, mask)]]] = False
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


__all__ = ["caption", "flips", "moved", "side", "story"]
