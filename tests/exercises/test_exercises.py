"""Every exercise proved: its solution passes, blanks and typical slips fail, each in its own words."""

from __future__ import annotations

import itertools
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from html import escape
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import aecourse
from aecourse import exercises
from aecourse.base.errors import UnknownName
from aecourse.base.language import LANGUAGES, Phrase, set_language, using
from aecourse.exercises import (
    Exercise,
    Wrong,
    answering,
    check,
    find,
    hint,
    judge,
    progress,
    reader,
    record,
    registry,
    storage,
)
from aecourse.exercises import quiz as quizzes
from aecourse.exercises.facts import lesson_01, lesson_04, lesson_05, lesson_06, lesson_08, lesson_12
from aecourse.exercises.kinds import AnswerKind, Number, OneOption, Orders, Share, SmallTable, Text
from aecourse.exercises.model import OTHER
from tests.exercises.conftest import fresh
from tools.lessons.pairs import half_width, numbers, shape

ALL = tuple(registry().values())
BLANKS = (..., None, "", "  ", "...", "…", [...])


class Stubborn:
    """An object that raises whenever it is looked at."""

    def __getattr__(self, name: str) -> object:
        raise RuntimeError(name)

    def __len__(self) -> int:
        raise RuntimeError


ODD = (
    "no idea", b"0.1", True, np.bool_(False), float("nan"), float("inf"), -5, 10**400, 3 + 4j, [],
    [1, 2], {"a": 1}, {1, 2}, object(), Stubborn(), len, int, aecourse, Decimal("NaN"),
    np.array([1, 2]), np.array([]), np.array(3), pd.NA, pd.NaT, pd.Timestamp("2015-09-30"),
    pd.Series([1.0, 2.0]), pd.Series([True, False]), pd.Series(["x", None]), pd.DataFrame(),
    pd.DataFrame({"a": [1, 2]}), pd.DataFrame({"order_id": [1, 2]}), "1/0", "5 /", "%", "a" * 5000,
)  # fmt: skip


def next_session(monkeypatch):
    """What happens when a kernel is started again: only the file remembers."""
    fresh(monkeypatch)


def typed(one: Exercise, answer: object) -> object:
    """An answer as a learner types it: a letter for an option, one reading of a share."""
    if isinstance(one.kind, OneOption):
        return one.kind.letter(one.kind.read(answer))
    return f"{answer:%}" if isinstance(one.kind, Share) and isinstance(answer, float) else answer


def gives_away(one: Exercise, text: str) -> bool:
    """Does *text* contain the solution of an exercise?"""
    truth = one.kind.read(one.solution())
    if isinstance(one.kind, Number):
        return any(float(n.replace(",", "")) == truth for n in _bare_numbers(text))
    if isinstance(one.kind, Share):
        near = one.kind.tolerance
        found = [float(n.replace(",", "")) for n in _bare_numbers(text)]
        return any(abs(n - truth[0]) <= near or abs(n / 100 - truth[0]) <= near for n in found)
    if isinstance(one.kind, OneOption):
        words, letter = dict(one.kind.options)[truth], one.kind.letter(truth)
        return f'"{letter}"' in text or f"({letter})" in text or words.en in text or words.zh in text
    if isinstance(one.kind, Orders):
        return any(order in text for order in truth)
    return str(one.kind.show(truth)) in text


def _bare_numbers(text: str) -> list[str]:
    """Numbers that stand alone, not inside a date, a code word or the examples of the kind."""
    return re.findall(r"(?<![\w.,-])\d+(?:[.,]\d+)*(?![\w-])", text)


