"""The files that run in a browser: known by their hashes, wanted by nobody's address."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest

from tools.site import runtime
from tools.site.pages import WEB


def release(folder: Path, names: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    """A release whose lock is *names*, in *folder*."""
    import hashlib

    for name, content in names.items():
        (folder / name).write_bytes(content)
    files = {name: hashlib.sha256(content).hexdigest() for name, content in names.items()}
    (folder / "pyodide.lock.json").write_text(json.dumps({"pyodide": "0", "files": files}))
    monkeypatch.setattr(runtime, "WEB", folder)
    monkeypatch.setenv("PYODIDE", str(folder))


def test_sound_files_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release(tmp_path, {"a.js": b"1", "b.whl": b"2"}, monkeypatch)
    assert runtime.official() == tmp_path


def test_a_wrong_or_missing_file_stops_the_build_and_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release(tmp_path, {"a.js": b"1", "b.whl": b"2", "c.whl": b"3"}, monkeypatch)
    (tmp_path / "a.js").write_bytes(b"changed")
    (tmp_path / "c.whl").unlink()
    with pytest.raises(SystemExit) as stopped:
        runtime.official()
    said = str(stopped.value)
    assert "a.js is not the official file" in said
    assert "c.whl is missing" in said
    assert "b.whl" not in said


def test_without_the_release_the_build_says_where_to_put_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYODIDE", str(tmp_path / "nowhere"))
    with pytest.raises(SystemExit, match="PYODIDE=/path/to/pyodide"):
        runtime.official()


def test_a_wheel_tells_what_it_needs(tmp_path: Path) -> None:
    path = tmp_path / "Some_Thing-1.2-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("thing/__init__.py", b"")
        wheel.writestr(
            "some_thing-1.2.dist-info/METADATA",
            "Name: Some_Thing\nVersion: 1.2\nRequires-Dist: Num.Py>=2\n"
            'Requires-Dist: pytest; extra == "test"\n'
            'Requires-Dist: tomli; python_version < "3.11"\n',
        )
    assert runtime.required(path) == ["num-py"]


def test_a_seal_holds_every_file_but_itself(tmp_path: Path) -> None:
    (tmp_path / "memory.gz").write_bytes(b"x")
    (tmp_path / "a.js").write_bytes(b"")
    runtime.seal(tmp_path)
    runtime.seal(tmp_path)  # a second time is the same
    files = json.loads((tmp_path / "lock.json").read_text())["files"]
    assert files == {
        "a.js": "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "memory.gz": "LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE=",
    }


def test_what_is_needed_is_found() -> None:
    needs = {"a": ["b"], "b": ["c", "jedi"], "c": ["a"], "d": []}
    assert runtime.closure(needs, ["a"]) == ["a", "b", "c"]
    with pytest.raises(SystemExit, match="Nothing gives e, f:"):
        runtime.closure({"a": ["e", "f"]}, ["a"])


def test_a_page_rests_on_less_than_jupyterlite_and_neither_brings_what_the_other_has() -> None:
    needs = {
        "aecourse": ["numpy", "pandera"],
        "ipywidgets": ["ipython", "comm", "traitlets"],
        "anywidget": ["ipywidgets", "psygnal", "typing-extensions"],
        "matplotlib": ["numpy"],
    }
    needs |= {
        name: []
        for needed in [*needs.values(), runtime.KERNEL, runtime.WIDGETS, runtime.FIGURES]
        for name in needed
        if name not in needs
    }
    page, lab = runtime.groups(needs)
    assert page == [
        "aecourse",
        "anywidget",
        "comm",
        "ipywidgets",
        "numpy",
        "psygnal",
        "traitlets",
        "typing-extensions",
        "tzdata",
    ]
    assert {"ipython", "matplotlib", "pandera", "pyodide-kernel"} <= set(lab)
    assert not set(page) & set(lab)


@pytest.mark.parametrize("name", ["package-lock.json", "wheels.lock", "wheels-test.lock", "pyodide.lock.json"])
def test_a_lock_has_hashes_and_no_address_of_an_index(name: str) -> None:
    text = (WEB / name).read_text(encoding="utf-8")
    assert "resolved" not in text
    assert not re.search(r"https?://(?!opencollective|github\.com|www\.patreon|tidelift|feross)", text)
    assert "integrity" in text or "sha256" in text or '"files"' in text


def test_the_oldest_pandas_that_is_tried_is_the_one_of_the_site() -> None:
    files = json.loads((WEB / "pyodide.lock.json").read_text("utf-8"))["files"]
    here = {tuple(name.split("-")[:2]) for name in files if name.startswith(("numpy-", "pandas-"))}
    tried = re.findall(r"\b(numpy|pandas)==([0-9.]+)", Path("Makefile").read_text("utf-8"))
    assert set(tried) == here and len(here) == 2
