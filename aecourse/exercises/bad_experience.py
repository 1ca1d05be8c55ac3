"""The exercises of lesson 03: which orders are bad, how many, and what to mend first.

Every solution is computed in :mod:`.counted`.
"""

from __future__ import annotations

from ..language import Phrase
from . import counted
from .kinds import Choice, Number, Orders, Share
from .model import Exercise, Wrong

LESSON = "03"
ORDERS = Phrase("orders", "笔")


def _lever_wrongs() -> tuple[Wrong, ...]:
    """What to say to each condition that is not the one."""
    said = {
        "a": Phrase(
            "Many orders have it, but many of these were rated low in DSR as well: they would "
            "stay bad. Count the orders that have nothing else.",
            "中差评确实多，但其中不少订单 DSR 分也低，去掉中差评它们仍是不良体验订单。"
            "请数一数只占这一条的订单。",
        ),
        "b": Phrase(
            "A low DSR often stands beside a low overall rating: without the one, the other "
            "still counts. Count the orders that have nothing else.",
            "DSR 低分常常和中差评同时出现，去掉一个，另一个照样计入。请数一数只占这一条的订单。",
        ),
        "d": Phrase(
            "Arbitration hurts each order most, but fewer orders get that far. "
            "Look at how many, not at how bad.",
            "摊上仲裁的订单伤得最重，但走到这一步的不多。这里比的是数量，不是轻重。",
        ),
        "e": Phrase(
            "It is the easiest to mend, and you should; but look at how few orders end this way.",
            "这一条最容易改，也应该改；不过数一数，真这样结束的订单没几笔。",
        ),
    }
    return tuple(Wrong.option(letter, words.en, words.zh) for letter, words in said.items())


