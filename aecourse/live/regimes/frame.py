"""What the view of the regimes tells of a store on a day: plain facts from the rules in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any

import traitlets

from ... import rulebook
from ...assessment import Assessment, compare, format_value
from ...calendar import month_ends
from ...language import Phrase
from ...metrics import METRICS
from ...outcomes import STATUS_NAMES
from ...rulebook import Regime
from ...simulation import Store, simulate
from ..stores import STORES, orders_drawn
from ..verdicts import short, tone_of

FIRST, LAST = date(2015, 1, 1), date(2024, 12, 31)
STEPS = tuple(month_ends(FIRST, LAST))
"""The days on which the slider can stand: every end of a month."""

GROUPS = (
    (Phrase("Score and grade", "服务分与等级"), ("grade", "daily_score", "store_score")),
    (Phrase("Category check", "类目考核"), ("category",)),
    (Phrase("Shipping speed", "发货时效"), ("online_level", "plus", "order_in_time")),
    (Phrase("Service capability", "服务能力"), ("capability",)),
)
OTHERS = Phrase("Other rules", "其他规则")

# What a bar has room for; the row of the table gives the whole name.
_SHORT = {
    "grade_2015_odr": Phrase("Grade", "服务等级"),
    "daily8_2015": Phrase("Daily score, 8 items", "每日服务分 · 8 项"),
    "daily6": Phrase("Daily score, 6 items", "每日服务分 · 6 项"),
    "store_score_2023": Phrase("Store score", "店铺服务分"),
    "category_2016_monthly": Phrase("Monthly", "按月考核"),
    "category_2017_quarterly": Phrase("Quarterly, 90 days", "按季度 · 90 天"),
    "category_2020": Phrase("Restarted, quarterly", "恢复考核 · 按季度"),
    "online_4wd_2018": Phrase("4 working days", "4 个工作日"),
    "online_7d_2019": Phrase("7 days", "7 天上网率"),
    "online_5d_2020": Phrase("5 days", "5 天上网率"),
    "online_multi_2022": Phrase("24, 48, 72 h, 5 days", "24/48/72 小时、5 天"),
    "plus_72h": Phrase("PLUS: 72 h", "PLUS：72 小时"),
    "online_48h_2024": Phrase("48 h", "48 小时"),
    "capability_2022": Phrase("Six metrics, monthly", "六项指标 · 按月"),
}

_SEVERITY = ("out", "very serious", "closed", "fail", "poor", "serious", "late orders", "negative",
             "failing", "zero", "general", "to improve", "pass", "partial", "good", "excellent",
             "ok", "full")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bar:
    """A regime on the time line; ``last`` is None where no end is known."""

    id: str
    name: Phrase
    first: date
    last: date | None
    lane: int

    def holds(self, day: date) -> bool:
        """Whether the regime is in force on *day*."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a verdict, as shown."""

    name: Phrase
    value: str
    count: str = ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one regime says of the store: the answer in a word, its reason and its numbers.

    ``tone`` is ``good``, ``caution`` or ``bad``, and ``none`` where there is no verdict.
    """

    id: str
    word: Phrase
    tone: str
    assessed: bool
    illustrative: bool
    reason: Phrase
    days: int
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A regime in force on the day, what it says, and what it said a step before."""

    name: Phrase
    summary: Phrase
    since: date
    source: Phrase
    now: Ruling
    before: Ruling | None
    is_new: bool

    @property
    def was(self) -> Phrase | None:
        """The word of the step before, where it was another one."""
        if self.before is None or self.before.word == self.now.word:
            return None
        return self.before.word

    @property
    def changed(self) -> bool:
        """Whether the regime is new here, or its verdict another one."""
        return self.is_new or self.was is not None


@dataclass(frozen=True, slots=True)
class Change:
    """Something in the rules that changed since the step before."""

    day: date
    kind: str
    what: Phrase


@dataclass(frozen=True, slots=True)
class RegimesFrame:
    """Everything that the picture tells."""

    store: Phrase
    day: date
    before: date | None
    groups: tuple[tuple[Phrase, int], ...]
    bars: tuple[Bar, ...]
    rows: tuple[Row, ...]
    changes: tuple[Change, ...]
    ahead: tuple[Change, ...] = ()


