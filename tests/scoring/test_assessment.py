"""What holds across regimes: comparison, breakdown, explanation, the month's mean."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aecourse
from aecourse import Store, assess, explain, measure, rulebook, simulate
from aecourse.base.errors import CourseError, UnknownName
from aecourse.live import ScoreLab
from aecourse.orders.calendar import Window
from aecourse.orders.columnar import columnar
from aecourse.orders.told import mark_untold
from aecourse.orders.workdays import counts, deadlines, festival_days
from aecourse.scoring.assessment import (
    check_window,
    compare,
    compare_in_each_mode,
    conditions,
    each_in_its_mode,
    month_grade,
    month_score,
    rolling,
    window_for,
)
from aecourse.scoring.assessment.results import format_value
from aecourse.scoring.breakdown import largest_cost, waterfall
from aecourse.scoring.handover import run_as
from aecourse.scoring.inverse import forecast, needed
from aecourse.scoring.measurement import Measurement
from aecourse.scoring.metrics import METRICS
from aecourse.scoring.outcomes import STATUS_NAMES, grade_of
from tests.worked import UNREVIEWED, UNSHIPPED, clean, dispute, orders

REGIMES = [regime.id for regime in rulebook.regimes()]
ROUGH = Store(orders_per_day=8, stockout_rate=0.05, description_accuracy=0.6, reply_hours=40,
              dispute_answer_rate=0.8, settle_generosity=0.3, repeat_rate=0.3)  # fmt: skip


SUMMER = ("grade_2015_odr", "2015-09-30")
BY_ORDER = ("online_48h_2024", "jit_2024")  # the fine that is not public decides nothing


def last_day(id: str) -> str:
    """A day 120 days into the regime, or its last."""
    regime = rulebook.load(id)
    day = pd.Timestamp(regime.effective_from) + pd.Timedelta(days=120)
    end = regime.last_day
    return str(min(day.date(), end) if end else day.date())


@pytest.mark.parametrize("id", REGIMES)
@pytest.mark.parametrize("illustrative", [False, True])
def test_every_regime_gives_a_result_that_explains_itself(id: str, *, illustrative: bool) -> None:
    table = simulate(ROUGH, orders=1500, seed=3, until=last_day(id), category="apparel")
    table = run_as(table, *rulebook.load(id).modes[:1])
    result = assess(table, id, last_day(id), illustrative=illustrative)
    for language in ("en", "zh"):
        aecourse.set_language(language)
        shown = repr(result) + result.reason + result._repr_html_()
        assert "nan" not in shown.lower() and "<NA>" not in shown
        assert result.reason
    assert set(result.metrics["status"]) <= set(STATUS_NAMES)
    assert list(dict.fromkeys(result.metrics["metric"])) == list(result.regime.metrics)
    if result.unknown and not illustrative and id not in BY_ORDER:
        assert result.outcome is None
    if illustrative:
        assert result.outcome is not None
        assert result.outcome.illustrative == bool(result.unknown) or id in BY_ORDER
    for metric in result.regime.metrics:
        row = result.metrics[result.metrics["metric"] == metric].iloc[0]
        if not METRICS[metric].stars:
            assert len(result.orders(metric)) == row["numerator"]


@pytest.mark.parametrize("id", REGIMES)
def test_no_orders_are_not_assessed_under_any_regime(id: str) -> None:
    result = assess(orders({}).iloc[:0], id, last_day(id), illustrative=True)
    assert not result.eligible and result.outcome is None
    assert result.window == window_for(id, last_day(id))
    assert "not assessed" in (repr(result) + result.reason).lower()


@pytest.mark.parametrize("id", REGIMES)
def test_by_store_equals_each_store_alone(id: str) -> None:
    day = last_day(id)
    one = simulate(ROUGH, orders=900, seed=3, until=day, store_id="one")
    two = simulate(Store(orders_per_day=1), orders=150, seed=4, until=day, store_id="two")
    both = assess(pd.concat([one, two], ignore_index=True), id, day, by="store_id",
                  illustrative=True)  # fmt: skip
    for name, table in (("one", one), ("two", two)):
        alone = assess(table, id, day, illustrative=True)
        assert repr(both[name]) == repr(alone)
        assert both[name].reason == alone.reason
        assert both[name].score == alone.score and both[name].points == alone.points


@pytest.mark.parametrize("id", REGIMES)
def test_a_store_alone_has_the_rows_that_it_has_among_others(id: str) -> None:
    """Of whole stores and of categories, with orders of no category among them, to the last bit."""
    day = last_day(id)
    table = simulate(ROUGH, orders=900, seed=3, until=day)
    kinds = ["phones", None, "apparel", "other"]
    table["category"] = pd.Series(kinds * 225, dtype=table["category"].dtype)
    alone, among = assess(table, id, day, illustrative=True), assess(table, id, day, by="store_id", illustrative=True)
    assert alone.rows == among["store-1"].rows
    assert alone.verdict == among["store-1"].verdict


def test_comparing_regimes_equals_assessing_each() -> None:
    day = "2022-03-26"
    table = simulate(ROUGH, orders=1500, seed=3, until=day)
    found = compare(table, None, day, illustrative=True)
    assert list(found) == [regime.id for regime in rulebook.in_force(day)]
    for id, result in found.items():
        assert repr(result) == repr(assess(table, id, day, illustrative=True))


def test_unknown_columns_to_group_by_are_refused_by_both() -> None:
    for call in (lambda: assess(orders({}), "daily6", "2019-01-31", by="shop"),
                 lambda: compare(orders({}), ["daily6"], "2019-01-31", by="shop")):  # fmt: skip
        with pytest.raises(CourseError, match="store_id|shop"):
            call()


def test_the_months_mean_is_the_mean_of_its_days() -> None:
    table = simulate(ROUGH, orders=1500, seed=3, until="2019-03-31")
    mean = month_score(table, "daily6", "2019-03-31", illustrative=True)
    days = [assess(table, "daily6", day.date(), illustrative=True).score
            for day in pd.date_range("2019-03-02", "2019-03-31")]  # fmt: skip
    assert mean == pytest.approx(sum(d for d in days if d is not None) / 30)
    assert month_score(table, "daily6", "2019-03-31") is None


def test_the_grade_of_a_month_is_that_of_its_mean() -> None:
    table = simulate(ROUGH, orders=1500, seed=3, until="2019-03-31")
    mean = month_score(table, "daily6", "2019-03-31", illustrative=True)
    grade = month_grade(table, "daily6", "2019-03-31", illustrative=True)
    assert mean is not None and grade is not None
    expected = "excellent" if mean >= 90 else "good" if mean >= 80 else "pass" if mean >= 60 else "fail"
    assert grade == expected and grade.illustrative
    assert month_grade(table, "daily6", "2019-03-31") is None


@pytest.mark.parametrize(("id", "day", "window"), [
    # the three examples that the sources give
    ("category_2020", "2020-08-10", "2020-05-11..2020-08-08"),
    ("online_7d_2019", "2019-01-08", "2018-12-03..2019-01-01"),
    ("capability_2022", "2022-01-11", "2021-12-11..2022-01-09"),
    ("grade_2015_odr", "2015-09-30", "2015-07-03..2015-09-30"),
])  # fmt: skip
def test_the_figures_of_a_day_end_some_days_before_it(id: str, day: str, window: str) -> None:
    assert str(check_window(rulebook.load(id), day)) == window


@pytest.mark.parametrize(("id", "days", "lag"), [
    ("grade_2015_odr", 90, 0), ("daily6", 90, 0), ("category_2016_monthly", 30, 0), ("category_2017_quarterly", 90, 0),
    ("online_4wd_2018", 30, 0), ("online_7d_2019", 30, 7), ("category_2020", 90, 2), ("online_5d_2020", 30, 5),
    ("capability_2022", 30, 2), ("online_multi_2022", 30, 7),
    ("daily8_2015", 90, 0), ("plus_72h", 30, 0), ("jit_2024", 30, 0),  # not public: the teaching default
    ("store_score_2023", 30, 0), ("online_48h_2024", 30, 0),  # these name none
])  # fmt: skip
def test_how_long_each_regime_looks_back(id: str, days: int, lag: int) -> None:
    last = pd.Timestamp("2024-09-11")
    assert window_for(id, last) == Window.ending(last, days)
    assert window_for(id, last, 7) == Window.ending(last, 7)
    assert check_window(id, last) == Window.ending(last - pd.Timedelta(days=lag), days)


def test_a_rolling_line_is_over_the_regimes_window() -> None:
    """Both orders leave the window in September, or do not: which day it is hangs on its length."""
    table = orders(*({"paid_at": f"2023-{day} 10:00", "ship_by": f"2023-{day} 20:00", **UNSHIPPED}
                     for day in ("08-10", "08-20")))  # fmt: skip
    for id, days in (("grade_2015_odr", 90), ("online_4wd_2018", 30), ("store_score_2023", 30)):
        line = rolling(table, "not_sold_rate", id, "2023-09-01", "2023-09-30")
        same = Measurement(table, rulebook.load(id)).rolling("not_sold_rate", "2023-09-01", "2023-09-30", days)
        pd.testing.assert_frame_equal(line, same)
        expected = [2] * 30 if days == 90 else [2] * 8 + [1] * 10 + [0] * 12  # the 30th day of 10 August is 8 September
        assert list(line["denominator"]) == expected
    result = assess(orders({"stars": 1}, *clean(2)), "grade_2015_odr", "2015-09-30")
    own = result.rolling("odr")
    assert (str(own["day"].iloc[0].date()), str(own["day"].iloc[-1].date())) == ("2015-07-03", "2015-09-30")
    assert (own["numerator"].iloc[-1], own["denominator"].iloc[-1]) == (1, 3)


@pytest.mark.parametrize(("custom", "prep_days", "counted"), [
    (True, 8, False), (True, 7, True), (False, 8, True), (None, 8, True),
])  # fmt: skip
def test_goods_made_to_order_with_a_long_preparation_are_not_counted(
    custom: bool | None, prep_days: int, counted: bool
) -> None:
    row = {"paid_at": "2020-11-02 10:00", "ship_by": f"2020-11-{2 + prep_days:02d} 10:00"}
    days = {"shipped_at": "2020-11-04", "first_scan_at": "2020-11-05", "delivered_at": "2020-11-20",
            "receipt_at": "2020-11-21", "review_at": "2020-11-22"}  # fmt: skip
    table = orders({**row, **days})
    if custom is not None:
        table = table.assign(custom_goods=custom)
    found = measure(table, "online_rate_5d", ("2020-11-01", "2020-11-30")).iloc[0]
    assert found["denominator"] == int(counted)
    # the 48-hour rule of 2024 excuses nobody
    after = measure(table, "online_rate_48h", ("2020-11-01", "2020-11-30")).iloc[0]
    assert after["denominator"] == 1


def test_the_first_check_of_a_new_enterprise_is_skipped_below_90_orders() -> None:
    # every clean order is received in August 2017: 89 in the SNAD denominator, then 90
    days = {"paid_at": "2017-07-10", "ship_by": "2017-07-17", "shipped_at": "2017-07-12",
            "first_scan_at": "2017-07-13", "delivered_at": "2017-08-01",
            "receipt_at": "2017-08-02", "review_at": "2017-08-05"}  # fmt: skip
    for number, assessed in ((89, False), (90, True)):
        table = orders(*[days] * number)
        new = assess(table, "category_2017_quarterly", "2017-09-30", illustrative=True,
                     new_enterprise=True)  # fmt: skip
        assert new.eligible is assessed and ("new enterprise" in new.reason) is not assessed
        old = assess(table, "category_2017_quarterly", "2017-09-30", illustrative=True)
        assert old.eligible


# -- blanks, categories, days -------------------------------------------------------------------

SEPTEMBER = {"paid_at": "2016-08-20", "ship_by": "2016-08-27", "shipped_at": "2016-08-22",
             "first_scan_at": "2016-08-23", "delivered_at": "2016-09-08",
             "receipt_at": "2016-09-10", "review_at": "2016-09-12"}  # fmt: skip
DISPUTED = dispute("2016-09-15", dispute_closed_at="2016-09-20", dispute_end="settled")


def three_categories() -> pd.DataFrame:
    """In September 2016: apparel 1 of 40 disputed, toys 6 of 30, and 5 of 10 without a category."""
    parts = (("apparel", 1, 40), ("toys", 6, 30), (None, 5, 10))
    return orders(*(
        {**SEPTEMBER, "category": name, **(DISPUTED if number < bad else {})}
        for name, bad, many in parts for number in range(many)
    ))  # fmt: skip


def monthly(table: pd.DataFrame, **more: Any) -> Any:
    return assess(table, "category_2016_monthly", "2016-09-30", illustrative=True, **more)


def test_an_order_without_a_category_counts_in_none_and_is_told() -> None:
    """8 % and 20 orders (both illustrative): apparel kept with 2.5 %, toys closed with 20 %."""
    result = monthly(three_categories())
    assert dict(result.categories) == {"apparel": "kept", "toys": "closed"}
    assert result.reason == ("apparel: kept; toys: closed. 10 orders without a category count in none.")
    assert "10 笔订单没有填写类目" in result.verdict.reason.zh
    rows = result.metrics.set_index(["category", "metric"])
    assert rows.loc[("no category", "snad_rate"), "denominator"] == 10
    assert set(rows.loc["no category", "status"]) == {"not assessed"}
    assert rows.loc["no category", "limit"].isna().all()
    assert "no category snad_rate 50.0 % (5/10) not assessed" in repr(result)


def test_only_orders_without_a_category_are_not_assessed() -> None:
    table = three_categories()
    result = monthly(table[table["category"].isna()])
    assert not result.eligible and result.outcome is None and dict(result.categories) == {}
    assert result.reason == "Not assessed: 10 orders without a category count in none."
    assert result.value("snad_rate") == pytest.approx(0.5)  # what there is, of no category
    one = monthly(table[table["category"].isna()].head(1))
    assert one.reason == "Not assessed: one order without a category counts in none."


def test_a_value_by_category_asks_for_the_category() -> None:
    result = monthly(three_categories())
    with pytest.raises(CourseError, match=r"category='apparel'.*apparel, toys, no category"):
        result.value("snad_rate")
    for name, share, bad in (("apparel", 1 / 40, 1), ("toys", 6 / 30, 6), ("no category", 0.5, 5)):
        assert result.value("snad_rate", category=name) == pytest.approx(share)
        assert len(result.orders("snad_rate", category=name)) == bad
    assert len(result.orders("snad_rate")) == 12  # of the whole store
    with pytest.raises(UnknownName, match="toys"):
        result.value("snad_rate", category="toy")
    with pytest.raises(UnknownName, match="snad_rate"):
        result.value("snad", category="toys")


def test_a_store_with_one_category_need_not_name_it() -> None:
    table = three_categories()
    toys = monthly(table[table["category"] == "toys"])
    assert toys.value("snad_rate") == toys.value("snad_rate", "toys") == pytest.approx(0.2)
    mixed = monthly(table[table["category"].isna() | (table["category"] == "toys")])
    assert mixed.value("snad_rate") == pytest.approx(0.2)  # the blank ones are no category


def test_a_regime_of_the_whole_store_has_no_categories() -> None:
    result = assess(three_categories(), "daily8_2015", "2016-09-30", illustrative=True)
    assert result.value("dispute_rate") == pytest.approx(12 / 80)
    with pytest.raises(CourseError, match="as a whole"):
        result.value("dispute_rate", category="toys")


def test_without_an_order_no_category_has_a_value() -> None:
    result = monthly(orders({}).iloc[:0])
    assert result.value("snad_rate") is None and len(result.orders("snad_rate")) == 0
    assert needed(result, "snad_rate", 0.05).orders == 1
    assert forecast(result, "snad_rate", "2016-10-31").value is None
    with pytest.raises(UnknownName):
        result.value("snad_rate", category="toys")


def test_backward_questions_are_asked_of_a_category() -> None:
    result = monthly(three_categories())
    for ask in (lambda **of: needed(result, "snad_rate", 0.1, **of),
                lambda **of: forecast(result, "snad_rate", "2016-10-15", **of)):  # fmt: skip
        with pytest.raises(CourseError, match="name one"):
            ask()
        assert ask(category="toys").metric == "snad_rate"
    # toys: 6 / (30 + n) < 10 %: 31 more; 30 orders in the 30 days of the window: a day each
    toys = needed(result, "snad_rate", 0.1, category="toys")
    assert (toys.orders, toys.per_day, toys.now) == (31, 1.0, 0.2)
    # all were received on 10 September and disputed on the 15th: of the window of 15 October, which
    # begins on 16 September, nothing is left
    ahead = forecast(result, "snad_rate", "2016-10-15", category="toys")
    assert (ahead.kept, ahead.left, ahead.coming) == ((0, 0), (6, 30), pytest.approx(15))
    assert ahead.value == pytest.approx(0.2)


@pytest.mark.parametrize("id", REGIMES)
@pytest.mark.parametrize("by", ["store_id", "product_id", "destination", "category", "receipt"])
def test_a_blank_group_is_nobodys(id: str, by: str) -> None:
    day = last_day(id)
    table = simulate(ROUGH, orders=400, seed=3, until=day, category="apparel")
    blank = table[by].astype(object).where(table.index % 3 > 0, None)
    groups = assess(table.assign(**{by: blank}), id, day, by=by, illustrative=True)
    key = f"no {by}"
    assert list(groups)[-1] == key and list(groups)[:-1] == sorted(list(groups)[:-1])
    assert groups.metrics[by].notna().all()
    nobody = groups[key]
    assert not nobody.eligible and nobody.outcome is None and not nobody.points
    assert nobody.reason.startswith(f"Not assessed: these orders name no {by}.")
    assert set(nobody.metrics["status"]) <= {"not assessed"}
    if by != "category":  # of no category there is no value by category
        assert set(nobody.verdict.statuses.values()) == {"not assessed"}
        told = {isinstance(key, tuple) for key in nobody.verdict.statuses}  # by category, or of the whole
        assert told == {isinstance(key, tuple) for key in groups[next(iter(groups))].verdict.statuses}
    assert len(nobody.measurement.table) == table[by].where(table.index % 3 > 0, None).isna().sum()
    for name in list(groups)[:2]:  # what is counted of a group is counted in its own part, too
        part = groups[name]
        for metric, (above, below) in part.masks.items():
            rows = part.metrics[part.metrics["metric"] == metric]
            assert below.sum() == rows["denominator"].sum()
            if not METRICS[metric].stars:
                assert above.sum() == rows["numerator"].sum()


def test_a_months_mean_can_be_told_when_the_store_opened() -> None:
    """More than 180 days old and 60 orders in 30 days: 30 days count, not 90."""
    table = simulate(ROUGH, orders=1500, seed=3, until="2019-03-31")
    young, old = "2019-03-01", "2017-01-01"
    for opened in (young, old):
        mean = month_score(table, "daily6", "2019-03-31", illustrative=True, store_opened=opened)
        days = [
            assess(table, "daily6", day.date(), illustrative=True, store_opened=opened)
            for day in pd.date_range("2019-03-02", "2019-03-31")
        ]
        assert {day.window.days for day in days} == {90 if opened == young else 30}
        assert mean == pytest.approx(sum(day.score for day in days) / 30)
        grade = month_grade(table, "daily6", "2019-03-31", illustrative=True, store_opened=opened)
        assert grade == grade_of(rulebook.load("daily6"), mean, illustrative=True)
    means = [month_score(table, "daily6", "2019-03-31", illustrative=True, store_opened=opened)
             for opened in (young, old)]  # fmt: skip
    assert means[0] != means[1]


@pytest.mark.parametrize(("id", "day", "said"), [
    ("grade_2015_odr", "2015-09-30", None), ("grade_2015_odr", "2015-10-07", None),
    ("online_7d_2019", "2020-09-18", None),  # its last day is in force, though the check of it comes later
    ("grade_2015_odr", "2015-10-08",
     "Not in force on 2015-10-08: these rules held from 2015-01-05 to 2015-10-07."),
    ("grade_2015_odr", "2024-06-30",
     "Not in force on 2024-06-30: these rules held from 2015-01-05 to 2015-10-07."),
    ("capability_2022", "2016-03-01",
     "Not in force on 2016-03-01: these rules hold from 2021-12-20 on."),
    # its first check, on 10 August 2020, looks at the days up to the 8th
    ("category_2020", "2020-08-08", None),
    ("category_2020", "2020-08-07",
     "Not in force on 2020-08-07: these rules hold from 2020-08-10 on."),
    ("online_48h_2024", "2024-09-12",
     "these limits held from 2024-02-19 to 2024-09-11, and what replaced them is not known."),
    # the last text that speaks of it is of 2 September 2022
    ("capability_2022", "2022-09-02", None),
])  # fmt: skip
def test_a_regime_outside_its_days_is_told(id: str, day: str, said: str | None) -> None:
    for result in (assess(orders({}), id, day), assess(orders({}), id, day, by="store_id")["shop"]):
        assert result.reason.endswith(said) if said else "Not in force" not in result.reason
        assert ("不在本规则的有效期内" in result.verdict.reason.zh) is (said is not None)
        assert "The texts reach" not in result.reason
    if id == "capability_2022" and said is None:
        assert "The texts reach to 2022-09-02" in assess(orders({}), id, "2022-09-03").reason


# -- what is not told -----------------------------------------------------------------------------


def _of_few_columns(table: pd.DataFrame, *unknown: str) -> pd.DataFrame:
    """The same, read from an export that says nothing of the columns *unknown*."""
    mark_untold(table, set(table.columns) - set(unknown))
    return table


@pytest.mark.parametrize("by", [None, "store_id"])
def test_a_score_without_what_the_source_does_not_tell(by: str | None) -> None:
    """Without disputes two of the six items are not computable: no score, no grade; the other items have points."""
    table = _of_few_columns(orders(*clean(60, paid_at="2019-03-01", review_at="2019-03-20")), "dispute_reason")
    result = assess(table, "daily6", "2019-03-31", illustrative=True, by=by)
    one = result if by is None else result["shop"]
    words = {row["metric"]: row["status"] for row in one.rows}
    silent = {"nr_rate", "snad_rate"}
    assert {id for id, word in words.items() if word == "not computable"} == silent
    assert set(one.items) == set(one.regime.metrics) - silent - {id for id, w in words.items() if w == "not assessed"}
    assert (one.score, one.outcome, one.points) == (None, None, None)
    first, second, *_ = one.verdict.reasons
    assert {first.metric, second.metric} == silent and first.kind == "not_computable"
    assert "the source does not tell" in one.reason


@pytest.mark.parametrize("by", [None, "store_id", "category"])
def test_an_indicator_of_a_category_that_the_source_does_not_tell(by: str | None) -> None:
    table = _of_few_columns(three_categories(), "dispute_reason")
    result = monthly(table, by=by)
    rows = [row for one in ([result] if by is None else result.values()) for row in one.rows]
    words: dict[str, set[str]] = {}
    for row in rows:
        words.setdefault(row["metric"], set()).add(row["status"])
    assert words["snad_rate"] == {"not computable"} and words["dsr_description"] == {"ok", "not assessed"}


# -- in one line and as a table -------------------------------------------------------------------


def test_an_assessment_in_one_line() -> None:
    """Of one order: exactly what is known of it; without one 0/0."""
    one = assess(orders({"stars": 1}), "grade_2015_odr", "2015-09-30")
    assert repr(one) == (
        "Assessment(grade_2015_odr, 2015-07-03..2015-09-30, not assessed, ODR 100.0 % (1/1) not assessed, "
        "positive_rate 0.0 % (0/1) not assessed, liable_rate 0.0 % (0/1) not assessed, no outcome)"
    )
    assert "<td style='text-align:left'>100.0 %</td><td style='text-align:left'>1 / 1</td>" in one._repr_html_()
    assert "20.7 % – 100.0 %" in one._repr_html_()  # by Wilson: 1 / (1 + 1.96²) = 20.7 %
    none = assess(orders({}).iloc[:0], "grade_2015_odr", "2015-09-30")
    assert "not assessed, ODR – (0/0), positive_rate – (0/0)" in repr(none)
    assert "<td style='text-align:left'>–</td><td style='text-align:left'>0 / 0</td>" in none._repr_html_()


def test_what_rests_on_a_teaching_default_is_marked_and_nothing_else() -> None:
    table = orders(*[{"dsr_logistics": 1}] * 3, *clean(97))
    limits = {"grade.odr": {"excellent": 0.035, "good": 0.06, "pass": 0.12}}
    own = rulebook.load("grade_2015_odr").using(limits)
    shown = assess(table, own, "2015-09-30", illustrative=True)._repr_html_()
    (odr, positive) = (shown.split(f"<td style='text-align:left'>{METRICS[id].name}</td>")[1].split("</tr>")[0]
                       for id in ("odr", "positive_rate"))  # fmt: skip
    assert "Excellent" in odr and "illustrative" not in odr
    assert "Excellent (illustrative)" in positive
    assert "<b>Excellent (illustrative)</b>" in shown
    plain = assess(table, own, "2015-09-30")._repr_html_()
    assert "illustrative" not in plain and plain.count("<b>") == 1  # the name of the rules, no outcome


def test_groups_of_which_one_has_no_outcome() -> None:
    table = orders(*clean(60, store_id="many"), *clean(3, store_id="few"))
    groups = assess(table, "grade_2015_odr", "2015-09-30", by="store_id", illustrative=True)
    few, many = groups.groups.to_dict("records")
    assert (few["store_id"], few["eligible"], many["store_id"], many["eligible"]) == ("few", False, "many", True)
    assert pd.isna(few["outcome"]) and many["outcome"] == "excellent"
    assert repr(groups) == "Assessments(grade_2015_odr, 2015-07-03..2015-09-30, 2 by store_id, 1 assessed)"


def test_conditions_are_counted_whether_or_not_the_regime_has_odr() -> None:
    table = orders({"stars": 1, "dsr_logistics": 1}, {"stars": 2}, *clean(7))
    expected = {"stars": 2, "dsr": 1, "not_sold": 0, "arbitration": 0, "seller_timeout": 0}
    for id in ("grade_2015_odr", "daily8_2015"):
        assert assess(table, id, "2015-09-30").conditions() == expected
        assert conditions(table, id, ("2015-07-03", "2015-09-30")) == expected


def test_nothing_is_guessed_and_nobody_is_new_unless_it_is_said() -> None:
    table = three_categories()
    table = table.assign(**{name: at + pd.Timedelta(days=365) for name, at in table.items() if at.dtype.kind == "M"})
    (plain,) = compare(table, ["category_2017_quarterly"], "2017-09-30").values()
    assert plain.outcome is None and set(plain.categories.values()) == {"limit unknown"}
    (taught,) = compare(table, ["category_2017_quarterly"], "2017-09-30", illustrative=True).values()
    assert taught.outcome == "closed"  # 80 orders: a new enterprise would have been spared
    for found in (compare_in_each_mode(table, "2017-09-30"), dict(each_in_its_mode(table, "2017-09-30"))):
        assert found["category_2017_quarterly"].outcome is None


def test_orders_column_by_column_are_taken_as_they_are() -> None:
    table = orders({"stars": 1}, *clean(39))
    assert (
        assess(columnar(table), "grade_2015_odr", "2015-09-30").rows
        == assess(table, "grade_2015_odr", "2015-09-30").rows
    )


def test_late_orders_are_those_of_the_rule_that_judges_each_order() -> None:
    with pytest.raises(CourseError, match="order by order"):
        assess(orders({}), "grade_2015_odr", "2015-09-30").late_orders()


def test_what_was_found_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A step of ScoreLab asks for each metric's masks once; the rest only reads."""
    asked: list[str] = []
    masks = Measurement.masks

    def counting(self: Measurement, id: str, window: Window) -> Any:
        asked.append(id)
        return masks(self, id, window)

    monkeypatch.setattr(Measurement, "masks", counting)
    lab = ScoreLab(orders=600)
    asked.clear()
    lab.set(stockout_rate=0.06)
    assert sorted(asked) == sorted(lab.result.regime.metrics)
    result = lab.result
    asked.clear()
    waterfall(result), result.orders("odr"), result.conditions(), result.value("odr")
    assert not asked


