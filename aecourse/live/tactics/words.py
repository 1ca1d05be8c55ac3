"""The words of Tactics in both languages."""

from __future__ import annotations

from ... import rulebook
from ...base.language import Phrase
from ...base.texts import texts
from ...base.wording import percent, signed
from ...scoring.metrics import METRICS
from ...simulation.levers import LEVERS, Store
from ...simulation.persuasion import Asking
from ...simulation.tactics import Cost, Tactic

_TEXTS = texts(__file__)
BRIEF = _TEXTS["brief"]
"""The tactics where there is little room."""
WHAT = _TEXTS["what"]
WORDS = _TEXTS["words"]
FINDINGS = _TEXTS["findings"]
UNITS: dict[str, Phrase] = {"share": Phrase("pp", "百分点"), "stars": Phrase("★", "星")}
"""What a difference of a metric is counted in."""
_STEPS: dict[str, Phrase] = {"share": Phrase("{n} pp", "{n} 个百分点"), "stars": Phrase("{n} ★", "{n} 星")}
_LEVER_UNITS = _TEXTS["lever_units"]
_ASSUMED: tuple[tuple[Phrase, Phrase], ...] = (
    (
        Phrase("Strengths and costs", "力度与费用"),
        Phrase(
            "All illustrative. That a tactic is advised has a source; how strongly it works and what it "
            "costs has none. At full effort it closes a share of the way to the best that practice may "
            "reach; several tactics on one lever each close their share of what is left; half the "
            "effort does half and costs half.",
            "全部为示意。“建议这么做”有出处；“作用多大、花多少钱”没有任何来源。满力度时，每项措施把参数"
            "往可达到的最好水平拉近一定比例；几项措施管同一个参数，就各自在剩下的差距里再拉近一截；"
            "力度减半，作用和费用都减半。",
        ),
    ),
    (
        Phrase("The same buyers", "同一批买家"),
        Phrase(
            "Each order meets the same luck twice, without and with the plan, and is followed to its "
            "end: no window of 30 or 90 days cuts anything off. ODR as defined for the grade of "
            "5 January 2015; the 5-day online rate of 19 September 2020; dispute rates over confirmed, "
            "timed-out and disputed orders.",
            "每笔订单用同样的运气走两遍：做措施前、做措施后，一直走到结束，不被 30 天或 90 天的考核期截断。"
            "ODR 按 2015 年 1 月 5 日的服务等级定义；5 天上网率按 2020 年 9 月 19 日的口径；"
            "纠纷类比率的分母是确认收货、确认超时和提起纠纷的订单。",
        ),
    ),
    (
        Phrase("How sure", "有多大把握"),
        Phrase(
            "The lines across the bars are 95 % intervals from paired differences, order by order: what "
            "luck would do to this comparison in another batch of as many orders. A real shop has no "
            "such pairs; months before and after have other buyers, and the wider ± holds.",
            "条上的横线是 95 % 区间，由逐单配对的差值算出：换一批同样多的订单，运气会让这个比较摆动多少。"
            "真实的店铺没有这样的配对，前后两个月是不同的买家，要看更宽的 ±。",
        ),
    ),
    (
        Phrase("Asking buyers to reword", "劝买家改原因"),
        Phrase(
            "Of the SNAD disputes that were answered and not withdrawn: {cancel} cancel against the full "
            "refund, {change} change the reason to not received; of those who refuse, {escalate} file for "
            "arbitration and win, and all rate communication a star lower. Illustrative: "
            "nobody has published it. No source names a penalty for the asking itself; what is known is "
            "that SNAD disputes beyond the bands of 2022 cost {general}, {serious} or {very_serious} points, and that more than "
            "{above} not received, from {orders} orders on, may restrict small packets.",
            "在已响应、未撤销的货不对版纠纷中：{cancel} 拿全额退款后撤销，{change} 把原因改成未收到货；不答应的买家里，"
            "{escalate} 提交仲裁并判卖家责任，而且都给沟通少打一星。均为示意，没人公布过。没有来源写明“劝改”本身怎么罚；"
            "已知的是：货不对版超过 2022 年的档位，会扣 {general}、{serious} 或 {very_serious} 分；未收到货超过 {above}、且达到 {orders} 笔，"
            "可能限制发小包。",
        ),
    ),
)


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
