"""What a page's snapshot has imported and read, and nothing that was only worked out along the way."""

import functools
import gc
import zoneinfo

import anywidget  # noqa: F401
import ipywidgets  # noqa: F401
import narwhals  # noqa: F401
import numpy.typing  # noqa: F401
import pandas as pd
import pytz

import aecourse
import aecourse.exercises.cards
from aecourse.live.mapper.view import ZONES

# A page is no terminal: tables are as wide as in a notebook.
pd.set_option("display.max_columns", 20)

for _name in aecourse.__all__:
    if _name != "plots":
        getattr(aecourse, _name)
for _name in aecourse.live.__all__:
    getattr(aecourse.live, _name)
# Pandas asks pytz for a zone by its name, and pytz takes a file that is not there yet for no such zone.
for _name in ZONES:
    pytz.timezone(_name)
# Calendars import their countries when a day is first asked for, and what ran once runs faster.
for _name in "OrderExplorer", "ScoreLab":
    run(f"import aecourse\naecourse.live.{_name}()")  # noqa: F821  # boot.py has run before
    _kept.pop().close_all()  # noqa: F821
for _one in gc.get_objects():
    if isinstance(_one, functools._lru_cache_wrapper):
        _one.cache_clear()
zoneinfo.ZoneInfo.clear_cache()
aecourse.rulebook.regimes()
aecourse.rulebook.sources()
aecourse.rulebook.tables()
del _name, _one
gc.collect()
gc.freeze()
