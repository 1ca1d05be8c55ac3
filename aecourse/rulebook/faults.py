"""Finding every fault of a rule file: what is wrong, in which file, at which key."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ..base.language import Phrase
from .model import Fault

Raw = dict[str, Any]
"""The contents of a TOML file."""


class Faults:
    """The faults found so far in one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Fault] = []

    def add(self, key: str, en: str, zh: str) -> None:
        """Note what is wrong at *key*."""
        self.found.append(Fault(self.file, key, Phrase(en, zh)))

    def unknown_keys(self, where: str, raw: Mapping[str, Any], known: Iterable[str]) -> None:
        """Note every key of *raw* that is not among the *known* ones."""
        for key in raw:
            if key not in known:
                names = ", ".join(known)
                self.add(
                    f"{where}.{key}" if where else key, f"wrong key; there are: {names}", f"键名有误；可用的键：{names}"
                )

    def word(self, key: str, value: Any, known: Iterable[str], en: str, zh: str) -> bool:
        """Whether *value* is one of the *known* words; if not, note it, naming its kind."""
        if isinstance(value, str) and value in known:
            return True
        names = ", ".join(known)
        self.add(key, f"unknown {en} {value!r}; there are: {names}", f"未知的{zh} {value!r}；可用：{names}")
        return False


def read_toml(path: Path, faults: Faults) -> Raw | None:
    """The contents of *path*, or ``None`` and a fault if it is missing or not TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        faults.add("-", "there is no such file", "没有这个文件")
    except UnicodeDecodeError:
        faults.add("-", "the file is not UTF-8 text", "文件不是 UTF-8 文本")
    except tomllib.TOMLDecodeError as error:
        faults.add("-", f"not valid TOML: {error}", f"不是有效的 TOML：{error}")
    return None


def phrase(raw: Any, key: str, faults: Faults) -> Phrase:
    """Both languages of a text; a fault if one is missing."""
    if (
        isinstance(raw, Mapping)
        and set(raw) == {"en", "zh"}
        and all(isinstance(side, str) and side.strip() for side in raw.values())
    ):
        return Phrase(raw["en"], raw["zh"])
    faults.add(key, "needs the two texts .en and .zh", "需要 .en 和 .zh 两种文字")
    return Phrase("", "")
