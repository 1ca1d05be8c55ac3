"""The picture of TierLadder: plain facts in, SVG text out.

:func:`picture` draws the effect side as the live view shows it, :func:`poster` all of it with
heading and levers, to stand alone on a page that cannot run.
"""

from __future__ import annotations

import math
from itertools import pairwise

from ...base.wording import percent, warning
from ...models.ladder import LadderMonth
from ...rulebook.business import TierGroup
from ..posters import Heading, Page, values
from ..scales import Scale
from ..svg import Svg, text_width, wrap
from .frame import Climbed, LadderFrame
from .words import WORDS, before_words, finding_lines, now_words, summary, tier_range

WIDTH, HEIGHT = 640.0, 544.0
_LEFT, _RIGHT = 124.0, 428.0  # of the path
_EDGE = _RIGHT + 8  # of the rungs
_GROUPS = _EDGE + 8  # the groups' panels begin
_PAD = 8.0
_MARGIN = 18.0  # of the tiers' names; the mark of the store's own stands before them
_TOP, _HIGH = 160.0, 32.0  # of the rungs


def _draw(svg: Svg, frame: LadderFrame, language: str) -> None:
    _draw_answer(svg, frame, language)
    _draw_ladder(svg, frame, language)
    _draw_groups(svg, frame, language)
    if frame.before is not None:
        _draw_path(svg, frame, frame.before, now=False)
    _draw_path(svg, frame, frame.now, now=True)
    _draw_months(svg, frame, language)
    _draw_lorenz(svg, frame, language)
    _draw_loop(svg, frame, language)


# -- the answer -----------------------------------------------------------------------------------


def _draw_answer(svg: Svg, frame: LadderFrame, language: str) -> None:
    last, start = frame.now.last, frame.now.path[0]
    svg.text(0, 16, WORDS["answer"].format(n=last.number).text(language), size=13, fill="muted")
    tier = WORDS["tier"].format(k=last.tier).text(language)
    svg.text(0, 66, tier, size=44, weight=680, name="ae-tier")
    x = text_width(tier, 44, True) + 16
    svg.text(x, 47, now_words(frame).text(language), name="ae-now")
    was = WORDS["from"].format(k=start.tier, gmv=f"{start.gmv:,.0f}").text(language)
    svg.text(x, 67, was, size=13, fill="muted")
    before = before_words(frame)
    if before is not None:
        svg.text(WIDTH, 67, before.text(language), size=13, fill="muted", anchor="end", name="ae-before")
    words = warning(WORDS["only"].text(language))
    wide = text_width(words, 13, True) + 24
    svg.rect(WIDTH - wide, 0, wide, 26, "caution_wash", radius=13)
    svg.text(WIDTH - wide / 2, 17.5, words, size=13, weight=600, fill="caution", anchor="middle", name="ae-badge")
    for row, line in enumerate(finding_lines(frame)):
        svg.text(0, 96 + 20 * row, line.text(language), weight=400 if row else 650, name="ae-finding")


# -- the ladder -----------------------------------------------------------------------------------


def _top(frame: LadderFrame, tier: int) -> float:
    """The upper edge of a rung; a wider gap parts the groups."""
    parted = sum(min(group.tiers) > tier for group in frame.groups)
    return _TOP + (_HIGH + 2) * (frame.tiers[-1] - tier) + 4 * parted


def _places(frame: LadderFrame, way: Climbed) -> list[tuple[float, float]]:
    """Where each month stands: along its rung from border to border, above the last by tens."""
    across, lows, last = _across(frame), (0.0, *frame.lines.bounds), frame.tiers[-1]
    tops = {tier: _top(frame, tier) for tier in frame.tiers}
    rungs = {tier: (top + _HIGH - 3, top + 3) for tier, top in tops.items()}
    up = {tier: Scale(lows[tier - 1], lows[tier], *rungs[tier]) for tier in frame.tiers[:-1]}
    by_tens = Scale(0, 1, *rungs[last])

    def height(month: LadderMonth) -> float:
        if month.tier == last:
            return by_tens.within(math.log10(month.gmv / lows[-1]))
        return up[month.tier].at(month.gmv)

    return [(across.at(month.number), height(month)) for month in way.path]


def _across(frame: LadderFrame) -> Scale:
    months = max(len(way.path) for way in (frame.now, frame.before) if way is not None) - 1
    return Scale(0, months, _LEFT + 10, _RIGHT - 10)


