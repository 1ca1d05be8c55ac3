"""Words and tables as data: what a module says or lists stands in a TOML file of its name beside it.

    [words]
    stays.en = "sells here"
    stays.zh = "在营"

``texts(__file__)["words"]["stays"]`` is a :class:`Phrase`.

    [suppliers.steady]
    name.en = "Steady"
    name.zh = "稳定的"
    unit_cost = 7.5

``tables(__file__, suppliers=Supplier)["suppliers"]["steady"]`` is a ``Supplier``: a dataclass's fields
say what an entry must hold, and of which type; a first field of the type str is the entry's own key.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from pathlib import Path
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from .language import LANGUAGES, Phrase

Texts = Mapping[str, Mapping[str, Phrase]]

_PLAIN: Mapping[type, tuple[tuple[type, ...], str]] = {
    str: ((str,), "a text"),
    float: ((int, float), "a number"),
    int: ((int,), "a whole number"),
    bool: ((bool,), "true or false"),
}


def texts(module: str, **numbers: object) -> Texts:
    """The tables of the file beside *module* (its ``__file__``), each a mapping of names to phrases.

    Args:
        module: where the Python file lies; ``words.py`` has its texts in ``words.toml``.
        numbers: values for slots that hold for good, such as a limit of the model; all other
            ``{slots}`` stay, to be filled with :meth:`Phrase.format`.

    Raises:
        ValueError: every fault of the file at once, each with file, key and reason.
    """
    found = _read(module, None)
    return MappingProxyType({name: _with(table, numbers) for name, table in found.items()}) if numbers else found


def _with(table: Mapping[str, Phrase], numbers: Mapping[str, object]) -> Mapping[str, Phrase]:
    def filled(text: str) -> str:
        for name, value in numbers.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text

    return MappingProxyType({key: Phrase(filled(said.en), filled(said.zh)) for key, said in table.items()})


def tables(module: str, **kinds: Any) -> dict[str, Any]:
    """The tables of the file beside *module* (its ``__file__``), each a mapping of keys to entries, or a tuple.

    Args:
        module: where the Python file lies; ``levers.py`` has its tables in ``levers.toml``.
        kinds: what the entries of each table are: a dataclass, :class:`Phrase` or another type; of a
            list of tables (``[[step]]``) it is ``tuple[Step, ...]``.

    Raises:
        ValueError: every fault of the file at once, each with file, key and reason.
    """
    return _read(module, kinds)


def _read(module: str, asked: Mapping[str, Any] | None) -> dict[str, Any]:
    """The tables beside *module*; without kinds *asked* for, whatever tables stand there hold phrases."""
    path = Path(module).with_suffix(".toml")
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    kinds = dict.fromkeys(raw, Phrase) if asked is None else asked
    faults = [f"{name}: no such table is asked for" for name in raw.keys() - kinds.keys()]
    found = {name: _table(kind, raw.get(name), name, faults) for name, kind in kinds.items()}
    if faults:
        raise ValueError("\n".join(f"{path.name}: {fault}" for fault in sorted(faults)))
    return found


def _table(kind: Any, raw: Any, where: str, faults: list[str]) -> Any:
    made = _made if isinstance(raw, list) else _entries
    return made(kind, raw, where, faults)


def _entries(kind: Any, raw: Any, where: str, faults: list[str]) -> Mapping[str, Any]:
    if not isinstance(raw, dict):
        faults.append(f"{where}: must be a table")
        return {}
    return MappingProxyType({key: _made(kind, entry, f"{where}.{key}", faults, key) for key, entry in raw.items()})


def _made(kind: Any, raw: Any, where: str, faults: list[str], key: str = "") -> Any:
    """*raw* as a *kind*; what is wrong with it is added to *faults*."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is UnionType:  # X | None: an entry may leave it out
        kind = next(one for one in inner if one is not NoneType)
        origin, inner = get_origin(kind), get_args(kind)
    if kind is Phrase:
        return _phrase(raw, where, faults)
    if is_dataclass(kind):
        return _row(kind, raw, where, faults, key)
    if origin is Mapping:
        return _entries(inner[1], raw, where, faults)
    if origin is tuple and isinstance(raw, list):
        return tuple(_made(inner[0], one, f"{where}[{at}]", faults) for at, one in enumerate(raw))
    return _plain(kind, raw, where, faults)


def _plain(kind: Any, raw: Any, where: str, faults: list[str]) -> Any:
    if get_origin(kind) is tuple:
        faults.append(f"{where}: must be a list, not {raw!r}")
    elif get_origin(kind) is Literal:
        if raw not in get_args(kind):
            faults.append(f"{where}: must be one of {', '.join(map(repr, get_args(kind)))}, not {raw!r}")
    elif kind is not Any:
        types, words = _PLAIN[kind]
        if not isinstance(raw, types) or isinstance(raw, bool) != (kind is bool):
            faults.append(f"{where}: must be {words}, not {raw!r}")
    return raw


def _phrase(raw: Any, where: str, faults: list[str]) -> Phrase:
    whole = isinstance(raw, dict) and raw.keys() == set(LANGUAGES)
    if whole and all(isinstance(side, str) for side in raw.values()):
        said = Phrase(**raw)
        if bool(said.en.strip()) is bool(said.zh.strip()):  # a unit may be none, in both
            return said
    faults.append(f"{where}: needs the two texts .en and .zh, and nothing else")
    return Phrase("", "")


def _row(kind: Any, raw: Any, where: str, faults: list[str], key: str) -> Any:
    if not isinstance(raw, dict):
        faults.append(f"{where}: must be a table")
        return None
    types, own = get_type_hints(kind), {field.name: field for field in fields(kind)}
    first = next(iter(own))
    keyed = {first: key} if key and types[first] is str else {}
    faults += [f"{where}.{name}: is not known" for name in raw.keys() - (own.keys() - keyed.keys())]
    faults += [f"{where}.{name}: is missing" for name in own.keys() - raw.keys() - keyed.keys() if _needed(own[name])]
    before = len(faults)
    values = {n: _made(types[n], value, f"{where}.{n}", faults, n) for n, value in raw.items() if n in own}
    whole = len(faults) == before and all(n in {*values, *keyed} for n in own if _needed(own[n]))
    return kind(**keyed | values) if whole else None


def _needed(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING
