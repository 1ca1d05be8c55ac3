"""A setting as a code: what is written is read back, and what is wrong is told."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aecourse import rulebook
from aecourse.base.errors import CourseError
from aecourse.live.scorelab import sharing
from aecourse.live.scorelab.sharing import LETTERS, SharedSetting, decode, encode, moved_from
from aecourse.live.scorelab.view import ScoreLab
from aecourse.simulation.levers import LEVERS, Store
from aecourse.simulation.stores import STORES

SETTING = SharedSetting("price-store", "daily6", date(2019, 1, 21), 7, {"stockout_rate": 0.1})
CODE = "A1~price-store~daily6~2019-01-21~7~b0.1~"


def signed(body: str) -> str:
    """*body* with the three characters that fit it."""
    return f"{body}~{sharing._sum(body)}"


def test_a_code_can_be_read_by_eye() -> None:
    assert encode(SETTING).startswith(CODE)
    assert len(encode(SETTING)) == len(CODE) + 3
    assert decode(encode(SETTING)) == SETTING


def test_the_code_that_the_module_shows_can_be_read() -> None:
    [code] = re.findall(r"``(A1~[^`]+)``", str(sharing.__doc__))
    assert encode(decode(code)) == code


def test_every_lever_has_a_letter_of_its_own() -> None:
    assert set(LEVERS) == {field.name for field in fields(Store)}, "levers.toml and Store have the same levers"
    assert set(LETTERS) == set(LEVERS), "a new lever gets a letter that none has had"
    assert len(set(LETTERS.values())) == len(LETTERS)
    assert "n" not in LETTERS.values()  # the number of orders


STEPS = {
    name: st.integers(0, round((it.high - it.low) / it.step)).map(
        lambda k, it=it: round(min(it.low + k * it.step, it.high), 6)
    )
    for name, it in LEVERS.items()
}


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([*STORES, "own"]),
    st.sampled_from([rules.id for rules in rulebook.regimes()]),
    st.dates(date(2015, 1, 1), date(2024, 12, 31)),
    st.integers(0, 2**31),
    st.fixed_dictionaries({}, optional=STEPS),
    st.none() | st.integers(0, 20_000),
)
def test_what_is_written_is_read_back(
    name: str, regime: str, day: date, seed: int, levers: dict[str, float], orders: int | None
) -> None:
    store = replace(sharing.base(name), **levers)
    setting = SharedSetting(name, regime, day, seed, moved_from(name, store), orders)
    found = decode(encode(setting))
    assert found == setting
    assert found.store == store


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("", "not a setting code"),
        ("hello", "not a setting code"),
        ("<script>alert(1)</script>~x", "not a setting code"),
        (signed("A0~price-store~daily6~2019-01-21~7"), "another version"),
        (signed("A2~price-store~daily6~2019-01-21~7"), "another version"),
        (encode(SETTING)[:-4], "cut or mistyped"),
        (encode(SETTING)[:-1] + "~", "cut or mistyped"),
        (encode(SETTING).replace("b0.1", "b0.2"), "cut or mistyped"),
        (signed("A1~price-store"), "cut or mistyped"),
        (signed("A1~corner-shop~daily6~2019-01-21~7"), "no store 'corner-shop'"),
        (signed("A1~own~daily7~2019-01-21~7"), "no rules 'daily7'"),
        (signed("A1~own~daily6~2019-13-21~7"), "not a date"),
        (signed("A1~own~daily6~2019-01-21~many"), "whole number"),
        (signed("A1~own~daily6~2019-01-21~7~z3"), "not a lever"),
        (signed("A1~own~daily6~2019-01-21~7~b3"), "did you mean 0.03"),
        (signed("A1~own~daily6~2019-01-21~7~bnan"), "between 0 and 0.3"),
        (signed("A1~own~daily6~2019-01-21~7~n-5"), "whole number"),
    ],
)
def test_a_bad_code_says_what_is_wrong_and_changes_nothing(code: str, words: str) -> None:
    lab = ScoreLab()
    shown, start = lab._effect.value, lab.code
    with pytest.raises(CourseError, match=words) as caught:
        lab.take(code)
    assert caught.value.phrase.zh
    assert (lab._effect.value, lab.code) == (shown, start)


def test_all_faults_of_a_code_are_named_at_once() -> None:
    with pytest.raises(CourseError) as caught:
        decode(signed("A1~corner-shop~daily7~tomorrow~7~b3~z1"))
    for words in ("corner-shop", "daily7", "tomorrow", "0.03", "z1"):
        assert words in str(caught.value)


def test_spaces_and_line_breaks_of_a_chat_do_no_harm() -> None:
    code = encode(SETTING)
    assert decode(f"  {code[:12]}\n{code[12:]} ") == SETTING


def test_a_learner_sees_what_the_other_saw() -> None:
    one, other = ScoreLab(regime="capability_2022", seed=5), ScoreLab(language="zh")
    one.look_at("price-store")
    one.set(product_quality=0.9, orders_per_day=5)
    other.take(one.code)
    assert other.result.metrics.equals(one.result.metrics)
    assert other.code == one.code
    assert other.shop.value == "price-store"
    assert other.rules.value == "capability_2022"
    assert other.sliders["product_quality"].value == pytest.approx(90)


def test_an_own_store_travels_as_its_levers() -> None:
    one, other = ScoreLab(Store(stockout_rate=0.11), orders=500), ScoreLab()
    other.take(one.code)
    assert other.store == one.store
    assert other.scenario.orders == 500
    other.set(stockout_rate=0.2)
    other.reset()
    assert other.store == one.store


def test_a_code_pasted_on_the_page() -> None:
    lab = ScoreLab()
    lab._paste.value = encode(SETTING)
    assert (lab.rules.value, lab.shop.value, lab._paste.value) == ("daily6", "price-store", "")
    lab._paste.value = "A1~<b>~x"
    assert "cut or mistyped" in lab._said.value
    assert 'role="alert"' in lab._said.value
    assert lab.rules.value == "daily6"


def test_rules_changed_in_code_are_not_shared_as_published_ones() -> None:
    rules = rulebook.load("grade_2015_odr").using({"bad.dsr_shipping_max": 3})
    lab = ScoreLab(regime=rules)
    lab._share.value = True
    assert "A1~" not in lab._code.value
