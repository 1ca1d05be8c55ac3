"""Penalty points: each case lives 365 days of its own, and the running sum meets the nodes.

Everything is computed from the table ``rulebook.table("points")``; pass ``rules=table.using(...)``
to see what another reading would do.  Points do not lapse with the calendar year, and the three
accounts (intellectual property, trade and other, listing quality) are never added together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .. import rulebook
from ..base.errors import CourseError, require_known, unknown_name
from ..base.language import Phrase, join
from ..base.quantities import is_whole
from .model import Table
from .values import to_date

TRADE = "trade_and_other"
"""The account of the service metrics, unless a case names another."""


@dataclass(frozen=True, slots=True)
class PenaltyCase:
    """Penalty points given on one day.

    ``day`` is a date or ``"2022-02-26"``; ``points`` is a whole number above 0; ``what`` says for
    what; ``account`` is one of the accounts of the table.
    """

    day: date
    points: int
    what: str = ""
    account: str = TRADE

    def __post_init__(self) -> None:
        object.__setattr__(self, "day", to_date(self.day))
        if not is_whole(self.points) or self.points <= 0:
            raise CourseError(
                Phrase(
                    f"The points of a case must be a whole number above 0, not {self.points!r}.",
                    f"每次扣分应为大于 0 的整数，而不是 {self.points!r}。",
                )
            )
        accounts = _rules(None)["accounts"]
        require_known(Phrase("account of points", "扣分账户"), self.account, accounts)


@dataclass(frozen=True, slots=True)
class FreezeReading:
    """Days of freezing at a node as one group of sources gives them; ``note`` says what differs."""

    days: int
    sources: tuple[str, ...]
    note: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """The highest node that a sum of points has reached.

    ``at`` is the node's points (0: none reached), ``readings`` the days of freezing, one reading
    for each different figure in the sources; it is empty when nothing is frozen for a time, that
    is at no node and at the last, where the account is ``closed`` for good.  ``next_at`` is the
    next node, or ``None``.
    """

    points: int
    at: int
    readings: tuple[FreezeReading, ...]
    closed: bool
    next_at: int | None

    @property
    def freeze_days(self) -> int | None:
        """Days of freezing by the first reading; ``None`` where there is no such time."""
        return self.readings[0].days if self.readings else None

    @property
    def phrase(self) -> Phrase:
        """The node in words, with both readings where the sources differ."""
        if self.closed:
            return Phrase(
                f"{self.points} points: the account is closed for good.", f"累计 {self.points} 分：永久关闭账号。"
            )
        ahead = Phrase(f"The next node is {self.next_at}.", f"下一个节点为 {self.next_at} 分。")
        if not self.readings:
            here = Phrase(f"{self.points} points: no node.", f"累计 {self.points} 分：未达节点。")
            return join([here, ahead])
        days = [str(reading.days) for reading in self.readings]
        here = Phrase(
            f"{self.points} points: the node of {self.at}, frozen for {' or '.join(days)} days"
            + (" (sources differ)." if len(days) > 1 else "."),
            f"累计 {self.points} 分：达到 {self.at} 分节点，冻结账号 {' 或 '.join(days)} 天"
            + ("（来源不一）。" if len(days) > 1 else "。"),
        )
        return join([here, ahead])

    def __str__(self) -> str:
        return str(self.phrase)


@dataclass(frozen=True, slots=True)
class Expiry:
    """The next day on which points lapse, how many, and how many are left that day."""

    day: date
    points: int
    left: int


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A day on which the sum changes: ``change`` points came or went, ``points`` stand then."""

    day: date
    change: int
    points: int
    node: Node
    what: tuple[str, ...]


def case(
    day: date | str, severity: str, what: str = "", account: str = TRADE, rules: Table | None = None
) -> PenaltyCase:
    """A case of a violation that is ``"general"``, ``"serious"`` or ``"very serious"``.

    The points are those of the general rule (``per_case``).  Programmes with steps of their own,
    such as PLUS, give their points to :class:`PenaltyCase` directly.
    """
    per_case = _rules(rules)["per_case"]
    key = severity.replace(" ", "_")
    if key not in per_case:
        raise unknown_name(Phrase("severity", "违规程度"), severity, per_case)
    return PenaltyCase(to_date(day), int(per_case[key]), what, account)


def points_on(
    day: date | str, cases: Iterable[PenaltyCase], account: str | None = None, rules: Table | None = None
) -> int:
    """The points that stand on *day*, in one account.

    A case counts from its day on for ``life_days`` days: given on 1 March 2022 it still counts on
    28 February 2023 and no longer on 1 March.  Once the sum has reached ``close_at`` the account is
    closed, and what stood that day never lapses.

    Raises:
        CourseError: the cases lie in several accounts and *account* names none of them.
    """
    found, book = _of(account, cases), _rules(rules)
    return _standing(to_date(day), found, _closed(found, book), book)


