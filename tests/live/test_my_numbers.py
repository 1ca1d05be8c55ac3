"""MyNumbers without a browser: the picture it draws, its words, how it behaves in code."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from aecourse import read_orders, rulebook, simulate
from aecourse.base import wording
from aecourse.base.errors import CourseError, UnknownName
from aecourse.live import MyNumbers
from aecourse.live.my_numbers.frame import PARTS
from aecourse.live.my_numbers.words import WORDS, details, sections, why_words
from tests.pictures import assert_fits, loaded_by, still_of, texts

LANGUAGES = ("en", "zh")
EMPTY = {name: "" for name in MyNumbers.fields if name not in ("day", "mode", "rule")}
CASES: dict[str, dict[str, Any]] = {
    "example": {},
    "empty": EMPTY,
    "large": {"orders_30": 990_000, "orders_90": 2_900_000, "good_90": 1_500_000, "snad_90": 70_000},
    "all in time": {"scanned_30": 80, "rule": "plus_72h"},
    "no orders": {**dict.fromkeys(EMPTY, 0), "age": 400, "newest": ""},
    "managed": {"mode": "fully_managed"},
    "few disputes": {"snad_30": 1},
    "everything wrong": dict.fromkeys(EMPTY, "??") | {"day": "soon"},
    **{regime.id: {"rule": regime.id, "day": f"{regime.effective_from}", "newest": "", "age": 100}
       for regime in rulebook.regimes()},
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_pictures_are_finished_and_no_words_touch(case: str, language: str) -> None:
    view = MyNumbers(language=language, **CASES[case])
    for part in PARTS:
        view.part.value = part
        assert_fits(view)


@pytest.mark.parametrize("language", LANGUAGES)
def test_six_questions_are_answered_of_the_rule_that_is_chosen(language: str) -> None:
    view = MyNumbers(language=language)
    view.part.value = "all"
    svg = view.art.picture(view.frame, language)
    assert len(texts(svg, "ae-question")) == 6
    assert len(texts(svg, "ae-assessed")) == len(rulebook.in_force("2024-06-30"))
    for question in texts(svg, "ae-question"):
        assert question in " ".join(details(view.frame, language))


def test_the_parts_are_the_rules_and_two_questions_each() -> None:
    view = MyNumbers(language="en")
    asked = []
    for part in PARTS[:-1]:
        view.part.value = part
        svg = view.art.picture(view.frame, "en")
        asked += texts(svg, "ae-question")
        assert len(texts(svg, "ae-assessed")) == (7 if part == "rules" else 0)
        assert bool(texts(svg, "ae-rule-why")) == (part == "rules")
    view.part.value = "all"
    assert sorted(asked) == sorted(texts(view.art.picture(view.frame, "en"), "ae-question"))


def test_a_rule_that_is_clicked_is_looked_at() -> None:
    view = MyNumbers(language="en")
    view._hand.picked = {"id": "store_score_2023", "n": 1}
    assert view.frame.shown is not None
    assert view.frame.shown.regime.id == "store_score_2023"
    assert view.controls["rule"].value == "store_score_2023"
    assert view.part.value == "stand"
    view._hand.picked = {"id": "grade_2015_odr", "n": 2}  # not in force on the day
    assert view.frame.shown.regime.id == "store_score_2023"


@pytest.mark.parametrize("rule", [it.id for it in rulebook.in_force("2024-06-30")])
def test_every_answer_names_its_source(rule: str) -> None:
    """All but what is not known, and what follows from another line of the same answer."""
    view = MyNumbers(language="en", rule=rule)
    answer = view.frame.shown
    assert answer is not None
    for question, lines in sections(answer)[:-1]:
        if lines != [WORDS["nothing"]]:
            assert lines[-1].en.endswith("]"), question
    assert why_words(answer).en.endswith("]")


def test_no_verdict_where_a_limit_is_not_public() -> None:
    view = MyNumbers(language="en", rule="store_score_2023")
    view.part.value = "stand"
    lines = texts(view.art.picture(view.frame, "en"), "ae-line")
    assert lines
    assert "illustrative" in " ".join(lines)
    assert "kept" not in " ".join(lines)
    view.set(rule="capability_2022")
    svg = view.art.picture(view.frame, "en")
    assert texts(svg, "ae-no-limit") == ["No limit is public: no verdict."]


def test_what_cannot_be_shows_sentences_and_nothing_else() -> None:
    view = MyNumbers(language="en", bad_orders_30=81, bad_orders_90=90)
    svg = view.art.picture(view.frame, "en")
    assert "more than the 80 orders" in " ".join(texts(svg, "ae-fault"))
    for name in ("ae-assessed", "ae-line", "ae-dot", "ae-told"):
        assert name not in svg
    assert view.art.summary(view.frame, "en").startswith("No verdict")


def test_by_hand_and_in_code_is_the_same() -> None:
    by_code, by_hand = MyNumbers(language="en"), MyNumbers(language="en")
    by_code.set(orders_30=100, snad_30=8, rule="plus_72h")
    for name, value in (("orders_30", "100"), ("snad_30", "8"), ("rule", "plus_72h")):
        by_hand.controls[name].value = value
    assert by_hand.frame == by_code.frame
    by_code.reset()
    assert by_code.frame == MyNumbers(language="en").frame
    assert by_code.controls["orders_30"].value == "80"


def test_the_list_of_rules_follows_the_day() -> None:
    view = MyNumbers(language="en")
    assert [id for _, id in view.controls["rule"].options] == [it.id for it in rulebook.in_force("2024-06-30")]
    view.set(day="2015-06-30", newest="")
    assert [id for _, id in view.controls["rule"].options] == ["grade_2015_odr"]
    assert view.frame.shown is not None
    assert view.frame.shown.regime.id == "grade_2015_odr"
    view.set(day="2024-06-30")
    assert view.controls["rule"].value == "capability_2022"


def test_empty_and_reset() -> None:
    view = MyNumbers(language="en")
    start = view._effect.value
    view.empty()
    assert view.controls["orders_90"].value == ""
    assert "is missing" in view._effect.value
    view.reset()
    assert view._effect.value == start


def test_numbers_from_a_table_in_code_and_by_hand(tmp_path: Any) -> None:
    table = simulate(orders=300, seed=1, until="2024-06-30")
    by_code = MyNumbers(table, day="2024-06-30", language="en")
    assert by_code.frame.numbers is not None
    path = tmp_path / "orders.csv"
    table.to_csv(path, index=False)
    by_hand = MyNumbers(language="en")
    by_hand.load.value = ({"name": "orders.csv", "type": "text/csv", "size": 1, "content": path.read_bytes(),
                           "last_modified": datetime(2024, 7, 1)},)  # fmt: skip
    assert "300 orders" in by_hand.heard.value
    last = table["paid_at"].max().date()
    assert MyNumbers(read_orders(path), language="en").frame.typed == by_hand.frame.typed
    assert by_hand.frame.typed == MyNumbers(table, day=f"{last}", language="en").frame.typed


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"a,b\n1,2\n"])
def test_a_file_that_is_no_order_table_is_told_and_changes_nothing(content: bytes) -> None:
    view = MyNumbers(language="en")
    before = view.frame
    view.load.value = (
        {"name": "x.csv", "type": "text/csv", "size": 1, "content": content, "last_modified": datetime(2024, 7, 1)},
    )
    assert "ae-wrong" in view.heard.value
    assert view.frame == before


def test_bad_input_in_code_teaches_and_changes_nothing() -> None:
    view = MyNumbers(language="en")
    before = view.frame
    with pytest.raises(UnknownName, match="orders_30"):
        view.set(orders_31=3)
    with pytest.raises(UnknownName, match="semi_managed"):
        view.set(mode="semi")
    with pytest.raises(CourseError, match="takes a text or a number"):
        view.set(orders_30=[3])
    assert view.frame == before


def test_still_page_shows_numbers_and_says_that_they_are_an_example() -> None:
    drawn, _ = still_of(MyNumbers(language="en"))
    assert "example numbers" in drawn
    assert ">240<" in drawn
    assert "example numbers" not in still_of(MyNumbers(language="en", orders_90=241))[0]


def test_facts_and_picture_need_no_widgets() -> None:
    assert loaded_by("aecourse.models.own_numbers", "ipywidgets", "matplotlib") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_after_the_last_text_says_how_far_the_texts_reach(language: str) -> None:
    last = rulebook.read_until()
    told = WORDS["beyond"].format(last=wording.day(last, year=True)).text(language)
    for day, beyond in ((last, False), (last + timedelta(days=1), True)):
        view = MyNumbers(language=language, day=day.isoformat(), newest="", age=100)
        for part in PARTS:
            view.part.value = part
            assert bool(texts(view.art.picture(view.frame, language), "ae-beyond")) == beyond
            assert_fits(view)
        assert (told in view.art.summary(view.frame, language)) == beyond
        assert view.frame.answers
