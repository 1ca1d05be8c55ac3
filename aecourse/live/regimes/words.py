"""All words of the view of the regimes, in both languages, and the picture told in them."""

from __future__ import annotations

from datetime import date

from ...base import wording
from ...base.tables import texts
from .frame import RegimesFrame, Row
from .rulings import Ruling
from .timeline import Change

_TEXTS = texts(__file__)
BUTTONS = _TEXTS["buttons"]
WORDS = _TEXTS["words"]


def say(key: str, language: str, **values: object) -> str:
    """The words of *key* with their values."""
    return WORDS[key].format(**values).text(language)


def day_words(day: date, language: str) -> str:
    """A day with its year."""
    return wording.day(day, year=True).text(language)


def in_brackets(words: str, language: str) -> str:
    """*words* in brackets, to follow others."""
    return f"（{words}）" if language == "zh" else f" ({words})"


def _colon(language: str) -> str:
    return "：" if language == "zh" else ": "


# -- what stands in the picture ---------------------------------------------------------------


def changed_head(frame: RegimesFrame, language: str) -> str:
    """The heading over what changed since the step before."""
    if frame.before is None:
        return say("first", language)
    head = say("changed", language, day=day_words(frame.before, language))
    return head if frame.changes else head + _colon(language) + say("unchanged", language)


def kind_words(change: Change, language: str) -> str:
    """Whether something begins, ends or happens."""
    return say("date_kind" if change.kind == "date" else change.kind, language)


def day_head(frame: RegimesFrame, language: str) -> str:
    """The heading over the rules in force."""
    return say("in_force", language, day=day_words(frame.day, language))


def count_words(frame: RegimesFrame, language: str) -> str:
    """How many rules are in force."""
    count = len(frame.rows)
    key = "none" if count == 0 else "one" if count == 1 else "some"
    return say(key, language, count=count)


def origins(row: Row, language: str) -> list[str]:
    """Since when the rule held and by whose texts, from the fullest to the shortest."""
    since, who = (say("since", language, day=day_words(row.since, language)), row.source.text(language))
    spaced = f"{who} " if who[-1:].isascii() and language == "zh" else who
    every = say("sources", language, who=spaced, more=row.more, all=row.more + 1)
    one = say("source", language, who=who)
    if row.seen is not None:
        since = f"{since} · {say('seen', language, day=day_words(row.seen, language))}"
    told = [f"{since} · {words}" for words in ([every, one] if row.more else [one])]
    return told if row.seen is None else [*told, since]


def figure_words(ruling: Ruling, language: str) -> list[str]:
    """Every number with its name, the counts only of the first that has them."""
    counted = next((figure for figure in ruling.figures if figure.count), None)
    return [
        f"{figure.name.text(language)} {figure.value}"
        + (in_brackets(figure.count, language) if figure is counted else "")
        for figure in ruling.figures
    ]


def reason_wordings(ruling: Ruling, language: str) -> list[str]:
    """The window's length and why assessed or not, from the fullest to the shortest.

    At last without the verdict's word, which stands beside it, and only the first clause.
    """
    first = ruling.reasons[0]
    worded = (ruling.reason, first.told(), first.how(), first.clause())
    full, *shorter = (words.text(language) for words in worded)
    return [f"{say('days', language, days=ruling.days)} · {full}", full, *shorter]


def verdict_notes(row: Row, language: str) -> list[str]:
    """What is to be said of a verdict: on what it rests, and what it was a step before."""
    said = []
    if row.now.tone != "none":
        said.append(say("illustrative" if row.now.illustrative else "published", language))
    if row.was is not None:
        said.append(say("was", language, word=row.was.text(language)))
    return said


# -- what a screen reader says ----------------------------------------------------------------


def summary(frame: RegimesFrame, language: str) -> str:
    """The day and its verdicts in sentences."""
    stop, colon = "。" if language == "zh" else ". ", _colon(language)
    head = day_head(frame, language) + colon + count_words(frame, language)
    parts = [frame.store.text(language), head]
    for row in frame.rows:
        new = f"{say('new', language)}{colon}" if row.is_new else ""
        words = f"{new}{row.name.text(language)}{colon}{_verdict_words(row.now, language)}"
        if row.was is not None:
            words += in_brackets(say("was", language, word=row.was.text(language)), language)
        parts.append(words)
    return (stop.join(parts) + stop).strip()


def _verdict_words(ruling: Ruling, language: str) -> str:
    """The word of a verdict, and whether a teaching limit decided it."""
    word = ruling.word.text(language)
    return word + in_brackets(say("illustrative", language), language) * ruling.illustrative


def details(frame: RegimesFrame, language: str) -> list[str]:
    """The rest of the picture as lines of words: what changed, then each rule's numbers."""
    colon = _colon(language)
    lines = [changed_head(frame, language)]
    named = [(kind_words(change, language), change) for change in frame.changes]
    named += [(say("ahead", language), change) for change in frame.ahead]
    lines += [head + colon + _change_words(change, language) for head, change in named]
    for row in frame.rows:
        reason, figures = row.now.reason.text(language), figure_words(row.now, language)
        told = [origins(row, language)[0], f"{reason} {' · '.join(figures)}"]
        lines.append(row.name.text(language) + colon + " · ".join(told))
    lines.append(say("note", language))
    return lines


def _change_words(change: Change, language: str) -> str:
    return f"{day_words(change.day, language)} {change.what.text(language)}"
