"""A live view as a learner sees and touches it, and what must hold for every one of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.jupyter import LAPTOP, Lab
from tests.browser.quiet import Step, becomes, rests, takes

NODES = "kind => document.querySelectorAll(`.aecourse-${kind} *`).length"
# Measured in one go: between two questions the page may be laid out anew.
STICKS_OUT = """view => {
    const outer = view.getBoundingClientRect();
    return [...view.querySelectorAll('.widget-slider, .widget-button, .ae-effect')]
        .filter(part => part.checkVisibility())
        .map(part => [part.className, part.getBoundingClientRect()])
        .filter(([, box]) => box.left < outer.left - 1 || box.right > outer.right + 1)
        .map(([name, box]) => `${name}: ${box.left}..${box.right}`);
}"""
CUT = "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)"
UNCUT = "e => [e, ...e.querySelectorAll('.ae-effect')].every(x => x.scrollWidth <= x.clientWidth + 1)"
# What belongs to JupyterLab's page around the view is not for a view to mend.
AXE = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
}


def show(lab: Lab, desk: Page, kind: str, *cells: str) -> Page:
    """A notebook with these cells on the desk, run; ``{language}`` in a cell is the lab's."""
    name = lab.write(f"{kind}.ipynb", *(cell.format(language=lab.language) for cell in cells))
    return lab.put_and_run(desk, name)


