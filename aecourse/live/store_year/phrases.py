"""Facts of StoreYear as phrases: the month's news, its check, what the levers stand at and cost."""

from __future__ import annotations

from ... import rulebook
from ...base import wording
from ...base.language import Phrase, counted, join
from ...models.disputes import snad_bands
from ...models.year import NAMES, OPTIONS, Choice, Month, YearOutcome, check_day
from ...models.year.terms import CAPABILITY, CATEGORY, term
from ...scoring.metrics import METRICS
from ...scoring.outcomes import STATUS_NAMES
from ..verdicts import short
from .words import ENDS, HINTS, NEWS, WORDS, month_name


def choices(choice: Choice) -> tuple[tuple[Phrase, Phrase], ...]:
    """Each lever's name and value for a reader."""
    return tuple((NAMES[name], _value(name, choice)) for name in NAMES)


def _value(name: str, choice: Choice) -> Phrase:
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


def news(last: Month | None) -> tuple[Phrase, ...]:
    """What the month brought, the plain account first."""
    if last is None:
        return (NEWS["opening"],)
    account = NEWS["orders"].format(
        orders=_count(last.orders, "order"),
        shipped=last.shipped,
        usd=f"{last.books.income:,.0f}",
        spent=f"{last.books.spent:,.0f}",
    )
    said = [join([month_name(last.number), account], en=": ", zh="：")]
    if last.standing.freeze_days:
        said.append(NEWS["frozen"].format(points=last.standing.points, n=last.standing.freeze_days))
    if last.oversold or last.turned_away:
        gone = _count(last.turned_away, "buyer")
        said.append(NEWS["oversold"].format(n=_count(last.oversold, "order"), m=gone))
    if last.bad_batch:
        said.append(NEWS["batch"])
    if last.trouble:
        said.append(NEWS["road"])
    return tuple(said)


def _count(number: int, thing: str) -> Phrase:
    return Phrase(counted(number, thing), f"{number:,}")


def check(last: Month | None) -> Phrase:
    """Which check the SNAD scale is about: the last one, or the first to come."""
    words = WORDS["check" if last else "first_check"]
    return words.format(day=wording.day(check_day(last.number if last else 1)))


def snad(last: Month | None) -> Phrase:
    """The SNAD rate that was checked, with its orders."""
    n, d, value = last.standing.checked["snad_rate"] if last else (0, 0, None)
    if value is None:
        return WORDS["no_snad"]
    return WORDS["snad"].format(share=wording.percent(value), n=round(n), d=d)


def status(last: Month | None) -> Phrase:
    """What the check said of the SNAD rate."""
    if last is None:
        return STATUS_NAMES["not assessed"]
    name = STATUS_NAMES[last.standing.snad]
    if last.standing.snad in ("general", "serious", "very serious"):
        points = last.standing.given
        return WORDS["given" if points else "spared"].format(status=name, points=points)
    disputed, _, share = last.standing.checked["snad_rate"]
    least = rulebook.load(CAPABILITY)["snad.min_orders"]
    if share is not None and share >= snad_bands(CATEGORY)["general"] and disputed < least:
        return WORDS["too_few"].format(n=least)
    return name


def others(last: Month | None) -> tuple[Phrase, ...]:
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


def finding(it: YearOutcome) -> Phrase:
    """The one sentence of the end."""
    closing = rulebook.table("points")["close_at"]
    return ENDS[it.ended].format(n=it.months, points=closing)
