"""Views on one page: each brings a style sheet, and none may change how another one looks."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.jupyter import Lab
from tests.browser.quiet import rests
from tests.browser.views import Sight, show

KINDS = {
    "orderexplorer": "OrderExplorer", "scorelab": "ScoreLab", "regimes": "Regimes",
    "smallnumbers": "SmallNumbers", "tierladder": "TierLadder", "transition": "Transition",
    "tactics": "Tactics", "storeyear": "StoreYear", "capstone": "Capstone",
    "deadlineclock": "DeadlineClock", "mynumbers": "MyNumbers",
}  # fmt: skip
# Whoever comes last has the last word: another view stands after each of them.
ALL = [*KINDS.values(), "SmallNumbers", "OrderExplorer", "ScoreLab"]
COMPARE = {"en": "Compare with before", "zh": "与调整前比较"}
# The sheets of the view itself, and of as many others as are wanted; then its parts and their boxes.
BOXES = """([kind, others]) => {
    const view = document.querySelector(`.aecourse-${kind}`);
    for (const sheet of document.querySelectorAll('.aecourse-live style')) {
        const of = sheet.closest('.aecourse-live');
        const named = others.some(other => of.classList.contains(`aecourse-${other}`));
        sheet.sheet.disabled = of !== view && !named;
    }
    const outer = view.getBoundingClientRect();
    return [...view.querySelectorAll('*')].filter(part => part.checkVisibility()).map(part => {
        const box = part.getBoundingClientRect();
        return [`${part.tagName} ${part.getAttribute('class')}`,
                ...[box.x - outer.x, box.y - outer.y, box.width, box.height].map(Math.round)];
    }).concat([['the whole', 0, 0, Math.round(outer.width), Math.round(outer.height)]]);
}"""


@pytest.fixture(scope="module")
def page(lab: Lab, desk: Page) -> Page:
    """One page with all views below one another."""
    views = ", ".join(f'aecourse.live.{name}(language="{lab.language}")' for name in ALL)
    shown = show(lab, desk, "side-by-side", "import aecourse", f"display({views})")
    expect(shown.locator(".aecourse-live")).to_have_count(len(ALL))
    shown.set_viewport_size({"width": 1600, "height": 900})
    rests(shown.locator(".jp-Notebook"))
    return shown


@pytest.mark.parametrize("kind", KINDS)
def test_a_view_looks_the_same_alone_and_among_others(page: Page, kind: str) -> None:
    alone = page.evaluate(BOXES, [kind, []])
    among = page.evaluate(BOXES, [kind, list(KINDS)])
    assert [box for box in among if box not in alone] == []
    assert among == alone


@pytest.mark.parametrize("other", [kind for kind in KINDS if kind != "orderexplorer"])
def test_the_order_is_as_high_beside_each_other_view(page: Page, other: str) -> None:
    alone = page.evaluate(BOXES, ["orderexplorer", []])[-1]
    assert page.evaluate(BOXES, ["orderexplorer", [other]])[-1] == alone
    assert page.evaluate(BOXES, [other, ["orderexplorer"]]) == page.evaluate(BOXES, [other, []])


def test_two_of_a_kind_do_not_touch_each_other(lab: Lab, page: Page) -> None:
    first, second = (Sight(page, lab, "scorelab", place) for place in (0, 1))
    start = second.settled()
    first.press("stockout-rate", "End")
    first.button(COMPARE[lab.language]).click()
    expect(first.picture.locator(".ae-before")).to_be_visible()
    assert second.settled() == start
    rail = second.root.locator(".ae-stockout-rate .noUi-target")
    assert rail.evaluate("e => getComputedStyle(e, '::after').content") == "none"
    assert lab.troubles == []
