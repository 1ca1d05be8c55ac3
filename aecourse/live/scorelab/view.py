"""ScoreLab: move a store's levers and see its scores answer at once, under any of the rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html import escape
from typing import Any

import ipywidgets as widgets

from ... import rulebook
from ...base.arguments import guarded
from ...base.errors import CourseError
from ...base.language import Phrase, checked_language
from ...base.wording import percent
from ...models.fitted import fit
from ...orders.calendar import Moment
from ...rulebook import Regime
from ...scoring.assessment import Assessment
from ...simulation.orders import LEVERS, Store
from ...simulation.stores import BUSIEST
from ..base import Art, ComparingView
from ..knobs import Knob
from ..orders_table import MOST, OrdersTable
from ..own import is_table, own_table
from ..verdicts import short
from . import sharing
from .facts import Flips, ScoreFrame
from .flips import caption as flips_caption
from .flips import flips, story
from .frame import GROUPS, MORE, SHOWN, UNITS, lever_knob, rate_name, score_frame
from .orders import hurting, offending_orders
from .orders_table import COLUMNS, NUMBERS_FROM, caption, table_rows
from .picture import picture, poster
from .scenario import Scenario, rollable
from .what_if import DRAWN, can_be_tried, fit_told
from .words import BUTTONS, WORDS, details, summary, window_text

_PAUSE = 0.15  # seconds until the table of orders follows


class ScoreLab(ComparingView):
    """A store under the rules of a day: levers on the left, their effect on the right.

    Args:
        store: where the levers start; default a middling shop, and others to choose from.
        orders: how many synthetic orders; default as many as the window and the line can see.  Or
            orders of your own, a table or a :class:`~aecourse.orders.reading.Reading`: then day, rules
            and metric are chosen, and "What if" opens levers that start where these orders stand.
        seed: of the luck, which stays the same while levers move.
        as_of: the last day of the window, included; default a day on which the rules hold.
        regime: id or :class:`~aecourse.rulebook.Regime`, for example one made by ``using``.
        language: ``"en"`` or ``"zh"``; default the session's.
        name: of the store, shown in the ``repr``.
        tour: sentences over the view that drive it, such as ``"stock-list"``.

    Limits that are not public are teaching defaults and shown as illustrative.

    Raises:
        UnknownName: no such regime.
        CourseError: the store, the number of orders or the day is wrong.
    """

    kind = "scorelab"
    art = Art(picture, poster, details, summary)
    watched = ("store", "before", "regime", "name", "focus", "as_of")
    buttons = BUTTONS
    pointed = True
    acts = {"reset": "reset", "compare": "compare", "rules": "judge_by", "shop": "look_at"}  # noqa: RUF012
    scenario: Scenario

    @guarded
    def __init__(
        self,
        store: Store | None = None,
        *,
        orders: Any = None,
        seed: int = 1,
        as_of: Moment | None = None,
        regime: str | Regime | None = None,
        language: str | None = None,
        name: str | None = None,
        tour: str | None = None,
    ) -> None:
        if is_table(orders):
            own = own_table(orders, store)
            scenario = Scenario.of_orders(own, as_of=as_of, regime=regime, language=language, name=name)
        else:
            rules = "grade_2015_odr" if regime is None else regime
            scenario = Scenario.create(
                store, orders=orders, seed=seed, as_of=as_of, regime=rules, language=language, name=name
            )
        self._regimes = {scenario.regime.id: scenario.regime}
        knobs = () if scenario.own is not None else (*SHOWN, *MORE)
        super().__init__(scenario, [_knob(id, scenario) for id in knobs], tour=tour)

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
            found = score_frame(self.scenario, MORE if self._shows_more else SHOWN, self.scales)
            return found if self.guess is None else replace(found, guess=self.guess)

    def try_levers(self) -> ScoreLab | None:
        """Of own orders: the levers of the simulator that is fitted to them, as a view of its own.

        None where too few orders have come to their end; the view says so.

        Raises:
            CourseError: the orders are simulated, so the levers are here already.
        """
        if self.scenario.own is None:
            raise CourseError("The levers are here already.", "参数就在这里，不用再打开。")
        self.if_.value = True
        return self.what_if

    @property
    def code(self) -> str:
        """The setting as a line of text that another learner can paste."""
        return sharing.encode(self.scenario.setting)

    def judge_by(self, regime: str | Regime) -> None:
        """Judge the same store by other rules, on a day on which they were in force.

        Raises:
            UnknownName: no such regime; the error names the near ones.
        """
        rules = rulebook.regime_of(regime)
        self._regimes[rules.id] = rules
        with self._at_once():
            self.scenario.judge_by(rules)
            self._follow()

    def look_at(self, name: str) -> None:
        """Another of the stores to choose from, by its name."""
        with self._at_once():
            self._close_story()
            self.scenario.look_at(name)
            self._follow()

    def take(self, code: str) -> None:
        """Bring everything to where another learner's *code* says.

        Raises:
            CourseError: the code is of no use; the error says why, and nothing has changed.
        """
        with self._at_once():
            self.scenario.take(code)
            self._follow()

    def __repr__(self) -> str:
        frame, zh = self.frame, self.language == "zh"
        now, outcome = frame.now, self.result.outcome
        if frame.answer is None:
            said = f"ODR {percent(now.value)} ({now.numerator}/{now.denominator})"
        elif frame.answer.score is not None:
            said = f"{self.scenario.regime.id}, {frame.answer.score:.1f}"
        else:
            said = self.scenario.regime.id
        if not now.assessed:
            word = "不考核" if zh else "not assessed"
        elif outcome is None:
            word = "不评级" if zh else "no grade"
        else:
            label = outcome.label()
            word = label.zh if zh else label.en.lower()
        return f"ScoreLab({self.scenario.name}, {said}, {word})"

    # -- the page ---------------------------------------------------------------------------------

    _shows_more = False

    def _parts(self) -> list[widgets.Widget]:
        self._title = widgets.HTML()
        regimes = [(self._regime_name(rules), rules.id) for rules in rulebook.regimes()]
        self.rules = self._choice("rules", regimes, self.scenario.regime.id, self._choose)
        self.shop = self._choice("shop", self._shops(), self.scenario.name, self.look_at)
        self._orders = OrdersTable(columns=[self._say(label) for label in COLUMNS], numbers_from=NUMBERS_FROM)
        self._orders.layout.display = "none"
        self._orders.observe(self._tell_story, names="chosen")
        self._story = widgets.HTML()
        self._close_story()
        if self.scenario.own is not None:
            return self._parts_of_own()
        self._main, self._others = self._page_of(SHOWN), self._page_of(MORE)
        self._more = self._switch("more", self._turn_levers)
        buttons = self._button_row(self._button("reset", self.reset), self._compare_button(), self._more)
        self._column_of_levers = self._column(*self._main, buttons)
        return [self._marks, self._top(self._title, self.shop, self.rules), self._sides(), self._orders, self._story]

    def _parts_of_own(self) -> list[widgets.Widget]:
        """Own orders: no lever, no other shop and no code to share; the day is chosen instead."""
        first, last = self.scenario.days
        self.when = widgets.DatePicker(value=self.scenario.as_of, min=first, max=last)
        self._name_control(self.when, "when")
        self.when.add_class("ae-when")
        self._hear(self.when, self._turn_to)
        self._compare_button()
        foot = self._foot()
        self.what_if: ScoreLab | None = None
        self.if_ = self._switch("if", self._show_what_if)
        foot.children = (self._which, self.focus, self.if_)
        self._fitted = widgets.VBox()
        self._fitted.add_class("ae-fitted")
        self._fitted.layout.display = "none"
        side = widgets.VBox([self._effect, foot])
        side.add_class("ae-side")
        body = widgets.Box([side])
        body.add_class("ae-body")
        return [
            self._marks,
            self._top(self._title, self.when, self.rules),
            body,
            self._orders,
            self._story,
            self._fitted,
        ]

    def _sides(self) -> widgets.Box:
        """Levers on the left; on the right their effect, and below it what can be asked of it."""
        body = self._body(self._column_of_levers)
        side = widgets.VBox([self._effect, self._foot()])
        side.add_class("ae-side")
        body.children = (self._column_of_levers, side)
        return body

    def _foot(self) -> widgets.HBox:
        self.focus = self._choice("focus", self._rates(), self.scenario.focus, self._look_along)
        self._which = self._switch("which", self._show_orders)
        self._share = self._switch("share", self._show_code)
        self._code = widgets.HTML()
        self._code.add_class("ae-code")
        self._paste = widgets.Text(
            placeholder=self._say(self.buttons["code"]),
            continuous_update=False,
            description=self._say(self.buttons["code"]),
        )
        self._paste.add_class("ae-paste")
        self._hear(self._paste, self._pasted)
        self._said = widgets.HTML()
        self._said.add_class("ae-said")
        self._sharing = self._button_row(self._code, self._paste, self._said)
        self._sharing.layout.display = "none"
        foot = self._button_row(self._which, self.focus, self._share, self._sharing)
        foot.add_class("ae-foot")
        return foot

    def _page_of(self, names: tuple[str, ...]) -> list[widgets.Widget]:
        return [
            self._group(label, [self.sliders[id] for id in names if LEVERS[id].group == group])
            for group, label in GROUPS.items()
            if any(LEVERS[id].group == group for id in names)
        ]

    def _shops(self) -> list[tuple[str, str]]:
        return [(self._say(title), name) for name, (title, _) in self.scenario.offered.items()]

    def _rates(self) -> list[tuple[str, str]]:
        return [(self._say(short(id)), id) for id in _rates_of(self.scenario.regime)]

    def _regime_name(self, rules: Regime) -> str:
        return f"{rules.effective_from:%Y-%m} · {self._say(rules.name)}"

    def _rules(self) -> str:
        side = ".aecourse-scorelab .ae-side"
        return self._unit_rules() + (
            f"{side}{{display:block;flex:1 1 480px;width:auto;min-width:0;max-width:880px;"
            f"overflow:visible}}{side} .ae-effect{{max-width:none}}"
            ".ae-fitted table{border-collapse:collapse;margin:.4em 0;font-size:13px}"
            ".ae-fitted th,.ae-fitted td{padding:.15em .8em .15em 0;text-align:left;white-space:nowrap}"
            ".ae-fitted details{overflow-x:auto}"
        )

    # -- what a learner does ----------------------------------------------------------------------

    def _turn_levers(self, more: bool) -> None:
        self._shows_more = more
        page = self._others if more else self._main
        self._column_of_levers.children = (*page, self._column_of_levers.children[-1])

    def _choose(self, id: str) -> None:
        """Rules of the list; those that came changed from code stay as they are."""
        self.judge_by(self._regimes.get(id, id))
        if self.scenario.own is not None:
            self._fit_again()

    def _turn_to(self, day: date | None) -> None:
        if day is not None:
            self.scenario.judge_on(day)
            self._fit_again()

    def _show_what_if(self, shown: bool) -> None:
        self._fitted.layout.display = "" if shown else "none"
        self._fit_again()

    def _fit_again(self) -> None:
        """The levers under the picture of own orders, fitted up to the day and under the rules of that picture."""
        if not self.if_.value:
            return
        scenario = self.scenario
        found = fit(scenario.own, scenario.as_of)
        busy = found.store.orders_per_day > BUSIEST
        told = widgets.HTML(fit_told(found, scenario.regime, checked_language(self.language), busy=busy))
        self.what_if = None
        if can_be_tried(found):
            self.what_if = ScoreLab(
                found.store,
                orders=DRAWN if busy else None,
                as_of=scenario.as_of,
                regime=scenario.regime,
                language=self.language,
                name=scenario.name,
            )
        self._fitted.children = (told,) if self.what_if is None else (told, self.what_if)

    def _look_along(self, metric: str) -> None:
        self.scenario.focus = metric

    def _show_orders(self, shown: bool) -> None:
        self._orders.layout.display = "" if shown else "none"
        self._close_story()
        self._fill_orders()

    def _show_code(self, shown: bool) -> None:
        self._sharing.layout.display = "" if shown else "none"
        self._write_code()

    def _pasted(self, code: str) -> None:
        if not code.strip():
            return
        try:
            self.take(code)
        except CourseError as error:
            self._say_back(self._say(error.phrase), wrong=True)
        else:
            self._say_back("✓")
            with self._hushed():
                self._paste.value = ""

    def _say_back(self, words: str, *, wrong: bool = False) -> None:
        tone = "ae-wrong" if wrong else "ae-right"
        self._said.value = f'<span role="alert" class="{tone}">{escape(words)}</span>'

    # -- a guess, and what is pointed at -----------------------------------------------------------

    def _knob_of_guess(self) -> Knob:
        assert self.tour is not None
        assert self.tour.guess is not None
        frame = score_frame(self.scenario, scales=self.scales)
        return Knob("guess", self.tour.guess, 0.0, frame.axis.now, 0.005, UNITS["share"], percent=True)

    def _truth(self, frame: ScoreFrame) -> float | None:
        return frame.now.value

    def _pointed_at(self, id: str) -> None:
        self._orders.chosen = id

    # -- following --------------------------------------------------------------------------------

    def _follow(self) -> None:
        scenario = self.scenario
        for name, knob in self.knobs.items():
            self.knobs[name] = _knob(name, scenario, knob.stops)
            self.sliders[name].description = self._say(self.knobs[name].label)
        super()._follow()
        with self._hushed():
            self.shop.options = self._shops()
            self.shop.value = scenario.name
            self.rules.value = scenario.regime.id
            self.focus.options = self._rates()
            self.focus.value = scenario.focus

    def _draw(self) -> None:
        super()._draw()
        if self._orders.chosen:
            self._later("story", _PAUSE, self._retell)
        window = self.result.window
        span = window_text(window.first, window.last, self.language)
        self._title.value = self._heading_html(WORDS["name"], Phrase(span, span))
        self.focus.layout.display = "none" if len(self.focus.options) < 2 else ""
        if self._share.value:
            self._write_code()
        if self._which.value:
            self._later("orders", _PAUSE, self._fill_orders)

    def _write_code(self) -> None:
        if self.scenario.regime.chosen:
            words = self._say(
                Phrase("Rules changed in code cannot be shared as a code.", "用代码改过的规则无法生成设置码。")
            )
            self._code.value = f"<span>{escape(words)}</span>"
        else:
            self._code.value = f"<code>{escape(self.code)}</code>"

    def _restart(self) -> None:
        super()._restart()
        self._close_story()

    def _fill_orders(self) -> None:
        if not self._which.value:
            return
        scenario, metric = self.scenario, self.scenario.focus
        result, base = scenario.judged(scenario.store).assessment, scenario.base_of_orders
        then = None if base is None else scenario.judged(base).assessment
        moved = Flips() if then is None else flips(result, then, metric, MOST)
        hurt = int(hurting(result, metric).sum())
        same = [it for it in offending_orders(result, metric, MOST) if it.order_id not in moved.ids]
        now = [*moved.now, *same][:MOST]
        gone = moved.then[: MOST - len(moved.now[:MOST])] if moved.then else ()
        words = caption(now, hurt, rate_name(metric), self.language)
        if then is not None:
            words = f"{words}. {flips_caption(moved, self.language)}"
        with self._orders.hold_sync():
            self._orders.caption = words
            shown = table_rows(now, self.language, moved)
            self._orders.rows = [
                *shown[: len(moved.now)],
                *table_rows(gone, self.language, moved, came=False),
                *shown[len(moved.now) :],
            ][:MOST]

    def _then(self) -> Assessment | None:
        """What the orders are compared with: before, or the start; nothing where no lever has moved."""
        base = self.scenario.base
        return None if base is None else self.scenario.judged(base).assessment

    def _close_story(self) -> None:
        """No order is looked at: its story takes no room."""
        self._forget("story")
        self._orders.chosen = ""
        self._story.value = ""
        self._story.layout.display = "none"

    def _tell_story(self, change: dict[str, str]) -> None:
        """The story of the order that was clicked; as it was, too, if it changed side."""
        if not change["new"]:
            return
        with self._one_at_a_time:
            self._retell()
            self._hand.shown += 1

    def _retell(self) -> None:
        """The story of the chosen order under the levers as they stand."""
        result, then = self.result, self._then()
        self._story.layout.display = ""
        self._story.value = story(result, then, self._orders.chosen, self.language)


def _rates_of(regime: Regime) -> tuple[str, ...]:
    """What the line and the orders can be of; under the grade of 2015 the picture is ODR's."""
    rates = rollable(regime)
    return ("odr",) if "odr" in rates else rates


def _knob(name: str, scenario: Scenario, known: tuple[float, ...] = ()) -> Knob:
    """The knob of a lever; where it goes by stops, the scenario's own values are among them."""
    own = (getattr(scenario.start, name), getattr(scenario.store, name), *known)
    return lever_knob(LEVERS[name], scenario.regime, own)