def _draw_ladder(svg: Svg, frame: LadderFrame, language: str) -> None:
    svg.text(0, 146, WORDS["ladder"].text(language), weight=650)
    words = WORDS["illustrative"].text(language)
    svg.text(_RIGHT, 146, words, size=12.5, fill="caution", anchor="end", name="ae-note")
    for tier in frame.tiers:
        here, y = tier == frame.now.last.tier, _top(frame, tier)
        svg.rect(0, y, _EDGE, _HIGH, "band_1" if here else "panel", radius=4, name="ae-rung", id=str(tier))
        if here:
            svg.text(5, y + 14, "▸", size=13, weight=680)
        name = WORDS["tier"].format(k=tier).text(language)
        svg.text(_MARGIN, y + 14, name, size=13, weight=680 if here else 500)
        words = tier_range(frame.lines, tier).text(language)
        svg.text(_MARGIN, y + 27, words, size=11.5, fill="ink" if here else "muted")


def _draw_path(svg: Svg, frame: LadderFrame, way: Climbed, *, now: bool) -> None:
    points = _places(frame, way)
    if not now:
        svg.polyline(points, "muted", width=1.8, dash="4 3", name="ae-path-before")
        return
    svg.polyline(points, "accent", width=2.5, name="ae-path")
    svg.circle(*points[0], 4, "paper", stroke="accent", name="ae-first")
    for (a, b), point in zip(pairwise(way.path), points[1:], strict=True):
        if a.tier != b.tier and b is not way.last:
            svg.circle(*point, 3.5, "accent", name="ae-crossing", id=str(b.number))
    svg.circle(*points[-1], 5, "accent", stroke="paper", name="ae-last")


def _draw_months(svg: Svg, frame: LadderFrame, language: str) -> None:
    across = _across(frame)
    n = int(across.high)
    step, y = (1 if n <= 6 else 3 if n <= 12 else 6), _top(frame, 1) + _HIGH + 15
    for number in range(0, n + 1, step):
        svg.text(across.at(number), y, str(number), size=12, fill="muted", anchor="middle", name="ae-month")
    svg.text(_LEFT - 8, y, WORDS["month"].text(language), size=12, fill="muted", anchor="end")
    if frame.before is not None:
        svg.line(_GROUPS, y - 4, _GROUPS + 28, y - 4, "muted", width=1.8, dash="4 3")
        svg.text(_GROUPS + 34, y, WORDS["before_line"].text(language), size=12, fill="muted")


def _draw_groups(svg: Svg, frame: LadderFrame, language: str) -> None:
    x = _GROUPS + _PAD
    for word, fill in (("stores", "muted"), ("traffic", "accent")):
        words = WORDS[word].text(language)
        svg.rect(x, 138, 8, 8, fill, radius=2)
        svg.text(x + 12, 146, words, size=12, fill="muted")
        x += 12 + text_width(words, 12) + 12
    words = WORDS["each"].text(language)
    svg.text(WIDTH - _PAD, 146, words, size=12, fill="muted", anchor="end")
    for group in frame.groups:
        _draw_group(svg, frame, group)


def _draw_group(svg: Svg, frame: LadderFrame, group: TierGroup) -> None:
    """The shares of a group on a panel beside its rungs."""
    top, end = _top(frame, max(group.tiers)), _top(frame, min(group.tiers)) + _HIGH
    middle, x, wide = (top + end) / 2, _GROUPS + _PAD, 110.0
    svg.rect(_GROUPS, top, WIDTH - _GROUPS, end - top, "band_1" if group is frame.group else "panel", radius=4)
    for share, fill, y in ((group.store_share, "muted", middle - 13), (group.traffic_share, "accent", middle + 3)):
        end = Scale(0, 1, x, x + wide).at(share)
        svg.rect(x, y, end - x, 10, fill, radius=2, name="ae-share")
        svg.text(end + 6, y + 9, percent(share, 0), size=12, name="ae-percent")
    each = f"{group.traffic_per_store:.2f} ×"
    svg.text(WIDTH - _PAD, middle + 5, each, size=15, weight=650, anchor="end")


# -- the curve ------------------------------------------------------------------------------------