# -- every exercise ------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("one", ALL, ids=lambda one: one.id)
class TestEveryExercise:
    def test_solution_passes(self, one, language):
        set_language(language)
        result = check(one.id, typed(one, one.solution()))
        assert result
        assert str(one.why) in repr(result)

    def test_blank_fails(self, one, language):
        set_language(language)
        for blank in BLANKS:
            result = check(one.id, blank)
            assert not result
            assert result.status == "blank"
            assert str(one.kind.expected) in repr(result)
        assert record.entries()[0] == {}

    def test_typical_wrong_answers_fail_each_with_its_own_message(self, one, language):
        set_language(language)
        assert len(one.wrongs) >= 2
        said = []
        for wrong in one.wrongs:
            result = check(one.id, typed(one, wrong.answer()))
            assert result.status == "wrong", wrong
            assert str(wrong.message) in repr(result), "another message is found first"
            said.append(str(wrong.message))
        blank = str(check(one.id, ...).message)
        assert len({*said, blank}) == len(said) + 1

    def test_nothing_gives_the_solution_away(self, one, language):
        set_language(language)
        said = [str(wrong.message) for wrong in one.wrongs]
        results = [check(one.id, typed(one, wrong.answer())) for wrong in one.wrongs]
        said += [str(replace(result, options=())) for result in results]  # options are the task's own
        said += map(str, (*one.hints, *one.code_hints))
        said += [] if isinstance(one.kind, OneOption) else [str(one.prompt)]
        for text in said:
            assert not gives_away(one, text), text

    def test_no_answer_whatever_it_is_raises(self, one, language):
        set_language(language)
        for odd in ODD:
            result = check(one.id, odd)
            assert not result
            assert "Traceback" not in repr(result)
            if result.status == "kind":
                assert str(one.kind.expected) in repr(result)


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.id)
class TestWords:
    def test_texts_are_whole_and_in_step(self, one):
        assert len(one.hints) >= 2
        texts = [one.prompt, *one.hints, *one.in_code.values(), *(wrong.message for wrong in one.wrongs), one.why]
        if isinstance(one.kind, OneOption):
            texts += [words for _, words in one.kind.options]
        assert len({text.en for text in texts}) == len({text.zh for text in texts}) == len(texts)
        for text in texts:
            assert text.en.strip()
            assert re.search("[\u4e00-\u9fff]", text.zh)
            assert not list(half_width(text.zh)), text.zh
            english, chinese = numbers(shape(text.en), shape(text.zh))
            assert english == chinese, text

    def test_every_prepared_wrong_answer_is_told_apart_by_its_id(self, one):
        ids = [wrong.id for wrong in one.wrongs]
        assert len(set(ids)) == len(ids)
        assert OTHER not in ids
        for wrong in one.wrongs:
            assert judge(one, typed(one, wrong.answer())).missed == wrong.id
        assert judge(one, typed(one, one.solution())).missed is None

    def test_name(self, one):
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", one.id)
        assert re.fullmatch(r"\d\d[a-z]?", one.lesson)


@pytest.mark.parametrize("one", [one for one in ALL if isinstance(one.kind, OneOption)], ids=lambda one: one.id)
def test_every_wrong_option_of_a_choice_has_words_for_it(one):
    options = {id for id, _ in one.kind.options}
    assert {wrong.id for wrong in one.wrongs} == options - {one.solution()}
    assert all(wrong.answer() == wrong.id for wrong in one.wrongs)


@pytest.mark.parametrize(
    ("id", "known"),
    [
        ("better-goods-pay", (100 * lesson_01.TO, 100 * lesson_01.FROM)),
        ("ten-days", itertools.chain(*lesson_04.ONE_BUYER)),
        ("last-moment", (lesson_05.OPENED.day, lesson_05.OPENED.year)),
        ("snad-band", (100 * lesson_05.SNAD,)),
        ("month-mean", itertools.chain(*lesson_06.MONTH)),
        ("three-categories", ((n, 100 * rate) for n, rate in lesson_06.CLOSE.values())),
        ("luck-fails", (100 * lesson_08.TRUE, 100 * lesson_08.LIMIT, lesson_08.ORDERS)),
        ("missed-months", (lesson_08.MONTHS, 100 * (1 - lesson_08.MISSED))),
        ("sixteen-groups", (lesson_12.PRODUCTS, 100 * (1 - lesson_12.MISS))),
    ],
)
def test_what_a_task_tells_is_what_its_facts_compute_with(id, known):
    told = [float(n.replace(",", "")) for n in _bare_numbers(find(id).prompt.en.replace("★", " "))]
    for number in np.ravel(list(known)):
        assert round(float(number), 6) in told, number


