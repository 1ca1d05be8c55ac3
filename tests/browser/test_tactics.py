"""Tactics under the hands of a learner: a real JupyterLab, a real kernel, both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.views import Sight

KIND = "tactics"
CELL = 'aecourse.live.Tactics(["ship", "listing"], language="{language}", usd=500, hours=60)'
WORDS = {
    "en": {"reset": "Reset", "clear": "Pick none", "within": "✓ Within budget",
           "over": "✕ Over budget", "shop": "Shop", "brand": "Brand store",
           "metric": "Effects on", "nr": "NR rate", "effort": "Effort",
           "stock": "Keep stock", "never": "Never recommended", "assumed": "What is assumed, and why",
           "line": "Tracked line"},
    "zh": {"reset": "重置", "clear": "全部不选", "within": "✓ 在预算内", "over": "✕ 超出预算",
           "shop": "店铺", "brand": "品牌店", "metric": "查看指标", "nr": "未收到货纠纷率",
           "effort": "力度", "stock": "备足库存", "never": "绝不推荐", "assumed": "有哪些假设，为什么",
           "line": "可追踪线路"},
}  # fmt: skip


def begin(view: Sight, words: dict[str, str]) -> None:
    """The view as it starts."""
    view.reset()
    expect(tick(view, "ship")).to_be_checked()
    expect(view.readout("strength")).to_have_text("100")
    expect(view.picture.locator(".ae-alone")).to_have_count(10)


def tick(view: Sight, id: str) -> Locator:
    return view.root.locator(f".ae-tick-{id} input")


def test_opens_with_answer_metrics_tornado_and_orders(view: Sight, words: dict[str, str]) -> None:
    expect(view.picture).to_have_attribute("role", "img")
    assert "ODR" in (view.picture.get_attribute("aria-label") or "")
    expect(view.picture.locator(".ae-odr")).to_have_text(re.compile(r"^\d+\.\d %$"))
    expect(view.picture.locator(".ae-badge")).to_have_text(words["within"])
    expect(view.picture.locator(".ae-metric")).to_have_count(12)
    expect(view.picture.locator(".ae-example")).to_have_count(2)
    expect(view.root.locator("input[type=checkbox]")).to_have_count(10)
    expect(view.root.locator(".noUi-handle")).to_have_count(3)


def test_each_card_and_control_acts_and_reset_returns(view: Sight, words: dict[str, str]) -> None:
    start = view.seen()
    for id in ("stock", "ship", "line", "listing", "supplier", "reply", "answer", "settle", "loyal",
               "reword"):  # fmt: skip
        tick(view, id).click()
        view.until(start, same=False)
        tick(view, id).click()
        view.until(start, same=True)
    for lever in ("strength", "usd", "hours"):
        view.press(lever, "Home")
        view.until(start, same=False)
        view.button(words["reset"]).click()
        view.until(start, same=True)
    view.button(words["clear"]).click()
    for id in ("ship", "listing"):
        expect(tick(view, id)).not_to_be_checked()
    view.button(words["reset"]).click()
    view.until(start, same=True)


def test_the_budget_is_told_in_words(view: Sight, words: dict[str, str]) -> None:
    tick(view, "reply").click()
    expect(view.picture.locator(".ae-badge")).to_have_text(words["over"])
    view.press("strength", "ArrowLeft", 5)
    expect(view.readout("strength")).to_have_text("50")
    expect(view.picture.locator(".ae-badge")).to_have_text(words["within"])
    expect(view.picture.locator(".ae-alone")).to_have_count(10)


def test_lists_choose_the_shop_and_the_metric(view: Sight, words: dict[str, str]) -> None:
    view.root.get_by_label(words["metric"]).select_option(words["nr"])
    expect(view.picture.locator(".ae-alone").first).to_have_text(words["line"])
    was = view.picture.locator(".ae-was").text_content() or ""
    view.root.get_by_label(words["shop"], exact=True).select_option(words["brand"])
    expect(view.picture.locator(".ae-was")).not_to_have_text(was)
    expect(view.picture.locator(".ae-alone")).to_have_count(10)


def test_the_one_that_games_is_shown_for_what_it_does(view: Sight, words: dict[str, str]) -> None:
    tick(view, "reword").click()
    expect(view.picture.locator(".ae-games")).to_be_visible()
    assert words["never"] in (view.picture.text_content() or "")
    assert words["never"] in (view.picture.get_attribute("aria-label") or "")


def test_heard_and_reached_by_keyboard(view: Sight, words: dict[str, str]) -> None:
    view.is_accessible()
    view.is_heard("usd")
    box = view.root.get_by_role("checkbox", name=words["stock"])
    box.focus()
    view.page.keyboard.press("Space")
    expect(box).to_be_checked()
    view.page.keyboard.press("Tab")
    expect(tick(view, "ship")).to_be_focused()
    for name in ("shop", "metric"):
        expect(view.root.get_by_label(words[name], exact=True)).to_be_visible()
    summary = view.root.locator("summary")
    expect(summary).to_have_text(words["assumed"])
    summary.focus()
    summary.press("Enter")
    expect(view.root.locator(".ae-why li").first).to_be_visible()
    summary.press("Enter")


def test_no_width_breaks_it(view: Sight, artifacts: Path) -> None:
    view.fits_every_width(artifacts)


def test_pictures_of_the_page(view: Sight, artifacts: Path) -> None:
    view.fits_every_screen(artifacts)


def test_pictures_of_the_one_that_games(view: Sight, artifacts: Path) -> None:
    tick(view, "reword").click()
    expect(view.picture.locator(".ae-games")).to_be_visible()
    view.root.screenshot(path=artifacts / f"tactics-{view.lab.language}-games.png")


@pytest.mark.parametrize("lab", ["en"], indirect=True)
def test_memory_does_not_grow(view: Sight) -> None:
    view.does_not_grow("usd")
