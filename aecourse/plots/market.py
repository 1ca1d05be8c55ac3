"""Still figures of the platform's turn: its dated steps, and where a fee helps in the model.

Like all of :mod:`aecourse.plots`: every function returns the ``Axes`` it drew on,
and :func:`aecourse.plots.summary` says in one line what the figure shows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import isnan
from typing import TYPE_CHECKING, Any

from ..base import wording
from ..base.arguments import guarded
from ..base.language import Phrase
from ..base.palette import BANDS
from ..models.market import Market
from ..models.unravelling import transition
from ..rulebook.history import STAGES, HistoryStep, steps
from . import look
from .look import ACCENT, BAD, INK, LINE, PAPER, SMALL, TITLE

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

FIRST, LAST = date(2009, 1, 1), date(2024, 12, 31)
FEES = (5_000, 10_000, 20_000, 30_000, 50_000)
TELLS = (0.8, 0.6, 0.4, 0.3, 0.2)
_SEVERAL = frozenset({"confirmed", "confirmed_official"})


# -- the data behind the figures ----------------------------------------------------------------


def entry_steps() -> pd.DataFrame:
    """The steps of :mod:`aecourse.rulebook.history`: ``day``, ``step``, ``stage``, ``several``, ``first``.

    ``several`` says whether several texts tell the day, ``first`` is the first day that it can mean.
    """
    import pandas as pd

    return pd.DataFrame(
        {
            "day": [step.day for step in steps()],
            "step": [str(step.name) for step in steps()],
            "stage": [step.stage for step in steps()],
            "several": [step.confidence in _SEVERAL for step in steps()],
            "first": pd.to_datetime([step.first for step in steps()]),
        }
    )


@guarded
def fee_effects(
    market: Market | None = None, *, fees: Sequence[float] = FEES, tells: Sequence[float] = TELLS, seed: int = 1
) -> pd.DataFrame:
    """What the fee does in the model: one row a fee and a share that buyers can tell.

    ``quality`` is by how many points of 100 goods are better with the fee than with free entry (NaN
    where one of the platforms is empty), ``free`` and ``paid`` how many sellers each has at the end.
    All illustrative; each row is a setting of :class:`aecourse.live.Transition`.

    Raises:
        CourseError: a fee or a share is out of bounds.
    """
    import pandas as pd

    base = Market() if market is None else market
    rows = []
    for tell in tells:
        for fee in fees:
            both = transition(replace(base, tell=tell, fee=fee), seed=seed)
            free, paid = both.free.last, both.paid.last
            good = [None if m.quality is None else round(100 * m.quality) for m in (free, paid)]
            change = None if None in good else good[1] - good[0]  # type: ignore[operator]
            rows.append((tell, fee, change, free.sellers, paid.sellers))
    table = pd.DataFrame(rows, columns=["tell", "fee", "quality", "free", "paid"])
    return table.astype({"quality": float})


# -- the figures --------------------------------------------------------------------------------


def entry_timeline() -> Axes:
    """Who may sell and what entry costs, 2009 to 2024: one row a dated step, the stages behind.

    A filled point is told by several texts, a hollow one by a single text or inferred.
    """
    import pandas as pd
    import seaborn as sns

    table = entry_steps()
    with look.drawing(height=110 + 34 * len(table)) as ax:
        _stages(ax)
        ax.hlines(range(len(table)), pd.Timestamp(FIRST), pd.Timestamp(LAST), color=LINE, linewidth=0.8, zorder=1)
        looks = {
            True: (Phrase("told by several texts", "多个来源一致"), ACCENT),
            False: (Phrase("one text, or inferred", "只有一个来源，或出于推断"), PAPER),
        }
        for told_by_several, (said, fill) in looks.items():
            rows = table[table["several"] == told_by_several]
            sns.scatterplot(
                x=rows["first"],
                y=rows.index.to_numpy(),
                color=fill,
                edgecolor=ACCENT,
                linewidth=1.6,
                s=64,
                label=str(said),
                zorder=5,
                ax=ax,
            )
        ax.set_yticks(range(len(table)), [f"{s.day}  {s.name}" for s in steps()])
        ax.set_ylim(len(table) - 0.4, -1.4)
        years = [pd.Timestamp(year, 1, 1) for year in range(FIRST.year, LAST.year + 1, 3)]
        ax.set_xticks(years, [str(year.year) for year in years])
        ax.set_xlim(pd.Timestamp(FIRST), pd.Timestamp(LAST))
        look.title(ax, "From free entry to brand and managed stores", "从免费入驻到品牌和托管")
        ax.legend().remove()
        ax.figure.legend(loc="outside lower center", ncols=2, frameon=False, handletextpad=0.2, columnspacing=1.6)
    told = [Phrase(f"{s.day} {s.name.en}", f"{s.day} {s.name.zh}") for s in steps()]
    several = int(table["several"].sum())
    listed = look.in_a_row(told)
    return look.keep_summary(
        ax,
        f"{len(table)} steps, {several} of them told by several texts. {listed.en}.",
        f"共 {len(table)} 步，其中 {several} 步有多个来源。{listed.zh}。",
    )


def _stages(ax: Any) -> None:
    """A pale band for each stage of what entry cost, named at the top."""
    import pandas as pd

    begun: list[HistoryStep] = []
    for step in steps():
        if step.stage is not None and (not begun or begun[-1].stage != step.stage):
            begun.append(step)
    ends = [*(step.first for step in begun[1:]), LAST]
    for place, (step, end) in enumerate(zip(begun, ends, strict=True)):
        first, last = pd.Timestamp(step.first), pd.Timestamp(end)
        ax.axvspan(first, last, color=BANDS[place], linewidth=0, zorder=0)
        ax.annotate(
            str(STAGES[str(step.stage)]), (first + (last - first) / 2, -0.95), ha="center", va="center", color=INK
        )


@guarded
def fee_map(market: Market | None = None, *, seed: int = 1) -> Axes:
    """By how many points of 100 the fee moves quality: fees across, what buyers can tell down.

    Where the paid platform ends empty no number stands, but a word.
    """
    import numpy as np
    import seaborn as sns

    table = fee_effects(market, seed=seed)
    grid = table.pivot_table(index="tell", columns="fee", values="quality", dropna=False)
    grid = grid.sort_index(ascending=False)
    rows = {tell: row for row, tell in enumerate(grid.index)}
    columns = {fee: column for column, fee in enumerate(grid.columns)}
    with look.drawing(height=110 + 56 * len(grid)) as ax:
        palette = sns.blend_palette([BAD, PAPER, ACCENT], as_cmap=True)
        sns.heatmap(grid, cmap=palette, vmin=-20, vmax=20, linewidths=2, linecolor=PAPER, cbar=False, ax=ax)
        ax.set_facecolor(LINE)
        for cell in table.to_dict("records"):
            x, y = columns[cell["fee"]] + 0.5, rows[cell["tell"]]
            left = str(Phrase(f"{cell['paid']} sellers", f"{cell['paid']} 家"))
            ax.annotate(_change(cell), (x, y + 0.36), ha="center", va="center", fontsize=look.in_points(TITLE))
            ax.annotate(left, (x, y + 0.76), ha="center", va="center", fontsize=look.in_points(SMALL))
        ax.set_xticks(np.arange(len(grid.columns)) + 0.5, [f"{fee:,.0f}" for fee in grid.columns])
        alone = dict(zip(table["tell"], table["free"], strict=True))
        names = [
            Phrase(
                f"{wording.percent(tell, 0)}  (free entry: {alone[tell]})",
                f"{wording.percent(tell, 0)}（免费时 {alone[tell]} 家）",
            )
            for tell in rows
        ]
        ax.set_yticks(np.arange(len(grid)) + 0.5, [str(name) for name in names], rotation=0)
        look.title(
            ax,
            "What the fee does to quality, in points of 100 (illustrative model)",
            "收费让平均品质变了多少分（满分 100，示意模型）",
        )
        look.annotate(
            ax,
            Phrase("buyers can tell ↓    fee per category, RMB per year →", "买家识货程度 ↓    经营大类年费（元）→"),
            (0, 1),
            (0, 6),
            small=True,
            muted=True,
            xycoords="axes fraction",
        )
    return look.keep_summary(ax, _map_words(table))


def _change(cell: Mapping[Any, Any]) -> str:
    """A change in points with its sign; a dash where a platform is empty."""
    change = float(cell["quality"])
    return "–" if isnan(change) else f"{change:+.0f}".replace("-", "−") if change else "0"


def _map_words(table: pd.DataFrame) -> Phrase:
    told: list[Phrase] = []
    records = table.to_dict("records")
    for tell in dict.fromkeys(cell["tell"] for cell in records):
        cells = [f"{_change(cell)} ({cell['paid']})" for cell in records if cell["tell"] == tell]
        share = wording.percent(tell, 0)
        told.append(Phrase(f"{share}: {', '.join(cells)}", f"{share}：{'，'.join(cells)}"))
    fees = [f"{fee:,.0f}" for fee in dict.fromkeys(cell["fee"] for cell in records)]
    listed = look.in_a_row(told)
    return Phrase(
        f"Change of average quality, and sellers left, at fees of {', '.join(fees)} RMB, by how much "
        f"buyers can tell (illustrative). {listed.en}. A dash: a platform is empty.",
        f"年费为 {'、'.join(fees)} 元时平均品质的变化（括号内为剩下的卖家数），按买家识货程度（示意）。"
        f"{listed.zh}。短横：有一边已空。",
    )
