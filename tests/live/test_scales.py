"""Where a value stands, and how far a scale reaches while a hand moves levers."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from aecourse.base.language import Phrase
from aecourse.live.knobs import Knob
from aecourse.live.scales import HeldScales, Reach, Scale, round_end

NUMBERS = st.floats(-1e6, 1e6, allow_nan=False)
SHARES = st.floats(0, 1)


@st.composite
def scales(draw: st.DrawFn) -> Scale:
    low, high, start, end = (draw(NUMBERS) for _ in range(4))
    assume(abs(high - low) > 1e-3)
    assume(abs(end - start) > 1e-3)
    return Scale(low, high, start, end)


@given(scales())
def test_both_ends_stand_where_they_are_said_to(scale: Scale) -> None:
    assert scale.at(scale.low) == pytest.approx(scale.start, abs=1e-6)
    assert scale.at(scale.high) == pytest.approx(scale.end, abs=1e-6)


@given(scales(), SHARES)
def test_what_lies_between_stands_between_in_proportion(scale: Scale, share: float) -> None:
    value = scale.low + share * (scale.high - scale.low)
    place = scale.start + share * (scale.end - scale.start)
    assert scale.at(value) == pytest.approx(place, abs=1e-6 * (1 + abs(scale.end - scale.start)))


@given(scales(), NUMBERS, NUMBERS)
def test_a_greater_value_never_stands_on_the_other_side(scale: Scale, a: float, b: float) -> None:
    way = (scale.end - scale.start) * (scale.high - scale.low) * (b - a)
    assert (scale.at(b) - scale.at(a)) * (1 if way >= 0 else -1) >= 0


@given(scales(), NUMBERS)
def test_within_stays_on_the_scale_and_changes_nothing_there(scale: Scale, value: float) -> None:
    place, (near, far) = scale.within(value), sorted((scale.start, scale.end))
    slack = 1e-6 * (1 + far - near)
    assert near - slack <= place <= far + slack
    if min(scale.low, scale.high) <= value <= max(scale.low, scale.high):
        assert place == scale.at(value)
    else:
        over = value > max(scale.low, scale.high)
        nearest = max(scale.low, scale.high) if over else min(scale.low, scale.high)
        assert place == scale.at(nearest)


def test_by_pencil() -> None:
    down = Scale(0, 0.16, 432, 350)  # a chart's axis: 0 % at the bottom, 16 % at the top
    assert down.at(0.04) == pytest.approx(411.5)
    assert down.at(0.32) == pytest.approx(268)
    assert down.within(0.32) == 350
    assert down.within(-1) == 432


def test_a_scale_without_length_is_refused() -> None:
    with pytest.raises(ValueError, match=r"from 2 to 2"):
        Scale(2, 2, 0, 1)


# -- how far a scale reaches ----------------------------------------------------------------------


@given(st.integers(0, 10**7))
def test_a_round_end_is_reached_and_not_far(count: int) -> None:
    end = round_end(count)
    assert max(count, 1) <= end <= 1.5 * max(count, 1) or end == 2 == count
    assert round_end(end) == end


@pytest.mark.parametrize(
    ("count", "end"), [(0, 1), (1, 1), (2, 2), (39, 40), (108, 150), (119, 150), (151, 200), (801, 1000)]
)
def test_round_ends_by_pencil(count: int, end: int) -> None:
    assert round_end(count) == end


def test_a_scale_begins_with_room_and_then_only_zooms_out() -> None:
    held = HeldScales()

    def reach(needed: float) -> Reach:
        return held.reach("bars", needed, room=3, ends=round_end)

    assert reach(39) == Reach(150, 150)
    assert reach(119) == Reach(150, 150)
    assert reach(151) == Reach(150, 200)
    assert reach(151).widened
    assert reach(39) == Reach(150, 200)  # not back in
    assert held.reach("others", 5, room=1, ends=round_end) == Reach(5, 5)
    held.clear()
    assert reach(39) == Reach(150, 150)
    assert not reach(39).widened


@given(st.lists(st.integers(0, 5000), min_size=1))
def test_all_that_was_ever_shown_fits_and_no_step_zooms_in(counts: list[int]) -> None:
    held = HeldScales()
    seen = [held.reach("bars", count, room=3, ends=round_end) for count in counts]
    assert all(it.now >= count for it, count in zip(seen, counts, strict=True))
    assert [it.now for it in seen] == sorted(it.now for it in seen)
    assert {it.first for it in seen} == {round_end(3 * counts[0])}


# -- the knob of a slider -------------------------------------------------------------------------

EVEN = Knob("share", Phrase("Share", "比例"), 0.02, 0.12, 0.01)
STOPS = Knob("many", Phrase("Many", "数量"), 1, 1000, stops=(1.0, 10.0, 100.0, 1000.0))


@pytest.mark.parametrize(
    ("knob", "value", "position"),
    [(EVEN, 0.02, 0), (EVEN, 0.12, 1), (EVEN, 0.045, 0.25), (STOPS, 1, 0), (STOPS, 1000, 1),
     (STOPS, 10, 1 / 3), (STOPS, 90, 2 / 3)],
)  # fmt: skip
def test_a_knob_stands_where_its_slider_does(knob: Knob, value: float, position: float) -> None:
    assert knob.position(value) == pytest.approx(position)
    assert f"left:{position:.2%}" in knob.mark_rule(".ae-view-1", value)


@pytest.mark.parametrize(
    ("step", "percent", "shown"), [(0.01, True, "8"), (0.005, True, "8.0"), (1, False, "0"), (0.1, False, "0.1")]
)
def test_a_knob_shows_a_decimal_only_where_its_step_needs_one(step: float, percent: bool, shown: str) -> None:
    assert Knob("share", Phrase("Share", "比例"), 0, 1, step, percent=percent).number(0.08) == shown


@pytest.mark.parametrize("knob", [EVEN, STOPS])
def test_the_picture_follows_while_the_hand_is_on_the_lever(knob: Knob) -> None:
    assert knob.slider(knob.low, "en").continuous_update


PERCENT = Knob("share", Phrase("Share", "比例"), 0.02, 0.12, 0.005, unit=Phrase(" %", " %"), percent=True)
WHOLE = Knob("days", Phrase("Days", "天数"), 2, 30, 1, whole=True)


@pytest.mark.parametrize("knob", [EVEN, PERCENT, WHOLE])
def test_each_step_of_a_slider_is_a_value_and_its_place(knob: Knob) -> None:
    steps = round((knob.high - knob.low) / knob.step)
    for n in range(steps + 1):
        value = knob.low + n * knob.step
        assert knob.position(value) == pytest.approx(n / steps)
        for aside in (-0.4, 0, 0.4):  # what lies between two steps is the nearer one's
            assert knob.at(min(max((n + aside) / steps, 0), 1)) == pytest.approx(value)
        slider = knob.slider(value, "en")
        assert slider.value == pytest.approx(value * knob.scale)
        assert (slider.min, slider.max) == (pytest.approx(knob.low * knob.scale), pytest.approx(knob.high * knob.scale))
        assert slider.step == pytest.approx(knob.step * knob.scale)
        assert knob.read(slider.value) == pytest.approx(value)
        knob.show(slider, knob.high)
        assert knob.read(slider.value) == pytest.approx(knob.high)
    assert isinstance(knob.read(knob.low * knob.scale), int) == knob.whole
    assert knob.read(knob.low * knob.scale - 99) == knob.low
    assert knob.read(knob.high * knob.scale + 99) == knob.high


def test_a_slider_of_stops_goes_from_one_to_the_next() -> None:
    for n, stop in enumerate(STOPS.stops):
        assert STOPS.at(n / 3) == stop
        assert STOPS.at(n / 3 + (0.1 if n < 3 else 0)) == stop
        slider = STOPS.slider(stop, "en")
        assert (slider.value, STOPS.read(slider.value)) == (stop, stop)
        assert [value for _, value in slider.options] == list(STOPS.stops)
        STOPS.show(slider, 1000.0)
        assert slider.value == 1000.0
    slider = STOPS.slider(10.0, "en")
    STOPS.show(slider, 40.0)  # between two: it becomes one, in its place
    assert slider.value == 40.0
    assert [value for _, value in slider.options] == [1.0, 10.0, 40.0, 100.0, 1000.0]
    for value, stop in ((1, 1), (5, 1), (6, 10), (54, 10), (56, 100), (5000, 1000), (0, 1)):
        assert STOPS.nearest(value) == stop


def test_what_a_knob_tells_with_its_unit() -> None:
    assert PERCENT.words(0.055) == Phrase("5.5 %", "5.5 %")
    assert WHOLE.words(7) == Phrase("7", "7")
    assert PERCENT.css == "ae-share"
    assert 'content:" %"' in PERCENT.unit_rule(".own", "en")
    assert WHOLE.unit_rule(".own", "en") == ""
    assert Knob("x", Phrase("x", "x"), 0, 1, digits=3).number(0.5) == "0.500"
    assert Knob("x", Phrase("x", "x"), 0, 9000).number(1234) == "1,234"
