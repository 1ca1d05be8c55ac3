"""What DeadlineClock tells: a question and its answer, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from ... import rulebook
from ...base.language import Phrase
from ...models.deadline import Asked, Deadline, clocks, deadline_of
from ...rulebook.vocabulary import CONFIDENCES
from ..asking import Enquiry


@dataclass(frozen=True, slots=True)
class DeadlineFrame:
    """Everything that the picture tells: a deadline, or the sentences why there is none.

    ``source`` names the publishers of the rule, ``believed`` is how far its length can be trusted.
    """

    asked: Asked
    found: Deadline | None
    faults: tuple[Phrase, ...]
    rule: Phrase
    source: Phrase
    believed: Phrase


def deadline_frame(question: Enquiry) -> DeadlineFrame:
    """The facts of *question*."""
    asked: Asked = question.asked
    found = deadline_of(asked)
    clock = next(clock for clock in clocks() if clock.id == asked.rule)
    length = clock.length
    return DeadlineFrame(
        asked,
        found if isinstance(found, Deadline) else None,
        () if isinstance(found, Deadline) else found,
        clock.name,
        rulebook.publishers(length.sources),
        CONFIDENCES[length.confidence],
    )


__all__ = ["DeadlineFrame", "deadline_frame"]
