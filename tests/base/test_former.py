"""Names of before the rooms, as a learner's own copy of a lesson imports them."""

from __future__ import annotations

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


@pytest.mark.parametrize("name", FORMER)
def test_every_former_name_is_found_in_each_way_of_importing(name: str) -> None:
    code = (
        f"import aecourse.{name}; from aecourse import {name}; "
        f"assert aecourse.{name} is {name}; assert {name}.__name__ == 'aecourse.{FORMER[name]}'"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_name_that_never_was_is_still_an_error() -> None:
    with pytest.raises(ModuleNotFoundError, match=r"aecourse\.nothing"):
        __import__("aecourse.nothing")
