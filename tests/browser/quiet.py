"""When a page has come to rest, told by the page and its kernel themselves, not by a clock."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from playwright.sync_api import Locator, Page

# What was sent to the kernel's widgets and is not answered yet, and how many messages there were.
LISTEN = """() => {
    const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
    const heard = kernel.aeHeard = { messages: 0, underWay: new Set() };
    kernel.anyMessage.connect((_, { msg, direction }) => {
        const { msg_type: type, msg_id: id } = msg.header;
        if (type === 'comm_msg') {
            heard.messages += 1;
            if (direction === 'send') heard.underWay.add(id);
        } else if (type === 'status' && msg.content.execution_state === 'idle') {
            heard.underWay.delete(msg.parent_header.msg_id);
        }
    });
}"""
# What views have put off for a moment.  What is worked out ahead changes nothing on a page.
PUT_OFF = (
    "sum(name != 'ahead' for one in [*__import__('ipywidgets').widgets.widget._instances.values()]"
    " for name in [*getattr(one, '_timers', ())])"
)
# At rest: nothing is under way or put off in the kernel, and while it was asked and two frames were
# drawn, no message came, nothing in *part* changed or moved.  What the kernel has sent before it answers
# is on the page by then.
REST = """async (part, [putOff, seconds]) => {
    const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
    const heard = kernel.aeHeard;
    const later = async () => {
        const asked = { code: '', silent: true, store_history: false, user_expressions: { later: putOff } };
        const { content } = await kernel.requestExecute(asked).done;
        return content.user_expressions.later.data['text/plain'] !== '0';
    };
    const frame = () => new Promise(requestAnimationFrame);
    const place = () => JSON.stringify(part.getBoundingClientRect());
    let changes = 0;
    const observer = new MutationObserver(() => { changes += 1; });
    observer.observe(part, { subtree: true, childList: true, attributes: true, characterData: true });
    const until = performance.now() + 1000 * seconds;
    for (let quiet = false; !quiet;) {
        if (performance.now() > until) throw new Error('the page does not come to rest');
        const before = [changes, heard.messages, place()].join();
        const waits = await later();
        for (const moving of part.getAnimations({ subtree: true })) await moving.finished.catch(() => {});
        await frame();
        await frame();
        const same = [changes, heard.messages, place()].join() === before;
        quiet = same && !waits && heard.underWay.size === 0;
    }
    observer.disconnect();
    return part.querySelector('svg.ae-picture')?.innerHTML;
}"""
# The picture is another node each time it is drawn; it is compared once a frame.
UNTIL = """(view, [picture, same, seconds]) => new Promise((done, failed) => {
    let frame;
    const observer = new MutationObserver(() => { frame ??= requestAnimationFrame(look); });
    const end = then => { observer.disconnect(); cancelAnimationFrame(frame); clearTimeout(timer); then(); };
    const timer = setTimeout(() => end(() => failed(new Error(
        `the picture did not ${same ? 'come back' : 'change'}`))), 1000 * seconds);
    const look = () => {
        frame = undefined;
        const now = view.querySelector('svg.ae-picture')?.innerHTML;
        if (now !== undefined && (now === picture) === same) end(done);
    };
    observer.observe(view, { subtree: true, childList: true, attributes: true, characterData: true });
    look();
})"""
# Each step is taken once the picture has followed the one before.
STEPS = """async (view, [steps, seconds]) => {
    const acts = {
        key: ([node], key) => node.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })),
        click: (nodes, place) => nodes[place].click(),
        choose: ([node], place) => {
            node.selectedIndex = place;
            for (const said of ['input', 'change']) node.dispatchEvent(new Event(said, { bubbles: true }));
        },
    };
    const drawn = () => view.querySelector('svg.ae-picture');
    for (const [number, [part, act, what]] of steps.entries()) {
        const before = drawn();
        acts[act](view.querySelectorAll(part), what);
        await new Promise((done, failed) => {
            const observer = new MutationObserver(() => look());
            const end = then => { observer.disconnect(); clearTimeout(timer); then(); };
            const timer = setTimeout(() => end(() => failed(new Error(
                `step ${number}, ${act} ${what} of ${part}, does not change the picture`))), 1000 * seconds);
            const look = () => { if (![null, before].includes(drawn())) end(done); };
            observer.observe(view, { subtree: true, childList: true });
            look();
        });
    }
}"""
PATIENCE = 15  # seconds; a machine may be busy


def listen(page: Page) -> None:
    """Hear from now on what the page and its kernel say to one another."""
    page.evaluate(LISTEN)


Step = tuple[str, Literal["key", "click", "choose"], str | int]
"""A part of a view, what is done with it, and which: the key, or the place among such parts or in a list."""


def takes(view: Locator, steps: Iterable[Step]) -> None:
    """Take *steps*, each of which changes the picture."""
    view.evaluate(STEPS, [[list(step) for step in steps], PATIENCE])


def rests(part: Locator) -> str | None:
    """Wait until *part* of the page has come to rest; gives the inside of the first picture in it."""
    picture: str | None = part.evaluate(REST, [PUT_OFF, PATIENCE])
    return picture


def becomes(view: Locator, picture: str, *, same: bool) -> None:
    """Wait until the picture of *view* is (or is no longer) *picture*."""
    view.evaluate(UNTIL, [picture, same, PATIENCE])
