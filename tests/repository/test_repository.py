"""The repository as a whole: one list of versions, locks that hold, a wheel that is complete."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import aecourse

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCKS = ("requirements.lock", "requirements-course.lock")


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def tracked() -> tuple[str, ...]:
    """The files of the repository (of an unpacked archive: all that git would not ignore)."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return tuple(sorted(p for p in listed.stdout.split("\0") if p and (ROOT / p).is_file()))


# -- versions stand once --------------------------------------------------------------------------


def locked(lock: str) -> dict[str, list[tuple[Version, str]]]:
    """The packages of a lock: name to its versions, each with its environment marker."""
    found: dict[str, list[tuple[Version, str]]] = {}
    for line in re.findall(r"^[^\s#].*$", text(lock), flags=re.MULTILINE):
        requirement = Requirement(line.rstrip(" \\"))
        [pin] = requirement.specifier
        assert pin.operator == "==", line
        name = canonicalize_name(requirement.name)
        found.setdefault(name, []).append((Version(pin.version), str(requirement.marker or "")))
    return found


def test_conda_and_binder_install_the_project_itself() -> None:
    environment = yaml.safe_load(text("environment.yml"))
    assert environment["name"] == "aecourse"
    *conda, pip = environment["dependencies"]
    assert f"python{PROJECT['requires-python']}" in conda
    assert [line.split()[-1] for line in pip["pip"]] == [".[course]"]  # no second list of versions


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_hashes_and_nothing_names_an_address(lock: str) -> None:
    content = text(lock)
    blocks = re.split(r"^(?=[^\s#])", content, flags=re.MULTILINE)[1:]
    assert len(blocks) > 50
    for block in blocks:
        assert "--hash=sha256:" in block, block
        assert " @ " not in block, block
    assert "://" not in content
    assert not re.search(r"^\s*-", content.replace("    --hash", ""), flags=re.MULTILINE)
    assert not re.search(r"^#.*/", content, flags=re.MULTILINE), "a path in the header"


@pytest.mark.parametrize(
    ("lock", "extras"), [("requirements.lock", ("course", "test", "scale")), ("requirements-course.lock", ("course",))]
)
def test_the_lock_is_of_these_requirements(lock: str, extras: tuple[str, ...]) -> None:
    pins = locked(lock)
    wanted = PROJECT["dependencies"] + [
        requirement for extra in extras for requirement in PROJECT["optional-dependencies"][extra]
    ]
    for requirement in map(Requirement, [*wanted, "hatchling"]):
        versions = pins.get(canonicalize_name(requirement.name))
        assert versions, f"{requirement} is not in {lock}: make lock"
        for version, _ in versions:
            assert version in requirement.specifier, f"{lock} holds {version}: make lock"


def test_nothing_of_the_browser_edition_disturbs_jupyterlab() -> None:
    assert not [name for lock in LOCKS for name in locked(lock) if name.startswith("jupyterlite")]


def test_learners_and_tests_have_the_same_versions() -> None:
    everything, course = (
        {name: {version for version, _ in pins} for name, pins in locked(lock).items()} for lock in LOCKS
    )
    assert {name: everything.get(name) for name in course} == course


def test_the_version_stands_the_same_everywhere() -> None:
    assert aecourse.__version__ == PROJECT["version"]
    assert re.search(rf"^## {re.escape(PROJECT['version'])}\b", text("CHANGELOG.md"), re.MULTILINE)


# -- nothing of one machine -----------------------------------------------------------------------


def test_no_file_names_a_place_on_somebodys_machine_or_a_registry() -> None:
    machine = re.compile(
        r"(?<![\w./~}-])/(?:work|root|(?:home|Users)/(?!me/)\w+)/\w"
        r"|[A-Z]:\\Users\\(?!me\\)"
        r"|(?<![\w./~}-])/tmp/\w"
        r"|\bpypi[.]org\b|\bpythonhosted[.]org\b|--(?:extra-)?index-url|registry[.]npmjs"
    )
    found = []
    for path in tracked():
        if path == "tests/repository/test_repository.py":
            continue
        try:
            lines = text(path).splitlines()
        except UnicodeDecodeError:
            continue  # a picture
        found += [f"{path}:{n}: {hit[0]}" for n, s in enumerate(lines, 1) if (hit := machine.search(s))]
    assert found == []


