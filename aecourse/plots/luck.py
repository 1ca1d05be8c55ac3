"""Still figures of small numbers: equal stores that do not look equal, a shop's months, ratings.

Like all of :mod:`aecourse.plots`: every function returns the ``Axes`` it drew on,
and :func:`aecourse.plots.summary` says in one line what the figure shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from ..base import wording
from ..base.arguments import guarded
from ..base.errors import CourseError, brief
from ..base.language import Phrase
from ..base.palette import BANDS, PALE_ACCENT
from ..models.luck import bad_orders, rating, sampling_band
from ..orders.calendar import Window, as_date, month_ends
from ..scoring.assessment import assess
from ..scoring.uncertainty import wilson
from . import look
from .look import ACCENT, BAD, INK, LINE, MUTED, PAPER

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

MOST_STORES = 2_000
FEWEST, MOST = 10, 3_000  # orders of the smallest and of the largest store of the crowd
TICKS = (10, 30, 100, 300, 1000, 3000)


# -- the data behind the figures ----------------------------------------------------------------


@guarded
def equal_stores(share: float = 0.04, stores: int = 200, *, seed: int = 1) -> pd.DataFrame:
    """Stores of one true *share* of bad orders that differ in nothing but size and luck.

    Columns ``store``, ``orders`` (10 to 3,000, spread evenly on a scale of powers), ``bad``,
    ``rate``; the smallest store first.

    Raises:
        CourseError: a share outside 0 to 1, or fewer than 2 stores.
    """
    import numpy as np
    import pandas as pd

    if not 2 <= stores <= MOST_STORES:
        raise CourseError(
            f"equal_stores needs at least 2 stores, and no more than {MOST_STORES:,}, not {brief(stores)}.",
            f"equal_stores：至少要 2 家店，最多 {MOST_STORES:,} 家，不能是 {brief(stores)}。",
        )
    sizes = np.geomspace(FEWEST, MOST, stores).round().astype(np.int64).tolist()
    drawn = bad_orders(share, sizes, stores=stores, seed=seed)
    table = pd.DataFrame(
        {"store": range(1, stores + 1), "orders": sizes, "bad": [counts[at] for at, counts in enumerate(drawn)]}
    )
    table["rate"] = table["bad"] / table["orders"]
    return table


@guarded
def extremes(table: pd.DataFrame, many: int = 10) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The *many* lowest and the *many* highest rates of :func:`equal_stores`.

    Among equal rates the store with more orders comes first, so that no store stands there for
    being small.
    """
    look.require_columns(table, ("rate", "orders"), "equal_stores")
    low = table.sort_values(["rate", "orders"], ascending=[True, False]).head(many)
    high = table.sort_values(["rate", "orders"], ascending=[False, False]).head(many)
    return low, high


def monthly(orders: Any, first: date | str = "2014-01-01", last: date | str = "2015-09-30") -> pd.DataFrame:
    """The order defect rate of 2015 over each calendar month, with its 95 % Wilson interval.

    Columns ``month`` (its first day), ``bad``, ``assessed``, ``rate``, ``low``, ``high``; shares 0
    to 1, NaN where no order is assessed.  An order whose moments fall into two months is assessed
    in both.  The grade itself looks back 90 days; a month is the course's own cut.

    Raises:
        CourseError: the order table is wrong.
    """
    import pandas as pd

    first, last = as_date(first), as_date(last)
    measurement = assess(orders, "grade_2015_odr", as_of=str(last)).measurement
    rows = []
    for end in month_ends(first, last):
        begin = end.replace(day=1)
        window = Window.between(begin, end)
        bad, assessed = (int(mask.sum()) for mask in measurement.masks("odr", window))
        low, high = wilson(bad, assessed)
        rate = bad / assessed if assessed else float("nan")
        rows.append((pd.Timestamp(begin), bad, assessed, rate, float(low), float(high)))
    return pd.DataFrame(rows, columns=["month", "bad", "assessed", "rate", "low", "high"])


# -- the figures --------------------------------------------------------------------------------


