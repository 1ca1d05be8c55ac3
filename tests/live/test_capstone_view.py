"""The capstone's page: what it shows in both languages, what its form refuses, own orders."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise

import pytest

import aecourse
from aecourse.base.errors import CourseError, UnknownName
from aecourse.live import Capstone
from aecourse.live.capstone.frame import CapstoneFrame, State, capstone_frame
from aecourse.live.capstone.narrow import SIZE, narrow
from aecourse.live.capstone.picture import _axis, bar_boxes, picture, poster
from aecourse.live.capstone.words import ASSUMED, WORDS, finding
from aecourse.models.diagnosis import CAUSES, DIAGNOSTIC_METRICS, MEASURES, PlanForecast, Score
from aecourse.models.diagnosis.planting import ORDERS, PLANTED, world
from tests.pictures import cut_or_touching, shapes

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
    for metric in DIAGNOSTIC_METRICS:
        for column in view.case.columns:
            view.look(metric, column)
            picture = view._effect.value
            assert picture.startswith('<div class="ae-stage"><svg')
            wide = picture.split("</svg>")[0]
            assert wide.count('class="ae-bar"') == len(view.frame.bars)
            assert not re.search(r'"[^"]*\b(nan|NaN|inf)\b[^"]*"', wide)
            marks = wide.count('class="ae-rate">▲')
            assert marks == len(view.frame.worse)


def frames() -> list[CapstoneFrame]:
    """Every metric by every column, of a planted store and of own orders with few in a group."""
    cases = (aecourse.capstone(45), aecourse.capstone(orders=aecourse.load_sample("price-store")))
    return [
        capstone_frame(case, State(metric, column, case.orders[column].astype(str).iloc[0]))
        for case in cases for metric in DIAGNOSTIC_METRICS for column in case.columns
    ]  # fmt: skip


def test_the_scale_holds_all_bars_and_names_its_ends():
    for frame in frames():
        low, high, _ = _axis(frame)
        stars = bool(DIAGNOSTIC_METRICS[frame.metric_id].stars)
        ends = [v for s in frame.bars for v in (s.low, s.high, s.rest) if v is not None]
        assert low - 1e-9 <= min(ends) and max(ends) <= high + 1e-9
        assert (max(ends) - min(ends)) / (high - low) > 0.7  # no hole beside the bars
        shown = re.findall(r'class="ae-end">([^<]*)<', picture(frame, "en"))
        for end, words in zip((low, high), shown, strict=True):
            number = float(words.removesuffix(" %").removesuffix(" ★"))
            assert number == pytest.approx(end if stars else 100 * end)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_legend_explains_every_mark_and_no_other(language):
    for frame in frames():
        keys = re.findall(r'class="ae-key">([^<]*)<', picture(frame, language))
        wanted = ["this", "others", "luck"]
        wanted += ["worse"] * bool(frame.worse) + ["better"] * bool(frame.better)
        assert keys == [WORDS[key].text(language) for key in wanted]


def test_the_finding_is_true_of_every_group():
    view = Capstone(45, language="en")
    view.look("not_sold_rate", "week")
    assert finding(view.frame).en == "By week of payment, worse than luck allows: 2022-03-07."
    assert finding(view.frame).zh == "按付款周看，差距已超出运气范围：2022-03-07。"
    bars = tuple(replace(s, stands_out=0) for s in view.frame.bars)
    assert finding(replace(view.frame, bars=bars)).en.endswith("no group differs by more than luck.")
    bars = (replace(bars[0], stands_out=-1), *bars[1:])
    words = finding(replace(view.frame, bars=bars))
    assert words.en.endswith("better than luck allows: 2022-02-21; none does worse.")
    assert words.zh.endswith("2022-02-21；没有更差的组。")


@pytest.mark.parametrize(("language", "words"), [("en", "choose below"), ("zh", "请在下面选择")])
def test_an_empty_plan_says_where_to_begin(language, words):
    view = Capstone(1, language=language)
    assert re.findall(r'class="ae-empty">([^<]*)<', view._effect.value)[0] == words
    assert words not in poster(view.frame, language)  # where nothing runs there is nothing to choose


def test_the_numbers_of_what_is_assumed_come_from_their_homes():
    for words in (ASSUMED[0].en, ASSUMED[0].zh):
        assert [int(n.replace(",", "")) for n in re.findall(r"[\d,]+", words) if n != ","] in (
            [ORDERS, PLANTED, len(CAUSES)], [ORDERS, len(CAUSES), PLANTED])  # fmt: skip


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
    assert view._truth_button.disabled
    view.truth()
    assert not view.frame.truth
    view.write(right_lines(1)[0])
    view.score()
    assert not view._truth_button.disabled
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
    assert isinstance(view.result, PlanForecast)
    assert view.frame.readings[0].best is None
    assert "25" not in re.findall(r'class="ae-mark">([^<]*)', view._effect.value)


def test_words_of_the_data_are_escaped():
    table = aecourse.load_sample("growing-store")
    table["destination"] = table["destination"].where(table["destination"] != "RU", "<b>&RU")
    view = Capstone(orders=table, language="en")
    view.look(by="destination", group="<b>&RU")
    assert "<b>" not in view._effect.value
    assert "&lt;b&gt;&amp;RU" in view._effect.value


# -- the map of all cuts, and bars that can be clicked ----------------------------------------------


def pick(view: Capstone, what: str) -> None:
    """As the page tells of a click."""
    view.picker.picked = {"what": what, "n": view.picker.picked.get("n", 0) + 1}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_marks_what_stands_out_in_each_cut(language):
    view = Capstone(45, language=language)
    page = ET.fromstring(view._cuts.value)
    cells = {b.get("data-pick"): "".join(b.itertext()) for b in page.iter("button")}
    assert len(cells) == len(DIAGNOSTIC_METRICS) * len(view.case.columns) == 66
    for metric in DIAGNOSTIC_METRICS:
        for column in view.case.columns:
            found = {s.stands_out for s in view.case.segments(metric, column) if s.group}
            signs = "▲" * (1 in found) + "▽" * (-1 in found)
            assert cells[f"{metric} {column}"] == (signs or "·")
    pressed = [b.get("data-pick") for b in page.iter("button") if b.get("aria-pressed") == "true"]
    assert pressed == [f"{view.state.metric} {view.state.column}"]
    assert [b.get("tabindex") for b in page.iter("button")].count("0") == 1
    assert all(b.get("aria-label") for b in page.iter("button"))


def test_a_cell_chooses_the_cut_and_a_bar_the_group():
    view = Capstone(45, language="en")
    pick(view, "not_sold_rate week")
    assert (view.state.metric, view.state.column) == ("not_sold_rate", "week")
    group = view.frame.bars[3].group
    pick(view, f"group {group}")
    assert view.state.group == group
    assert f'data-pick="group {group}" aria-pressed="true"' in view._effect.value
    assert view._effect.value.count('aria-pressed="true"') == 2  # in the wide picture and the narrow one
    before = view.state
    for late in ("group of yesterday", "not_sold_rate", "no_rate week", ""):
        pick(view, late)
    assert view.state == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_narrow_picture_cuts_nothing(language):
    view = Capstone(1, language=language)
    for metric in ("odr", "dsr_description"):
        for column in view.case.columns:
            view.look(metric, column)
            assert cut_or_touching(narrow(view.frame, language), *SIZE) == []
    view.write(*right_lines(1))
    assert cut_or_touching(narrow(view.frame, language), *SIZE) == []
    view.score()
    assert cut_or_touching(narrow(view.frame, language), *SIZE) == []
    view.truth()
    assert cut_or_touching(narrow(view.frame, language), *SIZE) == []


@pytest.mark.parametrize("draw", [picture, narrow])
def test_buttons_lie_over_their_bars(draw):
    for frame in frames()[::3]:
        svg = draw(frame, "en")
        boxes = {group: box for group, _, box in bar_boxes(frame)}
        assert list(boxes) == [bar.group for bar in frame.bars]
        for dot in shapes(svg, "ae-dot"):
            x, y, wide, high = boxes[dot.id]
            assert y <= dot["cy"] <= y + high and x <= dot["cx"] <= x + wide
        tops = [(y, y + high) for _, y, _, high in boxes.values()]
        assert all(end <= start + 1e-6 for (_, end), (start, _) in pairwise(tops))


@pytest.mark.parametrize(("language", "words"), [("en", "Put carrier line-4 into line 2"), ("zh", "写入第 2 行")])
def test_the_chosen_group_goes_into_the_plan(language, words):
    view = Capstone(45, language=language)
    choose(view, line=1)
    pick(view, "odr carrier")
    pick(view, "group line-4")
    assert words in view._take.description
    view._take.click()
    assert view.state.drafts[1] == ("carrier=line-4", "", "", "")
    assert view.controls["where"].value == "carrier=line-4"


@pytest.mark.parametrize("language", LANGUAGES)
def test_points_stand_beside_the_button(language):
    view = Capstone(1, language=language)
    assert view._points.value == ""
    view._act.click()
    assert "⚠" in view._points.value
    view.write(*right_lines(1))
    view._act.click()
    assert "100/100" in view._points.value and "4/4" in view._points.value
    assert "data-pick" not in view._effect.value  # a judged plan has no bars
    view._back.click()
    assert view._points.value == "" and "data-pick" in view._effect.value


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_store_is_opened_by_its_number(language):
    view = Capstone(45, choosing=True, language=language)
    view.write(*right_lines(45)[:1])
    view.score()
    view.number.value = 46
    assert view.case.seed == 45  # the field alone opens nothing
    view.open_store(view.number.value)
    fresh = Capstone(46, choosing=True, language=language)
    assert view.frame == fresh.frame
    assert view._effect.value == fresh._effect.value
    assert view._title.value == fresh._title.value
    assert view._cuts.value == fresh._cuts.value
    assert view.controls["where"].options == fresh.controls["where"].options
    choose(view, where=view.controls["where"].options[1][1])
    assert view.state.drafts[0][0]
    with pytest.raises(CourseError):
        view.open_store(-1)


def test_only_a_planted_store_that_may_be_changed_asks_for_a_number():
    assert not hasattr(Capstone(45), "number")
    own = Capstone(orders=aecourse.load_sample("price-store"), choosing=True)
    assert not hasattr(own, "number")
