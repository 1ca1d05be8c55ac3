"""The rulebook: what the rules say, where they come from, and what a bad file is told."""

from __future__ import annotations

import copy
import dataclasses
import itertools
import pickle
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aecourse import assess, rulebook
from aecourse.base.errors import CourseError, UnknownName
from aecourse.base.language import Phrase, using
from aecourse.rulebook import RulebookError, book, reader
from aecourse.rulebook.claims import VERDICTS, claims
from aecourse.rulebook.faults import Faults
from aecourse.rulebook.metrics import METRICS
from aecourse.rulebook.omissions import left_out
from aecourse.rulebook.online import limit_in
from aecourse.rulebook.texts import is_linkable, sources_from
from aecourse.rulebook.values import Fixed, is_silent_null, leaves, misfit
from aecourse.rulebook.vocabulary import CONFIDENCES, KINDS, UNITS, WINDOWS
from aecourse.scoring.metrics import metric
from aecourse.scoring.outcomes import kind_of
from tests.worked import numbers, orders
from tools import rulebook_page

REGIMES = rulebook.regimes()
TABLES = rulebook.tables()
ALL = (*REGIMES, *TABLES)
PARAMETERS = [
    pytest.param(rules, parameter, id=f"{rules.id}.{parameter.key}")
    for rules in ALL
    for parameter in rules.parameters.values()
]
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def find(name: str) -> object:
    """What ``regime_or_table`` or ``regime_or_table.key`` names; an error if there is none."""
    id, _, key = name.partition(".")
    known = {rules.id: rules for rules in ALL}
    return known[id].parameter(key) if key else known[id]


# What the rules say ------------------------------------------------------------------------------


def test_every_regime_is_there() -> None:
    assert {regime.id for regime in REGIMES} >= {
        "grade_2015_odr",
        "daily8_2015",
        "daily6",
        "category_2016_monthly",
        "category_2017_quarterly",
        "category_2020",
        "online_4wd_2018",
        "online_7d_2019",
        "online_5d_2020",
        "online_multi_2022",
        "online_48h_2024",
        "jit_2024",
        "capability_2022",
        "plus_72h",
        "store_score_2023",
    }
    assert {file.stem for file in Path(rulebook.__file__).parent.glob("regimes/*")} == {r.id for r in REGIMES}
    starts = [regime.effective_from for regime in REGIMES]
    assert starts == sorted(starts)


def test_every_table_is_there() -> None:
    assert {table.id for table in TABLES} == {
        "deposit_2019",
        "dispute",
        "dsr",
        "false_shipment",
        "fee_2016",
        "feedback",
        "fees_2025",
        "gold",
        "gold_2023",
        "line_freeze_2022",
        "merchant_tiers_2024",
        "modes",
        "not_sold",
        "platform",
        "points",
        "semi_managed_only_2025",
        "silver",
        "tiers",
    }


