"""The amounts of order lines, in their own currency and in US dollars."""

from __future__ import annotations

import math
from collections.abc import Mapping as Names
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from ...base.language import Phrase
from . import amounts
from .cells import Cells
from .lines import OPEN, Lines
from .mapping import places

NO_VALUE = Phrase(
    "a formula or an error of the sheet instead of a value: missing, not 0",
    "公式或表格错误提示，没有数值：按缺失处理，不当作 0",
)
_AMOUNT_FORM = Phrase("an amount written in another form", "金额换了写法")
_A_DASH = Phrase("no amount: missing, not 0", "没有金额：按缺失处理，不当作 0")


def columns(lines: Lines, name: str, there: Any, usd_per: float | Names[str, float] | None) -> dict[str, Any]:
    """The amount in its own currency and in US dollars.

    An amount in another currency is not ``amount_usd``: it is converted with a rate that was given,
    or stays in ``amount`` and ``currency``.
    """
    cells = lines.cells[name]
    comma = amounts.decimal_comma(cells.words[np.unique(cells.codes[there])], own=lines.mapping.own)
    if not lines.mapping.own and (one := amounts.doubtful_cents(cells.words[np.unique(cells.codes[there])])):
        read = amounts.read_money(one, comma)
        lines.notes.append(_THOUSANDS.format(file=lines.file, written=one, value=f"{read.value:g}" if read else ""))
    value, currency, signs = _read_money(lines, name, cells, there, comma)
    for parts, sign in ((lines.plus, 1), (lines.minus, -1)):
        for part in parts:
            more, *_ = _read_money(lines, name, part, part.present & there, comma, loud=False)
            value = np.round(value + sign * np.nan_to_num(more), _DIGITS)
    if name == "refunded":
        return {"refunded": value}
    written = np.array([word is not None and word != "" for word in cells.words], dtype=bool)
    dashes = np.flatnonzero(written[cells.codes] & ~there & (lines.status == OPEN))
    lines.repairs.add(
        lines.file, lines.number[dashes], name, [repr(c) for c in cells[dashes]], _A_DASH, [""] * len(dashes)
    )
    currency = _currencies(lines, name, there, currency, signs, usd_per)
    usd = np.full(len(cells), np.nan)
    for code in dict.fromkeys(currency[there]):
        rows = there & (currency == code if code is not None else pd.isna(currency))
        rate = amounts.to_usd(code, usd_per)
        if rate is None:
            continue
        usd[rows] = np.round(value[rows] * rate, 2)
        if code != "USD":
            at = np.flatnonzero(rows & ~np.isnan(value))
            lines.repairs.add(
                lines.file,
                lines.number[at],
                name,
                cells[at],
                Phrase(
                    f"converted at the rate given: 1 {code or 'unit'} = {rate} USD",
                    f"按给定汇率换算：1 {code or '单位'} = {rate} 美元",
                ),
                usd[at],
            )
    if lines.mapping.own and np.array_equal(usd[there], value[there], equal_nan=True):
        return {"amount_usd": usd}
    foreign = sorted({str(c) for c in currency[there] if c is not None and c != "USD"})
    missing = there & np.isnan(usd) & ~np.isnan(value)
    if missing.any():
        lines.notes.append(_no_rate(lines.file, foreign))
    return {"amount_usd": usd, "amount": value, "currency": currency}


def _currencies(
    lines: Lines, name: str, there: Any, currency: Any, signs: Any, usd_per: float | Names[str, float] | None
) -> Any:
    """Of each line the currency: by its cell, else by a column or the heading that names it, else the export's.

    A sign of several currencies in the cell stands for the one of them that is named beside it.
    """
    heading = lines.found.headings[places(lines.mapping, lines.found.headings)[name][0]]
    beside = np.full(len(currency), amounts.currency_of(heading), dtype=object)
    named = lines.cells.get("currency")
    if named is not None:
        own = [None if amounts.is_empty(w) else str(w).strip().upper() for w in named.words]
        meant = np.array([*(o and (amounts.currency_of(o) or o) for o in own), None], dtype=object)[named.codes]
        beside = np.where(pd.isna(meant), beside, meant)
    found = np.where(pd.isna(currency), beside, currency)
    found[pd.isna(found)] = lines.mapping.currency or None
    rates = usd_per if isinstance(usd_per, Names) else {}
    guessed = False
    users = amounts.sign_users()
    for sign in users.keys() & set(pd.unique(signs)):
        rows = there & (signs == sign)
        among = rows & np.isin(beside, list(users[sign]))
        found[among] = beside[among]
        if sign in rates:
            found[rows & ~among] = sign
        elif sign == "$" and lines.mapping.clock == "ask" and (rows & ~among).any():  # an export of many countries
            guessed = True
    if guessed:
        lines.notes.append(_DOLLARS.format(file=lines.file))
    return found