class History(traitlets.HasTraits):
    """The store and the day that are looked at; views observe ``day`` and ``name``."""

    name = traitlets.Unicode()
    store = traitlets.Instance(Store)
    orders = traitlets.Int(allow_none=True)
    seed = traitlets.Int(1)
    day = traitlets.Instance(date)
    language = traitlets.Enum(["en", "zh"])

    def table(self, day: date) -> Any:
        """The store's orders as seen on *day*: the same luck, whatever the day."""
        many = self.orders
        if many is None:
            many = orders_drawn(self.store)
        return simulate(self.store, orders=many, seed=self.seed, until=day, store_id=self.name)

    def rulings(self, day: date) -> dict[str, Ruling]:
        """What each regime in force on *day* says; kept, as long as the store stays."""
        kept = self._kept()
        if day not in kept:
            found = compare(self.table(day), None, day, illustrative=True)
            kept[day] = {id: ruling(result) for id, result in found.items()}
        return kept[day]

    def knows(self, day: date) -> bool:
        """Whether the rulings of *day* have been worked out already."""
        return day in self._kept()

    def _kept(self) -> dict[date, dict[str, Ruling]]:
        """The rulings known by day; those of another store are forgotten."""
        store = (self.store, self.orders, self.seed)
        if self.__dict__.get("_kept_of") != store:
            self.__dict__["_kept_of"], self.__dict__["_kept_rulings"] = store, {}
        kept: dict[date, dict[str, Ruling]] = self.__dict__["_kept_rulings"]
        return kept


def regimes_frame(history: History) -> RegimesFrame:
    """Everything that the picture tells of *history*: a pure function of its traits."""
    day = history.day
    at = STEPS.index(day)
    before = STEPS[at - 1] if at else None
    now = history.rulings(day)
    then = {} if before is None else history.rulings(before)
    groups, bars = timeline_bars()
    rows = tuple(
        Row(rules.name, rules.summary, rules.effective_from, source_of(rules), now[rules.id],
            then.get(rules.id), before is not None and rules.id not in then)
        for rules in rulebook.in_force(day)
    )  # fmt: skip
    title = STORES[history.name][0] if history.name in STORES else None
    return RegimesFrame(
        title or Phrase(history.name, history.name), day, before, groups, bars, rows,
        () if before is None else changes(before, day), _ahead(day),
    )  # fmt: skip


# -- the time line ----------------------------------------------------------------------------


def timeline_bars() -> tuple[tuple[tuple[Phrase, int], ...], tuple[Bar, ...]]:
    """The groups with their number of lanes, and every regime's bar in a lane of its group."""
    known = {kind for _, kinds in GROUPS for kind in kinds}
    regimes = rulebook.regimes()
    groups = [(name, [r for r in regimes if r.outcome in kinds]) for name, kinds in GROUPS]
    groups.append((OTHERS, [r for r in regimes if r.outcome not in known]))
    heads, bars, top = [], [], 0
    for name, members in groups:
        ends: list[date] = []  # the last taken day of each lane of this group
        for rules in members:
            lane = next((i for i, end in enumerate(ends) if end < rules.effective_from), len(ends))
            ends[lane : lane + 1] = [rules.effective_to or date.max]
            bars.append(Bar(rules.id, _SHORT.get(rules.id, rules.name), rules.effective_from,
                            rules.effective_to, top + lane))  # fmt: skip
        if ends:
            heads.append((name, len(ends)))
        top += len(ends)
    return tuple(heads), tuple(bars)


def turns() -> tuple[date, ...]:
    """The steps at which other regimes are in force than a step before."""
    _, bars = timeline_bars()
    ids = {day: [bar.id for bar in bars if bar.holds(day)] for day in STEPS}
    return tuple(b for a, b in pairwise(STEPS) if ids[a] != ids[b])


def changes(before: date, day: date) -> tuple[Change, ...]:
    """What the rulebook's time line has between two days: new rules, ended ones, other dates."""
    found = []
    moments = rulebook.timeline()
    begun = {(m.date, m.regime) for m in moments if m.what == "begins"}
    for moment in moments:
        rules = rulebook.load(moment.regime)
        if moment.what == "ends":
            if before <= moment.date < day:
                found.append(Change(moment.date, "ends", rules.name))
        elif before < moment.date <= day:
            if moment.what == "begins":
                found.append(Change(moment.date, "begins", rules.name))
            elif (moment.date, moment.regime) not in begun:
                found.append(Change(moment.date, "date", _dated(rules, moment.what)))
    order = {"begins": 0, "ends": 1, "date": 2}
    return tuple(sorted(found, key=lambda change: (order[change.kind], change.day)))


