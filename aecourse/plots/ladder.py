"""Still figures of tiers and traffic: the Lorenz curve, one turnover in many windows, the cliff.

Like all of :mod:`aecourse.plots`: every function returns the ``Axes`` it drew on,
and :func:`aecourse.plots.summary` says in one line what the figure shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ..base import wording
from ..base.arguments import guarded
from ..base.errors import CourseError
from ..base.language import Phrase
from ..base.palette import BANDS, PALE_ACCENT
from ..models.ladder import Assumptions, Shop, climb, gini, lorenz, tier_lines
from ..orders import ensure
from ..orders.calendar import Window
from ..rulebook.business import tier_groups
from . import look
from .look import ACCENT, INK, LINE, MUTED, PANEL, PAPER

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

WINDOWS = (30, 90, 365)
STRENGTHS = (0.5, 1.0, 2.0)
SCORES = range(40, 101)
LOWEST = 100.0  # US dollars at which the axis of turnover begins
_LINES = ("-", "--", ":")


# -- the data behind the figures ----------------------------------------------------------------


@guarded
def turnover(orders: Any, as_of: date | str, windows: Sequence[int] = WINDOWS) -> pd.DataFrame:
    """What a store turned over in the last *windows* days, and the tier that this would be.

    Columns ``days``, ``orders``, ``gmv`` (US dollars paid, *as_of* included; cancelled orders are
    not taken out, because the article does not say), ``tier`` (on a border the lower one).

    Raises:
        CourseError: a window shorter than a day.
    """
    import pandas as pd

    table, lines, rows = ensure(orders), tier_lines(), []
    for days in windows:
        if days < 1:
            raise CourseError(
                f"turnover: a window must have at least 1 day, not {days!r}.",
                f"turnover：累计期至少 1 天，不能是 {days!r}。",
            )
        window = Window.ending(str(as_of), days)
        paid = table.loc[table["paid_at"].between(window.start, window.end), "amount_usd"]
        gmv = round(float(paid.sum()), 2)
        rows.append((days, len(paid), gmv, lines.tier(gmv)))
    return pd.DataFrame(rows, columns=["days", "orders", "gmv", "tier"])


@guarded
def by_score(strengths: Sequence[float] = STRENGTHS, shop: Shop | None = None, *, seed: int = 1) -> pd.DataFrame:
    """Where a shop ends by its service score, for several strengths of the score's pull.

    Columns ``strength``, ``score``, ``gmv`` (US dollars in the last month), ``tier``.  Every
    strength is an assumption of the course (:class:`aecourse.models.ladder.Assumptions`).

    Raises:
        CourseError: a strength out of its bounds.
    """
    import pandas as pd

    of, rows = Shop() if shop is None else shop, []
    for strength in strengths:
        for score in SCORES:
            last = climb(replace(of, score=score), Assumptions(strength=strength), seed=seed)[-1]
            rows.append((strength, score, last.gmv, last.tier))
    return pd.DataFrame(rows, columns=["strength", "score", "gmv", "tier"])


# -- the figures --------------------------------------------------------------------------------


def lorenz_curve() -> Axes:
    """Traffic against stores, poorest first, as article B's shares tell it; dashed: all equal."""
    groups = sorted(tier_groups(), key=lambda group: group.traffic_per_store)
    points = lorenz([g.store_share for g in groups], [g.traffic_share for g in groups])
    names = [_names(group.tiers) for group in groups]
    with look.drawing(height=430, width=760) as ax:
        ax.plot([0, 1], [0, 1], linestyle="--", color=MUTED, linewidth=1.2)
        ax.fill_between(*zip(*points, strict=True), [x for x, _ in points], color=BANDS[1], linewidth=0)
        ax.plot(
            *zip(*points, strict=True),
            color=ACCENT,
            linewidth=2.4,
            marker="o",
            markersize=7,
            markeredgecolor=PAPER,
            zorder=3,
        )
        for (a, b), name, group in zip(pairwise(points), names, groups, strict=True):
            words = Phrase(
                f"{name.en}: {group.traffic_per_store:.2f} × the average store",
                f"{name.zh}：单店 {group.traffic_per_store:.2f} 倍",
            )
            right = a[0] > 0.5
            middle = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
            look.annotate(ax, words, middle, (26, -18 if not right else -10), va="center")
        for x, y in points[1:-1]:
            look.annotate(
                ax, f"{wording.percent(x, 0)} → {wording.percent(y, 0)}", (x, y), (11, -5), small=True, muted=True
            )
        ax.set_xlim(-0.02, 1.42)
        ax.set_ylim(-0.02, 1.05)
        ticks = [0, 0.25, 0.5, 0.75, 1]
        for axis, put in (("x", ax.set_xticks), ("y", ax.set_yticks)):
            put(ticks, [wording.percent(tick, 0) for tick in ticks])
            ax.tick_params(axis=axis, labelcolor=MUTED)
        look.title(
            ax,
            "How unequal: stores and their traffic (article B, undated)",
            "流量有多集中：店铺与流量（文章 B，无日期）",
        )
        look.note(
            ax,
            drop=-30,
            words=Phrase(
                "share of stores, least traffic first; upwards: share of traffic",
                "横轴：店铺占比，流量由少到多；纵轴：流量占比",
            ),
        )
    told = [
        Phrase(
            f"the first {wording.percent(x, 0)} of stores have {wording.percent(y, 0)} of the traffic",
            f"前 {wording.percent(x, 0)} 的店铺占 {wording.percent(y, 0)} 的流量",
        )
        for x, y in points[1:-1]
    ]
    listed, least = look.in_a_row(told), gini(points)
    said = Phrase(
        f"Least traffic first, {listed.en}. Gini at least {least:.2f}, as nothing is told of the "
        "differences inside a group.",
        f"按流量由少到多，{listed.zh}。基尼系数至少 {least:.2f}，因为组内差异没有给出。",
    )
    return look.keep_summary(ax, said)


