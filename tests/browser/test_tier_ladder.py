"""TierLadder under the hands of a learner: a real JupyterLab, a real kernel, both languages."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.views import Sight

KIND = "tierladder"
CELL = 'aecourse.live.TierLadder(language="{language}")'
WORDS = {
    "en": {"tier": "Tier 4", "score": "Service score", "unit": " points", "only": "Article only",
           "reset": "Reset", "compare": "Compare with before", "before": "before: tier 4",
           "assumed": "What is assumed, and why", "nothing": "not assessed"},
    "zh": {"tier": "第 4 层级", "score": "服务分", "unit": " 分", "only": "仅见于文章",
           "reset": "重置", "compare": "与调整前比较", "before": "调整前：第 4 层级",
           "assumed": "有哪些假设，为什么", "nothing": "不考核"},
}  # fmt: skip
LEVERS = {
    "start-gmv": "End", "score": "Home", "conversion": "End", "order-value": "Home",
    "strength": "Home", "mean-visits": "Home", "carry": "End", "months": "Home",
}  # fmt: skip


def begin(view: Sight, words: dict[str, str]) -> None:
    """The view as it starts."""
    view.reset()
    expect(view.readout("score")).to_have_text("92")
    expect(view.picture.locator(".ae-tier")).to_have_text(words["tier"])


def test_opens_with_answer_ladder_curve_and_loop(view: Sight, words: dict[str, str]) -> None:
    expect(view.picture).to_have_attribute("role", "img")
    label = view.picture.get_attribute("aria-label") or ""
    assert words["tier"] in label
    assert words["only"] in label
    expect(view.picture.locator(".ae-rung")).to_have_count(5)
    expect(view.picture.locator(".ae-share")).to_have_count(6)
    expect(view.picture.locator(".ae-path")).to_be_visible()
    expect(view.picture.locator(".ae-lorenz")).to_be_visible()
    expect(view.picture.locator(".ae-node")).to_have_count(5)
    expect(view.root.locator(".noUi-handle")).to_have_count(8)


def test_each_lever_acts_and_reset_returns(view: Sight, words: dict[str, str]) -> None:
    start = view.seen()
    for lever, key in LEVERS.items():
        view.press(lever, key)
        view.until(start, same=False)
        view.button(words["reset"]).click()
        view.until(start, same=True)


def test_steps_of_turnover_and_the_mouse(view: Sight, words: dict[str, str]) -> None:
    start = view.seen()
    view.press("start-gmv", "ArrowRight", 3)
    expect(view.readout("start-gmv")).to_have_text("1,250")
    view.press("start-gmv", "ArrowLeft", 3)
    expect(view.readout("start-gmv")).to_have_text("800")
    view.until(start, same=True)
    view.drag("score", 0.5)
    expect(view.readout("score")).to_have_text(re.compile(r"^(49|50|51)$"))
    expect(view.picture.locator(".ae-tier")).not_to_have_text(words["tier"])


def test_compare_and_no_order(view: Sight, words: dict[str, str]) -> None:
    view.press("score", "Home")
    expect(view.picture.locator(".ae-tier")).not_to_have_text(words["tier"])
    view.button(words["compare"]).click()
    before = view.picture.locator(".ae-before")
    expect(before).to_have_text(re.compile(words["before"]))
    expect(view.picture.locator(".ae-path-before")).to_be_visible()
    view.press("conversion", "Home")
    expect(view.picture.locator(".ae-node").first).to_have_text(words["nothing"])
    view.button(words["reset"]).click()
    expect(before).to_have_count(0)


def test_heard_and_reached_by_keyboard(view: Sight, words: dict[str, str]) -> None:
    slider = view.root.get_by_role("slider", name=words["score"], exact=True)
    expect(slider).to_have_attribute("aria-valuetext", "92" + words["unit"])
    view.is_heard("score")
    expect(slider).to_have_attribute("aria-valuetext", "91" + words["unit"])
    view.is_reached_by_keyboard(8, 2, view.knob("start-gmv"))
    view.unfolds(words["assumed"])


def test_no_width_breaks_it(view: Sight, artifacts: Path) -> None:
    view.fits_every_width(artifacts)


def test_pictures_of_the_page(view: Sight, words: dict[str, str], artifacts: Path) -> None:
    view.button(words["compare"]).click()
    view.press("score", "ArrowLeft", 8)
    expect(view.picture.locator(".ae-path-before")).to_be_visible()
    view.fits_every_screen(artifacts)


def test_memory_does_not_grow(view: Sight) -> None:
    view.does_not_grow("score")
