"""The exercises of lesson 10: suppliers, selection, price, advertising, stock, reviews.

Money in them is that of the year game (illustrative); every solution is computed.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

from .. import rulebook
from ..language import Phrase
from .kinds import Choice, Number
from .model import Exercise, Wrong

LESSON = "10"
USD = Phrase("US dollars", "美元")


# -- what is computed -----------------------------------------------------------------------------


@cache
def cheap_profit() -> int:
    """The profit of the shop that is cheap in everything."""
    from ..plots.year import shop_year
    from ..year import outcome

    return outcome(shop_year("cheap")).profit


def _closing(shop: str, *rows: int) -> int:
    from ..plots.year import closing

    column = closing()[shop].tolist()
    return sum(column[row] for row in rows)


def net() -> float:
    """What the seller has of an order at the usual price, once the platform took its part."""
    from ..year.terms import term

    return term("usual_price") * (1 - term("fee"))


def refunds_that_eat_the_saving() -> int:
    """Full refunds that cost more than 100 cheaper pieces saved."""
    from ..year.choices import SUPPLIERS

    saved = 100 * (SUPPLIERS["steady"].unit_cost - SUPPLIERS["cheapest"].unit_cost)
    return math.ceil(saved / net())


def margin(price: float) -> float:
    """Of a steady piece in a standard parcel sold at *price* dollars."""
    from ..year.choices import CARRIERS, SUPPLIERS
    from ..year.terms import term

    cost = SUPPLIERS["steady"].unit_cost + CARRIERS["standard"].unit_cost
    return price * (1 - term("fee")) - cost


def category_verdict() -> str:
    """What 8 SNAD disputes in 120 orders mean for dresses and for phone cases in June 2022."""
    regime = rulebook.load("capability_2022")
    share = 8 / 120
    enough = regime["snad.min_orders"] <= 8
    dresses = enough and share >= rulebook.snad_bands(regime, "apparel")["general"]
    phones = enough and share >= rulebook.snad_bands(regime, "phones")["general"]
    return {(True, True): "a", (True, False): "b", (False, True): "c", (False, False): "d"}[
        bool(dresses), bool(phones)
    ]


@cache
def advertising_verdict() -> str:
    """What 1,000 dollars of advertising a month do to the cheap shop."""
    from ..plots.year import CHEAP, SEED, constant_year
    from ..year import outcome

    with_it = outcome(constant_year(replace(CHEAP, advertising=1000), SEED)).profit
    return "c" if with_it < cheap_profit() else "a"


def reviews_verdict() -> str:
    """What asking every buyer changes where the share of good reviews stays the same."""
    from ..uncertainty import wilson

    few, many = (wilson(good, n) for good, n in ((38, 40), (152, 160)))
    narrower = float(many[1] - many[0]) < float(few[1] - few[0])
    return "b" if narrower else "a"


_LEVERS = {"price": "a", "supplier": "b", "carrier": "c", "listing": "d", "reply": "e"}


@cache
def strongest_lever() -> str:
    """The lever that cost the cheap shop most."""
    from ..plots.year import cheap_causes

    return _LEVERS[next(cause.name for cause in cheap_causes() if cause.name in _LEVERS)]


def _letter(letter: str, en: str, zh: str) -> Wrong:
    return Wrong(lambda: letter, Phrase(en, zh))


# -- the exercises --------------------------------------------------------------------------------

EXERCISES = (
    Exercise(
        id="cheap-year",
        lesson=LESSON,
        prompt=Phrase(
            "What profit does the cheap shop make in its year, in US dollars? A loss has a minus "
            "sign.",
            "便宜店这一年的利润是多少美元？亏损请写负号。",
        ),
        kind=Number(tolerance=2, unit=USD),
        solution=cheap_profit,
        hints=(
            Phrase(
                "Profit is what the year has added to the money of the start, wherever it is now.",
                "利润看的是：一年下来，比开局时多了（或少了）多少钱，不管这些钱现在在哪儿。",
            ),
            Phrase(
                "Add up the four rows of the column; the last one is negative.",
                "把这一列的四行加起来，注意最后一行是负数。",
            ),
        ),
        wrongs=(
            Wrong(
                lambda: _closing("cheap", 0),
                Phrase(
                    "That is the cash on the last day. The shop did not begin with nothing, and some "
                    "money is still under way.",
                    "这是最后一天的现金。开局时手里本来就有钱，还有一部分货款在路上。",
                ),
            ),
            Wrong(
                lambda: _closing("cheap", 0, 3),
                Phrase(
                    "You have taken the cash of the start away, and forgotten orders whose money "
                    "comes only in January, and the goods that are left.",
                    "开局的现金减掉了，但 1 月才到账的货款和剩下的货没有算进来。",
                ),
            ),
            Wrong(
                lambda: _closing("sound", 0, 1, 2, 3),
                Phrase("That is the other shop.", "这是另一家店的。"),
            ),
        ),
        why=Phrase(
            "It was ahead in January, and every month after February it paid for that: the score "
            "fell, the visitors stayed away, and the fixed costs went on.",
            "1 月它还领先，2 月之后月月还账：服务分掉了，访客不来了，固定开支一分不少。",
        ),
    ),
    Exercise(
        id="category-limit",
        lesson=LESSON,
        prompt=Phrase(
            "27 June 2022. Two stores have each 120 orders that count and 8 disputes “not as "
            "described”, 6.7 %. One sells dresses, the other phone cases. What does the check say?",
            "2022 年 6 月 27 日，两家店各有 120 笔计入的订单、8 起货不对版纠纷，即 6.7 %。"
            "一家卖连衣裙，一家卖手机壳。考核结果是什么？",
        ),
        kind=Choice((
            ("a", Phrase("a general violation for both", "两家都是一般违规")),
            ("b", Phrase("a general violation for the dresses only", "只有连衣裙店一般违规")),
            ("c", Phrase("a general violation for the phone cases only", "只有手机壳店一般违规")),
            ("d", Phrase("nothing: eight disputes are too few", "都没事，八起纠纷还太少")),
        )),
        solution=category_verdict,
        hints=(
            Phrase(
                "The lowest band does not begin at the same share for all goods.",
                "最低一档的起点，各类商品并不一样。",
            ),
            Phrase(
                "The table above names five groups of goods with a stricter first band.",
                "上表列出了首档更严的五类商品。",
            ),
        ),
        wrongs=(
            _letter("a", "You have used one limit for all goods. Look at the second row of the table.",
                    "你给所有商品用了同一条线，请看表的第二行。"),
            _letter("c", "The two groups are mixed up: which of them is judged more sternly?",
                    "两类弄反了：哪一类管得更严？"),
            _letter("d", "A violation needs 5 disputes at least, and both stores have more.",
                    "认定违规至少要 5 起，这两家都超过了。"),
        ),
        why=Phrase(
            "Choosing goods is choosing a limit. The same 6.7 % costs 2 points with dresses and "
            "nothing with phone cases (one source).",
            "选品，也是在选一条线：同样 6.7 %，卖连衣裙扣 2 分，卖手机壳不扣（单一来源）。",
        ),
    ),
    Exercise(
        id="refunds-eat-it",
        lesson=LESSON,
        prompt=Phrase(
            "The cheapest supplier saves 1.50 USD on each of 100 pieces. An order brings 18.40 USD "
            "after fees, and a full refund takes just that away. How many more full refunds than "
            "before are enough to eat up the whole saving?",
            "最便宜的供应商每件省 1.50 美元，共 100 件。一单扣费后到手 18.40 美元，"
            "全额退款就全没了。多出几笔全额退款，省下的钱就全赔进去了？",
        ),
        kind=Number(unit=Phrase("refunds", "笔")),
        solution=refunds_that_eat_the_saving,
        hints=(
            Phrase("First: how much is saved on all the pieces together?",
                   "先算：这批货一共省了多少钱？"),
            Phrase("Divide that by what one refund takes. Half a refund does not exist.",
                   "再除以一笔退款赔掉的钱。退款没有半笔的。"),
        ),
        wrongs=(
            Wrong(
                lambda: refunds_that_eat_the_saving() - 1,
                Phrase("At that number a few dollars of the saving are still left.",
                       "到这一笔，省下的钱还剩几美元。"),
            ),
            Wrong(
                lambda: math.floor(net() / 1.5),
                Phrase(
                    "That is how many cheaper pieces pay for one refund. The question is the other "
                    "way round.",
                    "这是省多少件才够赔一笔退款。题目问的是反过来。",
                ),
            ),
        ),
        why=Phrase(
            "Nine unhappy buyers in a hundred are enough, before a single point of score is counted. "
            "That is what “reliable” is worth.",
            "一百单里多九位不满意的买家就够了，服务分的账还没算。“可靠”值多少钱，就值在这里。",
        ),
    ),
    Exercise(
        id="price-war-volume",
        lesson=LESSON,
        prompt=Phrase(
            "A piece costs 7.50 USD, the parcel 3.00 USD, the platform takes 8 % of the price. Instead "
            "of 20 USD you ask 14 USD. How many times as many pieces must you sell to earn as much as "
            "before?",
            "一件货进价 7.50 美元，运费 3.00 美元，平台收售价的 8 %。售价从 20 美元降到 14 美元，"
            "要卖出原来的几倍，才能赚到和原来一样多？",
        ),
        kind=Number(tolerance=0.1, unit=Phrase("times", "倍"), decimals=2),
        solution=lambda: margin(20) / margin(14),
        hints=(
            Phrase("Work out what is left of one piece at each price.", "先算两个售价下，一件各剩多少。"),
            Phrase(
                "At 20 USD: 20 less 1.60 for the platform, less 7.50, less 3.00. The same for 14, "
                "then divide the one by the other.",
                "20 美元时：20 减平台的 1.60，减 7.50，减 3.00。14 美元照样算一遍，两个数相除。",
            ),
        ),
        wrongs=(
            Wrong(
                lambda: 20 / 14,
                Phrase("That keeps the turnover the same. You live on what is left of it.",
                       "这样只是销售额持平。过日子靠的是剩下的那部分。"),
            ),
            Wrong(
                lambda: (20 - 10.5) / (14 - 10.5),
                Phrase("Nearly: the platform's 8 % is missing, at both prices.",
                       "差一点：两个售价都忘了扣平台的 8 %。"),
            ),
            Wrong(
                lambda: (20 / 14) ** 2,
                Phrase(
                    "That is how many times as many buyers come in the game. Is it enough?",
                    "这是游戏里买家会变成几倍。够不够，正是要问的。",
                ),
            ),
        ),
        why=Phrase(
            "A third off the price takes two thirds off the margin. In the game the lower price "
            "brings twice the buyers, not three times: the war is lost before the first complaint.",
            "售价降三成，毛利去了七成。游戏里降价只换来两倍的买家，到不了三倍：还没有人投诉，"
            "这仗就已经输了。",
        ),
    ),
    Exercise(
        id="ads-over-bad",
        lesson=LESSON,
        prompt=Phrase(
            "The cheap shop changes nothing but one thing: from January on it spends 1,000 USD a month "
            "on advertising. How does its year end, with the same luck?",
            "便宜店别的都不变，只从 1 月起每月花 1,000 美元做广告。同样的运气，这一年会怎么收场？",
        ),
        kind=Choice((
            ("a", Phrase("better: more buyers make up for the low margin",
                         "更好，买家多了，薄利也能赚")),
            ("b", Phrase("just the same: who does not click does not matter",
                         "差不多，不点广告的人不碍事")),
            ("c", Phrase("worse: paid visitors meet the same pages, parcels and reviews",
                         "更糟，花钱请来的人，看到的还是那些页面、物流和评价")),
            ("d", Phrase("better: many new orders thin out the bad ones, and the score recovers",
                         "更好，新订单多了，坏单被摊薄，服务分就回来了")),
        )),
        solution=advertising_verdict,
        hints=(
            Phrase("What does one order leave in this shop, and what does one more visitor cost?",
                   "这家店一单能剩多少？多请来一位访客要花多少？"),
            Phrase("Do the new buyers get better goods or quicker parcels than the old ones?",
                   "新来的买家，拿到的货更好吗？包裹更快吗？"),
        ),
        wrongs=(
            _letter("a", "Try it in the view: each order leaves a few dollars, and each visitor who "
                         "buys has cost more than that.",
                    "到游戏里试一次：一单只剩几美元，请来一位下单的访客花的钱比这还多。"),
            _letter("b", "The money is spent whether they buy or not.", "不管买不买，钱都花出去了。"),
            _letter("d", "A rate is not thinned out by more of the same: the new orders go wrong as "
                         "often as the old.",
                    "同样的做法再多几单，比率摊不薄：新订单出问题的比例和老订单一样。"),
        ),
        why=Phrase(
            "Advertising multiplies what is there. First mend the store, then call the buyers.",
            "广告是放大器，店里有什么就放大什么。先把店修好，再去喊人。",
        ),
    ),
    Exercise(
        id="stock-to-buy",
        lesson=LESSON,
        prompt=Phrase(
            "You expect 215 buyers next month, want a tenth to spare, and have 25 pieces left. Goods "
            "come in lots of 20. How many pieces do you buy?",
            "下个月预计有 215 位买家，想留一成富余，手里还剩 25 件。进货每 20 件一批，该买多少件？",
        ),
        kind=Number(unit=Phrase("pieces", "件")),
        solution=lambda: 20 * math.ceil((215 * 1.1 - 25) / 20),
        hints=(
            Phrase("A tenth more than 215, less what is there already.", "215 加一成，减去手里已有的。"),
            Phrase("Then up to the next full lot.", "再往上凑成整批。"),
        ),
        wrongs=(
            Wrong(
                lambda: 20 * math.ceil(215 * 1.1 / 20),
                Phrase("You have forgotten the pieces on the shelf. That money would be stuck there.",
                       "架上的货忘了减，这笔钱就压在货上了。"),
            ),
            Wrong(
                lambda: 20 * math.ceil((215 - 25) / 20),
                Phrase("Without anything to spare: one good week, and orders come in that you cannot "
                       "ship.",
                       "一点富余都没有：生意好一个星期，就会有发不出的订单。"),
            ),
            Wrong(
                lambda: round(215 * 1.1 - 25, 1),
                Phrase("So many are missing. Goods come in full lots.", "缺口是这么多，但进货要整批。"),
            ),
        ),
        why=Phrase(
            "Too few makes deals not sold, too many ties up the cash for next month's goods. Both end "
            "a year early.",
            "少了成交不卖，多了压住下个月进货的钱。两样都能让这一年提前结束。",
        ),
    ),
    Exercise(
        id="more-reviews",
        lesson=LESSON,
        prompt=Phrase(
            "A shop has 40 counted reviews, 38 good and 2 bad. It begins to ask every buyer for a "
            "review, in the same words. A month later there are 160, 152 good and 8 bad. What has "
            "the asking done?",
            "一家店有 40 条计入的评价，38 条好评、2 条差评。它开始请每一位买家留评，话术一样。"
            "一个月后有 160 条，其中 152 条好评、8 条差评。请买家留评起了什么作用？",
        ),
        kind=Choice((
            ("a", Phrase("the positive rate is higher", "好评率更高了")),
            ("b", Phrase("the rate is the same, but surer", "好评率没变，但更有把握了")),
            ("c", Phrase("the rate is worse: four times as many bad reviews", "更差了，差评是原来的四倍")),
            ("d", Phrase("it has no use at all", "毫无用处")),
        )),
        solution=reviews_verdict,
        hints=(
            Phrase("Work out the rate before and after.", "算一算之前和之后的好评率。"),
            Phrase("Lesson 8: what does an interval do as reviews come in?",
                   "想想第 8 课：评价多起来，区间会怎样？"),
        ),
        wrongs=(
            _letter("a", "38 of 40 and 152 of 160: divide both.", "40 条里有 38 条，160 条里有 152 条：各除一遍。"),
            _letter("c", "There are also four times as many good ones.", "好评也是原来的四倍。"),
            _letter("d", "A buyer, and you, can now tell luck from quality a good deal better.",
                    "买家也好，你自己也好，现在更分得清运气和实力了。"),
        ),
        why=Phrase(
            "Asking everybody makes the truth visible sooner; it does not make it better. A store "
            "that asks only the happy ones is measuring its choice of whom to ask.",
            "请所有人评价，是让真相早点看清，不是让它变好。只请满意的买家，量出来的是自己挑了谁。",
        ),
    ),
    Exercise(
        id="what-decided",
        lesson=LESSON,
        prompt=Phrase(
            "Before you look at the next figure: which single lever cost the cheap shop most in its "
            "year?",
            "先别看下一张图：便宜店这一年，哪一项让它赔得最多？",
        ),
        kind=Choice((
            ("a", Phrase("the low price", "价格压得太低")),
            ("b", Phrase("the cheapest supplier", "最便宜的供应商")),
            ("c", Phrase("the economy parcels", "经济物流")),
            ("d", Phrase("the copied product pages", "照搬的商品页")),
            ("e", Phrase("replies in spare time", "有空才回消息")),
        )),
        solution=strongest_lever,
        hints=(
            Phrase("Count its disputes by their reason: which family is the larger?",
                   "按原因数一数它的纠纷：哪一类更多？"),
            Phrase("Two items of the daily score fall when parcels are lost or late.",
                   "包裹丢了或晚了，每日服务分里有两项会掉。"),
        ),
        wrongs=(
            _letter("a", "Close: it comes second. Something else sinks the score as well.",
                    "接近了，它排第二。还有一项连服务分也一起拖下去了。"),
            _letter("b", "Bad goods hurt, but in a shop that hardly sells any more, cheap goods even "
                         "saved a little.",
                    "货差当然有害，可是在一家卖不动的店里，货便宜反而还省了一点。"),
            _letter("d", "It comes third. Look at the disputes that have nothing to do with the "
                         "description.",
                    "它排第三。看看那些和描述无关的纠纷。"),
            _letter("e", "In this year it is one of the small ones. That is no reason to let buyers "
                         "wait.",
                    "这一年里它影响不大，但这不是让买家干等的理由。"),
        ),
        why=Phrase(
            "A dollar saved on each parcel, and two items of the score went with it, NR and logistics. The "
            "figure shows the rest, and that a lever's effect depends on the others.",
            "每个包裹省下一美元，服务分里未收到货和物流两项就跟着掉了。其余看图：一项的作用"
            "有多大，还要看别的项。",
        ),
    ),
)  # fmt: skip
