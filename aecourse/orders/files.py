"""Order tables as files: a learner's own, and the sample stores."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..base.errors import CourseError, unknown_name
from ..base.language import Phrase
from .door import conform
from .register import COLUMNS
from .validation import validate

if TYPE_CHECKING:
    import pandas as pd


def read_orders(path: str | Path) -> pd.DataFrame:
    """Read a CSV file with the order table's columns and validate it.

    UTF-8 (with or without a byte-order mark); times as ``2015-09-30 14:00:00`` in platform time
    (a time with a zone is converted).  Columns beyond the register are kept.

    Raises:
        CourseError: no such file, or not a CSV file in UTF-8.
        InvalidOrders: every fault in the table.
    """
    import pandas as pd

    path = Path(path)
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""], encoding="utf-8-sig")
    except FileNotFoundError:
        raise CourseError(
            Phrase(
                f"there is no file {str(path)!r}; check the folder and the name",
                f"找不到文件 {str(path)!r}；请检查文件夹和文件名",
            )
        ) from None
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError, OSError) as error:
        raise CourseError(
            Phrase(
                f"{str(path)!r} could not be read as a CSV file in UTF-8: {error}. "
                "Export the sheet again as “CSV UTF-8”.",
                f"{str(path)!r} 无法按 UTF-8 编码的 CSV 读取：{error}。请重新导出为“CSV UTF-8”。",
            )
        ) from None
    return validate(table)


def _samples_folder() -> Path:
    shipped = Path(__file__).parents[1] / "data" / "samples"  # inside an installed wheel
    return shipped if shipped.exists() else Path(__file__).parents[2] / "data" / "samples"


def samples() -> tuple[str, ...]:
    """The names of the sample stores that :func:`load_sample` knows."""
    return tuple(sorted(path.stem for path in _samples_folder().glob("*.csv")))


def load_sample(name: str) -> pd.DataFrame:
    """The orders of a synthetic sample store: ``price-store``, ``growing-store``, ``brand-store``.

    Made by :func:`aecourse.simulate` with a fixed seed, so no figure in it is the platform's.
    Several months up to 30 September 2015, one row an order, columns as in :data:`COLUMNS`.

    Raises:
        UnknownName: with the names that are near.
    """
    if name not in samples():
        raise unknown_name(Phrase("sample store", "示例店铺"), name, samples())
    return _read_sample(name).copy()


@lru_cache(maxsize=8)
def _read_sample(name: str) -> pd.DataFrame:
    import pandas as pd

    path = _samples_folder() / f"{name}.csv"
    return conform(pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""]))


def write_orders(table: pd.DataFrame, path: str | Path) -> None:
    """Write an order table as the CSV file that :func:`read_orders` reads, the same bytes each time.

    Seconds are kept, stars are whole numbers, amounts have two decimals, lines end with a newline.
    """
    text = table.copy()
    for column in COLUMNS:
        if column.kind == "time":
            text[column.name] = text[column.name].dt.strftime("%Y-%m-%d %H:%M:%S")
        elif column.kind == "stars":
            text[column.name] = text[column.name].astype("Int64")
        elif column.kind == "number":
            text[column.name] = text[column.name].map("{:.2f}".format, na_action="ignore")
        elif column.kind == "flag":
            text[column.name] = text[column.name].map({True: "true", False: "false"})
    text.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")
