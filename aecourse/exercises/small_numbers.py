"""The exercises of lesson 08: what luck does to few orders and to few ratings."""

from __future__ import annotations

from ..language import Phrase
from ..luck import compare, misjudged, orders_needed
from .kinds import Choice, Number, Share
from .model import Exercise, Wrong

LESSON = "08"
TRUE, NEARER, WORSE, LIMIT, ORDERS = 0.04, 0.05, 0.08, 0.06, 30
MONTHS, MISSED = 21, 0.05  # months in the figure; how often a 95 % interval misses


def _failing() -> int:
    """Of 100 equal shops, how many luck alone puts at or over the limit, on average."""
    return round(100 * (misjudged(TRUE, LIMIT, ORDERS) or 0.0))


def _shops() -> str:
    """What 4.2 stars from 9 ratings and 4.4 from 900 allow: a = first, b = second, c = open."""
    found = compare(4.2, 9, 4.4, 900)
    return "cab"[found.better] if found else "c"


EXERCISES = (
    Exercise(
        id="luck-fails",
        lesson=LESSON,
        prompt=Phrase(
            "100 shops are equally good: at each, 4 % of all orders truly go wrong. This month "
            "each has 30 orders. A shop passes with a rate below 6 % (illustrative). How many of "
            "the 100 will fail all the same?",
            "100 家店水平完全一样：真实不良率都是 4 %。这个月每家 30 单，比率低于 6 %（示意）算合格。"
            "100 家里会有几家不合格？",
        ),
        kind=Number(tolerance=1, unit=Phrase("shops", "家")),
        solution=_failing,
        hints=(
            Phrase(
                "How many bad orders does it take to fail? 1 of 30 is 3.3 %, 2 of 30 is 6.7 %.",
                "先想：几单不良就不合格？30 单里有 1 单是 3.3 %，30 单里有 2 单是 6.7 %。",
            ),
            Phrase(
                "So every shop with 2 or more bad orders fails. The view says how many that is by "
                "chance: levers at 4 %, 30 orders, limit 6 %. Give a whole number.",
                "所以有 2 单及以上不良的店都不合格。互动视图会给出理论值：真实比率 4 %、30 单、合格线 6 %。"
                "填整数即可。",
            ),
        ),
        wrongs=(
            Wrong(
                lambda: 0,
                Phrase(
                    "So it would be if every shop showed its true rate. With 30 orders none can: "
                    "4 % of 30 is 1.2 orders, and there is no such thing as 1.2 bad orders.",
                    "要是每家店显示的都是真实比率，确实一家也不会不合格。可 30 单的 4 % 是 1.2 单，"
                    "世上没有 1.2 单这回事：只有 30 单的店，谁都显示不出真实比率。",
                ),
            ),
            Wrong(
                lambda: 100 * TRUE,
                Phrase(
                    "That is the share of orders that go wrong, not of shops that fail.",
                    "这是出问题的订单占比，不是不合格的店铺数。",
                ),
            ),
            Wrong(
                lambda: 100 * LIMIT,
                Phrase(
                    "That is the limit. Ask how many shops land on the far side of it.",
                    "这是合格线。要问的是有多少家店落到了它的另一边。",
                ),
            ),
            Wrong(
                lambda: 100 - _failing(),
                Phrase("Those are the shops that pass.", "这是合格的店数。"),
            ),
        ),
        why=Phrase(
            "About 34 of 100 good shops fail: two bad orders are enough, and chance deals them out "
            "freely. Nothing but luck tells these shops from the others.",
            "100 家好店，大约 34 家不合格：摊上两单就够了，而两单很容易摊上。它们和别家的差别，只有运气。",
        ),
    ),
    Exercise(
        id="spotless-month",
        lesson=LESSON,
        prompt=Phrase(
            "The same shops, 30 orders each, 4 % truly bad. What share of them show not a single "
            "bad order this month?",
            "还是这些店：每家 30 单，真实不良率 4 %。这个月一单不良都没有的店，占多大比例？",
        ),
        kind=Share(tolerance=0.006),
        solution=lambda: (1 - TRUE) ** ORDERS,
        hints=(
            Phrase(
                "One order goes well with a chance of 96 %. Two in a row: 0.96 × 0.96 = 92.2 %.",
                "一单不出事的机会是 96 %。连续两单都不出事：0.96 × 0.96 = 92.2 %。",
            ),
            Phrase(
                "30 in a row: 0.96 multiplied by itself 30 times. Python does it for you: "
                "answer = 0.96 ** 30.",
                "连续 30 单：30 个 0.96 连乘。可以让 Python 算：answer = 0.96 ** 30。",
            ),
        ),
        wrongs=(
            Wrong(
                lambda: "96 %",
                Phrase(
                    "That is the chance of one good order. It has to go well 30 times in a row.",
                    "这是一单不出事的机会。要连续 30 单都不出事才行。",
                ),
            ),
            Wrong(
                lambda: f"{1 - (1 - TRUE) ** ORDERS:%}",
                Phrase(
                    "That is the share with at least one bad order. The others are asked for.",
                    "这是至少有一单不良的店的占比。题目问的是另外那些。",
                ),
            ),
            Wrong(
                lambda: "0 %",
                Phrase(
                    "A true rate of 4 % is no promise that it shows every month. Some shops are "
                    "simply spared.",
                    "真实比率 4 %，不等于月月都看得见。总有些店这个月刚好没碰上。",
                ),
            ),
        ),
        why=Phrase(
            "0.96 multiplied 30 times is 29.4 %. Nearly a third of the shops look perfect, and "
            "none of them is.",
            "30 个 0.96 连乘，等于 29.4 %。近三成的店看起来完美无缺，其实一家也不是。",
        ),
    ),
    Exercise(
        id="next-round",
        lesson=LESSON,
        prompt=Phrase(
            "In the figure the ten stores with the lowest rates get a prize, the ten with the "
            "highest a warning. Nobody changes anything, and the next period comes. What will the "
            "twenty show?",
            "按上图，比率最低的十家发奖，最高的十家警告。谁都没做任何改变，下一期来了。这二十家会怎么样？",
        ),
        kind=Choice(
            (
                (
                    "a",
                    Phrase(
                        "the prize winners stay low, the warned stay high",
                        "得奖的继续低，被警告的继续高",
                    ),
                ),
                (
                    "b",
                    Phrase(
                        "both groups come back towards 4 %: the prize seems to spoil, the warning "
                        "to help",
                        "两组都往 4 % 靠：看上去奖励把人惯坏了，警告倒挺管用",
                    ),
                ),
                (
                    "c",
                    Phrase(
                        "they change places: who was lucky will now be unlucky",
                        "对调：上次走运的，这次该倒霉了",
                    ),
                ),
                (
                    "d",
                    Phrase(
                        "the warned improve because they were warned, the winners stay low",
                        "被警告的因为警告而改进，得奖的继续低",
                    ),
                ),
            )
        ),
        solution=lambda: "b",
        hints=(
            Phrase(
                "What is the true rate of every store in the figure?",
                "图里每家店的真实比率是多少？",
            ),
            Phrase(
                "Luck has no memory: the next period draws anew for each store.",
                "运气没有记性：下一期，每家店都重新来过。",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "They would, if skill had put them there. Here all stores are equal.",
                "要是名次靠的是实力，确实会这样。可这里每家店水平都一样。",
            ),
            Wrong.option(
                "c",
                "Luck does not pay back. Who was lucky has the same chances as everybody else.",
                "运气不会“还账”。上次走运的店，这次的机会跟大家一样。",
            ),
            Wrong.option(
                "d",
                "Look at the winners as well: why should a prize keep luck in the house? And "
                "nobody changed anything.",
                "再看得奖的那组：奖状能把运气留住吗？何况题目说了，谁都没做任何改变。",
            ),
        ),
        why=Phrase(
            "Whoever is picked for extreme luck has ordinary luck next time. It is called "
            "regression to the mean, and it makes warnings look better, and praise worse, than "
            "they are.",
            "凭极端运气挑出来的，下一次运气就平常了。这叫“向均值回归”，它让警告显得特别有效，让表扬显得没用。",
        ),
    ),
    Exercise(
        id="missed-months",
        lesson=LESSON,
        prompt=Phrase(
            "Suppose a shop never changes. In 100 months, a 95 % interval holds the true rate in "
            "about 95. In how many of the 21 months of the figure would it miss, on average?",
            "假设一家店始终没变。95 % 区间的意思是：100 个月里，大约 95 个月能罩住真实比率。"
            "那么图中这 21 个月里，平均会有几个月罩不住？",
        ),
        kind=Number(tolerance=0.06, decimals=2, unit=Phrase("months", "个月")),
        solution=lambda: MONTHS * MISSED,
        hints=(
            Phrase("It misses in 5 of 100 months.", "100 个月里有 5 个月罩不住。"),
            Phrase(
                "5 % of the months of the figure; round it if you like.",
                "取图中月数的 5 %，四舍五入也行。",
            ),
        ),
        wrongs=(
            Wrong(
                lambda: 0,
                Phrase(
                    "95 % is not 100 %. Whoever looks often enough sees a miss.",
                    "95 % 不是 100 %。看得多了，总会碰上罩不住的。",
                ),
            ),
            Wrong(
                lambda: 2,
                Phrase(
                    "That is what the figure happens to show. What does the 95 % lead one to expect?",
                    "这是图上碰巧出现的个数。按 95 % 推算，该有几个？",
                ),
            ),
            Wrong(
                lambda: MONTHS * (1 - MISSED),
                Phrase("Those are the months in which it holds.", "这是罩得住的月数。"),
            ),
            Wrong(
                lambda: 5,
                Phrase(
                    "5 of 100 months, yes; but there are only 21.",
                    "100 个月里 5 个月，没错；可这里只有 21 个月。",
                ),
            ),
        ),
        why=Phrase(
            "About 1. The figure shows 2, and 2 or more would come by luck in about 3 of 10 "
            "such figures. A diamond is a reason to look, not a proof.",
            "大约 1 个。图上有 2 个；像这样的图，10 张里约有 3 张会凭运气出现 2 个或更多。"
            "菱形只是提醒你去查一查，不是证据。",
        ),
    ),
    Exercise(
        id="half-the-distance",
        lesson=LESSON,
        prompt=Phrase(
            "At 4 % against a limit of 6 % (illustrative) it takes 317 orders until luck is told "
            "from skill. How many does it take for a shop whose true share is 5 %? Read it off the "
            "view.",
            "真实比率 4 %、合格线 6 %（示意）时，要 317 单才分得清运气与实力。真实比率是 5 % 的店要多少单？"
            "从互动视图上读出来。",
        ),
        kind=Number(unit=Phrase("orders", "单")),
        solution=lambda: orders_needed(NEARER, LIMIT),
        hints=(
            Phrase(
                "Move only the first lever, the true share, to 5.0 %.",
                "只动第一个滑块，把真实不良订单率调到 5.0 %。",
            ),
            Phrase(
                "The number stands at the top right: orders until luck is told from skill.",
                "数字在右上角：“多少订单才分得清运气与实力”。",
            ),
        ),
        wrongs=(
            Wrong(
                lambda: orders_needed(TRUE, LIMIT),
                Phrase(
                    "That is the number for 4 %. Has the first lever moved?",
                    "这是 4 % 时的数。第一个滑块动了吗？",
                ),
            ),
            Wrong(
                lambda: 2 * (orders_needed(TRUE, LIMIT) or 0),
                Phrase(
                    "Half the distance does not take twice as many. Look at the view: it is a good "
                    "deal more.",
                    "距离减半，订单数可不止翻一倍。看看互动视图：要多得多。",
                ),
            ),
            Wrong(
                lambda: orders_needed(WORSE, LIMIT),
                Phrase(
                    "That is the number for 8 %, on the other side of the limit.",
                    "这是 8 % 时的数，在合格线的另一边。",
                ),
            ),
        ),
        why=Phrase(
            "1,417, more than four times as many: half the distance takes about four times the "
            "orders. Small differences between shops need enormous numbers to show.",
            "1,417 单，是原来的四倍多：距离减半，订单数大约要四倍。店与店之间的小差别，要海量订单才看得出来。",
        ),
    ),
    Exercise(
        id="guarded-store",
        lesson=LESSON,
        prompt=Phrase(
            "Four stores on 30 September 2015, under the guards of the grade of 2015 as copies of "
            "the platform's help tell them. Which store is assessed, but not on its ODR?",
            "2015 年 9 月 30 日的四家店，按平台帮助转载中 2015 年等级的保护条款：哪家店参加考核，但不考核 ODR？",
        ),
        kind=Choice(
            (
                (
                    "a",
                    Phrase(
                        "28 closed paid orders, 4 bad orders from 4 buyers",
                        "已结束付款订单 28 笔，不良体验订单 4 笔，来自 4 位买家",
                    ),
                ),
                (
                    "b",
                    Phrase(
                        "95 closed paid orders, 5 bad orders from 2 buyers",
                        "已结束付款订单 95 笔，不良体验订单 5 笔，来自 2 位买家",
                    ),
                ),
                (
                    "c",
                    Phrase(
                        "95 closed paid orders, 5 bad orders from 5 buyers",
                        "已结束付款订单 95 笔，不良体验订单 5 笔，来自 5 位买家",
                    ),
                ),
                (
                    "d",
                    Phrase(
                        "28 closed paid orders, 2 bad orders from 2 buyers",
                        "已结束付款订单 28 笔，不良体验订单 2 笔，来自 2 位买家",
                    ),
                ),
            )
        ),
        solution=lambda: "b",
        hints=(
            Phrase(
                "First question: is the store assessed at all? Count its closed paid orders.",
                "先问：这家店到底参不参加考核？数已结束的付款订单。",
            ),
            Phrase(
                "Second question: from how many buyers do the bad orders come?",
                "再问：不良体验订单来自几位买家？",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "With so few closed orders the whole store is not assessed, ODR or not.",
                "已结束的订单太少，整店都不考核，谈不上单免 ODR。",
            ),
            Wrong.option(
                "c",
                "Assessed it is, and on its ODR as well: count the buyers.",
                "这家参加考核，ODR 也照算：数数买家有几位。",
            ),
            Wrong.option(
                "d",
                "The buyers are few enough, but look at the closed orders: is this store assessed?",
                "买家倒是够少，可是看看已结束的订单：这家店参加考核吗？",
            ),
        ),
        why=Phrase(
            "The guard looks at people, not at orders: five bad orders of two angry buyers say "
            "little about the next hundred customers.",
            "这条保护看的是人数，不是单数：两位生气的买家留下五笔不良，说明不了后面一百位顾客会怎么样。",
        ),
    ),
    Exercise(
        id="nine-or-nine-hundred",
        lesson=LESSON,
        prompt=Phrase(
            "A buyer sees two shops with the same bag: A shows 4.2 stars from 9 ratings, B 4.4 "
            "from 900. What may the buyer conclude from these numbers?",
            "买家看中同一款包，有两家店：A 是 4.2 星，9 条评价；B 是 4.4 星，900 条评价。"
            "凭这几个数，能下什么结论？",
        ),
        kind=Choice(
            (
                (
                    "a",
                    Phrase(
                        "A is the better shop: nine careful buyers say more than a crowd",
                        "A 更好：九位认真的买家，胜过一大群",
                    ),
                ),
                ("b", Phrase("B is the better shop: its mean is higher", "B 更好：它的平均分高")),
                (
                    "c",
                    Phrase(
                        "B is known to be fairly good; A may be better or worse, nobody knows yet",
                        "B 水平不错，这点比较有把握；A 可能更好也可能更差，现在还说不准",
                    ),
                ),
                (
                    "d",
                    Phrase(
                        "both are the same: 0.2 stars are nothing", "两家一样：差 0.2 星不算什么"
                    ),
                ),
            )
        ),
        solution=_shops,
        hints=(
            Phrase(
                "Look at the length of the two intervals in the view.",
                "看互动视图里两个区间各有多长。",
            ),
            Phrase(
                "Does the one interval lie inside the other? Then neither shop is proved better.",
                "一个区间是不是落在另一个里面？那就证明不了谁更好。",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "Nine ratings are nine ratings, careful or not: their interval is ten times as "
                "long as the other.",
                "九条就是九条，再认真也一样：它的区间有另一家的十倍长。",
            ),
            Wrong.option(
                "b",
                "The mean is higher, but a shop as good as B, or better, can easily show 4.2 after "
                "nine ratings.",
                "平均分是高一点，可一家跟 B 一样好、甚至更好的店，只有九条评价时也很容易显示 4.2。",
            ),
            Wrong.option(
                "d",
                "“Not told apart” is not “the same”. The difference may be large, in either "
                "direction.",
                "“分不出”不等于“一样”。差距可能很大，只是不知道往哪边。",
            ),
        ),
        why=Phrase(
            "Few ratings do not make a shop bad, they make it unknown. Whoever wants to know reads "
            "the nine reviews and asks the shop.",
            "评价少，不代表店不好，只代表不了解。想了解，就把那九条评价读一遍，再去问问店家。",
        ),
    ),
)
