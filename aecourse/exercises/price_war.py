"""The exercises of lesson 01: what entry cost when, who leaves a market, whom a fee sieves out."""

from __future__ import annotations

from dataclasses import replace

from ..language import Phrase
from .kinds import Choice, Number, Share
from .model import Exercise, Wrong

LESSON = "01"
SELLERS = Phrase("sellers", "家")
RMB = Phrase("RMB", "元")

# Five sellers: what their goods are worth to a buyer who knows, and what they cost, in US dollars.
WORTH = (4, 8, 12, 16, 20)
COST = (3, 5, 9, 11, 15)
# A store's yearly sales in its four categories, in US dollars.
SHELVES = (50_000, 20_000, 9_000, 4_000)
BETTER_COST, FROM, TO = 2.20, 0.6, 0.8


def rounds() -> list[tuple[float, int]]:
    """Round by round: the price that blind buyers pay, and how many sellers stay at it."""
    here, found = list(range(len(WORTH))), []
    while True:
        price = sum(WORTH[i] for i in here) / len(here)
        stay = [i for i in here if COST[i] <= price]
        found.append((price, len(stay)))
        if stay == here:
            return found
        here = stay


def remaining_fees() -> float:
    """What the four fees of the store come to after the refund, in RMB."""
    from ..fees import refund

    paid = [refund("typical", sales) for sales in SHELVES]
    return sum(it.fee - (it.amount or 0) for it in paid)


def _fees(*, added_up: bool = False, halves: bool = True) -> float:
    """Typical slips: all sales added up for one refund, or the half step forgotten."""
    from ..fees import refund

    paid = [refund("typical", sum(SHELVES) if added_up else sales) for sales in SHELVES]
    return sum(it.fee - (it.amount or 0) * (halves or it.share == 1) for it in paid)


def entry_kind() -> str:
    """What a newcomer paid in March 2020: a = nothing, b = the yearly fee, c = a deposit."""
    from ..fees import entry

    return {"free": "a", "fee": "b", "deposit": "c"}[entry("2020-03-01", "apparel").kind]


def at_thirty() -> str:
    """What the typical fee does in the model when buyers can tell 30 %.

    a = better goods, hardly fewer sellers; b = hardly better goods, far fewer sellers;
    c = nothing much; d = more sellers.
    """
    from ..market import Market
    from ..unravelling import transition

    both = transition(replace(Market(), tell=0.3))
    free, paid = both.free.last, both.paid.last
    better = (paid.quality or 0) - (free.quality or 0) >= 0.03
    if paid.sellers > free.sellers:
        return "d"
    if paid.sellers < 0.6 * free.sellers:
        return "c" if better else "b"
    return "a" if better else "c"


def share_needed() -> float:
    """How much buyers must be able to tell so that better goods bring what they cost more."""
    from ..market import Market, books

    seeing = replace(Market(), tell=1.0, squeeze=0.0)
    prices = [float(books(seeing, q, 1, trust=FROM, crowd=0).price) for q in (FROM, TO)]
    return BETTER_COST / (prices[1] - prices[0])


