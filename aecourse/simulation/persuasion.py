"""What really happens when buyers are asked to reword their disputes (claim B23).

The harmful tactic moves no lever: goods, parcels and replies stay as they are.  It changes what is
written in some disputes, and some buyers resent being asked.  How many do what no source tells; the
shares in :class:`Asking` are illustrative.

Two sources disagree on which reason counts when a buyer changes it: the last one (September 2022), or
the first one, if it is changed inside the case (March 2022).  The rulebook keeps both; so does
:func:`persuaded`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from ..base.arguments import guarded
from ..base.errors import CourseError, require_known
from ..base.language import Phrase
from ..base.quantities import within
from ..base.tables import tables
from ..orders import ensure
from ..orders.columnar import ColumnarOrders, Values, WithColumns, columnar
from .assumptions import Group

if TYPE_CHECKING:
    import pandas as pd

READINGS = ("last_reason", "first_reason")
"""Which reason of a dispute counts, as the rulebook's table of disputes names the two readings."""
_KEY = 23  # keeps this luck apart from the simulator's


ASSUMED: Group = tables(__file__, groups=Group)["groups"]["asking"]


def _assumed(name: str) -> float:
    return ASSUMED.entries[name].value


@dataclass(frozen=True, slots=True)
class Asking:
    """What buyers do who are asked to reword a dispute: shares, illustrative.

    ``cancel``: take the full refund and cancel it; ``change``: change its reason;
    ``escalate_if_refused``: of those who do neither, take it to arbitration.
    """

    cancel: float = _assumed("cancel")
    change: float = _assumed("change")
    escalate_if_refused: float = _assumed("escalate_if_refused")


@guarded
def persuaded(
    orders: pd.DataFrame,
    strength: float = 1.0,
    *,
    seed: int = 1,
    reading: str = "last_reason",
    assumed: Asking | None = None,
) -> pd.DataFrame:
    """*orders* as they would stand if buyers were asked to reword their disputes.

    Asked are buyers with a dispute about goods not as described that the seller answered and that
    was not withdrawn.  Some cancel it against the full refund, some change its reason to "not
    received", and of those who refuse some take it to arbitration.  Each refusal costs a star of
    DSR communication, where the buyer rates.  Equal luck for equal *seed*: more *strength* asks
    further buyers and leaves the others' answers as they are.

    Args:
        orders: an order table of one store; it is not changed.
        strength: the share of these buyers who are asked.
        seed: of the buyers' answers.
        reading: which reason counts: ``"last_reason"`` or ``"first_reason"``.
        assumed: what the buyers do; default :class:`Asking`.

    Raises:
        UnknownName: no such reading.
        CourseError: *strength* is not 0 to 1.
    """
    return persuaded_columns(columnar(ensure(orders)), strength, seed=seed, reading=reading, assumed=assumed).table


def persuaded_columns(
    orders: ColumnarOrders,
    strength: float = 1.0,
    *,
    seed: int = 1,
    reading: str = "last_reason",
    assumed: Asking | None = None,
) -> ColumnarOrders:
    """The same as :func:`persuaded`, column by column."""
    import numpy as np

    require_known(Phrase("reading", "口径"), reading, READINGS)
    if not within(strength, 0, 1):
        raise CourseError(
            f"strength must be a share of the buyers, 0 to 1, not {strength!r}.",
            f"strength（力度）应在 0 到 1 之间，不能是 {strength!r}。",
        )
    does = Asking() if assumed is None else assumed
    asked_luck, answer, anger = np.random.default_rng([seed, _KEY]).random((3, len(orders)))
    ended_in, about = _words(orders, "dispute_end"), _words(orders, "dispute_reason")
    answered = orders["seller_responded_at"]
    ruled = ended_in("arbitration")
    asked = about("not_as_described") & answered.present & ~ended_in("withdrawn") & (asked_luck < strength)
    cancels = asked & ~ruled & (answer < does.cancel)
    changes = asked & ~cancels & (answer < does.cancel + does.change)
    refuses = asked & ~cancels & ~changes
    angry = refuses & ~ruled & (anger < does.escalate_if_refused)

    def after(what: str) -> Any:
        return answered.data + np.timedelta64(timedelta(days=_assumed(f"{what}_after_days")))

    put: dict[str, list[tuple[Any, Any]]] = {
        "dispute_changed_at": [(changes, after("change"))],
        "dispute_end": [(cancels, "withdrawn"), (angry, "arbitration")],
        "arbitration_opened_at": [(angry, after("escalate"))],
        "arbitration_closed_at": [(angry, after("ruling"))],
        "arbitration_liable": [(angry, "seller")],
        "dispute_closed_at": [(angry, after("ruling"))],
    }
    if reading == "last_reason":
        put["dispute_reason"] = [(changes, "not_received")]
    found = {name: _put(orders[name], changed) for name, changed in put.items()}
    stars = orders["dsr_communication"]
    fewer = np.maximum(stars.data - _assumed("stars_for_asking"), 1)
    found["dsr_communication"] = Values(np.where(refuses, fewer, stars.data), stars.present)
    return WithColumns(orders, found)


def _words(orders: ColumnarOrders, name: str) -> Callable[[str], Any]:
    """Which orders have a word in a column of choices."""
    data, _, words = orders[name]
    return lambda word: data == (words or ()).index(word)


def _put(column: Values, changed: Iterable[tuple[Any, Any]]) -> Values:
    """The column with other values, a word or an array, in the rows of a mask."""
    import numpy as np

    data, present, words = column
    for rows, value in changed:
        data = np.where(rows, np.int8(words.index(value)) if words else value, data)
        present = present | rows
    return Values(data, present, words)
