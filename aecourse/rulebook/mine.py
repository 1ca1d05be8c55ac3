"""Which of the rules are mine today: what public texts give for a store, and what to look up oneself."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from ..base.arguments import guarded
from ..base.errors import require_known, unknown_name
from ..base.language import Phrase
from .book import load, read_until, regimes, table
from .model import Regime, Table
from .values import to_date
from .vocabulary import CONFIDENCES, MODES

FILE = Path(__file__).with_suffix(".toml")

_WEAKEST = ("unknown", "conflicting", "inference", "article_only", "one_source", "derived")


@dataclass(frozen=True, slots=True)
class Mine:
    """One rule that concerns a store: what it means, since when, how far the texts reach, how sure."""

    rules: Table
    so: Phrase

    @property
    def since(self) -> date | None:
        """The first day; None where no text gives it."""
        return self.rules.effective_from

    @property
    def confidence(self) -> Phrase:
        """The weakest confidence among what is known of the rule, its dates aside, in words."""
        told = (p for p in self.rules.parameters.values() if not p.is_unknown and p.unit != "date")
        known = {p.confidence for p in told}
        return CONFIDENCES[next((c for c in _WEAKEST if c in known), "confirmed")]

    @property
    def reach(self) -> Phrase:
        """Whether it has ended, or the last day on which a text speaks of it."""
        if self.rules.last_day is not None:
            return _ENDED.format(day=self.rules.last_day)
        seen = self.rules.last_seen
        return _NO_END if seen is None else _SEEN.format(day=seen)


@dataclass(frozen=True, slots=True)
class LookUp:
    """One line of the checklist: what to look up in one's own back office, and where."""

    what: Phrase
    where: Phrase


@dataclass(frozen=True, slots=True)
class MyRules:
    """The rules that public texts give for a store, and the checklist for its own back office."""

    mode: str
    rules: tuple[Mine, ...]
    look_up: tuple[LookUp, ...]

    def __repr__(self) -> str:
        lines = [_HEAD.format(mode=MODES[self.mode], day=read_until())]
        lines += [_RULE.format(name=mine.rules.name, dates=_line(mine), so=mine.so) for mine in self.rules]
        lines += [_CHECK, *(_LOOK_UP.format(what=item.what, where=item.where) for item in self.look_up)]
        return "\n".join(map(str, lines))

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td style='text-align:left'><b>{escape(str(mine.rules.name))}</b></td>"
            f"<td style='text-align:left'>{escape(str(mine.so))}</td>"
            f"<td style='text-align:left'>{escape(_line(mine))}</td></tr>"
            for mine in self.rules
        )
        items = "".join(
            f"<li style='list-style:none'>☐ {escape(str(item.what))}<br><small>{escape(str(item.where))}</small></li>"
            for item in self.look_up
        )
        head = escape(str(_HEAD.format(mode=MODES[self.mode], day=read_until())))
        return f"<p>{head}</p><table>{rows}</table><p><b>{escape(str(_CHECK))}</b></p><ul>{items}</ul>"


def destinations() -> dict[str, Phrase]:
    """Where a store can sell to, as far as a rule makes a difference of it."""
    return {name: Phrase(**label) for name, label in _raw()["to"].items()}


@guarded
def mine(
    mode: str, *, cheap: bool = False, to: str | Collection[str] = (), opened: date | str | None = None
) -> MyRules:
    """The rules that concern a store that is run so.

    Args:
        mode: ``"pop"``, ``"semi_managed"`` or ``"fully_managed"``.
        cheap: it sells light, small goods below 10 US dollars.
        to: where it sells to, one or several of ``destinations()``; what holds for other countries
            alone is left out.
        opened: the day on which the store opened; rules that ended before it are left out.

    Raises:
        UnknownName: there is no such mode, or no such destination.
        CourseError: *opened* is no date.
    """
    require_known(Phrase("store mode", "店铺模式"), mode, MODES)
    known, sold = destinations(), {to} if isinstance(to, str) else set(to)
    for name in sorted(sold - known.keys(), key=str):
        raise unknown_name(Phrase("destination", "销售目的地"), name, known)
    since = None if opened is None else to_date(opened)
    own = {"cheap": cheap}
    found = []
    for entry in _raw()["rule"]:
        rules = _find(entry["rule"])
        ended = since is not None and rules.last_day is not None and rules.last_day < since
        here = "to" not in entry or entry["to"] in sold
        if mode in entry["modes"] and here and not ended and own.get(entry.get("if", ""), True):
            found.append(Mine(rules, Phrase(**entry["so"])))
    checklist = tuple(
        LookUp(Phrase(**item["what"]), Phrase(**item["where"])) for item in _raw()["look_up"] if mode in item["modes"]
    )
    return MyRules(mode, tuple(found), checklist)


def _find(id: str) -> Regime | Table:
    return load(id) if id in {regime.id for regime in regimes()} else table(id)


def _line(mine: Mine) -> str:
    since = _NO_DAY if mine.since is None else _SINCE.format(day=mine.since)
    return str(_DATES.format(since=since, reach=mine.reach, sure=mine.confidence))


@lru_cache(maxsize=1)
def _raw() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


_HEAD = Phrase(
    "Rules for {mode} stores, as far as public texts reach (read until {day})",
    "{mode}店铺要看的规则，以公开资料为限（查到 {day}）",
)
_RULE = Phrase("- {name} ({dates}): {so}", "· {name}（{dates}）：{so}")
_CHECK = Phrase("Look up in your own back office, and note the date", "到自己的后台逐项查清，并记下日期")
_LOOK_UP = Phrase("[ ] {what}: {where}", "☐ {what}：{where}")
_DATES = Phrase("{since}, {reach}; {sure}", "{since}，{reach}；{sure}")
_SINCE = Phrase("{day}", "{day} 起")
_NO_DAY = Phrase("first day unknown", "起始日不明")
_ENDED = Phrase("certain until {day}", "到 {day} 为止可以确定")
_SEEN = Phrase("last seen {day}", "资料讲到 {day}")
_NO_END = Phrase("no end found", "未见终止")

__all__ = ["LookUp", "Mine", "MyRules", "destinations", "mine"]
