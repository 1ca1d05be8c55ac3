"""What StoreYear tells: its scenario, and plain facts for the picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import traitlets

from ... import rulebook, wording
from ...errors import unknown_name
from ...language import Phrase, checked, get_language, join
from ...metrics import METRICS
from ...outcomes import STATUS_NAMES
from ...year import (
    MONTHS,
    NAMES,
    OPTIONS,
    SEASON,
    Cause,
    Choice,
    Month,
    Outcome,
    Year,
    begin,
    decided,
    forecast,
    line,
    month_end,
    outcome,
    play,
)
from ...year.months import exposure
from ...year.terms import CAPABILITY, CATEGORY, FIRST, SCORE, term
from .words import ENDS, HINTS, NEWS, SHORT, WORDS, month_name


class YearScenario(traitlets.HasTraits):
    """A year under way and the choice that lies ready; views observe all three."""

    year = traitlets.Instance(Year)
    choice = traitlets.Instance(Choice)
    causes = traitlets.Tuple()
    sound = traitlets.Int(None, allow_none=True)
    start = traitlets.Instance(Choice)
    touched = traitlets.Unicode("supplier")  # the lever moved last: its note is shown
    language = traitlets.Enum(["en", "zh"])

    @classmethod
    def create(
        cls, choice: Choice | None, *, seed: object, language: str | None
    ) -> YearScenario:  # fmt: skip
        """A new year with *choice* ready; by default a newcomer's of the price war.

        Raises:
            CourseError: the seed is no whole number from 0 to 9,999.
        """
        spoken = get_language() if language is None else checked(language)
        first = Choice() if choice is None else choice
        return cls(year=begin(seed), choice=first, start=first, language=spoken)

    def move(self, **levers: object) -> None:
        """Change the choice that lies ready.

        Raises:
            UnknownName: no such lever or option.
            CourseError: out of bounds.
        """
        for name in levers:
            if name not in NAMES:
                raise unknown_name(Phrase("lever", "经营选择"), name, NAMES)
        chosen = replace(self.choice, **levers)  # type: ignore[arg-type]
        self.touched = next(reversed(levers), self.touched)
        self.choice = chosen

    def advance(self) -> None:
        """Carry the choice out for a month.

        Raises:
            CourseError: the year is over.
        """
        self.year = play(self.year, self.choice)

    def restart(self, seed: object) -> None:
        """A new year under *seed*, with the choice of the start."""
        year = begin(seed)
        with self.hold_trait_notifications():
            self.year, self.choice, self.touched = year, self.start, "supplier"
            self.causes, self.sound = (), None


@dataclass(frozen=True, slots=True)
class Plan:
    """What the choice that lies ready would do, before luck; money in US dollars."""

    month: int
    expected: float
    goods: int
    margin: float
    spend: float
    cash: float

    @property
    def cover(self) -> float:
        """Goods there for each expected buyer."""
        return self.goods / self.expected if self.expected else 1.0


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the daily score: points of its full marks; None without a figure."""

    label: Phrase
    points: float | None
    full: float


@dataclass(frozen=True, slots=True)
class YearFrame:
    """Everything that the picture tells."""

    seed: int
    months: tuple[Month, ...]
    over: bool
    where: Phrase
    news: tuple[Phrase, ...]
    cash: float
    under_way: float
    stock: int
    quality: float
    exposure: float
    items: tuple[Item, ...]
    bands: Mapping[str, float]
    snad: tuple[float, int, float | None]
    snad_words: Phrase
    check: Phrase
    others: tuple[Phrase, ...]
    min_orders: int
    next_node: int | None
    plan: Plan | None
    choices: tuple[tuple[Phrase, Phrase], ...]
    hint: Phrase
    outcome: Outcome
    causes: tuple[Cause, ...]
    counted: int
    sound: int | None
    line: str

    @property
    def last(self) -> Month | None:
        """The month played last."""
        return self.months[-1] if self.months else None

    @property
    def score(self) -> float | None:
        """The daily score of the last day."""
        return None if self.last is None else self.last.standing.score

    @property
    def finding(self) -> Phrase:
        """The one sentence of the end."""
        return ENDS[self.outcome.ended].format(n=self.outcome.months)


def year_frame(it: YearScenario) -> YearFrame:
    """The facts of *it*."""
    year, stand = it.year, it.year.stand
    last, number = stand.last, stand.number
    day = month_end(number) if number else FIRST
    words = WORDS["over" if year.over else "where"]
    score, capability = rulebook.load(SCORE), rulebook.load(CAPABILITY)
    fashion = CATEGORY in capability["snad.bands.fashion_categories"]
    return YearFrame(
        seed=year.seed,
        months=year.months,
        over=year.over,
        where=words.format(day=wording.day(day, year=True), n=number, seed=year.seed),
        news=_news(last),
        cash=stand.cash,
        under_way=last.under_way if last else 0.0,
        stock=stand.stock,
        quality=stand.quality,
        exposure=exposure(stand),
        items=tuple(
            Item(SHORT[id], last.standing.items.get(id) if last else None, full)
            for id, full in score["full_marks"].items()
        ),
        bands=capability[f"snad.bands.{'fashion' if fashion else 'other'}"],
        snad=last.standing.checked["snad_rate"] if last else (0.0, 0, None),
        snad_words=_snad(last),
        check=(
            WORDS["check"].format(day=wording.day(day.replace(day=capability["check_day"])))
            if last
            else WORDS["first_check"]
        ),
        others=_others(last),
        min_orders=int(score["min_orders_90d"]),
        next_node=_next_node(last.standing.points if last else 0),
        plan=None if year.over else plan(year, it.choice),
        choices=tuple((NAMES[name], choice_words(name, it.choice)) for name in NAMES),
        hint=hint(it.touched, it.choice),
        outcome=outcome(year),
        causes=decided(it.causes),
        counted=len(it.causes),
        sound=it.sound,
        line=line(year),
    )


