"""The words of the course in both languages: what each means, and which lesson teaches it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from ..base import wording
from ..base.errors import CourseError, unknown_name
from ..base.language import Phrase, get_language, language_tag
from ..rulebook.faults import Faults, phrase, read_toml

FILE = Path(__file__).parent / "glossary.toml"
_ID = re.compile(r"[a-z]+(-[a-z]+)*")
_KEYS = ("term", "short", "also", "avoid", "meaning", "lesson")
Forms = Mapping[str, tuple[str, ...]]
"""Words by language."""


@dataclass(frozen=True, slots=True, repr=False)
class Term:
    """One word: ``also`` are other forms that lessons use, ``avoid`` wrong words for it."""

    id: str
    term: Phrase
    short: str | None
    meaning: Phrase
    lesson: str
    also: Forms
    avoid: Forms

    @property
    def name(self) -> Phrase:
        """The word with its abbreviation."""
        if self.short is None:
            return self.term
        return Phrase(f"{self.term.en} ({self.short})", f"{self.term.zh}（{self.short}）")

    @property
    def forms(self) -> Forms:
        """Every form of the word that the course uses, by language."""
        short = (self.short,) if self.short else ()
        return {side: (self.term.text(side), *short, *self.also.get(side, ())) for side in ("en", "zh")}

    def __repr__(self) -> str:
        other = self.term.zh if get_language() == "en" else self.term.en
        where = Phrase(f"lesson {wording.lesson_said(self.lesson)}", f"第 {wording.lesson_said(self.lesson)} 课")
        words = Phrase(
            f"{self.name.en} · {other}: {self.meaning.en} ({where.en})",
            f"{self.name.zh} · {other}：{self.meaning.zh}（{where.zh}）",
        )
        return str(words)

    def _repr_html_(self) -> str:
        return Glossary((self,))._repr_html_()


@dataclass(frozen=True, slots=True, repr=False)
class Glossary:
    """The words of the course, in the order in which they are taught."""

    terms: tuple[Term, ...]

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    def __repr__(self) -> str:
        return str(Phrase(f"Glossary({len(self)} terms)", f"Glossary({len(self)} 个词)"))

    def __str__(self) -> str:
        return "\n".join(map(repr, self.terms))

    def _repr_html_(self) -> str:
        zh = get_language() == "zh"
        heads = ("词", "英文", "意思", "课") if zh else ("word", "Chinese", "meaning", "lesson")
        here, there = map(language_tag, ("zh", "en") if zh else ("en", "zh"))
        head = "".join(f'<th style="text-align:left">{name}</th>' for name in heads)
        rows = "".join(
            f'<tr><th scope="row" style="text-align:left">{escape(str(term.name))}</th>'
            f'<td lang="{there}" style="text-align:left">'
            f"{escape(term.term.en if zh else term.term.zh)}</td>"
            f'<td style="text-align:left">{escape(str(term.meaning))}</td>'
            f"<td>{wording.lesson_said(term.lesson)}</td></tr>"
            for term in self.terms
        )
        return f'<table lang="{here}"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def glossary(word: str | None = None) -> Glossary | Term:
    """The words of the course, or one of them: ``aecourse.glossary("odr")``.

    A word is found by its id, its abbreviation, or any of its forms in either language.

    Raises:
        UnknownName: there is no such word; the error names near ones.
    """
    if word is None:
        return terms()
    known = {
        form.casefold(): term
        for term in reversed(terms().terms)
        for form in (term.id, term.short or term.id, *term.forms["en"], *term.forms["zh"])
    } | {term.id: term for term in terms()}
    asked = str(word).strip().casefold()
    if asked not in known:
        raise unknown_name(Phrase("word in the glossary", "词条"), word, known)
    return known[asked]


def taught_in(lesson: str) -> tuple[Term, ...]:
    """The words that a lesson teaches, in the order of the glossary."""
    return tuple(term for term in terms() if term.lesson == lesson)


@lru_cache(maxsize=1)
def terms() -> Glossary:
    """All words; raises :class:`CourseError` with every fault of the file."""
    return read_glossary(FILE)


def read_glossary(path: Path) -> Glossary:
    """The glossary in the file *path*; raises :class:`CourseError` with every fault of it."""
    faults = Faults(path.name)
    raw = read_toml(path, faults) or {}
    found = tuple(_term(id, entry, faults) for id, entry in raw.items())
    for side in ("en", "zh"):
        words = [term.term.text(side) for term in found]
        for term in found:
            if words.count(term.term.text(side)) > 1:
                faults.add(term.id, f"another entry has the same word ({side})", f"与别的词条重复（{side}）")
            for wrong in term.avoid.get(side, ()):
                right = [form for other in found for form in other.forms[side]]
                if any(wrong.casefold() in form.casefold() for form in right):
                    faults.add(term.id, f"{wrong!r} is a word to avoid, and it is used", f"{wrong!r} 既要避免又在使用")
    if faults.found:
        raise CourseError(
            "The glossary cannot be used:\n" + "\n".join(f"  {fault.key}: {fault.reason.en}" for fault in faults.found),
            "词汇表的数据有误：\n" + "\n".join(f"  {fault.key}：{fault.reason.zh}" for fault in faults.found),
        )
    return Glossary(tuple(sorted(found, key=lambda term: term.lesson)))


def _term(id: str, raw: Any, faults: Faults) -> Term:
    entry: Mapping[str, Any] = raw if isinstance(raw, Mapping) else {}
    faults.unknown_keys(id, entry, _KEYS)
    if not _ID.fullmatch(id):
        faults.add(id, "an id is lower case with hyphens", "id 用小写字母和连字符")
    lesson = entry.get("lesson")
    if not isinstance(lesson, str) or not re.fullmatch(r"\d\d[a-z]?", lesson):
        faults.add(
            f"{id}.lesson",
            'must be the number of a lesson in quotation marks, like "03" or "03b"',
            '应为带引号的课号，如 "03" 或 "03b"',
        )
        lesson = "00"
    short = entry.get("short")
    if short is not None and not isinstance(short, str):
        faults.add(f"{id}.short", "must be text", "应为文字")
        short = None
    return Term(
        id,
        phrase(entry.get("term"), f"{id}.term", faults),
        short,
        phrase(entry.get("meaning"), f"{id}.meaning", faults),
        lesson,
        _forms(entry.get("also", {}), f"{id}.also", faults),
        _forms(entry.get("avoid", {}), f"{id}.avoid", faults),
    )


def _forms(raw: Any, where: str, faults: Faults) -> Forms:
    sound = (
        isinstance(raw, Mapping)
        and set(raw) <= {"en", "zh"}
        and all(
            isinstance(words, list) and all(isinstance(word, str) and word.strip() for word in words)
            for words in raw.values()
        )
    )
    if not sound:
        faults.add(where, "must be lists of words, .en and .zh", "应为 .en 和 .zh 两个词语列表")
        return {}
    return {side: tuple(words) for side, words in raw.items()}
