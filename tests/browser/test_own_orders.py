"""Own orders under the hands of a learner: the mapper without code, and levers that start from the store."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.jupyter import Lab
from tests.browser.views import show

FILE = (
    "Beleg;Kunde;Bezahlt;Raus;Summe\\n"
    "R-1;Anna;2024-09-01 10:00;2024-09-02 09:00;12.50\\n"
    "R-2;Ben;2024-09-03 11:00;;8.00\\n"
)
CELLS = (
    f'import aecourse, pathlib\npathlib.Path("laden.csv").write_text("{FILE}", "utf-8");',
    'aecourse.live.Mapper("laden.csv", language="{language}")',
    'aecourse.live.ScoreLab(orders=aecourse.load_sample("growing-store"), language="{language}")',
)
WORDS = {
    "en": {"read": "Read the file", "orders": "2 orders", "if": "What if", "stockout": "Out of stock", "sum": "12.50"},
    "zh": {"read": "读取文件", "orders": "2 笔订单", "if": "试算", "stockout": "缺货率", "sum": "12.50"},
}


@pytest.fixture(scope="module")
def page(lab: Lab, desk: Page) -> Page:
    return show(lab, desk, "own-orders", *CELLS)


@pytest.fixture
def words(lab: Lab) -> dict[str, str]:
    return WORDS[lab.language]


def test_a_file_is_mapped_without_code(page: Page, words: dict[str, str], artifacts: Path, lab: Lab) -> None:
    mapper = page.locator(".aecourse-mapper").first
    expect(mapper).to_be_visible()
    expect(mapper.locator(".ae-samples").nth(4)).to_contain_text(words["sum"])
    lists = mapper.locator("select")
    lists.nth(2).select_option(index=0)
    expect(mapper.get_by_role("alert")).to_be_visible()
    for place, column in enumerate(("order_id", "buyer_id", "paid_at", "shipped_at", "amount_usd")):
        lists.nth(place).select_option(index=_option(lists, place, column))
    expect(mapper.get_by_role("alert")).to_have_count(0)
    lists.nth(5).select_option(label="UTC")
    mapper.get_by_role("button", name=words["read"]).click()
    expect(mapper.locator(".ae-said")).to_contain_text(words["orders"])
    mapper.screenshot(path=artifacts / f"mapper-{lab.language}.png")


def _option(lists: Locator, place: int, column: str) -> int:
    """The place of the choice for *column*, whatever the language; a list's words have hard spaces."""
    found = [text.split()[-1] for text in lists.nth(place).locator("option").all_text_contents()]
    return found.index(column)


def test_levers_start_from_the_own_store(page: Page, words: dict[str, str], artifacts: Path, lab: Lab) -> None:
    own = page.locator(".aecourse-scorelab").first
    picture = own.locator("svg.ae-picture").first
    expect(picture).to_be_visible()
    before = picture.inner_html()
    expect(own.locator(".noUi-handle")).to_have_count(0)
    own.get_by_role("button", name=words["if"], exact=True).click()
    inside = own.locator(".ae-fitted .aecourse-scorelab")
    expect(inside.locator("svg.ae-picture").first).to_be_visible()
    expect(own.locator(".ae-fitted")).to_contain_text(words["stockout"])
    simulated = inside.locator("svg.ae-picture").first.inner_html()
    knob = inside.locator(".ae-stockout-rate .noUi-handle")
    knob.focus()
    for _ in range(8):
        knob.press("ArrowRight")
    page.wait_for_function(
        "then => document.querySelector('.ae-fitted svg.ae-picture').innerHTML !== then", arg=simulated
    )
    assert picture.inner_html() == before, "real orders do not move"
    own.screenshot(path=artifacts / f"what-if-{lab.language}.png")
