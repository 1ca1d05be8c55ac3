"""Kinds of outcome: one object each; what stands without a teaching default; reasons as facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aecourse import assess, rulebook
from aecourse.base.errors import CourseError, UnknownName
from aecourse.base.language import LANGUAGES, Phrase
from aecourse.live import ScoreLab
from aecourse.live.regimes.rulings import ruling
from aecourse.live.regimes.timeline import _bars
from aecourse.live.regimes.words import reason_wordings
from aecourse.live.verdicts import tone_of, word_of
from aecourse.orders.calendar import DAY, Window
from aecourse.scoring.assessment import compare
from aecourse.scoring.assessment.found import Found
from aecourse.scoring.outcomes import (
    KINDS,
    STATUS_NAMES,
    Kind,
    Outcome,
    Reason,
    Status,
    Tally,
    Verdict,
    grade_of,
    judge,
    kind_of,
)
from aecourse.scoring.outcomes.kind import on_check_days
from aecourse.scoring.outcomes.reasons import listed, told, volume
from aecourse.scoring.outcomes.store_score import _share
from tests.worked import clean, orders

REGIMES = [regime.id for regime in rulebook.regimes()]

# -- a kind is one object -------------------------------------------------------------------------

SLEEPY = Status("sleepy", Phrase("sleepy", "懒散"), "bad", 3)
AWAKE = Status("awake", Phrase("awake", "勤快"), "good", 0)


def _toy_counts(found: Found) -> Mapping[str, Any]:
    """Orders with one of the five stars missing: a count that no metric has."""
    return {"unrated": found.table["stars"].isna().to_numpy()}


def _toy_judge(regime: rulebook.Regime, tally: Tally, illustrative: bool) -> Verdict:
    status = SLEEPY if tally.counts["unrated"] else AWAKE
    reason = Reason("unrated", Phrase("Looked at", "已检查"),
                    (Phrase("{counted} order{s} without stars", "{counted} 笔没有评分"),),
                    counted=tally.counts["unrated"])  # fmt: skip
    statuses = dict.fromkeys(regime.metrics, status.id)
    outcome = Outcome(status, illustrative=False)
    return Verdict(True, (reason,), statuses, dict.fromkeys(regime.metrics), outcome)


TOY = Kind(
    id="toy",
    name=Phrase("whether somebody is awake", "是否有人醒着"),
    group=Phrase("Toys", "玩具"),
    statuses=(SLEEPY, AWAKE),
    judge=_toy_judge,
    counts=_toy_counts,
)


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> rulebook.Regime:
    """A regime of a kind that is made known in one place."""
    monkeypatch.setitem(KINDS, TOY.id, TOY)
    return replace(rulebook.load("grade_2015_odr"), outcome=TOY.id)


def test_a_new_kind_is_one_object(toy: rulebook.Regime) -> None:
    table = orders({"stars": None}, *clean(39))
    result = assess(table, toy, "2015-09-30")
    assert (result.outcome, result.reason) == ("sleepy", "Looked at: 1 order without stars.")
    assert "sleepy" in repr(result) and "sleepy" in result._repr_html_()
    assert set(result.metrics["status"]) == {"sleepy"}
    assert compare(table, [toy], "2015-09-30")[toy.id].outcome == "sleepy"
    assert assess(orders(*clean(3)), toy, "2015-09-30", by="store_id")["shop"].outcome == "awake"
    assert STATUS_NAMES["awake"].zh == "勤快"


def test_a_new_kind_is_shown_in_the_views(toy: rulebook.Regime) -> None:
    lab = ScoreLab(regime=toy, orders=200)
    assert lab.frame.now.assessed and "Sleepy" in str(word_of(lab.result))
    assert tone_of(lab.result) == "bad"
    assert len(lab.frame.check_days) > 0  # by default those that the regime names
    said = ruling(lab.result)
    assert (said.word.en, said.tone) == ("Sleepy", "bad")
    assert said.reason.en.startswith("Assessed. Looked at: ")
    assert reason_wordings(said, "en")[2:] == ["Assessed."] * 3
    heads, bars = _bars.__wrapped__((toy,))
    assert [name.en for name, _ in heads] == ["Toys"] and bars[0].id == toy.id


def test_a_regime_of_no_kind_is_refused_by_name() -> None:
    rules = replace(rulebook.load("grade_2015_odr"), outcome="grades")
    with pytest.raises(UnknownName, match="grade"):
        assess(orders({}), rules, "2015-09-30")


def test_every_regime_is_of_a_kind_and_every_kind_has_a_regime() -> None:
    assert {regime.outcome for regime in rulebook.regimes()} == set(KINDS)
    assert list(KINDS) == [kind.id for kind in KINDS.values()]


@pytest.mark.parametrize("id", KINDS)
def test_a_kinds_words_are_in_order_and_mean_the_same_everywhere(id: str) -> None:
    kind = KINDS[id]
    levels = [status.level for status in kind.statuses]
    assert None not in levels and len({s.id for s in kind.statuses}) == len(levels)
    for status in kind.statuses:
        assert STATUS_NAMES[status.id] == status.name
        assert kind.status(status.id) == status
        assert (status.tone == "good") >= (status.level == 0)
    first, last = kind.statuses[0], kind.statuses[-1]
    assert first.tone == "bad" and last.tone == "good"
    assert kind.severity(first.id) == 0 < kind.severity(last.id) < kind.severity("not assessed")
    with pytest.raises(UnknownName):
        kind.status("splendid")


# -- illustrative ---------------------------------------------------------------------------------

LIMITS = {
    "odr": {"excellent": 0.035, "good": 0.06, "pass": 0.12},
    "positive_rate": {"excellent": 0.97, "good": 0.95, "pass": 0.9},
    "liable_rate": {"excellent": 0.001, "good": 0.005, "pass": 0.02},
}
ALL = tuple(LIMITS)


def _graded(own: tuple[str, ...], illustrative: bool, odr: float, rulings: int) -> Verdict:
    regime = rulebook.load("grade_2015_odr").using({f"grade.{id}": LIMITS[id] for id in own})
    metrics = {"odr": (odr, 100), "positive_rate": (98, 100), "liable_rate": (rulings, 100)}
    tally = Tally(metrics, {"closed_paid_orders": 100, "bad_buyers": 9})
    return judge(regime, tally, illustrative=illustrative)


@pytest.mark.parametrize(("own", "illustrative", "odr", "rulings", "outcome", "marked"), [
    # nothing given: nothing said, or the teaching defaults' word, which says so
    ((), False, 4, 2, None, None),
    ((), True, 4, 2, "good", True),
    # all limits are one's own: the outcome is nobody's guess, whether guesses are allowed or not
    (ALL, False, 4, 0, "good", False),
    (ALL, True, 4, 0, "good", False),
    # the ruling rate has no limit, nor a teaching default; it could make the grade worse
    (("odr", "positive_rate"), False, 4, 2, None, None),
    (("odr", "positive_rate"), True, 4, 2, "good", True),
    # ... but not where it is not assessed: exactly one ruling
    (("odr", "positive_rate"), False, 4, 1, "good", False),
    (("odr", "positive_rate"), True, 4, 1, "good", False),
    # ... and nothing is worse than a fail
    (("odr",), False, 50, 2, "fail", False),
    (("odr",), True, 50, 2, "fail", False),
    # one's own ODR limits and a guess of the others
    (("odr",), False, 4, 1, None, None),
    (("odr",), True, 4, 1, "good", True),
])  # fmt: skip
def test_illustrative_is_what_would_not_stand_without_a_teaching_default(
    own: tuple[str, ...], illustrative: bool, odr: int, rulings: int, outcome: str | None,
    marked: bool | None,
) -> None:  # fmt: skip
    found = _graded(own, illustrative, odr, rulings)
    assert found.outcome == outcome
    assert (None if found.outcome is None else found.outcome.illustrative) is marked
    assert found.unknown == tuple(f"grade.{id}" for id in ALL if id not in own)


@pytest.mark.parametrize(("toys", "laptops", "outcome"), [
    # laptop accessories have a limit of their own, 10 %; that of toys is not known
    ((1, 40), (1, 40), None), (None, (4, 40), "kept"), ((1, 40), (5, 40), "closed"),
    ((1, 19), (1, 40), "kept"), ((1, 40), (1, 19), None), ((1, 19), (1, 19), None),
])  # fmt: skip
def test_a_category_whose_limit_is_not_known_could_be_closed(
    toys: tuple[int, int] | None, laptops: tuple[int, int], outcome: str | None
) -> None:
    regime = rulebook.load("category_2016_monthly").using({"start_value": 20, "dsr_description_min": 4.4})
    parts = {"computer_accessories": laptops, **({} if toys is None else {"toys": toys})}
    tallies = {name: Tally({"snad_rate": counts, "dsr_description": (0, 0)})
               for name, counts in parts.items()}  # fmt: skip
    found = judge(regime, Tally({}, categories=tallies))
    assert found.outcome == outcome
    assert found.outcome is None or not found.outcome.illustrative


NEEDED = ("curve", "grade_cuts", "window_days", "min_orders_90d")


@pytest.mark.parametrize("missing", [None, *NEEDED])
def test_a_daily_score_has_a_grade_where_all_that_it_rests_on_is_known(missing: str | None) -> None:
    rules = rulebook.load("daily8_2015")
    own = {key: rules.parameter(key).illustrative for key in NEEDED if key != missing}
    rules = rules.using(own)
    perfect = {id: (5 * 80 if id.startswith("dsr_") else 80 if id == "positive_rate" else 0, 80)
               for id in rules.metrics}  # fmt: skip
    tally = Tally(perfect, {"assessed_90d": 80})
    plain, taught = judge(rules, tally), judge(rules, tally, illustrative=True)
    assert plain.outcome == grade_of(rules, 100, illustrative=False)
    assert plain.outcome == (None if missing else "excellent")
    assert taught.outcome == "excellent" and taught.outcome.illustrative is (missing is not None)
    month = grade_of(rules, 100, illustrative=True)
    assert month is not None and month.illustrative is (missing is not None)
    assert plain.unknown == (() if missing is None else (missing,))
    assert plain.score == (None if missing == "curve" else 100)


@given(odr=st.integers(0, 100), rulings=st.integers(0, 9), line=st.floats(0, 1), data=st.data())
def test_what_stands_could_not_be_changed_by_any_limit(
    odr: int, rulings: int, line: float, data: st.DataObject
) -> None:
    own = tuple(data.draw(st.lists(st.sampled_from(ALL), unique=True)))
    stands = _graded(own, illustrative=False, odr=odr, rulings=rulings).outcome
    if stands is None:
        return
    regime = rulebook.load("grade_2015_odr").using(
        {f"grade.{id}": LIMITS[id] if id in own else dict.fromkeys(LIMITS[id], line) for id in ALL}
    )
    metrics = {"odr": (odr, 100), "positive_rate": (98, 100), "liable_rate": (rulings, 100)}
    tally = Tally(metrics, {"closed_paid_orders": 100, "bad_buyers": 9})
    assert judge(regime, tally).outcome == stands


def _tally(draw: st.DrawFn, regime: rulebook.Regime) -> Tally:
    def part() -> Tally:
        metrics = {}
        for id in regime.metrics:
            below = draw(st.integers(0, 60))
            share = draw(st.floats(0, 1))
            stars = id.startswith("dsr_")
            metrics[id] = ((below + 4 * below * share) if stars else round(below * share), below)
        names = ("closed_paid_orders", "bad_buyers", "assessed_90d", "paid_90d", "paid_30d", "late",
                 "orders")  # fmt: skip
        return Tally(metrics, {name: draw(st.integers(0, 90)) for name in names})

    if not kind_of(regime).by_category:
        return part()
    kinds = draw(st.lists(st.sampled_from(["apparel", "toys", "computer_accessories"]), max_size=3, unique=True))
    return Tally({}, categories={name: part() for name in kinds})


@pytest.mark.parametrize("id", REGIMES)
@settings(max_examples=60)
@given(data=st.data())
def test_under_any_regime_and_any_own_limits(id: str, data: st.DataObject) -> None:
    """The definition itself: illustrative, where without the defaults it would not be the same."""
    regime = rulebook.load(id)
    offered = [key for key in regime.unknown if regime.parameter(key).illustrative is not None]
    own = data.draw(st.lists(st.sampled_from(offered), unique=True)) if offered else []
    regime = regime.using({key: regime.parameter(key).illustrative for key in own
                           if getattr(regime.parameter(key), "told", None) is None})  # fmt: skip
    tally = data.draw(st.composite(lambda draw: _tally(draw, regime))())
    plain, taught = judge(regime, tally), judge(regime, tally, illustrative=True)
    assert plain.outcome is None or not plain.outcome.illustrative
    assert not plain.taught
    if taught.outcome is not None:
        assert taught.outcome.illustrative is (plain.outcome != taught.outcome)
    if plain.outcome is not None:
        assert taught.outcome == plain.outcome  # what is known is not changed by a guess
    for key in taught.taught:
        assert plain.statuses[key] in ("limit unknown", "not assessed")
    if not plain.unknown:
        assert plain == taught


# -- the score of 2023 ----------------------------------------------------------------------------


@pytest.mark.parametrize(("id", "value", "floor", "mean", "share"), [
    ("online_rate_72h", 0.81, 0.7, 0.92, 0.5), ("online_rate_72h", 0.7, 0.7, 0.92, 0.0),
    ("online_rate_72h", 0.95, 0.7, 0.92, 1.0), ("snad_rate", 0.06, 0.09, 0.03, 0.5),
    ("snad_rate", 0.1, 0.09, 0.03, 0.0), ("snad_rate", 0.0, 0.09, 0.03, 1.0),
    # nothing between the floor and the mean: all or nothing
    ("online_rate_72h", 0.9, 0.9, 0.9, 1.0), ("online_rate_72h", 0.89, 0.9, 0.9, 0.0),
    ("snad_rate", 0.03, 0.03, 0.03, 1.0), ("snad_rate", 0.04, 0.03, 0.03, 0.0),
])  # fmt: skip
def test_the_share_of_an_indicators_points(id: str, value: float, floor: float, mean: float, share: float) -> None:
    assert _share(id, value, floor, mean) == pytest.approx(share)


@pytest.mark.parametrize(("id", "floor", "mean"), [
    ("online_rate_72h", 0.95, 0.9), ("snad_rate", 0.02, 0.03),
])  # fmt: skip
def test_a_floor_above_the_industrys_mean_is_refused(id: str, floor: float, mean: float) -> None:
    with pytest.raises(CourseError, match=f"floor of {id}"):
        _share(id, 0.5, floor, mean)


def test_a_floor_that_equals_the_mean_gives_a_score() -> None:
    rules = rulebook.load("store_score_2023")
    means = dict(rules.parameter("industry_means").illustrative)
    own = rules.using({"floors": means, "industry_means": means})
    table = orders(*clean(60, paid_at="2023-09-03", ship_by="2023-09-10", shipped_at="2023-09-04",
                          first_scan_at="2023-09-05", delivered_at="2023-09-18",
                          receipt_at="2023-09-19", review_at="2023-09-20"))  # fmt: skip
    result = assess(table, own, "2023-09-30", illustrative=True)
    assert result.score == pytest.approx(100) and set(result.metrics["status"]) >= {"full"}


# -- reasons --------------------------------------------------------------------------------------

KIND_OF_ORDERS = Phrase("closed order{s}", "已结束订单")


@pytest.mark.parametrize(("counted", "sentence", "how", "clause"), [
    (29, "Not assessed: 29 closed orders, at least 30 are needed.",
     "29 closed orders, at least 30 are needed.", "29 closed orders"),
    (1, "Not assessed: 1 closed order, at least 30 are needed.",
     "1 closed order, at least 30 are needed.", "1 closed order"),
    (30, "Assessed: 30 closed orders, at least 30 are needed.",
     "30 closed orders, at least 30 are needed.", "30 closed orders"),
])  # fmt: skip
def test_a_reason_is_a_fact_that_is_told_whole_or_in_part(counted: int, sentence: str, how: str, clause: str) -> None:
    reason = volume(counted, 30, KIND_OF_ORDERS)
    assert (reason.counted, reason.needed) == (counted, 30)
    assert reason.kind == ("enough" if counted >= 30 else "few")
    assert (reason.told().en, reason.how().en, reason.clause().en) == (sentence, how, clause)
    assert reason.bare().en + "." == sentence and reason.bare().zh + "。" == reason.told().zh
    assert reason.told().zh.startswith(("参与考核：已结束订单", "不考核：已结束订单"))


def test_reasons_of_a_list_are_one_sentence_and_names_are_never_slots() -> None:
    found = listed("category", {"a{b}": Phrase("kept", "保留"), "toys": Phrase("closed", "关闭")})
    assert told(found) == Phrase("a{b}: kept; toys: closed.", "a{b}：保留；toys：关闭。")
    assert [reason.kind for reason in found] == ["category", "category"]


@pytest.mark.parametrize("skipped", [0, 1, 2, 3])
@pytest.mark.parametrize("rulings", [0, 1, 2, 3])
def test_the_sentence_on_rulings_says_the_regimes_number(skipped: int, rulings: int) -> None:
    regime = rulebook.load("grade_2015_odr").using({"ruling_skip_if_count_eq": skipped})
    metrics = {"odr": (4, 100), "positive_rate": (98, 100), "liable_rate": (rulings, 100)}
    tally = Tally(metrics, {"closed_paid_orders": 100, "bad_buyers": 9})
    verdict = judge(regime, tally, illustrative=True)
    said = [reason for reason in verdict.reasons if reason.kind == "rulings"]
    assert bool(said) is (rulings == skipped)
    assert (verdict.statuses["liable_rate"] == "not assessed") is (rulings == skipped)
    if said:
        words = {0: "no order was", 1: "exactly one order was"}
        expected = words.get(skipped, f"exactly {skipped} orders were")
        assert said[0].told().en == (f"The ruling rate is not assessed: {expected} ruled against the seller.")
        assert str(skipped) in said[0].told().zh or "没有" in said[0].told().zh


@pytest.mark.parametrize("id", REGIMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reason_in_a_narrow_place_is_a_part_of_the_whole(id: str, language: str) -> None:
    for many in (0, 40, 3000):
        said = ruling(ScoreLab(regime=id, orders=many).result)
        days, full, *shorter = reason_wordings(said, language)
        assert days.endswith(full)
        assert all(words.rstrip("。.") in full and "{" not in words for words in shorter)
        assert sorted(shorter, key=len, reverse=True) == shorter


def test_a_bad_order_alone_is_not_all() -> None:
    result = assess(orders({"stars": 1}, *clean(39)), "grade_2015_odr", "2015-09-30")
    assert "the only bad-experience order comes from one buyer" in result.reason
    one = result.verdict.reasons[1]
    assert (one.kind, one.metric, one.counted, one.needed) == ("few_buyers", "odr", 1, 2)


def test_one_order_stands_for_each_buyer_of_each_group() -> None:
    """Two shops, the same buyer in both: one each; a blank buyer may be anybody."""
    table = orders(
        *({"store_id": shop, "buyer_id": buyer} for shop, buyer in
          [("a", "x"), ("a", "x"), ("a", "y"), ("b", "x"), ("b", None), ("b", None)])
    )  # fmt: skip
    rules = rulebook.load("grade_2015_odr")
    seen = assess(table, rules, "2015-09-30").measurement
    window = assess(table, rules, "2015-09-30").window
    everybody = np.ones(len(table), dtype=bool)
    by_shop = Found.of(seen, rules, window, ["store_id"]).one_each(everybody, "buyer_id")
    assert by_shop.tolist() == [True, False, True, True, True, True]
    whole = Found.of(seen, rules, window).one_each(everybody, "buyer_id")
    assert whole.tolist() == [True, False, True, False, True, True]


# -- check days -----------------------------------------------------------------------------------


@pytest.mark.parametrize("id", ["category_2016_monthly", "category_2017_quarterly", "category_2020"])
def test_a_check_day_is_in_the_window_that_begins_or_ends_with_it(id: str) -> None:
    regime = rulebook.load(id)
    span = Window.between(regime.effective_from, regime.last_day or "2022-12-31")
    one, two, *_ = on_check_days(regime, span)
    assert on_check_days(regime, Window.between(one, one)) == (one,)
    assert on_check_days(regime, Window.between(one, two)) == (one, two)
    assert on_check_days(regime, Window.between(one + DAY, two - DAY)) == ()


def test_an_assessed_store_is_said_to_be_so_once() -> None:
    enough, other = volume(90, 60, Phrase("orders", "订单")), Reason("odd", Phrase("Odd", "特殊"))
    why = kind_of(rulebook.load("online_7d_2019")).why
    told_of = [why(Verdict(True, reasons, {}, {}, None)) for reasons in ((), (enough,), (other,))]
    assert [[one.kind for one in reasons] for reasons in told_of] == [["assessed"], ["enough"], ["assessed", "odd"]]
    assert why(Verdict(False, (other,), {}, {}, None)) == (other,)


# -- levels ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.id)
def test_the_statuses_of_a_kind_rise_from_its_worst_to_its_best(kind: Kind) -> None:
    levels = [status.level for status in kind.statuses if status.level is not None]
    assert levels == sorted(levels, reverse=True)
    assert levels[0] >= 2 and levels[-1] == 0
    assert all(status.tone == ("good" if status.level == 0 else status.tone) for status in kind.statuses)


def test_grades_are_a_step_apart_and_violations_begin_below_good() -> None:
    grades = {status.id: status.level for status in kind_of(rulebook.load("grade_2015_odr")).statuses}
    assert [grades[grade] for grade in ("excellent", "good", "pass", "fail")] == [0, 1, 2, 3]


def test_a_store_without_orders_has_none_counted() -> None:
    empty = orders({}).iloc[:0]
    for id in ("grade_2015_odr", "online_7d_2019", "category_2020"):
        (reason, *_) = assess(empty, id, "2015-09-30").verdict.reasons
        assert reason.counted == 0


def test_orders_enough_but_none_assessed_make_no_grade() -> None:
    regime = rulebook.load("grade_2015_odr")
    tally = Tally(
        dict.fromkeys(regime.metrics, (0, 0)), {"closed_paid_orders": 1000, "bad_buyers": 0, "liable_rulings": 0}
    )
    verdict = judge(regime, tally, illustrative=True)
    assert not verdict.eligible and verdict.outcome is None
    assert [reason.kind for reason in verdict.reasons] == ["no_orders"]


def test_one_metric_is_enough_for_a_violation() -> None:
    regime = rulebook.load("capability_2022")
    none = dict.fromkeys(regime.metrics, (0, 0))
    for metrics, eligible in ((none, False), (none | {"positive_rate": (99, 100)}, True)):
        verdict = judge(regime, Tally(metrics))
        assert verdict.eligible is eligible


def test_orders_of_another_mode_and_those_with_blanks_are_told_with_their_number() -> None:
    scanned = {"paid_at": "2024-04-20", "shipped_at": "2024-04-21", "first_scan_at": "2024-04-21"}
    known = {"mode": "pop", "listed_at": "2023-01-01", "sold_last_month": 80}
    blank = {"mode": "pop", "first_scan_at": "2024-04-22 12:00"}
    other = {"mode": "semi_managed"}
    table = orders(*(scanned | row for row in (known, other, other, blank)))
    told = {reason.kind: reason for reason in assess(table, "online_48h_2024", "2024-05-01").verdict.reasons}
    assert list(told) == ["assessed", "other_mode", "blank"]
    assert told["other_mode"].counted == 2 and told["other_mode"].more == {"mode": Phrase("semi-managed", "半托管")}
    assert told["blank"].counted == 1 and told["blank"].more == {"column": "listed_at, sold_last_month"}


def test_an_order_table_does_not_tell_whether_a_store_is_in_the_plus_programme() -> None:
    results = [
        assess(table, "plus_72h", "2022-06-30")
        for table in (orders(*clean(200, paid_at="2022-06-10")), orders(*clean(1, paid_at="2015-06-10")))
    ]
    judged, empty = (str(told(kind_of(one.regime).why(one.verdict))) for one in results)
    assert "if the store is in the programme" in judged
    assert "programme" not in empty
