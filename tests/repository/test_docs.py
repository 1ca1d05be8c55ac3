"""The notes for trainers say what the lessons say."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tools.lessons import source
from tools.lessons.source import read

HOUSE = Path(__file__).parents[2]
ROW = re.compile(r"^\| (\d\d[a-z]?) .* \| (\d+) \| (\d+) \|$", re.MULTILINE)


@pytest.mark.parametrize(("name", "session"), [
    ("trainers.md", r"lessons (\d\d) to (\d\d[a-z]?) take \*\*(\d+) minutes\*\*"),
    ("trainers.zh.md", r"(\d\d) 到 (\d\d[a-z]?) 课共 \*\*(\d+) 分钟\*\*"),
])  # fmt: skip
def test_minutes_are_those_of_the_lessons(name: str, session: str) -> None:
    """The table has the lessons of the first session, which its sentence names and adds up."""
    text = (HOUSE / "docs" / name).read_text(encoding="utf-8")
    rows = ROW.findall(text)
    said = re.search(session, text)
    assert said is not None
    first, last, minutes_said = said.groups()
    numbers = [path.name.partition("-")[0] for path in source.paths()]
    assert [row[0] for row in rows] == numbers[numbers.index(first) : numbers.index(last) + 1]
    for number, minutes, quick in rows:
        front = read(next((HOUSE / "lessons").glob(f"{number}-*.md"))).front
        assert (int(minutes), int(quick)) == (front.minutes, front.minutes_no_code)
    assert int(minutes_said) == sum(int(quick) for _, _, quick in rows) <= 90


# -- how to contribute ----------------------------------------------------------------------------

GUIDE = (HOUSE / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_the_guide_tells_the_rooms_as_the_contract_has_them() -> None:
    contracts = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (layers,) = (contract["layers"] for contract in contracts if contract["id"] == "house")
    rooms = [room for layer in layers for room in layer.split(" | ")]
    table = re.findall(r"^\| `(\w+)` \| .+ \| (.+) \|$", GUIDE, re.MULTILINE)
    assert sorted(room for room, _ in table) == sorted(rooms)
    floor = {room: height for height, layer in enumerate(reversed(layers)) for room in layer.split(" | ")}
    for room, may in table:  # rooms are named from the floor right below
        named = set(re.findall(r"`(\w+)`", may))
        assert {floor[name] for name in named} <= {floor[room] - 1}, room
    picture = re.search(r"```mermaid\n(.*?)```", GUIDE, re.DOTALL)
    assert picture is not None
    arrows = {
        (one, other) for one, others in re.findall(r"(\w+) --> (.+)", picture[1]) for other in others.split(" & ")
    }
    assert arrows == {(one, other) for one in rooms for other in rooms if floor[one] - floor[other] == 1}


def test_what_the_guide_names_is_there() -> None:
    done = re.findall(
        r"^def test_(\w+)\(house", (HOUSE / "tests/repository/test_recipes.py").read_text("utf-8"), re.MULTILINE
    )
    recipes = {f"test_{name}" for name in done} - {"test_the_originals_are_left_alone"}
    assert set(re.findall(r"Proof: `(\w+)`", GUIDE)) == recipes | {"test_an_exercise_is_one_file"}
    for path in re.findall(
        r"`((?:aecourse|tests|tools|lessons|orders|rulebook|scoring|simulation|live|base)/[\w/.]+\.\w+)`", GUIDE
    ):
        assert (HOUSE / path).is_file() or (HOUSE / "aecourse" / path).is_file(), path
