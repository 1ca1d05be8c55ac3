"""``python -m tools.mutants ROOM [--module PATH] [--every N] [--lot L] [--seconds S] [--workers N]``.

What was tried is kept in ``artifacts/mutants/``, so a run that was ended goes on where it stopped.  A
change that survived is tried again when a test of its module has changed, any change when the module
has.  ``--every 3`` tries a third of each module's changes, drawn by lot, always the same
but for another ``--lot``.
"""

from __future__ import annotations

import argparse
import json
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import inf
from pathlib import Path
from random import Random
from typing import Any

from tools.mutants import trial
from tools.mutants.changes import Change, changes
from tools.mutants.trial import ROOT

HERE = Path(__file__).parent
KEPT = ROOT / "artifacts" / "mutants"
CHANGES = "tools/mutants/changes.py"  # another finder counts otherwise


@dataclass(frozen=True)
class Target:
    """A module, the test files nearest to it, and whether its numbers are logic."""

    module: str
    tests: tuple[str, ...]
    numbers: bool
    draws: bool = False  # it only draws what it is given, so its tests need not begin anew

    def changes(self, every: int = 1, lot: int = 0) -> list[Change]:
        """One of *every* so many changes that the module can be given; another *lot* draws others."""
        source = (ROOT / self.module).read_text(encoding="utf-8")
        found = [one for one in changes(source) if self.numbers or not one.is_number]
        Random(f"{self.module}{lot or ''}").shuffle(found)  # noqa: S311 - no secret
        return sorted(found[: -(-len(found) // every)], key=lambda one: one.number)


def state(*files: str) -> str:
    """A sum over files, which is another when one of them is changed."""
    return sha256(b"".join((ROOT / file).read_bytes() for file in files)).hexdigest()[:12]


def targets(room: str) -> Iterator[Target]:
    """The modules of a room."""
    rooms = tomllib.loads((HERE / "rooms.toml").read_text(encoding="utf-8"))
    if room not in rooms:
        raise SystemExit(f"no room {room!r}; there are: {', '.join(rooms)}")
    told = rooms[room]
    for pattern, nearest in told["modules"].items():
        for path in sorted(ROOT.glob(pattern)):
            patterns = [p.replace("{view}", path.parent.name) for p in [*nearest, *told["tests"]]]
            files = dict.fromkeys(f for p in patterns for f in sorted(ROOT.glob(f"tests/{p}.py")))
            tests = tuple(str(file.relative_to(ROOT)) for file in files)
            name = str(path.relative_to(ROOT))
            draws = any(path.match(one) for one in told.get("draw", []))
            yield Target(name, tests, told["numbers"], draws)


def explained() -> dict[tuple[str, str, str], str]:
    """Survivors that are right to survive: by module, text of the line and change, with the reason."""
    listed = tomllib.loads((HERE / "explained.toml").read_text(encoding="utf-8"))
    return {(one["module"], one["line"], one["change"]): one["reason"] for one in listed.get("survivor", [])}


class Kept:
    """What was tried, in a file that grows."""

    def __init__(self, target: Target) -> None:
        self.module, self.tests = state(target.module, CHANGES), state(*target.tests)
        self.path = KEPT / f"{target.module.replace('/', '.')}.jsonl"
        self.path.parent.mkdir(parents=True, exist_ok=True)
        lines = self.path.read_text().splitlines() if self.path.exists() else []
        tried = [json.loads(line) for line in lines]
        self.survived = {
            t["number"]: t["survived"]
            for t in tried
            if t["module"] == self.module and (t["tests"] == self.tests or not t["survived"])
        }

    def add(self, number: int, survived: bool) -> None:
        """Note what became of a change."""
        self.survived[number] = survived
        entry = {"module": self.module, "tests": self.tests, "number": number, "survived": survived}
        with self.path.open("a") as file:
            file.write(json.dumps(entry) + "\n")
        print(end="S" if survived else ".", flush=True)


def run(target: Target, modules: Sequence[str], asked: argparse.Namespace, end: float) -> Kept:
    """Try the changes of a module that were not tried yet, until the time is over."""
    kept = Kept(target)
    todo = [one for one in target.changes(asked.every, asked.lot) if one.number not in kept.survived]
    if not todo or time.monotonic() > end:
        return kept
    begun = time.monotonic()
    reach = trial.joined([reached(file, modules) for file in target.tests])
    print(f"{target.module}: {len(todo)} changes ", end="", flush=True)
    if target.draws:
        todo = run_warm(target, kept, reach, todo, asked, end)
    working: dict[int, trial.Child] = {}
    while working or (todo and time.monotonic() < end):
        while todo and len(working) < asked.workers and time.monotonic() < end:
            one = todo.pop(0)
            tests = reach.tests(target.module, one.line, asked.patience)
            if tests:
                limit = 60 + 20 * sum(reach.seconds[test] for test in tests)
                working[one.number] = trial.tried(target.module, one.number, tests, limit)
            else:
                kept.add(one.number, survived=True)
        for number, child in list(working.items()):
            code = child.ended()
            if code in trial.NOT_RUN:
                raise SystemExit(f"{target.module}: change {number} could not be put before its tests")
            if code is not None:
                del working[number]
                kept.add(number, survived=code == 0)
        time.sleep(0.02)
    print(f" {time.monotonic() - begun:.0f} s")
    return kept


def run_warm(
    target: Target, kept: Kept, reach: trial.Reach, todo: list[Change], asked: argparse.Namespace, end: float
) -> list[Change]:
    """Try what stands within functions in processes whose tests ran once; gives what is left to be tried."""
    within = {
        one.number: reach.tests(target.module, one.line)
        for one in todo
        if "" not in reach.lines[target.module].get(one.line, {""})
    }
    parts = [dict(list(within.items())[n :: asked.workers]) for n in range(asked.workers)]
    files = [KEPT / f"warm-{n}.jsonl" for n in range(asked.workers)]
    working = {
        file: trial.warm(target.module, part, asked.patience, file)
        for file, part in zip(files, parts, strict=True)
        if part
    }
    noted = dict.fromkeys(working, 0)
    print(f"({len(within)} of them warm) ", end="", flush=True)
    while working:
        ended = {file: child.ended() for file, child in working.items()}
        for file in list(working):
            lines = file.read_text().splitlines(keepends=True) if file.exists() else []
            for line in lines[noted[file] :]:
                if line.endswith("\n"):
                    number, code = json.loads(line)
                    noted[file] += 1
                    if code in trial.NOT_RUN:
                        raise SystemExit(f"{target.module}: change {number} could not be put before its tests")
                    kept.add(number, survived=code == 0)
            if ended[file] is not None:
                del working[file]
                if noted[file] < len(parts[files.index(file)]):
                    raise SystemExit(
                        f"{target.module}: its tests do not pass when run once, see {file.with_suffix('.txt')}"
                    )
        if time.monotonic() > end:
            for child in working.values():
                child.kill()
            return []
        time.sleep(0.02)
    return [one for one in todo if one.number not in within]


def reached(file: str, modules: Sequence[str]) -> trial.Reach:
    """Which test of a file reaches what, as long as it and the modules stay as they are."""
    name = f"{file.replace('/', '.')}-{state(file, *modules)}.json"
    if not (KEPT / name).exists():
        print(f"{file}: its tests without a change ...", flush=True)
    return trial.reach(file, modules, KEPT / name)


def report(found: list[tuple[Target, Kept]], every: int, lot: int) -> str:
    """Killed and survived by module, and every survivor."""
    reasons = explained()
    lines, whole = [f"{'module':44} tried killed explained survived"], defaultdict[str, int](int)
    left: list[str] = []
    for target, kept in found:
        counts: dict[str, Any] = dict.fromkeys(("tried", "killed", "explained", "survived", "waiting"), 0)
        source = (ROOT / target.module).read_text(encoding="utf-8").splitlines()
        for one in target.changes(every, lot):
            if one.number not in kept.survived:
                counts["waiting"] += 1
                continue
            counts["tried"] += 1
            if not kept.survived[one.number]:
                counts["killed"] += 1
            elif (target.module, source[one.line - 1].strip(), one.what) in reasons:
                counts["explained"] += 1
            else:
                counts["survived"] += 1
                left.append(f"{target.module}:{one}")
        for name, n in counts.items():
            whole[name] += n
        if counts["tried"]:
            lines.append(f"{target.module:44}" + _columns(counts))
    share, real = (whole["killed"] / max(n, 1) for n in (whole["tried"], whole["tried"] - whole["explained"]))
    lines += [f"{'all':44}" + _columns(whole), f"{100 * share:.1f} % killed; {100 * real:.1f} % of those not explained"]
    lines += [f"{whole['waiting']} not tried yet", ""]
    return "\n".join([*lines, "Survivors:", *(left or ["none"])])


def _columns(counts: dict[str, Any]) -> str:
    names = (("tried", 6), ("killed", 7), ("explained", 10), ("survived", 9))
    return "".join(str(counts[name]).rjust(width) for name, width in names)


def main() -> None:
    """Go through a room and tell what survived."""
    parser = argparse.ArgumentParser(prog="python -m tools.mutants", description=__doc__)
    parser.add_argument("room")
    parser.add_argument("--module", default="", help="only modules whose path holds this")
    parser.add_argument("--every", type=int, default=1, help="try one of so many changes")
    parser.add_argument("--lot", type=int, default=0, help="with --every: another number draws other changes")
    parser.add_argument("--seconds", type=float, default=1e9, help="begin nothing after so long")
    parser.add_argument("--patience", type=float, default=inf, help="seconds of tests for a change, the quickest first")
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    trial.prepare()
    end = time.monotonic() + asked.seconds
    chosen = [one for one in targets(asked.room) if asked.module in one.module]
    if not chosen:
        raise SystemExit(f"no module of {asked.room} holds {asked.module!r} in its path")
    modules = sorted({one.module for one in targets(asked.room)})
    told = report([(target, run(target, modules, asked, end)) for target in chosen], asked.every, asked.lot)
    (KEPT / f"{asked.room}.txt").write_text(told + "\n")
    print(f"\n{told}")


if __name__ == "__main__":
    main()