VALUES = [
    # The service grade of 2015
    ("grade_2015_odr.effective_from", date(2015, 1, 5)),
    ("grade_2015_odr.effective_to", date(2015, 10, 7)),
    ("grade_2015_odr.window_days", 90),
    ("grade_2015_odr.publish_by_day", 3),
    ("grade_2015_odr.bad.overall_star_max", 3),
    ("grade_2015_odr.bad.dsr_description_max", 3),
    ("grade_2015_odr.bad.dsr_communication_max", 3),
    ("grade_2015_odr.bad.dsr_shipping_max", 1),
    ("grade_2015_odr.bad.not_sold", True),
    ("grade_2015_odr.bad.arbitration", True),
    ("grade_2015_odr.bad.seller_timeout", True),
    ("grade_2015_odr.seller_response_days", 5),
    ("grade_2015_odr.min_closed_paid_orders", 30),
    ("grade_2015_odr.odr_skip_if_bad_buyers_le", 2),
    ("grade_2015_odr.ruling_skip_if_count_eq", 1),
    ("grade_2015_odr.positive_rate.formula", "pos_neg"),
    ("grade_2015_odr.positive_rate.min_order_usd", 5),
    ("grade_2015_odr.positive_rate.merge_ten_days", True),
    ("grade_2015_odr.positive_rate.exclude_nr_disputes", True),
    ("grade_2015_odr.liable_rate.denominator", "shipped"),
    ("grade_2015_odr.showcase.slots", {"excellent": 3, "good": 1, "pass": 0, "fail": 0}),
    (
        "grade_2015_odr.assessed_event_types",
        (
            "ship_deadline",
            "seller_cancel",
            "shipment",
            "confirmed",
            "receipt_timeout",
            "dispute_opened",
            "dispute_changed",
            "arbitration_opened",
            "arbitration_closed",
            "review",
            "review_timeout",
        ),
    ),
    # Daily scores
    ("daily8_2015.effective_from", date(2015, 10, 8)),
    ("daily8_2015.item_floor", -100),
    ("daily6.item_floor", -100),
    ("daily6.min_orders_90d", 60),
    ("daily6.period.short_days", 30),
    ("daily6.period.long_days", 90),
    ("daily6.period.short_if_age_days_gt", 180),
    ("daily6.period.short_if_orders_30d_ge", 60),
    ("daily6.grade_cuts", {"excellent": 90, "good": 80, "pass": 60}),
    # Categories
    ("category_2016_monthly.window_days", 30),
    ("category_2016_monthly.first_check", date(2016, 3, 2)),
    ("category_2016_monthly.first_check_other_scopes", date(2016, 4, 2)),
    ("category_2016_monthly.snad_max.laptop_accessories", 0.10),
    ("category_2017_quarterly.window_days", 90),
    ("category_2017_quarterly.new_enterprise_min_snad_denominator", 90),
    ("category_2017_quarterly.product_check_days", (10, 25)),
    ("category_2020.first_check", date(2020, 8, 10)),
    ("category_2020.lag_days", 2),
    # Online rates
    ("online_4wd_2018.online.limit", 4),
    ("online_7d_2019.online.limit", 7),
    ("online_7d_2019.online.levels", {"ok": 0.90, "poor": 0.80}),
    ("online_7d_2019.online.lag_days", 7),
    ("online_5d_2020.effective_from", date(2020, 9, 19)),
    ("online_5d_2020.online.limit", 5),
    ("online_5d_2020.online.lag_days", 5),
    ("online_multi_2022.effective_from", date(2022, 5, 6)),
    ("online_multi_2022.online.weekdays.mainland", ("mon", "tue", "wed", "thu", "fri", "sat")),
    ("online_multi_2022.online.weekdays.hong_kong", ("mon", "tue", "wed", "thu", "fri")),
    ("online_multi_2022.online.custom_goods_exempt_if_prep_days_gt", 7),
    ("online_48h_2024.effective_from", date(2024, 2, 19)),
    ("online_48h_2024.online.limit", 48),
    # Capability, PLUS, store score
    ("capability_2022.check_day", 27),
    ("capability_2022.window_days", 30),
    ("capability_2022.display_lag_days", 2),
    ("capability_2022.penalties_from", date(2022, 2, 26)),
    ("capability_2022.snad.min_orders", 5),
    ("capability_2022.snad.bands.fashion", {"general": 0.05, "serious": 0.20, "very_serious": 0.50}),
    ("capability_2022.snad.bands.other", {"general": 0.10, "serious": 0.20, "very_serious": 0.50}),
    ("capability_2022.points", {"general": 2, "serious": 12, "very_serious": 48}),
    ("capability_2022.not_sold.window_days", (7, 30)),
    ("capability_2022.positive_rate.exclude_nr_disputes", False),
    ("plus_72h.target", 0.95),
    ("plus_72h.bands", {"general": 0.90, "serious": 0.85}),
    ("plus_72h.points", {"general": 2, "serious": 6, "very_serious": 12}),
    ("plus_72h.exit_points", 24),
    ("store_score_2023.min_orders_90d", 30),
    ("store_score_2023.min_orders_30d", 10),
    ("store_score_2023.score.pass", 60),
    ("store_score_2023.score.freeze_at_or_below", 30),
    # Tables
    ("feedback.positive_stars_min", 4),
    ("feedback.points", {"positive": 1, "neutral": 0, "negative": -1}),
    ("feedback.merge_first_days", (1, 11, 21)),
    ("feedback.review_window_days", 30),
    ("dispute.platform_steps_in_days", 7),
    ("dispute.buyer_return_days", 10),
    ("dispute.seller_confirm_days", 30),
    ("points.life_days", 365),
    ("points.close_at", 48),
    ("points.node_days", {"12": 7, "24": 14, "36": 30}),
    ("tiers.gmv_bounds", (1000, 5000, 10000, 50000)),
    ("silver.gmv_month_mean_min", 30000),
    ("silver.dsr_min", {"dsr_description": 4.6, "dsr_communication": 4.5, "dsr_logistics": 4.4}),
    ("fee_2016.fee.typical", 10000),
    ("fee_2016.refund.typical", {"half": 15000, "full": 45000}),
    ("fee_2016.refund.phones", {"half": 45000, "full": 90000}),
    ("deposit_2019.effective_from", date(2019, 11, 27)),
    ("deposit_2019.amount_typical", 10000),
    ("not_sold.appeal.file_hours", 72),
    ("not_sold.appeal.orders_to_prove", 5),
    ("false_shipment.no_scan_working_days", 5),
    ("false_shipment.no_scan_days", 15),
    # 2024 to 2026
    ("online_48h_2024.changed_by", date(2024, 9, 12)),
    ("online_48h_2024.relaxed.limit", 72),
    ("online_48h_2024.relaxed.listed_within_days", 30),
    ("online_48h_2024.relaxed.slow_sales_max", 10),
    ("jit_2024.handover.cut_off", "14:00"),
    ("jit_2024.handover.due_days", {"before": 0, "after": 1}),
    ("jit_2024.handover.self_delivery_hours", 48),
    ("jit_2024.relaxed.extra_hours", 48),
    ("jit_2024.relaxed.slow_until", date(2024, 12, 8)),
    ("merchant_tiers_2024.levels", ("ordinary", "A", "S")),
    ("line_freeze_2022.nr_rate_min", 0.10),
    ("line_freeze_2022.nr_orders_min", 10),
    ("line_freeze_2022.freeze_days", 30),
    ("line_freeze_2022.freezes_until_last", 3),
    ("gold_2023.gmv_month_mean_min", 10000),
    ("gold_2023.main_brand_share_min", 0.70),
    ("gold_2023.online_rate_72h_min", 0.90),
    ("semi_managed_only_2025.price_below", 10),
    ("semi_managed_only_2025.locked_in_days", 180),
    ("fees_2025.commission", {"lowest": 0.025, "highest": 0.055}),
    ("fees_2025.transaction_service_fee", 0.025),
    ("fees_2025.august_2025_commission", {"lowest": 0.035, "highest": 0.09}),
    ("deposit_2019.sales_check.amount", {"older": 10000, "younger": 5000}),
    ("gold.out.trade_points", 24),
    ("daily8_2015.snad_liable.not_counted_from", date(2016, 10, 10)),
]


@pytest.mark.parametrize(("name", "value"), VALUES, ids=[name for name, _ in VALUES])
def test_the_rules_say(name: str, value: object) -> None:
    assert find(name).value == value


CONFLICTS = [
    ("grade_2015_odr.bad.dsr_shipping_max", 3),
    ("grade_2015_odr.min_closed_paid_orders", 90),
    ("grade_2015_odr.positive_rate.formula", "all_reviews"),
    ("grade_2015_odr.positive_rate.exclude_nr_disputes", False),
    ("grade_2015_odr.liable_rate.denominator", "closed"),
    ("category_2017_quarterly.first_check", date(2017, 4, 15)),
    ("capability_2022.positive_rate.exclude_nr_disputes", True),
    ("dispute.reason_counted", "first_reason"),
    ("not_sold.out_of_stock_counts", False),
    ("points.node_days", {"12": 7, "24": 14, "36": 28}),
]


@pytest.mark.parametrize(("name", "other"), CONFLICTS, ids=[name for name, _ in CONFLICTS])
def test_conflicting_sources_stand_side_by_side(name: str, other: object) -> None:
    assert other in [alternative.value for alternative in find(name).alternatives]


# What the public does not know.  A value that appears here by itself is an invention.
UNKNOWN = {
    "grade_2015_odr": {"grade.odr", "grade.positive_rate", "grade.liable_rate"},
    "daily8_2015": {"curve", "window_days", "min_orders_90d", "grade_cuts"},
    "daily6": {"curve"},
    "category_2016_monthly": {"start_value", "snad_max", "dsr_description_min"},
    "category_2017_quarterly": {"start_value", "snad_max", "dsr_description_min", "product_check.snad_max"},
    "category_2020": {"start_value", "snad_max", "dsr_description_min"},
    "online_4wd_2018": set(),
    "online_7d_2019": set(),
    "online_5d_2020": {"online.levels"},
    "online_multi_2022": {"online.levels"},
    "online_48h_2024": {"online.calendar", "online.weekdays", "fine", "relaxed_limits"},
    "jit_2024": {"begins", "window_days", "calendar", "fine", "right_withdrawn_below"},
    "merchant_tiers_2024": {"thresholds", "regional_thresholds"},
    "line_freeze_2022": {"window_days", "rate_counts"},
    "semi_managed_only_2025": {"effective_from", "category_list"},
    "fees_2025": {"by_category"},
    "modes": {"fully_managed_amounts", "score_after_2023", "pop_limit_now"},
    "capability_2022": {
        "bands.not_sold_rate",
        "bands.online_rate_5d",
        "bands.nr_rate",
        "bands.positive_rate",
        "bands.dsr_description",
        "not_sold_rate.denominator",
    },
    "plus_72h": {"online.window_days"},
    "store_score_2023": {"single_item_very_bad", "weights", "floors", "industry_means"},
    "tiers": {"gmv_window_days"},
    "not_sold": {"serious.limit", "rate.denominator"},
}


