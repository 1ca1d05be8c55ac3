"""The rulebook as a whole: which regimes and tables there are, loaded when asked for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..base.arguments import guarded, is_folder
from ..base.errors import CourseError, brief, require_known
from ..base.language import Phrase
from . import reader
from .faults import Faults, Raw, read_toml
from .model import Fault, Moment, Regime, RulebookError, Source, Table
from .texts import sources_from
from .values import Fixed, to_date

HERE = Path(__file__).parent
FOLDER_VARIABLE = "AECOURSE_RULES"
"""The environment variable that names a folder of a trainer's own regime files."""


def load(id: str, folder: str | Path | None = None) -> Regime:
    """The regime *id*, checked; :class:`RulebookError` lists every fault of a bad file.

    *folder* holds own regime files (``name.toml``, and ``sources.toml`` for sources of their own);
    without it the folder named by the environment variable ``AECOURSE_RULES`` is used, if any.
    """
    paths = _paths(_folder(folder))
    require_known(Regime.kind, id, paths)
    return _regime(paths[id], _time_of(paths[id]))


@guarded
def publishers(ids: Iterable[str]) -> Phrase:
    """Who published these sources, each named once."""
    known = sources()
    named = list(ids)
    for id in named:
        require_known(Phrase("source", "来源"), id, known)
    found = dict.fromkeys(known[id].by for id in named)
    return Phrase(", ".join(who.en for who in found), "、".join(who.zh for who in found))


def regime_of(regime: str | Regime) -> Regime:
    """The regime itself, or the one of that id.

    Raises:
        UnknownName: no regime of that id; the near ones are named.
        CourseError: neither an id nor a regime.
    """
    if isinstance(regime, str):
        return load(regime)
    given: Any = regime
    if not isinstance(given, Regime):
        raise CourseError(
            Phrase(
                f"a regime is named by its id, such as 'grade_2015_odr', not {brief(regime)}",
                f"规则用 id 指定，例如 'grade_2015_odr'，而不是 {brief(regime)}",
            )
        )
    return regime


def regimes(folder: str | Path | None = None) -> tuple[Regime, ...]:
    """Every regime, by its first day."""
    found = [_regime(path, _time_of(path)) for path in _paths(_folder(folder)).values()]
    return tuple(sorted(found, key=lambda regime: (regime.effective_from, regime.id)))


def in_force(day: date | str, folder: str | Path | None = None) -> tuple[Regime, ...]:
    """The regimes in force on *day* (a date or ``"2022-03-01"``), by their first day."""
    wanted = to_date(day)
    return tuple(regime for regime in regimes(folder) if regime.in_force(wanted))


def sources() -> Mapping[str, Source]:
    """The texts behind the rules, by id."""
    found, faults = _sources(HERE)
    if faults:
        raise RulebookError(faults)
    return Fixed(found)


def read_until() -> date:
    """The last day of the month in which texts were last looked for: as far as this rulebook can see."""
    year, month = map(int, max(source.read for source in sources().values())[:7].split("-"))
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def table(id: str) -> Table:
    """The dated table *id*, for example ``"points"``."""
    paths = _own_paths("tables")
    require_known(Table.kind, id, paths)
    return _table(paths[id])


def tables() -> tuple[Table, ...]:
    """Every dated table, by id."""
    return tuple(table(id) for id in _own_paths("tables"))


def timeline(folder: str | Path | None = None) -> tuple[Moment, ...]:
    """What begins and ends when: every dated parameter of every regime, by date."""
    return _moments(regimes(folder))


@lru_cache(maxsize=4)
def _moments(regimes: tuple[Regime, ...]) -> tuple[Moment, ...]:
    moments = []
    for regime in regimes:
        for key, parameter in regime.parameters.items():
            if parameter.unit == "date" and isinstance(parameter.value, date):
                what = {"effective_from": "begins"}.get(key, key)
                if key not in ("effective_to", "changed_by"):
                    moments.append(Moment(parameter.value, regime.id, what))
        if regime.last_day is not None:
            moments.append(Moment(regime.last_day, regime.id, "ends"))
    return tuple(sorted(moments))


