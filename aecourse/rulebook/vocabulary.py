"""The words a rule file may use: units, windows, confidences, metrics, outcomes, source kinds.

A file that uses any other word is rejected by the reader, so a slip of the pen never becomes a rule.
Each word has its label in both languages.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..base.language import Phrase
from .online import limit_in

UNITS: Mapping[str, Phrase] = {
    "share": Phrase("share (0 to 1)", "比例（0 到 1）"),
    "stars": Phrase("stars", "星"),
    "points": Phrase("points", "分"),
    "days": Phrase("days", "天"),
    "working_days": Phrase("working days", "个工作日"),
    "hours": Phrase("hours", "小时"),
    "months": Phrase("months", "个月"),
    "day_of_month": Phrase("day of the month", "日（每月）"),
    "month_of_year": Phrase("month of the year", "月（每年）"),
    "date": Phrase("date", "日期"),
    "orders": Phrase("orders", "笔订单"),
    "buyers": Phrase("buyers", "位买家"),
    "cases": Phrase("cases", "次"),
    "stores": Phrase("stores", "家店铺"),
    "items": Phrase("items", "项"),
    "slots": Phrase("showcase slots a month", "个橱窗位/月"),
    "usd": Phrase("US dollars", "美元"),
    "rmb": Phrase("yuan (RMB)", "元人民币"),
    "metric_value": Phrase("the metric's own unit (share or stars)", "指标自身的单位（比例或星）"),
    "times": Phrase("times the average", "倍（相对平均）"),
    "flag": Phrase("yes or no", "是或否"),
    "choice": Phrase("choice", "选项"),
    "list": Phrase("list", "清单"),
    "categories": Phrase("category groups", "类目组"),
    "weekdays": Phrase("days of the week", "星期几"),
    "time_zone": Phrase("time zone", "时区"),
    "time_of_day": Phrase("time of day", "时刻"),
    "days_later": Phrase("days later", "天后"),
    "modes": Phrase("store modes", "店铺模式"),
}
"""What a value counts in.  Shares are stored as shares: 5 % is 0.05."""

WINDOWS: Mapping[str, Phrase] = {
    "none": Phrase("-", "-"),
    "7d": Phrase("past 7 days", "近 7 天"),
    "30d": Phrase("past 30 days", "近 30 天"),
    "90d": Phrase("past 90 days", "近 90 天"),
    "180d": Phrase("past 180 days", "近 180 天"),
    "365d": Phrase("365 days, rolling", "滚动 365 天"),
    "6m": Phrase("past 6 months", "近 6 个月"),
    "30d_or_90d": Phrase("past 30 or 90 days, by store", "近 30 天或 90 天（视店铺而定）"),
    "all_time": Phrase("since the store opened", "开店以来"),
    "daily": Phrase("each day", "每天"),
    "monthly": Phrase("each month", "每月"),
    "quarterly": Phrase("each quarter", "每季度"),
    "year": Phrase("calendar year", "自然年"),
    "ten_days": Phrase("ten-day period", "自然旬"),
    "first_check": Phrase("first check only", "仅首次考核"),
    "per_order": Phrase("each order", "逐笔订单"),
    "per_dispute": Phrase("each dispute", "逐个纠纷"),
    "per_case": Phrase("each case", "逐次"),
    "not_stated": Phrase("not stated by the sources", "来源未说明"),
}
"""The stretch of time that a value speaks about."""

CONFIDENCES: Mapping[str, Phrase] = {
    "confirmed": Phrase("confirmed by several texts", "多个来源一致"),
    "confirmed_official": Phrase("confirmed by the platform's own page or API", "平台官方页面或接口证实"),
    "one_source": Phrase("one source only", "仅一个来源"),
    "article_only": Phrase("source article only", "仅见于原文章"),
    "conflicting": Phrase("sources conflict", "来源相互矛盾"),
    "unknown": Phrase("not public", "未公开"),
    "derived": Phrase("computed from other values", "由其他数值算出"),
    "inference": Phrase("inferred, not stated", "推断，来源未明说"),
}
"""How far a value can be trusted."""

CHOSEN = "chosen"
"""The confidence of a value that the reader of a regime put in its place: no file may use it."""

TOLD: Mapping[str, Phrase] = {
    "date": Phrase(
        "it dates a step of the rule's story, and no assessment begins or ends with it",
        "它只记录规则沿革中的一个时间点，考核的起止与它无关",
    ),
    "effect": Phrase(
        "it tells what follows from a result or from a run of results, and the course works out single results",
        "它说明结果之后或多次结果累计的处置，课程只算单次考核结果",
    ),
    "counting": Phrase(
        "it puts into words how the rule counts, and the course counts in this one way",
        "它用文字说明统计口径，课程只按这一种口径计算",
    ),
    "unclear": Phrase("the sources do not say how it enters the sum", "来源没有写明它如何影响计算"),
    "table": Phrase("an order table has no column that it could act on", "订单表中没有与之对应的列"),
}
"""Why a parameter is only told: nothing that the course works out would change with it."""

METRICS: Mapping[str, Phrase] = {
    "odr": Phrase("Order defect rate (ODR)", "买家不良体验订单率（ODR）"),
    "not_sold_rate": Phrase("Deal-not-sold rate", "成交不卖率"),
    "nr_rate": Phrase("Not-received dispute rate (NR)", "未收到货纠纷率（NR）"),
    "snad_rate": Phrase("Not-as-described dispute rate (SNAD)", "货不对版纠纷率（SNAD）"),
    "dispute_rate": Phrase("Dispute rate", "纠纷提起率"),
    "arbitration_rate": Phrase("Arbitration-filing rate", "仲裁提起率"),
    "liable_rate": Phrase("Seller-liability ruling rate", "卖家责任裁决率"),
    "snad_arbitration_rate": Phrase("SNAD arbitration-filing rate", "货不对版仲裁提起率"),
    "snad_liable_rate": Phrase("SNAD seller-liability ruling rate", "货不对版仲裁有责率"),
    "positive_rate": Phrase("Positive-feedback rate", "好评率"),
    "dsr_description": Phrase("DSR description", "DSR 商品描述"),
    "dsr_communication": Phrase("DSR communication", "DSR 卖家沟通"),
    "dsr_logistics": Phrase("DSR logistics", "DSR 物流服务"),
    "reply_24h_rate": Phrase("24-hour reply rate", "24 小时回复率"),
    "jit_rate": Phrase("Hand-over rate (JIT)", "按时交货率（JIT）"),
}
"""The one name of every metric that a regime may judge; an online rate is named by its length."""

SHORT: Mapping[str, Phrase] = {
    "odr": Phrase("ODR", "不良体验订单率"),
    "not_sold_rate": Phrase("Deal not sold", "成交不卖率"),
    "nr_rate": Phrase("NR rate", "未收到货纠纷率"),
    "snad_rate": Phrase("SNAD rate", "货不对版纠纷率"),
    "arbitration_rate": Phrase("Arbitration rate", "仲裁提起率"),
    "liable_rate": Phrase("Ruling rate", "卖家责任裁决率"),
    "snad_arbitration_rate": Phrase("SNAD arbitration rate", "货不对版仲裁提起率"),
    "snad_liable_rate": Phrase("SNAD ruling rate", "货不对版仲裁有责率"),
    "positive_rate": Phrase("Positive rate", "好评率"),
}
"""The name for a narrow place, where a metric has a shorter one."""


def metric_name(id: str) -> Phrase:
    """The one name of a metric; that of an online rate says how long it waits."""
    limit = limit_in(id)
    return METRICS[id] if limit is None else limit.rate_name


def metric_short(id: str) -> Phrase:
    """The metric's name for a narrow place: the shorter one, if it has one."""
    limit = limit_in(id)
    return SHORT.get(id, METRICS[id]) if limit is None else limit.rate_short


