"""Still figures of scores: a score taken apart, the scores of a month, when an article's rules held.

Like all of :mod:`aecourse.plots`: every function returns the ``Axes`` it drew on,
and :func:`aecourse.plots.summary` says in one line what the figure shows.
"""

from __future__ import annotations

import math
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from .. import rulebook
from ..base import wording
from ..base.arguments import guarded
from ..base.errors import CourseError
from ..base.language import Phrase
from ..base.palette import BANDS, PALE_ACCENT
from ..base.vocabulary import GRADES
from ..orders import ensure
from ..orders.calendar import DAY, Moment, as_date
from ..scoring.assessment import assess
from ..scoring.breakdown import waterfall
from ..scoring.metrics import METRICS
from ..scoring.outcomes import GRADE_NAMES
from . import look
from .look import ACCENT, BAD, INK, LINE, MUTED, PAPER
from .regimes import FIRST, LAST, hatched, period_bar, years_axis

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from ..rulebook import Regime
    from ..scoring.assessment import Assessment

NOTES: dict[str, tuple[Phrase, tuple[str, ...]]] = {
    "six": (Phrase("six metrics, two sides", "两大维度、六项指标"), ("capability_2022",)),
    "monthly": (Phrase("checked on the 2nd, over 30 days", "每月 2 日检查过去 30 天"), ("category_2016_monthly",)),
    "start": (
        Phrase("below the start value not assessed", "小于起始值不考核"),
        ("category_2016_monthly", "category_2017_quarterly", "category_2020"),
    ),
    "search": (Phrase("a higher score ranks better", "服务分越高，排名越靠前"), ("daily8_2015", "daily6")),
    "points": (Phrase("failing costs penalty points", "考核不达标会扣分"), ("capability_2022",)),
    "grade": (Phrase("grade from ODR, over 90 days", "看 90 天 ODR 评等级"), ("grade_2015_odr",)),
}
"""Rules that article B speaks of, in its order, and the regimes under which each held."""


# -- the data behind the figures ----------------------------------------------------------------


@guarded
def item_costs(result: Assessment) -> pd.DataFrame:
    """What each item of a score takes from the full marks, the dearest first.

    Columns: ``item``, ``full`` (full marks), ``has`` (its points), ``cost`` (full less has),
    ``below`` (how much of the cost lies below zero), ``orders`` (how many are behind it).

    Raises:
        CourseError: the assessment has no score: other rules, or a store that is not assessed.
    """
    if not result.items:
        raise CourseError(
            f"{result.regime.id} gives this store no score to take apart; use a score such as "
            "'daily6', with illustrative=True and enough orders",
            f"{result.regime.id} 没有给这家店算出可拆的分数；请用 'daily6' 这样的评分规则，"
            "加上 illustrative=True，并保证单量够",
        )
    steps: Any = waterfall(result)
    has = steps["step"].map(dict(result.items))
    rows: pd.DataFrame = steps.rename(columns={"step": "item"}).assign(
        has=has, full=(has + steps["cost"]).round(9), below=(-has).clip(lower=0)
    )
    return rows[["item", "full", "has", "cost", "below", "orders"]]


def daily_scores(orders: Any, regime: str | Regime, month_end: Moment) -> pd.DataFrame:
    """The score of each of the 30 days up to *month_end*: ``day`` and ``score`` (NaN for none).

    Limits that are not public are teaching defaults.

    Raises:
        UnknownName: no such regime.
        CourseError: the date is none.
    """
    import pandas as pd

    last = as_date(month_end)
    days = [last - step * DAY for step in reversed(range(30))]
    table = ensure(orders)
    found = [assess(table, regime, day, illustrative=True) for day in days]
    scores = [of.score if of.eligible and of.score is not None else math.nan for of in found]
    return pd.DataFrame({"day": pd.to_datetime(days), "score": scores})


def note_spans() -> pd.DataFrame:
    """When the rules of article B held: ``note``, ``first``, ``last``, ``seen``, ``open_end``, a row a span.

    Spans of one rule that follow one another without a gap are one.  ``last`` is the end of the
    time line where no end is known, ``seen`` the last day to which texts reach.
    """
    import pandas as pd

    rows = []
    for note, (_, ids) in NOTES.items():
        joined: list[tuple[date, date | None, date | None]] = []
        for rules in map(rulebook.load, ids):
            before = joined[-1][1] if joined else None
            if before is not None and rules.effective_from - before == DAY:
                joined[-1] = (joined[-1][0], rules.last_day, rules.last_seen)
            else:
                joined.append((rules.effective_from, rules.last_day, rules.last_seen))
        rows += [
            {
                "note": note,
                "first": pd.Timestamp(first),
                "last": pd.Timestamp(last or LAST),
                "seen": pd.Timestamp(seen or LAST),
                "open_end": last is None,
            }
            for first, last, seen in joined
        ]
    return pd.DataFrame(rows)


