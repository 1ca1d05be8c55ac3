"""The picture of the regimes: plain facts in, SVG text out.

A line of time with a bar for each regime, what changed since the step before, and the rules in
force on the day with what each says of the same store.  :data:`LEFT` and :data:`RIGHT` are the ends
of the time axis: the slider over the picture is laid out so that its knob stands over the day.
"""

from __future__ import annotations

from datetime import date

from ... import wording
from ...language import Phrase
from ..svg import Svg, shorten, text_width, wrap
from .frame import FIRST, LAST, STEPS, Bar, Change, RegimesFrame, Row, Ruling

WIDTH, HEIGHT = 1000.0, 548.0
LEFT, RIGHT = 148.0, 980.0
_LANE, _BAR = 22.0, 17.0
_ROWS, _ROOM = 290.0, 258.0
_NUMBERS, _VERDICT = 372.0, 800.0
_CHANGES = 3

WORDS = {
    "name": Phrase("Regimes", "规则时间线"),
    "question": Phrase("The same store, the rules of the day", "同一家店，按当天有效的规则考核"),
    "date": Phrase("Date", "日期"),
    "in_force": Phrase("In force on {day}", "{day}有效的规则"),
    "one": Phrase("1 rule", "1 项"),
    "some": Phrase("{count} rules", "{count} 项"),
    "none": Phrase("No rule in force", "当日没有有效的规则"),
    "changed": Phrase("Changed since {day}", "较 {day}的变化"),
    "ahead": Phrase("Next change of the rules", "下一次规则变化"),
    "unchanged": Phrase("No rule changed.", "规则没有变化。"),
    "first": Phrase("The time line begins here.", "时间线由此开始。"),
    "begins": Phrase("In force", "生效"),
    "ends": Phrase("Last day", "截止"),
    "date_kind": Phrase("Milestone", "节点"),
    "more": Phrase("and {count} more", "另有 {count} 处"),
    "new": Phrase("New", "新"),
    "was": Phrase("before: {word}", "此前：{word}"),
    "since": Phrase("since {day}", "{day}起"),
    "source": Phrase("source: {who}", "来源：{who}"),
    "illustrative": Phrase("illustrative", "示意"),
    "published": Phrase("published limits", "标准已公布"),
    "days": Phrase("{days} days", "{days} 天"),
    "note": Phrase(
        "Synthetic orders with the same luck on every day. Illustrative: a limit or period that it "
        "needs is not public, a teaching value stands in.",
        "订单是模拟的，每个日期用的都是同一份运气。示意：用到的标准或考核期没有公布，以教学值代替。",
    ),
    "static": Phrase("Run the notebook to slide the date.", "运行本笔记本后即可拖动日期。"),
}
_TONES = {
    "good": ("✓", "good", "good_wash"),
    "caution": ("△", "caution", "caution_wash"),
    "bad": ("✕", "bad", "band_3"),
    "none": ("–", "muted", "panel"),
}


def x_of(day: date) -> float:
    """Where *day* stands on the time axis."""
    return LEFT + (RIGHT - LEFT) * (day - FIRST).days / (LAST - FIRST).days


def picture(frame: RegimesFrame, language: str) -> str:
    """The time line and the verdicts as SVG text."""
    svg = Svg(WIDTH, HEIGHT, summary(frame, language), language, "ae-picture")
    _draw(svg, frame, language)
    return str(svg)


def poster(frame: RegimesFrame, language: str) -> str:
    """Heading, slider and picture in one, for a page that cannot run."""
    pad, top = 24.0, 116.0
    svg = Svg(WIDTH + 2 * pad, top + HEIGHT + 40, summary(frame, language), language, "ae-poster")
    svg.rect(0.5, 0.5, svg.width - 1, svg.height - 1, "paper", radius=10, stroke="line")
    name = _say("name", language)
    svg.text(pad, 40, name, size=20, weight=650)
    x = pad + text_width(name, 20, True) + 16
    svg.text(x, 40, _say("question", language), fill="muted")
    svg.text(svg.width - pad, 40, frame.store.text(language), size=13, fill="muted", anchor="end")
    svg.line(pad, 56.5, svg.width - pad, 56.5, "line")
    svg.open(pad, top)
    svg.text(0, -19, wording.day(frame.day, year=True).text(language), size=15, weight=650)
    at = x_of(frame.day)
    svg.line(x_of(STEPS[0]) - 6, -24, RIGHT + 6, -24, "line", width=4, round_ends=True)
    svg.line(x_of(STEPS[0]) - 6, -24, at, -24, "accent", width=4, round_ends=True)
    svg.circle(at, -24, 7, "paper", stroke="accent", width=2.5)
    _draw(svg, frame, language)
    svg.text(WIDTH, HEIGHT + 18, _say("static", language), size=12, fill="muted", anchor="end")
    svg.close()
    return str(svg)


