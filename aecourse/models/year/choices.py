"""What a player decides each month, and what each option costs and does.

**Every amount here is an assumption of the game, not a figure of the platform's**; the reasons
stand in :mod:`aecourse.models.year.terms` and are shown on the screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from ...base.errors import CourseError, brief, require_known
from ...base.language import Phrase
from ...base.quantities import Quantity, require
from ...base.tables import tables
from .dilemmas import ANSWERS


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


_TABLES = tables(
    __file__, names=Phrase, suppliers=Supplier, listings=Listing, replies=Reply, carriers=Carrier, amounts=Quantity
)
SUPPLIERS: Mapping[str, Supplier] = _TABLES["suppliers"]
LISTINGS: Mapping[str, Listing] = _TABLES["listings"]
REPLIES: Mapping[str, Reply] = _TABLES["replies"]
CARRIERS: Mapping[str, Carrier] = _TABLES["carriers"]
AMOUNTS: Mapping[str, Quantity] = _TABLES["amounts"]
OPTIONS: Mapping[str, Mapping[str, Supplier | Listing | Reply | Carrier]] = {
    "supplier": SUPPLIERS,
    "listing": LISTINGS,
    "reply": REPLIES,
    "carrier": CARRIERS,
}
NAMES: Mapping[str, Phrase] = {**{name: it.label for name, it in AMOUNTS.items()}, **_TABLES["names"]}


@dataclass(frozen=True, slots=True)
class Choice:
    """The decisions of one month.

    The defaults are how a newcomer of the price war starts: cheap in everything.

    Args:
        cover: goods to keep for this share of the forecast, 0 to 3 (300 %) in steps of 0.1.
        supplier: ``"cheapest"``, ``"steady"`` or ``"premium"``.
        listing: ``"copied"``, ``"careful"`` or ``"studio"``.
        reply: ``"spare"``, ``"daily"`` or ``"round"``.
        carrier: ``"economy"``, ``"standard"`` or ``"express"``.
        advertising: US dollars this month, 0 to 2,000 in steps of 100.
        price: in multiples of the usual price, 0.70 to 1.40 in steps of 0.05.
        answer: to the month's dilemma: ``"a"``, ``"b"`` or ``"c"``; the first costs nothing now.

    Raises:
        UnknownName: no such option; the near ones are named.
        CourseError: an amount is out of bounds or between two steps.
    """

    cover: float = 1.1
    supplier: str = "cheapest"
    listing: str = "copied"
    reply: str = "spare"
    carrier: str = "economy"
    advertising: int = 0
    price: float = 0.7
    answer: str = "a"

    def __post_init__(self) -> None:
        for name, options in OPTIONS.items():
            require_known(Phrase(f"option of {name}", f"{NAMES[name].zh}选项"), getattr(self, name), options)
        require_known(Phrase("answer", "回答"), self.answer, ANSWERS)
        require(AMOUNTS, self)
        for name, it in AMOUNTS.items():
            value = it.at(it.place(getattr(self, name)))
            object.__setattr__(self, name, round(value) if name == "advertising" else value)

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
        f"a month's choice must be a Choice(...), not {brief(choice)}",
        f"每月的选择应为 Choice(...)，而不是 {brief(choice)}",
    )