# -- taken apart --------------------------------------------------------------------------------


def test_the_costs_of_the_five_conditions_add_up_to_odr() -> None:
    both = {"stars": 1, "dsr_description": 1}
    table = orders(both, both, {"stars": 2}, {"dsr_logistics": 1}, *clean(36))
    result = assess(table, "grade_2015_odr", "2015-09-30")
    steps = waterfall(result).set_index("step")
    assert steps["cost"].sum() == pytest.approx(result.value("odr")) == pytest.approx(4 / 40)
    # three by stars come first (7.5 %); of the three by DSR one is new (2.5 %)
    assert (steps.loc["stars", "cost"], steps.loc["dsr", "cost"]) == pytest.approx((0.075, 0.025))
    assert (steps.loc["dsr", "orders"], steps.loc["dsr", "alone"]) == (3, 1)
    assert steps.loc["stars", "order_ids"] == ("o1", "o2", "o3")
    assert "3" in largest_cost(result).en and "考核订单" in largest_cost(result).zh


def test_the_costs_of_the_items_add_up_to_what_is_missing() -> None:
    table = simulate(ROUGH, orders=1500, seed=3, until="2016-03-31")
    result = assess(table, "daily8_2015", "2016-03-31", illustrative=True)
    assert result.score is not None
    assert waterfall(result)["cost"].sum() == pytest.approx(100 - result.score)


