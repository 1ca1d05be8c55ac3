"""The strengths that the simulator assumes, each with its reason.  None of them is the platform's.

They stand in groups, in the order in which an order lives.  What a rule says (days to answer a dispute,
days to review) is no assumption: it comes from the rulebook.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..base.language import Phrase
from ..base.tables import tables


@dataclass(frozen=True, slots=True)
class Assumption:
    """A strength that the model assumes, with the reason.  None of them is the platform's."""

    value: float
    reason: Phrase


@dataclass(frozen=True, slots=True)
class Group:
    """Assumptions about one thing."""

    title: Phrase
    entries: Mapping[str, Assumption]


GROUPS: tuple[Group, ...] = tuple(tables(__file__, groups=Group)["groups"].values())
ASSUMPTIONS: Mapping[str, Assumption] = {name: entry for group in GROUPS for name, entry in group.entries.items()}


def assumed(name: str) -> float:
    """The value of an assumption."""
    return ASSUMPTIONS[name].value
