"""The dated steps of the platform: in order, with sources, and the rulebook's where it has them."""

from __future__ import annotations

from datetime import date

import pytest

from aecourse import rulebook
from aecourse.rulebook import fees, history
from aecourse.rulebook.history import STAGES, steps
from aecourse.rulebook.vocabulary import CONFIDENCES

BY_ID = {step.id: step for step in steps()}


def test_steps_come_in_their_order_each_with_a_source() -> None:
    days = [step.first for step in steps()]
    assert days == sorted(days)
    assert len(BY_ID) == len(days)
    for step in steps():
        assert step.sources
        assert set(step.sources) <= set(rulebook.sources())
        assert step.confidence in CONFIDENCES
        assert step.stage is None or step.stage in STAGES
        if len(step.sources) == 1:
            assert step.confidence != "confirmed"


@pytest.mark.parametrize(
    ("id", "first"), [("trial", date(2009, 8, 6)), ("open", date(2010, 4, 1)), ("brand", date(2018, 1, 1))]
)
def test_a_day_is_as_exact_as_its_source(id: str, first: date) -> None:
    assert BY_ID[id].first == first


def test_days_of_rules_are_the_rulebooks() -> None:
    assert BY_ID["announced"].day == str(rulebook.table("fee_2016")["announced"])
    assert BY_ID["fee"].confidence == "inference"
    assert BY_ID["deposit"].first == rulebook.table("deposit_2019").effective_from


def test_stages_agree_with_what_entry_cost() -> None:
    for step in steps():
        if step.stage is not None:
            assert fees.entry(step.first).kind == step.stage
    assert history.FILE.name == "history.toml"
