"""Facts of StoreYear as phrases: the month's news, its check, what the levers stand at and cost."""

from __future__ import annotations

from ... import rulebook
from ...base import wording
from ...base.language import Phrase, counted, join
from ...models.disputes import snad_bands_2022
from ...models.year import NAMES, OPTIONS, Choice, Month, Stand, YearOutcome, bought, check_day, season
from ...models.year.hindsight import MonthCost
from ...models.year.months import piece_cost
from ...models.year.terms import CAPABILITY, term
from ...scoring.metrics import METRICS
from ...scoring.outcomes import STATUS_NAMES
from ..verdicts import short
from .words import ENDS, HINTS, NEWS, WORDS, month_name


def choices(choice: Choice) -> tuple[tuple[Phrase, Phrase], ...]:
    """Each lever's name and value for a reader."""
    return tuple((NAMES[name], _value(name, choice)) for name in NAMES)


def _value(name: str, choice: Choice) -> Phrase:
    if name == "cover":
        share = wording.percent(choice.cover, 0)
        return Phrase(f"{share} of the forecast", f"预计的 {share}")
    if name == "answer":
        return Phrase(choice.answer, choice.answer)
    if name == "advertising":
        return Phrase(f"{choice.advertising:,} USD", f"{choice.advertising:,} 美元")
    if name == "price":
        usd = choice.price * term("usual_price")
        return Phrase(f"{usd:.0f} USD", f"{usd:.0f} 美元")
    return OPTIONS[name][getattr(choice, name)].name


def lever_hint(name: str, stand: Stand, choice: Choice) -> Phrase:
    """What the lever moved last costs or brings in the month to come; illustrative."""
    known = season(stand.next)
    if name in OPTIONS:
        return OPTIONS[name][getattr(choice, name)].note
    if name == "answer":
        return stand.dilemma.answer(choice.answer).note
    if name == "cover":
        new = bought(stand, choice)
        return HINTS[name].format(n=new, usd=f"{new * piece_cost(stand, choice):,.0f}")
    if name == "advertising":
        return HINTS[name].format(n=f"{term('ad_reach') * known.reach * choice.advertising**0.5:,.0f}")
    return HINTS["price"].format(x=f"{choice.price**-known.elasticity:.2f}")


def news(last: Month | None) -> tuple[Phrase, ...]:
    """What the month brought, the plain account first."""
    if last is None:
        return (NEWS["opening"],)
    account = NEWS["orders"].format(
        orders=many(last.orders, "order"),
        shipped=last.shipped,
        usd=f"{last.books.income:,.0f}",
        spent=f"{last.books.spent:,.0f}",
    )
    said = [join([month_name(last.number), account], en=": ", zh="：")]
    if last.standing.given:
        day = wording.day(check_day(last.number))
        said.append(NEWS["penalty"].format(day=day, points=last.standing.given))
    if last.standing.freeze_days:
        said.append(NEWS["frozen"].format(points=last.standing.points, n=last.standing.freeze_days))
    if last.oversold or last.turned_away:
        gone = many(last.turned_away, "buyer")
        said.append(NEWS["oversold"].format(n=many(last.oversold, "order"), m=gone))
    if last.bad_batch:
        said.append(NEWS["batch"])
    if last.trouble:
        said.append(NEWS["road"])
    return tuple(said)


def many(number: int, thing: str) -> Phrase:
    """So many things, in words."""
    return Phrase(counted(number, thing), f"{number:,}")


def check_words(last: Month | None) -> Phrase:
    """Which check the SNAD scale is about: the last one, or the first to come."""
    words = WORDS["check" if last else "first_check"]
    return words.format(day=wording.day(check_day(last.number if last else 1)))


def snad_words(last: Month | None) -> Phrase:
    """The SNAD rate that was checked, with its orders."""
    n, d, value = last.standing.checked["snad_rate"] if last else (0, 0, None)
    if value is None:
        return WORDS["no_snad"]
    return WORDS["snad"].format(share=wording.percent(value), n=round(n), d=d)


def snad_status(last: Month | None, category: str) -> Phrase:
    """What the check said of the SNAD rate."""
    if last is None:
        return STATUS_NAMES["not assessed"]
    name = STATUS_NAMES[last.standing.snad]
    if last.standing.snad in ("general", "serious", "very serious"):
        points = last.standing.given
        return WORDS["given" if points else "spared"].format(status=name, points=points)
    disputed, _, share = last.standing.checked["snad_rate"]
    least = rulebook.load(CAPABILITY)["snad.min_orders"]
    if share is not None and share >= snad_bands_2022(category)["general"] and disputed < least:
        return WORDS["too_few"].format(n=least)
    return name


def other_metrics(last: Month | None) -> tuple[Phrase, ...]:
    """The other metrics of the check, each with its value."""
    said = []
    for id in rulebook.load(CAPABILITY).metrics:
        if id == "snad_rate":
            continue
        value = last.standing.checked[id][2] if last else None
        rated = METRICS[id].stars and value is not None
        shown = f"{value:.2f}" if rated else wording.percent(value, 0)
        name = short(id)
        said.append(join([name, Phrase(shown, shown)], zh=" "))
    return tuple(said)


def outcome_words(it: YearOutcome, best: int | None) -> Phrase:
    """The one sentence of the end; whether the year is won is known once the *best* profit is."""
    closing = rulebook.table("points")["close_at"]
    if it.ended != "year":
        return ENDS[it.ended].format(n=it.months, points=closing)
    if it.profit < 0:
        return ENDS["lost"]
    if best is None:
        return ENDS["year"]
    return ENDS["won" if it.profit >= term("won") * best else "survived"]


def cost_of(worst: MonthCost | None) -> Phrase:
    """Which month cost most, and what would have been better there."""
    if worst is None or worst.usd <= 0:
        return WORDS["no_cost"]
    parts = [join([NAMES[name], _value(name, worst.better)], zh=" ") for name in worst.changed if name != "cover"][
        :3
    ] or [join([NAMES["cover"], _value("cover", worst.better)], zh=" ")]
    return WORDS["cost"].format(
        month=month_name(worst.number), usd=f"{worst.usd:,}", better=join(parts, en=", ", zh="、")
    )
