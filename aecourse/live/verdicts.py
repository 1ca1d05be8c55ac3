"""How a status is told: its tone, and a metric's name where there is little room."""

from __future__ import annotations

from ..language import Phrase
from ..metrics import METRICS

TONES = {
    **dict.fromkeys(("excellent", "good", "ok", "kept", "full"), "good"),
    **dict.fromkeys(("pass", "to improve", "general", "partial"), "caution"),
    **dict.fromkeys(("not assessed", "limit unknown"), "none"),
}  # every other status is bad


def tone_of(status: str) -> str:
    """``good``, ``caution``, ``bad``, or ``none`` where nothing is decided."""
    return TONES.get(status, "bad")


def short(metric: str) -> Phrase:
    """A metric's name for a narrow place: in English its abbreviation, if it has one."""
    name = METRICS[metric].name
    en, zh = name.en, name.zh
    if en.endswith(")"):
        en = en[en.rindex("(") + 1 : -1]
    return Phrase(en, zh.partition("（")[0])
