"""The economics of the game, each number with its reason, and the rules that are real.

Nobody has published how strongly a score moves exposure or what a store of this size earns: all of
:data:`TERMS` is illustrative.  The rules of :data:`RULES` come from the rulebook, with their dates.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from ...base.language import Phrase
from ...simulation.assumptions import Assumption

FIRST, LAST = date(2022, 1, 1), date(2022, 12, 31)
MONTHS = 12
CATEGORY = "apparel"
SCORE, CAPABILITY = "daily6", "capability_2022"
RULES = (SCORE, CAPABILITY)


def _t(value: float, en: str, zh: str) -> Assumption:
    return Assumption(value, Phrase(en, zh))


TERMS: Mapping[str, Assumption] = {
    "cash": _t(
        5000, "Cash on the first day: 5,000 USD. A small store, no loan.", "开局现金 5,000 美元：小店起步，没有贷款。"
    ),
    "usual_price": _t(
        20, "The usual price of such goods: 20 USD; every order is one piece.", "同类商品市场价 20 美元，一单一件。"
    ),
    "fee": _t(0.08, "Commission and payment take 8 % of what a buyer pays.", "佣金与收款手续费合计为成交额的 8 %。"),
    "fixed": _t(250, "Rent, computer, packing material: 250 USD a month.", "房租、电脑、包材等每月 250 美元。"),
    "visits": _t(
        4200, "Visits from search in an ordinary month at a score of 80.", "普通月份、服务分 80 时的搜索访客数。"
    ),
    "conversion": _t(
        0.03,
        "Three visitors in a hundred buy at the usual price from a careful page.",
        "市场价、商品页认真时，一百个访客里有三个下单。",
    ),
    "elasticity": _t(
        2.0,
        "Demand falls with the square of the price: 20 % dearer, a third fewer buyers.",
        "需求与售价的平方成反比：贵 20 %，买家少三成。",
    ),
    "score_pull": _t(
        1.3,
        "Search exposure is (daily score / 80) to this power. That exposure follows "
        "the daily score is a rule; how strongly is not public.",
        "搜索曝光 =（每日服务分 ÷ 80）的 1.3 次方。曝光看每日服务分是规则，强弱未公布。",
    ),
    "ungraded": _t(
        0.85,
        "Exposure of a store that has had no solid score yet, against a score of 80; later the last solid one counts.",
        "还没有过稳固服务分的店铺，曝光为 80 分店铺的 0.85 倍；之后以最近一次稳固的分数为准。",
    ),
    "solid": _t(
        10,
        "A score counts as solid once each of its six items rests on at least 10 orders.",
        "六项指标各有至少 10 笔订单，服务分才算稳固。",
    ),
    "least_exposure": _t(0.30, "However low the score, a trickle of visitors is left.", "服务分再低，也还剩一点访客。"),
    "ad_reach": _t(
        110,
        "Visits from advertising: 110 × the square root of the dollars. Twice the money "
        "brings 1.4 times the visits; they buy only if the page, price and reviews persuade.",
        "广告访客 = 110 × 花费的平方根：钱翻倍，访客只多四成；买不买还看商品页、价格和评价。",
    ),
    "trust": _t(
        3.0,
        "Buyers see the positive rate: each point above or below 94 % moves sales by 3 %.",
        "买家看得到好评率：比 94 % 每高（低）一个百分点，销量增（减）3 %。",
    ),
    "unknown_shop": _t(
        0.85,
        "Sales of a store with fewer than ten counted reviews, against a known one.",
        "计入的评价不足十条时，销量打 85 折。",
    ),
    "return": _t(
        0.20,
        "Every fifth buyer who gave 4 or 5 stars orders again next month.",
        "给出四五星的买家，五人中有一人下个月再来。",
    ),
    "luck": _t(
        0.08,
        "Demand swings by about 8 % from month to month; the seed decides how.",
        "需求每月上下浮动约 8 %，由种子决定。",
    ),
    "oversold": _t(
        0.25,
        "Out of stock: a quarter of the buyers who still want it order before the page "
        "is taken down; each is a deal not sold. The others go elsewhere.",
        "缺货时，想买的人里有四分之一在下架前下了单，全成了成交不卖；其余的去了别家。",
    ),
    "bad_batch": _t(0.28, "What a bad batch takes off the quality.", "进到次品批次时，品质下降的幅度。"),
    "trouble_days": _t(12, "Days that a carrier's bad month adds.", "物流出状况的月份多出的天数。"),
    "settled_refund": _t(
        0.7,
        "A settled dispute costs 70 % of the price; a lost or unanswered one all.",
        "协商了结的纠纷平均退七成；判责或超时未响应的全额退。",
    ),
    "storage": _t(0.15, "Keeping a piece in stock for a month: 0.15 USD.", "每件库存每月仓储 0.15 美元。"),
    "salvage": _t(
        0.4,
        "What is left at the end is sold off at 40 % of the steady supplier's price.",
        "年底剩货按稳定供应商进价的四成处理掉。",
    ),
    "interest": _t(0.03, "An overdraft costs 3 % per month.", "透支月息 3 %。"),
    "credit": _t(
        2000,
        "The bank lends up to 2,000 USD; beyond that the store is insolvent.",
        "银行最多透支 2,000 美元，超出即资不抵债，游戏结束。",
    ),
}

PAYMENT = Phrase(
    "The buyer's money comes when receipt is confirmed or its time runs out, weeks after the sale; "
    "goods, parcels and advertising are paid at once.",
    "买家确认收货或超时后才到账，要等几周；进货、运费和广告都得先付。",
)

SEASON: tuple[float, ...] = (0.95, 0.85, 1.15, 0.95, 0.95, 1.10, 0.90, 1.0, 1.0, 1.05, 1.60, 1.20)
"""Demand of the months January to December against an ordinary one; illustrative, known ahead."""

SEASON_REASON = Phrase(
    "The seasons are known ahead: March, June, November and December sell more, February less.",
    "旺季淡季事先知道：3 月、6 月、11 月和 12 月卖得多，2 月卖得少。",
)


def term(name: str) -> float:
    """The value of one of :data:`TERMS`."""
    return TERMS[name].value


def month_end(number: int) -> date:
    """The last day of month *number*, 1 to 12."""
    following = date(FIRST.year + number // MONTHS, number % MONTHS + 1, 1)
    return following - timedelta(days=1)


def month_days(number: int) -> int:
    """How many days month *number* has, 1 to 12."""
    return month_end(number).day
