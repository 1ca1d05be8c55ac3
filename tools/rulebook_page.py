"""Write the reference pages of the rulebook: ``python -m tools.rulebook_page``.

``docs/rulebook.md`` and ``docs/rulebook.zh.md`` are made from the data alone: every regime and
table, every parameter with its sources and confidence, what is left out, and the claims of the two
articles with the lessons that treat them.  A test makes the pages again and compares them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from aecourse import rulebook
from aecourse.base.language import LANGUAGES, Language, Phrase
from aecourse.rulebook import Parameter, Regime, Source, Table
from aecourse.rulebook.claims import VERDICTS, Claim, claims
from aecourse.rulebook.metrics import metric_name
from aecourse.rulebook.omissions import left_out
from aecourse.rulebook.vocabulary import CHOICES, CONFIDENCES, KINDS, TOLD, UNITS, WINDOWS
from aecourse.scoring.outcomes import kind_of
from tools.lessons.source import paths, read

DOCS = Path(__file__).parent.parent / "docs"
NAMES: Mapping[str, str] = {"en": "rulebook.md", "zh": "rulebook.zh.md"}

_WORDS: Mapping[str, Phrase] = {
    "title": Phrase("The rulebook", "规则库"),
    "made": Phrase(
        "This page is made from the data by `python -m tools.rulebook_page`; do not edit it.",
        "本页由 `python -m tools.rulebook_page` 依据数据生成，请勿手工修改。",
    ),
    "other": Phrase("[中文](rulebook.zh.md)", "[English](rulebook.md)"),
    "intro": Phrase(
        "Every rule of this course stands here with its dates, unit, window, sources and "
        "confidence. What the public does not know is marked **not public**; a teaching default "
        "beside it is illustrative and never the platform's. Where sources conflict, both sides "
        "stand side by side. A parameter that is *told only* stands here to be read: "
        "`using` refuses another value for it, since nothing would change.",
        "本课程讲到的每条规则都列在这里，注明日期、单位、期间、来源与可信度。公开资料没有的数值"
        "标为**未公开**；旁边的教学示意值只用来演示，不是平台规定。来源相互矛盾的，两种说法都列出。注明“仅作说明”的参数只供阅读："
        "改了也不影响结果，所以 `using` 不接受。",
    ),
    "timeline": Phrase("Timeline", "时间线"),
    "regimes": Phrase("Regimes", "考核规则"),
    "tables": Phrase("Dated tables", "规则表"),
    "regime": Phrase("Regime", "规则"),
    "from": Phrase("From", "起"),
    "to": Phrase("To", "止"),
    "dates": Phrase("In force", "生效期"),
    "colon": Phrase(": ", "："),
    "open": Phrase("no end found", "未见终止"),
    "seen": Phrase("last seen {day}; end unknown", "最后见于 {day}，终止日期不明"),
    "outcome": Phrase("Outcome", "考核结果"),
    "clock": Phrase("Clock", "时区"),
    "metrics": Phrase("Metrics", "指标"),
    "parameter": Phrase("Parameter", "参数"),
    "value": Phrase("Value", "数值"),
    "meaning": Phrase("Meaning", "含义"),
    "window": Phrase("Window", "期间"),
    "confidence": Phrase("Confidence", "可信度"),
    "sources": Phrase("Sources", "来源"),
    "unknown": Phrase("**not public**", "**未公开**"),
    "illustrative": Phrase("illustrative: ", "教学示意："),
    "told": Phrase("*Told only: {why}.*", "*仅作说明：{why}。*"),
    "or": Phrase("or", "或"),
    "stop": Phrase(". ", "。"),
    "semicolon": Phrase("; ", "；"),
    "percent": Phrase(" %", "%"),
    "left_out": Phrase("Left out on purpose", "有意不收录"),
    "what": Phrase("What is told", "流传的说法"),
    "reason": Phrase("Why it is not carried", "不收录的原因"),
    "claims": Phrase("The claims of the two articles", "两篇文章的说法"),
    "article": Phrase("Article", "文章"),
    "claim": Phrase("Claim", "说法"),
    "verdict": Phrase("Verdict", "判断"),
    "corrected": Phrase("Read instead: ", "应读作："),
    "rules": Phrase("In the rulebook", "对应规则"),
    "lesson": Phrase("Treated in", "见于课程"),
    "still_open": Phrase("still open", "待处理"),
    "kind": Phrase("Kind", "类型"),
    "text": Phrase("Text", "文本"),
    "publisher": Phrase("Publisher", "发布者"),
    "read": Phrase("Read", "查阅时间"),
    "yes": Phrase("yes", "是"),
    "no": Phrase("no", "否"),
}


_PATTERNS: Mapping[str, Phrase] = {
    "day_of_month": Phrase("day {value} of the month", "每月 {value} 日"),
    "month_of_year": Phrase("months {value}", "{value} 月"),
}
_WITHOUT_UNIT = ("share", "choice", "flag", "list", "categories", "weekdays", "date", "time_zone", "metric_value")


def treated() -> dict[str, list[str]]:
    """The lessons that treat each claim, by the claim's id, as the lessons say themselves."""
    found: dict[str, list[str]] = {id: [] for id in claims()}
    for path in paths():
        lesson = read(path)
        for id in lesson.front.claims:
            found.setdefault(id, []).append(path.stem)
    return found


