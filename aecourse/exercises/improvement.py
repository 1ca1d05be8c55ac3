"""The exercises of lesson 09: what moves which number, at what cost, and what only hides it.

Every solution is computed with the trials that the lesson itself makes.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ..language import Phrase
from .kinds import Choice, Number
from .model import Exercise, Wrong

if TYPE_CHECKING:
    from ..trials import Trial

LESSON = "09"
FIRST = {
    "a": ("reply", Phrase("answer buyers quickly", "快速回复买家")),
    "b": ("listing", Phrase("describe in full and truly", "描述详尽、属实")),
    "c": ("supplier", Phrase("a better supplier", "换更好的供应商")),
    "d": ("ship", Phrase("ship in the promised time", "按承诺时间发货")),
}
WORSE = {
    "a": ("not_sold_rate", Phrase("the deal-not-sold rate", "成交不卖率")),
    "b": (
        "snad_rate",
        Phrase("the not-as-described dispute rate (SNAD)", "货不对版纠纷率（SNAD）"),
    ),
    "c": ("arbitration_rate", Phrase("the arbitration-filing rate", "仲裁提起率")),
    "d": ("dsr_communication", Phrase("DSR communication", "DSR 卖家沟通")),
}
PLANS = {
    "a": (("ship", "listing", "supplier"),
          Phrase("ship in time, true listings, better supplier", "按时发货、描述属实、好供应商")),
    "b": (("ship", "line", "listing"),
          Phrase("ship in time, tracked line, true listings", "按时发货、可追踪线路、描述属实")),
    "c": (("stock", "ship", "listing"),
          Phrase("stock, ship in time, true listings", "备足库存、按时发货、描述属实")),
    "d": (("answer", "settle", "loyal"),
          Phrase("disputes in time, settle, old customers", "纠纷按时处理、协商解决、维护老客户")),
}  # fmt: skip
MONEY, HOURS = 500, 60  # the shop's budget a month


@cache
def tried(*picked: str, reading: str = "last_reason") -> Trial:
    """Some tactics tried on the lesson's shop."""
    from ..trials import LESSON_ORDERS, LOW_PRICE, trial

    return trial(picked, store=LOW_PRICE, orders=LESSON_ORDERS, reading=reading)


def gain(id: str, metric: str) -> float:
    """What a tactic alone does for a metric, counted upwards where it gets better."""
    return tried(id).changes[metric].gain


def first() -> str:
    """The tactic of the four that alone does most for ODR."""
    return max(FIRST, key=lambda letter: gain(FIRST[letter][0], "odr"))


def worse() -> str:
    """The metric of the four that answering every dispute makes worse."""
    return min(WORSE, key=lambda letter: gain("answer", WORSE[letter][0]))


def reply_after() -> float:
    """The mean hours to a reply with quick replies and care for old customers together."""
    from ..tactics import apply
    from ..trials import LOW_PRICE

    return apply(LOW_PRICE, ["reply", "loyal"]).reply_hours


def settled() -> str:
    """Where a settled not-as-described dispute counts: a nowhere, b SNAD, c arbitration, d both."""
    before = tried().before
    table = before.seen.table
    rows = (table["dispute_reason"] == "not_as_described") & (table["dispute_end"] == "settled")
    rows &= ~table["exempt"]
    snad = bool(before.parts("snad_rate")[0][rows].all())
    arbitration = bool(before.parts("arbitration_rate")[0][rows].any())
    return {(False, False): "a", (True, False): "b", (False, True): "c", (True, True): "d"}[
        snad, arbitration
    ]


def left_the_count() -> int:
    """The orders that asking takes out of the SNAD rate."""
    found = tried("reword")
    return int((found.plain.parts("snad_rate")[0] > found.after.parts("snad_rate")[0]).sum())


def under_first_reason() -> str:
    """SNAD if the first reason counts: a falls as much, b falls less, c stays, d rises."""
    was, last, one = (
        found.changes["snad_rate"]
        for found in (tried(), tried("reword"), tried("reword", reading="first_reason"))
    )
    if one.after > was.after:
        return "d"
    if one.after == was.after:
        return "c"
    return "b" if one.after > last.after else "a"


