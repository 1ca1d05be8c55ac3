"""ScoreLab: move a store's levers and see its order defect rate and grade answer at once."""

from __future__ import annotations

import ipywidgets as widgets

from ..assessment import Assessment
from ..calendar import Moment
from ..rulebook import Regime
from ..simulation import LEVERS, Store
from .scenario import Scenario
from .scorelab_facts import WORDS, ScoreFrame, details, percent, span_text, summary
from .scorelab_frame import GROUPS, SHOWN, lever_knob, score_frame
from .scorelab_picture import picture, poster
from .view import Art, LeverView


class ScoreLab(LeverView):
    """A store under the service grade of 2015: levers on the left, their effect on the right.

    Args:
        store: where the levers start; default a middling shop.
        orders: how many synthetic orders; default as many as the window and the line can see.
        seed: of the luck, which stays the same while levers move.
        as_of: the last day of the window, included.
        regime: id or :class:`~aecourse.rulebook.Regime`, for example one made by ``using``.
        language: ``"en"`` or ``"zh"``; default the session's.
        name: of the store, shown in the ``repr``.

    The limits of the grades are teaching defaults and shown as illustrative.

    Raises:
        UnknownName: no such regime.
        CourseError: the store, the number of orders or the day is wrong.
    """

    kind = "scorelab"
    art = Art(picture, poster, details, summary)
    watched = ("store", "before")
    scenario: Scenario

    def __init__(
        self,
        store: Store | None = None,
        *,
        orders: int | None = None,
        seed: int = 1,
        as_of: Moment = "2015-09-30",
        regime: str | Regime = "grade_2015_odr",
        language: str | None = None,
        name: str | None = None,
    ) -> None:
        scenario = Scenario.create(
            store, orders=orders, seed=seed, as_of=as_of, regime=regime, language=language,
            name=name,
        )  # fmt: skip
        super().__init__(scenario, [lever_knob(LEVERS[id], scenario.regime) for id in SHOWN])

    # -- for code ---------------------------------------------------------------------------------

    @property
    def result(self) -> Assessment:
        """The assessment of the store as its levers stand."""
        with self._one_at_a_time:
            return self.scenario.judged(self.scenario.store).assessment

    @property
    def store(self) -> Store:
        """The levers as they stand."""
        return self.scenario.store

    @property
    def frame(self) -> ScoreFrame:
        """Everything that the picture tells, as plain facts."""
        with self._one_at_a_time:
            return score_frame(self.scenario)

    def __repr__(self) -> str:
        now, zh = self.frame.now, self.scenario.language == "zh"
        counted = f"ODR {percent(now.value)} ({now.numerator}/{now.denominator})"
        outcome = self.result.outcome
        if not now.assessed:
            word = "不考核" if zh else "not assessed"
        elif outcome is None:
            word = "不评级" if zh else "no grade"
        else:
            label = outcome.label()
            word = label.zh if zh else label.en.lower()
        return f"ScoreLab({self.scenario.name}, {counted}, {word})"

    # -- the page ---------------------------------------------------------------------------------

    def _parts(self) -> list[widgets.Widget]:
        frame = self.frame
        span = span_text(frame.first, frame.last, self.language)
        groups = [
            self._group(label, [self.sliders[id] for id in SHOWN if LEVERS[id].group == group])
            for group, label in GROUPS.items()
            if any(LEVERS[id].group == group for id in SHOWN)
        ]
        buttons = self._button_row(self._button("reset", self.reset), self._compare_button())
        return [
            self._marks,
            self._heading(WORDS["name"], frame.title, span),
            self._body(self._column(*groups, buttons)),
        ]

    def _rules(self) -> str:
        return self._unit_rules()
