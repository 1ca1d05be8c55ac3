"""Words and tables as data: a TOML file beside the module that says or lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest

from aecourse.base.language import Phrase
from aecourse.base.tables import tables, texts


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


def test_a_list_of_tables_has_no_keys(tmp_path: Path) -> None:
    text = '[[stops]]\nname.en = "Ningbo"\nname.zh = "宁波"\nid = "a"\ndays = 1\n[[stops]]\nid = "b"\n'
    with pytest.raises(ValueError, match=r"stops\[1\]\.name: is missing"):
        tables(beside(tmp_path, text), stops=tuple[Parcel, ...])
    first, _ = text.rsplit("[[stops]]", 1)
    assert tables(beside(tmp_path, first), stops=tuple[Parcel, ...])["stops"] == (
        Parcel("a", Phrase("Ningbo", "宁波"), 1),
    )


def test_a_text_may_be_none_in_both_languages(tmp_path: Path) -> None:
    assert texts(beside(tmp_path, '[units]\ntimes.en = ""\ntimes.zh = ""\n'))["units"]["times"] == Phrase("", "")


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
        ('name.zh = "箱"\n', "name.zh = 3\n", "parcels.box.name: needs the two texts"),
        ('name.en = "Box"\nname.zh = "箱"', "name = 3", "parcels.box.name: needs the two texts"),
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


def test_a_table_gives_phrases_and_numbers_that_hold_for_good_are_filled(tmp_path: Path) -> None:
    module = beside(tmp_path, '[words]\nsays.en = "{n:order} of {MOST}"\nsays.zh = "{MOST} 笔里的 {n} 笔"\n')
    said = texts(module, MOST=66)["words"]["says"]
    assert said.format(n=1) == Phrase("1 order of 66", "66 笔里的 1 笔")


def test_every_entry_that_lacks_a_language_is_named_at_once(tmp_path: Path) -> None:
    module = beside(tmp_path, '[words]\none.en = "a"\ntwo = "b"\n[more]\nthree.en = 3\nthree.zh = "三"\n')
    with pytest.raises(ValueError, match=r"parcels\.toml: words\.one: needs") as caught:
        texts(module)
    assert "words.two: needs" in str(caught.value)
    assert "more.three: needs" in str(caught.value)


def test_tables_cannot_be_changed(tmp_path: Path) -> None:
    table = texts(beside(tmp_path, '[words]\na.en = "a"\na.zh = "甲"\n'))["words"]
    with pytest.raises(TypeError):
        table["a"] = Phrase("b", "乙")  # type: ignore[index]
