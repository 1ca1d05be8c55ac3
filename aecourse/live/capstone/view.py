"""Capstone: a store to be taken apart, a plan to be written, and what it was worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from html import escape
from typing import Any, ClassVar, cast

import ipywidgets as widgets

from ...base.arguments import guarded
from ...base.errors import CourseError, require_known
from ...base.language import Phrase, join, spoken, using
from ...models.diagnosis import CAUSES, DIAGNOSTIC_METRICS, MEASURES, REASONS, OwnCase, PlanForecast, Score, capstone
from ...models.diagnosis.cases import PlantedCase
from ...models.diagnosis.plans import LINES, place_name
from ..base import Art, LiveView
from .cuts import map_html
from .frame import EMPTY, CapstoneFrame, Diagnosis, State, bars, capstone_frame, first_look, groups
from .look import look
from .narrow import SIZE, narrow
from .picking import GROUP, Picker, stage
from .picture import picture, poster
from .words import ASSUMED, BUTTONS, WORDS, details, summary

_FIELDS = ("where", "reason", "cause", "measure")  # as the page asks for them
_BLANK = [("…", "")]
_MOST_STORES = 9999
_AT = {"where": 0, "cause": 1, "measure": 2, "reason": 3}  # where a draft keeps them


class Capstone(LiveView):
    """The form of the capstone: an explorer of segments, a plan of four lines, and its score.

    Args:
        seed: whose store; equal seeds give equal stores.
        orders: instead, a learner's own order table: explored and counted, not scored.
        budget: what the plan may cost, in USD of the course's illustrative costs.
        choosing: show a field for the number of another planted store, and a button that opens it.
        language: ``"en"`` or ``"zh"``; default the session's.

    Everything planted, every cost and every point is illustrative and says so.

    Raises:
        CourseError: the seed or the orders are of the wrong kind, or cannot be taken apart.
    """

    kind = "capstone"
    art = Art(picture, poster, details, summary)
    watched = ("state",)
    buttons: ClassVar[Mapping[str, Phrase]] = BUTTONS
    scenario: Diagnosis

    @guarded
    def __init__(
        self,
        seed: Any = 1,
        *,
        orders: Any = None,
        budget: float | None = None,
        choosing: bool = False,
        language: str | None = None,
    ) -> None:
        case = capstone(seed, orders=orders, budget=budget)
        start = State("odr", *first_look(case))
        self._budget, self._choosing = budget, choosing
        super().__init__(Diagnosis(case=case, state=start, language=spoken(language)))

    # -- for code ---------------------------------------------------------------------------------

    @property
    def case(self) -> PlantedCase | OwnCase:
        """The store, as :func:`aecourse.capstone` gives it."""
        return cast("PlantedCase | OwnCase", self.scenario.case)

    @property
    def state(self) -> State:
        """Where the learner is."""
        state: State = self.scenario.state
        return state

    @property
    def frame(self) -> CapstoneFrame:
        """Everything that the picture tells, as plain facts."""
        return capstone_frame(self.case, self.state)

    @property
    def result(self) -> Score | PlanForecast | None:
        """The score (or, of own orders, the forecast) of the plan as it stands; None before."""
        return self.state.result

    @property
    def line(self) -> str:
        """The score as one line for a trainer's list, or what to do first."""
        if isinstance(self.result, Score):
            return self.result.line
        if isinstance(self.result, PlanForecast):
            return self._say(Phrase("Own orders have a forecast and no score.", "自己的订单只有预测，没有得分。"))
        return self._say(Phrase("Score a plan first.", "请先提交一份方案。"))

    @guarded
    def look(self, metric: str = "", by: str = "", group: str = "") -> None:
        """Look at a metric, by a column, and at one group step by step; what is left out stays.

        Raises:
            UnknownName: no such metric or column.
            CourseError: no such group.
        """
        with self._one_at_a_time:
            metric, column = metric or self.state.metric, by or self.state.column
            require_known(Phrase("column to group by", "可分组的列"), column, self.case.columns)
            first = bars(self.case, metric, column)[0].group  # says what is unknown
            kept = group or (self.state.group if column == self.state.column else first)
            if group:
                self.case.trace(f"{column}={group}")
            self._go(metric=metric, column=column, group=kept, result=None, message=None)

    def open_store(self, seed: int) -> None:
        """Go to another planted store; the plan begins anew.

        Raises:
            CourseError: the seed is no whole number of 0 or more.
        """
        with self._one_at_a_time:
            case = capstone(seed, budget=self._budget)
            with self._at_once():
                self.scenario.case, self.scenario.state = case, State("odr", *first_look(case))
                with self._hushed():
                    self.controls["where"].options = self._known_places()
                self._title.value = self._title_html()
                self._follow()

    def write(self, *lines: tuple[str, str, str, str]) -> None:
        """Fill the plan from its first line on: ``(where, cause, measure, reason)`` in ids.

        Raises:
            CourseError: every fault at once.
        """
        with self._one_at_a_time:
            plan = self.case.plan(*lines)
            drafts = [(x.where, x.cause, x.measure, x.reason) for x in plan.lines]
            self._go(drafts=(*drafts, *[EMPTY] * (LINES - len(drafts))), line=0, result=None, message=None)

    def score(self) -> None:
        """Judge the plan as it stands; what is wrong with it is said on the page."""
        with self._one_at_a_time:
            found = self._plan_faults()
            if found is not None:
                self._go(message=found, result=None)
                return
            try:
                plan = self.case.plan(*(d for d in self.state.drafts if d != EMPTY))
            except CourseError as error:
                self._go(message=error.phrase, result=None)
                return
            case = self.case
            result = case.forecast(plan) if isinstance(case, OwnCase) else case.score(plan)
            self._go(result=result, message=None)

    def back(self) -> None:
        """From the result to the store; the plan stays."""
        with self._one_at_a_time:
            self._go(result=None, truth=False)

    def truth(self) -> None:
        """Show what was planted, once a plan has been scored."""
        with self._one_at_a_time:
            if isinstance(self.result, Score):
                self._go(truth=True)

    def reset(self) -> None:
        """All four lines empty."""
        with self._one_at_a_time:
            self._go(drafts=(EMPTY,) * LINES, line=0, result=None, message=None, truth=False)

    def __repr__(self) -> str:
        with using(self.language):
            if self.result is None:
                return repr(self.case)
            return f"Capstone({self.case.title}, {self.result!r})"

    # -- the page ---------------------------------------------------------------------------------

    def _parts(self) -> list[widgets.Widget]:
        case = self.case
        self.controls: dict[str, widgets.Dropdown] = {
            "line": self._choice("line", self._lines(), 0, lambda v: self._go(line=v))
        }
        known = {
            "reason": [(self._say(words), id) for id, words in REASONS.items()],
            "cause": [(self._say(c.name), id) for id, c in CAUSES.items()],
            "measure": [(self._say(m.name), id) for id, m in MEASURES.items()],
        }
        for field in _FIELDS:
            options = self._known_places() if field == "where" else [*_BLANK, *known[field]]
            self.controls[field] = self._choice(field, options, "", partial(self._chosen, field))
        act = "forecast" if isinstance(case, OwnCase) else "score"
        self._act, self._back = self._button(act, self.score), self._button("back", self.back)
        self._truth_button, self._reset = (self._button("truth", self.truth), self._button("reset", self.reset))
        shown = [self._act, self._back, self._reset]
        if not isinstance(case, OwnCase):
            shown.insert(2, self._truth_button)
        self._take = self._button("take", self.take)
        self._cuts, self._points = widgets.HTML(), widgets.HTML()
        self._cuts.add_class("ae-cuts")
        self._points.add_class("ae-score-note")
        self.picker = Picker()
        self.picker.observe(self._picked, names="picked")
        key = widgets.HTML(f'<p class="ae-map-key">{escape(self._say(WORDS["map_key"]))}</p>')
        column = self._column(self._group(WORDS["look"], [self._cuts, key]), self._button_row(self._take))
        form = self._group(WORDS["plan"], [self.controls[n] for n in ("line", *_FIELDS)])
        form.add_class("ae-plan")
        self._title = widgets.HTML(self._title_html())
        return [
            self._title,
            *self._store_row(),
            self._body(column),
            form,
            self._button_row(*shown, self._points),
            self._fold(WORDS["assumed"], [("", self._say(words)) for words in ASSUMED]),
            self.picker,
        ]

    def _title_html(self) -> str:
        aside = f"{self._say(self.case.title)} · {self._say(WORDS['illustrative'])}"
        return self._heading_html(WORDS["name"], WORDS["title"], aside)

    def _store_row(self) -> list[widgets.Widget]:
        """Where another store is asked for by its number, if that is wanted."""
        if not self._choosing or not isinstance(self.case, PlantedCase):
            return []
        self.number = widgets.BoundedIntText(value=self.case.seed, min=0, max=_MOST_STORES)
        self._name_control(self.number, "number")
        self.number.add_class("ae-number")
        return [self._button_row(self.number, self._button("open", lambda: self.open_store(self.number.value)))]

    def _known_places(self) -> list[tuple[str, str]]:
        return [*_BLANK, *((self._say(place_name(where)), where) for where in self._places())]

    def _rules(self) -> str:
        return look(self._own)

    def _places(self) -> list[str]:
        return [f"{c}={g}" for c in self.case.columns for g in groups(self.case, c)]

    def _lines(self) -> list[tuple[str, int]]:
        said = []
        for at, draft in enumerate(self.state.drafts):
            words = place_name(draft[0]) if draft[0] else WORDS["nothing"]
            said.append((f"{at + 1} · {self._say(words)}", at))
        return said

    def _chosen(self, field: str, value: str) -> None:
        drafts = list(self.state.drafts)
        draft = list(drafts[self.state.line])
        draft[_AT[field]] = value
        drafts[self.state.line] = (draft[0], draft[1], draft[2], draft[3])
        self._go(drafts=tuple(drafts), result=None, message=None, truth=False)

    def take(self) -> None:
        """Put the group that is looked at into the plan, as the place of the line being written."""
        with self._one_at_a_time:
            self._chosen("where", f"{self.state.column}={self.state.group}")

    def _picked(self, change: dict[str, Any]) -> None:
        """A cell of the map or a bar was clicked."""
        what = str(change["new"].get("what", ""))
        with self._one_at_a_time:
            if what.startswith(GROUP):
                group = what.removeprefix(GROUP)
                if any(bar.group == group for bar in self.frame.bars):  # a late click may ask for one that is gone
                    self.look(group=group)
            else:
                metric, _, column = what.partition(" ")
                if metric in DIAGNOSTIC_METRICS and column in self.case.columns:
                    self.look(metric, column)

    def _points_html(self, frame: CapstoneFrame) -> str:
        """What the plan was worth, beside the button that asked for it; or what is wrong with it."""
        if frame.message is not None:
            said = " · ".join(self._say(frame.message).split("\n"))
            return f'<span class="ae-wrong">⚠ {escape(said)}</span>'
        if frame.headline is None or frame.points is None:
            return ""
        return f'<span class="ae-right">{escape(f"{self._say(frame.headline)} · {self._say(frame.points)}")}</span>'

    def _show(self, frame: Any, effect: str) -> None:
        small = stage(narrow(frame, self.language), frame, self.language, SIZE)
        super()._show(frame, stage(effect, frame, self.language) + small)
        self._points.value = self._points_html(frame)

    def _plan_faults(self) -> Phrase | None:
        """Lines that are begun and not finished, or none at all."""
        drafts = self.state.drafts
        if all(d == EMPTY for d in drafts):
            return Phrase("the plan is empty: write at least one line", "方案还是空的：至少写一行")
        faults = []
        for number, draft in enumerate(drafts, start=1):
            missing = [BUTTONS[f] for f in _FIELDS if draft != EMPTY and not draft[_AT[f]]]
            if missing:
                faults.append(
                    Phrase(
                        f"line {number} lacks: {', '.join(m.en for m in missing)}",
                        f"第 {number} 行还缺：{'、'.join(m.zh for m in missing)}",
                    )
                )
        return join(faults, en="\n", zh="\n") if faults else None

    def _go(self, **changes: Any) -> None:
        """On to another state; the controls follow."""
        self.scenario.state = replace(self.state, **changes)
        self._follow()

    def _follow(self) -> None:
        state = self.state
        draft = state.drafts[state.line]
        with self._hushed():
            lines = self._lines()
            if list(self.controls["line"].options) != lines:
                self.controls["line"].options = lines
            wanted: dict[str, Any] = {"line": state.line}
            wanted |= {field: draft[at] for field, at in _AT.items()}
            for name, value in wanted.items():
                if self.controls[name].value != value:
                    self.controls[name].value = value

    def _draw(self) -> None:
        super()._draw()
        state = self.state
        self._cuts.value = map_html(self.case, state.metric, state.column, self.language)
        here = place_name(f"{state.column}={state.group}")
        self._take.description = self._say(WORDS["take_now"].format(place=here, n=state.line + 1))
        self._back.disabled = self.state.result is None
        self._truth_button.disabled = not isinstance(self.state.result, Score) or self.state.truth


__all__ = ["Capstone"]
