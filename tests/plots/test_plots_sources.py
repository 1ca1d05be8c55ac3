"""The still figures of sources, and what lesson 11 says of them."""

from __future__ import annotations

import math
from typing import Any

import pytest
from matplotlib.colors import to_hex

import aecourse
from aecourse import plots, rulebook
from aecourse.base.language import LANGUAGES
from aecourse.exercises import find
from aecourse.rulebook.claims import VERDICTS, claims
from aecourse.rulebook.vocabulary import CONFIDENCES
from tests.figures import assert_sound

NAMES = ("weight_tables", "confidence", "judged_claims")


def _widths(ax: Any) -> list[int]:
    return [round(bar.get_width()) for bars in ax.containers for bar in bars]


# -- weights ---------------------------------------------------------------------------------------


def test_five_tables_of_one_site_and_two_of_the_rulebook() -> None:
    table = plots.sources.weights()
    sums = table.groupby("table", sort=False)["weight"].sum()
    assert list(sums) == [100, 100, 90, 100, 100, 100, 100]
    assert len(set(plots.sources.SITE_WEIGHTS)) == 5
    platform = table[table["platform"]]
    for id, part in platform.groupby("table"):
        assert list(part["weight"]) == list(rulebook.load(str(id))["full_marks"].values())


def test_two_tables_are_refuted_by_their_own_words() -> None:
    wrong_sum = [t for t in plots.sources.SITE_WEIGHTS if sum(t) != 100]
    assert wrong_sum == [(35, 25, 30)]
    assert max(plots.sources.SITE_WEIGHTS[3]) == 30  # the page calls 25 the highest
    assert find("refuted-by-pencil").solution() == 2


def test_every_bar_is_a_weight() -> None:
    ax = plots.sources.weight_tables()
    assert _widths(ax) == list(plots.sources.weights()["weight"])
    assert [text.get_text() for text in ax.texts].count("= 90 ≠ 100") == 1
    assert "page 3: 35 / 25 / 30 (sum 90)" in plots.summary(ax)


# -- confidence --------------------------------------------------------------------------------------


def test_every_number_of_the_rulebook_is_counted_once() -> None:
    table = plots.sources.parameters()
    books = [*rulebook.regimes(), *rulebook.tables()]
    assert len(table) == sum(len(book.parameters) for book in books)
    assert not table.duplicated(["book", "key"]).any()
    assert set(table["confidence"]) <= set(CONFIDENCES)
    assert set(plots.sources.LADDER) >= set(table["confidence"])


def test_bars_of_confidence_add_up() -> None:
    ax = plots.sources.confidence()
    counts = plots.sources.parameters()["confidence"].value_counts()
    assert sorted(_widths(ax)) == sorted(counts)
    (dark,) = (b for b in ax.patches if to_hex(b.get_facecolor()) == plots.look.ACCENT)
    assert round(dark.get_width()) == counts["confirmed_official"]


def test_about_one_number_in_ten_is_the_platforms_own() -> None:
    assert math.isclose(find("official-share").solution(), 0.1, abs_tol=0.03)


# -- claims ------------------------------------------------------------------------------------------


def test_every_claim_has_its_verdict() -> None:
    table = plots.sources.verdicts().set_index("claim")
    assert len(table) == len(claims()) == 54
    for id, claim in claims().items():
        row = table.loc[id]
        assert (row["article"], row["verdict"]) == (claim.article, claim.verdict)
    garbled = list(table.index[table["verdict"] == "garbled"])
    assert garbled == ["B1", "B17", "B20", "B26", "B35"]


def test_bars_of_claims_add_up() -> None:
    ax = plots.sources.judged_claims()
    counts = plots.sources.verdicts()["verdict"].value_counts()
    assert _widths(ax) == [counts[kind] for kind in VERDICTS if kind in counts]
    assert "54 claims (A 18, B 36)" in plots.summary(ax)


# -- the exercises -----------------------------------------------------------------------------------


def test_the_rule_of_the_day() -> None:
    assert find("rule-of-the-day").solution() == "capability"
    assert rulebook.load("category_2017_quarterly")["window_days"] == 90


def test_the_other_formula_costs_the_brand_store_a_grade() -> None:
    store = aecourse.load_sample("brand-store")
    rules = rulebook.load("grade_2015_odr")
    other = rules.using({"positive_rate.formula": "all_reviews"})
    official, wider = (aecourse.assess(store, r, as_of="2015-09-30", illustrative=True) for r in (rules, other))
    assert (str(official.outcome), str(wider.outcome)) == ("good", "pass")
    fall = 100 * (official.value("positive_rate") - wider.value("positive_rate"))
    assert find("neutral-reviews").solution() == pytest.approx(fall)
    assert round(fall, 1) == 2.2


# -- all of them -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_sign_is_in_the_font_and_the_picture_is_small(name: str, language: str) -> None:
    """A missing character is a warning of matplotlib's, and a warning is an error here."""
    aecourse.set_language(language)
    ax = getattr(plots.sources, name)()
    assert_sound(ax, language)
