"""MyNumbers under the hands of a learner: a real JupyterLab, a real kernel, both languages."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from aecourse import simulate
from tests.browser.views import STICKS_OUT, Sight

KIND = "mynumbers"
CELL = 'aecourse.live.MyNumbers(language="{language}")'
WORDS = {
    "en": {"head": "7 rules in force on 30 Jun 2024", "none": "No verdict", "more": "81 are more than the 80 orders",
           "missing": "Not known", "month": "Paid orders, 30 days", "snad": "Disputes, not as described, 30 days",
           "empty": "Empty all", "loaded": "300 orders",
           "load": "Load an order table"},
    "zh": {"head": "2024 年 6 月 30 日执行中的规则：7 条", "none": "没有结论", "more": "81，多于同期订单 80 笔",
           "missing": "无法判断", "month": "付款订单（30 天）", "snad": "货不对版纠纷（30 天）",
           "empty": "全部清空", "loaded": "共 300 笔",
           "load": "载入订单表"},
}  # fmt: skip


def begin(view: Sight, words: dict[str, str]) -> None:
    """The view as it starts."""
    view.reset()
    expect(view.picture.locator(".ae-head")).to_have_text(words["head"])


def test_opens_with_every_rule_and_six_answers(view: Sight, words: dict[str, str]) -> None:
    assert words["head"] in (view.picture.get_attribute("aria-label") or "")
    expect(view.picture.locator(".ae-assessed")).to_have_count(7)
    parts = view.root.locator(".ae-part button")
    asked = 0
    for place in range(1, 4):
        parts.nth(place).press("Enter")
        expect(view.picture.locator(".ae-assessed")).to_have_count(0)
        view.settled()
        asked += view.picture.locator(".ae-question").count()
    assert asked == 6
    parts.nth(4).click()
    expect(view.picture.locator(".ae-question")).to_have_count(6)
    parts.nth(0).click()
    view.picture.locator(".ae-pick").nth(4).click()
    expect(view.picture.locator(".ae-question")).to_have_count(2)
    view.is_accessible()
    parts.nth(0).click()
    view.reset()


def test_typed_numbers_act_and_what_cannot_be_is_told(view: Sight, words: dict[str, str]) -> None:
    start = view.seen()
    view.root.get_by_label(words["month"], exact=True).fill("120")
    view.until(start, same=False)
    view.reset()
    view.root.get_by_label(words["snad"], exact=True).fill("81")
    expect(view.picture.locator(".ae-head")).to_have_text(re.compile(words["none"]))
    expect(view.root.locator(".ae-effect")).to_contain_text(words["more"])
    expect(view.picture.locator(".ae-assessed")).to_have_count(0)
    view.button(words["empty"]).click()
    expect(view.picture.locator(".ae-assessed").first).to_have_text(re.compile(re.escape(words["missing"])))


def test_the_rule_is_chosen_by_keyboard(view: Sight) -> None:
    start = view.seen()
    chosen = view.root.locator(".ae-rule select")
    chosen.focus()
    chosen.press("ArrowDown")
    view.until(start, same=False)
    assert view.picture.locator(".ae-chosen").get_attribute("data-id") == "plus_72h"
    chosen.press("ArrowUp")
    view.back(start)


def test_an_order_table_is_counted(view: Sight, words: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    simulate(orders=300, seed=1, until="2024-06-30").to_csv(path, index=False)
    with view.page.expect_file_chooser() as chooser:
        view.root.locator(".jupyter-widget-upload, .widget-upload").first.click()
    chooser.value.set_files(path)
    expect(view.root.locator(".ae-right")).to_contain_text(words["loaded"])
    expect(view.root.locator(".widget-upload").first).to_have_text(words["load"])
    expect(view.root.get_by_label(words["month"], exact=True)).not_to_have_value("80")


def test_reached_by_keyboard_and_clean(view: Sight) -> None:
    view.is_accessible()
    view.is_reached_by_keyboard(0, 2, view.root.locator(".ae-snad-90 input"))


def test_no_width_breaks_it(view: Sight, artifacts: Path) -> None:
    view.fits_every_width(artifacts)


def test_a_phone_shows_the_narrow_picture(view: Sight, artifacts: Path) -> None:
    view.page.evaluate("jupyterapp.shell.collapseLeft()")  # a phone has no room for the list of files
    view.page.set_viewport_size({"width": 390, "height": 844})
    expect(view.root.locator("svg.ae-phone")).to_be_visible()
    expect(view.picture).not_to_be_visible()
    view.settled()
    assert view.root.evaluate(STICKS_OUT) == []
    view.root.screenshot(path=artifacts / f"mynumbers-{view.lab.language}-390x844.png")
    view.page.set_viewport_size({"width": 1366, "height": 768})
    expect(view.picture).to_be_visible()


def test_each_rule_and_each_part_fits_a_small_laptop(view: Sight, artifacts: Path) -> None:
    view.fits_every_screen(artifacts)
    parts, chosen = view.root.locator(".ae-part button"), view.root.locator(".ae-rule select")
    for place in range(7):
        chosen.select_option(index=place)
        for part in range(4):
            parts.nth(part).click()
            view.settled()
            outer = view.root.bounding_box()
            assert outer is not None
            assert outer["height"] < 768, (place, part)
    view.root.screenshot(path=artifacts / f"mynumbers-{view.lab.language}-back.png")
    parts.nth(0).click()
    assert view.root.evaluate(STICKS_OUT) == []


def test_memory_does_not_grow(view: Sight) -> None:
    view.leaves_nothing([(".ae-rule select", "choose", place) for place in (2, 3, 2, 1)])