def summary(frame: RegimesFrame, language: str) -> str:
    """The day and its verdicts in sentences: what a screen reader says."""
    zh = language == "zh"
    stop, colon = ("。", "：") if zh else (". ", ": ")
    head = _say("in_force", language, day=wording.day(frame.day, year=True).text(language))
    parts = [frame.store.text(language), head + colon + count_words(frame, language)]
    for row in frame.rows:
        new = f"{_say('new', language)}{colon}" if row.is_new else ""
        words = f"{new}{row.name.text(language)}{colon}{verdict_words(row.now, language)}"
        if row.was is not None:
            was = WORDS["was"].format(word=row.was).text(language)
            words += f"（{was}）" if zh else f" ({was})"
        parts.append(words)
    return (stop.join(parts) + stop).strip()


def details(frame: RegimesFrame, language: str) -> list[str]:
    """The rest of the picture as lines of words: what changed, then each rule's numbers."""
    colon = "：" if language == "zh" else ": "
    lines = [_changed_head(frame, language)]
    lines += [
        f"{_say(_kind(c), language)}{colon}{wording.day(c.day, year=True).text(language)} {c.what.text(language)}"
        for c in frame.changes
    ]
    lines += [
        f"{_say('ahead', language)}{colon}{wording.day(c.day, year=True).text(language)} {c.what.text(language)}"
        for c in frame.ahead
    ]
    lines += [
        f"{row.name.text(language)}{colon}{_origin(row, language)} · "
        f"{row.now.reason.text(language)} {' · '.join(_figures(row.now, language))}"
        for row in frame.rows
    ]
    lines.append(_say("note", language))
    return lines


def count_words(frame: RegimesFrame, language: str) -> str:
    """How many rules are in force."""
    count = len(frame.rows)
    key = "none" if count == 0 else "one" if count == 1 else "some"
    return WORDS[key].format(count=count).text(language)


def verdict_words(ruling: Ruling, language: str) -> str:
    """The word of a verdict, and whether a teaching limit decided it."""
    word = ruling.word.text(language)
    if not ruling.illustrative:
        return word
    note = _say("illustrative", language)
    return f"{word}（{note}）" if language == "zh" else f"{word} ({note})"


def _say(key: str, language: str, **values: object) -> str:
    return WORDS[key].format(**values).text(language)


def _kind(change: Change) -> str:
    return "date_kind" if change.kind == "date" else change.kind


def _draw(svg: Svg, frame: RegimesFrame, language: str) -> None:
    _draw_line(svg, frame, language)
    _draw_changes(svg, frame, language)
    _draw_rows(svg, frame, language)


# -- the line of time -------------------------------------------------------------------------


def _draw_line(svg: Svg, frame: RegimesFrame, language: str) -> None:
    top = 26.0
    lanes = sum(count for _, count in frame.groups)
    bottom = top + _LANE * lanes
    for year in range(FIRST.year, LAST.year + 1):
        left = x_of(date(year, 1, 1))
        svg.line(left, 4, left, bottom, "line")
        svg.text(left + 5, 15, str(year), size=12, fill="muted")
    y = top
    for name, count in frame.groups:
        svg.line(0, y - 0.5, WIDTH, y - 0.5, "line")
        svg.text(0, y + 15, name.text(language), size=12.5, weight=600, fill="muted")
        y += _LANE * count
    svg.line(0, y - 0.5, WIDTH, y - 0.5, "line")
    at = x_of(frame.day)
    crossed = 2 < at - x_of(date(frame.day.year, 1, 1)) < 38  # the line would run through the year
    start = 20 if crossed else 0
    svg.rect(at - 1, start, 2, bottom - start, "accent", name="ae-now")
    fresh = {row.now.id for row in frame.rows if row.is_new}
    for bar in frame.bars:
        _draw_bar(svg, bar, frame, language, top, bar.id in fresh)