# -- the figures --------------------------------------------------------------------------------


@guarded
def taken_apart(result: Assessment) -> Axes:
    """From 100 points down to the score: what each item costs, the dearest first.

    The hatched part of a cost lies below zero: there the item takes from what the others have.
    """
    from matplotlib.patheffects import withStroke

    rows: Any = item_costs(result)
    score, top = float(result.score or 0), float(rows["full"].sum())
    left = min(0.0, score)
    width = top - left
    names = [METRICS[id].name for id in rows["item"]]
    shown = f"{score:.1f}".replace("-", "−")
    with look.drawing(height=150 + 36 * (len(rows) + 2)) as ax:
        ax.barh(0, top, color=PALE_ACCENT, height=0.56)
        look.annotate(ax, f"{top:g}", (top, 0), (6, 0))
        at = top
        for place, row in enumerate(rows.to_dict("records"), start=1):
            plain = row["cost"] - row["below"]
            ax.barh(place, -plain, left=at, color=ACCENT, height=0.56)
            if row["below"] > 0:
                ax.barh(place, -row["below"], left=at - plain, color=PAPER, edgecolor=BAD, hatch="////", height=0.56)
            ax.vlines(at, place - 1, place, color=LINE, linewidth=1, zorder=0)
            words = f"−{row['cost']:.1f}" if row["cost"] >= 0.05 else "0"
            many = Phrase(f"{row['orders']} order{'s' * (row['orders'] != 1)}", f"{row['orders']} 笔")
            look.annotate(
                ax, f"{words}   {many}", (at, place), (6, 0), path_effects=[withStroke(linewidth=3, foreground=PAPER)]
            )
            at -= row["cost"]
        last = len(rows) + 1
        ax.vlines(at, last - 1, last, color=LINE, linewidth=1, zorder=0)
        ax.barh(last, score, color=ACCENT if score >= 0 else BAD, height=0.56)
        look.annotate(ax, shown, (max(score, 0), last), (6, 0))
        ax.axvline(0, color=MUTED, linewidth=1)
        full, rest = Phrase("Full marks", "满分合计"), Phrase("Score", "服务分")
        labels = [f"{name}  ({most:g})" for name, most in zip(names, rows["full"], strict=True)]
        ax.set_yticks(range(last + 1), [str(full), *labels, str(rest)])
        ax.set_ylim(last + 0.6, -0.6)
        ax.set_xlim(left - 0.01 * width, top + 0.2 * width)
        ax.xaxis.set_visible(False)
        look.title(ax, f"From {top:g} points to {shown}", f"从 {top:g} 分到 {shown} 分")
        notes = [Phrase("In brackets: full marks", "括号内是这一项的满分")]
        if (rows["below"] > 0).any():
            notes.append(Phrase("hatched: below zero", "画线：负分部分"))
        notes.append(
            Phrase("illustrative: how a rate turns into points is not public", "示意：指标如何换算成分数，平台未公布")
        )
        look.note(ax, look.in_a_row(notes), drop=-16)
    told = [
        Phrase(
            f"{name.en} costs {row['cost']:.1f} ({row['orders']} orders)",
            f"{name.zh}丢 {row['cost']:.1f} 分（{row['orders']} 笔）",
        )
        for name, row in zip(names, rows.to_dict("records"), strict=True)
    ]
    span, listed = (wording.span(result.window.first, result.window.last, full=True), look.in_a_row(told))
    return look.keep_summary(
        ax,
        f"{span.en}: {top:g} points; {listed.en}; score {score:.1f} (illustrative).",
        f"{span.zh}：满分 {top:g}；{listed.zh}；服务分 {score:.1f}（示意）。",
    )


