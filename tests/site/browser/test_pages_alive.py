"""Views, forms and quizzes alive in the pages, in both languages, as a learner meets them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tools.site.words import BUTTONS

Opened = Callable[..., Page]
PLACE = ".ae-try[data-kind={}]"
LESSONS = sorted(p.stem for p in Path("notebooks/en").glob("[0-9]*.ipynb"))


def wake(page: Page, kind: str, at: int = 0) -> None:
    """Press the button of the *at*-th such place, and wait until it lives."""
    place = page.locator(PLACE.format(kind)).nth(at)
    button = place.locator(".ae-go")
    if button.count():
        button.click()
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
    handle = page.locator(".aecourse-live .noUi-handle").first
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


@pytest.mark.parametrize("host", ["127.0.0.1", "classroom.test"])
def test_a_solved_exercise_is_there_after_a_reload_and_in_the_other_language(
    room: Opened, base: str, host: str
) -> None:
    page = room()
    home = base.replace("127.0.0.1", host)
    page.goto(f"{home}en/00-start.html")
    solve(page, "0.5")
    said = page.locator(PLACE.format("form")).first.locator(".ae-said")
    expect(said).to_be_visible()
    expect(said).not_to_have_attribute("data-status", "right")
    solve(page, "4 %")
    expect(said).to_have_attribute("data-status", "right")
    page.wait_for_timeout(500)  # the browser's storage answers when it has written
    page.reload()
    wake(page, "record")
    record = page.locator(PLACE.format("record")).first
    expect(record.locator(".ae-live")).to_contain_text("1 of ")
    page.goto(f"{home}zh/00-start.html")
    wake(page, "form")
    expect(page.locator(PLACE.format("form")).first.locator(".ae-said")).to_have_attribute("data-status", "right")


def test_my_work_goes_out_and_comes_back(room: Opened, base: str, tmp_path: Path) -> None:
    page = room()
    page.goto(f"{base}en/00-start.html")
    solve(page, "4 %")
    expect(page.locator(".ae-said").first).to_have_attribute("data-status", "right")
    page.wait_for_timeout(500)
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
def test_every_place_of_a_lesson_says_what_is_stored(room: Opened, base: str, lesson: str, language: str) -> None:
    page = room()
    page.goto(f"{base}{language}/{lesson}.html")
    wake(page, "view")
    expect(page.locator(".ae-alive .ae-live > *").first).to_be_visible()
    differing = page.evaluate(
        """async () => {
          const differing = [];
          for (const box of document.querySelectorAll(".ae-try:not([data-kind=record])")) {
            const { code, text } = JSON.parse(box.querySelector("script").textContent);
            const shown = await window.aecourse.room.run(code);
            const said = shown.bundle["text/plain"];
            if (said !== text) differing.push([box.id, said, text]);
          }
          return differing;
        }"""
    )
    assert differing == []


def test_my_own_orders_stay_here(room: Opened, base: str) -> None:
    page = room()
    page.goto(f"{base}en/my-orders.html")
    sample = next(Path("data/samples").glob("price-store*.csv"))
    page.locator(".ae-mine input").set_input_files(sample)
    expect(page.locator(".ae-mine .aecourse-live")).to_be_visible(timeout=120_000)
    page.locator(".ae-mine input").set_input_files(
        {"name": "bad.csv", "mimeType": "text/csv", "buffer": b"order_id,paid_at\n1,yesterday\n"}
    )
    expect(page.locator(".ae-mine > [role=status]")).to_contain_text("paid_at")
    expect(page.locator(".ae-mine > [role=status]")).not_to_contain_text("Traceback")
