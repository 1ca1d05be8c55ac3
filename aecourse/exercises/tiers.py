"""The exercises of lesson 07: tiers, their traffic, and what one article's table can carry."""

from __future__ import annotations

from functools import cache

from ..language import Phrase
from .kinds import Choice, Number, Share
from .model import Exercise, Wrong

LESSON = "07"
TIMES = Phrase("times the average store", "倍（以平均店铺为 1）")
STRONG = 2.0  # the pull of the score in the exercise on the view


@cache
def _each() -> dict[str, float]:
    """Traffic of one store of each group, in multiples of the average store's."""
    from ..business import traffic_per_store

    return dict(traffic_per_store())


@cache
def _shares(group: str) -> tuple[float, float]:
    """Share of stores and share of traffic of a group of tiers."""
    from ..business import tier_groups

    found = next(one for one in tier_groups() if one.name == group)
    return found.store_share, found.traffic_share


def _poorest() -> float:
    """The share of the traffic that all but the stores of tier 5 have together."""
    return _shares("tiers_1_2")[1] + _shares("tiers_3_4")[1]


@cache
def _lowest_score(strength: float, tier: int = 4) -> int:
    """The lowest score with which the shop of the view ends in *tier*."""
    from ..ladder import Assumptions, Shop, score_needed

    found = score_needed(tier, Shop(), Assumptions(strength=strength))
    assert found is not None
    return found


@cache
def _tier_of_the_shop() -> str:
    """a, b, c: growing-store is in tier 1, 2, 3 whatever the window; d: it depends."""
    from ..orders import load_sample
    from ..plots.ladder import turnover

    tiers = set(turnover(load_sample("growing-store"), "2015-09-30")["tier"])
    return "d" if len(tiers) > 1 else " abc"[tiers.pop()]


