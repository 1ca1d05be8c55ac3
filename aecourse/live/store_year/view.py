"""StoreYear: a game of twelve months in which the check days are real and the choices are yours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

import ipywidgets as widgets

from ...base.arguments import guarded
from ...base.language import Phrase
from ...models.year import (
    AMOUNTS,
    ANSWERS,
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
from ...models.year.hindsight import MonthCost, month_costs, search
from ..base import Art, LiveView
from ..knobs import Knob
from .background import assumptions, dilemmas, options, year_rules
from .frame import YearFrame, YearScenario, year_frame
from .look import look
from .narrow import narrow
from .options import Options, dilemma_group, lever_group
from .picture import picture, poster
from .sentences import details, summary
from .words import CONTROLS, LEVERS, WORDS

REST = 0.5  # seconds in which a second press of the same hand is not a new wish
_PAUSE = 0.03

_UNITS = {
    "cover": Phrase(" % of the forecast", " %（占预计买家）"),
    "advertising": Phrase(" USD", " 美元"),
    "price": Phrase(" × usual price", " 倍市场价"),
}


class StoreYear(LiveView):
    """A store through the year 2022: choose, answer the month's dilemma, live with the check days.

    Args:
        choice: the choices that lie ready at first; default those of lesson 10's cheap shop.
        seed: of the year's luck, 0 to 9,999: with the same seed a whole class plays the same year.
        language: ``"en"`` or ``"zh"``; default the session's.

    Scores come from the course's engine on simulated orders, under ``daily6`` and
    ``capability_2022``; money and market are illustrative.

    Raises:
        CourseError: the seed is no whole number from 0 to 9,999.
    """

    kind = "storeyear"
    art = Art(picture, poster, details, summary)
    watched = ("year", "choice", "causes", "costs", "sound", "best")
    buttons = CONTROLS
    scenario: YearScenario

    @guarded
    def __init__(self, choice: Choice | None = None, *, seed: int = 1, language: str | None = None) -> None:
        scenario = YearScenario.create(choice, seed=seed, language=language)
        self._resting = False
        self._asked = False
        self.knobs = {name: _knob(name) for name in AMOUNTS}
        self.sliders: dict[str, widgets.DOMWidget] = {}
        self.options: dict[str, Options] = {}
        for name in NAMES:
            value = getattr(scenario.choice, name)
            if name in self.knobs:
                self.sliders[name] = self.knobs[name].slider(value, scenario.language)
                self._hear(self.sliders[name], partial(self._moved, name))
            else:
                self.options[name] = self._option_row(name, value, scenario.language)
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
        """Change what lies ready: ``view.set(cover=1.2, supplier="steady", answer="b")``.

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

    @guarded
    def play(self, choices: Iterable[Choice]) -> None:
        """Carry out one choice a month until they, or the year, end.

        Raises:
            CourseError: one of them is no :class:`~aecourse.models.year.Choice`; nothing is played.
        """
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
            self._forget("hindsight")
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
        self._log = widgets.HTML()
        self._log.add_class("ae-log")
        self._line = widgets.Text(description=self._say(WORDS["hand_in"]))
        self._line.add_class("ae-hand-in")
        self._hear(self._line, lambda _: self._write_line())
        return [
            self._heading(WORDS["name"], WORDS["title"], self._say(WORDS["money"])),
            self.options["answer"],
            self._body(
                self._column(
                    *(self.sliders.get(name) or self.options[name] for name in LEVERS),
                    self._button_row(self._next, self._again, self._seed),
                )
            ),
            self._line,
            self._folds(),
        ]

    def _folds(self) -> widgets.Box:
        """What can be opened, side by side."""
        row = widgets.Box(
            [
                self._log,
                self._fold(WORDS["options"], options(self.language)),
                self._fold(WORDS["rules"], year_rules(self.language)),
                self._fold(WORDS["dilemmas"], dilemmas(self.language)),
                self._fold(WORDS["assumed"], assumptions(self.language)),
            ]
        )
        row.add_class("ae-folds")
        return row

    def _option_row(self, name: str, value: str, language: str) -> Options:
        groups = [] if name == "answer" else [lever_group(name, language)]
        row = Options(groups=groups, chosen={name: value}, keeps_log=name == "answer")

        def heard(change: dict[str, Any]) -> None:
            with self._one_at_a_time:
                key = change["new"].get(name)
                if not self._quiet and key in OPTIONS.get(name, ANSWERS):
                    self._moved(name, key)

        row.observe(heard, names="chosen")
        return row

    def _moved(self, name: str, shown: Any) -> None:
        self._calm()
        value = self.knobs[name].read(shown) if name in self.knobs else shown
        self.scenario.move(**{name: value})

    def _follow(self) -> None:
        """Bring the controls to where the scenario is."""
        self._calm()
        with self._hushed():
            for name, slider in self.sliders.items():
                self.knobs[name].show(slider, getattr(self.scenario.choice, name))
            for name, row in self.options.items():
                row.chosen = {name: getattr(self.scenario.choice, name)}
            self._seed.value = self.year.seed

    # -- pressing -----------------------------------------------------------------------------------

    def _pressed_next(self) -> None:
        """One month for one press: a second one that follows at once was the same wish."""
        with self._one_at_a_time:
            self._calm()
            if not self._resting and not self.year.over:
                with self._at_once():
                    self.scenario.advance()
                    self._follow()
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

    # -- looking back -------------------------------------------------------------------------------

    def _settle(self) -> None:
        """Once the year is over, play it again bit by bit to find what decided it and what was possible."""
        if self.year.over and self._in_a_loop():
            self._later("hindsight", _PAUSE, partial(self._step_back, self._hindsight(self.year)))

    def look_back(self) -> None:
        """Find now what a page finds bit by bit once a year is over: it takes some ten seconds."""
        with self._at_once():
            if self.year.over:
                self._forget("hindsight")
                for _ in self._hindsight(self.year):
                    pass

    def _step_back(self, found: Iterator[None]) -> None:
        """One step of the looking back, and the next a little later."""
        if next(found, self) is None:
            self._later("hindsight", _PAUSE, partial(self._step_back, found))

    def _hindsight(self, year: Year) -> Iterator[None]:
        """What is found once a year is over, in steps: the best known line, months, levers."""
        it = self.scenario
        sought = []
        for one in search(year.seed):
            sought = [one]
            yield
        it.best = max(*sought, year, key=lambda one: outcome(one).profit)
        yield
        costs: tuple[MonthCost, ...] = ()
        for cost in month_costs(year):
            it.costs = costs = (*costs, cost)
            yield
        it.sound = reference_profit(year.seed)
        found: tuple[ProfitCause, ...] = ()
        for cause in causes(year, it.sound):
            it.causes = found = (*found, cause)
            yield

    def _write_line(self) -> None:
        with self._hushed():
            self._line.value = self.line if self.year.over else ""
        self._line.layout.display = None if self.year.over else "none"

    def _draw(self) -> None:
        super()._draw()
        over, answer = self.year.over, self.options["answer"]
        self._next.disabled = over
        asked = [] if over else [dilemma_group(self.year.stand.dilemma, self.year.stand.next, self.language)]
        if answer.groups != asked:
            answer.groups = asked
        answer.layout.display = "none" if over else None
        for row in self.options.values():
            row.still = over
        self._write_line()

    def _show(self, frame: YearFrame, effect: str) -> None:
        super()._show(frame, effect + narrow(frame, self.language))
        told = [("", it.told.text(self.language)) for it in frame.log]
        self._log.value = self._fold_html(WORDS["log"].format(n=len(told)), told)

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
        percent=name == "cover",
        whole=name == "advertising",
    )
