"""What `aecourse.show` puts on the page: figures with their words, tables in the reader's language."""

from __future__ import annotations

from html import escape
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
import pytest

import aecourse
from aecourse import plots
from aecourse.base.errors import CourseError
from aecourse.base.language import LANGUAGES, using
from aecourse.plots.showing import displayable, word
from aecourse.scoring.metrics import METRICS


@pytest.fixture(params=LANGUAGES)
def language(request: Any) -> Any:
    with using(request.param):
        yield request.param


@pytest.fixture(scope="module")
def result() -> Any:
    orders = aecourse.load_sample("growing-store")
    return aecourse.assess(orders, "grade_2015_odr", as_of="2015-09-30", illustrative=True)


def test_a_figure_says_itself_to_whoever_does_not_see_it(language: str, result: Any) -> None:
    ax = plots.bad_conditions(result)
    words = plots.summary(ax)
    page = displayable(ax)._repr_html_()
    assert f'<img alt="{escape(words)}"' in page
    assert page.index("<details") < page.rindex(escape(words)) < page.index("</details>")
    assert "<details open" not in page
    assert f'lang="{"zh-Hans" if language == "zh" else "en"}"' in page
    assert repr(displayable(ax)) == words


def test_a_figure_is_shown_once(result: Any) -> None:
    """The notebook shows by itself every figure that is still open."""
    before = plt.get_fignums()
    displayable(plots.bad_conditions(result))
    assert plt.get_fignums() == before


def test_a_figure_of_somebody_else_has_no_words() -> None:
    _, ax = plt.subplots()
    with pytest.raises(CourseError, match=r"aecourse\.plots"):
        displayable(ax)
    plt.close("all")


@pytest.mark.parametrize(
    ("value", "en", "zh"),
    [
        (None, "–", "–"),
        (float("nan"), "–", "–"),
        (pd.NA, "–", "–"),
        (pd.NaT, "–", "–"),
        (True, "yes", "是"),
        (3.0, "3", "3"),
        (1234.5, "1,234.5", "1,234.5"),
        (pd.Timestamp("2015-08-07 01:35:05"), "2015-08-07 01:35:05", "2015-08-07 01:35:05"),
        ("settled", "settled by the two sides", "协商解决"),
        ("G-000521", "G-000521", "G-000521"),
        ("<b>", "&lt;b&gt;", "&lt;b&gt;"),
    ],
)
def test_values_are_told_in_words(value: object, en: str, zh: str) -> None:
    frame = pd.DataFrame({"dispute_end": pd.Series([value], dtype=object)})
    for language, said in (("en", en), ("zh", zh)):
        with using(language):
            assert f">{said}</td>" in displayable(frame)._repr_html_()


def test_a_value_is_told_as_its_metric_is(language: str) -> None:
    frame = pd.DataFrame({"metric": ["odr", "dsr_logistics"], "value": [0.0757, 4.9], "numerator": [10, 49]})
    page = displayable(frame)._repr_html_()
    assert all(f">{cell}<" in page for cell in ("7.6 %", "4.90", "10", "49"))
    assert f">{METRICS['odr'].name}<" in page


def test_no_heading_of_an_order_table_is_a_name_of_code(language: str) -> None:
    orders = aecourse.load_sample("growing-store").head(3)
    page = displayable(orders)._repr_html_()
    assert not [name for name in orders if f">{name}<" in page]
    assert "_at" not in page


def test_a_mapping_and_a_sentence_are_no_reprs(language: str, result: Any) -> None:
    page = displayable(result.conditions())._repr_html_()
    assert word("not_sold") in page
    assert "{" not in page
    assert "<ul><li>one</li><li>two</li></ul>" in displayable("Head:\n- one\n- two")._repr_html_()
    assert "Capstone(" not in displayable(aecourse.capstone(45))._repr_html_()


def test_what_shows_itself_is_left_alone(result: Any) -> None:
    assert displayable(result) is result


def test_outside_a_notebook_the_words_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    aecourse.show({"not_sold": 3}, "It is well.")
    assert capsys.readouterr().out == "Deal not sold · 3\nIt is well.\n"
