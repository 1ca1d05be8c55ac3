"""Nothing dead looks alive: before its cell has run, after a kernel is gone, and on another day.

A view, a form and a quiz each, in the course's own JupyterLab, in both languages.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from aecourse.base import guidance
from tests.browser.jupyter import CONNECTED, RUN_ALL, Lab

CELLS = (
    'import aecourse\naecourse.set_language("{language}")',
    "aecourse.live.ScoreLab(orders=300)",
    'aecourse.check("start-share", ...)',
    'aecourse.quiz("00")',
)
LIVE = "application/vnd.jupyter.widget-view+json"
STILL = (guidance.RUN_VIEW, guidance.RUN_FORM, guidance.RUN_QUIZ)
# The notebook's kernel is restarted, ended, or crashes: as the menu does it, and as it happens.
KERNEL = "jupyterapp.shell.currentWidget.sessionContext.session.kernel"
GONE = {
    "restart": f"{KERNEL}.restart()",
    "crash": f"{{ {KERNEL}.requestExecute({{code: 'import os; os._exit(1)'}}); }}",
    "end": "jupyterapp.shell.currentWidget.sessionContext.shutdown()",
}
SAVE = "jupyterapp.commands.execute('docmanager:save')"
CHAINS = """() => [...document.querySelectorAll('.jupyter-widgets-disconnected')]
    .filter(node => getComputedStyle(node, '::before').content !== 'none').length"""


ANOTHER = "then => document.querySelector('svg.ae-picture').innerHTML !== then"
SIZES = ((1920, 1080), (1366, 768))


class Parts:
    """The view, the form and the quiz on a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.view, self.quiz = page.locator(".aecourse-live"), page.locator(".ae-quiz")
        self.form = page.locator(".ae-card:has(.ae-form)")
        self.picture = self.view.locator("svg.ae-picture")
        self.all = (self.view, self.form, self.quiz)

    def run(self) -> None:
        """Run all cells, and give the form a wrong answer."""
        assert self.page.evaluate(RUN_ALL) is True
        expect(self.picture).to_be_visible()
        expect(self.quiz).to_be_visible()
        self.form.locator(".ae-field").fill("33 %")
        self.form.locator(".ae-field").press("Enter")
        expect(self.form.locator(".ae-said")).to_be_visible()


