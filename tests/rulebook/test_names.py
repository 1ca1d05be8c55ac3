"""One name a metric: the rulebook's, on the screen and in every text, in both languages."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TypeGuard

import pytest

from aecourse import rulebook
from aecourse.live.verdicts import short
from aecourse.rulebook.metrics import metric_name
from aecourse.scoring.metrics import METRICS

ROOT = Path(__file__).parents[2]
TEXTS = [
    path
    for folder, endings in {
        "aecourse": (".py", ".toml"), "lessons": (".md",), "docs": (".md",), "tools": (".py",),
    }.items()
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in endings and path.name != "decisions.md"
]  # fmt: skip

# What a metric, or "not assessed", was once called beside its name.  The glossary tells which other
# words a learner may meet; a source's own words stand in the claims and in the titles of sources.
OLD = re.compile(
    "seller-liable ruling rate|arbitration seller-liable rate|online rate, 24 hours|"
    "DSR communication \\(seller service\\)|IM 24 小时回复率|DSR 卖家沟通（卖家服务）|"
    "未收到货物纠纷率|不参与考核|参不参与考核|(?<![版货RD] )(?<![版货RD])(?<!起)纠纷率",
    re.IGNORECASE,
)
MAY = {"glossary.toml", "claims.toml", "omissions.toml", "11-reading-sources.md", "rulebook.zh.md"}
"""The last holds what the others say."""


@pytest.mark.parametrize("path", [path for path in TEXTS if path.name not in MAY], ids=lambda path: path.name)
def test_no_text_uses_an_old_name_of_a_metric(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [f"{n}: {line}" for n, line in enumerate(lines, start=1) if OLD.search(line)] == []


def test_the_screen_and_the_rulebook_say_the_same() -> None:
    ids = {id for regime in rulebook.regimes() for id in regime.metrics} | set(METRICS)
    for id in ids:
        assert METRICS[id].name == metric_name(id)
        assert short(id) == METRICS[id].short
        for language in ("en", "zh"):
            shorter, name = METRICS[id].short.text(language), METRICS[id].name.text(language)
            assert len(shorter) <= len(name)
    names = [METRICS[id].name for id in ids]
    assert len(set(names)) == len(names)
    assert len({METRICS[id].short for id in ids}) == len(names)


# Turns that no English message would take; "is not a date", "0 or more" and "must be" are plain.
ODD = re.compile(
    r"\bis no (date|number|text|lever|choice|known)\b|\bnumber from 0 on\b|\bis wanted\b|"
    r"\breckons with\b|\bstands more than once\b|\bis a whole number\b|\bis none of \{"
)


@pytest.mark.parametrize("path", sorted((ROOT / "aecourse").rglob("*.py")), ids=lambda p: p.stem)
def test_messages_are_in_plain_idiom(path: Path) -> None:
    calls = (n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if _is_phrase(n))
    said = (ast.unparse(call.args[0]) for call in calls if call.args)
    assert [text for text in said if ODD.search(text)] == []


def _is_phrase(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"Phrase", "CourseError"}
