"""Tiers, silver stores, the annual fee and the deposit: by hand, from the texts behind the rules."""

from __future__ import annotations

import inspect
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aecourse
from aecourse import rulebook
from aecourse.base.errors import CourseError, UnknownName
from aecourse.rulebook import business, fees
from aecourse.rulebook.business import refund, silver, tier, tier_groups, traffic_per_store
from aecourse.rulebook.fees import entry, sales_check

# -- tiers ----------------------------------------------------------------------------------------


def test_traffic_per_store_by_hand() -> None:
    """40 % of the traffic for 70 % of the stores: 0.57.  30 / 20 = 1.5.  30 / 10 = 3.0."""
    found = traffic_per_store()
    assert found == pytest.approx({"tiers_1_2": 40 / 70, "tiers_3_4": 1.5, "tier_5": 3.0})
    assert round(found["tiers_1_2"], 2) == 0.57
    assert found["tier_5"] / found["tiers_1_2"] == pytest.approx(5.25)
    told = rulebook.table("tiers")["traffic_per_store"]
    assert found == pytest.approx(dict(told), abs=5e-5)


def test_both_columns_of_shares_add_to_one() -> None:
    groups = tier_groups()
    assert [g.tiers for g in groups] == [(1, 2), (3, 4), (5,)]
    assert sum(g.store_share for g in groups) == pytest.approx(1)
    assert sum(g.traffic_share for g in groups) == pytest.approx(1)
    assert sum(g.store_share * g.traffic_per_store for g in groups) == pytest.approx(1)


@pytest.mark.parametrize(("gmv", "possible", "group"), [
    (0, (1,), "tiers_1_2"), (999.99, (1,), "tiers_1_2"),
    (1000, (1, 2), "tiers_1_2"),  # open which of the two, but one group
    (1000.01, (2,), "tiers_1_2"),
    (5000, (2, 3), None),         # open, and so is the group
    (7500, (3,), "tiers_3_4"), (10_000, (3, 4), "tiers_3_4"),
    (50_000, (4,), "tiers_3_4"),  # the last tier is printed as "above 50,000"
    (50_000.01, (5,), "tier_5"), (1e9, (5,), "tier_5"),
])  # fmt: skip
def test_tiers_and_their_overlapping_borders(gmv: float, possible: tuple[int, ...], group: str | None) -> None:
    found = tier(gmv)
    assert found.possible == possible
    assert found.number == (possible[0] if len(possible) == 1 else None)
    assert (found.group.name if found.group else None) == group
    assert ("stays open" in str(found)) is (len(possible) > 1)
    assert "is summed is not stated" in str(found)
    aecourse.set_language("zh")
    assert ("没有写明" in str(found)) is (len(possible) > 1)


def test_borders_can_be_moved() -> None:
    other = rulebook.table("tiers").using({"gmv_bounds": [10, 20, 30, 40], "gmv_window_days": 30})
    assert tier(25, other).number == 3
    assert "not stated" not in str(tier(25, other))


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_more_turnover_never_means_a_lower_tier(one: float, two: float) -> None:
    low, high = sorted((one, two))
    assert max(tier(low).possible) <= max(tier(high).possible)
    assert min(tier(low).possible) <= min(tier(high).possible)


# -- silver store ---------------------------------------------------------------------------------

DSR = {"dsr_description": 4.6, "dsr_communication": 4.5, "dsr_logistics": 4.4}
BARELY: dict[str, Any] = {
    "gmv_month_mean": 30_000, "grade": "good", "dsr": DSR, "risk_check_passed": True}  # fmt: skip
EXTRA: dict[str, Any] = {
    "retold_2025": True, "online_rate_72h": 0.85, "positive_rate": 0.92, "snad_rate": 0.0299,
    "snad_industry_mean": 0.03}  # fmt: skip


def test_every_minimum_is_included() -> None:
    assert silver(**BARELY).met is True
    assert silver(**BARELY).reasons == ()
    assert silver(**BARELY, **EXTRA).met is True