_THOUSANDS = Phrase(
    "{file}: no amount shows whether its comma or point parts cents or thousands; {written} was read as {value}",
    "{file}：没有一个金额能说明逗号或小数点分隔的是分还是千位；{written} 按 {value} 读取",
)
_DOLLARS = Phrase(
    "{file}: “$” was taken for US dollars, since nothing in the file names the currency. If they are the dollars or "
    "pesos of another country, give their worth with usd_per={{'$': …}}.",
    "{file}：文件没有写明币种，“$”按美元读取。如果是其他国家的元或比索，请用 usd_per={{'$': …}} 给出汇率。",
)
_DIGITS = 4  # of an amount that was added up: no currency has more, and 12.30 + 1.00 is 13.3


def _no_rate(file: str, foreign: Sequence[str]) -> Phrase:
    if not foreign:
        return Phrase(
            f"{file}: the file does not name the currency of its amounts; amount_usd stays empty. "
            "Give usd_per=… (US dollars for one unit; 1 if they are dollars).",
            f"{file}：文件没有写明金额的币种，amount_usd 留空。请用 usd_per=… 说明"
            "（一个单位等于多少美元；本来就是美元则写 1）。",
        )
    rates = "{" + ", ".join(f"{code!r}: …" for code in foreign) + "}"
    return Phrase(
        f"{file}: amounts in {', '.join(foreign)} are not US dollars; amount_usd stays empty for "
        f"them, and “amount” keeps them. Give the rate with usd_per={rates}.",
        f"{file}：{'、'.join(foreign)} 金额不是美元，amount_usd 留空，原值保留在 amount 列。"
        f"请用 usd_per={rates} 给出汇率。",
    )


def _read_money(
    lines: Lines, name: str, cells: Cells, there: Any, comma: bool, *, loud: bool = True
) -> tuple[Any, Any, Any]:
    """Of each line the number, the currency that the cell names, and the sign by which, if it is one of several."""
    value = np.full(len(cells), np.nan)
    currency = np.full(len(cells), None, dtype=object)
    signs = np.full(len(cells), None, dtype=object)
    rows = np.flatnonzero(there)
    codes = cells.codes[rows]
    read = [
        amounts.read_amount(word, comma) if filled else None
        for word, filled in zip(cells.words, cells.filled, strict=True)
    ]
    none = np.array([one is None for one in read], dtype=bool)[codes]
    wrong = np.array([one is not None and one.why is not None for one in read], dtype=bool)[codes]
    for i, code in zip(rows[wrong].tolist(), codes[wrong].tolist(), strict=True):
        why = read[code]
        if why is not None and why.why is not None:
            lines.reject(i, name, cells[i], why.why)
    good = ~(none | wrong)
    value[rows[good]] = np.array([math.nan if one is None else one.value for one in read])[codes[good]]
    currency[rows[good]] = np.array([None if one is None else one.currency for one in read], dtype=object)[codes[good]]
    signs[rows[good]] = np.array([None if one is None else one.sign for one in read], dtype=object)[codes[good]]
    plain = np.array([one is not None and one.plain for one in read], dtype=bool)[codes]
    changed, nothing = rows[good & ~plain], rows[none]
    if loud:
        lines.repairs.add(lines.file, lines.number[changed], name, cells[changed], _AMOUNT_FORM, value[changed])
        lines.repairs.add(lines.file, lines.number[nothing], name, cells[nothing], NO_VALUE, [""] * len(nothing))
    return value, currency, signs
