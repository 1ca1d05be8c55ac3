"""How TierLadder is drawn: the looks that say something, and what is there only when there is something to tell."""

from __future__ import annotations

from itertools import pairwise

import pytest

from aecourse.base.palette import PALETTE as INK
from aecourse.live.tier_ladder import words as ladder
from tests.layout import is_toned, near
from tests.live.states import sheet


@pytest.mark.parametrize("state", ["usual", "falls", "no order", "at the top"])
def test_tier_ladder(state: str) -> None:
    frame, it = sheet("TierLadder", state)
    say = ladder.WORDS
    tier = it.one("ae-tier")
    assert it.one("ae-now").left == near(tier.right + 16)
    findings = it.named("ae-finding")
    assert [word.bold for word in findings] == [True, *[False] * (len(findings) - 1)]
    assert all(round(b.base - a.base) == 20 for a, b in pairwise(findings))
    here = frame.now.last.tier
    (arrow,) = it.saying("▸")
    rungs = {int(rung.id): rung for rung in it.named("ae-rung")}
    assert rungs[here].top < arrow.middle < rungs[here].bottom
    groups = [
        rect for rect in it.rects("panel") + it.rects("band_1") if not rect.name and rect.right == 640 and not rect.rim
    ]
    assert len(groups) == len(frame.groups)
    for number, rung in rungs.items():
        assert is_toned(rung, "band_1" if number == here else "panel")
        name, of = (word for word in it.texts if word.left == 18 and rung.top < word.middle < rung.bottom)
        assert name.words == say["tier"].format(k=number).en
        assert (int(name.attributes["font-weight"]) > 600) == (number == here)
        assert is_toned(of, "ink" if number == here else "muted")
        assert 3 < name.top - rung.top < rung.bottom - of.bottom + 3
    same = {number: index for index, group in enumerate(frame.groups) for number in group.tiers}
    for low, high in pairwise(sorted(rungs)):
        gap = rungs[low].top - rungs[high].bottom
        assert gap == (near(2) if same[low] == same[high] else near(6))
    each = it.said(say["each"].en)
    shares, percents = it.named("ae-share"), it.named("ae-percent")
    for index, group in enumerate(frame.groups):
        panel = next(p for p in groups if p.top == rungs[max(group.tiers)].top)
        assert panel.bottom == near(rungs[min(group.tiers)].bottom)
        assert panel.left > rungs[1].right
        assert is_toned(panel, "band_1" if group is frame.group else "panel")
        store, traffic = shares[2 * index : 2 * index + 2]
        assert (store.colour, traffic.colour) == (INK["muted"], INK["accent"])
        assert (store.left, traffic.left) == (near(panel.left + 8),) * 2
        assert (store.middle + traffic.middle) / 2 == near(panel.middle)
        assert store.bottom < traffic.top
        for bar, words in zip((store, traffic), percents[2 * index : 2 * index + 2], strict=True):
            assert abs(words.middle - bar.middle) < 2
            assert words.left == near(bar.right + 6)
        times = it.said(f"{group.traffic_per_store:.2f} ×") if [g.traffic_per_store for g in frame.groups].count(
            group.traffic_per_store) == 1 else None  # fmt: skip
        if times is not None:
            assert abs(times.middle - panel.middle) < 2
            assert times.right == near(each.right)
    for word, fill in (("stores", "muted"), ("traffic", "accent")):
        keys = [rect for rect in it.rects(fill) if rect.width == 8 and rect.height == 8]
        assert [rect.left for rect in keys] == [
            near(min(w.left for w in it.saying(say[word].en) if w.base == 146) - 12)
        ]
    # the months
    months = it.named("ae-month")
    numbers = [int(word.words) for word in months]
    assert numbers[0] == 0
    last = max(len(way.path) for way in (frame.now, frame.before) if way is not None) - 1
    step = numbers[1]
    assert numbers == list(range(0, last + 1, step))
    assert 3 <= len(numbers) <= 7
    assert 5 < months[0].top - rungs[1].bottom < 15
    assert it.said(say["month"].en).base == months[0].base
    dashed = list(it.lines("muted", "4 3"))
    assert (
        len(dashed)
        == (frame.before is not None)
        == len(it.saying(say["before_line"].en))
        == len(it.named("ae-path-before"))
    )
    for line in dashed:
        assert line.width == near(28)
        assert it.said(say["before_line"].en).left == near(line.right + 6)
    crossed = [b.number for a, b in pairwise(frame.now.path) if a.tier != b.tier and b is not frame.now.last]
    assert [int(dot.id) for dot in it.named("ae-crossing")] == crossed
    # the loop: five boxes in a ring, and an arrow from each to the next
    nodes = [rect for rect in it.all if rect.tag == "rect" and rect.rim == INK["line"] and rect.width == 92]
    assert len(nodes) == len(it.named("ae-node")) == 5
    for node, value in zip(nodes, it.named("ae-node"), strict=True):
        assert value.centre == near(node.centre)
        label = next(
            word for word in it.texts if word.centre == near(node.centre) and node.top < word.base < value.base
        )
        assert node.top < label.top < label.bottom < value.top < value.bottom < node.bottom
        assert value.left >= node.left
    heads = [shape for shape in it.all if shape.tag == "polygon"]
    shafts = [line for line in it.lines("muted", "") if line.width < 20 and line.height < 30]
    assert len(heads) == len(shafts) == 5
    for (a, b), head, shaft in zip(pairwise(nodes), heads, shafts, strict=False):
        between = a.left < b.left or a.left > b.left
        if between:
            low, high = sorted((a, b), key=lambda node: node.left)
            assert low.right < min(head.left, shaft.left) < max(head.right, shaft.right) < high.left
            assert head.middle == near(a.middle) == shaft.middle
            assert (head.centre > shaft.centre) == (a.left < b.left)
            assert head.height == near(8)
        else:
            assert a.bottom < min(head.top, shaft.top) < max(head.bottom, shaft.bottom) < b.top
            assert head.centre == near(a.centre) == shaft.centre
            assert head.middle > shaft.middle
            assert head.width == near(8)
    up, stem, (above, below) = heads[4], shafts[4], (nodes[1], nodes[4])
    assert up.centre == near(above.centre) == stem.centre
    assert above.bottom < up.top < stem.bottom < below.top
    assert it.one("ae-pull").left == nodes[0].left
    assert it.said(say["pull_note"].en).left == nodes[0].left
    assert it.said(say["next"].en).left - stem.left == near(8)
    times = it.said(f"× {frame.lines.traffic[here - 1]:.2f}")
    assert stem.left - times.right == near(8)
    square = it.one("ae-square")
    assert it.one("ae-gini").left > square.right
    assert it.said(say["lorenz"].en).bottom < square.top
    assert it.said(say["poorest"].en).top > square.bottom
    assert bool(it.named("ae-before")) == (frame.before is not None)
