"""A store's behaviour (levers) -> synthetic orders.

Common random numbers: a seed draws each order's luck once, and a lever only moves the thresholds
with which that luck is compared.  So moving one lever changes only the orders that it really
affects, "what if" comparisons are order by order, and worsening a lever never improves the metric
that it feeds (over a window that holds every event, and but for the merging of one buyer's reviews,
which goes by their dates).

**Every strength below is an assumption of the model, not a figure of the platform.**  The reasons
stand beside them in :data:`ASSUMPTIONS`; causes lead to effects as in life:

* stock-outs make deals not sold;
* a careless description makes SNAD disputes, low description stars and low overall stars;
* slow or lost parcels make NR disputes and low logistics stars;
* slow replies make low communication stars, and disputes that run out or reach arbitration.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from .. import rulebook
from ..base.arguments import guarded
from ..base.errors import require_known
from ..base.language import Phrase
from ..base.quantities import whole
from ..base.vocabulary import CATEGORIES, DISPUTE_ENDS
from ..orders.calendar import DAY, Moment, as_date
from ..orders.columnar import ColumnarOrders, Values
from ..orders.register import COLUMNS, EVERY
from ..orders.strings import text_array
from .assumptions import ASSUMPTIONS, Assumption, assumed
from .levers import LEVERS, Store, lever

if TYPE_CHECKING:
    import pandas as pd

# -- luck ---------------------------------------------------------------------------------------

_DRAWS = (
    "gap",
    "stock",
    "cancel",
    "cancel_how",
    "cancel_at",
    "handling",
    "scan",
    "transit",
    "loss",
    "nr",
    "patience",
    "snad",
    "dispute_at",
    "change",
    "answer",
    "answer_at",
    "withdraw",
    "escalate",
    "liable",
    "close_at",
    "review",
    "review_at",
    "mood",
    "mood_description",
    "mood_communication",
    "mood_logistics",
    "receipt",
    "receipt_at",
    "repeat",
    "repeat_of",
    "amount",
    "product",
    "country",
)
_LUCK_ROWS, _KEPT_FINDINGS = 50_000, 8


def random_draws(orders: int, seed: int) -> dict[str, Any]:
    """Each order's luck: one uniform number in [0, 1) a cause, as float32 arrays of *orders*.

    Order k has the same luck whatever the levers are.
    """
    import numpy as np

    whole = np.empty((len(_DRAWS), orders), dtype=np.float32)
    for start, block in _luck_blocks(orders, seed):
        whole[:, start : start + block.shape[1]] = block
    return dict(zip(_DRAWS, whole, strict=True))


def _luck_blocks(orders: int, seed: int) -> Iterator[tuple[int, Any]]:
    """The luck of one block of orders after the other, a row a cause, with the first order's number."""
    import numpy as np

    generator = np.random.Generator(np.random.SFC64(seed))
    for start in range(0, max(orders, 1), _BLOCK):
        rows = min(_BLOCK, orders - start)
        yield start, generator.random((len(_DRAWS), rows), dtype=np.float32)


class _Luck:
    """The luck of a number of orders, and what follows from it alone."""

    def __init__(self, orders: int, seed: int) -> None:
        self.draws = random_draws(orders, seed)
        self._kept: dict[Any, Any] = {}

    def once(self, find: Callable[..., Any], *given: Any) -> Any:
        """What *find* makes of the draws and what is *given*; kept for the next call, as under a slider."""
        key = (find, *given)
        if key not in self._kept:
            if len(self._kept) >= _KEPT_FINDINGS:
                self._kept.clear()
            self._kept[key] = find(self.draws, *given)
        return self._kept[key]


_kept_luck = lru_cache(maxsize=4)(_Luck)


def _luck_of(orders: int, seed: int) -> _Luck:
    """The luck, kept for the next call when it is small, as under a slider."""
    return _kept_luck(orders, seed) if orders <= _LUCK_ROWS else _Luck(orders, seed)


def luck(orders: int, seed: int) -> dict[str, Any]:
    """:func:`random_draws`, kept for the next call when it is small, as under a slider."""
    return _luck_of(orders, seed).draws


