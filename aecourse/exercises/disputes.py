"""The exercises of lesson 05: families, clocks, ends, rates, and what not to ask of a buyer.

Every solution is computed in :mod:`.disputed`.
"""

from __future__ import annotations

from ..language import Phrase
from . import disputed
from .disputed import EXCUSED
from .kinds import Choice, Number, Share
from .model import Exercise, Wrong

LESSON = "05"


EXERCISES = (
    Exercise(
        id="dispute-ends",
        lesson=LESSON,
        prompt=Phrase(
            "In what share of the disputes that were opened against price-store from 3 July to "
            "30 September 2015 does the end itself make the order a bad-experience one?",
            "2015 年 7 月 3 日至 9 月 30 日，price-store 被提起的纠纷里，结局本身就构成不良体验订单的占多少？",
        ),
        kind=Share(),
        solution=disputed.ends_badly,
        hints=(
            Phrase(
                "Two of the five conditions of a bad-experience order are ends of a dispute. "
                "Which two?",
                "不良体验订单的五个条件里，有两个是纠纷的结局。哪两个？",
            ),
            Phrase(
                "Add the two hatched bars of the figure and divide by all disputes.",
                "把图里画线的两根条加起来，除以全部纠纷。",
            ),
        ),
        wrongs=(
            Wrong(
                lambda: f"{disputed.share_of('arbitration'):%}",
                Phrase(
                    "That is arbitration alone. Another end hurts as well, and it needs nobody to "
                    "do anything.",
                    "这只是仲裁。还有一种结局也算，而且谁都不用做什么它就会发生。",
                ),
            ),
            Wrong(
                lambda: f"{disputed.share_of('seller_timeout'):%}",
                Phrase(
                    "That is silence alone. Disputes that the two sides cannot settle go further.",
                    "这只是不回应的。谈不拢的纠纷还会往上走。",
                ),
            ),
            Wrong(
                lambda: f"{disputed.share_of('arbitration', 'seller_timeout', 'settled'):%}",
                Phrase(
                    "You counted settled disputes too. To settle costs money, but it is none of "
                    "the five conditions.",
                    "你把协商解决的也算进去了。协商要花钱，可它不在五个条件里。",
                ),
            ),
        ),
        why=Phrase(
            "Arbitration and silence: nearly two in five. The other three fifths were withdrawn or "
            "settled, and their end harms no order.",
            "仲裁加上不回应，将近五分之二。另外五分之三撤销了或协商解决了，结局本身不伤订单。",
        ),
    ),
    Exercise(
        id="which-family",
        lesson=LESSON,
        prompt=Phrase(
            "Four buyers open a dispute. Which of the four belongs to the family “not as "
            "described” (SNAD)?",
            "四位买家提起纠纷。哪一起属于“货不对版”（SNAD）？",
        ),
        kind=Choice(
            (
                ("a", Phrase("the parcel is held by customs", "包裹被海关扣了")),
                (
                    "b",
                    Phrase(
                        "the tracking number shows another country", "运单号查出来是另一个国家的"
                    ),
                ),
                (
                    "c",
                    Phrase(
                        "of two shirts paid for, the parcel holds one",
                        "付了两件衬衫的钱，包裹里只有一件",
                    ),
                ),
                (
                    "d",
                    Phrase(
                        "the parcel went back to the sender because of the address",
                        "地址有误，包裹被退回发件人",
                    ),
                ),
            )
        ),
        solution=lambda: "c",
        hints=(
            Phrase(
                "Ask one thing: does the buyer hold something in the hands?",
                "只问一句：买家手里有没有拿到东西？",
            ),
            Phrase(
                "Three of the four are stories about where the parcel is. One is about what is "
                "in it.",
                "四个里有三个讲的是包裹在哪儿，只有一个讲的是里面装了什么。",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "Nothing has arrived: whoever is to blame, the family is “not received”.",
                "货没到手：不管怪谁，都归“未收到货”。",
            ),
            Wrong.option(
                "b",
                "An invalid tracking number is about the way, not about the goods.",
                "无效运单号说的是路上的事，不是货的事。",
            ),
            Wrong.option(
                "d",
                "The buyer has nothing in hand. A returned parcel counts as not received.",
                "买家手里什么都没有。包裹被退回，算未收到货。",
            ),
        ),
        why=Phrase(
            "Short-shipped goods are not as described, like damaged, poor or counterfeit ones. "
            "Stories about the parcel's way are “not received”.",
            "少发跟破损、质量差、假货一样，归货不对版；路上的问题都归未收到货。",
        ),
    ),
    Exercise(
        id="last-moment",
        lesson=LESSON,
        prompt=Phrase(
            "A buyer opens a dispute on Friday, 25 September 2015, at 15:45. The rule gives the "
            "seller 5 days, and no source takes weekends out. On which day of September is the "
            "time over?",
            "买家在 2015 年 9 月 25 日（星期五）15:45 提起纠纷。规则给卖家 5 天，没有哪个来源说周末不算。"
            "期限在 9 月几日到？",
        ),
        kind=Number(),
        solution=disputed.answer_by,
        hints=(
            Phrase(
                "The clock starts with the dispute and runs through Saturday and Sunday.",
                "从提起的那一刻开始走，星期六、星期日照走不误。",
            ),
            Phrase(
                "One day after the 25th at 15:45 is the 26th at 15:45. Go on counting.",
                "25 日 15:45 过一天是 26 日 15:45，接着往下数。",
            ),
        ),
        wrongs=(
            Wrong(
                lambda: disputed.answer_by(counting="first day too"),
                Phrase(
                    "You counted the day of the dispute as a whole day. It began only at 15:45.",
                    "你把提起纠纷那天当成了完整的一天，可它 15:45 才开始。",
                ),
            ),
            Wrong(
                lambda: disputed.answer_by(counting="working days"),
                Phrase(
                    "That day is in October: you left the weekend out. Whoever does that answers "
                    "too late.",
                    "那已经是 10 月了：你把周末扣掉了。真这么算，回应就晚了。",
                ),
            ),
        ),
        why=Phrase(
            "Five times 24 hours, until 15:45. A dispute of Friday has lost nearly half of its "
            "time when the office opens again.",
            "五个 24 小时，到 15:45 为止。星期五的纠纷，等周一上班，时间已经去了将近一半。",
        ),
    ),
    Exercise(
        id="nr-rate",
        lesson=LESSON,
        prompt=Phrase(
            "What is the not-received dispute rate (NR) of price-store over the 30 days up to "
            "30 September 2015?",
            "截至 2015 年 9 月 30 日的 30 天里，price-store 的未收到货纠纷率（NR）是多少？",
        ),
        kind=Share(),
        solution=lambda: disputed.nr_counts()[0] / disputed.nr_counts()[1],
        hints=(
            Phrase(
                "Above the line: not-received disputes that were not withdrawn. Below it: receipt "
                "confirmed, confirmation timed out, or disputed.",
                "分子：未收到货、且没有撤销的纠纷。分母：确认收货、确认超时或提起纠纷的订单。",
            ),
            Phrase(
                "Both numbers stand in the row nr_rate of the table.",
                "两个数就在表里 nr_rate 那一行。",
            ),
        ),
        wrongs=(
            Wrong(
                lambda: f"{disputed.filed('not_received') / disputed.nr_counts()[1]:%}",
                Phrase(
                    "You counted withdrawn disputes as well. The rate takes them out.",
                    "你把撤销的纠纷也算进去了，规则里要扣掉。",
                ),
            ),
            Wrong(
                lambda: f"{disputed.nr_counts()[0] / disputed.paid():%}",
                Phrase(
                    "You divided by the orders paid in these days. A parcel that is still on its "
                    "way cannot be disputed yet; the rate looks at orders that came to a decision.",
                    "你除以了这段时间付款的订单。还在路上的包裹谈不上纠纷；分母看的是有了结果的订单。",
                ),
            ),
            Wrong(
                lambda: (
                    f"{disputed.filed('not_received') / disputed.filed('not_received', 'not_as_described'):%}"
                ),
                Phrase(
                    "That is the share of one family among the disputes, not among the orders.",
                    "这是未收到货在全部纠纷里的占比，不是在订单里的占比。",
                ),
            ),
        ),
        why=Phrase(
            "One decided order in ten. Whether that breaks a rule nobody can say: the penalty "
            "line of the NR rate is not public.",
            "有了结果的订单里，十单有一单。算不算违规，没人说得准：NR 的处罚线没有公布。",
        ),
    ),
    Exercise(
        id="snad-band",
        lesson=LESSON,
        prompt=Phrase(
            "Under the bands of 2022 (one source) two stores have a SNAD rate of 7.3 % over 30 "
            "days, each with 37 SNAD orders. One sells jewellery, the other phones. Who has a "
            "violation?",
            "按 2022 年的分档（一个来源），两家店 30 天的货不对版纠纷率都是 7.3 %，各有 37 笔货不对版订单。"
            "一家卖珠宝，一家卖手机。谁违规了？",
        ),
        kind=Choice(
            (
                ("a", Phrase("the jewellery store only", "只有珠宝店")),
                ("b", Phrase("the phone store only", "只有手机店")),
                ("c", Phrase("both", "两家都违规")),
                ("d", Phrase("neither", "两家都没有")),
            )
        ),
        solution=disputed.band,
        hints=(
            Phrase(
                "The first band does not begin at the same rate in every category.",
                "不同类目，第一档的起点不一样。",
            ),
            Phrase(
                "Five groups of categories begin at 5 %, all others at 10 %. Which of the two "
                "stores belongs to the five?",
                "有五个类目组从 5 % 起，其余从 10 % 起。两家店里哪家在这五组里？",
            ),
        ),
        wrongs=(
            Wrong.option(
                "b",
                "The other way round: phones are not among the five stricter groups.",
                "反了：手机不在更严的那五组里。",
            ),
            Wrong.option(
                "c",
                "7.3 % lies above one of the two first limits and below the other.",
                "7.3 % 高于其中一条起点线，低于另一条。",
            ),
            Wrong.option(
                "d",
                "Both have more than the 5 orders that the rule asks for, and one of the two has "
                "reached its first band.",
                "两家都过了 5 笔的门槛，其中一家已经进了第一档。",
            ),
        ),
        why=Phrase(
            "The same rate, two verdicts: general violation from 5 % on in jewellery and watches, "
            "apparel, wedding, bags and shoes, sports; from 10 % on elsewhere.",
            "同一个比率，两个结论：珠宝手表、服装、婚纱、鞋包、运动从 5 % 起算一般违规，其他类目从 10 % 起。",
        ),
    ),
    Exercise(
        id="excused",
        lesson=LESSON,
        prompt=Phrase(
            f"A store has {EXCUSED['orders']} decided orders, {EXCUSED['disputed']} of them with a "
            f"not-received dispute. A notice excuses {EXCUSED['excused']} of the orders, "
            f"{EXCUSED['excused_disputed']} of which are disputed. What is the NR rate after "
            "exemption, as the course counts?",
            f"某店有 {EXCUSED['orders']} 笔有结果的订单，其中 {EXCUSED['disputed']} 笔有未收到货纠纷。"
            f"平台公告免责 {EXCUSED['excused']} 笔订单，里面有纠纷的是 {EXCUSED['excused_disputed']} 笔。"
            "按课程的算法，免责后的 NR 是多少？",
        ),
        kind=Share(),
        solution=disputed.excused,
        hints=(
            Phrase(
                "An excused order leaves the rate as if it had never been.",
                "免责的订单从比率里整笔拿掉，就当没有过。",
            ),
            Phrase(
                "Take the disputed ones away above the line and all excused ones below it.",
                "分子减去免责里有纠纷的，分母减去全部免责的。",
            ),
        ),
        wrongs=(
            Wrong(
                lambda: f"{disputed.excused(below=False):%}",
                Phrase(
                    "You took the excused disputes away above the line only. The excused orders "
                    "leave the denominator, too.",
                    "你只在分子里扣了。免责的订单分母里也要扣。",
                ),
            ),
            Wrong(
                lambda: f"{disputed.excused(above=False):%}",
                Phrase(
                    "You made the denominator smaller and left the excused disputes above the "
                    "line: exemption would make things worse.",
                    "你只减了分母，免责的纠纷还留在分子里：免责反倒更糟了。",
                ),
            ),
            Wrong(
                lambda: f"{disputed.excused(above=False, below=False):%}",
                Phrase(
                    "That is the rate before exemption.",
                    "这是免责前的比率。",
                ),
            ),
        ),
        why=Phrase(
            "Out of both numbers. The platform's interface of 2018 shows the rate before and after "
            "exemption; how the orders leave it, the texts do not say.",
            "分子分母都拿掉。2018 年的平台接口里，免责前、免责后的比率都有；具体怎么扣，资料没写。",
        ),
    ),
    Exercise(
        id="settled",
        lesson=LESSON,
        prompt=Phrase(
            "A parcel ships in time. Its buyer opens a dispute, the seller answers within a day, "
            "they settle on a partial refund, and the buyer writes no review. Where does the "
            "order count against the store?",
            "一单按时发货。买家提起纠纷，卖家一天内回应，双方谈妥部分退款，买家没有评价。"
            "这笔订单在哪儿对店铺不利？",
        ),
        kind=Choice(
            (
                ("a", Phrase("nowhere: it was settled", "哪儿都不算：已经谈妥了")),
                (
                    "b",
                    Phrase(
                        "as a bad-experience order, but not in the dispute rate",
                        "算不良体验订单，但不进纠纷提起率",
                    ),
                ),
                (
                    "c",
                    Phrase(
                        "in the dispute rate and as a bad-experience order",
                        "进纠纷提起率，也算不良体验订单",
                    ),
                ),
                (
                    "d",
                    Phrase(
                        "in the dispute rate, but not as a bad-experience order",
                        "进纠纷提起率，但不算不良体验订单",
                    ),
                ),
            )
        ),
        solution=disputed.settled,
        hints=(
            Phrase(
                "Which disputes does the formula of the dispute rate take out again?",
                "纠纷提起率的公式会把哪一种纠纷扣掉？",
            ),
            Phrase(
                "Only a withdrawn one. And go through the five conditions: is “settled” among "
                "them?",
                "只扣撤销的。再把五个条件过一遍：有“协商解决”这一条吗？",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "It was opened and never withdrawn: that is all that one of the rates asks.",
                "纠纷提起了，又没有撤销：有一个比率只看这个。",
            ),
            Wrong.option(
                "b",
                "Just the other way round: look at what each of the two asks for.",
                "正好反了：看看两个指标各看什么。",
            ),
            Wrong.option(
                "c",
                "It counts in the rate. But none of the five conditions is met: no low rating, no "
                "late shipment, no arbitration, no silence.",
                "进比率没错。可五个条件一条都没占：没有低分，没有晚发，没有仲裁，也没有不回应。",
            ),
        ),
        why=Phrase(
            "Settling saves the order from becoming a bad one. It does not undo that the dispute "
            "was opened: only preventing it, or the buyer's withdrawal, does.",
            "协商能让订单不变成不良体验，却抹不掉提起过纠纷这件事：只有事先避免，或者买家自己撤销才行。",
        ),
    ),
    Exercise(
        id="reworded",
        lesson=LESSON,
        prompt=Phrase(
            "A seller asks every buyer with a SNAD dispute to change the reason or to cancel "
            "against the full refund. Suppose that the last reason counts. What happens to the "
            "metrics of price-store in the model?",
            "有卖家请每位提了货不对版纠纷的买家改一个纠纷原因，或者全额退款、撤销纠纷。假定以最后的理由为准。"
            "在模型里，price-store 的指标会怎样？",
        ),
        kind=Choice(
            (
                ("a", Phrase("SNAD rises", "货不对版纠纷率上升")),
                (
                    "b",
                    Phrase(
                        "SNAD falls, and nothing else gets worse",
                        "货不对版纠纷率下降，其他指标都没有变差",
                    ),
                ),
                (
                    "c",
                    Phrase(
                        "SNAD falls; NR, arbitration and ODR rise",
                        "货不对版纠纷率下降，NR、仲裁提起率和 ODR 上升",
                    ),
                ),
                ("d", Phrase("nothing moves", "什么都不变")),
            )
        ),
        solution=disputed.reworded,
        hints=(
            Phrase(
                "A reason that is changed does not vanish. Which reason is left to change it to?",
                "纠纷原因改了，纠纷并不会消失。还能改成什么原因？",
            ),
            Phrase(
                "And what does a buyer do who is asked for a favour instead of being helped, and "
                "says no?",
                "买家没得到解决，反被要求帮忙，又不愿意，他会怎么做？",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "If the last reason counts, a changed one is no longer SNAD. Look where it goes.",
                "以最后的原因为准的话，改过的就不再是货不对版了。看看它去了哪儿。",
            ),
            Wrong.option(
                "b",
                "That is what the advice promises. Look at the other rows of the table.",
                "这正是那条建议许诺的。看看表里别的行。",
            ),
            Wrong.option(
                "d",
                "Some buyers do as they are asked, so at least one row moves.",
                "总有买家会照办，至少有一行会动。",
            ),
        ),
        why=Phrase(
            "The goods are as wrong as before. One metric looks better, others carry the load, and "
            "each refund is paid in full.",
            "货还是那批不对版的货。一个指标好看了，担子压到了别的指标上，退款还一分不少。",
        ),
    ),
)
