"""SmallNumbers: what luck does to a store with few orders, and to a shop with few ratings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, fields, replace
from functools import partial
from html import escape
from threading import RLock
from typing import Any

import ipywidgets as widgets
import traitlets

from ..errors import CourseError, unknown_name
from ..language import Phrase, checked, get_language
from ..luck import MOST_ORDERS
from .page import Voice, sheet, still, view_class
from .small_numbers_frame import Setting, SmallFrame, small_frame
from .small_numbers_picture import Lever, picture, poster
from .small_numbers_words import WORDS, details, percent, summary

STEPS = (
    0, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 120, 150, 200, 250, 300, 400, 500, 600,
    800, 1000, 1200, 1500, 2000, 2500, 3000, 4000, 5000,
)  # fmt: skip
RATINGS = tuple(sorted({*STEPS, 1, 2, 3, 4, 7, 9, 900}))
BOUNDS: dict[str, tuple[float, float]] = {
    "share": (0.0, 0.2),
    "orders": (0, MOST_ORDERS),
    "limit": (0.005, 0.2),
    "seed": (0, 2**31),
    "first_mean": (1.0, 5.0),
    "first_ratings": (0, MOST_ORDERS),
    "second_mean": (1.0, 5.0),
    "second_ratings": (0, MOST_ORDERS),
}
WHOLE = ("orders", "seed", "first_ratings", "second_ratings")
LABELS = {
    "share": Phrase("True bad-order share", "真实不良订单率"),
    "orders": Phrase("Orders", "订单数"),
    "limit": Phrase("Limit (illustrative)", "阈值（示意）"),
    "first_mean": Phrase("Shop A: mean of ratings", "店铺 A：平均星级"),
    "first_ratings": Phrase("Shop A: ratings", "店铺 A：评价数"),
    "second_mean": Phrase("Shop B: mean of ratings", "店铺 B：平均星级"),
    "second_ratings": Phrase("Shop B: ratings", "店铺 B：评价数"),
}
GROUPS = (
    (Phrase("The store", "店铺"), ("share", "orders", "limit")),
    (
        Phrase("The buyer's side", "买家的视角"),
        ("first_mean", "first_ratings", "second_mean", "second_ratings"),
    ),
)
BUTTONS = {
    "luck": Phrase("New luck", "换一批运气"),
    "luck_tip": Phrase(
        "The same true rate, other orders for all 100 stores", "真实比率不变，100 家店的订单重新抽一遍"
    ),
    "reset": Phrase("Reset", "重置"),
    "reset_tip": Phrase("All levers back to where they started", "全部滑块回到初始位置"),
}  # fmt: skip


class Luck(traitlets.HasTraits):
    """The scenario: where the levers stand, and where a reset returns to."""

    start = traitlets.Instance(Setting)
    setting = traitlets.Instance(Setting)
    language = traitlets.Enum(["en", "zh"])


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    known = [field.name for field in fields(Setting)]
    found = {}
    for name, value in values.items():
        if name not in known:
            raise unknown_name(Phrase("lever", "滑块"), name, known)
        low, high = BOUNDS[name]
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if not number or not low <= value <= high or (name in WHOLE and value != int(value)):
            whole = Phrase("a whole number ", "整数，且") if name in WHOLE else Phrase("", "")
            raise CourseError(Phrase(
                f"{name} is {whole.en}between {low:g} and {high:g}, not {value!r}.",
                f"{name} 应为{whole.zh}在 {low:g} 到 {high:g} 之间，而不是 {value!r}。",
            ))  # fmt: skip
        found[name] = int(value) if name in WHOLE else float(value)
    return found


class SmallNumbers(widgets.VBox):  # type: ignore[misc]  # ipywidgets is untyped
    """True rate against observed rate: 100 equal stores, one limit, more and more orders.

    Args:
        language: ``"en"`` or ``"zh"``; default the session's.
        setting: where levers start, by name: ``share`` (true share of bad orders, 0 to 0.2),
            ``orders`` (0 to 5000), ``limit`` (0.005 to 0.2), ``seed``; ``first_mean``,
            ``first_ratings``, ``second_mean``, ``second_ratings`` of the two shops a buyer compares.

    The limit and the model of chance are illustrative and say so; the minimums are the rulebook's.

    Raises:
        UnknownName: no such lever.
        CourseError: a lever is out of bounds.
    """

    def __init__(self, *, language: str | None = None, **setting: float) -> None:
        start = replace(Setting(), **_checked(setting))
        self.scenario = Luck(
            start=start,
            setting=start,
            language=get_language() if language is None else checked(language),
        )
        self._own_class = view_class()
        self._quiet = False
        # A kernel may hear one control in one thread and the next, or a cell, in another.
        self._one_at_a_time = RLock()
        self.sliders: dict[str, widgets.Widget] = {id: self._slider(id) for id in LABELS}
        self._effect = widgets.HTML()
        self._effect.add_class("ae-effect")
        buttons = widgets.HBox([self._button("luck", self.luck), self._button("reset", self.reset)])
        buttons.add_class("ae-buttons")
        levers = widgets.VBox([*map(self._group, GROUPS), buttons])
        levers.add_class("ae-levers")
        body = widgets.Box([levers, self._effect])
        body.add_class("ae-body")
        voice = Voice()
        voice.add_class("ae-voice")
        super().__init__([sheet(self._units()), self._heading(), body, voice])
        for own in ("aecourse-live", "aecourse-smallnumbers", self._own_class):
            self.add_class(own)
        self.scenario.observe(self._draw, names=["setting"])
        self._draw()

    # -- for code ---------------------------------------------------------------------------------

    @property
    def setting(self) -> Setting:
        """The levers as they stand."""
        return self.scenario.setting

    @property
    def frame(self) -> SmallFrame:
        """Everything that the picture tells, as plain facts."""
        return small_frame(self.scenario.setting)

    def set(self, **levers: float) -> None:
        """Move levers by name: ``view.set(orders=300, limit=0.05)``.

        Raises:
            UnknownName: no such lever; the error names the near ones.
            CourseError: out of bounds; the error gives the bounds.
        """
        with self._one_at_a_time:
            self._to(replace(self.scenario.setting, **_checked(levers)))

    def luck(self) -> None:
        """Other luck for all the stores; their true rate stays."""
        with self._one_at_a_time:
            self._to(replace(self.scenario.setting, seed=self.scenario.setting.seed + 1))

    def reset(self) -> None:
        """All levers, and luck, back to the start."""
        with self._one_at_a_time:
            self._to(self.scenario.start)

    def __repr__(self) -> str:
        s, frame, zh = self.setting, self.frame, self.scenario.language == "zh"
        if frame.now is None:
            word = "不考核" if zh else "not assessed"
        else:
            word = (
                f"{frame.now.wrong}/100 误判" if zh else f"{frame.now.wrong} of 100 judged wrongly"
            )
        orders = f"{s.orders} 笔订单" if zh else f"{s.orders} orders"
        return f"SmallNumbers({percent(s.share)}, {orders}, {word})"

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = dict(super()._repr_mimebundle_(**kwargs) or {})
        language, frame = self.scenario.language, self.frame
        bundle["text/plain"] = repr(self)
        drawn = poster(frame, self._levers(), language)
        bundle["text/html"] = still(drawn, summary(frame, language), repr(self))
        return bundle

    # -- the page ---------------------------------------------------------------------------------

    def _say(self, phrase: Phrase) -> str:
        return phrase.text(self.scenario.language)

    def _levers(self) -> list[Lever]:
        found = []
        for id, label in LABELS.items():
            value, (low, high) = getattr(self.setting, id), BOUNDS[id]
            if id in WHOLE:
                steps = STEPS if id == "orders" else RATINGS
                position = steps.index(_nearest(value, steps)) / (len(steps) - 1)
                words = f"{value:,}"
            else:
                position = (value - low) / (high - low)
                words = percent(value) if high < 1 else f"{value:.1f} ★"
            found.append((label, words, position))
        return found

    def _slider(self, id: str) -> widgets.Widget:
        value, (low, high) = getattr(self.scenario.setting, id), BOUNDS[id]
        name = self._say(LABELS[id])
        if id in WHOLE:
            steps = STEPS if id == "orders" else RATINGS
            slider = widgets.SelectionSlider(
                options=[(f"{step:,}", step) for step in steps],
                value=_nearest(value, steps), description=name, continuous_update=True,
            )  # fmt: skip
        else:
            scale = 100 if high < 1 else 1
            step = 0.5 if high < 1 else 0.1
            slider = widgets.FloatSlider(
                value=value * scale, min=low * scale, max=high * scale, step=step,
                description=name, readout_format=".1f", continuous_update=True,
            )  # fmt: skip
            slider.add_class("ae-unit-share" if scale == 100 else "ae-unit-stars")
        slider.add_class(f"ae-{id.replace('_', '-')}")
        slider.observe(partial(self._moved, id), names="value")
        return slider

    def _group(self, group: tuple[Phrase, tuple[str, ...]]) -> widgets.VBox:
        name = escape(self._say(group[0]))
        heading = f'<div class="ae-group" role="heading" aria-level="4">{name}</div>'
        box = widgets.VBox([widgets.HTML(heading), *(self.sliders[id] for id in group[1])])
        box.add_class("ae-set")
        return box

    def _button(self, id: str, act: Callable[[], None]) -> widgets.Button:
        button = widgets.Button(
            description=self._say(BUTTONS[id]), tooltip=self._say(BUTTONS[f"{id}_tip"])
        )
        button.on_click(lambda _: act())
        button.add_class(f"ae-{id}")
        return button

    def _heading(self) -> widgets.HTML:
        name, title, model = (escape(self._say(WORDS[key])) for key in ("name", "title", "model"))
        return widgets.HTML(
            f'<div class="ae-heading"><span class="ae-name" role="heading" aria-level="3">{name}'
            f'</span><span class="ae-title">{title}</span><span class="ae-span">{model}</span></div>'
        )

    def _units(self) -> str:
        units = {"share": " %", "stars": " ★"}
        return "".join(
            f'.{self._own_class} .ae-unit-{unit} .widget-readout::after{{content:"{words}"}}'
            for unit, words in units.items()
        )

    def _moved(self, id: str, change: dict[str, Any]) -> None:
        with self._one_at_a_time:
            if not self._quiet:
                low, high = BOUNDS[id]
                scale = 100 if high < 1 else 1
                value = change["new"] if id in WHOLE else round(change["new"] / scale, 6)
                value = min(max(value, low), high)
                self.scenario.setting = replace(self.scenario.setting, **{id: value})

    def _to(self, setting: Setting) -> None:
        self.scenario.setting = setting
        self._quiet = True
        try:
            for id, value in asdict(setting).items():
                if id in self.sliders:
                    if id in WHOLE:
                        shown = _nearest(value, STEPS if id == "orders" else RATINGS)
                    else:
                        shown = value * (100 if BOUNDS[id][1] < 1 else 1)
                    self.sliders[id].value = shown
        finally:
            self._quiet = False

    def _draw(self, _: object = None) -> None:
        language, frame = self.scenario.language, self.frame
        words = "".join(f"<p>{escape(line)}</p>" for line in details(frame, language))
        self._effect.value = f'{picture(frame, language)}<div class="ae-unseen">{words}</div>'


def _nearest(value: int, steps: tuple[int, ...]) -> int:
    return min(steps, key=lambda step: abs(step - value))
