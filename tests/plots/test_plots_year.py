"""Figures of a store's year: the data behind each, the one line that tells it, both languages."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import replace

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

from aecourse import plots
from aecourse.base.language import LANGUAGES, set_language
from aecourse.models.year import OPTIONS, REFERENCE, begin, outcome, play

mpl.use("agg")


@pytest.fixture(autouse=True)
def _tidy() -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")
    plt.close("all")


def test_two_shops_tell_the_story_of_the_lesson() -> None:
    table = plots.year.two_shops().set_index(["shop", "month"])
    cheap, sound = table.loc["cheap"], table.loc["sound"]
    assert len(cheap) == len(sound) == 12
    assert cheap.loc[1, "orders"] == 125 and sound.loc[1, "orders"] == 110
    assert cheap.loc[2, "orders"] > sound.loc[2, "orders"]
    assert (cheap.loc[3:, "orders"] < sound.loc[3:, "orders"]).all()
    assert sound.loc[1, "score"] < 0
    assert sound.loc[2, "score"] > 90
    assert round(cheap.loc[10, "score"]) == -78 and round(cheap.loc[11, "score"]) == 61


def test_what_the_lesson_says_of_january_and_november() -> None:
    january = plots.year.shop_year("sound").months[0].standing
    assert january.items["snad_rate"] == -100 and january.values["snad_rate"] == 0.4
    assert not january.solid
    cheap = plots.year.shop_year("cheap").months[10].standing
    assert cheap.values["snad_rate"] == pytest.approx(1 / 29)
    assert cheap.values["dsr_description"] == pytest.approx(63 / 13)


def test_the_closing_adds_up_to_the_profit() -> None:
    table = plots.year.closing()
    for shop in ("cheap", "sound"):
        assert table[shop].sum() == outcome(plots.year.shop_year(shop)).profit
        assert table[shop].iloc[-1] == -5000
    assert table["sound"].iloc[1] > 5000


def test_the_steady_supplier_is_steadier_and_the_dearest_is_not_the_best() -> None:
    spread = plots.year.supplier_years().groupby("supplier")["profit"].agg(["mean", "min", "max"])
    span = spread["max"] - spread["min"]
    assert span["steady"] < span["cheapest"]
    assert spread["mean"].idxmax() == "steady" and spread["max"].idxmax() == "cheapest"
    assert spread["mean"].idxmin() == "premium"


def test_what_decided_the_cheap_shop_is_as_the_exercise_says() -> None:
    assert [cause.name for cause in plots.year.cheap_causes()][:3] == ["carrier", "price", "listing"]
    supplier = next(c for c in plots.year.cheap_causes() if c.name == "supplier")
    assert supplier.here > 0 > supplier.there


def test_no_single_change_makes_the_cheap_shop_a_sound_one() -> None:
    profit = outcome(plots.year.shop_year("cheap")).profit
    best = min(plots.year.cheap_causes(), key=lambda cause: cause.here)
    assert best.name == "price" and -1250 < profit - best.here < -1150
    assert outcome(plots.year.shop_year("sound")).profit == 6_874


def test_full_shelves_run_out_of_cash() -> None:
    year = begin(seed=plots.year.SEED)
    while not year.over:
        year = play(year, replace(REFERENCE, cover=3.0))
    assert outcome(year).ended == "insolvent"


def test_there_is_a_best_amount_of_advertising() -> None:
    def profit(usd: int) -> int:
        choice = replace(REFERENCE, advertising=usd)
        return outcome(plots.year.constant_year(choice, plots.year.SEED)).profit

    assert profit(0) < profit(200) > profit(2000)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("figure", ["two_scores", "suppliers", "cheap_decided"])
def test_every_figure_draws_its_data_and_says_it(figure: str, language: str) -> None:
    set_language(language)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = getattr(plots.year, figure)()
        ax.figure.canvas.draw()
    said = plots.summary(ax)
    assert said and "nan" not in said
    if figure == "two_scores":
        lines = [line for line in ax.lines if len(line.get_xdata()) == 12]
        shown = {tuple(round(float(y), 6) for y in line.get_ydata()) for line in lines}
        table = plots.year.two_shops()
        for _, rows in table.groupby("shop"):
            assert tuple(round(float(score), 6) for score in rows["score"]) in shown
    elif figure == "suppliers":
        dots = sum(len(c.get_offsets()) for c in ax.collections)
        assert dots == len(plots.year.supplier_years()) == 3 * len(plots.year.SEEDS)
        assert all(it.name.text(language) in said for it in OPTIONS["supplier"].values())
    else:
        wide = [round(bar.get_width()) for bar in ax.patches]
        assert sorted(wide) == sorted(cause.profit for cause in plots.year.cheap_causes())
        assert all(cause.label.text(language) in said for cause in plots.year.cheap_causes())
