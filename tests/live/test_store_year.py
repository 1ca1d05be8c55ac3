"""StoreYear without a browser: the facts it shows, the picture it draws, how a year is played."""

from __future__ import annotations

import asyncio
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from html import escape

import pytest

from aecourse.base import wording
from aecourse.base.errors import CourseError, UnknownName
from aecourse.base.language import set_language
from aecourse.live import StoreYear
from aecourse.live.store_year import phrases
from aecourse.live.store_year import view as module
from aecourse.live.store_year.frame import YearFrame, YearScenario, year_frame
from aecourse.live.store_year.narrow import HEIGHT as HIGH
from aecourse.live.store_year.narrow import WIDTH as NARROW
from aecourse.live.store_year.narrow import narrow
from aecourse.live.store_year.picture import HEIGHT, WIDTH, picture, poster
from aecourse.live.store_year.sentences import details, summary
from aecourse.models import year as game
from aecourse.models.year import OPTIONS, REFERENCE, Choice, ProfitCause, Year
from aecourse.models.year.hindsight import MonthCost
from aecourse.models.year.months import effect, play_month
from aecourse.models.year.terms import TERMS
from aecourse.rulebook.ledger import PenaltyCase
from tests.pictures import cut_or_touching, loaded_by, still_of, texts

LANGUAGES = ("en", "zh")
SVG = "{http://www.w3.org/2000/svg}"
LAVISH = Choice(3.0, "premium", "studio", "round", "express", 2000, 1.0, "c")


@pytest.fixture(autouse=True)
def _speak_english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


@cache
def played(months: int, policy: str = "good", seed: int = 2) -> Year:
    year = game.begin(seed)
    while len(year.months) < months and not year.over:
        year = game.play(year, REFERENCE if policy == "good" else Choice())
    return year


def frame(year: Year, choice: Choice | None = None, causes: int = 0, best: Year | None = None) -> YearFrame:
    scenario = YearScenario.create(choice, seed=year.seed, language="en")
    scenario.year, scenario.best = year, best
    if best is not None:
        scenario.costs = tuple(
            MonthCost(n, usd, replace(REFERENCE, price=1.25, answer="c"), ("price", "answer"))
            for n, usd in enumerate(COSTS[: len(year.months)], start=1)
        )
    if causes:
        scenario.sound = 12_345
        scenario.causes = tuple(
            ProfitCause(name, (-1) ** place * 1500 * place, -400)
            for place, name in enumerate([*game.NAMES, "luck"][:causes])
        )
    return year_frame(scenario)


COSTS = (400, 4083, -30, 0, 950, -1200, 60, 33, 12, 800, 5, 90)


def condemned(snad: str, points: int) -> Year:
    """A year whose last check found most orders not as described."""
    year = played(2, "bad")
    checked = {**year.months[-1].standing.checked, "snad_rate": (120.0, 180, 2 / 3)}
    standing = replace(year.months[-1].standing, checked=checked, snad=snad, given=points)
    last = replace(year.months[-1], standing=standing)
    return Year(2, (year.months[0], last), replace(year.stand, last=last))


def punished() -> Year:
    """A careless store that the check of February takes over a node of points."""
    choice = Choice()
    year = game.replay(2, [choice])
    stand = replace(year.stand, cases=(PenaltyCase("2022-02-01", 11, "before"),))
    stand = play_month(stand, choice)
    assert stand.last is not None
    return Year(2, (*year.months, stand.last), stand)


MADE: Mapping[str, Callable[[], YearFrame]] = {
    "opening": lambda: frame(game.begin(1)),
    "opening, lavish": lambda: frame(game.begin(9999), LAVISH),
    "nothing to sell": lambda: frame(played(1), Choice(cover=0.0, price=0.7, advertising=2000)),
    "first scores": lambda: frame(played(2, "bad"), Choice(cover=0.0)),
    "good": lambda: frame(played(5)),
    "bad": lambda: frame(played(7, "bad"), replace(LAVISH, price=1.4)),
    "punished": lambda: frame(punished()),
    "very serious": lambda: frame(condemned("very serious", 48)),
    "spared": lambda: frame(condemned("very serious", 0)),
    "red": lambda: frame(game.replay(1, [replace(LAVISH, advertising=100)])),
    "end": lambda: frame(played(12)),
    "end, counting": lambda: frame(played(12, "bad"), causes=3),
    "end, counted": lambda: frame(played(12, "bad"), causes=9, best=played(12)),
    "end, won": lambda: frame(played(12), causes=9, best=played(12)),
    "insolvent": lambda: frame(game.replay(1, [LAVISH]), causes=9, best=played(12, seed=1)),
}  # fmt: skip