class Sight:
    """A view of a *kind* on the page, the first unless *place* says another."""

    def __init__(self, page: Page, lab: Lab, kind: str, place: int = 0) -> None:
        self.page, self.lab, self.kind = page, lab, kind
        self.root = page.locator(f".aecourse-{kind}").nth(place)
        self.picture = self.root.locator("svg.ae-picture").first
        expect(self.picture).to_be_visible()

    # -- what can be touched ----------------------------------------------------------------------

    def knob(self, lever: str) -> Locator:
        return self.root.locator(f".ae-{lever} .noUi-handle")

    def readout(self, lever: str) -> Locator:
        return self.root.locator(f".ae-{lever} .widget-readout")

    def press(self, lever: str, key: str, times: int = 1) -> None:
        self.knob(lever).focus()
        for _ in range(times):
            self.page.keyboard.press(key)

    def button(self, name: str) -> Locator:
        return self.root.get_by_role("button", name=name, exact=True)

    def reset(self) -> None:
        """Press reset once no answer is under way: a late one would move the lever again."""
        self.settled()
        self.root.locator(".ae-reset").click()

    def drag(self, lever: str, share: float) -> None:
        """Take the knob with the mouse to *share* of its rail."""
        self.knob(lever).scroll_into_view_if_needed()
        knob = self.knob(lever).bounding_box()
        rail = self.root.locator(f".ae-{lever} .noUi-base").bounding_box()
        assert knob is not None and rail is not None
        y = knob["y"] + knob["height"] / 2
        self.page.mouse.move(knob["x"] + knob["width"] / 2, y)
        self.page.mouse.down()
        self.page.mouse.move(rail["x"] + rail["width"] * share, y, steps=8)
        self.page.mouse.up()

    # -- what is seen -----------------------------------------------------------------------------

    def seen(self) -> str:
        return self.picture.inner_html()

    def until(self, picture: str, *, same: bool) -> None:
        """Wait until what is seen is (or is no longer) *picture*."""
        becomes(self.root, picture, same=same)

    def settled(self) -> str:
        """The picture once no more updates come, and the view keeps its place."""
        seen = rests(self.root)
        assert seen is not None, "the view has no picture"
        return seen

    def changed(self, before: str) -> str:
        """The picture once it is another one than *before*, and no more updates come."""
        self.until(before, same=False)
        return self.settled()

    def back(self, to: str) -> None:
        """Wait until the picture is *to* again."""
        self.until(to, same=True)

    # -- what must hold for all -------------------------------------------------------------------

    def is_accessible(self) -> None:
        """Nothing for axe-core to complain of; the view says its language, every slider its name and value."""
        assert self.root.get_attribute("lang") == ("zh-Hans" if self.lab.language == "zh" else "en")
        report = Axe().run(self.page, f".aecourse-{self.kind}", AXE)
        assert report.violations_count == 0, report.generate_report()
        assert self.root.locator("[title=null]:visible").count() == 0
        for handle in self.root.locator("[role=slider]").all():
            assert handle.get_attribute("aria-label")
            assert handle.get_attribute("aria-valuetext")

    def is_heard(self, lever: str, key: str = "ArrowLeft") -> None:
        """A change is said once it stays: the status tells what the picture is called."""
        before = self.picture.get_attribute("aria-label")
        self.press(lever, key)
        self.settled()
        label = self.picture.get_attribute("aria-label") or ""
        assert label != before, f"{key} on {lever} leaves the picture's name as it is: there is nothing to say"
        expect(self.root.get_by_role("status").last).to_have_text(label)

    def is_reached_by_keyboard(self, sliders: int, buttons: int, first: Locator) -> None:
        """From *first* on, the tabulator reaches so many sliders and buttons."""
        first.focus()
        reached = []
        for _ in range(3 * sliders + buttons + 4):
            reached.append(
                self.page.evaluate("document.activeElement.tagName + ' ' + document.activeElement.className")
            )
            self.page.keyboard.press("Tab")
        assert sum("noUi-handle" in name for name in reached) == sliders
        assert sum("widget-button" in name for name in reached) == buttons

    def unfolds(self, title: str) -> None:
        """What is assumed opens by keyboard under *title*, can be read by all, and closes."""
        fold = self.root.locator("summary")
        expect(fold).to_have_text(title)
        fold.focus()
        fold.press("Enter")
        expect(self.root.locator(".ae-why li").first).to_be_visible()
        self.is_accessible()
        fold.press("Enter")

    def fits_every_width(self, artifacts: Path) -> None:
        """900 px, and what 200 % zoom leaves of 1366 px: nothing is cut, nothing sticks out."""
        for width in (900, 683):
            self.page.set_viewport_size({"width": width, "height": 900})
            self.settled()
            assert self.root.evaluate(STICKS_OUT) == []
            self.root.screenshot(path=artifacts / f"{self.kind}-{self.lab.language}-{width}.png")
            labels = self.root.locator(".widget-slider .widget-label")
            assert labels.evaluate_all(CUT) == []
        self.page.set_viewport_size(LAPTOP)

    def fits_every_screen(self, artifacts: Path) -> None:
        """A projector and a small laptop each show the whole view at once; pictures are kept."""
        for width, height in ((1920, 1080), (1366, 768)):
            self.page.set_viewport_size({"width": width, "height": height})
            self.settled()
            self.root.evaluate("e => e.scrollIntoView({block: 'end'})")
            name = f"{self.kind}-{self.lab.language}-{width}x{height}.png"
            self.page.screenshot(path=artifacts / name)
            outer = self.root.bounding_box()
            assert outer is not None
            assert outer["height"] < height

    def is_narrow(self) -> None:
        """At 800 px nothing is cut; at 560 px the picture for narrow pages takes over, and is not cut either."""
        self.page.set_viewport_size({"width": 800, "height": 900})
        self.settled()
        assert self.root.evaluate(UNCUT)
        self.page.set_viewport_size({"width": 560, "height": 900})
        expect(self.root.locator("svg.ae-phone")).to_be_visible()
        expect(self.picture).to_be_hidden()
        self.settled()
        assert self.root.evaluate(UNCUT)

    def is_wide(self) -> None:
        """Back at the size of a laptop stands the wide picture again."""
        self.page.set_viewport_size(LAPTOP)
        expect(self.picture).to_be_visible()

    def leaves_nothing(self, steps: Sequence[Step], changes: int = 60) -> None:
        """*steps* that lead back to where they began, round and round, each drawn: no node more than there was."""
        takes(self.root, steps)  # a view may tell what was touched last
        start, before = self.settled(), self.page.evaluate(NODES, self.kind)
        takes(self.root, [*steps] * (changes // len(steps)))
        assert self.settled() == start
        assert self.page.evaluate(NODES, self.kind) == before

    def does_not_grow(self, lever: str, *, reset: bool = True) -> None:
        """Changes there and back, and a reset, leave no more nodes on the page than there were."""
        start, shown = self.settled(), self.readout(lever).inner_text()
        before = self.page.evaluate(NODES, self.kind)
        keys = ["ArrowRight"] * 5 + ["ArrowLeft"] * 5
        self.leaves_nothing([(f".ae-{lever} .noUi-handle", "key", key) for key in keys])
        if reset:
            self.reset()
            self.back(start)
            self.settled()
        expect(self.readout(lever)).to_have_text(shown)
        assert self.page.evaluate(NODES, self.kind) == before
