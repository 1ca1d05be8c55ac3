"""The words of the capstone's page, and its picture told in lines."""

from __future__ import annotations

from ...base.language import Phrase, counted, join
from ...models.diagnosis import CAUSES
from ...models.diagnosis.planting import ORDERS, PLANTED
from ...models.diagnosis.segments import shown
from .frame import CapstoneFrame

WORDS = {
    "name": Phrase("Capstone", "结业实战"),
    "title": Phrase("Take the store apart, write its plan", "店铺诊断，制定改进方案"),
    "look": Phrase("Take the store apart", "拆解店铺"),
    "plan": Phrase("The plan (illustrative costs)", "方案（成本为示意）"),
    "planned": Phrase("The plan", "方案"),
    "illustrative": Phrase("illustrative", "示意"),
    "orders": Phrase("{n:order}", "{n:,} 笔订单"),
    "by": Phrase("By {column}", "按{column}"),
    "largest": Phrase("the {n} largest of {all}", "只列单量最大的 {n} 组，共 {all} 组"),
    "nothing": Phrase("nothing chosen yet", "尚未选择"),
    "start": Phrase("choose on the left", "请在左侧选择"),
    "cost": Phrase("{usd} USD", "{usd} 美元"),
    "spent": Phrase("{usd} USD, illustrative", "{usd} 美元，示意"),
    "of_budget": Phrase("{usd} of {most} USD, illustrative", "{usd} / 预算 {most} 美元，示意"),
    "over": Phrase("⚠ too dear", "⚠ 超预算"),
    "here": Phrase("here", "本组"),
    "rest_short": Phrase("rest", "其余"),
    "this": Phrase("this group", "本组"),
    "others": Phrase("the rest", "其余订单"),
    "luck": Phrase("what luck allows", "运气的范围"),
    "worse": Phrase("worse", "更差"),
    "better": Phrase("better", "更好"),
    "before": Phrase("before", "原来"),
    "after": Phrase("after", "方案后"),
    "best": Phrase("best", "最好"),
    "truth": Phrase("What was planted", "埋下的问题"),
    "readings": Phrase("The same orders, the same luck", "同样的订单，同样的运气"),
    "counted": Phrase("If these groups did as the rest does (by counting)", "如果这几组和其余一样（直接计数）"),
    "lines": Phrase("Line by line", "逐行点评"),
    "assumed": Phrase("What is assumed, and why", "有哪些假设，为什么"),
    "static": Phrase("Run the cell to take this store apart.", "运行本单元格即可动手。"),
}  # fmt: skip

FINDINGS = {
    "worse": Phrase("By {column}, worse than luck allows: {groups}.",
                    "按{column}看，差距已超出运气范围：{groups}。"),
    "better": Phrase("By {column}, better than luck allows: {groups}; none does worse.",
                     "按{column}看，好得超出运气范围：{groups}；没有更差的组。"),
    "alike": Phrase("By {column}: no group differs by more than luck.",
                    "按{column}看：各组差异都在运气范围内。"),
}  # fmt: skip

BUTTONS = {
    "metric": Phrase("Metric", "指标"),
    "metric_tip": Phrase("Which number to look at", "看哪个指标"),
    "column": Phrase("Split by", "拆分维度"),
    "column_tip": Phrase("What to take the store apart by", "按什么拆"),
    "segment": Phrase("Look at", "查看分组"),
    "segment_tip": Phrase("The group whose orders are followed step by step", "把哪一组的订单从头看到尾"),
    "line": Phrase("Plan line", "方案条目"),
    "line_tip": Phrase("Which line of the plan to write", "现在写方案的第几行"),
    "where": Phrase("Where", "范围"),
    "where_tip": Phrase("The group that the line is about", "这一行针对哪一组"),
    "reason": Phrase("Shown by", "依据"),
    "reason_tip": Phrase("What in the orders shows it", "订单里的什么迹象说明了它"),
    "cause": Phrase("Cause", "原因"),
    "cause_tip": Phrase("What causes it", "是什么造成的"),
    "measure": Phrase("Measure", "对策"),
    "measure_tip": Phrase("What you would do", "打算怎么做"),
    "score": Phrase("Score the plan", "提交方案"),
    "score_tip": Phrase("Carry the plan out on the same orders", "在同样的订单上执行方案"),
    "forecast": Phrase("Count it through", "算一算"),
    "forecast_tip": Phrase("What it would bring if these groups did as the rest does",
                           "如果这几组和其余一样，能好多少"),
    "back": Phrase("Back to the store", "回到店铺"),
    "back_tip": Phrase("Look at the store again; the plan stays", "回去继续看，方案保留"),
    "truth": Phrase("Show the truth", "看答案"),
    "truth_tip": Phrase("What was planted, once you have scored a plan", "提交方案后可看"),
    "reset": Phrase("Empty the plan", "清空方案"),
    "reset_tip": Phrase("All lines of the plan empty", "方案各行全部清空"),
}  # fmt: skip

ASSUMED = (
    Phrase(f"The store is synthetic: {ORDERS:,} orders of the course's simulator, {PLANTED} causes "
           f"out of {len(CAUSES)} put in by the seed. Nothing in it is the platform's.",
           f"店铺是合成的：课程模拟器生成的 {ORDERS:,} 笔订单，由种子从 {len(CAUSES)} 种原因里抽 "
           f"{PLANTED} 种埋进去。没有一个数来自平台。"),
    Phrase("How strong a cause is, what a measure costs, the budget and the points are "
           "illustrative: a measure brings its group back to the store's ordinary level and touches "
           "nothing else.",
           "原因的强弱、对策的成本、预算和分数都是示意：对策只把那一组恢复到本店的正常水平，别的都不动。"),
    Phrase("The bar holds the luck of the group and of the rest (Newcombe's interval), 95 % for all "
           "groups of the picture together: among many groups some stick out by luck.",
           "横线同时考虑本组和其余订单的运气（Newcombe 区间），对图上所有组合起来取 95 %：组一多，总有几组是碰巧冒头。"),
    Phrase("Every metric is measured over all orders of the table, as a thermometer. A regime "
           "judges only its own days and its own metrics.",
           "指标按表里全部订单计算，只当体温计用。平台的规则只看自己的考核期、自己的指标。"),
    Phrase("Your own orders are counted, not scored: what would the rate be if the groups of the "
           "plan did as the rest does?",
           "换成你自己的订单，只计数、不打分：方案里的几组如果和其余一样，比率会是多少？"),
)  # fmt: skip


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
        said.append(Phrase(
            f"{label.en}: {shown(frame.metric_id, s.value).en}, {counted(s.denominator, 'order')}, the rest "
            f"{shown(frame.metric_id, s.rest).en}",
            f"{label.zh}：{shown(frame.metric_id, s.value).zh}，{s.denominator:,} 笔，其余 "
            f"{shown(frame.metric_id, s.rest).zh}",
        ).text(language))  # fmt: skip
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
    said += [
        " · ".join(p.text(language) for p in (r.name, r.before, r.after, r.best) if p)
        for r in frame.readings
    ]
    said += [line.text(language) for line in frame.truth]
    if frame.message:
        said.append(frame.message.text(language))
    return said
