"""Times as exports write them, brought to the platform's clock (US Pacific)."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import numpy as np
import pandas as pd

from ...base.errors import CourseError, brief
from ...base.language import Phrase
from ..register import PLATFORM_CLOCK

OFFSET = "offset"  # of a clock: every time of the export carries its own offset

_FIRST, _AHEAD = datetime(1995, 1, 1), timedelta(days=400)

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_HALF = {word.replace(".", ""): half for half in ("am", "pm", "noon") for word in _WORDS[half]}
_HALVES = "|".join(["[ap]\\.?m\\.?", *sorted(_HALF, key=len, reverse=True)])
_CLOCK = rf"(?:[ T]+(?:({_HALVES})\s*)?(\d{{1,2}}):(\d{{2}})(?::(\d{{2}})(\.\d+)?)?\s*({_HALVES})?)?"
_NAME = r"(?:de )?([^\W\d_]{3,10})\.?"
_YEAR_FIRST = re.compile(rf"(\d{{4}}|\d{{2}}(?=年))[-/.年](\d{{1,2}})[-/.月](\d{{1,2}})日?{_CLOCK}", re.IGNORECASE)
_YEAR_LAST = re.compile(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}|\d{{1,2}}),?{_CLOCK}", re.IGNORECASE)
_DAY_NAMED = re.compile(
    rf"(\d{{1,2}})[- .]+{_NAME}[-,. ]+(?:de )?(\d{{4}}|\d{{2}})(?: ?г\.?)?,?{_CLOCK}", re.IGNORECASE
)
_MONTH_NAMED = re.compile(rf"{_NAME}[-. ]+(\d{{1,2}})[-,. ]+(\d{{4}}|\d{{2}}),?{_CLOCK}", re.IGNORECASE)
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[ T]?(\d{2})(\d{2})(\d{2}))?")
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_NAMED_DAY = re.compile(
    rf"^(?:{'|'.join(sorted(_WORDS['weekdays'], key=len, reverse=True))})\.?,?\s+(?=\d)", re.IGNORECASE
)
_ZONE = re.compile(r"(?<=[\d:apmAPM. ])\s*(?:(Z|UTC|GMT)?\s*([+-]\d{1,2}:?\d{2}|[+-]\d{1,2})|(Z|[A-Z]{3,4}))$")
_HAS_CLOCK = re.compile(r"\d{1,2}:\d{2}")

# Abbreviations that stand for one offset only; CST and IST stand for several.
_NAMED_OFFSETS = {
    "Z": 0,
    "UTC": 0,
    "GMT": 0,
    "PST": -8,
    "PDT": -7,
    "MST": -7,
    "MDT": -6,
    "EST": -5,
    "EDT": -4,
    "CET": 1,
    "CEST": 2,
    "MSK": 3,
    "HKT": 8,
    "SGT": 8,
    "JST": 9,
}


@dataclass(frozen=True, slots=True)
class Time:
    """One time as written: what it says, its offset if it has one, and what is odd about it."""

    at: datetime
    offset: timedelta | None = None  # from UTC
    date_only: bool = False
    how: int = 0  # what was done to read it


@dataclass(frozen=True, slots=True)
class Undecided:
    """A date of which the day may come first or second; or the year, if the last number is *short* (24/03/05)."""

    first: int
    second: int
    year: int
    rest: Time
    digits: int = 4  # of the last number

    @property
    def short(self) -> bool:
        """Whether a year of two digits may come first."""
        return self.digits < 4


PLAIN, FORM, SERIAL, UNIX, BEGINNING, LAST_SECOND, OWN_OFFSET, OTHER_CLOCK = range(8)
_DID = (
    Phrase("as it was", "原样"),
    Phrase("a time written in another form", "时间换了写法"),
    Phrase("a spreadsheet's number of days is a time", "表格软件的日期序号换成时间"),
    Phrase("seconds since 1970 (UTC) are a time", "1970 年以来的秒数（UTC）换成时间"),
    Phrase("a date without a clock time: the beginning of that day was taken", "只有日期没有钟点：取当天零点"),
    Phrase(
        "a deadline without a clock time: the last second of that day was taken", "截止时间没有钟点：取当天最后一秒"
    ),
    Phrase("from its own offset to the platform's clock", "按自带时差换到平台时间"),
)


def bare_text(value: str) -> str:
    """*value* without tabs, width, apostrophe, and a spreadsheet's ``="…"``."""
    text = unicodedata.normalize("NFKC", value.replace("\x00", "")).strip()
    wrapped = re.fullmatch(r'="(.*)"', text)
    return (wrapped[1] if wrapped else text.removeprefix("'")).strip()


