"""Look for a file that breaks the reader, led by the code that each attempt reaches.

``python -m tools.fuzz_reading CORPUS --minutes 10``: begins with the exports of the tests and with what
CORPUS holds, keeps there what reaches new code, and stops at the first file that is neither read with
every line accounted for nor refused in words.  Such a file becomes a case of the tests.

Needs atheris (``pip install atheris``); it is no part of the course.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["aecourse.orders"]):
    from aecourse.base.errors import CourseError
    from aecourse.orders.reading import read_orders

EXPORTS = Path(__file__).parents[1] / "tests" / "orders" / "exports"


def seeds(folder: Path) -> None:
    """The exports of the tests, as files of *folder* to begin with."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in EXPORTS.rglob("*"):
        if path.is_file() and path.suffix not in (".json", ".md"):
            (folder / f"{path.parent.name}-{path.name}").write_bytes(path.read_bytes())


def attempt(data: bytes) -> None:
    """Read *data* as a file: orders with an account of each line, or a sentence why not."""
    path = Path(tempfile.gettempdir()) / "fuzzed-orders.zip"  # the ending that lets every kind in
    path.write_bytes(data)
    try:
        found = read_orders(path, timezone="Asia/Shanghai", day_first=True, usd_per=0.5)
    except CourseError:
        return
    parts = [found.counts[name] for name in ("set_aside", "never_paid", "rejected", "accepted")]
    lists = [len(found.set_aside), len(found.never_paid), len(found.rejected)]
    assert sum(parts) == found.counts["records"], "a line was lost"
    assert lists == parts[:3], "a list and its count differ"
    assert len(found.orders) == found.counts["orders"]
    assert found.orders["order_id"].is_unique
    assert len(found.repairs) >= 0
    assert repr(found)


def main() -> None:
    """Fuzz for the minutes that are asked for."""
    parser = argparse.ArgumentParser(prog="python -m tools.fuzz_reading", description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--minutes", type=float, default=10)
    asked = parser.parse_args()
    seeds(asked.corpus)
    limits = [f"-max_total_time={asked.minutes * 60:.0f}", "-max_len=20000", "-timeout=60", "-rss_limit_mb=3000"]
    atheris.Setup([sys.argv[0], str(asked.corpus), *limits, f"-artifact_prefix={asked.corpus.parent}/"], attempt)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
