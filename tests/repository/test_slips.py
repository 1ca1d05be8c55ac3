"""The slips of a beginner, in every argument of everything that is public: a sentence, or an answer.

What is public is found, not listed: what the reference lists, every figure, what the lessons import,
and the methods of whatever these give.  A parameter that is new needs an example in ``GIVEN``.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import math
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

import aecourse
from aecourse import plots, rulebook
from aecourse.base.errors import CourseError
from aecourse.models import trials
from aecourse.models.year import begin
from aecourse.orders import write_orders
from aecourse.scoring import assessment, handover
from tests.worked import clean, orders
from tools.site.pages import public_modules

NOTEBOOKS = Path(__file__).parents[2] / "notebooks" / "en"
DAY = "2015-09-30"

# -- what is public ---------------------------------------------------------------------------------


def imported_by_lessons() -> Iterator[Any]:
    """What the lessons' cells import from the package, by ``from … import …``."""
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            tree = ast.parse("".join(cell["source"])) if cell["cell_type"] == "code" else ast.Module([], [])
            for node in ast.walk(tree):
                if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("aecourse"):
                    module = importlib.import_module(str(node.module))
                    yield from (getattr(module, name.name) for name in node.names)


def written_in(module: ModuleType) -> Iterator[Any]:
    """What a module itself defines, without a leading underscore."""
    for name, value in vars(module).items():
        if not name.startswith("_") and getattr(value, "__module__", None) == module.__name__:
            yield value


@cache
def public() -> dict[str, Callable[..., Any]]:
    """Everything public that can be called with arguments, by its full name."""
    found: list[Any] = [getattr(importlib.import_module(m), n) for m in public_modules() for n in _listed(m)]
    for name in sorted(set(dir(plots)) - set(vars(plots)) | set(plots._SUBJECTS)):
        found += written_in(importlib.import_module(f"aecourse.plots.{name}"))
    for one in imported_by_lessons():
        found += written_in(one) if isinstance(one, ModuleType) and one is not plots else [one]
    found += [getattr(assessment, name) for name in assessment.__all__]
    found += [handover.due_at, handover.due_of, handover.due_of_row, handover.run_as]
    return {
        f"{one.__module__.removeprefix('aecourse.')}.{one.__qualname__}": one
        for one in found
        if callable(one) and not _is_a_fact(one) and inspect.signature(one).parameters
    }


def _listed(module: str) -> list[str]:
    return list(importlib.import_module(module).__all__)


def _is_a_fact(one: Any) -> bool:
    """A class of facts that takes what it is given, and an error."""
    plain = is_dataclass(one) and not hasattr(one, "__post_init__")
    return isinstance(one, type) and (plain or issubclass(one, BaseException | tuple))


INSIDE = {
    "exercises.kinds.AnswerKind": "the base of the kinds of answers",
    "exercises.model.judge": "asked by cards, with an exercise",
    "models.trials.change": "asked by a trial, with its sums",
    "models.trials.Sums": "what a trial keeps",
    "orders.door.in_order": "puts a table of groups in order",
    "orders.door.refuse_unlisted": "asked by the door, with a narwhals frame",
    "orders.door.unlisted": "asked by the door",
    "plots.regimes.hatched": "a part of a figure",
    "plots.regimes.period_bar": "a part of a figure",
    "plots.regimes.years_axis": "a part of a figure",
    "scoring.assessment.results.format_value": "writes one of the course's own numbers",
    "scoring.assessment.windows.judged_windows": "asked by assess, with the orders' events",
    "scoring.assessment.windows.times_of": "asked by assess",
    "scoring.assessment.windows.as_pandas": "asked by assess",
}
"""Public by their module, and not for learners."""

# -- what they are rightly given --------------------------------------------------------------------

TABLE = orders(*clean(12), {"stars": 1}, {"dispute_opened_at": "2015-08-01 10:00", "dispute_reason": "not_received"})


@cache
def result() -> Any:
    return aecourse.assess(TABLE, "grade_2015_odr", DAY, illustrative=True)


@cache
def daily() -> Any:
    return aecourse.assess(TABLE, "daily6", DAY, illustrative=True)


@cache
def case() -> Any:
    return aecourse.capstone(1)


def where() -> str:
    column = case().columns[0]
    return f"{column}={case().orders[column].dropna().iloc[0]}"


def plan() -> Any:
    ids = case().choices().groupby("kind")["id"].first()
    return case().plan([where(), ids["cause"], ids["measure"], ids["reason"]])


def export() -> Path:
    """A file of the course's own columns, in the folder of the test."""
    write_orders(TABLE, "own.csv")
    return Path("own.csv")


alone = cache(lambda: trials.singles(orders=40))