@lru_cache(maxsize=200_000)
def read_text(value: str, dates_1904: bool) -> Time | Undecided | None:
    """One written time; None if it is not a time."""
    text = bare_text(value)
    if re.fullmatch(r"\d+([.,]\d+)?", text) and len(text) != 14:
        return read_number(float(text.replace(",", ".")), dates_1904)
    found = _written(text, value)
    if found is None and (tidied := _tidied(text)) != text:
        found = _written(tidied, value)
    if found is None and (bare := _NAMED_DAY.sub("", _tidied(text))) != text:
        found = _written(bare, value)
    return found


# What people and programs put around a date and a clock time, and what it comes to.
_AROUND: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\((?:UTC|GMT)?([+-]\d{1,2}(?::?\d{2})?)\)$", re.IGNORECASE), r" UTC\1"),
    (re.compile(r"(?<=\d)\s*\([^()+\d-]*\)$"), ""),  # GMT+0800 (China Standard Time)
    (re.compile(r"(Z|[+-]\d{2}:?\d{2})(?:\[[^\[\]]+\]| [A-Z]{3,4})$"), r"\1"),  # +0800 CST, Z[UTC]
    (re.compile(r"\s*(?:(?:星期|周|週|礼拜)[一二三四五六日天]|[月火水木金土日]曜日?)\s*"), " "),
    (re.compile(r"^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})"), r"\1-\2-\3 \4:\5:\6"),
    (re.compile(r"(\d{1,2})\s*[时時点點](\d{1,2})\s*分(?:(\d{1,2})\s*秒)?"), r"\1:\2:\g<3>"),
    (re.compile(r"(?<=\d)\s?h\s?(?=\d{2}$)", re.IGNORECASE), ":"),
    (re.compile(r":(?=$|\s)"), ""),
    (re.compile(r"(?<=日)(?=\d)"), " "),
    (re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE), ""),
    (re.compile(r",?\s+(?:at|um|в|a las|às|à)\s+(?=\d{1,2}:)", re.IGNORECASE), " "),
    (re.compile(r"(?<=\d)(?:,\s*|_)(?=\d{1,2}:)"), " "),
    (re.compile(r"\s*(?:Uhr|h|hrs)\.?$", re.IGNORECASE), ""),
    (re.compile(r"(?<=[ap])\.\s(?=m\b)", re.IGNORECASE), "."),
    (re.compile(r"(?<=\d)\.(?=\s)"), ""),
    (re.compile(r"(?<=T)(?=\d:)"), "0"),
)


def _tidied(text: str) -> str:
    for around, plain in _AROUND:
        text = around.sub(plain, text)
    return text


def _written(text: str, raw: str) -> Time | Undecided | None:
    offset = None
    if _HAS_CLOCK.search(text):
        zone = _ZONE.search(text)
        if zone and zone[0].strip().upper() not in ("AM", "PM"):
            offset = _offset(zone)
            if offset is None:
                return None
            text = text[: zone.start()].strip()
    return _local(_WEEKDAY.sub("", text), offset, raw)


def _offset(zone: re.Match[str]) -> timedelta | None:
    if zone[2]:
        sign = -1 if zone[2][0] == "-" else 1
        digits = zone[2][1:].replace(":", "")
        hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
        return sign * timedelta(hours=hours, minutes=minutes) if hours <= 14 and minutes < 60 else None
    named = _NAMED_OFFSETS.get(zone[3])
    return None if named is None else timedelta(hours=named)


def _local(text: str, offset: timedelta | None, raw: str) -> Time | Undecided | None:
    if found := _YEAR_FIRST.fullmatch(text):
        return _time(_year(found[1]), int(found[2]), int(found[3]), found.groups()[3:], offset, raw)
    if found := _DAY_NAMED.fullmatch(text):
        day, month, year = int(found[1]), _month(found[2]), _year(found[3])
    elif found := _MONTH_NAMED.fullmatch(text):
        month, day, year = _month(found[1]), int(found[2]), _year(found[3])
    elif found := _YEAR_LAST.fullmatch(text):
        rest = _time(2000, 1, 1, found.groups()[3:], offset, raw)
        first, second, year = int(found[1]), int(found[2]), _year(found[3])
        return None if rest is None else Undecided(first, second, year, rest, len(found[3]))
    elif found := _DIGITS.fullmatch(text):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
        return _time(year, month, day, (None, *found.groups()[3:], None, None), offset, raw)
    else:
        return None
    return _time(year, month, day, found.groups()[3:], offset, raw)


