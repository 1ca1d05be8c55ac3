"""Tactics: what to do within a budget, and what it does to every metric of the same buyers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from html import escape
from typing import Any, ClassVar

import ipywidgets as widgets

from ...base.arguments import guarded
from ...base.language import Phrase, spoken
from ...base.quantities import whole
from ...models.trials import SHOWN, Trial
from ...simulation.levers import Store
from ...simulation.stores import orders_asked, stores_with
from ...simulation.tactics import Cost, cost, tactics
from ..base import Art, LeverView
from ..orders_table import OrdersTable
from ..verdicts import short
from . import flips
from .frame import KNOBS, Bench, TacticsFrame, TacticsPlan, checked_plan, tactics_frame
from .picture import picture, poster
from .sentences import details, summary
from .words import WORDS, assumption_words, card


class Tactics(LeverView):
    """Pick improvement tactics within a budget and see what they do to every metric.

    Args:
        picked: ids of tactics to begin with, such as ``["ship", "listing"]``.
        store: an own shop; default a low-price one, with others to choose from.
        orders: how many orders are followed to their ends; default those of 90 days.
        seed: of the luck, the same without and with the tactics.
        language: ``"en"`` or ``"zh"``; default the session's.
        tour: sentences over the view that drive it.
        plan: further settings by name: ``shop``, ``strength`` (0 to 1), ``usd`` and ``hours`` a
            month, ``metric`` of the single effects.

    Strengths and costs are illustrative.  The tactic that games the count is there to be seen for
    what it does; it is never recommended.

    Raises:
        UnknownName: no such tactic, shop, metric or setting.
        CourseError: a setting is out of bounds.
    """

    kind = "tactics"
    art = Art(picture, poster, details, summary)
    watched = ("plan",)
    present = "plan"
    pointed = True
    acts: ClassVar[Mapping[str, str]] = {"reset": "reset", "clear": "clear", "pick": "pick"}
    buttons: ClassVar[Mapping[str, Phrase]] = {
        "reset_tip": Phrase("All cards, sliders and lists as they were", "卡片、滑块和选项恢复初始状态"),
        "clear": Phrase("Pick none", "全部不选"),
        "clear_tip": Phrase("Put all cards back", "把所有卡片放回去"),
        "shop": Phrase("Shop", "店铺"),
        "shop_tip": Phrase("Whose orders are followed", "看哪一家店的订单"),
        "which": Phrase("Which orders", "查看订单"),
        "which_tip": Phrase("The very orders that the tactics save or spoil", "列出措施救下或变坏的每一笔订单"),
        "metric": Phrase("Effects on", "查看指标"),
        "metric_tip": Phrase("The metric of the figure on the right", "右图看哪个指标"),
    }
    scenario: Bench

    @guarded
    def __init__(
        self,
        picked: Iterable[str] = (),
        *,
        store: Store | None = None,
        orders: int | None = None,
        seed: int = 1,
        language: str | None = None,
        tour: str | None = None,
        **plan: Any,
    ) -> None:
        shops = stores_with(store, None)
        first = next(iter(shops)) if store is not None else TacticsPlan().shop
        start = replace(TacticsPlan(shop=first), **checked_plan({"picked": picked, **plan}, shops))
        many = orders_asked(orders)
        bench = Bench(shops, many, whole("seed", seed), start=start, plan=start, language=spoken(language))
        super().__init__(bench, KNOBS.values(), tour=tour)

    # -- for code ---------------------------------------------------------------------------------

    @property
    def plan(self) -> TacticsPlan:
        """Where all controls stand."""
        plan: TacticsPlan = self.scenario.plan
        return plan

    @property
    def trial(self) -> Trial:
        """The same orders without and with the picked tactics."""
        with self._one_at_a_time:
            return self.scenario.done()

    @property
    def cost(self) -> Cost:
        """What the plan takes each month; illustrative."""
        return cost(self.plan.picked, self.plan.strength)

    @property
    def frame(self) -> TacticsFrame:
        """Everything that the picture tells, as plain facts."""
        with self._one_at_a_time:
            it, plan = self.scenario, self.plan
            title = it.shops[plan.shop][0]
            return tactics_frame(plan, title, it.effect(), it.alone(), self.scales)

    def __repr__(self) -> str:
        it, zh = self.frame, self.language == "zh"
        names = ", ".join(self.plan.picked) or ("未选" if zh else "nothing picked")
        told = "不考核" if zh else "not assessed"
        if it.headline is not None:
            told = f"ODR {100 * it.headline.before:.1f} % -> {100 * it.headline.after:.1f} %"
        if zh:
            kept = "预算内" if it.within else "超预算"
            return f"Tactics({names}；{told}；每月 {it.spent.usd:,.0f} 美元、{it.spent.hours:g} 小时，{kept}，示意)"
        kept = "within budget" if it.within else "over budget"
        return (
            f"Tactics({names}; {told}; {it.spent.usd:,.0f} USD and {it.spent.hours:g} h a month, {kept}, illustrative)"
        )

    # -- the page ---------------------------------------------------------------------------------

    def _parts(self) -> list[widgets.Widget]:
        it = self.scenario
        self.cards: dict[str, widgets.Checkbox] = {}
        self._sides: dict[str, widgets.HTML] = {}
        boxes = [self._card(id) for id in tactics()]
        shop_options = [(self._say(title), name) for name, (title, _) in it.shops.items()]
        self.shop = self._choice("shop", shop_options, self.plan.shop, lambda name: it.move(shop=name))
        metric_options = [(self._say(short(id)), id) for id in SHOWN]
        self.metric = self._choice("metric", metric_options, self.plan.metric, lambda id: it.move(metric=id))
        bar = widgets.HBox([self.shop, *self.sliders.values(), self.metric])
        bar.add_class("ae-bar")
        self._which = self._switch("which", self._show_orders)
        self._orders = OrdersTable(
            columns=[self._say(label) for label in flips.COLUMNS], numbers_from=flips.NUMBERS_FROM
        )
        self._orders.layout.display = "none"
        self._orders.observe(self._tell_story, names="chosen")
        self._story = widgets.HTML()
        self._close_story()
        buttons = self._button_row(self._button("reset", self.reset), self._button("clear", self.clear), self._which)
        return [
            self._heading(WORDS["name"], WORDS["title"], self._say(WORDS["span"])),
            bar,
            self._body(self._column(self._group(WORDS["cards"], boxes), buttons)),
            self._orders,
            self._story,
            self._fold(WORDS["assumed"], self._reasons()),
        ]

    def _card(self, id: str) -> widgets.VBox:
        it = tactics()[id]
        tick = widgets.Checkbox(
            value=id in self.plan.picked, description=self._say(it.name), indent=False, tooltip=self._say(it.does)
        )
        tick.add_class("ae-tick")
        tick.add_class(f"ae-tick-{id}")
        self._hear(tick, partial(self._ticked, id))
        side = widgets.HTML()
        side.add_class("ae-side")
        self.cards[id], self._sides[id] = tick, side
        box = widgets.VBox([tick, side])
        box.add_class("ae-tactic")
        if it.harmful:
            box.add_class("ae-tactic-harmful")
        return box

    def _reasons(self) -> list[tuple[str, str]]:
        lines = [(self._say(name), self._say(words)) for name, words in assumption_words()]
        stop = "" if self.language == "zh" else " "
        return lines + [
            (self._say(it.name), stop.join((self._say(it.does), self._say(it.harmful or it.caveat))))
            for it in tactics().values()
        ]

    def _rules(self) -> str:
        return self._unit_rules() + _CSS.replace("OWN", self._own)

    def clear(self) -> None:
        """Put all cards back."""
        with self._one_at_a_time:
            self.scenario.move(picked=())
            self._follow()

    def pick(self, id: str) -> None:
        """Put one card more into the plan.

        Raises:
            UnknownName: no such tactic.
        """
        with self._one_at_a_time:
            self._ticked(id, on=True)
            self._follow()

    def set(self, **levers: Any) -> None:
        """Move controls by name: ``view.set(picked=["stock"], usd=300)``.

        Raises:
            UnknownName: no such control, tactic, shop or metric.
            CourseError: out of bounds.
        """
        super().set(**levers)

    def _ticked(self, id: str, on: bool) -> None:
        others = [one for one in self.plan.picked if one != id]
        self.scenario.move(picked=[*others, id] if on else others)

    def _follow(self) -> None:
        super()._follow()
        with self._hushed():
            for id, tick in self.cards.items():
                tick.value = id in self.plan.picked
            self.shop.value, self.metric.value = self.plan.shop, self.plan.metric

    def _changed(self, change: object) -> None:
        super()._changed(change)
        self._ahead(self.scenario.ahead())

    def _draw(self) -> None:
        super()._draw()
        store = self.scenario.shops[self.plan.shop][1]
        for id, side in self._sides.items():
            spent, moves = (self._say(words) for words in card(tactics()[id], store, self.plan.strength))
            side.value = f"<span>{escape(moves)}</span><b>{escape(spent)}</b>"
        if self._which.value or self._orders.chosen:
            self._later("orders", 0.15, self._fill_orders)

    def _restart(self) -> None:
        super()._restart()
        self._close_story()

    # -- orders that flip -------------------------------------------------------------------------

    def _show_orders(self, shown: bool) -> None:
        self._orders.layout.display = "" if shown else "none"
        self._close_story()
        self._fill_orders()

    def _fill_orders(self) -> None:
        """The list and the story follow the plan."""
        if self._which.value:
            found = flips.flipped(self.scenario.done())
            with self._orders.hold_sync():
                self._orders.caption = flips.caption(found, self.language)
                self._orders.rows = flips.table_rows(found, self.language)
        if self._orders.chosen:
            self._story.layout.display = ""
            self._story.value = flips.story(self.scenario.done(), self._orders.chosen, self.language)

    def _pointed_at(self, id: str) -> None:
        self._orders.chosen = id

    def _tell_story(self, change: dict[str, str]) -> None:
        """The story of the order that was clicked, without and with the tactics."""
        if change["new"]:
            with self._one_at_a_time:
                self._fill_orders()
                self._hand.shown += 1

    def _close_story(self) -> None:
        self._orders.chosen = ""
        self._story.value = ""
        self._story.layout.display = "none"


_CSS = """
OWN{padding-bottom:16px}
OWN .ae-heading{margin-bottom:12px}
OWN .ae-bar{display:flex;flex-flow:row wrap;gap:4px 20px;align-items:center;width:auto;
margin:0 0 8px;overflow:visible}
OWN .ae-bar > :last-child{margin-left:auto}
OWN .ae-bar .widget-slider{flex:1 1 108px;width:auto;max-width:230px}
OWN .ae-levers{flex:0 0 252px;gap:8px}
OWN .ae-body{gap:12px 28px}
OWN .ae-tactic{display:block;width:auto;padding:2px 0 3px;border-bottom:1px solid var(--ae-line);
overflow:visible}
OWN .ae-tick{width:auto;height:19px;margin:0;overflow:visible}
OWN .ae-tick label,OWN .ae-tick .widget-label-basic{display:flex;align-items:center;gap:8px;
width:100%;height:19px;line-height:19px;margin:0;font-size:13px;font-weight:550;
color:var(--ae-ink);cursor:pointer}
OWN .ae-tick input{width:15px;height:15px;margin:0;flex:none;accent-color:var(--ae-accent);
cursor:pointer}
OWN .ae-tick input:focus-visible{outline:2px solid var(--ae-accent);outline-offset:2px}
OWN .ae-side .widget-html-content{display:flex;justify-content:space-between;gap:8px;
padding-left:23px;font-size:12px;line-height:15px;color:var(--ae-muted);white-space:nowrap}
OWN .ae-side b{font-weight:400;font-variant-numeric:tabular-nums;flex:none}
OWN .ae-side span{overflow:hidden;text-overflow:ellipsis;min-width:0;padding-bottom:2px;
margin-bottom:-2px}
OWN .ae-tactic-harmful .ae-side span{color:var(--ae-bad)}
OWN .ae-picture{min-width:460px}
@container (min-width: 1040px){
OWN .ae-levers{flex-basis:300px}
OWN .ae-tick label,OWN .ae-tick .widget-label-basic{font-size:15px;height:23px}
OWN .ae-tick{height:23px}
OWN .ae-side .widget-html-content{font-size:14px;line-height:20px}
}
@container (max-width: 800px){
OWN .ae-levers{flex:1 1 100%}
OWN .ae-set{display:grid;grid-template-columns:1fr 1fr;gap:0 24px;flex:1 1 100%}
OWN .ae-set>:first-child{grid-column:1/-1}
}
@container (max-width: 520px){
OWN .ae-set{grid-template-columns:1fr}
}
"""
