"""A small market for the platform's turn from price war to brand: who sells, at what price, for how much.

After Akerlof (1970), the market for lemons: buyers who cannot tell good goods from poor ones pay for
the average, and at the price of the average the good ones do not pay.  Added are what this platform
is about: sellers of few and of many categories, a fee for each category and its refund by turnover.

Fee and refund are the rulebook's (table ``fee_2016``).  All else is an assumption of this course: it
stands in :data:`QUANTITIES` with its reason and can be changed.  :mod:`aecourse.models.unravelling` lets
such a market run month by month.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from .. import rulebook
from ..base.errors import CourseError
from ..base.language import Phrase
from ..base.quantities import Quantity
from ..rulebook.vocabulary import CATEGORIES

__all__ = ["LOWEST", "QUANTITIES", "SELLERS", "Books", "Market", "Sellers", "books", "draw", "refund_share"]

Array = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

SELLERS = 120
LOWEST = 0.2  # the poorest goods; the best are 1
FIRST_TRUST = (1 + LOWEST) / 2

# -- what goes in ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MarketQuantity(Quantity):
    """One number of the model; ``rule`` marks the platform's own."""

    rule: bool


def _q(
    name: str,
    en: str,
    zh: str,
    unit: str,
    low: float,
    high: float,
    step: float,
    why_en: str,
    why_zh: str,
    *,
    rule: bool = False,
) -> MarketQuantity:
    reason = Phrase(why_en, why_zh)
    return MarketQuantity(name, Phrase(en, zh), unit, low, high, step, reason, rule)


QUANTITIES: Mapping[str, MarketQuantity] = {
    quantity.name: quantity
    for quantity in (
        _q(
            "fee",
            "Fee per category",
            "每个类目年费",
            "rmb",
            0,
            50_000,
            500,
            "RMB a year for each major category. Real fees: 10,000 for a typical category, 30,000 "
            "for phones, 50,000 for human hair (later, by invitation).",
            "每个经营大类每年的年费。真实的例子：常见类目 10,000 元，手机 30,000 元，"
            "真人发 50,000 元（后期定向邀约）。",
            rule=True,
        ),
        _q(
            "breadth",
            "Widest store",
            "单店最多类目",
            "categories",
            1,
            8,
            1,
            "Half of the sellers have one category; the others have up to this many. How broad "
            "stores really were no source tells.",
            "一半卖家只做 1 个类目，其余的最多做这么多个。真实店铺有多杂，没有来源写明。",
        ),
        _q(
            "tell",
            "Buyers can tell",
            "买家识货程度",
            "share",
            0,
            1,
            0.01,
            "How much of a store's own quality buyers see before they buy, from ratings, photographs "
            "or a brand; for the rest they expect the platform's average.",
            "买家下单前凭评价、实拍图或品牌，能看出几成品质；看不出的部分，按平台平均水平估。",
        ),
        _q(
            "learning",
            "Buyers learn",
            "买家学习速度",
            "share",
            0.05,
            1,
            0.05,
            "How far a month's purchases move what buyers expect of the platform.",
            "一个月的购买体验，会把买家对平台的预期拉动几成。",
        ),
        _q(
            "quality_cost",
            "Cost of quality",
            "品质成本",
            "usd",
            0,
            16,
            0.5,
            "What the best goods cost the seller a piece more than goods of no use.",
            "最好的货比最次的货，每件要多花的成本。",
        ),
        _q(
            "squeeze",
            "Price war",
            "价格战强度",
            "share",
            0,
            0.5,
            0.05,
            "How far prices are pressed down when all 120 sellers are there; with half of them, by half as much.",
            "120 家全在时价格被压低几成；只剩一半卖家，就只压低一半。",
        ),
        _q(
            "running_cost",
            "Running costs",
            "日常成本",
            "usd",
            0,
            10_000,
            500,
            "What a store costs a year even without an order, whatever it sells: rent, wages, photographs.",
            "店铺一年的固定开支，不出单也要花：房租、人工、拍照。",
        ),
        _q(
            "worth",
            "Worth of the best goods",
            "好货的价值",
            "usd",
            5,
            100,
            1,
            "What a buyer would pay for goods surely of the best quality; half the quality, half of it.",
            "如果确定是最好的货，买家愿意出的价；品质减半，出价减半。",
        ),
        _q(
            "base_cost",
            "Cost of any goods",
            "基本成本",
            "usd",
            0,
            20,
            0.5,
            "What a piece costs the seller apart from quality, with postage.",
            "与品质无关的每件成本，含运费。",
        ),
        _q(
            "orders",
            "Orders of a middling store",
            "中等店铺订单",
            "orders",
            100,
            20_000,
            100,
            "A year, with one category and goods from which buyers expect the first average; sizes "
            "differ by luck (log-normal, spread 0.5) that no lever changes. Who promises half as "
            "much sells half as much.",
            "按年计：只做 1 个类目、买家预期为最初的平均水平。各店规模不同（对数正态，离散度 0.5），"
            "由种子决定，与滑块无关；买家的预期减半，订单也减半。",
        ),
        _q(
            "reach",
            "What breadth brings",
            "铺货效果",
            "power",
            0,
            1,
            0.1,
            "Orders grow with the number of categories to this power: with 0.5, 4 categories bring "
            "twice the orders of 1, so each category sells half as much.",
            "订单随类目数的若干次方增长，此处即次数；取 0.5 时，4 个类目的订单是 1 个类目的 2 倍，"
            "摊到每个类目只有一半。",
        ),
        _q(
            "rate",
            "RMB for a US dollar",
            "美元汇率",
            "rate",
            4,
            10,
            0.25,
            "A round number for the sums; the fee was in RMB, the refund went by sales in US dollars.",
            "为方便计算取的整数：年费按人民币收，返还按美元销售额算。",
        ),
        _q(
            "fee_from",
            "Month of the fee",
            "开始收费的月份",
            "month",
            0,
            60,
            1,
            "Up to this month entry is free on both platforms, so that the same price war comes first on both.",
            "此前两边都免费入驻，先经历同样的价格战。",
        ),
    )
}

