"""MyNumbers: a seller's own numbers under every rule in force on a day."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from ... import rulebook
from ...base.arguments import guarded
from ...base.errors import CourseError
from ...base.language import Phrase
from ...models.own_counts import counts_to_type
from ...models.own_numbers import COUNTS, FIELDS, PERIODS, TEXTS, TypedNumbers, name_of
from ...orders import read_orders
from ...orders.calendar import Moment, as_date
from ...rulebook.vocabulary import MODES
from ..asking import AskingView, Enquiry, WidthsArt
from ..own import own_table
from .frame import PARTS, NumbersFrame, numbers_frame
from .picture import narrow, picture, poster
from .words import BUTTONS, WORDS, details, heading_words, summary

_FILES = ".csv,.tsv,.txt,.xlsx,.xls,.parquet,.zip"
_LARGEST = 50_000_000  # bytes of an order table that a hand may load


class MyNumbers(AskingView):
    """What every rule says of a store, from a handful of numbers typed on the left.

    Args:
        orders: an order table, or a :class:`~aecourse.orders.reading.Reading`, to count the numbers from.
        day: the day that is asked about, ``"2024-06-30"``; default of *orders*: that of the last payment.
        language: ``"en"`` or ``"zh"``; default the session's.
        numbers: fields by name, such as ``age=400, orders_30=80``; ``MyNumbers.fields`` lists them.

    Where a rule's limit is not public there is no verdict; a teaching default is marked.

    Raises:
        UnknownName: no such field or choice; the error names the near ones.
        CourseError: a field takes a text or a number, or *day* is no date.
        InvalidOrders: *orders* lacks a column, or a column is of a wrong type.
    """

    kind = "mynumbers"
    art = WidthsArt(picture, poster, details, summary, narrow)
    buttons = BUTTONS
    pointed = True
    choices = {  # noqa: RUF012 - the base says that it is a class variable
        "mode": tuple(MODES),
        "rule": tuple(regime.id for regime in rulebook.regimes()),
    }
    fields: Sequence[str] = FIELDS

    @guarded
    def __init__(
        self, orders: Any = None, *, day: str | None = None, language: str | None = None, **numbers: Any
    ) -> None:
        start = TypedNumbers()
        super().__init__(Enquiry.create(start, language))
        if orders is not None:
            self.count(orders, day)
        elif day is not None:
            numbers["day"] = day
        self.set(**numbers)
        self.scenario.start = self.scenario.asked

    @property
    def frame(self) -> NumbersFrame:
        """Everything that the picture tells, as plain facts."""
        with self._one_at_a_time:
            return replace(numbers_frame(self.scenario), part=self.part.value)

    def count(self, orders: Any, day: Moment | None = None) -> None:
        """Fill the numbers from an order table or a reading, up to *day*; default its last payment.

        Raises:
            InvalidOrders: *orders* lacks a column, or a column is of a wrong type.
            CourseError: there is no order in it.
        """
        table = own_table(orders)
        self.set(**counts_to_type(orders, as_date(table["paid_at"].max() if day is None else day)))

    def empty(self) -> None:
        """Empty every number; day, mode and rule stay."""
        kept = ("day", "mode", "rule")
        self.set(**{name: "" for name in FIELDS if name not in kept})

    def __repr__(self) -> str:
        return f"MyNumbers({heading_words(self.frame).text(self.language)})"

    # -- the page ---------------------------------------------------------------------------------

    def _parts(self) -> list[widgets.Widget]:
        store = [
            self._two(self._field("day", WORDS["day"], "2024-06-30"), self._field("age", WORDS["age"], "400")),
            self._list("mode", WORDS["mode"], MODES),
            self._field("newest", WORDS["newest"], "2024-06-21"),
        ]
        heads = "".join(f"<span>{escape(self._say(WORDS['days'].format(days=days)))}</span>" for days in PERIODS)
        rows: list[widgets.Widget] = [widgets.HTML(f'<div class="ae-heads"><span></span>{heads}</div>')]
        rows += [self._pair(count) for count in COUNTS]
        self.load = widgets.FileUpload(accept=_FILES, multiple=False)
        self.load.description = self._say(WORDS["load"])
        self.load.observe(self._loaded, names="value")
        self.heard = widgets.HTML()
        buttons = self._button_row(self._button("empty", self.empty), self._button("reset", self.reset), self.load)
        rules = {id: rulebook.load(id).name for id in self.choices["rule"]}
        rule = self._list("rule", WORDS["rule"], rules)
        self.part = widgets.ToggleButtons(options=[(self._say(WORDS[f"part_{id}"]), id) for id in PARTS])
        self.part.add_class("ae-part")
        self._hear(self.part, lambda _: self._draw())
        column = self._column(
            self._group(WORDS["store"], store), self._group(WORDS["counts"], rows), buttons, self.heard
        )
        self._above = widgets.VBox([rule, self.part, self._effect])
        self._above.add_class("ae-answers")
        body = widgets.Box([column, self._above])
        body.add_class("ae-body")
        return [self._heading(WORDS["name"], WORDS["title"]), body]

    def _two(self, *fields: widgets.Widget) -> widgets.HBox:
        """Two short fields beside one another."""
        row = widgets.HBox(list(fields))
        row.add_class("ae-two")
        return row

    def _pair(self, count: str) -> widgets.HBox:
        """A count with a field for each period."""
        name = escape(self._say(TEXTS["counts"][count]))
        fields = [self._field(f"{count}_{days}", name_of(count, days)) for days in PERIODS]
        row = widgets.HBox([widgets.HTML(f'<span aria-hidden="true">{name}</span>'), *fields])
        row.add_class("ae-pair")
        return row

    def _pointed_at(self, id: str) -> None:
        if id in [one for _, one in self.controls["rule"].options]:
            with self._hushed():
                self.part.value = "stand" if self.part.value == "rules" else self.part.value
            self.set(rule=id)

    def _show(self, frame: NumbersFrame, effect: str) -> None:
        self._list_rules(frame)
        super()._show(frame, effect)

    def _list_rules(self, frame: NumbersFrame) -> None:
        """The list holds the rules of the day, and stands at the one that is shown."""
        if frame.shown is None:
            return
        rule = self.controls["rule"]
        here = tuple((self._say(it.regime.name), it.regime.id) for it in frame.answers)
        with self._hushed():
            if rule.options != here:
                rule.options = here
            rule.value = frame.shown.regime.id

    def _follow(self) -> None:
        """Bring the controls to what is asked; the list of rules follows the day."""
        with self._hushed():
            for name, control in self.controls.items():
                if name != "rule":
                    control.value = getattr(self.scenario.asked, name)

    def _loaded(self, change: dict[str, Any]) -> None:
        """An order table comes from the learner's own disk."""
        if not change["new"]:
            return
        with self._one_at_a_time:
            try:
                words = self._read(change["new"][0])
                look = "ae-right"
            except CourseError as error:
                words, look = error.phrase, "ae-wrong"
            self.load.value = ()  # the file is read; nothing of it stays on the page
            self.heard.value = f'<p role="status" class="{look}">{escape(self._say(words))}</p>'

    def _read(self, file: Any) -> Phrase:
        content = bytes(file["content"])
        if len(content) > _LARGEST:
            raise CourseError("The file is larger than 50 MB.", "文件超过 50 MB。")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"orders{Path(str(file['name'])).suffix.lower()[:8]}"
            path.write_bytes(content)
            reading = read_orders(path)
        self.count(reading)
        return WORDS["loaded"].format(day=self.scenario.asked.day, n=len(reading.orders))

    def _rules(self) -> str:
        own = self._own
        return (
            super()._rules()
            + f"""
{own} .ae-heads, {own} .ae-pair {{ display: grid; grid-template-columns: minmax(0, 1fr) 62px 62px; gap: 4px 6px;
  align-items: center; width: 100%; overflow: visible; }}
{own} .ae-heads span {{ text-align: right; color: var(--ae-muted); padding-right: 10px; }}
{own} .ae-pair {{ margin: 0 0 4px; }}
{own} .ae-pair .ae-field {{ margin: 0; position: relative; }}
{own} .ae-pair .ae-field .widget-label {{ position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); }}
{own} .ae-pair .ae-field input {{ text-align: right; }}
{own} .ae-answers {{ flex: 1 1 480px; min-width: 0; max-width: 760px; width: auto; overflow: visible; }}
{own} .ae-answers .ae-effect {{ flex: none; width: auto; max-width: none; }}
{own} .ae-buttons .jupyter-button:not(.widget-button) {{ width: auto; height: 32px; padding: 0 12px; margin: 0;
  border: 1px solid var(--ae-line); border-radius: 6px; background: var(--ae-panel); color: var(--ae-ink);
  box-shadow: none; font: inherit; font-weight: 500; line-height: 30px; cursor: pointer; }}
{own} .ae-rule {{ display: flex; align-items: center; gap: 10px; }}
{own} .ae-rule .widget-label {{ flex: none; margin: 0; }}
{own} .ae-rule select {{ flex: 1 1 auto; width: auto; min-width: 0; }}
{own} .ae-part {{ width: auto; height: auto; margin: 0 0 10px; overflow: visible; }}
{own} .ae-part > div {{ display: flex; flex-flow: row wrap; gap: 8px; }}
{own} .ae-effect {{ margin-top: 0; }}
{own} .ae-two {{ display: grid; grid-template-columns: 1fr 1fr; gap: 0 10px; width: auto; overflow: visible; }}
{own} .ae-heard p {{ margin: 0; }}
@container (max-width: 560px) {{ {own} .ae-answers {{ flex: 1 1 100%; }} }}
"""
        )


__all__ = ["MyNumbers"]
