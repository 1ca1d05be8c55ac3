"""The picture of the capstone: the store taken apart and the plan, or what the plan was worth."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor

from ...base.language import Phrase, join
from ...base.wording import percent
from ...models.diagnosis import Segment
from ...models.diagnosis.segments import diagnostic_metric, value_told
from ..posters import PAD, Heading
from ..scales import Scale
from ..svg import Svg, shorten, text_width, wrap
from .frame import CapstoneFrame
from .result import BOLD, HEIGHT, WIDTH, draw_result, lines_cut
from .words import WORDS, finding, plan_line, summary

SPLIT = 348.0  # the bars end here; the steps of one group begin 20 further on
_TOP, _BOTTOM = 114.0, 344.0  # of the bars
_LEFT, _RIGHT = 104.0, SPLIT - 76
_STEPS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5)  # whose multiples end the axis


def picture(frame: CapstoneFrame, language: str) -> str:
    """What the page shows on its right side."""
    svg = Svg(WIDTH, HEIGHT, summary(frame, language), language, "ae-picture")
    _draw(svg, frame, language, "start")
    return str(svg)


def poster(frame: CapstoneFrame, language: str) -> str:
    """The same to stand alone on a page where nothing runs."""
    heading = Heading(WORDS["name"].text(language), WORDS["title"].text(language))
    width, height = WIDTH + 2 * PAD, heading.height + HEIGHT + 44
    svg = Svg(width, height, summary(frame, language), language, "ae-poster")
    heading.draw(svg, width)
    svg.open(PAD, heading.height)
    _draw(svg, frame, language, "nothing")
    svg.text(0, HEIGHT + 22, WORDS["static"].text(language), size=12, fill="muted")
    svg.close()
    return str(svg)


def _draw(svg: Svg, frame: CapstoneFrame, language: str, first: str) -> None:
    """*first* names the words of a first line that is still empty: where nothing runs, no advice."""
    if frame.headline is not None:
        draw_result(svg, frame, language)
        return
    draw_answer(svg, frame, language)
    draw_bars(svg, frame, language)
    draw_steps(svg, frame, language)
    draw_plan(svg, frame, language, first)


# -- the store ------------------------------------------------------------------------------------


def draw_answer(svg: Svg, frame: CapstoneFrame, language: str, wide: float = WIDTH) -> None:
    """The metric, its value, and which groups stand out."""
    svg.text(0, 12, frame.metric.text(language), size=13, fill="muted")
    value = frame.value.text(language)
    svg.text(0, 50, value, size=36, weight=650, name="ae-value")
    left = text_width(value, 36, True) + 20
    orders = WORDS["orders"].format(n=frame.orders).text(language)
    about = shorten(f"{frame.name.text(language)} · {orders}", 12, wide - left)
    svg.text(left, 30, about, size=12, fill="muted")
    words = wrap(finding(frame).text(language), 13 * BOLD, wide - left)
    colour = "bad" if frame.worse else "ink"
    for at, line in enumerate(lines_cut(words, 2, 13 * BOLD, wide - left)):
        svg.text(left, 48 + 17 * at, line, size=13, weight=600, fill=colour, name="ae-finding")


def draw_bars(svg: Svg, frame: CapstoneFrame, language: str, wide: float = WIDTH) -> None:
    """A bar a group, and what the marks mean."""
    title = WORDS["by"].format(column=frame.column).text(language)
    svg.text(0, 88, title, weight=650)
    if frame.hidden:
        many = len(frame.bars)
        words = WORDS["largest"].format(n=many, all=many + frame.hidden).text(language)
        svg.text(text_width(title, 14, True) + 12, 88, words, size=11.5, fill="muted")
    axis = _axis(frame)
    _draw_axis(svg, axis, bool(diagnostic_metric(frame.metric_id).stars))
    step = _step(frame)
    for at, (segment, label) in enumerate(zip(frame.bars, frame.labels, strict=True)):
        y = _TOP + step * (at + 0.5)
        if segment.group == frame.group:
            svg.rect(-4, y - step / 2, SPLIT - 4, step, "panel", radius=3, name="ae-picked")
        name = shorten(label.text(language), 11.5, _LEFT - 10)
        svg.text(0, y + 4, name, size=11.5, name="ae-bar")
        _draw_group(svg, segment, frame.metric_id, y, min(step / 2 - 1, 11), axis, language)
    _draw_legend(svg, frame, _TOP + step * len(frame.bars) + 16, language, wide)


def _step(frame: CapstoneFrame) -> float:
    """How far apart the bars are."""
    return min((_BOTTOM - _TOP) / max(len(frame.bars), 1), 56.0)


def bar_boxes(frame: CapstoneFrame) -> Iterator[tuple[str, Phrase, tuple[float, float, float, float]]]:
    """Each bar's group, its name, and where it lies: x, y, width, height.  None once a plan is judged."""
    if frame.headline is None:
        step = _step(frame)
        for at, (segment, label) in enumerate(zip(frame.bars, frame.labels, strict=True)):
            yield segment.group, label, (-4, _TOP + step * at, SPLIT - 4, step)


