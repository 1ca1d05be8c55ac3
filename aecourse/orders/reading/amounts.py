"""Amounts, stars, flags and order numbers as exports write them."""

from __future__ import annotations

import math
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from ...base.language import Phrase

BLANKS = frozenset(("", "-", "--", "—", "——", "–", "n/a", "na", "nan", "null", "none", "nil", "无", "\\n"))
PADDING = "\t\r\n \x00\xa0\u3000"
SHEET_ERRORS = frozenset(("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "########"))
LARGEST = 1e12  # in any currency; beyond, it is no price of an order


def is_empty(value: Any) -> bool:
    """Whether a cell holds nothing: no value, only spaces, or a dash."""
    if value is None:
        return True
    if isinstance(value, str):
        return not value or value.strip(PADDING).casefold() in BLANKS
    return isinstance(value, float) and math.isnan(value)


_SEVERAL = re.compile(r"\d\D*?[^\d.,\s'’]\D*\d")  # 12.50 - 15.00: a second number behind something else


def currency_of(text: str) -> str | None:
    """The currency that a text (a heading, a cell) names."""
    found = _sign_in(text)
    return found[0] if found else None


def shared_sign(text: str) -> str | None:
    """The sign by which a text names its currency, if several currencies are written with it, such as $."""
    found = _sign_in(text)
    return found[1] if found and found[1] in sign_users() else None


@cache
def sign_users() -> Mapping[str, frozenset[str]]:
    """Sign -> the currencies that are written with it, for signs of several."""
    return {sign: frozenset(codes) for sign, codes in _currencies()["shared"].items()}


def _sign_in(text: str) -> tuple[str, str] | None:
    """The currency that a text names, and by which sign."""
    known = _currencies()
    code = next((code for code in _CODE.findall(text) if code in known["codes"]), None)
    if code:
        return code, code
    folded = unicodedata.normalize("NFKC", text).casefold().replace(" $", "$")
    return next(((code, sign) for sign, code in _signs() if sign in folded and _apart(sign, folded)), None)


@cache
def _currencies() -> dict[str, Any]:
    data = tomllib.loads((Path(__file__).parent / "currencies.toml").read_text("utf-8"))
    return {**data, "codes": frozenset(data["codes"]), "whole": frozenset(data["whole"])}


@cache
def _signs() -> tuple[tuple[str, str], ...]:
    """Each sign with its currency, the longest first; one of several currencies stands for the first of them."""
    known = _currencies()
    signs = {sign: code for code, some in known["signs"].items() for sign in (code.casefold(), *some)}
    signs |= {sign: codes[0] for sign, codes in known["shared"].items()}
    return tuple(sorted(signs.items(), key=lambda one: -len(one[0])))


_CODE = re.compile(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])")
_LETTER = r"[^\W\d_]"


def _apart(sign: str, text: str) -> bool:
    """Whether a sign of letters stands as a word of its own; in Chinese words are not parted."""
    before = f"(?<!{_LETTER})" if sign[0].isalpha() and sign[0] < _CHINESE else ""
    behind = f"(?!{_LETTER})" if sign[-1].isalpha() and sign[-1] < _CHINESE else ""
    return not (before or behind) or re.search(before + re.escape(sign) + behind, text) is not None


_CHINESE = "\u2e80"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and the currency that stands beside it; ``why`` tells why there is no number.

    ``sign``: how the currency is written, where several currencies are written so.
    """

    value: float
    currency: str | None = None
    plain: bool = False
    why: Phrase | None = None
    sign: str | None = None


_NOT_A_NUMBER = Phrase("is not a number", "不是数字")
_NOT_FINITE = Phrase("is not a finite number", "不是有限的数")
_BELOW = Phrase("is below 0", "小于 0")
_TOO_MUCH = Phrase("is more than any order can cost", "超过任何订单可能的金额")


_LAST_PART = re.compile(r"([.,])(\d+)\D*$")


def decimal_comma(values: Iterable[Any], *, own: bool = False) -> bool:
    """Whether the comma parts the cents in a column of amounts, and the point thousands.

    *own*: in the course's own columns three digits behind a point are no sign of thousands.
    """
    commas = points = thousands = 0
    for value in values:
        if isinstance(value, str) and ("," in value or "." in value):
            found = _LAST_PART.search(value)
            if found is None:
                continue
            if value.count(found[1]) > 1:  # 1.250.000: what comes again parts thousands
                commas += found[1] == "."
                points += found[1] == ","
            elif len(found[2]) != 3 or ("," in value and "." in value):
                commas += found[1] == ","
                points += found[1] == "."
            else:
                thousands += found[1] == "."
    if not commas and not points:  # 120.000 and 85.500: nobody writes cents with three digits
        return thousands > 1 and not own
    return commas > points


_THREE_BEHIND = re.compile(r"\D*\d{1,3}[.,]\d{3}\D*")


def doubtful_cents(values: Iterable[Any]) -> str | None:
    """An amount such as 1.234 in a column that does not show whether its sign parts cents or thousands."""
    found: set[str] = set()
    for value in values:
        if isinstance(value, str) and ("," in value or "." in value):
            if _THREE_BEHIND.fullmatch(value) is None or currency_of(value) in _currencies()["whole"]:
                return None
            found.add(value)
    return min(found, default=None)


@lru_cache(maxsize=100_000)
def read_money(value: str, comma: bool) -> Amount | None:
    """One written amount; None for a formula or an error of a sheet, which is no value at all."""
    text = unicodedata.normalize("NFKC", value.replace("\x00", "")).strip().removeprefix("'")
    if text.upper() in SHEET_ERRORS or re.match(r"=[^\"]", text):
        return None
    text = re.sub(r'^="(.*)"$', r"\1", text)
    plain = re.fullmatch(r"\d+(\.\d+)?", text) is not None and text == value and not comma
    currency = None if plain else currency_of(text)
    negative = text.startswith("-") or "-" in text[:6] or (text.startswith("(") and text.endswith(")"))
    if re.search(r"[a-z]", text.casefold()) and re.fullmatch(
        r"[+-]?(inf(inity)?|nan|\d+(\.\d+)?e[+-]?\d+)", text.casefold()
    ):
        return amount_within_reason(float(text), None, plain=False)
    if _SEVERAL.search(text):
        return Amount(math.nan, why=_NOT_A_NUMBER)
    digits = re.sub(r"[^\d.,]", "", text).strip(".,")
    letters = re.sub(r"[\d.,\s'()+-]", "", text).casefold()
    if not digits or (letters and currency is None) or len(letters) > 6:
        return Amount(math.nan, why=_NOT_A_NUMBER)
    sign = shared_sign(text) if currency else None
    if sign and letters != sign:  # $U: the dollar of another country
        currency, sign = letters.upper(), None
    whole = currency in _currencies()["whole"] and re.fullmatch(r"\d{1,3}([.,]\d{3})+", digits) is not None
    number = float(re.sub(r"[.,]", "", digits) if whole else _pointed(digits, comma))
    return replace(amount_within_reason(-number if negative else number, currency, plain=plain), sign=sign)


def _pointed(digits: str, comma: bool) -> str:
    """*digits* with a point before the cents and no other sign."""
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return digits
    sign, after = digits[last], len(digits) - last - 1
    both = "." in digits and "," in digits
    several = digits.count(sign) > 1
    parts_cents = both or (not several and (after != 3 or (sign == ",") == comma))
    if several and not both:
        parts_cents = False
    whole, cents = (digits[:last], digits[last + 1 :]) if parts_cents else (digits, "")
    return re.sub(r"[.,]", "", whole) + (f".{cents}" if cents else "")


def amount_within_reason(value: float, currency: str | None, *, plain: bool) -> Amount:
    """An amount, or why it cannot be one."""
    if not math.isfinite(value):
        return Amount(value, currency, why=_NOT_FINITE)
    if value < 0:
        return Amount(value, currency, why=_BELOW)
    if value > LARGEST:
        return Amount(value, currency, why=_TOO_MUCH)
    return Amount(value, currency, plain)


def read_amount(value: Any, comma: bool) -> Amount | None:
    """One cell of an amount column, whatever type the file gave it."""
    if isinstance(value, str):
        return read_money(value, comma)
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return amount_within_reason(float(value), None, plain=True)
    return Amount(math.nan, why=_NOT_A_NUMBER)


# -- stars, flags, choices -----------------------------------------------------------------------

_WORDS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}


def read_stars(value: Any) -> int | None:
    """1 to 5 stars, written as 5, 5.0, 5/5, 五星, 5星, ★★★★★; None if it is none of these."""
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        number = float(value)
    else:
        text = unicodedata.normalize("NFKC", str(value)).strip().casefold().removeprefix("'")
        if text and set(text) <= {"★", "☆", "⭐"}:
            number = float(text.count("★") + text.count("⭐"))
        else:
            text = re.sub(
                r"[\s-]*(stars?|颗?星级?|分|/\s*5(\.0)?|out of 5( stars?)?|зв[её]зд\w*|estrel+as?|sterne?|étoiles?|stelle?|gwiazd\w*)$",
                "",
                text,
            )
            try:
                number = float(_WORDS.get(text, text))
            except ValueError:
                return None
    return int(number) if number in (1, 2, 3, 4, 5) else None


_YES = frozenset(("√", "✓", "✔", "true", "1", "1.0", "yes", "y", "t", "是", "真", "да", "sim", "si", "sí"))
_NO = frozenset(("×", "✗", "✘", "false", "0", "0.0", "no", "n", "f", "否", "假", "нет", "não", "nao"))


def read_flag(value: Any) -> bool | None:
    """Yes or no; None if it is neither."""
    word = str(value).strip().casefold()
    return True if word in _YES else False if word in _NO else None


# -- order numbers -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Name:
    """An order number (or another name) as text; ``why`` tells why it cannot be used."""

    text: str
    suspect: bool = False  # stored as a number of more digits than a spreadsheet keeps
    why: Phrase | None = None


_CUT = Phrase(
    "was cut by a spreadsheet (a power of ten instead of the digits): export the column as text",
    "被表格软件截成了科学计数法，数字已丢失：请把该列按文本重新导出",
)
_LONG = Phrase("is longer than any order number", "比任何订单号都长")


def read_name(value: Any, *, number: bool = False) -> Name:
    """A cell as a name: digits stay digit for digit, without tabs, apostrophe or ``="…"``.

    *number*: it is an order number, of which a power of ten is no form.
    """
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return _number_name(value)
    text = value if isinstance(value, str) else str(value)
    if number and not text.isascii():
        text = "".join(unicodedata.normalize("NFKC", ch) if "\uff01" <= ch <= "\uff5e" else ch for ch in text)
    if not text.isalnum():
        text = re.sub("[\x00\u200b-\u200f\u2060\ufeff]", "", text).strip("\t\r\n \xa0\u3000")
        wrapped = re.fullmatch(r'="(.*)"', text)
        text = (wrapped[1] if wrapped else text.removeprefix("'")).strip()
        if number:
            if re.fullmatch(r"\d(\.\d+)?[eE]\+?\d+", text):
                return Name(text, why=_CUT)
            text = re.sub(r"^(\d+)\.0$", r"\1", text)
    if len(text) > 200:
        return Name(text[:40] + "…", why=_LONG)
    return Name(text)


def _number_name(value: float | Decimal) -> Name:
    """A number cell as a name: without “.0”, and suspect where a spreadsheet may have cut it."""
    if not math.isfinite(value):
        return Name("", why=_NOT_A_NUMBER)
    text = str(int(value)) if value == int(value) else str(value)
    return Name(text, suspect=not isinstance(value, int) and len(text.lstrip("-")) >= 16)


def to_usd(currency: str | None, usd_per: float | Mapping[str, float] | None) -> float | None:
    """How many US dollars one unit of *currency* is; None if nobody said."""
    if currency == "USD":
        return 1.0
    if isinstance(usd_per, Mapping):
        return usd_per.get(currency) if currency else None
    return usd_per