@pytest.mark.parametrize("rules", ALL, ids=lambda rules: rules.id)
def test_unknown_stays_unknown(rules: rulebook.Table) -> None:
    assert set(rules.unknown) == UNKNOWN.get(rules.id, set()), "is this so? then list it in UNKNOWN"


def test_the_grade_limits_have_a_teaching_default_and_no_value() -> None:
    regime = rulebook.load("grade_2015_odr")
    limits = {key: regime.parameter(f"grade.{key}") for key in ("odr", "positive_rate")}
    assert limits["odr"].illustrative == {"excellent": 0.035, "good": 0.06, "pass": 0.12}
    assert limits["positive_rate"].illustrative == {"excellent": 0.97, "good": 0.95, "pass": 0.90}
    assert all(limit.value is None and limit.is_unknown for limit in limits.values())
    assert regime.parameter("grade.liable_rate").illustrative is None


@pytest.mark.parametrize("id", ["daily8_2015", "daily6"])
def test_full_marks_make_a_hundred_and_every_item_has_a_curve(id: str) -> None:
    regime = rulebook.load(id)
    assert sum(regime["full_marks"].values()) == 100
    assert set(regime["full_marks"]) == set(regime.metrics)
    curve = regime.parameter("curve").illustrative
    assert set(curve) == set(regime.metrics)
    for points in curve.values():
        in_order = [points["full"], points["zero"], points["floor"]]
        assert in_order in (sorted(in_order), sorted(in_order, reverse=True))


def test_traffic_per_store_follows_from_the_two_shares() -> None:
    tiers = rulebook.table("tiers")
    for group, times in tiers["traffic_per_store"].items():
        assert times == pytest.approx(tiers["traffic_share"][group] / tiers["store_share"][group], abs=1e-4)
    assert sum(tiers["store_share"].values()) == pytest.approx(1)
    assert sum(tiers["traffic_share"].values()) == pytest.approx(1)


def test_plus_and_the_general_rule_have_different_points() -> None:
    assert rulebook.load("plus_72h")["points"] != rulebook.table("points")["per_case"]


# Every parameter is evidence ---------------------------------------------------------------------


@pytest.mark.parametrize(("rules", "parameter"), PARAMETERS)
def test_every_parameter_has_its_evidence(rules: rulebook.Table, parameter: rulebook.Parameter) -> None:
    assert rules.parameter(parameter.key) is parameter
    assert parameter.unit in UNITS
    assert parameter.window in WINDOWS
    assert parameter.confidence in CONFIDENCES
    cited = {*parameter.sources, *(s for other in parameter.alternatives for s in other.sources)}
    assert parameter.sources
    assert cited <= set(rulebook.sources())
    assert parameter.is_unknown == (parameter.value is None) == (parameter.confidence == "unknown")
    if not parameter.is_unknown:
        assert misfit(parameter.value, parameter.unit) is None
        assert not is_silent_null(parameter.value)
        assert parameter.illustrative is None
    texts = [parameter.meaning, *(other.note for other in parameter.alternatives)]
    texts += [parameter.note] if parameter.note else []
    for text in texts:
        assert text.en.isascii()
        assert CHINESE.search(text.zh)
        assert text.zh.endswith(("。", "）"))
        assert not re.search(r"[\u4e00-\u9fff][,;:?!]", text.zh), "full-width punctuation"


@pytest.mark.parametrize("rules", ALL, ids=lambda rules: rules.id)
def test_every_name_and_summary_is_in_both_languages(rules: rulebook.Table) -> None:
    for text in (rules.name, rules.summary):
        assert text.en.isascii()
        assert CHINESE.search(text.zh) or "AliExpress" in text.zh


@pytest.mark.parametrize("regime", REGIMES, ids=lambda regime: regime.id)
def test_every_regime_is_whole(regime: rulebook.Regime) -> None:
    assert regime.effective_to is None or regime.effective_from < regime.effective_to
    assert {id for id in regime.metrics if limit_in(id) is None} <= set(METRICS)
    assert kind_of(regime).name.zh
    assert regime.clock in ("America/Los_Angeles", "Asia/Shanghai")


def test_sources_are_linked_exactly_where_they_may_be() -> None:
    for source in rulebook.sources().values():
        assert source.kind in KINDS
        assert source.publisher
        assert re.fullmatch(r"20\d\d-\d\d(-\d\d)?", source.read)
        if source.kind == "not_linkable":
            assert source.address is None
        else:
            assert source.address is None or is_linkable(source.address)
        assert source.title.en.isascii()
        assert CHINESE.search(source.title.zh)
    addresses = [s.address for s in rulebook.sources().values() if s.address]
    assert len(addresses) == len(set(addresses))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example",
        "www.example.com/page",
        "ftp://example.com/page",
        "file:///etc/hosts",
        "javascript:alert(1)",
        "http://localhost/page",
        "http://10.0.0.1/page",
        "https://user@example.com/",
        "https://user:secret@example.com/",
        "https://example.com:8080/",
        "https://example.com/a page",
        "https://example..com/",
        'https://example.com/"><script>',
        "http://[::1]/",
        "http://[bad",
        "https://page.invalid/",
        None,
        7,
    ],
)
def test_addresses_that_cannot_be_linked(address: object) -> None:
    assert not is_linkable(address)


# Asking for values -------------------------------------------------------------------------------


def test_an_unknown_value_says_how_to_pass_one() -> None:
    regime = rulebook.load("grade_2015_odr")
    with pytest.raises(CourseError, match=r"grade\.odr .*not public.*using"):
        regime["grade.odr"]
    with using("zh"), pytest.raises(CourseError, match="未公开"):
        regime["grade.odr"]
    assert regime.get("grade.odr") is None
    assert regime.get("grade.odr", 7) == 7
    assert regime.get("no such key", 7) == 7


