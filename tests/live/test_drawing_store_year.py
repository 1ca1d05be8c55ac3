"""How StoreYear is drawn: the looks that say something, and what is there only when there is something to tell."""

from __future__ import annotations

from itertools import pairwise

import pytest

from aecourse.base.palette import PALETTE as INK
from aecourse.base.wording import percent
from aecourse.live.store_year import words as year_words
from tests.layout import is_toned, near
from tests.live.states import sheet

MONTHS = ("opening", "first", "good", "bad", "in the red")
ENDS = ("end", "end, counting", "end, counted")


@pytest.mark.parametrize("state", MONTHS)
def test_store_year_back_office(state: str) -> None:
    frame, it = sheet("StoreYear", state)
    if frame.over:
        return
    tiles = [r for r in it.rects("panel") if r.height == 82]
    assert [(r.left, r.width, r.top) for r in tiles] == [(163 * n, 151, 22) for n in range(4)]
    for name, tile in zip(("score", "cash", "stock", "waiting"), tiles, strict=True):
        value = it.one(f"ae-{name}")
        assert (value.left, value.bold) == (near(tile.left + 10), True)
        assert value.size == (27 if value.words[-1].isdigit() else 22)
        inside = sorted(
            (w for w in it.texts if tile.left < w.left < tile.right and 22 < w.base < 104), key=lambda w: w.base
        )
        assert [w.left for w in inside] == [near(tile.left + 10)] * len(inside)
        assert inside[1] is value
        assert all(b.top > a.bottom for a, b in pairwise(inside))
        assert inside[-1].bottom < tile.bottom
        notes = inside[2:]
        assert all(b.base - a.base == near(15) for a, b in pairwise(notes))
        tones = [next(t for t in ("bad", "caution", "muted", "ink") if is_toned(w, t)) for w in notes]
        assert tones == {
            "score": ["muted", "caution"], "cash": ["bad", "muted"] if frame.cash < 0 else ["muted"],
            "stock": ["muted" if frame.stock else "bad"],
            "waiting": ["bad" if frame.points else "muted", *["muted"] * bool(frame.next_node)],
        }[name]  # fmt: skip
    say = year_words.WORDS
    assert (it.one("ae-score").words == say["none"].en) == (frame.score is None)
    assert it.one("ae-waiting").words == str(frame.last.waiting if frame.last else 0)
    assert bool(it.named("ae-trouble")) == (len(frame.news) > 1)
    fulls, items = it.named("ae-full"), it.named("ae-item")
    known = [item for item in frame.items if item.points is not None]
    assert len(fulls) == len(items) == len(known)
    points = [w for w in it.texts if w.right == near(308) and 173 < w.base < 290]
    assert len(points) == len(frame.items)
    assert all(b.base - a.base == near(17) for a, b in pairwise(points))
    for word, item in zip(points, frame.items, strict=True):
        low = item.points is not None and item.points < 0
        assert (word.bold, is_toned(word, "bad")) == (low, low)
        assert is_toned(word, "muted") == (item.points is None)
        assert ("⚠" in word.words) == low
        (name,) = [w for w in it.texts if w.left == 0 and abs(w.base - word.base) < 0.1]
        assert name.right < 150
    for full, bar in zip(fulls, items, strict=True):
        assert (full.left, full.right, full.height, bar.height) == (150, 226, 10, 10)
        assert (bar.top, is_toned(bar, "accent"), is_toned(full, "line")) == (full.top, True, True)
        assert min(abs(full.middle - w.middle) for w in points) < 1.5
    # the check
    bands, zones, checked = it.named("ae-band"), it.named("ae-zone"), it.named("ae-checked")
    fills = ("band_0", "band_2", "band_3", "band_3")
    assert [b.colour for b in bands] == [INK[fill] for fill in fills[: len(bands)]]
    assert [b.rim for b in bands] == ["", *[""] * (len(bands) - 2), INK["bad"]]
    assert all((b.top, b.bottom) == (179, 193) for b in bands)
    assert bool(checked) == (frame.snad is not None)
    assert all(dot.middle == near(186) for dot in checked)
    assert all(z.base == 207 for z in zones)
    for place, zone in enumerate(frame.zones):
        words = year_words.WORDS["last_zone" if place == len(frame.zones) - 1 else "zone" if place else "zone_ok"]
        (told,) = [
            w
            for w in it.saying(words.format(n=zone.points).en)
            if w.base == 207 and bands[place].left - 1 < w.centre < bands[place].right + 1
        ]
        before = zones[place].right if place and zones[place].words else bands[place].left - 1
        after = zones[place + 1].left if place + 1 < len(zones) else bands[place].right + 1
        assert told.centre == pytest.approx((before + after) / 2, abs=0.6)
    bad = bool(frame.last and frame.last.standing.given)
    status = it.one("ae-snad")
    assert (status.right, is_toned(status, "bad"), status.words.startswith("⚠")) == (near(640), bad, bad)
    (rate,) = [w for w in it.texts if w.left == 336 and w.base == status.base]
    assert rate.bold and rate.right < status.left
    notes = [w for w in it.texts if w.left == 336 and 230 < w.base < 290]
    assert [w.base for w in notes] == [245, 261, 276][: len(notes)]
    # what lies ready
    title, hint, season = it.one("ae-plan"), it.one("ae-hint"), it.one("ae-season")
    (field,) = [r for r in it.rects("band_1") if r.height == 106]
    assert (field.left, field.right, field.bottom) == (0, 640, 498)
    assert (title.left, hint.right, season.left, hint.base) == (12, near(628), 12, title.base)
    assert title.right < hint.left
    plan = frame.plan
    loss, cover = plan.margin <= 0, "short" if plan.cover < 0.95 else "much" if plan.cover > 2 else "buy"
    red = plan.broke or plan.cash < 0
    warned = {"expect": False, "goods": cover != "buy", "margin": loss, "spend": bool(red)}
    for place, (name, warns) in enumerate(warned.items()):
        value = it.one(f"ae-plan-{name}")
        assert (value.left, value.bold) == (near(12 + 157 * place), True)
        over, under = sorted(
            (w for w in it.texts if w.left == near(value.left) and w is not value and w.base > 440),
            key=lambda w: w.base,
        )
        assert over.bottom < value.top < value.bottom < under.top
        assert (under.bold, is_toned(under, "bad")) == (warns, warns)
        assert (over.base, value.base, under.base) == (449, 474, 490)
    goods = year_words.WORDS[cover].format(share=percent(plan.cover, 0), n=plan.bought).en
    assert it.saying(goods) or any(w.words.endswith("…") for w in it.texts)


