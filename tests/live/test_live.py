"""What holds for every live view, whatever it shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from ipywidgets.widgets import widget

import aecourse
from aecourse import Store, live
from aecourse.base.guidance import MARK, RUN_VIEW
from aecourse.live.base import ComparingView, LeverView, LiveView
from aecourse.simulation.tactics import tactics
from benchmarks.views import VIEWS, Shown
from tests.pictures import cut_or_touching, levers_of, still_of, texts


@pytest.mark.parametrize("name", live.__all__)
def test_a_step_changes_the_page_and_adds_nothing_to_it(name: str) -> None:
    """A widget made for each step would stay in the kernel and on the page for good."""
    view = getattr(live, name)()
    view._draw()
    before = len(widget._instances)
    for _ in range(5):
        view._draw()
        view._follow()
    assert len(widget._instances) == before


@pytest.mark.parametrize("name", live.__all__)
def test_every_view_can_be_named_and_shown_in_one_line(name: str) -> None:
    view = getattr(live, name)()
    assert repr(view).startswith(f"{name}(")
    assert "<svg" not in repr(view)
    assert len(repr(view)) < 200


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", live.__all__)
def test_every_still_page_says_what_it_is_and_shows_no_code(name: str, language: str) -> None:
    view = getattr(live, name)(language=language)
    bundle = view._repr_mimebundle_()
    assert bundle[MARK] == {}
    page = bundle["text/html"]
    above, picture, _ = page.partition("<img")
    assert picture
    assert RUN_VIEW.text(language) in re.sub("<[^>]*>", "", above)
    assert f"{name}(" not in page


def moved_by_hand(view: Any) -> None:
    """Move *view* away from where it begins, whatever it is moved by."""
    if isinstance(view, LeverView):
        knob = next(k for k in view.knobs.values() if not k.stops)
        view.sliders[knob.name].value = knob.low * knob.scale
    if isinstance(view, ComparingView):
        view.compare()
    moves: dict[str, Callable[[], None]] = {
        "Regimes": lambda: view.go("2016-03-31"),
        "OrderExplorer": lambda: view.set(shipped_at=9),
        "DeadlineClock": lambda: view.set(later=30),
        "MyNumbers": lambda: view.set(orders_30=90),
        "StoreYear": lambda: view.next_month(price=1.0),
        "Capstone": lambda: view.write(("carrier=line-2", "late_scans", "change_carrier", "scanned_late")),
    }
    moves.get(type(view).__name__, lambda: None)()


@pytest.mark.parametrize("name", live.__all__)
def test_a_reset_is_one_picture(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    view = getattr(live, name)()
    start = view._effect.value
    moved_by_hand(view)
    assert view._effect.value != start
    drawn: list[str] = []
    show = type(view)._show
    monkeypatch.setattr(type(view), "_show", lambda it, frame, art: drawn.append(art) or show(it, frame, art))
    view._show(view.frame, "")
    drawn.clear()
    getattr(view, "reset", getattr(view, "again", None))()
    assert len(drawn) == 1
    assert view._effect.value == start


STEPS: dict[str, tuple[dict[str, Any], str, float]] = {
    "ScoreLab": ({"stockout_rate": 0.1, "reply_hours": 30, "settle_generosity": 0.1}, "stockout_rate", 12.0),
    "SmallNumbers": ({"share": 0.1, "orders": 300, "second_mean": 4.0}, "orders", 500),
    "TierLadder": ({"score": 50, "conversion": 0.04, "strength": 2}, "score", 66.0),
    "Transition": ({"tell": 0.5, "fee": 20_000, "refund": False}, "tell", 65.0),
}


@pytest.mark.parametrize("name", STEPS)
def test_a_step_is_one_picture(name: str) -> None:
    view, (levers, moved, shown) = getattr(live, name)(), STEPS[name]
    drawn: list[str] = []
    view._effect.observe(lambda change: drawn.append(change["new"]), names="value")
    view.set(**levers)
    assert len(drawn) == 1
    view.sliders[moved].value = shown
    assert len(drawn) == 2
    view.reset()
    assert len(drawn) == 3


@pytest.mark.parametrize(("name", "said"), [("TierLadder", "Climbs from tier 1 to tier 4"),
                                            ("Transition", "68 of 120 sellers")])  # fmt: skip
def test_page_that_cannot_run_shows_picture_and_numbers(name: str, said: str) -> None:
    view = getattr(live, name)()
    drawn, words = still_of(view)
    assert drawn == view.art.poster(view.frame, "en")
    rows = dict(pairwise(texts(drawn)))
    assert {label: rows[label] for label, _ in levers_of(view)} == dict(levers_of(view))
    assert said in words


@pytest.mark.parametrize("name", live.__all__)
def test_only_a_view_that_compares_offers_to(name: str) -> None:
    view = getattr(live, name)()
    assert isinstance(view, ComparingView) == hasattr(view, "_compare_button")
    assert not isinstance(view, LeverView) or hasattr(view, "compare") == isinstance(view, ComparingView)


ODD: dict[str, Callable[[str], LiveView]] = {
    "asking alone": lambda it: live.Tactics(["reword"], language=it),
    "every tactic": lambda it: live.Tactics(list(tactics()), orders=900, language=it),
    "eleven orders": lambda it: live.ScoreLab(Store(stockout_rate=0.3), orders=11, language=it),
    "one order": lambda it: live.SmallNumbers(orders=1, language=it),
    "two orders": lambda it: live.SmallNumbers(orders=2, language=it),
}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", ODD)
def test_words_keep_apart_in_odd_settings_too(name: str, language: str) -> None:
    view = ODD[name](language)
    svg = view.art.picture(view.frame, language)
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    assert box is not None
    assert cut_or_touching(svg, float(box[1]), float(box[2])) == []


@pytest.mark.parametrize("shown", VIEWS, ids=lambda shown: shown.name)
def test_what_the_bench_shows_can_be_shown(shown: Shown) -> None:
    name = shown.code.removeprefix("aecourse.live.").partition("(")[0]
    assert repr(eval(shown.code, {"aecourse": aecourse})).startswith(f"{name}(")
