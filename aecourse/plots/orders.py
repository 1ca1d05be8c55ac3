"""Still figures of an order's way: how long buyers wait for the shipment and for the first scan.

Like all of :mod:`aecourse.plots`: every function returns the ``Axes`` it drew on,
and :func:`aecourse.plots.summary` says in one line what the figure shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import rulebook
from ..base import wording
from ..base.arguments import guarded
from ..base.errors import CourseError, require_known
from ..base.language import Phrase
from ..orders import ensure
from ..orders.calendar import Window
from . import look
from .look import ACCENT, BAD, INK, LINE, MUTED

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from ..orders.calendar import Moment

SCAN_RULE = "online_5d_2020"
LAST_DAY = 14  # of the axis


def waits(orders: Any, first: Moment, last: Moment) -> pd.DataFrame:
    """Days from payment to deadline, shipment and first scan of orders paid on these days.

    Orders cancelled for a reason of the buyer's are left out: nobody waits for them.  Columns
    ``order_id``, ``deadline``, ``shipped``, ``scanned``, in days; missing where it never happened.

    Raises:
        CourseError: no such order was paid on these days.
    """
    import pandas as pd

    window = Window.between(first, last)
    table = ensure(orders)
    rows = table["paid_at"].between(window.start, window.end) & (table["cancel_reason"] != "buyer")
    kept = table[rows]
    if len(kept) == 0:
        raise CourseError(
            f"no order was paid between {window.first} and {window.last}",
            f"{window.first} 至 {window.last} 期间没有付款的订单",
        )
    day: Any = pd.Timedelta(days=1)
    moments = {"deadline": "ship_by", "shipped": "shipped_at", "scanned": "first_scan_at"}
    spans = {name: (kept[column] - kept["paid_at"]) / day for name, column in moments.items()}
    return pd.DataFrame({"order_id": kept["order_id"], **spans}).reset_index(drop=True)


@guarded
def shares_by_day(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """Which share of the orders of :func:`waits` was shipped or scanned within so many days.

    Columns ``days`` (in steps of a tenth) and ``share``.  The share never reaches 1 if some orders
    are never shipped.
    """
    import numpy as np
    import pandas as pd

    require_known(Phrase("column", "列"), column, ("deadline", "shipped", "scanned"))
    look.require_columns(table, [column], "waits")
    waited = np.sort(table[column].dropna().to_numpy())
    days = np.arange(0, 10 * LAST_DAY + 1) / 10
    found = np.searchsorted(waited, days, side="right") / len(table)
    return pd.DataFrame({"days": days, "share": found})


def waiting(orders: Any, first: Moment, last: Moment) -> Axes:
    """How many orders were shipped, and how many scanned, within so many days of the payment.

    Two limits stand in it: the shipping deadline of these orders, and the 5 days to the first scan
    of the rule of 2020 (natural days; the two holidays that it leaves out are not looked at).
    """
    import seaborn as sns

    table = waits(orders, first, last)
    deadline = float(table["deadline"].median())
    limit = int(rulebook.load(SCAN_RULE)["online.limit"])
    in_time = float((table["shipped"] <= table["deadline"]).mean())
    scanned = float((table["scanned"] <= limit).mean())
    never = int(table["shipped"].isna().sum())
    mean = float(table["shipped"].mean())
    names = {"shipped": Phrase("shipped", "已发货"), "scanned": Phrase("scanned by the carrier", "已上网")}
    looks = {"shipped": (ACCENT, "-"), "scanned": (BAD, "--")}
    with look.drawing(height=400) as ax:
        for column, (colour, dash) in looks.items():
            sns.lineplot(
                shares_by_day(table, column),
                x="days",
                y="share",
                color=colour,
                linestyle=dash,
                linewidth=2.2,
                label=str(names[column]),
                ax=ax,
            )
        limits = (
            (deadline, in_time, Phrase("shipping deadline", "发货期限"), ACCENT),
            (float(limit), scanned, Phrase("first scan, rule of 2020", "上网时限（2020 年规则）"), BAD),
        )
        for at, share, name, colour in limits:
            ax.axvline(at, color=MUTED, linewidth=1, linestyle=":")
            ax.plot([at], [share], marker="o", color=colour, markersize=7, markeredgecolor="white", zorder=5)
            look.annotate(ax, wording.percent(share, 0), (at, share), (9, -15), color=INK)
            left = colour == BAD
            look.annotate(ax, name, (at, 1.03), (-6 if left else 6, 0), small=True, muted=True, va="baseline")
        ax.axhline(1, color=LINE, linewidth=0.8)
        ax.set(xlim=(0, LAST_DAY), ylim=(0, 1.08))
        ax.set_xticks(range(0, LAST_DAY + 1, 2))
        ax.yaxis.set_major_formatter(lambda value, _: f"{100 * value:.0f} %" if value <= 1 else "")
        ax.tick_params(axis="y", labelcolor=MUTED)
        ax.legend(loc="lower right", frameon=False)
        look.title(
            ax,
            f"{len(table)} orders: days from payment to shipment and to the first scan",
            f"{len(table)} 笔订单：付款后第几天发货、第几天上网",
        )
    span = wording.span(Window.between(first, last).first, Window.between(first, last).last, full=True)
    said = Phrase(
        f"Orders paid {span.en}: {len(table)}. Shipped on average after {mean:.1f} days; by the "
        f"deadline of {deadline:g} days {wording.percent(in_time)}; never {never}. First scan within "
        f"{limit} days {wording.percent(scanned)}.",
        f"{span.zh}付款的订单 {len(table)} 笔。平均 {mean:.1f} 天发货；{deadline:g} 天期限内发货 "
        f"{wording.percent(in_time)}；始终没发 {never} 笔。{limit} 天内上网 {wording.percent(scanned)}。",
    )
    return look.keep_summary(ax, said)
