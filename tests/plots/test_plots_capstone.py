"""The still figures of a diagnosis: the data behind them, their words, their font."""

from __future__ import annotations

import io
import warnings

import matplotlib.pyplot as plt
import pytest

import aecourse
from aecourse import plots
from aecourse.base.errors import UnknownName
from aecourse.base.language import LANGUAGES, using
from aecourse.models.diagnosis import DIAGNOSTIC_METRICS, DIMENSIONS

LINES = (
    ["week=2022-03-07", "packing_jam", "second_shift", "slow_and_late"],
    ["product_id=P08", "wrong_listing", "rewrite_listing", "one_product"],
)


@pytest.fixture(scope="module")
def store() -> aecourse.models.diagnosis.PlantedCase:
    return aecourse.capstone(45)


def test_dots_bars_and_ticks_are_the_segments(store):
    ax = plots.capstone.segments(store, "snad_rate", "product_id")
    found = {s.group: s for s in store.segments("snad_rate", "product_id")}
    names = [label.get_text().removeprefix("▲ ") for label in ax.get_yticklabels()]
    assert names[0] == "P08"
    dots = ax.collections[-1].get_offsets()
    assert [float(x) for x, _ in dots] == pytest.approx([100 * found[n].value for n in names])
    bars, ticks = ax.lines[0::2], ax.lines[1::2]
    for name, bar, tick in zip(names, bars, ticks, strict=True):
        s = found[name]
        assert list(bar.get_xdata()) == pytest.approx([100 * s.low, 100 * s.high])
        assert list(tick.get_xdata()) == pytest.approx([100 * s.rest] * 2)
    marked = [n for n, label in zip(names, ax.get_yticklabels(), strict=True)
              if label.get_text().startswith("▲")]  # fmt: skip
    assert marked == [n for n in names if found[n].stands_out > 0]


def test_words_name_who_does_worse(store):
    with using("en"):
        words = plots.summary(plots.capstone.segments(store, "snad_rate", "product_id"))
        assert "P08 12.7 % (37/292; the rest 2.4 %)" in words
        words = plots.summary(plots.capstone.segments(store, "not_sold_rate", "destination"))
        assert "none does worse than luck allows" in words


def test_effect_of_a_plan(store):
    score = store.score(store.plan(*LINES))
    ax = plots.capstone.plan_effect(score)
    before, best, after = (c.get_offsets()[:, 0] for c in ax.collections[-3:])
    assert before[0] == pytest.approx(100 * score.before["odr"])
    assert after[0] == pytest.approx(100 * score.after["odr"])
    assert best[0] == pytest.approx(100 * score.best["odr"])
    assert all(before[:2] >= after[:2])
    assert "2" in ax.figure.get_suptitle()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_glyph_is_there(store, language):
    with using(language), warnings.catch_warnings():
        warnings.simplefilter("error")
        score = store.score(store.plan(*LINES))
        figures = [plots.capstone.plan_effect(score)]
        figures += [plots.capstone.segments(store, id, "carrier") for id in DIAGNOSTIC_METRICS]
        figures += [plots.capstone.segments(store, "dsr_communication", by) for by in DIMENSIONS]
        for ax in figures:
            ax.figure.savefig(io.BytesIO(), format="png")
            plt.close(ax.figure)


def test_unknown_names(store):
    with pytest.raises(UnknownName):
        plots.capstone.segments(store, "snad", "product_id")
    with pytest.raises(KeyError):
        plots.capstone.segments(store, "snad_rate", "colour")
