"""Mapper: say what the columns of an own export mean, by choosing from lists, without code."""

from __future__ import annotations

from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from ...base import palette
from ...base.arguments import guarded
from ...base.errors import CourseError
from ...base.language import Phrase, checked_language, get_language, using
from ...base.tables import texts
from ...orders.reading import Reading, read_orders
from ...orders.reading.mapping import REGISTERED
from ...scoring.metrics import METRICS
from .draft import CHOICES, UNUSED, Draft, draft_of

_WORDS = texts(__file__)["words"]
ZONES = ("Asia/Shanghai", "America/Los_Angeles", "Europe/Moscow", "UTC")
_EXTRA = {
    "state": Phrase("state of the order", "订单状态"),
    "end_state": Phrase("state of the delivery", "配送状态"),
    "cancelled_by": Phrase("who cancelled", "取消方"),
    "source_category": Phrase("category in the source's words", "来源类目"),
    "key": Phrase("number that joins lists", "关联编号"),
    "ignored": Phrase("left out", "忽略"),
    "currency": Phrase("currency", "货币"),
    "carrier": Phrase("carrier", "物流商"),
    "created_at": Phrase("order placed", "下单时间"),
    "refunded": Phrase("refunded", "退款"),
}


_RULES = (
    ".aecourse-mapper{max-width:880px;gap:2px}"
    ".aecourse-mapper .ae-row{flex-wrap:wrap;align-items:center;border-bottom:1px solid rgba(128,128,128,.25);padding:3px 0}"
    ".aecourse-mapper .ae-row .widget-dropdown{flex:1 1 420px;max-width:520px}"
    ".aecourse-mapper .ae-samples{flex:1 1 200px;min-width:0;color:var(--ae-muted);font-size:13px;overflow-wrap:anywhere;line-height:1.4}"
    ".aecourse-mapper [role=alert]{color:var(--ae-bad)}.aecourse-mapper summary{cursor:pointer;padding:6px 0}"
)
_LONGEST_SAMPLE = 40


def _row(choice: widgets.Dropdown, samples: tuple[str, ...]) -> widgets.HBox:
    """A heading's choice with a few of its values beside it, cut where they are long."""
    short = (one if len(one) <= _LONGEST_SAMPLE else f"{one[: _LONGEST_SAMPLE - 1]}…" for one in samples)
    beside = widgets.HTML(escape(" · ".join(short)))
    beside.add_class("ae-samples")
    row = widgets.HBox([choice, beside])
    row.add_class("ae-row")
    return row


