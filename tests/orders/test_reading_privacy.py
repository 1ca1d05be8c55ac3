"""Nothing of people passes the door: through no mapping, and through no column that nobody knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from aecourse.orders import Reading, read_orders
from aecourse.orders.reading import mappings
from aecourse.orders.reading.headings import normal
from aecourse.orders.reading.mapping import REGISTERED, Mapping

MARK = "Lea Kaya"
"""Stands in every cell of people; it may be in nothing that the reader gives back."""
PERSONAL = (
    "Customer", "Customer name", "Name", "买家昵称", "买家旺旺", "收货人", "收貨人", "收件人手机", "收货地址", "Kontakt", "Ship to",
    "Bill to", "ФИО", "Имя клиента", "Адрес доставки", "Комментарий", "Login ID", "E-Mail", "Tel.", "Nome do cliente",
    "Dirección", "Adresse", "氏名", "お届け先", "電話番号", "Buyer message", "买家留言", "Recipient", "Nickname", "WhatsApp", "CPF",
)  # fmt: skip
BY_CONTENT = ("lea.kaya@example.com", "call +1 555 000 11 22", "13800138000", "tel (021) 5550 1122")


def everything(found: Reading) -> str:
    tables = (
        found.orders,
        found.rejected,
        found.set_aside,
        found.never_paid,
        found.repairs,
        found.unjoined,
        found.files,
    )
    return "\n".join(
        [*(table.to_csv() for table in tables), *(f"{note.en}{note.zh}" for note in found.notes), repr(found)]
    )


def cell(column: str, mapping: Mapping) -> str:
    kind = REGISTERED[column].kind if column in REGISTERED else ""
    if column in ("order_id", "key"):
        return "8190001000010015"
    if column == "buyer_id":
        return MARK
    if column == "state" and mapping.states:
        return next((word for word, meaning in mapping.states.items() if meaning == "shipped"), "")
    of_kind = {"number": "5", "stars": "5", "flag": "", "choice": ""}
    return "2024-03-20 10:00:00" if kind == "time" or column == "created_at" else of_kind.get(kind, "")


def export(mapping: Mapping, more: dict[str, str]) -> str:
    """A file with each heading of *mapping*, *more* columns, a good line, one that is rejected and others that are no lines of it."""
    known = {names[0]: cell(column, mapping) for column, names in mapping.columns.items()}
    if mapping.own:
        known = {
            name: value for name, value in known.items() if name in ("order_id", "store_id", "buyer_id", "paid_at")
        }
        known["store_id"] = "s"
    others = {name: MARK for name in mapping.others if name not in known}
    more = {name: value for name, value in more.items() if normal(name) not in set(map(normal, known))}
    line = {**others, **more, **known}
    wrong = {**line, **{names[0]: "now" for column, names in mapping.columns.items()
                        if column in REGISTERED and REGISTERED[column].kind == "time" and names[0] in line}}  # fmt: skip
    wrong[mapping.columns["order_id" if mapping.role == "orders" else "key"][0]] = "8190001000010016"
    few = [MARK if name in ("Name", "Customer") and name in more else "" for name in line]
    rows = (line, line.values(), wrong.values(), few, [MARK, *line.values(), "x"], [*line.values()][1:])
    return "\n".join("\t".join(cells).replace("\n", " ") for cells in rows)


@pytest.mark.parametrize("mapping", mappings().values(), ids=lambda m: m.id)
def test_no_mapping_lets_people_in(tmp_path: Path, mapping: Mapping) -> None:
    text = export(mapping, dict.fromkeys(PERSONAL, MARK))
    assert text.count(MARK) >= 2 * len(PERSONAL) - 10
    (tmp_path / "orders.txt").write_text(text, "utf-8-sig")
    found = read_orders(tmp_path / "orders.txt", mapping=mapping, timezone="UTC", day_first=True)
    assert found.counts["records"] == 5
    assert MARK not in everything(found)


def test_no_unknown_file_lets_people_in(tmp_path: Path) -> None:
    head = ["Order ID", "Paid Time", "Country", *PERSONAL, "Something"]
    line = ["77-1", "2015-08-01 10:00", "Spain", *[MARK] * len(PERSONAL), MARK]
    (tmp_path / "orders.txt").write_text("\n".join(map("\t".join, (head, line, ["77-2", "now", *line[2:]]))), "utf-8")
    found = read_orders(tmp_path / "orders.txt", timezone="UTC")
    assert found.mapping.id == "guessed" and found.counts["records"] == 2
    assert MARK not in everything(found)


@pytest.mark.parametrize("value", BY_CONTENT)
@pytest.mark.parametrize("place", [0, 300])
def test_a_column_is_dropped_by_one_cell_of_people_wherever_it_stands(tmp_path: Path, value: str, place: int) -> None:
    lines = [f"A-{i},s,b{i},2015-08-01 10:00:00,{value if i == place else 'x'},red" for i in range(301)]
    (tmp_path / "orders.csv").write_text("\n".join(["order_id,store_id,buyer_id,paid_at,memo,colour", *lines]), "utf-8")
    found = read_orders(tmp_path / "orders.csv")
    assert found.counts["orders"] == 301 and "colour" in found.orders and "memo" not in found.orders
    assert value not in everything(found)