@pytest.mark.parametrize("state", [*MONTHS, *ENDS])
def test_store_year_charts(state: str) -> None:
    frame, it = sheet("StoreYear", state)
    kinds = (("worth" if frame.over else "cash", 0), ("score", 336))
    for kind, x0 in kinds:
        ticks, grids, months = (it.named(f"ae-{kind}-{part}") for part in ("tick", "grid", "month"))
        top = 300 if not frame.over else 398
        (title,) = list(it.saying(year_words.WORDS[f"{kind}_line"].en))
        assert (title.left, title.base, title.bold) == (x0, top, True)
        longest = max(tick.width for tick in ticks)
        assert all(grid.right == x0 + 304 and grid.dash == "3 3" for grid in grids)
        assert grids[0].left == near(x0 + max(40, longest + 8))
        assert all(tick.right == near(grids[0].left - 6) for tick in ticks)
        assert all(top + 13.5 <= grid.top <= top + 68.5 for grid in grids)
        near_by = sorted(zip(ticks, grids, strict=True), key=lambda pair: pair[1].top)
        if all(b[1].top - a[1].top > 14.5 for a, b in pairwise(near_by)):
            assert all(abs(tick.middle - grid.top) < 1.2 for tick, grid in near_by)
        assert [m.words for m in months] == ["1", "3", "6", "9", "12"]
        assert (months[0].centre - grids[0].left) * 11 == pytest.approx((months[-1].centre - months[0].centre), abs=2.5)
        assert months[-1].centre == near(x0 + 292)
        assert all(m.base == near(top + 85) for m in months)
        (foot,) = [w for w in it.saying(year_words.WORDS["month"].en) if w.left == x0]
        assert foot.base == near(top + 85)
        lines, lasts = it.named(f"ae-{kind}-line"), it.named(f"ae-{kind}-last")
        values = [0.0, *(m.worth for m in frame.months)] if kind == "worth" else (
            [5000.0, *(m.cash for m in frame.months)] if kind == "cash" else [m.standing.score for m in frame.months])  # fmt: skip
        known = [value for value in values if value is not None]
        assert (len(lines), len(lasts)) == (len(known) > 1, bool(known))
        others = it.named(f"ae-{kind}-other")
        assert bool(others) == (kind == "worth" and bool(frame.best_worths))
        assert all((line.dash, line.colour) == ("5 3", INK["good"]) for line in others)
        deepest = min(known, default=0)
        assert sum(tick.words.startswith("−") for tick in ticks) == (
            deepest < 0 or bool(others and min(frame.best_worths) < 0)
        )


