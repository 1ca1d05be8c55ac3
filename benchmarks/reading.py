"""How fast a million orders are read and checked, beside plain ``read_csv`` of pandas and Polars.

The plain readers only cut the file into cells; :func:`aecourse.read_orders` also gives every column
its type, looks at every line, and refuses what cannot be true.  Times are of the processor.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import process_time

import pandas as pd

from aecourse import read_orders
from aecourse.app.report import gather, page
from aecourse.orders import load_sample, write_orders
from benchmarks.report import Row, doing, median, show

MANY, FEW, SMALL = 1_000_000, 300_000, 10_000


def written(path: Path, orders: int) -> Path:
    """A file of *orders* orders in the course's own columns."""
    sample = load_sample("growing-store")
    table = pd.concat([sample] * -(-orders // len(sample)), ignore_index=True).iloc[:orders]
    write_orders(table.assign(order_id=[f"{8_190_001_000_000_000 + i}" for i in range(orders)]), path)
    return path


def back_office(path: Path, orders: int) -> Path:
    """The same as an export of the back office: times and amounts in other forms than the course's."""
    sample = load_sample("growing-store")
    head = "订单号,订单状态,买家名称,下单时间,付款时间,订单金额,收货国家,发货期限,发货时间,确认收货时间"
    lines = [
        f"{7_000_000_000_000_000 + i},等待买家收货,buyer {i % 5_000},{paid:%Y.%m.%d %H:%M},"
        f'{paid:%Y.%m.%d %H:%M},"${amount:,.2f}",Spain,{paid + pd.Timedelta(days=7):%Y-%m-%d},,'
        for i, (paid, amount) in enumerate(zip(
            sample["paid_at"].sample(orders, replace=True, random_state=1),
            sample["amount_usd"].sample(orders, replace=True, random_state=1), strict=True,
        ))
    ]  # fmt: skip
    path.write_text("\n".join([head, *lines, ""]), "utf-8-sig")
    return path


def with_odd_lines(clean: Path, path: Path, odd: int = 100) -> Path:
    """The file *clean* with some lines that no order can be read from."""
    lines = clean.read_text("utf-8").splitlines()
    for at in range(1, len(lines), len(lines) // odd):
        lines[at] = lines[at].replace(",", "", 1)
    path.write_text("\n".join([*lines, ""]), "utf-8")
    return path


# In a process that does nothing else: its peak is that of the reading.
_ALONE = """
import sys
from aecourse import read_orders
from aecourse.app.report import gather, page
from benchmarks import memory
found = read_orders(sys.argv[1])
read = memory.peak()
page(gather(found), "en")
print(read, memory.peak())
"""


def peaks(path: Path) -> tuple[int, int]:
    """Megabytes of memory of a process that reads a file, and that then makes its report."""
    command = [sys.executable, "-c", _ALONE, str(path)]
    told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1])
    read, reported = map(int, told.stdout.split())
    return read, reported


def rows() -> Iterator[Row]:
    """Every figure of the reader and of the report, as each is known."""
    with tempfile.TemporaryDirectory() as folder:
        doing(f"writing and reading a file of {MANY:,} orders")
        many = written(Path(folder) / "many.csv", MANY)
        plain = median(lambda: pd.read_csv(many), 3, process_time)
        yield Row(f"pandas.read_csv, {MANY:,} orders, not checked", f"{plain:.2f} s")
        ours = median(lambda: read_orders(many), 3, process_time)
        yield Row("  read_orders, the same, typed and checked", f"{ours:.2f} s",
                  f"{ours / plain:.1f} x as long", "<= 4 x pandas.read_csv")  # fmt: skip
        odd = with_odd_lines(many, Path(folder) / "odd.csv")
        few = median(lambda: read_orders(odd), 3, process_time)
        yield Row("  read_orders, the same with 100 odd lines", f"{few:.2f} s", f"{few / plain:.1f} x as long")
        whole = median(lambda: page(gather(read_orders(many)), "en"), 1, process_time)
        yield Row("  read, checked and reported", f"{whole:.1f} s", "", "<= 25 s")
        read, reported = peaks(many)
        yield Row("  peak memory, read in a process of its own", f"{read:,} MB",
                  f"{read / (many.stat().st_size >> 20):.1f} x the file")  # fmt: skip
        yield Row("  peak memory, read and reported", f"{reported:,} MB", "", "<= 2000 MB")
        small = written(Path(folder) / "small.csv", SMALL)
        told = median(lambda: page(gather(read_orders(small)), "en"), 3, process_time)
        yield Row(f"  a report on {SMALL:,} orders", f"{told:.2f} s", "", "<= 3 s")
        try:
            import polars as pl
        except ImportError:
            pass
        else:
            other = median(lambda: pl.read_csv(many), 3, process_time)
            yield Row("  polars.read_csv, not checked", f"{other:.2f} s", f"{ours / other:.1f} x as long")
        export = back_office(Path(folder) / "export.csv", FEW)
        simple = median(lambda: pd.read_csv(export), 3, process_time)
        looked = median(lambda: read_orders(export), 3, process_time)
        yield Row(f"  read_orders, a back-office export of {FEW:,} lines", f"{looked:.2f} s",
                  f"{looked / simple:.0f} x pandas.read_csv")  # fmt: skip
        read, reported = peaks(export)
        yield Row("  peak memory, read and reported", f"{reported:,} MB", "", "<= 2000 MB")


if __name__ == "__main__":
    show("Reading a file", rows())
