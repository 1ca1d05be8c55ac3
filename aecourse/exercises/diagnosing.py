"""The exercises of lesson 12: a store with planted problems, taken apart together."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ..language import Phrase
from .kinds import Choice, Number, Share
from .model import Exercise, Wrong

if TYPE_CHECKING:
    from ..diagnosis import PlantedCase

LESSON = "12"
SEED, REGIME, AS_OF = 45, "capability_2022", "2022-05-26"
PRODUCTS, MISS = 16, 0.05
PRODUCT, CATEGORY, WEEK, CARRIER, COUNTRY = (
    "product_id=P08", "category=sports", "week=2022-03-07", "carrier=line-3", "destination=PL"
)  # fmt: skip

# The four lines of the plan, each as the only one.
SINGLES = {
    "a": (WEEK, "packing_jam", "second_shift", "slow_and_late"),
    "b": (CARRIER, "late_scans", "change_carrier", "scanned_late"),
    "c": (PRODUCT, "wrong_listing", "rewrite_listing", "one_product"),
    "d": (COUNTRY, "slow_replies", "reply_desk", "low_communication"),
}


@cache
def store() -> PlantedCase:
    """The store of the lesson."""
    from ..diagnosis import PlantedCase, capstone

    made = capstone(SEED)
    assert isinstance(made, PlantedCase)
    return made


@cache
def limits() -> tuple[int, int]:
    """Of the metrics of the regime: how many have a published limit, and how many have none."""
    from ..assessment import assess

    known = assess(store().orders, REGIME, AS_OF).metrics["limit"].notna()
    return int(known.sum()), int((~known).sum())


def unsold_where() -> str:
    """Which of the groups stands out on deals not sold: a, b, c, or d for none."""
    places = {"a": ("destination", "ES"), "b": ("week", "2022-03-07"), "c": ("destination", "RU")}
    for letter, (column, group) in places.items():
        found = {s.group: s for s in store().segments("not_sold_rate", column)}
        if found[group].stands_out > 0:
            return letter
    return "d"


@cache
def snad(where: str, without: str = "") -> tuple[int, int]:
    """Numerator and denominator of the SNAD rate in a segment, without another inside it."""

    def counted(place: str) -> tuple[int, int]:
        column, _, group = place.partition("=")
        found = {s.group: s for s in store().segments("snad_rate", column)}[group]
        return found.numerator, found.denominator

    n, d = counted(where)
    if without:
        less_n, less_d = counted(without)
        return n - less_n, d - less_d
    return n, d


def week_cause() -> str:
    """What happened in the week: a = stock, b = promise, c = packing, d = scans."""
    from ..diagnosis.traces import trace

    found = {t.step.id: t for t in trace(store().orders, WEEK)}
    letters = {"unshipped": "a", "promise": "b", "packing": "c", "scan": "d"}

    def worsened(id: str) -> float:
        here, rest = found[id].here or 0.0, found[id].rest or 1.0
        return rest / max(here, 1e-9) if id == "promise" else here / max(rest, 1e-9)

    return letters[max(letters, key=worsened)]


@cache
def best_first() -> str:
    """Which of the four lines, alone, lowers the store's ODR most."""

    def after(letter: str) -> float:
        score = store().score(store().plan(SINGLES[letter]))
        return score.after["odr"] or 0.0

    return min(SINGLES, key=after)


