"""What Tactics tells: the plan, its facts, and their words in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ...language import Phrase, join
from ...levers import LEVERS, Store
from ...metrics import BAD_EXPERIENCE, METRICS, condition_name
from ...tactics import Cost, Tactic, cost, tactics
from ...trials import EVER, SHOWN, Change, Sums, Trial, change
from .words import BRIEF, FINDINGS, SHORT, WHAT, WORDS

if TYPE_CHECKING:
    import pandas as pd

SAVED = 2  # orders that are told one by one


@dataclass(frozen=True, slots=True)
class Plan:
    """Where all controls stand: whose shop, which tactics, how much effort, the budget a month."""

    shop: str = "price-store"
    picked: tuple[str, ...] = ()
    strength: float = 1.0
    usd: float = 500.0
    hours: float = 50.0
    metric: str = "odr"

    @property
    def budget(self) -> Cost:
        """What may be spent each month."""
        return Cost(self.usd, self.hours)


@dataclass(frozen=True, slots=True)
class Row:
    """One metric before and after; shares of the trouble that was there."""

    name: Phrase
    was: str
    now: str
    change: Change


@dataclass(frozen=True, slots=True)
class Bar:
    """One tactic alone: what it does to the metric in question."""

    tactic: Tactic
    picked: bool
    change: Change | None


@dataclass(frozen=True, slots=True)
class Spared:
    """One order that is no longer bad: its id and what had been wrong with it."""

    order: str
    wrong: Phrase


@dataclass(frozen=True, slots=True)
class Games:
    """What asking buyers to reword does; ``other`` is the SNAD rate if the first reason counts."""

    hidden: int
    spoilt: int
    refunds: float
    snad: Change | None
    other: Change | None
    nr: Change | None


@dataclass(frozen=True, slots=True)
class TacticsFrame:
    """Everything that the picture tells.  ``bars`` is None while the single effects are due."""

    plan: Plan
    shop: Phrase
    orders: int
    spent: Cost
    rows: tuple[Row, ...]
    headline: Change | None
    bars: tuple[Bar, ...] | None
    saved: int
    bad: int
    spared: tuple[Spared, ...]
    games: Games | None
    finding: tuple[Phrase, ...]
    cards: tuple[tuple[bool, Phrase, Phrase], ...]

    @property
    def within(self) -> bool:
        """Whether the plan can be paid and worked."""
        return self.spent.within(self.plan.budget)

    @property
    def over(self) -> Cost:
        """What is lacking of money and of hours; nothing where there is enough."""
        return Cost(
            max(self.spent.usd - self.plan.usd, 0), max(self.spent.hours - self.plan.hours, 0)
        )


def tactics_frame(
    plan: Plan, shop: Phrase, done: Trial, first: Sums | None, alone: Mapping[str, Trial] | None
) -> TacticsFrame:
    """The facts of *plan*: *done* is its trial, *first* its orders if first reasons count."""
    rows = tuple(
        Row(SHORT[id], amount(id, one.before), amount(id, one.after), one)
        for id, one in done.changes.items()
    )
    headline = done.changes.get("odr")
    bad = int(done.before.parts("odr")[0].sum())
    bars = None if alone is None else _bars(plan, alone)
    games = _games(done, first)
    spent = cost(plan.picked, plan.strength)
    frame = TacticsFrame(
        plan, shop, done.orders, spent, rows, headline, bars, int(done.rescued.sum()), bad,
        _spared(done), games, (),
        tuple((id in plan.picked, one.name, _spoken_cost(one.cost.times(plan.strength)))
              for id, one in tactics().items()),
    )  # fmt: skip
    return replace(frame, finding=_finding(frame, done))


def _bars(plan: Plan, alone: Mapping[str, Trial]) -> tuple[Bar, ...]:
    found = [
        Bar(one, id in plan.picked, alone[id].changes.get(plan.metric))
        for id, one in tactics().items()
    ]
    return tuple(sorted(found, key=lambda bar: -(bar.change.gain if bar.change else 0.0)))


def _games(done: Trial, first: Sums | None) -> Games | None:
    """What the asking adds to the honest part of the plan."""
    if first is None:
        return None
    was, now = (sums.parts("odr")[0] > 0 for sums in (done.plain, done.after))
    return Games(
        len(done.hidden), int((~was & now).sum()), done.refunds_usd,
        change("snad_rate", done.plain, done.after),
        change("snad_rate", done.plain, first),
        change("nr_rate", done.plain, done.after),
    )  # fmt: skip


def _spared(done: Trial) -> tuple[Spared, ...]:
    """Some of the orders that are saved, those with most wrong first."""
    import numpy as np

    saved = np.flatnonzero(done.rescued)
    seen, rules = done.before.seen, done.before.seen.rules(METRICS["odr"])
    names = tuple(BAD_EXPERIENCE)
    met = np.stack([seen.inside(events, EVER)[saved] for events in BAD_EXPERIENCE.values()])
    worst = np.argsort(-met.sum(axis=0), kind="stable")[:SAVED]
    found = []
    for place in worst:
        row = int(saved[place])
        wrong = [
            _told(name, seen.table, row, rules)
            for name, meets in zip(names, met[:, place], strict=True)
            if meets
        ]
        found.append(Spared(str(seen.table["order_id"].iloc[row]), join(wrong, en=" · ", zh="、")))
    return tuple(found)


def _told(condition: str, table: pd.DataFrame, row: int, rules: Any) -> Phrase:
    """One condition in the words of one order."""
    if condition == "stars":
        return Phrase(f"rated {table['stars'].iloc[row]:.0f} ★",
                      f"总评 {table['stars'].iloc[row]:.0f} 星")  # fmt: skip
    if condition in WHAT:
        return WHAT[condition]
    return condition_name(condition, rules)


# -- words ----------------------------------------------------------------------------------------


def amount(metric: str, value: float) -> str:
    """A value of a metric: stars to two places, a share in per cent."""
    return f"{value:.2f}" if METRICS[metric].unit == "stars" else f"{100 * value:.1f} %"


def step(metric: str, value: float) -> Phrase:
    """A difference of a metric with its sign: percentage points, or stars."""
    if METRICS[metric].unit == "stars":
        text = signed(value, 2)
        return Phrase(f"{text} ★", f"{text} 星")
    text = signed(100 * value, 1)
    return Phrase(f"{text} pp", f"{text} 个百分点")


def signed(value: float, places: int) -> str:
    """A number with its sign, the proper one for less; nothing is neither more nor less."""
    text = f"{value:+.{places}f}".replace("-", "−")
    return text[1:] if not text.strip("+−0.") else text


def money(value: float) -> str:
    """US dollars, whole."""
    return f"{value:,.0f}"


def _spoken_cost(spent: Cost) -> Phrase:
    return WORDS["cost"].format(usd=money(spent.usd), hours=f"{spent.hours:g}")


def card(tactic: Tactic, store: Store, strength: float) -> tuple[Phrase, Phrase]:
    """What stands on a card: the cost a month, and what moves from where to where."""
    part = tactic.cost.times(strength)
    moves = []
    for pull in tactic.pulls[:1]:
        lever, was = LEVERS[pull.lever], getattr(store, pull.lever)
        now = pull.moved(was, strength)
        unit = {"share": Phrase(" %", " %"), "days": Phrase(" d", " 天"),
                "hours": Phrase(" h", " 小时")}[lever.unit]  # fmt: skip
        scale = 100 if lever.unit == "share" else 1
        old, new = (f"{scale * v:.1f}".removesuffix(".0") for v in (was, now))
        label = WORDS.get(pull.lever, lever.label)
        moves.append(Phrase(f"{label.en} {old} → {new}{unit.en}",
                            f"{label.zh} {old} → {new}{unit.zh}"))  # fmt: skip
    said = WORDS["games"] if tactic.harmful else join(moves, en=", ", zh="，")
    return _spoken_cost(part), said


def _finding(frame: TacticsFrame, done: Trial) -> tuple[Phrase, ...]:
    """Two sentences: what the plan does, and what to look at next."""
    if frame.headline is None:
        return (FINDINGS["nothing"],)
    if frame.games is not None:
        return (FINDINGS["games"], FINDINGS["mend"])
    if not frame.plan.picked or frame.plan.strength == 0:
        return (FINDINGS["idle"], *_best(frame))
    first = FINDINGS["saved"].format(n=frame.saved, bad=frame.bad)
    worse = [one for one in done.changes.values() if one.sure < 0]
    if worse:
        worst = min(worse, key=lambda one: one.relief or 0.0)
        return first, FINDINGS["price"].format(
            name=SHORT[worst.metric], was=amount(worst.metric, worst.before),
            now=amount(worst.metric, worst.after),
        )  # fmt: skip
    return (first, *_best(frame))


def _best(frame: TacticsFrame) -> tuple[Phrase, ...]:
    """The honest tactic not yet picked that does most for the metric in question, alone."""
    for bar in frame.bars or ():
        if bar.tactic.harmful is None and not bar.picked and bar.change and bar.change.sure > 0:
            spent = bar.tactic.cost.times(frame.plan.strength)
            return (FINDINGS["best"].format(
                metric=SHORT[frame.plan.metric], name=BRIEF[bar.tactic.id],
                step=step(frame.plan.metric, bar.change.difference),
                usd=money(spent.usd), hours=f"{spent.hours:g}",
            ),)  # fmt: skip
    return ()


def summary(frame: TacticsFrame, language: str) -> str:
    """The answer in a few sentences, for ears and for a page without a picture."""
    stop = "。" if language == "zh" else ". "
    said = [WORDS["subject"].format(shop=frame.shop, n=f"{frame.orders:,}")]
    if frame.headline is None:
        said.append(WORDS["unassessed"])
    else:
        said.append(WORDS["from_to"].format(
            was=amount("odr", frame.headline.before), now=amount("odr", frame.headline.after)))  # fmt: skip
    said += [*frame.finding, _budget(frame), WORDS["illustrative"]]
    lines = [one.text(language).rstrip("。.") for one in said]
    return (stop.join(lines) + stop).strip()


def _budget(frame: TacticsFrame) -> Phrase:
    word = WORDS["within"] if frame.within else WORDS["over"]
    return join([word, join(list(spent(frame)), en=", ", zh="，")], en=": ", zh="：")


def spent(frame: TacticsFrame) -> tuple[Phrase, Phrase]:
    """Money and hours of the plan, each against the budget."""
    return (
        WORDS["money"].format(usd=money(frame.spent.usd), most=money(frame.plan.usd)),
        WORDS["time"].format(hours=f"{frame.spent.hours:g}", most=f"{frame.plan.hours:g}"),
    )


def details(frame: TacticsFrame, language: str) -> list[str]:
    """The rest of the picture as lines of words: each metric, each tactic alone, some orders."""
    said = []
    for row in frame.rows:
        ends = (step(row.change.metric, end) for end in (row.change.low, row.change.high))
        low, high = ends
        said.append(
            WORDS["row"].format(name=row.name, was=row.was, now=row.now, low=low, high=high)
        )
    for bar in frame.bars or ():
        if bar.change is not None:
            flag = WORDS["never"] if bar.tactic.harmful else Phrase("", "")
            said.append(WORDS["bar"].format(
                name=bar.tactic.name, metric=SHORT[frame.plan.metric],
                step=step(frame.plan.metric, bar.change.difference), flag=flag))  # fmt: skip
    said += [WORDS["spared"].format(order=one.order, wrong=one.wrong) for one in frame.spared]
    return [one.text(language).strip() for one in said]


__all__ = [
    "SHOWN", "Bar", "Games", "Plan", "Row", "Spared", "TacticsFrame", "amount", "card", "details",
    "money", "signed", "spent", "step", "summary", "tactics_frame",
]  # fmt: skip