EXERCISES = (
    Exercise(
        id="traffic-each",
        lesson=LESSON,
        prompt=Phrase(
            "Article B: tiers 1 and 2 hold 70 % of the stores and get 40 % of the traffic. Call "
            "the traffic of the average store 1. How much does one store of tiers 1 and 2 get?",
            "文章 B 说：第 1、2 层级占店铺的 70 %，分到 40 % 的流量。把平均每家店的流量记为 1，"
            "第 1、2 层级的一家店能分到多少？",
        ),
        kind=Number(tolerance=0.01, decimals=2, unit=TIMES),
        solution=lambda: _each()["tiers_1_2"],
        hints=(
            Phrase(
                "Think of 100 stores and 100 visits: how many stores share how many visits?",
                "想成 100 家店、100 次访问：多少家店分多少次访问？",
            ),
            Phrase(
                "Share of traffic divided by share of stores, two decimals.",
                "流量占比除以店铺占比，保留两位小数。",
            ),
        ),
        wrongs=(
            Wrong(
                lambda: _shares("tiers_1_2")[1],
                Phrase(
                    "That is the traffic of the whole group. How many stores have to share it?",
                    "这是整组的流量。有多少家店要分它？",
                ),
            ),
            Wrong(
                lambda: 1 / _each()["tiers_1_2"],
                Phrase(
                    "Upside down: that is stores for each visit, not visits for each store.",
                    "除反了：这是每份流量对应多少家店，不是每家店对应多少流量。",
                ),
            ),
            Wrong(
                lambda: _shares("tiers_1_2")[0] * _shares("tiers_1_2")[1],
                Phrase("You multiplied. Sharing is dividing.", "这是相乘。“分”是除法。"),
            ),
            Wrong(
                lambda: _shares("tiers_1_2")[1] / _shares("tiers_3_4")[1],
                Phrase(
                    "That compares the traffic of two groups and forgets how many stores are in "
                    "them.",
                    "这是拿两组的流量相比，忘了各组有多少家店。",
                ),
            ),
        ),
        why=Phrase(
            "0.4 / 0.7 = 0.57: the group with the most traffic has the least for each store. "
            "Never read a share of the whole as a share for one.",
            "0.4 ÷ 0.7 = 0.57：整组流量最多，单店反而最少。看占比，一定要问一句“多少人分”。",
        ),
    ),
    Exercise(
        id="top-to-bottom",
        lesson=LESSON,
        prompt=Phrase(
            "Tier 5: 10 % of the stores, 30 % of the traffic. How many times as much traffic does "
            "a store of tier 5 get as a store of tiers 1 and 2?",
            "第 5 层级：占店铺的 10 %，流量的 30 %。第 5 层级的一家店，流量是第 1、2 层级一家店的多少倍？",
        ),
        kind=Number(tolerance=0.06, decimals=2, unit=Phrase("times", "倍")),
        solution=lambda: _each()["tier_5"] / _each()["tiers_1_2"],
        hints=(
            Phrase(
                "First one store of tier 5 against the average store, as before.",
                "先像上一题那样，算第 5 层级一家店相当于平均店铺的几倍。",
            ),
            Phrase(
                "Then divide that by what one store of tiers 1 and 2 gets.",
                "再除以第 1、2 层级一家店的倍数。",
            ),
        ),
        wrongs=(
            Wrong(
                lambda: _each()["tier_5"],
                Phrase(
                    "That is against the average store. The stores of tiers 1 and 2 are below "
                    "average.",
                    "这是跟平均店铺比。第 1、2 层级的店本来就低于平均。",
                ),
            ),
            Wrong(
                lambda: _shares("tier_5")[1] / _shares("tiers_1_2")[1],
                Phrase(
                    "That compares the two groups as wholes. Compare one store with one store.",
                    "这是整组跟整组比。要一家店跟一家店比。",
                ),
            ),
            Wrong(
                lambda: _shares("tiers_1_2")[0] / _shares("tier_5")[0],
                Phrase(
                    "That is how many more stores there are. Where is the traffic?",
                    "这是店铺数量之比。流量呢？",
                ),
            ),
        ),
        why=Phrase(
            "3 / 0.57 = 5.25. Both numbers of each group went into it: stores and traffic.",
            "3 ÷ 0.57 = 5.25。每组的两个数都要用上：店铺占比和流量占比。",
        ),
    ),
    Exercise(
        id="the-poorest-ninety",
        lesson=LESSON,
        prompt=Phrase(
            "Read the Lorenz curve: what share of all traffic do the 90 % of stores below tier 5 "
            "have together?",
            "看洛伦兹曲线：第 5 层级以下的那 90 % 的店铺，一共占全部流量的多少？",
        ),
        kind=Share(tolerance=0.005),
        solution=_poorest,
        hints=(
            Phrase(
                "Go along the stores to 90 %, then up to the line, then left.",
                "沿横轴走到 90 %，往上碰到线，再往左看。",
            ),
            Phrase(
                "Or add: tiers 1 and 2 together, and tiers 3 and 4 together.",
                "也可以直接加：第 1、2 层级一组，第 3、4 层级一组。",
            ),
        ),
        wrongs=(
            Wrong(
                lambda: f"{_shares('tier_5')[1]:%}",
                Phrase("That is what tier 5 has alone.", "这是第 5 层级自己占的。"),
            ),
            Wrong(
                lambda: "90 %",
                Phrase(
                    "So it would be if all stores had the same: that is the dashed line.",
                    "要是每家店都一样多，才是这个数，那是虚线。",
                ),
            ),
            Wrong(
                lambda: f"{_shares('tiers_1_2')[1]:%}",
                Phrase(
                    "That is as far as tiers 1 and 2. Two more tiers belong to it.",
                    "这只算到第 1、2 层级，还有两个层级没算进来。",
                ),
            ),
        ),
        why=Phrase(
            "90 % of the stores have 70 % of the traffic. The further the curve hangs below the "
            "dashed line, the more unequal; the Gini coefficient puts it into one number.",
            "90 % 的店铺占 70 % 的流量。曲线离虚线越远，越不平均；基尼系数就是把它浓缩成一个数。",
        ),
    ),
    Exercise(
        id="which-tier",
        lesson=LESSON,
        prompt=Phrase(
            "On 30 September 2015 growing-store asks for its tier. What is the honest answer?",
            "2015 年 9 月 30 日，growing-store 想知道自己在第几层级。怎么回答才老实？",
        ),
        kind=Choice(
            (
                ("a", Phrase("tier 1", "第 1 层级")),
                ("b", Phrase("tier 2", "第 2 层级")),
                ("c", Phrase("tier 3", "第 3 层级")),
                (
                    "d",
                    Phrase(
                        "it depends on a window that the article does not state",
                        "取决于成交额累计多少天，而文章没有说",
                    ),
                ),
            )
        ),
        solution=_tier_of_the_shop,
        hints=(
            Phrase(
                "Look at the three points of the figure: in which bands do they lie?",
                "看图上的三个点：各落在哪一条色带里？",
            ),
            Phrase(
                "Which of the three windows does the article name?",
                "三种累计期，文章写的是哪一种？",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "Right if turnover is summed over 30 days. Who says so?",
                "按 30 天累计是对的。可这是谁说的？",
            ),
            Wrong.option(
                "b",
                "Right, by a hair, if turnover is summed over 90 days. Who says so?",
                "按 90 天累计，勉强是对的。可这是谁说的？",
            ),
            Wrong.option(
                "c",
                "Right if turnover is summed over a whole year. Who says so?",
                "按一整年累计是对的。可这是谁说的？",
            ),
        ),
        why=Phrase(
            "The same shop, the same day: tier 1, 2 or 3. A limit without a window is not a rule "
            "that one can apply.",
            "同一家店、同一天，可以是第 1、2、3 层级。没有统计期的界限，没法当规则用。",
        ),
    ),
    Exercise(
        id="one-step-up",
        lesson=LESSON,
        prompt=Phrase(
            "A store climbs from tier 1 to tier 2. By how much does its traffic rise, by the "
            "figures of article B?",
            "一家店从第 1 层级升到第 2 层级。按文章 B 的数字，它的流量会增加多少？",
        ),
        kind=Choice(
            (
                (
                    "a",
                    Phrase(
                        "five times, as the border of turnover rises five times",
                        "五倍，因为成交额的上限高了五倍",
                    ),
                ),
                ("b", Phrase("it doubles: two tiers, two shares", "翻一倍：两个层级，两份流量")),
                (
                    "c",
                    Phrase(
                        "not told: the two tiers share one pair of figures",
                        "没有说：这两个层级合用一组数字",
                    ),
                ),
                ("d", Phrase("by nothing: both tiers get the same", "不增加：两个层级一样多")),
            )
        ),
        solution=lambda: "c",
        hints=(
            Phrase(
                "For which tiers does the article give a share of traffic of their own?",
                "文章给哪些层级单独列了流量占比？",
            ),
            Phrase(
                "“The group has 40 %” says nothing about how the group divides it.",
                "“这一组占 40 %”，没有说组内怎么分。",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "That is a step in turnover. Traffic is another column of the table.",
                "那是成交额的台阶。流量是表里的另一列。",
            ),
            Wrong.option(
                "b",
                "Nothing in the article divides the group in two halves.",
                "文章里没有哪句话说组内对半分。",
            ),
            Wrong.option(
                "d",
                "Perhaps; but it does not say that either. A mean of a group tells "
                "nothing of the differences inside.",
                "也许吧，可文章同样没这么说。一组的平均数，说明不了组内的差别。",
            ),
        ),
        why=Phrase(
            "Unknown stays unknown. The advice to keep climbing rests on steps whose height "
            "nobody has told.",
            "没说就是没说。“不断往上爬”这条建议，脚下的台阶有多高，谁也没告诉你。",
        ),
    ),
    Exercise(
        id="stronger-pull",
        lesson=LESSON,
        prompt=Phrase(
            "In TierLadder press Reset, then set the pull of the score to 2. What is the lowest "
            "service score with which the shop still ends in tier 4?",
            "在 TierLadder 里点“重置”，再把“服务分的作用强度”调到 2。这家店最终要进第 4 层级，服务分最低多少？",
        ),
        kind=Number(unit=Phrase("points", "分")),
        solution=lambda: _lowest_score(STRONG),
        hints=(
            Phrase(
                "The sentence under the big tier names a score; or lower the score step by step.",
                "大字“层级”下面的那句话里有一个分数；也可以把服务分一点点往下拉。",
            ),
            Phrase(
                "“A score below … ends in tier 3”: so with just that score it is still tier 4.",
                "“服务分低于 … 分，最终只在第 3 层级”：刚好这个分，就还是第 4 层级。",
            ),
        ),
        wrongs=(
            Wrong(
                lambda: _lowest_score(1.0),
                Phrase(
                    "That is the answer at pull 1. Has the lever moved?",
                    "这是作用强度为 1 时的答案。滑块动了吗？",
                ),
            ),
            Wrong(
                lambda: 92,
                Phrase(
                    "That is the score of the shop. It could do with less.",
                    "这是店里现在的分数。再低一点也够。",
                ),
            ),
            Wrong(
                lambda: _lowest_score(STRONG) - 1,
                Phrase(
                    "With that score it ends a tier lower. One point makes the difference.",
                    "这个分数最终要低一个层级。差的就是这一分。",
                ),
            ),
        ),
        why=Phrase(
            "One assumption changed, and the needed score with it. A result that moves with a "
            "strength that nobody knows is an illustration, not a forecast.",
            "只改了一个假设，需要的分数就变了。结果跟着一个没人知道的强度走，那就只是演示，不是预测。",
        ),
    ),
    Exercise(
        id="egg-or-hen",
        lesson=LESSON,
        prompt=Phrase(
            "“The tier decides the traffic.” Suppose the platform knew no tiers at all, and "
            "traffic went to products that buyers like. Would the table of article B look "
            "different?",
            "“层级决定流量。”假设平台根本没有层级这回事，流量只流向买家喜欢的商品。文章 B 那张表会不一样吗？",
        ),
        kind=Choice(
            (
                (
                    "a",
                    Phrase(
                        "yes: every store would have the same traffic", "会：每家店的流量都会一样"
                    ),
                ),
                (
                    "b",
                    Phrase(
                        "no: stores with more traffic sell more, so the high tiers would still "
                        "have more of it",
                        "不会：流量多的店卖得多，高层级照样流量多",
                    ),
                ),
                (
                    "c",
                    Phrase(
                        "yes: the small stores would have more traffic than the large ones",
                        "会：小店的流量会比大店多",
                    ),
                ),
                (
                    "d",
                    Phrase(
                        "no: shares of stores and traffic are fixed by the platform",
                        "不会：店铺和流量的占比是平台定死的",
                    ),
                ),
            )
        ),
        solution=lambda: "b",
        hints=(
            Phrase(
                "How does a store without visitors get its turnover?",
                "没有访客的店，成交额从哪儿来？",
            ),
            Phrase(
                "Two arrows are possible: tier → traffic, and traffic → turnover → tier. Which "
                "of them does a table of shares show?",
                "箭头可以有两种方向：层级 → 流量，或者流量 → 成交额 → 层级。一张占比表能看出是哪一种吗？",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "Liked products draw more visitors than others, with or without tiers.",
                "有没有层级，受欢迎的商品都会吸引更多访客。",
            ),
            Wrong.option(
                "c",
                "Why should it? Tiers are made from turnover, and turnover needs visitors.",
                "凭什么？层级按成交额分，成交额离不开访客。",
            ),
            Wrong.option(
                "d",
                "Fixed shares are the very thing that is to be shown. The table only "
                "says what they are.",
                "是不是定死的，正是要证明的事。表格只告诉你占比是多少。",
            ),
        ),
        why=Phrase(
            "The table fits both stories. Shares show that traffic and turnover go together, not "
            "which of them pulls the other.",
            "两种说法都跟这张表吻合。占比只能说明流量和成交额同进退，说明不了谁带动谁。",
        ),
    ),
)
