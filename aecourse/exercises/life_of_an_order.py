"""The exercises of lesson 02: which moments count, what is a deal not sold, when a clock ends."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from ..language import Phrase
from .kinds import Choice, Share
from .model import Exercise, Wrong

if TYPE_CHECKING:
    from datetime import datetime

    from ..life import Life

LESSON = "02"
STORE = "price-store"
GRADE = "grade_2015_odr"
WINDOW = ("2015-07-03", "2015-09-30")
SCANNED = ("2015-08-01", "2015-08-30")


# -- what is counted -----------------------------------------------------------------------------


@cache
def _orders() -> Any:
    from ..orders import load_sample

    return load_sample(STORE)


@cache
def _measured(metric: str, window: tuple[str, str], regime: str | None = None) -> tuple[int, int]:
    """Numerator and denominator of a rate of the store."""
    from ..measurement import measure

    found = measure(_orders(), metric, window=window, regime=regime).iloc[0]
    return int(found["numerator"]), int(found["denominator"])


def _not_sold() -> tuple[int, int]:
    return _measured("not_sold_rate", WINDOW)


def _inside(moment: str) -> Any:
    from ..calendar import Window

    span = Window.between(*WINDOW)
    return _orders()[moment].between(span.start, span.end)


def _shipped_late() -> int:
    """Orders shipped after a deadline of the window: only a part of the deals not sold."""
    table = _orders()
    return int((_inside("ship_by") & (table["shipped_at"] > table["ship_by"])).sum())


def _paid() -> int:
    return int(_inside("paid_at").sum())


@cache
def _scans(start: str) -> tuple[int, int, int]:
    """Orders scanned within 5 days of *start*, orders that were scanned at all, and all of them."""
    import pandas as pd

    from ..calendar import Window

    span, table = Window.between(*SCANNED), _orders()
    paid = table[table["paid_at"].between(span.start, span.end) & table["cancelled_at"].isna()
                 & ~table["exempt"]]  # fmt: skip
    in_time = paid["first_scan_at"] - paid[start] <= pd.Timedelta(days=5)
    return int(in_time.sum()), int(paid["first_scan_at"].notna().sum()), len(paid)


# -- lives ---------------------------------------------------------------------------------------


def _first_moment() -> str:
    """The first moment of the clean order that makes it assessed; letters as in the task."""
    from ..explanation import explain
    from ..life import row
    from ..lives import preset

    told = explain(row(preset("clean")), "clean", GRADE, as_of="2015-08-30")
    first = next(line for line in told.lines if line.counts)
    moments = {"paid": "a", "ship_deadline": "b", "shipment": "c", "confirmed": "d"}
    return moments[first.event]


def _last_window() -> str:
    """The last day on which a window of the clean order may end, as a letter."""
    from datetime import date

    from ..calendar import DAY
    from ..explanation import explain
    from ..life import row
    from ..lives import preset

    table, day = row(preset("clean")), date(2015, 8, 1)
    while explain(table, "clean", GRADE, as_of=day + DAY).assessed:
        day += DAY
    return {date(2015, 8, 29): "a", date(2015, 9, 11): "b", date(2015, 9, 13): "c"}[day]


def _cancelled(reason: str) -> Life:
    """The order of the list that is cancelled on day 2, before its deadline."""
    from dataclasses import replace
    from datetime import timedelta

    from ..life import move
    from ..lives import preset

    life = preset("not_sold")
    life = move(life, "cancelled_at", life.paid_at + timedelta(days=2)).life
    return replace(life, facts=tuple({**dict(life.facts), "cancel_reason": reason}.items()))


@cache
def _no_deal_not_sold() -> str:
    """Which of the four orders of the task is no deal not sold."""
    from ..explanation import explain
    from ..life import move, row
    from ..lives import preset

    late = preset("late")
    never = move(preset("not_sold"), "cancelled_at", None).life
    cases = {"a": late, "b": _cancelled("buyer"), "c": _cancelled("seller"), "d": never}
    fine = [
        letter
        for letter, life in cases.items()
        if not explain(row(life), life.order_id, GRADE, as_of="2015-08-29").bad
    ]
    (letter,) = fine
    return letter


def _friday_ends() -> datetime:
    """When the 48 hours of 2022 end for an order paid on Friday, 10 June 2022, at 10:00."""
    from datetime import timedelta

    from .. import rulebook
    from ..clocks import clocks
    from ..life import course
    from ..lives import placed, preset

    regime = rulebook.load("online_multi_2022")
    life = placed(preset("clean"), regime).shifted(timedelta(days=4))
    return next(c.end for c in clocks(course(life), regime) if c.id == "scan_48h")


def _friday_clock() -> str:
    return {(6, 12): "a", (6, 13): "b", (6, 14): "c"}[_friday_ends().month, _friday_ends().day]


# -- the exercises -------------------------------------------------------------------------------

EXERCISES = (
    Exercise(
        id="not-sold-share",
        lesson=LESSON,
        prompt=Phrase(
            "Of the orders of price-store whose shipping was decided between 3 July and "
            "30 September 2015, what share was a deal not sold?",
            "在 2015 年 7 月 3 日至 9 月 30 日之间，price-store 发货结果已定的订单里，"
            "成交不卖占多大比率？",
        ),
        kind=Share(),
        solution=lambda: _not_sold()[0] / _not_sold()[1],
        hints=(
            Phrase(
                "Deals not sold above the line; below it all orders that were shipped, overdue or "
                "cancelled by the seller in these days.",
                "分子是成交不卖的订单；分母是这段时间里已发货、发货超时或因卖家原因取消的全部订单。",
            ),
            Phrase(
                "The table gives both numbers: divide numerator by denominator.",
                "表里两个数都有：用 numerator 除以 denominator。",
            ),
        ),
        wrongs=(
            Wrong(
                lambda: f"{_shipped_late() / _not_sold()[1]:%}",
                Phrase(
                    "Those are the orders that were shipped after their deadline. What was never "
                    "shipped, or cancelled for the seller's reason, is a deal not sold as well.",
                    "这只是发货超时、但最后还是发了的订单。始终没发的、因卖家原因取消的，也是成交不卖。",
                ),
            ),
            Wrong(
                lambda: f"{_not_sold()[0] / _paid():%}",
                Phrase(
                    "You divided by the orders paid in these days. An order paid in June may be "
                    "due in July, and one paid on the last day is not decided yet.",
                    "分母用成了这段时间付款的订单。6 月付款的可能 7 月才到期，最后一天付款的还没有定论。",
                ),
            ),
            Wrong(
                lambda: f"{1 - _not_sold()[0] / _not_sold()[1]:%}",
                Phrase(
                    "That is the share of the orders that went out in time.",
                    "这是按时发出的订单所占的比率。",
                ),
            ),
        ),
        why=Phrase(
            "About one order in eight, in a store that ships after 3.6 days on average. "
            "A deadline judges each order, not the mean.",
            "差不多每八单就有一单，而这家店平均 3.6 天就发货。期限看的是每一单，不是平均数。",
        ),
    ),
    Exercise(
        id="first-moment",
        lesson=LESSON,
        prompt=Phrase(
            "The clean order is paid on 1 June, shipped on 3 June, scanned on 4 June and received "
            "on 14 June 2015. A window begins on 2 June. Which moment is the first that makes it "
            "an assessed order?",
            "“一切顺利的订单”2015 年 6 月 1 日付款，6 月 3 日发货，6 月 4 日上网，6 月 14 日收货。"
            "某考核期从 6 月 2 日开始。最早让它成为考核订单的，是哪个时间点？",
        ),
        kind=Choice(
            (
                ("a", Phrase("the payment", "付款")),
                ("b", Phrase("the shipping deadline on 8 June", "6 月 8 日的发货期限")),
                ("c", Phrase("the shipment, declared by the seller", "卖家声明全部发货")),
                ("d", Phrase("the receipt", "确认收货")),
            )
        ),
        solution=_first_moment,
        hints=(
            Phrase(
                "Look for the earliest date that lies in the window and stands in the list of "
                "moments that count.",
                "找一找：日期落在考核期内、又在清单里的时间点，最早的是哪一个？",
            ),
            Phrase(
                "A deadline is a moment of the list only where it was missed, and what the carrier "
                "does is not in the list at all.",
                "发货期限只有被错过了才算；物流商做的事，根本不在清单里。",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "Payment is not in the list; and here it lies before the window as well.",
                "付款不在清单里，何况它还在考核期之前。",
            ),
            Wrong.option(
                "b",
                "The deadline counts only where it passes unmet. This parcel had left by then.",
                "期限到了还没发货才算。这一单早就发出去了。",
            ),
            Wrong.option(
                "d",
                "It is in the list, but another moment of the list comes before it.",
                "它在清单里，可清单里还有别的时间点比它早。",
            ),
        ),
        why=Phrase(
            "The seller's own act is the first that counts. Payment and scan are not in the list "
            "of 2015.",
            "最早算数的是卖家自己的动作。付款和上网，都不在 2015 年的清单里。",
        ),
    ),
    Exercise(
        id="last-window",
        lesson=LESSON,
        prompt=Phrase(
            "In the view, choose the clean order and move “Window ends on”. What is the last day "
            "on which a window may end so that the order is still assessed?",
            "在视图里选“一切顺利的订单”，拖动“考核期截止日”。考核期最晚截止到哪一天，"
            "这一单还算考核订单？",
        ),
        kind=Choice(
            (
                (
                    "a",
                    Phrase("29 August, 90 days from the payment", "8 月 29 日，从付款起数 90 天"),
                ),
                (
                    "b",
                    Phrase(
                        "11 September, 90 days from the receipt", "9 月 11 日，从收货起数 90 天"
                    ),
                ),
                (
                    "c",
                    Phrase("13 September, 90 days from the review", "9 月 13 日，从评价起数 90 天"),
                ),
                ("d", Phrase("there is none: it stays assessed", "没有这一天：一直算考核订单")),
            )
        ),
        solution=_last_window,
        hints=(
            Phrase(
                "The window is 90 days long. Which moment of the order leaves it last?",
                "考核期长 90 天。订单的哪个时间点最后离开？",
            ),
            Phrase(
                "Move the slider with the arrow keys, a day at a time, until the verdict says "
                "“Not assessed”; then one day back.",
                "用方向键一天一天地拖，直到结论变成“不考核”，再退回一天。",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "On that day the payment leaves the window, which never counted. What still lies "
                "inside?",
                "这一天离开考核期的是付款，而付款本来就不算。里面还剩什么？",
            ),
            Wrong.option(
                "b",
                "The receipt leaves the window then. One more moment of the list is younger.",
                "这时离开的是收货。清单里还有一个时间点比它晚。",
            ),
            Wrong.option(
                "d",
                "A window has a beginning as well, and it moves along with its end. Pull the "
                "slider to the right.",
                "考核期也有开头，会跟着截止日一起往后走。把滑块往右拖拖看。",
            ),
        ),
        why=Phrase(
            "An order is assessed as long as its youngest moment lies inside: paid on 1 June, it "
            "is counted until the middle of September.",
            "只要最晚的那个时间点还在期内，就一直参与考核：6 月 1 日付的款，要算到 9 月中旬。",
        ),
    ),
    Exercise(
        id="no-deal-not-sold",
        lesson=LESSON,
        prompt=Phrase(
            "Four paid orders with a deadline of 7 days. Which one is *not* a deal not sold?",
            "四笔已付款订单，发货期限都是 7 天。哪一笔**不是**成交不卖？",
        ),
        kind=Choice(
            (
                (
                    "a",
                    Phrase(
                        "shipped 6 hours after the deadline; the buyer gives 4 stars",
                        "比期限晚 6 小时发货，买家给了 4 星",
                    ),
                ),
                (
                    "b",
                    Phrase(
                        "cancelled on day 2 because the buyer no longer wants it",
                        "买家不想要了，第 2 天取消",
                    ),
                ),
                (
                    "c",
                    Phrase(
                        "out of stock; cancelled on day 2 for a reason of the seller's",
                        "缺货，第 2 天因卖家原因取消",
                    ),
                ),
                (
                    "d",
                    Phrase(
                        "never shipped, and nobody cancels it",
                        "一直没发货，也没人取消",
                    ),
                ),
            )
        ),
        solution=_no_deal_not_sold,
        hints=(
            Phrase(
                "There are two ways into it: the deadline passes, or the seller's reason ends it.",
                "成交不卖有两条路：期限过了没发货，或者因卖家原因没发货。",
            ),
            Phrase(
                "Ask of each: whose reason was it, and had the deadline passed by then?",
                "每一笔都问一句：是谁的原因？当时期限过了没有？",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "The stars do not heal a missed deadline. Look at preset “Shipped late, buyer "
                "content”.",
                "期限错过了，给几星都补不回来。看看示例“发货超时，买家满意”。",
            ),
            Wrong.option(
                "c",
                "The deadline was not missed, but the order was not shipped for the seller's "
                "reason: that is the second way.",
                "期限是没过，可没发货是卖家的原因，这正是第二条路。",
            ),
            Wrong.option(
                "d",
                "With nothing shipped the deadline passes by itself, and that is enough.",
                "不发货，期限自己就会过去，这就够了。",
            ),
        ),
        why=Phrase(
            "A buyer who changes their mind before the deadline is nobody's broken promise.",
            "期限之前买家自己改主意，谁也没有失信。",
        ),
    ),
    Exercise(
        id="friday-clock",
        lesson=LESSON,
        prompt=Phrase(
            "An order shipped from mainland China is paid on Friday, 10 June 2022, at 10:00 by the "
            "platform's clock. Under the rule of 2022 the 48-hour clock stands still on Sundays. When does it run out?",
            "一笔从中国内地发货的订单，2022 年 6 月 10 日（周五）10:00（平台时间）付款。按 2022 年的规则，"
            "48 小时的倒计时周日不走。什么时候到点？",
        ),
        kind=Choice(
            (
                ("a", Phrase("Sunday, 12 June, 10:00", "6 月 12 日（周日）10:00")),
                ("b", Phrase("Monday, 13 June, 10:00", "6 月 13 日（周一）10:00")),
                ("c", Phrase("Tuesday, 14 June, 10:00", "6 月 14 日（周二）10:00")),
            )
        ),
        solution=_friday_clock,
        hints=(
            Phrase(
                "Count the hours of Friday and Saturday first. How many are left?",
                "先数周五、周六走掉的小时数，还剩多少？",
            ),
            Phrase(
                "Friday 14 hours, Saturday 24. The rest runs on the next day that counts.",
                "周五 14 小时，周六 24 小时。剩下的，要到下一个算数的日子才走。",
            ),
        ),
        wrongs=(
            Wrong.option(
                "a",
                "That is 48 hours by the clock on the wall. On Sunday this clock stands still.",
                "这是照着墙上的钟数 48 小时。可这个倒计时周日是停的。",
            ),
            Wrong.option(
                "c",
                "You let the clock stand still on Saturday too. That is the calendar of a Hong "
                "Kong or overseas warehouse.",
                "你把周六也停了。那是香港仓、海外仓的算法。",
            ),
        ),
        why=Phrase(
            "14 hours on Friday, 24 on Saturday, none on Sunday, and the last 10 on Monday "
            "morning. Who packs on Saturdays gains a day.",
            "周五 14 小时，周六 24 小时，周日不走，剩下 10 小时落在周一上午。周六也打包的，等于赚了一天。",
        ),
    ),
    Exercise(
        id="from-shipment",
        lesson=LESSON,
        prompt=Phrase(
            "Count the 5 days from the shipment, not from the payment: which share of the orders "
            "paid from 1 to 30 August 2015 and neither cancelled nor exempt is then scanned in time?",
            "5 天不从付款算，改从发货算：2015 年 8 月 1 日至 30 日付款、未取消也未免责的订单，"
            "按时上网的占多大比率？",
        ),
        kind=Share(),
        solution=lambda: _scans("shipped_at")[0] / _scans("shipped_at")[2],
        hints=(
            Phrase(
                "One word of the cell changes: the column that the scan is compared with.",
                "只改单元格里的一个词：上网时间要减去哪一列？",
            ),
            Phrase(
                'paid["first_scan_at"] - paid["shipped_at"], and the mean of yes and no as before.',
                'paid["first_scan_at"] - paid["shipped_at"]，后面照旧取平均。',
            ),
        ),
        wrongs=(
            Wrong(
                lambda: f"{_scans('paid_at')[0] / _scans('paid_at')[2]:%}",
                Phrase(
                    "That counts from the payment, as the rule does. Change the column.",
                    "这还是从付款算的，也就是规则的算法。换一列试试。",
                ),
            ),
            Wrong(
                lambda: f"{_scans('shipped_at')[0] / _scans('shipped_at')[1]:%}",
                Phrase(
                    "You left out the orders that were never scanned. They are in the "
                    "denominator: their buyers wait too.",
                    "你把始终没上网的订单去掉了。它们也在分母里：那些买家同样在等。",
                ),
            ),
        ),
        why=Phrase(
            "Nearly all parcels are scanned soon after they leave: the days are lost before, in "
            "the packing. The rule counts from the payment, because the buyer does.",
            "货一发出，差不多都很快上网：时间是丢在备货上的。规则从付款算起，因为买家就是从付款等起的。",
        ),
    ),
)