def waiting_time(mean: float, u: Any, least: str = "wait_least") -> Any:
    """A waiting time with that mean: at least a part of it, and a tail of slow ones.

    The share of the mean that even the fastest take is the assumption called *least*.

    The tail is a polynomial with mean 1 that looks like an exponential one.  Only sums and products
    are used, because these are the same to the last bit on every machine and logarithms are not:
    the sample files are made again byte for byte.
    """
    import numpy as np

    f = np.float32
    third = u * u * u
    sixth = third * third
    tail = (
        f(assumed("wait_tail_even")) * u
        + f(assumed("wait_tail_slow")) * third
        + f(assumed("wait_tail_slowest")) * sixth * sixth
    )
    shape = assumed(least)
    return f(mean) * (f(shape) + f(1 - shape) * tail)


@cache
def _rule_days() -> tuple[int, int, int]:
    """Days to answer a dispute, until the platform steps in, and to review: rules, not assumptions."""
    dispute, feedback = rulebook.table("dispute"), rulebook.table("feedback")
    answer, step_in = dispute["seller_response_days"], dispute["platform_steps_in_days"]
    return int(answer), int(step_in), int(feedback["review_window_days"])


def core(store: Store, u: Mapping[str, Any]) -> dict[str, Any]:
    """What happens to each order: days after payment (NaN = never), flags, and stars (0 = none).

    A pure function of the levers and the luck, vectorised, without dates and names.  Orders are
    independent of one another, so they are worked through in blocks that fit the cache.
    """
    orders = len(u["stock"])
    if orders <= _BLOCK:
        return _block(store, u)
    starts = range(0, orders, _BLOCK)
    blocks = ({name: values[at : at + _BLOCK] for name, values in u.items()} for at in starts)
    return _joined(orders, zip(starts, (_block(store, block) for block in blocks), strict=True))


def core_draw(store: Store, orders: int, seed: int) -> dict[str, Any]:
    """``core(store, random_draws(orders, seed))`` without keeping the luck: block by block."""
    parts = (
        (start, _block(store, dict(zip(_DRAWS, block, strict=True)))) for start, block in _luck_blocks(orders, seed)
    )
    return _joined(orders, parts)


def _joined(orders: int, parts: Iterable[tuple[int, dict[str, Any]]]) -> dict[str, Any]:
    import numpy as np

    found: dict[str, Any] = {}
    for start, part in parts:
        for name, values in part.items():
            if name not in found:
                found[name] = np.empty(orders, dtype=values.dtype)
            found[name][start : start + len(values)] = values
    return found


_BLOCK = 32_768


