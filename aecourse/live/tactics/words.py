"""The words of Tactics in both languages."""

from __future__ import annotations

from ... import rulebook
from ...base.language import Phrase
from ...base.wording import percent, signed
from ...scoring.metrics import METRICS
from ...simulation.levers import LEVERS, Store
from ...simulation.persuasion import Asking
from ...simulation.tactics import Cost, Tactic

BRIEF: dict[str, Phrase] = {
    "stock": Phrase("Stock", "备足库存"),
    "ship": Phrase("Ship in time", "按时发货"),
    "line": Phrase("Tracked line", "可追踪线路"),
    "listing": Phrase("True listing", "描述属实"),
    "supplier": Phrase("Supplier", "好供应商"),
    "reply": Phrase("Quick replies", "快速回复"),
    "answer": Phrase("Disputes in time", "纠纷按时处理"),
    "settle": Phrase("Settle", "协商解决"),
    "loyal": Phrase("Old customers", "维护老客户"),
    "reword": Phrase("Reword disputes", "劝改原因"),
}
"""The tactics where there is little room."""
WHAT: dict[str, Phrase] = {
    "stars": Phrase("rated {stars:.0f} ★", "总评 {stars:.0f} 星"),
    "dsr": Phrase("a low DSR", "DSR 低分"),
    "not_sold": Phrase("deal not sold", "成交不卖"),
    "arbitration": Phrase("went to arbitration", "提交仲裁"),
    "seller_timeout": Phrase("dispute left unanswered", "纠纷未响应"),
}
WORDS: dict[str, Phrase] = {
    "name": Phrase("Tactics", "提分措施"),
    "title": Phrase("The same buyers, with and without", "同一批买家，做与不做的差别"),
    "span": Phrase("strengths and costs illustrative", "力度与费用均为示意"),
    "cards": Phrase("Tactics · cost per month", "措施 · 每月费用"),
    "subject": Phrase("Order defect rate (ODR) · {shop} · {n:order}",
                      "买家不良体验订单率（ODR）· {shop} · {n:,} 笔订单"),
    "is": Phrase("ODR {was}", "ODR {was}"),
    "from_to": Phrase("ODR {was} to {now}", "ODR 由 {was} 到 {now}"),
    "interval": Phrase("{step} · 95 %: {low} to {high}", "{step} · 95 % 区间 {low} 至 {high}"),
    "apart": Phrase("with other buyers: ± {apart} pp", "若前后买家不同：± {apart} 个百分点"),
    "within": Phrase("✓ Within budget", "✓ 在预算内"),
    "over": Phrase("✕ Over budget", "✕ 超出预算"),
    "money": Phrase("{usd} of {most} USD", "{usd} / {most} 美元"),
    "time": Phrase("{hours} of {most} h", "{hours} / {most} 小时"),
    "cost": Phrase("{usd} USD · {hours} h", "{usd} 美元 · {hours} 小时"),
    "illustrative": Phrase("illustrative", "示意"),
    "unassessed": Phrase("not assessed", "不考核"),
    "relief": Phrase("How much of the trouble is gone", "问题减少了多少"),
    "relief_axis": Phrase("worse", "变差"),
    "relief_none": Phrase("as before", "不变"),
    "relief_all": Phrase("all gone", "全部消除"),
    "present": Phrase("Each metric as it is", "各项指标现状"),
    "tick": Phrase("Tick a tactic: what it moves appears here.", "勾选左侧措施，各项指标的变化会显示在这里。"),
    "alone": Phrase("Each tactic alone: {metric} ({unit})", "单项措施的效果：{metric}（{unit}）"),
    "due": Phrase("being worked out …", "正在计算……"),
    "never": Phrase(" (never recommended)", "（绝不推荐）"),
    "games": Phrase("✕ never recommended", "✕ 绝不推荐"),
    "which": Phrase("Orders saved, and what had been wrong with them",
                    "救下的订单，举例：原本问题出在哪里"),
    "which_bad": Phrase("{n} of {bad} bad-experience orders, and what is wrong with them",
                        "不良体验订单共 {bad} 笔，举例：问题出在哪里"),
    "spared": Phrase("{order}, spared: {wrong}", "{order}：原本会是{wrong}"),
    "bad": Phrase("{order}: {wrong}", "{order}：{wrong}"),
    "row_is": Phrase("{name}: {was}", "{name}：{was}"),
    "row": Phrase("{name}: {was} to {now}, difference {low} to {high}",
                  "{name}：由 {was} 到 {now}，差值 {low}至 {high}"),
    "bar": Phrase("{name} alone, {metric}: {step}{flag}", "单项“{name}”，{metric}：{step}{flag}"),
    "asked": Phrase("What the asking really does", "劝买家改原因，到底怎样"),
    "asked_snad": Phrase(
        "SNAD {was} → {now} if the last reason counts (Sep 2022), {other} if the first (Mar 2022).",
        "货不对版 {was}：以最后原因为准（2022 年 9 月）变 {now}，以首次原因为准（2022 年 3 月）变 {other}。"),
    "asked_nr": Phrase(
        "Not received {nr_was} → {nr_now}. {hidden} hidden orders are bad all the same; "
        "{spoilt} more turned bad.",
        "未收到货 {nr_was} → {nr_now}。藏起来的订单有 {hidden} 笔照样不良，另有 {spoilt} 笔新变不良。"),
    "asked_cost": Phrase(
        "Refunds: {usd} USD. The goods stay as they are.",
        "退款 {usd} 美元。货还是那批货。"),
    "assumed": Phrase("What is assumed, and why", "有哪些假设，为什么"),
    "static": Phrase("Run the notebook to pick tactics.", "运行本笔记本后即可选用措施。"),
    "stockout_rate": Phrase("stock-outs", "缺货"),
    "handling_days": Phrase("handling", "备货"),
    "scan_delay_days": Phrase("first scan", "上网"),
    "description_accuracy": Phrase("accuracy", "描述准确"),
    "product_quality": Phrase("quality", "品质"),
    "reply_hours": Phrase("reply", "回复"),
    "dispute_answer_rate": Phrase("answered", "按时响应"),
    "settle_generosity": Phrase("concessions", "让步"),
}  # fmt: skip
FINDINGS: dict[str, Phrase] = {
    "nothing": Phrase("No orders: nothing to assess, nothing to mend",
                      "没有订单：不考核，也谈不上改善"),
    "idle": Phrase("Nothing is done: the shop goes on as it is", "未采取措施，店铺维持原状"),
    "saved": Phrase("{n} of {bad} bad-experience orders are saved",
                    "{bad} 笔不良体验订单里，救下了 {n} 笔"),
    "price": Phrase("It has a price: {name} gets worse, {was} → {now}",
                    "也有代价：{name}变差了，{was} → {now}"),
    "best": Phrase("Best not yet picked ({metric}): {name}, {step} for {usd} USD and {hours} h",
                   "未选措施中最有效（{metric}）：{name}，{step}，{usd} 美元、{hours} 小时"),
    "games": Phrase("Asking buyers to reword hides complaints; it mends nothing",
                    "劝买家改原因，只是把投诉藏起来，什么也没改好"),
    "mend": Phrase("Never recommended. Mend the cause: what is sold and how it is described",
                   "绝不推荐。要改的是根子：卖什么货，怎么描述"),
}  # fmt: skip
UNITS: dict[str, Phrase] = {"share": Phrase("pp", "百分点"), "stars": Phrase("★", "星")}
"""What a difference of a metric is counted in."""
_STEPS: dict[str, Phrase] = {
    "share": Phrase("{n} pp", "{n} 个百分点"),
    "stars": Phrase("{n} ★", "{n} 星"),
}
_LEVER_UNITS: dict[str, Phrase] = {
    "share": Phrase(" %", " %"),
    "days": Phrase(" d", " 天"),
    "hours": Phrase(" h", " 小时"),
}
_ASSUMED: tuple[tuple[Phrase, Phrase], ...] = (
    (Phrase("Strengths and costs", "力度与费用"), Phrase(
        "All illustrative. That a tactic is advised has a source; how strongly it works and what it "
        "costs has none. At full effort it closes a share of the way to the best that practice may "
        "reach; several tactics on one lever each close their share of what is left; half the "
        "effort does half and costs half.",
        "全部为示意。“建议这么做”有出处；“作用多大、花多少钱”没有任何来源。满力度时，每项措施把参数"
        "往可达到的最好水平拉近一定比例；几项措施管同一个参数，就各自在剩下的差距里再拉近一截；"
        "力度减半，作用和费用都减半。")),
    (Phrase("The same buyers", "同一批买家"), Phrase(
        "Each order meets the same luck twice, without and with the plan, and is followed to its "
        "end: no window of 30 or 90 days cuts anything off. ODR as defined for the grade of "
        "5 January 2015; the 5-day online rate of 19 September 2020; dispute rates over confirmed, "
        "timed-out and disputed orders.",
        "每笔订单用同样的运气走两遍：做措施前、做措施后，一直走到结束，不被 30 天或 90 天的考核期截断。"
        "ODR 按 2015 年 1 月 5 日的服务等级定义；5 天上网率按 2020 年 9 月 19 日的口径；"
        "纠纷类比率的分母是确认收货、确认超时和提起纠纷的订单。")),
    (Phrase("How sure", "有多大把握"), Phrase(
        "The lines across the bars are 95 % intervals from paired differences, order by order: what "
        "luck would do to this comparison in another batch of as many orders. A real shop has no "
        "such pairs; months before and after have other buyers, and the wider ± holds.",
        "条上的横线是 95 % 区间，由逐单配对的差值算出：换一批同样多的订单，运气会让这个比较摆动多少。"
        "真实的店铺没有这样的配对，前后两个月是不同的买家，要看更宽的 ±。")),
    (Phrase("Asking buyers to reword", "劝买家改原因"), Phrase(
        "Of the SNAD disputes that were answered and not withdrawn: {cancel} cancel against the full "
        "refund, {change} change the reason to not received; of those who refuse, {escalate} file for "
        "arbitration and win, and all rate communication a star lower. Illustrative: "
        "nobody has published it. No source names a penalty for the asking itself; what is known is "
        "that SNAD disputes beyond the bands of 2022 cost {general}, {serious} or {very_serious} points, and that more than "
        "{above} not received, from {orders} orders on, may restrict small packets.",
        "在已响应、未撤销的货不对版纠纷中：{cancel} 拿全额退款后撤销，{change} 把原因改成未收到货；不答应的买家里，"
        "{escalate} 提交仲裁并判卖家责任，而且都给沟通少打一星。均为示意，没人公布过。没有来源写明“劝改”本身怎么罚；"
        "已知的是：货不对版超过 2022 年的档位，会扣 {general}、{serious} 或 {very_serious} 分；未收到货超过 {above}、且达到 {orders} 笔，"
        "可能限制发小包。")),
)  # fmt: skip


