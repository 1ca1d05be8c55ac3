"""Still figures of a store's year: two shops on one street, suppliers, what decided it.

Like all of :mod:`aecourse.plots`: every function returns the ``Axes`` it drew on,
and :func:`aecourse.plots.summary` says in one line what the figure shows.  All money is
illustrative; scores come from the engine on simulated orders.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from .. import rulebook
from ..base.arguments import guarded
from ..base.errors import require_known
from ..base.language import Phrase
from ..base.palette import PALE_ACCENT, PALETTE
from ..models.year import OPTIONS, REFERENCE, Choice, ProfitCause, Year, causes, decided, follow, outcome
from ..models.year.terms import term
from . import look
from .look import ACCENT, BAD, LINE, MUTED, SMALL

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

SEED = 7
CHEAP = Choice()
SHOPS = {"cheap": CHEAP, "sound": REFERENCE}
SHOP_NAMES = {
    "cheap": Phrase("cheap in everything", "样样图便宜"),
    "sound": Phrase("sound everyday choices", "样样求稳妥"),
}
SEEDS = range(1, 6)

# -- the data behind the figures ----------------------------------------------------------------


@guarded
@cache
def shop_year(shop: str, seed: int = SEED) -> Year:
    """The year of a shop that always chooses alike: ``"cheap"`` or ``"sound"``."""
    require_known(Phrase("shop", "店铺"), shop, SHOPS)
    return constant_year(SHOPS[shop], seed)


@guarded
def constant_year(choice: Choice, seed: int) -> Year:
    """A year in which *choice* is made every month."""
    return follow(seed, lambda _: choice)


@guarded
def two_shops(seed: int = SEED) -> pd.DataFrame:
    """Month by month: ``shop``, ``month``, ``orders``, ``score``, ``cash``."""
    import pandas as pd

    return pd.DataFrame(
        [
            {"shop": shop, "month": m.number, "orders": m.orders, "score": m.standing.score, "cash": m.cash}
            for shop in SHOPS
            for m in shop_year(shop, seed).months
        ]
    )


@cache
def _supplier_rows() -> tuple[tuple[str, int, int], ...]:
    return tuple(
        (name, seed, outcome(constant_year(replace(REFERENCE, supplier=name), seed)).profit)
        for name in OPTIONS["supplier"]
        for seed in SEEDS
    )


def supplier_years() -> pd.DataFrame:
    """Profit of the sound shop with each supplier under several seeds."""
    import pandas as pd

    return pd.DataFrame(_supplier_rows(), columns=["supplier", "seed", "profit"])


@cache
def cheap_causes() -> tuple[ProfitCause, ...]:
    """What decided the year of the cheap shop, the strongest first."""
    return decided(causes(shop_year("cheap"), outcome(shop_year("sound")).profit))


def closing() -> pd.DataFrame:
    """How the profit of each shop comes about on the last day; the rows add up to it.

    Columns ``cheap`` and ``sound`` in whole US dollars.
    """
    import pandas as pd

    columns: dict[str, list[int]] = {}
    for shop in SHOPS:
        year = shop_year(shop)
        start, cash = round(term("cash")), round(year.stand.cash)
        owed = round(float(year.stand.due.sum()))
        goods = outcome(year).profit - (cash + owed - start)  # roundings end up here
        columns[shop] = [cash, owed, goods, -start]
    names = (
        Phrase("cash on 31 December", "12 月 31 日现金"),
        Phrase("orders under way, once they are settled", "在途订单，全部了结后收到的钱"),
        Phrase("goods left, sold off", "剩货处理掉"),
        Phrase("less cash on 1 January", "减去 1 月 1 日现金"),
    )
    return pd.DataFrame(columns, index=[str(name) for name in names])


# -- the figures ----------------------------------------------------------------------------------


def two_scores() -> Axes:
    """The daily score of both shops at the end of each month."""
    import seaborn as sns

    table = two_shops()
    with look.drawing(330) as ax:
        ax.axhspan(rulebook.load("daily6")["grade_cuts"]["pass"], 100, color=PALETTE["good_wash"], lw=0)
        ax.axhline(0, color=LINE, lw=1)
        colours = {"cheap": BAD, "sound": ACCENT}
        sns.lineplot(
            table,
            x="month",
            y="score",
            hue="shop",
            style="shop",
            palette=colours,
            markers=["o", "s"],
            dashes=False,
            ax=ax,
            legend=False,
        )
        ends = {}
        for shop, rows in table.groupby("shop"):
            last = rows.iloc[-1]
            name = str(SHOP_NAMES[str(shop)])
            spot = {"cheap": (1.2, -70.0), "sound": (8.1, 73.0)}[str(shop)]
            ax.annotate(name, spot, color=colours[str(shop)], fontsize=look.in_points(SMALL + 1))
            ends[str(shop)] = (float(rows["score"].min()), float(last["score"]))
        ax.set_xticks(range(1, 13))
        ax.set_xlim(0.7, 12.3)
        ax.annotate(
            str(Phrase("60 or more: no fail (grade lines: one source)", "60 分及以上不算不及格（等级线只有一个来源）")),
            (3.1, 64),
            color=MUTED,
            fontsize=look.in_points(SMALL),
        )
        look.title(ax, "Two shops, one year: daily score at month's end", "两家店，同一年：月末的每日服务分")
    low, end = ends["cheap"]
    low2, end2 = ends["sound"]
    return look.keep_summary(
        ax,
        look.in_a_row(
            [
                Phrase(
                    f"Cheap in everything: lowest score {low:.0f}, in December {end:.0f}",
                    f"样样图便宜：最低 {low:.0f} 分，12 月 {end:.0f} 分",
                ),
                Phrase(
                    f"sound everyday choices: lowest {low2:.0f}, in December {end2:.0f}",
                    f"样样求稳妥：最低 {low2:.0f} 分，12 月 {end2:.0f} 分",
                ),
            ]
        ),
    )


def suppliers() -> Axes:
    """Profit of the sound shop with each supplier: one dot a seed, the bar is the mean."""
    import seaborn as sns

    table = supplier_years()
    names = {key: str(it.name) for key, it in OPTIONS["supplier"].items()}
    shown = table.assign(supplier=table["supplier"].map(names))
    with look.drawing(260) as ax:
        sns.barplot(shown, x="profit", y="supplier", errorbar=None, color=PALE_ACCENT, ax=ax)
        sns.stripplot(shown, x="profit", y="supplier", color=ACCENT, size=7, jitter=False, ax=ax)
        ax.set_xlim(0, None)
        ax.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        ax.set_xlabel("")
        look.title(
            ax,
            f"Profit of a year, USD (illustrative): one dot a seed, {len(SEEDS)} seeds",
            f"全年利润（美元，示意）：一点一个种子，共 {len(SEEDS)} 个",
        )
    parts = []
    for key, rows in table.groupby("supplier", sort=False):
        profit, name = rows["profit"], OPTIONS["supplier"][str(key)].name
        mean, low, high = profit.mean(), profit.min(), profit.max()
        parts.append(
            Phrase(
                f"{name.en}: mean {mean:,.0f}, from {low:,} to {high:,}",
                f"{name.zh}：平均 {mean:,.0f}，最低 {low:,}，最高 {high:,}",
            )
        )
    return look.keep_summary(ax, look.in_a_row(parts))


def cheap_decided() -> Axes:
    """What decided the cheap shop's year: each lever's effect on its profit."""
    import pandas as pd
    import seaborn as sns

    found = cheap_causes()
    table = pd.DataFrame({"lever": [str(c.label) for c in found], "profit": [c.profit for c in found]})
    with look.drawing(330) as ax:
        colours = [BAD if profit < 0 else ACCENT for profit in table["profit"]]
        sns.barplot(table, x="profit", y="lever", hue="lever", palette=colours, legend=False, ax=ax)
        ax.axvline(0, color=MUTED, lw=1)
        ax.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        for place, profit in enumerate(table["profit"]):
            ax.annotate(
                f" {profit:+,} ",
                (profit, place),
                va="center",
                ha="right" if profit < 0 else "left",
                fontsize=look.in_points(SMALL),
            )
        low, high = min(0, table["profit"].min()), max(0, table["profit"].max())
        ax.set_xlim(low * 1.15, max(high * 1.6, -low * 0.15))
        look.title(
            ax, "What decided the cheap shop's year, USD (illustrative)", "便宜店这一年，是什么决定的（美元，示意）"
        )
    return look.keep_summary(
        ax, look.in_a_row([Phrase(f"{c.label.en} {c.profit:+,}", f"{c.label.zh} {c.profit:+,}") for c in found])
    )


__all__ = [
    "cheap_causes",
    "cheap_decided",
    "closing",
    "constant_year",
    "shop_year",
    "supplier_years",
    "suppliers",
    "two_scores",
    "two_shops",
]
