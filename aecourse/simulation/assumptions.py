"""The strengths that the simulator assumes, each with its reason.  None of them is the platform's.

They stand in groups, in the order in which an order lives.  What a rule says (days to answer a dispute,
days to review) is no assumption: it comes from the rulebook.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..base.language import Phrase


@dataclass(frozen=True, slots=True)
class Assumption:
    """A strength that the model assumes, with the reason.  None of them is the platform's."""

    value: float
    reason: Phrase


@dataclass(frozen=True, slots=True)
class Group:
    """Assumptions about one thing."""

    title: Phrase
    entries: Mapping[str, Assumption]


def group(en: str, zh: str, **entries: tuple[float, str, str]) -> Group:
    """A group by its title in both languages; each entry is a value and its reason in both."""
    found = {name: Assumption(value, Phrase(reason, reason_zh)) for name, (value, reason, reason_zh) in entries.items()}
    return Group(Phrase(en, zh), found)


GROUPS: tuple[Group, ...] = (
    group(
        "Waiting times",
        "各段时长",
        wait_least=(
            0.55,
            "packing and the first scan take at least a little over half of their mean",
            "备货和上网再快，也要花掉平均时长的一半多",
        ),
        transit_least=(
            0.8,
            "distance is the same for all: a parcel is rarely much faster than the mean",
            "路程都一样，包裹很少比平均快多少",
        ),
        wait_tail_even=(
            0.8,
            "part of a wait that grows evenly; the three parts of the tail have a mean of 1",
            "等待中均匀增长的部分；三个部分合起来平均为 1",
        ),
        wait_tail_slow=(1.2, "part of a wait that only the slower half feels", "只有较慢的一半订单才明显的部分"),
        wait_tail_slowest=(
            3.9,
            "part of a wait that makes a few orders very slow, as an exponential tail does",
            "让少数订单特别慢的部分，形状近似指数分布的长尾",
        ),
    ),
    group(
        "Orders",
        "订单",
        repeat_reach=(
            40,
            "who comes back bought among the last forty orders: recent buyers return most",
            "回头客来自最近四十笔订单：刚买过的人最可能再来",
        ),
        products=(
            40,
            "a small shop sells some forty products, a few of them most of the time",
            "小店大约四十个商品，其中几款占了大半销量",
        ),
        price_middle=(
            2.3,
            "natural logarithm of the middle price: about 10 US dollars at the market's price",
            "价格中位数的自然对数：按市场价约 10 美元",
        ),
        price_spread=(
            0.8,
            "spread of that logarithm: two orders in three lie between about 4 and 27 dollars",
            "该对数的离散程度：约三分之二的订单在 4 至 27 美元之间",
        ),
        price_least=(0.5, "nothing costs less than half a US dollar", "最便宜的商品也要半美元"),
        price_most=(800, "nothing costs more than 800 US dollars", "最贵的商品不超过 800 美元"),
    ),
    group(
        "Cancelling",
        "取消",
        cancel_when_out_of_stock=(
            0.6,
            "some sellers cancel an order they cannot ship, others let the deadline pass",
            "缺货时有的卖家主动取消，有的任其超时",
        ),
        cancel_before=(
            0.9,
            "who cancels does so in the first nine tenths of the time that there is",
            "要取消的，一般在可用时间的前九成之内取消",
        ),
        buyer_cancels_days=(1, "a buyer who regrets does so on the first day", "买家反悔多在第一天"),
    ),
    group(
        "Disputes",
        "纠纷",
        snad_from_description=(
            0.22,
            "a listing that says little true is disputed by about every fifth buyer",
            "描述几乎全不属实时，约五分之一买家会提纠纷",
        ),
        snad_from_quality=(
            0.14,
            "poor goods are disputed less often than wrongly described ones",
            "品质差引发的纠纷少于描述不符",
        ),
        snad_from_price=(0.03, "who pays above the market price expects more", "买贵了的买家期望更高"),
        snad_after_days=(1, "the parcel is opened first: at least a day after it came", "先拆包：最早收到一天后才提"),
        snad_spread_days=(8, "some look at the goods at once, others after a week", "有人当天验货，有人一周后才看"),
        nr_if_lost=(0.85, "nearly every buyer of a lost parcel files, a few give up", "丢包后绝大多数买家会提纠纷"),
        nr_patience_days=(
            45.0,
            "buyers wait about one and a half months before they file",
            "买家大约等一个半月才会提未收到货纠纷",
        ),
        nr_patience_spread_days=(15.0, "some are more patient than others", "买家耐心有差异"),
        dispute_changed=(0.06, "a few buyers correct their dispute", "少数买家会修改纠纷内容"),
        dispute_changed_after_days=(0.1, "who corrects a dispute sees the slip soon", "填错了很快就会发现"),
        answer_latest_days=(
            4.9,
            "who means to answer does so just before the deadline of the rules at the latest",
            "想响应的卖家最迟赶在规则的期限之前",
        ),
        withdraw_after_answer=(
            0.35,
            "an answered dispute is often withdrawn when the parcel comes or the buyer is helped",
            "得到响应后，不少纠纷因收到货或问题解决而撤销",
        ),
        settled_after_days=(0.2, "an agreement takes some hours after the answer", "响应之后谈妥也要几个小时"),
        settled_spread_days=(4, "some agree at once, others after days", "有的当即谈妥，有的要谈几天"),
        exempt_by_notice=(
            0.01,
            "strikes and customs at one destination now and then excuse a few orders",
            "个别目的国罢工、清关延误时，平台会公告少量订单免责",
        ),
    ),
    group(
        "Arbitration",
        "仲裁",
        arbitration_if_stubborn=(
            0.8,
            "a seller who concedes nothing is taken to arbitration by most",
            "毫不让步时，大多数纠纷会升级到仲裁",
        ),
        arbitration_from_slow_reply=(
            0.25,
            "silence in a dispute annoys buyers into escalating",
            "纠纷中迟迟不回会激怒买家、推动升级",
        ),
        slow_reply_most_days=(
            4,
            "after four days of silence a buyer cannot be annoyed any more",
            "沉默四天之后，怒气也就到顶了",
        ),
        ruling_after_days=(3, "the platform needs some days to look at the evidence", "平台审看证据需要几天"),
        ruling_spread_days=(
            9,
            "simple cases are ruled soon, others wait for more evidence",
            "简单的很快裁决，复杂的还要补证据",
        ),
        liable_if_snad=(0.7, "pictures usually show what is wrong", "货不对版一般有图为证"),
        liable_if_nr=(0.6, "without a delivery record the seller has little to show", "没有妥投记录卖家难以举证"),
    ),
    group(
        "Receipt",
        "收货",
        confirms_receipt=(
            0.7,
            "most buyers confirm; for the others the platform's clock does",
            "多数买家会确认收货，其余由系统到期自动确认",
        ),
        confirms_after_days=(1, "the parcel is opened first", "先拆包再确认"),
        confirms_spread_days=(
            12,
            "some confirm the next day, others after almost two weeks",
            "有人第二天就确认，有人将近两周才想起来",
        ),
        receipt_timeout_days=(
            15,
            "days after which an order that nobody confirms counts as received",
            "无人确认时，多少天后视为收货",
        ),
    ),
    group(
        "Reviews",
        "评价",
        review_after_days=(0.1, "some review on the spot", "有人收货后马上就评"),
        review_spread_days=(
            20,
            "others take their time, within the days that the rules give",
            "有人拖到后面，但都在规则给的期限之内",
        ),
        stars_from_description=(1.9, "disappointment weighs most on the overall rating", "失望对总评影响最大"),
        stars_from_quality=(1.7, "so does poor quality", "品质差同样拉低总评"),
        stars_from_reply=(0.5, "bad service weighs less than bad goods", "服务差的影响小于商品差"),
        stars_from_delay=(
            0.8,
            "late parcels lower stars: in a public Brazilian data set of a marketplace by about 1.7",
            "包裹迟到会拉低星级；某公开的巴西电商数据中，约少 1.7 星",
        ),
        stars_from_price=(0.35, "a bargain is forgiven more", "便宜的东西更容易被原谅"),
        price_of_a_bargain=(
            0.5,
            "half the market's price: the cheapest that a shop can be",
            "市场价的一半，便宜到头了",
        ),
        stars_from_dispute=(
            1.6,
            "who had to dispute rates the order low, however it ended",
            "提过纠纷的买家，无论结果如何，总评都低",
        ),
        late_from_days=(
            25,
            "up to day 25 after the payment a buyer finds a parcel from abroad in time",
            "付款后 25 天内到货，买家都觉得正常",
        ),
        late_scale_days=(
            25,
            "another 25 days later it is as late as a month's wait can feel: one full step",
            "再晚 25 天，不满增加一整档",
        ),
        late_most=(2, "two steps are the most; a lost parcel counts as that", "最多两档；丢包按两档算"),
        reply_scale_hours=(48, "two days without a word are one full step of bad service", "两天不回，服务差一整档"),
        reply_most=(1.5, "after three days it hardly gets worse", "三天之后也差不到哪儿去了"),
    ),
    group(
        "DSR",
        "DSR 三项评分",
        description_from_description=(
            2.6,
            "this rating asks for it: a false description weighs most",
            "描述分问的就是这个，影响最大",
        ),
        description_from_quality=(0.9, "poor goods look less like their pictures", "品质差，实物就不如图片"),
        description_from_dispute=(1.8, "who disputed was not content with what came", "提过纠纷的买家对货本来就不满意"),
        communication_from_reply=(1.5, "this rating asks for it: slow replies weigh most", "沟通分问的就是回复快慢"),
        communication_from_dispute=(
            0.9,
            "a dispute is tiresome even with a generous seller",
            "即使卖家肯让步，走纠纷也够烦",
        ),
        communication_from_stubborn=(1.0, "a seller who concedes nothing makes it twice as bad", "毫不让步，烦上加烦"),
        communication_from_silence=(
            1.2,
            "a dispute that the seller never answered is the worst service",
            "纠纷从头到尾没人理，服务最差",
        ),
        logistics_usual=(0.3, "parcels from abroad are never quite as quick as hoped", "跨境包裹总不如期望的快"),
        logistics_from_delay=(
            1.3,
            "this rating asks for it: a late parcel weighs most",
            "物流分问的就是快慢，迟到影响最大",
        ),
    ),
    group(
        "How stars are given",
        "星级怎么给出",
        below_5=(
            0.03,
            "even when all is well 3 buyers in 100 give fewer than 5 stars",
            "一切顺利时，一百人里也有三人不给 5 星",
        ),
        below_5_more=(
            0.17,
            "each step of trouble takes the fifth star from 17 more in 100",
            "每多一档不满，一百人里再有 17 人不给 5 星",
        ),
        below_5_most=(0.985, "somebody always gives 5 stars", "再差也有人给 5 星"),
        below_4=(
            0.30,
            "of those who do not give 5, three in ten do not give 4 either",
            "不给 5 星的人里，三成连 4 星也不给",
        ),
        below_4_more=(0.16, "trouble moves them further down", "越不满，给得越低"),
        below_4_most=(0.95, "somebody stays at 4", "总有人停在 4 星"),
        below_3=(
            0.14,
            "of those who do not give 5, one in seven gives less than 3",
            "不给 5 星的人里，七分之一给到 3 星以下",
        ),
        below_3_more=(0.15, "trouble moves them further down", "越不满，给得越低"),
        below_3_most=(0.90, "somebody stays at 3", "总有人停在 3 星"),
        below_2=(
            0.08,
            "of those who do not give 5, one in twelve gives the lowest",
            "不给 5 星的人里，十二分之一给最低分",
        ),
        below_2_more=(0.12, "trouble moves them further down", "越不满，给得越低"),
        below_2_most=(0.85, "somebody stays at 2", "总有人停在 2 星"),
    ),
)

ASSUMPTIONS: Mapping[str, Assumption] = {name: entry for group in GROUPS for name, entry in group.entries.items()}


def assumed(name: str) -> float:
    """The value of an assumption."""
    return ASSUMPTIONS[name].value
