"""The exercises of lesson 06: scores, months, periods, categories, and rules that have dates.

Every solution is worked out in :mod:`.scored`.
"""

from __future__ import annotations

from ..language import Phrase
from . import scored
from .kinds import Choice, Number
from .model import Exercise, Wrong

LESSON = "06"
POINTS = Phrase("points", "分")
CATEGORIES = Phrase("categories", "个类目")
LETTERS = {
    "a": "dsr_description",
    "b": "not_sold_rate",
    "c": "nr_rate",
    "d": "dsr_communication",
}
PAIRS = {
    "a": ("six", "start"),
    "b": ("monthly", "search"),
    "c": ("grade", "monthly"),
    "d": ("six", "search"),
}


def _costliest() -> str:
    """The letter of the item that costs the low-price shop most."""
    costs = scored.costs("price-store")
    return max(LETTERS, key=lambda letter: costs[LETTERS[letter]])


def _periods() -> str:
    """The letter of the three periods."""
    known = {(30, 30, 90): "a", (30, 90, 90): "b", (30, 90, 0): "c", (90, 90, 0): "d"}
    return known[scored.periods()]


def _never_together() -> str:
    """The letter of the pair that was never in force on one day."""
    (letter,) = (key for key, pair in PAIRS.items() if not scored.together(*pair))
    return letter


def _small_store() -> str:
    """The letter of what becomes of the small store."""
    return "d" if not scored.small_store().eligible else "a"