def best_plan() -> str:
    """The plan of the four that saves most orders within the budget."""
    from ..tactics import Cost

    kept = [
        letter for letter, (picked, _) in PLANS.items()
        if tried(*picked).cost.within(Cost(MONEY, HOURS))
    ]  # fmt: skip
    return max(kept, key=lambda letter: len(tried(*PLANS[letter][0]).saved))


def _options(table: dict[str, tuple[str, Phrase]]) -> Choice:
    return Choice(tuple((letter, words) for letter, (_, words) in table.items()))


EXERCISES = (
    Exercise(
        id="first-tactic",
        lesson=LESSON,
        prompt=Phrase(
            "The low-price shop can afford to do one thing. Which of these alone lowers its order "
            "defect rate (ODR) most?",
            "这家低价店眼下只做得起一件事。下面哪一件单独做，最能降低买家不良体验订单率（ODR）？",
        ),
        kind=_options(FIRST),
        solution=first,
        hints=(
            Phrase(
                "ODR has five conditions. Which of them can this shop meet without any word from a "
                "buyer?",
                "ODR 有五个条件。哪一个条件，买家一句话不说也会占上？",
            ),
            Phrase(
                "Read the tornado: the longest bar among the four.",
                "看“单项措施”那张图：四个选项里，哪一根条最长？",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "It is the first advice of article B. Replies move DSR communication; look at how "
                "few orders of this shop are bad through that alone.",
                "这是文章 B 的第一条建议。回复影响的是 DSR 卖家沟通；看看这家店里只因为它而不良的订单有几笔。",
            ),
            Wrong.option(
                "b",
                "A strong one, and cheap. One bar of the tornado is longer still.",
                "这一招很强，也便宜。不过图里还有一根条更长。",
            ),
            Wrong.option(
                "c",
                "It mends what is sold and costs most of all; compare the lengths of the bars.",
                "货是根本，可它也最贵；比一比条的长短。",
            ),
        ),
        why=Phrase(
            "A late parcel harms twice: the missed deadline makes a deal not sold, and the parcel "
            "arrives later. In another shop another tactic would be first.",
            "发货晚，一错两错：超期就是成交不卖，包裹也跟着晚到。换一家店，排第一的可能就是别的措施。",
        ),
    ),
    Exercise(
        id="what-is-sourced",
        lesson=LESSON,
        prompt=Phrase(
            "Articles and platform pages advise these tactics. What do they say about how strong "
            "each one works?",
            "文章和平台页面都在建议这些做法。至于每一招作用有多大，它们是怎么说的？",
        ),
        kind=Choice((
            ("a", Phrase("each comes with the points that it adds to the service score",
                         "每一招能加几分服务分，写得清清楚楚")),
            ("b", Phrase("only the platform's own page gives strengths", "只有平台自己的页面给了数字")),
            ("c", Phrase("nothing: that one should is written, how much it does is not",
                         "没说：只讲该做，没讲做了有多大用")),
            ("d", Phrase("all of them work equally well", "都说效果一样好")),
        )),
        solution=lambda: "c",
        hints=(
            Phrase(
                "Look at the table of advice in this lesson: which columns does it have?",
                "回头看看本课那张建议表：有哪几列？",
            ),
            Phrase(
                "Why does every strength in the view carry the word “illustrative”?",
                "互动视图里的力度，为什么全都标着“示意”？",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "Even the curve from a rate to its points is not public. Pages that promise points "
                "for a tactic made them up.",
                "连指标怎么换算成分数都没公布过。说“做某事加几分”的页面，是自己编的。",
            ),
            Wrong.option(
                "b",
                "The official page on feedback names habits (within 48 hours; all the bad ones, "
                "about 20 % of the good). It says nothing of their effect.",
                "官方评价页面写的是做法（48 小时内回复；差评全回，好评回大约 20 %），没有说效果。",
            ),
            Wrong.option(
                "d",
                "Nobody says so, and the five conditions alone make it unlikely: they are not met "
                "equally often.",
                "没人这么说；五个条件占上的单数本来就不一样，效果也不会一样。",
            ),
        ),
        why=Phrase(
            "Advice without a measure is a list of suspects. How strong a tactic works depends on "
            "where your own shop loses, and you find that out from your own orders.",
            "没有数字的建议，只是一份“嫌疑名单”。哪一招管用，取决于你的店在哪儿丢分，而这只能从自己的订单里看。",
        ),
    ),
    Exercise(
        id="half-the-gap",
        lesson=LESSON,
        prompt=Phrase(
            "The shop answers after 22 hours on average; the best that practice may reach is 2 hours "
            "(illustrative). Quick replies close 60 % of the way, care for old customers 20 % of "
            "what is left. How many hours does an answer take with both?",
            "这家店平均 22 小时才回复；做得最好也就 2 小时（示意）。“快速回复买家”把差距缩小 60 %，"
            "“维护老客户”再把剩下的差距缩小 20 %。两招都用，平均几小时回复？",
        ),
        kind=Number(tolerance=0.06, unit=Phrase("hours", "小时"), decimals=1),
        solution=reply_after,
        hints=(
            Phrase(
                "The way is not 22 hours long: it ends at 2.",
                "差距不是 22 小时：终点是 2 小时。",
            ),
            Phrase(
                "20 hours to go. After the first 60 %, 8 hours of the way are left. Take 20 % of these "
                "8 away, and do not forget the 2.",
                "一共差 20 小时。先缩小 60 %，还差 8 小时；再把这 8 小时缩小 20 %，最后别忘了加上 2 小时。",
            ),
        ),
        wrongs=(
            Wrong(
                lambda: 2 + 20 * 0.2,
                Phrase(
                    "You added 60 % and 20 %. The second tactic works on what the first one left.",
                    "你把 60 % 和 20 % 直接相加了。第二招作用在第一招剩下的差距上。",
                ),
            ),
            Wrong(
                lambda: 22 * 0.4 * 0.8,
                Phrase(
                    "You went towards 0 hours. The way ends at 2.",
                    "你是往 0 小时缩的。终点是 2 小时。",
                ),
            ),
            Wrong(
                lambda: 20 * 0.4 * 0.8,
                Phrase(
                    "That is what is left of the way; an answer takes the 2 hours on top.",
                    "这是剩下的差距；平均回复时间还要加上那 2 小时。",
                ),
            ),
        ),
        why=Phrase(
            "Each tactic closes its share of what the others left, so the order does not matter and "
            "the second one always brings less than it would alone.",
            "每一招只在别人剩下的差距里起作用，所以先后无所谓；而第二招带来的，总比单独用时少。",
        ),
    ),
    Exercise(
        id="settled-counts",
        lesson=LESSON,
        prompt=Phrase(
            "A buyer files a dispute “not as described”. You talk, refund a part, and the dispute is "
            "settled; the buyer does not withdraw it. In which rates does the order count as a case?",
            "买家提起“货不对版”纠纷。双方谈好部分退款，纠纷协商解决，但买家没有撤销。这笔订单会计入哪个比率的分子？",
        ),
        kind=Choice((
            ("a", Phrase("in neither: it is settled", "都不计：已经解决了")),
            ("b", Phrase("in the SNAD rate, not in the arbitration-filing rate",
                         "计入货不对版纠纷率，不计入仲裁提起率")),
            ("c", Phrase("in the arbitration-filing rate only", "只计入仲裁提起率")),
            ("d", Phrase("in both", "两个都计")),
        )),
        solution=settled,
        hints=(
            Phrase(
                "The dispute rates take away one kind of end only.",
                "纠纷类比率里，只有一种结局会被减掉。",
            ),
            Phrase(
                "Filed less withdrawn. And arbitration asks whether the case was submitted.",
                "提起的减去撤销的。至于仲裁，看的是有没有提交。",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "Settling ends the quarrel, not the count: the formula takes away what is withdrawn, "
                "not what is settled.",
                "协商解决，结束的是争执，不是计数：公式里减掉的是撤销的，不是解决的。",
            ),
            Wrong.option(
                "c",
                "Was the case ever submitted to the platform?",
                "这个案子提交过平台吗？",
            ),
            Wrong.option(
                "d",
                "Half of it is right. Was the case submitted to the platform?",
                "对了一半。这个案子提交过平台吗？",
            ),
        ),
        why=Phrase(
            "Settling keeps an order out of arbitration, which alone would make it a bad-experience "
            "order. The dispute itself was filed and counts. Only a cause that is mended files none.",
            "协商解决，让订单免于仲裁，而提交仲裁本身就构成不良体验。但纠纷提起了就计数；根子改好了，才不会有人提。",
        ),
    ),
    Exercise(
        id="gets-worse",
        lesson=LESSON,
        prompt=Phrase(
            "The shop takes up every dispute in time and does nothing else. Which of these numbers "
            "gets worse?",
            "这家店只做一件事：纠纷件件按时处理。下面哪个数反而会变差？",
        ),
        kind=_options(WORSE),
        solution=worse,
        hints=(
            Phrase(
                "A dispute that nobody answers ends by itself after 5 days. What else can become of "
                "one that is answered?",
                "没人理的纠纷，5 天一到自己就结束了。有人回应的纠纷，还可能走到哪一步？",
            ),
            Phrase(
                "In the map of what moves which number, look down the column of this tactic for red.",
                "在“哪一招动哪个数”的图里，顺着这一列往下找红色。",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "Disputes come after shipment; this rate was decided before.",
                "纠纷发生在发货以后；这个比率早就定了。",
            ),
            Wrong.option(
                "b",
                "It can only fall: of the disputes that are answered some are withdrawn.",
                "它只会降：有回应的纠纷，总有一部分会撤销。",
            ),
            Wrong.option(
                "d",
                "Being ignored is what buyers like least: this one gets better.",
                "买家最讨厌没人理；这一项只会变好。",
            ),
        ),
        why=Phrase(
            "An unanswered dispute never gets as far as arbitration: it is lost before. Answer it, and "
            "some go on. The rate rises, and the shop is better all the same: fewer bad orders.",
            "没人理的纠纷走不到仲裁，早就输了。一回应，就有一部分继续走下去。这个比率升了，店却更好了：不良订单更少。",
        ),
    ),
    Exercise(
        id="hidden-orders",
        lesson=LESSON,
        prompt=Phrase(
            "Asking buyers to reword takes orders out of the SNAD rate. How many of those orders are "
            "bad-experience orders all the same? (Only that card picked, effort 100 %.)",
            "劝买家改原因，能让一些订单从货不对版纠纷率里消失。这些订单里，有几笔照样是不良体验订单？"
            "（只选这一张卡，力度 100 %。）",
        ),
        kind=Number(unit=Phrase("orders", "笔")),
        solution=lambda: len(tried("reword").hidden),
        hints=(
            Phrase(
                "Pick none, then only “Ask buyers to reword disputes”, and read the red box.",
                "先点“全部不选”，再只勾“劝买家改纠纷原因”，看红框里的字。",
            ),
            Phrase(
                "They were rated low, or went to arbitration: such orders stay bad, whatever the "
                "reason of the dispute is called.",
                "这些订单要么评分低，要么进了仲裁：纠纷原因叫什么名字，都改变不了。",
            ),
        ),
        wrongs=(
            Wrong(
                left_the_count,
                Phrase(
                    "Those are all orders that left the rate. Not all of them were bad in the sense of "
                    "2015: some buyers never rated.",
                    "这是从比率里消失的全部订单。它们不都是 2015 年意义上的不良：有些买家根本没评价。",
                ),
            ),
            Wrong(
                lambda: len(tried("reword").spoilt),
                Phrase(
                    "Those are the orders that the asking itself turned bad.",
                    "这是被“劝”出来的新不良订单。",
                ),
            ),
            Wrong(
                lambda: 0,
                Phrase(
                    "The stars stay where they are: does a new reason undo a rating?",
                    "星级还在那里：改个原因，评价就没了吗？",
                ),
            ),
        ),
        why=Phrase(
            "The complaint left one number and stayed in the others, because nothing about the goods "
            "had changed. In this model not one bad order became a good one.",
            "投诉只是从一个数里消失，在别的数里照旧，因为货一点没变。在这个模型里，没有一笔不良订单因此变好。",
        ),
    ),
    Exercise(
        id="first-reason",
        lesson=LESSON,
        prompt=Phrase(
            "By a source of March 2022 the first reason counts if it is changed inside the case; by "
            "one of September 2022 the last one. Suppose the first holds. What does asking buyers "
            "then do to the SNAD rate, compared with the other reading?",
            "2022 年 3 月的一个来源说：同一纠纷内修改原因的，以首次原因为准；2022 年 9 月的另一个来源说以最后原因为准。"
            "假如以首次为准，那么跟另一种口径相比，劝买家改原因对货不对版纠纷率的作用会怎样？",
        ),
        kind=Choice((
            ("a", Phrase("it lowers it just as much", "降得一样多")),
            ("b", Phrase("it lowers it less: only by the disputes that were cancelled",
                         "降得少：只少了撤销的那几笔")),
            ("c", Phrase("it leaves it exactly as it was", "一点不变")),
            ("d", Phrase("it raises it", "反而升高")),
        )),
        solution=under_first_reason,
        hints=(
            Phrase(
                "Two things are asked of buyers: to change the reason, or to cancel against a refund.",
                "劝的是两件事：改原因，或者退款撤销。",
            ),
            Phrase(
                "Under which reading does a changed reason still count as SNAD? And a withdrawn "
                "dispute?",
                "哪种口径下，改过原因的仍算货不对版？撤销的呢？",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "Then a changed reason would count for nothing. What does “first reason” mean?",
                "那就等于改原因不起作用也没关系了。“以首次原因为准”是什么意思？",
            ),
            Wrong.option(
                "c",
                "So it is for the changed ones. But some were withdrawn, and paid for.",
                "改了原因的确实不变。可还有一些是撤销的，花钱换来的。",
            ),
            Wrong.option(
                "d",
                "Nobody files a second time in this model. What happens to those who withdrew?",
                "模型里没有人重新提起。那些撤销的呢？",
            ),
        ),
        why=Phrase(
            "What the words were meant to buy is nothing; what is left was bought with refunds. And "
            "which reading holds, nobody outside knows.",
            "靠嘴劝来的那部分归零，剩下的都是退款买来的。到底以哪种为准，外人谁也不知道。",
        ),
    ),
    Exercise(
        id="best-plan",
        lesson=LESSON,
        prompt=Phrase(
            "The shop has 500 USD and 60 hours a month. Which of these plans keeps within both and "
            "saves most bad-experience orders?",
            "这家店每月有 500 美元、60 小时。下面哪个方案两样都不超，又能救下最多的不良体验订单？",
        ),
        kind=Choice(tuple((letter, words) for letter, (_, words) in PLANS.items())),
        solution=best_plan,
        hints=(
            Phrase(
                "Set money and hours, then pick each plan: the badge says whether it can be paid.",
                "先把预算和工时设好，再逐个勾选：右上角会告诉你超没超。",
            ),
            Phrase(
                "Strike out what is over budget. Of the rest, compare the orders saved.",
                "超预算的先划掉，剩下的比谁救下的订单多。",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "Add up the money: the supplier alone takes nearly all of it.",
                "把钱加起来看看：光换供应商就差不多花光了。",
            ),
            Wrong.option(
                "c",
                "Affordable, and good. One other affordable plan saves a few more.",
                "付得起，效果也好。不过还有一个付得起的方案救得更多一点。",
            ),
            Wrong.option(
                "d",
                "All three begin when a dispute is there already. Count how many orders that saves.",
                "这三招都是纠纷来了才起作用。数一数能救下几单。",
            ),
        ),
        why=Phrase(
            "Three causes at three places: the deadline, the road, the promise. Plans that mend the "
            "same place twice save less than the sum of their parts.",
            "三个原因，三个环节：期限、路上、承诺。都在同一个环节下功夫，救下的就比各自相加少。",
        ),
    ),
)  # fmt: skip
