"""Which rules are mine today: each mode has its rules and its checklist, in both languages."""

from __future__ import annotations

import re

import pytest

from aecourse import rulebook
from aecourse.base.errors import CourseError, UnknownName
from aecourse.base.language import using
from aecourse.rulebook.vocabulary import MODES

CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("mode", MODES)
def test_every_mode_has_rules_and_a_checklist(mode: str) -> None:
    found = rulebook.mine(mode)
    assert found.rules and found.look_up
    for language in ("en", "zh"):
        with using(language):
            for shown in (repr(found), found._repr_html_()):
                assert bool(CHINESE.search(shown)) == (language == "zh")
                assert "2026-11-30" in shown


def test_a_rule_of_another_mode_is_never_shown() -> None:
    ids = {mode: {m.rules.id for m in rulebook.mine(mode).rules} for mode in MODES}
    assert "jit_2024" in ids["semi_managed"]
    assert "jit_2024" not in ids["pop"] | ids["fully_managed"]
    assert "online_48h_2024" not in ids["semi_managed"] | ids["fully_managed"]
    for mode, own in ids.items():
        for regime in rulebook.regimes():
            assert regime.id not in own or not regime.modes or mode in regime.modes


def test_what_the_store_says_of_itself_counts() -> None:
    def ids(**said: object) -> set[str]:
        return {m.rules.id for m in rulebook.mine("pop", **said).rules}

    assert ids(cheap=True) - ids() == {"semi_managed_only_2025"}
    assert ids() - ids(opened="2025-01-01") == {"online_48h_2024"}


def test_the_rule_of_2024_says_that_it_is_not_todays() -> None:
    with using("en"):
        assert "History, not today" in repr(rulebook.mine("pop"))
        assert "certain until 2024-09-11" in repr(rulebook.mine("pop"))


def test_bad_input() -> None:
    with pytest.raises(UnknownName, match="semi_managed"):
        rulebook.mine("semi-managed")
    with pytest.raises(CourseError, match="not a date"):
        rulebook.mine("pop", opened="yesterday")
