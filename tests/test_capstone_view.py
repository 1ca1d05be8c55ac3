"""The capstone's page: what it shows in both languages, what its form refuses, own orders."""

from __future__ import annotations

import re

import pytest

import aecourse
from aecourse.diagnosis import MEASURES, THERMOMETERS, Forecast, Score
from aecourse.diagnosis.planting import world
from aecourse.errors import CourseError, UnknownName
from aecourse.live import Capstone

LANGUAGES = ("en", "zh")


def right_lines(seed: int) -> list[tuple[str, str, str, str]]:
    return [
        (p.where, p.cause.id, next(m.id for m in MEASURES.values() if p.cause.lever in m.mends),
         p.cause.reason)
        for p in world(seed).problems
    ]  # fmt: skip


def choose(view: Capstone, **fields: str) -> None:
    """As a hand does it: one list after the other."""
    for name, value in fields.items():
        view.controls[name].value = value


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_metric_and_cut_gives_a_picture(language):
    view = Capstone(1, language=language)
    for metric in THERMOMETERS:
        for column in view.case.columns:
            view.look(metric, column)
            picture = view._effect.value
            assert picture.startswith("<svg")
            assert picture.count('class="ae-bar"') == len(view.frame.bars)
            assert not re.search(r'"[^"]*\b(nan|NaN|inf)\b[^"]*"', picture.split("</svg>")[0])
            marks = picture.count('class="ae-rate">▲')
            assert marks == len(view.frame.worse)


@pytest.mark.parametrize("language", LANGUAGES)
def test_repr_and_still_tell_the_state_and_hide_the_truth(language):
    view = Capstone(1, language=language)
    bundle = view._repr_mimebundle_()
    assert bundle["text/plain"] == repr(view)
    assert "<img" in bundle["text/html"]
    for p in world(1).problems:
        assert p.where not in view._effect.value
        assert p.cause.reason not in view._effect.value
    view.write(*right_lines(1))
    view.score()
    assert "100/100" in repr(view)
    assert ("治好" in repr(view)) == (language == "zh")


def test_the_form_fills_a_line_and_says_what_is_missing():
    view = Capstone(1, language="en")
    view.score()
    assert "the plan is empty" in view._effect.value
    choose(view, line=1, where="carrier=line-2", reason="scanned_late")
    assert view.state.drafts[1] == ("carrier=line-2", "", "", "scanned_late")
    assert "2 · carrier line-2" in [label for label, _ in view.controls["line"].options]
    view.score()
    assert view.state.message.en == "line 2 lacks: Cause, Measure"
    choose(view, cause="late_scans", measure="change_carrier")
    assert view.state.message is None
    view.score()
    assert isinstance(view.result, Score)
    assert view.result.found == 1
    choose(view, line=0)
    assert view.controls["where"].value == ""
    assert view.result is not None  # to look at another line undoes nothing
    choose(view, where="category=home")
    assert view.result is None


def test_too_dear_is_said():
    view = Capstone(1, budget=500, language="en")
    choose(view, where="supplier=SUP-A", reason="whole_supplier", cause="poor_goods",
           measure="better_goods")  # fmt: skip
    assert "too dear" in view._effect.value
    view.score()
    assert view.result is None
    assert "budget is 500" in view.state.message.en


def test_truth_only_after_the_score():
    view = Capstone(1, language="en")
    assert view._truth.disabled
    view.truth()
    assert not view.frame.truth
    view.write(right_lines(1)[0])
    view.score()
    assert not view._truth.disabled
    view.truth()
    assert len(view.frame.truth) == 4
    view.reset()
    assert not view.frame.truth
    assert view.result is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_own_orders(language):
    view = Capstone(orders=aecourse.load_sample("price-store"), language=language)
    assert len(view.frame.bars) <= 16
    view.look(by="product_id")
    assert view.frame.hidden > 0
    view.write(("destination=BR", "slow_line", "faster_line", "delivered_late"))
    view.score()
    assert isinstance(view.result, Forecast)
    assert view.frame.readings[0].best is None
    assert "25" not in re.findall(r'class="ae-mark">([^<]*)', view._effect.value)


def test_words_of_the_data_are_escaped():
    table = aecourse.load_sample("growing-store")
    table["destination"] = table["destination"].where(table["destination"] != "RU", "<b>&RU")
    view = Capstone(orders=table, language="en")
    view.look(by="destination", group="<b>&RU")
    assert "<b>" not in view._effect.value
    assert "&lt;b&gt;&amp;RU" in view._effect.value


def test_faults():
    view = Capstone(1)
    with pytest.raises(UnknownName):
        view.look("snad")
    with pytest.raises(UnknownName):
        view.look(by="color")
    with pytest.raises(CourseError):
        view.look(by="carrier", group="line-9")
    with pytest.raises(CourseError, match="line 1"):
        view.write(("carrier=line-9", "late_scans", "change_carrier", "scanned_late"))
    with pytest.raises(CourseError):
        Capstone("x")
    with pytest.raises(ValueError, match="language"):
        Capstone(1, language="de")