EXERCISES = (
    Exercise(
        id="same-orders",
        lesson=LESSON,
        prompt=Phrase(
            "By the eight items of 2015 the orders of the middling shop make 86.9 points "
            "(illustrative). The same orders, judged by the six items on 30 June 2019: how many "
            "points?",
            "按 2015 年的八项，中等店铺的订单得 86.9 分（示意）。"
            "同样的订单，换成 2019 年 6 月 30 日的六项来评，得多少分？",
        ),
        kind=Number(tolerance=0.1, unit=POINTS, decimals=1),
        solution=lambda: scored.score("daily6"),
        hints=(
            Phrase(
                "Slide the date of the view to June 2019, and read the row of the six items.",
                "把视图的日期拉到 2019 年 6 月，看六项那一行。",
            ),
            Phrase(
                "The score stands first among the numbers of that row, before the six rates.",
                "那一行的数字里，排在最前面的就是服务分，后面才是六项指标。",
            ),
        ),
        wrongs=(
            Wrong(
                lambda: round(scored.score("daily8_2015"), 1),
                Phrase(
                    "That is the score by the eight items. The orders are the same; the rules are "
                    "not.",
                    "这是按八项算出来的分。订单没变，规则变了。",
                ),
            ),
            Wrong(
                lambda: round(scored.score_without_losses(), 1),
                Phrase(
                    "You left out the item below zero. It takes points from the others.",
                    "你把负分的那一项漏掉了，它是要倒扣别人的。",
                ),
            ),
        ),
        why=Phrase(
            "11 points less, and nobody in the shop has done anything: other items, other full "
            "marks, and 30 days in place of 90.",
            "少了 11 分，店里的人什么也没做：项目换了，满分换了，90 天也变成了 30 天。",
        ),
    ),
    Exercise(
        id="below-zero",
        lesson=LESSON,
        prompt=Phrase(
            "A store has full marks in five of the six items. Its deal-not-sold rate is so bad "
            "that this item stands at the lowest it can have. What is the store's daily score?",
            "一家店六项里有五项满分，成交不卖率却差到了底，这一项得了最低分。它当天的服务分是多少？",
        ),
        kind=Number(unit=POINTS),
        solution=scored.worst_item,
        hints=(
            Phrase(
                "How many points do the five good items make together? See the table of full marks.",
                "另外五项加起来多少分？看满分表。",
            ),
            Phrase(
                "The lowest that an item can have is not zero. It stands among the facts above the "
                "figure.",
                "单项最低可不是零分。前面讲过的几条事实里有。",
            ),
        ),
        wrongs=(
            Wrong(
                lambda: 100 - scored.full_marks(),
                Phrase(
                    "That is the score with no points for this item. But an item can fall below "
                    "zero.",
                    "这是这一项得零分时的总分。可单项是能得负分的。",
                ),
            ),
            Wrong(
                lambda: 0,
                Phrase(
                    "No text says that the sum stops at zero. Add up what the items have.",
                    "没有哪份资料说总分到零为止。把各项加起来就是。",
                ),
            ),
            Wrong(
                lambda: -100,
                Phrase(
                    "That is the one item. The other five have points, too.",
                    "这是那一项的分。另外五项也有分。",
                ),
            ),
        ),
        why=Phrase(
            "90 − 100 = −10. The full marks say what an item can give, not what it can take: the "
            "smallest item can undo all others.",
            "90 − 100 = −10。满分只说明一项最多能给多少，不说明最多能扣多少：最小的一项，也能把其余的全抵光。",
        ),
    ),
    Exercise(
        id="costliest-item",
        lesson=LESSON,
        prompt=Phrase(
            "Choose the low-price shop in ScoreLab, under the six items. Which of these items "
            "costs it most, from full marks down to what it has (illustrative)?",
            "在评分实验室里选“低价店铺”，用六项规则。从满分到实得分，下面哪一项让它丢的分最多（示意）？",
        ),
        kind=Choice(
            (
                ("a", Phrase("DSR description", "DSR 商品描述")),
                ("b", Phrase("deal-not-sold rate", "成交不卖率")),
                ("c", Phrase("not-received dispute rate", "未收到货纠纷率")),
                ("d", Phrase("DSR communication", "DSR 卖家沟通")),
            )
        ),
        solution=_costliest,
        hints=(
            Phrase(
                "For each item: full marks less what the shop has. Less a negative number means plus.",
                "每一项都用满分减去实得分。减去负数，等于加。",
            ),
            Phrase(
                "An item below zero has lost its full marks, and what lies below zero on top.",
                "负分的项目，丢的是整个满分，再加上负的那一截。",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "It has the highest full marks and is lost altogether, and a little more. But see "
                "how far below zero another one lies.",
                "它满分最高，也丢光了，还倒欠一点。可你看看，另外有一项负到了哪儿。",
            ),
            Wrong.option(
                "c",
                "Just below zero: that costs its full marks and a little more. There are larger "
                "losses.",
                "刚刚跌破零分，丢的就是满分加一点。还有丢得更多的。",
            ),
            Wrong.option(
                "d",
                "This one still has points. Look for the bars that go to the left of zero.",
                "这一项还有得分。找一找伸到零左边去的。",
            ),
        ),
        why=Phrase(
            "It weighs only 10 points and costs 45. Start where points are lost, not where full "
            "marks are high. (Illustrative: how steeply it falls is not public.)",
            "它满分只有 10 分，却丢了 45 分。先看哪儿在丢分，别看哪儿满分高。（示意：跌得有多陡，平台没有公布。）",
        ),
    ),
    Exercise(
        id="month-mean",
        lesson=LESSON,
        prompt=Phrase(
            "A store's daily score stood at 84 on 20 days of a month, then fell to 74 for the last "
            "10 days. What is its score of the month?",
            "一家店这个月前 20 天每天 84 分，最后 10 天跌到 74 分。它的月度得分是多少？",
        ),
        kind=Number(tolerance=0.07, unit=POINTS, decimals=1),
        solution=scored.month_mean,
        hints=(
            Phrase(
                "The month's score is the mean of its daily scores, and every day counts once.",
                "月度得分是每日服务分的平均，每一天都算一次。",
            ),
            Phrase("Add up 30 scores, divide by 30.", "把 30 天的分加起来，除以 30。"),
        ),
        wrongs=(
            Wrong(
                scored.mean_of_two,
                Phrase(
                    "You took the middle of the two levels. One of them lasted twice as long.",
                    "你取了两个分数的正中间。可前一段的天数是后一段的两倍。",
                ),
            ),
            Wrong(
                lambda: scored.MONTH[-1][1],
                Phrase(
                    "That is the score on the last day. Search looks at the day; the grade looks "
                    "at the month.",
                    "这是最后一天的分。搜索看当天，等级看整月。",
                ),
            ),
            Wrong(
                lambda: scored.MONTH[0][1],
                Phrase("The last days count as well.", "最后那些天也要算。"),
            ),
        ),
        why=Phrase(
            "(20 × 84 + 10 × 74) ÷ 30 = 80.7. The bad ten days are not seen in the grade yet; "
            "next month they will be, if nothing changes.",
            "（20 × 84 + 10 × 74）÷ 30 = 80.7。这糟糕的十天，等级上还看不出来；要是不改，下个月就看出来了。",
        ),
    ),
    Exercise(
        id="which-period",
        lesson=LESSON,
        prompt=Phrase(
            "Three stores under the six items. A: open for 400 days, 75 assessed orders in 30 days, "
            "210 in 90. B: open for 120 days, 80 and 200. C: open for 400 days, 25 and 58. Over "
            "which period is each judged?",
            "三家店，都按六项规则。A：开店 400 天，30 天考核订单 75 笔，90 天 210 笔。"
            "B：开店 120 天，80 笔和 200 笔。C：开店 400 天，25 笔和 58 笔。各看多长的考核期？",
        ),
        kind=Choice(
            (
                ("a", Phrase("A 30 days, B 30 days, C 90 days", "A 30 天，B 30 天，C 90 天")),
                ("b", Phrase("A 30 days, B 90 days, C 90 days", "A 30 天，B 90 天，C 90 天")),
                (
                    "c",
                    Phrase("A 30 days, B 90 days, C has no grade", "A 30 天，B 90 天，C 不评等级"),
                ),
                (
                    "d",
                    Phrase("A 90 days, B 90 days, C has no grade", "A 90 天，B 90 天，C 不评等级"),
                ),
            )
        ),
        solution=_periods,
        hints=(
            Phrase(
                "The short period asks for two things at once: age and orders.",
                "短考核期要同时满足两个条件：店龄和单量。",
            ),
            Phrase(
                "First ask whether there is a grade at all: 60 assessed orders in 90 days.",
                "先问评不评：90 天考核订单有没有 60 笔。",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "B has the orders, but is it old enough? And does C have enough orders at all?",
                "B 单量够了，店龄够吗？C 的单量，够评等级吗？",
            ),
            Wrong.option(
                "b",
                "A and B are right. Count the orders of C once more.",
                "A 和 B 对了。再数数 C 的单量。",
            ),
            Wrong.option(
                "d",
                "A is older than 180 days and has more than 60 assessed orders in 30 days. What "
                "follows?",
                "A 开店超过 180 天，30 天考核订单也超过 60 笔，那该看多少天？",
            ),
        ),
        why=Phrase(
            "Both conditions for the short period, the minimum for a grade. A week's mishap weighs "
            "three times as much in 30 days as in 90.",
            "短考核期要两个条件都占，评等级要够最低单量。同样一周的失误，放在 30 天里比放在 90 天里重三倍。",
        ),
    ),
    Exercise(
        id="three-categories",
        lesson=LESSON,
        prompt=Phrase(
            "The check of 2 May 2016, with the teaching values: start value 20 orders, a category "
            "closes above a SNAD rate of 8 %. A store sells dresses (150 orders, 5 %), shoes "
            "(12 orders, 25 %) and bags (40 orders, 10 %); its DSR is fine. How many categories "
            "does it lose?",
            "2016 年 5 月 2 日考核，用示意值：起始值 20 笔，货不对版纠纷率超过 8 % 关闭类目。"
            "一家店卖连衣裙（150 笔，5 %）、鞋（12 笔，25 %）、箱包（40 笔，10 %），DSR 都没问题。它会丢几个类目？",
        ),
        kind=Number(unit=CATEGORIES),
        solution=lambda: len(scored.closed_categories()),
        hints=(
            Phrase(
                "Go category by category. First question: is it assessed?",
                "一个类目一个类目来。先问：考不考核？",
            ),
            Phrase(
                "Second question, only for those that are: is the rate above the limit?",
                "考核的才问第二句：超没超过标准？",
            ),
        ),
        wrongs=(
            Wrong(
                lambda: 2,
                Phrase(
                    "You closed the shoes as well, as article B's sentence would. With 12 orders "
                    "they are below the start value.",
                    "你把鞋也关了，文章 B 那句话就是这么写的。可 12 笔还没到起始值。",
                ),
            ),
            Wrong(
                lambda: 3,
                Phrase(
                    "That would be the whole store. Each category stands for itself.",
                    "那就是整店关掉了。类目是各考各的。",
                ),
            ),
            Wrong(
                lambda: 0,
                Phrase(
                    "One of them is assessed and above the limit.",
                    "有一个参与考核，而且超了标准。",
                ),
            ),
        ),
        why=Phrase(
            "The bags. The dresses are assessed and stay, the shoes are not assessed and stay, for "
            "now: 25 % is no good sign, only no verdict yet.",
            "丢的是箱包。连衣裙考核了、达标，留下；鞋没到起始值、不考核，也留下。不过 25 % 可不是好兆头，只是还没轮到它。",
        ),
    ),
    Exercise(
        id="never-together",
        lesson=LESSON,
        prompt=Phrase(
            "Somebody puts all the rules of article B into one plan. Which pair was never in force "
            "on the same day?",
            "有人把文章 B 里的规则全写进了一张计划表。下面哪两条从来没有在同一天有效过？",
        ),
        kind=Choice(
            (
                (
                    "a",
                    Phrase(
                        "the six metrics of two sides, and “below the starting value, not assessed”",
                        "两大维度六项指标，和“小于起始值不考核”",
                    ),
                ),
                (
                    "b",
                    Phrase(
                        "the check on the 2nd over 30 days, and “a higher score ranks better”",
                        "每月 2 日检查 30 天，和“服务分越高，排名越靠前”",
                    ),
                ),
                (
                    "c",
                    Phrase(
                        "the grade from ODR over 90 days, and the check on the 2nd over 30 days",
                        "看 90 天 ODR 的等级，和每月 2 日检查 30 天",
                    ),
                ),
                (
                    "d",
                    Phrase(
                        "the six metrics of two sides, and “a higher score ranks better”",
                        "两大维度六项指标，和“服务分越高，排名越靠前”",
                    ),
                ),
            )
        ),
        solution=_never_together,
        hints=(
            Phrase(
                "Take two rows of the figure at a time: is there a year in which both have a bar?",
                "看图，每次取两行：有没有哪一年两行都有横条？",
            ),
            Phrase(
                "Look for a bar that ends before another begins.",
                "找一找：哪一根还没开始，另一根就已经结束了？",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "The category check came back in 2020, with a start value, and has no known end.",
                "类目考核 2020 年又恢复了，起始值也在，至今未见终止。",
            ),
            Wrong.option(
                "b",
                "In 2016 there was a daily score beside the category check, and search looked at "
                "it.",
                "2016 年，类目考核旁边还有每日服务分，搜索就看它。",
            ),
            Wrong.option(
                "d",
                "The six items lived on until 2023, so both held for a year and a half.",
                "六项的每日服务分一直用到 2023 年，两条同时有效了一年半。",
            ),
        ),
        why=Phrase(
            "The grade from ODR ended in October 2015, four months before the first category "
            "check. Nobody could ever follow both.",
            "按 ODR 评的等级 2015 年 10 月就结束了，过了四个月类目考核才开始。没有人能同时照着这两条做。",
        ),
    ),
    Exercise(
        id="frozen-or-not",
        lesson=LESSON,
        prompt=Phrase(
            "September 2024. A store had 45 orders in 90 days, 8 of them in the last 30. Reckoned "
            "up, its indicators would come to 28 points. What does the rule of 2023 say on the 2nd?",
            "2024 年 9 月。一家店 90 天有 45 单，其中最近 30 天 8 单。真要算分，各项加起来只有 28 分。"
            "2 日评定，按 2023 年的规则是什么结果？",
        ),
        kind=Choice(
            (
                ("a", Phrase("frozen for good", "永久冻结")),
                ("b", Phrase("a fail: limits on activities", "不达标，活动受限")),
                ("c", Phrase("a pass, because it is small", "店小，算达标")),
                ("d", Phrase("no verdict at all", "不考核")),
            )
        ),
        solution=_small_store,
        hints=(
            Phrase(
                "Before any score there is a first question, in every regime.",
                "不管哪套规则，算分之前都有第一个问题。",
            ),
            Phrase(
                "There are two minimums, and both must be met.",
                "最低单量有两条，两条都要够。",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "It would be, with 30 points or fewer, if it were assessed. Is it?",
                "30 分及以下是要冻结，前提是参加考核。它参加吗？",
            ),
            Wrong.option(
                "b",
                "You looked at the score first. Look at the orders of the last 30 days.",
                "你先看分数了。先看看最近 30 天的单量。",
            ),
            Wrong.option(
                "c",
                "A pass is a verdict, too. No rule gives it as a present.",
                "达标也是一种结论，没有哪条规则白送。",
            ),
        ),
        why=Phrase(
            "8 orders in 30 days are fewer than 10. It is a breathing space, not an acquittal: two "
            "orders more, and 28 points mean frozen. The time to mend is now.",
            "30 天 8 单，不到 10 单。这是喘口气，不是没事了：再多两单，28 分就是冻结。要改，就趁现在。",
        ),
    ),
)