GIVEN: dict[str, Callable[[], Any]] = {
    "after": lambda: DAY,
    "alone": alone,
    "as_of": lambda: DAY,
    "ax": lambda: plots.bad_conditions(result()),
    "by": lambda: "destination",
    "case": case,
    "category": lambda: "toys",
    "choice": lambda: None,
    "column": lambda: "shipped",
    "day": lambda: DAY,
    "exercise": lambda: "start-share",
    "explanation": lambda: aecourse.explain(TABLE, "o1", "grade_2015_odr", DAY),
    "first": lambda: "2015-07-03",
    "folder": lambda: None,
    "id": lambda: "points",
    "ids": lambda: list(rulebook.sources())[:1],
    "key": lambda: "effective_from",
    "last": lambda: DAY,
    "lesson": lambda: "01",
    "limit": lambda: 0.06,
    "lines": plan,
    "metric": lambda: "odr",
    "metrics": lambda: "odr",
    "mode": lambda: "pop",
    "month_end": lambda: DAY,
    "name": lambda: "start-share",
    "numerator": lambda: 2,
    "denominator": lambda: 17,
    "order": lambda: TABLE.head(1),
    "order_id": lambda: "o1",
    "orders": lambda: TABLE,
    "paid": lambda: "2024-10-01 10:00",
    "panel": lambda: 1,
    "path": lambda: "orders.csv",
    "picked": lambda: "ship",
    "plan": plan,
    "regime": lambda: "daily6",
    "regimes": lambda: ["grade_2015_odr"],
    "result": result,
    "rules": lambda: "jit_2024",
    "seed": lambda: 1,
    "score": lambda: case().score(plan()),
    "share": lambda: 0.04,
    "shop": lambda: None,
    "shops": lambda: [(4.5, 10)],
    "stores": lambda: {"a": result()},
    "table": lambda: TABLE,
    "target": lambda: 0.05,
    "untold": lambda: ("stars",),
    "value": lambda: 0.05,
    "where": where,
    "window": lambda: ("2015-07-03", DAY),
    "year": lambda: begin(seed=7),
    "language": lambda: "en",
    "choices": lambda: None,
}
OTHERWISE: dict[str, dict[str, Callable[[], Any]]] = {
    "apply": {"store": aecourse.Store},
    "certificate": {"name": lambda: None},
    "due_at": {"regime": lambda: "jit_2024"},
    "due_of_row": {"regime": lambda: "jit_2024"},
    "equal_stores": {"stores": lambda: 20},
    "extremes": {"table": plots.luck.equal_stores},
    "frozen_lines": {"rules": lambda: None, "illustrative": lambda: True},
    "funnel": {"stores": lambda: 20},
    "item_costs": {"result": daily},
    "load": {"id": lambda: "daily6"},
    "load_sample": {"name": lambda: "growing-store"},
    "misjudged": {"orders": lambda: 30},
    "one_store": {"orders": lambda: 5, "every": lambda: 90},
    "pairs": {"id": lambda: "odr"},
    "Regimes": {"orders": lambda: 5, "name": lambda: None},
    "read_orders": {"path": export},
    "Mapper": {"path": export},
    "ScoreLab": {"orders": lambda: 5, "as_of": lambda: None, "name": lambda: None},
    "shares_by_day": {"table": lambda: plots.orders.waits(TABLE, "2015-07-03", DAY)},
    "shop_year": {"shop": lambda: "cheap"},
    "simulate": {"orders": lambda: 5},
    "singles": {"orders": lambda: 5, "among": lambda: ["ship"]},
    "snad_bands": {"regime": lambda: rulebook.load("capability_2022")},
    "store_history": {"orders": lambda: 5, "every": lambda: 90},
    "Tactics": {"orders": lambda: 5, "picked": tuple},
    "taken_apart": {"result": daily},
    "tornado": {"id": lambda: "odr"},
    "trial": {"orders": lambda: 5},
    "DeadlineClock": {"mode": lambda: None, "paid": lambda: None},
    "next_check": {"regime": lambda: "grade_2015_odr"},
    "compare_in_each_mode": {"orders": lambda: TABLE},
}


