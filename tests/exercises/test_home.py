"""The home page and the line above a lesson: titles, links, how far, where to go on."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pytest

import aecourse
from aecourse.base.errors import UnknownName
from aecourse.base.language import LANGUAGES, using
from aecourse.exercises import check, reader, record
from aecourse.exercises.home import START

HOUSE = Path(__file__).parents[2]


def links(page: str) -> list[str]:
    return re.findall(r'href="([^"]+)"', page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_home_page_names_and_links_every_lesson(language: str) -> None:
    with using(language):
        page = aecourse.home()._repr_html_()
        titles = [escape(str(names.title)) for names in reader.index().values()]
    assert all(title in page for title in titles)
    assert set(links(page)) == {f"{path.stem}.ipynb" for path in (HOUSE / "lessons").glob("[0-9]*.md")}


def test_it_begins_here_and_goes_on_where_something_is_open() -> None:
    assert "Begin on this page" in aecourse.home()._repr_html_()
    names = reader.index()[START]
    for id in names.exercises:
        record.update(id, solved=True)
    record.quiz_update(START, solved=frozenset(names.questions))
    page = aecourse.home()._repr_html_()
    first = list(reader.index())[1]
    assert links(page)[0] == f"{reader.index()[first].name}.ipynb"
    assert "Go on: 1 ·" in page


def test_the_list_is_folded_until_something_is_solved() -> None:
    assert "<details><summary>All lessons" in aecourse.home()._repr_html_()
    check("odr-rate", "7.6 %")
    assert "<details open><summary>All lessons" in aecourse.home()._repr_html_()


@pytest.mark.parametrize(("lesson", "before", "after"), [("01", None, "02"), ("03", "02", "03b"), ("13", "12", None)])
def test_the_line_above_a_lesson_has_the_way_through_the_course(
    lesson: str, before: str | None, after: str | None
) -> None:
    page = aecourse.home(lesson)._repr_html_()
    index = reader.index()
    wanted = [f"{index[number].name}.ipynb" for number in (before, START, after) if number]
    assert links(page) == wanted


def test_the_line_says_how_far_this_lesson_is() -> None:
    total = len(reader.index()["03"].exercises) + len(reader.index()["03"].questions)
    assert f"0 of {total} solved" in aecourse.home("03")._repr_html_()
    check("odr-rate", "7.6 %")
    assert f"1 of {total} solved" in aecourse.home("03")._repr_html_()
    assert "0 of" in aecourse.home("04")._repr_html_()


def test_an_unknown_lesson_names_the_near_ones() -> None:
    with pytest.raises(UnknownName, match="03"):
        aecourse.home("3")