# -- two commands ---------------------------------------------------------------------------------


def targets() -> dict[str, str]:
    """The Makefile's targets and what `make help` says of each."""
    return dict(re.findall(r"^([a-z-]+):.*?## (.+)$", text("Makefile"), flags=re.MULTILINE))


def test_make_help_explains_every_target() -> None:
    [phony] = re.findall(r"^\.PHONY: (.+)$", text("Makefile"), flags=re.MULTILINE)
    assert set(phony.split()) == set(targets())
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    for target, words in targets().items():
        assert f"make {target} " in done.stdout
        assert words in done.stdout


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_every_command_that_a_document_tells_can_be_made(document: str) -> None:
    told = set(re.findall(r"[`$ ]make ([a-z-]+)[`\s]", "\n".join(code_of(document))))
    assert told
    assert told <= set(targets())


def code_of(document: str) -> list[str]:
    """What a document shows as code: blocks, and words between backquotes with them."""
    content = text(document)
    blocks = re.findall(r"```\w*\n(.*?)```", content, flags=re.DOTALL)
    return [f" {block} " for block in blocks] + re.findall(r"`[^`\n]+`", content)


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_what_the_documents_point_to_exists(document: str) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text(document)):
        assert (ROOT / target).exists(), target


@pytest.mark.parametrize(
    ("asked", "given"),
    [(["LANGUAGE=zh"], '--language "zh"'), ([], None), (["FOLDER=elsewhere"], '--folder "elsewhere"')],
)
def test_make_course_passes_on_what_was_asked(asked: list[str], given: str | None) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    done = subprocess.run(
        ["make", "--dry-run", "course", *asked],
        cwd=ROOT,
        env={**clean, "LANGUAGE": "en_US:en"},  # as many systems set it
        capture_output=True,
        text=True,
        check=True,
    )
    [command] = [line for line in done.stdout.splitlines() if "aecourse.app.cli lab" in line]
    assert given in command if given else "--language" not in command


