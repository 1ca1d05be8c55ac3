"""The picture of the capstone: the store taken apart and the plan, or what the plan was worth."""

from __future__ import annotations

from ...diagnosis.segments import shown, thermometer
from ...language import Phrase
from ..svg import Svg, shorten, text_width, wrap
from .frame import CapstoneFrame, Row
from .words import WORDS, finding, summary

WIDTH, HEIGHT = 640.0, 560.0
_SPLIT = 348.0  # the bars end here; the steps of one group begin 20 further on


def picture(frame: CapstoneFrame, language: str) -> str:
    """What the page shows on its right side."""
    svg = Svg(WIDTH, HEIGHT, summary(frame, language), language, "ae-picture")
    _draw(svg, frame, language)
    return str(svg)


def poster(frame: CapstoneFrame, language: str) -> str:
    """The same to stand alone on a page where nothing runs."""
    pad, top = 24.0, 76.0
    width, height = WIDTH + 2 * pad, top + HEIGHT + 44
    svg = Svg(width, height, summary(frame, language), language, "ae-poster")
    svg.rect(0.5, 0.5, width - 1, height - 1, "paper", radius=10, stroke="line")
    name = WORDS["name"].text(language)
    svg.text(pad, 40, name, size=20, weight=650)
    svg.text(pad + text_width(name, 20, True) + 16, 40, WORDS["title"].text(language), fill="muted")
    svg.line(pad, 56.5, width - pad, 56.5, "line")
    svg.open(pad, top)
    _draw(svg, frame, language)
    svg.text(0, HEIGHT + 22, WORDS["static"].text(language), size=12, fill="muted")
    svg.close()
    return str(svg)


def _draw(svg: Svg, frame: CapstoneFrame, language: str) -> None:
    if frame.headline is not None:
        _draw_result(svg, frame, language)
        return
    _draw_answer(svg, frame, language)
    _draw_bars(svg, frame, language)
    _draw_steps(svg, frame, language)
    _draw_plan(svg, frame, language)


# -- the store ------------------------------------------------------------------------------------


def _draw_answer(svg: Svg, frame: CapstoneFrame, language: str) -> None:
    svg.text(0, 12, frame.metric.text(language), size=13, fill="muted")
    value = frame.value.text(language)
    svg.text(0, 50, value, size=36, weight=650, name="ae-value")
    left = text_width(value, 36, True) + 20
    orders = Phrase(f"{frame.orders:,} orders", f"{frame.orders:,} 笔订单").text(language)
    svg.text(left, 30, f"{frame.name.text(language)} · {orders}", size=12, fill="muted")
    words = wrap(finding(frame).text(language), 13, WIDTH - left)
    colour = "bad" if frame.worse else "ink"
    for at, line in enumerate(_cut(words, 2, 13, WIDTH - left)):
        svg.text(left, 48 + 17 * at, line, size=13, weight=600, fill=colour, name="ae-finding")


def _cut(lines: list[str], most: int, size: float, room: float) -> list[str]:
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], shorten(" ".join(lines[most - 1 :]), size, room)]