@pytest.mark.parametrize(("change", "key"), [
    ({"gmv_month_mean": 29_999.99}, "gmv_month_mean"),
    ({"grade": "pass"}, "grade"),
    ({"dsr": {**DSR, "dsr_description": 4.59}}, "dsr_description"),
    ({"dsr": {**DSR, "dsr_communication": 4.49}}, "dsr_communication"),
    ({"dsr": {**DSR, "dsr_logistics": 4.39}}, "dsr_logistics"),
    ({"risk_check_passed": False}, "risk_check"),
    ({**EXTRA, "online_rate_72h": 0.849}, "online_rate_72h"),
    ({**EXTRA, "positive_rate": 0.919}, "positive_rate"),
    ({**EXTRA, "snad_rate": 0.03}, "snad_rate"),  # at the mean is not below it
])  # fmt: skip
def test_one_condition_missed_and_the_reason_names_it(change: dict[str, Any], key: str) -> None:
    found = silver(**{**BARELY, **change})
    assert found.met is False
    assert [c.key for c in found.checks if not c.met] == [key]
    assert len(found.reasons) == 1
    assert str(found.reasons[0]) in str(found)


def test_the_reason_shows_what_is_there_and_what_is_needed() -> None:
    found = silver(**{**BARELY, "gmv_month_mean": 12_500, "grade": "pass"})
    assert "29,999.99" in str(silver(**{**BARELY, "gmv_month_mean": 29_999.99}))
    assert "12,500" in str(found) and "at least 30,000" in str(found)
    aecourse.set_language("zh")
    assert "不低于 30,000" in str(found)
    assert "服务等级：及格，要求良好及以上" in str(found)


def test_what_is_not_known_is_neither_met_nor_missed() -> None:
    found = silver(**{**BARELY, "risk_check_passed": None})
    assert found.met is None
    assert "not known" in str(found) and "risk check" in str(found)
    assert silver(**{**BARELY, "risk_check_passed": None, "grade": "fail"}).met is False
    assert silver(**{**BARELY, "dsr": {**DSR, "dsr_logistics": float("nan")}}).met is None
    assert silver().met is None
    assert len(silver().reasons) == len(silver().checks)


def test_the_conditions_of_2025_are_asked_only_when_wanted() -> None:
    assert {c.key for c in silver(**BARELY, **EXTRA).checks} - {
        c.key for c in silver(**BARELY).checks} == {"online_rate_72h", "positive_rate", "snad_rate"}  # fmt: skip


# -- what entry cost ------------------------------------------------------------------------------


@pytest.mark.parametrize(("category", "sales", "amount", "ahead"), [
    # typical: 10,000 RMB; half from 15,000 USD, all from 45,000 USD
    ("apparel", 0, 0, 15_000), ("apparel", 14_999.99, 0, 15_000), ("apparel", 15_000, 5000, 45_000),
    ("bags_shoes", 44_999, 5000, 45_000), ("jewellery_watches", 45_000, 10_000, None),
    ("typical", 1e6, 10_000, None),
    # phones: 30,000 RMB; half from 45,000 USD, all from 90,000 USD
    ("phones", 44_999, 0, 45_000), ("phones", 45_000, 15_000, 90_000), ("phones", 90_000, 30_000, None),
])  # fmt: skip
def test_refund_by_turnover(category: str, sales: float, amount: float, ahead: float | None) -> None:
    found = refund(category, sales)
    assert (found.amount, found.next_at) == (amount, ahead)
    assert f"{amount:,} RMB" in str(found)


def test_where_no_source_tells_the_steps_the_refund_stays_unknown() -> None:
    found = refund("human_hair", 100_000)
    assert (found.fee, found.share, found.amount, found.next_at) == (50_000, None, None, None)
    assert "no source" in str(found)


def test_where_no_source_tells_the_fee_the_error_says_so() -> None:
    with pytest.raises(CourseError, match="No source tells the fee of 'home'"):
        refund("home", 1000)
    with pytest.raises(UnknownName, match="phones"):
        refund("phone", 1000)