GONE = {"paid_at": "2014-01-01", "ship_by": "2014-01-08", "shipped_at": "2014-01-02", "first_scan_at": "2014-01-03",
        "delivered_at": "2014-01-04", "receipt_at": "2014-01-05"} | UNREVIEWED  # fmt: skip
NINE = orders(
    {"dsr_description": 4}, {"dsr_description": 3, "dsr_logistics": 2, "stars": 4}, {"stars": 1},
    {"stars": 2, "dsr_communication": 1}, UNSHIPPED, *clean(4), GONE,
)  # fmt: skip
"""Nine orders of the summer of 2015, two of them with bad reviews, two with middling ones, one never
shipped; and one that was over long before."""


@pytest.mark.parametrize(
    ("regime", "costs", "behind", "largest"),
    [
        # of nine assessed: two by stars, then by DSR o2 alone (o4 is charged already), then o5
        ("grade_2015_odr", {"stars": 2 / 9, "dsr": 1 / 9, "not_sold": 1 / 9},
         {"stars": ("o3", "o4"), "dsr": ("o2", "o4"), "not_sold": ("o5",)},
         "Overall rating 3 ★ or less, 22.2 % of the assessed orders, 2 orders."),
        # eight ratings; description 37 / 8 = 4.625, full from 4.8 on and zero at 4.4: 30 x 0.175 / 0.4;
        # communication 36 / 8 = 4.5: 15 x 0.3 / 0.4; logistics 37 / 8 with zero at 4.3: 10 x 0.175 / 0.5
        ("daily8_2015", {"dsr_description": 13.125, "dsr_communication": 11.25, "dsr_logistics": 3.5},
         {"positive_rate": ("o3", "o4"), "not_sold_rate": ("o5",), "dsr_description": ("o1", "o2"),
          "dsr_communication": ("o4",), "dsr_logistics": ("o2",)},
         "Positive-feedback rate, 60.0 points, 2 orders."),
        ("daily6", {"dsr_description": 13.125, "dsr_communication": 11.25, "dsr_logistics": 5.25},
         {"not_sold_rate": ("o5",), "dsr_description": ("o1", "o2"), "dsr_communication": ("o4",),
          "dsr_logistics": ("o2",)},
         "Deal-not-sold rate, 34.4 points, 1 order."),
    ],
)  # fmt: skip
def test_what_cost_how_much_and_the_orders_behind_it(
    regime: str, costs: dict[str, float], behind: dict[str, tuple[str, ...]], largest: str
) -> None:
    rules = rulebook.load(regime)
    rules = rules.using({"min_orders_90d": 5}) if "min_orders_90d" in rules.parameters else rules
    result = assess(NINE, rules, "2015-09-30", illustrative=True)
    steps = waterfall(result).set_index("step")
    assert {step: steps.loc[step, "cost"] for step in costs} == pytest.approx(costs)
    assert {step: ids for step, ids in steps["order_ids"].items() if ids} == behind
    assert steps["orders"].tolist() == [len(ids) for ids in steps["order_ids"]]
    assert list(steps["cost"]) == sorted(steps["cost"], reverse=True)
    assert largest_cost(result).en == f"The largest cost: {largest}"