OUTCOMES: Mapping[str, Phrase] = {
    "grade": Phrase("one of four grades each month", "每月评定四个等级之一"),
    "daily_score": Phrase("a daily score out of 100 and a monthly grade", "每日百分制得分与每月等级"),
    "category": Phrase("each category kept, closed or not assessed", "逐个类目：保留、关闭或不考核"),
    "online_level": Phrase("a level of the online rate", "上网率档位"),
    "order_in_time": Phrase("each order in time or late", "逐笔订单：按时或逾期"),
    "capability": Phrase("violations by metric and penalty points", "按指标认定违规并扣分"),
    "plus": Phrase("violations, points and a way out of the programme", "违规、扣分与退出项目"),
    "store_score": Phrase("pass, fail, one item very bad, or not assessed", "及格、不及格、单项指标特别差或不考核"),
}
"""What a regime decides."""

MODES: Mapping[str, Phrase] = {
    "pop": Phrase("self-run (POP)", "POP 自运营"),
    "semi_managed": Phrase("semi-managed", "半托管"),
    "fully_managed": Phrase("fully managed", "全托管"),
}
"""How a store is run."""

CATEGORIES: tuple[str, ...] = (
    "apparel",
    "jewellery_watches",
    "wedding",
    "bags_shoes",
    "sports",
    "electronics",
    "phones",
    "computer_accessories",
    "home",
    "beauty",
    "toys",
    "hair",
    "other",
)
"""The category groups of the order table."""