def month_of_scores(orders: Any, regime: str | Regime, month_end: Moment) -> Axes:
    """The daily scores of a month, and their mean, from which the month's grade is made."""
    import seaborn as sns

    rules = rulebook.regime_of(regime)
    rows: Any = daily_scores(orders, rules, month_end).dropna()
    if not len(rows):
        raise CourseError(
            f"{rules.id} gives this store no score in the 30 days up to {month_end}",
            f"在截至 {month_end} 的 30 天里，{rules.id} 没有给这家店评分",
        )
    mean, last = float(rows["score"].mean()), rows.iloc[-1]
    parameter = rules.parameter("grade_cuts")
    cuts = parameter.illustrative if parameter.is_unknown else parameter.value
    edges = [math.inf, *(float(cuts[grade]) for grade in GRADES[:-1]), -math.inf]
    low, high = (math.floor(rows["score"].min() / 5) * 5 - 5, min(105, math.ceil(rows["score"].max() / 5) * 5 + 5))
    with look.drawing(height=340) as ax:
        for grade, shade, (upper, lower) in zip(GRADES, BANDS, pairwise(edges), strict=True):
            bottom, top = max(lower, low), min(upper, high)
            if top > bottom:
                ax.axhspan(bottom, top, color=shade, linewidth=0)
                look.annotate(
                    ax, GRADE_NAMES[grade], (1, (bottom + top) / 2), (8, 0), margin=True, small=True, muted=True
                )
        sns.lineplot(
            rows,
            x="day",
            y="score",
            color=ACCENT,
            linewidth=2.2,
            marker="o",
            markeredgecolor=PAPER,
            markersize=6,
            ax=ax,
        )
        ax.axhline(mean, color=INK, linewidth=1.4, linestyle=(0, (5, 3)))
        look.annotate(
            ax,
            Phrase(f"mean of the month {mean:.1f}", f"月均分 {mean:.1f}"),
            (rows["day"].iloc[0], mean),
            (0, -6),
            va="top",
            path_effects=[look.halo()],
        )
        look.annotate(
            ax,
            f"{last['score']:.1f}",
            (last["day"], last["score"]),
            (0, -9),
            ha="center",
            va="top",
            path_effects=[look.halo()],
        )
        ax.set_ylim(low, high)
        ax.margins(x=0.03)
        ticks = [*rows["day"].iloc[:-3:7], last["day"]]
        ax.set_xticks(ticks, [str(wording.day(day, full=True)) for day in ticks])
        ax.tick_params(axis="y", labelcolor=MUTED)
        look.title(ax, "The daily scores of a month, and the score of the month", "一个月的每日服务分，与月度得分")
    first, end = (wording.day(rows["day"].iloc[at], full=True) for at in (0, -1))
    return look.keep_summary(
        ax,
        f"Daily scores from {rows['score'].iloc[0]:.1f} on {first.en} to {last['score']:.1f} on "
        f"{end.en}; their mean is {mean:.1f} (illustrative).",
        f"每日服务分从 {first.zh}的 {rows['score'].iloc[0]:.1f} 到 {end.zh}的 "
        f"{last['score']:.1f}；月均分 {mean:.1f}（示意）。",
    )


def article_rules() -> Axes:
    """When each of six rules of article B was in force, in the order in which it prints them."""
    spans = note_spans()
    rows = spans.drop_duplicates("note").assign(name=[str(words) for words, _ in NOTES.values()])
    told = []
    with look.drawing(height=120 + 34 * len(rows)) as ax:
        years_axis(ax, rows)
        for row, (note, (words, _)) in enumerate(NOTES.items()):
            own = spans[spans["note"] == note].to_dict("records")
            for span in own:
                period_bar(ax, row, span["first"], span["seen"], ACCENT)
                hatched(ax, row, span)
            start, end = own[0]["first"], own[-1]
            inside = (end["seen"] - start).days > 420
            days = f"{start:%Y-%m-%d}"
            if not end["open_end"]:
                days += f" – {end['last']:%Y-%m-%d}"
            look.annotate(
                ax, days, (start if inside else end["seen"], row), (6, 0), small=True, color=PAPER if inside else MUTED
            )
            until = (
                Phrase(
                    f"{end['seen']:%Y-%m-%d}, last seen; end unknown", f"{end['seen']:%Y-%m-%d}（最后见到，终止不明）"
                )
                if end["open_end"]
                else Phrase(f"{end['last']:%Y-%m-%d}", f"{end['last']:%Y-%m-%d}")
            )
            told.append(
                Phrase(f"{words.en} {start:%Y-%m-%d} to {until.en}", f"{words.zh} {start:%Y-%m-%d} 至 {until.zh}")
            )
        look.title(ax, "Six rules from one article, each in its own time", "一篇文章里的六条规则，各有各的年代")
    listed = look.in_a_row(told)
    return look.keep_summary(
        ax, f"{FIRST.year} to {LAST.year}. {listed.en}.", f"{FIRST.year} 至 {LAST.year} 年。{listed.zh}。"
    )
