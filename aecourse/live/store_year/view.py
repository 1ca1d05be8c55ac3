"""StoreYear: a game of twelve months in which the check days are real and the choices are yours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

import ipywidgets as widgets

from ...base.language import Phrase
from ...models.year import (
    AMOUNTS,
    MAX_SEED,
    NAMES,
    OPTIONS,
    Choice,
    ProfitCause,
    Year,
    YearOutcome,
    causes,
    checked_choice,
    line,
    outcome,
    reference_profit,
)
from ..base import Art, LiveView
from ..knobs import Knob
from .background import assumptions, options, rules
from .frame import YearFrame, YearScenario, year_frame
from .look import look
from .picture import picture, poster
from .sentences import details, summary
from .words import CONTROLS, GROUPS, WORDS

REST = 0.5  # seconds in which a second press of the same hand is not a new wish
_PAUSE = 0.03

_UNITS = {
    "stock": Phrase(" pieces", " 件"),
    "advertising": Phrase(" USD", " 美元"),
    "price": Phrase(" × usual price", " 倍市场价"),
}


class StoreYear(LiveView):
    """A store through the year 2022: choose, press "Next month", live with the check days.

    Args:
        choice: the choices that lie ready at first; default a newcomer's of the price war.
        seed: of the year's luck, 0 to 9,999: with the same seed a whole class plays the same year.
        language: ``"en"`` or ``"zh"``; default the session's.

    Scores come from the course's engine on simulated orders, under ``daily6`` and
    ``capability_2022``; money and market are illustrative.

    Raises:
        CourseError: the seed is no whole number from 0 to 9,999.
    """

    kind = "storeyear"
    art = Art(picture, poster, details, summary)
    watched = ("year", "choice", "causes", "sound")
    buttons = CONTROLS
    scenario: YearScenario

    def __init__(self, choice: Choice | None = None, *, seed: int = 1, language: str | None = None) -> None:
        scenario = YearScenario.create(choice, seed=seed, language=language)
        self._resting = False
        self._asked = False
        self.knobs = {name: _knob(name) for name in AMOUNTS}
        self.sliders: dict[str, widgets.DOMWidget] = {}
        for name in NAMES:
            self.sliders[name] = self._slider(name, scenario.choice, scenario.language)
            self._hear(self.sliders[name], partial(self._moved, name))
        super().__init__(scenario)

    # -- for code ---------------------------------------------------------------------------------

    @property
    def year(self) -> Year:
        """The year as it stands."""
        return self.scenario.year

    @property
    def outcome(self) -> YearOutcome:
        """What the year came to so far."""
        return outcome(self.year)

    @property
    def line(self) -> str:
        """The line to hand in; :func:`aecourse.models.year.read_line` reads it back."""
        return line(self.year)

    @property
    def orders(self) -> Any:
        """All orders so far, as an order table; None before the first month."""
        return self.year.stand.orders

    @property
    def frame(self) -> YearFrame:
        """Everything that the picture tells, as plain facts."""
        with self._one_at_a_time:
            return year_frame(self.scenario)

    def set(self, **levers: Any) -> None:
        """Change what lies ready: ``view.set(stock=200, supplier="steady", price=1.05)``.

        Raises:
            UnknownName: no such lever or option; the error names the near ones.
            CourseError: an amount is out of bounds or between two steps.
        """
        with self._one_at_a_time:
            self.scenario.move(**levers)
            self._follow()

    def next_month(self, **levers: Any) -> None:
        """Carry the choices out for a month, after changing these *levers*.

        Raises:
            UnknownName: no such lever or option.
            CourseError: out of bounds, or the year is over.
        """
        with self._at_once():
            self.scenario.advance(**levers)
            self._follow()
        self._settle()

    def play(self, choices: Iterable[Choice]) -> None:
        """Carry out one choice a month until they, or the year, end."""
        for choice in choices:
            if self.year.over:
                break
            ready = checked_choice(choice)
            self.next_month(**{name: getattr(ready, name) for name in NAMES})

    def again(self, seed: int | None = None) -> None:
        """A new year, under the same seed unless another is given.

        Raises:
            CourseError: the seed is no whole number from 0 to 9,999.
        """
        with self._at_once():
            self.scenario.restart(self.year.seed if seed is None else seed)
            self._forget("causes")
            self._forget("rest")
            self._rested()
            self._follow()

    def __repr__(self) -> str:
        it, zh = self.outcome, self.language == "zh"
        if self.year.over:
            score = ("不考核" if zh else "not assessed") if it.score is None else it.score
            return (
                f"StoreYear(种子 {it.seed}，{it.months} 个月后结束，利润 {it.profit:,} 美元，服务分 {score}，示意)"
                if zh
                else f"StoreYear(seed {it.seed}, over after {it.months} months, profit {it.profit:,} "
                f"USD, score {score}, illustrative)"
            )
        found = self.year.stand.score
        score = ("不考核" if zh else "not assessed") if found is None else round(found)
        cash = f"{self.year.stand.cash:,.0f}"
        return (
            f"StoreYear(种子 {it.seed}，已过 {it.months} / 12 个月，服务分 {score}，现金 {cash} 美元，示意)"
            if zh
            else f"StoreYear(seed {it.seed}, {it.months} of 12 months, score {score}, cash {cash} USD, illustrative)"
        )

    # -- the page ---------------------------------------------------------------------------------

    def _parts(self) -> list[widgets.Widget]:
        groups = [self._group(label, [self.sliders[name] for name in names]) for label, names in GROUPS.items()]
        self._next = self._button("next", self._pressed_next)
        self._again = self._button("again", self._pressed_again)
        self._seed = widgets.BoundedIntText(
            value=self.year.seed,
            min=0,
            max=MAX_SEED,
            description=self._say(CONTROLS["seed"]),
            tooltip=self._say(CONTROLS["seed_tip"]),
        )
        self._seed.add_class("ae-seed")
        self._hear(self._seed, lambda _: self._calm())
        self._line = widgets.Text(description=self._say(WORDS["hand_in"]))
        self._line.add_class("ae-hand-in")
        self._hear(self._line, lambda _: self._write_line())
        return [
            self._heading(WORDS["name"], WORDS["title"], self._say(WORDS["money"])),
            self._body(self._column(*groups, self._button_row(self._next, self._again, self._seed))),
            self._line,
            self._folds(),
        ]

    def _folds(self) -> widgets.Box:
        """What can be opened, side by side."""
        row = widgets.Box(
            [
                self._fold(WORDS["options"], options(self.language)),
                self._fold(WORDS["rules"], rules(self.language)),
                self._fold(WORDS["assumed"], assumptions(self.language)),
            ]
        )
        row.add_class("ae-folds")
        return row

    def _slider(self, name: str, choice: Choice, language: str) -> widgets.DOMWidget:
        value = getattr(choice, name)
        if name in self.knobs:
            return self.knobs[name].slider(value, language)
        slider: widgets.DOMWidget = widgets.SelectionSlider(
            options=[(it.name.text(language), key) for key, it in OPTIONS[name].items()],
            value=value,
            description=NAMES[name].text(language),
            continuous_update=True,
        )
        slider.add_class(f"ae-{name}")
        return slider

    def _moved(self, name: str, shown: Any) -> None:
        self._calm()
        value = self.knobs[name].read(shown) if name in self.knobs else shown
        self.scenario.move(**{name: value})

    def _follow(self) -> None:
        """Bring the controls to where the scenario is."""
        self._calm()
        with self._hushed():
            for name, slider in self.sliders.items():
                value = getattr(self.scenario.choice, name)
                if name in self.knobs:
                    self.knobs[name].show(slider, value)
                else:
                    slider.value = value
            self._seed.value = self.year.seed

    # -- pressing -----------------------------------------------------------------------------------

    def _pressed_next(self) -> None:
        """One month for one press: a second one that follows at once was the same wish."""
        with self._one_at_a_time:
            self._calm()
            if not self._resting and not self.year.over:
                self.scenario.advance()
                self._settle()
            if self._in_a_loop():
                self._resting = True
                self._later("rest", REST, self._rested)

    def _rested(self) -> None:
        self._resting = False

    def _pressed_again(self) -> None:
        """A new year; one under way is given up only when asked twice."""
        with self._one_at_a_time:
            under_way = len(self.year.months) > 0 and not self.year.over
            if under_way and not self._asked:
                self._asked = True
                self._name_control(self._again, "sure")
                return
            self.again(self._seed.value)

    def _calm(self) -> None:
        """Nobody wants to give the year up."""
        if self._asked:
            self._asked = False
            self._name_control(self._again, "again")

    # -- what decided it ----------------------------------------------------------------------------

    def _settle(self) -> None:
        """Once the year is over, play it again bit by bit to find what decided it."""
        if self.year.over:
            self._later("causes", _PAUSE, partial(self._find_sound, self.year))

    def _find_sound(self, year: Year) -> None:
        self.scenario.sound = reference_profit(year.seed)
        found = causes(year, self.scenario.sound)
        self._later("causes", _PAUSE, partial(self._find_next, found))

    def _find_next(self, found: Iterator[ProfitCause]) -> None:
        cause = next(found, None)
        if cause is not None:
            self.scenario.causes = (*self.scenario.causes, cause)
            self._later("causes", _PAUSE, partial(self._find_next, found))

    def _write_line(self) -> None:
        with self._hushed():
            self._line.value = self.line if self.year.over else ""
        self._line.layout.display = None if self.year.over else "none"

    def _draw(self) -> None:
        super()._draw()
        self._next.disabled = self.year.over
        self._write_line()

    def _rules(self) -> str:
        units = "".join(k.unit_rule(self._own, self.language) for k in self.knobs.values())
        return units + look(self._own)


def _knob(name: str) -> Knob:
    it = AMOUNTS[name]
    return Knob(
        name,
        NAMES[name],
        it.low,
        it.high,
        it.step,
        _UNITS[name],
        digits=2 if name == "price" else 0,
        whole=name != "price",
    )
