"""StoreYear in words: for ears, and for a page without a picture."""

from __future__ import annotations

from ...base.language import Phrase, counted, join
from ...base.wording import NONE, minus, sentences_told
from .frame import YearFrame
from .words import WORDS, month_name


def summary(frame: YearFrame, language: str) -> str:
    """Where the store stands in a few sentences, for ears and for a page without a picture."""
    parts = [frame.where]
    if frame.over:
        profit = minus(f"{frame.outcome.profit:,}")
        parts += [
            frame.finding,
            Phrase(f"Profit {profit} USD (illustrative)", f"利润 {profit} 美元（示意）"),
            _scored(WORDS["mean"], frame.outcome.score),
        ]
        if frame.best is not None:
            best = minus(f"{frame.best.profit:,}")
            parts.append(Phrase(f"Best known line {best} USD (illustrative)", f"已知最好成绩 {best} 美元（示意）"))
    else:
        assert frame.plan is not None
        cash = minus(f"{frame.cash:,.0f}")
        parts += [
            _scored(WORDS["score"], frame.score),
            Phrase(f"Cash {cash} USD (illustrative)", f"现金 {cash} 美元（示意）"),
            Phrase(f"Stock {frame.stock}", f"库存 {frame.stock} 件"),
            Phrase(
                f"Plan for {month_name(frame.plan.month).en}: {frame.plan.expected:.0f} buyers "
                f"expected, goods for {frame.plan.goods}",
                f"{frame.plan.month} 月经营计划：预计买家 {frame.plan.expected:.0f} 人，有货 {frame.plan.goods} 件",
            ),
        ]
    return sentences_told(parts, language)


def details(frame: YearFrame, language: str) -> list[str]:
    """The rest of the picture as lines of words: news, items, the check, each month, causes."""
    zh = language == "zh"
    lines = [phrase.text(language) for phrase in frame.news]
    for item in frame.items:
        points = NONE if item.points is None else minus(f"{item.points:.1f}")
        lines.append(f"{item.label.text(language)} {points} / {item.full:g}")
    checked = (frame.check, frame.snad_words, frame.status)
    lines.append(" ".join(phrase.text(language) for phrase in checked))
    lines += [phrase.text(language) for phrase in frame.others]
    for m in frame.months:
        score = NONE if m.standing.score is None else minus(f"{m.standing.score:.0f}")
        cash = minus(f"{m.cash:,.0f}")
        lines.append(
            f"{m.number} 月：{m.orders} 单，服务分 {score}，现金 {cash} 美元"
            if zh
            else f"{month_name(m.number).en}: {counted(m.orders, 'order')}, score {score}, cash {cash} USD"
        )
    if frame.plan is not None:
        lines.append(frame.plan.season.note.text(language))
    lines += [minus(f"{c.label.text(language)} {c.profit:+,}") for c in frame.causes]
    lines += [minus(f"{month_name(c.number).text(language)} {-c.usd:+,}") for c in frame.costs]
    if frame.cost is not None:
        lines.append(frame.cost.text(language))
    if frame.over:
        lines.append(f"{WORDS['hand_in'].text(language)} {frame.line}")
    return lines


def _scored(name: Phrase, score: float | None) -> Phrase:
    """A score with its name, or that there is none."""
    if score is None:
        return Phrase(f"{name.en}: not assessed", f"{name.zh}：不考核")
    return join([name, Phrase(*[minus(f"{score:.0f}")] * 2)], zh=" ")
