"""Capstone under the hands of a learner: a real JupyterLab, a real kernel, both languages."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.views import NODES, Sight

KIND = "capstone"
CELL = 'aecourse.live.Capstone(1, language="{language}")'
WORDS = {
    "en": {"score": "Score the plan", "back": "Back to the store", "truth": "Show the truth",
           "reset": "Empty the plan", "empty": "the plan is empty", "lacks": "line 1 lacks: Cause",
           "mended": "1/4 problems mended", "place": "The place is right"},
    "zh": {"score": "提交方案", "back": "回到店铺", "truth": "看答案", "reset": "清空方案",
           "empty": "方案还是空的", "lacks": "第 1 行还缺：原因", "mended": "治好 1/4 个问题",
           "place": "地方找对了"},
}  # fmt: skip
RIGHT = {"where": "carrier=line-2", "reason": "scanned_late", "cause": "late_scans",
         "measure": "change_carrier"}  # fmt: skip


def begin(view: Sight, words: dict[str, str]) -> None:
    """The view with an empty plan."""
    view.reset()
    expect(view.picture.locator(".ae-value")).to_be_visible()
    expect(view.picture.locator(".ae-line")).to_have_count(0)


def choice(view: Sight, name: str) -> Locator:
    return view.root.locator(f".ae-choice.ae-{name} select")


def choose(view: Sight, name: str, value: str) -> None:
    """Take from the list *name* the entry that the view keeps as *value*."""
    from aecourse.models.diagnosis import CAUSES, DIAGNOSTIC_METRICS, DIMENSIONS, MEASURES, REASONS
    from aecourse.models.diagnosis.plans import place

    language = view.lab.language
    known = {
        "where": lambda: place(value), "reason": lambda: REASONS[value],
        "cause": lambda: CAUSES[value].name, "measure": lambda: MEASURES[value].name,
        "metric": lambda: DIAGNOSTIC_METRICS[value].name, "column": lambda: DIMENSIONS[value].name,
    }  # fmt: skip
    before = view.seen()
    choice(view, name).select_option(label=known[name]().text(language))
    view.until(before, same=False)


def test_opens_with_bars_steps_and_an_empty_plan(view: Sight) -> None:
    expect(view.picture).to_have_attribute("role", "img")
    expect(view.picture.locator(".ae-bar").first).to_be_visible()
    expect(view.picture.locator(".ae-step")).to_have_count(10)
    expect(view.root.locator("select")).to_have_count(8)


def test_another_metric_and_another_cut(view: Sight) -> None:
    choose(view, "metric", "online_rate_5d")
    choose(view, "column", "carrier")
    expect(view.picture.locator(".ae-bar")).to_have_count(4)
    expect(view.picture.locator(".ae-rate", has_text="▲")).to_have_count(1)
    before = view.seen()
    choice(view, "segment").select_option("line-4")
    view.until(before, same=False)
    expect(view.picture.locator(".ae-looked-at")).to_have_text("line-4")


def test_a_plan_is_written_scored_and_looked_up(view: Sight, words: dict[str, str]) -> None:
    view.button(words["score"]).click()
    expect(view.picture.locator(".ae-message")).to_contain_text(words["empty"])
    for name in ("where", "reason", "measure"):
        choose(view, name, RIGHT[name])
    view.button(words["score"]).click()
    expect(view.picture.locator(".ae-message")).to_contain_text(words["lacks"])
    expect(view.button(words["truth"])).to_be_disabled()
    choose(view, "cause", RIGHT["cause"])
    view.button(words["score"]).click()
    expect(view.picture.locator(".ae-headline")).to_have_text(words["mended"])
    expect(view.picture.locator(".ae-points")).to_contain_text("25/100")
    expect(view.picture.locator(".ae-verdict").first).to_contain_text(words["place"])
    view.button(words["truth"]).click()
    expect(view.picture.locator(".ae-truth").first).to_be_visible()
    view.button(words["back"]).click()
    expect(view.picture.locator(".ae-line")).to_have_count(1)


def test_every_control_by_keyboard(view: Sight) -> None:
    choice(view, "metric").focus()
    before = view.seen()
    view.page.keyboard.press("ArrowDown")
    view.until(before, same=False)
    reached = set()
    for _ in range(12):
        reached.add(view.page.evaluate("document.activeElement.tagName"))
        view.page.keyboard.press("Tab")
    assert {"SELECT", "BUTTON"} <= reached


def test_accessible_at_every_size_and_steady(view: Sight, words: dict[str, str], artifacts: Path) -> None:
    for name, value in RIGHT.items():
        choose(view, name, value)
    view.is_accessible()
    view.fits_every_width(artifacts)
    view.fits_every_screen(artifacts)
    view.button(words["score"]).click()
    expect(view.picture.locator(".ae-headline")).to_be_visible()
    view.page.screenshot(path=artifacts / f"capstone-{view.lab.language}-scored.png")
    view.is_accessible()
    view.button(words["back"]).click()
    expect(view.picture.locator(".ae-value")).to_be_visible()
    before = view.page.evaluate(NODES, view.kind)
    choice(view, "metric").focus()
    for step in range(500):
        view.page.keyboard.press("ArrowDown" if step % 10 < 5 else "ArrowUp")
    view.page.wait_for_timeout(800)
    assert abs(view.page.evaluate(NODES, view.kind) - before) < 200
