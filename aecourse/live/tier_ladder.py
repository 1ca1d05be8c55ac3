"""TierLadder: from score to exposure, orders, turnover and tier, and round again each month."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from threading import RLock
from typing import Any

import ipywidgets as widgets

from ..errors import CourseError
from ..ladder import QUANTITIES, Assumptions, Month, Shop
from ..language import Phrase
from .page import Voice, sheet, still, view_class
from .tier_ladder_frame import (
    GROUPS,
    SHOWN,
    UNITS,
    WORDS,
    LadderFrame,
    LadderScenario,
    details,
    ladder_frame,
    reasons,
    retold,
    summary,
    value_of,
)
from .tier_ladder_picture import picture, poster

BUTTONS = {
    "reset": Phrase("Reset", "重置"),
    "reset_tip": Phrase("All levers back to where they started", "全部滑块回到初始位置"),
    "compare": Phrase("Compare with before", "与调整前比较"),
    "compare_tip": Phrase("Show the way of the levers' start as well", "同时显示调整前的路径"),
    "keep": Phrase("Compare from here", "从当前开始比较"),
    "keep_tip": Phrase("Compare what follows with the present state", "之后的调整与当前状态比较"),
}
# Turnover in steps that a hand can find: fine where tiers are narrow, coarse where they are wide.
STEPS = (
    *range(0, 1000, 100), *range(1000, 5000, 250), *range(5000, 10_000, 500),
    *range(10_000, 50_000, 2_500), *range(50_000, 100_001, 10_000),
)  # fmt: skip


class TierLadder(widgets.VBox):  # type: ignore[misc]  # ipywidgets is untyped
    """A store on the ladder of tiers: levers on the left, its way through the months on the right.

    Args:
        shop: where the store's levers start.
        assumptions: where the platform's strengths start; all illustrative.
        seed: of the luck of the months, which stays the same while levers move.
        language: ``"en"`` or ``"zh"``; default the session's.

    Tiers and shares are told by article B only, without a date and without the days over which
    turnover is summed.

    Raises:
        CourseError: *shop* or *assumptions* is something else.
    """

    def __init__(
        self,
        shop: Shop | None = None,
        assumptions: Assumptions | None = None,
        *,
        seed: int = 1,
        language: str | None = None,
    ) -> None:
        for given, kind in ((shop, Shop), (assumptions, Assumptions)):
            if given is not None and not isinstance(given, kind):
                name = kind.__name__
                raise CourseError(Phrase(
                    f"{name}(...) is wanted, not {given!r}", f"应为 {name}(...)，而不是 {given!r}"
                ))  # fmt: skip
        self.scenario = LadderScenario.create(shop, assumptions, seed=seed, language=language)
        self._own_class = view_class()
        self._quiet = False
        # A kernel may hear one control in one thread and the next, or a cell, in another.
        self._one_at_a_time = RLock()
        self.sliders: dict[str, widgets.DOMWidget] = {name: self._slider(name) for name in SHOWN}
        self._effect = widgets.HTML()
        self._effect.add_class("ae-effect")
        self._compare = self._button("compare", self.compare)
        buttons = widgets.HBox([self._button("reset", self.reset), self._compare])
        buttons.add_class("ae-buttons")
        levers = widgets.VBox([*self._grouped(), buttons])
        levers.add_class("ae-levers")
        body = widgets.Box([levers, self._effect])
        body.add_class("ae-body")
        voice = Voice()
        voice.add_class("ae-voice")
        super().__init__([sheet(self._rules()), self._heading(), body, self._why(), voice])
        for own in ("aecourse-live", "aecourse-tierladder", self._own_class):
            self.add_class(own)
        self.scenario.observe(self._draw, names=["standing", "before"])
        self._draw()

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
    def path(self) -> tuple[Month, ...]:
        """The start and each month after it."""
        return self.frame.now.path

    @property
    def frame(self) -> LadderFrame:
        """Everything that the picture tells, as plain facts."""
        with self._one_at_a_time:
            return ladder_frame(self.scenario)

    def set(self, **levers: float) -> None:
        """Move levers by name, in their own units: ``view.set(score=70, conversion=0.03)``.

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
                self.scenario.standing, self.scenario.before = self.scenario.start, None
            self._follow()

    def compare(self) -> None:
        """Show what was before (first the start, then the present) beside what is now."""
        with self._one_at_a_time:
            it = self.scenario
            it.before = it.start if it.before is None else it.standing

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

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = dict(super()._repr_mimebundle_(**kwargs) or {})
        language, frame = self.scenario.language, self.frame
        bundle["text/plain"] = repr(self)
        bundle["text/html"] = still(poster(frame, language), summary(frame, language), repr(self))
        return bundle

    # -- the page ---------------------------------------------------------------------------------

    def _say(self, phrase: Phrase) -> str:
        return phrase.text(self.scenario.language)

    def _slider(self, name: str) -> widgets.DOMWidget:
        it, value = QUANTITIES[name], value_of(self.scenario.standing, name)
        words = {
            "description": self._say(it.label), "tooltip": self._say(it.reason),
            "continuous_update": True,
        }  # fmt: skip
        slider: widgets.DOMWidget
        if name == "start_gmv":
            slider = widgets.SelectionSlider(options=_choices(value), value=value, **words)
        else:
            scale = _scale(name)
            slider = widgets.FloatSlider(
                value=value * scale, min=it.low * scale, max=it.high * scale, step=it.step * scale,
                readout_format=",.0f" if it.step * scale >= 1 else ".1f", **words,
            )  # fmt: skip
        slider.add_class(f"ae-{name.replace('_', '-')}")
        slider.add_class(f"ae-unit-{it.unit}")
        slider.observe(partial(self._moved, name), names="value")
        return slider

    def _grouped(self) -> list[widgets.Widget]:
        boxes = []
        for label, names in GROUPS.items():
            heading = (
                '<div class="ae-group" role="heading" aria-level="4">'
                f"{escape(self._say(label))}</div>"
            )
            box = widgets.VBox([widgets.HTML(heading), *(self.sliders[name] for name in names)])
            box.add_class("ae-set")
            boxes.append(box)
        return boxes

    def _button(self, name: str, act: Callable[[], None]) -> widgets.Button:
        button = widgets.Button(
            description=self._say(BUTTONS[name]), tooltip=self._say(BUTTONS[f"{name}_tip"])
        )
        button.on_click(lambda _: act())
        button.add_class(f"ae-{name}")
        return button

    def _heading(self) -> widgets.HTML:
        return widgets.HTML(
            '<div class="ae-heading"><span class="ae-name" role="heading" aria-level="3">'
            f"{escape(self._say(WORDS['name']))}</span>"
            f'<span class="ae-title">{escape(self._say(WORDS["title"]))}</span>'
            f'<span class="ae-span">{escape(self._say(retold()))}</span></div>'
        )

    def _why(self) -> widgets.HTML:
        items = "".join(
            f"<li><b>{escape(label)}</b> · {escape(reason)}</li>"
            for label, reason in reasons(self.scenario.language)
        )
        return widgets.HTML(
            f'<details class="ae-why"><summary>{escape(self._say(WORDS["assumed"]))}</summary>'
            f"<ul>{items}<li>{escape(self._say(WORDS['window']))}</li></ul></details>"
        )

    def _rules(self) -> str:
        own = f".{self._own_class}"
        units = "".join(
            f'{own} .ae-unit-{unit} .widget-readout::after{{content:"{self._say(words)}"}}'
            for unit, words in UNITS.items()
            if words.en
        )
        return (
            units + f"{own} .ae-why summary{{cursor:pointer;color:var(--ae-muted);font-weight:600;"
            "width:fit-content;border-radius:4px}"
            f"{own} .ae-why summary:focus-visible{{outline:2px solid var(--ae-accent);"
            f"outline-offset:2px}}{own} .ae-why ul{{margin:8px 0 0;padding-left:20px}}"
            f"{own} .ae-why{{margin-top:8px}}"
            f"{own} .ae-levers{{gap:12px}}{own} .ae-picture{{min-width:400px}}"
        )

    def _moved(self, name: str, change: dict[str, Any]) -> None:
        with self._one_at_a_time:
            if not self._quiet:
                it = QUANTITIES[name]
                own = min(max(round(change["new"] / _scale(name), 6), it.low), it.high)
                self.scenario.move(**{name: int(own) if name == "months" else own})

    def _follow(self) -> None:
        """Bring the sliders to where the scenario's levers are."""
        self._quiet = True
        try:
            for name, slider in self.sliders.items():
                value = value_of(self.scenario.standing, name)
                if name == "start_gmv" and value not in [own for _, own in slider.options]:
                    slider.options = _choices(value)
                slider.value = value * _scale(name)
        finally:
            self._quiet = False

    def _draw(self, _: object = None) -> None:
        language, frame = self.scenario.language, self.frame
        words = "".join(f"<p>{escape(line)}</p>" for line in details(frame, language))
        self._effect.value = f'{picture(frame, language)}<div class="ae-unseen">{words}</div>'
        key = "compare" if self.scenario.before is None else "keep"
        self._compare.description = self._say(BUTTONS[key])
        self._compare.tooltip = self._say(BUTTONS[f"{key}_tip"])


def _scale(name: str) -> float:
    return 100 if QUANTITIES[name].unit == "share" else 1


def _choices(value: float) -> list[tuple[str, float]]:
    amounts = sorted({*map(float, STEPS), float(value)})
    return [(f"{amount:,.0f}", amount) for amount in amounts]