def _draw_bar(
    svg: Svg, bar: Bar, frame: RegimesFrame, language: str, top: float, fresh: bool
) -> None:
    """A bar: full where the rule holds on the day, pale elsewhere; pointed where no end is known."""
    y = top + _LANE * bar.lane + (_LANE - _BAR) / 2
    left = x_of(max(bar.first, FIRST))
    right = x_of(bar.last) if bar.last is not None and bar.last < LAST else RIGHT
    active = bar.holds(frame.day)
    fill, ink = ("accent", "paper") if active else ("band_1", "ink")
    if bar.last is None:
        svg.polygon(
            [
                (left, y),
                (right, y),
                (right + 10, y + _BAR / 2),
                (right, y + _BAR),
                (left, y + _BAR),
            ],
            fill,
        )
    else:
        svg.rect(left, y, right - left - 1, _BAR, fill, radius=2, name="ae-bar")
    words = bar.name.text(language)
    weight = 600 if active else 400
    inset = 9 if fresh else 5
    room = right - left - inset - 3
    if text_width(words, 11.5, active) <= room:
        svg.text(left + inset, y + 12.5, words, size=11.5, fill=ink, weight=weight)
    elif text_width(words, 11.5, active) < left - LEFT - 4 and not _neighbour(bar, frame):
        svg.text(left - 5, y + 12.5, words, size=11.5, fill="accent" if active else "muted",
                 weight=weight, anchor="end")  # fmt: skip
    if fresh:
        svg.circle(left, y + _BAR / 2, 4.5, "paper", stroke="accent", width=2.5)


def _neighbour(bar: Bar, frame: RegimesFrame) -> bool:
    """Whether another bar of its lane stands before this one."""
    return any(other.lane == bar.lane and other.first < bar.first for other in frame.bars)


# -- what changed -----------------------------------------------------------------------------


def _changed_head(frame: RegimesFrame, language: str) -> str:
    if frame.before is None:
        return _say("first", language)
    if not frame.changes:
        head = _say("changed", language, day=wording.day(frame.before, year=True).text(language))
        return head + ("：" if language == "zh" else ": ") + _say("unchanged", language)
    return _say("changed", language, day=wording.day(frame.before, year=True).text(language))


def _draw_changes(svg: Svg, frame: RegimesFrame, language: str) -> None:
    top = 26.0 + _LANE * sum(count for _, count in frame.groups) + 22
    head = _changed_head(frame, language)
    if not frame.changes:
        svg.text(0, top, head, size=13, fill="muted", name="ae-unchanged")
        return
    _draw_list(svg, head, frame.changes, language, top, "ae-change")


def _draw_list(
    svg: Svg, head: str, changes: tuple[Change, ...], language: str, top: float, name: str
) -> None:
    """A heading and, beside it, what begins, ends or happens, one a line."""
    svg.text(0, top, head, size=13, weight=650)
    left = max(text_width(head, 13, True) + 20, LEFT + 50)
    shown = changes[:_CHANGES]
    looks = {"begins": ("accent", "+"), "ends": ("bad", "−"), "date": ("muted", "◆")}
    days = [wording.day(change.day, year=True).text(language) for change in shown]
    kinds = [_say(_kind(change), language) for change in shown]
    second = left + 18 + max(text_width(kind, 12.5, True) for kind in kinds) + 12
    third = second + max(text_width(day, 12.5) for day in days) + 14
    for place, (change, kind, day) in enumerate(zip(shown, kinds, days, strict=True)):
        y = top + 19 * place
        fill, sign = looks[change.kind]
        svg.text(left + 5, y, sign, size=13, weight=700, fill=fill, anchor="middle")
        svg.text(left + 18, y, kind, size=12.5, weight=600, fill=fill)
        svg.text(second, y, day, size=12.5, fill="muted")
        more = len(changes) - len(shown) if place == len(shown) - 1 else 0
        tail = _say("more", language, count=more) if more else ""
        room = WIDTH - third - (text_width(tail, 12.5) + 16 if tail else 0)
        words = change.what.text(language)
        svg.text(third, y, shorten(words, 12.5, room), size=12.5, name=name)
        if tail:
            svg.text(WIDTH, y, tail, size=12.5, fill="muted", anchor="end")


# -- the rules in force -----------------------------------------------------------------------


def _draw_rows(svg: Svg, frame: RegimesFrame, language: str) -> None:
    head = _say("in_force", language, day=wording.day(frame.day, year=True).text(language))
    svg.text(0, _ROWS - 14, head, weight=650, name="ae-day")
    count = count_words(frame, language)
    svg.text(text_width(head, 14, True) + 12, _ROWS - 14, count, size=13, fill="muted",
             name="ae-rules")  # fmt: skip
    note = _say("note", language)
    svg.line(0, _ROWS - 3.5, WIDTH, _ROWS - 3.5, "line")
    if frame.rows:
        tall = min(max((_ROOM - 22) / len(frame.rows), 39.0), 92.0)
        for place, row in enumerate(frame.rows):
            _draw_row(svg, row, language, _ROWS - 3 + tall * place, tall)
        end = _ROWS - 3 + tall * len(frame.rows)
        if frame.ahead and HEIGHT - 20 - end > 30 + 19 * _CHANGES:
            head = _say("ahead", language)
            _draw_list(svg, head, frame.ahead, language, end + 34, "ae-ahead")
    svg.text(0, HEIGHT - 3, shorten(note, 11.5, WIDTH), size=11.5, fill="muted")