def _draw_bars(svg: Svg, frame: CapstoneFrame, language: str) -> None:
    top, bottom, left, right = 104.0, 344.0, 104.0, _SPLIT - 76
    title = Phrase("By {column}", "按{column}").format(column=frame.column).text(language)
    svg.text(0, 88, title, weight=650)
    if frame.hidden:
        words = Phrase(f"the {len(frame.bars)} largest of {len(frame.bars) + frame.hidden}",
                       f"只列单量最大的 {len(frame.bars)} 组，共 {len(frame.bars) + frame.hidden} 组")  # fmt: skip
        svg.text(
            text_width(title, 14, True) + 12, 88, words.text(language), size=11.5, fill="muted"
        )
    known = [s for s in frame.bars if s.low is not None and s.high is not None]
    lows, highs = [s.low for s in known if s.low is not None], [s.high for s in known if s.high]
    rests = [s.rest for s in known if s.rest is not None]
    stars = thermometer(frame.metric_id).stars is not None
    low = (
        min([*lows, *rests], default=0.0)
        if stars or thermometer(frame.metric_id).better > 0
        else 0.0
    )
    high = max([*highs, *rests], default=1.0)
    span = max(high - low, 1e-9)

    def x(value: float) -> float:
        return left + (right - left) * (value - low) / span

    step = min((bottom - top) / max(len(frame.bars), 1), 40.0)
    for at, (s, label) in enumerate(zip(frame.bars, frame.labels, strict=True)):
        y = top + step * (at + 0.5)
        if s.group == frame.group:
            svg.rect(-4, y - step / 2, _SPLIT - 4, step, "panel", radius=3, name="ae-picked")
        name = shorten(label.text(language), 11.5, left - 10)
        svg.text(0, y + 4, name, size=11.5, name="ae-bar")
        if s.value is None or s.low is None or s.high is None:
            svg.text(
                left, y + 4, shown(frame.metric_id, None).text(language), size=11.5, fill="muted"
            )
            continue
        colour = "bad" if s.stands_out > 0 else "good" if s.stands_out < 0 else "muted"
        svg.line(x(s.low), y, x(s.high), y, colour, width=2.4, round_ends=True)
        if s.rest is not None:
            reach = min(step / 2 - 1, 11)
            svg.line(x(s.rest), y - reach, x(s.rest), y + reach, "ink", width=1.4)
        svg.circle(x(s.value), y, 3.8, colour, stroke="paper", width=1)
        sign = "▲ " if s.stands_out > 0 else "▽ " if s.stands_out < 0 else ""
        rate = sign + shown(frame.metric_id, s.value).text(language)
        weight = 650 if s.stands_out else 400
        svg.text(_SPLIT - 12, y + 4, rate, size=11.5, weight=weight, anchor="end",
                 fill=colour if s.stands_out else "ink", name="ae-rate")  # fmt: skip
    svg.text(0, bottom + 18, WORDS["legend"].text(language), size=11.5, fill="muted")


def _draw_steps(svg: Svg, frame: CapstoneFrame, language: str) -> None:
    left, top = _SPLIT + 20, 112.0
    here = WIDTH - 66
    svg.text(left, 88, shorten(frame.looked_at.text(language), 14, here - left - 44), weight=650,
             name="ae-looked-at")  # fmt: skip
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


def _draw_plan(svg: Svg, frame: CapstoneFrame, language: str) -> None:
    top = 396.0
    svg.line(0, top - 18.5, WIDTH, top - 18.5, "line")
    svg.text(0, top, WORDS["planned"].text(language), weight=650)
    svg.text(WIDTH, top, _cost(frame).text(language), size=12, anchor="end",
             fill="bad" if _over(frame) else "muted", name="ae-cost")  # fmt: skip
    if frame.message is not None:
        start = text_width(WORDS["planned"].text(language), 14, True) + 14
        room = WIDTH - start - text_width(_cost(frame).text(language), 12) - 16
        first = "⚠ " + frame.message.text(language).replace("\n", " · ")
        svg.text(start, top, shorten(first, 12, room), size=12, fill="bad", name="ae-message")
    for at, row in enumerate(frame.rows):
        y = top + 24 + 38 * at
        svg.text(0, y, f"{at + 1}", size=12.5, weight=650, fill="muted")
        if row.empty:
            svg.text(20, y, WORDS["nothing"].text(language), size=12.5, fill="muted")
            continue
        unit = Phrase("USD", "美元").text(language)
        cost = "" if row.cost is None else f"{row.cost:,.0f} {unit}"
        room = WIDTH - 28 - text_width(cost, 12)
        svg.text(20, y, shorten(_joined((row.place, row.cause), language), 12.5, room), size=12.5,
                 weight=600, name="ae-line")  # fmt: skip
        svg.text(WIDTH, y, cost, size=12, anchor="end")
        second = _joined((row.measure, row.reason), language)
        svg.text(20, y + 16, shorten(second, 11.5, WIDTH - 20), size=11.5, fill="muted")


def _joined(parts: tuple[Phrase | None, ...], language: str) -> str:
    return " · ".join("…" if part is None else part.text(language) for part in parts)


def _over(frame: CapstoneFrame) -> bool:
    return frame.budget is not None and frame.cost > frame.budget


def _cost(frame: CapstoneFrame) -> Phrase:
    if frame.budget is None:
        return Phrase(f"{frame.cost:,.0f} USD, illustrative", f"{frame.cost:,.0f} 美元，示意")
    over = Phrase(" ⚠ too dear", " ⚠ 超预算") if _over(frame) else Phrase("", "")
    return Phrase(
        f"{frame.cost:,.0f} of {frame.budget:,.0f} USD, illustrative{over.en}",
        f"{frame.cost:,.0f} / 预算 {frame.budget:,.0f} 美元，示意{over.zh}",
    )


