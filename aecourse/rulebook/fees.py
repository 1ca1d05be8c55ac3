"""What entry cost: free, then an annual fee that sales brought back (2016), then a deposit (2019).

All numbers come from the tables ``fee_2016`` and ``deposit_2019`` of the rulebook.  What no source
tells stays ``None``, and the phrase of the result says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from .. import rulebook
from ..base.errors import CourseError, require_known
from ..base.language import Phrase, join
from ..base.vocabulary import CATEGORIES
from .model import Table
from .values import to_date

# The categories of an order table whose fee some source tells, by the name of the fee.
FEES: Mapping[str, str] = {
    "apparel": "typical",
    "bags_shoes": "typical",
    "jewellery_watches": "typical",
    "phones": "phones",
}


@dataclass(frozen=True, slots=True)
class Refund:
    """What of the annual fee comes back at the year's *sales*.

    ``fee`` and ``amount`` are RMB, ``sales`` and ``next_at`` US dollars a calendar year.
    ``share`` and ``amount`` are ``None`` where no source tells the steps; ``next_at`` is the sales
    of the next step, ``None`` if there is none.
    """

    category: str
    fee: float
    sales: float
    share: float | None
    amount: float | None
    next_at: float | None
    phrase: Phrase

    def __str__(self) -> str:
        return str(self.phrase)


@dataclass(frozen=True, slots=True)
class EntryPrice:
    """What a new store paid on a day: nothing, a yearly fee, or a deposit.

    ``amount`` is RMB, ``None`` where no source tells it; ``yearly`` says whether it is paid anew
    each year, ``earns_refund`` whether sales bring it back.
    """

    kind: Literal["free", "fee", "deposit"]
    amount: float | None
    yearly: bool
    earns_refund: bool
    phrase: Phrase

    def __str__(self) -> str:
        return str(self.phrase)


@dataclass(frozen=True, slots=True)
class SalesCheck:
    """Whether a store with a deposit is checked for its yearly sales, and from when on.

    ``needed`` is the sales of 365 days asked for, in US dollars: another amount for a store that has been
    open for more than 730 days (one source); ``None`` for a store that is too young to be checked.
    """

    due: bool
    first: date
    needed: float | None


def refund(category: str, sales: float, rules: Table | None = None) -> Refund:
    """The refund of the annual fee of 2016 at *sales* US dollars in the calendar year.

    *category* is a category of the order table whose fee is told (``"apparel"``, ``"phones"`` ...)
    or the name of a fee (``"typical"``, ``"human_hair"`` ...).  A step is reached at its sales.

    Raises:
        UnknownName: there is no such category.
        CourseError: no source tells the fee of the category, or *sales* is no amount.
    """
    table = rulebook.table("fee_2016") if rules is None else rules
    name = _fee_name(category, table)
    fee, amount = float(table[f"fee.{name}"]), dollars(sales, Phrase("Sales", "销售额"))
    if f"refund.{name}" not in table:
        text = Phrase(
            f"The fee is {fee:,.0f} RMB; from which sales on it was paid back, no source tells.",
            f"年费 {fee:,.0f} 元；达到多少销售额可返还，没有来源写明。",
        )
        return Refund(category, fee, amount, None, None, None, text)
    shares = table["refund.share"]
    steps = sorted((float(at), float(shares[step])) for step, at in table[f"refund.{name}"].items())
    share = max((part for at, part in steps if amount >= at), default=0.0)
    ahead = next((at for at, _ in steps if at > amount), None)
    said = [
        Phrase(
            f"{share:.0%} of {fee:,.0f} RMB come back: {share * fee:,.0f} RMB.",
            f"年费 {fee:,.0f} 元返还 {share:.0%}，即 {share * fee:,.0f} 元。",
        )
    ]
    if ahead is not None:
        said.append(
            Phrase(
                f"{ahead - amount:,.0f} USD more reach the next step.",
                f"再增加 {ahead - amount:,.0f} 美元销售额可达下一档。",
            )
        )
    return Refund(category, fee, amount, share, share * fee, ahead, join(said))


def entry(day: date | str, category: str = "typical") -> EntryPrice:
    """What a new store of *category* paid on *day*: nothing, the annual fee, or a deposit.

    The fee is due for each major category.  Before it only the pilot for human hair cost money
    (August 2014), which is left out here.
    """
    on = to_date(day)
    fees, deposit = rulebook.table("fee_2016"), rulebook.table("deposit_2019")
    if on < fees["effective_from"]:
        return EntryPrice("free", 0.0, False, False, Phrase("Entry is free.", "免费入驻。"))
    if on < deposit["effective_from"]:
        fee = float(fees[f"fee.{_fee_name(category, fees)}"])
        text = Phrase(
            f"An annual fee of {fee:,.0f} RMB for each major category, paid back by sales.",
            f"每个经营大类年费 {fee:,.0f} 元，按销售额返还。",
        )
        return EntryPrice("fee", fee, True, True, text)
    typical = _fee_name(category, fees) == "typical"
    amount = float(deposit["amount_typical"]) if typical else None
    told = (
        Phrase("its amount is not told for this category", "这个类目的金额，没有来源写明")
        if amount is None
        else Phrase(f"{amount:,.0f} RMB", f"{amount:,.0f} 元")
    )
    text = Phrase(
        "A deposit ({told}): no yearly cost, and sales earn no rebate.", "保证金（{told}）：并非年费，不按销售额返利。"
    ).format(told=told)
    return EntryPrice("deposit", amount, bool(deposit["is_yearly_cost"]), bool(deposit["earns_rebate"]), text)


def sales_check(deposit_paid: date | str, day: date | str, category: str) -> SalesCheck:
    """Whether a store that paid its deposit on *deposit_paid* is checked for its sales on *day*.

    Checked are stores whose deposit is older than 365 days, from January or February 2022 on.

    Raises:
        UnknownName: there is no such category.
    """
    require_known(Phrase("category", "类目"), category, CATEGORIES)
    table = rulebook.table("deposit_2019")
    which = "fashion" if category in table["sales_check.fashion_categories"] else "others"
    first: date = table[f"sales_check.first_{which}"]
    age = to_date(day) - to_date(deposit_paid)
    old = age > timedelta(days=int(table["sales_check.deposit_older_than_days"]))
    amounts = table.get("sales_check.amount") or {}
    older = age > timedelta(days=int(table["sales_check.older_store_days"]))
    needed = amounts.get("older" if older else "younger") if old else None
    return SalesCheck(old and to_date(day) >= first, first, needed)


def _fee_name(category: str, table: Table) -> str:
    """The fee that holds for *category*."""
    names = [key.removeprefix("fee.") for key in table if key.startswith("fee.")]
    if category in names:
        return category
    if category in FEES:
        return FEES[category]
    require_known(Phrase("category", "类目"), category, [*names, *CATEGORIES])
    told = sorted({*names, *FEES})
    raise CourseError(
        Phrase(
            f"No source tells the fee of {category!r}. There are: {', '.join(told)}.",
            f"没有来源写明 {category!r} 的年费。可用的有：{'、'.join(told)}。",
        )
    )


def dollars(value: float, name: Phrase) -> float:
    """*value* as US dollars, 0 or more; :class:`CourseError` names the amount if it is none."""
    try:
        amount = float(value)
    except (TypeError, ValueError):
        amount = -1.0
    if not 0 <= amount < float("inf"):
        raise CourseError(
            Phrase(
                f"{name.en} must be an amount in US dollars, 0 or more, not {value!r}.",
                f"{name.zh}应为不小于 0 的美元金额，而不是 {value!r}。",
            )
        )
    return amount
