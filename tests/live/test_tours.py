"""Sentences that drive a view, a guess on its axis, and pictures that are revealed panel by panel."""

from __future__ import annotations

import re
from typing import Any

import pytest

from aecourse import live
from aecourse.base.errors import CourseError, UnknownName
from aecourse.live.panels import Panels
from aecourse.live.tours import TOURS, Piece, pieces, settings, without_doing
from tests.pictures import cut_or_touching, unfinished

LANGUAGES = ("en", "zh")
VIEWS = {view.kind: view for view in (getattr(live, name) for name in live.__all__)}
PANELLED = ("SmallNumbers", "Transition", "Regimes")


def shown(name: str, language: str = "en") -> Any:
    return VIEWS[TOURS[name].kind](tour=name, language=language)


def test_a_text_is_words_and_phrases_that_do_something() -> None:
    text = "Set [stock to 10 %](stockout_rate=0.1, orders=30), or [go back](reset)."
    assert pieces(text) == (
        Piece("Set "),
        Piece("stock to 10 %", {"stockout_rate": 0.1, "orders": 30}),
        Piece(", or "),
        Piece("go back", {"reset": None}),
        Piece("."),
    )
    assert without_doing(text) == "Set stock to 10 %, or go back."
    assert settings("shipped_at=never, order=late") == {"shipped_at": None, "order": "late"}


@pytest.mark.parametrize("name", TOURS)
def test_both_languages_do_the_same_in_the_same_order(name: str) -> None:
    sides = [[it.does for it in pieces(text) if it.does] for text in (TOURS[name].text.en, TOURS[name].text.zh)]
    assert sides[0] == sides[1]
    assert sides[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TOURS)
def test_every_phrase_moves_its_view_as_code_would(name: str, language: str) -> None:
    by_hand, by_code = shown(name, language), shown(name, language)
    for place, piece in enumerate(by_hand._tour_text.told):
        if piece.does is None:
            continue
        by_hand._tour_text.pressed = {"place": place, "n": place + 1}
        by_code.drive(**piece.does)
        assert by_hand._tour_text.stands == place
        assert by_hand.frame == by_code.frame
        assert unfinished(by_hand.art.picture(by_hand.frame, language)) == []
    by_hand._tour_text.pressed = {"place": 999, "n": 99}
    assert by_hand.frame == by_code.frame


def test_a_lever_moved_by_hand_marks_no_phrase() -> None:
    lab = shown("stock-list")
    place = next(place for place, it in enumerate(lab._tour_text.told) if it.does == {"stockout_rate": 0.1})
    lab._tour_text.pressed = {"place": place, "n": 1}
    assert lab.store.stockout_rate == 0.1
    assert lab.sliders["stockout_rate"].value == pytest.approx(10)
    lab.set(stockout_rate=0.05)
    assert lab._tour_text.stands == -1


def test_what_nobody_knows_is_told() -> None:
    with pytest.raises(UnknownName, match="stock-list"):
        live.ScoreLab(tour="stock")
    with pytest.raises(UnknownName, match="hundred-shops"):
        live.SmallNumbers(tour="stock-list")
    with pytest.raises(UnknownName):
        live.ScoreLab().drive(stock=3)
    with pytest.raises(UnknownName):
        live.Regimes().drive(stock=3)
    with pytest.raises(CourseError, match="no guess"):
        live.ScoreLab().place_guess(0.1)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TOURS)
def test_where_nothing_runs_it_is_plain_text_over_the_picture(name: str, language: str) -> None:
    view = shown(name, language)
    words = without_doing(TOURS[name].text.text(language))
    bundle = view._repr_mimebundle_()
    assert bundle["text/plain"].startswith(words)
    page = bundle["text/html"]
    assert page.index("<p") < page.index("<img")
    assert re.sub(r"<[^>]+>", "", page[: page.index("</p>")]) == words
    assert "](" not in page


# -- a guess --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_guess_of_the_rate_stays_beside_the_truth(language: str) -> None:
    lab = shown("stock-list", language)
    assert "ae-ask" in lab._effect.value
    lab._hand.picked = {"share": 0.5, "n": 1}
    assert lab.guess is not None
    assert lab.guess.value == pytest.approx(lab.frame.axis.now / 2)
    assert lab._guess_slider.value == pytest.approx(50 * lab.frame.axis.now)
    lab._guess_slider.value = 8
    assert lab.guess.value == 0.08
    lab.drive(stockout_rate=0.1)
    rate = lab.frame.now.value
    assert rate is not None
    assert "8.0 %" in lab._guess_said.value
    assert f"{100 * rate:.1f} %" in lab._guess_said.value
    for moved in ({"stockout_rate": 0.3}, {"stockout_rate": 0.0}):
        lab.set(**moved)
        lab.compare()
        picture = lab.art.picture(lab.frame, language)
        assert "ae-guess-words" in picture or "ae-guess" in picture
        assert cut_or_touching(picture, 640, 548) == []


