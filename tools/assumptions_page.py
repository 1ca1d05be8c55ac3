"""Write the pages of the assumptions: ``python -m tools.assumptions_page``.

``docs/assumptions.md`` and ``docs/assumptions.zh.md`` list every number that the course's models
assume, with its reason: the simulator, the buyers who are asked to reword a dispute, the game of a
year, the market with an entry fee, the loop from score to tier.  A test makes them again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from aecourse.base.language import LANGUAGES, Language, Phrase
from aecourse.models import ladder, market
from aecourse.models.year import ANSWERS, DILEMMAS, OPTIONS, SEASONS, Effect, Season
from aecourse.models.year.terms import TERMS
from aecourse.simulation import messages, persuasion
from aecourse.simulation.assumptions import GROUPS, Group

DOCS = Path(__file__).parent.parent / "docs"
NAMES: Mapping[str, str] = {"en": "assumptions.md", "zh": "assumptions.zh.md"}

_HEAD = (
    Phrase("# What the models assume", "# 模型的假设"),
    Phrase("[中文](assumptions.zh.md)", "[English](assumptions.md)"),
    Phrase(
        "This page is made from the code by `python -m tools.assumptions_page`; do not edit it.",
        "本页由 `python -m tools.assumptions_page` 依据代码生成，请勿手工修改。",
    ),
    Phrase(
        "Every number here is **illustrative**: the course assumes it, so that stores behave like "
        "stores. None is a figure of the platform. What the platform's rules say stands in "
        "[the rulebook](rulebook.md), with its sources.",
        "本页所有数值均为**示意**：由本课程假设，好让模拟的店铺像真店铺，没有一个是平台公布的数字。"
        "平台的规则见[规则库](rulebook.zh.md)，那里注明了来源。",
    ),
)
_COLUMNS = (Phrase("Name", "名称"), Phrase("Value (illustrative)", "数值（示意）"), Phrase("Reason", "理由"))

Row = tuple[str, float, Phrase]


def sections() -> Iterator[tuple[Phrase, list[Row]]]:
    """Every model's assumptions under a title: name, value, reason."""
    simulator = Phrase("Simulator: ", "模拟器：")
    for one in GROUPS:
        title = Phrase(simulator.en + one.title.en.lower(), simulator.zh + one.title.zh)
        yield title if one.title.en != "DSR" else Phrase("Simulator: DSR", title.zh), _rows(one)
    for one in (persuasion.ASSUMED, messages.ASSUMED):
        yield one.title, _rows(one)
    year = Group(Phrase("The game of a year", "经营一年的游戏"), TERMS)
    yield year.title, _rows(year)
    yield from _year_of_choices()
    yield (
        Phrase("A market with an entry fee", "有入场费的市场"),
        [
            (it.name, getattr(market.Market(), it.name), it.reason)
            for it in market.QUANTITIES.values()
            if it.group != "rule"
        ],
    )
    yield (
        Phrase("From score to tier and back", "从服务分到层级的循环"),
        [
            (it.name, getattr(ladder.Assumptions(), it.name), it.reason)
            for it in ladder.QUANTITIES.values()
            if it.group == "assumed"
        ],
    )


def _year_of_choices() -> Iterator[tuple[Phrase, list[Row]]]:
    """What the options of the game cost and do, what its months bring, what answers to dilemmas do."""
    game = Phrase("The game of a year: ", "经营一年的游戏：")
    options = [
        (f"{lever}.{key}.{name}", value, it.note)
        for lever, each in OPTIONS.items()
        for key, it in each.items()
        for name, value in _numbers(it)
    ]
    yield Phrase(f"{game.en}options", f"{game.zh}选项"), options
    months = [
        (f"month_{number}.{name}", value, it.note)
        for number, it in enumerate(SEASONS, start=1)
        for name, value in (*_numbers(it), *((f"jam.{carrier}", days) for carrier, days in it.jam.items()))
        if value != getattr(Season(it.note, 1.0), name, None)
    ]
    yield Phrase(f"{game.en}months", f"{game.zh}各月"), months
    answers = [
        (f"{id}.{letter}.{name}", value, it.answer(letter).note)
        for id, it in DILEMMAS.items()
        for letter in ANSWERS
        for effect in it.answer(letter).effects
        for name, value in _named(effect)
    ]
    yield Phrase(f"{game.en}dilemmas", f"{game.zh}难题"), answers


def _named(effect: Effect) -> Iterator[tuple[str, float]]:
    """The numbers of an effect, with the months in which it is felt where these are not the one at hand."""
    when = "" if (effect.starts, effect.months) == (0, 1) else f"[{effect.starts}..{effect.starts + effect.months - 1}]"
    for name, value in effect.numbers.items():
        yield f"{name}{when}", value


def _numbers(of: Any) -> Iterator[tuple[str, float]]:
    for field in fields(of):
        value = getattr(of, field.name)
        if isinstance(value, int | float):
            yield field.name, value


def _rows(of: Group) -> list[Row]:
    return [(name, entry.value, entry.reason) for name, entry in of.entries.items()]


def page(language: Language) -> str:
    """The whole page in one language."""
    lines = [line for phrase in _HEAD for line in (phrase.text(language), "")]
    for title, rows in sections():
        lines += [f"## {title.text(language)}", "", _line(c.text(language) for c in _COLUMNS)]
        lines.append(_line(["---", "---:", "---"]))
        lines += [_line((f"`{n}`", f"{value:,g}", why.text(language))) for n, value, why in rows]
        lines.append("")
    return "\n".join(lines)


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def write() -> None:
    """Write both pages."""
    for language in LANGUAGES:
        (DOCS / NAMES[language]).write_text(page(language), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