class Mapper(widgets.VBox):  # type: ignore[misc]  # ipywidgets is untyped
    """The columns of an export with samples beside the guess, and what becomes computable.

    Args:
        path: a file, a folder or a zip, as for :func:`aecourse.read_orders`.
        store: the store's name, as there.
        language: ``"en"`` or ``"zh"``; default the session's.

    ``draft`` is the mapping in the making, ``reading`` what was read last, or None.

    Raises:
        CourseError: there is no such file, or no table in it.
    """

    @guarded
    def __init__(self, path: Any, *, store: str | None = None, language: str | None = None) -> None:
        self.language = get_language() if language is None else checked_language(language)
        self.draft: Draft = draft_of(path)
        self.reading: Reading | None = None
        self._path, self._store, self._quiet = path, store, False
        options = [(self._say("unused"), UNUSED), *((self._name(name), name) for name in CHOICES)]
        self.choices = [
            widgets.Dropdown(
                options=options,
                value=self.draft.chosen.get(at, UNUSED),
                description=heading or "–",
                tooltip=heading,
                style={"description_width": "160px"},
            )
            for at, heading in enumerate(self.draft.headings)
        ]
        for at, choice in enumerate(self.choices):
            choice.observe(partial(self._taken, at), names="value")
        rows = [_row(choice, samples) for choice, samples in zip(self.choices, self.draft.samples, strict=True)]
        clocks = [(self._say("ask"), "ask"), (self._say("offset"), "offset"), *((zone, zone) for zone in ZONES)]
        if self.draft.clock not in dict(clocks).values():
            clocks.append((self.draft.clock, self.draft.clock))
        wide = {"description_width": "160px"}
        self.clock = widgets.Dropdown(
            options=clocks, value=self.draft.clock, description=self._say("clock"), style=wide
        )
        self.clock.observe(self._timed, names="value")
        self.order = widgets.Dropdown(
            options=[(self._say("unsaid"), None), (self._say("day"), True), (self._say("month"), False)],
            description=self._say("order"),
            style=wide,
        )
        self.read = widgets.Button(description=self._say("read"))
        self.read.on_click(lambda _: self._read())
        self.file = widgets.Text(value="my-mapping.toml", description=self._say("file"))
        self.save = widgets.Button(description=self._say("save"))
        self.save.on_click(lambda _: self._save())
        self._told, self.said = widgets.HTML(), widgets.HTML()
        self.said.add_class("ae-said")
        head = widgets.HTML(
            f"<style>{''.join(palette.rules('.aecourse-mapper'))}{_RULES}</style><h3>{escape(self._say('title'))}</h3><p>{escape(self._say('how'))}</p>"
        )
        super().__init__(
            [
                head,
                *rows,
                self.clock,
                self.order,
                self._told,
                widgets.HBox([self.read, self.file, self.save]),
                self.said,
            ]
        )
        self.add_class("aecourse-mapper")
        self.read.button_style = "primary"
        self._tell()

    def __repr__(self) -> str:
        used, all_of = len(self.draft.chosen), len(self.draft.headings)
        count = len(self.draft.computable)
        told = Phrase(f"{count} metrics computable", f"可计算 {count} 项指标")
        return f"Mapper({used}/{all_of}, {told.text(self.language)})"

    def _say(self, key: str, **slots: object) -> str:
        words = _WORDS[key].format(**slots) if slots else _WORDS[key]
        return words.text(self.language)

    def _name(self, column: str) -> str:
        meaning = REGISTERED[column].meaning if column in REGISTERED else _EXTRA[column]
        return f"{meaning.text(self.language)} · {column}"

    # -- what a learner does ----------------------------------------------------------------------

    def _taken(self, at: int, change: dict[str, Any]) -> None:
        if self._quiet:
            return
        self.draft = self.draft.take(at, change["new"])
        self._quiet = True
        try:  # a heading that was freed shows it
            for place, choice in enumerate(self.choices):
                choice.value = self.draft.chosen.get(place, UNUSED)
        finally:
            self._quiet = False
        self._tell()

    def _timed(self, change: dict[str, Any]) -> None:
        self.draft = self.draft.on(change["new"])

    def _read(self) -> None:
        self.reading = None
        try:
            self.reading = read_orders(
                self._path, mapping=self.draft.mapping(), store=self._store, day_first=self.order.value
            )
        except CourseError as error:
            self._say_back(error.phrase.text(self.language), wrong=True)
            return
        with using(self.language):
            counted = repr(self.reading)
        self._say_back("\n".join([counted, *(note.text(self.language) for note in self.reading.notes)]))

    def _save(self) -> None:
        path = Path(self.file.value.strip() or "my-mapping.toml").with_suffix(".toml")
        try:
            text = self.draft.toml(path.stem)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except CourseError as error:
            self._say_back(error.phrase.text(self.language), wrong=True)
        except FileExistsError:
            self._say_back(self._say("taken", path=str(path)), wrong=True)
        except OSError as error:
            self._say_back(self._say("unwritten", path=str(path), why=error.strerror or str(error)), wrong=True)
        else:
            self._say_back(self._say("saved", path=str(path)))

    # -- what it says -----------------------------------------------------------------------------

    def _tell(self) -> None:
        draft, gap = self.draft, "、" if self.language == "zh" else ", "
        parts = []
        if draft.lacking:
            names = gap.join(REGISTERED[name].meaning.text(self.language) for name in draft.lacking)
            parts.append(f'<p role="alert"><b>{escape(self._say("lacking", names=names))}</b></p>')
        good = gap.join(METRICS[id].name.text(self.language) for id in draft.computable) or "–"
        parts.append(f"<p><b>{escape(self._say('computable', n=len(draft.computable)))}</b> {escape(good)}</p>")
        why = [(id, words) for id, words in draft.missing.items() if id in METRICS]
        items = "".join(
            f"<li>{escape(METRICS[id].name.text(self.language))} · {escape(words.text(self.language))}</li>"
            for id, words in why
        )
        parts.append(
            f"<details><summary>{escape(self._say('missing', n=len(why)))}</summary><ul>{items}</ul></details>"
        )
        self._told.value = "".join(parts)

    def _say_back(self, words: str, *, wrong: bool = False) -> None:
        role = "alert" if wrong else "status"
        self.said.value = f'<p role="{role}">{escape(words).replace(chr(10), "<br>")}</p>'