def _month(name: str) -> int:
    """1 to 12 by a month's name in any language that exports are written in; 0 if it is none."""
    return _months().get(name.casefold(), 0)


@cache
def _months() -> dict[str, int]:
    data = tomllib.loads((Path(__file__).parent / "months.toml").read_text("utf-8"))
    return {name: number for number, names in enumerate(data["months"], 1) for name in names}


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) < 4 else 0)


def _time(
    year: int, month: int, day: int, clock: Sequence[str | None], offset: timedelta | None, raw: str
) -> Time | None:
    before, hour, minute, second, fraction, half = clock
    hours = _hour(int(hour or 0), half or before)
    if hours is None:
        return None
    try:
        rest = timedelta(minutes=int(minute or 0), seconds=int(second or 0))
        if hours == 24 and rest == timedelta(0):  # the end of the day
            at = datetime(year, month, day) + timedelta(days=1)
        else:
            at = datetime(year, month, day, hours, int(minute or 0), int(second or 0))
        if fraction:
            at += timedelta(seconds=round(float(fraction), 6))
    except (ValueError, OverflowError):
        return None
    plain = offset is None and raw in (f"{at:%Y-%m-%d %H:%M}", str(at), f"{at:%Y-%m-%d %H:%M:%S.%f}")
    return Time(at, offset, hour is None, PLAIN if plain else FORM)


def _hour(hour: int, half: str | None) -> int | None:
    """0 to 24 by an hour and the half of the day that stands beside it; None if they contradict each other."""
    if not half:
        return hour
    which = _HALF[half.casefold().replace(".", "")]
    if which == "noon":
        return hour + 12 if 1 <= hour <= 3 else hour if 11 <= hour <= 15 else None
    if which == "am":
        return hour % 12 if 0 <= hour <= 12 else None
    if hour == 12 and half in ("晚上", "傍晚"):  # midnight, and nobody knows of which day
        return None
    return hour % 12 + 12 if 1 <= hour <= 23 else None


def read_number(value: float, dates_1904: bool) -> Time | None:
    """A spreadsheet's number of days, or seconds (or thousandths) since 1970."""
    if 34_000 <= value < 80_000:
        origin = datetime(1904, 1, 1) if dates_1904 else datetime(1899, 12, 30)
        at = origin + timedelta(seconds=round(value * 86_400))
        return Time(at, how=SERIAL)
    for scale in (1, 1000):
        if 8e8 <= value / scale < 4.2e9:
            at = datetime(1970, 1, 1) + timedelta(seconds=round(value / scale, 6))
            return Time(at, timedelta(0), how=UNIX)
    return None


def read_cell(value: Any, dates_1904: bool) -> Time | Undecided | None:
    """One cell of a time column, whatever type the file gave it."""
    if isinstance(value, str):
        return read_text(value, dates_1904)
    if isinstance(value, datetime):
        offset = value.utcoffset()
        return Time(value.replace(tzinfo=None), offset)
    if isinstance(value, date):
        return Time(datetime(value.year, value.month, value.day), date_only=True)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and np.isfinite(value):
        return read_number(float(value), dates_1904)
    return None


# -- a column ------------------------------------------------------------------------------------


@dataclass
class Moments:
    """A column of times on the platform's clock, with the instants that they can stand for.

    ``early`` and ``late`` are in UTC: they differ where a time has no clock (the whole day) or falls
    into the hour that the clock passes twice.
    """

    platform: Any
    early: Any
    late: Any
    bad: Any
    how: Any  # for each time, which of ``did`` was done to it; 0: it was plain
    did: tuple[Phrase, ...]


@dataclass(frozen=True)
class DateOrders:
    """What the dates of a file show: that the day, that the month comes first, and which leave that open.

    ``year``: whether years of two digits come first; None if that is open.
    """

    day: bool
    month: bool
    year: bool | None
    doubtful: list[Undecided]


