"""The tests of a module, run in a process of their own against the module with one change.

Everything that the tests need and the change does not touch is imported once, before the process is
forked; only the course's own modules are imported anew.  A first run of each test file, without a
change, notes which test executes which line: a change is then put before the tests that reach it, the
quickest first.
"""

from __future__ import annotations

import contextlib
import gc
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import inf
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from tools.mutants.changes import changed

ROOT = Path(__file__).parent.parent.parent
_PLUGINS = ("_hypothesis_pytestplugin", "pytest_timeout")
_HEAVY = ("pandas", "pandera.pandas", "narwhals", "hypothesis", "matplotlib.pyplot", "ipywidgets",
          "anywidget", "IPython.display", "holidays", "coverage", "pytest", *_PLUGINS)  # fmt: skip
# Nobody reads what a failed assertion says, so none is rewritten.
_OPTIONS = ["-x", "-q", "--assert=plain", "-p", "no:cacheprovider", "-p", "no:unraisableexception",
            *(option for plugin in _PLUGINS for option in ("-p", plugin)),
            "--hypothesis-profile", "mutants"]  # fmt: skip

NOT_RUN = (4, 5, 70)
"""Codes of a child that tell nothing of the tests: wrongly called, none found, broken before the first."""


@dataclass(frozen=True)
class Reach:
    """Which tests execute which line of which module, and the CPU time of each; "" is the import."""

    lines: Mapping[str, Mapping[int, frozenset[str]]]
    seconds: Mapping[str, float]

    def tests(self, module: str, line: int, most: float = inf) -> list[str]:
        """The tests that reach a line, the quickest first, as many as take *most* seconds together.

        A line of the import is reached by all.
        """
        found = self.lines[module].get(line, frozenset())
        return quickest(self.seconds if "" in found else found, self.seconds, most)


def quickest(tests: Iterable[str], seconds: Mapping[str, float], most: float = inf) -> list[str]:
    """Of *tests* the quickest first, as many as take *most* seconds together, but at least one."""
    found = sorted(tests, key=seconds.__getitem__)
    until = accumulate(seconds[test] for test in found)
    return [test for test, took in zip(found, until, strict=True) if took <= most] or found[:1]


