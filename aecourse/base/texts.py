"""Words as data: what a module says stands in a TOML file of its name beside it.

    [words]
    stays.en = "sells here"
    stays.zh = "在营"

``TEXTS = texts(__file__)`` gives ``TEXTS["words"]["stays"]`` as a :class:`Phrase`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from .language import LANGUAGES, Phrase

Texts = Mapping[str, Mapping[str, Phrase]]


def texts(module: str, **numbers: object) -> Texts:
    """The tables of the file beside *module* (its ``__file__``), each a mapping of names to phrases.

    Args:
        module: where the Python file lies; ``words.py`` has its texts in ``words.toml``.
        numbers: values for slots that hold for good, such as a limit of the model; all other
            ``{slots}`` stay, to be filled with :meth:`Phrase.format`.

    Raises:
        ValueError: every entry that lacks a language, all at once, with file, key and reason.
    """
    path = Path(module).with_suffix(".toml")
    raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    faults = [
        f"{path.name}: {name}.{key}: {fault}"
        for name, table in raw.items()
        for key, entry in table.items()
        if (fault := _fault(entry))
    ]
    if faults:
        raise ValueError("\n".join(faults))
    return MappingProxyType(
        {
            name: MappingProxyType(
                {
                    key: Phrase(*(_filled(entry[language], numbers) for language in LANGUAGES))
                    for key, entry in table.items()
                }
            )
            for name, table in raw.items()
        }
    )


def _fault(entry: object) -> str:
    if not isinstance(entry, Mapping) or set(entry) != set(LANGUAGES):
        return "needs the two texts .en and .zh, and nothing else"
    return "" if all(isinstance(side, str) for side in entry.values()) else "a text is a string"


def _filled(text: str, numbers: Mapping[str, object]) -> str:
    for name, value in numbers.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text
