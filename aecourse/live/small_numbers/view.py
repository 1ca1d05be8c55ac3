"""SmallNumbers: what luck does to a store with few orders, and to a shop with few ratings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, ClassVar

import ipywidgets as widgets
import traitlets

from ...errors import CourseError, unknown_name
from ...language import Phrase, checked, get_language
from ...luck import MOST_ORDERS
from ..base import Art, LeverView
from ..knobs import Knob
from .frame import Setting, SmallFrame, small_frame
from .picture import Lever, picture, poster
from .words import WORDS, details, percent, summary

STEPS = (
    0, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 120, 150, 200, 250, 300, 400, 500, 600,
    800, 1000, 1200, 1500, 2000, 2500, 3000, 4000, 5000,
)  # fmt: skip
RATINGS = tuple(sorted({*STEPS, 1, 2, 3, 4, 7, 9, 900}))
MOST_SEEDS = 2**31
_STARS = Phrase(" ★", " ★")
_PER_CENT = Phrase(" %", " %")


def _mean(name: str, en: str, zh: str) -> Knob:
    return Knob(name, Phrase(en, zh), 1.0, 5.0, 0.1, _STARS)


def _count(name: str, en: str, zh: str, stops: tuple[int, ...]) -> Knob:
    return Knob(name, Phrase(en, zh), 0, MOST_ORDERS, whole=True, stops=stops)


KNOBS: dict[str, Knob] = {
    knob.name: knob
    for knob in (
        Knob("share", Phrase("True bad-order share", "真实不良订单率"), 0.0, 0.2, 0.005, _PER_CENT,
             percent=True),
        _count("orders", "Orders", "订单数", STEPS),
        Knob("limit", Phrase("Limit (illustrative)", "合格线（示意）"), 0.005, 0.2, 0.005, _PER_CENT,
             percent=True),
        _mean("first_mean", "Shop A: mean of ratings", "店铺 A：平均星级"),
        _count("first_ratings", "Shop A: ratings", "店铺 A：评价数", RATINGS),
        _mean("second_mean", "Shop B: mean of ratings", "店铺 B：平均星级"),
        _count("second_ratings", "Shop B: ratings", "店铺 B：评价数", RATINGS),
    )
}  # fmt: skip
GROUPS = (
    (Phrase("The store", "店铺"), ("share", "orders", "limit")),
    (
        Phrase("The buyer's side", "买家的视角"),
        ("first_mean", "first_ratings", "second_mean", "second_ratings"),
    ),
)


class Luck(traitlets.HasTraits):
    """The scenario: where the levers stand, and where a reset returns to."""

    start = traitlets.Instance(Setting)
    setting = traitlets.Instance(Setting)
    language = traitlets.Enum(["en", "zh"])

    def move(self, **levers: float) -> None:
        """Set levers by name.

        Raises:
            UnknownName: no such lever.
            CourseError: out of bounds.
        """
        self.setting = replace(self.setting, **_checked(levers))


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    known = [field.name for field in fields(Setting)]
    found = {}
    for name, value in values.items():
        if name not in known:
            raise unknown_name(Phrase("lever", "滑块"), name, known)
        knob = KNOBS.get(name)
        low, high = (0, MOST_SEEDS) if knob is None else (knob.low, knob.high)
        is_whole = knob is None or knob.whole
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if not number or not low <= value <= high or (is_whole and value != int(value)):
            whole = Phrase("a whole number ", "整数，且") if is_whole else Phrase("", "")
            raise CourseError(Phrase(
                f"{name} is {whole.en}between {low:g} and {high:g}, not {value!r}.",
                f"{name} 应为{whole.zh}在 {low:g} 到 {high:g} 之间，而不是 {value!r}。",
            ))  # fmt: skip
        found[name] = int(value) if is_whole else float(value)
    return found


def _marks(setting: Setting) -> list[Lever]:
    """The levers as a still picture shows them."""
    return [
        (it.label, it.words(value).en, it.position(value))
        for it in KNOBS.values()
        for value in [getattr(setting, it.name)]
    ]


def _still(frame: SmallFrame, language: str) -> str:
    return poster(frame, _marks(frame.setting), language)


class SmallNumbers(LeverView):
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

    kind = "smallnumbers"
    art = Art(picture, _still, details, summary)
    watched = ("setting",)
    present = "setting"
    buttons: ClassVar[Mapping[str, Phrase]] = {
        "luck": Phrase("New luck", "换一批运气"),
        "luck_tip": Phrase(
            "The same true rate, other orders for all 100 stores",
            "真实比率不变，100 家店的订单重新抽一遍",
        ),
    }
    scenario: Luck

    def __init__(self, *, language: str | None = None, **setting: float) -> None:
        start = replace(Setting(), **_checked(setting))
        spoken = get_language() if language is None else checked(language)
        super().__init__(Luck(start=start, setting=start, language=spoken), KNOBS.values())

    # -- for code ---------------------------------------------------------------------------------

    @property
    def setting(self) -> Setting:
        """The levers as they stand."""
        return self.scenario.setting

    @property
    def frame(self) -> SmallFrame:
        """Everything that the picture tells, as plain facts."""
        return small_frame(self.scenario.setting)

    def luck(self) -> None:
        """Other luck for all the stores; their true rate stays."""
        self.set(seed=self.setting.seed + 1)

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

    # -- the page ---------------------------------------------------------------------------------

    def _parts(self) -> list[widgets.Widget]:
        groups = [
            self._group(label, [self.sliders[name] for name in names]) for label, names in GROUPS
        ]
        buttons = self._button_row(
            self._button("luck", self.luck), self._button("reset", self.reset)
        )
        return [
            self._heading(WORDS["name"], WORDS["title"], self._say(WORDS["model"])),
            self._body(self._column(*groups, buttons)),
        ]

    def _rules(self) -> str:
        return self._unit_rules()
