"""The schemas for authors say what the reader says: the same words, the same keys, the same values."""

from __future__ import annotations

import copy
import json
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from aecourse.rulebook import RulebookError, metrics, vocabulary
from aecourse.rulebook.values import misfit
from aecourse.scoring.metrics import catalogue
from tools import schemas

REGIMES = sorted((schemas.RULES / "regimes").glob("*.toml"))
REGIME = Draft202012Validator(schemas.regime(), format_checker=FormatChecker())
METRICS = Draft202012Validator(schemas.metric_file())


def read(path: Path) -> dict[str, Any]:
    return schemas.plain(tomllib.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(("path", "text"), schemas.files(), ids=lambda it: getattr(it, "name", ""))
def test_the_published_schemas_are_those_of_the_reader(path: Path, text: str) -> None:
    assert path.read_text(encoding="utf-8") == text, "run `make schemas`"
    Draft202012Validator.check_schema(json.loads(text))


@pytest.mark.parametrize("path", REGIMES, ids=lambda path: path.stem)
def test_every_regime_is_valid(path: Path) -> None:
    assert [f"{error.json_path}: {error.message}" for error in REGIME.iter_errors(read(path))] == []


def test_the_metrics_are_valid() -> None:
    assert list(METRICS.iter_errors(read(metrics.FILE))) == []


@pytest.mark.parametrize(
    ("at", "value"),
    [
        (("colour",), "red"),
        (("outcome",), "good"),
        (("metrics",), []),
        (("metrics",), ["odrr"]),
        (("metrics",), ["online_rate_0d"]),
        (("name",), "Only one language"),
        (("check", "days"), "check_day"),
        (("parameters", "clock"), None),
        (("parameters", "window_days", "unit"), "fortnights"),
        (("parameters", "window_days", "value"), 0),
        (("parameters", "window_days", "value"), {"a": {"b": "90"}}),
        (("parameters", "window_days", "confidence"), "sure"),
        (("parameters", "window_days", "sources"), []),
        (("parameters", "window_days", "meaning"), None),
        (("parameters", "window_days", "value"), None),
        (("parameters", "effective_from", "value"), "in January"),
    ],
)
def test_a_slip_is_seen_in_the_editor(at: tuple[str, ...], value: Any) -> None:
    raw = copy.deepcopy(read(schemas.RULES / "regimes" / "grade_2015_odr.toml"))
    place = raw
    for name in at[:-1]:
        place = place[name]
    if value is None:
        del place[at[-1]]
    else:
        place[at[-1]] = value
    assert not REGIME.is_valid(raw)


@given(
    st.sampled_from(sorted(vocabulary.UNITS)),
    st.one_of(
        st.integers(-3, 40),
        st.sampled_from([0.05, 0.5, 1.5, 4.2, -0.1, 1e7]),
        st.booleans(),
        st.dates().map(lambda day: day.replace(year=2015)),
        st.sampled_from(["apparel", "mon", "excellent", "Asia/Shanghai", "two words", "any_word", "monday"]),
    ),
)
def test_a_value_fits_the_schema_exactly_if_the_reader_takes_it(unit: str, value: Any) -> None:
    valid = Draft202012Validator(schemas.leaf(unit)).is_valid(schemas.plain(value))
    text_for_date = unit == "list" and not isinstance(value, str)  # a date is a text in JSON
    assert text_for_date or valid == (misfit(value, unit) is None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[odd]\nname.en = "Odd"\n', ("odd.name: needs the two texts", "odd.numerator: is missing", "odd.better")),
        (
            '[odd]\nbetter = "left"\nnumerator = []\ncolour = "red"\n',
            ("odd.colour", "odd.better", "at least one event"),
        ),
        ("odd = 3\n", ("odd: is not a table",)),
        ("odd = \n", ("not valid TOML",)),
    ],
)
def test_every_fault_of_the_metrics_is_named(tmp_path: Path, text: str, said: tuple[str, ...]) -> None:
    path = tmp_path / "metrics.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RulebookError) as caught:
        metrics.read_metrics(path)
    for part in said:
        assert part in str(caught.value)
        assert "metrics.toml" in str(caught.value)


def test_every_event_that_there_is_not_is_named() -> None:
    one = metrics.METRICS["nr_rate"]
    bad = {"a": replace(one, numerator=("shiped", "settled")), "b": replace(one, denominator=("paid",))}
    with pytest.raises(RulebookError) as caught:
        catalogue(bad)
    assert [(fault.key, fault.reason.en.split(";")[0]) for fault in caught.value.faults] == [
        ("a.numerator", "unknown event 'shiped'"),
        ("b.denominator", "unknown event 'paid'"),
    ]
