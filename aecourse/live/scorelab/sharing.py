"""A setting of ScoreLab as a short line of text that another learner can paste.

``A1~small-store~daily6~2018-09-30~1~b0.05~k7~15B``: version, store, rules, last day, seed (and
``n`` with the number of orders, where it was chosen), the levers that differ from that store's, and
three characters that tell a mistyped line.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from ... import rulebook
from ...base.errors import CourseError
from ...base.language import Phrase
from ...base.quantities import whole
from ...orders.calendar import as_date
from ...simulation.levers import LEVERS, Store
from ...simulation.stores import MAX_ORDERS, STORES

VERSION = "A1"
MOST_SEED = 2**31
OWN = "own"
# A letter belongs to its lever for good: a code written today must be read tomorrow.
LETTERS: Mapping[str, str] = {
    "orders_per_day": "a",
    "stockout_rate": "b",
    "handling_days": "c",
    "promised_days": "d",
    "scan_delay_days": "e",
    "transit_days": "f",
    "parcel_loss_rate": "g",
    "description_accuracy": "h",
    "product_quality": "i",
    "price_position": "j",
    "reply_hours": "k",
    "dispute_answer_rate": "l",
    "settle_generosity": "m",
    "review_rate": "o",
    "buyer_cancel_rate": "p",
    "repeat_rate": "q",
}
_NAMES = {letter: name for name, letter in LETTERS.items()}
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no letter that looks like a digit


@dataclass(frozen=True, slots=True)
class SharedSetting:
    """What a code holds.  ``name`` is one of the stores to choose from, or ``own``.

    ``orders`` is None where it follows from the store.
    """

    name: str
    regime: str
    as_of: date
    seed: int
    levers: Mapping[str, float] = field(default_factory=dict)
    orders: int | None = None

    @property
    def store(self) -> Store:
        """The store with its levers moved."""
        return replace(base(self.name), **self.levers)


def base(name: str) -> Store:
    """The store that a code's levers are told against: an own one against the middling shop."""
    return STORES[name][1] if name in STORES else Store()


def moved_from(name: str, store: Store) -> dict[str, float]:
    """The levers in which *store* differs from the one called *name*."""
    usual = base(name)
    both = {lever: (getattr(usual, lever), getattr(store, lever)) for lever in LETTERS}
    return {lever: now for lever, (was, now) in both.items() if now != was}


def encode(setting: SharedSetting) -> str:
    """The code of *setting*."""
    parts = [
        VERSION,
        setting.name,
        setting.regime,
        setting.as_of.isoformat(),
        str(setting.seed),
        *([] if setting.orders is None else [f"n{setting.orders}"]),
        *(f"{LETTERS[name]}{value:.10g}" for name, value in setting.levers.items()),
    ]
    body = "~".join(parts)
    return f"{body}~{_sum(body)}"


def decode(code: str) -> SharedSetting:
    """The setting of *code*.

    Raises:
        CourseError: the code is cut, mistyped, of another version, or names what does not exist;
            all that is wrong is named at once.
    """
    body, _, tail = "".join(str(code).split()).rpartition("~")
    version, *rest = body.split("~")
    if not version.startswith("A") or not version[1:].isdigit():
        raise CourseError(
            f"This is not a setting code: a code begins with {VERSION}~. Copy the whole line.",
            f"这不是设置码：设置码以 {VERSION}~ 开头。请复制整行。",
        )
    if version != VERSION:
        raise CourseError(
            f"This code is of another version ({version:.12}); this course reads {VERSION}. Ask for a new code.",
            f"这个设置码属于其他版本（{version:.12}），本课程只能读取 {VERSION}。请对方重新生成。",
        )
    if tail != _sum(body) or len(rest) < 4:
        raise CourseError(
            "This code is cut or mistyped: its last three characters do not fit. Copy the whole line.",
            "设置码不完整或有误：最后三位校验不符。请复制整行。",
        )
    return _parsed(rest)


def _parsed(parts: list[str]) -> SharedSetting:
    name, regime, day, seed, *more = parts
    faults: list[Phrase] = []
    if name != OWN and name not in STORES:
        faults.append(Phrase(f"there is no store {name!r}", f"没有名为 {name!r} 的店铺"))
    if regime not in {rules.id for rules in rulebook.regimes()}:
        faults.append(Phrase(f"there are no rules {regime!r}", f"没有名为 {regime!r} 的规则"))
    as_of = date.min
    try:
        as_of = as_date(day)
    except CourseError as error:
        faults.append(error.phrase)
    orders: int | None = None
    if more and more[0].startswith("n"):
        orders = _count("orders", more.pop(0)[1:], MAX_ORDERS, faults)
    levers: dict[str, float] = {}
    for part in more:
        lever = _NAMES.get(part[:1])
        value = _number(part[1:])
        if lever is None or value is None:
            faults.append(Phrase(f"{part!r} is not a lever", f"{part!r} 不是滑块"))
            continue
        fault = LEVERS[lever].fault(value)
        if fault is not None:
            faults.append(fault)
        levers[lever] = value
    number = _count("seed", seed, MOST_SEED, faults)
    if faults:
        raise CourseError(
            "This code cannot be used: " + "; ".join(fault.en for fault in faults) + ".",
            "设置码无法使用：" + "；".join(fault.zh for fault in faults) + "。",
        )
    return SharedSetting(name, regime, as_of, number or 0, levers, orders)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _count(name: str, text: str, most: int, faults: list[Phrase]) -> int | None:
    digits = text.isascii() and text.isdigit() and len(text) <= len(str(most))
    try:
        return whole(name, int(text) if digits else text, most)
    except CourseError as error:
        faults.append(error.phrase)
    return None


def _sum(body: str) -> str:
    """Three characters over *body*: enough to tell a slip of the hand."""
    number = zlib.crc32(body.encode())
    return "".join(_ALPHABET[(number >> shift) & 31] for shift in (0, 5, 10))