def _block(store: Store, u: Mapping[str, Any]) -> dict[str, Any]:
    import numpy as np

    f = np.float32
    nan = f(np.nan)
    orders = len(u["stock"])

    def at(flag: Any, days: Any) -> Any:
        return np.where(flag, days, nan)

    def spread(rows: Any, values: Any) -> Any:
        whole = np.full(orders, nan, dtype=f)
        whole[rows] = values
        return whole

    def rated(stars: Any) -> Any:
        whole = np.zeros(orders, dtype=np.int8)  # 0: no review
        whole[r] = stars
        return whole

    # Shipping.  A deal is not sold when stock is out; a late shipment misses the deadline.
    stockout = u["stock"] < f(store.stockout_rate)
    buyer_cancels = ~stockout & (u["cancel"] < f(store.buyer_cancel_rate))
    seller_cancels = stockout & (u["cancel_how"] < f(assumed("cancel_when_out_of_stock")))
    shipped = ~(stockout | buyer_cancels)
    ship = waiting_time(store.handling_days, u["handling"])
    scan = ship + waiting_time(store.scan_delay_days, u["scan"])
    lost = u["loss"] < f(store.parcel_loss_rate)
    arrive = scan + waiting_time(store.transit_days, u["transit"], "transit_least")
    arrived = shipped & ~lost
    cancelled = (seller_cancels | buyer_cancels).nonzero()[0]
    cancel = (
        u["cancel_at"][cancelled]
        * f(assumed("cancel_before"))
        * np.where(
            seller_cancels[cancelled],
            f(store.promised_days),
            np.minimum(ship[cancelled], f(assumed("buyer_cancels_days"))),
        )
    )

    # Disputes.  Not received: lost, or the buyer's patience runs out before the parcel comes.
    patience = f(assumed("nr_patience_days")) + f(assumed("nr_patience_spread_days")) * (f(2) * u["patience"] - f(1))
    careless, poor = f(1 - store.description_accuracy), f(1 - store.product_quality)
    reach = (
        careless * f(assumed("snad_from_description"))
        + poor * f(assumed("snad_from_quality"))
        + f(max(store.price_position - 1, 0)) * f(assumed("snad_from_price"))
    )
    never_came = lost & (u["nr"] < f(assumed("nr_if_lost")))
    not_received = shipped & (never_came | (arrive > patience))
    disputed = not_received | (arrived & (u["snad"] < reach))
    rows = disputed.nonzero()[0]
    d = _disputes(
        store, {name: u[name][rows] for name in _DISPUTE_DRAWS}, not_received[rows], patience[rows], arrive[rows]
    )

    # Receipt and review.  Reviewing does not depend on the levers, so that a worse store cannot
    # look better because different buyers speak.
    receives = shipped & ~disputed
    receives[rows] = d["withdrawn"]
    after = np.where(lost, patience, arrive)
    came = d["withdrawn"] & arrived[rows]
    after[rows] = np.where(came, np.maximum(d["closed"], arrive[rows]), d["closed"])
    confirmed = receives & arrived & (u["receipt"] < f(assumed("confirms_receipt")))
    wait = np.full(orders, f(assumed("receipt_timeout_days")), dtype=f)
    signed = confirmed.nonzero()[0]
    wait[signed] = f(assumed("confirms_after_days")) + f(assumed("confirms_spread_days")) * u["receipt_at"][signed]
    receipt = after + wait
    ended = np.where(receives, receipt, after)
    reviewed = shipped & (u["review"] < f(store.review_rate))
    timed_out = _flags(orders, rows, d["timed_out"])
    r = reviewed.nonzero()[0]
    silent = (shipped & ~reviewed).nonzero()[0]
    late = _lateness(lost[r], arrive[r])
    written = ended[r] + f(assumed("review_after_days")) + f(assumed("review_spread_days")) * u["review_at"][r]
    moods = {name: u[name][r] for name in _RATING_DRAWS}
    ratings = _ratings(store, moods, late, disputed[r].astype(f), timed_out[r].astype(f))

    return {
        "seller_cancels": seller_cancels,
        "shipped": at(shipped, ship),
        "first_scan": at(arrived, scan),
        "delivered": at(arrived, arrive),
        "cancelled": spread(cancelled, cancel),
        "receipt": at(receives, receipt),
        "confirmed": confirmed,
        "not_received": not_received,
        # a notice of the platform excuses some parcels to a country, whatever the store does
        "exempt": u["country"] < f(assumed("exempt_by_notice")),
        "dispute_opened": spread(rows, d["opened"]),
        "dispute_changed": spread(rows, d["changed"]),
        "seller_responded": spread(rows, d["responded"]),
        "dispute_closed": spread(rows, d["closed"]),
        "dispute_end": _ends(orders, rows, d),
        "arbitration_opened": spread(rows, d["escalated"]),
        "seller_liable": _flags(orders, rows, d["liable"]),
        "review": spread(r, written),
        "review_timeout": spread(silent, ended[silent] + f(_rule_days()[2])),
        **{name: rated(given) for name, given in ratings.items()},
    }


def _lateness(lost: Any, arrive: Any) -> Any:
    """How late a parcel feels, 0 (in time) to the most."""
    import numpy as np

    f = np.float32
    most = f(assumed("late_most"))
    behind = (arrive - f(assumed("late_from_days"))) / f(assumed("late_scale_days"))
    return np.where(lost, most, np.clip(behind, f(0), most))


