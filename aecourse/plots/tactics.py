"""Still figures of tactics: what moves which number, how surely, and at what cost.

Like all of :mod:`aecourse.plots`: every function returns the ``Axes`` it drew on,
and :func:`aecourse.plots.summary` says in one line what the figure shows.  All take the single
trials that :func:`aecourse.models.trials.singles` gives.  Strengths and costs are illustrative.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import ceil
from typing import TYPE_CHECKING, Any

from ..base import wording
from ..base.arguments import guarded
from ..base.errors import CourseError
from ..base.language import Phrase
from ..base.palette import PALE_ACCENT
from ..models.trials import SHOWN, MetricChange, Trial
from ..scoring.metrics import METRICS, metric
from ..simulation.tactics import Tactic, tactics
from . import look
from .look import ACCENT, BAD, INK, LINE, MUTED, PAPER, SMALL

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ILLUSTRATIVE = Phrase("strengths and costs: illustrative, not the platform's", "力度与费用均为示意，并非平台数据")


def _found(alone: Mapping[str, Trial], id: str) -> list[tuple[Tactic, MetricChange]]:
    """Each tactic with its change of a metric, the greatest gain first."""
    metric(id)
    found = [(tactics()[name], one.changes[id]) for name, one in alone.items() if id in one.changes]
    if not found:
        raise CourseError(
            f"no order counts in {id}: try the tactics on more orders", f"没有订单计入 {id}：请用更多订单来试"
        )
    return sorted(found, key=lambda pair: -pair[1].gain)


def _label(tactic: Tactic) -> str:
    return ("× " if tactic.harmful else "") + str(tactic.name)


def _signed(id: str, value: float) -> str:
    """A difference in percentage points or stars, with its sign."""
    stars = METRICS[id].unit == "stars"
    return wording.signed(value if stars else 100 * value, 2 if stars else 1)


def _note(ax: Any, drop: float = -34) -> None:
    look.note(ax, ILLUSTRATIVE, drop=drop)


@guarded
def tornado(alone: Mapping[str, Trial], id: str = "odr") -> Axes:
    """What each tactic alone does to a metric, the strongest on top, with 95 % intervals."""
    import pandas as pd
    import seaborn as sns

    found, unit = _found(alone, id), 1 if METRICS[id].unit == "stars" else 100
    table = pd.DataFrame(
        {"tactic": [_label(tactic) for tactic, _ in found], "step": [unit * one.difference for _, one in found]}
    )
    colours = [BAD if tactic.harmful else ACCENT for tactic, _ in found]
    with look.drawing(height=400) as ax:
        sns.barplot(
            table, x="step", y="tactic", hue="tactic", palette=colours, saturation=1, width=0.56, legend=False, ax=ax
        )
        for at, (_, one) in enumerate(found):
            low, high = unit * one.low, unit * one.high
            ax.plot([low, high], [at, at], color=INK, linewidth=1.6, solid_capstyle="butt")
        edge = max(abs(unit * end) for _, one in found for end in (one.low, one.high))
        low = min(0.0, *(unit * min(one.low, 0) for _, one in found))
        high = max(0.0, *(unit * max(one.high, 0) for _, one in found))
        ax.set_xlim(low - 0.2 * edge, high + 0.2 * edge)
        for at, (_, one) in enumerate(found):
            right = one.difference > 0
            far = unit * (one.high if right else one.low)
            words = _signed(id, one.difference)
            look.annotate(ax, words, (far, at), (6 if right else -6, 0))
        ax.axvline(0, color=MUTED, linewidth=1)
        ax.xaxis.set_visible(False)
        name = METRICS[id].name
        kind = Phrase("stars", "星") if unit == 1 else Phrase("percentage points", "百分点")
        look.title(ax, f"Each tactic alone: {name.en}, change in {kind.en}", f"单项措施：{name.zh}的变化（{kind.zh}）")
        _note(ax, -14)
    parts = []
    for tactic, one in found:
        step, low_end, high_end = (_signed(id, v) for v in (one.difference, one.low, one.high))
        parts.append(
            Phrase(
                f"{tactic.name.en} {step} ({low_end} to {high_end})",
                f"{tactic.name.zh} {step}（{low_end} 至 {high_end}）",
            )
        )
    listed = look.in_a_row(parts)
    name = METRICS[id].name
    return look.keep_summary(
        ax,
        f"{name.en}, each tactic alone, change in {kind.en}: {listed.en}.",
        f"{name.zh}，单项措施带来的变化（{kind.zh}）：{listed.zh}。",
    )


@guarded
def moves(alone: Mapping[str, Trial]) -> Axes:
    """What moves which number: the part of each metric's trouble that a tactic alone takes away.

    Per cent of what was wrong before; negative where it gets worse, a dot where luck would explain
    the difference.
    """
    import numpy as np
    import seaborn as sns

    rows = [id for id in SHOWN if any(id in one.changes for one in alone.values())]
    relief = np.zeros((len(rows), len(alone)))
    words = np.full(relief.shape, "·", dtype=object)
    for across, one in enumerate(alone.values()):
        for down, id in enumerate(rows):
            found = one.changes.get(id)
            if found is not None and found.relief is not None and found.difference:
                if found.sure:
                    relief[down, across] = 100 * found.relief
                    words[down, across] = f"{100 * found.relief:+.0f}"
            else:
                words[down, across] = ""
    names = [tactics()[id] for id in alone]
    with look.drawing(height=500) as ax:
        sns.heatmap(
            relief,
            annot=words,
            fmt="",
            cmap=sns.diverging_palette(20, 180, s=75, l=62, as_cmap=True),
            vmin=-80,
            vmax=80,
            cbar=False,
            linewidths=2,
            linecolor=PAPER,
            annot_kws={"color": INK, "fontsize": look.in_points(SMALL)},
            xticklabels=[_wrapped(tactic) for tactic in names],
            yticklabels=[str(METRICS[id].name) for id in rows],
            ax=ax,
        )
        ax.tick_params(axis="x", labeltop=True, labelbottom=False, labelcolor=INK, rotation=0)
        ax.tick_params(axis="y", rotation=0)
        for label, tactic in zip(ax.get_xticklabels(), names, strict=True):
            label.set_color(BAD if tactic.harmful else INK)
        look.title(ax, "How much of the trouble each tactic takes away, in per cent", "每项措施让问题减少了百分之几")
        _note(ax, -16)
    parts = []
    for across, tactic in enumerate(names):
        told = [
            Phrase(
                f"{METRICS[rows[down]].name.en} {words[down, across]}",
                f"{METRICS[rows[down]].name.zh} {words[down, across]}",
            )
            for down in np.argsort(-abs(relief[:, across]), kind="stable")[:3]
            if relief[down, across]
        ]
        joined = Phrase(
            ", ".join(t.en for t in told) or "nothing sure", "、".join(t.zh for t in told) or "没有把握的变化"
        )
        parts.append(Phrase(f"{tactic.name.en}: {joined.en}", f"{tactic.name.zh}：{joined.zh}"))
    listed = look.in_a_row(parts)
    return look.keep_summary(
        ax,
        f"Per cent of the trouble gone, the three strongest: {listed.en}.",
        f"问题减少了百分之几，各列最强的三项：{listed.zh}。",
    )


def _wrapped(tactic: Tactic) -> str:
    """The name of a tactic in short lines."""
    name = str(tactic.name)
    if name.isascii():
        lines, line = [], ""
        for word in name.replace(",", "").split():
            if line and len(line) + 1 + len(word) > 10:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        return "\n".join([*lines, line])
    parts = [part for part in re.split(r"[，、]|(?=＋)", name) if part]
    rows = []
    for part in parts:
        size = ceil(len(part) / ceil(len(part) / 6))
        rows += [part[at : at + size] for at in range(0, len(part), size)]
    return "\n".join(rows)


@guarded
def cost_against_effect(alone: Mapping[str, Trial]) -> Axes:
    """Bad-experience orders saved by each tactic alone, against its money and its hours a month."""
    import pandas as pd
    import seaborn as sns

    table = pd.DataFrame(
        [
            {
                "usd": one.cost.usd,
                "hours": one.cost.hours,
                "saved": len(one.saved) - len(one.spoilt),
                "name": str(tactics()[id].name),
                "harmful": tactics()[id].harmful is not None,
            }
            for id, one in alone.items()
        ]
    )
    some = next(iter(alone.values()))
    bad = int(some.before.parts("odr")[0].sum())
    with look.drawing(height=430) as ax:
        for harmful, marker, colour in ((False, "o", ACCENT), (True, "X", BAD)):
            part = table[table["harmful"] == harmful]
            sns.scatterplot(
                part,
                x="usd",
                y="saved",
                size="hours",
                sizes=(60, 520),
                size_norm=(0, table["hours"].max()),
                marker=marker,
                color=PALE_ACCENT if not harmful else colour,
                edgecolor=colour,
                linewidth=1.6,
                legend=False,
                ax=ax,
                zorder=4,
            )
        placed: list[tuple[float, float]] = []
        gap = 0.06 * (table["saved"].max() - table["saved"].min() + 10)
        for row in table.sort_values("saved", ascending=False, kind="stable").to_dict("records"):
            words = Phrase(f"{row['name']}, {row['hours']:g} h", f"{row['name']}，{row['hours']:g} 小时")
            high = min([row["saved"], *(y - gap for x, y in placed if abs(x - row["usd"]) < 150)])
            placed.append((row["usd"], high))
            look.annotate(
                ax, words, (row["usd"], high), (14, 0), small=True, color=BAD if row["harmful"] else INK, zorder=5
            )
        ax.axhline(0, color=MUTED, linewidth=1)
        ax.set_xlim(-40, table["usd"].max() * 1.45)
        ax.set_ylim(min(table["saved"].min(), 0) - 8, table["saved"].max() * 1.15 + 2)
        ax.grid(axis="both", color=LINE, linewidth=0.8)
        ax.tick_params(axis="y", labelcolor=MUTED)
        usd = Phrase("USD", "美元")
        ax.xaxis.set_major_formatter(lambda value, _: f"{value:.0f} {usd}" if value >= 0 else "")
        look.title(
            ax,
            f"Bad-experience orders saved, of {bad}, against money; the size is hours",
            f"花多少钱、救下几单（共 {bad} 笔不良）；圆越大越费工时",
        )
        _note(ax)
    parts = [
        Phrase(
            f"{row['name']} {row['usd']:g} USD, {row['hours']:g} h, {row['saved']:+d}",
            f"{row['name']} {row['usd']:g} 美元、{row['hours']:g} 小时，{row['saved']:+d}",
        )
        for row in table.sort_values("saved", ascending=False, kind="stable").to_dict("records")
    ]
    listed = look.in_a_row(parts)
    return look.keep_summary(
        ax,
        f"Bad orders saved of {bad}, with the cost a month: {listed.en}.",
        f"{bad} 笔不良中救下几单、每月费用：{listed.zh}。",
    )


@guarded
def pairs(alone: Mapping[str, Trial], id: str = "odr") -> Axes:
    """The same change seen twice: order by order, and as two separate batches would show it."""
    found = [pair for pair in _found(alone, id) if pair[0].harmful is None]
    unit, digits = (1, 2) if METRICS[id].unit == "stars" else (100, 1)
    with look.drawing(height=420) as ax:
        for at, (_, one) in enumerate(found):
            middle = unit * one.difference
            wide = unit * one.apart
            ax.plot(
                [middle - wide, middle + wide], [at + 0.17] * 2, color=PALE_ACCENT, linewidth=6, solid_capstyle="butt"
            )
            ax.plot(
                [unit * one.low, unit * one.high], [at - 0.13] * 2, color=ACCENT, linewidth=6, solid_capstyle="butt"
            )
            ax.plot([middle], [at], "o", color=INK, markersize=4)
        ax.axvline(0, color=MUTED, linewidth=1)
        ax.set_yticks(range(len(found)), [_label(tactic) for tactic, _ in found])
        ax.set_ylim(len(found) - 0.4, -0.6)
        ax.xaxis.set_major_formatter(lambda value, _: f"{value:+g}" if value else "0")
        handles = [ax.lines[1], ax.lines[0]]
        ax.figure.legend(
            handles,
            [
                str(Phrase("same buyers, order by order", "同一批买家，逐单相比")),
                str(Phrase("two separate batches of orders", "前后两批不同的订单")),
            ],
            loc="outside lower center",
            ncols=2,
            frameon=False,
        )
        name = METRICS[id].name
        look.title(
            ax,
            f"{name.en}: what the model sees and what a back office would see",
            f"{name.zh}：模型看得到的，和后台看得到的",
        )
    parts = []
    for tactic, one in found:
        needed = f"{one.needed:,}" if one.needed is not None else "–"
        shown, half = _signed(id, one.difference), unit * (one.high - one.low) / 2
        apart = unit * one.apart
        parts.append(
            Phrase(
                f"{tactic.name.en} {shown} ± {half:.{digits}f} or ± {apart:.{digits}f}, "
                f"stands out from {needed} orders each",
                f"{tactic.name.zh} {shown} ± {half:.{digits}f} 或 ± {apart:.{digits}f}，前后各 {needed} 单才看得出",
            )
        )
    listed, name = look.in_a_row(parts), METRICS[id].name
    return look.keep_summary(ax, f"{name.en}: {listed.en}.", f"{name.zh}：{listed.zh}。")
