"""The live view Tactics without a browser: its facts, its words, its picture, its controls."""

from __future__ import annotations

import asyncio
import re
import xml.etree.ElementTree as ET

import pytest

import aecourse
from aecourse import rulebook
from aecourse.base.errors import CourseError, UnknownName
from aecourse.live.svg import text_width
from aecourse.live.tactics import frame as frame_module
from aecourse.live.tactics.frame import EFFORTS
from aecourse.live.tactics.picture import WIDTH, picture, poster
from aecourse.live.tactics.sentences import details, finding, summary, wrong
from aecourse.live.tactics.view import Tactics
from aecourse.live.tactics.words import BRIEF, WHAT, WORDS, assumption_words, card, difference, signed_difference
from aecourse.models.trials import EVER, SHOWN, Trial, singles, trial
from aecourse.scoring.metrics import BAD_EXPERIENCE, METRICS
from aecourse.simulation.levers import Store
from aecourse.simulation.persuasion import Asking
from aecourse.simulation.stores import LOW_PRICE
from aecourse.simulation.tactics import Cost, tactics

LANGUAGES = ("en", "zh")


def view(*picked: str, **plan: object) -> Tactics:
    settings: dict[str, object] = {"orders": 400, "language": "en"} | plan
    return Tactics(picked, **settings)  # type: ignore[arg-type]


def test_what_it_shows_is_the_trial() -> None:
    it = view("ship", "listing")
    frame = it.frame
    same = trial(["ship", "listing"], store=it.scenario.shops["price-store"][1], orders=400)
    assert {one.metric: one for one in frame.changes} == same.changes
    assert frame.saved == len(same.saved)
    assert frame.headline == same.changes["odr"]
    assert it.cost == Cost(150, 50)
    assert frame.within
    assert repr(it) == (
        f"Tactics(ship, listing; ODR {100 * frame.headline.before:.1f} % -> "
        f"{100 * frame.headline.after:.1f} %; 150 USD and 50 h a month, within budget, illustrative)"
    )


