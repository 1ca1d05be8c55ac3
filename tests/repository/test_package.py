"""The package as a whole: instant import, public names, words in two languages."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

import aecourse
from aecourse.base.language import Phrase, get_language, join, set_language, using
from aecourse.scoring.uncertainty import wilson

HEAVY = ("pandas", "numpy", "matplotlib", "ipywidgets", "pandera", "narwhals", "seaborn")


def test_import_is_instant() -> None:
    code = f"import aecourse, sys; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_rulebook_needs_no_pandas() -> None:
    code = "import aecourse, sys; aecourse.rulebook.load('grade_2015_odr'); print('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_every_public_name_is_there() -> None:
    for name in aecourse.__all__:
        assert getattr(aecourse, name) is not None
        assert name in dir(aecourse)
    with pytest.raises(AttributeError, match="nothing"):
        _ = aecourse.nothing


def test_the_simulator_stays_a_function_whatever_is_imported() -> None:
    code = "import aecourse.simulation, aecourse; print(callable(aecourse.simulate))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"


def test_a_phrase_speaks_the_sessions_language() -> None:
    phrase = Phrase("{n} orders in {place}", "{place}有 {n} 笔订单").format(n=3, place=Phrase("May", "五月"))
    assert str(phrase) == "3 orders in May"
    with using("zh"):
        assert str(phrase) == "五月有 3 笔订单"
        assert get_language() == "zh"
    assert get_language() == "en"
    assert join([Phrase("a.", "甲。"), Phrase("b.", "乙。")]) == Phrase("a. b.", "甲。乙。")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="'fr'"):
        set_language("fr")


@pytest.mark.parametrize(("n", "d", "low", "high"), [
    # by hand: (p + z²/2n ± z√(p(1-p)/n + z²/4n²)) / (1 + z²/n), z = 1.96
    (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634), (37, 902, 0.0299, 0.0560),
])  # fmt: skip
def test_the_wilson_interval_by_hand(n: int, d: int, low: float, high: float) -> None:
    assert wilson(n, d) == pytest.approx((low, high), abs=5e-5)


def test_no_orders_give_no_interval() -> None:
    assert np.isnan(wilson(0, 0)).all()
