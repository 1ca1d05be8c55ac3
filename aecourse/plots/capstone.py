"""Still figures of a diagnosis: segments against the rest of the store, and what a plan moved.

Like all of :mod:`aecourse.plots`: every function returns the ``Axes`` it drew on,
and :func:`aecourse.plots.summary` says in one line what the figure shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..base.arguments import guarded
from ..base.errors import CourseError
from ..base.language import Phrase
from ..base.palette import PALE_ACCENT
from ..models.diagnosis.catalogue import DIAGNOSTIC_METRICS, DIMENSIONS
from ..models.diagnosis.segments import diagnostic_metric, value_told
from . import look
from .look import ACCENT, BAD, GOOD, INK, LINE, MUTED

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..models.diagnosis import Case, Score, Segment


def _sorted(case: Case, metric: str, by: str) -> list[Segment]:
    better = diagnostic_metric(metric).better
    found = [s for s in case.segments(metric, by) if s.value is not None and s.group]
    if not found:
        raise CourseError(f"no order counts in {metric}: nothing to compare", f"没有订单计入 {metric}：无从比较")
    if by == "week":
        return found
    return sorted(found, key=lambda s: ((s.value or 0) * better, s.group))


@guarded
def segments(case: Case, metric: str, by: str) -> Axes:
    """A metric by group, worst first (weeks by date): a dot, its interval, and the rest as a tick.

    A group is marked ▲ where it does worse than the rest beyond its interval, ▽ where better; the
    mark and not the colour alone says so.

    Raises:
        UnknownName: no such metric or column.
        CourseError: no order counts.
    """
    import pandas as pd
    import seaborn as sns

    found = _sorted(case, metric, by)
    it, stars = DIMENSIONS[by], diagnostic_metric(metric).stars is not None
    unit = 1 if stars else 100
    signs = {1: "▲ ", 0: "", -1: "▽ "}
    table = pd.DataFrame(
        {
            "group": [signs[s.stands_out] + str(it.label(s.group)) for s in found],
            "value": [unit * (s.value or 0) for s in found],
        }
    )
    with look.drawing(height=130 + 24 * len(found)) as ax:
        for y, s in enumerate(found):
            colour = {1: BAD, 0: MUTED, -1: GOOD}[s.stands_out]
            if s.low is not None and s.high is not None:
                ax.plot([unit * s.low, unit * s.high], [y, y], color=colour, lw=2.2, solid_capstyle="round", zorder=1)
            if s.rest is not None:
                ax.plot([unit * s.rest] * 2, [y - 0.36, y + 0.36], color=INK, lw=1.2, zorder=2)
            look.annotate(
                ax,
                f"{s.numerator:,} / {s.denominator:,}" if not stars else f"{s.denominator:,}",
                (1, y),
                (6, 0),
                margin=True,
                small=True,
                muted=True,
            )
        sns.scatterplot(
            table,
            x="value",
            y="group",
            hue=[s.stands_out for s in found],
            palette={1: BAD, 0: MUTED, -1: GOOD},
            s=46,
            legend=False,
            zorder=3,
            ax=ax,
        )
        ax.set_ylim(len(found) - 0.5, -0.5)
        ax.xaxis.set_major_formatter("{x:.1f} ★" if stars else "{x:g} %")
        ax.grid(axis="x", color=LINE, lw=0.8)
        ax.set_axisbelow(True)
        name = diagnostic_metric(metric).name
        look.title(ax, f"{name.en} by {it.name.en}", f"{name.zh}，按{it.name.zh}")
        legend = Phrase(
            "line: the rest of the store; bar: what luck allows; ▲ worse, ▽ better than that",
            "短线：其余订单；横线：运气的范围；▲ 比这更差，▽ 比这更好",
        )
        look.annotate(ax, legend, (0, 0), (0, -30), small=True, muted=True, xycoords="axes fraction")
    return look.keep_summary(ax, _segment_words(found, metric, by))


def _segment_words(found: list[Segment], metric: str, by: str) -> Phrase:
    it, name = DIMENSIONS[by], diagnostic_metric(metric).name

    def one(s: Segment) -> Phrase:
        value, rest, label = value_told(metric, s.value), value_told(metric, s.rest), it.label(s.group)
        many = f"{s.denominator:,}" if diagnostic_metric(metric).stars else f"{s.numerator:,}/{s.denominator:,}"
        return Phrase(
            f"{label.en} {value.en} ({many}; the rest {rest.en})", f"{label.zh} {value.zh}（{many}；其余 {rest.zh}）"
        )

    worse = [one(s) for s in found if s.stands_out > 0]
    most = one(max(found, key=lambda s: s.denominator))
    if not worse:
        return Phrase(
            f"{name.en} by {it.name.en}, {len(found)} groups: none does worse than luck allows. The "
            f"largest: {most.en}.",
            f"{name.zh}，按{it.name.zh}分 {len(found)} 组：没有哪一组差到运气解释不了。最大的一组：{most.zh}。",
        )
    listed = look.in_a_row(worse)
    return Phrase(
        f"{name.en} by {it.name.en}, {len(found)} groups; worse than luck allows: {listed.en}.",
        f"{name.zh}，按{it.name.zh}分 {len(found)} 组；差距超出运气范围的：{listed.zh}。",
    )


@guarded
def plan_effect(score: Score) -> Axes:
    """How far a plan brought each rate from what it was to the best that was possible.

    Rates of bad orders only, so that left is better; the costs and causes are illustrative.
    """
    import pandas as pd
    import seaborn as sns

    ids = [id for id, m in DIAGNOSTIC_METRICS.items() if not m.stars and m.better < 0 and score.before[id] is not None]
    table = pd.DataFrame(
        {
            "metric": [str(DIAGNOSTIC_METRICS[id].name) for id in ids],
            "before": [100 * (score.before[id] or 0) for id in ids],
            "after": [100 * (score.after[id] or 0) for id in ids],
            "best": [100 * (score.best[id] or 0) for id in ids],
        }
    )
    with look.drawing(height=130 + 34 * len(ids)) as ax:
        for y, row in enumerate(table.itertuples()):
            ax.plot([row.before, row.after], [y, y], color=PALE_ACCENT, lw=3, zorder=1)
        marks = (("before", "o", MUTED), ("best", "|", INK), ("after", "D", ACCENT))
        for column, marker, colour in marks:
            sns.scatterplot(
                table,
                x=column,
                y="metric",
                marker=marker,
                color=colour,
                s=64,
                zorder=2,
                ax=ax,
                linewidth=1.6 if marker == "|" else 0,
            )
        ax.set_ylim(len(ids) - 0.5, -0.5)
        ax.set_xlim(left=0)
        ax.xaxis.set_major_formatter("{x:g} %")
        ax.grid(axis="x", color=LINE, lw=0.8)
        ax.set_axisbelow(True)
        names = {
            "before": Phrase("before", "原来"),
            "best": Phrase("best possible", "最好可到"),
            "after": Phrase("with the plan", "方案后"),
        }
        ax.legend(ax.collections[-3:], [str(names[c]) for c, _, _ in marks], loc="lower right", frameon=False)
        look.title(
            ax, f"{score.found} of {score.problems} problems mended", f"治好 {score.found}/{score.problems} 个问题"
        )
    said = [
        Phrase(
            f"{DIAGNOSTIC_METRICS[id].name.en} {value_told(id, score.before[id]).en} to "
            f"{value_told(id, score.after[id]).en}, best {value_told(id, score.best[id]).en}",
            f"{DIAGNOSTIC_METRICS[id].name.zh} {value_told(id, score.before[id]).zh} → "
            f"{value_told(id, score.after[id]).zh}，最好 {value_told(id, score.best[id]).zh}",
        )
        for id in ids
    ]
    listed = look.in_a_row(said)
    return look.keep_summary(ax, f"{listed.en}.", f"{listed.zh}。")