def windows(orders: Any, as_of: date | str = "2015-09-30") -> Axes:
    """The turnover of one store, summed over ever more days back, on the ladder of tiers."""
    import seaborn as sns

    lines = tier_lines()
    found = turnover(orders, as_of)
    path = turnover(orders, as_of, range(7, max(WINDOWS) + 1, 2))
    top = max(100_000.0, 1.3 * float(path["gmv"].max()))
    edges = [LOWEST, *lines.bounds, top]
    with look.drawing(height=420) as ax:
        for at, (low, high) in enumerate(pairwise(edges)):
            ax.axhspan(low, high, color=PANEL if at % 2 else BANDS[1], linewidth=0, zorder=0)
            look.annotate(ax, _names((at + 1,)), (1, (low * high) ** 0.5), (-8, 0), margin=True, muted=True)
        sns.lineplot(path, x="days", y="gmv", color=ACCENT, linewidth=2.2, ax=ax)
        sns.scatterplot(found, x="days", y="gmv", color=ACCENT, s=80, edgecolor=PAPER, linewidth=1.5, zorder=5, ax=ax)
        for row in found.to_dict("records"):
            words = Phrase(f"{row['days']} days: {row['gmv']:,.0f} USD", f"{row['days']} 天：{row['gmv']:,.0f} 美元")
            last = row["days"] == max(WINDOWS)
            look.annotate(
                ax,
                words,
                (row["days"], row["gmv"]),
                (0 if last else 12, 16 if last else -13),
                va="center",
                ha="right" if last else "left",
                color=INK,
            )
        ax.set_yscale("log")
        ax.set_ylim(LOWEST, top)
        ax.set_yticks(edges[1:-1], [f"{edge:,.0f}" for edge in edges[1:-1]])
        ax.minorticks_off()
        ax.set_xlim(0, 440)
        ax.set_xticks([*WINDOWS, 180, 270])
        ax.tick_params(axis="y", labelcolor=MUTED)
        look.title(
            ax,
            "One store, one day: the tier depends on how far one looks back",
            "同一家店、同一天：层级取决于往回累计多少天",
        )
        look.note(
            ax,
            drop=-30,
            words=Phrase(
                "days over which GMV is summed; upwards: GMV in USD, by powers",
                "横轴：成交额累计天数；纵轴：成交额（美元，对数刻度）",
            ),
        )
    told = [
        Phrase(
            f"{row['days']} days: {row['gmv']:,.0f} USD, tier {row['tier']}",
            f"{row['days']} 天 {row['gmv']:,.0f} 美元，第 {row['tier']} 层级",
        )
        for row in found.to_dict("records")
    ]
    listed = look.in_a_row(told)
    return look.keep_summary(ax, f"Up to {as_of}. {listed.en}.", f"截至 {as_of}。{listed.zh}。")


@guarded
def cliff(strengths: Sequence[float] = STRENGTHS, *, seed: int = 1) -> Axes:
    """Turnover at the end by service score, for several strengths of its pull (illustrative)."""
    import seaborn as sns

    table = by_score(strengths, seed=seed)
    lines, told = tier_lines(), []
    with look.drawing(height=420) as ax:
        top = 1.12 * float(table["gmv"].max())
        for number, bound in enumerate(lines.bounds, 2):
            if 0.1 * top < bound < top:
                ax.axhline(bound, color=LINE, linewidth=1, zorder=0)
                words = Phrase(f"tier {number} begins", f"第 {number} 层级起点")
                look.annotate(ax, words, (0, bound), (4, 4), margin=True, small=True, muted=True)
        colours = (PALE_ACCENT, ACCENT, INK)
        for at, strength in enumerate(strengths):
            part = table[table["strength"] == strength]
            name = Phrase(f"pull {strength:g}", f"作用强度 {strength:g}")
            sns.lineplot(
                part,
                x="score",
                y="gmv",
                color=colours[at % 3],
                linewidth=2.4,
                linestyle=_LINES[at % 3],
                label=str(name),
                ax=ax,
            )
            reach = part.loc[part["tier"] >= 4, "score"]
            least = Phrase("never", "到不了") if reach.empty else Phrase(f"from {reach.min()}", f"{reach.min()} 分起")
            told.append(Phrase(f"{name.en} {least.en}", f"{name.zh}，{least.zh}"))
        ax.set_xlim(SCORES[0], SCORES[-1])
        ax.set_ylim(0, top)
        ax.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        ax.tick_params(axis="y", labelcolor=MUTED)
        ax.legend(loc="upper left", bbox_to_anchor=(0.02, 0.93), frameon=False)
        look.title(ax, "Turnover in month 24, by service score (illustrative)", "第 24 个月的成交额，按服务分（示意）")
        look.note(
            ax,
            drop=-30,
            words=Phrase(
                "service score, the same in all months; upwards: GMV per month, USD",
                "横轴：服务分（各月不变）；纵轴：月成交额（美元）",
            ),
        )
    listed = look.in_a_row(told)
    said = Phrase(
        f"Illustrative. Tier 4 in month 24 is reached: {listed.en}.", f"示意。第 24 个月达到第 4 层级：{listed.zh}。"
    )
    return look.keep_summary(ax, said)


def _names(tiers: Sequence[int]) -> Phrase:
    """``tiers 1 and 2``, ``tier 5``."""
    if len(tiers) == 1:
        return Phrase(f"tier {tiers[0]}", f"第 {tiers[0]} 层级")
    return Phrase(f"tiers {' and '.join(map(str, tiers))}", f"第 {'、'.join(map(str, tiers))} 层级")