def test_what_is_said_of_the_first_lever_fits_the_sample():
    """The praise of this exercise speaks of stock and shipping."""
    assert registry()["first-lever"].solution() == "not-sold"


# -- answers as people write them ----------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        0.041, 4.1, "4.1", "4.1 %", "4,1 %", "4.1%", " 4.1 % ", "４.１％", "４，１％", "4。1%", "0,041",
        "0.041", ".041", "41‰", "4.1 percent", "百分之4.1", "41/1000", Fraction(41, 1000),
        Decimal("0.041"), np.float64(0.041), np.float32(4.1), np.array(0.041), np.array([4.1]),
        pd.Series([0.041]), pd.DataFrame({"value": [4.1]}), [0.041], ("4.1 %",), "+4.1 %", "4.10",
        "4.14 %", "'4.1 %'",
    ],
)  # fmt: skip
def test_shares_as_people_write_them(answer):
    assert Share().same(Share().read(answer), (0.041,))


@pytest.mark.parametrize("answer", ["4 %", "41 %", 0.41, 41, "0.041 %", "4.2 %", 0.04, "1", 1])
def test_other_shares(answer):
    assert not Share().same(Share().read(answer), (0.041,))


@pytest.mark.parametrize(
    "answer",
    [1234, 1234.0, "1234", "1,234", "1 234", "1_234", "1\u00a0234", "１２３４", "1,234 orders",
     "1234 单", "1234个", "1.234e3", np.int64(1234), np.uint16(1234), pd.Series([1234]), "1234,0",
     "1.234,0", [1234], {1234}],
)  # fmt: skip
def test_numbers_as_people_write_them(answer):
    assert Number().read(answer) == 1234


@pytest.mark.parametrize(
    ("kind", "answer", "said"),
    [
        (Number(), "many", "the text “many”"),
        (Number(), pd.DataFrame({"a": [1, 2]}), "a whole table of 2 rows"),
        (Number(), pd.Series([1, 2, 3]), "a list of 3 values"),
        (Number(), [1, 2], "a list of 2 values"),
        (Number(), len, "brackets"),
        (Number(), True, "True or False"),
        (Number(), "12 %", "a percentage"),
        (Number(), float("nan"), "not a number"),
        (Number(), "3/0", "divides by 0"),
        (Share(), 140, "between 0 % and 100 %"),
        (Share(), -0.1, "between 0 % and 100 %"),
        (Share(), "5 orders", "the text “5 orders”"),
        (Orders(), pd.Series([True, False]), "True and False"),
        (Orders(), pd.DataFrame({"stars": [1]}), "without the column order_id"),
        (Orders(), [1, 2], "a list of 2 values"),
        (Orders(), 7, "a number"),
        (SmallTable("metric", ("value",)), pd.DataFrame({"metric": ["odr"]}), "lacks: value"),
        (SmallTable("metric", ("value",)), 3, "a number"),
        (Text(), 3, "a number"),
        (OneOption((("a", Phrase("x", "甲")), ("b", Phrase("y", "乙")))), 1, "a number"),
        (OneOption((("a", Phrase("x", "甲")), ("b", Phrase("y", "乙")))), "c", "the text “c”"),
    ],
)  # fmt: skip
def test_another_kind_is_named(kind, answer, said):
    one = Exercise("x", "99", Phrase("", ""), kind, lambda: answer, (), (), Phrase("", ""))
    for language in LANGUAGES:
        with using(language):
            verdict = judge(one, answer)
            assert verdict.status == "kind"
            assert str(kind.expected) in str(verdict.message)
    assert said in verdict.message.en


