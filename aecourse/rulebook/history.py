"""How the platform turned from free entry to brand and managed stores: dated steps with sources.

The rules by which sellers are *judged* stand in the rulebook (``rulebook.timeline()``); here are the
steps that decided *who may sell, and what entry costs*.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from .. import rulebook
from ..base.language import Phrase

__all__ = ["STAGES", "HistoryStep", "steps"]

FILE = Path(__file__).parent / "history.toml"

STAGES: Mapping[str, Phrase] = {
    "free": Phrase("free entry", "免费入驻"),
    "fee": Phrase("yearly fee", "年费"),
    "deposit": Phrase("deposit", "保证金"),
}
"""What entry cost, by the name of the stage."""


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """One step of the platform.

    ``day`` is as exact as the sources (``2018``, ``2010-04``, ``2015-12-07``), ``first`` the first
    day that this can mean; ``stage`` is what entry cost from then on, ``None`` where that stayed.
    ``confidence`` is one of the rulebook's.
    """

    id: str
    day: str
    name: Phrase
    stage: str | None
    sources: tuple[str, ...]
    confidence: str
    note: Phrase | None

    @property
    def first(self) -> date:
        """The first day that ``day`` can mean."""
        year, month, day = [*map(int, self.day.split("-")), 1, 1][:3]
        return date(year, month, day)


@lru_cache(maxsize=1)
def steps() -> tuple[HistoryStep, ...]:
    """The steps in their order."""
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(map(_step, raw["step"]))


def _step(entry: Mapping[str, Any]) -> HistoryStep:
    day, sources, confidence = entry.get("day"), entry.get("sources"), entry.get("confidence")
    note = Phrase(**entry["note"]) if "note" in entry else None
    if "rule" in entry:
        table, _, key = entry["rule"].partition(".")
        rule = rulebook.table(table).parameter(key)
        day, sources, confidence = rule.value.isoformat(), rule.sources, rule.confidence
        note = note or rule.note
    return HistoryStep(
        entry["id"], str(day), Phrase(**entry["name"]), entry.get("stage"), tuple(sources or ()), str(confidence), note
    )