def slips(right: object) -> dict[str, Any]:
    """What a beginner may write in the place of *right*."""
    found: dict[str, Any] = {
        "nothing": None,
        "a text": "nope",
        "an empty text": "",
        "a negative number": -1,
        "a fraction": 1.5,
        "not a number": math.nan,
        "no time": pd.NaT,
        "a number beyond all bounds": 10**30,
        "a list": ["x"],
        "an empty list": [],
        "pairs": {"a": 1},
        "a date of another form": "30/09/2015",
        "a month that is none": "2015-13-01",
        "a moment with a zone": pd.Timestamp("2015-09-30 10:00+08:00"),
        "a table without columns": pd.DataFrame(),
        "a table of other columns": pd.DataFrame({"a": [1, 2]}),
        "orders without rows": TABLE.head(0),
        "orders": TABLE,
        "a column": TABLE["stars"],
        "an array": np.array([1.0, 2.0]),
        "a path that leads nowhere": Path("no/such/file.csv"),
        "a function that was not called": aecourse.load_sample,
        "an assessment": result(),
        "a zero byte": "a\0b",
        "a long text": "x" * 5000,
    }
    if isinstance(right, str) and right:
        found |= {"another case": right.swapcase(), "a space too many": f"{right} "}
    elif right is not None:
        found["a list of it"] = [right]
    return found


LONGEST = 700
"""So many letters an error may have; a value that is long itself is told in short."""


def odd_ends(call: Callable[..., Any], given: dict[str, Any]) -> list[str]:
    """Which slips in which of the arguments *given* end otherwise than in an answer or a sentence."""
    parameters = inspect.signature(call).parameters
    found = []
    for name, parameter in parameters.items():
        if parameter.kind is parameter.VAR_KEYWORD or name == "_":
            continue
        for slip, value in slips(given.get(name)).items():
            wrong = _end(call, {**given, name: value})
            if wrong is not None:
                found.append(f"{name}: {slip}: {wrong}")
    return found


def _end(call: Callable[..., Any], given: dict[str, Any]) -> str | None:
    spread = [n for n, p in inspect.signature(call).parameters.items() if p.kind is p.VAR_POSITIONAL]
    try:
        repr(call(*(given[n] for n in spread if n in given), **{n: v for n, v in given.items() if n not in spread}))
    except CourseError as error:
        en, zh = error.phrase.en, error.phrase.zh
        return f"{len(en)} letters" if max(len(en), len(zh)) > LONGEST else None
    except Exception as error:  # noqa: BLE001 - which is what is looked for
        return f"{type(error).__name__}: {error}"[:200]
    finally:
        plt.close("all")
    return None


def examples(call: Callable[..., Any]) -> dict[str, Any]:
    """An argument for each parameter that needs one, and for those that are known by their name."""
    given = {**GIVEN, **OTHERWISE.get(call.__name__, {})}
    kinds = inspect.signature(call).parameters.values()
    needed = [p.name for p in kinds if p.default is p.empty and p.kind not in (p.VAR_KEYWORD, p.VAR_POSITIONAL)]
    unknown = [name for name in needed if name not in given]
    assert not unknown, f"write an example for {unknown} of {call.__qualname__} in GIVEN"
    return {p.name: given[p.name]() for p in kinds if p.name in given}


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a slip writes, it writes here."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AECOURSE_PROGRESS", str(tmp_path / "progress.json"))


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", [name for name in public() if name not in INSIDE])
def test_a_slip_ends_in_a_sentence(name: str) -> None:
    call = public()[name]
    given = examples(call)
    assert _end(call, given) is None
    assert odd_ends(call, given) == []


# -- and the methods of what they give --------------------------------------------------------------


@cache
def held() -> dict[str, Any]:
    """One of each thing that a learner holds and asks further."""
    views = {name: getattr(aecourse.live, name) for name in aecourse.live.__all__}
    few = ("ScoreLab", "Regimes", "Tactics")
    found = [
        result(),
        aecourse.explain(TABLE, "o1", "grade_2015_odr", DAY),
        rulebook.load("jit_2024"),
        case(),
        case().score(plan()),
        aecourse.capstone(orders=aecourse.simulate(orders=60)),
        *(view(orders=5) if name in few else view() for name, view in views.items()),
    ]
    return {type(one).__name__: one for one in found}


def methods(one: Any) -> list[str]:
    """The methods that its classes in the house define, and that take something."""
    names = {
        name: function
        for base in type(one).__mro__
        if base.__module__.startswith("aecourse.")
        for name, function in vars(base).items()
        if not name.startswith("_") and inspect.isfunction(function)
    }
    return [name for name in sorted(names) if inspect.signature(getattr(one, name)).parameters]


METHODS: dict[str, dict[str, Callable[[], Any]]] = {
    "Assessment": {"category": lambda: None},
    "OwnCase": {"plan": lambda: None},
}
ACTS = {"move": "a lever of the hand", "hear": "asked by the page"}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("kind", "method"), [(kind, method) for kind, one in held().items() for method in methods(one)]
)
def test_a_slip_in_a_method_ends_in_a_sentence(kind: str, method: str) -> None:
    call = getattr(held()[kind], method)
    given = {**GIVEN, **METHODS.get(kind, {})}
    found = {name: given[name]() for name in inspect.signature(call).parameters if name in given}
    assert odd_ends(call, found) == []
