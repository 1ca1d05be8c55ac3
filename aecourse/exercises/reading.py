"""What a learner typed, read as people write it: ``0.041``, ``4.1``, ``"4,1 %"``, ``"４.１％"``.

pandas and numpy objects are recognised by what they can do, so that this module loads neither.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from numbers import Real
from typing import Any

from ..base.errors import CourseError
from ..base.language import Phrase
from ..base.quantities import is_flag

_NUMBER = re.compile(r"(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(?P<unit>\D*)")
_FRACTION = re.compile(r"(?P<top>[+-]?\d+)/(?P<bottom>\d+)")
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?!\d)")
_PERCENT = {"%", "percent", "pct", "percentage", "个百分点"}


class NotThisKind(CourseError):
    """The answer cannot be read as the kind that the exercise asks for."""


def normalized(text: str) -> str:
    """*text* without differences that do not matter: width, case, spaces, dashes, quotes."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("\u2212", "-")
    return re.sub(r"[\s_'\"‘’“”]+", "", text)


def is_blank(answer: object) -> bool:
    """Has nothing been answered yet: the ``...`` of the lesson, or empty text?"""
    if isinstance(answer, str):
        return normalized(answer).strip("….。") == ""
    if isinstance(answer, list | tuple | set):
        return len(answer) > 0 and all(item is ... for item in answer)
    return answer is ... or answer is None


def single(answer: object) -> object:
    """The value inside a numpy scalar or a table, column or list of one; else *answer* itself."""
    if isinstance(answer, str | bytes | Mapping) or not (hasattr(answer, "__len__") or hasattr(answer, "item")):
        return answer
    box: Any = answer
    if getattr(box, "shape", None) == (1, 1):
        return box.to_numpy().item() if hasattr(box, "to_numpy") else box.item()
    if not hasattr(box, "columns"):
        size = getattr(box, "size", None)
        if hasattr(box, "item") and size == 1:
            inner: object = box.item()
            return inner
        if isinstance(box, list | tuple | set) and len(box) == 1:
            return single(next(iter(box)))
    return box


def number_in_answer(answer: object, *, share: bool = False) -> tuple[float, bool]:
    """*answer* as a number, and whether it was written as a percentage.

    ``share`` says that a comma is always a decimal comma and that only percent words may follow.
    Raises :class:`NotThisKind` for whatever is no number, with words that say what it is.
    """
    value = single(answer)
    if is_flag(value):
        raise NotThisKind(described(value))
    if isinstance(value, str):
        return _number_in(value, share)
    if isinstance(value, Real | Decimal):
        return _finite(float(value)), False
    raise NotThisKind(described(value))


def _number_in(text: str, share: bool) -> tuple[float, bool]:
    bare = normalized(text).replace("。", ".").replace("百分之", "")
    percent = "百分之" in normalized(text)
    if "," in bare:
        decimal_comma = "." not in bare and (share or not _GROUPED.match(bare))
        if "." in bare and bare.rindex(",") > bare.rindex("."):  # 1.234,5
            bare, decimal_comma = bare.replace(".", ""), True
        bare = bare.replace(",", "." if decimal_comma else "")
    if fraction := _FRACTION.fullmatch(bare):
        if int(fraction["bottom"]) == 0:
            raise NotThisKind(Phrase("That divides by 0.", "这里除以了 0。"))
        return float(Fraction(int(fraction["top"]), int(fraction["bottom"]))), percent
    found = _NUMBER.fullmatch(bare)
    if not found:
        raise NotThisKind(described(text))
    unit = found["unit"]
    if unit in _PERCENT or unit == "‰":
        return _finite(float(found["number"])) / (10 if unit == "‰" else 1), True
    if unit and (share or not unit.isalpha()):
        raise NotThisKind(described(text))
    return _finite(float(found["number"])), percent


def _finite(value: float) -> float:
    if math.isfinite(value):
        return value
    raise NotThisKind(
        Phrase(
            "That is “not a number”: somewhere a value is missing, or something was divided by 0.",
            "得到的不是一个数：可能有缺失值，或者除以了 0。",
        )
    )


