"""Colours of the live views: everybody can read them (WCAG AA: 4.5 to 1 for words)."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import aecourse.live
from aecourse import exercises, live
from aecourse.base.palette import DARK, PALETTE
from aecourse.live.svg import Svg, colour_rules, tidy
from tests.pictures import contrast

GROUNDS = ("paper", "panel", "band_0", "band_1", "band_2", "band_3", "good_wash", "caution_wash")
WRITTEN = [
    *(("ink", ground) for ground in GROUNDS),
    *(("muted", ground) for ground in GROUNDS),
    *((word, ground) for word in ("accent", "good", "caution", "bad") for ground in GROUNDS[:2]),
    ("good", "good_wash"),
    ("caution", "caution_wash"),
]


def test_black_on_white_is_21_to_1() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("palette", [PALETTE, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("word", "ground"), WRITTEN)
def test_words_stand_out_from_every_ground(palette: dict[str, str], word: str, ground: str) -> None:
    assert contrast(palette[word], palette[ground]) >= 4.5


def test_page_and_pictures_share_their_colours() -> None:
    sheet = (Path(aecourse.live.__file__).parent / "look.css").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9a-f]{6}\b", sheet) == []
    used = set(re.findall(r"var\(--ae-([\w-]+)\)", sheet))
    assert used <= set(PALETTE) == set(DARK)
    rules = colour_rules(".aecourse-live")
    light, dark = re.findall(r"--ae-muted:(#\w{6})", rules)
    assert (light, dark) == (PALETTE["muted"], DARK["muted"])


def test_a_full_width_bracket_leaves_no_gap_before_a_dot() -> None:
    assert tidy("买家不良体验订单率（ODR） · 1,392 笔") == "买家不良体验订单率（ODR）· 1,392 笔"
    assert tidy("Order defect rate (ODR) · 1,392 orders").count(" · ") == 1


def test_what_xml_forbids_does_not_reach_a_picture() -> None:
    svg = Svg(100, 40, "order a\x01b", "en", "ae-picture")
    svg.text(0, 20, "a\x01b & \ud800<c>")
    assert ET.fromstring(str(svg)).get("aria-label") == "order ab"
    assert "".join(ET.fromstring(str(svg)).itertext()) == "ab & <c>"


def test_no_class_of_a_view_is_one_that_the_cards_dress() -> None:
    """The sheet of the cards holds for the whole page: a part of a view of the same name would wear it, too."""
    cards = (Path(exercises.__file__).parent / "cards.css").read_text(encoding="utf-8")
    dressed = set(re.findall(r"^\.(ae-[\w-]+)", cards, re.MULTILINE))
    assert dressed
    for name in live.__all__:
        view = getattr(live, name)()
        assert dressed.isdisjoint(classes(view)), name


def classes(part: Any) -> Iterator[str]:
    """Every class of a part of a page and of the parts in it."""
    yield from part._dom_classes
    for inner in getattr(part, "children", ()):
        yield from classes(inner)
