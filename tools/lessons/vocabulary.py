"""What may stand in a lesson's front matter, its exercises and its questions: one vocabulary.

It is written as JSON Schema, read by :mod:`.source` and :mod:`.task`, and published in
``lessons/lesson.schema.json`` for editors.  What a kind of answer may be told follows from its
fields in :mod:`aecourse.exercises.kinds`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import MISSING, fields
from typing import Any, get_type_hints

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from aecourse.exercises.kinds import KINDS
from aecourse.exercises.model import OTHER
from aecourse.base.language import LANGUAGES, Phrase

Schema = dict[str, Any]

ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def _object(needed: Schema, more: Schema | None = None) -> Schema:
    return {
        "type": "object",
        "properties": {**needed, **(more or {})},
        "required": list(needed),
        "additionalProperties": False,
    }


def _listed(of: Schema, least: int = 0, **more: Any) -> Schema:
    return {"type": "array", "items": of, "minItems": least, **more}


def _table(of: Schema, least: int, most: int | None = None) -> Schema:
    """A mapping of ids, which stay, to *of*."""
    names = {"pattern": ID, "not": {"const": OTHER}, "description": "an id: lower case, hyphens"}
    limits = {"minProperties": least} | ({"maxProperties": most} if most else {})
    return {"type": "object", "propertyNames": names, "additionalProperties": of, **limits}


def _said(words: str, **schema: Any) -> Schema:
    return {**schema, "description": words}


_STRING = _said("a text; in quotation marks if YAML would read it otherwise", type="string", pattern=r"\S")
_SIDES: Schema = {language: _STRING for language in LANGUAGES}
TEXT = _said("the same in English and in Chinese", **_object(_SIDES))

_STAMP = _said("fingerprint of the English; `python -m tools.lessons accept` writes it", type="string")
_ANSWER = _said(
    "as a learner would type it, or a call of the lesson's facts: odr(), excused(below=False)",
    type=["string", "number"],
)
_OPTION = _said(
    "one option; `say` is said to whoever chooses it, only the right one has none",
    **_object(_SIDES, {"say": TEXT}),
)
_OPTIONS = _said("2 to 6 options by id, lettered in their order", **_table(_OPTION, 2, 6))
_WRONG = _said(
    "a typical wrong answer and what is said to it", **_object({"answer": _ANSWER, **_SIDES})
)

_HINT = _said(
    "a hint as a form shows it, without code; `code` is its wording for who answers in code",
    **_object(_SIDES, {"code": TEXT}),
)

_TYPES: dict[Any, Schema] = {
    float: {"type": "number", "minimum": 0},
    int: {"type": "integer", "minimum": 0},
    str: _STRING,
    Phrase | None: TEXT,
    tuple[str, ...]: _listed(_STRING, 1),
    tuple[tuple[str, Phrase], ...]: _OPTIONS,
}


def exercise(kind: str) -> Schema:
    """What an exercise of a kind says."""
    types = get_type_hints(KINDS[kind])
    of_kind = {field.name: _TYPES[types[field.name]] for field in fields(KINDS[kind])}  # type: ignore[arg-type]
    needed = {field.name for field in fields(KINDS[kind]) if field.default is MISSING}  # type: ignore[arg-type]
    wrong = {} if kind == "choice" else {"wrong": _said("2 or more by id", **_table(_WRONG, 2))}
    return _object(
        {
            "kind": {"const": kind},
            "prompt": TEXT,
            **{name: schema for name, schema in of_kind.items() if name in needed},
            "answer": _ANSWER,
            "hints": _said("2 or more, from a nudge to nearly all of the way", **_listed(_HINT, 2)),
            **wrong,
            "why": _said("said with the right answer", **TEXT),
        },
        {"of": _STAMP, **{name: schema for name, schema in of_kind.items() if name not in needed}},
    )


def question() -> Schema:
    """What a question of a quiz says."""
    return _object(
        {
            "prompt": TEXT,
            "options": _said("3 or 4 options by id", **_table(_OPTION, 3, 4)),
            "answer": _said("the id of the right option", type="string", pattern=ID),
            "why": _said("said with the right answer", **TEXT),
        },
        {"of": _STAMP},
    )


def front() -> Schema:
    """What the front matter says of a lesson, under ``lesson:``."""
    minutes = {"type": "integer", "minimum": 1, "maximum": 90}
    return _object(
        {
            "title": TEXT,
            "minutes": _said("minutes is a whole number from 1 to 90", **minutes),
            "needs": _said("numbers of lessons to do before: ['00']", **_listed(
                {"type": "string", "pattern": r"^\d\d[a-z]?$"})),
            "claims": _said("claims of the articles: [A10, B33]", **_listed(
                {"type": "string", "pattern": r"^[AB]\d+$"})),
            "questions": _listed(TEXT),
            "objectives": _listed(TEXT),
            "sources": _said("ids of the rulebook's sources", **_listed(
                {"type": "string", "pattern": "^[a-z0-9_]+$"})),
        },
        {"minutes_no_code": _said(
            "minutes_no_code is a whole number, not above minutes", **minutes)},
    )


def document() -> Schema:
    """The published schema: of the front matter as a whole, and under ``$defs`` of the rest."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A lesson: its front matter; $defs has its exercises and questions",
        "type": "object",
        "properties": {"lesson": front()},
        "required": ["lesson"],
        "$defs": {
            "exercise": {"oneOf": [exercise(kind) for kind in KINDS]},
            "question": question(),
        },
    }


def text() -> str:
    """The file that the published schema is."""
    return json.dumps(document(), ensure_ascii=False, indent=1) + "\n"


def faults(given: Any, schema: Schema) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where *given* is not as *schema* says, and what is wrong there: all of it."""
    for error in Draft202012Validator(schema).iter_errors(given):
        path = tuple(error.absolute_path)
        if error.validator == "additionalProperties":
            odd = sorted(set(error.instance) - set(error.schema["properties"]))
            yield from (((*path, name), "unknown; is it misspelt?") for name in odd)
        else:
            yield path, _in_words(error)


def _in_words(error: ValidationError) -> str:
    match error.validator:
        case "required":
            missing = [name for name in error.validator_value if name not in error.instance]
            return f"missing: {', '.join(missing)}"
        case "minItems" | "minProperties":
            return f"there are {len(error.instance)}; {error.validator_value} or more are wanted"
        case "maxProperties":
            return f"there are {len(error.instance)}; at most {error.validator_value} are wanted"
        case "type" if isinstance(error.instance, dict | list):
            return f"must be of type {error.validator_value}"
    hint = error.schema.get("description") if isinstance(error.schema, dict) else None
    return f"{error.message} ({hint})" if hint else str(error.message)