def test_wrong_names_get_the_near_ones() -> None:
    with pytest.raises(UnknownName, match=r"bad\.overall_star_max"):
        rulebook.load("grade_2015_odr")["bad.overal_star_max"]
    with pytest.raises(UnknownName, match="grade_2015_odr"):
        rulebook.load("grade_2015")
    with pytest.raises(UnknownName, match="points"):
        rulebook.table("point")


def test_using_replaces_values_and_leaves_the_regime_alone() -> None:
    regime = rulebook.load("grade_2015_odr")
    limits = {"excellent": 0.01, "good": 0.02, "pass": 0.03}
    mine = regime.using({"bad.dsr_shipping_max": 3, "grade.odr": limits})
    assert mine["bad.dsr_shipping_max"] == 3
    assert mine["grade.odr"] == limits
    assert mine.chosen == {"bad.dsr_shipping_max", "grade.odr"}
    assert "grade.odr" not in mine.unknown
    assert mine.parameter("grade.odr").confidence == "chosen"
    assert regime["bad.dsr_shipping_max"] == 1
    assert regime.chosen == frozenset()
    assert mine.using({"window_days": 30}).chosen == mine.chosen | {"window_days"}
    assert mine != regime
    limits["excellent"] = 0.9
    assert mine["grade.odr"]["excellent"] == 0.01


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"no_such_key": 1}, "no parameter"),
        ({"window_days": 0}, "length of time"),
        ({"window_days": "90"}, "length of time"),
        ({"bad.overall_star_max": 6}, "1 to 5 stars"),
        ({"bad.not_sold": 1}, "true or false"),
        ({"grade.odr": 0.03}, "excellent, good, pass"),
        ({"grade.odr": {"excellent": 0.03}}, "excellent, good, pass"),
        ({"grade.odr": {"excellent": 3.5, "good": 6, "pass": 12}}, r"did you mean 0\.035"),
        ({"window_days": {"a": 90}}, "one value"),
        ({"positive_rate.formula": "all"}, "one of"),
        ({"positive_rate.formula": "shipped"}, "pos_neg, all_reviews"),
        ({"min_closed_paid_orders": None}, "says nothing"),
        ({"min_closed_paid_orders": float("nan")}, "says nothing"),
        ({"effective_from": "2015-01-05"}, "date"),
    ],
)
def test_values_that_using_refuses(values: Mapping[str, object], said: str) -> None:
    with pytest.raises(CourseError, match=said):
        rulebook.load("grade_2015_odr").using(values)


THREE_DAYS = """
id = "online_3d"
name.en = "Three days"
name.zh = "三天"
summary.en = "Illustrative."
summary.zh = "示意。"
metrics = ["online_rate_3d"]
outcome = "online_level"

[parameters.effective_from]
value = 2025-01-01
unit = "date"
window = "none"
sources = ["article_b"]
confidence = "article_only"
meaning.en = "First day."
meaning.zh = "首日。"

[parameters.clock]
same_as = "platform.clock"

[parameters."online.limit"]
value = 3
unit = "days"
window = "per_order"
sources = ["article_b"]
confidence = "article_only"
meaning.en = "Longest time."
meaning.zh = "最长时限。"

[parameters."online.levels"]
value = { ok = 0.9, poor = 0.5 }
unit = "share"
window = "30d"
sources = ["article_b"]
confidence = "article_only"
meaning.en = "The levels."
meaning.zh = "档位。"
"""


def test_an_online_rate_of_another_length_is_one_file(tmp_path: Path) -> None:
    """Scanned after 2, 3 and 4 days: two of three are in time; with 4 days for a limit, all."""
    (tmp_path / "online_3d.toml").write_text(THREE_DAYS, encoding="utf-8")
    regime = rulebook.load("online_3d", folder=tmp_path)
    table = orders(*({"paid_at": "2025-02-01", "shipped_at": "2025-02-01", "first_scan_at": scan}
                     for scan in ("2025-02-03", "2025-02-04", "2025-02-05")))  # fmt: skip
    result = assess(table, regime, "2025-02-20")
    assert numbers(result.metrics, "online_rate_3d") == (2, 3)
    assert result.outcome == "to improve"
    assert metric("online_rate_3d").name == Phrase("Online rate, 3 days", "3 天上网率")
    four = assess(table, regime.using({"online.limit": 4}), "2025-02-20")
    assert numbers(four.metrics, "online_rate_3d") == (3, 3)


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (('value = 3\nunit = "days"', 'value = 4\nunit = "days"'), "not the length"),
        (('unit = "days"', 'unit = "working_days"'), "not the length"),
        (('["online_rate_3d"]', '["online_rate_3d", "online_rate_5d"]'), "one limit for"),
        (('["online_rate_3d"]', '["online_rate_3x"]'), "unknown metric"),
    ],
)
def test_a_length_that_is_not_its_name_is_a_fault(tmp_path: Path, edit: tuple[str, str], said: str) -> None:
    assert edit[0] in THREE_DAYS
    text = THREE_DAYS.replace(*edit)
    (tmp_path / "online_3d.toml").write_text(text, encoding="utf-8")
    with pytest.raises(RulebookError, match=said):
        rulebook.load("online_3d", folder=tmp_path)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ('told = "because"', "unknown reason for being told only"),
        ('told = "effect"\ninstead = ["clock_"]', "not a parameter here that acts"),
        ('instead = ["online.levels"]', "stands only beside"),
        ('told = "effect"\ninstead = "online.levels"', "not a list of names"),
    ],
)
def test_what_is_wrong_with_a_parameter_that_is_only_told(tmp_path: Path, entry: str, said: str) -> None:
    text = THREE_DAYS.replace("value = 3\n", f"value = 3\n{entry}\n")
    (tmp_path / "online_3d.toml").write_text(text, encoding="utf-8")
    with pytest.raises(RulebookError, match=said):
        rulebook.load("online_3d", folder=tmp_path)


def test_a_snad_line_for_apparel_alone_is_one_file() -> None:
    """The shorter list of category groups holds; the other groups keep their line."""
    rules = rulebook.load("capability_2022")
    line = dataclasses.replace(rules.parameter("snad.bands.fashion"), key="snad.bands.apparel",
                               value=Fixed({"general": 0.06, "serious": 0.2, "very_serious": 0.5}))  # fmt: skip
    groups = dataclasses.replace(rules.parameter("snad.bands.fashion_categories"),
                                 key="snad.bands.apparel_categories", value=("apparel",))  # fmt: skip
    own = dataclasses.replace(rules, parameters=Fixed({**rules.parameters, line.key: line, groups.key: groups}))
    found = [rulebook.snad_bands(own, c)["general"] for c in ("apparel", "wedding", "phones")]
    assert found == [0.06, 0.05, 0.1]
    assert [rulebook.snad_bands(rules, c)["general"] for c in ("apparel", "hair")] == [0.05, 0.1]