def test_the_condition_of_most_orders_is_charged_first() -> None:
    result = assess(orders({"stars": 1}, {"dsr_logistics": 1}, {"dsr_logistics": 1}, *clean(7)), *SUMMER)
    assert waterfall(result)["step"].tolist()[:2] == ["dsr", "stars"]


@pytest.mark.parametrize("day", ["2015-09-30", "2017-09-30"])
def test_a_store_without_faults_or_without_orders_lost_nothing(day: str) -> None:
    result = assess(orders(*clean(3)), SUMMER[0], day)
    assert waterfall(result)["cost"].tolist() == [0] * 5
    assert "Nothing cost the store anything" in largest_cost(result).en


@pytest.mark.parametrize("id", REGIMES)
def test_an_order_is_explained_as_it_is_counted(id: str) -> None:
    day = last_day(id)
    table = simulate(ROUGH, orders=700, seed=3, until=day)
    result = assess(table, id, day)
    for metric in result.regime.metrics:
        if METRICS[metric].better > 0 or not len(result.orders(metric)):
            continue
        order = result.orders(metric)["order_id"].iloc[0]
        explained = explain(table, order, id, day)
        assert metric in explained.numerators and explained.bad
        assert any(line.counts and line.sources for line in explained.lines)
        assert "would not" in repr(explained)


