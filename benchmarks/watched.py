"""A control on a page, and the page's own clock of the picture that answers it.

The clock goes from the key press to the last change of the picture, and to the frame that is
painted next.  While a step runs nobody asks the page anything: the driver of the browser would take
one of two cores from the kernel, the server and the page.
"""

from __future__ import annotations

from time import sleep
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

# The clock, once it has stood still for so long; the page looks itself, so that nobody asks it often.
STILL = """(quiet) => new Promise(done => {
    const look = () => {
        const clock = window.clock;
        const over = performance.now() - Math.max(clock.changed, clock.painted) >= quiet;
        over && clock.painted >= clock.changed ? done({...clock}) : setTimeout(look, 20);
    };
    look();
})"""


class Watched:
    """A slider on a page, and the clock of its picture."""

    def __init__(self, page: Page, handle: Locator, picture: str, quiet: int = 150) -> None:
        """*quiet*: milliseconds without a change after which a picture is the last one."""
        self.page, self.handle, self.quiet = page, handle, quiet
        page.locator(picture).first.wait_for()
        page.locator(picture).first.evaluate(WATCH)
        self.single: list[float] = []
        self.paint: list[float] = []
        self.drag: list[float] = []
        self.drawn: list[int] = []
        handle.focus()
        self._clock = self._still()

    def _still(self) -> dict[str, Any]:
        """The clock once nothing has changed for a while."""
        self._clock = self.page.evaluate(STILL, self.quiet)
        return self._clock

    def begin(self, keys: tuple[str, str]) -> None:
        """Not counted: the first picture pays for imports and fonts."""
        for key in (*keys, *keys):
            self.press(key)
        self.single.clear()
        self.paint.clear()

    def press(self, key: str) -> None:
        """One step, from the key to the last change of the picture."""
        before = self._clock["changes"]
        self.handle.press(key)
        sleep(self.quiet / 1000)
        self.page.wait_for_function(f"window.clock.changes > {before}")
        clock = self._still()
        self.single.append(clock["changed"] - clock["key"])
        self.paint.append(clock["painted"] - clock["key"])

    def pull(self, keys: tuple[str, str], steps: int = 32) -> None:
        """A fast drag to and fro, three steps each way, so that no control comes to its end.

        It ends two steps from where it began, so that there is always a last change to wait for;
        the next drag goes back.
        """
        keys = keys if len(self.drag) % 2 == 0 else keys[::-1]
        before = self._clock["changes"]
        for step in range(steps):
            self.handle.press(keys[step // 3 % 2])
            sleep(0.03)
        sleep(self.quiet / 1000)
        self.page.wait_for_function("window.clock.changed > window.clock.key")
        clock = self._still()
        self.drag.append(clock["changed"] - clock["key"])
        self.drawn.append(clock["changes"] - before)