@cache
def case_of(case: str) -> YearFrame:
    return MADE[case]()


# -- the picture --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", MADE)
def test_picture_is_well_formed_and_never_shows_a_non_number(case: str, language: str) -> None:
    for drawn in (picture(case_of(case), language), poster(case_of(case), language)):
        ET.fromstring(drawn)
        assert not re.search(r"\b(nan|None|inf)\b", drawn)
        assert "{" not in drawn
    assert all(details(case_of(case), language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", MADE)
def test_labels_never_collide_and_nothing_is_cut(case: str, language: str) -> None:
    drawn = picture(case_of(case), language)
    assert not any("…" in words for words in texts(drawn))
    assert cut_or_touching(drawn, WIDTH, HEIGHT) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", MADE)
def test_the_narrow_picture_tells_the_same_and_cuts_nothing(case: str, language: str) -> None:
    drawn, wide = narrow(case_of(case), language), picture(case_of(case), language)
    assert not any("…" in words for words in texts(drawn))
    assert cut_or_touching(drawn, NARROW, HIGH) == []
    for kind in ("ae-score", "ae-cash", "ae-stock", "ae-plan-goods", "ae-profit", "ae-best", "ae-mean", "ae-month-usd"):
        assert texts(drawn, kind) == texts(wide, kind)


def test_the_back_office_shows_what_the_engine_says() -> None:
    it, drawn = case_of("good"), picture(case_of("good"), "en")
    month = played(5).months[-1]
    assert month.standing.score is not None
    assert texts(drawn, "ae-score") == [f"{month.standing.score:.0f}"]
    assert texts(drawn, "ae-cash") == [f"{month.cash:,.0f}"]
    assert texts(drawn, "ae-stock") == [str(month.stock)]
    assert texts(drawn, "ae-waiting") == [str(month.waiting)]
    assert drawn.count('class="ae-item"') == 6
    assert [item.full for item in it.items] == [10, 15, 15, 30, 15, 15]
    assert "Check of 27 May: SNAD rate" in texts(drawn)
    for words in ("5 %", "20 %", "50 %", "ok", "2", "12", "48 points"):
        assert words in texts(drawn)
    for words in ("正常", "扣 2 分", "扣 12 分", "扣 48 分"):
        assert words in texts(picture(it, "zh"))
    assert texts(drawn, "ae-where") == ["31 May 2022 · 5 of 12 months played · seed 2"]


def test_too_few_orders_are_not_assessed() -> None:
    for case in ("opening", "opening, lavish"):
        assert texts(picture(case_of(case), "en"), "ae-score") == ["No score"]
        assert "exposure × 0.85" in texts(picture(case_of(case), "en"))
        assert 'class="ae-item"' not in picture(case_of(case), "en")
        assert "< 60 orders in 90 days" in texts(picture(case_of(case), "en"))
        assert texts(picture(case_of(case), "zh"), "ae-score") == ["不考核"]


def test_points_and_a_frozen_account_are_told() -> None:
    drawn = picture(case_of("punished"), "en")
    assert texts(drawn, "ae-snad") == ["⚠ general violation: +2 points"]
    assert "27 Feb: +2 points" in texts(drawn, "ae-trouble")[0]
    assert "13 points: the account is frozen for 7 days" in texts(drawn, "ae-trouble")[0]
    chinese = picture(case_of("punished"), "zh")
    assert "满 24 分冻结账号" in texts(chinese)
    assert " " in texts(drawn, "ae-trouble")[0].split(": +2 points", 1)[1]
    assert "。 " not in texts(chinese, "ae-trouble")[0]  # Chinese sentences follow without a space
    assert texts(picture(case_of("spared"), "zh"), "ae-snad") == ["特别严重违规，暂不扣分"]


def test_one_order_is_no_orders() -> None:
    month = replace(played(5).months[-1], orders=1, oversold=1, turned_away=1)
    account, sold_out = (said.en for said in phrases.news(month)[:2])
    assert account.startswith("May: 1 order, ")
    assert sold_out == "⚠ Sold out: 1 order not sold, 1 buyer turned away."


def test_zones_points_and_grades_are_the_rulebooks() -> None:
    it = case_of("opening")
    assert [(zone.start, zone.points) for zone in it.zones] == [
        (0, 0), (0.05, 2), (0.20, 12), (0.50, 48)]  # fmt: skip
    assert {"Excellent 90", "Pass 60"} <= set(texts(picture(it, "en")))
    assert {"优秀 90", "及格 60"} <= set(texts(picture(it, "zh")))
    assert "First check, 27 Jan: SNAD rate" in texts(picture(it, "en"))
    for language in LANGUAGES:
        assert ("示意" if language == "zh" else "illustrative") in str(
            [getattr(it, "value", "") for it in StoreYear(language=language).children]
        )


def test_amounts_of_the_game_are_told_from_its_terms() -> None:
    assert "5,000 USD" in texts(picture(case_of("opening"), "en"), "ae-news")[0]
    assert "less goods, parcel, 8 % fee" in texts(picture(case_of("opening"), "en"))
    assert "已扣进价、运费、8 % 佣金" in texts(picture(case_of("opening"), "zh"))
    plan = case_of("red").plan
    assert plan is not None
    drawn = [picture(replace(case_of("red"), plan=replace(plan, cash=cash)), "en")
             for cash in (-plan.credit, -plan.credit - 1)]  # fmt: skip
    assert plan.credit == 2000
    assert "⚠ overdraft, 3 % monthly" in texts(drawn[0])
    assert "⚠ beyond the credit line" in texts(drawn[1])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", MADE)
def test_what_is_heard_has_the_true_minus_sign(case: str, language: str) -> None:
    said = [summary(case_of(case), language), *details(case_of(case), language)]
    assert not [words for words in said if re.search(r"(?<![\w-])-\d", words)]


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("opening, lavish", "⚠ beyond the credit line"),
        ("nothing to sell", "⚠ every sale loses"),
        ("first scores", "% of the forecast"),
        ("opening, lavish", "⚠ 3"),
    ],
)
def test_the_plan_warns(case: str, words: str) -> None:
    choice = {"nothing to sell": replace(LAVISH, cover=0.0, price=0.7)}.get(case)
    it = case_of(case) if choice is None else frame(played(1), choice)
    assert any(words in line for line in texts(picture(it, "en")))