def test_rules_cannot_be_changed_and_can_be_kept_anywhere() -> None:
    regime = rulebook.load("grade_2015_odr")
    with pytest.raises(AttributeError):
        regime.id = "other"
    with pytest.raises(TypeError):
        regime.parameters["window_days"] = None
    with pytest.raises(TypeError):
        regime["showcase.slots"]["good"] = 9
    assert rulebook.load("grade_2015_odr") is regime
    for again in (pickle.loads(pickle.dumps(regime)), copy.deepcopy(regime)):
        assert again == regime
        assert hash(again) == hash(regime)
    assert {regime: 1}[regime] == 1


def test_reprs_are_short_and_stable() -> None:
    assert repr(rulebook.load("grade_2015_odr")) == (
        "Regime(grade_2015_odr, 2015-01-05..2015-10-07, 30 parameters, 3 unknown)"
    )
    assert repr(rulebook.table("platform")) == "Table(platform, 3 parameters)"
    assert repr(Fixed({"a": 1})) == "{'a': 1}"


# Dates -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "ids"),
    [
        ("2015-01-04", []),
        ("2015-01-05", ["grade_2015_odr"]),
        ("2015-10-07", ["grade_2015_odr"]),
        ("2015-10-08", ["daily8_2015"]),
        ("2016-06-15", ["daily8_2015", "category_2016_monthly"]),
        ("2017-06-15", ["daily8_2015", "category_2017_quarterly"]),
        ("2018-10-01", ["category_2017_quarterly", "daily6", "online_4wd_2018"]),
        ("2019-06-15", ["category_2017_quarterly", "daily6", "online_7d_2019"]),
        ("2020-09-18", ["daily6", "online_7d_2019", "category_2020"]),
        ("2020-09-19", ["daily6", "category_2020", "online_5d_2020"]),
        (date(2022, 3, 1), ["daily6", "category_2020", "online_5d_2020", "capability_2022", "plus_72h"]),
        (
            "2024-02-19",
            [
                "category_2020",
                "capability_2022",
                "plus_72h",
                "online_multi_2022",
                "store_score_2023",
                "online_48h_2024",
            ],
        ),
    ],
)
def test_regimes_in_force(day: date | str, ids: list[str]) -> None:
    assert [regime.id for regime in rulebook.in_force(day)] == ids


@pytest.mark.parametrize("day", ["", "yesterday", "2015-02-30", 7, None])
def test_what_is_no_date(day: object) -> None:
    with pytest.raises(CourseError, match="not a date"):
        rulebook.in_force(day)


def test_the_timeline_tells_what_begins_and_ends() -> None:
    timeline = rulebook.timeline()
    assert list(timeline) == sorted(timeline)
    for regime in REGIMES:
        assert (regime.effective_from, regime.id, "begins") in timeline
        ends = [moment.date for moment in timeline if moment[1:] == (regime.id, "ends")]
        assert ends == ([regime.last_day] if regime.last_day else [])
    assert (date(2022, 2, 26), "capability_2022", "penalties_from") in timeline


CHECKS = [
    ("grade_2015_odr", "2014-01-01", "2015-02-03"),
    ("grade_2015_odr", "2015-09-30", "2015-10-03"),
    ("grade_2015_odr", "2015-08-03", "2015-09-03"),
    ("daily8_2015", "2015-10-08", "2015-11-03"),
    ("daily6", "2019-12-31", "2020-01-03"),
    ("category_2016_monthly", "2016-01-01", "2016-03-02"),
    ("category_2016_monthly", "2016-03-02", "2016-04-02"),
    ("category_2017_quarterly", "2017-01-01", "2017-04-02"),
    ("category_2017_quarterly", "2017-10-02", "2018-01-02"),
    ("category_2020", "2020-08-01", "2020-08-10"),
    ("category_2020", "2020-08-10", "2020-10-02"),
    ("category_2020", "2021-01-02", "2021-04-02"),
    ("capability_2022", "2021-12-20", "2022-01-27"),
    ("capability_2022", "2022-02-26", "2022-02-27"),
    ("capability_2022", "2022-02-27", "2022-03-27"),
    ("store_score_2023", "2023-07-20", "2023-09-02"),
    ("store_score_2023", "2023-12-02", "2024-01-02"),
]


@pytest.mark.parametrize(("id", "after", "day"), CHECKS)
def test_next_check(id: str, after: str, day: str) -> None:
    assert rulebook.next_check(id, after=after) == date.fromisoformat(day)


def test_next_check_of_products_and_of_changed_rules() -> None:
    regime = rulebook.load("category_2017_quarterly")
    assert rulebook.next_check(regime, after="2017-05-10", of="product") == date(2017, 5, 25)
    assert rulebook.next_check(regime, after="2017-05-25", of="product") == date(2017, 6, 10)
    moved = regime.using({"first_check": date(2017, 4, 15)})
    assert rulebook.next_check(moved, after="2017-04-02") == date(2017, 4, 15)
    assert rulebook.next_check(moved, after="2017-04-15") == date(2017, 7, 2)
    last = rulebook.load("capability_2022").using({"check_day": 31})
    assert rulebook.next_check(last, after="2022-02-01") == date(2022, 2, 28)


def test_no_next_check() -> None:
    with pytest.raises(CourseError, match="ended on 2015-10-07"):
        rulebook.next_check("grade_2015_odr", after="2015-10-03")
    for id in ("online_5d_2020", "online_48h_2024", "plus_72h"):
        with pytest.raises(CourseError, match="no fixed check day"):
            rulebook.next_check(id, after="2022-01-01")
    with pytest.raises(CourseError, match="no fixed check day"):
        rulebook.next_check("capability_2022", after="2022-03-01", of="product")


@given(
    st.sampled_from([r for r in REGIMES if r.check]), st.dates(date(2014, 1, 1), date(2030, 1, 1)), st.integers(0, 400)
)
def test_no_check_lies_between_a_day_and_its_next_check(regime: rulebook.Regime, day: date, step: int) -> None:
    try:
        found = rulebook.next_check(regime, after=day)
    except CourseError:
        assert regime.effective_to is not None
        return
    assert found > day
    assert regime.in_force(found)
    between = day + timedelta(step % (found - day).days)
    assert rulebook.next_check(regime, after=between) == found