ORDERS = pd.DataFrame({"order_id": ["A-2", "A-1"], "stars": [1, 2]})


@pytest.mark.parametrize(
    "answer",
    [
        ORDERS, ORDERS["order_id"], ORDERS.set_index("order_id"), ORDERS.set_index("order_id").index,
        ["A-1", "A-2"], ("A-2", "A-1", "A-1"), {"A-1", "A-2"}, {"A-1": 1, "A-2": 1}, "A-1, A-2",
        "a-1 A-2", "A-1、A-2", "Ａ-1；A-2", np.array(["A-1", "A-2"]), ORDERS["order_id"].astype("category"),
    ],
)  # fmt: skip
def test_orders_as_people_give_them(answer):
    assert Orders().read(answer) == {"A-1", "A-2"}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"X", "Y"}, "None of these"),
        ({"A", "X"}, "1 of your orders does not belong there. Some orders are still missing."),
        ({"A", "B", "X", "Y"}, "2 of your orders do not belong there."),
        (set(), "Some orders are still missing."),
    ],
)
def test_wrong_orders(given, said):
    remark = Orders().remark(frozenset(given), frozenset({"A", "B"}))
    assert remark.en.startswith(said)


PARTIES = OneOption((("a", Phrase("the buyer", "买家")), ("b", Phrase("the seller", "卖家"))))


@pytest.mark.parametrize(
    "answer", ["b", "B", "ｂ", "(b)", "b)", "（B）", "b.", " b ", "the seller", "The Seller", "卖家", ["b"]]
)
def test_choices_as_people_give_them(answer):
    assert PARTIES.read(answer) == "b"


@pytest.mark.parametrize("answer", ["buyer", "Buyer ", "买家", "“buyer”", "BUYER.", "客户"])
def test_words(answer):
    kind = Text(also=("客户",))
    assert kind.same(kind.read(answer), kind.read(Phrase("buyer", "买家")))
    assert not kind.same(kind.read("seller"), kind.read(Phrase("buyer", "买家")))