_RATING_DRAWS = ("mood", "mood_description", "mood_communication", "mood_logistics")


def _ratings(store: Store, u: Mapping[str, Any], late: Any, fought: Any, ignored: Any) -> dict[str, Any]:
    """What the reviewing buyers give: *late* 0 to 2, *fought* a dispute, *ignored* in it."""
    import numpy as np

    f = np.float32
    careless, poor = f(1 - store.description_accuracy), f(1 - store.product_quality)
    reply_slow = f(min(store.reply_hours / assumed("reply_scale_hours"), assumed("reply_most")))
    stubborn = f(1 - store.settle_generosity)
    about_order = (
        careless * f(assumed("stars_from_description"))
        + poor * f(assumed("stars_from_quality"))
        + reply_slow * f(assumed("stars_from_reply"))
        + f((store.price_position - assumed("price_of_a_bargain")) * assumed("stars_from_price"))
        + late * f(assumed("stars_from_delay"))
        + fought * f(assumed("stars_from_dispute"))
    )
    about_goods = (
        f(assumed("description_from_description")) * careless
        + f(assumed("description_from_quality")) * poor
        + fought * f(assumed("description_from_dispute"))
    )
    about_service = (
        f(assumed("communication_from_reply")) * reply_slow
        + fought * (f(assumed("communication_from_dispute")) + f(assumed("communication_from_stubborn")) * stubborn)
        + ignored * f(assumed("communication_from_silence"))
    )
    about_post = f(assumed("logistics_usual")) + f(assumed("logistics_from_delay")) * late
    return {
        "stars": _stars(about_order, u["mood"]),
        "dsr_description": _stars(about_goods, u["mood_description"]),
        "dsr_communication": _stars(about_service, u["mood_communication"]),
        "dsr_logistics": _stars(about_post, u["mood_logistics"]),
    }


_DISPUTE_DRAWS = ("dispute_at", "change", "answer", "answer_at", "withdraw", "escalate", "liable", "close_at")


def _disputes(store: Store, u: Mapping[str, Any], not_received: Any, patience: Any, arrive: Any) -> dict[str, Any]:
    """How the disputed orders go on: answered or not, withdrawn, settled or ruled."""
    import numpy as np

    f = np.float32
    nan = f(np.nan)
    answer_days, step_in_days, _ = _rule_days()
    opened = np.where(
        not_received,
        patience,
        arrive + f(assumed("snad_after_days")) + f(assumed("snad_spread_days")) * u["dispute_at"],
    )
    answered = u["answer"] < f(store.dispute_answer_rate)
    stubborn = f(1 - store.settle_generosity)
    most = assumed("slow_reply_most_days")
    annoyed = f(min(store.reply_hours / 24, most) / most)
    escalate = stubborn * stubborn * f(assumed("arbitration_if_stubborn")) + annoyed * f(
        assumed("arbitration_from_slow_reply")
    )
    arbitrated = answered & (u["escalate"] < escalate)
    calm = answered & ~arbitrated
    reply = np.minimum(waiting_time(store.reply_hours / 24, u["answer_at"]), f(assumed("answer_latest_days")))
    escalated = opened + f(answer_days) + f(step_in_days - answer_days) * u["close_at"]
    ruled = escalated + f(assumed("ruling_after_days")) + f(assumed("ruling_spread_days")) * u["liable"]
    settled = opened + reply + f(assumed("settled_after_days")) + f(assumed("settled_spread_days")) * u["close_at"]
    liable = np.where(not_received, f(assumed("liable_if_nr")), f(assumed("liable_if_snad")))
    return {
        "opened": opened,
        "changed": np.where(
            u["change"] < f(assumed("dispute_changed")), opened + f(assumed("dispute_changed_after_days")), nan
        ),
        "responded": np.where(answered, opened + reply, nan),
        "timed_out": ~answered,
        "arbitrated": arbitrated,
        "withdrawn": calm & (u["withdraw"] < f(assumed("withdraw_after_answer"))),
        "escalated": np.where(arbitrated, escalated, nan),
        "closed": np.where(~answered, opened + f(answer_days), np.where(arbitrated, ruled, settled)),
        "liable": arbitrated & (u["liable"] < liable),
    }


