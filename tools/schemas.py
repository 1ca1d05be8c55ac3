"""Write the JSON Schemas for those who write rules and lessons: ``python -m tools.schemas``.

``aecourse/rulebook/regime.schema.json`` says what a regime file may hold, ``metrics.schema.json`` what
the metrics' file may; ``lessons/lesson.schema.json`` is the lessons' (:mod:`tools.lessons.vocabulary`).
An editor completes and checks by them.  Words and keys are the reader's own, and which values fit a
unit is asked of the reader; so a schema cannot say anything else than the reader does.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from aecourse.base import vocabulary as common
from aecourse.base.language import LANGUAGES, Phrase
from aecourse.rulebook import metrics, reader, vocabulary
from aecourse.rulebook.online import PATTERN
from aecourse.rulebook.values import misfit
from aecourse.scoring.metrics import EVENTS
from aecourse.scoring.outcomes import KINDS
from tools.lessons import vocabulary as lessons
from tools.lessons.source import LESSONS

Schema = dict[str, Any]
ROOT = Path(__file__).parents[1]
RULES = ROOT / "aecourse" / "rulebook"
DRAFT = "https://json-schema.org/draft/2020-12/schema"

# What a unit is tried with.  A word of the vocabulary that fits is offered.
NUMBERS = (-1e6, -1, 0, 1e-6, 0.5, 1, 1.5, 2, 5, 12, 24, 31, 100, 1e6)
WORD = "any_word"
OTHERS = {"boolean": True, "date": date(2015, 1, 5)}


def _words() -> tuple[str, ...]:
    """Every word that a vocabulary has a list or a table of."""
    both = {**vars(common), **vars(vocabulary)}
    lists = (it for name, it in both.items() if name.isupper() and not isinstance(it, str))
    return tuple(dict.fromkeys(word for it in lists if isinstance(it, Mapping | Sequence) for word in it))


def _fits(value: Any, unit: str) -> bool:
    return misfit(value, unit) is None


def _number(unit: str) -> Schema:
    """The numbers that fit a unit, or an empty schema if none does."""
    good = [number for number in NUMBERS if _fits(number, unit)]
    if not good:
        return {}
    found: Schema = {"type": "number" if any(number % 1 for number in good) else "integer"}
    low, high = min(good), max(good)
    if low == 1e-6:
        found["exclusiveMinimum"] = 0
    elif low > NUMBERS[0]:
        found["minimum"] = low
    if high < NUMBERS[-1]:
        found["maximum"] = high
    return found


def _texts(unit: str) -> Schema:
    """The texts that fit a unit: any word, or those of the vocabulary."""
    if _fits(WORD, unit):
        return {"type": "string", "pattern": r"^\S+$"}
    if _fits("Asia/Shanghai", unit):
        return {"type": "string", "pattern": "/"}
    if _fits("12:00", unit):
        return {"type": "string", "pattern": r"^\d\d:\d\d$"}
    words = [word for word in _words() if _fits(word, unit)]
    return {"enum": words} if words else {}


def leaf(unit: str) -> Schema:
    """A single value in a unit."""
    forms = [form for form in (_number(unit), _texts(unit)) if form]
    if _fits(OTHERS["boolean"], unit):
        forms.append({"type": "boolean"})
    if _fits(OTHERS["date"], unit):
        forms.append({"type": "string", "format": "date", "pattern": r"^\d{4}-\d\d-\d\d$"})
    assert forms, unit
    return {**(forms[0] if len(forms) == 1 else {"anyOf": forms}), "description": vocabulary.UNITS[unit].en}


def _value(unit: str) -> Schema:
    """A value in a unit: single, or several in a list or by name."""
    again = {"$ref": f"#/$defs/{unit}"}
    return {
        "anyOf": [
            leaf(unit),
            {"type": "array", "items": again, "minItems": 1},
            {"type": "object", "additionalProperties": again, "minProperties": 1},
        ]
    }


def _object(properties: Schema, required: Sequence[str], **more: Any) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
        **more,
    }


def _listed(words: Mapping[str, Phrase], **more: Any) -> Schema:
    """One of some words, each with what it means."""
    return {"oneOf": [{"const": word, "description": phrase.en} for word, phrase in words.items()], **more}


TEXT = _object({language: {"type": "string", "pattern": r"\S"} for language in LANGUAGES}, LANGUAGES)
ID = {"type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$", "description": "the file's name without .toml"}
NAMES = {"type": "array", "items": {"type": "string"}}
SOURCES = {**NAMES, "minItems": 1, "description": "ids of sources.toml"}


def _parameter() -> Schema:
    whole = ("unit", "window", "sources", "confidence", "meaning")
    keys: Schema = {
        "value": {},
        "unknown": {"const": True, "description": "the public does not know the value"},
        "same_as": {"type": "string", "pattern": r"^\w+\.", "description": "a parameter of a table: table.key"},
        "unit": _listed(vocabulary.UNITS),
        "window": _listed(vocabulary.WINDOWS),
        "sources": SOURCES,
        "confidence": _listed(vocabulary.CONFIDENCES),
        "meaning": TEXT,
        "note": TEXT,
        "illustrative": {"description": "a teaching default beside an unknown value"},
        "alternatives": {"type": "array", "items": _alternative()},
        "told": _listed(vocabulary.TOLD, description="why another value would change nothing"),
        "instead": {**NAMES, "description": "parameters that act in its place"},
        "names": {**NAMES, "description": "the parts of a value that nobody knows"},
    }
    return _object(
        {key: keys[key] for key in reader.PARAMETER_KEYS},
        (),
        anyOf=[{"required": ["same_as"]}, {"required": [*whole, "value"]}, {"required": [*whole, "unknown"]}],
        allOf=[
            {
                "if": {"properties": {"unit": {"const": unit}}, "required": ["unit"]},
                "then": {"properties": {key: {"$ref": f"#/$defs/{unit}"} for key in ("value", "illustrative")}},
            }
            for unit in vocabulary.UNITS
        ],
    )


def _alternative() -> Schema:
    keys: Schema = {"value": {}, "sources": SOURCES, "note": TEXT}
    return _object({key: keys[key] for key in reader.ALTERNATIVE_KEYS}, reader.ALTERNATIVE_KEYS)


def regime() -> Schema:
    """What a regime file may hold."""
    metric = {
        "anyOf": [
            _listed({id: one.name for id, one in metrics.METRICS.items()}),
            {"type": "string", "pattern": f"^{PATTERN}$", "description": "an online rate, by its length"},
        ]
    }
    key = {"type": "string", "description": "the parameter that says so"}
    keys: Schema = {
        "id": ID,
        "name": TEXT,
        "short": TEXT
        | {"description": "the name where there is little room, such as the time line; left out: the name"},
        "summary": TEXT,
        "parameters": {"type": "object", "additionalProperties": _parameter(), "required": ["effective_from", "clock"]},
        "metrics": {"type": "array", "items": metric, "minItems": 1},
        "outcome": _listed({id: kind.name for id, kind in KINDS.items()}),
        "check": _object(dict.fromkeys(reader.CHECK_KEYS, key), ["day"], description="the check days"),
    }
    return {
        "$schema": DRAFT,
        "title": "A regime: one dated way in which the platform judged sellers",
        **_object(
            {key: keys[key] for key in reader.REGIME_KEYS},
            [key for key in reader.REGIME_KEYS if key not in reader.MAY_LACK],
        ),
        "$defs": {unit: _value(unit) for unit in vocabulary.UNITS},
    }


def metric_file() -> Schema:
    """What the file of metrics may hold."""
    events = {"type": "array", "minItems": 1, "items": _listed({id: event.meaning for id, event in EVENTS.items()})}
    keys: Schema = {
        "name": TEXT,
        "short": TEXT,
        "numerator": events,
        "denominator": events,
        "home": {"type": "string", "description": "the regime whose parameters hold where none is named"},
        "better": {"enum": list(metrics.BETTER)},
        "stars": {"type": "string", "description": "the column of ratings of which it is the mean"},
        "excludes_exempt": {"type": "boolean", "description": "excused orders are left out"},
        "merges_reviews": {"enum": list(metrics.MERGING)},
        "assumption": TEXT,
    }
    one = _object(
        {key: keys[key] for key in (*metrics.NEEDED, *metrics.MORE)},
        metrics.NEEDED,
        anyOf=[{"required": ["denominator"]}, {"required": ["stars"]}],
    )
    return {
        "$schema": DRAFT,
        "title": "The metrics by which the platform's rules judge a seller",
        "type": "object",
        "additionalProperties": one,
    }


def plain(value: Any) -> Any:
    """What TOML holds, as JSON would: a date is a text."""
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date | datetime) else value


def files() -> Iterator[tuple[Path, str]]:
    """Every schema and where it stands."""
    for path, schema in ((RULES / "regime.schema.json", regime()), (RULES / "metrics.schema.json", metric_file())):
        yield path, json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
    yield LESSONS / "lesson.schema.json", lessons.text()


if __name__ == "__main__":
    for path, text in files():
        path.write_text(text, encoding="utf-8", newline="\n")
        print(path.relative_to(ROOT))
