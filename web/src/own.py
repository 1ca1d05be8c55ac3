"""The page "Your own orders": the files in /own, read; the report; the store to look at.

What has been chosen for the columns lives on between two cells in the module ``own``.
"""

import sys
import types
from html import escape

import ipywidgets as widgets

import aecourse
from aecourse.app.report import gather, page
from aecourse.base.errors import CourseError
from aecourse.live import Mapper

own = sys.modules.setdefault("own", types.ModuleType("own"))
FOLDER = "/own"
REPORT = "/aecourse/report.html"
MOST = 12


def read(language, mapped=False):
    """The account of the reading, and the store in ScoreLab; the report is written beside the record."""
    aecourse.set_language(language)
    mapping = own.mapper.draft.mapping() if mapped else None
    day_first = own.mapper.order.value if mapped else None
    reading = aecourse.read_orders(FOLDER, mapping=mapping, day_first=day_first)
    with open(REPORT, "w", encoding="utf-8") as file:
        file.write(page(gather(reading), language))
    lines = [
        repr(reading).removeprefix("Reading(").removesuffix(")"),
        *map(str, reading.notes),
        *(one.sentence for one in reading.first_rejected(MOST)),
    ]
    told = widgets.HTML("".join(f"<p>{escape(str(line))}</p>" for line in lines))
    try:
        view = aecourse.live.ScoreLab(orders=reading)
    except CourseError as error:
        view = widgets.HTML(f"<p>{escape(error.phrase.text(language))}</p>")
    return widgets.VBox([told, view])


def columns(language):
    """The columns with their guesses, to be corrected by choosing."""
    aecourse.set_language(language)
    own.mapper = Mapper(FOLDER)
    for one in (own.mapper.read, own.mapper.file, own.mapper.save):  # the page has a button of its own
        one.layout.display = "none"
    return own.mapper
