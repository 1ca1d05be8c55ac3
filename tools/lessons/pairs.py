"""Are the two languages of a lesson in step?  Structure, links, numbers, code words, punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from aecourse.base.language import Phrase

from .content import SLOT
from .source import Fault, Lesson, Prose, fingerprint
from .task import Path, Task, shown

_MARKDOWN = MarkdownIt("commonmark").enable("table")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})\b")
_DATED = re.compile(rf"\d (?:{'|'.join(_MONTHS)})\b|\b(?:{'|'.join(_MONTHS)}) \d")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_CHINESE = re.compile(f"[{_HAN}]")
_HALF = re.compile(rf"[{_HAN}”）」][,.:;?!()\"]|[,:;?!()\"][{_HAN}“（「]")


@dataclass
class Shape:
    """What must be the same in both languages of a cell."""

    headings: list[str] = field(default_factory=list)
    blocks: Counter[str] = field(default_factory=Counter)
    links: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    fences: list[str] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)


def faults(lesson: Lesson) -> Iterator[Fault]:
    """Everything in *lesson* in which its two languages are not in step."""
    front = lesson.front
    for phrase in (front.title, *front.questions, *front.objectives):
        yield from (lesson.fault(1, f"front matter: {said}") for said in _phrase(phrase))
    for pair in lesson.prose:
        line = pair.lines["zh"]
        if pair.of != fingerprint(pair.texts["en"]):
            state = "was never stamped" if not pair.of else "is stale: its English has changed"
            yield lesson.fault(line, _stamp(state, lesson))
        yield from (lesson.fault(line, said) for said in _pair(pair))
    for task in lesson.tasks:
        yield from _task(lesson, task)


def _task(lesson: Lesson, task: Task) -> Iterator[Fault]:
    """Where an exercise or a question is not in step."""
    if task.of != fingerprint(task.english):
        state = "was never stamped" if not task.of else "is stale: its English has changed"
        yield lesson.fault(task.line, f"{task.name}: {_stamp(state, lesson)}")
    for path, text in task.texts.items():
        for said in _task_text(task, path, text):
            yield lesson.fault(task.at(path), f"{task.name}: {shown(path)}{said}")


def _task_text(task: Task, path: Path, text: Phrase) -> Iterator[str]:
    """Where the two sides of a text of a task differ.  The prompt of an exercise is Markdown."""
    if sorted(SLOT.findall(text.en)) != sorted(SLOT.findall(text.zh)):
        yield "the {{ … }} of the two languages differ"
    if not _CHINESE.search(text.zh) and text.en != text.zh:
        yield "the Chinese text has no Chinese"
    if task.form == "exercise" and path == ("prompt",):
        yield from _pair(Prose(0, {}, {"en": text.en, "zh": text.zh}, "", ()))
        return
    yield from half_width(text.zh)
    one, other = numbers(shape(text.en), shape(text.zh))
    if one != other and path != ("unit",):
        yield _differ("numbers", one, other)
    if task.form == "question" and re.search(r"[*`<>]|\]\(", text.en + text.zh):
        yield "a quiz shows its texts as they stand: no marks of Markdown"


def _differ(name: str, one: Counter[str], other: Counter[str]) -> str:
    return f"{name} differ: only en {_more(one, other)}, only zh {_more(other, one)}"


def _stamp(state: str, lesson: Lesson) -> str:
    return (
        f"the Chinese {state}; read both, then `python -m tools.lessons accept {lesson.number}`"
    )


def _phrase(phrase: Phrase) -> Iterator[str]:
    if not phrase.en.strip() or not phrase.zh.strip():
        yield "a text is empty"
    yield from half_width(phrase.zh)


def _pair(pair: Prose) -> Iterator[str]:
    english, chinese = shape(pair.texts["en"]), shape(pair.texts["zh"])
    if not pair.texts["en"].strip() or not pair.texts["zh"].strip():
        yield "a cell is empty"
    if english.headings != chinese.headings:
        yield f"headings differ: en {english.headings}, zh {chinese.headings}"
    if "h1" in english.headings:
        yield "heading 1 is the title, which the build writes; sections begin with ##"
    if len(english.headings) > 1:
        yield "a cell has at most one heading"
    if english.fences != chinese.fences:
        yield "fenced blocks differ"
    for name, one, other in (
        ("structure", english.blocks, chinese.blocks),
        ("links", english.links, chinese.links),
        ("code words", english.words, chinese.words),
        ("numbers", *numbers(english, chinese)),
    ):
        if one != other:
            yield _differ(name, one, other)
    yield from _words(english, chinese)


def _words(english: Shape, chinese: Shape) -> Iterator[str]:
    for text in chinese.prose:
        yield from half_width(text)
    for text in (*english.prose, *chinese.prose):
        if "*" in text:
            yield f"an asterisk that opens or closes no emphasis: {text[:40]}"


def _more(one: Counter[str], other: Counter[str]) -> list[str]:
    return sorted((one - other).elements())


def shape(text: str) -> Shape:
    """The structure, links, code words and plain prose of a Markdown *text*."""
    found = Shape()
    for token in _MARKDOWN.parse(text):
        if token.type == "heading_open":
            found.headings.append(token.tag)
        elif token.type in ("list_item_open", "tr_open", "blockquote_open"):
            found.blocks[{"li": "list item", "tr": "table row"}.get(token.tag, "box")] += 1
        elif token.type in ("fence", "code_block"):
            found.fences.append(token.content)
        elif token.type == "html_block":
            found.blocks["html"] += 1
        elif token.type == "inline":
            found.prose.append(_inline(token, found))
    return found


def _inline(token: Token, found: Shape) -> str:
    """The plain words of a paragraph; what it links to and its code words go into *found*."""
    words: list[str] = []
    for child in token.children or ():
        if child.type == "text":
            words.append(child.content)
        elif child.type == "code_inline":
            found.words[child.content] += 1
            words.append("\u0001")
        elif child.type == "link_open":
            found.links[str(child.attrGet("href"))] += 1
        elif child.type == "image":
            found.links[str(child.attrGet("src"))] += 1
        elif child.type in ("softbreak", "hardbreak"):
            words.append(" ")
    return "".join(words)


def numbers(english: Shape, chinese: Shape) -> tuple[Counter[str], Counter[str]]:
    """The numbers of both sides.  A month is a number where it stands beside one (``3 July``),
    and elsewhere only if the Chinese, which writes every month with a digit, has it.
    """
    one, other = _digits(english.prose), _digits(chinese.prose)
    spare: Counter[str] = Counter()
    for text in english.prose:
        dated = Counter(
            month for found in _DATED.finditer(text) for month in _MONTH.findall(found[0])
        )
        for month, count in Counter(_MONTH.findall(text)).items():
            number = str(_MONTHS.index(month) + 1)
            one[number] += min(count, dated[month])
            spare[number] += count - min(count, dated[month])
    one += (other - one) & spare
    return +one, +other


def _digits(texts: list[str]) -> Counter[str]:
    found = Counter(
        number for text in texts for number in _NUMBER.findall(unicodedata.normalize("NFKC", text))
    )
    return Counter({number.rstrip(".,:"): count for number, count in found.items()})


def half_width(text: str) -> Iterator[str]:
    """Half-width punctuation beside Chinese characters."""
    for found in _HALF.finditer(text):
        near = text[max(0, found.start() - 6) : found.end() + 6]
        yield f"half-width punctuation in Chinese: …{near}…"
