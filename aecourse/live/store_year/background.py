"""What opens under StoreYear's picture: the options, the rules and their sources, the assumptions."""

from __future__ import annotations

from ... import rulebook
from ...base import wording
from ...base.language import Phrase
from ...models.year import DILEMMAS, NAMES, OPTIONS, SEASONS
from ...models.year.terms import CAPABILITY, PAYMENT, SCORE, TERMS
from ...rulebook import Regime
from ...rulebook.bands import snad_band_keys
from .words import month_name

_KEYS = {
    SCORE: ("full_marks", "grade_cuts", "min_orders_90d", "effect.search_by_daily_score"),
    CAPABILITY: ("check_day", "penalties_from"),
}


def options(language: str) -> list[tuple[str, str]]:
    """Each option by its lever and name, with what it costs and does."""
    return [
        (
            Phrase(f"{NAMES[lever].en}: {it.name.en}", f"{NAMES[lever].zh}：{it.name.zh}").text(language),
            it.note.text(language),
        )
        for lever, each in OPTIONS.items()
        for it in each.values()
    ]


def dilemmas(language: str) -> list[tuple[str, str]]:
    """Who tells of the kind of each dilemma that a year may bring; their numbers are illustrative."""
    return [(it.title.text(language), rulebook.publishers(it.sources).text(language)) for it in DILEMMAS.values()]


def assumptions(language: str) -> list[tuple[str, str]]:
    """Everything that the game assumes, a sentence each; the calendar at the end."""
    said = [("", phrase.text(language)) for phrase in (*(it.reason for it in TERMS.values()), PAYMENT)]
    months = [
        (
            month_name(number).text(language),
            f"{Phrase('season', '季节').text(language)} × {it.demand:g}. {it.note.text(language)}",
        )
        for number, it in enumerate(SEASONS, start=1)
    ]
    return said + months


def year_rules(language: str) -> list[tuple[str, str]]:
    """The rules of the year: name, days in force, what they do, who tells it."""
    regimes = [(rulebook.load(id), keys) for id, keys in _KEYS.items()]
    told = [_regime(it, (*keys, *snad_band_keys(it))) for it, keys in regimes] + [_penalties()]
    return [(name.text(language), words.text(language)) for name, words in told]


def _regime(regime: Regime, keys: tuple[str, ...]) -> tuple[Phrase, Phrase]:
    since, until = wording.day(regime.effective_from, year=True), regime.effective_to
    to = Phrase(", no end found", "，未见终止日期")
    if until:
        to = Phrase(" to {day}", "，至 {day}").format(day=wording.day(until, year=True))
    words = Phrase(
        "{id} · in force from {since}{to}. {summary} Sources: {who}", "{id} · {since}起{to}。{summary}来源：{who}"
    )
    who = rulebook.publishers(id for key in keys for id in regime.parameter(key).sources)
    return regime.name, words.format(id=regime.id, since=since, to=to, summary=regime.summary, who=who)


def _penalties() -> tuple[Phrase, Phrase]:
    table = rulebook.table("points")
    *nodes, last = table["node_days"]
    words = Phrase(
        "general {general}, serious {serious}, very serious {very_serious}; each lives {life} "
        "days; frozen at {nodes}, closed at {close}. Sources: {who}",
        "一般 {general} 分，严重 {serious} 分，特别严重 {very_serious} 分；每次扣分保留 {life} 天；"
        "{nodes} 分冻结，{close} 分关闭。来源：{who}",
    )
    who = rulebook.publishers(id for key in ("per_case", "node_days") for id in table.parameter(key).sources)
    return Phrase("Penalty points", "扣分"), words.format(
        **table["per_case"],
        life=table["life_days"],
        close=table["close_at"],
        who=who,
        nodes=Phrase(f"{', '.join(nodes)} and {last}", " / ".join([*nodes, last])),
    )