@pytest.mark.parametrize("id", REGIMES)
def test_each_moment_is_told_once_for_a_metric_by_what_it_does_most(id: str) -> None:
    """A late scan is in a rate's numerator and denominator: the line says what it counts in."""
    day = last_day(id)
    table = simulate(ROUGH, orders=150, seed=5, until=day)
    names = {METRICS[metric].name.en for metric in rulebook.load(id).metrics}
    for order in table["order_id"][::6]:
        found = explain(table, order, id, day)
        for name in names:
            told = [(line.at, line.event) for line in found.lines if f" {name}" in line.sentence.en]
            assert len(told) == len(set(told)), found
        for metric in found.numerators:
            said = [line for line in found.lines if f"counts in {METRICS[metric].name.en}" in line.sentence.en]
            assert said, (metric, found)
            assert all(line.counts for line in said)
        at = [line.at for line in found.lines]
        assert at == sorted(at)


def test_an_exempt_order_is_explained_as_exempt() -> None:
    late = dispute("2022-02-10", "not_received", dispute_closed_at="2022-02-12",
                   dispute_end="settled")  # fmt: skip
    days = {"paid_at": "2022-01-01", "ship_by": "2022-01-08", "shipped_at": "2022-01-02",
            "first_scan_at": "2022-01-03", "delivered_at": None, "receipt_at": None,
            "receipt": None, "review_at": "2022-02-14"}  # fmt: skip
    table = orders({**days, **late, "exempt": True}, {**days, **late})
    excused, counted = (explain(table, o, "capability_2022", "2022-02-26") for o in ("o1", "o2"))
    assert "nr_rate" not in excused.numerators and "the order is exempt" in repr(excused)
    assert "nr_rate" in counted.numerators


