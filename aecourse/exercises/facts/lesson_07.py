"""Lesson 07: tiers, their traffic, and what one article's table can carry."""

from __future__ import annotations

from functools import cache

STRONG = 2.0  # the pull of the score in the exercise on the view


@cache
def _each() -> dict[str, float]:
    """Traffic of one store of each group, in multiples of the average store's."""
    from ...rulebook.business import traffic_per_store

    return dict(traffic_per_store())


@cache
def _shares(group: str) -> tuple[float, float]:
    """Share of stores and share of traffic of a group of tiers."""
    from ...rulebook.business import tier_groups

    found = next(one for one in tier_groups() if one.name == group)
    return found.store_share, found.traffic_share


def traffic_each(group: str = "tiers_1_2") -> float:
    """Traffic of one store of a group, in multiples of the average store's."""
    return _each()[group]


def stores_a_visit() -> float:
    """The slip: traffic_each upside down."""
    return 1 / traffic_each()


def top_to_bottom() -> float:
    """Traffic of a store of tier 5 in multiples of one of tiers 1 and 2."""
    return traffic_each("tier_5") / traffic_each()


def store_share(group: str) -> float:
    """Share of the stores that a group has."""
    return _shares(group)[0]


def traffic_share(group: str) -> float:
    """Share of the traffic that a group has."""
    return _shares(group)[1]


def shares_multiplied() -> float:
    """The slip: the two shares of tiers 1 and 2 multiplied."""
    return store_share("tiers_1_2") * traffic_share("tiers_1_2")


def group_to_group(one: str, other: str) -> float:
    """The slip: the traffic of two groups as wholes."""
    return traffic_share(one) / traffic_share(other)


def stores_to_stores() -> float:
    """The slip: how many more stores the lowest tiers have than the highest."""
    return store_share("tiers_1_2") / store_share("tier_5")


def poorest() -> float:
    """The share of the traffic that all but the stores of tier 5 have together."""
    return traffic_share("tiers_1_2") + traffic_share("tiers_3_4")


@cache
def lowest_score(strength: float = STRONG, tier: int = 4) -> int:
    """The lowest score with which the shop of the view ends in *tier*."""
    from ...models.ladder import Assumptions, Shop, score_needed

    found = score_needed(tier, Shop(), Assumptions(strength=strength))
    assert found is not None
    return found


def one_point_less() -> int:
    """The score just below the lowest."""
    return lowest_score() - 1


@cache
def tier_of_the_shop() -> str:
    """The tier of growing-store whatever the window, as ``tier-1``; or ``depends``."""
    from ...orders import load_sample
    from ...plots.ladder import turnover

    tiers = set(turnover(load_sample("growing-store"), "2015-09-30")["tier"])
    return "depends" if len(tiers) > 1 else f"tier-{tiers.pop()}"