EXERCISES = (
    Exercise(
        id="known-limits",
        lesson=LESSON,
        prompt=Phrase(
            "Under capability_2022 a store is judged on six metrics. For how many of them is a "
            "penalty line known to the public?",
            "按 capability_2022，店铺要看六项指标。其中有几项的处罚线是公开可查的？",
        ),
        kind=Number(unit=Phrase("metrics", "项")),
        solution=lambda: limits()[0],
        hints=(
            Phrase("The table has a column status. What does it say beside each metric?",
                   "表里有一列 status，每个指标旁边写的是什么？"),
            Phrase("Count the rows whose status is not “limit unknown”.",
                   "数一数 status 不是“limit unknown”的行。"),
        ),
        wrongs=(
            Wrong(lambda: sum(limits()),
                  Phrase("Those are all the metrics. The notice names them all; their lines are "
                         "another matter.",
                         "这是全部指标。公告把指标都列了出来，处罚线是另一回事。")),
            Wrong(lambda: limits()[1],
                  Phrase("Those are the metrics whose line nobody has found.",
                         "这是查不到处罚线的项数。")),
            Wrong(lambda: 0,
                  Phrase("Look at the row of snad_rate again.", "再看一眼 snad_rate 那一行。")),
        ),
        why=Phrase(
            "Only the SNAD bands are public, from one source. So a diagnosis cannot ask “over the "
            "line or not”; it asks where the store is worse than itself.",
            "公开的只有货不对版的分档，而且只有一个来源。所以诊断没法问“过没过线”，只能问：店里哪一块比自己的其余部分差？",
        ),
    ),
    Exercise(
        id="sixteen-groups",
        lesson=LESSON,
        prompt=Phrase(
            "A store is equally good in all its 16 products. You look at each with a 95 % interval "
            "of its own. How likely is it that at least one of the intervals misses, by luck alone? "
            "(Take the products as independent.)",
            "一家店的 16 个商品水平完全一样。你逐个看，每个都配一个自己的 95 % 区间。"
            "单凭运气，至少有一个区间“落空”的概率是多少？（当作各商品互不影响。）",
        ),
        kind=Share(tolerance=0.006),
        solution=lambda: 1 - (1 - MISS) ** PRODUCTS,
        hints=(
            Phrase("Ask the other way round: how likely is it that none misses?",
                   "反过来问：一个都不落空的概率是多少？"),
            Phrase("Each holds with 0.95; all of them hold with 0.95 times itself, once a product. "
                   "Take that from 1.",
                   "一个不落空是 0.95；全都不落空，就是把 0.95 连乘，有几个商品就乘几次。再用 1 去减。"),
        ),
        wrongs=(
            Wrong(lambda: MISS,
                  Phrase("That is one interval. You look at many.", "这是一个区间的情形，你看了很多个。")),
            Wrong(lambda: PRODUCTS * MISS,
                  Phrase("That is how many miss on average (as a share of one). Two may miss at once, "
                         "so the chance of at least one is smaller.",
                         "这是平均有几个落空。两个可能同时落空，所以“至少一个”的概率要小一些。")),
            Wrong(lambda: (1 - MISS) ** PRODUCTS,
                  Phrase("That is the chance that none misses.", "这是一个都不落空的概率。")),
        ),
        why=Phrase(
            "More likely than not, one product looks guilty without being so. That is why the "
            "course widens the intervals when a picture has many groups.",
            "多半会有一个商品“看着有罪”，其实冤枉。所以一张图里组越多，课程就把区间放得越宽。",
        ),
    ),
    Exercise(
        id="unsold-where",
        lesson=LESSON,
        prompt=Phrase(
            "Deals not sold: where in store 45 is the trouble? Take the store apart by destination, "
            "by category and by week of payment.",
            "成交不卖：45 号店的问题出在哪里？分别按买家国家、类目、付款周拆开看。",
        ),
        kind=Choice((
            ("a", Phrase("in Spain, the worst of the ten destinations", "西班牙，十个国家里最差的")),
            ("b", Phrase("in the week of 7 March", "3 月 7 日那一周")),
            ("c", Phrase("in Russia, more unsold deals than in any other country",
                         "俄罗斯，成交不卖的笔数在各国中最多")),
            ("d", Phrase("nowhere: luck explains it all", "哪儿也没有：全是运气")),
        )),
        solution=unsold_where,
        hints=(
            Phrase("Choose the metric “Deal-not-sold rate” and go through the list “Split by”.",
                   "指标选“成交不卖率”，再把“拆分维度”里的几项都看一遍。"),
            Phrase("Which group has its whole interval to the right of the rest's line, with a ▲?",
                   "哪一组的整条区间都在短线右边，还带着 ▲？"),
        ),
        wrongs=(
            Wrong.option("a", "It has the highest bar, and luck reaches as far: the interval holds the "
                         "rest's rate. Somebody is always the worst of ten.",
                    "它的比率最高，但运气也够得着：区间里就有其余订单的比率。十个里总有一个垫底。"),
            Wrong.option("c", "It has the most because it buys the most. Compare rates, not counts.",
                    "笔数最多，是因为那边买得最多。要比比率，别比笔数。"),
            Wrong.option("d", "By destination and by category, yes. Did you go on to the weeks?",
                    "按国家、按类目看确实如此。付款周看了吗？"),
        ),
        why=Phrase(
            "One week has 42 of the 93 unsold deals, at more than ten times the rate of the rest.",
            "93 笔成交不卖里，这一周就占了 42 笔，比率是其余各周的十倍以上。",
        ),
    ),
    Exercise(
        id="shadow-rate",
        lesson=LESSON,
        prompt=Phrase(
            "On SNAD both the category “sports” and its product P08 stand out. Leave P08 out: what is "
            "the SNAD rate of the other sports goods?",
            "看货不对版，“运动户外”类目和其中的商品 P08 都很突出。把 P08 拿掉，运动户外其余商品的货不对版纠纷率是多少？",
        ),
        kind=Share(),
        solution=lambda: snad(CATEGORY, PRODUCT)[0] / snad(CATEGORY, PRODUCT)[1],
        hints=(
            Phrase("Each line above has two numbers in brackets: disputes and orders. All orders of "
                   "P08 are orders of the category.",
                   "上面每行括号里有两个数：纠纷数和订单数。P08 的订单全都属于运动户外。"),
            Phrase("Take the disputes of P08 from those of the category, the orders likewise, and divide.",
                   "用类目的纠纷数减 P08 的，订单数也一样减，再相除。"),
        ),
        wrongs=(
            Wrong(lambda: snad(CATEGORY)[0] / snad(CATEGORY)[1],
                  Phrase("That is the category with P08 in it.", "这是整个类目连 P08 一起算的。")),
            Wrong(lambda: snad(PRODUCT)[0] / snad(PRODUCT)[1],
                  Phrase("That is P08 itself.", "这是 P08 自己的。")),
            Wrong(lambda: snad(CATEGORY, PRODUCT)[0] / snad(CATEGORY)[1],
                  Phrase("P08's orders are still below the line: leave them out there too.",
                         "分母里还留着 P08 的订单，也要减掉。")),
        ),
        why=Phrase(
            "Near the rest of the store: the category only stood in the shadow of one product. So it "
            "is the listing or the product, not sports goods in general.",
            "和店里其余商品差不多：类目只是站在一个商品的影子里。问题在这个商品或它的商品页，不在整个运动户外。",
        ),
    ),
    Exercise(
        id="week-cause",
        lesson=LESSON,
        prompt=Phrase(
            "Follow the orders of the week of 7 March step by step. What happened there?",
            "把 3 月 7 日那一周的订单一步步看一遍。那周发生了什么？",
        ),
        kind=Choice((
            ("a", Phrase("goods were out of stock", "缺货")),
            ("b", Phrase("buyers were promised too short a time", "对买家承诺的发货期太短")),
            ("c", Phrase("packing could not keep up", "打包跟不上")),
            ("d", Phrase("parcels waited for their first scan", "包裹迟迟没有上网")),
        )),
        solution=week_cause,
        hints=(
            Phrase("Choose the week in the list “Look at” and compare the columns “here” and “rest”.",
                   "在“查看分组”里选这一周，对比“本组”和“其余”两列。"),
            Phrase("Four steps could explain it: never shipped, promised time, payment to shipment, "
                   "shipment to first scan. Only one of them differs.",
                   "能解释它的有四步：一直没发货、承诺的发货期、付款到发货、发货到上网。只有一步不一样。"),
        ),
        wrongs=(
            Wrong.option("a", "Then orders would never have been shipped. They were; look how late.",
                    "要是那样，订单会一直不发货。可它们发了，只是看看晚了多久。"),
            Wrong.option("b", "The promise is the same as in other weeks.", "承诺的天数和别的周一样。"),
            Wrong.option("d", "From shipment to scan it is no slower than elsewhere. The time was lost "
                         "before that.",
                    "从发货到上网不比别处慢，时间丢在更前面。"),
        ),
        why=Phrase(
            "From payment to shipment it takes 3.5 days instead of 1.4, and nothing else is "
            "different. The same delay also costs the week its online rate.",
            "付款到发货要 3.5 天，平时是 1.4 天，别的都一样。这份耽搁还顺带拉低了那周的上网率。",
        ),
    ),
    Exercise(
        id="best-first",
        lesson=LESSON,
        prompt=Phrase(
            "If only one of the four lines could be carried out: which lowers the store's ODR most?",
            "如果四行里只能做一行，哪一行最能降低全店的买家不良体验订单率？",
        ),
        kind=Choice((
            ("a", Phrase("a second packing shift in the week of 7 March", "3 月 7 日那周加一班打包")),
            ("b", Phrase("another carrier instead of line-3", "把 line-3 换成别的物流商")),
            ("c", Phrase("a true listing for P08", "如实重写 P08 的商品页")),
            ("d", Phrase("answers within a day for buyers in Poland", "波兰买家的消息当天回")),
        )),
        solution=best_first,
        hints=(
            Phrase("Put one line alone into the plan, score it, and note the ODR in the column "
                   "“after”. Then the next line.",
                   "方案里只写一行，交一次，记下“方案后”那列的 ODR；再换一行。"),
            Phrase("The number that looks worst need not be part of ODR. Which moments make an order "
                   "bad? Lesson 3 has the five.",
                   "看着最难看的数，不一定算在 ODR 里。哪几种情形才算不良？第 3 课列了五条。"),
        ),
        wrongs=(
            Wrong.option("a", "It helps, and it costs the most of those that help. One line does more for "
                         "less.",
                    "有用，但花得不少。还有一行花得更少、作用更大。"),
            Wrong.option("b", "It moves the online rate most of all, and ODR does not look at the online "
                         "rate.",
                    "上网率改善最大，可 ODR 根本不看上网率。"),
            Wrong.option("d", "It helps, but few orders go to Poland, and few of them are bad for this "
                         "alone.",
                    "有用，但发往波兰的订单少，只因为这一条而不良的更少。"),
        ),
        why=Phrase(
            "306 orders, 170 USD (illustrative), and the largest step: wrong goods bring disputes, "
            "arbitration and low stars at once. The costliest problem is seldom the loudest.",
            "306 笔订单、170 美元（示意），降得却最多：货不对版一下子带来纠纷、仲裁和低星。最伤的问题，往往不是最显眼的那个。",
        ),
    ),
    Exercise(
        id="defend-plan",
        lesson=LESSON,
        prompt=Phrase(
            "“Too dear,” says the owner. “Let us write to every buyer with a SNAD dispute and talk "
            "them into withdrawing. A withdrawn dispute does not count.” What do you answer?",
            "老板说：“太贵了。给每个提货不对版纠纷的买家写信，劝他们撤销不就行了？撤销的纠纷又不计入。”你怎么回答？",
        ),
        kind=Choice((
            ("a", Phrase("agreed: the rate is what we are judged by", "同意，反正考核看的就是这个比率")),
            ("b", Phrase("agreed, but only until the new listing is up", "同意，但只做到新商品页上线为止")),
            ("c", Phrase("agreed, if the buyers are paid for it outside the platform",
                         "同意，只要在平台外给买家补偿")),
            ("d", Phrase("no: the goods stay wrong, the low stars stay, and the next buyer disputes "
                         "again",
                         "不行：货还是不对，低分还在，下一位买家照样提纠纷")),
        )),
        solution=lambda: "d",
        hints=(
            Phrase("Ask of every measure: does it reach the cause?", "每个对策都问一句：它碰得到病因吗？"),
            Phrase("The lines 1 to 3 of the plan change what buyers receive. What does the letter "
                   "change?",
                   "方案第 1 到第 3 行改变的是买家拿到什么。这封信改变了什么？"),
        ),
        wrongs=(
            Wrong.option("a", "One number would look better, and the store would not be better: the low "
                         "stars stay, and so do the next disputes.",
                    "只是一个数变好看了，店并没有变好：低星还在，接下来的纠纷也还在。"),
            Wrong.option("b", "For a while is still pressing buyers, and the false listing sells on.",
                    "做一阵子也是在施压，而不实的商品页还在继续卖。"),
            Wrong.option("c", "Worse: dealing with buyers past the platform hides the case from it.",
                    "这更糟：绕开平台和买家私下了结，等于向平台隐瞒。"),
        ),
        why=Phrase(
            "Several guides advise it (article B too). The course teaches it as an anti-pattern: it "
            "games an assessed metric and leaves the cause alone.",
            "不少攻略这么教（文章 B 也是）。本课程把它当反面例子：这是刷考核指标，病因原封不动。",
        ),
    ),
)  # fmt: skip
