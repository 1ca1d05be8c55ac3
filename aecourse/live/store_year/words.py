"""What StoreYear says: its facts as words in both languages."""

from __future__ import annotations

from ...base import wording
from ...base.language import Phrase
from ...models.year.terms import term

_START, _CREDIT = (f"{term(name):,.0f}" for name in ("cash", "credit"))  # US dollars
_FEE, _INTEREST = (wording.percent(term(name), 0) for name in ("fee", "interest"))
_DELAY = f"{term('trouble_days'):g}"

WORDS = {
    "name": Phrase("A year of a store", "一家店的一年"),
    "title": Phrase("Apparel, twelve months, rules of 2022", "服装店，十二个月，按 2022 年的规则"),
    "money": Phrase("all money illustrative", "金额与市场均为示意"),
    "where": Phrase("{day} · {n} of 12 months played · seed {seed}",
                    "{day} · 已过 {n} / 12 个月 · 随机种子 {seed}"),
    "over": Phrase("{day} · the year is over · seed {seed}", "{day} · 这一年结束了 · 随机种子 {seed}"),
    "score": Phrase("Daily score", "每日服务分"),
    "cash": Phrase("Cash, USD", "现金（美元）"),
    "stock": Phrase("Stock, pieces", "库存（件）"),
    "waiting": Phrase("Disputes waiting", "待处理纠纷"),
    "none": Phrase("No score", "不考核"),
    "few": Phrase("< {n} orders in 90 days", "90 天考核单不足 {n} 笔"),
    "early": Phrase("few orders behind it", "考核单量还少"),
    "exposure": Phrase("exposure × {x}", "曝光 × {x}（示意）"),
    "under_way": Phrase("{usd} on its way", "在途货款 {usd}"),
    "overdraft": Phrase(f"⚠ limit −{_CREDIT}", f"⚠ 透支上限 {_CREDIT}"),
    "quality": Phrase("quality {q}", "品质 {q}"),
    "empty": Phrase("nothing to sell", "无货可卖"),
    "points": Phrase("{n} penalty points", "累计扣分 {n} 分"),
    "next_node": Phrase("account frozen at {n}", "满 {n} 分冻结账号"),
    "items": Phrase("Six items of the daily score", "每日服务分的六项"),
    "curve": Phrase("curve illustrative", "换算为示意"),
    "check": Phrase("Check of {day}: SNAD rate", "{day}考核：货不对版纠纷率"),
    "first_check": Phrase("First check, {day}: SNAD rate", "{day}首次考核：货不对版纠纷率"),
    "zone_ok": Phrase("ok", "正常"),
    "zone": Phrase("{n}", "扣 {n} 分"),
    "last_zone": Phrase("{n} points", "扣 {n} 分"),
    "snad": Phrase("{share} · {n} of {d}", "{share} · {d} 笔中 {n} 笔"),
    "no_snad": Phrase("no order to judge yet", "还没有可考核的订单"),
    "too_few": Phrase("ok: under {n} disputes", "正常：不足 {n} 起"),
    "given": Phrase("{status}: +{points} points", "{status}，扣 {points} 分"),
    "spared": Phrase("{status}: no points yet", "{status}，暂不扣分"),
    "unpublished": Phrase("Checked too, lines not published:", "同时考核，界限未公布："),
    "cash_line": Phrase("Cash at the end of each month", "各月末现金"),
    "score_line": Phrase("Daily score at the end of each month", "各月末的每日服务分"),
    "plan": Phrase("Your plan for {month}", "{month}经营计划"),
    "expect": Phrase("Buyers to expect", "预计买家"),
    "season": Phrase("season × {x}", "季节 × {x}"),
    "goods": Phrase("Goods for them", "可售库存"),
    "cover": Phrase("{share} of the forecast", "为预计的 {share}"),
    "short": Phrase("⚠ {share}: deals not sold", "⚠ 仅 {share}，会成交不卖"),
    "margin": Phrase("Margin per piece, USD", "单件毛利（美元）"),
    "margin_note": Phrase(f"less goods, parcel, {_FEE} fee", f"已扣进价、运费、{_FEE} 佣金"),
    "loss": Phrase("⚠ every sale loses", "⚠ 卖一件亏一件"),
    "spend": Phrase("Cash before income", "回款前现金"),
    "spend_note": Phrase("after spending {usd}", "支出 {usd} 之后"),
    "red": Phrase(f"⚠ overdraft, {_INTEREST} monthly", f"⚠ 透支，月息 {_INTEREST}"),
    "broke": Phrase("⚠ beyond the credit line", "⚠ 超过透支上限"),
    "note": Phrase("Scores: the course's engine on simulated orders. Exposure, market and money: illustrative.",
                   "分数由课程引擎按模拟订单算出；曝光、市场与金额均为示意。"),
    "profit": Phrase("Profit of the year, USD (illustrative)", "全年利润（美元，示意）"),
    "mean": Phrase("Mean daily score", "平均每日服务分"),
    "decided": Phrase("What decided it", "成败在哪里"),
    "decided_note": Phrase("USD; played again with one lever changed", "美元；只改一项，重放全年"),
    "counting": Phrase("Playing the year again: {n} of {all} …", "正在重放：{n} / {all}……"),
    "sound": Phrase("Sound everyday choices earn {usd} USD under the same luck.",
                    "同样的运气，每项都选稳妥的，能赚 {usd} 美元。"),
    "halfway": Phrase(
        "Bar: midway between changing it in your year and in the sound one.",
        "条长取两次重放的平均：在你这一年里改，和在稳妥的一年里改。"),
    "hand_in": Phrase("Line to hand in", "成绩代码"),
    "chosen": Phrase("Chosen for this month", "这个月的选择"),
    "static": Phrase("Run the notebook to play.", "运行本笔记本后即可开始。"),
    "assumed": Phrase("What is assumed, and why", "有哪些假设，为什么"),
    "options": Phrase("What the options cost and do (illustrative)", "各选项的花费与作用（示意）"),
    "rules": Phrase("The rules, with dates and sources", "用的是哪些规则，日期与来源"),
    "month": Phrase("month", "月"),
}  # fmt: skip

