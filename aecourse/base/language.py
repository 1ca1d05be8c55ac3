"""Words in English and Chinese.

Everything a learner reads is a :class:`Phrase`: both languages side by side, so that one cannot be
written without the other.  Which of the two is shown is one setting for the session, made by the
set-up cell of each notebook with :func:`set_language`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from reprlib import Repr
from typing import Any, Literal

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")

_current: Language = "en"


def checked_language(language: Any) -> Language:
    """*language* if it is ``"en"`` or ``"zh"``.

    Raises:
        CourseError: the course does not speak it.
    """
    for known in LANGUAGES:
        if isinstance(language, str) and language == known:
            return known
    raise CourseError(
        f"language must be 'en' or 'zh', not {brief(language)}", f"语言只能是 'en' 或 'zh'，而不是 {brief(language)}"
    )


def set_language(language: str) -> None:
    """Choose the language of every later message, table and picture: ``"en"`` or ``"zh"``."""
    global _current
    _current = checked_language(language)


def get_language() -> Language:
    """The language in which messages, tables and pictures are shown now."""
    return _current


@contextmanager
def using(language: str) -> Iterator[None]:
    """Show one block of work in *language*, then return to the language before."""
    before = get_language()
    set_language(language)
    try:
        yield
    finally:
        set_language(before)


def spoken(language: str | None) -> Language:
    """*language*, or the session's where none is asked for.

    Raises:
        CourseError: the course does not speak it.
    """
    return get_language() if language is None else checked_language(language)


def language_tag(language: str) -> str:
    """What HTML and SVG call *language*."""
    return "zh-Hans" if language == "zh" else "en"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One meaning in both languages.  ``str(phrase)`` gives the session's language."""

    en: str
    zh: str

    def __str__(self) -> str:
        return self.text()

    def text(self, language: str | None = None) -> str:
        """The words in *language* (default: the session's)."""
        return self.zh if spoken(language) == "zh" else self.en

    def format(self, **values: object) -> Phrase:
        """Fill the ``{slots}`` of both languages; a value that is a Phrase keeps its two sides.

        A whole number may be asked for with its noun, for English has a plural:
        ``Phrase("{n:order}", "{n:,} 笔")`` gives "1 order" and "1,392 orders".
        """

        def side(language: Language) -> dict[str, object]:
            return {key: _filled(value, language) for key, value in values.items()}

        return Phrase(self.en.format(**side("en")), self.zh.format(**side("zh")))


class CourseError(ValueError):
    """A mistake that the person at the keyboard can mend.

    Raised with a :class:`Phrase`, or with the two texts of one.  ``str(error)`` is one or more
    sentences in the session's language; ``error.phrase`` holds both.
    """

    def __init__(self, said: Phrase | str, zh: str | None = None) -> None:
        self.phrase = said if isinstance(said, Phrase) else Phrase(said, said if zh is None else zh)
        super().__init__(self.phrase.en)

    def __str__(self) -> str:
        return str(self.phrase)


class _Short(Repr):
    """What stands in a sentence of its own: values in a few words, tables by their kind alone."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.maxstring = self.maxother = self.maxlong = most

    def repr_int(self, value: int, level: int) -> str:
        return super().repr_int(value, level) if value.bit_length() < 400 else "a whole number of many digits"

    def repr_instance(self, value: Any, level: int) -> str:
        if hasattr(value, "__len__"):  # a table, a column, an array: some are long to write
            return type(value).__name__
        words = super().repr_instance(value, level)
        return type(value).__name__ if "\n" in words or "..." in words or words.startswith("<") else words


A_PATH = 240
"""So many letters of a path are told: more than most have."""


def brief(value: object, most: int = 60) -> str:
    """*value* as an error names it: on one line, and no longer than about *most* whatever it is."""
    return _Short(most).repr(value)


def counted(number: int, thing: str) -> str:
    """``1 order``, ``1,392 orders``, ``2 categories``."""
    if number == 1:
        return f"1 {thing}"
    many = f"{thing[:-1]}ies" if thing.endswith("y") and thing != "day" else f"{thing}s"
    return f"{number:,} {many}"


class _Count(int):
    """A whole number that can be formatted with its noun."""

    def __format__(self, spec: str) -> str:
        return counted(int(self), spec) if spec.isalpha() and len(spec) > 1 else format(int(self), spec)


def _filled(value: object, language: Language) -> object:
    if isinstance(value, Phrase):
        return value.text(language)
    if isinstance(value, int) and not isinstance(value, bool):
        return _Count(value)
    return value


def join(phrases: list[Phrase], en: str = " ", zh: str = "") -> Phrase:
    """Several phrases as one, with the separator of each language."""
    return Phrase(en.join(p.en for p in phrases), zh.join(p.zh for p in phrases))
