"""Windows and days: which moments an assessment looks at."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from ..base.errors import CourseError, brief
from ..base.language import Phrase
from ..base.quantities import whole
from .register import PLATFORM_CLOCK

DAY = timedelta(days=1)
_INSTANT = timedelta(microseconds=1)
YEARS = range(1900, 2201)
MOST_DAYS = 36_525  # a hundred years

Moment = date | datetime | str


@dataclass(frozen=True)
class Window:
    """A stretch of time; the first and the last instant are both inside."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise CourseError(
                Phrase(
                    f"the window ends ({self.end}) before it starts ({self.start}); swap the two",
                    f"考核期的结束时间（{self.end}）早于开始时间（{self.start}），请对调",
                )
            )

    @classmethod
    def ending(cls, last: Moment, days: int) -> Window:
        """The *days* whole days that end with *last*, included."""
        end, days = as_date(last), whole("days", days, MOST_DAYS)
        return cls.between(end - (days - 1) * DAY, end)

    @classmethod
    def between(cls, first: Moment, last: Moment) -> Window:
        """From *first* to *last*, both included: a date is a whole day, a timestamp an instant."""
        start, _ = _parsed(first)
        end, end_is_day = _parsed(last)
        return cls(start, end + DAY - _INSTANT if end_is_day else end)

    @cached_property
    def first(self) -> date:
        """The day of the first instant."""
        return self.start.date()

    @cached_property
    def last(self) -> date:
        """The day of the last instant."""
        return self.end.date()

    @property
    def days(self) -> int:
        """How many calendar days the window touches."""
        return (self.last - self.first).days + 1

    def __contains__(self, moment: object) -> bool:
        return isinstance(moment, datetime) and self.start <= moment <= self.end

    def __str__(self) -> str:
        return f"{self.first}..{self.last}"


def _parsed(moment: Moment) -> tuple[datetime, bool]:
    """The instant (of a date: its midnight), and whether a whole day was meant."""
    found, is_day = _read(moment)
    if found.year not in YEARS:
        raise CourseError(
            Phrase(
                f"{brief(moment)} is outside the years {YEARS[0]} to {YEARS[-1]} that the course "
                "covers; its rules begin in 2015",
                f"{brief(moment)} 超出了本课程能计算的 {YEARS[0]} 至 {YEARS[-1]} 年；规则从 2015 年开始",
            )
        )
    return found, is_day


def _read(moment: object) -> tuple[datetime, bool]:
    if isinstance(moment, str):
        try:
            if len(moment.strip()) <= len("2015-09-30"):
                return datetime.combine(date.fromisoformat(moment.strip()), time()), True
            return _on_platform_clock(datetime.fromisoformat(moment.strip())), False
        except ValueError:
            raise CourseError(
                Phrase(
                    f"{brief(moment)} is not a date; write it as year-month-day, for example 2015-09-30",
                    f"{brief(moment)} 不是日期；请写成 年-月-日，例如 2015-09-30",
                )
            ) from None
    if isinstance(moment, date) and isinstance(moment.year, int):  # pandas' NaT is a date without a year
        if not isinstance(moment, datetime):
            return datetime.combine(moment, time()), True
        # a pandas timestamp is a datetime too; the plain one has no nanoseconds to drop
        at = _on_platform_clock(moment)
        parts = (at.year, at.month, at.day, at.hour, at.minute, at.second)
        return datetime(*parts, at.microsecond), False
    raise CourseError(
        Phrase(
            f"a date is expected, such as '2015-09-30', not {brief(moment)}",
            f"这里需要日期，例如 '2015-09-30'，而不是 {brief(moment)}",
        )
    )


def _on_platform_clock(at: datetime) -> datetime:
    """A moment with a time zone, brought to the platform's and written without one."""
    return at if at.tzinfo is None else at.astimezone(ZoneInfo(PLATFORM_CLOCK)).replace(tzinfo=None)


def as_time(moment: Moment) -> datetime:
    """The instant of *moment*, of a date its midnight; with a time zone it is converted.

    Raises:
        CourseError: it is no moment.
    """
    return _parsed(moment)[0]


def as_date(moment: Moment) -> date:
    """The day of *moment*; text is read as ``2015-09-30``.

    Raises:
        CourseError: it is no date.
    """
    return _parsed(moment)[0].date()


def month_ends(first: date, last: date) -> list[date]:
    """Every last day of a month from *first* to *last*, both included."""
    years = range(first.year, last.year + 1)
    ends = (date(year, month, monthrange(year, month)[1]) for year in years for month in range(1, 13))
    return [end for end in ends if first <= end <= last]
