"""From which SNAD rate on a violation begins: the bands, which differ by category group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .book import regime_of

if TYPE_CHECKING:
    from .model import Regime

_STEM, _GROUP = "snad.bands.", "_categories"


def snad_bands(regime: str | Regime, category: Any) -> Mapping[str, float]:
    """The SNAD rate at which each kind of violation begins, for a category group.

    ``snad.bands.NAME`` holds for the groups that ``snad.bands.NAME_categories`` lists,
    ``snad.bands.other`` for all the rest.  Where two lists name a group, the shorter list holds: a
    line for apparel alone is two entries of a rule file.
    """
    regime = regime_of(regime)
    lists = {key.removesuffix(_GROUP): regime[key] for key in regime if key.startswith(_STEM) and key.endswith(_GROUP)}
    named = [
        key
        for key in sorted(lists, key=lambda key: len(lists[key]))
        if isinstance(category, str) and category in lists[key]
    ]
    bands: Mapping[str, float] = regime[named[0] if named else f"{_STEM}other"]
    return bands


def snad_band_keys(regime: Regime) -> tuple[str, ...]:
    """The parameters of *regime* that hold SNAD bands."""
    return tuple(key for key in regime if key.startswith(_STEM) and not key.endswith(_GROUP))
