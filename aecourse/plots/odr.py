"""Still figures of the bad-experience rate: its conditions, its rolling line, one order's story.

Like all of :mod:`aecourse.plots`: every function returns the ``Axes`` it drew on, and
:func:`aecourse.plots.summary` says in one line what the figure shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from ..base import wording
from ..base.arguments import guarded
from ..base.language import Phrase
from ..base.palette import BANDS, PALE_ACCENT
from ..base.vocabulary import GRADES
from ..orders.calendar import month_ends
from ..scoring.events import always
from ..scoring.metrics import ASSESSED, BAD_EXPERIENCE, METRICS, condition_name
from ..scoring.outcomes import GRADE_NAMES
from . import look
from .look import ACCENT, BAD, LINE, MUTED, PAPER

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..scoring.assessment import Assessment
    from ..scoring.explanation import Explanation

# Stands under every figure whose grades come from the course's own limits.
TAUGHT_LIMITS = Phrase("grade limits: illustrative, not the platform's", "等级分界线：示意值，并非平台公布")


@guarded
def bad_conditions(result: Assessment) -> Axes:
    """How many assessed orders meet each of the five bad-experience conditions.

    The dark part of a bar are orders that meet this condition only, the pale part orders that meet
    a further one as well: there the five add up to more than the bad orders, each of which counts
    once.
    """
    import numpy as np
    import pandas as pd
    import seaborn as sns

    measurement, window = result.measurement, result.window
    assessed = measurement.inside(METRICS["odr"].denominator, window)
    met = np.stack([measurement.inside(e, window) & assessed for e in BAD_EXPERIENCE.values()])
    alone = met & (met.sum(axis=0) == 1)
    names = [condition_name(c, result.regime) for c in BAD_EXPERIENCE]
    table = pd.DataFrame(
        {
            "condition": [str(name).replace(" (", "\n(").replace("（", "\n（") for name in names],
            "orders": met.sum(axis=1),
            "alone": alone.sum(axis=1),
        }
    )
    bad, hits, several = (int(found.sum()) for found in (met.any(axis=0), met, met.sum(axis=0) > 1))

    with look.drawing(height=330) as ax:
        for column, colour in (("orders", PALE_ACCENT), ("alone", ACCENT)):
            sns.barplot(table, x=column, y="condition", color=colour, saturation=1, width=0.56, ax=ax)
        longest = max(table["orders"].max(), 1)
        for at, (count, only) in enumerate(zip(table["orders"], table["alone"], strict=True)):
            look.annotate(ax, f"{count}", (count, at), (6, 0))
            if longest / 25 < only < count:
                look.annotate(ax, f"{only}", (only, at), (-6, 0), color=PAPER)
        ax.set_xlim(0, 1.3 * longest)
        ax.xaxis.set_visible(False)
        for label in ax.get_yticklabels():
            label.set_linespacing(1.4)
        look.title(
            ax,
            f"Conditions met {hits} times, by {bad} bad-experience orders",
            f"五条合计 {hits} 笔次，买家不良体验订单 {bad} 笔",
        )
        ax.legend(
            [ax.containers[1], ax.containers[0]],
            [str(Phrase("this condition only", "只占这一条")), str(Phrase("another one as well", "还占了别的条件"))],
            loc="lower right",
            frameon=False,
        )
    counts = [
        Phrase(f"{name.en}: {count} ({only} by this alone)", f"{name.zh}：{count} 笔（仅此一条 {only} 笔）")
        for name, count, only in zip(names, table["orders"], table["alone"], strict=True)
    ]
    span, listed = wording.span(window.first, window.last, full=True), look.in_a_row(counts)
    said = Phrase(
        f"{span.en}. {listed.en}. In all {hits}, met by {bad} orders, {several} of which meet more than one condition.",
        f"{span.zh}。{listed.zh}。五条合计 {hits} 笔次，涉及 {bad} 笔订单，其中 {several} 笔占了不止一条。",
    )
    return look.keep_summary(ax, said)


@guarded
def rolling_rate(result: Assessment, metric: str = "odr") -> Axes:
    """A rate on each day of the window, each over the regime's days that end there.

    Where the assessment has limits for the grades, these are the bands behind the line; limits that
    are teaching defaults are called illustrative.
    """
    import pandas as pd
    import seaborn as sns

    days = result.rolling(metric)
    days["value"] = days["value"].astype(float)
    name, window = METRICS[metric].name, result.window
    limits, illustrative = grade_limits(result, metric)
    ends = [window.first, *month_ends(window.first, window.last)]
    marked = days[days["day"].isin(pd.to_datetime(ends)) & days["value"].notna()]

    with look.drawing(height=380) as ax:
        # a teaching limit far above the line would only make the line flat
        seen = float(days["value"].max()) if days["value"].notna().any() else 0.0
        top = max(1.25 * seen, 0.02)
        _bands(ax, limits, METRICS[metric].better, top)
        sns.lineplot(days, x="day", y="value", color=ACCENT, linewidth=2.2, ax=ax)
        sns.scatterplot(marked, x="day", y="value", color=ACCENT, s=46, linewidth=1.5, edgecolor=PAPER, zorder=5, ax=ax)
        for at, value in zip(marked["day"], marked["value"], strict=True):
            look.annotate(ax, wording.percent(value), (at, value), (0, 9), ha="center", path_effects=[look.halo()])
        margin = timedelta(days=3)
        ax.set_xlim(window.first - margin, window.last + margin)
        ax.set_ylim(0, top)
        ax.set_xticks(pd.to_datetime(ends), [str(wording.day(end, full=True)) for end in ends])
        look.percent_axis(ax.yaxis)
        ax.tick_params(axis="y", labelcolor=MUTED)
        look.title(
            ax, f"{name.en}, each day over the {window.days} days up to it", f"{name.zh}：每天都往回看 {window.days} 天"
        )
        if illustrative and limits:
            look.note(ax, TAUGHT_LIMITS)
    points = [
        Phrase(
            f"{wording.percent(value)} on {wording.day(day, full=True).en} ({above}/{below})",
            f"{wording.day(day, full=True).zh} {wording.percent(value)}（{above}/{below}）",
        )
        for day, above, below, value in zip(*(marked[c] for c in marked), strict=True)
    ]
    listed = look.in_a_row(points) if points else Phrase("no order to count", "没有可计算的订单")
    said = Phrase(
        f"{name.en} over the {window.days} days up to the day: {listed.en}.",
        f"{name.zh}（往回看 {window.days} 天）：{listed.zh}。",
    )
    return look.keep_summary(ax, said)


def grade_limits(result: Assessment, metric: str) -> tuple[Mapping[str, float], bool]:
    """The limits by which the result was graded, and whether they are teaching defaults."""
    rows = result.metrics[result.metrics["metric"] == metric]
    parameter = result.regime.parameters.get(f"grade.{metric}")
    if parameter is None or bool(rows["limit"].isna().all()):
        return {}, False
    if parameter.is_unknown:
        return parameter.illustrative, True
    return parameter.value, False


def _bands(ax: Any, limits: Mapping[str, float], better: int, top: float) -> None:
    """A pale band a grade with its name at the right, as far as the axis reaches."""
    if not limits:
        ax.grid(axis="y", color=LINE, linewidth=0.8)
        return
    edges = [limits[grade] for grade in GRADES[:-1]]
    edges = [0.0, *edges, 1.0] if better < 0 else [1.0, *edges, 0.0]
    for at, grade in enumerate(GRADES):
        low, high = sorted(edges[at : at + 2])
        high = min(high, top)
        if high <= low:
            continue
        ax.axhspan(low, high, color=BANDS[at], linewidth=0)
        if high - low > top / 16:
            look.annotate(ax, GRADE_NAMES[grade], (1, (low + high) / 2), (8, 0), margin=True, small=True, muted=True)


@guarded
def order_story(explanation: Explanation) -> Axes:
    """The moments of one order in their order, with the window behind them.

    A filled point lies inside the window and makes the order an assessed one, a hollow one lies
    outside; a diamond inside the window makes the order a bad-experience one.
    """
    import pandas as pd
    import seaborn as sns

    window = explanation.window
    moments = _moments(explanation)
    table = pd.DataFrame(moments, columns=["at", "label", "kind"])
    table["row"] = [
        f"{wording.day(at, full=True)}  {label}" for at, label in zip(table["at"], table["label"], strict=True)
    ]
    looks = {
        "outside": (Phrase("outside the window: does not count", "考核期外，不计"), "o", PAPER, MUTED),
        "assessed": (Phrase("inside: the order is assessed", "考核期内，成为考核订单"), "o", ACCENT, ACCENT),
        "bad": (Phrase("inside: makes the order a bad one", "考核期内，构成不良体验"), "D", BAD, BAD),
    }

    with look.drawing(height=150 + 34 * max(len(table), 2)) as ax:
        ax.axvspan(window.start, window.end, color=BANDS[1], linewidth=0)
        for kind, (said, marker, fill, edge) in looks.items():
            rows = table[table["kind"] == kind]
            if len(rows):
                sns.scatterplot(
                    x=rows["at"],
                    y=rows.index.to_numpy(),
                    marker=marker,
                    color=fill,
                    edgecolor=edge,
                    linewidth=1.6,
                    s=64,
                    label=str(said),
                    zorder=5,
                    ax=ax,
                )
        times = [*table["at"], window.start, window.end]
        margin = 0.04 * (max(times) - min(times))
        ax.set_xlim(min(times) - margin, max(times) + margin)
        ax.set_ylim(len(table) - 0.4, -0.6)
        ax.set_yticks(range(len(table)), table["row"])
        ax.hlines(range(len(table)), *ax.get_xlim(), color=LINE, linewidth=0.8, zorder=1)
        ends = pd.to_datetime([window.first, window.last])
        ax.set_xticks(ends, [str(wording.day(end, full=True)) for end in ends])
        look.title(ax, f"Order {explanation.order_id} and the window", f"订单 {explanation.order_id} 与考核期")
        ax.legend().remove()
        ax.figure.legend(loc="outside lower center", ncols=3, frameon=False, handletextpad=0.2, columnspacing=1.6)
    counted = [
        Phrase(f"{wording.day(m[0], full=True).en} {m[1].en}", f"{wording.day(m[0], full=True).zh}{m[1].zh}")
        for m in moments
        if m[2] != "outside"
    ]
    listed, span = (
        look.in_a_row(counted) if counted else Phrase("none", "没有"),
        wording.span(window.first, window.last, full=True),
    )
    outside = len(moments) - len(counted)
    said = Phrase(
        f"Order {explanation.order_id}, window {span.en}; moments inside: {listed.en}; {outside} outside.",
        f"订单 {explanation.order_id}，考核期 {span.zh}；期内：{listed.zh}；期外 {outside} 个时间点。",
    )
    return look.keep_summary(ax, said)


def _moments(explanation: Explanation) -> list[tuple[Any, Phrase, str]]:
    """The order's moments that ODR looks at: when, what in words, and what follows from it."""
    faults = {e.id: e for events in BAD_EXPERIENCE.values() for e in events}
    known = {e.id: e for e in ASSESSED} | faults
    plain = {e.moment: e.meaning for e in ASSESSED if e.condition is always}
    found: dict[Any, tuple[dict[Phrase, None], set[str]]] = {}
    for line in explanation.lines:
        if line.event in known:
            words, kinds = found.setdefault(line.at, ({}, set()))
            event = known[line.event]
            if event.moment in plain:  # a fault is said after the moment that it belongs to
                words[plain[event.moment]] = None
            words[event.meaning] = None
            kinds.add("bad" if line.event in faults and line.counts else "assessed" if line.counts else "outside")
    order = ("bad", "assessed", "outside")
    return [(at, _headed(list(words)), min(kinds, key=order.index)) for at, (words, kinds) in sorted(found.items())]


def _headed(words: list[Phrase]) -> Phrase:
    """The moment, and after a colon what is wrong with it."""
    first, *rest = words
    if not rest:
        return first
    return Phrase(f"{first.en}: {', '.join(w.en for w in rest)}", f"{first.zh}：{'，'.join(w.zh for w in rest)}")