def date_orders(columns: Iterable[Iterable[Any]], dates_1904: bool) -> DateOrders:
    """What the dates in some columns show about the order of day, month and year."""
    found: dict[Undecided, None] = {}
    for values in columns:
        dates = {value[:10]: value for value in values if type(value) is str}
        for begin, value in dates.items():
            if begin[:4].isdigit() or _YEARLESS.isdisjoint(begin[:8]):
                continue  # a year comes first, or it is no date of numbers
            one = read_cell(value, dates_1904)
            if isinstance(one, Undecided):
                found[one] = None
    short = [one for one in found if one.short]
    year = _year_first(short)
    late = [one for one in found if not (one.short and year)]
    return DateOrders(
        any(one.first > 12 for one in late),
        any(one.second > 12 for one in late),
        year,
        short if year is None else [o for o in late if o.first <= 12 and o.second <= 12 and o.first != o.second],
    )


def _year_first(short: Sequence[Undecided]) -> bool | None:
    """Whether dates such as 24/03/05 begin with the year: by the dates that they would be, then by what changes least."""
    begins = all(_near(one.first + 2000, one.second, one.year % 100) for one in short)
    ends = all(one.digits == 2 for one in short) and (
        all(_near(one.year, one.second, one.first) for one in short)
        or all(_near(one.year, one.first, one.second) for one in short)
    )
    firsts, lasts = ({one.first for one in short}, {one.year for one in short})
    if not short or not begins:
        return False
    if not ends:
        return None if len(firsts) > len(lasts) else True
    if len(firsts) != len(lasts):
        return len(firsts) < len(lasts)
    return None if all(one.first > 12 for one in short) else False


def _near(year: int, month: int, day: int) -> bool:
    """Whether there is such a day, and the platform had sellers on it."""
    try:
        return _OPENED <= datetime(year, month, day) <= datetime.now() + _SOON
    except ValueError:
        return False


_OPENED, _SOON = datetime(2010, 1, 1), timedelta(days=90)
_YEARLESS = frozenset("/.-．／－")  # what parts day and month stands near the beginning


def moments(
    values: Any,
    present: Any,
    clock: str | None,
    *,
    day_first: bool,
    dates_1904: bool,
    deadline: bool,
    year_first: bool = False,
) -> Moments:
    """A column of cells (*present* marks those that are not blank) as :class:`Moments`.

    *clock* is the zone of times that carry no offset of their own; None is the platform's.  A date
    without a clock time is the beginning of its day, for a deadline its last second.
    """
    size = len(values)
    local = np.full(size, np.datetime64("NaT", "us"))
    whole = np.zeros(size, dtype=bool)
    offsets = np.full(size, np.timedelta64("NaT", "us"))
    how = np.zeros(size, dtype=np.int8)
    rest = np.flatnonzero(present)
    text = np.fromiter((type(value) is str for value in values[rest]), dtype=bool, count=len(rest))
    strings, others = rest[text], rest[~text]
    read, plain = of_digits(values[strings])
    fits = ~np.isnat(read)
    local[strings] = read
    how[strings[fits & ~plain]] = FORM
    strings = strings[~fits]
    decided = partial(_decided, day_first=day_first, year_first=year_first)
    read, away, whole_days = _by_halves(values[strings], decided, dates_1904=dates_1904)
    fits = ~np.isnat(read)
    local[strings], offsets[strings], whole[strings] = read, away, whole_days
    how[strings[fits]] = np.where(whole_days[fits], LAST_SECOND if deadline else BEGINNING, FORM)
    rest = np.concatenate([strings[~fits], others])
    for i in rest.tolist():
        found = read_cell(values[i], dates_1904)
        if isinstance(found, Undecided):
            found = decided(found)
        if found is None:
            continue
        local[i], whole[i] = np.datetime64(found.at, "us"), found.date_only
        if found.offset is not None:
            offsets[i] = np.timedelta64(found.offset, "us")
        how[i] = found.how
        if found.date_only:
            how[i] = LAST_SECOND if deadline else BEGINNING
    bad = present & (np.isnat(local) | absurd(local))
    local[bad] = np.datetime64("NaT")
    return _on_platform(local, offsets, whole & ~bad, bad, how, clock, deadline=deadline)


