"""What no order can be: each a state with its columns, its meaning and the rows in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ..base.language import Phrase
from ..base.tables import tables
from .register import PLATFORM_CLOCK

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Impossible:
    """A state that no order can be in; ``found`` marks the rows of a table that are.

    ``kind`` says how the columns hang together: ``"order"``, the second happened before the first;
    ``"needs"``, the first is there without the second; or ``"state"``, anything else.
    """

    id: str
    columns: tuple[str, ...]
    meaning: Phrase
    found: Callable[[pd.DataFrame], pd.Series[bool]]
    kind: Literal["order", "needs", "state"] = "state"


def _before(early: str, late: str, meaning: Phrase) -> Impossible:
    """*late* happened before *early*, which must come first."""
    return Impossible(f"{late} before {early}", (early, late), meaning, lambda t: _earlier(t[late], t[early]), "order")


def _earlier(late: pd.Series, early: pd.Series) -> pd.Series[bool]:
    """Where *late* is before *early*; not where both stand in the one hour that the clock passes twice."""
    import numpy as np
    import pandas as pd

    found: pd.Series[bool] = late < early
    if not found.any():
        return found
    rows = np.flatnonzero(found.to_numpy(dtype=bool))
    hours, others = (pd.DatetimeIndex(times.iloc[rows]).floor("h") for times in (late, early))
    near = hours == others
    if near.any():
        hours, rows = pd.DatetimeIndex(late.iloc[rows[near]]), rows[near]
        summer, winter = (
            hours.tz_localize(PLATFORM_CLOCK, ambiguous=np.full(len(hours), first), nonexistent="shift_forward")
            for first in (True, False)
        )
        told = found.to_numpy(dtype=bool, copy=True)
        told[rows] = summer == winter
        found = pd.Series(told, index=found.index, name=found.name)
    return found


def _needs(column: str, other: str, meaning: Phrase) -> Impossible:
    """*column* is there although *other*, on which it depends, did not happen."""
    return Impossible(
        f"{column} without {other}", (column, other), meaning, lambda t: t[column].notna() & t[other].isna(), "needs"
    )


_TABLES = tables(__file__, order=Mapping[str, Phrase], needs=Mapping[str, Phrase], state=Phrase)

IMPOSSIBLE: tuple[Impossible, ...] = (
    *(_before(early, late, meaning) for early, group in _TABLES["order"].items() for late, meaning in group.items()),
    *(_needs(column, other, meaning) for column, group in _TABLES["needs"].items() for other, meaning in group.items()),
    Impossible(
        "seller_timeout after an answer",
        ("dispute_end", "seller_responded_at"),
        _TABLES["state"]["silent"],
        lambda t: (t["dispute_end"] == "seller_timeout") & t["seller_responded_at"].notna(),
    ),
    Impossible(
        "review and review timeout",
        ("review_at", "review_timeout_at"),
        _TABLES["state"]["unreviewed"],
        lambda t: t["review_at"].notna() & t["review_timeout_at"].notna(),
    ),
)