@pytest.mark.parametrize("picked", [(), ("ship", "listing"), ("reply", "reword")])
def test_a_learner_who_moves_finds_the_other_efforts_worked_out(
    picked: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Worked out ahead or when it is asked for: the facts are the same to the last bit."""

    async def moves() -> Tactics:
        it = view(*picked, metric="snad_rate")
        await asyncio.sleep(0)
        assert "ahead" not in it._timers  # a view that nobody touches costs nothing
        drawn = it._effect.value
        it.sliders["usd"].value -= 20
        after = it._effect.value
        assert after != drawn
        for _ in range(2000):
            if "ahead" not in it._timers:
                break
            await asyncio.sleep(0.01)
        assert it._effect.value == after  # nothing changed on the page
        return it

    ready = asyncio.run(moves())
    with monkeypatch.context() as without:
        without.setattr(frame_module, "trial", None)  # nothing is left to be tried
        found = []
        for percent in range(0, 101, 10):
            ready.sliders["strength"].value = percent
            found.append(ready.frame)
    for frame in found:
        done = trial(picked, frame.plan.strength, store=LOW_PRICE, orders=400)
        assert frame.changes == tuple(done.changes.values())
        assert frame.saved == len(done.saved)
        alone = singles(frame.plan.strength, store=LOW_PRICE, orders=400)
        assert {bar.tactic.id: bar.change for bar in frame.bars} == {
            id: one.change("snad_rate") for id, one in alone.items()
        }
        assert (frame.games is None) == (done.after is done.plain)
        if frame.games is not None:
            assert (frame.games.hidden, frame.games.spoilt) == (len(done.hidden), _spoilt_by_asking(done))
            assert frame.games.refunds == _refunds(done)
    assert len({frame.plan.strength for frame in found}) == len(EFFORTS) == 11


def _spoilt_by_asking(done: Trial) -> int:
    was, now = (set(sums.measurement.behind("odr", EVER)["order_id"]) for sums in (done.plain, done.after))
    return len(now - was)


def _refunds(done: Trial) -> float:
    """From the tables: the price of each order whose dispute is withdrawn because buyers were asked."""
    plain, asked = (sums.measurement.table for sums in (done.plain, done.after))
    cancelled = (asked["dispute_end"] == "withdrawn") & (plain["dispute_end"] != "withdrawn")
    return float(plain.loc[cancelled, "amount_usd"].sum())


def test_bars_are_single_effects_with_the_best_first() -> None:
    it = view("ship", metric="nr_rate")
    bars = it.frame.bars
    gains = [bar.change.gain for bar in bars if bar.change]
    assert gains == sorted(gains, reverse=True)
    assert bars[0].tactic.id == "line"
    assert [bar.tactic.id for bar in bars if bar.picked] == ["ship"]
    assert len(bars) == len(tactics())


def test_over_budget_says_what_is_lacking() -> None:
    frame = view("ship", "reply", usd=200, hours=50).frame
    assert not frame.within
    assert frame.over == Cost(10, 10)
    assert view("ship", "reply", usd=200, hours=50, strength=0.5).frame.within


def test_a_thing_that_gets_worse_is_said() -> None:
    """Disputes that are answered can go to arbitration."""
    it = view("answer", orders=4000)
    assert finding(it.frame)[1].en.startswith("It has a price: ")


def test_the_one_that_games_is_never_the_advice() -> None:
    for shop in ("price-store", "middling-store", "brand-store"):
        shown = view(shop=shop)
        for metric in SHOWN:
            shown.set(metric=metric)
            assert not any(BRIEF["reword"].en in one.en for one in finding(shown.frame))
    it = view("reword", "ship", orders=1600)
    frame = it.frame
    assert frame.games is not None
    assert frame.games.snad is not None and frame.games.other is not None
    assert frame.games.snad.after < frame.games.other.after <= frame.games.other.before
    other = trial(
        ["reword", "ship"], store=it.scenario.shops["price-store"][1], orders=1600,
        reading="first_reason",
    )  # fmt: skip
    assert frame.games.other.after == other.changes["snad_rate"].after
    assert frame.games.nr is not None and frame.games.nr.difference > 0
    assert frame.games.hidden > 0 and frame.games.refunds > 0
    assert "Never recommended" in finding(frame)[1].en
    assert view("reword", strength=0).frame.games is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("plan", [
    {}, {"orders": 0}, {"orders": 1}, {"strength": 0.0}, {"usd": 0, "hours": 0},
    {"usd": 1600, "hours": 150}, {"shop": "brand-store"}, {"shop": "small-store"},
    {"metric": "dsr_logistics"},
])  # fmt: skip
@pytest.mark.parametrize("picked", [(), ("ship", "listing"), tuple(tactics())])
def test_every_end_gives_a_picture(language: str, plan: dict[str, object], picked: tuple[str, ...]) -> None:
    it = view(*picked, **{"orders": 120} | plan | {"language": language})
    for draw in (picture, poster):
        root = ET.fromstring(draw(it.frame, language))
        for node in root.iter("{http://www.w3.org/2000/svg}text"):
            assert "nan" not in (node.text or "")
    if plan.get("orders") == 0:
        assert ("不考核" if language == "zh" else "not assessed") in repr(it)


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_fit(language: str) -> None:
    """Nothing is cut but what is shortened on purpose, and the games' box keeps its words."""
    for picked in (("ship",), ("answer",), tuple(tactics())):
        frame = view(*picked, orders=1600, language=language).frame
        assert "…" not in picture(frame, language).replace(WIDTH.__str__(), "")
    for name in (*(METRICS[id].short for id in SHOWN), *BRIEF.values()):
        assert text_width(name.text(language), 13) <= 128


def test_controls_move_the_plan_and_the_plan_the_controls() -> None:
    it = view("ship")
    it.cards["stock"].value = True
    assert list(it.plan.picked) == ["stock", "ship"]
    it.cards["ship"].value = False
    assert list(it.plan.picked) == ["stock"]
    it.shop.value = "brand-store"
    it.metric.value = "snad_rate"
    it.sliders["strength"].value = 50
    assert (it.plan.shop, it.plan.metric, it.plan.strength) == ("brand-store", "snad_rate", 0.5)
    assert it.cost == Cost(130, 3)
    it.clear()
    assert not any(tick.value for tick in it.cards.values())
    it.reset()
    assert it.plan == it.scenario.start
    assert it.cards["ship"].value and it.shop.value == "price-store"
    it.set(picked=["reword"], usd=100)
    assert it.cards["reword"].value and it.sliders["usd"].value == 100


def test_no_effort_changes_nothing() -> None:
    frame = view("ship", "reword", strength=0).frame
    assert all(one.difference == 0 for one in frame.changes)
    assert frame.saved == 0 and frame.spent == Cost()


def test_an_own_shop() -> None:
    it = Tactics(store=Store(stockout_rate=0.2), orders=200)
    assert it.plan.shop == "own-store"
    assert it.frame.bars[0].tactic.id == "stock"


def test_cards_say_cost_and_strength() -> None:
    spent, moves = card(tactics()["stock"], Store(stockout_rate=0.05), 0.5)
    assert (spent.en, moves.en) == ("130 USD · 3 h", "stock-outs 5 → 3.2 %")
    assert (spent.zh, moves.zh) == ("130 美元 · 3 小时", "缺货 5 → 3.2 %")
    assert "never" in card(tactics()["reword"], Store(), 1)[1].en


def test_numbers_in_words() -> None:
    assert difference("odr", -0.051).en == "−5.1 pp"
    assert difference("odr", -0.0004).zh == "0.0 个百分点"
    assert difference("dsr_logistics", 0.123).zh == "+0.12 星"
    assert signed_difference("dsr_logistics", -0.123) == "−0.12"


def test_the_numbers_of_what_is_assumed_come_from_their_homes() -> None:
    does, packet = Asking(), rulebook.table("dispute")
    points = rulebook.load("capability_2022")["points"].values()
    _, asking = assumption_words()[-1]
    for words in (asking.en, asking.zh):
        for share in (does.cancel, does.change, does.escalate_if_refused,
                      packet["nr_small_packet.rate_above"]):  # fmt: skip
            assert f"{share:.0%}".replace("%", " %") in words
        for count in (*points, packet["nr_small_packet.min_orders"]):
            assert re.search(rf"\b{count}\b", words)
    assert not any("{" in words.en + words.zh for _, words in assumption_words())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("plan", [{}, {"picked": ("ship",), "strength": 0.0}])
def test_an_idle_plan_shows_what_is_and_compares_nothing(language: str, plan: dict[str, object]) -> None:
    """Before anything is picked there is no before and after: values, and orders that are bad."""
    settings = {"orders": 400, "language": language} | plan
    frame = Tactics(**settings).frame  # type: ignore[arg-type]
    shown = picture(frame, language)
    for absent in ('class="ae-was"', 'class="ae-sure"', "<circle", "→"):
        assert absent not in shown
    names = (METRICS[id].short for id in SHOWN)
    for line, name in zip(details(frame, language), names, strict=False):
        assert line.startswith(name.text(language)) and line.count(".") == 1
    assert shown.count('class="ae-metric"') == len(SHOWN)
    assert shown.count('ae-example"') == 2
    assert "ae-empty" in shown
    assert ET.fromstring(shown).attrib["aria-label"] == summary(frame, language)


def test_examples_are_orders_of_the_table() -> None:
    it = view()
    frame, bad = it.frame, set(it.trial.before.measurement.behind("odr", EVER)["order_id"])
    assert frame.bad == len(bad)
    assert {one.order for one in frame.examples} < bad
    it.set(picked=["ship"])
    assert {one.order for one in it.frame.examples} <= set(it.trial.saved["order_id"])
    assert set(WHAT) == set(BAD_EXPERIENCE)
    for one in frame.examples:
        assert len(one.wrong) > 0 and "{" not in wrong(one).en + wrong(one).zh


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_the_scale_has_its_name(language: str) -> None:
    shown = picture(view("ship", language=language).frame, language)
    for key in ("relief_axis", "relief_none", "relief_all"):
        assert f">{WORDS[key].text(language)}</text>" in shown


def test_still_picture_for_pages_where_nothing_runs() -> None:
    bundle = view("ship")._repr_mimebundle_()
    assert "data:image/svg+xml" in bundle["text/html"]
    assert bundle["text/plain"] == repr(view("ship"))
    assert aecourse.live.Tactics is Tactics


def test_slips_are_told() -> None:
    with pytest.raises(UnknownName, match="ship"):
        view("shipp")
    with pytest.raises(UnknownName, match="odr"):
        view(metric="odrr")
    with pytest.raises(UnknownName, match="price-store"):
        view(shop="price-stor")
    with pytest.raises(UnknownName, match="usd"):
        view(us=3)
    with pytest.raises(CourseError, match="1600"):
        view(usd=5000)
    with pytest.raises(CourseError, match="Store"):
        Tactics(store="shop")  # type: ignore[arg-type]


def test_the_shop_of_the_lesson_is_the_views() -> None:
    from aecourse.models.trials import LESSON_ORDERS
    from aecourse.simulation.stores import LOW_PRICE, STORES

    assert STORES["price-store"][1] == LOW_PRICE
    assert round(90 * LOW_PRICE.orders_per_day) == LESSON_ORDERS
