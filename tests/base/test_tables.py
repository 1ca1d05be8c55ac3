"""Tables as data: a TOML file beside the module that lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest

from aecourse.base.language import Phrase
from aecourse.base.tables import tables


@dataclass(frozen=True)
class Parcel:
    id: str
    name: Phrase
    days: float
    pieces: int = 1
    by: Literal["air", "sea"] = "air"
    ports: tuple[str, ...] = ()
    warning: Phrase | None = None
    insured: bool = False
    facts: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Route:
    title: Phrase
    parcels: Mapping[str, Parcel]


WHOLE = """
[parcels.box]
name.en = "Box"
name.zh = "箱"
days = 20
ports = ["Ningbo", "Santos"]
insured = true
facts.stars = 5
warning.en = "heavy"
warning.zh = "重"
"""


def beside(folder: Path, text: str) -> str:
    (folder / "parcels.toml").write_text(text, encoding="utf-8")
    return str(folder / "parcels.py")


def test_an_entry_is_what_its_class_says(tmp_path: Path) -> None:
    found = tables(beside(tmp_path, WHOLE), parcels=Parcel)["parcels"]
    facts, warning = {"stars": 5}, Phrase("heavy", "重")
    box = Parcel("box", Phrase("Box", "箱"), 20, ports=("Ningbo", "Santos"), warning=warning, insured=True, facts=facts)
    assert found == {"box": box}
    with pytest.raises(TypeError):
        found["box"] = box  # type: ignore[index]


def test_tables_stand_in_tables(tmp_path: Path) -> None:
    text = '[routes.sea]\ntitle.en = "By sea"\ntitle.zh = "海运"\n' + WHOLE.replace("[", "[routes.sea.", 1)
    route = tables(beside(tmp_path, text), routes=Route)["routes"]["sea"]
    assert route.title.zh == "海运" and route.parcels["box"].days == 20


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("days = 20", "", "parcels.box.days: is missing"),
        ("days = 20", 'days = "20"', "parcels.box.days: must be a number, not '20'"),
        ("days = 20", "days = true", "parcels.box.days: must be a number, not True"),
        ("days = 20", "days = 20\npieces = 1.5", "parcels.box.pieces: must be a whole number, not 1.5"),
        ("days = 20", "days = 20\nday = 2", "parcels.box.day: is not known"),
        ("days = 20", 'days = 20\nid = "b"', "parcels.box.id: is not known"),
        ("days = 20", 'days = 20\nby = "rail"', "parcels.box.by: must be one of 'air', 'sea', not 'rail'"),
        ("insured = true", "insured = 1", "parcels.box.insured: must be true or false, not 1"),
        ('["Ningbo", "Santos"]', '"Ningbo"', "parcels.box.ports: must be a list, not 'Ningbo'"),
        ('"Santos"', "3", "parcels.box.ports[1]: must be a text, not 3"),
        ('name.zh = "箱"', "", "parcels.box.name: needs the two texts"),
        ('name.zh = "箱"', 'name.zh = " "', "parcels.box.name: needs the two texts"),
        ('name.zh = "箱"', 'name.zh = "箱"\nname.fr = "Boîte"', "parcels.box.name: needs the two texts"),
        ("facts.stars = 5", "facts = 5", "parcels.box.facts: must be a table"),
        ("[parcels.box]", "[boxes.box]", "boxes: no such table is asked for"),
        ("[parcels.box]", "[boxes.box]", "parcels: must be a table"),
    ],
)
def test_a_fault_is_named_with_file_key_and_reason(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert old in WHOLE
    with pytest.raises(ValueError, match=r"^parcels\.toml: ") as caught:
        tables(beside(tmp_path, WHOLE.replace(old, new)), parcels=Parcel)
    assert f"parcels.toml: {words}" in str(caught.value)


def test_all_faults_of_a_file_are_named_at_once(tmp_path: Path) -> None:
    text = WHOLE.replace("days = 20", "").replace("insured = true", "insured = 1") + '[more]\none.en = "a"\n'
    with pytest.raises(ValueError, match="days: is missing") as caught:
        tables(beside(tmp_path, text), parcels=Parcel, more=Phrase)
    assert "insured: must be true or false" in str(caught.value) and "more.one: needs" in str(caught.value)
