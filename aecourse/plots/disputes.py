"""Still figures of disputes: how they end, how fast they are answered, rates against their limits.

Like all of :mod:`aecourse.plots`: every function returns the ``Axes`` it drew on,
and :func:`aecourse.plots.summary` says in one line what the figure shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import rulebook
from ..base import wording
from ..base.arguments import guarded
from ..base.language import Phrase
from ..base.palette import BANDS, PALE_ACCENT, PALE_CAUTION, STARS
from ..base.tables import texts
from ..base.vocabulary import DISPUTE_ENDS
from ..models.disputes import FAMILIES, answered_by, dispute_ends, family_rates, settling, snad_bands_2022
from ..scoring.metrics import METRICS
from . import look
from .look import ACCENT, BAD, GOOD, INK, LINE, MUTED, PANEL, PAPER, SMALL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes

    from ..scoring.assessment import Assessment

_TEXTS = texts(__file__)
END_NAMES = _TEXTS["ends"]
FAMILY_NAMES = _TEXTS["families"]
_PALE = {"not_received": PALE_ACCENT, "not_as_described": PALE_CAUTION}


def _end_name(end: str) -> Phrase:
    return END_NAMES[end].format(days=rulebook.table("dispute")["seller_response_days"])


@guarded
def ends_of_disputes(result: Assessment) -> Axes:
    """How the disputes opened in the window ended; hatched where that makes the order a bad one."""
    rows: Any = dispute_ends(result)
    total = int(rows[list(FAMILIES)].to_numpy().sum())
    bad = int(rows.loc[rows["bad"], list(FAMILIES)].to_numpy().sum())
    longest = max(int(rows[list(FAMILIES)].sum(axis=1).max()), 1)
    with look.drawing(height=120 + 46 * len(rows)) as ax:
        for at, (_, row) in enumerate(rows.iterrows()):
            start = 0
            for family in FAMILIES:
                ax.barh(
                    at,
                    row[family],
                    left=start,
                    color=_PALE[family],
                    edgecolor=MUTED,
                    linewidth=0.6,
                    hatch="////" if row["bad"] else None,
                    height=0.58,
                    label=str(FAMILY_NAMES[family]) if at == 0 else None,
                )
                if row[family] > longest / 18:
                    ax.annotate(
                        f"{row[family]}",
                        (start + row[family] / 2, at),
                        ha="center",
                        va="center",
                        fontsize=look.in_points(SMALL),
                        color=INK,
                        bbox={"boxstyle": "round,pad=0.15", "facecolor": _PALE[family], "linewidth": 0},
                    )
                start += row[family]
            look.annotate(ax, f"{start}", (start, at), (7, 0))
        ax.set_yticks(range(len(rows)), [str(_end_name(str(end))) for end in rows.index])
        ax.set_ylim(len(rows) - 0.5, -0.6)
        ax.set_xlim(0, 1.12 * longest)
        ax.xaxis.set_visible(False)
        look.title(
            ax,
            f"{total} disputes; hatched: {bad} whose end makes the order a bad one",
            f"{total} 起纠纷；画线的 {bad} 起，结局本身构成不良体验",
        )
        ax.figure.legend(loc="outside lower center", ncols=2, frameon=False)
    told = []
    for end, row in rows.iterrows():
        name, nr, snad = _end_name(str(end)), row["not_received"], row["not_as_described"]
        told.append(
            Phrase(
                f"{name.en}: {nr + snad} (NR {nr}, SNAD {snad})", f"{name.zh}：{nr + snad} 起（NR {nr}，SNAD {snad}）"
            )
        )
    span, listed = (wording.span(result.window.first, result.window.last, full=True), look.in_a_row(told))
    return look.keep_summary(
        ax,
        f"Opened {span.en}: {total} disputes. {listed.en}. In {bad} the end makes the order bad.",
        f"{span.zh}提起的纠纷 {total} 起。{listed.zh}。其中 {bad} 起的结局构成不良体验。",
    )


@guarded
def days_to_answer(stores: Mapping[str, Assessment]) -> Axes:
    """How many disputes of each store are answered after how many days, with the two clocks.

    A line that ends below 100 % leaves the disputes that nobody ever answered.
    """
    import pandas as pd
    import seaborn as sns

    table = rulebook.table("dispute")
    last, step_in = table["seller_response_days"], table["platform_steps_in_days"]
    days = [step / 10 for step in range(step_in * 10 + 6)]
    curves = {name: answered_by(result, days) for name, result in stores.items()}
    colours = dict(zip(stores, (ACCENT, GOOD, MUTED), strict=False))
    styles = dict(zip(stores, ("-", "--", ":"), strict=False))
    with look.drawing(height=350) as ax:
        ax.axvspan(last, days[-1], color=PANEL, linewidth=0)
        clocks = (
            (last, Phrase(f"{last} days: the seller's time is over", f"{last} 天：卖家时限到")),
            (step_in, Phrase(f"{step_in} days: the platform steps in", f"{step_in} 天：平台介入")),
        )
        for at, words in clocks:
            ax.axvline(at, color=BAD if at == last else MUTED, linewidth=1.2)
            look.annotate(ax, words, (at, 0.06), (-6, 0), small=True, muted=True, rotation=90, va="bottom")
        for name, shares in curves.items():
            if not shares:
                continue
            line = pd.DataFrame({"day": days, "share": shares})
            sns.lineplot(line, x="day", y="share", color=colours[name], linewidth=2.4, linestyle=styles[name], ax=ax)
            look.annotate(
                ax, f"{name}  {wording.percent(shares[-1])}", (days[-1], shares[-1]), (7, 0), color=colours[name]
            )
        ax.set_xlim(0, days[-1])
        ax.set_ylim(0, 1.04)
        look.percent_axis(ax.yaxis)
        ax.set_xticks(range(step_in + 1))
        ax.grid(axis="y", color=LINE, linewidth=0.8)
        look.title(ax, "Share of disputes answered, by days since they were opened", "纠纷提起后多少天，有多少已经响应")
    told = []
    for name, shares in curves.items():
        if not shares:
            told.append(Phrase(f"{name}: no dispute", f"{name}：没有纠纷"))
            continue
        one, end = wording.percent(shares[10]), wording.percent(shares[10 * last])
        told.append(
            Phrase(f"{name}: {one} within 1 day, {end} within {last} days", f"{name}：1 天内 {one}，{last} 天内 {end}")
        )
    listed = look.in_a_row(told)
    return look.keep_summary(ax, f"Disputes answered. {listed.en}.", f"已响应的纠纷。{listed.zh}。")


@guarded
def rates_and_limits(stores: Mapping[str, Assessment]) -> Axes:
    """NR and SNAD rate of each store over 30 days beside the limits that are known, and the gaps.

    The SNAD bands are those of 2022 and come from one source; for NR no penalty line is public.
    """
    rates: Any = family_rates(stores)
    table = rulebook.table("dispute")
    packet = table["nr_small_packet.rate_above"]
    right = max([0.26, *(1.05 * high for high in rates["high"].dropna())])
    unknown = Phrase("penalty line not published", "处罚线未公布")
    told, labels = [], []
    with look.drawing(height=110 + 50 * len(rates)) as ax:
        for at, row in enumerate(rates.to_dict("records")):
            name = METRICS[row["metric"]].name
            labels.append(f"{row['store']}  {'SNAD' if row['metric'] == 'snad_rate' else 'NR'}")
            if row["metric"] == "snad_rate":
                bands = [0.0, *snad_bands_2022(row["category"]).values()]
                for level, start in enumerate(bands):
                    end = min([*bands, right][level + 1], right)
                    if end > start:
                        ax.barh(at, end - start, left=start, color=BANDS[level], height=0.66)
                        look.annotate(
                            ax,
                            wording.percent(start).replace(".0", "") if start else "",
                            (start, at - 0.33),
                            (3, -3),
                            muted=True,
                            va="top",
                            fontsize=look.in_points(11),
                        )
            else:
                ax.barh(at, right, color=PANEL, edgecolor=LINE, hatch="xx", linewidth=0, height=0.66)
                ax.vlines(packet, at - 0.33, at + 0.33, color=MUTED, linewidth=1.4)
                look.annotate(
                    ax,
                    unknown,
                    (right, at - 0.33),
                    (-4, -2),
                    muted=True,
                    va="top",
                    fontsize=look.in_points(11),
                    bbox={"facecolor": PAPER, "linewidth": 0, "pad": 0.5},
                )
            if row["denominator"]:
                ax.hlines(at, row["low"], row["high"], color=INK, linewidth=2, zorder=6)
                ax.plot(row["value"], at, "o", color=ACCENT, markersize=8, markeredgecolor=PAPER, zorder=7)
            share = wording.percent(row["value"]) if row["denominator"] else "–"
            counts = f"{row['numerator']:.0f}/{row['denominator']:.0f}"
            look.annotate(ax, f"{share}   {counts}", (1, at), (8, 0), margin=True)
            told.append(
                Phrase(
                    f"{row['store']}, {name.en}: {share} ({counts})", f"{row['store']}，{name.zh}：{share}（{counts}）"
                )
            )
        ax.set_yticks(range(len(rates)), labels)
        ax.set_ylim(len(rates) - 0.5, -0.6)
        ax.set_xlim(0, right)
        look.percent_axis(ax.xaxis)
        look.title(
            ax, "30 days of disputes against what is known of the limits", "30 天 NR、SNAD 纠纷率，对照已知的界限"
        )
        note = Phrase(
            f"SNAD: bands of 2022 by category, one source.  NR: line at {wording.percent(packet, 0)}, small packets, "
            "one source.",
            f"SNAD：2022 年分类目的分档，一个来源。NR：{wording.percent(packet, 0)} 为小包限制线，一个来源。",
        )
        look.note(ax, note, drop=-38)
    listed = look.in_a_row(told)
    return look.keep_summary(
        ax, f"30 days. {listed.en}. The NR penalty line is not published.", f"30 天。{listed.zh}。NR 的处罚线未公布。"
    )


@guarded
def more_settling(shares: Sequence[float] = (0, 0.3, 0.6, 0.9), *, seed: int = 1) -> Axes:
    """How disputes end as the same store grows more willing to settle (illustrative model)."""
    rows: Any = settling(shares, seed=seed)
    looks = {
        "withdrawn": (STARS[5], None),
        "settled": (PALE_ACCENT, None),
        "seller_timeout": (STARS[3], "////"),
        "arbitration": (STARS[1], "////"),
    }
    where = [wording.percent(share, 0) for share in rows["share"]]
    total = rows[list(DISPUTE_ENDS)].sum(axis=1)
    with look.drawing(height=400) as ax:
        base = rows["share"] * 0.0
        for end in DISPUTE_ENDS:
            colour, hatch = looks[end]
            ax.bar(
                range(len(rows)),
                rows[end],
                bottom=base,
                color=colour,
                hatch=hatch,
                width=0.5,
                edgecolor=MUTED,
                linewidth=0.6,
                label=str(_end_name(end)),
            )
            for at, (low, count) in enumerate(zip(base, rows[end], strict=True)):
                if count > total.max() / 16:
                    ax.annotate(
                        f"{count}",
                        (at, low + count / 2),
                        ha="center",
                        va="center",
                        fontsize=look.in_points(SMALL),
                        bbox={"boxstyle": "round,pad=0.15", "facecolor": colour, "linewidth": 0},
                    )
            base = base + rows[end]
        filed, odr = METRICS["dispute_rate"].name, Phrase("ODR", "ODR")
        ax.set_xticks(
            range(len(rows)),
            [
                str(
                    Phrase(
                        f"meets the buyer {share}\n{filed.en} {wording.percent(f)}\n{odr.en} {wording.percent(o)}",
                        f"让步 {share}\n{filed.zh} {wording.percent(f)}\n{odr.zh} {wording.percent(o)}",
                    )
                )
                for share, f, o in zip(where, rows["filed"], rows["odr"], strict=True)
            ],
        )
        for label in ax.get_xticklabels():
            label.set_linespacing(1.45)
        ax.tick_params(axis="x", labelcolor=INK)
        ax.yaxis.set_visible(False)
        look.title(
            ax,
            "The same disputes, more and more willing to settle (illustrative model)",
            "同样的纠纷，卖家越来越愿意让步（示意）",
        )
        ax.figure.legend(loc="outside lower center", ncols=4, frameon=False)
    told = []
    for share, row in zip(where, rows.to_dict("records"), strict=True):
        ends = look.in_a_row(
            [Phrase(f"{_end_name(e).en} {row[e]}", f"{_end_name(e).zh} {row[e]}") for e in DISPUTE_ENDS]
        )
        told.append(
            Phrase(
                f"{share}: {ends.en.replace(';', ',')}, dispute rate {wording.percent(row['filed'])}, "
                f"ODR {wording.percent(row['odr'])}",
                f"让步 {share}：{ends.zh.replace('；', '，')}，纠纷提起率 {wording.percent(row['filed'])}，"
                f"ODR {wording.percent(row['odr'])}",
            )
        )
    listed = look.in_a_row(told)
    return look.keep_summary(ax, f"Illustrative model. {listed.en}.", f"仅作示意。{listed.zh}。")