HINTS = {
    "stock": Phrase("{n} pieces: {usd} USD, paid now", "{n} 件，现付 {usd} 美元"),
    "advertising": Phrase("about {n} visits in an ordinary month", "平常月份约带来 {n} 位访客"),
    "price": Phrase("{x} times the buyers of the usual price", "买家数为市场价时的 {x} 倍"),
}  # fmt: skip

ENDS = {
    "year": Phrase("The year is done", "一年做完了"),
    "insolvent": Phrase(f"Insolvent in month {{n}}: the overdraft passed {_CREDIT} USD",
                        f"第 {{n}} 个月资金断裂：透支超过 {_CREDIT} 美元"),
    "closed": Phrase("Account closed in month {n}: {points} penalty points",
                     "第 {n} 个月账号关闭：累计扣满 {points} 分"),
}  # fmt: skip

NEWS = {
    "opening": Phrase(
        f"You open on 1 January with {_START} USD. Nobody knows the store: no score, no reviews.",
        f"1 月 1 日开张，手里有 {_START} 美元。店是新的：没有服务分，也没有评价。"),
    "orders": Phrase("{orders}, {shipped} shipped, {usd} USD came in, {spent} went out.",
                     "{orders} 单，发出 {shipped} 件，收款 {usd} 美元，支出 {spent} 美元。"),
    "batch": Phrase("⚠ A bad batch: quality is down.", "⚠ 进到一批次品，品质下降。"),
    "road": Phrase(f"⚠ Trouble on the road: parcels take {_DELAY} days longer.",
                   f"⚠ 物流出状况，包裹要多走 {_DELAY} 天。"),
    "oversold": Phrase("⚠ Sold out: {n} not sold, {m} turned away.",
                       "⚠ 卖断货：{n} 单成交不卖，另有 {m} 位买家走了。"),
    "frozen": Phrase("⚠ {points} points: the account is frozen for {n} days of next month.",
                     "⚠ 累计 {points} 分，下月账号冻结 {n} 天。"),
}  # fmt: skip

CONTROLS = {
    "next": Phrase("Next month", "下个月"),
    "next_tip": Phrase("Carry out these choices for a month; there is no way back",
                       "按这些选择经营一个月，不能反悔"),
    "again": Phrase("Play again", "重新开局"),
    "again_tip": Phrase("Begin a new year under the seed in the box", "用框里的随机种子重新开始一年"),
    "sure": Phrase("Give up this year?", "放弃这一年？"),
    "sure_tip": Phrase("Press once more to begin anew; any other control keeps the year",
                       "再按一次才会重新开始；动别的控件则继续这一年"),
    "seed": Phrase("Seed", "随机种子"),
    "seed_tip": Phrase("The same seed gives a whole class the same year: 0 to 9999",
                       "随机种子相同，全班玩的就是同一年：0 到 9999"),
}  # fmt: skip

GROUPS: dict[Phrase, tuple[str, ...]] = {
    Phrase("Goods and price", "商品与定价"): ("stock", "supplier", "price"),
    Phrase("Shop window", "页面与推广"): ("listing", "advertising"),
    Phrase("Service", "服务"): ("reply", "carrier"),
}


def month_name(number: int) -> Phrase:
    """A month's name, 1 to 12."""
    return Phrase(wording.MONTHS[number - 1], f"{number} 月")