_WHOLE = ("breadth", "fee_from")


@dataclass(frozen=True, slots=True)
class Market:
    """A market as its levers; units, bounds and reasons stand in :data:`QUANTITIES`.

    Raises:
        CourseError: a value out of its bounds, or ``refund`` neither true nor false.
    """

    fee: float = 10_000.0
    refund: bool = True
    breadth: int = 6
    tell: float = 0.4
    learning: float = 0.2
    quality_cost: float = 11.0
    squeeze: float = 0.25
    running_cost: float = 1_500.0
    worth: float = 20.0
    base_cost: float = 1.5
    orders: float = 1_500.0
    reach: float = 0.5
    rate: float = 6.25
    fee_from: int = 24

    def __post_init__(self) -> None:
        if not isinstance(self.refund, bool):
            raise CourseError(
                f"Market: refund must be True or False, not {self.refund!r}.",
                f"Market：refund 应为 True 或 False，不能是 {self.refund!r}。",
            )
        for field in fields(self):
            if field.name in QUANTITIES:
                _check(QUANTITIES[field.name], getattr(self, field.name))


def _check(it: Quantity, value: object) -> None:
    if not it.holds(value):
        raise CourseError(
            f"Market: {it.name} must be between {it.low:g} and {it.high:g}, not {value!r}.",
            f"Market：{it.name}（{it.label.zh}）的取值范围是 {it.low:g} 到 {it.high:g}，不能是 {value!r}。",
        )
    if it.name in _WHOLE and value != int(value):  # type: ignore[call-overload]
        raise CourseError(
            f"Market: {it.name} must be a whole number, not {value!r}.",
            f"Market：{it.name}（{it.label.zh}）应为整数，不能是 {value!r}。",
        )


