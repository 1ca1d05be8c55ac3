"""What own orders would come to if: the simulator fitted to them, and how well that fits, in words."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ...base.language import Language, Phrase, join
from ...base.tables import texts
from ...models.fitted import FEWEST, SETTLED_DAYS, Fit
from ...rulebook import Regime
from ...scoring.assessment import format_value
from ...scoring.metrics import METRICS
from ...simulation.orders import LEVERS
from .frame import lever_knob

_WORDS = texts(__file__)["words"]
DRAWN = 6000
"""So many simulated orders stand for a store that sells more than a view can draw."""


def can_be_tried(found: Fit) -> bool:
    """Whether more than the pace was counted from the orders: else the store is a middling shop."""
    return bool(set(found.estimates) - {"orders_per_day"})


def fit_told(found: Fit, regime: Regime, language: Language, *, busy: bool = False) -> str:
    """How the simulator was fitted to a store and how well, as HTML."""

    def say(key: str, **slots: object) -> str:
        return escape((_WORDS[key].format(**slots) if slots else _WORDS[key]).text(language))

    if not can_be_tried(found):
        return f'<p role="status">{say("nothing", n=found.settled, days=SETTLED_DAYS, fewest=FEWEST)}</p>'
    assumed = _listed([LEVERS[name].label for name in found.assumed], language)
    counted = say(
        "counted", counted=len(found.estimates), all=len(LEVERS), n=found.settled, days=SETTLED_DAYS, assumed=assumed
    )
    parts = [f"<p>{counted}</p>", _how_well(found, language)]
    parts.append(f"<p>{say('synthetic')}{' ' + say('busy', n=DRAWN) if busy else ''}</p>")
    levers = [
        (
            LEVERS[one.lever].label.text(language),
            *_lever(one.lever, regime, language, one.value, (one.low, one.high)),
            f"{one.orders:,}",
        )
        for one in found.estimates.values()
    ]
    matches = [
        (
            METRICS[one.metric].name.text(language),
            format_value(one.metric, one.own),
            f"{format_value(one.metric, one.low)} – {format_value(one.metric, one.high)}",
            format_value(one.metric, one.simulated),
            _WORDS["good" if one.good else "bad"].text(language),
        )
        for one in found.matches
    ]
    tables = _table([say(k) for k in ("lever", "value", "interval", "orders")], levers)
    if matches:
        tables += _table([say(k) for k in ("metric", "own", "interval", "simulated", "verdict")], matches)
    return "".join([*parts, f"<details><summary>{say('how')}</summary>{tables}</details>"])


def _how_well(found: Fit, language: Language) -> str:
    if not found.matches:
        return f'<p role="alert"><b>{escape(_WORDS["uncompared"].text(language))}</b></p>'
    if not found.misfits:
        return f"<p>{escape(_WORDS['fits'].format(n=len(found.matches)).text(language))}</p>"
    names = _listed([METRICS[id].name for id in found.misfits], language)
    return f'<p role="alert"><b>{escape(_WORDS["misfit"].format(names=names).text(language))}</b></p>'


def _listed(names: list[Phrase], language: Language) -> str:
    return join(names, ", ", "、").text(language) if names else "–"


def _lever(name: str, regime: Regime, language: Language, value: float, ends: tuple[float, float]) -> tuple[str, str]:
    """A lever's value and its interval, each in the lever's own unit."""
    knob = lever_knob(LEVERS[name], regime, (value, *ends))
    low, high = (knob.words(min(max(end, LEVERS[name].low), LEVERS[name].high)).text(language) for end in ends)
    return knob.words(value).text(language), f"{low} – {high}"


def _table(head: list[str], rows: Sequence[tuple[str, ...]]) -> str:
    cells = "".join(f"<th>{cell}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>"
