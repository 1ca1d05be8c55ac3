"""What every still figure must stand."""

from __future__ import annotations

import io
from typing import Any

from aecourse import plots


def assert_sound(ax: Any, language: str) -> None:
    """It is a small picture whose every sign is in the font, told in one line of its language.

    A missing character is a warning of matplotlib's, and a warning is an error here.
    """
    buffer = io.BytesIO()
    ax.figure.savefig(buffer, format="png", bbox_inches="tight")
    assert len(buffer.getvalue()) <= 100_000
    said = plots.summary(ax)
    assert "\n" not in said
    assert any("\u4e00" <= sign <= "\u9fff" for sign in said) == (language == "zh")
