"""The exercises of lesson 11: how to check a rule before one believes it."""

from __future__ import annotations

from functools import cache
from typing import Any

from ..language import Phrase
from .kinds import Choice, Number, Share
from .model import Exercise, Wrong

LESSON = "11"
STORE, REGIME, AS_OF = "brand-store", "grade_2015_odr", "2015-09-30"
DAY = "2022-06-30"
CALLED_HIGHEST = 25  # page 4 of the site calls this weight the highest
RULES = {
    "a": "grade_2015_odr",
    "b": "daily8_2015",
    "c": "category_2016_monthly",
    "d": "capability_2022",
}


@cache
def _share(*kinds: str) -> float:
    """The share of the rulebook's numbers that stand on one of *kinds* of confidence."""
    from ..plots.sources import parameters

    return float(parameters()["confidence"].isin(kinds).mean())


@cache
def _refuted() -> tuple[int, int]:
    """The site's tables that do not add up to 100; those that their own page refutes in any way."""
    from ..plots.sources import SITE_WEIGHTS

    sums = {page for page, table in enumerate(SITE_WEIGHTS, 1) if sum(table) != 100}
    words = {4} if max(SITE_WEIGHTS[3]) != CALLED_HIGHEST else set()
    return len(sums), len(sums | words)


@cache
def _in_force() -> str:
    """The letter of the rule that was in force on the day of the exercise."""
    from .. import rulebook

    found = {regime.id for regime in rulebook.in_force(DAY)}
    (letter,) = (key for key, id in RULES.items() if id in found)
    return letter


@cache
def _positive(formula: str) -> tuple[float, int]:
    """The positive rate of the brand store by a formula, in per cent, and what it is divided by."""
    from .. import rulebook
    from ..assessment import assess
    from ..orders import load_sample

    rules = rulebook.load(REGIME).using({"positive_rate.formula": formula})
    rows: Any = assess(load_sample(STORE), rules, AS_OF).metrics.set_index("metric")
    row = rows.loc["positive_rate"]
    return 100 * float(row["value"]), int(row["denominator"])


def _fall() -> float:
    """By how many percentage points the rate falls if neutral reviews are divided by as well."""
    return _positive("pos_neg")[0] - _positive("all_reviews")[0]