def _ends(orders: int, rows: Any, d: Mapping[str, Any]) -> Any:
    """How each dispute ended, as a position in :data:`DISPUTE_ENDS`; -1 without a dispute."""
    import numpy as np

    ends = np.full(orders, -1, dtype=np.int8)
    ends[rows] = np.where(d["timed_out"], 2, np.where(d["arbitrated"], 3, np.where(d["withdrawn"], 0, 1)))
    return ends


def _flags(orders: int, rows: Any, values: Any) -> Any:
    import numpy as np

    whole = np.zeros(orders, dtype=bool)
    whole[rows] = values
    return whole


def _stars(down: Any, mood: Any) -> Any:
    """1 to 5 stars: what went wrong moves the thresholds that a buyer's mood is compared with.

    At ``down = 0`` about 97 % give 5 stars; each point of ``down`` moves every threshold up.
    """
    import numpy as np

    f = np.float32

    def share(below: str) -> Any:
        return np.minimum(f(assumed(below)) + f(assumed(f"{below}_more")) * down, f(assumed(f"{below}_most")))

    base = share("below_5")
    stars = np.full(len(mood), 5, dtype=np.int8)
    stars -= mood < base
    for below in ("below_4", "below_3", "below_2"):
        stars -= mood < base * share(below)
    return stars


# -- the order table ----------------------------------------------------------------------------

MOST_ORDERS = 50_000_000  # what the largest computers hold
DEFAULT_UNTIL = "2015-09-30"
_COUNTRIES = ("RU", "BR", "US", "ES", "FR", "IL", "PL", "UA", "NL", "CL")


@guarded
def simulate(
    store: Store | None = None,
    *,
    orders: int = 1000,
    seed: int = 1,
    until: Moment = DEFAULT_UNTIL,
    category: str = "other",
    store_id: str = "store-1",
) -> pd.DataFrame:
    """Exactly *orders* synthetic orders of a store, paid evenly up to the day *until*.

    Args:
        store: the levers; default :class:`Store`, a middling shop.
        orders: how many; they reach back ``orders / store.orders_per_day`` days.
        seed: of the luck.  Equal arguments give equal frames; with equal *orders* and *seed* two
            stores share the same luck, order by order.
        until: the last day of payment.  Later events of these orders (delivery, reviews) follow
            after it.
        category: the category group of every order.
        store_id: the store's id.

    Returns:
        An order table; see :mod:`aecourse.orders`.  Synthetic: no figure in it is the platform's.

    Raises:
        CourseError: a lever, the number of orders or the category is wrong.
    """
    return draw(store, orders=orders, seed=seed, until=until, category=category, store_id=store_id).table


@guarded
def draw(
    store: Store | None = None,
    *,
    orders: int = 1000,
    seed: int = 1,
    until: Moment = DEFAULT_UNTIL,
    category: str = "other",
    store_id: str = "store-1",
) -> DrawnOrders:
    """The orders of :func:`simulate` column by column, for whoever needs no table: a slider's step is quicker."""
    orders, seed = whole("orders", orders, MOST_ORDERS), whole("seed", seed)
    require_known(Phrase("category", "类目"), category, CATEGORIES)
    return DrawnOrders(Store() if store is None else store, orders, seed, as_date(until), category, store_id)


_MOMENTS = {
    "shipped_at": "shipped",
    "first_scan_at": "first_scan",
    "delivered_at": "delivered",
    "receipt_at": "receipt",
    "cancelled_at": "cancelled",
    "dispute_opened_at": "dispute_opened",
    "dispute_changed_at": "dispute_changed",
    "seller_responded_at": "seller_responded",
    "dispute_closed_at": "dispute_closed",
    "arbitration_opened_at": "arbitration_opened",
    "review_at": "review",
    "review_timeout_at": "review_timeout",
}
"""Column of times -> what happens then, as :func:`core` calls it."""
_CHOICES = {
    "receipt": ("receipt", "confirmed"),
    "cancel_reason": ("cancelled", "seller_cancels"),
    "dispute_reason": ("dispute_opened", "not_received"),
    "arbitration_liable": ("arbitration_opened", "seller_liable"),
}
"""Column of two words -> what must have happened, and the flag of the first word."""