# -- the sellers ----------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False, slots=True)
class Sellers:
    """Those who might sell, drawn once: no lever changes them.

    ``quality`` is 0.2 to 1; ``size`` a multiple of the middling store's orders; ``width`` 0 for
    one category, 1 for as many as the widest has; ``home`` the first category, as a place in the
    list of categories; ``month`` the month of the year (0 to 11) in which a seller reckons.
    """

    quality: Array
    size: Array
    width: Array
    home: Counts
    month: Counts

    def categories(self, breadth: int) -> Counts:
        """How many categories each store has when the widest has *breadth*."""
        return (1 + np.round((breadth - 1) * self.width)).astype(np.int64)

    def shelves(self, breadth: int) -> npt.NDArray[np.bool_]:
        """Which store has which category: neighbours of its first one."""
        steps = (np.arange(len(CATEGORIES)) - self.home[:, None]) % len(CATEGORIES)
        return np.asarray(steps < self.categories(breadth)[:, None])


@lru_cache(maxsize=64)
def draw(seed: int = 1, number: int = SELLERS) -> Sellers:
    """The sellers of a seed; equal seeds give equal sellers.

    Quality, size, breadth and category are drawn apart: nothing makes a broad store a poor one.
    """
    luck = np.random.default_rng(seed)
    quality = LOWEST + (1 - LOWEST) * luck.random(number)
    size = np.exp(0.5 * luck.standard_normal(number))
    general, width = luck.random(number) >= 0.5, luck.random(number)
    home = (len(CATEGORIES) * luck.random(number) ** 1.5).astype(np.int64)
    month = luck.permutation(number) % 12
    return Sellers(quality, size, np.where(general, width, 0.0), home, month)


# -- the reckoning --------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False, slots=True)
class Books:
    """A year's reckoning of one store or of many; money in US dollars, sales those of a category."""

    expected: Array
    price: Array
    cost: Array
    orders: Array
    sales: Array
    refund: Array
    fees: Array
    profit: Array


def books(
    market: Market,
    quality: Array | float,
    categories: Counts | int,
    *,
    trust: float,
    crowd: float,
    size: Array | float = 1.0,
    fee: float | None = None,
) -> Books:
    """What stores of *quality* with so many *categories* earn in a year at this month's pace.

    expected = tell x quality + (1 - tell) x trust;
    price = worth x expected x (1 - squeeze x crowd);
    cost = base cost + cost of quality x quality;
    orders = orders x size x categories^reach x expected / the first trust;
    fees = categories x fee, less the refund that each category's sales bring;
    profit = orders x (price - cost) - running costs - fees.

    *trust* is the quality that buyers expect of the platform, *crowd* the share of all sellers who
    are there, *fee* RMB a category (default: the market's).  ``refund`` is the share paid back,
    ``fees`` what remains of them in US dollars.
    """
    quality, categories = np.asarray(quality, float), np.asarray(categories, float)
    expected = market.tell * quality + (1 - market.tell) * trust
    price = market.worth * (1 - market.squeeze * crowd) * expected
    cost = market.base_cost + market.quality_cost * quality
    orders = market.orders / FIRST_TRUST * size * categories**market.reach * expected
    sales = orders * price / categories
    back = refund_share(sales) if market.refund else np.zeros_like(sales)
    fee = market.fee if fee is None else fee
    fees = fee / market.rate * categories * (1 - back)
    profit = orders * (price - cost) - market.running_cost - fees
    return Books(expected, price, cost, orders, sales, back, fees, profit)


def refund_share(sales: Array | float) -> Array:
    """The share of a typical category's fee that comes back at yearly *sales* in US dollars.

    Rule of 2016 (table ``fee_2016``): the steps are half and all, reached at their sales.
    """
    at, shares = _steps()
    return np.asarray(shares[np.searchsorted(at, sales, side="right")])


@lru_cache(maxsize=1)
def refund_steps() -> tuple[tuple[float, float], ...]:
    """Of a typical category in 2016: from which yearly sales in USD on which share comes back."""
    table = rulebook.table("fee_2016")
    shares = table["refund.share"]
    listed = table["refund.typical"].items()
    return tuple(sorted((float(sales), float(shares[name])) for name, sales in listed))


def _steps() -> tuple[Array, Array]:
    steps = refund_steps()
    return np.array([at for at, _ in steps]), np.array([0.0, *(share for _, share in steps)])