@given(st.floats(0, 2e5), st.floats(0, 2e5))
def test_more_sales_never_mean_less_refund(one: float, two: float) -> None:
    low, high = sorted((one, two))
    assert refund("phones", low).amount <= refund("phones", high).amount  # type: ignore[operator]


@pytest.mark.parametrize(("day", "kind", "amount", "yearly", "earns"), [
    ("2015-12-31", "free", 0, False, False),
    ("2016-01-01", "fee", 10_000, True, True),
    ("2019-11-26", "fee", 10_000, True, True),
    ("2019-11-27", "deposit", 10_000, False, False),
])  # fmt: skip
def test_entry_by_day(day: str, kind: str, amount: float, yearly: bool, earns: bool) -> None:
    found = entry(day, "apparel")
    assert (found.kind, found.amount, found.yearly, found.earns_refund) == (
        kind, amount, yearly, earns)  # fmt: skip


def test_the_deposit_of_another_category_is_not_told() -> None:
    assert entry("2019-11-26", "phones").amount == 30_000
    assert entry("2019-11-27", "phones").amount is None
    assert "not told" in str(entry("2019-11-27", "phones"))


@pytest.mark.parametrize(("deposit", "day", "category", "due", "needed"), [
    ("2021-01-13", "2022-01-14", "apparel", True, 5_000),    # 366 days old, on the first day
    ("2021-01-14", "2022-01-14", "apparel", False, None),   # 365 days are not more than 365
    ("2020-01-01", "2022-01-13", "apparel", False, 10_000),   # before the first check
    ("2020-01-01", "2022-02-13", "electronics", False, 10_000),
    ("2020-01-01", "2022-02-14", "electronics", True, 10_000),
    ("2020-01-15", "2022-01-14", "apparel", True, 5_000),    # 730 days are not more than 730
    ("2020-01-14", "2022-01-14", "apparel", True, 10_000),
])  # fmt: skip
def test_the_sales_check_of_stores_with_a_deposit(
    deposit: str, day: str, category: str, due: bool, needed: int | None
) -> None:
    found = sales_check(deposit, day, category)
    assert found.due is due
    assert found.needed == needed


@pytest.mark.parametrize("blank", [
    {"snad_rate": float("nan")}, {"snad_industry_mean": float("nan")},
    {"online_rate_72h": float("nan")}, {"gmv_month_mean": float("nan")},
])  # fmt: skip
def test_a_mean_of_no_orders_is_not_known(blank: dict[str, Any]) -> None:
    found = silver(**{**BARELY, **EXTRA, **blank})
    assert found.met is None and len(found.reasons) == 1
    assert "not known" in str(found.reasons[0])


# -- bad input, and where the numbers come from ---------------------------------------------------


@pytest.mark.parametrize("wrong", [
    lambda: tier(-1), lambda: tier(float("nan")), lambda: tier("much"),  # type: ignore[arg-type]
    lambda: refund("apparel", -5), lambda: refund("clothes", 5), lambda: silver(grade="great"),
    lambda: silver(dsr={"description": 4.7}), lambda: entry("2019", "apparel"),
    lambda: entry("2020-01-01", "gadgets"), lambda: sales_check("2020-01-01", "2022-03-01", "phone"),
])  # fmt: skip
def test_nonsense_is_refused_in_both_languages(wrong: Any) -> None:
    with pytest.raises(CourseError) as caught:
        wrong()
    assert caught.value.phrase.en != caught.value.phrase.zh


@pytest.mark.parametrize("module", [business, fees])
def test_no_number_of_the_tables_stands_in_the_code(module: Any) -> None:
    code = re.sub(r'""".*?"""', "", inspect.getsource(module), flags=re.DOTALL)
    code = re.sub(r'"[^"\n]*"|#[^\n]*', "", code)
    assert set(re.findall(r"\b\d[\d._]*", code)) <= {"0", "1", "0.0", "1.0"}
