"""StoreYear in words: for ears, and for a page without a picture."""

from __future__ import annotations

from ...language import Phrase
from .frame import YearFrame, status
from .words import WORDS, month_name


def summary(frame: YearFrame, language: str) -> str:
    """Where the store stands in a few sentences, for ears and for a page without a picture."""
    zh = language == "zh"
    score = "–" if frame.score is None else f"{frame.score:.0f}"
    parts = [frame.where]
    if frame.over:
        mean = "–" if frame.outcome.score is None else str(frame.outcome.score)
        parts += [
            frame.finding,
            Phrase(f"Profit {frame.outcome.profit:,} USD (illustrative)",
                   f"利润 {frame.outcome.profit:,} 美元（示意）"),
            Phrase(f"Mean daily score {mean}", f"平均每日服务分 {mean}"),
        ]  # fmt: skip
    else:
        assert frame.plan is not None
        parts += [
            Phrase(f"Daily score {score}", f"每日服务分 {score}"),
            Phrase(f"Cash {frame.cash:,.0f} USD (illustrative)", f"现金 {frame.cash:,.0f} 美元（示意）"),
            Phrase(f"Stock {frame.stock}", f"库存 {frame.stock} 件"),
            Phrase(f"Plan for {month_name(frame.plan.month).en}: {frame.plan.expected:.0f} buyers "
                   f"expected, goods for {frame.plan.goods}",
                   f"{frame.plan.month} 月打算：预计买家 {frame.plan.expected:.0f} 人，"
                   f"有货 {frame.plan.goods} 件"),
        ]  # fmt: skip
    said = [part.text(language).lstrip("⚠ ").rstrip("。.") for part in parts]
    stop = "。" if zh else ". "
    return (stop.join(said) + stop).strip()


def details(frame: YearFrame, language: str) -> list[str]:
    """The rest of the picture as lines of words: news, items, the check, each month, causes."""
    zh = language == "zh"
    lines = [phrase.text(language) for phrase in frame.news]
    for item in frame.items:
        points = "–" if item.points is None else f"{item.points:.1f}"
        lines.append(f"{item.label.text(language)} {points} / {item.full:g}")
    last_status = status(frame.last).text(language)
    lines.append(f"{frame.check.text(language)} {frame.snad_words.text(language)} {last_status}")
    lines += [phrase.text(language) for phrase in frame.others]
    for m in frame.months:
        score = "–" if m.standing.score is None else f"{m.standing.score:.0f}"
        lines.append(
            f"{m.number} 月：{m.orders} 单，服务分 {score}，现金 {m.cash:,.0f} 美元"
            if zh
            else f"{month_name(m.number).en}: {m.orders} orders, score {score}, cash {m.cash:,.0f} USD"
        )
    lines += [f"{c.label.text(language)} {c.profit:+,}" for c in frame.causes]
    if frame.over:
        lines.append(f"{WORDS['hand_in'].text(language)} {frame.line}")
    return lines