ONLINE = ("online_7d_2019", "2015-07-31")
LATE = {"first_scan_at": "2015-07-25 10:00"}
SAME = {"buyer_id": "same"}
BUYERS = orders(LATE, LATE | {"exempt": True}, SAME, SAME | {"paid_at": "2015-07-10 11:00"}, SAME | {"exempt": True})
"""o3, o4 and o5 are reviews of one buyer of one item on one day: the first stands for all."""


@pytest.mark.parametrize(
    ("table", "asked", "order", "verdict", "against"),
    [
        (NINE, SUMMER, "o1", "is assessed and is not bad", ()),
        (NINE, SUMMER, "o4", "counts as a bad-experience order", ("odr", "positive_rate")),
        (NINE, SUMMER, "o10", "is not assessed in this window", ()),
        # 4 stars for the description lower a mean, and are no mark against the order
        (NINE, ("daily8_2015", SUMMER[1]), "o1", "counts, and not against the store", ()),
        (NINE, ("daily8_2015", SUMMER[1]), "o4", "counts against Positive-feedback rate", ("positive_rate",)),
        (NINE, ("daily8_2015", SUMMER[1]), "o5", "counts against Deal-not-sold rate", ("not_sold_rate",)),
        (BUYERS, ONLINE, "o1", "counts against Online rate, 7 days", ("online_rate_7d",)),
        (BUYERS, ONLINE, "o2", "is not assessed in this window", ()),
        (BUYERS, ONLINE, "o3", "counts, and not against the store", ()),
    ],
)
def test_what_an_order_comes_to(
    table: pd.DataFrame, asked: tuple[str, str], order: str, verdict: str, against: tuple[str, ...]
) -> None:
    found = explain(table, order, *asked)
    assert repr(found).splitlines()[0] == f"Order {order} under {asked[0]}, {found.window}: {verdict}."
    assert found.against == against
    assert found.bad is bool(against)
    assert found.assessed is ("not assessed" not in verdict)


