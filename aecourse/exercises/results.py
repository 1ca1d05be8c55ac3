"""How results look: one stable line of text, and a calm box with a mark and words."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Literal

from ..base.guidance import RUN_FORM, run_first_band
from ..base.language import Phrase, get_language
from .model import Status
from .shown import ShowsItself

FormOf = Literal["check", "predict"]
Mark = Status | Literal["hint", "note"]

MARKS = {"right": "✓", "wrong": "✗", "blank": "○", "kind": "○", "hint": "→", "note": "○"}
EDGES = {"right": "var(--jp-success-color1, #2e7d32)", "wrong": "var(--jp-warn-color1, #b25000)"}
EDGE = "var(--jp-border-color1, #9e9e9e)"


def box(mark: str, edge: str, lines: list[str], options: list[str] | None = None) -> str:
    """Lines in a calm box with a mark, and options with their letters, for a notebook."""
    language = "zh-CN" if get_language() == "zh" else "en"
    first, *more = (escape(line) for line in lines)
    rest = "".join(f"<br><small>{line}</small>" for line in more)
    if options:
        listed = "".join(f"<li>{escape(option)}</li>" for option in options)
        rest += f'<ol type="a" style="margin:.4em 0 .2em">{listed}</ol>'
    return (
        f'<div lang="{language}" role="status" style="border-left:4px solid {edge};'
        f'padding:.4em .8em;margin:.2em 0"><b aria-hidden="true">{mark}</b> {first}{rest}</div>'
    )


@dataclass(frozen=True, slots=True, repr=False)
class Result(ShowsItself):
    """What :func:`aecourse.check` says of an answer; true if the answer is right.

    ``form`` says that a notebook shows a form with it, and what the form does with an answer;
    ``options`` are what there is to choose from, by letter.
    """

    exercise: str
    status: Mark
    message: Phrase
    notes: tuple[Phrase, ...] = ()
    form: FormOf | None = None
    options: tuple[tuple[str, Phrase], ...] = ()

    @property
    def passed(self) -> bool:
        """Is the answer right?"""
        return self.status == "right"

    def __bool__(self) -> bool:
        return self.passed

    @property
    def has_card(self) -> bool:
        """Does a notebook show a form with it?"""
        return self.form is not None

    def _lines(self) -> list[str]:
        return [str(self.message), *map(str, self.notes)]

    def __repr__(self) -> str:
        options = [f"({letter}) {words}" for letter, words in self.options]
        return f"{MARKS[self.status]} " + "\n  ".join([*self._lines(), *options])

    def _repr_html_(self) -> str:
        above = run_first_band(RUN_FORM) if self.form else ""  # where nothing runs there is no form yet
        options = [str(words) for _, words in self.options]
        return above + box(MARKS[self.status], EDGES.get(self.status, EDGE), self._lines(), options)
