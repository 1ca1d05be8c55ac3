"""DeadlineClock under the hands of a learner: a real JupyterLab, a real kernel, both languages."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.views import STICKS_OUT, Sight

KIND = "deadlineclock"
CELL = 'aecourse.live.DeadlineClock(language="{language}")'
WORDS = {
    "en": {"due": "Wed 8 May 2024, 18:00:00", "sunday": "Wed 12 Jun 2024, 09:30:00", "none": "No deadline to tell",
           "future": "lies after “now”", "open": "Calendar not public", "paid": "Paid at (payment approved)",
           "now": "Take the present time", "reset": "Reset"},
    "zh": {"due": "2024 年 5 月 8 日（周三）18:00:00", "sunday": "2024 年 6 月 12 日（周三）09:30:00",
           "none": "给不出期限", "future": "付款时刻晚于", "open": "计日方式未公开", "paid": "付款时刻（支付审核通过）",
           "now": "取当前时间", "reset": "重置"},
}  # fmt: skip


def begin(view: Sight, words: dict[str, str]) -> None:
    """The view as it starts."""
    view.reset()
    expect(view.picture.locator(".ae-due")).to_have_text(words["due"])


def test_opens_with_moment_calendar_and_source(view: Sight, words: dict[str, str]) -> None:
    label = view.picture.get_attribute("aria-label") or ""
    assert words["due"] in label
    expect(view.picture.locator(".ae-day")).to_have_count(14)
    expect(view.picture.locator(".ae-still")).to_have_count(5)
    expect(view.picture.locator(".ae-source")).to_have_text(re.compile("chwang"))


def test_typed_moments_act_and_what_cannot_be_is_told(view: Sight, words: dict[str, str]) -> None:
    paid = view.root.get_by_label(words["paid"], exact=True)
    view.root.locator(".ae-now.ae-field input").fill("2024-06-09 12:00")
    paid.fill("2024-06-08 09:30")
    expect(view.picture.locator(".ae-due")).to_have_text(words["sunday"])
    paid.fill("2025-01-01 09:30")
    expect(view.picture.locator(".ae-due")).to_have_text(words["none"])
    expect(view.picture.locator(".ae-note").first).to_have_text(re.compile(words["future"]))
    paid.fill("")
    expect(view.picture.locator(".ae-day")).to_have_count(0)


def test_rules_places_and_the_lever(view: Sight, words: dict[str, str]) -> None:
    view.root.locator(".ae-rule select").select_option(index=1)
    expect(view.picture.locator(".ae-open")).to_have_text(re.compile(words["open"]))
    begin(view, words)
    before = view.settled()
    view.press("later", "ArrowRight", 3)
    view.until(before, same=False)
    view.button(words["reset"]).click()
    view.back(before)
    view.button(words["now"]).click()
    view.until(before, same=False)
    field = view.root.locator(".ae-now.ae-field input")
    expect(field).to_have_value(re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$"))


def test_heard_reached_by_keyboard_and_clean(view: Sight) -> None:
    view.is_heard("later", "ArrowRight")
    view.is_accessible()
    view.is_reached_by_keyboard(0, 2, view.root.locator(".ae-rule select"))


def test_no_width_breaks_it(view: Sight, artifacts: Path) -> None:
    view.fits_every_width(artifacts)


def test_a_phone_shows_the_narrow_picture(view: Sight, artifacts: Path) -> None:
    view.page.evaluate("jupyterapp.shell.collapseLeft()")  # a phone has no room for the list of files
    view.page.set_viewport_size({"width": 390, "height": 844})
    narrow = view.root.locator("svg.ae-phone")
    expect(narrow).to_be_visible()
    expect(view.picture).not_to_be_visible()
    view.settled()
    assert view.root.evaluate(STICKS_OUT) == []
    view.root.screenshot(path=artifacts / f"deadlineclock-{view.lab.language}-390x844.png")
    view.page.set_viewport_size({"width": 1366, "height": 768})
    expect(view.picture).to_be_visible()


def test_pictures_of_the_page(view: Sight, artifacts: Path) -> None:
    view.fits_every_screen(artifacts)


def test_memory_does_not_grow(view: Sight) -> None:
    view.does_not_grow("later")
