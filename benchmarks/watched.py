"""A control on a page, and the page's own clock of the picture that answers it.

The clock goes from the key press to the last change of the picture, and to the frame that is
painted next.
"""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page

WATCH = """(root) => {
    const clock = window.clock = {key: 0, changed: 0, painted: 0, changes: 0};
    const changed = () => {
        clock.changed = performance.now();
        clock.changes += 1;
        requestAnimationFrame(() => setTimeout(() => clock.painted = performance.now()));
    };
    document.addEventListener("keydown", (event) => clock.key = event.timeStamp, true);
    document.addEventListener("load", (event) => root.contains(event.target) && changed(), true);
    new MutationObserver(() => root.querySelector("img") || changed())
        .observe(root, {childList: true, subtree: true});
}"""


class Watched:
    """A slider on a page, and the clock of its picture."""

    def __init__(self, page: Page, handle: Locator, picture: str) -> None:
        self.page, self.handle = page, handle
        page.locator(picture).first.wait_for()
        page.locator(picture).first.evaluate(WATCH)
        self.single: list[float] = []
        self.paint: list[float] = []
        self.drag: list[float] = []
        self.drawn: list[int] = []
        handle.focus()

    def _still(self) -> dict[str, Any]:
        """The clock once nothing has changed for a while."""
        seen = -1
        while True:
            clock: dict[str, Any] = self.page.evaluate("window.clock")
            if clock["changes"] == seen and clock["painted"] >= clock["changed"]:
                return clock
            seen = clock["changes"]
            self.page.wait_for_timeout(500)

    def begin(self, keys: tuple[str, str]) -> None:
        """Not counted: the first picture pays for imports and fonts."""
        for key in keys:
            self.press(key)
        self.single.clear()
        self.paint.clear()

    def press(self, key: str) -> None:
        before = self._still()["changes"]
        self.handle.press(key)
        self.page.wait_for_function(f"window.clock.changes > {before}")
        clock = self._still()
        self.single.append(clock["changed"] - clock["key"])
        self.paint.append(clock["painted"] - clock["key"])

    def pull(self, keys: tuple[str, str], steps: int = 30) -> None:
        """A fast drag to and fro, three steps each way, so that no control comes to its end."""
        before = self._still()["changes"]
        for step in range(steps):
            self.handle.press(keys[step // 3 % 2])
            self.page.wait_for_timeout(30)
        clock = self._still()
        self.drag.append(clock["changed"] - clock["key"])
        self.drawn.append(clock["changes"] - before)
