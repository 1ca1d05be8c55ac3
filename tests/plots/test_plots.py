"""The still figures: the data behind them, their words in both languages, their font."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

import aecourse
from aecourse import plots
from aecourse.base.errors import CourseError
from aecourse.base.language import LANGUAGES
from aecourse.base.palette import PALE_ACCENT
from aecourse.scoring.metrics import CONDITION_NAMES, METRICS
from aecourse.scoring.outcomes import STATUS_NAMES
from aecourse.simulation.orders import LEVERS
from tools import fonts

REGIME, AS_OF = "grade_2015_odr", "2015-09-30"


@pytest.fixture(scope="module")
def orders() -> Any:
    return aecourse.load_sample("growing-store")


@pytest.fixture(scope="module")
def result(orders: Any) -> Any:
    return aecourse.assess(orders, REGIME, as_of=AS_OF, illustrative=True)


@pytest.fixture(scope="module")
def figures(orders: Any, result: Any) -> dict[str, Callable[[], Axes]]:
    story = aecourse.explain(orders, "G-000582", REGIME, as_of=AS_OF)
    return {
        "bad_conditions": lambda: plots.bad_conditions(result),
        "rolling_rate": lambda: plots.rolling_rate(result),
        "liable_rate": lambda: plots.rolling_rate(result, "liable_rate"),
        "order_story": lambda: plots.order_story(story),
    }


NAMES = ("bad_conditions", "rolling_rate", "liable_rate", "order_story")


def _png(ax: Axes) -> bytes:
    buffer = io.BytesIO()
    ax.figure.savefig(buffer, format="png", bbox_inches="tight")
    return buffer.getvalue()


def _widths(ax: Axes, colour: str) -> list[int]:
    return [round(p.get_width()) for p in ax.patches if to_hex(p.get_facecolor()) == colour]


def test_bars_are_the_five_conditions(result: Any) -> None:
    ax = plots.bad_conditions(result)
    assert _widths(ax, PALE_ACCENT) == list(result.conditions().values())


def test_bars_split_orders_with_one_fault_from_those_with_several(result: Any) -> None:
    ax = plots.bad_conditions(result)
    bad = len(result.orders("odr"))
    hits = sum(_widths(ax, PALE_ACCENT))
    alone = sum(_widths(ax, plots.look.ACCENT))
    assert alone <= bad <= hits
    assert f"In all {hits}, met by {bad} orders, {bad - alone} of which" in plots.summary(ax)


def test_line_is_the_rolling_rate(result: Any) -> None:
    line = plots.rolling_rate(result).lines[0]
    assert np.allclose(np.asarray(line.get_ydata(), float),
                       result.rolling("odr")["value"].astype(float))  # fmt: skip


def test_line_ends_at_the_assessed_value(result: Any) -> None:
    row = result.metrics.iloc[0]
    said = f"{100 * row['value']:.1f} % on 30 September ({row['numerator']}/{row['denominator']})"
    assert said in plots.summary(plots.rolling_rate(result))


def test_limits_that_are_not_public_are_called_illustrative(orders: Any, result: Any) -> None:
    def words(one: Any) -> str:
        return " ".join(text.get_text() for text in plots.rolling_rate(one).texts)

    plain = aecourse.assess(orders, REGIME, as_of=AS_OF)
    own = {"grade.odr": {"excellent": 0.02, "good": 0.04, "pass": 0.08}}
    chosen = aecourse.assess(orders, result.regime.using(own), as_of=AS_OF)
    assert "illustrative" in words(result)
    assert "Pass" in words(result)
    assert "Pass" not in words(plain)
    assert "Pass" in words(chosen)
    assert "illustrative" not in words(chosen)


def test_story_tells_what_lies_inside_the_window(orders: Any) -> None:
    ax = plots.order_story(aecourse.explain(orders, "G-000521", REGIME, as_of=AS_OF))
    assert plots.summary(ax) == (
        "Order G-000521, window 3 July to 30 September 2015; moments inside: 18 July review took "
        "effect: overall rating too low, a DSR rating too low; 2 outside."
    )


def test_story_of_an_order_long_past(orders: Any) -> None:
    ax = plots.order_story(aecourse.explain(orders, "G-000001", REGIME, as_of=AS_OF))
    assert "moments inside: none" in plots.summary(ax)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sign_is_in_the_font_and_the_picture_is_small(
    figures: dict[str, Callable[[], Axes]], name: str, language: str
) -> None:
    """A missing character is a warning of matplotlib's, and a warning is an error here."""
    aecourse.set_language(language)
    ax = figures[name]()
    assert len(_png(ax)) <= 100_000
    said = plots.summary(ax)
    assert "\n" not in said
    assert any("\u4e00" <= sign <= "\u9fff" for sign in said) == (language == "zh")


def test_settings_of_others_are_left_alone(result: Any) -> None:
    before = dict(mpl.rcParams)
    plots.bad_conditions(result)
    assert dict(mpl.rcParams) == before


def test_a_store_without_orders_has_empty_figures(orders: Any) -> None:
    none = aecourse.assess(orders.head(0), REGIME, as_of=AS_OF, illustrative=True)
    assert "In all 0, met by 0 orders" in plots.summary(plots.bad_conditions(none))
    ax = plots.rolling_rate(none)
    _png(ax)
    assert "no order" in plots.summary(ax)


def test_what_a_backend_sets_when_it_starts_is_kept(result: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a notebook the first figure starts the backend, which then shows figures by itself."""

    def starts(*arguments: Any, **options: Any) -> Any:
        mpl.interactive(True)
        return figure(*arguments, **options)

    figure = plt.figure
    monkeypatch.setitem(mpl.rcParams, "interactive", False)
    monkeypatch.setattr(plt, "figure", starts)
    plots.bad_conditions(result)
    assert mpl.is_interactive()


def test_only_own_figures_have_a_summary() -> None:
    with pytest.raises(CourseError, match=r"aecourse\.plots"):
        plots.summary(plt.figure().subplots())


def test_font_is_small_and_comes_with_its_licence() -> None:
    assert plots.FONT.stat().st_size <= 400_000
    assert "SIL OPEN FONT LICENSE" in (plots.FONT.parent / "OFL.txt").read_text(encoding="utf-8")
    assert Path(plots.FONT) == fonts.FILE


def test_font_has_all_names_that_a_figure_may_say() -> None:
    from fontTools.ttLib import TTFont

    known = set(TTFont(str(plots.FONT)).getBestCmap())
    phrases = [
        *CONDITION_NAMES.values(),
        *STATUS_NAMES.values(),
        *(metric.name for metric in METRICS.values()),
        *(event.meaning for m in METRICS.values() for event in (*m.numerator, *m.denominator)),
        *(words for lever in LEVERS.values() for words in (lever.label, lever.reason)),
        *(regime.name for regime in aecourse.rulebook.regimes()),
    ]
    missing = {sign for phrase in phrases for sign in phrase.zh if ord(sign) not in known}
    assert not missing, f"run `python -m tools.fonts`: {sorted(missing)}"