def _axis(frame: CapstoneFrame) -> tuple[float, float, int]:
    """What the bars are drawn on: the round numbers just outside all of them, and their decimals."""
    stars = bool(diagnostic_metric(frame.metric_id).stars)
    known = [v for s in frame.bars for v in (s.low, s.high, s.rest) if v is not None]
    least, most = (1.0, 5.0) if stars else (0.0, 1.0)
    low, high = min(known, default=least), max(known, default=most)
    step = next((s for s in _STEPS if s * 10 >= high - low), _STEPS[-1])
    low, high = step * floor(low / step + 1e-9), step * ceil(high / step - 1e-9)
    if low == high:
        low, high = max(low - step, least), min(high + step, most)
    return low, high, (1 if step >= 0.1 else 2) if stars else (0 if step >= 0.01 else 1)


def _draw_axis(svg: Svg, axis: tuple[float, float, int], stars: bool) -> None:
    *ends, digits = axis
    svg.line(_LEFT, _TOP - 3.5, _RIGHT, _TOP - 3.5, "line")
    for x, end, anchor in zip((_LEFT, _RIGHT), ends, ("start", "end"), strict=True):
        words = f"{end:.{digits}f} ★" if stars else percent(end, digits)
        svg.text(x, _TOP - 8, words, size=11, fill="muted", anchor=anchor, name="ae-end")


def _draw_group(
    svg: Svg, s: Segment, metric: str, y: float, reach: float, axis: tuple[float, float, int], language: str
) -> None:
    """The luck of one group, the rest of the store, the group's own value."""
    if s.value is None or s.low is None or s.high is None:
        svg.text(_LEFT, y + 4, value_told(metric, None).text(language), size=11.5, fill="muted")
        return
    x = Scale(*axis[:2], _LEFT, _RIGHT).at
    colour, sign = {1: ("bad", "▲ "), -1: ("good", "▽ "), 0: ("muted", "")}[s.stands_out]
    svg.line(x(s.low), y, x(s.high), y, colour, width=2.4, round_ends=True, name="ae-luck", id=s.group)
    if s.rest is not None:
        at = x(s.rest)
        svg.line(at, y - reach, at, y + reach, "ink", width=1.4, name="ae-rest", id=s.group)
    svg.circle(x(s.value), y, 3.8, colour, stroke="paper", width=1, name="ae-dot", id=s.group)
    svg.text(
        SPLIT - 12,
        y + 4,
        sign + value_told(metric, s.value).text(language),
        size=11.5,
        anchor="end",
        weight=650 if sign else 400,
        fill=colour if sign else "ink",
        name="ae-rate",
    )


def _draw_legend(svg: Svg, frame: CapstoneFrame, y: float, language: str, wide: float) -> None:
    """What each mark of the bars means; under the table on the right it may be as wide as both."""
    room = wide if y > 330 else SPLIT - 12
    keys = ["this", "others", "luck"]
    keys += [key for key, found in (("worse", frame.worse), ("better", frame.better)) if found]
    x = 0.0
    for key in keys:
        words = WORDS[key].text(language)
        long = 20 + text_width(words, 11.5)
        if x and x + long > room:
            x, y = 0.0, y + 16
        _draw_key(svg, key, x + 7, y - 4)
        svg.text(x + 20, y, words, size=11.5, fill="muted", name="ae-key")
        x += long + 18


