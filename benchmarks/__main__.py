"""``make bench``: every part, the quick ones first.  Figures are medians; read the ratios.

``make bench PART=core`` measures one part, ``make bench VIEW=ScoreLab`` one view.
"""

from __future__ import annotations

import argparse

from benchmarks import core, reading, regimes, steps, views
from benchmarks.report import show
from tests.chromium import find

PARTS = {
    "core": ("Core", core.rows),
    "regimes": ("All regimes", regimes.rows),
    "reading": ("Reading a file", reading.rows),
    "steps": ("A step of each view in its own process", steps.rows),
    "views": ("Live views in JupyterLab", views.rows),
}


def main() -> None:
    """Measure the parts that are asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("part", nargs="?", choices=PARTS, help="one part; without it all")
    parser.add_argument("--view", help="only the views whose name begins like this")
    asked = parser.parse_args()
    parts = [asked.part] if asked.part else list(PARTS)
    if asked.view is not None:
        names = [one.name for one in views.VIEWS if views.is_asked(one, asked.view)]
        if not names:
            known = ", ".join(one.name for one in views.VIEWS)
            parser.error(f"no view begins with {asked.view!r}; there are: {known}")
        parts = ["views"]
    for name in parts:
        title, rows = PARTS[name]
        if name == "views" and find(whole=True) is None:
            print(f"\n{title}: not measured, no Chromium was found here")
        else:
            show(title, views.rows(asked.view) if name == "views" else rows())


if __name__ == "__main__":
    main()
