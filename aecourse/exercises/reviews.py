"""The exercises of lesson 04: which reviews count, what they come to, and what they hide.

Every solution is computed in :mod:`.reviewed`.
"""

from __future__ import annotations

from ..language import Phrase
from . import reviewed
from .kinds import Choice, Number, Orders, Share
from .model import Exercise, Wrong

LESSON = "04"
REVIEWS = Phrase("reviews", "条评价")
_DAYS = ", ".join(f"{day} ({given}★)" for day, given in reviewed.ONE_BUYER)
_DAYS_ZH = "、".join(f"{day} 日（{given}★）" for day, given in reviewed.ONE_BUYER)


def _share(good: int, all_in: int) -> str:
    return f"{good / all_in:%}"


def _all_stars() -> str:
    given = reviewed.stars()
    return _share(given[4] + given[5], sum(given.values()))


def _clear_stars() -> str:
    given = reviewed.stars()
    good = given[4] + given[5]
    return _share(good, good + given[1] + given[2])


EXERCISES = (
    Exercise(
        id="neutral-review",
        lesson=LESSON,
        prompt=Phrase(
            "A buyer gives an order of 30 USD an overall rating of exactly 3 stars. "
            "What does that do under the grade of 2015?",
            "一笔 30 美元的订单，买家总评恰好给了 3 星。按 2015 年的服务等级，结果是什么？",
        ),
        kind=Choice(
            (
                (
                    "a",
                    Phrase(
                        "it lowers the positive rate, and the order is not a bad one",
                        "拉低好评率，但不算不良体验订单",
                    ),
                ),
                (
                    "b",
                    Phrase(
                        "it lowers the positive rate, and the order is a bad one",
                        "拉低好评率，也算不良体验订单",
                    ),
                ),
                (
                    "c",
                    Phrase(
                        "it leaves the positive rate alone, and the order is a bad one",
                        "不影响好评率，但算不良体验订单",
                    ),
                ),
                (
                    "d",
                    Phrase(
                        "it leaves the positive rate alone, and the order is not a bad one",
                        "不影响好评率，也不算不良体验订单",
                    ),
                ),
            )
        ),
        solution=lambda: "c",
        hints=(
            Phrase(
                "Two questions, one for each number: is a neutral review above or below the line "
                "of the positive rate? Does it meet a condition of the bad-experience order?",
                "分两步问：中评进不进好评率的分子、分母？占不占不良体验订单的条件？",
            ),
            Phrase(
                "Positives divided by positives plus negatives. And the first of the five "
                "conditions looks at neutral and negative reviews.",
                "好评率是好评除以好评加差评；而五个条件的第一条看的是中评和差评。",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "That would need a rate with all reviews below the line, and a first condition "
                "that lets neutral reviews pass. The rule has neither.",
                "这要求分母是全部评价，而且第一条放过中评。两样规则里都没有。",
            ),
            Wrong.option(
                "b",
                "You took the formula of the pages that divide by all reviews. The platform's own "
                "page does not.",
                "你用的是“除以全部评价”的那种公式，平台自己的页面不是这么算的。",
            ),
            Wrong.option(
                "d",
                "Right about the rate. Now read the first of the five conditions again: where does "
                "it draw its line?",
                "好评率这一半对了。再看一遍五个条件的第一条：它的线划在几星？",
            ),
        ),
        why=Phrase(
            "Two numbers, two lines: the positive rate passes over a neutral review, "
            "the bad-experience order does not.",
            "两个指标，两条线：好评率对中评视而不见，不良体验订单可不会放过它。",
        ),
    ),
    Exercise(
        id="positive-rate",
        lesson=LESSON,
        prompt=Phrase(
            "What is the positive rate of brand-store in the grade of 2015, for the window that "
            "ends on 30 September 2015?",
            "在截至 2015 年 9 月 30 日的考核期内，按 2015 年服务等级的口径，brand-store 的好评率是多少？",
        ),
        kind=Share(),
        solution=reviewed.rate,
        hints=(
            Phrase(
                "Only reviews that count: good ones above the line, good and bad ones below it.",
                "只看计入的评价：分子是好评，分母是好评加差评。",
            ),
            Phrase(
                "Both numbers stand beside the last bar of the figure of reviews that count.",
                "两个数都写在“计入好评率的评价”那张图最后一根条的旁边。",
            ),
        ),
        wrongs=(
            Wrong(
                _clear_stars,
                Phrase(
                    "You took every good and every bad review of the window. Some of them do not "
                    "count: which?",
                    "你把期内的好评差评全算进去了。有一些是不计入的，是哪些？",
                ),
            ),
            Wrong(
                _all_stars,
                Phrase(
                    "You divided the good reviews by all reviews. Neutral ones are in neither "
                    "number, and not every other one counts.",
                    "你用好评除以全部评价了。中评分子分母都不算，其余的也不是条条都计入。",
                ),
            ),
            Wrong(
                lambda: _share(*reviewed.counts(formula="all_reviews")),
                Phrase(
                    "The reviews are the right ones, but you put the neutral ones below the line.",
                    "该剔的都剔了，但分母里多了中评。",
                ),
            ),
        ),
        why=Phrase(
            "Positives divided by positives plus negatives, of the reviews that count. The same "
            "reviews under another reading give another figure: say which one you quote.",
            "在计入的评价里，好评除以好评加差评。同样的评价换一种口径就是另一个数：引用时要说清用的是哪一种。",
        ),
    ),
    Exercise(
        id="which-count",
        lesson=LESSON,
        prompt=Phrase(
            "Seven reviews of brand-store stand in the table. Which of them enter its positive "
            "rate? Give the order ids.",
            "表里是 brand-store 的七条评价。哪几条计入好评率？请填订单号。",
        ),
        kind=Orders(),
        solution=reviewed.cases_counted,
        hints=(
            Phrase(
                "Go through the rules one by one, for each review: the amount, a dispute about a "
                "parcel not received, the stars.",
                "一条一条地过规则：金额、未收到货纠纷、星级。",
            ),
            Phrase(
                "A dispute takes a review out only if it was about a parcel not received and was "
                "not withdrawn. What it did to the stars does not matter.",
                "只有未收到货纠纷、并且没有撤销，评价才不计入；跟打了几星没有关系。",
            ),
        ),
        wrongs=(
            Wrong(
                lambda: reviewed.cases_counted(exclude_nr_disputes=False),
                Phrase(
                    "You counted reviews after a not-received dispute that went on to its end. "
                    "Under the older rule, which the course uses for 2015, they are out, good or "
                    "bad.",
                    "你把未收到货纠纷走到底的也算进去了。课程讲 2015 年用的是旧规则：好评差评一律不计。",
                ),
            ),
            Wrong(
                lambda: reviewed.cases_counted(min_order_usd=0),
                Phrase(
                    "One of these orders is too small for its review to count.",
                    "其中有一笔订单金额太小，评价不计入。",
                ),
            ),
            Wrong(
                lambda: reviewed.cases_counted(formula="all_reviews"),
                Phrase(
                    "A neutral review is among yours: it is neither above nor below the line.",
                    "你的答案里有中评：分子分母都不算。",
                ),
            ),
            Wrong(
                reviewed.cases_never_disputed,
                Phrase(
                    "You left out a review whose dispute was withdrawn. A buyer who takes the "
                    "dispute back keeps the voice.",
                    "你漏了一条纠纷已撤销的。买家撤了纠纷，评价照样计入。",
                ),
            ),
        ),
        why=Phrase(
            "It does not matter who got the money: a small order, neutral stars or a not-received "
            "dispute that ran its course takes a review out, good or bad.",
            "不看钱退给了谁：小额订单、中评、走到底的未收到货纠纷，评价一律不计，好坏都一样。",
        ),
    ),
    Exercise(
        id="ten-days",
        lesson=LESSON,
        prompt=Phrase(
            f"One buyer reviews six orders of the same store in September 2015, on the days "
            f"{_DAYS}. Each order costs more than 5 USD, none is disputed. How many reviews count "
            "in the positive rate?",
            f"同一位买家 2015 年 9 月评价了同一家店的六笔订单：{_DAYS_ZH}。"
            "每笔都超过 5 美元，都没有纠纷。计入好评率的评价有几条？",
        ),
        kind=Number(unit=REVIEWS),
        solution=reviewed.one_buyer,
        hints=(
            Phrase(
                "First cut the month into its three ten-day periods: they begin on the 1st, the "
                "11th and the 21st.",
                "先把一个月切成三旬：1 日、11 日、21 日各是一旬的开头。",
            ),
            Phrase(
                "In each period good reviews melt into one, and bad reviews melt into one; a good "
                "and a bad one stay apart.",
                "每一旬里，好评合并成一条，差评合并成一条；好评和差评之间不合并。",
            ),
        ),
        wrongs=(
            Wrong(
                lambda: reviewed.one_buyer(merge=False),
                Phrase(
                    "You counted every review. Reviews of one kind by one buyer in one period are "
                    "merged.",
                    "你一条不落全数了。同一买家在同一旬里的同类评价要合并。",
                ),
            ),
            Wrong(
                reviewed.periods,
                Phrase(
                    "One for each period is too few: only reviews of one kind are merged.",
                    "每旬只算一条就少了：合并的只是同一类评价。",
                ),
            ),
            Wrong(
                lambda: 1,
                Phrase(
                    "A buyer is not worth one review for ever: each period begins anew.",
                    "并不是一个买家永远只算一条：每一旬重新开始。",
                ),
            ),
        ),
        why=Phrase(
            "The calendar decides, not the distance: the 10th and the 11th are a day apart and in "
            "two periods, the 11th and the 20th are in one.",
            "看的是日历，不是间隔：10 日和 11 日只差一天，却分在两旬；11 日和 20 日反倒在同一旬。",
        ),
    ),
    Exercise(
        id="all-reviews",
        lesson=LESSON,
        prompt=Phrase(
            "Two pages on the web divide by all reviews, neutral ones included. What would the "
            "positive rate of brand-store be under that formula, all other rules unchanged?",
            "网上有两个页面用全部评价（含中评）作分母。其他规则不变，按这种公式，brand-store 的好评率是多少？",
        ),
        kind=Share(),
        solution=lambda: reviewed.rate(formula="all_reviews"),
        hints=(
            Phrase(
                "The good reviews stay the same. Only what you divide by grows.",
                "好评数不变，变大的只是分母。",
            ),
            Phrase(
                "Add the neutral reviews that the figure of reviews took out to the good and the "
                "bad ones.",
                "把图里剔掉的中评，加回到好评和差评里作分母。",
            ),
        ),
        wrongs=(
            Wrong(
                lambda: _share(*reviewed.counts()),
                Phrase(
                    "That is the rate as the platform's page has it, without neutral reviews.",
                    "这是平台页面的口径，分母里没有中评。",
                ),
            ),
            Wrong(
                _all_stars,
                Phrase(
                    "You took all reviews that took effect. The other rules still hold: small "
                    "orders, not-received disputes, ten days.",
                    "你用的是期内生效的全部评价。其他规则还在：小额订单、未收到货纠纷、自然旬合并。",
                ),
            ),
        ),
        why=Phrase(
            "Same store, same reviews, two percentage points less. The platform's own page wins "
            "over two retellings, but a seller who reads the other page sees another store.",
            "同一家店，同样的评价，少了两个多百分点。平台自己的页面优先于两份转述；可只看到转述的卖家，看到的是另一家店。",
        ),
    ),
    Exercise(
        id="make-up",
        lesson=LESSON,
        prompt=Phrase(
            "The illustrative limit of the best grade is a positive rate of 97 %. How many further "
            "good reviews, without a single bad one, would brand-store need to reach it?",
            "最高一档的示意线是好评率 97 %。brand-store 还要再拿多少条好评（期间没有一条差评）才够得着？",
        ),
        kind=Number(unit=REVIEWS),
        solution=reviewed.needed,
        hints=(
            Phrase(
                "Each further good review adds one above the line and one below it.",
                "每多一条好评，分子加一，分母也加一。",
            ),
            Phrase(
                "The bad reviews stay where they are. They may be 3 % of the whole: how large must "
                "the whole be?",
                "差评一条不少。它们最多只能占总数的 3 %，那总数得有多大？",
            ),
            Phrase(
                "Divide the bad reviews by 0.03, round up, and take away the reviews that count "
                "already.",
                "差评数除以 0.03，往上取整，再减去现在计入的评价数。",
            ),
        ),
        wrongs=(
            Wrong(
                reviewed.turned,
                Phrase(
                    "That many bad reviews would have had to be good ones. Further good reviews "
                    "weigh far less: they make the whole larger, too.",
                    "这是“差评要是变成好评”需要的条数。新增的好评没这么顶用：它们也会把分母撑大。",
                ),
            ),
            Wrong(
                reviewed.outweighing_one,
                Phrase(
                    "That is how many good reviews outweigh a single bad one at such a rate. How "
                    "many bad ones are there, and how many good ones already?",
                    "这是在这个比率上抵消一条差评所需的好评数。现在有几条差评、多少条好评？",
                ),
            ),
            Wrong(
                lambda: reviewed.counts()[1] - reviewed.counts()[0],
                Phrase(
                    "One good review for each bad one would make a rate of a half, not of nearly "
                    "all.",
                    "一条好评抵一条差评，那是好评率只有一半时的账。",
                ),
            ),
        ),
        why=Phrase(
            "At 97 % one bad review weighs as much as 32 good ones. Preventing two is less work "
            "than earning fifty.",
            "在 97 % 这条线上，一条差评要 32 条好评来抵。少惹两条差评，比多攒五十条好评省力。",
        ),
    ),
    Exercise(
        id="same-mean",
        lesson=LESSON,
        prompt=Phrase(
            "Ten buyers rated the description of product A: eight times 5 stars, twice 3 stars. "
            "Ten rated product B: six times 5, four times 4. Both have a mean of 4.6. Which "
            "ratings make bad-experience orders?",
            "十位买家给商品 A 的描述打分：八个 5 星、两个 3 星；十位给商品 B：六个 5 星、四个 4 星。"
            "两个平均分都是 4.6。哪些评分会造成不良体验订单？",
        ),
        kind=Choice(
            (
                (
                    "a",
                    Phrase("none: a mean of 4.6 is high enough", "都不会：平均 4.6 分已经够高"),
                ),
                ("b", Phrase("only some of product A", "只有商品 A 的一部分")),
                ("c", Phrase("only some of product B", "只有商品 B 的一部分")),
                ("d", Phrase("some of both", "两个商品都有一部分")),
            )
        ),
        solution=reviewed.same_mean,
        hints=(
            Phrase(
                "The mean is one number for ten orders. The condition looks at each order by "
                "itself.",
                "平均分是十单合成的一个数，而条件是一单一单看的。",
            ),
            Phrase(
                "Where does the second condition draw the line for description, and who lies on or "
                "below it?",
                "第二条给商品描述划的线是几星？谁在线上或线下？",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "No condition of the five looks at a mean. Go through the orders one by one.",
                "五个条件没有一条看平均分。请一单一单地看。",
            ),
            Wrong.option(
                "c",
                "4 stars are fewer than 5, but they are above the line for description.",
                "4 星是比 5 星低，可还在商品描述那条线之上。",
            ),
            Wrong.option(
                "d",
                "One of the two products has no rating on or below the line for description.",
                "其中一个商品，没有一个评分落到商品描述那条线上或线下。",
            ),
        ),
        why=Phrase(
            "A mean says how buyers feel on the whole, the share of low ratings says how often it "
            "went wrong. Look at both.",
            "平均分说的是总体感觉，低分占比说的是出事的频率。两样都要看。",
        ),
    ),
    Exercise(
        id="silent-buyers",
        lesson=LESSON,
        prompt=Phrase(
            "A store asks all its buyers, happy or not, to leave a review, and twice as many do. "
            "The buyers are no happier than before. What follows under the grade of 2015?",
            "一家店请所有买家都来评价，满意不满意都请，结果评价多了一倍。买家并没有比以前更满意。"
            "按 2015 年的服务等级，会怎样？",
        ),
        kind=Choice(
            (
                (
                    "a",
                    Phrase(
                        "the positive rate rises, because more reviews are good ones",
                        "好评率上升，因为好评更多了",
                    ),
                ),
                (
                    "b",
                    Phrase(
                        "the positive rate stays about where it was and is surer; ODR rises",
                        "好评率大致不变、更有把握；ODR 上升",
                    ),
                ),
                (
                    "c",
                    Phrase(
                        "the positive rate stays about where it was and is surer; ODR falls",
                        "好评率大致不变、更有把握；ODR 下降",
                    ),
                ),
                ("d", Phrase("neither of the two moves", "两个指标都不动")),
            )
        ),
        solution=reviewed.more_reviews,
        hints=(
            Phrase(
                "A rate is a share: what happens to it if good and bad ones double alike?",
                "好评率是个占比：好评、差评一起翻倍，占比会怎样？",
            ),
            Phrase(
                "An order nobody reviews cannot be bad through its review, but it is assessed all "
                "the same.",
                "没人评价的订单，不可能因为评价而不良，可它照样是考核订单。",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "There are more good ones, but more bad ones as well: what matters is their share.",
                "好评是多了，差评也一样多了：要看的是占比。",
            ),
            Wrong.option(
                "c",
                "Each unhappy buyer who speaks up makes one more order bad, and the number of "
                "assessed orders hardly changes.",
                "多一位不满意的买家开口，就多一笔不良体验订单，而考核订单数几乎没变。",
            ),
            Wrong.option(
                "d",
                "One of the two divides by reviews and the other by orders. More reviews do not "
                "bring more orders.",
                "一个指标除以评价数，另一个除以订单数。评价变多，订单并没有变多。",
            ),
        ),
        why=Phrase(
            "The positive rate divides by those who speak, ODR by all assessed orders. Asking for "
            "reviews shows you more of the truth; it does not improve it.",
            "好评率除以开口的人，ODR 除以全部考核订单。请人评价，是让你把真相看得更清楚，而不是让真相变好。",
        ),
    ),
)
