"""The builder of pictures: how wide words are, how lines break, what a shape is told to be."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aecourse.base.palette import PALETTE
from aecourse.live.svg import Svg, coordinate, shorten, spread, text_width, wrap

CLOSING, OPENING = "，。、；：？！）］”’", "（［“‘"


@pytest.mark.parametrize(
    ("words", "size", "wide"),
    [
        ("", 12, 0),
        ("货", 12, 12),
        ("★✓", 10, 20),
        ("il.", 10, 9.3),
        ("mW", 10, 17.2),
        ("aZ", 10, 12.2),
        ("ＡＢ", 10, 20),
    ],
)
def test_how_wide_words_are(words: str, size: float, wide: float) -> None:
    assert text_width(words, size) == pytest.approx(wide)
    assert text_width(words, size, False) == pytest.approx(wide)
    assert text_width(words, size, True) == pytest.approx(1.05 * wide)
    assert text_width(words, 2 * size) == pytest.approx(2 * wide)


def test_english_breaks_at_spaces_and_fills_each_line() -> None:
    words = "an order of a store that was not sent in time is late"
    for room in range(60, 300, 7):
        lines = wrap(words, 12, room)
        assert " ".join(lines) == words
        for line, following in pairwise(lines):
            assert text_width(f"{line} {following.split()[0]}", 12) > room
            assert not line.endswith(" ")


@given(st.text("货不对版，。（）“”ab", min_size=1, max_size=40), st.integers(24, 200))
def test_chinese_breaks_anywhere_but_before_a_closing_and_after_an_opening_mark(words: str, room: int) -> None:
    lines = wrap(words, 12, room)
    assert "".join(lines) == words
    assert all(line for line in lines)
    for line, following in pairwise(lines):
        assert following[0] not in CLOSING
        assert line[-1] not in OPENING


def test_chinese_fills_each_line() -> None:
    assert list(wrap("货不对版纠纷率", 12, 36)) == ["货不对", "版纠纷", "率"]
    assert list(wrap("货不对，版纠纷", 12, 36)) == ["货不", "对，版", "纠纷"]
    assert list(wrap("货不（对版）纠", 12, 36)) == ["货不", "（对", "版）纠"]
    assert list(wrap("用 ODR 考核", 12, 62)) == ["用 ODR 考", "核"]
    assert list(wrap("", 12, 36)) == [""]


@given(st.text("ab 货mW.1", max_size=60), st.integers(30, 300))
def test_words_are_cut_as_late_as_they_can(words: str, room: int) -> None:
    told = shorten(words, 12, room)
    if text_width(words, 12) <= room + 0.1:
        assert told == words
        return
    assert told.endswith("…")
    kept = told[:-1]
    assert words.startswith(kept)
    longer = next(n for n in range(len(kept) + 1, len(words) + 1) if words[:n].rstrip() != kept)
    assert text_width(words[:longer] + "…", 12) > room


@pytest.mark.parametrize("spare", [0, 0.1])
def test_words_that_just_fit_are_whole(spare: float) -> None:
    assert shorten("货不对", 12, 36 - spare) == "货不对"
    assert shorten("货不对", 12, 35.8) == "货不…"


def test_labels_stay_where_they_want_to_be_unless_they_touch() -> None:
    assert spread([10, 50, 90], 10, 0, 100) == [10, 50, 90]
    assert spread([50, 52], 10, 0, 100) == [50, 60]
    assert spread([52, 50], 10, 0, 100) == [60, 50]
    assert spread([98, 99], 10, 0, 100) == [90, 100]
    assert spread([-5, 2], 10, 0, 100) == [0, 10]


@pytest.mark.parametrize(("value", "told"), [(1, "1"), (1.04, "1"), (1.06, "1.1"), (-2.5, "-2.5"), (10, "10")])
def test_a_place_is_written_to_a_tenth(value: float, told: str) -> None:
    assert coordinate(value) == told


def drawn(svg: Svg) -> list[ET.Element]:
    return list(ET.fromstring(str(svg)))


def test_a_shape_is_what_it_was_told_and_no_more() -> None:
    svg = Svg(100, 50, "label", "zh", "ae-picture")
    svg.line(1, 2, 3, 4, "ink")
    svg.line(1, 2, 3, 4, "bad", width=2.4, dash="3 3", round_ends=True, name="ae-x", id="y<")
    svg.rect(1, 2, -3, 4, "paper")
    svg.rect(1, 2, 3, 4, "paper", radius=2, stroke="line")
    svg.circle(1, 2, 3, "accent")
    svg.circle(1, 2, 3, "accent", stroke="paper", width=1.5, dash="3 3")
    svg.polyline([(1, 2), (3, 4)], "good", width=1.5)
    svg.polyline([(1, 2), (3, 4)], "good", width=1.5, dash="4 3")
    svg.polygon([(1, 2), (3, 4), (5, 6)], "muted")
    svg.polygon([(1, 2), (3, 4), (5, 6)], "muted", stroke="ink", width=2)
    svg.text(1, 2, "a")
    svg.text(1, 2, "a", size=12, fill="bad", weight=600, anchor="end")
    svg.dots([], 3, "bad")
    svg.dots([(1, 2), (3.5, 4)], 3, "bad")
    svg.field(1, 2, 3, 4, "ae-pick", "o1")
    looks = [{key: value for key, value in node.attrib.items() if key not in PLACES} for node in drawn(svg)]
    assert looks == [
        {"stroke": PALETTE["ink"], "stroke-width": "1"},
        {"stroke": PALETTE["bad"], "stroke-width": "2.4", "stroke-dasharray": "3 3", "stroke-linecap": "round",
         "class": "ae-x", "data-id": "y<"},
        {"fill": PALETTE["paper"]},
        {"fill": PALETTE["paper"], "rx": "2", "stroke": PALETTE["line"]},
        {"fill": PALETTE["accent"]},
        {"fill": PALETTE["accent"], "stroke": PALETTE["paper"], "stroke-width": "1.5", "stroke-dasharray": "3 3"},
        *({"fill": "none", "stroke": PALETTE["good"], "stroke-width": "1.5", "stroke-linejoin": "round",
           "stroke-linecap": "round", **dash} for dash in ({}, {"stroke-dasharray": "4 3"})),
        {"fill": PALETTE["muted"]},
        {"fill": PALETTE["muted"], "stroke": PALETTE["ink"], "stroke-width": "2"},
        {},
        {"font-size": "12", "fill": PALETTE["bad"], "font-weight": "600", "text-anchor": "end"},
        {"fill": "none", "stroke": PALETTE["bad"], "stroke-width": "3", "stroke-linecap": "round"},
        {"fill": "none", "pointer-events": "all", "class": "ae-pick", "data-id": "o1"},
    ]  # fmt: skip
    assert ET.fromstring(str(svg)).get("lang") == "zh-Hans"
    assert drawn(svg)[2].get("width") == "0"
    assert drawn(svg)[12].get("d") == "M1 2h0M3.5 4h0"


PLACES = {"x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "points", "d"}


@pytest.mark.parametrize("rim", [None, True, False])
def test_a_mark_of_before_has_a_pale_rim_where_it_is_asked_for(rim: bool | None) -> None:
    svg = Svg(100, 50, "label", "en", "ae-picture")
    svg.tick(10, 5, 20, **({} if rim is None else {"rim": rim}))
    *pale, mark = drawn(svg)
    assert (mark.get("y1"), mark.get("y2"), mark.get("stroke")) == ("5", "20", PALETTE["muted"])
    assert [(line.get("y1"), line.get("y2"), line.get("stroke")) for line in pale] == (
        [] if rim is False else [("4", "21", PALETTE["paper"])]
    )