EXERCISES = (
    Exercise(
        id="whose-slip",
        lesson=LESSON,
        prompt=Phrase(
            "Article B prints: “the seller gives the neutral or negative review” and “the seller "
            "raises or changes the dispute”. Who really does which?",
            "文章 B 写道：“卖家给予中差评”“卖家提起/修改纠纷”。实际上分别是谁做的？",
        ),
        kind=Choice(
            (
                (
                    "a",
                    Phrase("the seller does both, as printed", "两件事都是卖家做的，原文没错"),
                ),
                (
                    "b",
                    Phrase(
                        "the buyer reviews, the seller raises the dispute",
                        "买家评价，卖家提起纠纷",
                    ),
                ),
                (
                    "c",
                    Phrase(
                        "the seller reviews, the buyer raises the dispute",
                        "卖家评价，买家提起纠纷",
                    ),
                ),
                ("d", Phrase("the buyer does both", "两件事都是买家做的")),
            )
        ),
        solution=lambda: "d",
        hints=(
            Phrase(
                "The list says what makes an experience bad. Whose experience?",
                "这份清单列的是“不良体验”。是谁的体验？",
            ),
            Phrase(
                "Who holds a parcel that does not match its picture, and what can that person do?",
                "包裹跟图片对不上，收到的人是谁？这个人能做什么？",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "Then sellers would spoil their own score, and of their own will. The article "
                "garbles both sentences.",
                "那就等于卖家主动拉低自己的分数。文章这两句都写错了。",
            ),
            Wrong.option(
                "b",
                "Half of it is mended. But why would a seller open a dispute against the own store?",
                "改对了一半。可是，卖家怎么会去提自己店铺的纠纷？",
            ),
            Wrong.option(
                "c",
                "Half of it is mended. But whose stars are the 3 stars or fewer of the first "
                "condition?",
                "改对了一半。可是第一条里的“3 星及以下”是谁打的星？",
            ),
        ),
        why=Phrase(
            "The buyer rates and the buyer disputes; the seller answers. One word made the rule "
            "absurd, and a reader who asks “why would anybody do that?” finds such slips.",
            "打分的是买家，提纠纷的也是买家，卖家要做的是回应。一字之差，规则就讲不通了；"
            "读的时候多问一句“谁会这么做”，这类错误就藏不住。",
        ),
    ),
    Exercise(
        id="assessed-orders",
        lesson=LESSON,
        prompt=Phrase(
            "How many orders of growing-store are assessed for the window that ends on "
            "30 September 2015?",
            "在截至 2015 年 9 月 30 日的考核期内，growing-store 有多少笔考核订单？",
        ),
        kind=Number(unit=ORDERS),
        solution=counted.assessed,
        hints=(
            Phrase(
                "An order is assessed when any of its moments falls into the window, whenever it "
                "was paid.",
                "只要有任何一个时间点落在考核期内，就是考核订单，跟哪天付款无关。",
            ),
            Phrase(
                "The denominator of ODR is the number of assessed orders: look at result.metrics.",
                "买家不良体验订单率的分母就是考核订单数：看 result.metrics。",
            ),
        ),
        wrongs=(
            Wrong(
                counted.orders_in_table,
                Phrase(
                    "Those are all orders of the table. Only those count of which some moment "
                    "falls into the 90 days.",
                    "这是整张表的订单数。至少有一个时间点落在这 90 天里的，才参与考核。",
                ),
            ),
            Wrong(
                counted.paid_in_window,
                Phrase(
                    "Those are the orders that were paid in the window. Payment is none of the "
                    "moments, and older orders whose shipment, receipt, dispute or review falls "
                    "inside count too.",
                    "这是在考核期内付款的订单数。付款不在那些时间点里；付款更早，但发货、收货、"
                    "纠纷或评价落在期内的订单，也要算。",
                ),
            ),
            Wrong(
                counted.closed_in_window,
                Phrase(
                    "Those are the orders that were closed in the window. They decide whether the "
                    "store is assessed at all; the rate is taken over more orders than these.",
                    "这是考核期内已结束的订单数，它决定店铺参不参加考核；算比率用的订单比这多。",
                ),
            ),
        ),
        why=Phrase(
            "Any of eleven moments inside the window is enough: an order may be paid in spring "
            "and assessed in autumn.",
            "十一个时间点里有任何一个落在期内就算：春天付款的订单，秋天照样可能参与考核。",
        ),
    ),
    Exercise(
        id="odr-rate",
        lesson=LESSON,
        prompt=Phrase(
            "What is the order defect rate (ODR) of growing-store for the window that ends on "
            "30 September 2015?",
            "在截至 2015 年 9 月 30 日的考核期内，growing-store 的买家不良体验订单率是多少？",
        ),
        kind=Share(),
        solution=lambda: counted.bad() / counted.assessed(),
        hints=(
            Phrase(
                "Bad-experience orders above the line, all assessed orders below it; "
                "an order counts once.",
                "分子是买家不良体验订单，分母是全部考核订单；一笔订单只数一次。",
            ),
            Phrase(
                'result = aecourse.assess(orders, "grade_2015_odr", as_of="2015-09-30"), '
                "then look at result.metrics.",
                '先运行 result = aecourse.assess(orders, "grade_2015_odr", as_of="2015-09-30")，'
                "再看 result.metrics。",
            ),
            Phrase('The value itself: result.value("odr").', '直接取值：result.value("odr")。'),
        ),
        wrongs=(
            Wrong(
                lambda: f"{counted.bad() / counted.orders_in_table():%}",
                Phrase(
                    "You divided by all orders of the table. The rate is taken over the assessed "
                    "orders only.",
                    "分母用成了整张表的订单数。分母只能是考核订单。",
                ),
            ),
            Wrong(
                lambda: f"{counted.bad() / counted.paid_in_window():%}",
                Phrase(
                    "You divided by the orders paid in the window. An order paid before it is "
                    "assessed as well if one of its later moments falls inside.",
                    "分母用成了期内付款的订单数。付款在期前、后面的时间点落在期内的订单，同样参与考核。",
                ),
            ),
            Wrong(
                lambda: f"{sum(map(len, counted.meeting().values())) / counted.assessed():%}",
                Phrase(
                    "You added up the five conditions. An order that meets several of them "
                    "counts once.",
                    "把五个条件的订单数直接相加了。一笔订单同时占几条，也只数一次。",
                ),
            ),
            Wrong(
                lambda: f"{counted.bad()} %",
                Phrase(
                    "That is how many orders are bad, not their share.",
                    "这是不良体验订单的笔数，不是比率。",
                ),
            ),
        ),
        why=Phrase(
            "Bad-experience orders divided by all assessed orders. With so few orders one more "
            "or less moves it a good deal: see the interval beside it.",
            "买家不良体验订单数除以全部考核订单数。订单这么少，多一单少一单变化就很大：看看旁边的区间。",
        ),
    ),
    Exercise(
        id="last-second",
        lesson=LESSON,
        prompt=Phrase(
            "An order arrives in August 2015. Its review of 1 star takes effect on 1 September at "
            "00:00:00, one second after the window that ends on 31 August. Where is it bad?",
            "某订单 2015 年 8 月妥投，买家 1 星的评价在 9 月 1 日 00:00:00 生效，"
            "恰好比截至 8 月 31 日的考核期晚一秒。它在哪个考核期算不良体验订单？",
        ),
        kind=Choice(
            (
                (
                    "a",
                    Phrase(
                        "in the window to 31 August only, because the parcel arrived in it",
                        "只在截至 8 月 31 日的考核期，因为包裹是那时妥投的",
                    ),
                ),
                (
                    "b",
                    Phrase(
                        "not in the window to 31 August, but in the one to 30 September",
                        "截至 8 月 31 日的考核期不算，截至 9 月 30 日的算",
                    ),
                ),
                (
                    "c",
                    Phrase("in neither: the review came too late", "都不算，因为评价来得太晚"),
                ),
                (
                    "d",
                    Phrase(
                        "in both: once bad, an order is bad wherever it is assessed",
                        "都算：一旦不良，在哪个考核期都是不良体验订单",
                    ),
                ),
            )
        ),
        solution=counted.late_review,
        hints=(
            Phrase(
                "Two questions: is the order assessed in a window, and does the moment of its "
                "fault fall into that window?",
                "分两步想：订单在这个考核期参与考核吗？出问题的那个时间点落在这个考核期吗？",
            ),
            Phrase(
                "The fault is the review, and its moment is the second in which it takes effect.",
                "问题出在评价上，它的时间点就是评价生效的那一秒。",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "Receipt makes the order assessed there, but what is bad about it, the review, "
                "did not exist yet.",
                "妥投、收货让它在那一期参与考核；可真正出问题的是评价，而评价当时还没生效。",
            ),
            Wrong.option(
                "c",
                "Too late for one window is not too late for all: the days go on, and so does "
                "the next window.",
                "错过这一期，不等于永远错过：后面还有下一个考核期。",
            ),
            Wrong.option(
                "d",
                "A condition counts only in a window that holds its own moment. Which of the two "
                "windows holds the review?",
                "每个条件，只在自己的时间点所在的那一期计入。评价生效的时间落在哪一期？",
            ),
        ),
        why=Phrase(
            "The order is assessed in both windows, but it is bad only where the moment of its "
            "fault lies. One second decides.",
            "两个考核期它都参与考核，但只有出问题的那个时间点所在的一期才算不良。差一秒，结果就不同。",
        ),
    ),
    Exercise(
        id="twice-bad",
        lesson=LESSON,
        prompt=Phrase(
            "Which orders of growing-store meet more than one of the five conditions in the window "
            "that ends on 30 September 2015?",
            "在截至 2015 年 9 月 30 日的考核期内，growing-store 的哪些订单同时占了五个条件中的两条或更多？",
        ),
        kind=Orders(),
        solution=counted.several_conditions,
        hints=(
            Phrase(
                'Start from the bad orders: result.orders("odr"). There are few enough to read.',
                '从不良体验订单入手：result.orders("odr")，数量不多，可以逐单看。',
            ),
            Phrase(
                "For each of them: an overall rating of 3 or fewer? A low DSR? Not sold? "
                "Arbitration? No answer? Count the times you say yes.",
                "逐单问五句：总评 3 星及以下？DSR 低分？成交不卖？提交仲裁？超时未响应？数一数有几个“是”。",
            ),
            Phrase(
                "All low DSR ratings of an order together are one condition.",
                "一笔订单有几项 DSR 低分，合起来也只算一条。",
            ),
        ),
        wrongs=(
            Wrong(
                lambda: sorted(counted.any_condition()),
                Phrase(
                    "Those are all bad-experience orders. One condition makes an order bad; "
                    "which of them meet a second one?",
                    "这是全部不良体验订单。占一条就算不良；其中哪些还占了另一条？",
                ),
            ),
            Wrong(
                lambda: sorted(counted.any_condition() - counted.several_conditions()),
                Phrase(
                    "Those are the orders with a single fault: exactly the others.",
                    "这些是只占一条的订单，正好反了。",
                ),
            ),
            Wrong(
                lambda: sorted(counted.meeting()["dsr"] & counted.meeting()["seller_timeout"]),
                Phrase(
                    "Those have a low DSR and an unanswered dispute. Other pairs of conditions "
                    "count as well: compare each with each.",
                    "这是 DSR 低分又超时未响应的订单。别的条件两两同时出现也算：五条要逐一对照。",
                ),
            ),
        ),
        why=Phrase(
            "This is why the five conditions add up to more than the bad orders: "
            "an order with several faults counts once.",
            "所以五个条件的订单数加起来会超过不良体验订单数：一笔订单毛病再多，也只计一次。",
        ),
    ),
    Exercise(
        id="logistics-three",
        lesson=LESSON,
        prompt=Phrase(
            "One page on the web counts DSR logistics at 3 stars or fewer, not at 1 star. How many "
            "more orders of growing-store would be bad in the same window under that reading?",
            "网上有一个页面说，DSR 物流 3 星及以下就计入，而不是只计 1 星。"
            "按这种说法，同一考核期内 growing-store 会多出几笔不良体验订单？",
        ),
        kind=Number(unit=ORDERS),
        solution=lambda: counted.bad_with_logistics_three() - counted.bad(),
        hints=(
            Phrase(
                "An order that is bad already cannot become bad a second time.",
                "已经是不良体验订单的，不会再多算一次。",
            ),
            Phrase(
                'Change one parameter: regime = aecourse.rulebook.load("grade_2015_odr")'
                '.using({"bad.dsr_shipping_max": 3}), and assess with it.',
                '只改一个参数：regime = aecourse.rulebook.load("grade_2015_odr")'
                '.using({"bad.dsr_shipping_max": 3})，再用它考核一次。',
            ),
            Phrase(
                "Compare the number of bad orders with and without the change.",
                "比较改动前后的不良体验订单数。",
            ),
        ),
        wrongs=(
            Wrong(
                counted.bad_with_logistics_three,
                Phrase(
                    "Those are all bad orders under the wider reading. How many of them are new?",
                    "这是按宽口径算出的全部不良体验订单。其中新增的有几笔？",
                ),
            ),
            Wrong(
                lambda: counted.logistics_rated_low(in_window=True),
                Phrase(
                    "Those are all reviews of the window with such a logistics rating. Some of "
                    "these orders are bad already, for this or another reason.",
                    "这是期内所有物流评分落在这个范围的评价。其中有些订单本来就已经是不良体验订单了。",
                ),
            ),
            Wrong(
                lambda: counted.logistics_rated_low(in_window=False),
                Phrase(
                    "You counted the whole table. Only a review that takes effect inside the "
                    "window counts.",
                    "把整张表都数进去了。只有在考核期内生效的评价才算。",
                ),
            ),
        ),
        why=Phrase(
            "The seller controls the carrier least, so the rule of 2015 judges logistics more "
            "mildly: only 1 star. Always ask which reading a guide uses.",
            "物流是卖家最管不住的一环，所以 2015 年的规则对物流从宽：只计 1 星。看攻略时，先问它用的是哪种口径。",
        ),
    ),
    Exercise(
        id="which-minimum",
        lesson=LESSON,
        prompt=Phrase(
            "The sources disagree on the minimum: 30 closed paid orders in 90 days (copies of the "
            "platform's help), or 90 orders in three months (article A). Take both as closed paid "
            "orders in the window: under which is growing-store assessed on 30 September 2015?",
            "最低订单数有两种说法：90 天内已结束的付款订单满 30 笔（平台帮助的转载），"
            "或三个月内满 90 笔（文章 A）。两者都按考核期内已结束的付款订单理解："
            "截至 2015 年 9 月 30 日，growing-store 按哪种说法会被考核？",
        ),
        kind=Choice(
            (
                ("a", Phrase("under both", "两种说法都会")),
                ("b", Phrase("only if the minimum is 30", "只有最低 30 笔时会")),
                ("c", Phrase("only if the minimum is 90", "只有最低 90 笔时会")),
                ("d", Phrase("under neither", "两种说法都不会")),
            )
        ),
        solution=counted.minimum,
        hints=(
            Phrase(
                "result.reason says how many closed paid orders the store has in the window.",
                "result.reason 写明了考核期内有多少笔已结束的付款订单。",
            ),
            Phrase(
                "Compare that number with the one minimum and with the other. Or let the course do "
                'it: regime.using({"min_closed_paid_orders": 90}).',
                "把这个数分别和两个最低数比一比；也可以让程序来做："
                'regime.using({"min_closed_paid_orders": 90})。',
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "Do not take the assessed orders for the closed ones: the minimum looks at closed "
                "paid orders, and these are fewer.",
                "别把考核订单数当成已结束订单数：最低数看的是已结束的付款订单，比考核订单少。",
            ),
            Wrong.option(
                "c",
                "A store that reaches a high minimum reaches every lower one too.",
                "能达到高门槛的店铺，必然也达到低门槛。",
            ),
            Wrong.option(
                "d",
                "Read result.reason again: is its number really below the lower minimum?",
                "再看一遍 result.reason：那个数真的连较低的门槛都没到吗？",
            ),
        ),
        why=Phrase(
            "The same store, the same orders: assessed or not, by the source you believe. "
            "The course keeps both and says which one it uses.",
            "同一家店、同样的订单，考核不考核，取决于你信哪个来源。本课程两种都保留，并写明用的是哪一种。",
        ),
    ),
    Exercise(
        id="first-lever",
        lesson=LESSON,
        prompt=Phrase(
            "Now the price-store, in the same window. Suppose one of the five conditions could be made to vanish, "
            "alone. Which of them would clear the most orders? An order that is bad for another "
            "reason as well stays bad.",
            "再看 price-store，考核期相同。假如五个条件里只能让一条彻底消失，去掉哪一条，能让最多的订单摘掉“不良”的帽子？"
            "同时还占其他条件的订单，仍算不良体验订单。",
        ),
        kind=Choice(tuple((letter, words) for letter, (_, words) in counted.CONDITIONS.items())),
        solution=counted.first_lever,
        hints=(
            Phrase(
                "Look at the five bars of the store first: which are long?",
                "先看这家店的五根条：哪几根长？",
            ),
            Phrase(
                "Length is not enough: an order under two bars stays bad when one of them goes. "
                "Which condition seldom comes together with another?",
                "光看长短不够：占了两条的订单，去掉一条还是不良。哪一条很少和别的条件同时出现？",
            ),
        ),
        wrongs=_lever_wrongs(),
        why=Phrase(
            "The place to begin is where one mended cause clears whole orders. In this store it "
            "is stock and shipping in time, which the seller controls alone.",
            "先改那些“改一处就能救下整单”的地方。这家店，就是备货和按时发货：全捏在卖家自己手里。",
        ),
    ),
)