@pytest.fixture(scope="module")
def ran(lab: Lab, browser: Browser) -> Iterator[Page]:
    """A lesson whose cells have been run, and saved."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    cells = (cell.format(language=lab.language) for cell in CELLS)
    lab.open(page, lab.write("not-live.ipynb", *cells))
    Parts(page).run()
    page.evaluate(SAVE)
    yield page
    page.close()


def run_cell(page: Page, place: int) -> None:
    page.evaluate(f"""() => {{
        const notebook = jupyterapp.shell.currentWidget.content;
        notebook.activeCellIndex = {place};
        return jupyterapp.commands.execute('notebook:run-cell');
    }}""")


def drag(page: Page, over: Locator) -> None:
    """Take hold of *over* with the mouse and pull."""
    box = over.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 6, box["y"] + 6)
    page.mouse.down()
    page.mouse.move(box["x"] + 106, box["y"] + 46, steps=4)
    page.mouse.up()


def test_a_page_that_is_loaded_again_finds_its_kernel_and_lives(lab: Lab, ran: Page) -> None:
    lab.open(ran, "not-live.ipynb")
    it = Parts(ran)
    for part in it.all:
        expect(part).to_be_visible()
        expect(part.get_by_role("alert")).to_have_count(0)
    before = it.picture.inner_html()
    it.view.locator(".noUi-handle").first.press("End")
    ran.wait_for_function(ANOTHER, arg=before)
    expect(it.form.locator(".ae-said")).to_be_visible()


@pytest.mark.parametrize("how", GONE)
def test_without_its_kernel_it_says_so_and_nothing_moves(lab: Lab, ran: Page, how: str, artifacts: Path) -> None:
    it = Parts(ran)
    if it.view.get_by_role("alert").count():  # as the test before left it
        it.run()
    before = it.picture.inner_html()
    ran.evaluate(GONE[how])
    for part in it.all:
        expect(part.get_by_role("alert")).to_have_text(guidance.LOST.text(lab.language))
        expect(part.locator(":scope > :not(.ae-lost):not([inert])")).to_have_count(0)
    assert ran.evaluate(CHAINS) == 0
    expect(it.form.locator(".ae-said")).to_have_count(0)
    knob = it.view.locator(".noUi-handle").first
    place = knob.bounding_box()
    knob.focus()
    assert not knob.evaluate("node => node === document.activeElement")
    drag(ran, knob)
    it.form.locator(".ae-first").click(force=True)
    it.quiz.locator(".ae-option").first.click(force=True)
    ran.wait_for_timeout(300)
    assert knob.evaluate("node => node.getBoundingClientRect().width") > 0
    after = knob.bounding_box()
    assert place is not None
    assert after is not None
    assert after["x"] == pytest.approx(place["x"], abs=1)
    assert it.picture.inner_html() == before
    expect(it.form.locator(".ae-said")).to_have_count(0)
    expect(it.quiz.locator(".ae-words")).to_have_count(0)
    for part, name in zip(it.all, ("view", "form", "quiz"), strict=True):
        part.evaluate("e => e.scrollIntoView({block: 'start'})")
        ran.screenshot(path=artifacts / f"not-live-{lab.language}-{how}-{name}.png")


def test_what_it_says_is_what_helps(lab: Lab, ran: Page) -> None:
    it = Parts(ran)
    ran.evaluate("jupyterapp.shell.currentWidget.sessionContext.changeKernel({name: 'python3'})")
    ran.wait_for_function(CONNECTED)
    run_cell(ran, 0)
    it.view.get_by_role("alert").click()
    ran.keyboard.press("Shift+Enter")
    expect(it.view.get_by_role("alert")).to_have_count(0)
    before = it.picture.inner_html()
    it.view.locator(".noUi-handle").first.press("End")
    ran.wait_for_function(ANOTHER, arg=before)


@pytest.fixture(scope="module")
def stored(lab: Lab, ran: Page) -> dict[str, str]:
    """Two lessons: one as a learner left it yesterday, one as the course delivers it."""
    notebook = json.loads((lab.root / "not-live.ipynb").read_text(encoding="utf-8"))
    outputs = [output["data"] for cell in notebook["cells"] for output in cell["outputs"]]
    assert len(outputs) == 3
    assert all(LIVE in data for data in outputs), "or there would be nothing to be dead"
    (lab.root / "yesterday.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    for data in outputs:
        del data[LIVE]
    (lab.root / "fresh.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return {"yesterday": "yesterday.ipynb", "fresh": "fresh.ipynb"}


@pytest.mark.parametrize("when", ["yesterday", "fresh"])
def test_a_stored_page_is_plainly_a_picture_and_the_key_that_it_names_makes_it_live(
    lab: Lab, page: Page, stored: dict[str, str], when: str, artifacts: Path
) -> None:
    lab.open(page, stored[when])
    outputs = page.locator(".jp-OutputArea-output")
    expect(outputs).to_have_count(3)
    for output, words in zip(outputs.all(), STILL, strict=True):
        expect(output).to_contain_text(words.text(lab.language))
        expect(output).not_to_contain_text("Error")
        expect(output).not_to_contain_text("ScoreLab(")
        expect(output.locator("input, button, .noUi-handle")).to_have_count(0)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(300)
        page.screenshot(path=artifacts / f"not-live-{lab.language}-{when}-{width}.png")
    drag(page, outputs.first.locator("img"))
    assert page.evaluate("getSelection().toString()") == ""
    run_cell(page, 0)
    for words, part in zip(STILL, (".aecourse-live", ".ae-form", ".ae-quiz"), strict=True):
        page.get_by_text(words.text(lab.language)).click()
        page.keyboard.press("Shift+Enter")
        expect(page.locator(part)).to_be_visible()
        expect(page.get_by_text(words.text(lab.language))).to_have_count(0)


def test_a_cell_before_the_set_up_cell_is_told_which_to_run(lab: Lab, desk: Page) -> None:
    lab.put(desk, lab.write(f"{lab.language}/early.ipynb", "aecourse.live.ScoreLab()"))
    run_cell(desk, 0)
    said = guidance.advice("aecourse").text(lab.language)
    expect(desk.locator(".jp-OutputArea-output")).to_contain_text(said[:40])