def closed_on(cases: Iterable[PenaltyCase], account: str | None = None, rules: Table | None = None) -> date | None:
    """The first day on which the points reach ``close_at``; ``None`` if they never do."""
    return _closed(_of(account, cases), _rules(rules))


def next_expiry(
    day: date | str, cases: Iterable[PenaltyCase], account: str | None = None, rules: Table | None = None
) -> Expiry | None:
    """What lapses next after *day*, of the points given up to that day.

    ``None`` if no points stand, or if the account is closed: then nothing lapses any more.
    """
    now, book = to_date(day), _rules(rules)
    given = [one for one in _of(account, cases) if one.day <= now]
    if _closed(given, book) is not None:
        return None
    ends = [end for one in given if (end := one.day + _life(book)) > now]
    if not ends:
        return None
    first = min(ends)
    before, after = _standing(now, given, None, book), _standing(first, given, None, book)
    return Expiry(first, before - after, after)


def statement(
    cases: Iterable[PenaltyCase], account: str | None = None, rules: Table | None = None
) -> tuple[LedgerEntry, ...]:
    """Every day on which the sum changes, with the sum and its node: the ledger line by line."""
    found, book = _of(account, cases), _rules(rules)
    closed = _closed(found, book)
    days = {one.day for one in found} | {one.day + _life(book) for one in found}
    lines, before = [], 0
    for day in sorted(days):
        now = _standing(day, found, closed, book)
        what = tuple(one.what for one in found if one.day == day and one.what)
        if now != before or what:
            lines.append(LedgerEntry(day, now - before, now, node(now, book), what))
        before = now
    return tuple(lines)


def node(points: int, rules: Table | None = None) -> Node:
    """The highest node that *points* reach, with every reading of its days side by side.

    The third node is told as 30 days and as 28; neither text is the platform's own.  A table with
    7, 14 and 21 days belongs to another platform.
    """
    if not is_whole(points) or points < 0:
        raise CourseError(
            Phrase(
                f"Points must be a whole number, 0 or more, not {points!r}.",
                f"扣分应为不小于 0 的整数，而不是 {points!r}。",
            )
        )
    book = _rules(rules)
    last = int(book["close_at"])
    nodes = [*sorted(int(at) for at in book["node_days"]), last]
    reached = max((at for at in nodes if at <= points), default=0)
    closed = points >= last
    return Node(
        points=points,
        at=reached,
        readings=() if closed or reached == 0 else _readings(reached, book),
        closed=closed,
        next_at=next((at for at in nodes if at > points), None),
    )


def _readings(at: int, book: Table) -> tuple[FreezeReading, ...]:
    """The different days that the sources give for the node *at*, the table's own value first."""
    parameter = book.parameter("node_days")
    told = [FreezeReading(int(parameter.value[str(at)]), parameter.sources)]
    told += [FreezeReading(int(other.value[str(at)]), other.sources, other.note) for other in parameter.alternatives]
    return tuple({reading.days: reading for reading in reversed(told)}.values())[::-1]


def _rules(rules: Table | None) -> Table:
    return rulebook.table("points") if rules is None else rules


def _life(book: Table) -> timedelta:
    return timedelta(days=int(book["life_days"]))


def _of(account: str | None, cases: Iterable[PenaltyCase]) -> list[PenaltyCase]:
    """The cases of one account, by day."""
    found = sorted(cases, key=lambda one: one.day)
    if account is None:
        accounts = sorted({one.account for one in found})
        if len(accounts) > 1:
            raise CourseError(
                Phrase(
                    f"These cases lie in several accounts ({', '.join(accounts)}), which are never "
                    f"added together. Name one: account={accounts[0]!r}.",
                    f"这些扣分分属不同账户（{'、'.join(accounts)}），各账户分别累计，不能相加。"
                    f"请指定其一：account={accounts[0]!r}。",
                )
            )
        return found
    known = _rules(None)["accounts"]
    require_known(Phrase("account of points", "扣分账户"), account, known)
    return [one for one in found if one.account == account]


def _alive(day: date, cases: list[PenaltyCase], book: Table) -> list[PenaltyCase]:
    return [one for one in cases if one.day <= day < one.day + _life(book)]


def _closed(cases: list[PenaltyCase], book: Table) -> date | None:
    limit = int(book["close_at"])
    sums = ((one.day, sum(c.points for c in _alive(one.day, cases, book))) for one in cases)
    return next((day for day, points in sums if points >= limit), None)


def _standing(day: date, cases: list[PenaltyCase], closed: date | None, book: Table) -> int:
    """The points of *day*; after closing, those of the day of closing and what came later."""
    if closed is None or day < closed:
        counted = _alive(day, cases, book)
    else:
        later = [one for one in cases if closed < one.day <= day]
        counted = _alive(closed, cases, book) + later
    return sum(one.points for one in counted)
