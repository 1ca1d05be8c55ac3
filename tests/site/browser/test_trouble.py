"""What goes wrong is said in the reader's language, and the text stays readable."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from tests.browser.views import AXE

Opened = Callable[..., Page]
WORDS = {
    "network": ("Check the network", "请检查网络"),
    "damaged": ("arrived changed", "和原件对不上"),
    "browser": ("too old", "版本太旧"),
    "script": ("reload the page", "刷新页面"),
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
@pytest.mark.parametrize("lost", ["**/runtime/lock.json", "**/pyodide.asm.wasm*", "**/worker.js"])
def test_the_network_goes_and_comes_back(room: Opened, base: str, language: str, lost: str) -> None:
    page = room()
    page.context.route(lost, lambda route: route.abort())
    pressed(page, f"{base}{language}/00-start.html")
    said(page, "network", language)
    page.context.unroute(lost)
    page.locator(".ae-try[data-kind=view] .ae-go").click()
    expect(page.locator(".ae-alive .ae-effect")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("script", ["live", "room-*"])
@pytest.mark.parametrize("how", ["lost", "not understood"])
def test_the_page_script_does_not_start(room: Opened, base: str, language: str, script: str, how: str) -> None:
    page = room()
    answer: Callable[[Route], None] = (
        (lambda route: route.abort())
        if how == "lost"
        else (lambda route: route.fulfill(body="let let = words of tomorrow", content_type="text/javascript"))
    )
    page.context.route(f"**/_static/{script}.js*", answer)
    pressed(page, f"{base}{language}/00-start.html")
    said(page, "script", language)
    page.context.unroute(f"**/_static/{script}.js*")
    page.reload()
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


def worker_begins(page: Page, line: str) -> None:
    """Put a line of script before the worker's own."""

    def altered(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=line + answer.text())

    page.context.route("**/worker.js*", altered)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_storage_is_blocked(room: Opened, base: str, language: str) -> None:
    page = room()
    worker_begins(page, "Object.defineProperty(self,'indexedDB',{get(){throw new Error('blocked')}});")
    pressed(page, f"{base}{language}/00-start.html")
    expect(page.locator(".ae-alive .ae-effect")).to_be_visible()
    expect(page.locator("p.ae-note")).to_contain_text(WORDS["unkept"][language == "zh"])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_storage_is_full(room: Opened, base: str, language: str) -> None:
    page = room()
    worker_begins(page, "IDBObjectStore.prototype.put=()=>{throw new DOMException('full','QuotaExceededError')};")
    page.goto(f"{base}{language}/00-start.html")
    form = page.locator(".ae-try[data-kind=form]")
    form.scroll_into_view_if_needed()
    expect(form).to_have_class("ae-try ae-alive")
    form.locator("input").first.fill("4 %")
    form.locator("input").first.press("Enter")
    expect(form.locator(".ae-said")).to_have_attribute("data-status", "right")  # one can go on
    expect(page.locator("p.ae-note")).to_contain_text(WORDS["unkept"][language == "zh"])


def test_without_scripts_everything_can_be_read(room: Opened, base: str) -> None:
    page = room(java_script_enabled=False)
    page.goto(f"{base}zh/03-bad-experience-order.html")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".ae-still img").first).to_be_visible()
    expect(page.locator(".ae-bar").first).to_be_hidden()  # no button that does nothing


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "name",
    ["index", "00-start", "03-bad-experience-order", "12-capstone", "glossary", "questions", "rulebook",
     "rulebook-daily6", "reference/aecourse.live", "trainers", "changes", "my-orders", "my-work"],
)  # fmt: skip
def test_a_phone_shows_pages_without_sideways_scrolling(room: Opened, base: str, name: str, language: str) -> None:
    page = room()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{base}{language}/{name}.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_page_prints_without_buttons(room: Opened, base: str) -> None:
    page = room()
    page.goto(f"{base}en/00-start.html")
    page.emulate_media(media="print")
    for gone in (".ae-bar", ".sidebar-drawer", ".toc-drawer", ".mobile-header", ".ae-open", "details.hide"):
        for one in page.locator(gone).all():
            expect(one).to_be_hidden()
    expect(page.locator(".ae-still").first).to_be_visible()


@pytest.mark.parametrize(
    ("language", "word", "found"),
    [
        ("en", "arbitration", "05-disputes"),
        ("zh", "纠纷", "05-disputes"),
        ("zh", "评价", "04-reviews-and-dsr"),
        ("zh", "买家不良体验订单率", "03-bad-experience-order"),
        ("zh", "没货", "00-start"),
        ("zh", "2019 ODR", "rulebook"),
    ],
)
def test_search_finds_a_page(room: Opened, base: str, language: str, word: str, found: str) -> None:
    page = room()
    page.goto(f"{base}{language}/search.html?q={word}")
    expect(page.locator(f"#search-results a[href*='{found}']").first).to_be_visible()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", ["index", "03-bad-experience-order"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_for_axe_to_complain_of(room: Opened, base: str, name: str, language: str, scheme: str) -> None:
    page = room(color_scheme=scheme, java_script_enabled=True)
    page.goto(f"{base}{language}/{name}.html")
    expect(page.locator(".ae-alive .ae-live, .ae-go").first).to_be_visible()
    report = Axe().run(page, options=AXE)
    assert report.violations_count == 0, report.generate_report()


def test_the_page_is_worked_by_keyboard(room: Opened, base: str) -> None:
    page = room()
    page.goto(f"{base}en/03-bad-experience-order.html")
    page.keyboard.press("Tab")
    expect(page.locator(".skip-to-content")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "ae-go":
            break
    page.keyboard.press("Enter")
    expect(page.locator(".ae-try[data-kind=view]")).to_have_class("ae-try ae-alive")
    expect(page.locator(".ae-live").first).to_be_focused()
