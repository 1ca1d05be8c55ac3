"""ScoreLab's choices under the hands of a learner: rules, store, orders, a setting to share."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from aecourse import rulebook
from tests.browser.views import Sight

KIND = "scorelab"
CELL = 'aecourse.live.ScoreLab(regime="daily6", language="{language}")'
WORDS = {
    "en": {"reset": "Reset", "more": "More levers", "which": "Which orders", "share": "Share",
           "code": "Paste a code, then Enter", "bad": "not a setting code", "stars": "Stars"},
    "zh": {"reset": "重置", "more": "更多参数", "which": "查看订单", "share": "分享设置",
           "code": "粘贴代码后按回车", "bad": "不是设置码", "stars": "星级"},
}  # fmt: skip
RULES, SHOP = ".ae-rules select", ".ae-shop select"


def begin(view: Sight, words: dict[str, str]) -> None:
    """The view as it starts."""
    view.reset()
    expect(view.readout("stockout-rate")).to_have_text("2.0")


def test_rules_and_store_are_chosen(view: Sight) -> None:
    rules, shop = view.root.locator(RULES), view.root.locator(SHOP)
    expect(view.picture.locator(".ae-points")).to_have_count(6)
    start, chosen = view.seen(), rules.input_value()
    expect(rules.locator("option")).to_have_count(len(rulebook.regimes()))
    rules.select_option(index=9)
    view.until(start, same=False)
    expect(view.picture.locator(".ae-status")).to_have_count(6)
    rules.select_option(chosen)
    view.until(start, same=True)
    usual = shop.input_value()
    shop.select_option(index=1)
    view.until(start, same=False)
    shop.select_option(usual)
    view.until(start, same=True)


def test_the_other_levers_move_too(view: Sight, words: dict[str, str]) -> None:
    more, start = view.button(words["more"]), view.seen()
    expect(more).to_have_attribute("aria-pressed", "false")
    more.click()
    expect(more).to_have_attribute("aria-pressed", "true")
    for lever, key in {"transit-days": "End", "orders-per-day": "Home", "review-rate": "Home"}.items():
        view.press(lever, key)
        view.until(start, same=False)
        view.button(words["reset"]).click()
        view.until(start, same=True)
    more.click()
    expect(view.knob("stockout-rate")).to_be_visible()


def test_orders_are_sorted_by_a_heading(view: Sight, words: dict[str, str]) -> None:
    view.button(words["which"]).click()
    table = view.root.locator("table.ae-orders")
    expect(table.locator("tbody tr").first).to_be_visible()
    heading = table.get_by_role("button", name=words["stars"])
    column = table.locator("thead th").last
    for way in ("ascending", "descending"):
        heading.press("Enter")
        expect(column).to_have_attribute("aria-sort", way)
        stars = [int(s) for s in table.locator("tbody td:last-child").all_inner_texts() if s != "–"]
        assert stars == sorted(stars, reverse=way == "descending")
    before = table.locator("caption").inner_text()
    view.press("stockout-rate", "PageUp", 2)
    expect(table.locator("caption")).not_to_have_text(before)
    expect(column).to_have_attribute("aria-sort", "descending")
    expect(table.locator("tbody tr", has_text="✕").first).to_be_visible()
    table.locator("tbody th button").first.click()
    expect(view.root.locator(".ae-story ul")).to_have_count(2)
    view.is_accessible()
    view.button(words["which"]).click()
    expect(table).not_to_be_visible()


def test_a_new_bad_order_is_a_dot_that_tells_its_story(view: Sight) -> None:
    new, story = view.picture.locator("circle.ae-came"), view.root.locator(".ae-story")
    rules = view.root.locator(RULES)
    usual = rules.input_value()
    rules.select_option(index=[regime.id for regime in rulebook.regimes()].index("grade_2015_odr"))
    expect(view.picture.locator(".ae-bar").first).to_be_visible()
    expect(new).to_have_count(0)
    view.press("stockout-rate", "PageUp", 2)
    view.settled()
    expect(new.first).to_be_visible()
    id = new.first.get_attribute("data-id")
    assert id is not None
    new.first.click()
    expect(story).to_contain_text(id)
    expect(story.locator("ul")).to_have_count(2)
    expect(story).to_be_in_viewport()
    view.is_accessible()
    view.reset()
    expect(story).to_have_count(0)
    rules.select_option(usual)


def test_a_setting_is_shared_and_pasted(view: Sight, words: dict[str, str]) -> None:
    start = view.seen()
    view.press("stockout-rate", "PageUp")
    view.until(start, same=False)
    view.button(words["share"]).click()
    code = view.root.locator(".ae-code code")
    expect(code).to_have_text(re.compile(r"^A1~middling-store~daily6~.*~b0\.\d+~\w{3}$"))
    kept, moved = code.inner_text(), view.seen()
    view.button(words["reset"]).click()
    view.until(start, same=True)
    paste = view.root.get_by_role("textbox", name=words["code"])
    paste.fill("what is this?")
    paste.press("Enter")
    expect(view.root.get_by_role("alert")).to_contain_text(words["bad"])
    view.until(start, same=True)
    paste.fill(kept)
    paste.press("Enter")
    view.until(moved, same=True)
    expect(paste).to_have_value("")
    view.is_accessible()
    view.button(words["share"]).click()


def test_no_width_and_no_screen_breaks_it(view: Sight, artifacts: Path) -> None:
    view.fits_every_width(artifacts)
    view.fits_every_screen(artifacts)
