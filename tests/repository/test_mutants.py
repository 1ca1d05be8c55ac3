"""The mutation tester: what it changes, what it leaves alone, and that it tells a gap from a proof."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tools.mutants import __main__ as mutants
from tools.mutants.changes import changed, changes

SOURCE = '''
"""A module of 3 words."""
from functools import lru_cache
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    LIMIT: int = 3

@lru_cache(maxsize=4)
def late(days: float, most: int = 5) -> bool:
    """More than 2."""
    if days < 0:
        raise ValueError(f"not {days + 1}" + "!")
    said = Phrase("1 day" + "s", "1 天")
    pairs = zip(days, most, strict=True)
    return days > most and not said
'''


def test_signs_numbers_and_conditions_are_changed_and_words_are_not() -> None:
    assert [str(one) for one in changes(SOURCE)] == [
        "9: 5 -> 6",
        "11: days < 0 -> days <= 0",
        "11: days < 0 -> days >= 0",
        "11: 0 -> 1",
        "15: days > most and (not said) -> or",
        "15: days > most -> days >= most",
        "15: days > most -> days <= most",
        "15: not said -> without",
    ]


@pytest.mark.parametrize("module", ["aecourse/scoring/uncertainty.py", "aecourse/scoring/outcomes/grade.py"])
def test_every_change_is_another_module_that_can_be_run(module: str) -> None:
    source = (mutants.ROOT / module).read_text(encoding="utf-8")
    same = ast.unparse(ast.parse(source))
    for one in changes(source):
        tree = changed(source, one.number)
        compile(tree, module, "exec")
        assert ast.unparse(tree) != same, one


@pytest.mark.parametrize("room", ["scoring", "pictures"])
def test_the_rooms_name_what_there_is(room: str) -> None:
    """A module or test file that was moved is moved here, too."""
    told = tomllib.loads((mutants.HERE / "rooms.toml").read_text(encoding="utf-8"))[room]
    for pattern, nearest in told["modules"].items():
        assert list(mutants.ROOT.glob(pattern)), pattern
        for name in [*nearest, *told["tests"]]:
            assert any(mutants.ROOT.glob(f"tests/{name.replace('{view}', '*').replace('**', '*')}.py")), name
    for target in mutants.targets(room):
        assert target.tests


def test_each_explained_survivor_is_a_change_that_is_made() -> None:
    for module, line, change in mutants.explained():
        source = (mutants.ROOT / module).read_text(encoding="utf-8")
        lines = source.splitlines()
        made = {(lines[one.line - 1].strip(), one.what) for one in changes(source)}
        assert (line, change) in made, (module, line, change)


RUN = """
import sys
from pathlib import Path
from tools.mutants import trial
from tools.mutants.changes import changes
trial.ROOT = Path.cwd()
sys.path.insert(0, "")
trial.prepare()
reach = trial.joined([trial.reach(file, ["shop.py"], Path(f"{file}.json")) for file in sorted(Path().glob("test_*"))])
for one in changes(Path("shop.py").read_text()):
    tests = reach.tests("shop.py", one.line)
    code = trial.tried("shop.py", one.number, tests, 60).wait()
    print(one, "survives" if code == 0 else "is killed", len(tests), sep="; ")
"""


WARM = """
import sys
from pathlib import Path
from tools.mutants import trial
from tools.mutants.changes import changes
trial.ROOT = Path.cwd()
sys.path.insert(0, "")
trial.prepare()
reach = trial.reach("test_shop.py", ["shop.py"], Path("reach.json"))
asked = {one.number: reach.tests("shop.py", one.line) for one in changes(Path("shop.py").read_text())}
assert trial.warm("shop.py", asked, 60, Path("told.jsonl")).wait() == 0
print(Path("told.jsonl").read_text())
"""


def run(code: str, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={"PYTHONPATH": str(mutants.ROOT), "PATH": "/usr/bin:/bin", "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_tests_that_ran_once_tell_the_same(tmp_path: Path) -> None:
    """Also of what is kept, and of the body of a property, which others hold already."""
    (tmp_path / "shop.py").write_text(
        "from functools import lru_cache\n"
        "@lru_cache\n"
        "def late(days):\n    return days > 5\n"
        "class Order:\n"
        "    @property\n"
        "    def fine(self):\n        return 2 * 3\n"
    )
    (tmp_path / "test_shop.py").write_text(
        "from shop import Order, late\n"
        "def test_far():\n    assert late(9) and not late(1)\n"
        "def test_fine():\n    assert Order().fine == 6\n"
    )
    assert run(WARM, tmp_path).split("\n")[:-2] == [
        "[0, 0]",  # > becomes >=
        "[1, 1]",  # > becomes <=
        "[2, 0]",  # 5 becomes 6
        "[3, 1]",  # 2 * 3 becomes 2 / 3
        "[4, 1]",  # 2 becomes 3
        "[5, 1]",  # 3 becomes 4
    ]


@pytest.mark.slow
def test_a_gap_survives_and_a_proof_kills(tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text("def late(days):\n    return days > 5\n")
    (tmp_path / "test_shop.py").write_text(
        "from shop import late\n"
        "def test_far():\n    assert late(9) and not late(1)\n"
        "def test_other():\n    assert True\n"
    )
    (tmp_path / "test_early.py").write_text("def test_early():\n    assert True\n")
    assert run(RUN, tmp_path).splitlines() == [
        "2: days > 5 -> days >= 5; survives; 1",
        "2: days > 5 -> days <= 5; is killed; 1",
        "2: 5 -> 6; survives; 1",
    ]
