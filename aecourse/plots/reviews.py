"""Still figures of reviews: which of them count, what a reading changes, what a mean hides.

Like all of :mod:`aecourse.plots`: every function returns the ``Axes`` it drew on,
and :func:`aecourse.plots.summary` says in one line what the figure shows.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ..base import wording
from ..base.arguments import guarded
from ..base.language import Phrase
from ..base.palette import BANDS, PALE_ACCENT, STARS
from ..base.vocabulary import GRADES
from ..models.reviews import RATED, READINGS, rate_readings, review_rates, review_steps, star_counts
from ..scoring.metrics import METRICS
from ..scoring.outcomes import GRADE_NAMES
from . import look
from .look import ACCENT, INK, LINE, MUTED, PAPER, SMALL
from .odr import TAUGHT_LIMITS, grade_limits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from ..scoring.assessment import Assessment


def _step_names(result: Assessment) -> dict[str, Phrase]:
    usd = f"{result.regime.get('positive_rate.min_order_usd', 0):g}"
    return {
        "review": Phrase("Reviews that took effect", "期内生效的评价"),
        "small": Phrase(f"order under {usd} USD", f"订单不满 {usd} 美元"),
        "not_received": Phrase("dispute: not received", "未收到货纠纷"),
        "neutral": Phrase("neutral: neither good nor bad", "中评，不算好也不算差"),
        "merged": Phrase("same buyer, same ten days", "同一买家同一自然旬"),
    }


@guarded
def reviews_counted(result: Assessment) -> Axes:
    """Which reviews of the window the positive rate leaves out, rule by rule."""
    steps: Any = review_steps(result)
    names = _step_names(result)
    rate: Any = result.metrics.set_index("metric").loc["positive_rate"]
    good, all_in = int(rate["numerator"]), int(rate["denominator"])
    clear = result.regime.get("positive_rate.formula", "pos_neg") == "pos_neg"
    rest = Phrase("bad", "差评") if clear else Phrase("neutral or bad", "中差评")
    counted = Phrase(
        f"counted: {good} good, {all_in - good} {rest.en}", f"计入：好评 {good} 条，{rest.zh} {all_in - good} 条"
    )
    most = max(int(steps["left"].iloc[0]), 1)
    with look.drawing(height=300) as ax:
        for at, row in enumerate(steps.to_dict("records")):
            first = at == 0
            ax.barh(at, row["left"], color=PALE_ACCENT if first else LINE, height=0.56)
            if not first:
                ax.barh(at, row["gone"], left=row["left"], color=ACCENT, height=0.56)
            words = f"{row['left']}" if first else f"− {row['gone']}"
            look.annotate(ax, words, (row["left"] + row["gone"], at), (6, 0))
        last = len(steps)
        ax.barh(last, good, color=BANDS[0], edgecolor=MUTED, height=0.56)
        ax.barh(last, all_in - good, left=good, color=STARS[1], edgecolor=MUTED, hatch="////", height=0.56)
        look.annotate(ax, counted, (all_in, last), (6, 0))
        labels = [str(names[step]) for step in steps["step"]]
        ax.set_yticks(range(last + 1), [*labels, str(Phrase("Positive rate", "好评率"))])
        ax.set_ylim(last + 0.5, -0.6)
        ax.set_xlim(0, 1.2 * most)
        ax.xaxis.set_visible(False)
        look.title(
            ax,
            f"{steps['left'].iloc[0]} reviews, {all_in} of which count",
            f"{steps['left'].iloc[0]} 条评价，计入好评率的 {all_in} 条",
        )
    told = [
        Phrase(f"{names[row['step']].en} -{row['gone']}", f"{names[row['step']].zh} -{row['gone']}")
        for row in steps.iloc[1:].to_dict("records")
    ]
    span, listed, took = (
        wording.span(result.window.first, result.window.last, full=True),
        look.in_a_row(told),
        steps["left"].iloc[0],
    )
    return look.keep_summary(
        ax,
        f"{span.en}: {took} reviews; {listed.en}; {counted.en}.",
        f"{span.zh}：评价 {took} 条；{listed.zh}；{counted.zh}。",
    )


@guarded
def positive_readings(result: Assessment) -> Axes:
    """The positive rate as published, and under other readings of the rule, with its interval."""
    import seaborn as sns

    rows: Any = rate_readings(result).dropna(subset=["value"])
    low, high = (float(rows["low"].min()), float(rows["high"].max())) if len(rows) else (0.0, 1.0)
    low, high = low - 0.1 * (high - low), min(1.0, high + 0.05 * (high - low))
    limits, illustrative = grade_limits(result, "positive_rate")
    edges = sorted({0.0, *limits.values(), 1.0})
    with look.drawing(height=320) as ax:
        for grade, shade, (start, end) in zip(reversed(GRADES), reversed(BANDS), pairwise(edges), strict=False):
            if limits and end > low:
                left, right = max(start, low), min(end, high)
                ax.axvspan(left, right, color=shade, linewidth=0)
                if right - left > 0.12 * (high - low):
                    ax.annotate(
                        str(GRADE_NAMES[grade]),
                        ((left + right) / 2, -0.52),
                        ha="center",
                        va="center",
                        color=MUTED,
                        fontsize=look.in_points(SMALL),
                    )
        ax.hlines(range(len(rows)), rows["low"], rows["high"], color=MUTED, linewidth=2, zorder=2)
        published = rows["reading"] == "published"
        for own, fill in ((published, ACCENT), (~published, PAPER)):
            sns.scatterplot(
                x=rows["value"][own],
                y=own.to_numpy().nonzero()[0],
                color=fill,
                s=84,
                edgecolor=ACCENT,
                linewidth=1.8,
                zorder=5,
                ax=ax,
            )
        for at, row in enumerate(rows.to_dict("records")):
            words = f"{wording.percent(row['value'])}   {row['numerator']:.0f}/{row['denominator']:.0f}"
            look.annotate(ax, words, (1, at), (8, 0), margin=True)
        ax.set_yticks(range(len(rows)), [str(READINGS[name][0]) for name in rows["reading"]])
        ax.set_ylim(len(rows) - 0.5, -0.8)
        ax.set_xticks([edge for edge in (edges[1:-1] or (low, high)) if low <= edge <= high])
        ax.set_xlim(low, high)
        look.percent_axis(ax.xaxis)
        look.title(ax, "One store, one set of reviews, five readings", "同一家店、同样的评价，五种算法")
        if illustrative and limits:
            look.note(ax, TAUGHT_LIMITS)
    told = []
    for row in rows.to_dict("records"):
        name, share = READINGS[row["reading"]][0], wording.percent(row["value"])
        counts = f"{row['numerator']:.0f}/{row['denominator']:.0f}"
        told.append(Phrase(f"{name.en}: {share} ({counts})", f"{name.zh}：{share}（{counts}）"))
    span = wording.span(result.window.first, result.window.last, full=True)
    listed = look.in_a_row(told) if told else Phrase("No review counts", "没有计入的评价")
    return look.keep_summary(ax, f"Positive rate, {span.en}. {listed.en}.", f"好评率，{span.zh}。{listed.zh}。")


@guarded
def stars_given(result: Assessment) -> Axes:
    """How the reviews of the window spread over the stars; what makes an order bad is hatched."""
    rows: Any = star_counts(result)
    with look.drawing(height=300) as ax:
        for at, (column, row) in enumerate(rows.iterrows()):
            limit, total, start = result.regime.get(RATED[str(column)][1], 0), 0.0, 0.0
            total = max(float(sum(row[star] for star in STARS)), 1.0)
            for star, colour in STARS.items():
                width = row[star] / total
                ax.barh(
                    at,
                    width,
                    left=start,
                    color=colour,
                    edgecolor=MUTED,
                    linewidth=0.6,
                    hatch="////" if star <= limit else None,
                    height=0.6,
                )
                if width > 0.045:
                    ax.annotate(
                        f"{star}★",
                        (start + width / 2, at),
                        ha="center",
                        va="center",
                        color=INK,
                        fontsize=look.in_points(SMALL),
                        bbox={"boxstyle": "round,pad=0.15", "facecolor": colour, "linewidth": 0},
                    )
                start += width
            words = Phrase(
                f"mean {row['mean']:.2f}   low {row['low']:.0f}", f"平均 {row['mean']:.2f}   低分 {row['low']:.0f}"
            )
            look.annotate(ax, words, (1, at), (8, 0), margin=True)
        ax.set_yticks(range(len(rows)), [str(RATED[str(c)][0]) for c in rows.index])
        ax.set_ylim(len(rows) - 0.5, -0.6)
        ax.set_xlim(0, 1)
        look.percent_axis(ax.xaxis)
        look.title(ax, "What buyers gave; hatched: makes the order a bad one", "买家打的分；画线部分构成不良体验")
    told = []
    for column, row in rows.iterrows():
        name = RATED[str(column)][0]
        spread = " ".join(f"{star}★ {row[star]:.0f}" for star in STARS)
        told.append(
            Phrase(
                f"{name.en}: {spread}, mean {row['mean']:.2f}, low {row['low']:.0f}",
                f"{name.zh}：{spread}，平均 {row['mean']:.2f}，低分 {row['low']:.0f}",
            )
        )
    span, listed = (wording.span(result.window.first, result.window.last, full=True), look.in_a_row(told))
    return look.keep_summary(ax, f"{span.en}. {listed.en}.", f"{span.zh}。{listed.zh}。")


@guarded
def more_reviews(shares: Sequence[float] = (0.2, 0.4, 0.6, 0.8), *, seed: int = 1) -> Axes:
    """The same middling store as more of its buyers review: ODR, and the positive rate below.

    Illustrative: in the model who reviews does not depend on how happy the buyer is.
    """
    import pandas as pd
    import seaborn as sns

    rows: Any = review_rates(shares, seed=seed)
    where = [wording.percent(share, 0) for share in rows["share"]]
    table = pd.DataFrame({"share": where, "odr": rows["odr"], "other": rows["odr"] - rows["by_review"]})
    with look.drawing(height=370) as ax:
        for column, colour in (("odr", ACCENT), ("other", PALE_ACCENT)):
            sns.barplot(table, x="share", y=column, color=colour, saturation=1, width=0.5, ax=ax)
        for at, value in enumerate(rows["odr"]):
            look.annotate(ax, wording.percent(value), (at, value), (0, 5), ha="center")
        told_rate = [
            f"{wording.percent(r.positive_rate)}\n{100 * r.low:.0f}–{100 * r.high:.0f} %" for r in rows.itertuples()
        ]
        rate_name = METRICS["positive_rate"].name
        labels = [
            str(Phrase(f"{share} review\n\n{rate_name.en}\n{rate}", f"留评率 {share}\n\n{rate_name.zh}\n{rate}"))
            for share, rate in zip(where, told_rate, strict=True)
        ]
        ax.set_xticks(range(len(rows)), labels)
        ax.set_ylim(0, 1.25 * float(rows["odr"].max()))
        ax.yaxis.set_visible(False)
        ax.tick_params(axis="x", labelcolor=INK)
        for label in ax.get_xticklabels():
            label.set_linespacing(1.45)
        look.title(ax, "More reviews, the same buyers: ODR (illustrative model)", "买家没变，评价变多：ODR（示意）")
        ax.legend(
            [ax.containers[0], ax.containers[1]],
            [
                str(Phrase("bad by a review alone", "只因评价而不良")),
                str(Phrase("bad for another reason", "另有不良原因")),
            ],
            loc="upper left",
            frameon=False,
            ncols=2,
        )
    told = [
        Phrase(
            f"{share} review: ODR {wording.percent(r.odr)}, by a review alone {wording.percent(r.by_review)}, "
            f"positive rate {wording.percent(r.positive_rate)} ({100 * r.low:.0f} to "
            f"{100 * r.high:.0f} %)",
            f"留评率 {share}：ODR {wording.percent(r.odr)}，其中只因评价 {wording.percent(r.by_review)}，"
            f"好评率 {wording.percent(r.positive_rate)}（{100 * r.low:.0f} 至 {100 * r.high:.0f} %）",
        )
        for share, r in zip(where, rows.itertuples(), strict=True)
    ]
    listed = look.in_a_row(told)
    return look.keep_summary(ax, f"Illustrative model. {listed.en}.", f"仅作示意。{listed.zh}。")