def _draw_key(svg: Svg, key: str, x: float, y: float) -> None:
    """The mark itself, around (x, y)."""
    if key == "this":
        svg.circle(x, y, 3.8, "muted")
    elif key == "others":
        svg.line(x, y - 6, x, y + 6, "ink", width=1.4)
    elif key == "luck":
        svg.line(x - 7, y, x + 7, y, "muted", width=2.4, round_ends=True)
    else:
        mark, colour = {"worse": ("▲", "bad"), "better": ("▽", "good")}[key]
        svg.text(x, y + 4, mark, size=11.5, fill=colour, anchor="middle")


def draw_steps(svg: Svg, frame: CapstoneFrame, language: str) -> None:
    """What happened to the orders of one group, step by step, in the right half."""
    left, top = SPLIT + 20, 112.0
    here = WIDTH - 66
    svg.text(left, 88, shorten(frame.looked_at.text(language), 14, here - left - 44), weight=650, name="ae-looked-at")
    svg.text(here, 88, WORDS["here"].text(language), size=11.5, fill="muted", anchor="end")
    svg.text(WIDTH, 88, WORDS["rest_short"].text(language), size=11.5, fill="muted", anchor="end")
    svg.line(left, 96.5, WIDTH, 96.5, "line")
    for at, t in enumerate(frame.traces):
        y = top + 23 * at
        name = shorten(t.step.name.text(language), 11.5, here - left - 46)
        svg.text(left, y, name, size=11.5, name="ae-step")
        one, two = t.words(t.here).text(language), t.words(t.rest).text(language)
        svg.text(here, y, one, size=11.5, weight=600, anchor="end")
        svg.text(WIDTH, y, two, size=11.5, fill="muted", anchor="end")


# -- the plan -------------------------------------------------------------------------------------


def draw_plan(
    svg: Svg, frame: CapstoneFrame, language: str, first: str, top: float = 396.0, wide: float = WIDTH
) -> None:
    """The four lines of the plan and what they cost."""
    svg.line(0, top - 18.5, wide, top - 18.5, "line")
    svg.text(0, top, WORDS["planned"].text(language), weight=650)
    svg.text(
        wide,
        top,
        _cost(frame).text(language),
        size=12,
        anchor="end",
        fill="bad" if _over(frame) else "muted",
        name="ae-cost",
    )
    if frame.message is not None:
        start = text_width(WORDS["planned"].text(language), 14, True) + 14
        room = wide - start - text_width(_cost(frame).text(language), 12) - 16
        words = "⚠ " + frame.message.text(language).replace("\n", " · ")
        svg.text(start, top, shorten(words, 12, room), size=12, fill="bad", name="ae-message")
    for at, row in enumerate(frame.rows):
        y = top + 24 + 38 * at
        svg.text(0, y, f"{at + 1}", size=12.5, weight=650, fill="muted")
        if row.empty:
            words = WORDS["nothing" if at else first].text(language)
            svg.text(20, y, words, size=12.5, fill="muted", name="ae-empty")
            continue
        cost = "" if row.cost is None else WORDS["cost"].format(usd=_usd(row.cost)).text(language)
        room = wide - 28 - text_width(cost, 12)
        svg.text(
            20,
            y,
            shorten(plan_line((row.place, row.cause), language), 12.5 * BOLD, room),
            size=12.5,
            weight=600,
            name="ae-line",
        )
        svg.text(wide, y, cost, size=12, anchor="end")
        second = plan_line((row.measure, row.reason), language)
        svg.text(20, y + 16, shorten(second, 11.5, wide - 20), size=11.5, fill="muted")


def _over(frame: CapstoneFrame) -> bool:
    return frame.budget is not None and frame.cost > frame.budget


def _cost(frame: CapstoneFrame) -> Phrase:
    if frame.budget is None:
        return WORDS["spent"].format(usd=_usd(frame.cost))
    words = WORDS["of_budget"].format(usd=_usd(frame.cost), most=_usd(frame.budget))
    return join([words, WORDS["over"]], zh=" ") if _over(frame) else words


def _usd(value: float) -> str:
    return f"{value:,.0f}"
