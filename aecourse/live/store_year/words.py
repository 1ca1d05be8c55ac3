"""What StoreYear says: its facts as words in both languages."""

from __future__ import annotations

from ... import rulebook
from ...language import Phrase
from ...rulebook import Regime
from ...year import NAMES, OPTIONS
from ...year.terms import CAPABILITY, PAYMENT, SCORE, SEASON_REASON, TERMS

WORDS = {
    "name": Phrase("A year of a store", "一家店的一年"),
    "title": Phrase("Apparel, twelve months, rules of 2022", "服装店，十二个月，按 2022 年的规则"),
    "money": Phrase("all money illustrative", "金额与市场均为示意"),
    "where": Phrase("{day} · {n} of 12 months played · seed {seed}",
                    "{day} · 已过 {n} / 12 个月 · 种子 {seed}"),
    "over": Phrase("{day} · the year is over · seed {seed}", "{day} · 这一年结束了 · 种子 {seed}"),
    "score": Phrase("Daily score", "每日服务分"),
    "cash": Phrase("Cash, USD", "现金（美元）"),
    "stock": Phrase("Stock, pieces", "库存（件）"),
    "waiting": Phrase("Disputes waiting", "待处理纠纷"),
    "none": Phrase("not assessed", "不考核"),
    "few": Phrase("< {n} orders in 90 days", "90 天考核单不足 {n} 笔"),
    "early": Phrase("few orders behind it", "背后的订单还少"),
    "exposure": Phrase("exposure × {x}, illustr.", "曝光 × {x}（示意）"),
    "under_way": Phrase("+ {usd} under way", "在途货款 {usd}"),
    "overdraft": Phrase("⚠ limit −2,000", "⚠ 透支上限 2,000"),
    "quality": Phrase("quality {q}", "品质 {q}"),
    "empty": Phrase("nothing to sell", "无货可卖"),
    "points": Phrase("{n} penalty points", "累计扣分 {n} 分"),
    "next_node": Phrase("account frozen at {n}", "满 {n} 分冻结账号"),
    "frozen": Phrase("⚠ frozen {n} days", "⚠ 冻结 {n} 天"),
    "items": Phrase("Six items of the daily score", "每日服务分的六项"),
    "curve": Phrase("curve illustrative", "换算为示意"),
    "check": Phrase("Check of {day}: SNAD rate", "{day}考核：货不对版纠纷率"),
    "first_check": Phrase("Check on the 27th: SNAD rate", "每月 27 日考核：货不对版纠纷率"),
    "snad": Phrase("{share} · {n} of {d}", "{share} · {d} 笔中 {n} 笔"),
    "no_snad": Phrase("no order to judge yet", "还没有可考核的订单"),
    "too_few": Phrase("ok: under {n} disputes", "正常：不足 {n} 起"),
    "given": Phrase("{status}: +{points} points", "{status}，扣 {points} 分"),
    "unpublished": Phrase("Checked too, lines not published:", "同时考核，界限未公布："),
    "cash_line": Phrase("Cash at the end of each month", "各月末现金"),
    "score_line": Phrase("Daily score at the end of each month", "各月末的每日服务分"),
    "plan": Phrase("Your plan for {month}", "{month}的打算"),
    "expect": Phrase("Buyers to expect", "预计买家"),
    "season": Phrase("season × {x}", "季节 × {x}"),
    "goods": Phrase("Goods for them", "可卖的货"),
    "cover": Phrase("{share} of the forecast", "为预计的 {share}"),
    "short": Phrase("⚠ {share}: deals not sold", "⚠ 仅 {share}，会成交不卖"),
    "margin": Phrase("Margin a piece, USD", "单件毛利（美元）"),
    "margin_note": Phrase("less goods, parcel, 8 %", "已扣进价、运费、8%"),
    "loss": Phrase("⚠ every sale loses", "⚠ 卖一件亏一件"),
    "spend": Phrase("Cash before income", "收款前现金"),
    "spend_note": Phrase("after spending {usd}", "支出 {usd} 之后"),
    "red": Phrase("⚠ overdraft, 3 % a month", "⚠ 透支，月息 3%"),
    "broke": Phrase("⚠ beyond the credit line", "⚠ 超过透支上限"),
    "note": Phrase("Scores: the course's engine on simulated orders. Strengths and money: illustrative.",
                   "分数由课程引擎按模拟订单算出；强弱与金额均为示意。"),
    "profit": Phrase("Profit of the year, USD (illustrative)", "全年利润（美元，示意）"),
    "mean": Phrase("Mean daily score", "平均每日服务分"),
    "decided": Phrase("What decided it", "成败在哪里"),
    "decided_note": Phrase("USD; played again with one lever changed", "美元；只改一项，重放全年"),
    "counting": Phrase("Playing the year again: {n} of 8 …", "正在重放：{n} / 8……"),
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

SHORT = {
    "not_sold_rate": Phrase("Deal not sold", "成交不卖率"),
    "nr_rate": Phrase("Not received (NR)", "未收到货纠纷率"),
    "snad_rate": Phrase("Not as described (SNAD)", "货不对版纠纷率"),
    "dsr_description": Phrase("DSR description", "DSR 商品描述"),
    "dsr_communication": Phrase("DSR communication", "DSR 卖家服务"),
    "dsr_logistics": Phrase("DSR logistics", "DSR 物流服务"),
    "online_rate_5d": Phrase("Online in 5 days", "5 天上网率"),
    "positive_rate": Phrase("Positive rate", "好评率"),
}

HINTS = {
    "stock": Phrase("{n} pieces: {usd} USD, paid now", "{n} 件，现付 {usd} 美元"),
    "advertising": Phrase("about {n} visits in an ordinary month", "平常月份约带来 {n} 位访客"),
    "price": Phrase("{x} times the buyers of the usual price", "买家数为市场价时的 {x} 倍"),
}  # fmt: skip

ENDS = {
    "year": Phrase("The year is done.", "一年做完了。"),
    "insolvent": Phrase("⚠ Insolvent in month {n}: the overdraft passed 2,000 USD.",
                        "⚠ 第 {n} 个月资金断裂：透支超过 2,000 美元。"),
    "closed": Phrase("⚠ Account closed in month {n}: 48 penalty points.",
                     "⚠ 第 {n} 个月账号关闭：累计扣满 48 分。"),
}  # fmt: skip

NEWS = {
    "opening": Phrase(
        "You open on 1 January with 5,000 USD. Nobody knows the store: no score, no reviews.",
        "1 月 1 日开张，手里有 5,000 美元。店是新的：没有服务分，也没有评价。"),
    "orders": Phrase("{orders} orders, {shipped} shipped, {usd} USD came in, {spent} went out.",
                     "{orders} 单，发出 {shipped} 件，收款 {usd} 美元，支出 {spent} 美元。"),
    "batch": Phrase("⚠ A bad batch: quality is down.", "⚠ 进到一批次品，品质下降。"),
    "road": Phrase("⚠ Trouble on the road: parcels take 12 days longer.",
                   "⚠ 物流出状况，包裹要多走 12 天。"),
    "oversold": Phrase("⚠ Sold out: {n} orders not sold, {m} more buyers gone.",
                       "⚠ 卖断货：{n} 单成交不卖，另有 {m} 位买家走了。"),
    "frozen": Phrase("⚠ {points} points: the account is frozen for {n} days of next month.",
                     "⚠ 累计 {points} 分，下月账号冻结 {n} 天。"),
}  # fmt: skip

CONTROLS = {
    "next": Phrase("Next month", "下个月"),
    "next_tip": Phrase("Carry out these choices for a month; there is no way back",
                       "按这些选择经营一个月，不能反悔"),
    "again": Phrase("Play again", "重新开局"),
    "again_tip": Phrase("Begin a new year under the seed in the box", "用框里的种子重新开始一年"),
    "sure": Phrase("Give up this year?", "放弃这一年？"),
    "sure_tip": Phrase("Press once more to begin anew; any other control keeps the year",
                       "再按一次才会重新开始；动别的控件则继续这一年"),
    "seed": Phrase("Seed", "种子"),
    "seed_tip": Phrase("The same seed gives a whole class the same year: 0 to 9999",
                       "种子相同，全班玩的就是同一年：0 到 9999"),
}  # fmt: skip

GROUPS: dict[Phrase, tuple[str, ...]] = {
    Phrase("Goods and price", "货与价"): ("stock", "supplier", "price"),
    Phrase("Shop window", "门面与推广"): ("listing", "advertising"),
    Phrase("Service", "服务"): ("reply", "carrier"),
}

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip


def month_name(number: int) -> Phrase:
    """A month's name, 1 to 12."""
    return Phrase(_MONTHS[number - 1], f"{number} 月")


def options(language: str) -> list[tuple[str, str]]:
    """Each option by its lever and name, with what it costs and does."""
    return [
        (f"{NAMES[lever].text(language)}: {it.name.text(language)}" if language == "en"
         else f"{NAMES[lever].zh}：{it.name.zh}", it.note.text(language))
        for lever, each in OPTIONS.items() for it in each.values()
    ]  # fmt: skip


def assumptions(language: str) -> list[tuple[str, str]]:
    """Everything that the game assumes, a sentence each."""
    said = [it.reason for it in TERMS.values()] + [PAYMENT, SEASON_REASON]
    return [("", phrase.text(language)) for phrase in said]


def rules(language: str) -> list[tuple[str, str]]:
    """The rules of the year: name, days in force, what they do, who tells it."""
    zh = language == "zh"
    lines = []
    for id, keys in ((SCORE, ("full_marks", "min_orders_90d", "effect.search_by_daily_score")),
                     (CAPABILITY, ("check_day", "penalties_from", "snad.bands.fashion"))):  # fmt: skip
        regime = rulebook.load(id)
        lines.append((regime.name.text(language), _told(regime, keys, zh=zh)))
    points = rulebook.table("points")
    who = _publishers([points.parameter(key).sources for key in ("per_case", "node_days")])
    lines.append((
        "扣分（points）" if zh else "Penalty points (points)",
        f"一般 2 分，严重 12 分，特别严重 48 分；每次扣分保留 365 天；12 / 24 / 36 分冻结，48 分关闭。来源：{who}"
        if zh
        else "general 2, serious 12, very serious 48; each lives 365 days; frozen at 12, 24 and 36, "
        f"closed at 48. Sources: {who}",
    ))  # fmt: skip
    return lines


def _told(regime: Regime, keys: tuple[str, ...], *, zh: bool) -> str:
    until = regime.effective_to
    who = _publishers([regime.parameter(key).sources for key in keys])
    span = (
        f"{regime.effective_from} 起" + (f"，至 {until}" if until else "，未见终止日期")
        if zh
        else f"in force from {regime.effective_from}"
        + (f" to {until}" if until else ", no end found")
    )
    summary = regime.summary.zh if zh else regime.summary.en
    return f"{regime.id} · {span}。{summary}来源：{who}" if zh else \
        f"{regime.id} · {span}. {summary} Sources: {who}"  # fmt: skip


def _publishers(names: list[tuple[str, ...]]) -> str:
    known = rulebook.sources()
    found = dict.fromkeys(known[name].publisher for each in names for name in each)
    return ", ".join(found)
