"""Values of rules: made unchangeable, and checked against their unit."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from ..base.errors import CourseError, brief
from ..base.language import Phrase
from ..base.quantities import is_whole, within
from ..base.vocabulary import CATEGORIES, WEEKDAYS
from .vocabulary import CHOICES, MODES


class Fixed(Mapping[str, Any]):
    """A mapping that nobody can change: equal to a dict of the same items, and hashable."""

    __slots__ = ("_hash", "_items")

    def __init__(self, items: Mapping[str, Any]) -> None:
        self._items = dict(items)
        self._hash: int | None = None  # of all rules of a regime, once it is asked for

    def __getitem__(self, key: Any) -> Any:
        if not isinstance(key, str):
            raise KeyError(key)
        return self._items[key]

    # asked for each parameter of each store that is judged: a dict's own are quicker than Mapping's
    def __contains__(self, key: object) -> bool:
        return key in self._items

    def get(self, key: Any, default: Any = None) -> Any:
        """The value of *key*, or *default*."""
        return self._items.get(key, default) if isinstance(key, str) else default

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash(frozenset(self._items.items()))
        return self._hash

    def __reduce__(self) -> tuple[Any, ...]:
        return Fixed, (self._items,)  # the hash of a word is another one in each process

    def __repr__(self) -> str:
        return repr(self._items)


def to_date(day: date | str) -> date:
    """*day* as a date; :class:`CourseError` if it is none."""
    if isinstance(day, datetime) and isinstance(day.year, int):  # pandas' NaT has none
        return day.date()
    if isinstance(day, date) and not isinstance(day, datetime):
        return day
    try:
        return date.fromisoformat(day)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        said = brief(day)
        raise CourseError(
            f"{said} is not a date such as '2015-09-30'.", f"{said} 不是日期，应写成 '2015-09-30'。"
        ) from None


def fixed(value: Any) -> Any:
    """*value* with every list a tuple and every mapping a :class:`Fixed`, all the way down."""
    if isinstance(value, Mapping):
        return Fixed({str(key): fixed(item) for key, item in value.items()})
    if isinstance(value, (list, tuple)):
        return tuple(fixed(item) for item in value)
    return value


def leaves(value: Any) -> Iterator[Any]:
    """The single values inside *value*, however it is nested."""
    if isinstance(value, Mapping):
        for item in value.values():
            yield from leaves(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from leaves(item)
    else:
        yield value


def is_silent_null(value: Any) -> bool:
    """Whether *value* is a hidden way to say nothing: empty, not a number, or a word for none."""
    if isinstance(value, (Mapping, list, tuple)):
        return len(value) == 0 or any(map(is_silent_null, leaves(value)))
    if isinstance(value, float):
        return not math.isfinite(value)
    if isinstance(value, str):
        return value.strip().lower() in {"", "null", "none", "nan", "n/a", "na", "?", "-", "unknown"}
    return value is None


def misfit(value: Any, unit: str) -> Phrase | None:
    """Why *value* cannot be in *unit*, or ``None`` if it can; nested values are checked one by one."""
    if is_silent_null(value):
        return Phrase(
            "the value says nothing; write `unknown = true` where the public does not know it",
            "数值为空；公开资料没有的数值，请写 `unknown = true`",
        )
    fits, expected = _FORMS[unit]
    for leaf in leaves(value):
        if not fits(leaf):
            if unit == "share" and _is_number(leaf) and 1 < leaf <= 100:
                expected = Phrase(
                    f"{expected.en}; did you mean {leaf / 100:g}?", f"{expected.zh}；是不是想写 {leaf / 100:g}？"
                )
            return Phrase(f"{leaf!r} is not {expected.en}", f"{leaf!r} 不符合要求，应为{expected.zh}")
    return None


def _is_number(value: Any) -> bool:
    return within(value, -sys.float_info.max, sys.float_info.max)


def _is_day(value: Any) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_time(value: Any) -> bool:
    try:
        return isinstance(value, str) and time.fromisoformat(value).tzinfo is None
    except ValueError:
        return False


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and " " not in value


_AMOUNT = (lambda v: _is_number(v) and v >= 0, Phrase("an amount of 0 or more", "不小于 0 的数额"))
_COUNT = (lambda v: is_whole(v) and v >= 0, Phrase("a whole number, 0 or more", "不小于 0 的整数"))
_SPAN = (lambda v: _is_number(v) and v > 0, Phrase("a length of time above 0", "大于 0 的时长"))

_FORMS: Mapping[str, tuple[Callable[[Any], bool], Phrase]] = {
    "share": (lambda v: _is_number(v) and 0 <= v <= 1, Phrase("a share between 0 and 1", "0 到 1 之间的比例")),
    "stars": (lambda v: _is_number(v) and 1 <= v <= 5, Phrase("1 to 5 stars", "1 到 5 星")),
    "points": (_is_number, Phrase("a number of points", "分数")),
    "days": _SPAN,
    "working_days": _SPAN,
    "hours": _SPAN,
    "months": _SPAN,
    "usd": _AMOUNT,
    "rmb": _AMOUNT,
    "times": _AMOUNT,
    "metric_value": (lambda v: _is_number(v) and 0 <= v <= 5, Phrase("a share or a number of stars", "比例或星级")),
    "orders": _COUNT,
    "buyers": _COUNT,
    "cases": _COUNT,
    "stores": _COUNT,
    "items": _COUNT,
    "slots": _COUNT,
    "days_later": _COUNT,
    "day_of_month": (lambda v: is_whole(v) and 1 <= v <= 31, Phrase("a day from 1 to 31", "1 到 31 之间的日")),
    "month_of_year": (lambda v: is_whole(v) and 1 <= v <= 12, Phrase("a month from 1 to 12", "1 到 12 之间的月")),
    "date": (_is_day, Phrase("a date such as 2015-01-05", "日期，例如 2015-01-05")),
    "flag": (lambda v: isinstance(v, bool), Phrase("true or false", "true 或 false")),
    "choice": (lambda v: v in CHOICES, Phrase(f"one of {', '.join(CHOICES)}", f"以下之一：{'、'.join(CHOICES)}")),
    "list": (_is_word, Phrase("a word without blanks", "不含空格的标识")),
    "categories": (
        lambda v: v in CATEGORIES,
        Phrase(f"one of {', '.join(CATEGORIES)}", f"以下类目组之一：{'、'.join(CATEGORIES)}"),
    ),
    "weekdays": (lambda v: v in WEEKDAYS, Phrase(f"one of {', '.join(WEEKDAYS)}", f"以下之一：{'、'.join(WEEKDAYS)}")),
    "modes": (lambda v: v in MODES, Phrase(f"one of {', '.join(MODES)}", f"以下之一：{'、'.join(MODES)}")),
    "time_of_day": (_is_time, Phrase("a time of day such as 14:00", "时刻，例如 14:00")),
    "time_zone": (
        lambda v: _is_word(v) and "/" in v,
        Phrase("a time zone such as Asia/Shanghai", "时区，例如 Asia/Shanghai"),
    ),
}
"""What a single value in each unit must be."""