def order_ids(answer: object) -> frozenset[str]:
    """The order ids in a table, column, list, set or text."""
    box: Any = answer
    if isinstance(box, str):
        items: Iterable[object] = [part for part in re.split(r"[\s,;，；、]+", box) if part]
    elif hasattr(box, "columns") and hasattr(box, "index"):
        if "order_id" in box.columns:
            items = box["order_id"].tolist()
        elif box.index.name == "order_id":
            items = box.index.tolist()
        else:
            raise NotThisKind(Phrase("That is a table without the column order_id.", "这张表里没有 order_id 这一列。"))
    elif str(getattr(box, "dtype", "")) in ("bool", "boolean"):
        raise NotThisKind(
            Phrase(
                "That is a column of True and False. Use it to pick rows: orders[mask].",
                "这是一列 True 和 False。请用它来选行：orders[mask]。",
            )
        )
    elif hasattr(box, "tolist"):
        inner = box.tolist()
        items = inner if isinstance(inner, list) else [inner]
    elif isinstance(box, list | tuple | set | frozenset | Mapping):
        items = list(box)
    else:
        raise NotThisKind(described(answer))
    ids = list(items)
    if not all(isinstance(item, str) for item in ids):
        raise NotThisKind(described(answer))
    return frozenset(unicodedata.normalize("NFKC", str(item)).strip().upper() for item in ids)


def table_in_answer(answer: object, key: str, columns: tuple[str, ...]) -> dict[object, dict[str, object]]:
    """A table as ``{key value: {column: value}}``; the key may be the index, a dict is two columns."""
    box: Any = answer
    if hasattr(box, "to_frame") and not hasattr(box, "columns"):
        box = box.to_frame(columns[0])
    if hasattr(box, "columns") and hasattr(box, "reset_index"):
        if key in box.index.names:
            box = box.reset_index()
        missing = [name for name in (key, *columns) if name not in box.columns]
        if missing:
            names = ", ".join(missing)
            raise NotThisKind(Phrase(f"The table lacks: {names}.", f"表里缺少：{names.replace(', ', '、')}。"))
        records = box[[key, *columns]].to_dict("records")
        return {row[key]: {name: row[name] for name in columns} for row in records}
    if isinstance(box, Mapping) and len(columns) == 1:
        return {name: {columns[0]: value} for name, value in box.items()}
    raise NotThisKind(described(answer))


def described(answer: object) -> Phrase:
    """One sentence that says what *answer* is."""
    box: Any = answer
    name = type(answer).__name__
    said = Phrase(f"That is an object of the type {name}.", f"这是一个 {name} 类型的对象。")
    if answer is None:
        said = Phrase("That is None: nothing at all.", "这是 None，也就是什么都没有。")
    elif is_flag(answer):
        said = Phrase("That is True or False.", "这是 True 或 False。")
    elif isinstance(answer, str):
        short = answer.strip() if len(answer.strip()) <= 30 else answer.strip()[:29] + "…"
        said = Phrase(f"That is the text “{short}”.", f"这是文字“{short}”。")
    elif isinstance(answer, Real):
        said = Phrase("That is a number.", "这是一个数。")
    elif hasattr(box, "columns") and hasattr(box, "shape"):
        many = box.shape[0]
        said = Phrase(f"That is a whole table of {many} rows.", f"这是一整张 {many} 行的表。")
    elif callable(answer) and not isinstance(answer, type):
        said = Phrase(
            "That is a function that was not called: are the brackets () missing?",
            "这是一个还没有调用的函数：是不是漏了括号 ()？",
        )
    elif isinstance(answer, list | tuple | set | frozenset) or hasattr(answer, "tolist"):
        many = getattr(box, "size", None) or len(box)
        said = Phrase(f"That is a list of {many} values.", f"这是一列值，共 {many} 个。")
    return said
