"""What the rules judge a seller by: each metric's one name, and the events that it counts.

A metric is an entry of ``metrics.toml``; the events it names are given a meaning by
:mod:`aecourse.scoring.metrics`.  An online rate has no entry: its id says its length
(:mod:`aecourse.rulebook.online`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..base.language import Phrase
from .faults import Faults, phrase, read_toml
from .model import RulebookError
from .online import limit_in

FILE = Path(__file__).with_suffix(".toml")
BETTER = {"low": -1, "high": +1}
MERGING = ("kind", "item")
"""How one buyer's reviews of ten days are merged: by kind (positive, negative), or by DSR item."""

NEEDED = ("name", "numerator", "home", "better")
MORE = ("short", "denominator", "stars", "excludes_exempt", "merges_reviews", "assumption")


@dataclass(frozen=True, slots=True)
class Definition:
    """One metric as the rules know it; events are named, masks are none of this room's business.

    ``home`` is the id of the regime whose parameters hold where the caller names none; ``better`` is
    -1 where a lower value is better, else +1; ``stars`` is the column of ratings of which the metric
    is the mean.
    """

    id: str
    name: Phrase
    short: Phrase
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    home: str
    better: int
    stars: str | None = None
    excludes_exempt: bool = False
    merges_reviews: str | None = None
    assumption: Phrase | None = None


def read_metrics(path: Path = FILE) -> Mapping[str, Definition]:
    """The metrics of a file by id.

    Raises:
        RulebookError: every fault of the file, each with its key and reason.
    """
    faults = Faults(path.name)
    raw = read_toml(path, faults) or {}
    found = {id: _definition(id, entry, faults) for id, entry in raw.items() if _is_table(id, entry, faults)}
    if faults.found:
        raise RulebookError(tuple(faults.found))
    return found


def _is_table(id: str, entry: Any, faults: Faults) -> bool:
    if not isinstance(entry, Mapping):
        faults.add(id, "is not a table", "不是一个表")
    return isinstance(entry, Mapping)


def _definition(id: str, raw: Mapping[str, Any], faults: Faults) -> Definition:
    faults.unknown_keys(id, raw, (*NEEDED, *MORE))
    for key in NEEDED:
        if key not in raw:
            faults.add(f"{id}.{key}", "is missing", "缺失")
    better, merging = raw.get("better", "low"), raw.get("merges_reviews")
    faults.word(f"{id}.better", better, BETTER, "side", "方向")
    if merging is not None:
        faults.word(f"{id}.merges_reviews", merging, MERGING, "way of merging", "合并方式")
    numerator = _events(f"{id}.numerator", raw.get("numerator", ["-"]), faults)
    if "stars" not in raw and "denominator" not in raw:
        faults.add(f"{id}.denominator", "is missing; only a mean of `stars` has none", "缺失；只有 `stars` 均值可不写")
    denominator = _events(f"{id}.denominator", raw.get("denominator", list(numerator)), faults)
    name = phrase(raw["name"], f"{id}.name", faults) if "name" in raw else Phrase(id, id)
    return Definition(
        id,
        name,
        phrase(raw["short"], f"{id}.short", faults) if "short" in raw else name,
        numerator,
        denominator,
        str(raw.get("home", "")),
        BETTER.get(better, -1) if isinstance(better, str) else -1,
        raw.get("stars"),
        raw.get("excludes_exempt") is True,
        merging,
        phrase(raw["assumption"], f"{id}.assumption", faults) if "assumption" in raw else None,
    )


def _events(where: str, raw: Any, faults: Faults) -> tuple[str, ...]:
    if not isinstance(raw, list) or not raw or not all(isinstance(name, str) for name in raw):
        faults.add(where, "needs at least one event, by name", "至少需要一个事件名")
        return ()
    return tuple(raw)


METRICS: Mapping[str, Definition] = read_metrics()
"""Every metric that a regime may judge, but the online rates."""


def metric_name(id: str) -> Phrase:
    """The one name of a metric; that of an online rate says how long it waits."""
    limit = limit_in(id)
    return METRICS[id].name if limit is None else limit.rate_name


def metric_short(id: str) -> Phrase:
    """The metric's name for a narrow place: the shorter one, if it has one."""
    limit = limit_in(id)
    return METRICS[id].short if limit is None else limit.rate_short
