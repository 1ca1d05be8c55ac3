"""What was gathered about the rules: where each part stands here, and what is left out and why."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..base.language import Phrase

FILE = Path(__file__).parent / "coverage.toml"


@dataclass(frozen=True)
class CoverageRow:
    """A gathered parameter and the keys, ``regime_or_table.key``, that carry it."""

    mechanism: str
    name: str
    encoded: tuple[str, ...]


@dataclass(frozen=True)
class LeftOut:
    """A number or rule that is told somewhere and that the rulebook does not carry."""

    what: Phrase
    reason: Phrase


def rows() -> tuple[CoverageRow, ...]:
    """Every gathered parameter."""
    return tuple(CoverageRow(row["mechanism"], row["name"], tuple(row["encoded"])) for row in _raw()["row"])


def left_out() -> tuple[LeftOut, ...]:
    """What is left out, with the reason."""
    return tuple(LeftOut(Phrase(**entry["what"]), Phrase(**entry["reason"])) for entry in _raw()["left_out"])


@lru_cache(maxsize=1)
def _raw() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
