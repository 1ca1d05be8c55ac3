"""What was found under some rules is given to rules that would lead to the same, and to no others."""

from __future__ import annotations

from typing import Any

import pytest

from aecourse.scoring.memory import Memory, Rules


class Counted:
    """Finds ``days`` and, of more than five days, ``clock``; counts how often it was asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, rules: Rules) -> tuple[Any, Any]:
        self.times += 1
        days = rules.get("days", 7)
        return days, rules.get("clock") if days > 5 else None


@pytest.mark.parametrize(
    ("rules", "found", "again"),
    [
        ({"days": 7, "clock": "a"}, (7, "a"), False),
        ({"clock": "a"}, (7, "a"), False),  # the default is what was answered
        ({"days": 7, "clock": "a", "other": 1}, (7, "a"), False),  # nobody asked for it
        ({"days": 7, "clock": "b"}, (7, "b"), True),
        ({"days": 8, "clock": "a"}, (8, "a"), True),
        ({"days": 5, "clock": "a"}, (5, None), True),
    ],
)
def test_what_answers_alike_is_found_once(rules: dict[str, Any], found: tuple[Any, Any], again: bool) -> None:
    memory, find = Memory(8), Counted()
    memory.once("key", {"days": 7, "clock": "a"}, find)
    assert memory.once("key", rules, find) == found
    assert find.times == 1 + again
    assert memory.once("key", rules, find) == found
    assert find.times == 1 + again


def test_a_question_that_was_not_asked_does_not_part_them() -> None:
    memory, find = Memory(8), Counted()
    memory.once("key", {"days": 5, "clock": "a"}, find)
    assert memory.once("key", {"days": 5, "clock": "b"}, find) == (5, None)
    assert find.times == 1


def test_each_key_has_its_own() -> None:
    memory, find = Memory(8), Counted()
    memory.once("one", {}, find)
    memory.once("other", {}, find)
    assert find.times == 2


def test_what_was_asked_for_longest_ago_is_forgotten_first() -> None:
    memory, find = Memory(2), Counted()
    for key in ("a", "b", "a", "c"):  # b was asked for longest ago
        memory.once(key, {}, find)
    assert find.times == 3
    memory.once("a", {}, find)
    assert find.times == 3
    memory.once("b", {}, find)
    assert find.times == 4


def test_rules_that_are_asked_on_the_way_hand_on_their_defaults() -> None:
    asked = []

    class Told:
        def get(self, key: str, default: Any = None) -> Any:
            asked.append((key, default))
            return default

    assert Memory(1).once("key", Told(), Counted()) == (7, None)
    assert asked == [("days", 7), ("clock", None)]
