"""The words of the capstone's page, and its picture told in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...base.language import Phrase, counted, join
from ...base.tables import texts
from ...models.diagnosis.catalogue import CAUSES
from ...models.diagnosis.planting import ORDERS, PLANTED
from ...models.diagnosis.segments import value_told

if TYPE_CHECKING:
    from .frame import CapstoneFrame

_TEXTS = texts(__file__, ORDERS=f"{ORDERS:,}", PLANTED=PLANTED, CAUSES=len(CAUSES))
WORDS = _TEXTS["words"]

FINDINGS = _TEXTS["findings"]

BUTTONS = _TEXTS["buttons"]

ASSUMED = tuple(_TEXTS["assumed"].values())


def plan_line(parts: tuple[Phrase | None, ...], language: str) -> str:
    """Parts of a line of the plan; three dots stand for what is not chosen yet."""
    return " · ".join("…" if part is None else part.text(language) for part in parts)


def summary(frame: CapstoneFrame, language: str) -> str:
    """The picture in one sentence."""
    if frame.headline is not None and frame.points is not None:
        money = frame.money or Phrase("", "")
        return Phrase(
            f"{frame.name.en}: {frame.headline.en}, {frame.points.en}. {money.en}".strip(),
            f"{frame.name.zh}：{frame.headline.zh}，{frame.points.zh}。{money.zh}",
        ).text(language)
    said = Phrase(
        f"{frame.name.en}: {frame.metric.en} {frame.value.en} over {counted(frame.orders, 'order')}. "
        f"{finding(frame).en}",
        f"{frame.name.zh}：{frame.orders:,} 笔订单，{frame.metric.zh} {frame.value.zh}。{finding(frame).zh}",
    )
    return said.text(language)


def finding(frame: CapstoneFrame) -> Phrase:
    """Which groups do worse than luck allows; if none does, which do better."""
    key = "worse" if frame.worse else "better" if frame.better else "alike"
    groups = join(list(frame.worse or frame.better), en=", ", zh="、")
    return FINDINGS[key].format(column=frame.column, groups=groups)


def details(frame: CapstoneFrame, language: str) -> list[str]:
    """The picture in lines."""
    said = [summary(frame, language)]
    for s, label in zip(frame.bars, frame.labels, strict=True):
        said.append(
            Phrase(
                f"{label.en}: {value_told(frame.metric_id, s.value).en}, {counted(s.denominator, 'order')}, the rest "
                f"{value_told(frame.metric_id, s.rest).en}",
                f"{label.zh}：{value_told(frame.metric_id, s.value).zh}，{s.denominator:,} 笔，其余 "
                f"{value_told(frame.metric_id, s.rest).zh}",
            ).text(language)
        )
    said += [
        f"{frame.looked_at.text(language)} · {t.step.name.text(language)} · "
        f"{t.words(t.here).text(language)} / {t.words(t.rest).text(language)}"
        for t in frame.traces
    ]
    for number, row in enumerate(frame.rows, start=1):
        parts = [p.text(language) for p in (row.place, row.cause, row.measure, row.reason) if p]
        words = " · ".join(parts) or WORDS["nothing"].text(language)
        verdict = f" {row.verdict.text(language)}" if row.verdict else ""
        said.append(f"{number}. {words}{verdict}")
    said += [" · ".join(p.text(language) for p in (r.name, r.before, r.after, r.best) if p) for r in frame.readings]
    said += [line.text(language) for line in frame.truth]
    if frame.message:
        said.append(frame.message.text(language))
    return said
