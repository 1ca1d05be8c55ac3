"""Every benchmark: ``make bench``.  Figures are medians; read the ratios, machines are noisy."""

from __future__ import annotations

from benchmarks import core, regimes, slider
from benchmarks.report import show
from tests.chromium import find


def main() -> None:
    """Measure and print, the quick ones first."""
    show("Core", core.rows())
    show("All regimes", regimes.rows())
    if find() is None:
        print("\nSlider: not measured, no Chromium was found here")
    else:
        show("Slider to picture, 10,000 orders, JupyterLab", slider.rows())


if __name__ == "__main__":
    main()