@pytest.mark.parametrize("state", ENDS)
def test_store_year_end(state: str) -> None:
    frame, it = sheet("StoreYear", state)
    assert frame.over
    out, best = frame.outcome, frame.best
    for x, name in ((0, "profit"), (216, "best"), (432, "mean")):
        value, note = it.one(f"ae-{name}"), it.one(f"ae-{name}-note")
        (head,) = [w for w in it.texts if w.left == x and w.base == 34]
        assert (value.left, note.left, value.bold, is_toned(head, "muted")) == (x, x, True, True)
        assert (value.base, note.base) == (68, 87)
    assert is_toned(it.one("ae-profit"), "ink" if out.profit >= 0 else "bad")
    assert is_toned(it.one("ae-best"), "good")
    assert is_toned(it.one("ae-mean-note"), "bad" if out.points else "muted")
    tone = "muted" if best is None else "good" if out.profit >= best.profit else "ink"
    assert is_toned(it.one("ae-best-note"), tone)
    assert (it.one("ae-profit-note").words != "") == (frame.sound is not None)
    bad = out.ended != "year" or out.profit < 0
    findings = it.named("ae-finding")
    assert all(w.bold and is_toned(w, "bad" if bad else "ink") for w in findings)
    assert findings[0].words.startswith("⚠") == bad
    assert all(b.base - a.base == near(19) for a, b in pairwise(findings))
    costs = it.named("ae-cost")
    assert bool(costs) == (frame.cost is not None)
    assert all(b.base - a.base == near(16) for a, b in pairwise(costs))
    assert not costs or costs[0].base - findings[-1].base == near(19)
    # what decided
    zero, bars = it.one("ae-zero"), it.named("ae-cause")
    assert (zero.top, zero.bottom) == (178, 358)
    assert len(bars) == len(frame.causes)
    for row, (bar, cause) in enumerate(zip(bars, frame.causes, strict=True)):
        gain = cause.profit >= 0
        assert (bar.top, bar.height, is_toned(bar, "good" if gain else "bad")) == (near(182 + 20 * row), near(13), True)
        (name,) = [w for w in it.texts if w.left == 0 and w.base == near(192 + 20 * row)]
        (told,) = [w for w in it.texts if w.bold and w.base == name.base and 120 < w.centre < 320]
        assert name.right < 132
        assert (told.left - bar.right if gain else bar.left - told.right) == near(5)
        assert told.words == (f"{cause.profit:+,}".replace("-", "−") if cause.profit else "0")
        assert 120 < bar.left <= bar.right < 260
    counting = it.saying(year_words.WORDS["counting"].format(n=frame.counted, all=9).en)
    assert bool(counting) == (frame.counted < 9)
    for word in counting:
        assert word.base == near(192 + 20 * frame.counted)
    # what each month cost
    base, bars, names = it.one("ae-month-zero"), it.named("ae-month-cost"), it.named("ae-month-name")
    assert (base.left, base.right) == (336, 640)
    assert len(names) == 12
    assert all(b.centre - a.centre == near(304 / 12) for a, b in pairwise(names))
    assert names[0].centre - 336 == near(304 / 24)
    assert len(bars) == len(frame.costs)
    gains = [-cost.usd for cost in frame.costs]
    for bar, gain in zip(bars, gains, strict=True):
        worst = gain == min(gains) < 0
        assert is_toned(bar, "bad" if worst else "good" if gain >= 0 else "rail")
        assert bar.width == 16
        assert 178 < bar.top <= bar.bottom < 340
    for told in it.named("ae-month-usd"):
        value = float(told.words.replace(",", "").replace("−", "-"))
        (bar,) = [bar for bar, gain in zip(bars, gains, strict=True) if gain == value]
        assert told.bold
        assert told.centre == near(min(max(bar.centre, 354), 622))
        assert (bar.top - told.base if value > 0 else told.base - bar.bottom) == near(4 if value > 0 else 13)