class TestTable:
    kind = SmallTable("metric", ("value", "status"), tolerance=0.001)
    truth = pd.DataFrame({"metric": ["odr", "nr"], "value": [0.04, 0.1], "status": ["ok", None]})

    def verdict(self, answer: object) -> str:
        given = self.kind.read(answer)
        truth = self.kind.read(self.truth)
        return "same" if self.kind.same(given, truth) else self.kind.remark(given, truth).en

    def test_order_of_rows_and_other_columns_do_not_matter(self):
        assert self.verdict(self.truth[::-1].assign(more=1)) == "same"
        assert self.verdict(self.truth.set_index("metric")) == "same"
        assert self.verdict(self.truth.assign(value=["0.0401", 0.1])) == "same"

    def test_what_differs_is_named(self):
        assert self.verdict(self.truth[:1]) == "Rows are missing."
        assert self.verdict(self.truth.assign(value=0.5)) == "Values differ in the column value."
        more = pd.concat([self.truth, self.truth.assign(metric="x")])
        assert self.verdict(more) == "There are rows too many."

    def test_two_columns_may_be_a_mapping(self):
        kind = SmallTable("metric", ("value",))
        given = kind.read({"odr": 0.04, "nr": 0.1})
        assert kind.same(given, kind.read(self.truth))
        assert kind.same(kind.read(self.truth.set_index("metric")["value"]), given)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (0.959, "the rest up to 100 %"),
        ("4 %", "rounded too much"),
        ("0.041 %", "A hundred times too small"),
        ("9 %", "Too high."),
        (2, "Too low."),
    ],
)
def test_remarks_on_shares(given, said):
    assert said in Share().remark(Share().read(given), (0.041,)).en


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)
KINDS: tuple[AnswerKind, ...] = (
    Number(), Share(), PARTIES, Orders(), Text(), SmallTable("a", ("b",)), SmallTable("a", ("b", "c")),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(anything, st.sampled_from(KINDS))
def test_no_answer_raises(answer, kind):
    truths: dict[type, object] = {
        Number: 1, Share: 0.1, OneOption: "a", Orders: ["A"], Text: "x",
        SmallTable: pd.DataFrame({"a": [1], "b": [1], "c": [1]}),
    }  # fmt: skip
    solution = truths[type(kind)]
    one = Exercise("x", "99", Phrase("", ""), kind, lambda: solution, (), (), Phrase("", ""))
    for language in LANGUAGES:
        with using(language):
            assert str(judge(one, answer).message)


# -- hints, guesses, results ---------------------------------------------------------------------


def test_hints_come_one_at_a_time_then_none_are_left():
    one = registry()["odr-rate"]
    assert one.code_hints != one.hints, "in a form the same hints are said without code"
    for number, words in enumerate(one.code_hints, start=1):
        shown = repr(hint(one.id))
        assert str(words) in shown
        assert f"{number} of {len(one.hints)}" in shown
    for _ in range(2):
        assert "No hints are left" in repr(hint(one.id))
    with using("zh"):
        assert "提示已经用完" in repr(hint(one.id))
    assert record.entries()[0][one.id].hints == len(one.hints)


def test_a_wrong_answer_points_to_the_hints_while_there_are_any():
    assert 'aecourse.hint("start-share")' in repr(check("start-share", 0.5))
    for _ in registry()["start-share"].hints:
        hint("start-share")
    assert "aecourse.hint" not in repr(check("start-share", 0.5))


def test_a_guess_is_kept_and_never_called_wrong():
    assert not exercises.predict("odr-rate", ...)
    assert exercises.predict("odr-rate", "a lot").status == "kind"
    assert "first make a guess" in repr(exercises.reveal("odr-rate"))
    noted = exercises.predict("odr-rate", "3 %")
    assert noted.status == "note"
    assert "3.0 %" in repr(noted)
    shown = repr(exercises.reveal("odr-rate"))
    assert "Your guess: 3.0 %" in shown
    assert str(registry()["odr-rate"].why) in shown
    assert progress().solved == 0


@pytest.mark.parametrize("answer", [..., "a", "b", "c", "d", "nothing"])
def test_what_there_is_to_choose_from_stands_with_what_is_said(answer):
    one = registry()["whose-slip"]
    right = one.kind.letter(one.kind.read(one.solution()))
    result = check("whose-slip", answer)
    assert bool(result.options) == (answer != right)
    for letter, words in one.kind.lettered if result.options else ():
        assert f"({letter}) {words}" in repr(result)
        assert f"<li>{escape(str(words))}</li>" in result._repr_html_()


@pytest.mark.parametrize(
    ("given", "read", "said"),
    [
        (0.4, "40 %", "Too high."),
        ("0.4 %", "0.4 %", "Too low."),
        (40, "40 %", "Too high."),
        (0.001, "0.1 %", "Too low."),
    ],
)
def test_a_wrong_share_is_read_back(given, read, said):
    remark = Share().remark(Share().read(given), (0.25,)).en
    assert read in remark
    assert said in remark


def test_the_solution_is_shown_after_three_tries():
    for _ in range(answering.TRIES_BEFORE_REVEAL):
        assert "The answer" not in repr(exercises.reveal("start-share"))
        check("start-share", 0.5)
    assert "The answer: 4.0 %" in repr(exercises.reveal("start-share"))


def test_unknown_exercise_names_the_near_ones():
    with pytest.raises(UnknownName, match="start-share"):
        check("start-shar", 1)
    with pytest.raises(UnknownName, match="DataFrame"):
        check(ORDERS, "start-share")  # type: ignore[arg-type]
    with using("zh"), pytest.raises(UnknownName, match="没有名为"):
        hint("nothing")


def test_a_result_is_one_stable_line_and_a_box_with_words():
    wrong = check("start-share", "<b>5</b>")
    assert repr(wrong).startswith("○ Another kind")
    box = wrong._repr_html_()
    assert "&lt;b&gt;" in box
    assert "<b>5" not in box
    assert 'lang="en"' in box
    right = check("start-share", 0.04)
    assert repr(right) == repr(check("start-share", 4))
    assert "✓" in right._repr_html_()
    assert "Right." in right._repr_html_()
    with using("zh"):
        assert 'lang="zh-CN"' in right._repr_html_()
        assert repr(right).startswith("✓ 正确。")


def test_only_the_file_of_the_lesson_is_read(monkeypatch):
    opened = []
    read = reader._read
    monkeypatch.setattr(reader, "_read", lambda path: opened.append(path.name) or read(path))
    for cached in (reader.index, reader.lesson):
        cached.cache_clear()
    assert check("odr-rate", ...).status == "blank"
    assert aecourse.quiz("03").questions
    assert progress().total == len(ALL)
    assert opened == ["index.json", "03.json"]


def test_nothing_heavy_is_loaded_until_an_answer_is_judged():
    code = (
        "import sys, aecourse; aecourse.exercises.registry(); aecourse.check('start-share', '4 %');"
        "print(sorted({'pandas', 'numpy', 'narwhals', 'ipywidgets'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    assert run.stdout.strip() == "[]"


# -- progress ------------------------------------------------------------------------------------


def saved() -> dict:
    return json.loads(record.progress_file().read_text(encoding="utf-8"))["exercises"]


def test_tries_are_counted_and_kept():
    check("start-share", 0.5)
    check("start-share", "text")  # another kind: no try
    check("start-share", ...)
    check("start-share", 0.04)
    check("start-share", 0.5)  # solved stays solved
    assert saved() == {"start-share": {
        "tries": 3, "solved": True, "hints": 0, "day": "2015-10-03", "missed": {"other": 2},
        "minutes": 0,
    }}  # fmt: skip


def test_each_prepared_wrong_answer_is_counted_by_its_id(monkeypatch):
    for answer in ("8 %", 0.96, "8 %", 0.5, "text", ...):
        check("start-share", answer)
    next_session(monkeypatch)
    check("start-share", "8 %")
    assert saved()["start-share"]["missed"] == {"count": 3, "rest": 1, "other": 1}
    assert saved()["start-share"]["tries"] == 5


def test_the_minutes_run_from_opening_to_the_first_solution(monkeypatch):
    clock = [1000.0]
    monkeypatch.setattr(answering.time, "monotonic", lambda: clock[0])
    check("start-share", ...)
    clock[0] += 4 * 60 + 20
    check("start-share", 0.5)
    check("start-share", 0.04)
    assert saved()["start-share"]["minutes"] == 4
    clock[0] += 600
    check("start-share", 0.04)
    assert saved()["start-share"]["minutes"] == 4, "the first solution counts"
    check("odr-rate", typed(find("odr-rate"), find("odr-rate").solution()))
    assert "minutes" not in saved()["odr-rate"], "it was solved at first sight"


def test_the_course_and_its_language_are_kept():
    with using("zh"):
        check("start-share", 0.04)
    whole = json.loads(record.progress_file().read_text(encoding="utf-8"))
    assert whole["course"] == {"version": aecourse.__version__, "language": "zh"}


@pytest.mark.parametrize(
    ("name", "value"),
    [("missed", 3), ("missed", {"count": -1}), ("missed", {"count": "2"}), ("minutes", -1),
     ("minutes", "4"), ("minutes", True)],
)  # fmt: skip
def test_what_is_odd_beside_the_progress_costs_none_of_it(name, value):
    kept = {"tries": 2, "solved": True, "hints": 1, name: value}
    record.progress_file().write_text(json.dumps({"exercises": {"start-share": kept}}))
    entries, note = record.entries()
    assert note is None
    assert entries["start-share"] == record.ExerciseEntry(2, solved=True, hints=1)


def _weight(path: Path) -> int:
    return len(path.read_bytes())


def test_what_is_kept_for_a_class_weighs_little():
    """A learner who solves all, misses every third exercise and every third question at first."""
    for at, one in enumerate(ALL):
        if at % 3 == 0:
            record.update(one.id, tries=1, missed=one.wrongs[0].id)
        record.update(one.id, tries=1, solved=True, minutes=at % 12)
    for lesson in quizzes.lessons_with_quiz():
        questions = aecourse.quiz(lesson).questions
        for at, question in enumerate(questions):
            if at % 3 == 0:
                chosen = next(option.id for option in question.options if not option.right)
                record.quiz_update(lesson, wrong=(question.id, chosen))
            record.quiz_update(lesson, [question.id], 3 if at + 1 == len(questions) else None)
    place = record.progress_file()
    whole = json.loads(place.read_text(encoding="utf-8"))
    now = _weight(place)
    del whole["course"]
    for kept in (*whole["exercises"].values(), *whole["quizzes"].values()):
        for name in ("missed", "minutes", "first"):
            kept.pop(name, None)
    storage.write_record(place, whole)
    assert 1000 < now - _weight(place) <= 4096


def test_two_open_lessons_do_not_overwrite_one_another(monkeypatch):
    check("start-share", 0.04)
    first = record._session
    next_session(monkeypatch)
    check("odr-rate", 0.5)
    hint("start-share")
    monkeypatch.setattr(record, "_session", first)
    check("odr-rate", 0.6)
    assert saved()["start-share"] == {
        "tries": 1, "solved": True, "hints": 1, "day": "2015-10-03",
    }  # fmt: skip
    assert saved()["odr-rate"]["tries"] == 2


def test_progress_adds_up():
    check("start-share", 0.04)
    check("odr-rate", registry()["odr-rate"].solution())
    whole = progress()
    assert (whole.solved, whole.total) == (2, len(ALL))
    by_lesson = {part.lesson: part for part in whole.lessons}
    assert by_lesson["00"].solved == by_lesson["00"].total == 1
    assert "odr-rate" not in by_lesson["03"].open
    assert f"2 of {len(ALL)} exercises solved." in repr(whole)
    assert "第 00 课：1/1" in _in_chinese(whole)
    page = whole._repr_html_()
    assert page.count("<tr>") == 1 + len(whole.lessons)
    assert "✓" not in page


def _in_chinese(shown: object) -> str:
    with using("zh"):
        return repr(shown)


def test_what_a_newer_version_wrote_is_kept():
    place = record.progress_file()
    place.write_text(
        json.dumps({
            "version": 7, "name": "my class",
            "exercises": {
                "start-share": {"tries": 1, "solved": False, "hints": 0, "mood": "good"},
                "of-tomorrow": {"tries": 2, "solved": True, "hints": 1},
            },
        })
    )  # fmt: skip
    check("start-share", 0.04)
    kept = json.loads(place.read_text(encoding="utf-8"))
    assert kept["name"] == "my class"
    assert kept["exercises"]["start-share"]["mood"] == "good"
    assert kept["exercises"]["start-share"]["tries"] == 2
    assert kept["exercises"]["of-tomorrow"]["tries"] == 2


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[1, 2]", b"null", b'"text"', b"\xff\xfe", b'{"exercises": 3}', b"[" * 100_000,
        b'{"exercises": {"start-share": 1}}',
        b'{"exercises": {"start-share": {"tries": -1}}}',
        b'{"exercises": {"start-share": {"tries": "many"}}}',
        b'{"exercises": {"start-share": {"solved": 1}}}',
        b'{"exercises": {"start-share": {"guess": []}}}',
    ],
)  # fmt: skip
def test_a_damaged_file_is_set_aside_and_stops_nothing(content, tmp_path):
    place = record.progress_file()
    place.write_bytes(content)
    result = check("start-share", 0.04)
    assert result
    assert "progress.damaged-1.json" in repr(result)
    assert "progress.damaged-1.json" in _in_chinese(result)
    assert (tmp_path / "progress.damaged-1.json").read_bytes() == content
    assert saved()["start-share"]["solved"]
    assert "damaged" not in repr(check("start-share", 0.04))
    place.write_bytes(content)
    assert "progress.damaged-2.json" in repr(progress())


def test_what_is_sound_in_a_damaged_file_is_taken_over(monkeypatch):
    record.progress_file().write_text('{"exercises": {"odr-rate": {"tries": 2, "solved": true}, "start-share": "?"}}')
    assert "taken over" in repr(check("start-share", 0.5))
    next_session(monkeypatch)
    assert progress().solved == 1
    assert saved()["odr-rate"]["tries"] == 2


def test_a_folder_that_cannot_be_written_is_said_once_and_stops_nothing(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("AECOURSE_PROGRESS", str(tmp_path / "file" / "progress.json"))
    first = check("start-share", 0.5)
    assert first.status == "wrong"
    assert "cannot be saved" in repr(first)
    assert "无法保存" in _in_chinese(first)
    second = check("start-share", 0.04)
    assert second
    assert "cannot be saved" not in repr(second)
    assert progress().solved == 1, "the session remembers"


def test_a_failed_write_leaves_the_old_file_whole(tmp_path, monkeypatch):
    check("start-share", 0.04)
    before = record.progress_file().read_bytes()

    def fail(self, target):
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    assert check("odr-rate", registry()["odr-rate"].solution())
    assert record.progress_file().read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"progress.json", ".progress.json.lock"}


def test_a_file_that_cannot_be_read_is_not_overwritten(monkeypatch):
    check("start-share", 0.04)
    before = record.progress_file().read_bytes()
    next_session(monkeypatch)

    def closed(self):
        raise PermissionError

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", closed)
        assert "cannot be saved" in repr(check("odr-rate", 0.5))
    assert record.progress_file().read_bytes() == before


@pytest.mark.parametrize("kind", ["folder", "null device"])
def test_what_is_no_file_is_left_alone(kind, tmp_path, monkeypatch):
    place = tmp_path if kind == "folder" else Path(os.devnull)
    monkeypatch.setenv("AECOURSE_PROGRESS", str(place))
    result = check("start-share", 0.04)
    assert result
    assert ("cannot be saved" in repr(result)) == (kind == "folder")
    assert place.exists()
    assert not place.is_file()
    assert list(tmp_path.iterdir()) == []


def test_the_place_is_the_nearest_course_folder(tmp_path, monkeypatch):
    monkeypatch.delenv("AECOURSE_PROGRESS")
    inside = tmp_path / "my-course" / "zh"
    beside = tmp_path / "notebooks" / "en"
    inside.mkdir(parents=True)
    beside.mkdir(parents=True)
    for folder in (inside, inside.parent, beside, tmp_path):
        monkeypatch.chdir(folder)
        assert record.progress_file() == tmp_path / "my-course" / "progress.json"


def test_without_a_course_folder_the_place_is_here(tmp_path, monkeypatch):
    monkeypatch.delenv("AECOURSE_PROGRESS")
    monkeypatch.chdir(tmp_path)
    assert record.progress_file() == tmp_path / "progress.json"


def test_a_working_folder_that_is_gone_stops_nothing(tmp_path, monkeypatch):
    monkeypatch.delenv("AECOURSE_PROGRESS")
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert check("start-share", 0.04)


def test_the_proof_itself_finds_a_message_that_gives_the_solution_away():
    share = registry()["start-share"]
    assert gives_away(share, "It is 4 %.")
    assert gives_away(share, "答案是 0.04。")
    assert not gives_away(share, "8 of 200 in 2015-09-30")
    assert gives_away(registry()["whose-slip"], 'Type "d".')
    assert gives_away(registry()["twice-bad"], "Look at G-000582")
    assert Wrong("one", lambda: 1, Phrase("", "")).answer() == 1