def _folder(given: Any) -> Path | None:
    named = os.environ.get(FOLDER_VARIABLE) if given is None or (isinstance(given, str) and not given) else given
    if named is None or (isinstance(named, str) and not named):
        return None
    if not isinstance(named, str | Path) or not is_folder(folder := Path(named)):
        said = brief(str(named) if isinstance(named, Path) else named)
        raise CourseError(f"There is no folder {said}.", f"没有文件夹 {said}。")
    return folder.resolve()


def _paths(folder: Path | None) -> Mapping[str, Path]:
    """The regime files by id: the package's, then those of *folder*, all of which are checked."""
    own = _own_paths("regimes")
    if folder is None:
        return own
    added = {p.stem: p for p in sorted(folder.glob("*.toml")) if p.stem != "sources"}
    faults = []
    for id, path in added.items():
        if id in own:
            check = Faults(path.name)
            check.add("id", f"the rulebook has a regime {id!r}; choose another id", f"规则库中已有 {id!r}；请另取标识")
            faults += check.found
        try:
            _regime(path, _time_of(path))
        except RulebookError as error:
            faults += error.faults
    if faults:
        raise RulebookError(tuple(dict.fromkeys(faults)))
    return {**own, **added}


@lru_cache(maxsize=2)
def _own_paths(kind: str) -> Mapping[str, Path]:
    """The package's own files of *kind*, ``"regimes"`` or ``"tables"``, by id."""
    return {path.stem: path for path in sorted((HERE / kind).glob("*.toml"))}


def _time_of(path: Path) -> int:
    """What tells an edited file from the one read before; the package's own files never change."""
    return 0 if _is_own(path) else path.stat().st_mtime_ns


@lru_cache(maxsize=256)
def _is_own(path: Path) -> bool:
    """Whether a file belongs to the package."""
    return HERE in path.parents


@lru_cache(maxsize=256)
def _regime(path: Path, _time: int) -> Regime:
    faults = Faults(path.name)
    raw = read_toml(path, faults)
    known, bad_sources = _sources(HERE)
    outcomes = None
    if path.parent.parent != HERE:
        outcomes = _outcomes()
        own, bad_own = _sources(path.parent, _time_of_sources(path.parent))
        known, bad_sources = {**known, **own}, (*bad_sources, *bad_own)
    regime = None if raw is None else reader.regime_from(raw, known, _raw_tables(raw), faults, outcomes)
    found = (*bad_sources, *faults.found)
    if found or regime is None:
        raise RulebookError(found)
    return regime


@lru_cache(maxsize=1)
def _outcomes() -> tuple[str, ...]:
    """The kinds of outcome that the package's own regimes have: what others may name."""
    return tuple(dict.fromkeys(_regime(path, 0).outcome for path in _own_paths("regimes").values()))


@lru_cache(maxsize=64)
def _table(path: Path) -> Table:
    faults = Faults(path.name)
    raw = read_toml(path, faults)
    known, bad_sources = _sources(HERE)
    rules = None if raw is None else reader.table_from(raw, known, faults)
    found = (*bad_sources, *faults.found)
    if found or rules is None:
        raise RulebookError(found)
    return rules


@lru_cache(maxsize=8)
def _sources(folder: Path, _time: int = 0) -> tuple[Mapping[str, Source], tuple[Fault, ...]]:
    """The sources of *folder* and what is wrong with them."""
    path = folder / "sources.toml"
    if not path.exists():
        return {}, ()
    faults = Faults(path.name)
    raw = read_toml(path, faults)
    found = {} if raw is None else sources_from(raw, faults)
    return found, tuple(faults.found)


def _time_of_sources(folder: Path) -> int:
    path = folder / "sources.toml"
    return _time_of(path) if path.exists() else 0


def _raw_tables(raw: Raw) -> dict[str, Raw]:
    """The tables that parameters of *raw* refer to by ``same_as``, as they stand in their files."""
    entries = raw.get("parameters", {})
    if not isinstance(entries, Mapping):
        return {}
    named = {
        str(entry["same_as"]).partition(".")[0]
        for entry in entries.values()
        if isinstance(entry, Mapping) and "same_as" in entry
    }
    return {id: _raw_table(path) for id, path in _own_paths("tables").items() if id in named}


@lru_cache(maxsize=64)
def _raw_table(path: Path) -> Raw:
    return read_toml(path, Faults(path.name)) or {}
