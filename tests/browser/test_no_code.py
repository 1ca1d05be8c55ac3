"""The path without code, in the course's own JupyterLab on a learner's copy: no line of code is shown.

The copies are those that `make course` delivers, trusted as it trusts them.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from aecourse.app.copies import learners_copy
from aecourse.app.lab import _trust
from aecourse.base import guidance
from tests.browser.jupyter import HOUSE, Lab
from tests.browser.quiet import rests

LESSON = "03-bad-experience-order.ipynb"
LESSONS = sorted(path.name for path in (HOUSE / "notebooks" / "en").glob("[0-9]*.ipynb"))
PLAYED = LESSONS if os.environ.get("AECOURSE_ALL_LESSONS") else ["07-tiers-and-traffic.ipynb"]
EDITOR = ".jp-CodeCell .jp-InputArea-editor"
BAND = ".aecourse-run"


def deliver(lab: Lab, name: str) -> str:
    path = f"{lab.language}/{name}"
    (lab.root / path).write_bytes(learners_copy((HOUSE / "notebooks" / path).read_bytes()))
    _trust(lab.root, [path])
    return path


# JupyterLab draws a cell when it comes near, and what is drawn above it moves it: a test scrolls
# there until it stays, and marks it.
REVEAL = """async ([text, place]) => {
    const { content } = jupyterapp.shell.currentWidget;
    const at = place ?? content.widgets.findIndex(cell => cell.model.sharedModel.getSource().includes(text));
    const { node } = content.widgets[at];
    let before;
    for (let again = 0; again < 20; again++) {
        await content.scrollToItem(at, 'auto');
        for (let frame = 0; frame < 5; frame++) await new Promise(requestAnimationFrame);
        const now = node.isConnected && node.getBoundingClientRect().top;
        if (now !== false && now === before) break;
        before = now;
    }
    node.dataset.looked = text;
}"""


def cell(page: Page, text: str) -> Locator:
    """The first cell whose source has *text*, brought into view."""
    return _revealed(page, text, None)


def _revealed(page: Page, name: str, place: int | None) -> Locator:
    page.evaluate(REVEAL, [name, place])
    found = page.locator(f"[data-looked='{name}']")
    expect(found).to_be_visible()
    return found


@pytest.fixture(scope="module")
def lesson(lab: Lab, desk: Page) -> Page:
    """The lesson as it opens; what a test clicks in it stays, and no other test asks for it."""
    page = lab.put(desk, deliver(lab, LESSON))
    expect(page.locator(".jp-OutputArea nav")).to_be_visible()
    rests(page.locator(".jp-Notebook"))
    return page


def test_no_code_is_shown_and_the_set_up_has_run(lab: Lab, lesson: Page, artifacts: Path) -> None:
    expect(lesson.locator(".jp-OutputArea nav")).to_be_visible()
    expect(lesson.locator(EDITOR).locator("visible=true")).to_have_count(0)
    prompts = lesson.locator(".jp-InputPrompt, .jp-OutputPrompt").locator("visible=true")
    assert [text for text in prompts.all_inner_texts() if text.strip("\xa0 ")] == []
    expect(lesson.locator(".jp-Notebook")).to_have_attribute("lang", lab.language)
    lesson.screenshot(path=artifacts / f"no-code-{lab.language}.png")
    assert lab.troubles == []


def test_sections_with_pandas_are_folded_and_can_be_opened(lab: Lab, lesson: Page) -> None:
    heading = lesson.locator(".jp-MarkdownCell:has(.jp-collapseHeadingButton.jp-mod-collapsed)").first
    code = lesson.get_by_text('orders[moment].between("2015-07-03"')
    expect(code).to_be_hidden()
    heading.scroll_into_view_if_needed()
    heading.click()
    lesson.keyboard.press("ArrowRight")  # what JupyterLab opens a folded heading with
    expect(code).to_be_visible()


def test_a_click_on_a_band_shows_the_result_and_runs_what_it_needs(lab: Lab, lesson: Page, artifacts: Path) -> None:
    """The chart of conditions rests on the table of orders and the assessment, both above, both not run."""
    chart = cell(lesson, "bad_conditions(result)")
    chart.locator(BAND).click()
    figure = chart.locator("figure img[alt]")
    expect(figure).to_be_visible()
    assert len(figure.get_attribute("alt") or "") > 40
    expect(lesson.locator(".jp-OutputArea-output").filter(has_text="Error")).to_have_count(0)
    folded = chart.locator("figure details")
    expect(folded.locator("p")).to_be_hidden()
    folded.locator("summary").click()
    expect(folded.locator("p")).to_be_visible()
    lesson.screenshot(path=artifacts / f"no-code-{lab.language}-figure.png")


def test_the_form_of_an_exercise_opens_by_a_click_and_has_letters(lab: Lab, lesson: Page, artifacts: Path) -> None:
    asking = cell(lesson, "which-minimum")
    expect(asking).to_contain_text(guidance.RUN_FORM.text(lab.language))
    asking.locator(BAND).click()
    form = asking.locator(".ae-card:has(.ae-choices)")
    expect(form).to_be_visible()
    assert form.locator(".ae-letter").all_inner_texts()[:2] == ["a", "b"]
    lesson.screenshot(path=artifacts / f"no-code-{lab.language}-form.png")


def test_a_word_opens_the_glossary_where_it_is_explained(lab: Lab, lesson: Page) -> None:
    """At the first click, not only at the second."""
    (lab.root / lab.language / "glossary.ipynb").write_bytes(
        (HOUSE / "notebooks" / lab.language / "glossary.ipynb").read_bytes()
    )
    link = cell(lesson, "glossary.ipynb#").locator("a[href*='glossary.ipynb']").last
    word = (link.get_attribute("href") or "").partition("#")[2]
    link.click()
    expect(lesson.locator(f'[id="{word}"], [data-jupyter-id="{word}"]')).to_be_in_viewport()


def test_the_home_page_names_all_lessons_and_where_to_go_on(lab: Lab, desk: Page, artifacts: Path) -> None:
    lab.clear(desk)
    page = lab.put(desk, deliver(lab, "00-start.ipynb"))
    home = page.locator(".jp-OutputArea nav")
    expect(home.locator("tbody tr")).to_have_count(len(list((HOUSE / "lessons").glob("[0-9]*.md"))))
    rests(page.locator(".jp-Notebook"))
    expect(home.locator("b").first).to_be_in_viewport()
    page.screenshot(path=artifacts / f"home-{lab.language}.png")
    assert (home.locator("a").first.get_attribute("href") or "").partition("?")[0].endswith(".ipynb")


# Which cells have a band, those of folded sections aside, and what is wrong in any cell, drawn or not.
BANDS = """() => jupyterapp.shell.currentWidget.content.widgets
    .flatMap((cell, at) =>
        !cell.isHidden && JSON.stringify(cell.model.toJSON().outputs ?? '').includes('aecourse-run') ? [at] : [])"""
WRONG = """() => jupyterapp.shell.currentWidget.content.widgets
    .flatMap(cell => cell.model.toJSON().outputs ?? [])
    .filter(one => one.output_type === 'error' || one.name === 'stderr')"""


@pytest.mark.parametrize("name", PLAYED)
def test_a_lesson_is_played_to_its_end_by_clicks_alone(lab: Lab, desk: Page, name: str, artifacts: Path) -> None:
    lab.clear(desk)
    page = lab.put(desk, deliver(lab, name))
    expect(page.locator(".jp-OutputArea nav")).to_be_visible()
    rests(page.locator(".jp-Notebook"))
    places = page.evaluate(BANDS)
    assert len(places) >= 4
    for place in places:
        here = _revealed(page, f"band {place}", place)
        band = here.locator(BAND)
        if band.count():  # one click opens what its cell needs, and that may be a cell below
            band.click()
            expect(band).to_have_count(0)
            rests(page.locator(".jp-Notebook"))
        expect(here.locator(".jp-OutputArea-output").first).to_be_visible()
    assert page.evaluate(WRONG) == []
    expect(page.locator(EDITOR).locator("visible=true")).to_have_count(0)
    page.screenshot(path=artifacts / f"no-code-{lab.language}-{name.partition('-')[0]}-end.png")
    assert lab.troubles == []
