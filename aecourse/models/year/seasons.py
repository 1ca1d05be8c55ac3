"""What is known of each month beforehand: demand, how buyers look at prices, jams, dear goods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...base.language import Phrase
from ...base.tables import tables
from .terms import MONTHS


@dataclass(frozen=True, slots=True)
class Season:
    """One month of the calendar; everything is illustrative and known from the first day on.

    ``demand`` against an ordinary month; ``elasticity``: demand falls with this power of the price;
    ``reach`` of advertising against an ordinary month; ``surcharge`` in US dollars a piece that is
    bought; ``jam``: days that a carrier's parcels take longer.
    """

    note: Phrase
    demand: float
    elasticity: float = 2.0
    reach: float = 1.0
    surcharge: float = 0.0
    jam: Mapping[str, float] = field(default_factory=dict)


_SEASONS: Mapping[str, Season] = tables(__file__, seasons=Season)["seasons"]


def season(number: int) -> Season:
    """What is known of month *number*, 1 to 12."""
    return _SEASONS[str(number)]


SEASONS: tuple[Season, ...] = tuple(season(number) for number in range(1, MONTHS + 1))
