"""The view of the regimes without a browser: its facts, its picture, how it behaves in code."""

from __future__ import annotations

import asyncio
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise

import pytest

from aecourse import rulebook
from aecourse.base.errors import CourseError
from aecourse.base.language import Phrase, set_language
from aecourse.base.palette import PALETTE
from aecourse.live import Regimes
from aecourse.live.regimes.picture import HEIGHT, WIDTH, picture, poster, x_of
from aecourse.live.regimes.rulings import publisher_of, ruling
from aecourse.live.regimes.timeline import LAST, STEPS, ahead, changes, next_turn, timeline_bars, turns
from aecourse.live.regimes.words import details, origins, summary
from aecourse.live.svg import text_width
from aecourse.scoring.assessment import compare_in_each_mode
from aecourse.simulation.orders import LEVERS, Store, simulate
from aecourse.simulation.stores import BUSIEST, STORES
from tests.pictures import cut_or_touching, texts

LANGUAGES = ("en", "zh")
SVG = "{http://www.w3.org/2000/svg}"
DAYS = ("2015-01-31", "2015-10-31", "2016-09-30", "2018-09-30", "2020-08-31", "2022-01-31",
        "2022-05-31", "2023-07-31", "2024-02-29", "2024-12-31")  # fmt: skip


@pytest.fixture(scope="module")
def view() -> Regimes:
    return Regimes(language="en")


# -- the facts ------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", DAYS)
def test_rows_are_the_rules_in_force_and_what_they_say(view: Regimes, day: str) -> None:
    view.go(day)
    frame = view.frame
    rules = rulebook.in_force(day)
    assert [row.now.id for row in frame.rows] == [r.id for r in rules]
    assert [row.since for row in frame.rows] == [r.effective_from for r in rules]
    orders = simulate(Store(), orders=3000, seed=1, until=day, store_id="middling-store")
    found = compare_in_each_mode(orders, day, illustrative=True)
    for row in frame.rows:
        result = found[row.now.id]
        assert row.now.assessed == result.eligible
        assert row.now.days == result.window.days
        open_limits = list(result.verdict.statuses.values()).count("limit unknown")
        if result.outcome is not None:
            whole = result.outcome.name.en.lower()
            undecided = f"{open_limits} of {len(result.verdict.statuses)} limits unknown"
            assert row.now.word.en.lower() == (undecided if open_limits and whole == "ok" else whole)
            assert row.now.illustrative == result.outcome.illustrative
        if result.score is not None:
            assert row.now.figures[0].value == f"{result.score:.1f}"


def test_only_the_rules_change_not_the_luck() -> None:
    view = Regimes(orders=400)
    first = view.history.seen_on(STEPS[0]).table
    later = view.history.seen_on(STEPS[100]).table
    assert (first["stars"].fillna(0) == later["stars"].fillna(0)).all()
    assert (first["order_id"] == later["order_id"]).all()


def test_every_regime_has_a_bar_and_no_two_bars_touch() -> None:
    groups, bars = timeline_bars()
    assert {bar.id for bar in bars} == {r.id for r in rulebook.regimes()}
    assert max(bar.lane for bar in bars) + 1 == sum(count for _, count in groups)
    for a, b in combinations(bars, 2):
        if a.lane == b.lane:
            assert (a.last or date.max) < b.first or (b.last or date.max) < a.first


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_bar_is_named_in_both_languages(view: Regimes, language: str) -> None:
    _, bars = timeline_bars()
    drawn = texts(picture(view.frame, language))
    assert all(bar.name.text(language) in drawn for bar in bars)


def test_what_is_new_is_what_was_not_in_force_a_month_before(view: Regimes) -> None:
    for before, day in pairwise(STEPS):
        then = {r.id for r in rulebook.in_force(before)}
        now = {r.id for r in rulebook.in_force(day)}
        told = changes(before, day)
        assert sum(c.kind == "begins" for c in told) == len(now - then)
        assert sum(c.kind == "ends" for c in told) == len(then - now)
        assert (now != then) == (day in turns())


@pytest.mark.parametrize(
    ("day", "kinds", "new"),
    [
        ("2015-10-31", ["begins", "ends"], {"daily8_2015"}),
        ("2017-01-31", ["begins", "ends"], {"category_2017_quarterly"}),
        ("2022-02-28", ["date"], set()),
        ("2022-05-31", ["begins", "ends"], {"online_multi_2022"}),
        ("2023-08-31", ["ends"], set()),
        ("2021-06-30", [], set()),
    ],
)
def test_changes_against_the_step_before(view: Regimes, day: str, kinds: list[str], new: set[str]) -> None:
    view.go(day)
    frame = view.frame
    assert [c.kind for c in frame.changes] == kinds
    assert {row.now.id for row in frame.rows if row.is_new} == new
    assert len(texts(picture(frame, "en"), "ae-new")) == len(new)
    assert len(texts(picture(frame, "en"), "ae-change")) == len(kinds)