def of_digits(values: Any) -> tuple[Any, Any]:
    """The texts of *values* that are written ``2015-09-30 14:00:00``, and which exactly so.

    The seconds may be left out, and ``/`` or ``.`` may part the day.  NaT: written otherwise.
    """
    size = len(values)
    found = np.full(size, np.datetime64("NaT", "us"))
    plain = np.zeros(size, dtype=bool)
    lengths = np.fromiter(map(len, values), dtype=np.int64, count=size)
    for width, clock in ((19, (11, 14, 17)), (16, (11, 14))):
        rows = np.flatnonzero(lengths == width)
        signs = np.array(values[rows].tolist(), dtype=f"U{width}").view(np.uint32).reshape(len(rows), width)
        part, second = signs[:, 4], signs[:, 7]
        fits = (part == second) & np.isin(part, [ord(sign) for sign in "-/."]) & (signs[:, 10] == ord(" "))
        for at in clock[1:]:
            fits &= signs[:, at - 1] == ord(":")
        digits = signs.astype(np.int64) - ord("0")
        two = {at: digits[:, at] * 10 + digits[:, at + 1] for at in (0, 2, 5, 8, *clock)}
        for at in two:
            fits &= ((digits[:, at : at + 2] >= 0) & (digits[:, at : at + 2] <= 9)).all(axis=1)
        year, month, day = two[0] * 100 + two[2], two[5], two[8]
        hour, minute, last = two[11], two[14], two.get(17, np.zeros(len(rows), dtype=np.int64))
        fits &= (month >= 1) & (month <= 12) & (day >= 1) & (hour < 24) & (minute < 60) & (last < 60)
        rows, part = rows[fits], part[fits]
        begins = ((year - 1970) * 12 + month - 1)[fits].astype("datetime64[M]")
        dates = begins.astype("datetime64[D]") + (day[fits] - 1)
        seconds = (hour * 3600 + minute * 60 + last)[fits]
        times = dates.astype("datetime64[us]") + seconds.astype("timedelta64[s]")
        times[dates.astype("datetime64[M]") != begins] = np.datetime64("NaT")  # no such day in its month
        found[rows], plain[rows] = times, part == ord("-")
    return found, plain