EXERCISES = (
    Exercise(
        id="entry-cost",
        lesson=LESSON,
        prompt=Phrase(
            "A new shop wants to sell apparel from March 2020 on. What does it cost to get in, as far "
            "as the sources tell?",
            "一家新店想从 2020 年 3 月开始卖服装。就现有来源看，入驻要付什么？",
        ),
        kind=Choice(
            (
                ("a", Phrase("nothing, entry is free", "不用付，免费入驻")),
                ("b", Phrase("an annual fee, which sales bring back", "年费，销售额达标后返还")),
                ("c", Phrase("a deposit, which sales do not bring back", "保证金，不按销售额返还")),
                (
                    "d",
                    Phrase(
                        "an annual fee and a deposit, both",
                        "年费和保证金，两样都要",
                    ),
                ),
            )
        ),
        solution=entry_kind,
        hints=(
            Phrase(
                "Find March 2020 on the time line. Which stage lies behind it?",
                "在时间线上找到 2020 年 3 月，看它落在哪个阶段。",
            ),
            Phrase(
                "In November 2019 one thing took the place of another.",
                "2019 年 11 月，一样东西取代了另一样。",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "Free entry ended with the year 2015. Guides from before still stand on the web.",
                "免费入驻到 2015 年底就结束了。网上还留着更早的攻略。",
            ),
            Wrong.option(
                "b",
                "That was so from 2016 on, and article A still tells it. But look at what happened "
                "in November 2019.",
                "2016 年起确实如此，文章 A 讲的也是这个。不过看看 2019 年 11 月发生了什么。",
            ),
            Wrong.option(
                "d",
                "The one took the place of the other for newcomers; nobody tells of both.",
                "对新入驻的店，是一样换成另一样；没有来源说两样都收。",
            ),
        ),
        why=Phrase(
            "From 27 November 2019 newcomers paid a deposit instead of the fee (one source). It is no "
            "yearly cost and earns no rebate. Article A describes the years before.",
            "据一个来源，2019 年 11 月 27 日起，新入驻的店改缴保证金，不再收年费；保证金不是每年的成本，"
            "也不返利。文章 A 讲的是这之前的情形。",
        ),
    ),
    Exercise(
        id="lemons-left",
        lesson=LESSON,
        prompt=Phrase(
            "Buyers cannot tell the five sellers' goods apart and pay what goods are worth on average. "
            "Who would lose leaves; then buyers pay the average of the rest, and so on. How many of "
            "the five are there in the end?",
            "买家分不清这五家的货，只肯按平均价值出价。亏本的离场，买家再按剩下几家的平均价值出价，"
            "如此反复。最后五家里还剩几家？",
        ),
        kind=Number(unit=SELLERS),
        solution=lambda: rounds()[-1][1],
        hints=(
            Phrase(
                "Average the worth of those who are still there; cross out who costs more than that; "
                "average anew.",
                "先算还在场各家的平均价值，划掉成本高于它的，再重新求平均。",
            ),
            Phrase(
                "The first average is 12 US dollars: E, with a cost of 15, goes. The second is 10.",
                "第一轮平均 12 美元：成本 15 的 E 离场。第二轮平均 10 美元。",
            ),
            Phrase(
                "Go on until an average covers the cost of everybody who is still there.",
                "一直算到平均价能盖住在场每一家的成本为止。",
            ),
        ),
        wrongs=(
            Wrong(
                lambda: rounds()[0][1],
                Phrase(
                    "So many stay after the first round. But buyers notice what is left, and the "
                    "average falls.",
                    "这是第一轮之后剩下的家数。可买家会发觉货变了，平均价还要往下掉。",
                ),
            ),
            Wrong(
                lambda: len(WORTH),
                Phrase(
                    "All five are worth more than they cost: a buyer who knew would buy from each. "
                    "But these buyers pay all the same price.",
                    "五家的货都值回成本，识货的买家哪家都肯买。可这里的买家，对谁都出同一个价。",
                ),
            ),
            Wrong(
                lambda: rounds()[1][1],
                Phrase(
                    "You have gone through the rounds as far as the price of 10. One more cost lies "
                    "above the next average.",
                    "算到价格 10 就停了。下一轮的平均价，还有一家的成本高于它。",
                ),
            ),
            Wrong(
                lambda: 0,
                Phrase(
                    "It need not end with nobody: look whether the last average covers the cost of "
                    "those who are still there.",
                    "不一定走到一家不剩：看看最后的平均价，够不够在场各家的成本。",
                ),
            ),
        ),
        why=Phrase(
            "Prices of 12, 10, 8 and 6 US dollars; E, D and C go, one after another, the best first. "
            "A and B stay, and nobody can buy good goods any more, though all would like to.",
            "价格从 12、10、8 降到 6 美元，E、D、C 依次离场，最好的先走。最后剩 A 和 B：人人都想要好货，"
            "却没人买得到了。",
        ),
    ),
    Exercise(
        id="fee-four-shelves",
        lesson=LESSON,
        prompt=Phrase(
            "Under the rule of 2016 a store has four typical categories and sells "
            f"{SHELVES[0]:,}, {SHELVES[1]:,}, {SHELVES[2]:,} and {SHELVES[3]:,} US dollars in them in "
            "the year. How much of its fees does it really pay in the end, after the refund, in RMB?",
            "按 2016 年的规则，一家店有四个常见类目，全年销售额分别是 "
            f"{SHELVES[0]:,}、{SHELVES[1]:,}、{SHELVES[2]:,}、{SHELVES[3]:,} 美元。"
            "扣掉返还，这家店最后实际承担多少元年费？",
        ),
        kind=Number(unit=RMB),
        solution=remaining_fees,
        hints=(
            Phrase(
                "Each category is reckoned on its own: its fee, its sales, its refund.",
                "每个类目单独算：各交各的年费，各看各的销售额，各返各的。",
            ),
            Phrase(
                "The first category gets all of its fee back, the second half of it. And the others?",
                "第一个类目全额返还，第二个返还一半。另外两个呢？",
            ),
        ),
        wrongs=(
            Wrong(
                lambda: _fees(added_up=True),
                Phrase(
                    "You added up the sales of the store. The steps hold for each category alone.",
                    "把全店的销售额加在一起了。返还档位是每个类目单独算的。",
                ),
            ),
            Wrong(
                lambda: 40_000,
                Phrase(
                    "That is what the store pays in advance. Some of it comes back.",
                    "这是一开始要交的总额，其中有一部分会返还。",
                ),
            ),
            Wrong(
                lambda: 40_000 - remaining_fees(),
                Phrase(
                    "That is what comes back. What is left of the fees?",
                    "这是返还的金额。题目问的是最后实际承担多少。",
                ),
            ),
            Wrong(
                lambda: _fees(halves=False),
                Phrase(
                    "You counted the full refund only. There is a step at half as well.",
                    "只算了全额返还的那一档，还有返还一半的一档。",
                ),
            ),
        ),
        why=Phrase(
            "Nothing for the first category, 5,000 RMB for the second and 10,000 for each of the two "
            "small ones. It is the thin shelves that cost money.",
            "第一个类目不花钱，第二个承担 5,000 元，两个小类目各 10,000 元。真正费钱的，是那些卖不动的类目。",
        ),
    ),
    Exercise(
        id="fee-at-thirty",
        lesson=LESSON,
        prompt=Phrase(
            "In the view, press Reset and set “Buyers can tell” to 30 %. What does the fee of "
            "10,000 RMB do there?",
            "在视图里点“重置”，再把“买家识货程度”调到 30 %。这时每个类目 10,000 元的年费起了什么作用？",
        ),
        kind=Choice(
            (
                (
                    "a",
                    Phrase("better goods, with about as many sellers", "货变好了，卖家数差不多"),
                ),
                (
                    "b",
                    Phrase(
                        "far fewer sellers, and no better goods", "卖家少了一大半，货却没有变好"
                    ),
                ),
                ("c", Phrase("far fewer sellers, but better goods", "卖家少了一大半，但货变好了")),
                ("d", Phrase("more sellers than with free entry", "卖家比免费入驻时还多")),
            )
        ),
        solution=at_thirty,
        hints=(
            Phrase(
                "Compare the two big numbers first, then the numbers of sellers under them.",
                "先比两个大数字，再比下面的卖家数。",
            ),
            Phrase(
                "The sentence on top of the view says both.",
                "视图最上面那句话，两样都写了。",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "So it is at 40 %. A step of ten points changes the answer: look again at 30 %.",
                "40 % 的时候是这样。差十个百分点，结果就不同：调到 30 % 再看。",
            ),
            Wrong.option(
                "c",
                "The sellers have become few, true. Now compare the two big numbers.",
                "卖家确实少了。再比一比两个大数字。",
            ),
            Wrong.option(
                "d",
                "Read the numbers of sellers again: left is free entry, right is paid entry.",
                "再看一遍卖家数：左边是免费入驻，右边是收费入驻。",
            ),
        ),
        why=Phrase(
            "A fee asks what a store sells, not how good its goods are. Where buyers can hardly tell, "
            "good goods do not pay, fee or no fee: the market only gets smaller (illustrative).",
            "年费看的是卖了多少，不是货好不好。买家不怎么识货的时候，收不收费，好货都赚不到钱，"
            "市场只是变小了（示意）。",
        ),
    ),
    Exercise(
        id="rule-or-view",
        lesson=LESSON,
        prompt=Phrase(
            "Four sentences in the spirit of article A. Which one is a rule that other sources "
            "confirm, and not an opinion?",
            "四句话，都是文章 A 的意思。哪一句是有其他来源佐证的规则，而不是观点？",
        ),
        kind=Choice(
            (
                (
                    "a",
                    Phrase(
                        "Small general stores will all be cleared out.", "小型杂货铺会被全部清退。"
                    ),
                ),
                (
                    "b",
                    Phrase(
                        "Whoever fights on low price runs into a dead end.", "拼低价是死路一条。"
                    ),
                ),
                (
                    "c",
                    Phrase(
                        "From 2016 on a store pays a fee for each major category.",
                        "2016 年起，店铺按经营大类交年费。",
                    ),
                ),
                (
                    "d",
                    Phrase("The only way out is to become a brand.", "只有做成品牌，才有出路。"),
                ),
            )
        ),
        solution=lambda: "c",
        hints=(
            Phrase(
                "Ask of each: who could look it up, and where?",
                "每句都问一问：谁能查证？到哪里查？",
            ),
            Phrase(
                "“All”, “only”, “will” are words of forecasts.",
                "“全部”“只有”“会”，都是预测的口气。",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "A forecast. No source counts who left, and small sellers were let in again later, on "
                "a limited plan.",
                "这是预测。没有来源统计过谁走了；后来小卖家还能以受限的方式重新入驻。",
            ),
            Wrong.option(
                "b",
                "A judgement. It may be right for many, but no text measures it, and it has no date.",
                "这是判断。对不少人可能没错，但没有资料衡量过，也没有日期。",
            ),
            Wrong.option(
                "d",
                "An opinion. That trademarks were asked for later is a rule; that nothing else works "
                "is not.",
                "这是观点。后来要求商标是规则；“别的路都走不通”不是。",
            ),
        ),
        why=Phrase(
            "It has a date, an amount and two independent texts; you can look it up. A rule binds you "
            "whether the author is right or not, an opinion has to convince you.",
            "它有日期、有金额，有两份独立的资料，查得到。规则不管作者说得对不对都管着你，观点则要能说服你。",
        ),
    ),
    Exercise(
        id="better-goods-pay",
        lesson=LESSON,
        prompt=Phrase(
            "A supplier offers better goods: quality 80 instead of 60 of 100, for "
            f"{BETTER_COST:.2f} US dollars more a piece. A buyer who sees everything pays 20 US dollars for "
            "quality 100, and in proportion for less. Real buyers see only a share of the "
            "difference, and pay for that share of it. From which share on does the higher price "
            "cover the higher cost?",
            f"供应商有更好的货：品质从 60 分提到 80 分（满分 100），每件贵 {BETTER_COST:.2f} 美元。"
            "如果买家全看得出来，100 分的货肯付 20 美元，分数低就按比例少付。实际上买家只看得出差别的一部分，"
            "看得出几成，就为差别多付几成。至少要看得出多少，多卖的钱才抵得上多花的成本？",
        ),
        kind=Share(),
        solution=share_needed,
        hints=(
            Phrase(
                "What would buyers who see everything pay more for 20 points of quality?",
                "如果买家全看得出来，品质高 20 分，肯多付多少？",
            ),
            Phrase(
                f"They would pay 4 US dollars more. Which share of these 4 is {BETTER_COST:.2f}?",
                f"肯多付 4 美元。{BETTER_COST:.2f} 美元占这 4 美元的几成？",
            ),
        ),
        wrongs=(
            Wrong(
                lambda: f"{BETTER_COST / 20:%}",
                Phrase(
                    "You divided by the worth of the best goods. The quality rises by 20 points only, "
                    "not from nothing to the best.",
                    "除以的是满分货的价值。品质只提高了 20 分，不是从零提到满分。",
                ),
            ),
            Wrong(
                lambda: f"{BETTER_COST / (20 * TO):%}",
                Phrase(
                    "You divided by what goods of 80 points are worth. Only the step from 60 to 80 is "
                    "new.",
                    "除以的是 80 分货的价值。多出来的只有从 60 到 80 这一段。",
                ),
            ),
        ),
        why=Phrase(
            "2.20 of 4 US dollars. Below that the better supplier is a present to the buyers that "
            "they do not notice. So two things belong together: better goods, and making them visible.",
            "4 美元里的 2.20 美元。识货程度不到这个数，换好供应商就等于白送，买家还不知道。"
            "所以两件事要一起做：把货做好，再让人看得见。",
        ),
    ),
)