@guarded
def funnel(share: float = 0.04, stores: int = 200, *, seed: int = 1) -> Axes:
    """Equal stores by size and observed rate; the ten lowest and the ten highest are marked."""
    import numpy as np
    import seaborn as sns

    table = equal_stores(share, stores, seed=seed)
    low, high = extremes(table)
    rest = table.drop(index=[*low.index, *high.index])
    sizes = np.geomspace(FEWEST, MOST, 120)
    ends = np.array([sampling_band(share, size) for size in sizes])
    marks = (
        (high, Phrase("the ten highest rates", "比率最高的十家"), "^", BAD, 62),
        (low, Phrase("the ten lowest rates", "比率最低的十家"), "v", ACCENT, 62),
        (rest, Phrase("the other stores", "其余店铺"), "o", PALE_ACCENT, 30),
    )
    with look.drawing(height=430) as ax:
        ax.fill_between(sizes, ends[:, 0], ends[:, 1], color=BANDS[1], linewidth=0, zorder=0)
        true = Phrase(
            f"true rate of every store: {wording.percent(share)}", f"每家店的真实比率：{wording.percent(share)}"
        )
        ax.axhline(share, color=INK, linewidth=1.2, zorder=1, label=str(true))
        for part, words, marker, colour, size in marks:
            sns.scatterplot(
                part,
                x="orders",
                y="rate",
                marker=marker,
                color=colour,
                s=size,
                edgecolor=PAPER,
                linewidth=0.8,
                label=str(words),
                zorder=4,
                ax=ax,
            )
        ax.set_xscale("log")
        ax.set_xlim(FEWEST * 0.85, MOST * 1.2)
        ax.set_ylim(-0.006, max(1.12 * float(table["rate"].max()), 0.02))
        ax.set_xticks(TICKS, [f"{tick:,}" for tick in TICKS])
        ax.minorticks_off()
        _percent_axis(ax)
        ax.legend(loc="upper right", frameon=False, handletextpad=0.3)
        look.title(
            ax,
            f"{stores} equal stores, by number of orders (illustrative)",
            f"{stores} 家实力相同的店，按订单数排开（示意）",
        )
        look.note(
            ax,
            drop=-30,
            words=Phrase(
                "orders of the store; shaded: where 95 % of equal stores stand",
                "店铺订单数；浅色带：95 % 的同等店铺落在其中",
            ),
        )
    few = [int((part["orders"] < 100).sum()) for part in (low, high)]
    said = Phrase(
        f"{stores} stores, each with a true rate of {wording.percent(share)}. The ten lowest rates: "
        f"{wording.percent(low['rate'].min())} to {wording.percent(low['rate'].max())}, {few[0]} of them with "
        f"fewer than 100 orders. The ten highest: {wording.percent(high['rate'].min())} to "
        f"{wording.percent(high['rate'].max())}, {few[1]} of them with fewer than 100 orders.",
        f"{stores} 家店，真实比率都是 {wording.percent(share)}。最低的十家："
        f"{wording.percent(low['rate'].min())} 至 {wording.percent(low['rate'].max())}，其中 {few[0]} 家不到 100 单。"
        f"最高的十家：{wording.percent(high['rate'].min())} 至 {wording.percent(high['rate'].max())}，"
        f"其中 {few[1]} 家不到 100 单。",
    )
    return look.keep_summary(ax, said)


