"""What the disputes of a window come to: how they end, how fast they are answered, what they cost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .. import rulebook
from ..base.arguments import guarded
from ..base.vocabulary import DISPUTE_ENDS
from ..orders.calendar import DAY, Window
from ..scoring.assessment import assess
from ..scoring.measurement import measure
from ..simulation.orders import Store, simulate
from ..simulation.persuasion import READINGS, persuaded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from ..scoring.assessment import Assessment

FAMILIES = ("not_received", "not_as_described")
BAD_ENDS = ("seller_timeout", "arbitration")  # conditions 5 and 4 of the bad-experience order
_REWORDED = ("snad_rate", "nr_rate", "dispute_rate", "arbitration_rate", "odr", "dsr_communication")


def opened_disputes(result: Assessment) -> pd.DataFrame:
    """The orders whose dispute was opened in the window of *result*."""
    table: Any = result.measurement.table
    inside: pd.DataFrame = table[table["dispute_opened_at"].between(result.window.start, result.window.end)]
    return inside


def dispute_ends(result: Assessment) -> pd.DataFrame:
    """How the disputes opened in the window ended: a row an end, a column a family.

    ``bad`` says whether the end itself makes the order a bad-experience one.  A last row ``open``
    stands there only if some have not ended yet.
    """
    import pandas as pd

    rows: Any = opened_disputes(result)
    ends = rows["dispute_end"].astype(object).where(rows["dispute_end"].notna(), "open")
    shown = [*DISPUTE_ENDS, *(["open"] if (ends == "open").any() else [])]
    counts = {
        family: [int(((ends == end) & (rows["dispute_reason"] == family)).sum()) for end in shown]
        for family in FAMILIES
    }
    return pd.DataFrame({**counts, "bad": [end in BAD_ENDS for end in shown]}, index=shown)


def answered_by(result: Assessment, days: Sequence[float]) -> list[float]:
    """The share of the disputes of the window that were answered within so many days each.

    Empty without a dispute.
    """
    rows: Any = opened_disputes(result)
    waited = (rows["seller_responded_at"] - rows["dispute_opened_at"]) / DAY
    return [float((waited <= limit).mean()) for limit in days] if len(rows) else []


def family_rates(stores: Mapping[str, Assessment], days: int = 30) -> pd.DataFrame:
    """NR and SNAD rate of each store over the *days* up to the end of its window.

    Columns ``store``, ``category`` (the most frequent), then those of :func:`aecourse.measure`.
    """
    import pandas as pd

    parts = []
    for name, result in stores.items():
        last = result.window.last
        window = Window.between(last - (days - 1) * DAY, last)
        found = measure(result.measurement.table, ["snad_rate", "nr_rate"], window=window)
        category = result.measurement.table["category"].mode()
        found.insert(0, "category", str(category.iloc[0]) if len(category) else "other")
        found.insert(0, "store", name)
        parts.append(found)
    return pd.concat(parts, ignore_index=True)


def snad_bands_2022(category: str) -> Mapping[str, float]:
    """From which SNAD rate on the assessment of 2022 sees a violation, for a category group."""
    return rulebook.snad_bands(rulebook.load("capability_2022"), category)


@guarded
def settling(
    shares: Sequence[float] = (0, 0.3, 0.6, 0.9), *, store: Store | None = None, seed: int = 1
) -> pd.DataFrame:
    """The same store (default: a middling one of 40 orders a day), ever more willing to settle.

    Columns: ``share``, the four ends, ``filed`` (the dispute rate, withdrawn ones left out),
    ``odr``.  Illustrative: how buyers answer to an offer is assumed.

    Raises:
        CourseError: a share is out of bounds.
    """
    import pandas as pd

    of = Store(orders_per_day=40) if store is None else store
    rows = []
    for share in shares:
        made = simulate(replace(of, settle_generosity=share), orders=9000, seed=seed)
        result = assess(made, "grade_2015_odr", as_of="2015-09-30")
        ends: Any = dispute_ends(result)
        filed = measure(made, ["dispute_rate"], window=result.window)["value"].iloc[0]
        rows.append(
            {
                "share": share,
                **ends[list(FAMILIES)].sum(axis=1).loc[list(DISPUTE_ENDS)].to_dict(),
                "filed": float(filed),
                "odr": float(result.value("odr") or 0.0),
            }
        )
    return pd.DataFrame(rows)


@guarded
def rewording(result: Assessment, *, seed: int = 1) -> pd.DataFrame:
    """What asking buyers to reword or cancel their disputes does, under both readings of the rule.

    Columns ``metric``, ``before``, and ``last_reason`` and ``first_reason``: the reason of a dispute
    that counts.  Illustrative: what the buyers do is assumed, see :mod:`aecourse.simulation.persuasion`.
    """
    import pandas as pd

    table = result.measurement.table
    tables = {"before": table}
    for reading in READINGS:
        tables[reading] = persuaded(table, seed=seed, reading=reading)
    found = {
        name: measure(of, list(_REWORDED), window=result.window)["value"].astype(float) for name, of in tables.items()
    }
    return pd.DataFrame({"metric": _REWORDED, **found})