def test_the_mark_of_a_guess_stands_on_the_scale_of_the_rate() -> None:
    lab = shown("stock-list")
    for value in (0.0, 0.04, 0.12):
        lab.place_guess(value)
        mark = re.search(r'<line x1="([\d.]+)"[^>]*class="ae-guess"', lab._effect.value)
        assert mark is not None
        assert float(mark[1]) / 640 * lab.frame.axis.now == pytest.approx(value, abs=2e-4)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_orders_needed_are_veiled_until_they_are_guessed(language: str) -> None:
    view = shown("hundred-shops", language)
    needed = f"{view.frame.needed:,}"
    assert f">{needed}" not in view._effect.value
    assert needed not in view.art.summary(view.frame, language)
    view._hand.picked = {"share": 0.5, "n": 1}
    assert view.guess.value in view._guess_knob.stops
    assert needed in view._effect.value
    assert needed in view._guess_said.value
    for orders in (5, 200, 5000):
        view.place_guess(orders)
        assert cut_or_touching(view.art.picture(view.frame, language), 640, 548) == []
    view.drive(share=0.06)  # at the limit no number is enough
    assert "ae-truth" not in view._effect.value


@pytest.mark.parametrize("odd", [{}, {"id": 3}, {"share": "x"}, {"share": None}, {"n": 4}, {"share": True}])
def test_odd_clicks_change_nothing(odd: dict[str, Any]) -> None:
    lab = shown("stock-list")
    before = lab._effect.value
    lab._hand.picked = odd
    lab._tour_text.pressed = odd
    assert lab._effect.value == before


# -- panel by panel -------------------------------------------------------------------------------


def height(view: Any) -> float:
    found = re.search(r'viewBox="0 0 [\d.]+ ([\d.]+)"', view._effect.value)
    assert found is not None
    return float(found[1])


@pytest.mark.parametrize("name", PANELLED)
def test_one_panel_at_a_time_and_all_by_one_click(name: str) -> None:
    view = getattr(live, name)(language="en")
    heights = [height(view)]
    while not view.panels.whole:
        assert view._to_reveal.layout.display == ""
        view.next_panel()
        heights.append(height(view))
    assert heights == [float(end) for end in view.panel_ends]
    assert view._to_reveal.layout.display == "none"
    whole = getattr(live, name)(language="en", whole=True)
    assert whole._effect.value == view._effect.value
    at_once = getattr(live, name)(language="en")
    at_once.show_all()
    assert at_once._effect.value == view._effect.value
    at_once.drive(panel=1)
    assert height(at_once) == heights[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PANELLED)
def test_no_panel_cuts_a_line_of_words(name: str, language: str) -> None:
    view = getattr(live, name)(language=language)
    moves = {"SmallNumbers": [{"orders": 0}, {"share": 0.06}], "Transition": [{"fee": 0}], "Regimes": [
        {"day": "2016-04-30"}, {"day": "2024-03-31"}]}[name]  # fmt: skip
    for move in ({}, *moves):
        view.drive(**move)
        picture = view.art.picture(view.frame, language)
        for y, size in re.findall(r'<text x="[^"]+" y="([\d.-]+)"(?: font-size="([\d.]+)")?', picture):
            for end in view.panel_ends:
                assert not float(y) - float(size or 14) * 0.8 < end < float(y) + 3 or "translate" in picture


def test_the_buyer_s_levers_come_with_the_buyer() -> None:
    view = live.SmallNumbers()
    assert view._buyer.layout.display == "none"
    view.next_panel()
    assert view._buyer.layout.display == "none"
    view.next_panel()
    assert view._buyer.layout.display == ""


def test_a_picture_is_cut_at_the_end_of_a_panel_and_nothing_else_changes() -> None:
    svg = '<svg viewBox="0 0 640 548" width="640" height="548" style="a:b"><text style="c">x</text></svg>'
    assert Panels((100.0, 548.0), 2).crop(svg) == svg
    cut = Panels((100.0, 548.0), 1).crop(svg)
    assert 'viewBox="0 0 640 100" width="640" height="100" style="overflow:hidden;a:b"' in cut
    assert cut.count("overflow") == 1
