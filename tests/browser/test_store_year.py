"""StoreYear under the hands of a learner: a real JupyterLab, a real kernel, both languages."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.views import Sight

KIND = "storeyear"
CELL = 'aecourse.live.StoreYear(seed=2, language="{language}")'
WORDS = {
    "en": {"next": "Next month", "again": "Play again", "sure": "Give up this year?",
           "seed": "Seed", "supplier": "Supplier", "steady": "7.50 USD", "played": "{n} of 12 months",
           "assumed": "What is assumed, and why", "line": "Line to hand in", "log": "Log: {n} entr"},
    "zh": {"next": "下个月", "again": "重新开局", "sure": "放弃这一年？", "seed": "随机种子",
           "supplier": "供应商", "steady": "7.50 美元", "played": "已过 {n} / 12 个月",
           "assumed": "有哪些假设，为什么", "line": "成绩代码", "log": "记事：{n} 条"},
}  # fmt: skip
OPTIONS = {"supplier": "steady", "listing": "studio", "reply": "round", "carrier": "express", "answer": "c"}
LEVERS = {"cover": "End", "price": "End", "advertising": "End"}


def begin(view: Sight, words: dict[str, str]) -> None:
    """A new year; one under way is given up only when asked a second time."""
    view.settled()
    view.root.locator(".ae-again").click()
    view.settled()
    if view.button(words["sure"]).is_visible():
        view.button(words["sure"]).click()
    expect(view.picture.locator(".ae-where")).to_contain_text(words["played"].format(n=0))
    expect(view.readout("cover")).to_have_text("110")
    expect(option(view, "supplier", "cheapest")).to_be_checked()


def option(view: Sight, group: str, key: str) -> Locator:
    return view.root.locator(f".ae-{group} input[value={key}]")


def take(view: Sight, group: str, key: str) -> None:
    """Click the words of an option, as a hand does."""
    view.root.locator(f".ae-{group} label", has=view.page.locator(f"input[value={key}]")).click()
    expect(option(view, group, key)).to_be_checked()


def advance(view: Sight, words: dict[str, str], months: int) -> None:
    """Press for a month, wait until it is there and the hand has rested."""
    for n in range(1, months + 1):
        advance_one(view, words, n)


def test_opens_with_the_back_office_and_each_choice_previews(view: Sight, words: dict[str, str]) -> None:
    expect(view.picture).to_have_attribute("role", "img")
    expect(view.picture.locator(".ae-cash")).to_have_text("5,000")
    expect(view.root.locator(".noUi-handle")).to_have_count(3)
    expect(view.root.get_by_role("radio")).to_have_count(15)
    expect(view.root.locator(".ae-hand-in")).to_be_hidden()
    for group, key in OPTIONS.items():
        before = view.seen()
        take(view, group, key)
        view.until(before, same=False)
    for lever, key in LEVERS.items():
        before = view.seen()
        view.press(lever, key)
        view.until(before, same=False)
    expect(view.picture.locator(".ae-where")).to_contain_text(words["played"].format(n=0))


def test_every_option_has_its_price_in_sight(view: Sight, words: dict[str, str]) -> None:
    prices = view.root.locator(".ae-levers .ae-option-price")
    expect(prices).to_have_count(12)
    for price in prices.all():
        expect(price).to_be_visible()
        assert re.search(r"USD|free|美元|不花钱", price.inner_text())
    name = re.compile(re.escape(words["steady"]))
    expect(view.root.locator(".ae-supplier").get_by_role("radio", name=name)).to_have_count(1)


def test_a_month_passes_and_a_double_click_is_one(view: Sight, words: dict[str, str]) -> None:
    take(view, "supplier", "steady")
    view.button(words["next"]).dblclick()
    where = view.picture.locator(".ae-where")
    expect(where).to_contain_text(words["played"].format(n=1))
    view.settled()
    expect(where).to_contain_text(words["played"].format(n=1))
    view.button(words["next"]).focus()
    view.page.keyboard.press("Enter")
    expect(where).to_contain_text(words["played"].format(n=2))
    expect(view.picture.locator(".ae-score")).to_have_text(re.compile(r"^−?\d+$"))
    expect(option(view, "supplier", "steady")).to_be_checked()


def test_each_month_brings_another_dilemma_and_the_log_keeps_the_answers(view: Sight, words: dict[str, str]) -> None:
    head, seen = view.root.locator(".ae-answer .ae-option-head"), []
    log = view.root.locator(".ae-folds summary").first
    for month in range(3):
        seen.append(head.inner_text())
        take(view, "answer", "b")
        chosen = view.root.locator(".ae-answer label", has=view.page.locator("input[value=b]"))
        name = chosen.locator(".ae-option-name").inner_text().partition("· ")[2]
        advance_one(view, words, month + 1)
        expect(option(view, "answer", "a")).to_be_checked()
        expect(head).not_to_have_text(seen[-1])
        if not month:
            log.click()
        expect(view.root.locator(".ae-log li").last).to_be_visible()  # once opened it stays open
        expect(view.root.locator(".ae-log")).to_contain_text(name)
    log.click()
    assert len(set(seen)) == 3


def advance_one(view: Sight, words: dict[str, str], month: int) -> None:
    view.button(words["next"]).click()
    expect(view.picture.locator(".ae-where")).to_contain_text(words["played"].format(n=month))
    view.settled()


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
    group = view.root.get_by_role("radiogroup", name=words["supplier"])
    expect(group).to_have_count(1)
    option(view, "supplier", "cheapest").focus()
    view.page.keyboard.press("ArrowRight")
    expect(option(view, "supplier", "steady")).to_be_checked()
    view.page.keyboard.press("ArrowRight")
    expect(option(view, "supplier", "premium")).to_be_checked()
    view.is_heard("cover", "End")
    # one stop a group, one a lever, then the buttons: the whole game without a mouse
    option(view, "answer", "a").focus()
    reached = []
    for _ in range(16):
        reached.append(view.page.evaluate("document.activeElement.name || document.activeElement.className"))
        view.page.keyboard.press("Tab")
    for name in ("answer", "supplier", "listing", "reply", "carrier"):
        assert any(one.endswith(f"-{name}") for one in reached), (name, reached)
    assert sum("noUi-handle" in one for one in reached) == 3
    assert any("ae-next" in one for one in reached)
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
    for group, key in {"supplier": "premium", "reply": "round", "listing": "studio"}.items():
        take(view, group, key)
    for lever in ("cover", "advertising"):
        view.press(lever, "End")
    for _ in range(4):
        before = view.settled()
        view.button(words["next"]).click()
        view.until(before, same=False)
        if view.picture.locator(".ae-profit").count():
            break
    expect(view.button(words["next"])).to_be_disabled()
    expect(view.picture.locator(".ae-profit")).to_be_visible()
    expect(view.root.locator(".ae-answer")).to_have_count(0)
    expect(view.picture.locator(".ae-cause")).to_have_count(9, timeout=120_000)
    expect(view.picture.locator(".ae-month-cost")).to_have_count(3)
    expect(view.picture.locator(".ae-best")).to_have_text(re.compile(r"^\+[\d,]+$"))
    expect(view.picture.locator(".ae-cost").first).to_contain_text("USD" if view.lab.language == "en" else "美元")
    line = view.root.get_by_role("textbox", name=words["line"])
    expect(line).to_have_value(re.compile(r"^SY2-2-[0-9a-z]+-m\d+-sm?\w+-[0-9a-z]{4}$"))
    view.is_accessible()
    view.fits_every_screen(artifacts)
    view.root.screenshot(path=artifacts / f"storeyear-{view.lab.language}-end.png")


def test_a_narrow_page_cuts_nothing(view: Sight) -> None:
    view.is_narrow()
    view.is_accessible()
    view.is_wide()


def test_memory_does_not_grow(view: Sight) -> None:
    view.does_not_grow("price", reset=False)
