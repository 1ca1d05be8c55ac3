"""Still figures of the rules over the years: when each held, and what they say of one store.

Like all of :mod:`aecourse.plots`: every function returns the ``Axes`` it drew on,
and :func:`aecourse.plots.summary` says in one line what the figure shows.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from .. import rulebook
from ..base.arguments import guarded
from ..base.errors import CourseError
from ..base.language import Phrase
from ..base.palette import BANDS
from ..orders.calendar import month_ends
from ..scoring.assessment import compare_in_each_mode
from ..scoring.outcomes import STATUS_NAMES, kind_of
from ..simulation.levers import orders_in_reach
from ..simulation.orders import Store, simulate
from . import look
from .look import ACCENT, LINE, MUTED, PAPER

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

FIRST, LAST = date(2015, 1, 1), rulebook.read_until()


# -- the data behind the figures ----------------------------------------------------------------


def regime_spans() -> pd.DataFrame:
    """Every regime by its first day: ``regime``, ``name``, ``first``, ``last``, ``seen``, ``open_end``.

    ``last`` is the end of the time line where no end is known, ``seen`` the last day to which texts
    reach: after it nobody knows whether the rule still holds.
    """
    import pandas as pd

    regimes = rulebook.regimes()
    return pd.DataFrame(
        {
            "regime": [r.id for r in regimes],
            "name": [str(r.name) for r in regimes],
            "first": pd.to_datetime([r.effective_from for r in regimes]),
            "last": pd.to_datetime([r.last_day or LAST for r in regimes]),
            "seen": pd.to_datetime([r.last_seen or r.last_day or LAST for r in regimes]),
            "open_end": [r.last_day is None for r in regimes],
        }
    )


@guarded
def store_history(
    store: Store | None = None, *, seed: int = 1, every: int = 3, orders: int | None = None
) -> pd.DataFrame:
    """One store on every *every*-th month's end from 2015 on, under each rule in force.

    The same orders with the same luck are moved to each day, so that only the rules change.
    Columns: ``day``, ``regime``, ``word`` (the outcome, ``"not assessed"`` or ``"limit unknown"``),
    ``illustrative``, ``score`` (NaN where the regime gives none).

    Raises:
        CourseError: the store or the number of orders is wrong.
    """
    import pandas as pd

    ends = month_ends(FIRST, LAST)
    if not 1 <= every <= len(ends):
        raise CourseError(
            f"every must be a whole number from 1 to {len(ends)}, not {every}",
            f"every 应为 1 到 {len(ends)} 的整数，而不是 {every}",
        )
    of = Store() if store is None else store
    simulate(of, orders=0 if orders is None else orders, seed=seed)  # tells what is wrong with them
    rows = []
    for day in ends[every - 1 :: every]:
        many = orders_in_reach(of) if orders is None else orders
        table = simulate(of, orders=many, seed=seed, until=day)
        for id, result in compare_in_each_mode(table, day, illustrative=True).items():
            outcome = result.outcome if result.eligible else None
            word = "limit unknown" if result.eligible else "not assessed"
            rows.append(
                {
                    "day": pd.Timestamp(day),
                    "regime": id,
                    "word": word if outcome is None else str(outcome),
                    "illustrative": outcome is not None and outcome.illustrative,
                    "score": math.nan if result.score is None or not result.eligible else result.score,
                }
            )
    return pd.DataFrame(rows)


# -- the figures --------------------------------------------------------------------------------


def timeline() -> Axes:
    """When each regime was in force: a bar for each, hatched from its last trace where no end is known."""
    spans = regime_spans()
    with look.drawing(height=110 + 30 * len(spans)) as ax:
        years_axis(ax, spans)
        for row, span in enumerate(spans.to_dict("records")):
            period_bar(ax, row, span["first"], span["seen"], ACCENT)
            hatched(ax, row, span)
            inside = (span["seen"] - span["first"]).days > 420
            before = not inside and bool(span["open_end"])
            look.annotate(
                ax,
                f"{span['first']:%Y-%m-%d}",
                (span["first"] if inside or before else span["seen"], row),
                (-6 if before else 6, 0),
                small=True,
                color=PAPER if inside else MUTED,
            )
        look.title(ax, "The rules by which sellers were judged", "考核卖家的规则")
    names = zip(spans["first"], spans["seen"], spans["open_end"], rulebook.regimes(), strict=True)
    told = [
        Phrase(
            f"{r.name.en} {a:%Y-%m-%d} to {b:%Y-%m-%d}{', last seen; end unknown' if unended else ''}",
            f"{r.name.zh} {a:%Y-%m-%d} 至 {b:%Y-%m-%d}{'（最后见到的日期，终止不明）' if unended else ''}",
        )
        for a, b, unended, r in names
    ]
    listed = look.in_a_row(told)
    return look.keep_summary(ax, f"{len(spans)} regimes. {listed.en}.", f"共 {len(spans)} 项规则。{listed.zh}。")


@guarded
def one_store(store: Store | None = None, *, seed: int = 1, every: int = 3, orders: int | None = None) -> Axes:
    """One store from 2015 on under each rule in force: the outcome's word, and the score.

    A bar is cut where the word changes; the colours, from pale green to pale red, go from best to
    worst.  A star marks a word that rests on an illustrative limit.
    """
    history = store_history(store, seed=seed, every=every, orders=orders)
    spans = regime_spans()
    told = []
    with look.drawing(height=130 + 30 * len(spans)) as ax:
        years_axis(ax, spans)
        for row, span in enumerate(spans.to_dict("records")):
            own = history[(history["regime"] == span["regime"]) & (history["day"] <= span["seen"])]
            runs = _runs(own)
            hatched(ax, row, span)
            starts = [span["first"], *(run[0] for run in runs[1:])][: len(runs)]
            ends = [*starts[1:], span["seen"]][: len(runs)]
            for start, end, run in zip(starts, ends, runs, strict=True):
                level = kind_of(rulebook.load(str(span["regime"]))).status(run[1]).level
                period_bar(ax, row, start, end, LINE if level is None else BANDS[level])
                _word(ax, row, start, end, run, alone=len(runs) == 1)
            regime = rulebook.load(str(span["regime"])).name
            words = [_worded(run) for run in runs]
            told.append(
                Phrase(
                    f"{regime.en}: {', '.join(w.en for w in words) or 'no verdict'}",
                    f"{regime.zh}：{'，'.join(w.zh for w in words) or '无结果'}",
                )
            )
        look.title(ax, "One store, judged by the rules of each year", "同一家店，按各年的规则考核")
        look.note(
            ax, "* illustrative: a limit or period it needs is not public", "* 示意：用到的标准或考核期未公布", drop=-18
        )
    listed = look.in_a_row(told)
    return look.keep_summary(ax, f"The same orders, 2015 on. {listed.en}.", f"同样的订单，2015 年至今。{listed.zh}。")


def years_axis(ax: Any, spans: pd.DataFrame) -> None:
    """The years along the top, and a row with its name for each regime."""
    import pandas as pd

    years = [pd.Timestamp(year, 1, 1) for year in range(FIRST.year, LAST.year + 2)]
    ax.set_xlim(years[0], years[-1] + pd.Timedelta(days=70))
    ax.set_ylim(len(spans) - 0.4, -0.6)
    ax.set_yticks(range(len(spans)), spans["name"])
    ax.set_xticks(years[:-1], [str(year.year) for year in years[:-1]], ha="left")
    ax.xaxis.tick_top()
    ax.vlines(years, -0.6, len(spans) - 0.4, color=LINE, linewidth=0.8, zorder=0)
    ax.tick_params(length=0)


def period_bar(ax: Any, row: int, first: Any, last: Any, colour: str) -> None:
    """A bar from the first day to the last."""
    import pandas as pd
    from matplotlib.dates import date2num

    start, end = (date2num(day) for day in (first, last + pd.Timedelta(days=1)))  # type: ignore[no-untyped-call]
    half = 0.32
    corners = [(start, row - half), (end, row - half), (end, row + half), (start, row + half)]
    ax.fill(*zip(*corners, strict=True), color=colour, edgecolor=PAPER, linewidth=1, zorder=2)


def hatched(ax: Any, row: int, span: Mapping[Any, Any]) -> None:
    """From the last trace of a rule to the end of the time line, where no end of it is known."""
    from matplotlib.dates import date2num

    if not span["open_end"]:
        return
    start, end = (date2num(span[key]) for key in ("seen", "last"))  # type: ignore[no-untyped-call]
    ax.barh(row, end - start, left=start, height=0.64, color=PAPER, edgecolor=LINE, hatch="////", zorder=1)


def _runs(rows: pd.DataFrame) -> list[tuple[Any, str, bool, float]]:
    """The stretches with the same word: first day, word, illustrative, mean score or NaN."""
    found = []
    listed = rows.to_dict("records")
    for (word, guess), part in groupby(listed, key=lambda row: (row["word"], row["illustrative"])):
        stretch = list(part)
        scores = [row["score"] for row in stretch if not math.isnan(row["score"])]
        mean = sum(scores) / len(scores) if scores else math.nan
        found.append((stretch[0]["day"], str(word), bool(guess), mean))
    return found


def _worded(run: Sequence[Any]) -> Phrase:
    """The word of a stretch, its score, and a star if it is illustrative."""
    _, word, guess, score = run
    name = STATUS_NAMES[word]
    points = "" if math.isnan(score) else f" {score:.0f}"
    star = " *" if guess else ""
    return Phrase(f"{name.en}{points}{star}", f"{name.zh}{points}{star}")


def _word(ax: Any, row: int, first: Any, last: Any, run: Sequence[Any], *, alone: bool) -> None:
    """The word on its bar, or before it where the bar is too short and stands alone."""
    words = str(_worded(run))
    wide = sum(2 if ord(sign) > 0x2E80 else 1 for sign in words) * 37  # days that a sign covers
    if (last - first).days >= wide + 40:
        look.annotate(ax, words, (first, row), (5, 0))
    elif alone:
        look.annotate(ax, words, (first, row), (-5, 0))
