"""What one regime says of the store: a verdict in a word, its reason, its numbers, its sources."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ... import rulebook
from ...base.language import Phrase
from ...rulebook import Regime
from ...scoring.assessment import Assessment, format_value
from ...scoring.metrics import METRICS
from ...scoring.outcomes import Reason, kind_of
from ...scoring.outcomes.reasons import told
from ..verdicts import short, tone_of, word_of


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a verdict, as shown."""

    name: Phrase
    value: str
    count: str = ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one regime says of the store: the answer in a word, its reason and its numbers.

    ``tone`` is ``good``, ``caution`` or ``bad``, and ``none`` where there is no verdict.
    """

    id: str
    word: Phrase
    tone: str
    assessed: bool
    illustrative: bool
    reasons: tuple[Reason, ...]
    days: int
    figures: tuple[Figure, ...]

    @property
    def reason(self) -> Phrase:
        """Why the store is assessed or not, in sentences."""
        return told(self.reasons)


def ruling(result: Assessment) -> Ruling:
    """An assessment as the facts of one row."""
    outcome = result.outcome
    return Ruling(
        result.regime.id,
        word_of(result),
        tone_of(result),
        result.eligible,
        outcome is not None and outcome.illustrative,
        kind_of(result.regime).why(result.verdict),
        result.window.days,
        _figures(result),
    )


def _figures(result: Assessment) -> tuple[Figure, ...]:
    """The score and the points, if any, then the metrics, with what hurts most first."""
    found = []
    if result.score is not None and result.eligible:
        found.append(Figure(Phrase("Score", "得分"), f"{result.score:.1f}"))
    if result.points:
        found.append(Figure(Phrase("Penalty points", "扣分"), str(result.points)))
    kind = kind_of(result.regime)
    rows = (row for row in result.rows if row["denominator"])
    for row in sorted(rows, key=lambda row: kind.severity(row["status"])):
        stars = METRICS[row["metric"]].stars
        count = "" if stars else f"{int(row['numerator']):,}/{int(row['denominator']):,}"
        found.append(Figure(short(row["metric"]), format_value(row["metric"], row["value"]), count))
    return tuple(found)


# -- whose texts the rule rests on ------------------------------------------------------------


def publisher_of(rules: Regime) -> tuple[Phrase, int]:
    """The publisher to name for a rule, and how many more texts stand behind it.

    Named is a text that can be opened, or the platform's own interface: the one that says from
    when the rule held, or else the one behind most of its values.
    """
    dated = rules.parameter("effective_from").sources
    values = Counter(id for given in rules.parameters.values() for id in given.sources)
    every = (*dated, *(id for id, _ in values.most_common()))
    known = rulebook.sources()
    named = next((id for id in every if known[id].address or known[id].kind == "api"), every[0])
    return known[named].by, len(values) - 1


__all__ = ["Figure", "Ruling", "publisher_of", "ruling"]