def test_the_plan_is_the_models_own() -> None:
    choice = replace(REFERENCE, cover=1.3, answer="a")
    stand = played(3).stand
    plan = frame(played(3), choice).plan
    assert plan is not None
    assert plan.expected == game.expected_buyers(stand, choice)
    assert plan.bought == game.bought(stand, choice)
    also = effect(stand, choice)
    assert plan.margin == pytest.approx(20 * 0.92 - 7.5 - 3 - also.per_piece - also.per_parcel)
    month = game.play(played(3), choice).months[-1]
    assert plan.spend == pytest.approx(month.books.spent, abs=3 * abs(month.shipped - plan.expected) + 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_month_to_come_is_told_beforehand(language: str) -> None:
    for months in range(12):
        drawn = picture(frame(played(months)), language)
        assert texts(drawn, "ae-season") == [game.season(months + 1).note.text(language)]


# -- the log ------------------------------------------------------------------------------------------


def test_points_stand_in_the_log_with_date_and_cause() -> None:
    it = frame(condemned("very serious", 48))
    said = [entry.told.en for entry in it.log]
    assert "27 Feb: SNAD 66.7 % (120 of 180), 48 points" in said
    assert "2 月 27 日：货不对版纠纷率 66.7 %（180 笔中 120 笔），扣 48 分" in [e.told.zh for e in it.log]
    assert [entry.grave for entry in it.log if "48 points" in entry.told.en] == [True]
    spared = frame(condemned("general", 0))
    assert "27 Feb: SNAD 66.7 % (120 of 180), no points yet" in [entry.told.en for entry in spared.log]
    frozen = [entry.told.en for entry in frame(punished()).log]
    assert "28 Feb: 13 points: account frozen for 7 days" in frozen


def test_the_log_goes_by_day_and_has_every_answer() -> None:
    it = frame(played(12, "bad"))
    days = [entry.day for entry in it.log]
    assert days == sorted(days)
    for month in it.months:
        title = game.DILEMMAS[month.dilemma].title.en
        assert [title in entry.told.en for entry in it.log].count(True) == 1
    given = [month for month in it.months if month.standing.given]
    assert sum("points" in entry.told.en and "SNAD" in entry.told.en for entry in it.log) == len(given)
    assert frame(played(0)).log == ()


# -- the end ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_end_tells_profit_scores_causes_and_the_line(language: str) -> None:
    it, drawn = case_of("end, counted"), picture(case_of("end, counted"), language)
    profit = f"{it.outcome.profit:+,}".replace("-", "−")
    assert texts(drawn, "ae-profit") == [profit]
    assert texts(poster(it, language), "ae-line") == [game.line(played(12, "bad"))]
    assert drawn.count('class="ae-cause"') == 9
    assert drawn.count('class="ae-month-cost"') == 12
    assert texts(drawn, "ae-best") == [f"{game.outcome(played(12)).profit:+,}"]
    cost = {"en": "February cost most: 4,083 USD. Better there: Price 25 USD, Answers to dilemmas c.",
            "zh": "2 月代价最大：4,083 美元。当时更好的做法：售价 25 美元、难题的应对 c。"}  # fmt: skip
    assert "".join(texts(drawn, "ae-cost")).replace("  ", " ") == cost[language]
    sizes = [abs(cause.profit) for cause in it.causes]
    assert sizes == sorted(sizes, reverse=True)
    assert "12,345" in texts(drawn, "ae-profit-note")[0]
    assert "Insolvent in month 1" in texts(picture(case_of("insolvent"), "en"), "ae-finding")[0]
    assert "3 of 9" in picture(case_of("end, counting"), "en")


@pytest.mark.parametrize(
    ("profit", "best", "words"),
    [
        (-1, 9000, "Lost"), (0, 9000, "Survived"), (7649, 9000, "Survived"), (7650, 9000, "Won"),
        (9000, 9000, "Won"), (500, None, "The year is done"), (-500, None, "Lost"),
    ],
)  # fmt: skip
def test_lost_survived_or_won(profit: int, best: int | None, words: str) -> None:
    it = replace(case_of("end").outcome, profit=profit)
    assert phrases.outcome_words(it, best).en.startswith(words)


def test_nothing_of_the_other_shop_or_the_best_line_is_told_before_the_end() -> None:
    it = frame(played(11))
    assert (it.best, it.best_worths, it.costs, it.sound, it.causes) == (None, (), (), None, ())
    for language in LANGUAGES:
        told = " ".join([picture(it, language), *details(it, language)])
        assert "best known" not in told and "最好" not in told


def test_picture_has_a_name_that_tells_the_result() -> None:
    label = ET.fromstring(picture(case_of("good"), "en")).get("aria-label") or ""
    for words in ("31 May 2022", "Daily score", "Cash", "illustrative", "Plan for June"):
        assert words in label
    assert "利润" in summary(case_of("end"), "zh")
    assert sum(": " in line and "orders, score" in line for line in details(case_of("good"), "en")) == 5
    assert details(case_of("end"), "en")[-1].endswith(case_of("end").line)


# -- the view -----------------------------------------------------------------------------------------


@pytest.fixture
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The end without a hundred replays."""
    monkeypatch.setattr(module, "causes", lambda year, sound: iter([ProfitCause("price", -5, -7)]))
    monkeypatch.setattr(module, "reference_profit", lambda seed: 10_000)
    monkeypatch.setattr(module, "search", lambda seed: iter([played(12, seed=seed)]))
    monkeypatch.setattr(module, "month_costs", lambda year: iter([MonthCost(1, 7, REFERENCE, ("price",))]))


def test_its_repr_is_short() -> None:
    assert repr(StoreYear(seed=7)) == (
        "StoreYear(seed 7, 0 of 12 months, score not assessed, cash 5,000 USD, illustrative)"
    )
    assert repr(StoreYear(language="zh")).startswith("StoreYear(种子 1，已过 0 / 12 个月，服务分 不考核")


@pytest.mark.usefixtures("_quick")
def test_a_year_by_hand_is_the_year_of_the_model() -> None:
    view, choice = StoreYear(seed=3), replace(REFERENCE, cover=1.2)
    view.play([choice] * 14)
    assert view.year.over
    assert view.outcome == game.outcome(game.replay(3, [choice] * 12))
    assert game.verified(view.line) == view.outcome
    assert view._line.value == view.line
    assert view.frame.causes == () and view.frame.best is None  # without a page nothing follows by itself
    view.look_back()
    assert view.frame.causes == (ProfitCause("price", -5, -7),)
    assert view.frame.sound == 10_000
    assert view.frame.best is not None and view.frame.best.profit >= view.outcome.profit
    assert re.fullmatch(
        r"StoreYear\(seed 3, over after 12 months, profit -?[\d,]+ USD, score \d+, illustrative\)", repr(view)
    )
    view._line.value = "mine is better"
    assert view._line.value == view.line
    view.again()
    assert view._line.value == ""
    assert view.frame == StoreYear(seed=3).frame


@pytest.mark.usefixtures("_quick")
def test_looking_back_follows_bit_by_bit_on_a_page() -> None:
    async def end() -> list[int]:
        view, seen = StoreYear(seed=1), []
        view.scenario.observe(lambda change: seen.append(change["name"]), names=["best", "costs", "sound", "causes"])
        view.play([LAVISH])
        assert view.year.over and seen == []
        await asyncio.sleep(0.6)
        return seen

    assert asyncio.run(end()) == ["best", "costs", "sound", "causes"]


def test_a_year_cut_short_is_looked_back_upon() -> None:
    view = StoreYear(seed=1)
    view.play([LAVISH])
    assert view.frame.outcome.ended == "insolvent"
    view.look_back()
    assert len(view.frame.causes) == 9 and len(view.frame.costs) == 1
    assert view.frame.costs[0].usd == view.frame.best_worths[-1] - view.outcome.profit or view.frame.best is not None
    assert view.frame.causes[0].profit < -1000
    assert view.frame.cost is not None and view.frame.cost.en.startswith("January cost most")


def test_sliders_only_preview() -> None:
    view = StoreYear()
    before = view.year
    view.sliders["cover"].value = 150.0
    view.options["supplier"].chosen = {"supplier": "premium"}
    view.options["answer"].chosen = {"answer": "c"}
    view.sliders["price"].value = 1.15
    assert view.scenario.choice == replace(Choice(), cover=1.5, supplier="premium", price=1.15, answer="c")
    assert view.year is before
    plan = view.frame.plan
    assert plan is not None and plan.goods == plan.bought == game.bought(before.stand, view.scenario.choice)
    view.set(carrier="express", advertising=500)
    assert view.options["carrier"].chosen == {"carrier": "express"}
    assert view.sliders["advertising"].value == 500
    chosen = view.scenario.choice
    view.options["supplier"].chosen = {"supplier": "nobody"}  # what no page offers is not taken
    assert view.scenario.choice == chosen


@pytest.mark.parametrize("language", LANGUAGES)
def test_options_have_their_price_in_sight(language: str) -> None:
    view = StoreYear(language=language)
    usd = "美元" if language == "zh" else "USD"
    free = "不花钱" if language == "zh" else "free"
    for name, each in OPTIONS.items():
        (group,) = view.options[name].groups
        assert group["label"] == game.NAMES[name].text(language)
        prices = [option["price"] for option in group["options"]]
        costs = [getattr(it, "cost", None) if hasattr(it, "cost") else it.unit_cost for it in each.values()]
        for price, cost in zip(prices, costs, strict=True):
            assert price == (free if cost == 0 else f"{cost:,.0f} {usd}" if cost > 20 else f"{cost:.2f} {usd}")
    (asked,) = view.options["answer"].groups
    dilemma = view.year.stand.dilemma
    assert dilemma.title.text(language) in asked["label"] and asked["story"] == dilemma.story.text(language)
    assert [option["price"] for option in asked["options"]] == [
        dilemma.answer(letter).note.text(language) for letter in game.ANSWERS
    ]


def test_each_month_asks_anew() -> None:
    view = StoreYear()
    seen = []
    for _ in range(3):
        seen.append(view.options["answer"].groups[0]["label"])
        view.set(answer="b")
        view.next_month()
        assert view.scenario.choice.answer == "a" and view.options["answer"].chosen == {"answer": "a"}
    assert len(set(seen)) == 3
    assert [month.choice.answer for month in view.year.months] == ["b", "b", "b"]


def test_the_view_begins_where_the_cheap_shop_of_the_lesson_stands() -> None:
    from aecourse.plots.year import CHEAP, SEED, shop_year

    view = StoreYear(seed=SEED)
    assert view.scenario.choice == CHEAP
    for _ in range(3):
        view.next_month()
    assert view.year.months == shop_year("cheap").months[:3]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lever_moved_last_tells_what_it_costs_or_brings(language: str) -> None:
    view = StoreYear(language=language)
    notes = [OPTIONS["supplier"]["cheapest"].note.text(language)]
    assert texts(picture(view.frame, language), "ae-hint") == notes
    for name, each in OPTIONS.items():
        for key, option in each.items():
            view.set(**{name: key})
            drawn = texts(picture(view.frame, language), "ae-hint")
            if view.scenario.touched == name:
                assert drawn == [option.note.text(language)]
            assert escape(option.note.text(language)) in view._folds().children[1].value
    for name, value in (("cover", 3.0), ("advertising", 2000), ("price", 0.7)):
        view.set(**{name: value})
        (words,) = texts(picture(view.frame, language), "ae-hint")
        assert "…" not in words
    assert words == ("2.04 times the buyers of the usual price" if language == "en"
                     else "买家数为市场价时的 2.04 倍")  # fmt: skip


def test_a_double_click_is_one_month(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "REST", 0.05)

    async def press() -> tuple[int, int, int]:
        view = StoreYear(Choice(cover=0.0))
        view._next.click()
        view._next.click()
        at_once = len(view.year.months)
        await asyncio.sleep(0.03)
        view._next.click()  # still the same hand: the rest begins anew
        await asyncio.sleep(0.03)
        held = len(view.year.months)
        await asyncio.sleep(0.1)
        view._next.click()
        return at_once, held, len(view.year.months)

    assert asyncio.run(press()) == (1, 1, 2)


@pytest.mark.usefixtures("_quick")
def test_a_year_under_way_is_given_up_only_when_asked_twice() -> None:
    view = StoreYear(seed=5)
    view._seed.value = 8
    view._again.click()
    assert view.year.seed == 8
    view.next_month()
    view._again.click()
    assert (len(view.year.months), view._again.description) == (1, "Give up this year?")
    view.sliders["cover"].value = 40.0
    assert view._again.description == "Play again"
    view._again.click()
    view._again.click()
    assert (len(view.year.months), view._again.description) == (0, "Play again")
    assert view.scenario.choice == Choice()
    view.play([LAVISH])
    assert view._next.disabled
    view._again.click()
    assert not view._next.disabled and view.year.months == ()


def test_a_step_is_one_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    view, draw, drawn = StoreYear(), StoreYear._draw, []
    monkeypatch.setattr(StoreYear, "_draw", lambda self: (drawn.append(self), draw(self)))
    view.set(cover=1.2, price=1.1)
    assert len(drawn) == 1
    view.next_month(cover=1.0)
    assert len(drawn) == 2
    view.again()
    assert len(drawn) == 3


def test_a_wrong_lever_teaches_and_changes_nothing() -> None:
    view = StoreYear()
    start = view.frame
    with pytest.raises(UnknownName, match="cover"):
        view.set(covers=3)
    with pytest.raises(UnknownName, match="steady"):
        view.set(supplier="stedy")
    with pytest.raises(CourseError, match="0 to 3"):
        view.next_month(cover=300)
    with pytest.raises(CourseError, match="whole number"):
        view.again("x")  # type: ignore[arg-type]
    assert view.frame == start
    with pytest.raises(CourseError, match="whole number"):
        StoreYear(seed=-1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_assumption_and_rule_is_told(language: str) -> None:
    page = "".join(fold.value for fold in StoreYear(language=language)._folds().children)
    for it in TERMS.values():
        assert escape(it.reason.text(language)) in page
    days = [wording.day(date.fromisoformat(text), year=True).text(language)
            for text in ("2018-07-25", "2023-07-31", "2021-12-20")]  # fmt: skip
    for it in game.DILEMMAS.values():
        assert escape(it.title.text(language)) in page
    for words in ("daily6", "capability_2022", *days, "bytenew.com", "xeeger", "365"):
        assert words in page


def test_page_that_cannot_run_shows_picture_and_numbers() -> None:
    view = StoreYear()
    drawn, _ = still_of(view)
    assert drawn == poster(view.frame, "en")
    for name in game.NAMES.values():
        assert name.en in texts(drawn)


def test_facts_and_picture_need_no_widgets() -> None:
    assert loaded_by("aecourse.live.store_year.picture", "ipywidgets", "anywidget", "matplotlib") == []
