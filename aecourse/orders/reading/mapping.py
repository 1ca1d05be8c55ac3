"""What the headings and words of an export mean: one TOML file each, found by its headings."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Names
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from ...base.errors import CourseError, brief, require_known
from ...base.language import Phrase
from ..register import COLUMNS, OPTIONAL
from .headings import normal

_FOLDER = Path(__file__).parent / "mappings"
REGISTERED = {column.name: column for column in (*COLUMNS, *OPTIONAL)}
# What a mapping may name beside the register's columns.
EXTRA = (
    "state",
    "end_state",
    "currency",
    "cancelled_by",
    "carrier",
    "created_at",
    "source_category",
    "refunded",
    "key",
    "ignored",
)
MEANINGS = (
    "unpaid",
    "paid",
    "shipped",
    "received",
    "closed",
    "cancelled",
    "cancelled_by_seller",
    "cancelled_by_buyer",
    "disputed",
)
WORDS = {"role": ("orders", "list"), "lines": ("order", "item"), "amount": ("order", "line")}
"""What these keys of a mapping may say, the usual word first."""


@dataclass(frozen=True)
class Mapping:
    """How one kind of export is read.

    ``columns``: column of the order table -> the headings that hold it, the first found is taken.
    ``needs``: those of them without which a file is no such export.
    ``others``: further headings of the export, which are known and not read.
    ``states``: the meaning of each word of the state; in a file, the words of each meaning.
    ``words``: the same for other columns, such as ``cancelled_by``.
    ``role``: ``"orders"``, or ``"list"`` for what is joined to orders by the column ``join``, in
    the order of ``step``; ``fold`` says how several lines of a list become one.
    ``clock``: a zone; ``"offset"`` if each time has its own; ``"ask"`` if exports differ.
    ``lines``: what a line is: an ``"order"`` or an ``"item"`` (product, parcel) of one.
    ``amount``: whether the amount stands for the ``"order"`` or for the ``"line"``; ``plus`` and
    ``minus`` are headings of what is added to it and taken from it.
    ``prepaid``: states that an order comes to only when it was paid, though nothing was shipped.
    ``footer``: patterns of the lines below the table: the ``store``, the ``count`` of orders.
    ``assumed``: what to say where times without a zone are put on ``clock``, though nothing proves it.
    ``proxies``: columns that hold something near to what the register means, and what.
    ``says``: what whoever reads such an export should know; ``sources``: where its form is known from.
    """

    id: str
    name: Phrase
    columns: Names[str, tuple[str, ...]]
    role: str = "orders"
    join: str = "order_id"
    step: int = 0
    needs: tuple[str, ...] = ("order_id", "paid_at")
    clock: str = "ask"
    currency: str = ""
    lines: str = "order"
    amount: str = "order"
    fold: Names[str, str] = field(default_factory=dict)
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    states: Names[str, str] = field(default_factory=dict)
    prepaid: frozenset[str] = frozenset()
    words: Names[str, Names[str, str]] = field(default_factory=dict)
    proxies: Names[str, Phrase] = field(default_factory=dict)
    footer: Names[str, str] = field(default_factory=dict)
    says: tuple[Phrase, ...] = ()
    assumed: Phrase | None = None
    sources: tuple[str, ...] = ()
    own: bool = False
    sure: float = 1.0

    def __repr__(self) -> str:
        return f"Mapping({self.id}, {100 * self.sure:.0f} % of the headings known)"

    @cached_property
    def headings(self) -> dict[str, str]:
        """Every heading that the mapping reads, in its plain form -> the column that it fills."""
        return {normal(heading): column for column, headings in self.columns.items() for heading in headings}

    @cached_property
    def plain_columns(self) -> dict[str, tuple[str, ...]]:
        """Column -> the plain forms of the headings that hold it."""
        return {column: tuple(map(normal, headings)) for column, headings in self.columns.items()}

    @cached_property
    def known(self) -> frozenset[str]:
        """The plain forms of all headings that this export is known to have."""
        more = (*self.others, *self.plus, *self.minus, *self.kept)
        return frozenset((*self.headings, *map(normal, more)))


def _phrase(value: Names[str, str]) -> Phrase:
    return Phrase(value["en"], value["zh"])


def parse(data: Names[str, Any], source: str) -> Mapping:
    """A mapping from the data of a TOML file.

    Raises:
        CourseError: with everything that is wrong in it, at once.
    """
    wrong: list[Phrase] = []
    allowed = set(Mapping.__dataclass_fields__) - {"sure"}
    wrong += [Phrase(f"there is no key {key!r}", f"没有 {key!r} 这个键") for key in data if key not in allowed]
    wrong += [Phrase(f"{key!r} is missing", f"缺少 {key!r}") for key in ("id", "name", "columns") if key not in data]
    columns = data.get("columns", {})
    wrong += [
        Phrase(f"{name!r} is not a column of the order table", f"{name!r} 不是订单表的列")
        for name in columns
        if name not in REGISTERED and name not in EXTRA
    ]
    wrong += [
        Phrase(
            f"{part} names {name!r}, for which columns has no headings",
            f"{part} 提到 {name!r}，但 columns 没有给出它的表头",
        )
        for part in ("needs", "proxies")
        for name in data.get(part, ())
        if name not in columns and not data.get("own")
    ]
    wrong += [
        Phrase(
            f"{word!r} is not a meaning of a state; they are: {', '.join(MEANINGS)}",
            f"{word!r} 不是状态的含义；可用的有：{'、'.join(MEANINGS)}",
        )
        for word in data.get("states", {})
        if word not in MEANINGS
    ]
    wrong += [
        Phrase(
            f"{key} is {usual!r} or {other!r}, not {data[key]!r}",
            f"{key} 只能是 {usual!r} 或 {other!r}，不能是 {data[key]!r}",
        )
        for key, (usual, other) in WORDS.items()
        if data.get(key, usual) not in (usual, other)
    ]
    if wrong:
        raise CourseError(
            Phrase(f"{source}: " + "; ".join(w.en for w in wrong), f"{source}：" + "；".join(w.zh for w in wrong))
        )
    fields = dict(data)
    fields["name"] = _phrase(data["name"])
    fields["columns"] = {name: tuple(headings) for name, headings in columns.items()}
    fields["states"] = {normal(word): meaning for meaning, words in data.get("states", {}).items() for word in words}
    fields["prepaid"] = frozenset(map(normal, data.get("prepaid", ())))
    fields["words"] = {
        column: {normal(word): value for value, words in meant.items() for word in words}
        for column, meant in data.get("words", {}).items()
    }
    fields["proxies"] = {name: _phrase(p) for name, p in data.get("proxies", {}).items()}
    fields["says"] = tuple(map(_phrase, data.get("says", ())))
    fields["assumed"] = _phrase(data["assumed"]) if "assumed" in data else None
    for name in ("needs", "plus", "minus", "kept", "others", "sources"):
        if name in fields:
            fields[name] = tuple(fields[name])
    if fields.get("own"):
        fields["columns"] = {name: (name,) for name in REGISTERED} | fields["columns"]
    return Mapping(**fields)


@cache
def mappings() -> dict[str, Mapping]:
    """Every mapping that comes with the course, by its id."""
    found = {}
    for path in sorted(_FOLDER.glob("*.toml")):
        for data in tomllib.loads(path.read_text("utf-8")).get("mapping", ()):
            mapping = parse(data, path.name)
            found[mapping.id] = mapping
    return found


def named(mapping: str | Path | Names[str, Any] | Mapping) -> Mapping:
    """A mapping by its id, from a TOML file, or from the same data as a dictionary."""
    if isinstance(mapping, Mapping):
        return mapping
    if isinstance(mapping, Names):
        return parse(mapping, "mapping")
    if not isinstance(mapping, str | Path):
        raise CourseError(
            f"a mapping is named by its id or by a TOML file, or is a dictionary, not {brief(mapping)}",
            f"映射用 id 或 TOML 文件指定，也可以是一个字典，而不是 {brief(mapping)}",
        )
    path = Path(mapping)
    if path.suffix.lower() == ".toml":
        try:
            data = tomllib.loads(path.read_text("utf-8-sig"))
        except FileNotFoundError:
            raise CourseError(Phrase(f"there is no file {str(path)!r}", f"找不到文件 {str(path)!r}")) from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
            raise CourseError(
                Phrase(f"{str(path)!r} is not a TOML file: {error}", f"{str(path)!r} 不是 TOML 文件：{error}")
            ) from None
        return parse(data.get("mapping", [data])[0], path.name)
    require_known(Phrase("mapping", "映射"), str(mapping), mappings())
    return mappings()[str(mapping)]


def is_known(heading: object) -> bool:
    """Whether any mapping knows a heading."""
    return normal(str(heading)) in _all_known()


@cache
def _all_known() -> frozenset[str]:
    return frozenset().union(*(mapping.known for mapping in mappings().values())) - {""}


# -- finding the right one -----------------------------------------------------------------------


def places(mapping: Mapping, headings: Sequence[str]) -> dict[str, list[int]]:
    """Column of the order table -> where its heading stands (several if it stands more than once)."""
    return _filled(mapping, _standing(headings))


def _standing(headings: Sequence[str]) -> dict[str, list[int]]:
    at: dict[str, list[int]] = {}
    for place, heading in enumerate(headings):
        at.setdefault(normal(heading), []).append(place)
    return at


def _filled(mapping: Mapping, at: Names[str, list[int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for column, names in mapping.plain_columns.items():
        first = next((name for name in names if name in at), None)
        if first is not None:
            found[column] = at[first]
    return found


def fitting(headings: Sequence[str], among: Iterable[Mapping] | None = None) -> Mapping | None:
    """The mapping whose needed headings are all there and that knows most of them."""
    plain = [h for h in map(normal, headings) if h]
    standing = _standing(headings)
    best: tuple[tuple[float, ...], Mapping] | None = None
    for mapping in mappings().values() if among is None else among:
        found = _filled(mapping, standing)
        if not plain or not all(name in found for name in mapping.needs):
            continue
        known = sum(h in mapping.known for h in plain)
        rank = (known, len(found), known / max(len(mapping.known), 1))
        if best is None or rank > best[0]:
            best = rank, replace(mapping, sure=known / len(plain))
    return best[1] if best else None


def guess(headings: Sequence[str]) -> Mapping:
    """A mapping for an unknown export: each heading as any known export means it.

    What it cannot tell it leaves out; ``sure`` is the share of the headings that it knows.
    """
    votes: dict[str, list[str]] = {}
    for heading in headings:
        column = _usual_meaning().get(normal(heading))
        if column is not None:
            votes.setdefault(column, []).append(heading)
    known = sum(map(len, votes.values()))
    states: dict[str, str] = {}
    for mapping in mappings().values():
        states |= dict(mapping.states)
    return Mapping(
        "guessed",
        Phrase("guessed from the headings", "按表头猜测"),
        {column: tuple(names) for column, names in votes.items()},
        states=states,
        lines="item",
        sure=known / max(len([h for h in headings if h]), 1),
    )


@cache
def _usual_meaning() -> dict[str, str]:
    meanings: dict[str, dict[str, int]] = {}
    for mapping in mappings().values():
        if mapping.role == "orders":
            for heading, column in mapping.headings.items():
                counts = meanings.setdefault(heading, {})
                counts[column] = counts.get(column, 0) + 1
    return {heading: max(counts, key=counts.__getitem__) for heading, counts in meanings.items()}
