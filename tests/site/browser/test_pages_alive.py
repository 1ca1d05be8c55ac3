"""Views, forms and quizzes alive in the pages, in both languages, as a learner meets them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from aecourse import read_orders
from aecourse.app import report
from tools.site.words import BUTTONS

Opened = Callable[..., Page]
PLACE = ".ae-try[data-kind={}]"
LESSONS = sorted(p.stem for p in Path("notebooks/en").glob("[0-9]*.ipynb"))


PRESSED = ("view", "guess", "paper")
"""What waits for its button; everything else wakes when the reader comes to it."""


def wake(page: Page, kind: str, at: int = 0) -> None:
    """Come to the *at*-th such place, press its button where it waits for that, and wait until it lives."""
    place = page.locator(PLACE.format(kind)).nth(at)
    place.scroll_into_view_if_needed()
    if kind in PRESSED:  # once one view has been asked for, others wake by themselves and take their buttons away
        place.evaluate("box => box.matches('.ae-alive') || box.querySelector('.ae-go')?.click()")
    expect(place).to_have_class("ae-try ae-alive", timeout=90_000)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("way", ["", "?plain"], ids=["snapshot", "plain"])
def test_the_first_slider(room: Opened, base: str, language: str, way: str) -> None:
    page = room()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{base}{language}/00-start.html{way}")
    expect(page.locator(PLACE.format("view") + " .ae-go")).to_have_text(BUTTONS["view"].text(language))
    wake(page, "view")
    effect = page.locator(".ae-effect .ae-unseen")
    before = effect.text_content()
    handle = page.locator(".ae-stockout-rate .noUi-handle")
    handle.scroll_into_view_if_needed()
    handle.focus()
    for _ in range(5):
        handle.press("ArrowRight")
    expect(effect).not_to_have_text(before or "")
    stages = page.evaluate("window.aecourse.room.stages")
    assert ("restored" in stages) == (way == ""), stages
    assert faults == []


def solve(page: Page, answer: str) -> None:
    wake(page, "form")
    form = page.locator(PLACE.format("form")).first
    form.locator("input").first.fill(answer)
    form.locator("input").first.press("Enter")


def solved(page: Page, base: str) -> None:
    """The first exercise of lesson 00, right and kept."""
    page.goto(f"{base}en/00-start.html")
    solve(page, "4 %")
    expect(page.locator(".ae-said").first).to_have_attribute("data-status", "right")
    page.wait_for_timeout(500)  # the browser's storage answers when it has written


@pytest.mark.parametrize("host", ["127.0.0.1", "classroom.test"])
def test_a_solved_exercise_is_there_after_a_reload_and_in_the_other_language(
    room: Opened, base: str, host: str
) -> None:
    page = room()
    home = base.replace("127.0.0.1", host)
    page.goto(f"{home}en/00-start.html")
    wake(page, "record")
    solve(page, "0.5")
    said = page.locator(PLACE.format("form")).first.locator(".ae-said")
    expect(said).to_be_visible()
    expect(said).not_to_have_attribute("data-status", "right")
    solve(page, "4 %")
    expect(said).to_have_attribute("data-status", "right")
    record = page.locator(PLACE.format("record")).first.locator(".ae-live")
    expect(record).to_contain_text("1 of ")  # at once, where it stands
    page.wait_for_timeout(500)  # the browser's storage answers when it has written
    page.reload()
    wake(page, "record")
    expect(record).to_contain_text("1 of ")
    page.goto(f"{home}zh/00-start.html")
    wake(page, "form")
    expect(page.locator(PLACE.format("form")).first.locator(".ae-said")).to_have_attribute("data-status", "right")


def test_my_work_goes_out_and_comes_back(room: Opened, base: str, tmp_path: Path) -> None:
    page = room()
    solved(page, base)
    page.goto(f"{base}en/my-work.html")
    with page.expect_download() as packed:
        page.get_by_role("button", name="Download my work").click()
    kept = tmp_path / "work.json"
    packed.value.save_as(kept)
    assert "start-share" in json.loads(kept.read_text(encoding="utf-8"))["exercises"]

    other = room()  # another computer
    other.goto(f"{base}zh/my-work.html")
    other.get_by_role("button", name="下载").click()
    expect(other.locator(".ae-work [role=status]")).to_contain_text("还没有记录")
    other.locator("input[type=file]").set_input_files(
        {"name": "x.json", "mimeType": "application/json", "buffer": b"[1]"}
    )
    expect(other.locator(".ae-work [role=status]")).to_contain_text("不是本课程的学习记录")
    other.locator("input[type=file]").set_input_files(kept)
    expect(other.locator(".ae-work [role=status]")).to_contain_text("已恢复")
    other.goto(f"{base}zh/00-start.html")
    wake(other, "form")
    expect(other.locator(".ae-said").first).to_have_attribute("data-status", "right")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("lesson", LESSONS)
def test_everything_in_a_lesson_comes_alive_and_says_what_is_stored(
    room: Opened, base: str, lesson: str, language: str
) -> None:
    page = room()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda one: faults.append(one.text) if one.type == "error" else None)
    page.goto(f"{base}{language}/{lesson}.html")
    kinds = page.locator(".ae-try").evaluate_all("all => all.map((one) => one.dataset.kind)")
    for kind in set(kinds):
        for at in range(kinds.count(kind)):
            wake(page, kind, at)
            expect(page.locator(PLACE.format(kind)).nth(at).locator(".ae-live > *").first).to_be_visible()
    assert faults == []
    differing = page.evaluate(
        """() => [...document.querySelectorAll(".ae-try:not([data-kind=record]):not([data-kind=paper])")]
          .map((box) => [box.id, window.aecourse.said[box.id], JSON.parse(box.querySelector("script").textContent).text])
          .filter(([id, said, stored]) => said !== stored)"""
    )
    assert differing == []


def test_a_guess_stands_beside_the_truth_when_one_asks(room: Opened, base: str) -> None:
    page = room()
    page.goto(f"{base}en/01-from-price-war-to-brand.html")
    reveal = page.locator(PLACE.format("guess")).first
    wake(page, "guess")
    expect(reveal.locator(".ae-live")).to_contain_text("Not yet")
    wake(page, "form", 0)
    guess = page.locator(PLACE.format("form")).nth(0)
    guess.locator("input").first.fill("30")
    guess.locator("input").first.press("Enter")
    expect(guess.locator(".ae-said")).to_be_visible()
    expect(reveal.locator(".ae-live")).to_contain_text("Not yet")  # nobody has asked yet
    reveal.locator(".ae-go").click()
    expect(reveal.locator(".ae-live")).to_contain_text("Your guess: 30")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_sentence_of_a_tour_moves_the_view_of_the_page(room: Opened, base: str, language: str) -> None:
    page = room()
    page.goto(f"{base}{language}/00-start.html")
    wake(page, "view")
    effect = page.locator(".ae-effect .ae-unseen")
    before = effect.text_content() or ""
    page.locator(".aecourse-live .ae-phrase").first.click()
    expect(effect).not_to_have_text(before)


def test_the_first_view_of_the_landing_page_wakes_by_itself(room: Opened, base: str) -> None:
    page = room()
    page.goto(f"{base}zh/index.html")
    expect(page.locator(".ae-first .ae-alive .ae-effect")).to_be_visible(timeout=90_000)


def test_a_certificate_is_offered_as_a_file(room: Opened, base: str, tmp_path: Path) -> None:
    page = room()
    solved(page, base)
    page.goto(f"{base}en/12-capstone.html")
    wake(page, "paper")
    with page.expect_download() as paper:
        page.locator(".ae-file").click()
    paper.value.save_as(tmp_path / "paper.html")
    assert "AliExpress" in (tmp_path / "paper.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("language", "word"), [("en", "Read with these choices"), ("zh", "按这样读取")])
def test_my_own_orders_stay_here(room: Opened, base: str, tmp_path: Path, language: str, word: str) -> None:
    page = room()
    page.goto(f"{base}{language}/my-orders.html")
    sample = Path("data/samples/exports/my-store.csv")
    page.locator(".ae-mine input[type=file]").set_input_files(sample)
    expect(page.locator(".ae-mine .aecourse-live")).to_be_visible(timeout=180_000)
    report = page.frame_locator(".ae-report")
    expect(report.locator("h1").first).to_be_visible()
    with page.expect_download() as kept:
        page.locator(".ae-mine a[download]").click()
    kept.value.save_as(tmp_path / "report.html")
    assert "<script" not in (tmp_path / "report.html").read_text(encoding="utf-8")
    unknown = b"a,b\n1,2\n3,4\n"
    page.locator(".ae-mine input[type=file]").set_input_files(
        {"name": "bad.csv", "mimeType": "text/csv", "buffer": unknown}
    )
    state = page.locator(".ae-mine > [role=status]")
    expect(state).to_contain_text("bad.csv")
    expect(state).not_to_contain_text("Traceback")
    expect(page.locator(".aecourse-mapper")).to_be_visible()
    expect(page.get_by_role("button", name=word)).to_be_visible()
    kept_here = page.evaluate("indexedDB.databases().then((all) => all.map((one) => one.name))")
    assert "/own" not in kept_here


EXPORTS = Path("tests/orders/exports")
OWN = ("01-aliexpress-office-2016.csv", "10-ebay-orders.csv", "11-shopify-orders.csv")


@pytest.mark.parametrize("name", OWN)
def test_a_report_says_in_a_page_what_it_says_elsewhere(room: Opened, base: str, tmp_path: Path, name: str) -> None:
    """The page has another pandas: blank texts are held another way there."""
    page = room()
    page.goto(f"{base}en/my-orders.html")
    page.locator(".ae-mine input[type=file]").set_input_files(EXPORTS / name)
    expect(page.locator(".ae-mine a[download]")).to_be_visible(timeout=180_000)
    with page.expect_download() as kept:
        page.locator(".ae-mine a[download]").click()
    kept.value.save_as(tmp_path / "report.html")
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / name).write_bytes((EXPORTS / name).read_bytes())
    here = report.page(report.gather(read_orders(folder)), "en")
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == here