SHIPPED_BEFORE = {"stars": 1, "paid_at": "2015-06-01", "shipped_at": "2015-06-02"}
ONLY_SHIPPED = rulebook.load("grade_2015_odr").using({"assessed_event_types": ("shipment",)})


@pytest.mark.parametrize(
    ("table", "regime", "order", "event", "effects"),
    [
        (NINE, "grade_2015_odr", "o4", "bad.dsr", {"odr": "; it would not with a higher DSR rating"}),
        (
            NINE,
            "grade_2015_odr",
            "o5",
            "bad.ship_deadline",
            {"odr": "; it would not with shipping before the deadline"},
        ),
        (NINE, "grade_2015_odr", "o4", "rated", {"positive_rate": "one of the orders that"}),
        (NINE, "grade_2015_odr", "o10", "assessed.shipment", {"odr": "outside the window"}),
        (NINE, "grade_2015_odr", "o1", "positive", {"positive_rate": "; counts in"}),
        (orders(SHIPPED_BEFORE), ONLY_SHIPPED, "o1", "bad.stars", {"odr": "the order is not among those assessed"}),
        # one buyer's reviews: the first counts, another is merged with it, an excused one is excused first
        (BUYERS, "daily6", "o3", "dsr_logistics.rated", {"dsr_logistics": "; counts in"}),
        (BUYERS, "daily6", "o4", "dsr_logistics.rated", {"dsr_logistics": "merged with another one"}),
        (BUYERS, "daily6", "o5", "dsr_logistics.rated", {"dsr_logistics": "the order is exempt"}),
        # nobody is excused from what is said of the description
        (BUYERS, "daily6", "o5", "dsr_description.rated", {"dsr_description": "merged with another one"}),
    ],
)
def test_what_an_event_does_and_why(
    table: pd.DataFrame, regime: Any, order: str, event: str, effects: dict[str, str]
) -> None:
    ((metric, said),) = effects.items()
    name = METRICS[metric].name.en
    lines = [line for line in explain(table, order, regime, SUMMER[1]).lines
             if line.event in (event, event.removeprefix("assessed.")) and name in line.sentence.en]  # fmt: skip
    assert len(lines) == 1 and said in lines[0].sentence.en
    assert lines[0].counts is not any(word in said for word in ("outside", "exempt", "merged", "not among"))


def test_each_line_cites_the_rule_it_meets_and_three_publishers() -> None:
    """The lines hold all sources; a sentence names the first three that published one."""
    articles = {"article_a": "article A", "article_b": "article B"}
    seen = set()
    for regime, order in (("grade_2015_odr", "o4"), ("daily8_2015", "o4"), ("online_7d_2019", "o1")):
        for line in explain(NINE, order, regime, SUMMER[1]).lines:
            names = list(dict.fromkeys(articles.get(id, rulebook.sources()[id].by.en) for id in line.sources))
            assert line.sentence.en.endswith(f". [{', '.join(names[:3])}{' …' if len(names) > 3 else ''}]")
            seen.add(min(len(names), 4))
    assert seen >= {3, 4}
    rules = rulebook.load("grade_2015_odr")
    lines = {line.event: line for line in explain(NINE, "o4", rules, SUMMER[1]).lines}
    assert lines["bad.stars"].sources == tuple(rules.parameters["bad.overall_star_max"].sources)


