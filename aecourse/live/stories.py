"""The story of one order as HTML: what its events are under the rules, in one setting or in two."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape
from typing import TYPE_CHECKING

from ..base.language import Phrase
from ..base.tables import texts
from ..scoring.explanation import explain
from .svg import tidy

if TYPE_CHECKING:
    import pandas as pd

    from ..rulebook import Regime

WORDS = texts(__file__)["words"]


def story_lines(table: pd.DataFrame, order_id: str, regime: Regime, as_of: date) -> list[Phrase]:
    """What each event of an order means, or that there is no such order, or no event that counts."""
    if not (table["order_id"].astype(str) == order_id).any():
        return [WORDS["not_there"]]
    return [line.sentence for line in explain(table, order_id, regime, as_of).lines] or [WORDS["silent"]]


def story_html(head: Phrase | None, parts: Iterable[tuple[Phrase, Iterable[Phrase]]], language: str) -> str:
    """A story in parts, each with a heading."""

    def say(words: Phrase) -> str:
        return escape(tidy(words.text(language)))

    told = "".join(
        f"<div><p>{say(name)}</p><ul>{''.join(f'<li>{say(line)}</li>' for line in lines)}</ul></div>"
        for name, lines in parts
    )
    title = "" if head is None else f"<b>{say(head)}</b>"
    return f'<div class="ae-story" role="status">{title}<div class="ae-parts">{told}</div></div>'


__all__ = ["WORDS", "story_html", "story_lines"]