def page(language: Language) -> str:
    """The whole reference page in one language."""
    lines = _Page(language).lines()
    return "\n".join(lines) + "\n"


class _Page:
    """One page: what is said in which order, in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.sources = rulebook.sources()

    def say(self, word: str) -> str:
        return _WORDS[word].text(self.language)

    def text(self, phrase: Phrase) -> str:
        return _cell(phrase.text(self.language))

    def lines(self) -> Iterator[str]:
        yield from (f"# {self.say('title')}", "", self.say("other"), "")
        yield from (self.say("made"), "", self.say("intro"), "")
        yield from (f"## {self.say('timeline')}", "")
        yield from self.timeline()
        yield from (f"## {self.say('regimes')}", "")
        for regime in rulebook.regimes():
            yield from self.rules(regime)
        yield from (f"## {self.say('tables')}", "")
        for table in rulebook.tables():
            yield from self.rules(table)
        yield from (f"## {self.say('left_out')}", "")
        yield from self.table(
            ("what", "reason"), ((self.text(entry.what), self.text(entry.reason)) for entry in left_out())
        )
        yield from (f"## {self.say('claims')}", "")
        lessons = treated()
        yield from self.table(
            ("article", "claim", "verdict", "rules", "lesson"),
            (self.claim(claim, lessons[claim.id]) for claim in claims().values()),
        )
        yield from (f"## {self.say('sources')}", "")
        yield from self.table(
            ("text", "publisher", "kind", "read"), (self.source(source) for source in self.sources.values())
        )
        for source in self.sources.values():
            if source.address:
                yield f"[{source.id}]: {source.address}"

    def timeline(self) -> Iterator[str]:
        yield from self.table(
            ("from", "to", "regime", "outcome"),
            (
                (
                    regime.effective_from.isoformat(),
                    self.end(regime),
                    f"`{regime.id}` {self.text(regime.name)}",
                    self.text(kind_of(regime).name),
                )
                for regime in rulebook.regimes()
            ),
        )

    def end(self, table: Table) -> str:
        if table.last_day is not None:
            return table.last_day.isoformat()
        if table.last_seen is None:
            return self.say("open")
        return self.say("seen").format(day=table.last_seen.isoformat())

    def rules(self, table: Table) -> Iterator[str]:
        """One regime or table: what it is, and its parameters."""
        yield from (f"### `{table.id}`", "", f"**{self.text(table.name)}**", "")
        yield from (table.summary.text(self.language), "")
        if isinstance(table, Regime):
            named = (f"{metric_name(id).text(self.language)} (`{id}`)" for id in table.metrics)
            facts = {
                "dates": f"{table.effective_from} – {self.end(table)}",
                "clock": table.clock,
                "metrics": self.enumerated(named),
                "outcome": self.text(kind_of(table).name),
            }
            for word, fact in facts.items():
                yield f"- {self.say(word)}{self.say('colon')}{fact}"
            yield ""
        yield from self.table(
            ("parameter", "value", "meaning", "window", "confidence", "sources"),
            (self.parameter(parameter) for parameter in table.parameters.values()),
        )

    def parameter(self, parameter: Parameter) -> tuple[str, ...]:
        parts = []
        if parameter.is_unknown:
            parts.append(self.say("unknown"))
            if parameter.illustrative is not None:
                given = self.value(parameter.illustrative, parameter.unit)
                parts.append(f"{self.say('illustrative')}{given}")
        else:
            parts.append(self.value(parameter.value, parameter.unit))
        for other in parameter.alternatives:
            cited = self.cited(other.sources)
            given = self.value(other.value, parameter.unit)
            parts.append(f"{self.say('or')} {given}{self.say('stop')}{self.text(other.note)} {cited}")
        meaning = self.text(parameter.meaning)
        if parameter.note is not None:
            meaning += f"<br>*{self.text(parameter.note)}*"
        if parameter.told is not None:
            told = _WORDS["told"].format(why=TOLD[parameter.told])
            meaning += f"<br>{told.text(self.language)}"
        return (
            f"`{parameter.key}`",
            "<br>".join(parts),
            meaning,
            self.text(WINDOWS[parameter.window]),
            self.text(CONFIDENCES[parameter.confidence]),
            self.cited(parameter.sources),
        )

    def value(self, value: Any, unit: str) -> str:
        """A value as it is read: shares in percent, words as labels, with the unit."""
        body = self.body(value, unit)
        if unit in _PATTERNS:
            return _PATTERNS[unit].format(value=body).text(self.language)
        if unit in _WITHOUT_UNIT:
            return body
        label = UNITS[unit].text(self.language)
        if self.language == "en" and value == 1:
            label = label.removesuffix("s")
        return f"{body} {label}"

    def body(self, value: Any, unit: str) -> str:
        if isinstance(value, Mapping):
            return self.say("semicolon").join(
                f"`{key}` ({self.body(item, unit)})"
                if isinstance(item, Mapping)
                else f"`{key}` {self.body(item, unit)}"
                for key, item in value.items()
            )
        if isinstance(value, tuple):
            return self.enumerated(self.body(item, unit) for item in value)
        return self.one(value, unit)

    def one(self, value: Any, unit: str) -> str:
        if isinstance(value, bool):
            return self.say("yes" if value else "no")
        if unit == "share":
            return f"{value * 100:g}{self.say('percent')}"
        if unit == "choice":
            return f"`{value}` ({self.text(CHOICES[value])})"
        if unit in ("list", "categories", "weekdays"):
            return f"`{value}`"
        return f"{value:,g}" if isinstance(value, (int, float)) else str(value)

    def cited(self, ids: Iterable[str]) -> str:
        """References to sources; what a reference points to stands at the end of the page."""
        return ", ".join(f"[{id}]" if self.sources[id].address else f"`{id}`" for id in ids)

    def source(self, source: Source) -> tuple[str, ...]:
        title = self.text(source.title)
        kind = self.text(KINDS[source.kind])
        return (f"{self.cited([source.id])} {title}", _cell(source.publisher), kind, source.read)

    def claim(self, claim: Claim, lessons: list[str]) -> tuple[str, ...]:
        said = self.text(claim.claim)
        if claim.reading is not None:
            said += f"<br>*{self.say('corrected')}*{self.text(claim.reading)}"
        treated_in = ", ".join(f"[{name}](../lessons/{name}.md)" for name in lessons)
        return (
            claim.id,
            said,
            self.text(VERDICTS[claim.verdict]),
            ", ".join(f"`{key}`" for key in claim.rules) or "-",
            treated_in or self.say("still_open"),
        )

    def enumerated(self, items: Iterable[str]) -> str:
        return (", " if self.language == "en" else "、").join(items)

    def table(self, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
        yield "| " + " | ".join(self.say(head) for head in heads) + " |"
        yield "|" + " --- |" * len(heads)
        for row in rows:
            yield "| " + " | ".join(row) + " |"
        yield ""


def _cell(text: str) -> str:
    """*text* fit for a cell of a table."""
    return text.replace("|", "\\|").replace("\n", " ")


def write() -> None:
    """Write both pages."""
    for language in LANGUAGES:
        (DOCS / NAMES[language]).write_text(page(language), encoding="utf-8")
        print(f"docs/{NAMES[language]}")


if __name__ == "__main__":
    write()
