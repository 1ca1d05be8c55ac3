"""What goes wrong is said in the reader's language, and the text stays readable."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

Opened = Callable[..., Page]
WORDS = {
    "network": ("Check the network", "请检查网络"),
    "damaged": ("arrived changed", "与原件不符"),
    "browser": ("too old", "版本太旧"),
    "unkept": ("does not let the page keep", "不允许本页保存"),
}


def pressed(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".ae-try[data-kind=view] .ae-go").click()


def said(page: Page, word: str, language: str) -> None:
    words = WORDS[word][language == "zh"]
    expect(page.locator(".ae-try[data-kind=view] .ae-state")).to_contain_text(words)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".ae-try[data-kind=view] .ae-still")).to_be_visible()
    expect(page.locator(".ae-try[data-kind=view] .ae-go")).to_be_enabled()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_webassembly(room: Opened, base: str, language: str) -> None:
    page = room()
    page.add_init_script("delete window.WebAssembly")
    pressed(page, f"{base}{language}/00-start.html")
    said(page, "browser", language)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("lost", ["**/runtime/lock.json", "**/pyodide.asm.wasm.gz", "**/room-*.js"])
def test_the_network_goes_and_comes_back(room: Opened, base: str, language: str, lost: str) -> None:
    page = room()
    page.context.route(lost, lambda route: route.abort())
    pressed(page, f"{base}{language}/00-start.html")
    said(page, "network", language)
    if "room" in lost:
        return  # a browser remembers for the page that a module was not to be had
    page.context.unroute(lost)
    page.locator(".ae-try[data-kind=view] .ae-go").click()
    expect(page.locator(".ae-alive .ae-effect")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_changed_file_is_not_run(room: Opened, base: str, language: str) -> None:
    page = room()

    def changed(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.body() + b"\n")

    page.context.route("**/runtime/pyodide.js", changed)
    pressed(page, f"{base}{language}/00-start.html")
    said(page, "damaged", language)


def test_a_damaged_snapshot_is_done_without(room: Opened, base: str) -> None:
    page = room()
    page.context.route("**/runtime/memory.gz", lambda route: route.fulfill(body=b"nothing of the kind"))
    pressed(page, f"{base}en/00-start.html")
    expect(page.locator(".ae-alive .ae-effect")).to_be_visible()
    assert "loaded" in page.evaluate("window.aecourse.room.stages")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_storage_is_blocked(room: Opened, base: str, language: str) -> None:
    page = room()

    def blocked(route: Route) -> None:
        answer = route.fetch()
        first = "Object.defineProperty(self,'indexedDB',{get(){throw new Error('blocked')}});"
        route.fulfill(response=answer, body=first + answer.text())

    page.context.route("**/worker.js*", blocked)
    pressed(page, f"{base}{language}/00-start.html")
    expect(page.locator(".ae-alive .ae-effect")).to_be_visible()
    expect(page.locator(".ae-note")).to_contain_text(WORDS["unkept"][language == "zh"])


def test_without_scripts_everything_can_be_read(room: Opened, base: str) -> None:
    page = room(java_script_enabled=False)
    page.goto(f"{base}zh/03-bad-experience-order.html")
    expect(page.locator("h1")).to_be_visible()
    assert page.locator(".ae-still img").first.evaluate("one => one.complete") is not None


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", ["index", "00-start", "03-bad-experience-order", "rulebook"])
def test_a_phone_shows_pages_without_sideways_scrolling(room: Opened, base: str, name: str, language: str) -> None:
    page = room()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{base}{language}/{name}.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_page_prints_without_buttons(room: Opened, base: str) -> None:
    page = room()
    page.goto(f"{base}en/00-start.html")
    page.emulate_media(media="print")
    expect(page.locator(".ae-bar").first).to_be_hidden()
    expect(page.locator(".ae-still").first).to_be_visible()


@pytest.mark.parametrize(("language", "word", "lesson"), [("en", "arbitration", "05"), ("zh", "纠纷", "05")])
def test_search_finds_a_lesson(room: Opened, base: str, language: str, word: str, lesson: str) -> None:
    page = room()
    page.goto(f"{base}{language}/search.html?q={word}")
    expect(page.locator(f"#search-results a[href*='{lesson}-']").first).to_be_visible()
