"""What a player decides each month, and what each option costs and does.

**Every amount here is an assumption of the game, not a figure of the platform's**; the reasons
stand in :mod:`aecourse.models.year.terms` and are shown on the screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from ...base.errors import CourseError, unknown_name
from ...base.language import Phrase
from ...base.quantities import within


@dataclass(frozen=True, slots=True)
class Supplier:
    """Who makes the goods: US dollars a piece, quality (0 to 1), chance of a bad batch a month."""

    name: Phrase
    note: Phrase
    unit_cost: float
    quality: float
    bad_batch: float


@dataclass(frozen=True, slots=True)
class Listing:
    """Work on the product pages: dollars a month, accuracy (0 to 1), pull on visitors (factor)."""

    name: Phrase
    note: Phrase
    cost: float
    accuracy: float
    pull: float


@dataclass(frozen=True, slots=True)
class Reply:
    """Time for buyers: dollars a month, hours to a reply, shares of disputes answered, settled."""

    name: Phrase
    note: Phrase
    cost: float
    hours: float
    answered: float
    generosity: float


@dataclass(frozen=True, slots=True)
class Carrier:
    """How parcels go: dollars a parcel, days of transit, share lost, chance of a bad month."""

    name: Phrase
    note: Phrase
    unit_cost: float
    transit_days: float
    lost: float
    scan_days: float
    trouble: float


SUPPLIERS: Mapping[str, Supplier] = {
    "cheapest": Supplier(
        Phrase("Cheapest", "最便宜的"),
        Phrase("6.00 USD a piece, uneven quality, every fifth batch bad", "每件 6.00 美元，品质不稳，约五批有一批次品"),
        6.0,
        0.74,
        0.20,
    ),
    "steady": Supplier(
        Phrase("Steady", "稳定的"),
        Phrase("7.50 USD a piece, good quality, bad batches are rare", "每件 7.50 美元，品质好，很少出次品"),
        7.5,
        0.93,
        0.05,
    ),
    "premium": Supplier(
        Phrase("Premium", "高端的"),
        Phrase("9.80 USD a piece, very good quality", "每件 9.80 美元，品质很好"),
        9.8,
        0.98,
        0.02,
    ),
}

LISTINGS: Mapping[str, Listing] = {
    "copied": Listing(
        Phrase("Copied", "照搬图文"),
        Phrase(
            "pictures and sizes copied from others: free, and often wrong", "图片、尺码照搬别人的，不花钱，常常不准"
        ),
        0.0,
        0.80,
        0.80,
    ),
    "careful": Listing(
        Phrase("Careful", "认真核对"),
        Phrase("own pictures, sizes measured: 120 USD a month", "自己拍图、量尺码，每月 120 美元"),
        120.0,
        0.95,
        1.0,
    ),
    "studio": Listing(
        Phrase("Studio", "专业拍摄"),
        Phrase("photographer, logo, size charts: 400 USD a month", "请摄影师、做店标和尺码表，每月 400 美元"),
        400.0,
        0.98,
        1.12,
    ),
}

REPLIES: Mapping[str, Reply] = {
    "spare": Reply(
        Phrase("Spare time", "有空才回"),
        Phrase("about 36 hours, every fifth dispute unanswered: free", "约 36 小时，五起纠纷有一起没人理，不花钱"),
        0.0,
        36.0,
        0.80,
        0.35,
    ),
    "daily": Reply(
        Phrase("Every day", "每天都回"),
        Phrase("about 9 hours, disputes talked over: 180 USD a month", "约 9 小时，有纠纷就谈，每月 180 美元"),
        180.0,
        9.0,
        0.98,
        0.70,
    ),
    "round": Reply(
        Phrase("Round the clock", "全天候"),
        Phrase("about 2 hours, day and night: 600 USD a month", "约 2 小时，昼夜有人，每月 600 美元"),
        600.0,
        2.0,
        0.995,
        0.75,
    ),
}

CARRIERS: Mapping[str, Carrier] = {
    "economy": Carrier(
        Phrase("Economy", "经济"),
        Phrase("2.00 USD a parcel, about 28 days, more losses", "每件 2.00 美元，约 28 天，丢件较多"),
        2.0,
        28.0,
        0.025,
        2.0,
        0.18,
    ),
    "standard": Carrier(
        Phrase("Standard", "标准"),
        Phrase("3.00 USD a parcel, about 20 days", "每件 3.00 美元，约 20 天"),
        3.0,
        20.0,
        0.008,
        1.2,
        0.06,
    ),
    "express": Carrier(
        Phrase("Express", "快速"),
        Phrase("6.00 USD a parcel, about 11 days", "每件 6.00 美元，约 11 天"),
        6.0,
        11.0,
        0.003,
        0.6,
        0.02,
    ),
}

OPTIONS: Mapping[str, Mapping[str, Supplier | Listing | Reply | Carrier]] = {
    "supplier": SUPPLIERS,
    "listing": LISTINGS,
    "reply": REPLIES,
    "carrier": CARRIERS,
}


@dataclass(frozen=True, slots=True)
class Amount:
    """A choice that is a number: bounds and step, in *unit*."""

    low: float
    high: float
    step: float
    unit: Phrase

    @property
    def steps(self) -> int:
        """How many steps lie between the bounds."""
        return round((self.high - self.low) / self.step)


AMOUNTS: Mapping[str, Amount] = {
    "stock": Amount(0, 600, 20, Phrase("pieces", "件")),
    "advertising": Amount(0, 2000, 100, Phrase("USD", "美元")),
    "price": Amount(0.70, 1.40, 0.05, Phrase("× the usual price", "倍市场价")),
}

NAMES: Mapping[str, Phrase] = {
    "stock": Phrase("Stock to buy", "进货"),
    "supplier": Phrase("Supplier", "供应商"),
    "listing": Phrase("Product pages", "商品页"),
    "reply": Phrase("Replies to buyers", "回复买家"),
    "carrier": Phrase("Carrier", "物流"),
    "advertising": Phrase("Advertising", "广告"),
    "price": Phrase("Price", "售价"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """The decisions of one month.

    The defaults are how a newcomer of the price war starts: cheap in everything.

    Args:
        stock: pieces to buy now, 0 to 600 in steps of 20.
        supplier: ``"cheapest"``, ``"steady"`` or ``"premium"``.
        listing: ``"copied"``, ``"careful"`` or ``"studio"``.
        reply: ``"spare"``, ``"daily"`` or ``"round"``.
        carrier: ``"economy"``, ``"standard"`` or ``"express"``.
        advertising: US dollars this month, 0 to 2,000 in steps of 100.
        price: in multiples of the usual price, 0.70 to 1.40 in steps of 0.05.

    Raises:
        UnknownName: no such option; the near ones are named.
        CourseError: an amount is out of bounds or between two steps.
    """

    stock: int = 120
    supplier: str = "cheapest"
    listing: str = "copied"
    reply: str = "spare"
    carrier: str = "economy"
    advertising: int = 0
    price: float = 0.8

    def __post_init__(self) -> None:
        for name, options in OPTIONS.items():
            if getattr(self, name) not in options:
                raise unknown_name(Phrase(f"option of {name}", f"{NAMES[name].zh}选项"), getattr(self, name), options)
        for name in AMOUNTS:
            value = _on_step(name, getattr(self, name))
            object.__setattr__(self, name, round(value, 2) if name == "price" else round(value))

    @property
    def source(self) -> Supplier:
        """The supplier's terms."""
        return SUPPLIERS[self.supplier]

    @property
    def pages(self) -> Listing:
        """What the work on the product pages costs and does."""
        return LISTINGS[self.listing]

    @property
    def service(self) -> Reply:
        """What the time for buyers costs and does."""
        return REPLIES[self.reply]

    @property
    def post(self) -> Carrier:
        """The carrier's terms."""
        return CARRIERS[self.carrier]

    def __repr__(self) -> str:
        return "Choice(" + ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in fields(self)) + ")"


def checked_choice(choice: Any) -> Choice:
    """*choice*, if it is one.

    Raises:
        CourseError: it is something else.
    """
    if isinstance(choice, Choice):
        return choice
    raise CourseError(
        f"a month's choice must be a Choice(...), not {choice!r:.80}",
        f"每月的选择应为 Choice(...)，而不是 {choice!r:.80}",
    )


def _on_step(name: str, value: object) -> float:
    it = AMOUNTS[name]
    given: Any = value
    if within(given, -2 * it.high, 2 * it.high):
        number = float(given)
        steps = (number - it.low) / it.step
        inside = it.low - 1e-9 <= number <= it.high + 1e-9
        if inside and abs(steps - round(steps)) < 1e-6:
            return number
    raise CourseError(
        f"{name} must be from {it.low:g} to {it.high:g} {it.unit.en} in steps of {it.step:g}, not {value!r}.",
        f"{NAMES[name].zh}（{name}）应在 {it.low:g} 到 {it.high:g} {it.unit.zh}之间，"
        f"每档 {it.step:g}，不能是 {value!r}。",
    )
