"""SmallNumbers: what luck does to a store with few orders, and to a shop with few ratings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

import ipywidgets as widgets

from ...base.arguments import guarded
from ...base.language import Phrase, counted, spoken
from ...base.wording import percent
from ..base import Art, LeverView
from ..knobs import Knob
from .frame import Luck, Setting, SmallFrame, small_frame
from .levers import GROUPS, KNOBS, STEPS, checked_levers
from .picture import PANELS, orders_at, picture, poster
from .words import WORDS, details, summary


class SmallNumbers(LeverView):
    """True rate against observed rate: 100 equal stores, one limit, more and more orders.

    Args:
        language: ``"en"`` or ``"zh"``; default the session's.
        setting: where levers start, by name: ``share`` (true share of bad orders, 0 to 0.2),
            ``orders`` (0 to 5000), ``limit`` (0.005 to 0.2), ``seed``; ``first_mean``,
            ``first_ratings``, ``second_mean``, ``second_ratings`` of the two shops a buyer compares.
        tour: sentences over the view that drive it, such as ``"hundred-shops"``.
        whole: show the whole picture at once, not one panel after the other.

    The limit and the model of chance are illustrative and say so; the minimums are the rulebook's.

    Raises:
        UnknownName: no such lever.
        CourseError: a lever is out of bounds.
    """

    kind = "smallnumbers"
    art = Art(picture, poster, details, summary)
    watched = ("setting",)
    present = "setting"
    panel_ends = PANELS
    acts = {"reset": "reset", "luck": "luck"}  # noqa: RUF012 - the base says that it is a class variable
    buttons: ClassVar[Mapping[str, Phrase]] = {
        "luck": Phrase("New luck", "换一批运气"),
        "luck_tip": Phrase(
            "The same true rate, other orders for all 100 stores", "真实比率不变，100 家店的订单重新抽一遍"
        ),
    }
    scenario: Luck

    @guarded
    def __init__(
        self, *, language: str | None = None, tour: str | None = None, whole: bool = False, **setting: float
    ) -> None:
        start = replace(Setting(), **checked_levers(setting))
        luck = Luck(start=start, setting=start, language=spoken(language))
        super().__init__(luck, KNOBS.values(), tour=tour, whole=whole)

    # -- for code ---------------------------------------------------------------------------------

    @property
    def setting(self) -> Setting:
        """The levers as they stand."""
        return self.scenario.setting

    @property
    def frame(self) -> SmallFrame:
        """Everything that the picture tells, as plain facts."""
        return replace(small_frame(self.scenario.setting, self.scales), guess=self.guess)

    def luck(self) -> None:
        """Other luck for all the stores; their true rate stays."""
        self.set(seed=self.setting.seed + 1)

    def __repr__(self) -> str:
        s, frame, zh = self.setting, self.frame, self.scenario.language == "zh"
        if frame.now is None:
            word = "不考核" if zh else "not assessed"
        else:
            word = f"{frame.now.wrong}/100 误判" if zh else f"{frame.now.wrong} of 100 judged wrongly"
        orders = f"{s.orders} 笔订单" if zh else counted(s.orders, "order")
        return f"SmallNumbers({percent(s.share)}, {orders}, {word})"

    # -- the page ---------------------------------------------------------------------------------

    def _parts(self) -> list[widgets.Widget]:
        store, self._buyer = (self._group(label, [self.sliders[name] for name in names]) for label, names in GROUPS)
        buttons = self._button_row(self._button("luck", self.luck), self._button("reset", self.reset))
        return [
            self._heading(WORDS["name"], WORDS["title"], self._say(WORDS["model"])),
            self._body(self._column(store, self._buyer, buttons)),
        ]

    def _revealed(self) -> None:
        super()._revealed()
        self._buyer.layout.display = "" if self.panels.whole else "none"  # its levers move the last panel only

    def _knob_of_guess(self) -> Knob:
        assert self.tour is not None
        assert self.tour.guess is not None
        return Knob("guess", self.tour.guess, STEPS[1], STEPS[-1], unit=WORDS["unit"], whole=True, stops=STEPS[1:])

    def _guess_at(self, share: float) -> float:
        return self._guess_knob.nearest(orders_at(share))

    def _truth(self, frame: SmallFrame) -> float | None:
        return frame.needed

    def _rules(self) -> str:
        return self._unit_rules()
