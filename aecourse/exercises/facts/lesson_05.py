"""Lesson 05: what is counted of disputes in the store that sells on price.

Right answers and typical wrong ones stand side by side: a slip is a way of counting, too.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from . import lesson_03, which

if TYPE_CHECKING:
    from ...scoring.assessment import Assessment

STORE = "price-store"
LAST_30_DAYS = ("2015-09-01", "2015-09-30")
OPENED = date(2015, 9, 25)  # a Friday
EXCUSED = {"orders": 100, "disputed": 10, "excused": 5, "excused_disputed": 2}
SNAD = 0.073


def assessment() -> Assessment:
    """The assessment of the store under the grade of 2015."""
    return lesson_03.assessment(STORE)


# -- how disputes end ----------------------------------------------------------------------------


@cache
def ends() -> dict[str, int]:
    """How many disputes opened in the window ended how."""
    from ...models.disputes import FAMILIES, dispute_ends

    rows: Any = dispute_ends(assessment())
    counts: dict[str, int] = rows[list(FAMILIES)].sum(axis=1).to_dict()
    return counts


def share_of(*which: str) -> float:
    """The share of the disputes that ended in one of these ways."""
    return sum(ends()[end] for end in which) / sum(ends().values())


def ends_badly() -> float:
    """The share of disputes whose end itself makes the order a bad-experience one."""
    from ...models.disputes import BAD_ENDS

    return share_of(*BAD_ENDS)


# -- clocks --------------------------------------------------------------------------------------


def answer_by(*, counting: str = "days") -> int:
    """The day of the month on which the seller's time is over.

    ``counting``: ``"days"``, ``"first day too"`` or ``"working days"``.
    """
    from ... import rulebook

    days: int = rulebook.table("dispute")["seller_response_days"]
    if counting == "first day too":
        days -= 1
    if counting != "working days":
        return (OPENED + timedelta(days=days)).day
    day = OPENED
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return day.day


# -- rates ---------------------------------------------------------------------------------------


@cache
def nr_counts() -> tuple[int, int]:
    """Not-received disputes and what they are divided by, in the 30 days."""
    from ...scoring.measurement import measure

    row: Any = measure(assessment().measurement.table, ["nr_rate"], window=LAST_30_DAYS).iloc[0]
    return int(row["numerator"]), int(row["denominator"])


def nr_rate() -> float:
    """The not-received dispute rate of the 30 days."""
    return nr_counts()[0] / nr_counts()[1]


def nr_with_withdrawn() -> float:
    """The slip: withdrawn disputes counted as well."""
    return filed("not_received") / nr_counts()[1]


def nr_of_paid() -> float:
    """The slip: divided by the orders paid in the 30 days."""
    return nr_counts()[0] / paid()


def nr_of_disputes() -> float:
    """The slip: the share of one family among the disputes."""
    return filed("not_received") / filed("not_received", "not_as_described")


@cache
def filed(*reasons: str) -> int:
    """Disputes of these families opened in the 30 days, withdrawn ones too; of excused orders not."""
    table: Any = assessment().measurement.table
    inside = table["dispute_opened_at"].between(LAST_30_DAYS[0], f"{LAST_30_DAYS[1]} 23:59:59")
    return int((inside & table["dispute_reason"].isin(reasons) & ~table["exempt"]).sum())


def paid() -> int:
    """Orders paid in the 30 days."""
    table: Any = assessment().measurement.table
    inside = table["paid_at"].between(LAST_30_DAYS[0], f"{LAST_30_DAYS[1]} 23:59:59")
    return int(inside.sum())


def band() -> str:
    """Where a SNAD rate of 7.3 % is a violation in 2022.

    In ``jewellery`` only, in ``phones`` only, in ``both`` or in ``neither``.
    """
    from ...models.disputes import snad_bands_2022

    jewellery, phones = (snad_bands_2022(group)["general"] <= SNAD for group in ("jewellery_watches", "phones"))
    return which(jewellery, phones, names=("both", "jewellery", "phones", "neither"))


def excused(*, above: bool = True, below: bool = True) -> float:
    """The NR rate when excused orders leave the number above the line, below it, or both."""
    n = EXCUSED
    top = n["disputed"] - above * n["excused_disputed"]
    return top / (n["orders"] - below * n["excused"])


# -- settled, reworded ---------------------------------------------------------------------------


@cache
def settled() -> str:
    """Where a settled dispute with no other fault counts: one of the sample is looked up.

    ``nowhere``, in ODR (``odr-only``), in ``both``, in the dispute rate (``rate-only``).
    """
    result = assessment()
    table: Any = result.measurement.table
    inside = table["dispute_opened_at"].between(result.window.start, result.window.end)
    clean = table["stars"].isna() & (table["shipped_at"] <= table["ship_by"]) & ~table["exempt"]
    row = (inside & clean & (table["dispute_end"] == "settled")).to_numpy().nonzero()[0][0]
    rate, _ = result.measurement.masks("dispute_rate", result.window)
    odr, _ = result.measurement.masks("odr", result.window)
    return which(rate[row], odr[row], names=("both", "rate-only", "odr-only", "nowhere"))


@cache
def reworded() -> str:
    """What asking buyers to change the reason does if the last reason is the one that counts.

    ``snad-rises``; SNAD falls and ``nothing-worse``; it falls and ``others-rise``: NR, arbitration
    and ODR; or ``nothing-moves``.
    """
    from ...models.disputes import rewording

    rows: Any = rewording(assessment()).set_index("metric")
    change = rows["last_reason"] - rows["before"]
    if change["snad_rate"] >= 0:
        return "snad-rises" if change["snad_rate"] > 0 else "nothing-moves"
    others = change[["nr_rate", "arbitration_rate", "odr"]]
    return "others-rise" if (others > 0).all() else "nothing-worse"
