"""What holds for every live view, whatever it shows."""

from __future__ import annotations

import pytest
from ipywidgets.widgets import widget

from aecourse import live


@pytest.mark.parametrize("name", live.__all__)
def test_a_step_changes_the_page_and_adds_nothing_to_it(name: str) -> None:
    """A widget made for each step would stay in the kernel and on the page for good."""
    view = getattr(live, name)()
    view._draw()
    before = len(widget._instances)
    for _ in range(5):
        view._draw()
        view._follow()
    assert len(widget._instances) == before


@pytest.mark.parametrize("name", live.__all__)
def test_every_view_can_be_named_and_shown_in_one_line(name: str) -> None:
    view = getattr(live, name)()
    assert repr(view).startswith(f"{name}(")
    assert "<svg" not in repr(view)
    assert len(repr(view)) < 200
