"""The figures of tactics show what the trials found, in both languages and with every glyph."""

from __future__ import annotations

import io
import warnings
from typing import Any

import pytest

from aecourse import plots
from aecourse.base.errors import CourseError, UnknownName
from aecourse.base.language import LANGUAGES, using
from aecourse.models.trials import SHOWN, Trial, singles
from aecourse.scoring.metrics import METRICS
from aecourse.simulation.stores import LOW_PRICE
from aecourse.simulation.tactics import tactics

FIGURES = (
    plots.tactics.tornado, plots.tactics.moves, plots.tactics.cost_against_effect,
    plots.tactics.pairs,
)  # fmt: skip


@pytest.fixture(scope="module")
def alone() -> dict[str, Trial]:
    return singles(store=LOW_PRICE, orders=800)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("figure", FIGURES)
def test_every_word_has_its_glyphs_and_every_figure_a_summary(
    figure: Any, language: str, alone: dict[str, Trial]
) -> None:
    with using(language), warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = figure(alone)
        ax.figure.savefig(io.BytesIO())
        said = plots.summary(ax)
    names = [one.name.text(language) for one in tactics().values()]
    wanted = names[:-1] if figure is plots.tactics.pairs else names
    assert all(name in said for name in wanted)
    assert "nan" not in said


def test_the_tornado_is_sorted_and_its_bars_are_the_differences(alone: dict[str, Trial]) -> None:
    for id in ("odr", "snad_rate", "dsr_description"):
        ax: Any = plots.tactics.tornado(alone, id)
        drawn = [bar.get_width() for each in ax.containers for bar in each]
        unit = 1 if METRICS[id].unit == "stars" else 100
        wanted = sorted(
            (unit * one.changes[id].difference for one in alone.values()), key=lambda step: -step * METRICS[id].better
        )
        assert drawn == pytest.approx(wanted)


def test_the_map_shows_what_is_beyond_luck(alone: dict[str, Trial]) -> None:
    ax: Any = plots.tactics.moves(alone)
    cells = [text.get_text() for text in ax.texts]
    told = [int(word) for word in cells if word.lstrip("+-").isdigit()]
    sure = [
        round(100 * change.relief)
        for one in alone.values()
        for change in one.changes.values()
        if change.sure and change.relief is not None
    ]
    assert sorted(told) == sorted(sure)
    assert len(ax.get_yticklabels()) == len(SHOWN)


def test_cost_against_effect_places_each_tactic(alone: dict[str, Trial]) -> None:
    ax: Any = plots.tactics.cost_against_effect(alone)
    points = {tuple(point) for each in ax.collections for point in each.get_offsets().tolist()}
    assert points == {(one.cost.usd, float(len(one.saved) - len(one.spoilt))) for one in alone.values()}


def test_pairs_leave_out_the_one_that_games(alone: dict[str, Trial]) -> None:
    ax: Any = plots.tactics.pairs(alone)
    assert len(ax.get_yticklabels()) == len(alone) - 1
    assert len(ax.lines) == 3 * (len(alone) - 1) + 1


def test_slips_are_told(alone: dict[str, Trial]) -> None:
    with pytest.raises(UnknownName):
        plots.tactics.tornado(alone, "oder")
    with pytest.raises(CourseError, match="more orders"):
        plots.tactics.tornado(singles(orders=0, among=["stock"]))