def _draw_row(svg: Svg, row: Row, language: str, top: float, tall: float) -> None:
    """One rule: its name, date and source; its numbers and whether it assesses; its verdict."""
    if row.changed:
        svg.rect(0, top, WIDTH, tall - 1, "panel")
        svg.rect(0, top, 3, tall - 1, "accent")
    svg.line(0, top + tall - 0.5, WIDTH, top + tall - 0.5, "line")
    x, one, two = 12.0, top + 16.5, top + 32.5
    if row.is_new:
        words = _say("new", language)
        wide = text_width(words, 11.5, True) + 12
        svg.rect(x, one - 12.5, wide, 16, "accent", radius=8)
        svg.text(x + wide / 2, one - 0.5, words, size=11.5, weight=650, fill="paper",
                 anchor="middle", name="ae-new")  # fmt: skip
        x += wide + 8
    room = _NUMBERS - 14
    name = shorten(row.name.text(language), 13.5, (room - x) / 1.05)
    svg.text(x, one, name, size=13.5, weight=650, name="ae-regime")
    svg.text(12, two, shorten(_origin(row, language), 12, room - 12), size=12, fill="muted")
    told = _draw_numbers(svg, row.now, language, one, two)
    _draw_verdict(svg, row, language, one, two)
    extra = int((tall - 41) // 17)
    if extra > 0:
        lines = [] if told else wrap(row.now.reason.text(language), 12, _VERDICT - 40)
        lines += wrap(row.summary.text(language), 12, _VERDICT - 40)
        for place, line in enumerate(lines[:extra]):
            cut = place == extra - 1 and len(lines) > extra
            svg.text(12, two + 17 * (place + 1), line + "…" * cut, size=12, fill="muted")


def _origin(row: Row, language: str) -> str:
    since = _say("since", language, day=wording.day(row.since, year=True).text(language))
    return f"{since} · {_say('source', language, who=row.source.text(language))}"


def _figures(ruling: Ruling, language: str) -> list[str]:
    """Every number with its name, the counts only of the first that has them."""
    words, counted = [], False
    for figure in ruling.figures:
        count = ""
        if figure.count and not counted:
            count = f"（{figure.count}）" if language == "zh" else f" ({figure.count})"
            counted = True
        words.append(f"{figure.name.text(language)} {figure.value}{count}")
    return words


def _draw_numbers(svg: Svg, ruling: Ruling, language: str, one: float, two: float) -> bool:
    """As many numbers as there is room for, then the window's length and why assessed or not.

    Whether the reason could be told in full.
    """
    room, x, gap = _VERDICT - _NUMBERS - 16, _NUMBERS, 14.0
    for place, words in enumerate(_figures(ruling, language)):
        wide = text_width(words, 12.5, place == 0)
        if x + wide > _NUMBERS + room:
            break
        svg.text(x, one, words, size=12.5, weight=600 if place == 0 else 400,
                 fill="ink" if place == 0 else "muted", name="ae-number")  # fmt: skip
        x += wide + gap
    reason = ruling.reason.text(language)
    words = f"{_say('days', language, days=ruling.days)} · {reason}"
    if text_width(words, 11.5) > room:
        words = shorten(reason, 11.5, room)
    svg.text(_NUMBERS, two, words, size=11.5, fill="muted" if ruling.assessed else "caution",
             name="ae-reason")  # fmt: skip
    return not words.endswith("…")


def _draw_verdict(svg: Svg, row: Row, language: str, one: float, two: float) -> None:
    sign, tone, wash = _TONES[row.now.tone]
    room = WIDTH - 8 - _VERDICT - 26
    words = shorten(row.now.word.text(language), 13.5, room / 1.05)
    svg.rect(_VERDICT, one - 12.5, 18, 18, wash, radius=9)
    svg.text(_VERDICT + 9, one + 0.5, sign, size=11.5, weight=700, fill=tone, anchor="middle")
    svg.text(_VERDICT + 26, one, words, size=13.5, weight=650, fill=tone, name="ae-verdict")
    parts = []
    if row.now.tone != "none":
        parts.append(_say("illustrative" if row.now.illustrative else "published", language))
    if row.was is not None:
        parts.append(_say("was", language, word=row.was.text(language)))
    fill = "caution" if row.now.illustrative else "muted"
    words = shorten(" · ".join(parts), 12, WIDTH - 8 - _VERDICT)
    svg.text(_VERDICT, two, words, size=12, fill=fill, name="ae-note")