@pytest.mark.parametrize(
    ("event", "limit"),
    [
        ("bad.stars", " (Overall rating 3 ★ or less):"),
        ("bad.ship_deadline", "missed (Deal not sold):"),
        ("rated", "review that counts:"),
        ("positive", "stars:"),
    ],
)
def test_a_bad_experience_is_told_with_its_limits(event: str, limit: str) -> None:
    lines = [
        line for order in ("o1", "o4", "o5") for line in explain(NINE, order, *SUMMER).lines if line.event == event
    ]
    assert lines and all(limit in line.sentence.en for line in lines)


def test_an_order_of_a_second_store_is_judged_until_the_last_event_of_all() -> None:
    """The last thing that happened is a dispute in the first store."""
    more = dispute("2015-08-20")
    table = orders(dispute("2015-08-25"), more, {"stars": 1, "store_id": "other"}, {"store_id": "other"})
    found = explain(table, "o3", "grade_2015_odr")
    assert found.window == Window.ending("2015-08-25", 90)
    assert found.bad and "rating too low" in repr(found)
    assert not explain(table, "o4", "grade_2015_odr").bad


@pytest.mark.parametrize(("order", "days"), [("o1", 30), ("o11", 90)])
def test_an_order_is_explained_over_the_period_of_its_own_store(order: str, days: int) -> None:
    """An old store with ten orders in 30 days is looked at over 30 days, a new one over 90."""
    recent = {"paid_at": "2019-03-05", "ship_by": "2019-03-12", "shipped_at": "2019-03-06"}
    stores = ["old"] * 10 + ["new", "old"]
    table = orders(*(UNSHIPPED | recent | {"store_id": store} for store in stores))
    table.loc[11, "paid_at"] = pd.Timestamp("2018-06-01")
    regime = rulebook.load("daily6").using({"period.short_if_orders_30d_ge": 10})
    assert explain(table, order, regime, "2019-03-31").window.days == days


# -- days that count ----------------------------------------------------------------------------


def test_festivals_of_some_years() -> None:
    def span(festival: str, year: int) -> tuple[str, str]:
        days = sorted(festival_days(festival, year))
        return str(days[0]), str(days[-1])

    assert span("national_day", 2019) == ("2019-10-01", "2019-10-07")
    assert span("spring_festival", 2019) == ("2019-02-04", "2019-02-10")
    assert span("spring_festival", 2022) == ("2022-01-31", "2022-02-06")
    assert span("labour_day", 2022) == ("2022-04-30", "2022-05-04")
    assert festival_days("local", 2022) == frozenset()


WEEK = ("mon", "tue", "wed", "thu", "fri", "sat")
GOLDEN = ("national_day", "spring_festival")
EVERY_DAY = (*WEEK, "sun")


@pytest.mark.parametrize(("paid", "days", "weekdays", "festivals", "last"), [
    # Friday 1 July 2022 10:00 + 3 days without Sundays: Sat, Mon, Tue 10:00
    ("2022-07-01T10:00", 3, WEEK, (), "2022-07-05T10:00"),
    # paid on a Sunday: the clock starts on Monday 0:00 and one day is over on Tuesday 0:00
    ("2022-07-03T15:00", 1, WEEK, (), "2022-07-05T00:00"),
    # 28 September 2019 12:00 + 5 natural days: 29, 30 September, then 1-7 October stand still
    ("2019-09-28T12:00", 5, EVERY_DAY, GOLDEN, "2019-10-10T12:00"),
    # no stop at all: plain days
    ("2019-06-03T12:00", 7, EVERY_DAY, GOLDEN, "2019-06-10T12:00"),
])  # fmt: skip
def test_deadlines_by_hand(
    paid: str, days: float, weekdays: tuple[str, ...], festivals: tuple[str, ...], last: str
) -> None:
    found = deadlines(pd.DatetimeIndex([paid]).to_numpy(), days, weekdays, festivals)
    assert pd.Timestamp(found[0]) == pd.Timestamp(last)


@settings(max_examples=40, deadline=None)
@given(st.datetimes(pd.Timestamp("2018-01-01").to_pydatetime(),
                    pd.Timestamp("2023-12-31").to_pydatetime()), st.integers(1, 7))  # fmt: skip
def test_a_deadline_leaves_exactly_the_counted_days(paid: object, days: int) -> None:
    found = pd.Timestamp(deadlines(pd.DatetimeIndex([paid]).to_numpy(), days, WEEK, GOLDEN)[0])
    hours = pd.date_range(pd.Timestamp(paid), found, freq="s" if days < 1 else "min")
    counted = sum(counts(day.date(), WEEK, GOLDEN) for day in hours[:-1])
    assert counted == pytest.approx(days * 24 * 60, abs=2)


def test_a_missing_payment_stays_missing() -> None:
    found = deadlines(pd.DatetimeIndex([None, "2022-07-01"]).to_numpy(), 1, WEEK, ())
    assert pd.isna(found[0]) and not pd.isna(found[1])


@pytest.mark.parametrize("day", ["2015-09-30", "2022-05-31", "2024-06-30"])
def test_each_regime_in_force_judges_the_orders_of_its_mode(day: str) -> None:
    table = simulate(ROUGH, orders=600, seed=5, until=day)
    found = compare_in_each_mode(table, day, illustrative=True)
    assert list(found) == [rules.id for rules in rulebook.in_force(day)]
    for id, result in found.items():
        alone = assess(run_as(table, *rulebook.load(id).modes[:1]), id, day, illustrative=True)
        assert (repr(result), result.reason) == (repr(alone), alone.reason)


@pytest.mark.parametrize(
    ("metric", "value", "told"),
    [("odr", None, "–"), ("odr", float("nan"), "–"), ("odr", 0.0456, "4.6 %"), ("dsr_description", 4.5678, "4.57")],
)
def test_a_value_is_told_by_the_scale_of_its_metric(metric: str, value: float | None, told: str) -> None:
    assert format_value(metric, value) == told