def _draw_lorenz(svg: Svg, frame: LadderFrame, language: str) -> None:
    x0, y0, side = 0.0, 396.0, 128.0
    svg.text(0, 384, WORDS["lorenz"].text(language), weight=650)
    svg.rect(x0, y0, side, side, "panel", radius=4, name="ae-square")
    svg.line(x0, y0 + side, x0 + side, y0, "muted", dash="3 3", name="ae-equal")
    across, up = Scale(0, 1, x0, x0 + side), Scale(0, 1, y0 + side, y0)
    points = [(across.at(x), up.at(y)) for x, y in frame.curve]
    svg.polyline(points, "accent", width=1.8, name="ae-lorenz")
    place = sorted(frame.groups, key=lambda g: g.traffic_per_store).index(frame.group)
    svg.polyline(points[place : place + 2], "accent", width=5, name="ae-own-group")
    for point in points[1:-1]:
        svg.circle(*point, 3, "paper", stroke="accent", width=1.5, name="ae-corner")
    svg.text(x0, y0 + side + 16, WORDS["poorest"].text(language), size=12, fill="muted")
    svg.text(x0 + 6, y0 + 15, WORDS["traffic"].text(language), size=12, fill="muted")
    left, room = x0 + side + 14, 156.0
    gini = WORDS["gini"].format(gini=f"{frame.gini:.2f}").text(language)
    svg.text(left, y0 + 16, gini, size=16, weight=650, name="ae-gini")
    y = y0 + 38
    for word in ("least", "thick", "equal"):
        for line in wrap(WORDS[word].text(language), 12, room):
            svg.text(left, y, line, size=12, fill="muted")
            y += 16
        y += 4


# -- the loop -------------------------------------------------------------------------------------


def _arrow(svg: Svg, x1: float, y1: float, x2: float, y2: float) -> None:
    long = math.hypot(x2 - x1, y2 - y1)
    dx, dy = (x2 - x1) / long, (y2 - y1) / long
    svg.line(x1, y1, x2 - 5 * dx, y2 - 5 * dy, "muted", width=1.8)
    back = x2 - 8 * dx, y2 - 8 * dy
    sides = [(back[0] - 4 * dy, back[1] + 4 * dx), (back[0] + 4 * dy, back[1] - 4 * dx)]
    svg.polygon([(x2, y2), *sides], "muted")


def _draw_loop(svg: Svg, frame: LadderFrame, language: str) -> None:
    last, x0, wide, gap, high = frame.now.last, 316.0, 92.0, 24.0, 44.0
    columns = [x0 + (wide + gap) * place for place in range(3)]
    rows = (396.0, 472.0)
    svg.text(x0, 384, WORDS["loop"].format(n=last.number).text(language), weight=650)
    score = f"{frame.now.shop.score:g}" if last.orders else WORDS["unassessed"].text(language)
    nodes = [
        ("score", score, 0, 0),
        ("exposure", f"{last.visits:,.0f}", 1, 0),
        ("orders", f"{last.orders:,}", 2, 0),
        ("gmv", f"{last.gmv:,.0f}", 2, 1),
        ("tier_word", str(last.tier), 1, 1),
    ]
    for word, value, column, row in nodes:
        x, y = columns[column], rows[row]
        svg.rect(x, y, wide, high, "panel", radius=6, stroke="line")
        middle = x + wide / 2
        label = WORDS[word].text(language)
        svg.text(middle, y + 16, label, size=12, fill="muted", anchor="middle")
        size = 15 if text_width(value, 15, True) <= wide - 8 else 13
        svg.text(middle, y + 35, value, size=size, weight=650, anchor="middle", name="ae-node")
    centre = [x + wide / 2 for x in columns]
    upper, lower = rows[0] + high / 2, rows[1] + high / 2
    _arrow(svg, columns[0] + wide + 2, upper, columns[1] - 2, upper)
    _arrow(svg, columns[1] + wide + 2, upper, columns[2] - 2, upper)
    _arrow(svg, centre[2], rows[0] + high + 2, centre[2], rows[1] - 2)
    _arrow(svg, columns[2] - 2, lower, columns[1] + wide + 2, lower)
    _arrow(svg, centre[1], rows[1] - 2, centre[1], rows[0] + high + 2)
    y = rows[0] + high + 20
    each = f"× {frame.lines.traffic[last.tier - 1]:.2f}"
    svg.text(centre[1] - 8, y, each, size=12, fill="muted", anchor="end")
    svg.text(centre[1] + 8, y, WORDS["next"].text(language), size=12, fill="muted")
    words = WORDS["pull"].format(pull=f"{frame.now.pull:.2f}").text(language)
    svg.text(columns[0], rows[0] + high + 20, words, size=13, weight=600, name="ae-pull")
    note = WORDS["pull_note"].text(language)
    svg.text(columns[0], rows[0] + high + 37, note, size=12, fill="caution")
    svg.text(WIDTH, 540, WORDS["said"].text(language), size=12, fill="muted", anchor="end")


_PAGE = Page(
    (WIDTH, HEIGHT),
    summary,
    lambda frame, language: Heading.of(WORDS["name"], WORDS["title"], frame.retold, language),
    lambda svg, frame, language: values(svg, frame.levers, language),
    _draw,
    WORDS["static"],
    Svg,
)
picture, poster = _PAGE.picture, _PAGE.poster
