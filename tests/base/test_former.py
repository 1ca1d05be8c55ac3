"""Names of before the rooms, as a learner's own copy of a lesson imports them."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

import aecourse
from aecourse.base.former import FORMER


def test_both_names_mean_one_module() -> None:
    from aecourse.inverse import needed as former

    from aecourse.scoring import inverse
    from aecourse.scoring.inverse import needed as today

    assert former is today is aecourse.needed
    assert inverse.__spec__.name == inverse.__name__ == "aecourse.scoring.inverse"


# Each name in a package that is imported afresh, and all in one process: what is foreign is imported once.
ASK = """
import json, sys
names, told = json.loads(sys.argv[1]), {}
for name in names:
    for module in [one for one in sys.modules if one.partition(".")[0] == "aecourse"]:
        del sys.modules[module]
    sys.meta_path[:] = [one for one in sys.meta_path if not type(one).__module__.startswith("aecourse")]
    said = {}
    exec(f"import aecourse.{name}; from aecourse import {name} as found; same = aecourse.{name} is found", said)
    told[name] = [said["same"], said["found"].__name__]
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def told() -> dict[str, list[object]]:
    """Of each former name: whether both ways of importing find one module, and how that is named."""
    command = [sys.executable, "-c", ASK, json.dumps(list(FORMER))]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: dict[str, list[object]] = json.loads(said)
    return found


@pytest.mark.parametrize("name", FORMER)
def test_every_former_name_is_found_in_each_way_of_importing(name: str, told: dict[str, list[object]]) -> None:
    assert told[name] == [True, f"aecourse.{FORMER[name]}"]


def test_a_name_that_never_was_is_still_an_error() -> None:
    with pytest.raises(ModuleNotFoundError, match=r"aecourse\.nothing"):
        __import__("aecourse.nothing")
