"""The levers of SmallNumbers: their names, bounds and stops."""

from __future__ import annotations

from typing import Any

from ...base.errors import CourseError, require_known
from ...base.language import Phrase
from ...base.quantities import within
from ...models.luck import MOST_ORDERS
from ..knobs import Knob

STEPS = (
    0,
    5,
    6,
    8,
    10,
    12,
    15,
    20,
    25,
    30,
    40,
    50,
    60,
    80,
    100,
    120,
    150,
    200,
    250,
    300,
    400,
    500,
    600,
    800,
    1000,
    1200,
    1500,
    2000,
    2500,
    3000,
    4000,
    5000,
)
RATINGS = tuple(sorted({*STEPS, 1, 2, 3, 4, 7, 9, 900}))
MOST_SEEDS = 2**31
_STARS = Phrase(" ★", " ★")
_PER_CENT = Phrase(" %", " %")


def _mean(name: str, en: str, zh: str) -> Knob:
    return Knob(name, Phrase(en, zh), 1.0, 5.0, 0.1, _STARS)


def _count(name: str, en: str, zh: str, stops: tuple[int, ...]) -> Knob:
    return Knob(name, Phrase(en, zh), 0, MOST_ORDERS, whole=True, stops=stops)


KNOBS: dict[str, Knob] = {
    knob.name: knob
    for knob in (
        Knob("share", Phrase("True bad-order share", "真实不良订单率"), 0.0, 0.2, 0.005, _PER_CENT, percent=True),
        _count("orders", "Orders", "订单数", STEPS),
        Knob("limit", Phrase("Limit (illustrative)", "合格线（示意）"), 0.005, 0.2, 0.005, _PER_CENT, percent=True),
        _mean("first_mean", "Shop A: mean of ratings", "店铺 A：平均星级"),
        _count("first_ratings", "Shop A: ratings", "店铺 A：评价数", RATINGS),
        _mean("second_mean", "Shop B: mean of ratings", "店铺 B：平均星级"),
        _count("second_ratings", "Shop B: ratings", "店铺 B：评价数", RATINGS),
    )
}
GROUPS = (
    (Phrase("The store", "店铺"), ("share", "orders", "limit")),
    (Phrase("The buyer's side", "买家的视角"), ("first_mean", "first_ratings", "second_mean", "second_ratings")),
)


def checked_levers(values: dict[str, Any]) -> dict[str, Any]:
    """*values* of levers by name, and of ``seed``, as they are meant.

    Raises:
        UnknownName: no such lever.
        CourseError: out of bounds.
    """
    known = [*KNOBS, "seed"]
    found = {}
    for name, value in values.items():
        require_known(Phrase("lever", "滑块"), name, known)
        knob = KNOBS.get(name)
        low, high = (0, MOST_SEEDS) if knob is None else (knob.low, knob.high)
        is_whole = knob is None or knob.whole
        if not within(value, low, high) or (is_whole and value != int(value)):
            whole = Phrase("a whole number ", "整数，且") if is_whole else Phrase("", "")
            raise CourseError(
                f"{name} must be {whole.en}between {low:g} and {high:g}, not {value!r}.",
                f"{name} 应为{whole.zh}在 {low:g} 到 {high:g} 之间，而不是 {value!r}。",
            )
        found[name] = int(value) if is_whole else float(value)
    return found
