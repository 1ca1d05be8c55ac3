"""ScoreLab: move a store's levers and see its order defect rate and grade answer at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from threading import RLock
from typing import Any

import ipywidgets as widgets

from ..assessment import Assessment
from ..calendar import Moment
from ..language import Phrase
from ..rulebook import Regime
from ..simulation import LEVERS, Store
from .page import Voice, sheet, still, view_class
from .scenario import Scenario
from .scorelab_facts import WORDS, ScoreFrame, details, percent, span_text, summary
from .scorelab_frame import (
    GROUPS,
    SHOWN,
    UNITS,
    lever_digits,
    lever_label,
    lever_position,
    lever_scale,
    score_frame,
)
from .scorelab_picture import picture, poster

BUTTONS = {
    "reset": Phrase("Reset", "重置"),
    "reset_tip": Phrase("All levers back to where they started", "全部滑块回到初始位置"),
    "compare": Phrase("Compare with before", "与调整前比较"),
    "compare_tip": Phrase(
        "Show where the levers and the score stood before you moved them",
        "同时显示调整前的滑块位置和得分",
    ),
    "keep": Phrase("Compare from here", "从当前开始比较"),
    "keep_tip": Phrase("Compare what follows with the present state", "之后的调整与当前状态比较"),
}


class ScoreLab(widgets.VBox):  # type: ignore[misc]  # ipywidgets is untyped
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
        self.scenario = Scenario.create(
            store, orders=orders, seed=seed, as_of=as_of, regime=regime, language=language,
            name=name,
        )  # fmt: skip
        self._own_class = view_class()
        self._quiet = False
        # A kernel may hear one control in one thread and the next, or a cell, in another.
        self._one_at_a_time = RLock()
        self.sliders: dict[str, widgets.FloatSlider] = {id: self._slider(id) for id in SHOWN}
        self._marks = widgets.HTML()
        self._marks.add_class("ae-sheet")
        self._effect = widgets.HTML()
        self._effect.add_class("ae-effect")
        self._reset = self._button("reset", self.reset)
        self._compare = self._button("compare", self.compare)
        buttons = widgets.HBox([self._reset, self._compare])
        buttons.add_class("ae-buttons")
        levers = widgets.VBox([*self._grouped(), buttons])
        levers.add_class("ae-levers")
        body = widgets.Box([levers, self._effect])
        body.add_class("ae-body")
        voice = Voice()
        voice.add_class("ae-voice")
        super().__init__([sheet(self._units()), self._marks, self._heading(), body, voice])
        for own in ("aecourse-live", "aecourse-scorelab", self._own_class):
            self.add_class(own)
        self.scenario.observe(self._draw, names=["store", "before"])
        self._draw()

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

    def set(self, **levers: float) -> None:
        """Move levers by name, in their own units: ``lab.set(stockout_rate=0.1)``.

        Raises:
            UnknownName: no such lever; the error names the near ones.
            CourseError: out of bounds; the error gives the bounds.
        """
        with self._one_at_a_time:
            self.scenario.move(**levers)
            self._follow()

    def reset(self) -> None:
        """All levers back to the start, and nothing to compare with."""
        with self._one_at_a_time:
            with self.scenario.hold_trait_notifications():
                self.scenario.store, self.scenario.before = self.scenario.start, None
            self._follow()

    def compare(self) -> None:
        """Show what was before beside what is now.

        The first time, "before" is where the levers started.  Once a "before" is shown, the
        present state takes its place, and what follows is compared with that.
        """
        with self._one_at_a_time:
            scenario = self.scenario
            scenario.before = scenario.start if scenario.before is None else scenario.store

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

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = dict(super()._repr_mimebundle_(**kwargs) or {})
        language, frame = self.scenario.language, self.frame
        bundle["text/plain"] = repr(self)
        bundle["text/html"] = still(poster(frame, language), summary(frame, language), repr(self))
        return bundle

    # -- the page ---------------------------------------------------------------------------------

    def _say(self, phrase: Phrase) -> str:
        return phrase.text(self.scenario.language)

    def _slider(self, id: str) -> widgets.FloatSlider:
        it = LEVERS[id]
        scale, digits = lever_scale(it), lever_digits(it)
        slider = widgets.FloatSlider(
            value=getattr(self.scenario.store, id) * scale,
            min=it.low * scale,
            max=it.high * scale,
            step=it.step * scale,
            description=self._say(lever_label(it, self.scenario.regime)),
            tooltip=self._say(it.meaning),
            readout_format=f".{digits}f",
            continuous_update=True,
        )
        slider.add_class(f"ae-{id.replace('_', '-')}")
        slider.add_class(f"ae-unit-{it.unit}")
        slider.observe(partial(self._moved, id), names="value")
        return slider

    def _grouped(self) -> list[widgets.Widget]:
        sets: dict[str, list[widgets.Widget]] = {}
        for id, slider in self.sliders.items():
            group = LEVERS[id].group
            if group not in sets:
                name = escape(self._say(GROUPS[group]))
                heading = f'<div class="ae-group" role="heading" aria-level="4">{name}</div>'
                sets[group] = [widgets.HTML(heading)]
            sets[group].append(slider)
        boxes = [widgets.VBox(parts) for parts in sets.values()]
        for box in boxes:
            box.add_class("ae-set")
        return boxes

    def _button(self, id: str, act: Callable[[], None]) -> widgets.Button:
        button = widgets.Button(
            description=self._say(BUTTONS[id]), tooltip=self._say(BUTTONS[f"{id}_tip"])
        )
        button.on_click(lambda _: act())
        button.add_class(f"ae-{id}")
        return button

    def _heading(self) -> widgets.HTML:
        language, frame = self.scenario.language, self.frame
        return widgets.HTML(
            '<div class="ae-heading"><span class="ae-name" role="heading" aria-level="3">'
            f"{escape(self._say(WORDS['name']))}</span>"
            f'<span class="ae-title">{escape(self._say(frame.title))}</span>'
            f'<span class="ae-span">{escape(span_text(frame.first, frame.last, language))}</span>'
            "</div>"
        )

    def _units(self) -> str:
        return "".join(
            f".{self._own_class} .ae-unit-{unit} .widget-readout::after"
            f'{{content:"{self._say(words)}"}}'
            for unit, words in UNITS.items()
            if "/" not in unit
        )

    def _moved(self, id: str, change: dict[str, Any]) -> None:
        with self._one_at_a_time:
            if not self._quiet:
                it = LEVERS[id]
                own = min(max(round(change["new"] / lever_scale(it), 6), it.low), it.high)
                self.scenario.move(**{id: own})

    def _follow(self) -> None:
        """Bring the sliders to where the scenario's levers are."""
        self._quiet = True
        try:
            for id, slider in self.sliders.items():
                slider.value = getattr(self.scenario.store, id) * lever_scale(LEVERS[id])
        finally:
            self._quiet = False

    def _draw(self, _: object = None) -> None:
        language, frame = self.scenario.language, self.frame
        words = "".join(f"<p>{escape(line)}</p>" for line in details(frame, language))
        self._effect.value = f'{picture(frame, language)}<div class="ae-unseen">{words}</div>'
        before = self.scenario.before
        key = "compare" if before is None else "keep"
        self._compare.description = self._say(BUTTONS[key])
        self._compare.tooltip = self._say(BUTTONS[f"{key}_tip"])
        self._marks.value = (
            ""
            if before is None
            else "<style>"
            + "".join(
                f".{self._own_class} .ae-{id.replace('_', '-')} .noUi-target::after"
                '{content:"";position:absolute;top:5px;width:2px;height:14px;margin-left:-1px;'
                f"background:var(--ae-muted);box-shadow:0 0 0 1.5px var(--ae-paper);"
                f"left:{lever_position(LEVERS[id], getattr(before, id)):.2%}}}"
                for id in SHOWN
            )
            + "</style>"
        )
