"""What a lesson shows on the path without code: figures with their words, tables in the reader's language.

A figure becomes an image whose alternative text is its summary, with the same words folded below it.
A table has headings and words of the reader's language; a dash stands where there is nothing.  Both are
HTML, the one form in which an image keeps its alternative text in JupyterLab and in exported pages.
"""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ..base.language import Phrase, get_language, language_tag
from ..base.tables import texts
from ..base.wording import NONE
from ..orders.register import EVERY
from ..scoring.assessment.results import format_value
from ..scoring.metrics import METRICS
from ..scoring.outcomes import STATUS_NAMES
from .look import summary

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_WORDS = texts(__file__)["words"]
_IN_WORDS = Phrase("The figure in words", "图的文字说明")
_YES, _NO = Phrase("yes", "是"), Phrase("no", "否")
_METRIC = "metric"
_REPR = re.compile(r"[A-Z]\w*\((?P<words>.*)\)", re.DOTALL)


@dataclass(frozen=True, slots=True, repr=False)
class Shown:
    """Something on a page: as HTML, and in plain words where there is no page."""

    words: str
    html: str

    def __repr__(self) -> str:
        return self.words

    def _repr_html_(self) -> str:
        return self.html


def show(*things: object) -> None:
    """Show each of *things* in the reader's language: a figure, a table, a mapping, a sentence.

    A figure of :mod:`aecourse.plots` has its summary as alternative text, and folded below it.  The
    headings and known words of a table are translated.  What shows itself, such as an assessment, is
    shown as it is.  Outside a notebook the words are printed.
    """
    from IPython.display import display

    for thing in things:
        display(displayable(thing))  # type: ignore[no-untyped-call]


def displayable(thing: Any) -> Any:
    """What :func:`show` puts on the page for one thing."""
    kind = type(thing).__module__.partition(".")[0]
    if kind == "matplotlib":
        return figure(thing)
    if kind == "pandas" and hasattr(thing, "iloc"):
        return worded_table(thing)
    if isinstance(thing, Mapping):
        return mapping(thing)
    if hasattr(thing, "_repr_html_") or hasattr(thing, "_repr_mimebundle_"):
        return thing
    said = _REPR.fullmatch(str(thing))
    return sentences(said["words"] if said else str(thing))


def figure(ax: Axes) -> Shown:
    """A figure as an image with its summary; it is closed, so that the notebook shows it only once.

    Raises:
        CourseError: the axes were not drawn by :mod:`aecourse.plots`.
    """
    import matplotlib.pyplot as plt

    words = summary(ax)
    made: Any = ax.get_figure()
    file = io.BytesIO()
    made.savefig(file, format="png", bbox_inches="tight", facecolor=made.get_facecolor(), metadata={"Software": None})
    plt.close(made)
    image = base64.b64encode(file.getvalue()).decode()
    html = (
        f'<figure lang="{language_tag(get_language())}" style="margin:4px 0 8px">'
        f'<img alt="{escape(words)}" style="max-width:100%;height:auto" src="data:image/png;base64,{image}">'
        f'<details style="max-width:920px"><summary>{_IN_WORDS}</summary><p>{escape(words)}</p></details></figure>'
    )
    return Shown(words, html)


def worded_table(given: pd.DataFrame | pd.Series) -> Shown:
    """A table, or a column with its index, with headings and words of the reader's language."""
    import pandas as pd

    frame: pd.DataFrame = given.to_frame() if isinstance(given, pd.Series) else given
    plain = frame.astype(object).where(frame.notna(), None)
    label = frame.index.name
    named = label is not None or not _numbered(frame)
    rows = [[_python(value) for value in row] for row in plain.itertuples(index=named, name=None)]
    names = [str(name) for name in frame.columns]
    heads = ["" if label is None else word(str(label))] if named else []
    at = names.index(_METRIC) + named if _METRIC in names else None
    cells = [
        [_told(value, "" if at in (None, place) else str(row[at])) for place, value in enumerate(row)] for row in rows
    ]
    return _page([*heads, *map(word, names)], cells, headed=named)


def mapping(given: Mapping[Any, Any]) -> Shown:
    """A mapping as a table of two columns without a head."""
    return _page([], [[word(str(key)), _told(value)] for key, value in given.items()], headed=True)


def sentences(text: str) -> Shown:
    """A text, line by line; lines that begin with a hyphen are a list."""
    parts = []
    for listed, lines in groupby(filter(str.strip, text.splitlines()), lambda line: line.startswith("- ")):
        if listed:
            parts.append("".join(["<ul>", *(f"<li>{escape(line[2:])}</li>" for line in lines), "</ul>"]))
        else:
            parts += [f"<p>{escape(line)}</p>" for line in lines]
    return Shown(text, f'<div lang="{language_tag(get_language())}" style="max-width:920px">{"".join(parts)}</div>')


def word(name: str) -> str:
    """What a column or a value called *name* is called in the reader's language; *name* itself if unknown."""
    if name in _WORDS:
        return str(_WORDS[name])
    if name in METRICS:
        return str(METRICS[name].name)
    if name in STATUS_NAMES:
        return str(STATUS_NAMES[name])
    return str(EVERY[name].meaning) if name in EVERY else name


def _told(value: Any, metric: str = "") -> str:
    """A value of a table in words; a number that is not whole belongs to *metric*, if there is one."""
    match value:
        case None:
            said = NONE
        case bool():
            said = str(_YES if value else _NO)
        case str():
            said = word(value)
        case datetime():
            said = value.strftime("%Y-%m-%d %H:%M:%S")
        case float() if metric in METRICS:
            said = format_value(metric, value)
        case float():
            said = f"{value:,.4f}".rstrip("0").rstrip(".")
        case int():
            said = f"{value:,}"
        case _:
            said = str(value)
    return said


def _python(value: Any) -> Any:
    """A number of numpy as one of Python."""
    return value.item() if hasattr(value, "item") else value


def _numbered(frame: pd.DataFrame) -> bool:
    """Are the rows only numbered?"""
    return all(isinstance(label, int) or type(label).__name__.startswith("int") for label in frame.index)


def _page(heads: list[str], rows: list[list[str]], *, headed: bool) -> Shown:
    """Rows of cells as a page and as plain lines; *headed*: the first cell of a row names it."""

    def cell(at: int, text: str) -> str:
        name = 'th scope="row"' if headed and at == 0 else "td"
        return f'<{name} style="text-align:left">{escape(text)}</{name[:2]}>'

    head = "".join(f'<th scope="col" style="text-align:left">{escape(text)}</th>' for text in heads)
    body = "".join(f"<tr>{''.join(cell(at, text) for at, text in enumerate(row))}</tr>" for row in rows)
    top = f"<thead><tr>{head}</tr></thead>" if heads else ""
    lines = [" · ".join(row) for row in ([heads] if heads else []) + rows]
    return Shown("\n".join(lines), f'<table lang="{language_tag(get_language())}">{top}<tbody>{body}</tbody></table>')
