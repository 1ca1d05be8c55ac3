"""The look of the still figures, and the words under them.

matplotlib and seaborn are loaded when a figure is drawn, not before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from ..base.arguments import guarded
from ..base.errors import CourseError, brief
from ..base.language import Phrase
from ..base.palette import BANDS, PALETTE
from ..base.wording import percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes


INK, MUTED, LINE, PAPER, PANEL = (PALETTE[name] for name in ("ink", "muted", "line", "paper", "panel"))
ACCENT, GOOD, BAD = (PALETTE[name] for name in ("accent", "good", "bad"))
SMALL, BODY, TITLE = 12.0, 13.0, 17.0  # sizes in pixels
DPI = 110
FONT = Path(__file__).parent.parent / "data" / "fonts" / "AecourseSansSC-Regular.otf"

_summaries: WeakKeyDictionary[Any, Phrase] = WeakKeyDictionary()


# -- the look, set once --------------------------------------------------------------------------


def in_points(pixels: float) -> float:
    """A size in the points that matplotlib wants."""
    return pixels * 72 / DPI


@cache
def style() -> Any:
    """The course's look as matplotlib settings; the font that has both languages is made known."""
    import seaborn as sns
    from matplotlib import font_manager

    font_manager.fontManager.addfont(str(FONT))
    family = font_manager.FontProperties(fname=str(FONT)).get_name()
    return {
        **sns.axes_style("white"),
        "font.family": [family],
        "font.size": in_points(BODY),
        "figure.titlesize": in_points(TITLE),
        "axes.labelsize": in_points(BODY),
        "xtick.labelsize": in_points(SMALL),
        "ytick.labelsize": in_points(BODY),
        "legend.fontsize": in_points(SMALL),
        "axes.edgecolor": LINE,
        "axes.unicode_minus": False,
        "axes.labelcolor": MUTED,
        "text.color": INK,
        "xtick.color": MUTED,
        "ytick.color": INK,
    }


@contextmanager
def drawing(height: float, width: float = 920) -> Iterator[Any]:
    """New axes of that many pixels in the course's look, without a frame."""
    import matplotlib.pyplot as plt

    # The figure comes first: making it may start the notebook's backend, whose setting to show
    # figures by itself must outlive the look.
    figure = plt.figure(figsize=(width / DPI, height / DPI), dpi=DPI, facecolor=PAPER, layout="constrained")
    with plt.rc_context(style()):
        ax = figure.subplots()
        ax.spines[:].set_visible(False)
        ax.tick_params(length=0)
        yield ax
        ax.set(xlabel="", ylabel="")


def _both(words: Phrase | str, zh: str | None) -> Phrase:
    """Words given as a phrase, or as the two texts of one."""
    return words if isinstance(words, Phrase) else Phrase(words, words if zh is None else zh)


def title(ax: Any, words: Phrase | str, zh: str | None = None) -> None:
    """A figure says what it shows, at its top left: a phrase, or its two texts."""
    ax.figure.suptitle(str(_both(words, zh)), x=0.01, ha="left")


@guarded
def summary(ax: Axes) -> str:
    """What a figure of this module shows, in one line.

    Raises:
        CourseError: the axes were not drawn here.
    """
    if ax not in _summaries:
        raise CourseError(
            "there is a summary only for a figure of aecourse.plots", "只有 aecourse.plots 画的图才有文字概要"
        )
    return str(_summaries[ax])


def require_columns(table: Any, names: Sequence[str], maker: str) -> None:
    """Let only a table pass that has the columns *names*, as the function *maker* makes it.

    Raises:
        CourseError: it is no table, or lacks some; they are named.
    """
    lacking = [name for name in names if name not in list(getattr(table, "columns", ()))]
    if lacking:
        raise CourseError(
            f"a table of {maker}(...) is needed; {brief(table)} lacks {', '.join(lacking)}",
            f"这里需要 {maker}(...) 得到的表；{brief(table)} 缺少 {'、'.join(lacking)}",
        )


def keep_summary(ax: Any, words: Phrase | str, zh: str | None = None) -> Axes:
    """The axes with their summary kept."""
    _summaries[ax] = _both(words, zh)
    axes: Axes = ax
    return axes


def note(ax: Any, words: Phrase | str, zh: str | None = None, *, drop: float = -36) -> None:
    """Small words under the axes, flush right, *drop* points below them."""
    ax.annotate(
        str(_both(words, zh)),
        (1, 0),
        (0, drop),
        xycoords="axes fraction",
        textcoords="offset points",
        ha="right",
        color=MUTED,
        fontsize=in_points(SMALL),
    )


def annotate(
    ax: Any,
    words: object,
    at: tuple[Any, Any],
    offset: tuple[float, float],
    *,
    margin: bool = False,
    small: bool = False,
    muted: bool = False,
    **more: Any,
) -> None:
    """Words *offset* points from the place *at* in the data; with *margin* its x is a share of the axes' width.

    What is set off to one side alone stands level with its place; to the left it ends there.
    """
    across, down = offset
    more = {"ha": "right" if across < 0 else "left", **({} if down else {"va": "center"}), **more}
    if margin:
        more["xycoords"] = ("axes fraction", "data")
    if small:
        more["fontsize"] = in_points(SMALL)
    if muted:
        more["color"] = MUTED
    ax.annotate(str(words), at, offset, textcoords="offset points", **more)


def percent_axis(axis: Any) -> None:
    """Shares along ``ax.xaxis`` or ``ax.yaxis`` as whole per cents."""
    axis.set_major_formatter(lambda value, _: percent(value, 0))


def in_a_row(parts: list[Phrase]) -> Phrase:
    """The parts of a summary, one after another."""
    return Phrase("; ".join(p.en for p in parts), "；".join(p.zh for p in parts))


def halo() -> Any:
    """A pale rim that keeps a label legible where it crosses a line."""
    from matplotlib.patheffects import withStroke

    return withStroke(linewidth=3, foreground=BANDS[2], alpha=0.85)
