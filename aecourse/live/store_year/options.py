"""Options to choose one of, each with its price in sight; the month's dilemma is one such group."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from ...base.language import Phrase
from ...models.year import ANSWERS, NAMES, OPTIONS, Dilemma
from ..page import script, style_sheet
from .words import PRICES, UNITS, WORDS, month_name

_HERE = Path(__file__).parent


class Options(anywidget.AnyWidget):
    """Groups of options; ``chosen`` has the key of the one that is taken in each.

    One of them also keeps the view's log open, if it is, when that is written anew.
    """

    _esm = script(_HERE / "options.js")
    _css = style_sheet(_HERE / "options.css")

    groups: Any = traitlets.List().tag(sync=True)
    chosen = traitlets.Dict().tag(sync=True)
    still = traitlets.Bool(False).tag(sync=True)
    keeps_log = traitlets.Bool(False).tag(sync=True)

    def __repr__(self) -> str:
        return "Options()"


def lever_group(name: str, language: str) -> dict[str, Any]:
    """The options of a lever, with what each costs."""
    return {
        "name": name,
        "label": NAMES[name].text(language),
        "aside": UNITS[name].text(language),
        "options": [
            {
                "key": key,
                "name": it.name.text(language),
                "price": _price(getattr(it, "cost", None), getattr(it, "unit_cost", None)).text(language),
                "tip": it.note.text(language),
            }
            for key, it in OPTIONS[name].items()
        ],
    }


def _price(monthly: float | None, each: float | None) -> Phrase:
    if each is not None:
        return PRICES["each"].format(usd=f"{each:.2f}")
    return PRICES["monthly"].format(usd=f"{monthly:,.0f}") if monthly else PRICES["free"]


def dilemma_group(of: Dilemma, number: int, language: str) -> dict[str, Any]:
    """The dilemma of month *number* and the ways out."""
    answers = [(letter, of.answer(letter)) for letter in ANSWERS]
    return {
        "name": "answer",
        "label": WORDS["dilemma"].format(month=month_name(number), title=of.title).text(language),
        "story": of.story.text(language),
        "options": [
            {"key": letter, "name": f"{letter} · {it.name.text(language)}", "price": it.note.text(language)}
            for letter, it in answers
        ],
    }
