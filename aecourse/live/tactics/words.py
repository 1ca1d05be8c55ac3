"""The words of Tactics in both languages."""

from __future__ import annotations

from ... import rulebook
from ...base.language import Phrase
from ...base.tables import texts
from ...base.wording import percent, signed
from ...scoring.metrics import METRICS
from ...simulation.levers import LEVERS, Store
from ...simulation.persuasion import Asking
from ...simulation.tactics import Cost, Tactic

_TEXTS = texts(__file__)
BRIEF = _TEXTS["brief"]
"""The tactics where there is little room."""
WHAT = _TEXTS["what"]
WORDS = _TEXTS["words"]
FINDINGS = _TEXTS["findings"]
UNITS = _TEXTS["units"]
"""What a difference of a metric is counted in."""
_STEPS = _TEXTS["steps"]
_LEVER_UNITS = _TEXTS["lever_units"]
_ASSUMED: tuple[tuple[Phrase, Phrase], ...] = tuple(
    zip(_TEXTS["assumed_names"].values(), _TEXTS["assumed"].values(), strict=True)
)


def assumption_words() -> tuple[tuple[Phrase, Phrase], ...]:
    """What is assumed, and why: a name and the words, with the numbers of their own homes."""
    does, packet = Asking(), rulebook.table("dispute")
    numbers = dict(rulebook.load("capability_2022")["points"]) | {
        "cancel": percent(does.cancel, 0),
        "change": percent(does.change, 0),
        "escalate": percent(does.escalate_if_refused, 0),
        "above": percent(packet["nr_small_packet.rate_above"], 0),
        "orders": packet["nr_small_packet.min_orders"],
    }
    return tuple((name, words.format(**numbers)) for name, words in _ASSUMED)


# -- numbers --------------------------------------------------------------------------------------


def signed_difference(metric: str, value: float) -> str:
    """A difference of a metric with its sign: in percentage points, or in stars."""
    return signed(value, 2) if METRICS[metric].stars else signed(100 * value)


def difference(metric: str, value: float) -> Phrase:
    """A difference of a metric with its sign and its unit."""
    return _STEPS[METRICS[metric].unit].format(n=signed_difference(metric, value))


def money(value: float) -> str:
    """US dollars, whole."""
    return f"{value:,.0f}"


def cost_words(spent: Cost) -> Phrase:
    """Money and hours."""
    return WORDS["cost"].format(usd=money(spent.usd), hours=f"{spent.hours:g}")


def card(tactic: Tactic, store: Store, strength: float) -> tuple[Phrase, Phrase]:
    """What stands on a card: the cost a month, and what moves from where to where."""
    spent = cost_words(tactic.cost.times(strength))
    if tactic.harmful:
        return spent, WORDS["games"]
    pull = tactic.pulls[0]
    lever, was = LEVERS[pull.lever], getattr(store, pull.lever)
    scale = 100 if lever.unit == "share" else 1
    old, new = (f"{scale * v:.1f}".removesuffix(".0") for v in (was, pull.moved(was, strength)))
    return spent, Phrase("{label} {old} → {new}{unit}", "{label} {old} → {new}{unit}").format(
        label=WORDS.get(pull.lever, lever.label), old=old, new=new, unit=_LEVER_UNITS[lever.unit]
    )
