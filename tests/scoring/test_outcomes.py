"""Kinds of outcome: one object each; what stands without a teaching default; reasons as facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
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
from aecourse.scoring.measurement import Measurement
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
    item_points,
    judge,
    kind_of,
)
from aecourse.scoring.outcomes.kind import on_check_days
from aecourse.scoring.outcomes.reasons import listed, told, volume
from aecourse.scoring.outcomes.store_score import _share
from tests.worked import UNREVIEWED, UNSHIPPED, clean, orders

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


@pytest.mark.parametrize(("odr", "positive", "word"), [
    # ODR is below its limit, the positive rate at least at its own
    (34, 970, "excellent"), (35, 970, "good"), (34, 969, "good"), (60, 970, "pass"), (34, 950, "good"),
    (34, 949, "pass"), (34, 900, "pass"), (34, 899, "fail"), (119, 1000, "pass"), (120, 1000, "fail"),
])  # fmt: skip
def test_grades_at_their_limits(odr: int, positive: int, word: str) -> None:
    regime = rulebook.load("grade_2015_odr").using({f"grade.{id}": limits for id, limits in LIMITS.items()})
    metrics = {"odr": (odr, 1000), "positive_rate": (positive, 1000), "liable_rate": (0, 1000)}
    assert judge(regime, Tally(metrics, {"closed_paid_orders": 1000, "bad_buyers": 9})).outcome == word


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


# -- the daily score ------------------------------------------------------------------------------

CURVE = {"full": 0.01, "zero": 0.05, "floor": 0.25}
STARS = {"full": 4.8, "zero": 4.4, "floor": 3.4}


@pytest.mark.parametrize(("value", "full", "curve", "points"), [
    # of 10 points: full up to 1 %, 0 at 5 %, -100 at 25 %, straight between
    (0.0, 10, CURVE, 10), (0.01, 10, CURVE, 10), (0.03, 10, CURVE, 5), (0.05, 10, CURVE, 0),
    (0.15, 10, CURVE, -50), (0.25, 10, CURVE, -100), (0.9, 10, CURVE, -100),
    (5.0, 30, STARS, 30), (4.6, 30, STARS, 15), (4.4, 30, STARS, 0), (3.9, 30, STARS, -50),
    (1.0, 30, STARS, -100),
    # where nothing lies between full marks and 0, or between 0 and the floor, the points fall at once
    (4.4, 30, {**STARS, "full": 4.4}, 30), (3.9, 30, {**STARS, "full": 4.4}, -50),
    (0.05, 10, {**CURVE, "full": 0.05}, 10), (0.15, 10, {**CURVE, "full": 0.05}, -50),
    (4.4, 30, {**STARS, "floor": 4.4}, 0), (4.39, 30, {**STARS, "floor": 4.4}, -100),
    (0.05, 10, {**CURVE, "floor": 0.05}, 0), (0.051, 10, {**CURVE, "floor": 0.05}, -100),
])  # fmt: skip
def test_the_points_of_an_item(value: float, full: float, curve: dict[str, float], points: float) -> None:
    assert item_points(value, full, curve, -100) == pytest.approx(points)


@pytest.mark.parametrize("curve", [
    {**STARS, "full": 4.3}, {**STARS, "floor": 4.5}, {**CURVE, "full": 0.06}, {**CURVE, "floor": 0.04},
    dict.fromkeys(CURVE, 0.05),
])  # fmt: skip
def test_a_curve_that_turns_back_is_refused(curve: dict[str, float]) -> None:
    with pytest.raises(CourseError, match="lie between.*they are {full:g}, {zero:g}, {floor:g}".format(**curve)):
        item_points(4.4, 30, curve, -100)


@pytest.mark.parametrize(("assessed", "eligible", "kind"), [(0, False, "no_orders"), (1, True, "assessed")])
def test_one_order_is_enough_where_the_minimum_is_not_public(assessed: int, eligible: bool, kind: str) -> None:
    rules = rulebook.load("daily8_2015")
    verdict = judge(rules, Tally(dict.fromkeys(rules.metrics, (0, assessed)), {"assessed_90d": assessed}))
    assert verdict.eligible is eligible
    assert [reason.kind for reason in verdict.reasons] == [kind]


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


SCORED = rulebook.load("store_score_2023")
TAUGHT = {key: SCORED.parameter(key).illustrative for key in ("weights", "floors", "industry_means")}
ENOUGH = {"paid_90d": 30, "paid_30d": 10}
PERFECT: dict[str, tuple[float, float]] = {
    id: (0, 100) if id == "snad_rate" else (100, 100) for id in SCORED.metrics
}  # fmt: skip


def test_the_points_of_what_is_not_measured_are_shared_out() -> None:
    """Three of four indicators of 25 points each: 33.3 each; one at its floor of 70 %: 66.7 in all."""
    rules = SCORED.using(TAUGHT)
    tally = Tally(PERFECT | {"reply_24h_rate": (0, 0), "online_rate_72h": (70, 100)}, ENOUGH)
    verdict = judge(rules, tally)
    assert verdict.score == pytest.approx(200 / 3) and verdict.outcome is None
    assert verdict.items == pytest.approx({"online_rate_72h": 0, "positive_rate": 100 / 3, "snad_rate": 100 / 3})
    assert verdict.statuses == {
        "online_rate_72h": "zero", "reply_24h_rate": "not assessed", "positive_rate": "full", "snad_rate": "full",
    }  # fmt: skip
    assert verdict.limits == TAUGHT["floors"]
    assert [reason.kind for reason in verdict.reasons] == ["enough", "unmeasured"]
    assert "Without 24-hour reply rate: " in verdict.reasons[1].told().en
    assert [reason.kind for reason in judge(rules, Tally(PERFECT, ENOUGH)).reasons] == ["enough"]


@pytest.mark.parametrize(("own", "metrics", "counts", "reason"), [
    (TAUGHT, {}, ENOUGH, "no_orders"),  # orders enough, but nothing of them in the window
    ({}, {}, ENOUGH, "enough"), ({}, PERFECT, ENOUGH, "enough"),  # here it is the limits that are missing
    (TAUGHT, PERFECT, ENOUGH | {"paid_30d": 9}, "few"), (TAUGHT, {}, ENOUGH | {"paid_90d": 29}, "few"),
])  # fmt: skip
def test_a_store_without_a_score_is_told_why(
    own: dict[str, Any], metrics: dict[str, Any], counts: dict[str, int], reason: str
) -> None:
    very_bad = {"single_item_very_bad": {**dict.fromkeys(SCORED.metrics, 0.1), "snad_rate": 0.9}}
    rules = SCORED.using({**own, **very_bad}) if own else SCORED
    verdict = judge(rules, Tally(dict.fromkeys(rules.metrics, (0, 0)) | metrics, counts))
    assert (verdict.score, verdict.outcome) == (None, None)
    assert [one.kind for one in verdict.reasons] == [reason]
    assert verdict.eligible is (reason != "few")
    assert verdict.reason.en.startswith("Assessed: " if reason == "enough" else "Not assessed: ")
    assert verdict.limits == (TAUGHT["floors"] if own else dict.fromkeys(rules.metrics))


@pytest.mark.parametrize("missing", TAUGHT)
def test_no_points_without_one_of_the_three_tables(missing: str) -> None:
    rules = SCORED.using({key: value for key, value in TAUGHT.items() if key != missing})
    verdict = judge(rules, Tally(PERFECT, ENOUGH))
    assert set(verdict.statuses.values()) == {"limit unknown"} and verdict.outcome is None


@pytest.mark.parametrize(("snad", "online", "outcome"), [
    # what is known to freeze does so whatever the lines of a single item are; the rest is not known
    (0, 100, None), (10, 70, "frozen"),
])  # fmt: skip
def test_only_what_freezes_stands_without_the_lines_of_single_items(
    snad: int, online: int, outcome: str | None
) -> None:
    """SNAD of 10 % and 70 % online are both at their floor; at the floor are the replies and reviews, too."""
    at_floor = {"snad_rate": (snad, 100), "online_rate_72h": (online, 100)}
    others = {} if outcome is None else {"reply_24h_rate": (60, 100), "positive_rate": (85, 100)}
    verdict = judge(SCORED.using(TAUGHT), Tally(PERFECT | at_floor | others, ENOUGH))
    assert verdict.outcome == outcome


@pytest.mark.parametrize(("snad", "online", "outcome"), [
    (4, 100, "pass"), (5, 100, "frozen"), (0, 51, "pass"), (0, 50, "frozen"),
])  # fmt: skip
def test_an_item_on_its_line_is_very_bad(snad: int, online: int, outcome: str) -> None:
    """Very bad from 5 % of SNAD on, and up to 50 % online."""
    lines = {"snad_rate": 0.05, "online_rate_72h": 0.5, "reply_24h_rate": 0.1, "positive_rate": 0.1}
    rules = SCORED.using({**TAUGHT, "single_item_very_bad": lines})
    tally = Tally(PERFECT | {"snad_rate": (snad, 100), "online_rate_72h": (online, 100)}, ENOUGH)
    assert judge(rules, tally).outcome == outcome


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


def test_the_only_clause_of_a_reason_is_a_sentence() -> None:
    reason = Reason("few", Phrase("Not assessed", "不考核"), (Phrase("{counted} order{s}", "{counted} 笔"),), counted=1)
    assert reason.clause() == reason.how() == Phrase("1 order.", "1 笔。")
    assert Reason("odd", Phrase("Odd", "特殊")).clause() == Phrase("Odd.", "特殊。")


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


def test_two_bad_orders_of_one_buyer_are_one_buyers() -> None:
    bad = {"stars": 1, "buyer_id": "same"}
    result = assess(orders(bad, bad, *clean(38)), "grade_2015_odr", "2015-09-30")
    assert "all 2 bad-experience orders come from 1 buyer" in result.reason
    assert result.verdict.statuses["odr"] == "not assessed"


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
    four = orders(*({"buyer_id": buyer} for buyer in ("x", "y", "z", None)))
    assert Found.of(Measurement(four, rules), rules, window).one_each(np.ones(4, dtype=bool), "buyer_id").all()


# -- check days -----------------------------------------------------------------------------------


@pytest.mark.parametrize("id", ["category_2016_monthly", "category_2017_quarterly", "category_2020"])
def test_a_check_day_is_in_the_window_that_begins_or_ends_with_it(id: str) -> None:
    regime = rulebook.load(id)
    span = Window.between(regime.effective_from, regime.last_day or "2022-12-31")
    one, two, *_ = on_check_days(regime, span)
    assert on_check_days(regime, Window.between(one, one)) == (one,)
    assert on_check_days(regime, Window.between(one, two)) == (one, two)
    assert on_check_days(regime, Window.between(one + DAY, two - DAY)) == ()


def test_a_grade_is_looked_at_when_a_month_ends() -> None:
    regime = rulebook.load("grade_2015_odr")
    days = KINDS["grade"].days(regime, Window.between("2015-07-31", "2015-09-29"))
    assert [str(day) for day in days] == ["2015-07-31", "2015-08-31"]


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


LEVELS = {  # of the words of each kind, from the worst to the best: 0 is best, 3 is worst
    "grade": {"fail": 3, "pass": 2, "good": 1, "excellent": 0},
    "daily_score": {"fail": 3, "negative": 3, "pass": 2, "partial": 1, "good": 1, "excellent": 0, "full": 0},
    "store_score": {"frozen": 3, "fail": 3, "zero": 3, "partial": 1, "pass": 0, "full": 0},
    "category": {"closed": 3, "failing": 3, "kept": 0, "ok": 0},
    "capability": {"very serious": 3, "serious": 2, "general": 1, "ok": 0},
    "plus": {"out": 3, "very serious": 3, "serious": 2, "general": 1, "ok": 0},
    "online_level": {"poor": 3, "to improve": 2, "ok": 0},
    "order_in_time": {"late orders": 3, "ok": 0},
}


@pytest.mark.parametrize("id", LEVELS)
def test_the_levels_of_a_kind(id: str) -> None:
    assert {status.id: status.level for status in KINDS[id].statuses} == LEVELS[id]
    assert set(LEVELS) == set(KINDS)
    assert [KINDS[id].severity(word) for word in LEVELS[id]] == list(range(len(LEVELS[id])))


def test_a_word_that_decides_nothing_rests_on_no_teaching_default() -> None:
    """By a start value of 20 (illustrative) toys are assessed, phones are not: their limit plays no part."""
    regime = rulebook.load("category_2016_monthly")
    parts = {
        name: Tally({"snad_rate": (0, of), "dsr_description": (0, 0)}) for name, of in (("toys", 20), ("phones", 19))
    }
    tally = Tally({}, categories=parts)
    plain, taught = judge(regime, tally), judge(regime, tally, illustrative=True)
    words = {key: (plain.statuses[key], taught.statuses[key]) for key in plain.statuses if key[1] == "snad_rate"}
    assert words == {
        ("toys", "snad_rate"): ("limit unknown", "ok"), ("phones", "snad_rate"): ("limit unknown", "not assessed"),
    }  # fmt: skip
    assert taught.taught == {("toys", "snad_rate")}


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


# -- violations of 2022 ---------------------------------------------------------------------------

STEPS = ("general", "serious", "very_serious")
MOST, LEAST, STARRED = (
    dict(zip(STEPS, steps, strict=True)) for steps in ((0.05, 0.2, 0.5), (0.9, 0.5, 0.1), (4.5, 4, 3))
)
LINES = {
    "not_sold_rate": MOST, "nr_rate": MOST, "online_rate_5d": LEAST, "positive_rate": LEAST, "dsr_description": STARRED,
}  # fmt: skip
CAPABILITY = rulebook.load("capability_2022")
KNOWN = CAPABILITY.using({f"bands.{id}": lines for id, lines in LINES.items()})
NOBODY: dict[str, tuple[float, float]] = dict.fromkeys(CAPABILITY.metrics, (0, 0))


def _violations(**metrics: tuple[float, float]) -> Tally:
    return Tally(NOBODY | metrics, {"category.home": 20}, last=date(2022, 2, 26))


@pytest.mark.parametrize(("metrics", "word", "points"), [
    # a rate that should be low is a violation from its line on, one that should be high below it
    ({"nr_rate": (5, 100)}, "general", 2), ({"nr_rate": (4, 100)}, "ok", 0),
    ({"positive_rate": (9, 10)}, "ok", 0), ({"positive_rate": (89, 100)}, "general", 2),
    ({"dsr_description": (45, 10)}, "ok", 0), ({"dsr_description": (44, 10)}, "general", 2),
    ({"positive_rate": (5, 10)}, "general", 2), ({"positive_rate": (49, 100)}, "serious", 12),
    ({"positive_rate": (1, 10)}, "serious", 12), ({"positive_rate": (9, 100)}, "very serious", 48),
    # the worst word is the outcome, and the points of all violations are added
    ({"nr_rate": (5, 100), "positive_rate": (4, 10)}, "serious", 14),
    ({"nr_rate": (5, 10), "not_sold_rate": (5, 10), "online_rate_5d": (9, 10)}, "very serious", 96),
    # 10 % of SNAD is general in most categories, from five orders on
    ({"snad_rate": (5, 50)}, "general", 2), ({"snad_rate": (4, 40)}, "ok", 0),
    ({}, None, None),
])  # fmt: skip
def test_violations_and_their_points(metrics: dict[str, Any], word: str | None, points: int | None) -> None:
    verdict = judge(KNOWN, _violations(**metrics))
    assert (verdict.outcome, verdict.points, verdict.eligible) == (word, points, word is not None)
    silent = {id for id, status in verdict.statuses.items() if status == "not assessed"}
    assert silent == set(KNOWN.metrics) - set(metrics)
    assert verdict.limits == {id: 0.1 if id == "snad_rate" else LINES[id]["general"] for id in KNOWN.metrics}
    assert judge(KNOWN, _violations(**metrics), illustrative=True) == verdict


def test_one_online_rate_is_enough_to_be_assessed() -> None:
    regime = rulebook.load("online_multi_2022")
    for metrics, outcome in (({"online_rate_48h": (9, 10)}, "ok"), ({}, None)):
        tally = Tally(dict.fromkeys(regime.metrics, (0, 0)) | metrics)
        verdict = judge(regime, tally, illustrative=True)
        assert (verdict.eligible, verdict.outcome) == (bool(metrics), outcome)
        assert [reason.kind for reason in verdict.reasons] == ["assessed" if metrics else "no_orders"]


def test_one_metric_is_enough_to_be_assessed() -> None:
    """What is known of one is told, though with five lines unknown there is no outcome."""
    for metrics, kinds, points in (({}, ["no_orders"], None), ({"positive_rate": (9, 10)}, ["assessed"], None),
                                   ({"snad_rate": (6, 60)}, ["assessed"], 2)):  # fmt: skip
        verdict = judge(CAPABILITY, _violations(**metrics))
        assert verdict.eligible is bool(metrics) and verdict.outcome is None
        assert ([reason.kind for reason in verdict.reasons], verdict.points) == (kinds, points)
        assert verdict.limits == dict.fromkeys(CAPABILITY.metrics) | {"snad_rate": 0.1}


@pytest.mark.parametrize(("disputes", "last", "points", "told_of"), [
    (10, "2022-02-25", 0, ["assessed", "no_points"]), (10, "2022-02-26", 12, ["assessed"]),
    (5, "2022-02-25", 0, ["assessed"]), (4, "2022-02-25", 0, ["assessed", "few_disputes"]),
])  # fmt: skip
def test_before_penalties_begin_a_violation_is_told_to_cost_no_points(
    disputes: int, last: str, points: int, told_of: list[str]
) -> None:
    """10 of 50 are serious; 5 of 100 and 4 of 50 are no violation."""
    of = 100 if disputes == 5 else 50
    tally = Tally(NOBODY | {"snad_rate": (disputes, of)}, {"category.home": of}, last=date.fromisoformat(last))
    verdict = judge(CAPABILITY, tally)
    assert verdict.points == points
    assert [reason.kind for reason in verdict.reasons] == told_of


@pytest.mark.parametrize(("apparel", "home", "word"), [
    # 5 of 100 are a violation in a fashion store alone
    (51, 49, "general"), (49, 51, "ok"), (100, 0, "general"), (0, 100, "ok"),
    (50, 50, "general"),  # of two that have as many the first of the alphabet
    (0, 0, "ok"),  # no order names a category
])  # fmt: skip
def test_a_store_is_of_the_category_with_most_orders(apparel: int, home: int, word: str) -> None:
    counts = {"category.home": home, "category.apparel": apparel, "other_count": 1000}
    verdict = judge(CAPABILITY, Tally(NOBODY | {"snad_rate": (5, 100)}, counts))
    assert verdict.statuses["snad_rate"] == word
    assert verdict.limits["snad_rate"] == (0.05 if word == "general" else 0.1)
    assert verdict.points == (2 if word == "general" else 0)  # of no day in particular: penalties have begun


# -- categories -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("blank", "kinds", "sentence"), [
    (0, ["category"], "toys: kept."),
    (1, ["category", "no_category"], "toys: kept. One order without a category counts in none."),
    (2, ["category", "no_category"], "toys: kept. 2 orders without a category count in none."),
])  # fmt: skip
def test_orders_without_a_category_are_told_after_the_others(blank: int, kinds: list[str], sentence: str) -> None:
    regime = rulebook.load("category_2016_monthly")
    none: Any = {"snad_rate": (0, blank), "dsr_description": (0, 0)}
    parts = {"toys": Tally({"snad_rate": (0, 40), "dsr_description": (0, 0)}, {"orders": 40})}
    verdict = judge(regime, Tally({}, categories=parts, blank=Tally(none, {"orders": blank})), illustrative=True)
    assert ([reason.kind for reason in verdict.reasons], verdict.reason.en) == (kinds, sentence)
    # in a list of many regimes what becomes of the only category is said by the word itself
    why = [reason.kind for reason in kind_of(regime).why(verdict)]
    assert why == ["assessed", *kinds[1:]]
    both = judge(regime, Tally({}, categories=parts | {"hair": parts["toys"]}), illustrative=True)
    assert [reason.kind for reason in kind_of(regime).why(both)] == ["assessed", "category", "category"]
    spared = judge(regime, Tally({}, categories={}))
    assert [reason.kind for reason in kind_of(regime).why(spared)] == ["no_orders"] and not spared.eligible


def _checked(*denominators: int, new: bool = False, blank: int = 0) -> Verdict:
    """The check of 2017 of a store with so many orders in one category after the other (start value 30)."""
    parts = {f"c{n}": Tally({"snad_rate": (0, of), "dsr_description": (0, 0)}, {"orders": of})
             for n, of in enumerate(denominators)}  # fmt: skip
    none = Tally({"snad_rate": (0, blank), "dsr_description": (0, 0)}, {"orders": blank}) if blank else None
    told_of = {"new_enterprise": 1} if new else {}
    return judge(rulebook.load("category_2017_quarterly"), Tally({}, told_of, parts, blank=none), illustrative=True)


@pytest.mark.parametrize(("denominators", "blank", "fates", "kinds"), [
    ((30,), 0, ["kept"], ["category"]), ((29,), 0, ["not assessed"], ["category"]),
    ((30, 29), 0, ["kept", "not assessed"], ["category", "category"]),
    ((), 3, [], ["no_category"]), ((), 0, [], ["no_orders"]),
])  # fmt: skip
def test_a_store_is_assessed_where_one_of_its_categories_is(
    denominators: tuple[int, ...], blank: int, fates: list[str], kinds: list[str]
) -> None:
    verdict = _checked(*denominators, blank=blank)
    assert list(verdict.categories.values()) == fates
    assert verdict.eligible is ("kept" in fates)
    assert verdict.outcome == ("kept" if "kept" in fates else None)
    assert [reason.kind for reason in verdict.reasons] == kinds
    assert verdict.reason.en.startswith("Not assessed") is (not fates)


@pytest.mark.parametrize(
    ("denominators", "spared"), [((89,), True), ((90,), False), ((45, 44), True), ((45, 45), False)]
)
def test_a_new_enterprise_is_spared_below_90_orders_of_all_categories(
    denominators: tuple[int, ...], spared: bool
) -> None:
    verdict = _checked(*denominators, new=True)
    assert ([reason.kind for reason in verdict.reasons] == ["new_enterprise"]) is spared
    assert verdict.eligible is not spared and verdict.outcome == (None if spared else "kept")
    if spared:
        assert set(verdict.statuses.values()) == set(verdict.categories.values()) == {"not assessed"}
        assert (verdict.reasons[0].counted, verdict.reasons[0].needed) == (sum(denominators), 90)
        assert len(verdict.limits) == 2 * len(denominators) and set(verdict.limits.values()) == {None}
    assert _checked(*denominators).eligible


def test_an_order_of_no_category_counts_once_whatever_it_is_below() -> None:
    """One was received and reviewed, one received only; one is still under way."""
    under_way = {**UNREVIEWED, "receipt_at": None, "receipt": None, "delivered_at": None}
    months = {"paid_at": "2016-09-03", "receipt_at": "2016-09-20", "review_at": "2016-09-22", "category": None}
    table = orders(months, {**months, **UNREVIEWED}, {**months, **under_way})
    (reason,) = assess(table, "category_2016_monthly", "2016-09-30").verdict.reasons
    assert (reason.kind, reason.counted) == ("no_category", 2)


# -- order by order -------------------------------------------------------------------------------


def test_the_modes_that_a_rule_is_not_for_are_told_in_their_order() -> None:
    """Whatever order a computer keeps words in."""
    row = {"paid_at": "2024-05-13 10:00", "shipped_at": "2024-05-13 11:00", "first_scan_at": "2024-05-13 11:00"}
    told_of = ("fully_managed", "pop", "fully_managed", "semi_managed")
    table = orders(*({**row, "mode": mode} for mode in told_of))
    for id, expected in (("jit_2024", [("self-run (POP)", 1), ("fully managed", 2)]),
                         ("online_48h_2024", [("semi-managed", 1), ("fully managed", 2)])):  # fmt: skip
        reasons = assess(table, id, "2024-05-31").verdict.reasons
        found = [(one.more["mode"], one.counted) for one in reasons if one.kind == "other_mode"]
        assert [(mode.en, counted) for mode, counted in found if isinstance(mode, Phrase)] == expected


def test_the_hand_over_of_semi_managed_orders_in_time_late_and_not_known() -> None:
    """Paid on 13 May 2024 for pick-up: one in time, two two days later, one whose way of hand-over is blank.

    Of the blank ones one was paid a month before the window of 31 May.
    """
    row = {**UNSHIPPED, "paid_at": "2024-05-13 10:00", "mode": "semi_managed", "handover": "pickup",
           "listed_at": "2023-01-01", "sold_last_month": 200}  # fmt: skip
    late, blank = {"shipped_at": "2024-05-15", "first_scan_at": "2024-05-15"}, {"handover": None}
    in_time = {"shipped_at": "2024-05-13 11:00", "first_scan_at": "2024-05-13 11:00"}
    rows = [row | change for change in (in_time, late, late, blank, blank | {"paid_at": "2024-04-13"})]
    result = assess(orders(*rows), "jit_2024", "2024-05-31")
    assert (result.eligible, result.outcome) == (True, "late orders")
    assert list(result.late_orders()["order_id"]) == ["o2", "o3"]
    told_of = [(one.kind, one.counted, one.more.get("column")) for one in result.verdict.reasons]
    assert told_of == [("assessed", None, None), ("blank", 1, "handover")]
    alone = assess(orders(rows[3]), "jit_2024", "2024-05-31")
    assert (alone.eligible, [one.kind for one in alone.verdict.reasons]) == (False, ["blank"])


def test_orders_that_were_cancelled_are_not_told_to_be_unknown() -> None:
    """Both were scanned after two to three days: whether that was in time the two columns would say."""
    row = {
        "paid_at": "2024-04-20",
        "shipped_at": "2024-04-22 12:00",
        "first_scan_at": "2024-04-22 12:00",
        "mode": "pop",
    }
    table = orders(row, {**row, "cancelled_at": "2024-04-21"}, {**row, "paid_at": "2024-02-01"})
    (reason,) = (one for one in assess(table, "online_48h_2024", "2024-05-01").verdict.reasons if one.kind == "blank")
    assert reason.counted == 1


@pytest.mark.parametrize(("modes", "kinds"), [
    (["pop"], ["assessed"]), ([None], ["assessed", "mode_not_told"]), (["pop", None], ["assessed", "mode_not_told"]),
    (["semi_managed"], ["other_mode"]),
])  # fmt: skip
def test_a_table_that_does_not_tell_the_mode_is_judged_and_told_so(modes: list[str | None], kinds: list[str]) -> None:
    row = {"paid_at": "2024-04-20", "shipped_at": "2024-04-21", "first_scan_at": "2024-04-21"}
    result = assess(orders(*({**row, "mode": mode} for mode in modes)), "online_48h_2024", "2024-05-01")
    assert [reason.kind for reason in result.verdict.reasons] == kinds


@pytest.mark.parametrize(("paid", "late"), [
    ("2024-03-08 23:59:59.999999", 1),  # its 48 hours end with the last instant of 10 March
    ("2024-03-09 00:00:00", 0),
])  # fmt: skip
def test_an_order_is_late_from_the_instant_at_which_its_time_has_run_out(paid: str, late: int) -> None:
    table = orders({"paid_at": paid, **UNSHIPPED, "mode": "pop", "listed_at": "2023-01-01", "sold_last_month": 80})
    result = assess(table, "online_48h_2024", "2024-03-10")
    assert len(result.late_orders()) == late
    assert result.outcome == ("late orders" if late else "ok")


def test_a_window_before_a_rule_of_single_orders_holds_none() -> None:
    kind, rules = KINDS["order_in_time"], rulebook.load("online_48h_2024")
    early, across, later = (Window.between(*days) for days in (
        ("2024-01-01", "2024-01-30"), ("2024-02-10", "2024-03-10"), ("2024-03-01", "2024-03-30"),
    ))  # fmt: skip
    assert kind.window(rules, early) == Window(early.end, early.end)
    assert kind.window(rules, across) == Window.between("2024-02-19", "2024-03-10")
    assert kind.window(rules, later) == later


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
