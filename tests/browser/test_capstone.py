"""Capstone under the hands of a learner: a real JupyterLab, a real kernel, both languages."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.views import Sight

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
    from aecourse.models.diagnosis import CAUSES, MEASURES, REASONS
    from aecourse.models.diagnosis.plans import place_name

    language = view.lab.language
    known = {
        "where": lambda: place_name(value), "reason": lambda: REASONS[value],
        "cause": lambda: CAUSES[value].name, "measure": lambda: MEASURES[value].name,
    }  # fmt: skip
    before = view.seen()
    choice(view, name).select_option(label=known[name]().text(language))
    view.until(before, same=False)


def test_opens_with_bars_steps_and_an_empty_plan(view: Sight) -> None:
    expect(view.picture).to_have_attribute("role", "img")
    expect(view.picture.locator(".ae-bar").first).to_be_visible()
    expect(view.picture.locator(".ae-step")).to_have_count(10)
    expect(view.root.locator("select")).to_have_count(5)
    expect(view.root.locator(".ae-map button")).to_have_count(66)


def cell(view: Sight, metric: str, column: str) -> Locator:
    return view.root.locator(f'.ae-map [data-pick="{metric} {column}"]')


def bar(view: Sight, group: str) -> Locator:
    return view.root.locator(f'.ae-pick[data-pick="group {group}"]:visible')


def test_a_cell_of_the_map_shows_its_cut_and_a_bar_chooses_the_group(view: Sight) -> None:
    cell(view, "online_rate_5d", "carrier").click()
    expect(cell(view, "online_rate_5d", "carrier")).to_have_attribute("aria-pressed", "true")
    expect(view.picture.locator(".ae-bar")).to_have_count(4)
    expect(view.picture.locator(".ae-rate", has_text="▲")).to_have_count(1)
    expect(cell(view, "online_rate_5d", "carrier")).to_contain_text("▲")
    # the button lies where the bar is drawn: the mouse goes to the bar's words
    words = view.picture.locator(".ae-bar", has_text="line-4").bounding_box()
    assert words is not None
    view.page.mouse.click(words["x"] + words["width"] / 2, words["y"] + words["height"] / 2)
    expect(view.picture.locator(".ae-looked-at")).to_have_text("line-4")
    expect(bar(view, "line-4")).to_have_attribute("aria-pressed", "true")


def test_the_map_and_the_bars_by_keyboard(view: Sight) -> None:
    cell(view, "odr", "destination").click()
    cell(view, "odr", "destination").focus()
    view.page.keyboard.press("ArrowDown")
    view.page.keyboard.press("ArrowRight")
    expect(cell(view, "not_sold_rate", "category")).to_be_focused()
    view.page.keyboard.press("Enter")
    expect(cell(view, "not_sold_rate", "category")).to_have_attribute("aria-pressed", "true")
    expect(cell(view, "not_sold_rate", "category")).to_be_focused()  # though the map was written anew
    second = view.root.locator(".ae-pick:visible").nth(1)
    group = second.get_attribute("data-pick")
    second.focus()
    view.page.keyboard.press("Space")
    expect(view.root.locator(f'.ae-pick[data-pick="{group}"]:visible')).to_have_attribute("aria-pressed", "true")
    expect(view.root.locator(f'.ae-pick[data-pick="{group}"]:visible')).to_be_focused()


def test_the_chosen_group_goes_into_the_plan(view: Sight) -> None:
    cell(view, "odr", "carrier").click()
    bar(view, "line-2").click()
    expect(view.picture.locator(".ae-looked-at")).to_have_text("line-2")
    view.root.locator(".ae-take").click()
    expect(view.picture.locator(".ae-line")).to_contain_text("line-2")
    expect(choice(view, "where").locator("option:checked")).to_contain_text("line-2")


def test_a_plan_is_written_scored_and_looked_up(view: Sight, words: dict[str, str]) -> None:
    view.button(words["score"]).click()
    expect(view.picture.locator(".ae-message")).to_contain_text(words["empty"])
    expect(view.root.locator(".ae-score-note")).to_contain_text(words["empty"])
    for name in ("where", "reason", "measure"):
        choose(view, name, RIGHT[name])
    view.button(words["score"]).click()
    expect(view.picture.locator(".ae-message")).to_contain_text(words["lacks"])
    expect(view.button(words["truth"])).to_be_disabled()
    choose(view, "cause", RIGHT["cause"])
    view.button(words["score"]).click()
    expect(view.picture.locator(".ae-headline")).to_have_text(words["mended"])
    expect(view.picture.locator(".ae-points")).to_contain_text("25/100")
    expect(view.root.locator(".ae-score-note")).to_contain_text("25/100")
    expect(view.picture.locator(".ae-verdict").first).to_contain_text(words["place"])
    view.button(words["truth"]).click()
    expect(view.picture.locator(".ae-truth").first).to_be_visible()
    view.button(words["back"]).click()
    expect(view.picture.locator(".ae-line")).to_have_count(1)


def test_every_control_by_keyboard(view: Sight) -> None:
    view.root.locator('.ae-map button[tabindex="0"]').focus()
    reached = set()
    for _ in range(40):
        reached.add(view.page.evaluate("document.activeElement.tagName + ' ' + document.activeElement.className"))
        view.page.keyboard.press("Tab")
    for part in ("SELECT", "ae-pick", "ae-take", "ae-score"):
        assert any(part in one for one in reached), (part, reached)


def test_a_narrow_page_cuts_nothing(view: Sight) -> None:
    view.is_narrow()
    view.root.locator(".ae-pick:visible").last.click()
    expect(view.root.locator(".ae-pick:visible").last).to_have_attribute("aria-pressed", "true")
    view.is_accessible()
    view.is_wide()


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
    view.root.locator(".ae-map button").first.click()
    view.leaves_nothing([(".ae-map button", "click", place % 20) for place in range(1, 21)])