def plan(year: Year, choice: Choice) -> Plan:
    """What *choice* would do next month, as a careful seller reckons it beforehand."""
    stand = year.stand
    expected, goods = forecast(stand, choice), stand.stock + choice.stock
    parcels = min(expected, goods) * choice.post.unit_cost
    spend = (choice.stock * choice.source.unit_cost + parcels + choice.pages.cost
             + choice.service.cost + choice.advertising + term("fixed"))  # fmt: skip
    price = choice.price * term("usual_price")
    margin = price * (1 - term("fee")) - choice.source.unit_cost - choice.post.unit_cost
    return Plan(stand.next, expected, goods, margin, spend, stand.cash - spend)


def choice_words(name: str, choice: Choice) -> Phrase:
    """The value of one lever for a reader."""
    if name == "stock":
        return Phrase(f"{choice.stock} pieces", f"{choice.stock} 件")
    if name == "advertising":
        return Phrase(f"{choice.advertising:,} USD", f"{choice.advertising:,} 美元")
    if name == "price":
        usd = choice.price * term("usual_price")
        return Phrase(f"{usd:.0f} USD", f"{usd:.0f} 美元")
    return OPTIONS[name][getattr(choice, name)].name


def hint(name: str, choice: Choice) -> Phrase:
    """What the lever moved last costs or brings; illustrative."""
    if name in OPTIONS:
        return OPTIONS[name][getattr(choice, name)].note
    if name == "stock":
        usd = f"{choice.stock * choice.source.unit_cost:,.0f}"
        return HINTS[name].format(n=choice.stock, usd=usd)
    if name == "advertising":
        return HINTS[name].format(n=f"{term('ad_reach') * choice.advertising**0.5:,.0f}")
    return HINTS["price"].format(x=f"{choice.price ** -term('elasticity'):.2f}")


def season(frame: YearFrame) -> str:
    """The factor of the season that the plan meets."""
    return f"{SEASON[frame.plan.month - 1]:g}" if frame.plan else ""


def _news(last: Month | None) -> tuple[Phrase, ...]:
    if last is None:
        return (NEWS["opening"],)
    said = [
        join([month_name(last.number), NEWS["orders"].format(
            orders=last.orders, shipped=last.shipped, usd=f"{last.books.income:,.0f}",
            spent=f"{last.books.spent:,.0f}")], en=": ", zh="："),
    ]  # fmt: skip
    if last.standing.freeze_days:
        said.append(NEWS["frozen"].format(points=last.standing.points, n=last.standing.freeze_days))
    if last.oversold or last.turned_away:
        said.append(NEWS["oversold"].format(n=last.oversold, m=last.turned_away))
    if last.bad_batch:
        said.append(NEWS["batch"])
    if last.trouble:
        said.append(NEWS["road"])
    return tuple(said)


def _snad(last: Month | None) -> Phrase:
    if last is None:
        return WORDS["no_snad"]
    n, d, value = last.standing.checked["snad_rate"]
    if value is None:
        return WORDS["no_snad"]
    share = f"{100 * value:.1f} %"
    return WORDS["snad"].format(share=share, n=round(n), d=d)


def status(last: Month | None) -> Phrase:
    """What the check on the 27th said of the SNAD rate."""
    if last is None:
        return STATUS_NAMES["not assessed"]
    name = STATUS_NAMES[last.standing.snad]
    if last.standing.given:
        return WORDS["given"].format(status=name, points=last.standing.given)
    disputed, _, share = last.standing.checked["snad_rate"]
    rules = rulebook.load(CAPABILITY)
    over = share is not None and share >= rules["snad.bands.fashion"]["general"]
    if over and disputed < rules["snad.min_orders"]:
        return WORDS["too_few"].format(n=rules["snad.min_orders"])
    return name


def _others(last: Month | None) -> tuple[Phrase, ...]:
    said = []
    for id in rulebook.load(CAPABILITY).metrics:
        if id == "snad_rate":
            continue
        value = last.standing.checked[id][2] if last else None
        shown = ("–" if value is None else f"{value:.2f}" if METRICS[id].stars
                 else f"{100 * value:.0f} %")  # fmt: skip
        name = Phrase("NR", "未收到货纠纷率") if id == "nr_rate" else SHORT[id]
        said.append(Phrase(f"{name.en} {shown}", f"{name.zh} {shown}"))
    return tuple(said)


def _next_node(points: int) -> int | None:
    from ...ledger import node

    return node(points).next_at


__all__ = [
    "MONTHS", "Item", "Plan", "YearFrame", "YearScenario", "choice_words", "plan",
    "season", "status", "year_frame",
]  # fmt: skip
