"""The words of TierLadder in both languages, and its facts told in them."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from ...base import wording
from ...base.language import Phrase, join
from ...base.wording import percent
from ...models.ladder import QUANTITIES, Assumptions, Lines

if TYPE_CHECKING:
    from .frame import LadderFrame

GROUPS: dict[Phrase, tuple[str, ...]] = {
    Phrase("The store", "店铺"): ("start_gmv", "score", "conversion", "order_value"),
    Phrase("Illustrative strengths", "示意强度（非平台数据）"): (
        "strength",
        "mean_visits",
        "carry",
    ),
    Phrase("Time", "时间"): ("months",),
}
SHOWN = tuple(name for names in GROUPS.values() for name in names)
UNITS: dict[str, Phrase] = {
    "usd": Phrase(" USD", " 美元"),
    "points": Phrase(" points", " 分"),
    "share": Phrase(" %", " %"),
    "months": Phrase(" months", " 个月"),
    "times": Phrase("", ""),
    "visits": Phrase("/mo", " 人/月"),
}

WORDS = {
    "name": Phrase("TierLadder", "层级阶梯"),
    "title": Phrase(
        "Store tiers by turnover (GMV) · article B, undated",
        "按成交额（GMV）划分的店铺层级 · 文章 B，未注明日期",
    ),
    "retold": Phrase("tier borders retold by {who}", "层级界限另有转述：{who}"),
    "answer": Phrase("Tier in month {n}", "第 {n} 个月的层级"),
    "tier": Phrase("Tier {k}", "第 {k} 层级"),
    "tiers": Phrase("Tiers {k}", "第 {k} 层级"),
    "now": Phrase("{gmv} USD per month · traffic {times} × the average store's",
                  "月成交额 {gmv} 美元 · 流量为平均店铺的 {times} 倍"),
    "from": Phrase("from tier {k} with {gmv} USD", "起步：第 {k} 层级，{gmv} 美元"),
    "before": Phrase("before: tier {k}, {gmv} USD", "调整前：第 {k} 层级，{gmv} 美元"),
    "only": Phrase("Article only · GMV window not stated", "仅见于文章 · 成交额统计周期未说明"),
    "illustrative": Phrase("path: illustrative strengths", "路径：示意强度"),
    "ladder": Phrase("Monthly GMV on the ladder", "月成交额在阶梯上的位置"),
    "before_line": Phrase("before", "调整前"),
    "stores": Phrase("stores", "店铺"),
    "traffic": Phrase("traffic", "流量"),
    "each": Phrase("× average", "单店流量"),
    "month": Phrase("month", "月"),
    "upto": Phrase("{low}–{high} USD", "{low}–{high} 美元"),
    "above": Phrase("above {low} USD", "{low} 美元以上"),
    "lorenz": Phrase("How unequal: the Lorenz curve", "流量有多集中：洛伦兹曲线"),
    "gini": Phrase("Gini ≥ {gini}", "基尼系数 ≥ {gini}"),
    "least": Phrase("At least: differences inside a group are not told.",
                    "为下限：组内差异没有写明。"),
    "thick": Phrase("Thick: this store's group.", "粗线：本店所在的组。"),
    "equal": Phrase("Dashed: equal for all.", "虚线：各店流量相同。"),
    "poorest": Phrase("stores, least traffic first", "店铺（流量由少到多）"),
    "loop": Phrase("The loop in month {n}", "第 {n} 个月的循环"),
    "score": Phrase("Score", "服务分"),
    "exposure": Phrase("Exposure", "曝光（访客）"),
    "orders": Phrase("Orders", "订单"),
    "gmv": Phrase("GMV, USD", "成交额（美元）"),
    "tier_word": Phrase("Tier", "层级"),
    "pull": Phrase("pull × {pull}", "作用 × {pull}"),
    "pull_note": Phrase("illustrative", "示意"),
    "next": Phrase("next month", "下个月"),
    "unassessed": Phrase("not assessed", "不考核"),
    "said": Phrase("Turnover sets the tier; the tier sets the traffic (article B).",
                   "成交额决定层级，层级决定流量（文章 B）。"),
    "assumed": Phrase("What is assumed, and why", "有哪些假设，为什么"),
    "window": Phrase(
        "The GMV of one month decides the tier: the article does not say over how many days GMV is "
        "summed. On a border the lower tier counts: the article prints both.",
        "以一个月的成交额定层级：文章没有说明成交额按多少天累计。正好压在界限上的，按较低层级算：文章里相邻两个层级都包含这个数。",
    ),
    "static": Phrase("Run the notebook to move the levers.", "运行本笔记本后即可拖动滑块。"),
    "group_told": Phrase("{tiers}: {stores} of stores, {traffic} of traffic, "
                         "each store {each} × the average store's",
                         "{tiers}：店铺占 {stores}，流量占 {traffic}，单店流量为平均店铺的 {each} 倍"),
    "month_told": Phrase("Month {n}: {orders:order}, {gmv} USD, tier {k}",
                         "第 {n} 个月：{orders} 单，{gmv} 美元，第 {k} 层级"),
}  # fmt: skip

FINDINGS = {
    "nothing": Phrase("No order in month {n}: no turnover, no way up",
                      "第 {n} 个月没有订单：没有成交额就升不了层级"),
    "silent": Phrase("without orders the service score is not assessed", "没有订单，服务分也不考核"),
    "up": Phrase("Climbs from tier {a} to tier {b} by month {k}",
                 "到第 {k} 个月，从第 {a} 层级升到第 {b} 层级"),
    "down": Phrase("Falls from tier {a} to tier {b} by month {k}",
                   "到第 {k} 个月，从第 {a} 层级降到第 {b} 层级"),
    "same": Phrase("Ends where it began, in tier {b}", "最终仍在起步时的第 {b} 层级"),
    "else": Phrase("with the same luck, a score below {s} ends in tier {c}",
                   "运气不变，服务分低于 {s} 分，最终只在第 {c} 层级"),
    "any": Phrase("with the same luck, any score does", "运气不变，服务分高低都是如此"),
    "would": Phrase("with the same luck, a score of {s} ends in tier {c}",
                    "运气不变，服务分达到 {s} 分，最终到第 {c} 层级"),
    "never": Phrase("with the same luck, not even a score of 100 ends higher",
                    "运气不变，服务分即使满分也到不了更高层级"),
}  # fmt: skip


def tier_range(lines: Lines, tier: int) -> Phrase:
    """The turnover of a tier in words."""
    lows = (0.0, *lines.bounds)
    if tier > len(lines.bounds):
        return WORDS["above"].format(low=f"{lows[-1]:,.0f}")
    return WORDS["upto"].format(low=f"{lows[tier - 1]:,.0f}", high=f"{lows[tier]:,.0f}")


def now_words(frame: LadderFrame) -> Phrase:
    """What the store turns over at the end, and its traffic."""
    last = frame.now.last
    times = f"{frame.lines.traffic[last.tier - 1]:.2f}"
    return WORDS["now"].format(gmv=f"{last.gmv:,.0f}", times=times)


def before_words(frame: LadderFrame) -> Phrase | None:
    """Where the store ended before the levers moved, if that is asked for."""
    if frame.before is None:
        return None
    was = frame.before.last
    return WORDS["before"].format(k=was.tier, gmv=f"{was.gmv:,.0f}")


def finding_lines(frame: LadderFrame) -> tuple[Phrase, Phrase]:
    """What the picture shows, and what else might be: two clauses of one sentence."""
    first, second = frame.finding
    return Phrase(f"{first.en};", f"{first.zh}；"), wording.sentence(second)


def summary(frame: LadderFrame, language: str) -> str:
    """The answer in a few sentences, for ears and for a page without a picture."""
    last = frame.now.last
    parts = [
        WORDS["answer"].format(n=last.number),
        WORDS["tier"].format(k=last.tier),
        now_words(frame),
        join(list(frame.finding), en="; ", zh="；"),
        before_words(frame),
        WORDS["only"],
        WORDS["illustrative"],
    ]
    return wording.told((part for part in parts if part is not None), language)


def details(frame: LadderFrame, language: str) -> list[str]:
    """The rest of the picture as lines of words: the groups, the curve, each month."""
    lines = [
        WORDS["group_told"].format(
            tiers=WORDS["tiers" if len(group.tiers) > 1 else "tier"].format(
                k="–".join(map(str, group.tiers))
            ),
            stores=percent(group.store_share, 0),
            traffic=percent(group.traffic_share, 0),
            each=f"{group.traffic_per_store:.2f}",
        )
        for group in frame.groups
    ]
    lines.append(WORDS["gini"].format(gini=f"{frame.gini:.2f}"))
    lines += [
        WORDS["month_told"].format(
            n=month.number, orders=month.orders, gmv=f"{month.gmv:,.0f}", k=month.tier
        )
        for month in frame.now.path[1:]
    ]
    return [line.text(language) for line in lines]


def reasons(language: str) -> list[tuple[str, str]]:
    """Each assumption by its label, with its reason."""
    said = [QUANTITIES[field.name] for field in fields(Assumptions)]
    return [(it.label.text(language), it.reason.text(language)) for it in said]