def test_a_verdict_that_changed_is_marked_with_what_it_was(view: Regimes) -> None:
    view.go("2020-12-31")
    frame = view.frame
    assert not any(row.changed for row in frame.rows)
    other = replace(frame.rows[0].now, word=Phrase("Good", "良好"), tone="good")
    row = replace(frame.rows[0], before=other)
    assert row.changed
    assert not row.is_new
    moved = replace(frame, rows=(row, *frame.rows[1:]))
    assert texts(picture(moved, "en"), "ae-note")[0] == "illustrative · was Good"
    assert "此前：良好" in summary(moved, "zh")


def test_what_a_verdict_was_is_told_beside_what_it_rests_on(view: Regimes) -> None:
    view.go("2022-12-31")
    rows = view.frame.rows
    for word in (Phrase("To improve", "待提升"), Phrase("General violation", "一般违规")):
        old = [replace(row, before=replace(row.now, word=word)) for row in rows]
        drawn = picture(replace(view.frame, rows=tuple(old)), "en")
        assert not [words for words in texts(drawn, "ae-note") if words.endswith("…")]


def test_next_change_is_told_while_there_is_room(view: Regimes) -> None:
    view.go("2015-09-30")
    drawn = picture(view.frame, "en")
    assert texts(drawn, "ae-ahead") == [
        "Seller service grade 2015 (ODR)", "Daily service score 2015 (8 items)"]  # fmt: skip
    view.go(LAST.isoformat())
    assert view.frame.ahead == ()
    view.go("2022-12-31")
    assert view.frame.ahead
    assert texts(picture(view.frame, "en"), "ae-ahead") == []


def test_what_is_ahead_is_told_in_the_order_of_its_days() -> None:
    for step in STEPS:
        days = [change.day for change in ahead(step)]
        assert days == sorted(days)
        assert all(day >= step for day in days)


def test_the_source_that_is_named_can_be_opened_or_is_the_platforms() -> None:
    known = rulebook.sources()
    nameless = {s.publisher.partition(" / ")[0] for s in known.values() if s.kind == "not_linkable"}
    for rules in rulebook.regimes():
        named, more = publisher_of(rules)
        assert named.en not in nameless
        every = {id for parameter in rules.parameters.values() for id in parameter.sources}
        assert more == len(every) - 1


def test_sources_are_counted_in_words(view: Regimes) -> None:
    view.go("2019-06-30")
    rows = {row.now.id: row for row in view.frame.rows}
    assert origins(rows["daily6"], "en")[0] == ("since 25 Jul 2018 · source: AliExpress open platform and 12 more")
    assert origins(rows["daily6"], "zh")[0] == ("2018 年 7 月 25 日起 · 来源：AliExpress open platform 等 13 处")
    own = replace(rows["daily6"], source=Phrase("platform", "平台"))
    assert origins(own, "zh")[0].endswith("来源：平台等 13 处")


# -- the picture ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("day", DAYS)
def test_words_of_the_picture_are_large_enough_to_read(day: str, language: str) -> None:
    drawn = ET.fromstring(picture(Regimes(day=day, language=language).frame, language))
    assert min(float(node.get("font-size", 14)) for node in drawn.iter(f"{SVG}text")) >= 11
    small = [n for n in drawn.iter(f"{SVG}text") if float(n.get("font-size", 14)) < 13]
    assert {"".join(node.itertext()) for node in small} <= set("✓△✕–")  # signs in their badges


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("day", DAYS)
def test_a_row_says_where_its_rule_comes_from_without_being_cut(day: str, language: str) -> None:
    view = Regimes(day=day, language=language)
    drawn = texts(picture(view.frame, language))
    for row in view.frame.rows:
        assert set(origins(row, language)) & set(drawn)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", STORES)
