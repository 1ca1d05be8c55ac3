"""Every figure of these tests is drawn without a screen and closed afterwards."""

from __future__ import annotations

from collections.abc import Iterator

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest


@pytest.fixture(autouse=True)
def _still() -> Iterator[None]:
    mpl.use("Agg")
    yield
    plt.close("all")
