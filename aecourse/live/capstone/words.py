"""The words of the capstone's page, and its picture told in lines."""

from __future__ import annotations

from ...base.language import Phrase, counted, join
from ...base.texts import texts
from ...models.diagnosis import CAUSES
from ...models.diagnosis.planting import ORDERS, PLANTED
from ...models.diagnosis.segments import shown
from .frame import CapstoneFrame

_TEXTS = texts(__file__)
WORDS = _TEXTS["words"]

FINDINGS = _TEXTS["findings"]

BUTTONS = _TEXTS["buttons"]

ASSUMED = (
    Phrase(
        f"The store is synthetic: {ORDERS:,} orders of the course's simulator, {PLANTED} causes "
        f"out of {len(CAUSES)} put in by the seed. Nothing in it is the platform's.",
        f"店铺是合成的：课程模拟器生成的 {ORDERS:,} 笔订单，由种子从 {len(CAUSES)} 种原因里抽 "
        f"{PLANTED} 种埋进去。没有一个数来自平台。",
    ),
    Phrase(
        "How strong a cause is, what a measure costs, the budget and the points are "
        "illustrative: a measure brings its group back to the store's ordinary level and touches "
        "nothing else.",
        "原因的强弱、对策的成本、预算和分数都是示意：对策只把那一组恢复到本店的正常水平，别的都不动。",
    ),
    Phrase(
        "The bar holds the luck of the group and of the rest (Newcombe's interval), 95 % for all "
        "groups of the picture together: among many groups some stick out by luck.",
        "横线同时考虑本组和其余订单的运气（Newcombe 区间），对图上所有组合起来取 95 %：组一多，总有几组是碰巧冒头。",
    ),
    Phrase(
        "Every metric is measured over all orders of the table, as a thermometer. A regime "
        "judges only its own days and its own metrics.",
        "指标按表里全部订单计算，只当体温计用。平台的规则只看自己的考核期、自己的指标。",
    ),
    Phrase(
        "Your own orders are counted, not scored: what would the rate be if the groups of the "
        "plan did as the rest does?",
        "换成你自己的订单，只计数、不打分：方案里的几组如果和其余一样，比率会是多少？",
    ),
)


def joined(parts: tuple[Phrase | None, ...], language: str) -> str:
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
                f"{label.en}: {shown(frame.metric_id, s.value).en}, {counted(s.denominator, 'order')}, the rest "
                f"{shown(frame.metric_id, s.rest).en}",
                f"{label.zh}：{shown(frame.metric_id, s.value).zh}，{s.denominator:,} 笔，其余 "
                f"{shown(frame.metric_id, s.rest).zh}",
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
