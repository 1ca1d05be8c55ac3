"""Every benchmark: ``make bench``.  Figures are medians; read the ratios, machines are noisy."""

from __future__ import annotations

from benchmarks import core, regimes, views
from benchmarks.report import show
from tests.chromium import find


def main() -> None:
    """Measure and print, the quick ones first."""
    show("Core", core.rows())
    show("All regimes", regimes.rows())
    if find() is None:
        print("\nLive views: not measured, no Chromium was found here")
    else:
        show("Live views in JupyterLab", views.rows())


if __name__ == "__main__":
    main()