def test_what_is_said_of_a_verdict_is_never_cut(name: str, language: str) -> None:
    view = Regimes(STORES[name][1], name=name, language=language)
    for day in DAYS:
        view.go(day)
        drawn = picture(view.frame, language)
        for kind in ("ae-verdict", "ae-note", "ae-reason"):
            assert not [words for words in texts(drawn, kind) if words.endswith("…")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", STORES)
def test_picture_is_well_formed_and_labels_never_collide(name: str, language: str) -> None:
    view = Regimes(STORES[name][1], name=name, language=language)
    for day in DAYS:
        view.go(day)
        drawn = picture(view.frame, language)
        ET.fromstring(poster(view.frame, language))
        assert not re.search(r"\b(nan|None|NaT|inf)\b", drawn)
        touching = cut_or_touching(drawn, WIDTH, HEIGHT)
        assert not touching, f"on {day}; the name of a bar is the regime's `short`, in its file"


def test_words_of_the_verdict_in_both_languages() -> None:
    drawn = picture(Regimes(language="en").frame, "en")
    assert texts(drawn, "ae-verdict") == ["Pass"]
    assert texts(drawn, "ae-note") == ["illustrative"]
    assert texts(drawn, "ae-figure")[0] == "ODR 7.9 % (110/1,392)"
    zh = picture(Regimes(language="zh").frame, "zh")
    assert texts(zh, "ae-verdict") == ["及格"]
    assert texts(zh, "ae-note") == ["示意"]
    assert texts(zh, "ae-regime") == ["2015 年卖家服务等级（买家不良体验订单率）"]
    assert texts(zh, "ae-day") == ["2015 年 9 月 30 日有效的规则"]


def test_published_limits_are_not_called_illustrative(view: Regimes) -> None:
    view.go("2019-06-30")
    row = next(row for row in view.frame.rows if row.now.id == "online_7d_2019")
    assert not row.now.illustrative
    assert "published limits" in texts(picture(view.frame, "en"), "ae-note")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("day", DAYS)
def test_no_order_is_not_assessed(day: str, language: str) -> None:
    view = Regimes(orders=0, day=day, language=language)
    assert not any(row.now.assessed for row in view.frame.rows)
    word = {"en": "Not assessed", "zh": "不考核"}[language]
    assert set(texts(picture(view.frame, language), "ae-verdict")) == {word}


@pytest.mark.parametrize("end", ["low", "high"])
def test_every_lever_at_its_end_gives_a_picture(end: str) -> None:
    levers = {name: getattr(lever, end) for name, lever in LEVERS.items()}
    levers["orders_per_day"] = min(levers["orders_per_day"], BUSIEST)
    for day in DAYS[::3]:
        view = Regimes(Store(**levers), orders=400, day=day)
        for language in LANGUAGES:
            ET.fromstring(picture(view.frame, language))


def test_text_is_escaped() -> None:
    evil = '<script>alert("x")</script>&'
    view = Regimes(Store(), name=evil, orders=50)
    assert "<script" not in view._repr_mimebundle_()["text/html"]
    assert "<script" not in view._effect.value
    ET.fromstring(poster(view.frame, "en"))


def test_picture_has_a_name_and_all_rules_show_date_and_source(view: Regimes) -> None:
    view.go("2022-05-31")
    frame = view.frame
    root = ET.fromstring(picture(frame, "en"))
    assert root.get("role") == "img"
    assert root.get("aria-label") == summary(frame, "en")
    for row in frame.rows:
        assert row.name.en in summary(frame, "en")
        line = next(line for line in details(frame, "en") if line.startswith(f"{row.name.en}: since"))
        assert "source: " in line
        assert str(row.since.year) in line


# -- in code --------------------------------------------------------------------------------------


def test_slider_stands_over_the_day() -> None:
    """The steps are evenly spaced on the rail and by days in the picture: they part by < 1 unit."""
    first, last = x_of(STEPS[0]), x_of(STEPS[-1])
    for place, step in enumerate(STEPS):
        rail = first + (last - first) * place / (len(STEPS) - 1)
        assert abs(rail - x_of(step)) < 1.0


def test_control_and_code_do_the_same() -> None:
    by_code, by_page = Regimes(orders=500), Regimes(orders=500)
    by_code.go("2020-03-15")
    by_page.slider.value = date(2020, 3, 31)
    assert by_code.day == by_page.day == date(2020, 3, 31)
    assert by_code._effect.value == by_page._effect.value
    assert by_code.slider.value == date(2020, 3, 31)


def test_buttons_jump_from_change_to_change_and_stop_at_the_ends() -> None:
    view = Regimes(orders=50)
    seen = [view.day]
    while not view._later_button.disabled:
        view._later_button.click()
        seen.append(view.day)
    assert seen[1:-1] == [t for t in turns() if t > seen[0]]
    assert seen[-1] == LAST
    view._later_button.click()
    assert view.day == LAST
    view._earlier.click()
    assert view.day == turns()[-1]
    view.go("2015-01-01")
    assert view._earlier.disabled
    assert next_turn(STEPS[0], -1) == STEPS[0]


def test_other_store_and_reset() -> None:
    view = Regimes()
    start = view._effect.value
    view.choice.value = "price-store"
    other = view._effect.value
    assert other != start
    view.choice.value = "small-store"
    assert "not assessed" in view._effect.value.lower()
    view.choice.value = "price-store"
    assert view._effect.value == other
    view.go("2023-01-01")
    view.reset()
    assert view._effect.value == start
    assert (view.choice.value, view.slider.value) == ("middling-store", date(2015, 9, 30))


def test_repr_is_short_and_stable() -> None:
    assert repr(Regimes(orders=50)) == "Regimes(middling-store, 2015-09-30, 1 rule in force)"
    view = Regimes(Store(), day="2024-06-01", orders=50, language="zh", name="小店")
    assert repr(view) == "Regimes(小店, 2024-06-30, 7 项规则生效)"
    bundle = view._repr_mimebundle_()
    assert bundle["text/plain"] == repr(view)
    assert "data:image/svg+xml;base64," in bundle["text/html"]


def test_results_are_the_assessments() -> None:
    view = Regimes(orders=600, day="2022-06-30")
    assert list(view.results) == [row.now.id for row in view.frame.rows]


def test_language_is_the_sessions_unless_said() -> None:
    set_language("zh")
    view = Regimes(orders=50)
    set_language("en")
    assert "有效的规则" in view._effect.value
    assert view.slider.description == "日期"
    assert "In force on" in Regimes(orders=50)._effect.value


@pytest.mark.parametrize("day", ["2014-12-31", "2026-12-01", "soon"])
def test_a_wrong_day_is_told(day: str) -> None:
    with pytest.raises(CourseError):
        Regimes(day=day)
    view = Regimes(orders=50)
    with pytest.raises(CourseError):
        view.go(day)
    assert view.day == date(2015, 9, 30)


def test_a_wrong_store_is_told() -> None:
    with pytest.raises(CourseError, match="Store"):
        Regimes("shop")  # type: ignore[arg-type]


def test_months_are_worked_out_ahead_once_the_learner_moves() -> None:
    async def moves() -> Regimes:
        view = Regimes(orders=30)
        await asyncio.sleep(0)
        assert "ahead" not in view._timers  # a view that nobody touches costs nothing
        view.slider.value = date(2016, 3, 31)
        assert "ahead" in view._timers
        for _ in range(2000):
            if "ahead" not in view._timers:
                break
            await asyncio.sleep(0.02)
        return view

    history, plain = asyncio.run(moves()).history, Regimes(orders=30).history
    assert all(map(history.knows, STEPS))
    for day in STEPS[::12]:
        found = compare_in_each_mode(plain.seen_on(day).table, day, illustrative=True)
        assert history.rulings(day) == {id: ruling(result) for id, result in found.items()}
        assert list(history.rulings(day)) == list(found)


def test_a_month_that_was_begun_ahead_is_told_in_full() -> None:
    history = Regimes(orders=30, day="2022-06-30").history
    after = STEPS[STEPS.index(history.day) + 1]
    next(history.ahead())  # one rule of several
    assert not history.knows(after)
    assert list(history.rulings(after)) == [rules.id for rules in rulebook.in_force(after)]


@pytest.mark.parametrize(
    ("name", "en", "zh"), [(None, "Own store", "自定义店铺"), ("price-store", "price-store", "price-store")]
)
def test_an_own_store_is_called_what_the_list_calls_it(name: str | None, en: str, zh: str) -> None:
    for language, title in (("en", en), ("zh", zh)):
        view = Regimes(Store(), name=name, orders=50, language=language)
        assert view.frame.store.text(language) == title
        assert view.choice.options[0][0] == title
        view.choice.value = "brand-store"
        assert view.frame.store == STORES["brand-store"][0]


def test_own_store_comes_first_and_words_have_both_languages() -> None:
    view = Regimes(Store(), orders=50)
    assert [name for _, name in view.choice.options] == ["own-store", *STORES]
    assert all(isinstance(title, Phrase) and title.zh for title, _ in STORES.values())


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("day", ["2016-06-30", "2022-09-30", "2024-06-30", "2026-11-30"])
def test_the_name_of_a_bar_can_be_read_where_it_stands(view: Regimes, day: str, language: str) -> None:
    """White words stand on the full part of a bar alone, and no word on hatching."""
    view.go(day)
    drawn = ET.fromstring(picture(view.frame, language))
    bars = [(float(r.attrib["x"]), float(r.attrib["x"]) + float(r.attrib["width"]), float(r.attrib["y"]), r.get("fill"))
            for r in drawn.iter(f"{SVG}rect") if r.get("class") == "ae-bar"]  # fmt: skip
    names = [t for t in drawn.iter(f"{SVG}text") if t.get("class") == "ae-bar-name"]
    assert len(names) == len(bars) == len(rulebook.regimes())
    for text in names:
        words, weight = "".join(text.itertext()), int(text.get("font-weight", 400))
        x, y = float(text.attrib["x"]), float(text.attrib["y"]) - 14.5
        wide = text_width(words, 13, weight > 500)
        if text.get("fill") == PALETTE["paper"]:
            bar = max(b for b in bars if b[0] <= x and abs(b[2] - y) < 1)
            assert bar[3] == PALETTE["accent"] and x + wide <= bar[1] + 1, words