def assumed() -> tuple[tuple[Phrase, Phrase], ...]:
    """What is assumed, and why: a name and the words, with the numbers of their own homes."""
    does, packet = Asking(), rulebook.table("dispute")
    numbers = dict(rulebook.load("capability_2022")["points"]) | {
        "cancel": percent(does.cancel, 0),
        "change": percent(does.change, 0),
        "escalate": percent(does.escalate_if_refused, 0),
        "above": percent(packet["nr_small_packet.rate_above"], 0),
        "orders": packet["nr_small_packet.min_orders"],
    }
    return tuple((name, words.format(**numbers)) for name, words in _ASSUMED)


# -- numbers --------------------------------------------------------------------------------------


def number(metric: str, value: float) -> str:
    """A difference of a metric with its sign: in percentage points, or in stars."""
    return signed(value, 2) if METRICS[metric].stars else signed(100 * value)


def step(metric: str, value: float) -> Phrase:
    """A difference of a metric with its sign and its unit."""
    return _STEPS[METRICS[metric].unit].format(n=number(metric, value))


def money(value: float) -> str:
    """US dollars, whole."""
    return f"{value:,.0f}"


def cost_words(spent: Cost) -> Phrase:
    """Money and hours."""
    return WORDS["cost"].format(usd=money(spent.usd), hours=f"{spent.hours:g}")


def card(tactic: Tactic, store: Store, strength: float) -> tuple[Phrase, Phrase]:
    """What stands on a card: the cost a month, and what moves from where to where."""
    spent = cost_words(tactic.cost.times(strength))
    if tactic.harmful:
        return spent, WORDS["games"]
    pull = tactic.pulls[0]
    lever, was = LEVERS[pull.lever], getattr(store, pull.lever)
    scale = 100 if lever.unit == "share" else 1
    old, new = (f"{scale * v:.1f}".removesuffix(".0") for v in (was, pull.moved(was, strength)))
    return spent, Phrase("{label} {old} → {new}{unit}", "{label} {old} → {new}{unit}").format(
        label=WORDS.get(pull.lever, lever.label), old=old, new=new, unit=_LEVER_UNITS[lever.unit]
    )
