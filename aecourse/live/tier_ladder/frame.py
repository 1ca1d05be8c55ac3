"""What TierLadder tells: its scenario, plain facts, and their words in both languages."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import traitlets

from ... import rulebook
from ...business import TierGroup, tier_groups
from ...ladder import (
    QUANTITIES,
    Assumptions,
    Lines,
    Month,
    Shop,
    climb,
    gini,
    lorenz,
    moved,
    pull,
    score_needed,
    tier_lines,
)
from ...language import Phrase, checked, get_language, join

Standing = tuple[Shop, Assumptions]

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
    "retold": Phrase("borders retold by {who}", "界限另见 {who}（转述）"),
    "answer": Phrase("Tier in month {n}", "第 {n} 个月的层级"),
    "tier": Phrase("Tier {k}", "第 {k} 层级"),
    "now": Phrase("{gmv} USD a month · traffic {times} × the mean store",
                  "月成交额 {gmv} 美元 · 流量为平均店铺的 {times} 倍"),
    "from": Phrase("from tier {k} with {gmv} USD", "起步：第 {k} 层级，{gmv} 美元"),
    "before": Phrase("before: tier {k}, {gmv} USD", "调整前：第 {k} 层级，{gmv} 美元"),
    "only": Phrase("⚠ Article only · GMV window not stated", "⚠ 仅见于文章 · 成交额累计期未说明"),
    "illustrative": Phrase("path: illustrative strengths", "路径：示意强度"),
    "ladder": Phrase("GMV a month on the ladder", "月成交额在阶梯上的位置"),
    "before_line": Phrase("before", "调整前"),
    "stores": Phrase("stores", "店铺"),
    "traffic": Phrase("traffic", "流量"),
    "each": Phrase("per store", "单店"),
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
    "unassessed": Phrase("not assessed", "不参与考核"),
    "said": Phrase("Turnover decides the tier, the tier the traffic (article B).",
                   "成交额决定层级，层级决定流量（文章 B）。"),
    "assumed": Phrase("What is assumed, and why", "有哪些假设，为什么"),
    "window": Phrase(
        "The GMV of one month decides the tier: the article does not say over how many days GMV is "
        "summed. On a border the lower tier counts: the article prints both.",
        "以一个月的成交额定层级：文章没有说明成交额按多少天累计。正好压在界限上的，按较低层级算：文章里相邻两个层级都包含这个数。",
    ),
    "static": Phrase("Run the notebook to move the levers.", "运行本笔记本后即可拖动滑块。"),
}  # fmt: skip

FINDINGS = {
    "nothing": Phrase(
        "No order in month {n}: no turnover, no way up; without orders the service score is not "
        "assessed.",
        "第 {n} 个月没有订单：没有成交额就升不了层级，没有订单，服务分也不参与考核。",
    ),
    "up": Phrase("Climbs from tier {a} to tier {b} by month {k}",
                 "到第 {k} 个月，从第 {a} 层级升到第 {b} 层级"),
    "down": Phrase("Falls from tier {a} to tier {b} by month {k}",
                   "到第 {k} 个月，从第 {a} 层级降到第 {b} 层级"),
    "same": Phrase("Ends where it began, in tier {b}", "最终仍在起步时的第 {b} 层级"),
    "else": Phrase("with the same luck, a score below {s} ends in tier {c}.",
                   "运气不变，服务分低于 {s} 分，最终只在第 {c} 层级。"),
    "any": Phrase("with the same luck, any score does.", "运气不变，服务分高低都是如此。"),
    "would": Phrase("with the same luck, a score of {s} ends in tier {c}.",
                    "运气不变，服务分达到 {s} 分，最终到第 {c} 层级。"),
    "never": Phrase("with the same luck, not even a score of 100 ends higher.",
                    "运气不变，服务分即使满分也到不了更高层级。"),
}  # fmt: skip


class LadderScenario(traitlets.HasTraits):
    """A store and the assumptions on the platform; views observe ``standing`` and ``before``."""

    start = traitlets.Instance(tuple)
    standing = traitlets.Instance(tuple)
    before = traitlets.Instance(tuple, allow_none=True)
    seed = traitlets.Int(1)
    language = traitlets.Enum(["en", "zh"])

    @classmethod
    def create(cls, shop: Shop | None = None, assumptions: Assumptions | None = None, *,
               seed: int = 1, language: str | None = None) -> LadderScenario:  # fmt: skip
        """A scenario that starts with *shop*; by default with a small one."""
        start = (shop or Shop(), assumptions or Assumptions())
        spoken = get_language() if language is None else checked(language)
        return cls(start=start, standing=start, seed=seed, language=spoken)

    def move(self, **levers: float) -> None:
        """Set levers by name.

        Raises:
            UnknownName: no such lever.
            CourseError: out of bounds.
        """
        shop, assumed = self.standing
        self.standing = moved(shop, assumed, **levers)


@dataclass(frozen=True, slots=True)
class Climbed:
    """One setting and the way it goes."""

    shop: Shop
    assumed: Assumptions
    path: tuple[Month, ...]
    pull: float

    @property
    def last(self) -> Month:
        """The month that the answer is about."""
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class LadderFrame:
    """Everything that the picture tells."""

    now: Climbed
    before: Climbed | None
    groups: tuple[TierGroup, ...]
    lines: Lines
    curve: tuple[tuple[float, float], ...]
    gini: float
    finding: Phrase
    levers: tuple[tuple[Phrase, Phrase], ...]

    @property
    def group(self) -> TierGroup:
        """The group of tiers in which the store ends."""
        return next(group for group in self.groups if self.now.last.tier in group.tiers)


def ladder_frame(scenario: LadderScenario) -> LadderFrame:
    """The facts of *scenario*."""
    groups = tier_groups()
    curve = lorenz([g.store_share for g in groups], [g.traffic_share for g in groups])
    now = _climbed(scenario.standing, scenario.seed)
    before = None if scenario.before is None else _climbed(scenario.before, scenario.seed)
    return LadderFrame(
        now, before, groups, tier_lines(), curve, gini(curve), _finding(now, scenario.seed),
        tuple((QUANTITIES[name].label, shown(name, value_of(scenario.standing, name)))
              for name in SHOWN),
    )  # fmt: skip


def value_of(standing: Standing, name: str) -> float:
    """The value of a lever."""
    shop, assumed = standing
    return float(getattr(assumed if QUANTITIES[name].assumed else shop, name))


def shown(name: str, value: float) -> Phrase:
    """The value of a lever in its unit."""
    unit = QUANTITIES[name].unit
    number = f"{value * 100:.1f}" if unit == "share" else f"{value:,.1f}".removesuffix(".0")
    return join([Phrase(number, number), UNITS[unit]], en="", zh="")


def _climbed(standing: Standing, seed: int) -> Climbed:
    shop, assumed = standing
    return Climbed(shop, assumed, climb(shop, assumed, seed=seed), pull(shop.score, assumed))


def _finding(now: Climbed, seed: int) -> Phrase:
    path, last = now.path, now.last
    if not last.orders:
        return FINDINGS["nothing"].format(n=last.number)
    a, b, top = path[0].tier, last.tier, 5
    since = next(m.number for m in path if all(n.tier == b for n in path[m.number :]))
    key = "up" if b > a else "down" if b < a else "same"
    first = FINDINGS[key].format(a=a, b=b, k=since)
    goal = b if b > a or b == top else b + 1 if b == a else a
    needed = score_needed(goal, now.shop, now.assumed, seed=seed)
    if needed is None:
        second = FINDINGS["never"]
    elif goal != b:
        second = FINDINGS["would"].format(s=needed, c=_end(now, needed, seed))
    elif needed == 0:
        second = FINDINGS["any"]
    else:
        second = FINDINGS["else"].format(s=needed, c=_end(now, needed - 1, seed))
    return join([first, second], en="; ", zh="；")


def _end(now: Climbed, score: float, seed: int) -> int:
    return climb(replace(now.shop, score=score), now.assumed, seed=seed)[-1].tier


def tier_range(lines: Lines, tier: int) -> Phrase:
    """The turnover of a tier in words."""
    lows = (0.0, *lines.bounds)
    if tier > len(lines.bounds):
        return WORDS["above"].format(low=f"{lows[-1]:,.0f}")
    return WORDS["upto"].format(low=f"{lows[tier - 1]:,.0f}", high=f"{lows[tier]:,.0f}")


def retold() -> Phrase:
    """Who else tells the borders."""
    names = rulebook.table("tiers").parameter("gmv_bounds").sources
    who = [rulebook.sources()[name].publisher for name in names if name != "article_b"]
    return WORDS["retold"].format(who=", ".join(who))


def summary(frame: LadderFrame, language: str) -> str:
    """The answer in a few sentences, for ears and for a page without a picture."""
    last, stop = frame.now.last, "。" if language == "zh" else ". "
    mean = frame.lines.traffic[last.tier - 1]
    parts = [
        WORDS["answer"].format(n=last.number),
        WORDS["tier"].format(k=last.tier),
        WORDS["now"].format(gmv=f"{last.gmv:,.0f}", times=f"{mean:.2f}"),
        frame.finding,
    ]
    if frame.before is not None:
        was = frame.before.last
        parts.append(WORDS["before"].format(k=was.tier, gmv=f"{was.gmv:,.0f}"))
    parts += [WORDS["only"], WORDS["illustrative"]]
    said = [part.text(language).lstrip("⚠ ").rstrip("。.") for part in parts]
    return (stop.join(said) + stop).strip()


def details(frame: LadderFrame, language: str) -> list[str]:
    """The rest of the picture as lines of words: the groups, the curve, each month."""
    zh = language == "zh"
    lines = []
    for group in frame.groups:
        tiers = "–".join(map(str, group.tiers))
        each = f"{group.traffic_per_store:.2f}"
        lines.append(
            f"第 {tiers} 层级：店铺 {group.store_share:.0%}，流量 {group.traffic_share:.0%}，单店 {each} 倍"
            if zh
            else f"Tiers {tiers}: {group.store_share:.0%} of stores, {group.traffic_share:.0%} of "
            f"traffic, {each} times the mean per store"
        )
    lines.append(WORDS["gini"].format(gini=f"{frame.gini:.2f}").text(language))
    lines += [
        f"第 {m.number} 个月：{m.orders:,} 单，{m.gmv:,.0f} 美元，第 {m.tier} 层级"
        if zh
        else f"Month {m.number}: {m.orders:,} orders, {m.gmv:,.0f} USD, tier {m.tier}"
        for m in frame.now.path[1:]
    ]
    return lines


def reasons(language: str) -> list[tuple[str, str]]:
    """Each assumption by its label, with its reason."""
    said = [QUANTITIES[field.name] for field in fields(Assumptions)]
    return [(it.label.text(language), it.reason.text(language)) for it in said]