# -- the result -----------------------------------------------------------------------------------


def _draw_result(svg: Svg, frame: CapstoneFrame, language: str) -> None:
    headline, points = frame.headline or Phrase("", ""), frame.points or Phrase("", "")
    svg.text(0, 12, frame.name.text(language), size=13, fill="muted")
    svg.text(0, 48, headline.text(language), size=30, weight=650, name="ae-headline")
    words = points.text(language)
    wide = text_width(words, 13, True) + 24
    svg.rect(WIDTH - wide, 6, wide, 26, "good_wash", radius=13)
    svg.text(WIDTH - wide / 2, 23.5, words, size=13, weight=600, fill="good", anchor="middle",
             name="ae-points")  # fmt: skip
    if frame.money is not None:
        svg.text(0, 72, shorten(frame.money.text(language), 13, WIDTH), size=13, name="ae-money")
    y = _draw_truth(svg, frame, language) if frame.truth else _draw_readings(svg, frame, language)
    _draw_verdicts(svg, frame, language, y + 18)


def _draw_readings(svg: Svg, frame: CapstoneFrame, language: str) -> float:
    counted = frame.own
    svg.text(0, 104, WORDS["counted" if counted else "readings"].text(language), weight=650)
    columns = ((WIDTH - 148, "before"), (WIDTH - 74, "after"), (WIDTH, "best"))
    for x, key in columns[: 2 if counted else 3]:
        svg.text(x, 104, WORDS[key].text(language), size=11.5, fill="muted", anchor="end")
    svg.line(0, 111.5, WIDTH, 111.5, "line")
    y = 111.0
    for reading in frame.readings[:10]:
        y += 17
        svg.text(0, y, shorten(reading.name.text(language), 12, WIDTH - 250), size=12,
                 name="ae-reading")  # fmt: skip
        cells = (reading.before, reading.after, reading.best)
        for (x, key), words in zip(columns, cells, strict=True):
            if words is not None:
                strong = key == "after" and reading.moved
                svg.text(x, y, words.text(language), size=12, anchor="end",
                         weight=650 if strong else 400,
                         fill="ink" if strong or key != "best" else "muted")  # fmt: skip
    return y + 12


def _draw_truth(svg: Svg, frame: CapstoneFrame, language: str) -> float:
    svg.text(0, 104, WORDS["truth"].text(language), weight=650)
    svg.line(0, 111.5, WIDTH, 111.5, "line")
    y = 114.0
    for line in frame.truth:
        for at, words in enumerate(
            _cut(
                wrap(line.text(language).replace(" %", "\u00a0%"), 12, WIDTH - 18),
                2,
                12,
                WIDTH - 18,
            )
        ):
            y += 17
            if not at:
                svg.text(0, y, "•", size=12)
            svg.text(14, y, words, size=12, name="ae-truth")
        y += 4
    return y + 8


def _draw_verdicts(svg: Svg, frame: CapstoneFrame, language: str, top: float) -> None:
    svg.text(0, top, WORDS["lines"].text(language), weight=650)
    svg.line(0, top + 7.5, WIDTH, top + 7.5, "line")
    judged = [(n, row) for n, row in enumerate(frame.rows, start=1) if row.verdict is not None]
    room = (HEIGHT - top - 14) / max(len(judged), 1)
    most = max(int((room - 22) / 14.5), 1)
    y = top + 25
    for number, row in judged:
        lines = _verdict(svg, row, number, y, most, language)
        y += 19 + 14.5 * lines + 4


def _verdict(svg: Svg, row: Row, number: int, y: float, most: int, language: str) -> int:
    colour = {"✓": "good", "≈": "caution"}.get(row.mark, "bad")
    svg.text(0, y, f"{row.mark} {number}", size=12.5, weight=650, fill=colour, name="ae-mark")
    points = "" if row.points is None else f"{row.points}/25"
    title = shorten(_joined((row.place, row.cause), language), 12.5, WIDTH - 90)
    svg.text(30, y, title, size=12.5, weight=600)
    svg.text(WIDTH, y, points, size=12, anchor="end", fill=colour)
    words = row.verdict.text(language) if row.verdict else ""
    lines = _cut(wrap(words, 11.5, WIDTH - 30), most, 11.5, WIDTH - 30)
    for at, line in enumerate(lines):
        svg.text(30, y + 16 + 14.5 * at, line, size=11.5, name="ae-verdict")
    return len(lines)