@pytest.mark.parametrize("installed", [True, False])
def test_ci_makes_test_and_lets_nothing_be_skipped(tmp_path: Path, installed: bool) -> None:
    """On a machine that has everything the script comes to ``make test``; a stand-in tells how."""
    for name in ("make", "chromium", "chromium-headless-shell", "fc-list"):
        stand_in = tmp_path / name
        fails = "" if installed or name != "make" else 'case "$*" in .venv-oldest/*) exit 1;; esac\n'
        stand_in.write_text(f'#!/bin/sh\n{fails}echo "{name} $* CI=$CI must run=$AECOURSE_MUST_RUN"\n')
        stand_in.chmod(0o755)
    done = subprocess.run(
        [str(ROOT / ".ci/run")],
        env={"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    )
    *before, made = re.findall(r"^make (.*)", done.stdout, flags=re.MULTILINE)
    assert "test" in made.split()
    assert ("test-oldest" in made.split()) == installed == bool(before)
    assert ("Passed over: make test-oldest" in done.stdout) != installed
    assert "CI=true must run=1" in made


def test_no_cell_of_a_notebook_is_kept_from_nbval() -> None:
    skipped = re.compile(r"NBVAL_SKIP|nbval-skip")
    assert [p for p in tracked() if p.startswith("notebooks/") and skipped.search(text(p))] == []


def test_the_example_of_the_readme_runs() -> None:
    blocks = re.findall(r"```python\n(.*?)```", text("README.md"), flags=re.DOTALL)
    found: dict[str, Any] = {}
    exec("\n".join(blocks), found)
    assert len(blocks) == 2
    explained = repr(aecourse.explain(found["orders"], found["bad"], found["result"].regime))
    assert found["bad"] in explained


SKIPS = """
import pytest

def test_runs():
    pass

@pytest.mark.skip("no screen")
def test_skipped():
    pass

def test_skips_itself():
    pytest.skip("no browser")

@pytest.mark.optional
def test_may_be_skipped():
    pytest.skip("another system")

@pytest.mark.xfail(reason="known", strict=True)
def test_known_fault():
    raise AssertionError
"""


@pytest.mark.parametrize(
    ("must_run", "counts"),
    [("1", "1 failed, 1 passed, 1 skipped, 1 xfailed, 1 error"), ("", "1 passed, 3 skipped, 1 xfailed")],
)
def test_in_ci_a_skipped_test_is_a_failed_test(tmp_path: Path, must_run: str, counts: str) -> None:
    (tmp_path / "conftest.py").write_text(text("tests/conftest.py"))
    (tmp_path / "test_some.py").write_text(SKIPS)
    done = pytest_in(tmp_path, must_run)
    assert counts in done.stdout
    assert "no browser" in done.stdout


def test_in_ci_a_file_that_skips_itself_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(text("tests/conftest.py"))
    (tmp_path / "test_some.py").write_text("import pytest\npytest.importorskip('no_such_module')\n")
    assert "1 error" in pytest_in(tmp_path, "1").stdout
    assert "1 skipped" in pytest_in(tmp_path, "").stdout


def pytest_in(folder: Path, must_run: str) -> subprocess.CompletedProcess[str]:
    (folder / "pytest.ini").write_text("[pytest]\nmarkers =\n  optional: may be skipped\n")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-ra", "-p", "no:cacheprovider", str(folder)],
        cwd=folder,
        env={**os.environ, "AECOURSE_MUST_RUN": must_run, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


# -- licences and what is shipped -----------------------------------------------------------------


def test_both_licences_are_here_whole() -> None:
    assert text("LICENSE").startswith("BSD 3-Clause License")
    lessons = text("LICENSE-lessons")
    assert "Creative Commons Attribution 4.0 International Public License" in lessons
    assert [f"Section {n} --" in lessons for n in range(1, 9)] == [True] * 8
    for path in PROJECT["license-files"]:
        assert text(path)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [path] = folder.glob("*.whl")
    return path


@pytest.mark.slow
def test_the_wheel_holds_all_that_is_needed_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    info = f"aecourse-{aecourse.__version__}.dist-info/"
    shared = f"aecourse-{aecourse.__version__}.data/data/share/jupyter/labextensions/"
    shipped = [
        ("data/samples/", "aecourse/data/samples/"),
        ("notebooks/", "aecourse/data/notebooks/"),
        ("aecourse/", "aecourse/"),
        ("aecourse/app/jupyter/labextensions/", shared),
    ]
    wanted = {
        goes + path.removeprefix(comes)
        for path in tracked()
        for comes, goes in shipped
        if path.startswith(comes) and Path(path).name != ".gitignore"
    }
    assert {path for path in inside if not path.startswith(info)} == wanted
    assert {"aecourse/py.typed", "aecourse/rulebook/sources.toml"} <= inside
    for folder in ("samples/", "notebooks/en/", "notebooks/zh/"):
        assert any(path.startswith(f"aecourse/data/{folder}") for path in inside), folder
    assert {f"{info}licenses/LICENSE", f"{info}licenses/LICENSE-lessons"} <= inside


@pytest.mark.slow
def test_the_wheel_alone_has_samples_rules_and_lessons(wheel: Path, tmp_path: Path) -> None:
    unpacked = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)
    code = f"""
import sys
sys.path.insert(0, {str(unpacked)!r})
import aecourse
from aecourse.app import workspace
from pathlib import Path
assert Path(aecourse.__file__).is_relative_to({str(unpacked)!r}), aecourse.__file__
assert len(aecourse.samples()) >= 3
assert len(aecourse.load_sample("growing-store")) >= 600
assert aecourse.rulebook.load("grade_2015_odr")
assert aecourse.check("odr-rate", ...).status == "blank"
assert len(aecourse.quiz("03").questions) >= 4
report = workspace.deliver(Path("my-course"))
assert report.paths("new"), report
print(workspace.start_page(Path("my-course"), "zh"))
"""
    done = subprocess.run([sys.executable, "-I", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("zh/0")
