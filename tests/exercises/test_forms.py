"""The form of an exercise, by its messages: the same judge, the same record, no quotation marks."""

from __future__ import annotations

from pathlib import Path

import pytest

import aecourse
from aecourse.base.language import LANGUAGES, Phrase, set_language, using
from aecourse.exercises import Exercise, answering, check, find, predict, record, registry
from aecourse.exercises.cards import Form
from aecourse.exercises.kinds import Number, OneOption, Orders, Share, SmallTable, Text
from tools.lessons.pairs import half_width, numbers, shape

VIEW = "application/vnd.jupyter.widget-view+json"
FORMS = [one for one in registry().values() if one.kind.asked is not None]


def typed(one: Exercise) -> str:
    """The solution as a learner fills it in."""
    solution = one.kind.read(one.solution())
    match one.kind:
        case OneOption():
            return one.kind.letter(solution)
        case Share():
            return f"{solution[0] * 100:.2f} %"
        case Orders():
            return ", ".join(sorted(solution))
        case Text():
            return str(min(solution))
        case _:
            return str(solution)


def fill(form: Form, answer: object) -> str:
    form._handle_custom_msg({"do": "check", "answer": answer}, [])
    return " ".join(form.said.get("lines", []))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("one", FORMS, ids=lambda one: one.id)
class TestEveryForm:
    def test_the_solution_is_right_and_kept(self, one: Exercise, language: str) -> None:
        set_language(language)
        form = Form(one.id)
        assert str(one.why) in fill(form, typed(one))
        assert form.said["status"] == "right"
        assert record.entries()[0][one.id].solved
        assert Form(one.id).said["status"] == "right", "the next form knows"

    def test_blank_odd_and_wrong_answers(self, one: Exercise, language: str) -> None:
        set_language(language)
        form = Form(one.id)
        for blank in ("", "  ", "..."):
            assert str(one.kind.asked) in fill(form, blank)
            assert form.said["status"] == "blank"
        if not isinstance(one.kind, Text | Orders):
            assert str(one.kind.asked) in fill(form, "no idea at all")
            assert form.said["status"] == "kind"
        assert record.entries()[0] == {}
        if isinstance(one.kind, OneOption):
            for wrong in one.wrongs:
                assert str(wrong.message) in fill(form, one.kind.letter(wrong.id))
                assert form.said["status"] == "wrong"
            assert record.entries()[0][one.id].tries == len(one.wrongs)
        assert "aecourse.hint" not in str(form.said), "the form has a button for it"

    def test_hints_come_one_at_a_time(self, one: Exercise, language: str) -> None:
        set_language(language)
        form = Form(one.id)
        for number, words in enumerate(one.hints, start=1):
            assert not form.no_more_hints
            form._handle_custom_msg({"do": "hint"}, [])
            assert len(form.hints) == number
            assert str(words) in form.hints[-1]
        assert form.no_more_hints
        form._handle_custom_msg({"do": "hint"}, [])
        assert len(form.hints) == len(one.hints)
        assert record.entries()[0][one.id].hints == len(one.hints)

    def test_the_blank_shows_a_form_beside_todays_line(self, one: Exercise, language: str) -> None:
        set_language(language)
        for ask in (check, predict):
            result = ask(one.id, ...)
            bundle = result._repr_mimebundle_()
            assert VIEW in bundle
            assert bundle["text/plain"] == repr(result)
            assert bundle["text/plain"].startswith("○ ")
            assert str(one.kind.expected) in bundle["text/plain"]
            assert bundle["text/html"] == result._repr_html_()
        assert VIEW not in check(one.id, one.solution())._repr_mimebundle_()


def test_a_guess_is_noted_and_never_called_wrong() -> None:
    form = Form("odr-rate", "predict")
    assert form.words["check"] == "Note my guess"
    assert "Noted: 3.0 %" in fill(form, "3 %")
    assert form.said["status"] == "note"
    assert record.entries()[0]["odr-rate"].guess == "3.0 %"
    assert "3.0 %" in str(Form("odr-rate", "predict").said)
    assert Form("odr-rate", "predict", language="zh").words["check"] == "记下我的猜测"


def test_the_same_verdict_twice_is_news_twice() -> None:
    form = Form("start-share")
    fill(form, "8 %")
    first = form.said
    fill(form, "8 %")
    assert form.said != first
    assert form.said["lines"] == first["lines"]


@pytest.mark.parametrize(
    "message", [{}, {"do": "check"}, {"do": "check", "answer": 4}, {"do": "sing"}, "text", None, []]
)
def test_a_message_that_makes_no_sense_is_passed_over(message: object) -> None:
    form = Form("start-share")
    form._handle_custom_msg(message, [])
    assert form.said == {}
    assert form.hints == []


def test_a_choice_offers_its_options_in_the_language_of_the_form() -> None:
    kind = find("whose-slip").kind
    assert isinstance(kind, OneOption)
    for language in LANGUAGES:
        shown = Form("whose-slip", language=language).options
        assert shown == [
            [letter, words.text(language)] for letter, (_, words) in zip("abcd", kind.options, strict=True)
        ]
    assert Form("start-share").options == []


def test_a_table_has_no_form_but_words(monkeypatch: pytest.MonkeyPatch) -> None:
    one = Exercise(
        "small-table", "99", Phrase("", ""), SmallTable("metric", ("value",)), lambda: {"odr": 1}, (), (),
        Phrase("", ""),
    )  # fmt: skip
    monkeypatch.setattr(answering, "find", lambda _: one)
    for ask in (check, predict):
        result = ask("small-table", ...)
        assert "the path with pandas" in repr(result)
        assert VIEW not in result._repr_mimebundle_()
        with using("zh"):
            assert "pandas 路线" in repr(ask("small-table", ...))


@pytest.mark.parametrize(
    "kind",
    [Number(), Number(unit=Phrase("orders", "个订单")), Share(), Orders(), Text(),
     OneOption((("a", Phrase("x", "甲")), ("b", Phrase("y", "乙"))))],
)  # fmt: skip
def test_what_a_form_asks_is_in_step_and_wants_no_quotation_marks(kind: Number) -> None:
    asked = kind.asked
    assert asked is not None
    assert not list(half_width(asked.zh))
    english, chinese = numbers(shape(asked.en), shape(asked.zh))
    assert english == chinese
    assert '"' not in asked.en + asked.zh


def test_the_message_of_a_form_that_cannot_be_saved_still_says_the_verdict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("AECOURSE_PROGRESS", str(tmp_path / "file" / "progress.json"))
    form = Form("start-share")
    said = fill(form, "8 %")
    assert form.said["status"] == "wrong"
    assert "cannot be saved" in said
    assert "cannot be saved" not in fill(form, "4 %")


def test_check_loads_no_widgets() -> None:
    import subprocess
    import sys

    code = (
        "import sys, aecourse; repr(aecourse.check('start-share', ...)); aecourse.quiz('03');"
        "print(sorted({'pandas', 'numpy', 'anywidget', 'ipywidgets'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert aecourse.check is check