# Bad files ---------------------------------------------------------------------------------------

GOOD = """
id = "mine"
name.en = "My regime"
name.zh = "我的规则"
summary.en = "For a class."
summary.zh = "课堂用。"
metrics = ["odr"]
outcome = "grade"

[check]
day = "check_day"

[parameters.effective_from]
value = 2030-01-01
unit = "date"
window = "none"
sources = ["article_a"]
confidence = "article_only"
meaning.en = "First day."
meaning.zh = "首日。"

[parameters.clock]
same_as = "platform.clock"

[parameters.check_day]
value = 4
unit = "day_of_month"
window = "monthly"
sources = ["article_a"]
confidence = "article_only"
meaning.en = "Check day."
meaning.zh = "考核日。"

[parameters.limit]
value = 0.05
unit = "share"
window = "90d"
sources = ["article_a", "xeeger_13709"]
confidence = "conflicting"
meaning.en = "A limit."
meaning.zh = "界限。"
[[parameters.limit.alternatives]]
value = 0.06
sources = ["article_b"]
note.en = "Another."
note.zh = "另一说。"

[parameters.secret]
unknown = true
unit = "share"
window = "90d"
sources = ["article_b"]
confidence = "unknown"
illustrative = 0.1
meaning.en = "Not public."
meaning.zh = "未公开。"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine.toml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def faults_of(folder: Path, id: str = "mine") -> list[tuple[str, str, str]]:
    with pytest.raises(RulebookError) as caught:
        rulebook.load(id, folder=folder)
    for fault in caught.value.faults:
        assert all(part in str(caught.value) for part in (fault.file, fault.key, fault.reason.en))
        assert CHINESE.search(fault.reason.zh)
    return [(fault.file, fault.key, fault.reason.en) for fault in caught.value.faults]


BAD = [
    # what to change, into what, the key named, what is said
    ('outcome = "grade"', 'outcome = "grade"\ncolour = "red"', "colour", "wrong key"),
    ('unit = "share"\n', 'units = "share"\n', "parameters.limit.units", "wrong key"),
    ('unit = "share"\n', 'unit = "percent"\n', "parameters.limit.unit", "unknown unit 'percent'"),
    ('unit = "share"\n', "", "parameters.limit.unit", "unknown unit"),
    ('window = "90d"\n', 'window = "ninety"\n', "parameters.limit.window", "unknown window"),
    ("value = 0.05", "value = 5", "parameters.limit.value", "did you mean 0.05"),
    ("value = 0.05", "value = 2015-01-01", "parameters.limit.value", "not a share"),
    ("value = 0.05", "value = 5 %", "-", "not valid TOML"),
    ("value = 0.05", 'value = ""', "parameters.limit.value", "says nothing"),
    ("value = 0.05", 'value = "null"', "parameters.limit.value", "says nothing"),
    ("value = 0.05", "value = nan", "parameters.limit.value", "says nothing"),
    ("value = 0.05", "value = []", "parameters.limit.value", "says nothing"),
    ("value = 0.05", "value = {}", "parameters.limit.value", "says nothing"),
    ("value = 0.05\n", "", "parameters.limit.value", "is missing; write `unknown = true`"),
    ("value = 0.05", "value = 0.05\nillustrative = 0.1", "parameters.limit.illustrative", "beside"),
    ("value = 0.05", "unknown = true", "parameters.limit.confidence", "must be 'unknown'"),
    ("value = 0.05", "value = 0.05\nunknown = true", "parameters.limit.value", "has no value"),
    ("value = 0.05", "value = 0.05\nunknown = false", "parameters.limit.unknown", "only be true"),
    ("value = 0.06", "value = 6", "parameters.limit.alternatives", "did you mean 0.06"),
    ("illustrative = 0.1", "illustrative = 10", "parameters.secret.illustrative", "did you mean"),
    ('confidence = "unknown"', 'confidence = "sure"', "parameters.secret.confidence", "unknown con"),
    ('"conflicting"', '"unknown"', "parameters.limit.confidence", "is not 'unknown'"),
    ('"conflicting"', '"article_only"', "parameters.limit.confidence", "besides the articles"),
    ('"conflicting"', '"confirmed_official"', "parameters.limit.confidence", "platform's own"),
    ('"conflicting"', '"inference"', "parameters.limit.note", "how the value was inferred"),
    ('sources = ["article_a", "xeeger_13709"]\n', "", "parameters.limit.sources", "at least one source"),
    ('["article_a", "xeeger_13709"]', "[]", "parameters.limit.sources", "at least one source"),
    ('"xeeger_13709"]', '"xeeger"]', "parameters.limit.sources", "no source 'xeeger'"),
    ('"xeeger_13709"]', "{a = 1}]", "parameters.limit.sources", "no source"),
    ('sources = ["article_b"]\nnote', 'sources = ["b"]\nnote', "parameters.limit.alternatives.sources", ""),
    ('meaning.zh = "界限。"\n', "", "parameters.limit.meaning", "two texts"),
    ('meaning.en = "A limit."', 'meaning.en = " "', "parameters.limit.meaning", "two texts"),
    ('name.zh = "我的规则"', 'name.de = "Meine"', "name", "two texts"),
    ('metrics = ["odr"]', 'metrics = ["odrr"]', "metrics", "unknown metric 'odrr'"),
    ('metrics = ["odr"]', "metrics = []", "metrics", "at least one"),
    ('metrics = ["odr"]', 'metrics = "odr"', "metrics", "at least one"),
    ('outcome = "grade"', 'outcome = "good"', "outcome", "unknown outcome"),
    ('id = "mine"', 'id = "yours"', "id", "differs from the file's name"),
    ('id = "mine"', 'id = "my regime"', "id", "is not a word"),
    ('"platform.clock"', '"platform.watch"', "parameters.clock.same_as", "no table has"),
    ('same_as = "platform.clock"', "value = 3", "parameters.clock", "every regime needs"),
    ("2030-01-01", "[2030-01-01, 2031-01-01]", "parameters.effective_from", "a single one"),
    ('day = "check_day"', 'day = "limit"', "check.day", "is not a known parameter"),
    ('day = "check_day"', 'months = "check_day"', "check.day", "is missing"),
    ('day = "check_day"', 'days = "check_day"', "check.days", "wrong key"),
    ("value = 4", "value = 32", "parameters.check_day.value", "from 1 to 31"),
]


@pytest.mark.parametrize(("old", "new", "key", "said"), BAD)
def test_a_bad_file_is_rejected_with_file_key_and_reason(folder: Path, old: str, new: str, key: str, said: str) -> None:
    assert old in GOOD
    (folder / "mine.toml").write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    assert any((file, at) == ("mine.toml", key) and said in reason for file, at, reason in faults_of(folder)), (
        faults_of(folder)
    )


def test_dates_must_be_in_order(folder: Path) -> None:
    end = GOOD[GOOD.index("[parameters.effective_from]") : GOOD.index("[parameters.clock]")]
    for key, day in (("effective_to", "2029-12-31"), ("published", "2030-01-02")):
        dated = end.replace("effective_from", key).replace("2030-01-01", day)
        (folder / "mine.toml").write_text(GOOD + dated, encoding="utf-8")
        (fault,) = faults_of(folder)
        assert "lies before" in fault[2]


def test_all_dates_out_of_order_are_named_at_once(folder: Path) -> None:
    """As in a copy of an older rule whose first day alone was changed."""
    end = GOOD[GOOD.index("[parameters.effective_from]") : GOOD.index("[parameters.clock]")]
    old = (end.replace("effective_from", key).replace("2030-01-01", f"2022-0{month}-01")
           for month, key in enumerate(("first_check", "penalties_from", "last_seen"), 1))  # fmt: skip
    (folder / "mine.toml").write_text(GOOD + "".join(old), encoding="utf-8")
    found = faults_of(folder)
    assert [key for _, key, _ in found] == [
        f"parameters.{key}" for key in ("first_check", "penalties_from", "last_seen")
    ]
    assert all("before effective_from 2030-01-01" in reason for _, _, reason in found)


def test_the_short_name_is_the_name_where_there_is_none(folder: Path) -> None:
    assert rulebook.load("mine", folder).short == rulebook.load("mine", folder).name
    text = GOOD.replace("name.zh", 'short.en = "Mine"\nshort.zh = "自定"\nname.zh', 1)
    (folder / "mine.toml").write_text(text, encoding="utf-8")
    assert rulebook.load("mine", folder).short.en == "Mine"


def test_all_faults_of_all_files_are_named_at_once(folder: Path) -> None:
    text = GOOD.replace('"odr"', '"ord"').replace("value = 4", "value = 40")
    text = text.replace('window = "90d"', 'window = "9d"', 1).replace('"xeeger_13709"', '"nobody"')
    (folder / "mine.toml").write_text(text, encoding="utf-8")
    (folder / "other.toml").write_text(
        GOOD.replace('id = "mine"', 'id = "other"').replace('"grade"', '"rank"'), encoding="utf-8"
    )
    (folder / "sources.toml").write_text('[source.a]\nkind = "blog"\n', encoding="utf-8")
    found = faults_of(folder)
    assert {(file, key) for file, key, _ in found} >= {
        ("mine.toml", "metrics"),
        ("mine.toml", "parameters.check_day.value"),
        ("mine.toml", "parameters.limit.window"),
        ("mine.toml", "parameters.limit.sources"),
        ("other.toml", "outcome"),
        ("sources.toml", "source.a.address"),
        ("sources.toml", "source.a.title"),
        ("sources.toml", "source.a.read"),
    }
    assert len(found) == len(set(found))


SOURCE = """
read = "2026-11"
[source.mine]
kind = "blog"
address = "https://example.com/page"
title.en = "A page"
title.zh = "某页"
"""


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("https://example.com/page", "example.com/page", "source.mine.address"),
        ("https://example.com/page", "https://localhost/page", "source.mine.address"),
        ('address = "https://example.com/page"\n', "", "source.mine.address"),
        ('"blog"', '"not_linkable"', "source.mine.address"),
        ('"blog"', '"rumour"', "source.mine.kind"),
        ('kind = "blog"\n', "", "source.mine.kind"),
        ('title.zh = "某页"\n', "", "source.mine.title"),
        ('read = "2026-11"\n', "", "source.mine.read"),
        ("title.zh", "heading = 1\ntitle.zh", "source.mine.heading"),
        ("[source.mine]", "[sources.mine]", "sources"),
    ],
)
def test_a_bad_source_is_rejected(old: str, new: str, key: str) -> None:
    faults = Faults("sources.toml")
    assert sources_from(tomllib.loads(SOURCE), faults)["mine"].publisher == "example.com"
    assert not faults.found
    sources_from(tomllib.loads(SOURCE.replace(old, new, 1)), faults)
    assert key in [fault.key for fault in faults.found]


RAW = tomllib.loads(GOOD)
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 500),
    st.floats(),
    st.text(max_size=4),
    st.dates(),
    st.lists(st.integers(0, 3), max_size=2),
    st.dictionaries(st.sampled_from(["en", "value", "x"]), st.integers(0, 3), max_size=2),
)


def _places(raw: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    items = raw.items() if isinstance(raw, dict) else enumerate(raw)
    found = []
    for key, value in items:
        found.append((*path, key))
        if isinstance(value, (dict, list)):
            found += _places(value, (*path, key))
    return found


@cache
def _written(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@settings(max_examples=300)
@given(st.sampled_from(_places(RAW)), JUNK)
def test_whatever_stands_in_a_file_it_is_a_fault_or_a_regime(place: tuple[str | int, ...], junk: object) -> None:
    raw = copy.deepcopy(RAW)
    inner = raw
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = junk
    tables = {"platform": _written(book.HERE / "tables/platform.toml")}
    faults = Faults("mine.toml")
    regime = reader.regime_from(raw, rulebook.sources(), tables, faults)
    if not faults.found:
        assert isinstance(regime.effective_from, date)
        assert isinstance(regime.clock, str)
        for parameter in regime.parameters.values():
            assert parameter.sources
            assert parameter.is_unknown or misfit(parameter.value, parameter.unit) is None


@settings(max_examples=200)
@given(st.sampled_from(ALL), st.data())
def test_leaving_out_anything_that_is_needed_is_a_fault(rules: rulebook.Table, data: st.DataObject) -> None:
    kind = "regimes" if isinstance(rules, rulebook.Regime) else "tables"
    raw = copy.deepcopy(_written(book.HERE / kind / f"{rules.id}.toml"))
    whole = {key: entry for key, entry in raw["parameters"].items() if "same_as" not in entry}
    key = data.draw(st.sampled_from(sorted(whole)))
    optional = {"note", "illustrative", "alternatives", "told", "instead", "names"}
    part = data.draw(st.sampled_from(sorted(set(whole[key]) - optional)))
    del raw["parameters"][key][part]
    faults = Faults(f"{rules.id}.toml")
    tables = {path.stem: _written(path) for path in (book.HERE / "tables").glob("*.toml")}
    if kind == "regimes":
        reader.regime_from(raw, rulebook.sources(), tables, faults)
    else:
        reader.table_from(raw, rulebook.sources(), faults)
    assert any(fault.key.startswith(f"parameters.{key}") for fault in faults.found)


# A trainer's own rules ---------------------------------------------------------------------------


def test_own_rules_from_a_folder(folder: Path) -> None:
    regime = rulebook.load("mine", folder=folder)
    assert regime["limit"] == 0.05
    assert regime.clock == "America/Los_Angeles"
    assert rulebook.next_check("mine", "2031-01-04", folder) == date(2031, 2, 4)
    assert "mine" in [r.id for r in rulebook.regimes(folder)]
    assert "mine" in [r.id for r in rulebook.in_force("2030-06-01", folder)]
    assert (date(2030, 1, 1), "mine", "begins") in rulebook.timeline(folder)
    assert rulebook.load("grade_2015_odr", folder=folder) is rulebook.load("grade_2015_odr")
    with pytest.raises(UnknownName):
        rulebook.load("mine")


def test_own_rules_from_the_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AECOURSE_RULES", str(folder))
    assert rulebook.load("mine")["limit"] == 0.05
    assert len(rulebook.regimes()) == len(REGIMES) + 1
    monkeypatch.setenv("AECOURSE_RULES", str(folder / "nowhere"))
    with pytest.raises(CourseError, match="no folder"):
        rulebook.load("mine")


def test_an_edited_file_is_read_again(folder: Path) -> None:
    assert rulebook.load("mine", folder=folder)["limit"] == 0.05
    (folder / "mine.toml").write_text(GOOD.replace("0.05", "0.07"), encoding="utf-8")
    assert rulebook.load("mine", folder=folder)["limit"] == 0.07


def test_own_sources(folder: Path) -> None:
    (folder / "mine.toml").write_text(GOOD.replace("xeeger_13709", "mine"), encoding="utf-8")
    assert "no source 'mine'" in str(faults_of(folder))
    (folder / "sources.toml").write_text(SOURCE, encoding="utf-8")
    assert rulebook.load("mine", folder=folder).parameter("limit").sources[1] == "mine"


def test_an_own_file_cannot_take_the_place_of_a_regime(folder: Path) -> None:
    (folder / "daily6.toml").write_text(GOOD.replace('"mine"', '"daily6"', 1), encoding="utf-8")
    assert ("daily6.toml", "id") in [fault[:2] for fault in faults_of(folder)]


def test_a_file_that_is_no_text(folder: Path) -> None:
    (folder / "mine.toml").write_bytes(b"\xff\xfe\x00")
    assert faults_of(folder) == [("mine.toml", "-", "the file is not UTF-8 text")]


# Completeness ------------------------------------------------------------------------------------


GATHERED: dict[str, dict[str, list[str]]] = tomllib.loads((Path(__file__).parent / "gathered.toml").read_text("utf-8"))


def test_every_gathered_parameter_is_encoded() -> None:
    for subject in GATHERED.values():
        for names in subject.values():
            assert names
            for name in names:
                find(name)


WHOLE = (
    "jit_2024",
    "merchant_tiers_2024",
    "line_freeze_2022",
    "gold_2023",
    "semi_managed_only_2025",
    "fees_2025",
    "modes",
)


def test_rules_that_were_gathered_as_a_whole_carry_nothing_else() -> None:
    gathered = {name for subject in GATHERED.values() for names in subject.values() for name in names}
    for id in WHOLE:
        assert {f"{id}.{key}" for key in find(id)} <= gathered


@pytest.mark.parametrize("what", GATHERED["unknown, looked for twice"])
def test_what_nobody_told_is_marked_unknown(what: str) -> None:
    assert any(find(name).is_unknown for name in GATHERED["unknown, looked for twice"][what])


@pytest.mark.parametrize("regime", REGIMES, ids=lambda regime: regime.id)
def test_a_regime_ends_or_says_how_far_the_texts_reach(regime: rulebook.Regime) -> None:
    assert regime.last_seen is not None
    assert regime.effective_from <= regime.last_seen <= (regime.last_day or regime.last_seen)
    if regime.last_day is not None:
        assert regime.in_force(regime.last_day)
        assert not regime.in_force(regime.last_day + timedelta(days=1))


def test_what_is_left_out_has_a_reason() -> None:
    assert left_out()
    for entry in left_out():
        for text in (entry.what, entry.reason):
            assert text.en
            assert CHINESE.search(text.zh)


def test_every_claim_is_there() -> None:
    expected = [f"A{n}" for n in range(1, 19)] + [f"B{n}" for n in range(1, 37)]
    assert list(claims()) == expected
    for claim in claims().values():
        assert claim.article == claim.id[0]
        assert claim.verdict in VERDICTS
        assert claim.claim.en
        assert CHINESE.search(claim.claim.zh)
        assert (claim.reading is not None) == (claim.verdict in ("garbled", "harmful"))
        for name in claim.rules:
            find(name)


def test_every_claim_is_treated_in_a_lesson() -> None:
    treated = rulebook_page.treated()
    assert set(treated) == set(claims()), "a lesson names a claim that does not exist"
    rows = {
        line.split(" | ")[0].removeprefix("| "): line
        for line in rulebook_page.page("en").splitlines()
        if re.match(r"\| [AB]\d+ \|", line)
    }
    assert list(rows) == list(claims())
    assert [id for id, lessons in treated.items() if not lessons] == []
    assert not any("still open" in row for row in rows.values())


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_reference_page_is_up_to_date_and_complete(language: str) -> None:
    stored = (rulebook_page.DOCS / rulebook_page.NAMES[language]).read_text(encoding="utf-8")
    assert stored == rulebook_page.page(language), "run: python -m tools.rulebook_page"
    for rules in ALL:
        assert f"### `{rules.id}`" in stored
        assert rules.summary.text(language) in stored
        for parameter in rules.parameters.values():
            assert f"| `{parameter.key}` |" in stored
    lines = stored.splitlines()
    for above, line in itertools.pairwise(lines):
        if above.startswith("|") and line.startswith("|"):
            assert len(re.findall(r"(?<!\\)\|", above)) == len(re.findall(r"(?<!\\)\|", line))


def test_the_rulebook_needs_nothing_but_python() -> None:
    code = (
        "import sys; from aecourse import rulebook; rulebook.regimes(); rulebook.tables();"
        "print([m for m in ('pandas', 'numpy', 'narwhals', 'matplotlib') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_phrases_of_values() -> None:
    assert list(leaves({"a": [1, {"b": 2}], "c": 3})) == [1, 2, 3]
    assert isinstance(misfit(7, "stars"), Phrase)
