"""The still figures of the platform's turn: the data behind them, their words, their font."""

from __future__ import annotations

import math

import matplotlib as mpl
import pytest

import aecourse
from aecourse import plots
from aecourse.base.errors import CourseError
from aecourse.base.language import LANGUAGES
from aecourse.models.market import Market
from aecourse.models.unravelling import transition
from aecourse.rulebook import history
from tests.figures import assert_sound


def test_steps_are_those_of_the_history() -> None:
    table = plots.market.entry_steps()
    steps = history.steps()
    assert list(table["day"]) == [step.day for step in steps]
    assert [day.date() for day in table["first"]] == [step.first for step in steps]
    assert table["several"].sum() == 4  # the deposit of 2019 is told by several texts, too
    ax = plots.market.entry_timeline()
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert labels == [f"{step.day}  {step.name}" for step in steps]
    points = sorted(x for part in ax.collections for x, _ in part.get_offsets() if len(part.get_offsets()) > 1)
    days = {mpl.dates.date2num(step.first) for step in steps}
    assert days <= {round(float(x), 6) for x in points}


def test_the_stages_lie_behind_the_steps() -> None:
    said = {text.get_text() for text in plots.market.entry_timeline().texts}
    assert {"free entry", "yearly fee", "deposit"} <= said


def test_effects_are_those_of_the_view() -> None:
    table = plots.market.fee_effects(fees=(0, 10_000, 50_000), tells=(0.4, 0.2))
    assert len(table) == 6
    for row in table.to_dict("records"):
        both = transition(Market(fee=row["fee"], tell=row["tell"]))
        assert (row["free"], row["paid"]) == (both.free.last.sellers, both.paid.last.sellers)
        if both.paid.last.quality is None:
            assert math.isnan(row["quality"])
        if row["fee"] == 0:
            assert row["quality"] == 0
    with pytest.raises(CourseError, match="tell"):
        plots.market.fee_effects(tells=(40,))


def test_every_cell_of_the_map_says_its_number() -> None:
    ax = plots.market.fee_map()
    shown = [text.get_text() for text in ax.texts]
    table = plots.market.fee_effects()
    for row in table.to_dict("records"):
        assert f"{row['paid']} sellers" in shown
    assert "+10" in shown
    assert "−3" in shown
    assert shown.count("–") == int(table["quality"].isna().sum()) == 3
    said = plots.summary(ax)
    assert "40 %: +6 (70), +10 (68), +13 (60), +14 (51), +12 (33)" in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["entry_timeline", "fee_map"])
def test_every_sign_is_in_the_font_and_the_picture_is_small(name: str, language: str) -> None:
    """A missing character is a warning of matplotlib's, and a warning is an error here."""
    aecourse.set_language(language)
    ax = getattr(plots.market, name)()
    assert_sound(ax, language)
