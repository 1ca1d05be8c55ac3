"""A store's own numbers under the rules: by pencil, beside the engine, and refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aecourse import assess, rulebook, simulate
from aecourse.base import wording
from aecourse.base.language import Phrase
from aecourse.models.own_counts import counts_to_type
from aecourse.models.own_numbers import FIELDS, Numbers, RuleAnswer, TypedNumbers, answer_of, answers, read_numbers
from aecourse.orders.calendar import DAY
from aecourse.orders.told import mark_untold
from aecourse.scoring.assessment.windows import window_for
from aecourse.scoring.metrics import METRICS


def numbers(**typed: Any) -> Numbers:
    found = read_numbers(replace(TypedNumbers(), **typed))
    assert isinstance(found, Numbers), found
    return found


def under(rule: str, **typed: Any) -> RuleAnswer:
    return answer_of(rulebook.load(rule), numbers(**typed))


def refused(**typed: Any) -> str:
    found = read_numbers(replace(TypedNumbers(), **typed))
    assert isinstance(found, tuple)
    assert all(it.zh and it.zh != it.en for it in found)
    return " ".join(it.en for it in found)


# -- am I assessed? -------------------------------------------------------------------------------

FEW = {"bad_orders_30": "", "bad_orders_90": "", "snad_30": "", "snad_90": "", "scanned_30": "", "scanned_90": "",
       "newest": ""}  # fmt: skip
ASSESSED = [  # rule, orders of 30 and 90 days, age, assessed?, days of the window
    ("grade_2015_odr", 5, 30, 400, True, 90),
    ("grade_2015_odr", 5, 29, 400, False, 90),
    ("daily6", 59, 60, 400, True, 90),
    ("daily6", 20, 59, 400, False, 90),
    ("daily6", 60, 100, 181, True, 30),
    ("daily6", 60, 100, 180, True, 90),
    ("store_score_2023", 10, 30, 400, True, 30),
    ("store_score_2023", 9, 30, 400, False, 30),
    ("store_score_2023", 10, 29, 400, False, 30),
    ("category_2020", 80, 240, 400, None, 90),
    ("capability_2022", 1, 1, 400, True, 30),
    ("capability_2022", 0, 5, 400, False, 30),
    ("online_48h_2024", 1, 3, 400, True, None),
]


@pytest.mark.parametrize(("rule", "month", "quarter", "age", "wanted", "days"), ASSESSED)
def test_assessed_or_not(rule: str, month: int, quarter: int, age: int, wanted: bool | None, days: int) -> None:
    it = under(rule, orders_30=str(month), orders_90=str(quarter), age=str(age), **FEW)
    assert it.assessed is wanted
    assert it.days == days
    assert it.why.en
    assert it.why.zh


def test_what_is_missing_leaves_it_open() -> None:
    blank = {name: "" for name in FIELDS if name not in ("day", "mode", "rule")}
    for it in answers(numbers(**blank)):
        if it.regime.modes and "pop" not in it.regime.modes:
            continue  # another mode's rule
        assert it.assessed is None
        assert "missing" in it.why.en or "not public" in it.why.en
        assert it.standings == ()
    assert under("daily6", day="2020-01-05", newest="", age="").days is None


def test_another_mode_is_not_judged_by_what_no_source_says() -> None:
    for it in answers(numbers(mode="fully_managed")):
        assert it.assessed is not True
        assert it.standings == ()


# -- how many to which line -----------------------------------------------------------------------


def test_clean_orders_to_the_snad_line_of_2022() -> None:
    (snad, positive) = under("capability_2022").standings
    # 5 of 80: below 5 % needs more than 100 orders, so 21 more; below 10 % is kept already
    assert {(line.limit, line.needed) for line in snad.lines} == {(0.5, 0), (0.2, 0), (0.1, 0), (0.05, 21)}
    assert not any(line.illustrative for line in snad.lines)
    assert positive.lines == ()  # no limit is public


def test_good_reviews_to_the_lines_of_2015_are_marked() -> None:
    odr, positive = under("grade_2015_odr", day="2015-06-30", newest="").standings
    # 16 of 240 = 6.7 %: below 6 % needs more than 266.7; 70 of 75: 95 % needs 95 of 100
    assert [(line.limit, line.needed) for line in odr.lines] == [(0.12, 0), (0.06, 27), (0.035, 218)]
    assert [(line.limit, line.needed) for line in positive.lines] == [(0.9, 0), (0.95, 25), (0.97, 92)]
    assert all(line.illustrative for it in (odr, positive) for line in it.lines)


def test_in_time_to_the_target_of_plus() -> None:
    (rate,) = under("plus_72h").standings
    assert [(line.limit, line.needed) for line in rate.lines] == [(0.8, 0), (0.85, 0), (0.9, 0), (0.95, 40)]


def test_small_numbers_are_guarded() -> None:
    assert under("capability_2022", snad_30="4").standings[0].guard is not None
    assert under("capability_2022", snad_30="5").standings[0].guard is None
    few = {"bad_orders_30": "1", "day": "2015-06-30", "newest": ""}
    assert under("grade_2015_odr", bad_orders_90="2", **few).standings[0].guard is not None
    assert under("grade_2015_odr", bad_orders_90="3", **few).standings[0].guard is None


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 300), st.sampled_from(rulebook.regimes()))
def test_the_needed_are_enough_and_one_fewer_is_not(orders: int, bad: int, good: int, regime: Any) -> None:
    bad = min(bad, orders)
    typed = {f"{name}_{days}": str(n) for days in (30, 90) for name, n in (
        ("orders", orders), ("bad_orders", bad), ("snad", bad), ("scanned", orders - bad), ("good", good), ("bad", bad),
    )}  # fmt: skip
    it = answer_of(regime, numbers(**typed, newest="", day=f"{regime.effective_from}", age="400"))
    for standing in it.standings:
        better = METRICS[standing.metric].better
        for line in standing.lines:

            def over(more: int, standing: Any = standing, line: Any = line, better: int = better) -> bool:
                up = standing.above + (more if better > 0 else 0)
                value = up / (standing.below + more)
                return bool(value < line.limit - 1e-12 if better < 0 else value >= line.limit - 1e-9)

            if line.needed is None:
                assert not over(10**7)
            else:
                assert over(line.needed)
                assert line.needed == 0 or not over(line.needed - 1)


# -- until when, what then ------------------------------------------------------------------------


def test_until_which_day_it_weighs() -> None:
    told = [it.en for it in under("capability_2022", newest="2024-06-21").until]
    assert told[0] == "Your newest bad order, of 21 Jun 2024, weighs until 20 Jul 2024 (30 days)."
    past = under("capability_2022", newest="2024-05-01").until[0].en
    assert "until 30 May 2024 and does so no more" in past
    assert under("online_48h_2024").until[0].en.startswith("Each order is judged once")


def test_the_last_day_is_the_last_window_that_holds_the_order() -> None:
    """Beside the engine: on each day of the answer the window still holds a moment of the newest order."""
    it = under("grade_2015_odr", day="2015-06-30", newest="2015-06-01")
    last = date(2015, 8, 29)
    assert wording.day(last, year=True).en in it.until[0].en
    for day, inside in ((last, True), (last + DAY, False)):
        window = window_for(rulebook.load("grade_2015_odr"), day)
        assert (window.first <= date(2015, 6, 1)) is inside


@pytest.mark.parametrize("regime", rulebook.regimes(), ids=lambda regime: regime.id)
def test_every_rule_answers_with_sources(regime: Any) -> None:
    it = answer_of(regime, numbers(day=f"{regime.effective_from}", newest="", age="100"))
    words = [it.why, it.why_by, it.until_by, it.source, *it.until, *it.unknown, *it.back]
    words += [part for fact in (*it.failing, *it.ways) for part in (fact.meaning, fact.source)]
    words += [standing.source for standing in it.standings]
    for phrase in words:
        assert phrase.en
        assert phrase.zh
        assert "{" not in phrase.en + phrase.zh
    if any(line.illustrative for standing in it.standings for line in standing.lines):
        assert it.unknown


# -- what cannot be -------------------------------------------------------------------------------

REFUSED = {
    "no date": ({"day": "soon"}, "“soon” is not a date"),
    "before every rule": ({"day": "2014-01-01", "newest": ""}, "no rule of the rulebook was in force on 1 Jan 2014"),
    "not a number": ({"age": "two"}, "“two” is not a whole number"),
    "a fraction": ({"orders_90": "240.5"}, "not a whole number"),
    "negative": ({"snad_30": "-1"}, "not a whole number"),
    "endless": ({"orders_90": "9" * 40}, "not a whole number"),
    "more bad orders than orders": ({"bad_orders_30": "81", "bad_orders_90": "90"}, "81 are more than the 80 orders"),
    "more disputes than orders": ({"snad_90": "241"}, "241 are more than the 240 orders"),
    "more scans than orders": ({"scanned_30": "81"}, "81 are more than the 80 orders"),
    "more in 30 days than in 90": ({"orders_30": "241"}, "241 in 30 days are more than 240 in 90 days"),
    "older than the platform": ({"age": "9000"}, "the platform's trial began on 6 Aug 2009 only"),
    "endlessly old": ({"age": "999999999"}, "the platform's trial began"),
    "young with old orders": ({"age": "20", "newest": ""}, "no orders older than 30 days"),
    "a newest order to come": ({"newest": "2024-07-01"}, "lies after 30 Jun 2024"),
    "a newest order before the store": ({"newest": "2020-01-01"}, "before the store opened"),
    "a newest order that is not counted": ({"bad_orders_30": "0"}, "no bad order is counted there"),
    "a newest order that is no date": ({"newest": "x"}, "“x” is not a date"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_gets_a_sentence_and_no_verdict(case: str) -> None:
    typed, words = REFUSED[case]
    assert words in refused(**typed)


def test_all_faults_at_once() -> None:
    found = read_numbers(replace(TypedNumbers(), age="x", orders_30="y", snad_30="-3"))
    assert isinstance(found, tuple)
    assert len(found) == 3


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(st.sampled_from([name for name in FIELDS if name not in ("mode", "rule")]), st.text(max_size=20))
)
def test_whatever_is_typed_is_answered(typed: dict[str, str]) -> None:
    found = read_numbers(replace(TypedNumbers(), **typed))
    assert isinstance(found, Numbers) or all(isinstance(it, Phrase) for it in found)


# -- counted from a table -------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_table_fills_the_fields(seed: int) -> None:
    table = simulate(orders=400, seed=seed, until="2024-06-30")
    typed = replace(TypedNumbers(), **counts_to_type(table, date(2024, 6, 30)))
    found = read_numbers(typed)
    assert isinstance(found, Numbers), found
    assert found.counts["orders", 90] == (table["paid_at"] >= "2024-04-02").sum()
    rows = assess(table, "capability_2022", "2024-06-30")
    assert found.counts["good", 30] == rows.row("positive_rate")["numerator"]


def test_what_a_table_does_not_tell_stays_empty() -> None:
    table = simulate(orders=100, seed=1, until="2024-06-30")
    mark_untold(table, [str(name) for name in table if name != "stars"])
    filled = counts_to_type(table, date(2024, 6, 30))
    assert filled["good_90"] == filled["bad_90"] == ""
    assert filled["orders_90"] != ""
    assert filled["scanned_90"] != ""
