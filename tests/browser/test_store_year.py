"""StoreYear under the hands of a learner: a real JupyterLab, a real kernel, both languages."""

from __future__ import annotations

import re
import time
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.views import Sight

KIND = "storeyear"
CELL = 'aecourse.live.StoreYear(seed=2, language="{language}")'
WORDS = {
    "en": {"next": "Next month", "again": "Play again", "sure": "Give up this year?",
           "seed": "Seed", "supplier": "Supplier", "steady": "Steady", "played": "{n} of 12 months",
           "assumed": "What is assumed, and why", "line": "Line to hand in", "of": "{n} of 8"},
    "zh": {"next": "下个月", "again": "重新开局", "sure": "放弃这一年？", "seed": "随机种子",
           "supplier": "供应商", "steady": "稳定的", "played": "已过 {n} / 12 个月",
           "assumed": "有哪些假设，为什么", "line": "成绩代码", "of": "{n} / 8"},
}  # fmt: skip
LEVERS = {
    "stock": "End", "supplier": "End", "price": "End", "listing": "End", "advertising": "End",
    "reply": "End", "carrier": "End",
}  # fmt: skip


def begin(view: Sight, words: dict[str, str]) -> None:
    """A new year; one under way is given up only when asked a second time."""
    view.settled()
    where = view.picture.locator(".ae-where")
    view.root.locator(".ae-again").click()
    deadline = time.monotonic() + 15
    while words["played"].format(n=0) not in (where.text_content() or ""):
        assert time.monotonic() < deadline, "no new year began"
        if view.button(words["sure"]).is_visible():
            view.button(words["sure"]).click()
        view.page.wait_for_timeout(100)
    expect(view.readout("stock")).to_have_text("120")


def advance(view: Sight, words: dict[str, str], months: int) -> None:
    """Press for a month, wait until it is there and the hand has rested."""
    for n in range(1, months + 1):
        view.button(words["next"]).click()
        expect(view.picture.locator(".ae-where")).to_contain_text(words["played"].format(n=n))
        view.page.wait_for_timeout(550)


def test_opens_with_the_back_office_and_each_lever_previews(view: Sight, words: dict[str, str]) -> None:
    expect(view.picture).to_have_attribute("role", "img")
    expect(view.picture.locator(".ae-cash")).to_have_text("5,000")
    expect(view.root.locator(".noUi-handle")).to_have_count(7)
    expect(view.root.locator(".ae-hand-in")).to_be_hidden()
    for lever, key in LEVERS.items():
        before = view.seen()
        view.press(lever, key)
        view.until(before, same=False)
    expect(view.picture.locator(".ae-where")).to_contain_text(words["played"].format(n=0))


def test_a_month_passes_and_a_double_click_is_one(view: Sight, words: dict[str, str]) -> None:
    view.press("supplier", "ArrowRight")
    expect(view.readout("supplier")).to_have_text(words["steady"])
    view.button(words["next"]).dblclick()
    where = view.picture.locator(".ae-where")
    expect(where).to_contain_text(words["played"].format(n=1))
    view.page.wait_for_timeout(900)
    expect(where).to_contain_text(words["played"].format(n=1))
    view.button(words["next"]).focus()
    view.page.keyboard.press("Enter")
    expect(where).to_contain_text(words["played"].format(n=2))
    expect(view.picture.locator(".ae-score")).to_have_text(re.compile(r"^−?\d+$"))


def test_the_same_seed_is_the_same_year_and_another_is_not(view: Sight, words: dict[str, str]) -> None:
    advance(view, words, 1)
    first = view.picture.locator(".ae-news").text_content()
    begin(view, words)
    advance(view, words, 1)
    assert view.picture.locator(".ae-news").text_content() == first
    seed = view.root.get_by_role("spinbutton", name=words["seed"])
    seed.fill("41")
    seed.press("Tab")
    begin(view, words)
    expect(view.picture.locator(".ae-where")).to_contain_text("41")
    advance(view, words, 1)
    assert view.picture.locator(".ae-news").text_content() != first
    seed.fill("2")
    seed.press("Tab")


def test_heard_and_reached_by_keyboard(view: Sight, words: dict[str, str]) -> None:
    slider = view.root.get_by_role("slider", name=words["supplier"], exact=True)
    view.is_heard("stock")
    view.press("supplier", "ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", words["steady"])
    view.is_reached_by_keyboard(7, 2, view.knob("stock"))
    summary = view.root.locator("summary").last
    expect(summary).to_have_text(words["assumed"])
    summary.focus()
    summary.press("Enter")
    expect(view.root.locator(".ae-why li").last).to_be_visible()
    view.is_accessible()
    summary.press("Enter")


def test_pictures_widths_and_the_end(view: Sight, words: dict[str, str], artifacts: Path) -> None:
    advance(view, words, 2)
    view.fits_every_screen(artifacts)
    view.root.screenshot(path=artifacts / f"storeyear-{view.lab.language}-month.png")
    view.fits_every_width(artifacts)
    # spend without measure: the year ends early, with what decided it and the line
    for lever in ("stock", "supplier", "advertising", "reply"):
        view.press(lever, "End")
    view.page.wait_for_timeout(550)
    for _ in range(4):
        if view.button(words["next"]).is_disabled():
            break
        view.button(words["next"]).click()
        view.page.wait_for_timeout(600)
    expect(view.picture.locator(".ae-profit")).to_be_visible()
    expect(view.picture.locator(".ae-cause")).to_have_count(8, timeout=60_000)
    line = view.root.get_by_role("textbox", name=words["line"])
    expect(line).to_have_value(re.compile(r"^SY1-2-[0-9a-z]+-m\d+-sm?\w+-[0-9a-z]{4}$"))
    view.is_accessible()
    view.fits_every_screen(artifacts)
    view.root.screenshot(path=artifacts / f"storeyear-{view.lab.language}-end.png")


def test_memory_does_not_grow(view: Sight) -> None:
    view.does_not_grow("stock", reset=False)
