"""The map of all cuts: a metric a row, a dimension a column, and what stands out where."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from html import escape

from ...base.language import Phrase
from ...models.diagnosis import DIAGNOSTIC_METRICS, DIMENSIONS, Segment
from ...models.diagnosis.cases import Case
from ...scoring.metrics import METRICS
from ..verdicts import short
from .words import WORDS

SIGNS = {"worse": "▲", "better": "▽", "alike": "·"}


@dataclass(frozen=True, slots=True)
class Cut:
    """One metric taken apart by one dimension: how many groups do worse, or better, than luck allows."""

    metric: str
    column: str
    worse: int
    better: int

    @property
    def marks(self) -> tuple[str, ...]:
        """What is to be seen in it: ``"worse"``, ``"better"``, both, or ``"alike"``."""
        found = tuple(kind for kind in ("worse", "better") if getattr(self, kind))
        return found or ("alike",)

    @property
    def words(self) -> Phrase:
        """The cut and its finding in words: ``ODR by carrier: 1 worse``."""
        said = [WORDS[f"cut_{kind}"].format(n=getattr(self, kind, 0)) for kind in self.marks]
        found = Phrase(", ".join(it.en for it in said), "，".join(it.zh for it in said))
        names = {"metric": DIAGNOSTIC_METRICS[self.metric].name, "column": DIMENSIONS[self.column].name}
        return WORDS["cut"].format(found=found, **names)


@lru_cache(maxsize=16)
def cuts(case: Case) -> tuple[Cut, ...]:
    """Every cut of a store, row by row."""
    return tuple(
        Cut(metric, column, _many(case, metric, column, 1), _many(case, metric, column, -1))
        for metric in DIAGNOSTIC_METRICS
        for column in case.columns
    )


def _many(case: Case, metric: str, column: str, side: int) -> int:
    return sum(it.stands_out == side for it in named_groups(case, metric, column))


@lru_cache(maxsize=128)
def named_groups(case: Case, metric: str, column: str) -> tuple[Segment, ...]:
    """The groups of a cut that have a name."""
    return tuple(it for it in case.segments(metric, column) if it.group)


def map_html(case: Case, metric: str, column: str, language: str) -> str:
    """The map as a table of buttons; the one of *metric* and *column* is pressed.

    A button's ``data-pick`` says what it asks for; arrows go from one to the next (``pick.js``).
    """
    found = {(it.metric, it.column): it for it in cuts(case)}
    heads = "".join(
        f'<th scope="col"><span>{escape(DIMENSIONS[name].name.text(language))}</span></th>' for name in case.columns
    )
    rows = ""
    for id, it in DIAGNOSTIC_METRICS.items():
        cells = "".join(
            _cell(found[id, name], pressed=(id, name) == (metric, column), language=language) for name in case.columns
        )
        name = escape((short(id) if id in METRICS else it.name).text(language))
        rows += f'<tr><th scope="row" title="{escape(it.name.text(language))}">{name}</th>{cells}</tr>'
    corner = escape(WORDS["map"].text(language))
    return (
        f'<table class="ae-map"><caption class="ae-unseen">{corner}</caption>'
        f"<thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _cell(it: Cut, *, pressed: bool, language: str) -> str:
    signs = "".join(f'<span class="ae-is-{kind}">{SIGNS[kind]}</span>' for kind in it.marks)
    words = escape(it.words.text(language))
    return (
        f'<td><button type="button" data-pick="{escape(it.metric)} {escape(it.column)}" '
        f'aria-pressed="{str(pressed).lower()}" aria-label="{words}" title="{words}" '
        # JupyterLab's own shortcuts leave the arrow keys to what has the focus, if that itself says so
        f'data-lm-suppress-shortcuts="true" tabindex="{0 if pressed else -1}">{signs}</button></td>'
    )
