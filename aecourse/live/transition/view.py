"""Transition: from price war to brand, with free entry and paid entry side by side."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets

from ...base.arguments import guarded
from ...base.errors import CourseError
from ...models.market import Market, refund_steps
from ..base import Art, ComparingView
from .frame import TransitionFrame, TransitionScenario, entry_rule, knobs, transition_frame
from .picture import PANELS, picture, poster
from .words import GROUPS, WORDS, assumption_reasons, details, of_hundred, refund_tip, summary


class Transition(ComparingView):
    """A market whose buyers cannot see all: levers on the left, free and paid entry on the right.

    Args:
        market: where the levers start; all but the fee and its refund is illustrative.
        seed: of the sellers, who stay the same while levers move.
        language: ``"en"`` or ``"zh"``; default the session's.
        tour: sentences over the view that drive it.
        whole: show the whole picture at once, not one panel after the other.

    The model follows Akerlof (1970); fee and refund are the rule of 2016 (table ``fee_2016``).

    Raises:
        CourseError: *market* is something else.
    """

    kind = "transition"
    art = Art(picture, poster, details, summary)
    watched = ("market", "before")
    present = "market"
    panel_ends = PANELS
    acts = {"reset": "reset", "compare": "compare"}  # noqa: RUF012
    buttons = {  # noqa: RUF012 - the base says that it is a class variable
        "refund": WORDS["refund"],
        "refund_tip": refund_tip(refund_steps()),
    }
    scenario: TransitionScenario

    @guarded
    def __init__(
        self,
        market: Market | None = None,
        *,
        seed: int = 1,
        language: str | None = None,
        tour: str | None = None,
        whole: bool = False,
    ) -> None:
        if market is not None and not isinstance(market, Market):
            raise CourseError(f"Market(...) is expected, not {market!r}", f"应为 Market(...)，而不是 {market!r}")
        scenario = TransitionScenario.create(market, seed=seed, language=language)
        super().__init__(scenario, knobs(scenario.start), tour=tour, whole=whole)

    # -- for code ---------------------------------------------------------------------------------

    @property
    def market(self) -> Market:
        """The market as the levers stand."""
        market: Market = self.scenario.market
        return market

    @property
    def frame(self) -> TransitionFrame:
        """Everything that the picture tells, as plain facts."""
        with self._one_at_a_time:
            return transition_frame(self.scenario)

    def __repr__(self) -> str:
        frame = self.frame
        free, paid = ((of_hundred(side.last.quality), side.last.sellers, side.general) for side in frame.sides)
        if self.language == "zh":
            return (
                f"Transition(免费入驻：品质 {free[0]}，卖家 {free[1]} 家，杂货铺 {free[2]} 家；"
                f"收费入驻：品质 {paid[0]}，卖家 {paid[1]} 家，杂货铺 {paid[2]} 家；示意)"
            )
        return (
            f"Transition(free entry: quality {free[0]}, {free[1]} sellers, {free[2]} general; "
            f"paid entry: quality {paid[0]}, {paid[1]} sellers, {paid[2]} general; illustrative)"
        )

    # -- the page ---------------------------------------------------------------------------------

    def _parts(self) -> list[widgets.Widget]:
        options = [(self._say(WORDS["refund_on"]), True), (self._say(WORDS["refund_off"]), False)]
        self.refund = self._choice("refund", options, self.market.refund, self._refunded)
        groups = []
        for label, names in GROUPS.items():
            controls: list[Any] = [self.sliders[name] for name in names]
            if "fee" in names:
                controls.append(self.refund)
            groups.append(self._group(label, controls))
        buttons = self._button_row(self._button("reset", self.reset), self._compare_button())
        return [
            self._marks,
            self._heading(WORDS["name"], WORDS["title"], self._say(entry_rule())),
            self._body(self._column(*groups, buttons)),
            self._fold(WORDS["assumed"], assumption_reasons(self.language)),
        ]

    def _refunded(self, refund: bool) -> None:
        self.scenario.move(refund=refund)

    def _follow(self) -> None:
        super()._follow()
        with self._hushed():
            self.refund.value = self.market.refund

    def _rules(self) -> str:
        return self._unit_rules() + f"{self._own} .ae-levers{{gap:10px}}"
