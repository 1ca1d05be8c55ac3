"""The words of MyNumbers in both languages, and its facts told in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import rulebook
from ...base import wording
from ...base.language import Phrase, join
from ...base.tables import texts
from ...models.own_numbers import GoodOrdersLimit, RuleAnswer, RuleFact, TypedMetric
from ...scoring.metrics import METRICS

if TYPE_CHECKING:
    from .frame import NumbersFrame

_TEXTS = texts(__file__)
WORDS = _TEXTS["words"]
BUTTONS = _TEXTS["buttons"]
_KINDS = {"positive_rate": "positive", "online_rate_72h": "on_time"}


def assessed_word(answer: RuleAnswer) -> Phrase:
    """Assessed, not assessed, or not known."""
    return WORDS["open" if answer.assessed is None else "yes" if answer.assessed else "no"]


def limit_percent(limit: float) -> str:
    """A limit as the rules print it: 5 %, 3.5 %."""
    return f"{100 * limit:g} %"


def line_words(metric: str, line: GoodOrdersLimit) -> Phrase:
    """How many more bring *metric* over *line*."""
    better = METRICS[metric].better
    limit = WORDS["below" if better < 0 else "least"].format(limit=limit_percent(line.limit))
    kind = WORDS[_KINDS.get(metric, "clean")]
    key = "never" if line.needed is None else "need" if line.needed else "met"
    key += "_taught" if line.illustrative and key != "never" else ""
    return WORDS[key].format(n=line.needed, kind=kind, line=line.name, limit=limit)


def standing_words(standing: TypedMetric) -> Phrase:
    """A metric with its value and its counts."""
    metric = METRICS[standing.metric].name
    if standing.value is None:
        return WORDS["no_value"].format(metric=metric)
    return WORDS["value"].format(
        metric=metric, value=wording.percent(standing.value), above=standing.above, below=standing.below
    )


def told_words(it: RuleFact) -> Phrase:
    """A fact with its value and its source."""
    value = Phrase(it.value.en[:1].upper() + it.value.en[1:], it.value.zh)
    head = wording.sentence(value) if it.value.en else value
    words = Phrase(f"{head.en} {it.meaning.en}".strip(), head.zh + it.meaning.zh)
    return sourced(words, it.source)


def sourced(words: Phrase, source: Phrase) -> Phrase:
    """*words* with the one who says so."""
    return Phrase(f"{words.en} [{source.en}]", f"{words.zh}［{source.zh}］")


def sections(answer: RuleAnswer) -> list[tuple[Phrase, list[Phrase]]]:
    """The questions after the second, each with its answers."""
    nothing = [WORDS["nothing"]]
    unknown = list(answer.unknown)
    if answer.regime.effective_to is None:
        unknown.append(WORDS["end_open"])
    return [
        (WORDS["q_until"], [*answer.until[:-1], sourced(answer.until[-1], answer.until_by)]),
        (WORDS["q_failing"], [told_words(it) for it in answer.failing] or nothing),
        (
            WORDS["q_back"],
            [*(sourced(it, answer.back_by) for it in answer.back), *(told_words(it) for it in answer.ways)] or nothing,
        ),
        (WORDS["q_unknown"], unknown or [WORDS["all_known"]]),
    ]


def why_words(answer: RuleAnswer) -> Phrase:
    """Whether the store is assessed and why, as a sentence."""
    return sourced(wording.sentence(answer.why), answer.why_by)


def unasked_words(answer: RuleAnswer) -> Phrase | None:
    """Which metrics of the rule are left out here."""
    if not answer.unasked:
        return None
    return WORDS["unasked"].format(names=join(list(answer.unasked), ", ", "、"))


def line_told(standing: TypedMetric, line: GoodOrdersLimit) -> Phrase:
    """A line, the last of its metric with the source of them all."""
    words = line_words(standing.metric, line)
    return sourced(words, standing.source) if line is standing.lines[-1] else words


def standings_words(answer: RuleAnswer) -> list[Phrase]:
    """The second question's answers in words."""
    told: list[Phrase] = []
    for standing in answer.standings:
        told.append(standing_words(standing))
        if standing.guard is not None:
            told.append(sourced(standing.guard, standing.source))
        else:
            told += [line_told(standing, line) for line in standing.lines] or [WORDS["no_limit"]]
    if not answer.standings:
        told.append(WORDS["spared" if answer.assessed is False else "not_shown"])
    left = unasked_words(answer)
    return told if left is None or answer.assessed is False else [*told, left]


def since_words(answer: RuleAnswer) -> Phrase:
    """Since when the rule holds, and who says so."""
    day = wording.day(answer.regime.effective_from, year=True)
    return WORDS["since"].format(day=day, who=answer.source)


def heading_words(frame: NumbersFrame) -> Phrase:
    """How many rules there are on the day; or that there is no verdict."""
    if frame.numbers is None:
        return WORDS["impossible"]
    return WORDS["in_force"].format(n=len(frame.answers), day=wording.day(frame.numbers.day, year=True))


def beyond_words(frame: NumbersFrame) -> Phrase | None:
    """That no text reaches to the day; None if texts do."""
    last = rulebook.read_until()
    if frame.numbers is None or frame.numbers.day <= last:
        return None
    return WORDS["beyond"].format(last=wording.day(last, year=True))


def summary(frame: NumbersFrame, language: str) -> str:
    """The answer in a few sentences, for ears and for a page without a picture."""
    if frame.numbers is None:
        colon = "：" if language == "zh" else ": "
        return heading_words(frame).text(language) + colon + " ".join(it.text(language) for it in frame.faults)
    parts = [it for it in (heading_words(frame), beyond_words(frame)) if it is not None]
    parts += [
        Phrase("{rule}: {word}", "{rule}：{word}").format(rule=it.regime.name, word=assessed_word(it))
        for it in frame.answers
    ]
    return wording.sentences_told(parts, language)


def details(frame: NumbersFrame, language: str) -> list[str]:
    """The rule that is looked at, question by question, as lines of words."""
    answer = frame.shown
    if answer is None:
        return []
    rest = [line for question, lines in sections(answer) for line in (question, *lines)]
    told = [answer.regime.name, since_words(answer), WORDS["q_assessed"], why_words(answer), WORDS["q_lines"]]
    return [it.text(language) for it in (*told, *standings_words(answer), *rest, WORDS["denominator"])]
