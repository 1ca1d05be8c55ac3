"""The colours of the course: of the pictures and pages, light and dark, and of the still figures."""

from __future__ import annotations

from collections.abc import Mapping

PALETTE: Mapping[str, str] = {
    "ink": "#17212b",
    "muted": "#566676",
    "line": "#d8e0e8",
    "paper": "#ffffff",
    "panel": "#f6f8fa",
    "accent": "#1d4ed8",
    "good": "#0f766e",
    "caution": "#b45309",
    "bad": "#b42318",
    "good_wash": "#e7f3f1",
    "caution_wash": "#fdf3e1",
    "band_0": "#d7ebe8",
    "band_1": "#dfe8fb",
    "band_2": "#fbeccb",
    "band_3": "#f9dcd7",
    "rail": "#ccd6e0",
}

DARK: Mapping[str, str] = {
    "ink": "#e8eef4",
    "muted": "#a8b7c5",
    "line": "#3a4754",
    "paper": "#151b21",
    "panel": "#1e262e",
    "accent": "#8ab0ff",
    "good": "#6fd3c6",
    "caution": "#f3b765",
    "bad": "#ff9b90",
    "good_wash": "#15332f",
    "caution_wash": "#3a2b10",
    "band_0": "#1d4640",
    "band_1": "#233a6b",
    "band_2": "#57430f",
    "band_3": "#632a24",
    "rail": "#4a5866",
}


def rule(scope: str, colours: Mapping[str, str] = PALETTE) -> str:
    """CSS that gives *scope* the *colours* as ``--ae-ink`` and so on."""
    return f"{scope}{{{''.join(f'--ae-{name}:{colour};' for name, colour in colours.items())}}}"


def rules(scope: str) -> list[str]:
    """CSS for the colours of *scope*, light and, in a dark JupyterLab, dark."""
    return [rule(scope), rule(in_the_dark(scope), DARK)]


def in_the_dark(scope: str) -> str:
    """The selector of *scope* in a dark JupyterLab."""
    return f'[data-jp-theme-light="false"] {scope}'


BANDS = tuple(PALETTE[f"band_{rank}"] for rank in range(4))
"""Behind the grades, from the best to the worst."""

STARS: Mapping[int, str] = {5: "#cfe3df", 4: BANDS[1], 3: BANDS[2], 2: "#f4c9b6", 1: "#e59f90"}
"""Reviews by their stars, in still figures."""

PALE_ACCENT, PALE_CAUTION = "#a9bdf2", "#f0cf93"
"""Beside full colours in still figures: what came before, or the lesser part."""
