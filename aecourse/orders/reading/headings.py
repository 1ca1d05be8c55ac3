"""Headings as people write them, brought to one form."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from .text import legible

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\x00]")
_ASIDE = re.compile(r"[(（\[【].*?[)）\]】]")
_SEPARATING = re.compile(r"[\s_\-*:：.'\"“”/\\]+")


@lru_cache(maxsize=4096)
def normal(heading: str) -> str:
    """*heading* without case, width, spaces, stars and whatever stands in brackets."""
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", heading)).casefold()
    short = _ASIDE.sub("", text)
    return _SEPARATING.sub("", short) or _SEPARATING.sub("", text)


def text_of(cell: object) -> str:
    """A cell of a heading line as text."""
    return "" if cell is None else legible(str(cell))
