"""TierLadder: from score to exposure, orders, turnover and tier, and round again each month."""

from __future__ import annotations

import ipywidgets as widgets

from ...base.arguments import guarded
from ...base.errors import CourseError
from ...models.ladder import Assumptions, LadderMonth, Shop
from ..base import Art, ComparingView
from .frame import LadderFrame, LadderScenario, Standing, knobs, ladder_frame, retold, value_of
from .picture import picture, poster
from .words import GROUPS, WORDS, assumption_reasons, details, summary


class TierLadder(ComparingView):
    """A store on the ladder of tiers: levers on the left, its way through the months on the right.

    Args:
        shop: where the store's levers start.
        assumptions: where the platform's strengths start; all illustrative.
        seed: of the luck of the months, which stays the same while levers move.
        language: ``"en"`` or ``"zh"``; default the session's.
        tour: sentences over the view that drive it.

    Tiers and shares are told by article B only, without a date and without the days over which
    turnover is summed.

    Raises:
        CourseError: *shop* or *assumptions* is something else.
    """

    kind = "tierladder"
    art = Art(picture, poster, details, summary)
    watched = ("standing", "before")
    present = "standing"
    acts = {"reset": "reset", "compare": "compare"}  # noqa: RUF012 - the base says that it is a class variable
    scenario: LadderScenario

    @guarded
    def __init__(
        self,
        shop: Shop | None = None,
        assumptions: Assumptions | None = None,
        *,
        seed: int = 1,
        language: str | None = None,
        tour: str | None = None,
    ) -> None:
        for given, kind in ((shop, Shop), (assumptions, Assumptions)):
            if given is not None and not isinstance(given, kind):
                name = kind.__name__
                raise CourseError(f"{name}(...) is expected, not {given!r}", f"应为 {name}(...)，而不是 {given!r}")
        scenario = LadderScenario.create(shop, assumptions, seed=seed, language=language)
        super().__init__(scenario, knobs(scenario.start), tour=tour)

    # -- for code ---------------------------------------------------------------------------------

    @property
    def shop(self) -> Shop:
        """The store as its levers stand."""
        shop: Shop = self.scenario.standing[0]
        return shop

    @property
    def assumptions(self) -> Assumptions:
        """The strengths as their levers stand."""
        assumed: Assumptions = self.scenario.standing[1]
        return assumed

    @property
    def path(self) -> tuple[LadderMonth, ...]:
        """The start and each month after it."""
        return self.frame.now.path

    @property
    def frame(self) -> LadderFrame:
        """Everything that the picture tells, as plain facts."""
        with self._one_at_a_time:
            return ladder_frame(self.scenario)

    def __repr__(self) -> str:
        first, last = self.path[0], self.path[-1]
        if self.scenario.language == "zh":
            return (
                f"TierLadder(第 {first.tier} → 第 {last.tier} 层级，{last.number} 个月，"
                f"月成交额 {last.gmv:,.0f} 美元，示意)"
            )
        return (
            f"TierLadder(tier {first.tier} -> {last.tier} in {last.number} months, "
            f"{last.gmv:,.0f} USD a month, illustrative)"
        )

    # -- the page ---------------------------------------------------------------------------------

    def _value(self, standing: Standing, name: str) -> float:
        return value_of(standing, name)

    def _parts(self) -> list[widgets.Widget]:
        groups = [self._group(label, [self.sliders[name] for name in names]) for label, names in GROUPS.items()]
        buttons = self._button_row(self._button("reset", self.reset), self._compare_button())
        self._why = self._fold(WORDS["assumed"], [*assumption_reasons(self.language), ("", self._say(WORDS["window"]))])
        return [
            self._marks,
            self._heading(WORDS["name"], WORDS["title"], self._say(retold())),
            self._body(self._column(*groups, buttons)),
            self._why,
        ]

    def _rules(self) -> str:
        return self._unit_rules() + f"{self._own} .ae-levers{{gap:12px}}"
