"""Make the sample stores: ``python -m tools.samples`` writes ``data/samples/``.

The recipe stands here and the order table's columns in :mod:`aecourse.orders`; a test makes the
files again and compares every byte.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from aecourse.base.language import Phrase
from aecourse.orders import COLUMNS, write_orders
from aecourse.simulation.orders import Store, simulate

FOLDER = Path(__file__).parent.parent / "data" / "samples"


@dataclass(frozen=True)
class Sample:
    """One sample store: its levers, how many orders, the seed of its luck, and its story."""

    name: str
    title: Phrase
    store: Store
    orders: int
    seed: int
    category: str


SAMPLES = (
    Sample(
        "price-store",
        Phrase("a general store that sells on price", "拼低价的杂货铺"),
        Store(orders_per_day=18, stockout_rate=0.05, handling_days=3.6, scan_delay_days=2.2,
              transit_days=27, parcel_loss_rate=0.025, description_accuracy=0.74,
              product_quality=0.66, reply_hours=22, dispute_answer_rate=0.88,
              settle_generosity=0.45, review_rate=0.42, price_position=0.7, repeat_rate=0.05),
        orders=3000, seed=15, category="other",
    ),
    Sample(
        "growing-store",
        Phrase("a growing specialist just around the minimum volume", "刚到考核门槛、只做一类货的成长型店铺"),
        Store(orders_per_day=0.9, stockout_rate=0.02, handling_days=2.3, scan_delay_days=1.4,
              transit_days=22, parcel_loss_rate=0.012, description_accuracy=0.90,
              product_quality=0.86, reply_hours=11, dispute_answer_rate=0.93,
              settle_generosity=0.6, review_rate=0.5, price_position=1.0, repeat_rate=0.12),
        orders=640, seed=12, category="bags_shoes",
    ),
    Sample(
        "brand-store",
        Phrase("a brand store", "品牌店"),
        Store(orders_per_day=11, stockout_rate=0.004, handling_days=1.2, scan_delay_days=0.7,
              transit_days=17, parcel_loss_rate=0.006, description_accuracy=0.97,
              product_quality=0.95, reply_hours=3, dispute_answer_rate=0.99,
              settle_generosity=0.8, review_rate=0.5, price_position=1.3, repeat_rate=0.3),
        orders=2000, seed=8, category="apparel",
    ),
)  # fmt: skip

_FIELD_TYPES = {
    "text": "string", "choice": "string", "time": "datetime", "number": "number",
    "stars": "integer", "flag": "boolean",
}  # fmt: skip


def field(column: object) -> dict[str, object]:
    """One column of the register as a Frictionless field."""
    from aecourse.orders import Column

    assert isinstance(column, Column)
    described: dict[str, object] = {
        "name": column.name,
        "type": _FIELD_TYPES[column.kind],
        "title": column.meaning.en,
        "description": column.meaning.zh,
    }
    if column.kind == "time":
        described["format"] = "%Y-%m-%d %H:%M:%S"
    constraints: dict[str, object] = {}
    if column.required:
        constraints["required"] = True
    if column.name == "order_id":
        constraints["unique"] = True
    if column.choices:
        constraints["enum"] = list(column.choices)
    if column.kind == "stars":
        constraints |= {"minimum": 1, "maximum": 5}
    if column.kind == "number":
        constraints["minimum"] = 0
    if constraints:
        described["constraints"] = constraints
    if column.unit:
        described["unit"] = column.unit
    return described


def datapackage() -> dict[str, object]:
    """The descriptor of the sample folder, from the column register."""
    return {
        "profile": "tabular-data-package",
        "name": "aecourse-samples",
        "title": "Synthetic orders of sample stores",
        "description": "Made by the course's simulator; no figure is the platform's. "
        "Times are naive timestamps in platform time (US Pacific).",
        "licenses": [{"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0"}],
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": sample.name,
                "path": f"{sample.name}.csv",
                "title": sample.title.en,
                "description": sample.title.zh,
                "encoding": "utf-8",
                "schema": {"fields": [field(c) for c in COLUMNS], "missingValues": [""]},
            }
            for sample in SAMPLES
        ],
    }


EXPORT = "my-store"


def write_export(folder: Path) -> None:
    """Write the export of lesson 13: semicolons, a title above, a total and a broken line below."""
    store = Store(orders_per_day=4, stockout_rate=0.04, handling_days=3.0, transit_days=26,
                  description_accuracy=0.86, review_rate=0.5)  # fmt: skip
    orders = simulate(store, orders=900, seed=24, until="2024-09-30", category="home", store_id=EXPORT)
    path = folder / "exports" / f"{EXPORT}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_orders(orders, path)
    lines = [line.replace(",", ";") for line in path.read_text(encoding="utf-8").splitlines()]
    lines = ["Orders of my-store", *lines, "X-1;my-store;B-1;;;;now", f"Total;{len(orders)}"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def write(folder: Path = FOLDER) -> None:
    """Write every sample, the export and the descriptor into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    write_export(folder)
    for sample in SAMPLES:
        orders = simulate(sample.store, orders=sample.orders, seed=sample.seed,
                          category=sample.category, store_id=sample.name)  # fmt: skip
        write_orders(orders, folder / f"{sample.name}.csv")
    text = json.dumps(datapackage(), ensure_ascii=False, indent=1)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
