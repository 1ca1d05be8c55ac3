"""A mapping in the making: headings with samples, what each is taken for, and what that makes computable."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from collections.abc import Mapping as Names
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from ...base.errors import CourseError, unknown_name
from ...base.language import Phrase
from ...orders import not_computable
from ...orders.reading import amounts, clocks
from ...orders.reading.headings import text_of
from ...orders.reading.mapping import EXTRA, REGISTERED, Mapping, fitting, guess, places
from ...orders.reading.sheets import Sheet
from ...orders.reading.sources import source_of
from ...orders.told import NAMES, needs
from ...scoring.metrics import METRICS

_HEADING_WITHIN = 60
SAMPLES = 3
NEEDED = ("order_id", "paid_at")
UNUSED = ""


@dataclass(frozen=True)
class Draft:
    """An export's headings, each with a few samples, and what they are taken for.

    ``chosen``: position of a heading -> the column that it fills; no column is filled twice.
    ``base`` is the guess that the rest (states, words, lines of an order) is kept from.
    """

    headings: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    base: Mapping
    chosen: Names[int, str]
    clock: str

    def take(self, at: int, column: str) -> Draft:
        """The heading at that place for *column*, or for nothing; another that filled it is freed.

        Raises:
            UnknownName: no such column.
        """
        if column != UNUSED and column not in CHOICES:
            raise unknown_name(Phrase("column", "列"), column, CHOICES)
        rest = {place: name for place, name in self.chosen.items() if place != at and name != column}
        return replace(self, chosen=rest if column == UNUSED else rest | {at: column})

    def on(self, clock: str) -> Draft:
        """With times on another clock: a zone, ``"offset"`` or ``"ask"``."""
        return replace(self, clock=clock)

    @property
    def lacking(self) -> tuple[str, ...]:
        """What every order needs and no heading is taken for."""
        return tuple(name for name in NEEDED if name not in self.chosen.values())

    @cached_property
    def missing(self) -> Names[str, Phrase]:
        """Metric -> why it will not be computable."""
        return not_computable(frozenset(NAMES) - set(self.chosen.values()))

    @property
    def computable(self) -> tuple[str, ...]:
        """The metrics that the chosen columns are enough for."""
        return tuple(id for id in needs() if id in METRICS and id not in self.missing)

    def mapping(self, id: str = "own-mapping") -> Mapping:
        """The mapping as it stands, for ``read_orders(path, mapping=...)``.

        Raises:
            CourseError: order number or time of payment is missing.
        """
        if self.lacking:
            names = [REGISTERED[name].meaning for name in self.lacking]
            raise CourseError(
                f"Still missing: {', '.join(n.en for n in names)}. Choose the heading that holds it.",
                f"还缺少：{'、'.join(n.zh for n in names)}。请选择对应的列。",
            )
        columns = {name: (self.headings[at],) for at, name in sorted(self.chosen.items())}
        others = tuple(h for at, h in enumerate(self.headings) if h and at not in self.chosen)
        return replace(
            self.base,
            id=id,
            name=Phrase(id, id),
            columns=columns,
            others=others,
            clock=self.clock,
            needs=NEEDED,
            own=False,
            assumed=None,  # whoever saves it has chosen the clock
            proxies={name: words for name, words in self.base.proxies.items() if name in columns},
            sure=1.0,
        )

    def toml(self, id: str = "own-mapping") -> str:
        """The mapping as the text of a file for ``read_orders(path, mapping="own.toml")``.

        Raises:
            CourseError: as :meth:`mapping`.
        """
        it = self.mapping(id)
        states: dict[str, list[str]] = {}
        for word, meaning in it.states.items():
            states.setdefault(meaning, []).append(word)
        plain = ("id", "clock", "currency", "lines", "amount", "others", "plus", "minus", "kept")
        lines = [f"{key} = {_quoted(getattr(it, key))}" for key in plain]
        lines.append(f"prepaid = {_quoted(tuple(sorted(it.prepaid)))}")
        lines.append(f"name = {_both(it.name)}")
        lines.append(f"says = [{', '.join(map(_both, it.says))}]")
        tables: dict[str, Names[str, Any]] = {"columns": it.columns, "states": states}
        tables |= {"fold": it.fold, "footer": it.footer}
        for column, words in it.words.items():
            meant: dict[str, list[str]] = {}
            for word, value in words.items():
                meant.setdefault(value, []).append(word)
            tables[f"words.{column}"] = meant
        proxies = ["", "[proxies]", *(f"{name} = {_both(words)}" for name, words in it.proxies.items())]
        lines += proxies if it.proxies else []
        return "\n".join((*lines, *(line for name, table in tables.items() for line in _table(name, table)), ""))


CHOICES = (*REGISTERED, *EXTRA)
"""What a heading can be taken for."""


def draft_of(path: Any) -> Draft:
    """The guess for the largest table at *path*.

    Raises:
        CourseError: there is no such file, or no table in it.
    """
    sheets = [sheet for sheet in source_of(path).sheets if len(sheet.rows)]
    if not sheets:
        raise CourseError(
            "There is no table in this file: nothing to choose columns from.", "这个文件里没有表格，没有列可选。"
        )
    sheet = max(sheets, key=lambda one: len(one.rows))
    at, headings = _heading(sheet)
    base = fitting(headings) or guess(headings)
    chosen = {found[0]: column for column, found in places(base, headings).items() if column in CHOICES}
    below = [row for _, row in list(sheet.rows)[at + 1 : at + 200]]
    if not set(NEEDED) <= set(chosen.values()):
        chosen |= by_contents(below, [place for place in range(len(headings)) if place not in chosen], chosen.values())
    return Draft(headings, tuple(_samples(below, place) for place in range(len(headings))), base, chosen, base.clock)


def by_contents(rows: list[Any], places: list[int], taken: Iterable[str]) -> dict[int, str]:
    """What columns are by their cells, where no heading tells: a proposal that a person looks at.

    The earliest column of times that every line has is taken for the payment and the next for the
    shipment, the first of different values in all lines for the order number, the first of numbers
    with cents for the amount.
    """
    left = [name for name in ("paid_at", "shipped_at", "order_id", "amount_usd") if name not in set(taken)]
    found: dict[int, str] = {}
    columns = {place: [row[place] if place < len(row) else "" for row in rows] for place in places}
    times = {place: when for place, cells in columns.items() if (when := _earliest(cells)) is not None}
    for place in sorted(times, key=lambda place: (_blanks(columns[place]) > 0, times[place], place)):
        if (name := next((name for name in left if REGISTERED[name].kind == "time"), None)) is not None:
            found[place] = name
            left.remove(name)
    for place, cells in columns.items():
        if place in times or _blanks(cells):
            continue
        words = [text_of(cell).strip() for cell in cells]
        cents = [_CENTS.search(word) is not None for word in words]
        if (
            "order_id" in left
            and len(set(words)) == len(words) > 1
            and not any(cents)
            and all(map(_DIGIT.search, words))
        ):
            found[place] = "order_id"
            left.remove("order_id")
        elif "amount_usd" in left and any(cents) and all(_is_amount(cell) for cell in cells):
            found[place] = "amount_usd"
            left.remove("amount_usd")
    return found


_CENTS = re.compile(r"[.,]\d{1,2}\D*$")
_DIGIT = re.compile(r"\d")


def _blanks(cells: list[Any]) -> int:
    return sum(map(amounts.is_empty, cells))


def _earliest(cells: list[Any]) -> datetime | None:
    """The earliest time of a column of times; None if a cell is something else."""
    found: list[datetime] = []
    for cell in cells:
        if amounts.is_empty(cell):
            continue
        one = clocks.read_cell(cell, False)
        if one is None:
            return None
        found.append(one.rest.at.replace(year=one.year) if isinstance(one, clocks.Undecided) else one.at)
    return min(found, default=None)


def _is_amount(cell: Any) -> bool:
    read = amounts.read_amount(cell, comma=False)
    return read is not None and read.why is None


def _heading(sheet: Sheet) -> tuple[int, tuple[str, ...]]:
    """The line that most looks like headings: most of its words are known, then most are filled."""
    best: tuple[tuple[int, int], int, tuple[str, ...]] | None = None
    for at, (_, row) in enumerate(list(sheet.rows)[:_HEADING_WITHIN]):
        headings = tuple(text_of(cell).strip() for cell in row)
        while headings and not headings[-1]:
            headings = headings[:-1]
        rank = (len(guess(headings).columns), sum(map(bool, headings)))
        if best is None or rank > best[0]:
            best = rank, at, headings
    assert best is not None
    return best[1], best[2]


def _samples(rows: list[Any], place: int) -> tuple[str, ...]:
    """The first few different values below a heading."""
    found: dict[str, None] = {}
    for row in rows:
        value = text_of(row[place]).strip() if place < len(row) else ""
        if value:
            found[value] = None
        if len(found) == SAMPLES:
            break
    return tuple(found)


def _both(words: Phrase) -> str:
    return f"{{ en = {_quoted(words.en)}, zh = {_quoted(words.zh)} }}"


def _quoted(value: Any) -> str:
    """*value* in TOML, whose strings and lists are those of JSON."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _table(name: str, entries: Names[str, Any]) -> list[str]:
    if not entries:
        return []
    return ["", f"[{name}]", *(f"{_quoted(key)} = {_quoted(value)}" for key, value in entries.items())]