CHOICES: Mapping[str, Phrase] = {
    "excellent": Phrase("excellent", "优秀"),
    "good": Phrase("good", "良好"),
    "pass": Phrase("pass", "及格"),
    "fail": Phrase("fail", "不及格"),
    "shipping_decided": Phrase(
        "orders shipped, overdue or cancelled for a seller reason in the window",
        "考核期内已发货、发货超时或因卖家原因取消的订单",
    ),
    "pos_neg": Phrase("positives / (positives + negatives)", "好评数 ÷（好评数 + 差评数）"),
    "all_reviews": Phrase("positives / all reviews", "好评数 ÷ 全部评价数"),
    "shipped": Phrase("orders shipped", "已发货订单"),
    "closed": Phrase(
        "receipt confirmed + confirmation timed out + refund settled + submitted and ruled",
        "确认收货 + 确认收货超时 + 退款协商完成 + 提交平台并已裁决",
    ),
    "confirmed_timeout_disputed": Phrase(
        "receipt confirmed + confirmation timed out + disputed", "确认收货 + 确认收货超时 + 提起纠纷"
    ),
    "confirmed_timeout_settled_submitted": Phrase(
        "receipt confirmed + confirmation timed out + dispute settled + submitted",
        "确认收货 + 确认收货超时 + 纠纷协商解决 + 提交平台",
    ),
    "last_reason": Phrase("the last reason in the period", "考核期内最后一次的纠纷原因"),
    "first_reason": Phrase(
        "the first reason; a new one only if withdrawn and reopened", "首次提起的原因；撤销后重新提起才按新原因"
    ),
    "natural_days": Phrase("every day counts but the holidays", "按自然日，节假日除外"),
    "working_days": Phrase("working days count", "按工作日"),
    "natural_days_without": Phrase("natural days, with Sundays and holidays taken out", "自然日，剔除周日等与节假日"),
    "hours": Phrase("hours from payment to first scan", "从支付到首次揽收扫描的小时数"),
    "average": Phrase("sum of ratings / number of ratings counted", "评分之和 ÷ 计入的评分次数"),
    "mean_of_daily_scores": Phrase("mean of the daily scores", "每日得分的平均值"),
    "above_industry_mean": Phrase("above the mean of the industry", "高于行业平均"),
    "below_industry_mean": Phrase("below the mean of the industry", "低于行业平均"),
    "not_above_category_mean": Phrase("not above the mean of the second-level category", "不高于二级类目平均"),
    "every_day": Phrase("every day counts", "每天都计"),
    "scanned_of_paid": Phrase(
        "shipped and scanned in time / (paid - cancelled)",
        "全部发货且按时上网的订单 ÷（支付成功 − 成功取消或超期取消的订单）",
    ),
}
"""The options that rules choose between."""

WEEKDAYS: tuple[str, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

KINDS: Mapping[str, Phrase] = {
    "official": Phrase("the platform's own page", "平台官方页面"),
    "api": Phrase("the platform's own API", "平台官方接口"),
    "article": Phrase("source article of this course", "本课程依据的文章"),
    "blog": Phrase("page of a third party", "第三方网页"),
    "retelling": Phrase("retelling of a platform notice", "平台通知的转述"),
    "not_linkable": Phrase("text that must not be linked", "不宜附链接的文本"),
}
"""What kind of text a source is."""