_RATINGS = ("stars", "dsr_description", "dsr_communication", "dsr_logistics")


class DrawnOrders(ColumnarOrders):
    """The orders of a store as they are drawn; a column is made when it is asked for."""

    def __init__(self, store: Store, orders: int, seed: int, until: date, category: str, store_id: str) -> None:
        import numpy as np

        self._orders, self._category, self._store = orders, category, store
        self._luck = _luck_of(orders, seed)
        u = self._luck.draws
        self._happened = core(store, u)
        end = np.datetime64(datetime.combine(until + DAY, time()), "s")
        # order k of n is paid in its own slot, so that the pace is even and the luck stays the order's
        slot = (np.arange(orders, 0, -1) - u["gap"]) / store.orders_per_day
        paid = end - (slot * 86_400).astype("timedelta64[s]") - np.timedelta64(1, "s")
        self.paid_at = paid.astype("datetime64[us]")
        self._texts: dict[str, _Texts] = {
            **self._luck.once(_names, store_id, int(assumed("products"))),
            "buyer_id": self._luck.once(_buyers, round(store.repeat_rate, 6), int(assumed("repeat_reach"))),
        }

    def __len__(self) -> int:
        return self._orders

    @cached_property
    def table(self) -> pd.DataFrame:
        """The orders as a pandas table."""
        import pandas as pd

        # nobody else holds these columns
        return pd.DataFrame({column.name: self.array(column.name) for column in COLUMNS}, copy=False)

    def array(self, name: str) -> Any:
        """A column as pandas holds it."""
        return self._texts[name].array.copy() if name in self._texts else super().array(name)

    def codes(self, name: str, rows: Any = None) -> Any:
        """A number for each different text of a column, or of some *rows* of it."""
        if name not in self._texts:
            return super().codes(name, rows)
        numbers = self._texts[name].numbers
        return numbers if rows is None else numbers[rows]

    def present(self, name: str) -> Any:
        """Which orders have a value in a column: of what happens it is known without the moments."""
        import numpy as np

        return ~np.isnan(self._happened[_MOMENTS[name]]) if name in _MOMENTS else super().present(name)

    def column(self, name: str) -> Values | None:
        """A column of the register; None for an optional one."""
        happened = self._happened
        if name in self._texts:
            return self._everywhere(self._texts[name].words)
        if name in _MOMENTS:
            return self._when(happened[_MOMENTS[name]])
        if name in _CHOICES:
            return self._first_of_two(name)
        if name in _RATINGS:
            return self._rated(happened[name])
        made: Mapping[str, Callable[[], Values]] = {
            "category": self._of_one_category,
            "amount_usd": self._amounts,
            "paid_at": lambda: self._everywhere(self.paid_at),
            "ship_by": self._deadlines,
            "dispute_end": lambda: Values(happened[name], happened[name] >= 0, DISPUTE_ENDS),
            "arbitration_closed_at": self._rulings,
            "exempt": lambda: self._everywhere(happened[name]),
        }
        return made[name]() if name in made else None

    def _of_one_category(self) -> Values:
        import numpy as np

        return self._everywhere(np.full(len(self), CATEGORIES.index(self._category), dtype="int8"), CATEGORIES)

    def _amounts(self) -> Values:
        import numpy as np

        market = self._luck.once(_prices, assumed("price_middle"), assumed("price_spread"))
        price = np.clip(market * self._store.price_position, assumed("price_least"), assumed("price_most"))
        return self._everywhere(np.round(price, 2))

    def _deadlines(self) -> Values:
        import numpy as np

        promised = np.timedelta64(int(self._store.promised_days * 86_400), "s")
        return self._everywhere(self.paid_at + promised)

    def _rulings(self) -> Values:
        import numpy as np

        ruled = ~np.isnan(self._happened["arbitration_opened"])
        return self._when(np.where(ruled, self._happened["dispute_closed"], np.float32(np.nan)))

    def _first_of_two(self, name: str) -> Values:
        import numpy as np

        event, first = (self._happened[key] for key in _CHOICES[name])
        there = ~np.isnan(event)
        return Values(np.where(there, np.where(first, 0, 1), -1).astype("int8"), there, EVERY[name].choices)

    def _rated(self, stars: Any) -> Values:
        import numpy as np

        given = stars > 0  # 0: no review
        return Values(np.where(given, stars, np.nan), given)

    def _everywhere(self, values: Any, words: tuple[str, ...] | None = None) -> Values:
        import numpy as np

        return Values(values, np.ones(self._orders, dtype=bool), words)

    def _when(self, days: Any) -> Values:
        """Days after the payment as moments; NaN: never."""
        import numpy as np

        seconds = days * np.float32(86_400)
        missing = np.isnan(seconds)
        times = np.where(missing, 0, seconds).astype("int64")
        times *= 1_000_000
        times += self.paid_at.view("int64")
        found = times.view("datetime64[us]")
        np.copyto(found, np.datetime64("NaT"), where=missing)
        return Values(found, ~missing)


