"""The online rates: how long an order may take until the carrier's first scan.

A rate is named by its length: ``online_rate_48h``, ``online_rate_5d``, ``online_rate_4wd`` (working
days).  So a rule with another length, say ``online_rate_3d``, is a file of the rulebook and nothing
else.  What a regime measures it by is its parameter ``online.limit``, or ``online.limits`` where it
has several rates; without a regime the length is the one in the name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ..base.language import Phrase

if TYPE_CHECKING:
    from .model import Parameter, Regime

PATTERN = r"online_rate_([1-9]\d*)(h|d|wd)"
_ID = re.compile(PATTERN)
_UNITS: Mapping[str, str] = {"h": "hours", "d": "days", "wd": "working_days"}
_NAMES: Mapping[str, Phrase] = {
    "hours": Phrase("{n} h", "{n} 小时"),
    "days": Phrase("{n} day{s}", "{n} 天"),
    "working_days": Phrase("{n} working day{s}", "{n} 个工作日"),
}


@dataclass(frozen=True, slots=True)
class Limit:
    """The longest time from payment to the first scan: ``amount`` of ``unit``.

    ``unit`` is one of the rulebook's: ``hours``, ``days`` or ``working_days``.
    """

    amount: float
    unit: str

    @property
    def days(self) -> float:
        """The length in days; which days count, the regime's calendar says."""
        return self.amount / (24 if self.unit == "hours" else 1)

    def is_as_long_as(self, other: Limit) -> bool:
        """Whether both are the same time: 120 hours are 5 days, but not 5 working days."""
        working = {limit.unit == "working_days" for limit in (self, other)}
        return len(working) == 1 and self.days == other.days

    @property
    def name(self) -> Phrase:
        """The length in words: ``48 h``, ``4 working days``."""
        plural = "" if self.amount == 1 else "s"
        return _NAMES[self.unit].format(n=f"{self.amount:g}", s=plural)

    @property
    def rate_name(self) -> Phrase:
        """The name of an online rate of this length."""
        return Phrase("Online rate, {limit}", "{limit}上网率").format(limit=self.name)

    @property
    def rate_short(self) -> Phrase:
        """Its name for a narrow place."""
        return Phrase("Online, {limit}", "{limit}上网率").format(limit=self.name)


@lru_cache(maxsize=64)
def limit_in(id: str) -> Limit | None:
    """The length that the id of an online rate names; ``None`` for any other metric."""
    found = _ID.fullmatch(id)
    return None if found is None else Limit(float(found[1]), _UNITS[found[2]])


def limit_under(regime: Regime, id: str) -> Limit | None:
    """The length by which *regime* measures one of its online rates; ``None`` if it sets none."""
    return _set_by(regime.parameters, id) if id in regime.metrics else None


def _set_by(parameters: Mapping[str, Parameter], id: str) -> Limit | None:
    for key in ("online.limits", "online.limit"):
        given = parameters.get(key)
        value = None if given is None else given.value
        amount = value.get(id) if isinstance(value, Mapping) else value
        if given is not None and given.unit in _NAMES and isinstance(amount, int | float):
            return Limit(amount, given.unit)
    return None


def misnamed(parameters: Mapping[str, Parameter], ids: tuple[str, ...]) -> Phrase | None:
    """Why the lengths in a rule file do not fit the names of its online rates, if they do not."""
    rates = [id for id in ids if limit_in(id) is not None]
    if len(rates) > 1 and "online.limit" in parameters:
        return Phrase(
            "one limit for several online rates; give `online.limits`, one by name for each",
            "多个上网率却只给了一个时限；请用 `online.limits` 按名称逐一给出",
        )
    for id in rates:
        own, named = _set_by(parameters, id), limit_in(id)
        if own is not None and named is not None and not own.is_as_long_as(named):
            return Phrase(
                f"{own.name.en} is not the length that {id} names ({named.name.en})",
                f"{own.name.zh}与 {id} 所示时长（{named.name.zh}）不符",
            )
    return None