EXERCISES = (
    Exercise(
        id="official-share",
        lesson=LESSON,
        prompt=Phrase(
            "Every number in this course's rulebook says on what it stands. What share of them is "
            "confirmed by a page or an interface of the platform itself?",
            "本课程规则库里的每个数值都注明了依据。其中有平台官方页面或接口证实的，占多大比例？",
        ),
        kind=Share(tolerance=0.005),
        solution=lambda: _share("confirmed_official"),
        hints=(
            Phrase(
                "The figure “On what the numbers of the rulebook stand” has a bar for it.",
                "看“规则库里的数字，依据是什么”那张图，有专门的一根条。",
            ),
            Phrase(
                "It is the dark bar; its share stands in brackets.",
                "就是深色的那根，括号里是占比。",
            ),
        ),
        wrongs=(
            Wrong(
                lambda: f"{_share('confirmed'):%}",
                Phrase(
                    "Those are confirmed by several texts, none of which is the platform's.",
                    "这是“多个来源一致”的，可那些来源都不是平台自己的。",
                ),
            ),
            Wrong(
                lambda: f"{_share('confirmed', 'confirmed_official'):%}",
                Phrase(
                    "That is everything that is called confirmed. Blogs agree easily: they copy.",
                    "这是所有算“证实”的。博客之间很容易一致，因为会互相抄。",
                ),
            ),
            Wrong(
                lambda: f"{1 - _share('unknown'):%}",
                Phrase("Those are all numbers that are known at all.", "这是所有已知的数值。"),
            ),
        ),
        why=Phrase(
            "About 1 in 10. The rest is retold, by one text or by many: good enough to teach with "
            "a date and a source beside it, not good enough to be believed without.",
            "大约 10 个里有 1 个。其余都是转述，有的一处，有的多处：写明日期和来源，可以拿来教；没有这些，就不能直接信。",
        ),
    ),
    Exercise(
        id="refuted-by-pencil",
        lesson=LESSON,
        prompt=Phrase(
            "Five weight tables of one site: 40/30/20/10; 40/30/30; 35/25/30; 30/25/20/15/10, "
            "whose page calls the 25 the highest weight; 35/30/20/15. Take each as the "
            "whole list of weights, in per cent. How many of the five are refuted by their own words, "
            "without any other source?",
            "同一网站的五张权重表：40/30/20/10；40/30/30；35/25/30；30/25/20/15/10，页面上说其中 25 最高；"
            "35/30/20/15。把每张都当成完整的权重表，单位是百分比。不看任何别的来源，只凭它们自己的话，"
            "就能否定掉几张？",
        ),
        kind=Number(unit=Phrase("tables", "张")),
        solution=lambda: _refuted()[1],
        hints=(
            Phrase("First add up each table.", "先把每张表加一加。"),
            Phrase(
                "Then read what one of the pages says about its own numbers.",
                "再看其中一页是怎么说自己的数字的。",
            ),
        ),
        wrongs=(
            Wrong(
                lambda: _refuted()[0],
                Phrase(
                    "You found the sum. Now read the words beside the numbers as well.",
                    "加法查出来了。数字旁边的话也要读一读。",
                ),
            ),
            Wrong(
                lambda: 5,
                Phrase(
                    "They contradict one another, so at most one can be right; but that needs the "
                    "other pages. Which of them fall alone?",
                    "五张互相矛盾，最多只有一张对；可那得拿别的页面来比。哪几张单独看就站不住？",
                ),
            ),
            Wrong(
                lambda: 0,
                Phrase("All of them look tidy. Take the pencil.", "看着都很整齐。拿笔算一算。"),
            ),
        ),
        why=Phrase(
            "One adds up to 90, and one calls 25 the highest beside a 30. The other three are "
            "tidy, and as unfounded: tidiness is no source.",
            "一张加起来是 90，一张明明有 30 却说 25 最高。另外三张整整齐齐，一样没有依据：整齐不等于有出处。",
        ),
    ),
    Exercise(
        id="thirty-of-what",
        lesson=LESSON,
        prompt=Phrase(
            "Article B names an indicator that reads, word for word, “dispute rate over the wrong "
            "version of goods no. 30”. What does the 30 most likely stand for?",
            "文章 B 提到一个指标：“第30类商品误版率争议”。这里的“30”原本最可能指什么？",
        ),
        kind=Choice(
            (
                ("a", Phrase("the thirtieth of the platform's categories", "平台的第三十个类目")),
                ("b", Phrase("a limit of thirty per cent", "百分之三十的标准线")),
                (
                    "c",
                    Phrase(
                        "the thirty days over which each category is judged", "每个类目考核的三十天"
                    ),
                ),
                (
                    "d",
                    Phrase(
                        "thirty orders, below which nothing is assessed",
                        "起始值：三十笔订单以下不考核",
                    ),
                ),
            )
        ),
        solution=lambda: "c",
        hints=(
            Phrase(
                "Say the second indicator beside it: a mean of DSR description “no. 30”. Would a "
                "platform judge one single category?",
                "看旁边那个指标：“第30类商品描述DSR平均得分”。平台会只考核某一个类目吗？",
            ),
            Phrase(
                "The same article says two lines further on over what period it is checked.",
                "同一篇文章往下两行就写了检查的是多长时间。",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "So it is printed. But why should the rule for all sellers name one "
                "category, and by a number that no seller has ever seen?",
                "字面上是这样。可一条管所有卖家的规则，怎么会只点名一个类目，还用一个谁也没见过的编号？",
            ),
            Wrong.option(
                "b",
                "It stands in the name of the indicator, where a limit has no place; and "
                "the second indicator is in stars.",
                "它出现在指标名称里，标准不会写进指标名称；而且另一个指标的单位是星。",
            ),
            Wrong.option(
                "d",
                "A starting value exists, but the text speaks of it separately and gives "
                "no number.",
                "起始值确实有，可原文是另外讲的，也没有给数字。",
            ),
        ),
        why=Phrase(
            "“Category, 30 days” became “category no. 30” when a machine reworded it; and "
            "货不对版, not as described, became a “wrong version”. Words that no seller uses are "
            "the mark of a paraphrase.",
            "“类目30天”被机器改写成了“第30类”，“货不对版纠纷率”成了“误版率争议”。卖家从来不这么说话，"
            "这就是改写的痕迹。",
        ),
    ),
    Exercise(
        id="starting-value",
        lesson=LESSON,
        prompt=Phrase(
            "Article B: an indicator below its starting value is not assessed, and the category is "
            "closed. Which reading can be a rule?",
            "文章 B 说：小于起始值的指标不被评估，该类目的业务权限将被关闭。哪种读法才可能是规则？",
        ),
        kind=Choice(
            (
                (
                    "a",
                    Phrase(
                        "as printed: small categories are closed without being assessed",
                        "照字面：单量小的类目不评估，直接关闭",
                    ),
                ),
                (
                    "b",
                    Phrase(
                        "two rules: below the value no assessment; assessed and failing, closed",
                        "是两条规则：低于起始值不考核；考核了且不达标，才关闭",
                    ),
                ),
                (
                    "c",
                    Phrase(
                        "below the value the category is assessed more strictly, then closed",
                        "低于起始值从严考核，然后关闭",
                    ),
                ),
                (
                    "d",
                    Phrase(
                        "the starting value is the limit: who stays below it has passed",
                        "起始值就是达标线：低于它就算合格",
                    ),
                ),
            )
        ),
        solution=lambda: "b",
        hints=(
            Phrase(
                "The article gives the reason: to be fairer to sellers with few orders. Is a "
                "closed category fair to them?",
                "文章自己写了理由：对订单少的卖家更公平。把类目关掉，对他们公平吗？",
            ),
            Phrase(
                "Whoever has not sat an examination cannot have failed it.",
                "没参加考试的人，不可能不及格。",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "Then the protection of small sellers would be their end. Sentence and "
                "reason contradict each other.",
                "那样的话，保护小卖家的条款反倒成了淘汰他们。句子和它自己的理由打架了。",
            ),
            Wrong.option(
                "c",
                "The first half says that nothing is assessed. What is not assessed cannot "
                "be assessed strictly.",
                "前半句说的是不评估。不评估，又怎么从严？",
            ),
            Wrong.option(
                "d",
                "Passing is a verdict. Not to be assessed is none, neither good nor bad.",
                "“合格”是一种结论。不考核就是没有结论，谈不上好坏。",
            ),
        ),
        why=Phrase(
            "Two sentences lost the words between them. Other pages have both; and logic "
            "alone would have been enough to stop and look.",
            "两句话中间掉了字，粘成了一句。别的页面上两条都有；其实光凭逻辑，就该停下来查一查。",
        ),
    ),
    Exercise(
        id="rule-of-the-day",
        lesson=LESSON,
        prompt=Phrase(
            "A guide of June 2022 describes four rules as today's. Slide the date of the view to "
            "30 June 2022: which of the four was in force?",
            "一篇 2022 年 6 月的攻略把四条规则都说成现行的。把视图的日期拉到 2022 年 6 月 30 日：哪一条当时有效？",
        ),
        kind=Choice(
            (
                ("a", Phrase("the service grade from ODR", "按 ODR 评的服务等级")),
                ("b", Phrase("the daily score of eight items", "八项的每日服务分")),
                (
                    "c",
                    Phrase(
                        "the category check, monthly over thirty days",
                        "每月一次、看三十天的类目考核",
                    ),
                ),
                (
                    "d",
                    Phrase(
                        "the service-capability assessment with six metrics",
                        "六项指标的服务能力考核",
                    ),
                ),
            )
        ),
        solution=_in_force,
        hints=(
            Phrase(
                "A bar that the vertical line crosses is in force.",
                "被竖线穿过的横条，就是当时有效的规则。",
            ),
            Phrase(
                "Mind the ends: a rule may live on in a changed form, over other days.",
                "注意起止：有的规则还在，但已经改了样子，看的天数也变了。",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "Its bar ends in October 2015. Guides repeat it to this day.",
                "它的横条到 2015 年 10 月就结束了，攻略却抄到今天。",
            ),
            Wrong.option(
                "b",
                "A daily score was in force, but with other items: see where the bar of "
                "eight ends.",
                "每日服务分是有的，可项目不一样了：看看八项那根在哪儿结束。",
            ),
            Wrong.option(
                "c",
                "A category check was in force, but quarterly and over 90 days since 2017. "
                "Article B prints the old one under the heading of 2022.",
                "类目考核是有的，可从 2017 年起已改成每季度一次、看 90 天。文章 B 把旧的那套印在了 2022 年的标题下面。",
            ),
        ),
        why=Phrase(
            "Three of the four were true once. A rule without its dates is the commonest error "
            "there is, and the easiest to find.",
            "四条里有三条曾经是对的。不写日期，是最常见的毛病，也是最好查的毛病。",
        ),
    ),
    Exercise(
        id="independent-witnesses",
        lesson=LESSON,
        prompt=Phrase(
            "Three pages tell the guards of the grade of 2015 in the same words, with the same "
            "formulas in the same order; two of them were put up in autumn 2022, and the text is "
            "that of a platform help page of 2015. For how many independent witnesses do they "
            "count?",
            "三个页面写到 2015 年等级的保护条款，用词一样，公式一样，顺序也一样；其中两个是 2022 年秋天发的，"
            "文字就是 2015 年的平台帮助。它们算几个独立来源？",
        ),
        kind=Number(unit=Phrase("witnesses", "个")),
        solution=lambda: 1,
        hints=(
            Phrase(
                "If the first text had a misprint, how many of the three would have it?",
                "要是最初的那份有个错字，三个页面里会有几个跟着错？",
            ),
            Phrase(
                "Count who has seen something, not who has repeated it.",
                "要数的是谁亲眼见过，而不是谁又说了一遍。",
            ),
        ),
        wrongs=(
            Wrong(
                lambda: 3,
                Phrase(
                    "Three pages, yes. How many of their writers looked for themselves?",
                    "页面是三个。可有几位作者是自己查证过的？",
                ),
            ),
            Wrong(
                lambda: 2,
                Phrase(
                    "The date of posting does not make a copy a witness.",
                    "换个时间再发一遍，转抄还是转抄。",
                ),
            ),
            Wrong(
                lambda: 0,
                Phrase(
                    "Too strict: the words have an origin, only not several.",
                    "太严了：这段话是有源头的，只是没有好几个。",
                ),
            ),
        ),
        why=Phrase(
            "One. Copies do help in another way: they show that the text was not altered on the "
            "way. But they do not make it true.",
            "一个。转抄也有用处：能说明文字在流传中没被改动。但不能让它变得更真。",
        ),
    ),
    Exercise(
        id="neutral-reviews",
        lesson=LESSON,
        prompt=Phrase(
            "The platform's page divides the positive reviews by positive and negative ones; two "
            "other pages divide by all reviews. By how many percentage points does the positive "
            "rate of brand-store fall under the second reading?",
            "平台页面的好评率是好评除以好评加差评；另有两个页面是除以全部评价。按后一种算法，"
            "brand-store 的好评率会低几个百分点？",
        ),
        kind=Number(tolerance=0.06, decimals=1, unit=Phrase("percentage points", "个百分点")),
        solution=_fall,
        hints=(
            Phrase(
                "The two results above show the positive rate once under each reading.",
                "上面两个结果，就是两种算法各算一次的好评率。",
            ),
            Phrase(
                "Subtract the smaller from the larger, to one decimal.",
                "大的减小的，保留一位小数。",
            ),
        ),
        wrongs=(
            Wrong(
                lambda: _positive("all_reviews")[0],
                Phrase(
                    "That is the rate itself under the second reading. How far did it fall?",
                    "这是后一种算法的好评率本身。降了多少？",
                ),
            ),
            Wrong(
                lambda: _positive("all_reviews")[1] - _positive("pos_neg")[1],
                Phrase(
                    "That is the number of neutral reviews, which one formula leaves out.",
                    "这是中评的条数，其中一种公式不算它。",
                ),
            ),
            Wrong(
                lambda: 0,
                Phrase(
                    "Not here: this store has neutral reviews. (In growing-store it would be so.)",
                    "这里不是：这家店有中评。（换成 growing-store，倒确实没差别。）",
                ),
            ),
        ),
        why=Phrase(
            "Some two points, and with the illustrative limits the store falls from good to pass. "
            "Now you know that this conflict is worth your time; many are not.",
            "两个多百分点；按示意分界线，这家店会从良好掉到及格。这下你知道了：这个分歧值得花时间查，而很多分歧并不值得。",
        ),
    ),
    Exercise(
        id="verdict-on-a-page",
        lesson=LESSON,
        prompt=Phrase(
            "A page says: “First quarter of 2025: more than 5 % late orders in three months brings "
            "a warning, 10 % ends promotions.” It names no rule, no author and no source, and "
            "nobody else has it. You go through the card. What is your verdict?",
            "某页面写道：“2025 年第一季度：三个月内延迟订单超过 5 % 警告，超过 10 % 取消活动资格。”"
            "没写规则名称，没有作者，没有出处，别处也查不到。照着核查卡走一遍，结论是什么？",
        ),
        kind=Choice(
            (
                (
                    "a",
                    Phrase(
                        "use it: it is the newest and has exact numbers",
                        "照用：它最新，数字也最明确",
                    ),
                ),
                ("b", Phrase("use half of it, to be on the safe side", "打个对折，稳妥一点")),
                (
                    "c",
                    Phrase(
                        "unverified: write it down as such, do not steer by it, look for the "
                        "notice in the back office",
                        "未证实：照这样记下来，不拿它做决定，去后台找正式通知",
                    ),
                ),
                ("d", Phrase("false: late shipment has no consequences", "是假的：发货晚没有后果")),
            )
        ),
        solution=lambda: "c",
        hints=(
            Phrase(
                "Which questions of the card stay without an answer?", "核查卡上有哪几问答不出来？"
            ),
            Phrase(
                "“Not proved” is a verdict of its own, beside “true” and “false”.",
                "除了“真”和“假”，“没有证实”也是一种结论。",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "New and exact are cheap: anybody can type a date and a number.",
                "“新”和“明确”都很便宜：日期和数字谁都会敲。",
            ),
            Wrong.option(
                "b",
                "Half of an unknown is an unknown. A safety margin needs a number to be "
                "a margin from.",
                "未知数打对折，还是未知数。留余量，也得先有个靠得住的数。",
            ),
            Wrong.option(
                "d",
                "That does not follow, and it is wrong: several regimes count late orders. "
                "Only this page is unfounded.",
                "推不出来，而且也不对：好几套规则都考核延迟发货。没有依据的只是这个页面。",
            ),
        ),
        why=Phrase(
            "Unverified is an honest place to leave a number. Ship in time all the same: for that "
            "the dated rules give reasons enough.",
            "把它留在“未证实”，是老实的做法。当然，货还是要按时发：有日期、有出处的规则，已经给足了理由。",
        ),
    ),
)