class _Once(dict[str, Any]):
    """What *read* gives for a text, asked once for each."""

    def __init__(self, read: Callable[[str], Any]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> Any:
        value = self[text] = self._read(text)
        return value


_NOTHING = np.iinfo(np.int64).min  # NaT as a number


def _halves(text: str) -> tuple[str, str]:
    """The day and the clock time of a written time, cut before the hour."""
    colon = text.find(":")
    if colon < 0:
        return text, ""
    cut = text.rfind(" ", 0, colon)
    cut = text.rfind("T", 0, colon) if cut < 0 else cut
    return (text[:cut], text[cut + 1 :]) if cut > 0 else ("", "")


def _by_halves(values: Any, decided: Callable[[Undecided], Time | None], *, dates_1904: bool) -> tuple[Any, Any, Any]:
    """Times, offsets from UTC and days without a clock; a day and a clock time that come again are read once.

    NaT: one of the halves cannot be read by itself.
    """

    def day(text: str) -> int | None:
        found = read_text(text, dates_1904)
        if isinstance(found, Undecided):
            found = decided(found)
        if found is None or not found.date_only or found.offset is not None:
            return None
        return int(np.datetime64(found.at, "us").astype(np.int64))

    def clock(text: str) -> tuple[int, int] | None:
        found = read_text(f"2000-01-01 {text}", dates_1904)
        if not isinstance(found, Time) or found.date_only or "." in text:
            return None
        away = _NOTHING if found.offset is None else round(found.offset / timedelta(microseconds=1))
        return round((found.at - datetime(2000, 1, 1)) / timedelta(microseconds=1)), away

    days, clocks = _Once(day), _Once(clock)
    size = len(values)
    local, offsets = np.full(size, _NOTHING), np.full(size, _NOTHING)
    whole = np.zeros(size, dtype=bool)
    for i, value in enumerate(values):
        date_text, clock_text = _halves(value)
        date = days[date_text]
        if not clock_text and date is not None:
            local[i], whole[i] = date, True
        elif date is not None and (time := clocks[clock_text]) is not None:
            local[i], offsets[i] = date + time[0], time[1]
    return local.view("datetime64[us]"), offsets.view("timedelta64[us]"), whole


def _decided(found: Undecided, *, day_first: bool, year_first: bool) -> Time | None:
    day, month, year = (found.first, found.second, found.year)
    if found.short and year_first:
        year, day = found.first + 2000, found.year % 100
    elif found.digits == 1:
        return None
    elif not day_first:
        day, month = month, day
    rest = found.rest
    try:
        at = rest.at + (datetime(year, month, day) - datetime(2000, 1, 1))
    except ValueError:
        return None
    return Time(at, rest.offset, rest.date_only, how=FORM)


def absurd(local: Any) -> Any:
    """Which times are before any marketplace, or more than a year from now."""
    last = np.datetime64(datetime.now() + _AHEAD, "us")
    with np.errstate(invalid="ignore"):
        return (local < np.datetime64(_FIRST, "us")) | (local > last)


def _on_platform(
    local: Any, offsets: Any, whole: Any, bad: Any, how: Any, clock: str | None, *, deadline: bool
) -> Moments:
    zone = clock or PLATFORM_CLOCK
    own = ~np.isnat(offsets)
    end = local.copy()
    end[whole] += np.timedelta64(86_399, "s")
    shown = end if deadline else local
    early, late = local.copy(), end.copy()
    early[own] -= offsets[own]
    late[own] -= offsets[own]
    other = ~own & ~np.isnat(local)
    early[other] = _utc(local[other], zone, first=True)
    late[other] = _utc(end[other], zone, first=False)
    platform = shown.copy()
    # A day without a clock is not moved to another clock: nothing says at which hour of it.
    moved = (own | (zone != PLATFORM_CLOCK)) & ~np.isnat(local) & ~whole
    if moved.any():
        platform[moved] = _to_platform(early[moved])
        how[moved] = np.where(own[moved], OWN_OFFSET, OTHER_CLOCK)
    said = Phrase(f"from {zone}'s clock to the platform's", f"从 {zone} 换到平台时间")
    return Moments(platform, early, late, bad, how, (*_DID, said))


def _utc(local: Any, zone: str, *, first: bool) -> Any:
    times = pd.DatetimeIndex(local).tz_localize(zone, ambiguous=np.full(len(local), first), nonexistent="shift_forward")
    return times.tz_convert("UTC").tz_localize(None).to_numpy().astype("datetime64[us]")


def _to_platform(utc: Any) -> Any:
    times = pd.DatetimeIndex(utc).tz_localize("UTC").tz_convert(PLATFORM_CLOCK)
    return times.tz_localize(None).to_numpy().astype("datetime64[us]")


@cache
def _named_zones() -> dict[str, str]:
    return {word: zone for zone, words in _WORDS["zones"].items() for word in words}


_FROM_UTC = re.compile(r"(?:utc|gmt)\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?$")
_IN_HEADING = re.compile(r"[(\[【]([^()\[\]【】]+)[)\]】]|[\s_,-]((?:utc|gmt)\s*[+-]\s*[\d:]+|[^\s_,()-]+)$")


def heading_zone(heading: str) -> str | None:
    """The zone that a heading names for its column, as in "Paid at (UTC)", "date_paid_gmt", "付款时间（北京时间）"."""
    for match in _IN_HEADING.finditer(unicodedata.normalize("NFKC", heading).casefold()):
        word = (match[1] or match[2]).strip()
        if away := _FROM_UTC.match(word):
            return f"UTC{away[1]}{int(away[2]):02}:{away[3] or '00'}" if int(away[2]) <= 14 else None
        if word in _named_zones():
            return _named_zones()[word]
    return None


def checked(timezone: Any) -> str:
    """*timezone*, if it is the name of a zone; a :class:`CourseError` otherwise."""
    if not isinstance(timezone, str) or timezone not in available_timezones():
        raise CourseError(
            Phrase(
                f"{brief(timezone)} is not a time zone; write one such as 'Asia/Shanghai', 'Europe/Moscow', "
                "'America/Los_Angeles' or 'UTC'",
                f"{brief(timezone)} 不是时区；请写成 'Asia/Shanghai'、'Europe/Moscow'、'America/Los_Angeles' 或 'UTC' 等",
            )
        )
    return timezone


def elsewhere(example: datetime, zones: Sequence[str]) -> dict[str, str]:
    """Zone -> what *example*, a time on that zone's clock, would be on the platform's."""
    there = ZoneInfo(PLATFORM_CLOCK)
    return {zone: f"{example.replace(tzinfo=ZoneInfo(zone)).astimezone(there):%Y-%m-%d %H:%M}" for zone in zones}