def _prices(u: Mapping[str, Any], middle: float, spread: float) -> Any:
    """Prices in US dollars at the market's price: the logarithm is bell-shaped (logistic).

    Here alone are logarithms: in cents their last bits do not show, on any machine.
    """
    import numpy as np

    v = np.clip(u["amount"].astype("float64"), 1e-6, 1 - 1e-6)
    bell = np.log(v / (1 - v)) * (np.sqrt(3) / np.pi)
    return np.exp(middle + spread * np.sqrt(2) * bell)


class _Texts:
    """A column of texts that say a number each; they are written when they are asked for."""

    def __init__(self, numbers: Any, text: Callable[[int], str]) -> None:
        self.numbers, self._text = numbers, text

    @cached_property
    def words(self) -> Any:
        import numpy as np

        unique, inverse = np.unique(self.numbers, return_inverse=True)
        return np.array([self._text(number) for number in unique.tolist()], dtype=object)[inverse]

    @cached_property
    def array(self) -> Any:
        """The same as pandas holds them."""
        return text_array(self.words)


def _names(u: Mapping[str, Any], store_id: str, products: int) -> dict[str, _Texts]:
    """Ids of orders, store and products, and countries."""
    import numpy as np

    orders, letter = len(u["product"]), store_id[:1].upper()
    product = 1 + np.floor(products * u["product"] * u["product"]).astype("int64")
    return {
        "order_id": _Texts(np.arange(1, orders + 1), lambda number: f"{letter}-{number:06d}"),
        "store_id": _Texts(np.zeros(orders, dtype=np.intp), lambda _: store_id),
        "product_id": _Texts(product, lambda number: f"{letter}-P{number:02d}"),
        "destination": _Texts((u["country"] * u["country"] * 10).astype("int64"), _COUNTRIES.__getitem__),
    }


def _buyers(u: Mapping[str, Any], repeat_rate: float, reach: int) -> _Texts:
    """Ids of buyers: a returning one is the buyer of one of the orders just before."""
    import numpy as np

    number = np.arange(1, len(u["repeat"]) + 1)
    returning = (u["repeat"] < repeat_rate) & (number > 1)
    back = 1 + (u["repeat_of"] * np.minimum(number - 1, reach)).astype("int64")
    return _Texts(np.where(returning, np.maximum(number - back, 1), number), lambda buyer: f"B-{buyer:06d}")


__all__ = [
    "ASSUMPTIONS",
    "DEFAULT_UNTIL",
    "LEVERS",
    "Assumption",
    "DrawnOrders",
    "Store",
    "core",
    "core_draw",
    "draw",
    "lever",
    "luck",
    "random_draws",
    "simulate",
]
