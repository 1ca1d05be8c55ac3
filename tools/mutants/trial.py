"""The tests of a module, run in a process of their own against the module with one change.

Everything that the tests need and the change does not touch is imported once, before the process is
forked; only the course's own modules are imported anew.  The first run, without a change, notes which
test executes which line: a change is then put before the tests that reach it, the quickest first.
"""

from __future__ import annotations

import contextlib
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import Any

from tools.mutants.changes import changed

ROOT = Path(__file__).parent.parent.parent
_HEAVY = ("pandas", "pandera.pandas", "narwhals", "hypothesis", "matplotlib.pyplot", "ipywidgets",
          "anywidget", "IPython.display", "holidays", "coverage")  # fmt: skip
_OPTIONS = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:nbval",
            "--hypothesis-profile", "mutants",
            "-W", "ignore::pytest.PytestAssertRewriteWarning"]  # fmt: skip


@dataclass(frozen=True)
class Reach:
    """Which tests execute which line, and how long each takes; "" stands for the import."""

    lines: Mapping[int, frozenset[str]]
    seconds: Mapping[str, float]

    def tests(self, line: int) -> list[str]:
        """The tests that reach a line, the quickest first; none: all do, or no test does."""
        found = self.lines.get(line, frozenset())
        reached = self.seconds if "" in found else found
        return sorted(reached, key=lambda test: self.seconds.get(test, 0))


def prepare() -> None:
    """Import what every test needs, and let hypothesis neither shrink nor remember."""
    for name in _HEAVY:
        importlib.import_module(name)
    from hypothesis import HealthCheck, Phase, settings

    settings.register_profile(
        "mutants", database=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip


class _Chosen:
    """Of the tests that were collected, runs those asked for, in that order; and takes the time."""

    def __init__(self, wanted: Sequence[str], recorder: Any = None) -> None:
        self.wanted = {test: n for n, test in enumerate(wanted)}
        self.recorder, self.seconds = recorder, dict[str, float]()

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        if self.wanted:
            items[:] = sorted((i for i in items if i.nodeid in self.wanted),
                              key=lambda i: self.wanted[i.nodeid])  # fmt: skip

    def pytest_runtest_setup(self, item: Any) -> None:
        self.seconds[item.nodeid] = time.perf_counter()
        if self.recorder is not None:
            self.recorder.switch_context(item.nodeid)

    def pytest_runtest_teardown(self, item: Any) -> None:
        self.seconds[item.nodeid] = time.perf_counter() - self.seconds[item.nodeid]


class _Replaced(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module another code."""

    def __init__(self, name: str, path: Path, code: CodeType) -> None:
        self.name, self.path, self.code = name, path, code

    def find_spec(
        self,
        name: str,
        path: object = None,  # noqa: ARG002 - as the import system asks
        target: object = None,  # noqa: ARG002
    ) -> importlib.machinery.ModuleSpec | None:
        if name != self.name:
            return None
        package = [str(self.path.parent)] if self.path.name == "__init__.py" else None
        return importlib.util.spec_from_file_location(name, self.path, loader=self, submodule_search_locations=package)

    def exec_module(self, module: Any) -> None:
        exec(self.code, module.__dict__)  # noqa: S102 - that is what an import does


class Child:
    """*work* in a process of its own, for at most *limit* seconds; what it writes goes to *told*."""

    def __init__(self, work: Callable[[], int], limit: float, told: str | Path = os.devnull) -> None:
        sys.stdout.flush()
        self.end = time.monotonic() + limit
        self.process = os.fork()
        if self.process == 0:  # pragma: no cover - another process
            os.setsid()
            code = 70
            with contextlib.suppress(BaseException):
                file = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
                os.dup2(file, 1)
                os.dup2(file, 2)
                code = int(work())
            os._exit(code)

    def ended(self) -> int | None:
        """The code that it ended with, 124 if its time was over; None while it works."""
        done, status = os.waitpid(self.process, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() < self.end:
            return None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        return 124

    def wait(self) -> int:
        """The code that it ends with."""
        while (code := self.ended()) is None:
            time.sleep(0.02)
        return code


def reach(module: str, files: Sequence[str], kept: Path) -> Reach:
    """Run the tests without a change and note which reach which line.

    Raises:
        SystemExit: the tests fail as they are.
    """

    def work() -> int:
        import coverage
        import pytest

        recorder = coverage.Coverage(data_file=None, include=[str(ROOT / module)], config_file=False)
        recorder.start()
        chosen = _Chosen((), recorder)
        code = pytest.main([*_OPTIONS, *files], plugins=[chosen])
        recorder.stop()
        found = recorder.get_data().contexts_by_lineno(str(ROOT / module))
        kept.write_text(json.dumps([found, chosen.seconds]))
        return int(code)

    told = kept.with_suffix(".txt")
    if Child(work, 3600, told).wait() != 0:
        raise SystemExit(f"{module}: its tests do not pass as they are, see {told}")
    lines, seconds = json.loads(kept.read_text())
    return Reach({int(n): frozenset(tests) for n, tests in lines.items()}, seconds)


def tried(module: str, number: int, tests: Sequence[str], limit: float) -> Child:
    """A process that ends with 0 if a change passes all of *tests*."""
    path = ROOT / module
    name = module.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def work() -> int:
        import pytest

        code = compile(changed(path.read_text(encoding="utf-8"), number), str(path), "exec")
        sys.meta_path.insert(0, _Replaced(name, path, code))
        files = sorted({test.split("::")[0] for test in tests})
        return int(pytest.main([*_OPTIONS, *files], plugins=[_Chosen(tests)]))

    return Child(work, limit)