def prepare() -> None:
    """Import what every test needs, and let hypothesis neither shrink nor remember."""
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    for name in _HEAVY:
        importlib.import_module(name)
    gc.freeze()
    from hypothesis import HealthCheck, Phase, settings

    settings.register_profile(
        "mutants", database=None, deadline=None, derandomize=True, max_examples=25, phases=[Phase.explicit, Phase.generate],
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
        self.seconds[item.nodeid] = time.process_time()
        if self.recorder is not None:
            self.recorder.switch_context(item.nodeid)

    def pytest_runtest_teardown(self, item: Any) -> None:
        self.seconds[item.nodeid] = time.process_time() - self.seconds[item.nodeid]


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
        self.kill()
        return 124

    def kill(self) -> None:
        """End it, whatever it is doing."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)

    def wait(self) -> int:
        """The code that it ends with."""
        while (code := self.ended()) is None:
            time.sleep(0.02)
        return code


def reach(file: str, modules: Sequence[str], kept: Path) -> Reach:
    """Run a test file without a change and note which test reaches which line of which module.

    Raises:
        SystemExit: the tests fail as they are.
    """

    def work() -> int:
        import coverage
        import pytest

        paths = {module: str(ROOT / module) for module in modules}
        recorder = coverage.Coverage(data_file=None, include=[*paths.values()], config_file=False)
        recorder.start()
        for module in modules:
            importlib.import_module(_name(module))
        chosen = _Chosen((), recorder)
        code = pytest.main([*_OPTIONS, file], plugins=[chosen])
        recorder.stop()
        data = recorder.get_data()
        lines = {module: data.contexts_by_lineno(path) for module, path in paths.items()}
        kept.write_text(json.dumps([lines, chosen.seconds]))
        return int(code)

    told = kept.with_suffix(".txt")
    if not kept.exists() and Child(work, 3600, told).wait() != 0:
        kept.unlink(missing_ok=True)
        raise SystemExit(f"{file}: its tests do not pass as they are, see {told}")
    lines, seconds = json.loads(kept.read_text())
    return Reach({m: {int(n): frozenset(tests) for n, tests in found.items()} for m, found in lines.items()}, seconds)


def joined(reaches: Sequence[Reach]) -> Reach:
    """What several test files reach together."""
    lines: dict[str, dict[int, frozenset[str]]] = {}
    for one in reaches:
        for module, found in one.lines.items():
            held = lines.setdefault(module, {})
            for n, tests in found.items():
                held[n] = held.get(n, frozenset()) | tests
    return Reach(lines, {test: took for one in reaches for test, took in one.seconds.items()})


def _name(module: str) -> str:
    return module.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def tried(module: str, number: int, tests: Sequence[str], limit: float) -> Child:
    """A process that ends with 0 if a change passes all of *tests*."""
    path, name = ROOT / module, _name(module)

    def work() -> int:
        import pytest

        code = compile(changed(path.read_text(encoding="utf-8"), number), str(path), "exec")
        sys.meta_path.insert(0, _Replaced(name, path, code))
        files = sorted({test.split("::")[0] for test in tests})
        return int(pytest.main([*_OPTIONS, *files], plugins=[_Chosen(tests)]))

    return Child(work, limit)


# -- many changes before tests that ran once ------------------------------------------------------


def warm(module: str, asked: Mapping[int, Sequence[str]], most: float, told: Path) -> Child:
    """A process that puts one change after the other before its tests, all of which ran once before.

    So nothing is imported and nothing prepared again; that is right for a module that only draws what
    it is given, and for a change within a function.  *told* gets a line for each change: its number,
    and the code that its process ended with.  As in :meth:`Reach.tests`, the quickest tests come first,
    as many as take *most* seconds together.
    """
    wanted = list(dict.fromkeys(test for tests in asked.values() for test in tests))

    def work() -> int:
        import pytest

        files = sorted({test.split("::")[0] for test in wanted})
        return int(pytest.main([*_OPTIONS, *files], plugins=[_Chosen(wanted), _Warm(module, asked, most, told)]))

    told.unlink(missing_ok=True)
    return Child(work, inf, told.with_suffix(".txt"))


class _Warm:
    """Runs the tests as they are, then those of each change in a process forked from this one."""

    def __init__(self, module: str, asked: Mapping[int, Sequence[str]], most: float, told: Path) -> None:
        self.module, self.asked, self.most, self.told = module, asked, most, told

    def pytest_runtestloop(self, session: Any) -> bool:
        items = {item.nodeid: item for item in session.items}
        self._run(session, items.values())
        seconds: dict[str, float] = {}
        for test, item in items.items():  # once more, now that all is prepared
            begun = time.process_time()
            self._run(session, [item])
            seconds[test] = time.process_time() - begun
        if session.testsfailed:
            return True
        gc.freeze()
        source = (ROOT / self.module).read_text(encoding="utf-8")
        with self.told.open("a") as told:
            for number, tests in self.asked.items():
                chosen = quickest(tests, seconds, self.most)

                def work(number: int = number, chosen: Sequence[str] = chosen) -> int:
                    _exchange(_name(self.module), compile(changed(source, number), self.module, "exec"))
                    return self._run(session, [items[test] for test in chosen])

                code = Child(work, 60 + 20 * sum(seconds[test] for test in chosen)).wait()
                print(json.dumps([number, code]), file=told, flush=True)
        return True

    def _run(self, session: Any, items: Iterable[Any]) -> int:
        for item in items:
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            if session.testsfailed:
                return 1
        return 0


def _exchange(name: str, code: CodeType) -> None:
    """Give the functions of a module that is in use the bodies that *code* has, and forget what they kept."""
    module = sys.modules[name]
    made = {**module.__dict__}
    exec(code, made)  # noqa: S102 - that is what an import does
    for old, new in _functions(module.__dict__, made):
        old.__code__, old.__defaults__, old.__kwdefaults__ = new.__code__, new.__defaults__, new.__kwdefaults__
    for known in (name, "aecourse.live.svg", "aecourse.live.flow"):
        for value in vars(sys.modules.get(known, module)).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


def _functions(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[Any, Any]]:
    """The functions of a module or class, each with the one of the same name."""
    for name in list(before):
        old, new = _plain(before[name]), _plain(after.get(name))
        if isinstance(old, FunctionType) and isinstance(new, FunctionType) and old is not new:
            yield old, new
        elif isinstance(old, type) and isinstance(new, type) and old is not new:
            yield from _functions(vars(old), vars(new))


def _plain(value: Any) -> Any:
    """The function within a property, class method or cache."""
    if isinstance(value, property):
        return value.fget
    return getattr(value, "__func__", getattr(value, "__wrapped__", value))