def _ahead(day: date) -> tuple[Change, ...]:
    """The rules that begin or end at the next step at which any do."""
    later = next_turn(day, 1)
    if later not in turns() or later <= day:
        return ()
    found = changes(STEPS[STEPS.index(later) - 1], later)
    return tuple(change for change in found if change.kind != "date")


def _dated(rules: Regime, key: str) -> Phrase:
    meaning, name = rules.parameter(key).meaning, rules.name
    return Phrase(f"{name.en}: {meaning.en.rstrip('.')}",
                  f"{name.zh}：{meaning.zh.rstrip('。')}")  # fmt: skip


@lru_cache(maxsize=64)
def _source(id: str) -> str:
    return rulebook.sources()[id].publisher


def source_of(rules: Regime) -> Phrase:
    """Who says from when the rule held, and how many texts stand behind the whole of it."""
    first = rules.parameter("effective_from").sources
    every = {source for parameter in rules.parameters.values() for source in parameter.sources}
    publisher = _source(first[0]) if first else ""
    en, _, zh = publisher.partition(" / ")
    more = len(every - set(first[:1]))
    if not more:
        return Phrase(en, zh or en)
    return Phrase(f"{en} + {more}", f"{zh or en} 等 {more + 1} 处")


# -- a verdict in a word and numbers ----------------------------------------------------------


def ruling(result: Assessment) -> Ruling:
    """An assessment as the facts of one row."""
    outcome, regime = result.outcome, result.regime
    if not result.eligible:
        status = "not assessed"
    else:
        status = "limit unknown" if outcome is None else str(outcome)
    tone = "none"
    if result.eligible and outcome is not None:
        kept = regime.outcome == "store_score" and status == "pass"  # its best outcome
        tone = "good" if kept else tone_of(status)
    name = STATUS_NAMES[status]
    return Ruling(
        regime.id,
        Phrase(name.en[:1].upper() + name.en[1:], name.zh),
        tone,
        result.eligible,
        outcome is not None and outcome.illustrative,
        _reason(result),
        result.window.days,
        _figures(result),
    )


def _reason(result: Assessment) -> Phrase:
    """Why the store is assessed or not; a store that is assessed is said to be so first."""
    reason = result.verdict.reason
    if not result.eligible:
        return reason
    if result.regime.outcome == "plus":
        return Phrase("Assessed, if the store is in the programme.",
                      "参与考核，前提是店铺已加入该计划。")  # fmt: skip
    if len(result.categories) == 1:
        return Phrase("Assessed.", "参与考核。")
    if reason.en.startswith("Assessed"):
        return reason
    return Phrase(f"Assessed. {reason.en}", f"参与考核。{reason.zh}")


def _figures(result: Assessment) -> tuple[Figure, ...]:
    """The score and the points, if any, then the metrics, with what hurts most first."""
    found = []
    if result.score is not None and result.eligible:
        found.append(Figure(Phrase("Score", "得分"), f"{result.score:.1f}"))
    if result.points:
        found.append(Figure(Phrase("Penalty points", "扣分"), str(result.points)))
    rows = result.metrics.to_dict("records")
    rows = [row for row in rows if row["denominator"]]

    def weight(row: dict[Any, Any]) -> int:
        known = row["status"] in _SEVERITY
        return _SEVERITY.index(row["status"]) if known else len(_SEVERITY)

    for row in sorted(rows, key=weight):
        stars = METRICS[row["metric"]].stars
        count = "" if stars else f"{int(row['numerator']):,}/{int(row['denominator']):,}"
        found.append(Figure(short(row["metric"]), format_value(row["metric"], row["value"]),
                            count))  # fmt: skip
    return tuple(found)


def next_turn(day: date, way: int) -> date:
    """The nearest step, before (-1) or after (1) *day*, at which the rules in force changed."""
    later = [turn for turn in turns() if turn > day]
    earlier = [turn for turn in turns() if turn < day]
    if way > 0:
        return later[0] if later else STEPS[-1]
    return earlier[-1] if earlier else STEPS[0]


def step_of(day: date) -> date:
    """The step that *day* belongs to: the end of its month, within the time line."""
    inside = min(max(day, FIRST), LAST)
    return next(step for step in STEPS if step >= inside)


__all__ = [
    "FIRST", "GROUPS", "LAST", "STEPS", "Bar", "Change", "Figure", "History",
    "RegimesFrame", "Row", "Ruling", "changes", "next_turn", "regimes_frame", "ruling",
    "step_of", "timeline_bars", "turns",
]  # fmt: skip
