"""Order tables as files: the sample stores, and writing one's own."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..base.arguments import guarded, is_folder
from ..base.errors import A_PATH, CourseError, brief, require_known
from ..base.language import Phrase
from .door import conform
from .register import COLUMNS
from .strings import text_type

if TYPE_CHECKING:
    import pandas as pd


def _samples_folder() -> Path:
    shipped = Path(__file__).parents[1] / "data" / "samples"  # inside an installed wheel
    return shipped if shipped.exists() else Path(__file__).parents[2] / "data" / "samples"


def samples() -> tuple[str, ...]:
    """The names of the sample stores that :func:`load_sample` knows."""
    return tuple(sorted(path.stem for path in _samples_folder().glob("*.csv")))


def sample_export() -> Path:
    """The synthetic export that lesson 13 reads: orders of a made-up store, as a spreadsheet writes them."""
    return _samples_folder() / "exports" / "my-store.csv"


@guarded
def own_export(folder: str | Path = "my-orders") -> Path:
    """What a learner has put into *folder* beside the notebook; the synthetic export while it is empty.

    So a lesson reads one's own file without a line of code: all that lies in the folder is read as
    one export in parts, as :func:`read_orders` does.
    """
    own = Path(folder)
    there = is_folder(own) and any(not one.name.startswith((".", "~$")) for one in own.iterdir())
    return own if there else sample_export()


def load_sample(name: str) -> pd.DataFrame:
    """The orders of a synthetic sample store: ``price-store``, ``growing-store``, ``brand-store``.

    Made by :func:`aecourse.simulate` with a fixed seed, so no figure in it is the platform's.
    Several months up to 30 September 2015, one row an order, columns as in :data:`COLUMNS`.

    Raises:
        UnknownName: with the names that are near.
    """
    require_known(Phrase("sample store", "示例店铺"), name, samples())
    return _read_sample(name).copy()


@lru_cache(maxsize=8)
def _read_sample(name: str) -> pd.DataFrame:
    import pandas as pd

    path = _samples_folder() / f"{name}.csv"
    return conform(pd.read_csv(path, dtype=text_type(), keep_default_na=False, na_values=[""]))


def write_orders(table: pd.DataFrame, path: str | Path) -> None:
    """Write an order table as the CSV file that :func:`aecourse.read_orders` reads, the same bytes each time.

    Seconds are kept, stars are whole numbers, amounts have two decimals, lines end with a newline.
    """
    text = conform(table)
    for column in COLUMNS:
        if column.kind == "time":
            text[column.name] = text[column.name].dt.strftime("%Y-%m-%d %H:%M:%S")
        elif column.kind == "stars":
            text[column.name] = text[column.name].astype("Int64")
        elif column.kind == "number":
            text[column.name] = text[column.name].map("{:.2f}".format, na_action="ignore")
        elif column.kind == "flag":
            text[column.name] = text[column.name].map({True: "true", False: "false"})
    try:
        text.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")
    except (OSError, TypeError, ValueError):
        raise CourseError(
            f"{brief(str(path), A_PATH)} could not be written; name a file in a folder that exists",
            f"无法写入 {brief(str(path), A_PATH)}；请写明已有文件夹里的文件名",
        ) from None
