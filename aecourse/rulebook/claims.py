"""The claims of the two source articles, restated, with a verdict on each.

Which lesson treats a claim is said by the lesson itself, in its front matter.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..base.language import Phrase
from .values import Fixed

FILE = Path(__file__).parent / "claims.toml"

VERDICTS: Mapping[str, Phrase] = {
    "rule": Phrase("a rule of the platform", "平台规则"),
    "advice": Phrase("practical advice", "实用建议"),
    "view": Phrase("an opinion or a forecast", "作者观点或预测"),
    "garbled": Phrase("printed wrong", "原文有误"),
    "harmful": Phrase("advice not to follow", "不应照做的建议"),
}
"""What the course makes of a claim."""


@dataclass(frozen=True)
class Claim:
    """One claim: ``reading`` is the corrected one, ``rules`` names the rules that speak of it."""

    id: str
    article: str
    topic: str
    verdict: str
    claim: Phrase
    reading: Phrase | None
    rules: tuple[str, ...]


@lru_cache(maxsize=1)
def claims() -> Mapping[str, Claim]:
    """Every claim by its id, ``A1`` to ``B36``."""
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return Fixed({id: _claim(id, entry) for id, entry in raw.items()})


def _claim(id: str, entry: Mapping[str, Any]) -> Claim:
    reading = Phrase(entry["reading"], entry["reading_zh"]) if "reading" in entry else None
    return Claim(
        id,
        entry["article"],
        entry["topic"],
        entry["verdict"],
        Phrase(entry["claim"], entry["claim_zh"]),
        reading,
        tuple(entry["rules"]),
    )