def months(orders: Any, first: date | str = "2014-01-01", last: date | str = "2015-09-30") -> Axes:
    """The rate of each month with its interval, beside the rate of all months together.

    A diamond marks a month whose interval does not hold the common rate.
    """
    import numpy as np
    import seaborn as sns

    table = monthly(orders, first, last)
    table = table[table["assessed"] > 0].reset_index(drop=True)
    if len(table) == 0:
        raise CourseError(
            f"months: no order was assessed from {first} to {last}", f"months：{first} 至 {last} 没有计入考核的订单"
        )
    common = table["bad"].sum() / table["assessed"].sum()
    table["outside"] = (table["low"] > common) | (table["high"] < common)
    away = np.abs(np.stack([table["rate"] - table["low"], table["high"] - table["rate"]]))
    with look.drawing(height=400) as ax:
        ax.axhline(common, color=INK, linewidth=1.2, zorder=1)
        ax.errorbar(table.index, table["rate"], yerr=away, fmt="none", ecolor=PALE_ACCENT, elinewidth=5, zorder=2)
        for outside, marker, colour, size in ((False, "o", ACCENT, 46), (True, "D", BAD, 62)):
            part = table[table["outside"] == outside]
            if len(part):
                sns.scatterplot(
                    x=part.index,
                    y=part["rate"],
                    marker=marker,
                    color=colour,
                    s=size,
                    edgecolor=PAPER,
                    linewidth=1,
                    zorder=4,
                    ax=ax,
                )
        for at in (int(table["rate"].argmin()), int(table["rate"].argmax())):
            rate = table["rate"][at]
            beside = table.iloc[at + 1 : at + 2]  # its bar must not run through the label
            left = bool(((beside["low"] < rate) & (rate < beside["high"])).any())
            look.annotate(ax, wording.percent(rate), (at, rate), (-9 if left else 9, 0))
        shown = range(0, len(table), 3)
        ax.set_xticks(list(shown), [f"{table['month'][at]:%Y-%m}" for at in shown])
        ax.set_xlim(-0.8, len(table) + 2.2)
        ax.set_ylim(0, 1.06 * float(table["high"].max()))
        ax.grid(axis="y", color=LINE, linewidth=0.8)
        _percent_axis(ax)
        look.annotate(
            ax,
            Phrase(f"all months: {wording.percent(common)}", f"全部月份：{wording.percent(common)}"),
            (1, common),
            (0, 5),
            margin=True,
            small=True,
            ha="right",
        )
        look.title(ax, "Order defect rate, month by month, with 95 % intervals", "逐月的买家不良体验订单率与 95 % 区间")
        look.note(
            ax,
            drop=-30,
            words=Phrase(
                "diamond: the interval does not hold the rate of all months", "菱形：区间不包含全部月份的比率"
            ),
        )
    rows = table.to_dict("records")
    worst, best = (choose(rows, key=lambda row: row["rate"]) for choose in (max, min))
    away_from = [f"{row['month']:%Y-%m}" for row in rows if row["outside"]]
    listed = look.in_a_row([Phrase(month, month) for month in away_from] or [Phrase("none", "无")])
    said = Phrase(
        f"{len(table)} months, together {wording.percent(common)}. Lowest {wording.percent(best['rate'])} "
        f"({best['bad']}/{best['assessed']}, {best['month']:%Y-%m}), highest "
        f"{wording.percent(worst['rate'])} ({worst['bad']}/{worst['assessed']}, {worst['month']:%Y-%m}). "
        f"Outside: {listed.en}.",
        f"{len(table)} 个月，合计 {wording.percent(common)}。最低 {wording.percent(best['rate'])}"
        f"（{best['bad']}/{best['assessed']}，{best['month']:%Y-%m}），最高 {wording.percent(worst['rate'])}"
        f"（{worst['bad']}/{worst['assessed']}，{worst['month']:%Y-%m}）。落在外面的：{listed.zh}。",
    )
    return look.keep_summary(ax, said)


@guarded
def ratings(shops: Sequence[tuple[float, int]]) -> Axes:
    """Shops by their mean of ratings, 1 to 5 stars, each with the interval that its number allows.

    Args:
        shops: a mean and a number of ratings for each; they are named A, B, C … in this order.

    Raises:
        CourseError: a mean outside 1 to 5, or a shop without ratings.
    """
    found = [(mean, many, rating(mean, many)) for mean, many in shops]
    if not found or any(shop[2] is None for shop in found):
        raise CourseError("ratings: every shop needs at least one rating.", "ratings：每家店至少要有一条评价。")
    told = []
    with look.drawing(height=120 + 46 * len(found)) as ax:
        for row, (mean, many, interval) in enumerate(found):
            assert interval is not None
            ax.plot(
                [interval.low, interval.high],
                [row, row],
                color=PALE_ACCENT,
                linewidth=7,
                solid_capstyle="round",
                zorder=2,
            )
            ax.plot([mean], [row], "o", color=ACCENT, markersize=8, markeredgecolor=PAPER, zorder=3)
            ends = f"{interval.low:.1f} – {interval.high:.1f}"
            look.annotate(ax, ends, (5.0, row), (16, 0), muted=True)
            name = chr(ord("A") + row)
            told.append(
                Phrase(
                    f"{name}: {mean:.1f} from {many:,} ratings, {ends}",
                    f"{name}：{mean:.1f} 星，{many:,} 条评价，{ends}",
                )
            )
        ax.set_yticks(
            range(len(found)),
            [
                str(
                    Phrase(
                        f"{chr(ord('A') + row)}: {mean:.1f} stars from {many:,}",
                        f"{chr(ord('A') + row)}：{mean:.1f} 星，{many:,} 条",
                    )
                )
                for row, (mean, many, _) in enumerate(found)
            ],
        )
        ax.set_ylim(len(found) - 0.4, -0.6)
        ax.set_xlim(1, 5.06)
        ax.set_xticks(range(1, 6), [f"{star} ★" for star in range(1, 6)])
        ax.grid(axis="x", color=LINE, linewidth=0.8)
        look.title(
            ax,
            "What the ratings leave possible, 95 % (illustrative shops)",
            "看到的评分背后，真实水平可能在哪（95 % 区间，示意店铺）",
        )
    listed = look.in_a_row(told)
    return look.keep_summary(ax, f"Mean and 95 % interval. {listed.en}.", f"平均星级与 95 % 区间。{listed.zh}。")


def _percent_axis(ax: Any) -> None:
    look.percent_axis(ax.yaxis)
    ax.tick_params(axis="y", labelcolor=MUTED)
