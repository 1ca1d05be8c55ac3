"""The page of a report: one HTML file without scripts, in both languages, nothing outside it."""

from __future__ import annotations

import base64
import re
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...base import palette
from ...base.language import LANGUAGES, Language, Phrase, language_tag
from ...base.tables import texts
from ...base.vocabulary import CATEGORY_NAMES
from ...base.wording import NONE, day, span
from ...models.fitted import FOLLOWED, SETTLED_DAYS
from ...scoring.assessment.found import blank_key
from ...scoring.assessment.results import format_value
from ...scoring.metrics import METRICS
from ...simulation.levers import LEVERS
from .facts import RegimeFacts, Report
from .files import told_csv
from .pictures import trend

if TYPE_CHECKING:
    import jinja2

SHOWN = 12
"""So many orders of a metric stand on the page; its file has more."""
MOST_GROUPS = 8
TEXTS = texts(__file__)


def page(report: Report, language: Language) -> str:
    """The report as one HTML file that opens in *language*; the other one is a click away."""
    other = [one for one in LANGUAGES if one != language]
    return _template().render(
        report=report,
        opened=language,
        sides=[(one, _Words(one)) for one in (language, *other)],
        files=_files(report),
        metrics=METRICS,
        levers=LEVERS,
        shown=SHOWN,
        most_groups=MOST_GROUPS,
        settled_days=SETTLED_DAYS,
        followed=FOLLOWED,
        colours=palette.rule(":root"),
    )


@lru_cache(maxsize=1)
def _template() -> jinja2.Template:
    import jinja2

    here = jinja2.FileSystemLoader(Path(__file__).parent)
    room = jinja2.Environment(
        loader=here, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return room.get_template("report.html")


def _files(report: Report) -> dict[tuple[str, str], str]:
    """The address of each metric's CSV file, which lies in the page itself."""
    found = {}
    for one in report.regimes:
        for metric in one.metrics:
            if metric.blamed:
                data = base64.b64encode(told_csv(metric).encode()).decode()
                found[one.regime.id, metric.key] = f"data:text/csv;charset=utf-8;base64,{data}"
    return found


class _Words:
    """How the page says things in one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self.tag = language_tag(language)

    def __call__(self, key: str, **slots: object) -> str:
        return TEXTS["words"][key].format(**slots).text(self.language)

    def say(self, phrase: Phrase) -> str:
        return phrase.text(self.language)

    def column(self, name: str) -> str:
        return self.say(TEXTS["columns"][name])

    def category(self, name: str) -> str:
        """A category as people call it, or that none is told."""
        if name == blank_key("category"):
            return self("no_category")
        return self.say(CATEGORY_NAMES.get(name, Phrase(name, name)))

    def group(self, column: str, name: str) -> str:
        return self.category(name) if column == "category" else name

    def reason(self, one: RegimeFacts) -> str:
        """Why, with the names that people give to the categories."""
        said = self.say(one.reason)
        for name in {metric.category for metric in one.metrics if metric.category}:
            said = re.sub(rf"\b{name}(?=: |：)", self.category(name), said)
        return said

    def day(self, at: date | None) -> str:
        return NONE if at is None else self.say(day(at, year=True))

    def span(self, window: Any) -> str:
        return self.say(span(window.first, window.last))

    def value(self, metric: str, value: float | None) -> str:
        return format_value(metric, value)

    def lever(self, name: str, value: float) -> str:
        unit = LEVERS[name].unit
        if unit == "share":
            return f"{100 * value:.1f} %"
        words = {"days": Phrase("days", "天"), "hours": Phrase("hours", "小时")}.get(unit)
        return f"{value:.2f}" if words is None else f"{value:.1f} {self.say(words)}"

    def names(self, metrics: tuple[str, ...]) -> str:
        gap = "、" if self.language == "zh" else ", "
        return gap.join(self.say(METRICS[id].name) for id in metrics)

    def trend(self, metric: Any) -> str:
        return trend(metric, self.language)
