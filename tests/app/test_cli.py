"""The terminal: JupyterLab on the learner's copy, the self-check, progress; in both languages."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from aecourse import __version__
from aecourse.app import cli, doctor, lab, workspace
from aecourse.base.errors import CourseError
from aecourse.base.language import Phrase, set_language
from aecourse.exercises import registry

EXERCISES = len(registry())
NOTEBOOK = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture(autouse=True)
def nobody_in_particular(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A computer of no language, with nothing in the working folder."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "AECOURSE_PROGRESS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course of one start page and one lesson."""
    for language in ("en", "zh"):
        for name in ("00-start.ipynb", "01-first.ipynb"):
            path = tmp_path / "built" / language / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(NOTEBOOK))
    monkeypatch.setattr(workspace, "lessons_folder", lambda: tmp_path / "built")
    return tmp_path / "built"


@pytest.fixture
def launched(monkeypatch: pytest.MonkeyPatch) -> list[lab.Launch]:
    """JupyterLab is not started; what would have been is kept here."""
    launches: list[lab.Launch] = []
    monkeypatch.setattr(lab.Launch, "run", lambda self: launches.append(self) or 0)
    return launches


# -- lab ------------------------------------------------------------------------------------------


def test_lab_delivers_and_opens_the_start_page(built: Path, launched: list[lab.Launch]) -> None:
    assert cli.main(["lab"]) == 0
    [launch] = launched
    mine = Path.cwd() / "my-course"
    assert (mine / "en/00-start.ipynb").is_file()
    assert f"--ServerApp.root_dir={mine.resolve()}" in launch.command
    assert "--LabApp.default_url=/lab/tree/en/00-start.ipynb" in launch.command
    assert launch.environment["AECOURSE_PROGRESS"] == str(mine.resolve() / "progress.json")


def test_lab_in_chinese_opens_all_of_it_in_chinese_and_remembers(
    built: Path, launched: list[lab.Launch], capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["lab", "--language", "zh"])
    assert "你的课程副本" in capsys.readouterr().out
    cli.main(["lab"])
    cli.main(["lab", "--language", "en"])
    pages = [c for launch in launched for c in launch.command if "default_url" in c]
    assert [page.rsplit("/", 2)[1] for page in pages] == ["zh", "zh", "en"]


def test_the_settings_are_the_courses_own(
    built: Path, launched: list[lab.Launch], monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Path.cwd() / "home"
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(home / ".jupyter"))
    cli.main(["lab", "--language", "zh"])
    mine = Path.cwd() / "my-course"
    for name in (
        "JUPYTER_CONFIG_DIR",
        "JUPYTER_DATA_DIR",
        "JUPYTERLAB_SETTINGS_DIR",
        "JUPYTERLAB_WORKSPACES_DIR",
        "IPYTHONDIR",
    ):
        assert Path(launched[0].environment[name]).is_relative_to(mine.resolve())
    assert not home.exists()
    text = (mine / ".jupyter/config/labconfig/default_setting_overrides.json").read_text()
    assert json.loads(text) == {
        "@jupyterlab/apputils-extension:notification": {"checkForUpdates": False, "fetchNews": "false"},
        "@jupyterlab/translation-extension:plugin": {"locale": "zh_CN"},
    }


def test_a_menu_language_chosen_in_jupyterlab_stays_until_another_is_asked_for(
    built: Path, launched: list[lab.Launch]
) -> None:
    cli.main(["lab"])
    chosen = Path("my-course") / lab._CHOSEN_LANGUAGE
    chosen.parent.mkdir(parents=True)
    chosen.write_text('{"locale": "zh_CN"}')
    cli.main(["lab"])
    assert chosen.exists()
    cli.main(["lab", "--language", "en"])
    assert not chosen.exists()


@pytest.mark.parametrize(
    ("environment", "platform", "screen"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"WSL_DISTRO_NAME": "Debian"}, "linux", True),
        ({"DISPLAY": ":10", "SSH_CONNECTION": "a b"}, "linux", False),
        ({}, "darwin", True),
        ({"SSH_TTY": "x"}, "darwin", False),
        ({}, "win32", True),
    ],
)
def test_a_browser_opens_only_where_there_is_a_screen(environment: dict[str, str], platform: str, screen: bool) -> None:
    assert lab.has_screen(environment, platform) is screen


def test_without_a_screen_the_address_is_announced(
    built: Path, launched: list[lab.Launch], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lab, "has_screen", lambda _: False)
    cli.main(["lab", "--port", "9876", "--", "--ServerApp.ip=127.0.0.1"])
    monkeypatch.setattr(lab, "has_screen", lambda _: True)
    cli.main(["lab"])
    cli.main(["lab", "--no-browser"])
    assert ["--no-browser" in launch.command for launch in launched] == [True, False, True]
    assert launched[0].command[-1] == "--ServerApp.ip=127.0.0.1"
    assert "--ServerApp.port=9876" in launched[0].command
    said = capsys.readouterr().out
    assert said.count("address below") == 2
    assert said.count("opens in your browser") == 1


def test_lab_tells_what_it_did_to_the_copy(
    built: Path, launched: list[lab.Launch], capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["lab"])
    (Path("my-course") / "en/01-first.ipynb").write_text("{}")
    (built / "en/01-first.ipynb").write_text(json.dumps({**NOTEBOOK, "metadata": {"two": 2}}))
    capsys.readouterr()
    cli.main(["lab"])
    assert "your version is kept; the new one is en/01-first (new " in capsys.readouterr().out


def test_lab_without_jupyterlab_says_how_to_get_it(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lab, "_installed", lambda _: False)
    assert cli.main(["lab"]) == 1
    assert "make course" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["lab", "doctor", "progress"])
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("folder", ["file", "file/below", "closed", "closed/below"])
def test_a_folder_that_cannot_be_used_is_told_in_a_sentence(
    built: Path, command: str, language: str, folder: str, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    Path("file").write_text("")
    Path("closed").mkdir()
    access = os.access
    monkeypatch.setattr(  # whoever runs this may be allowed everything
        os, "access", lambda path, how: Path(path).name != "closed" and access(path, how)
    )
    with pytest.raises(SystemExit) as ended:
        cli.main([command, "--folder", folder, "--language", language])
    assert ended.value.code == 2
    told = {"file": {"en": "is not a folder", "zh": "不是文件夹"},
            "closed": {"en": "you may not write in", "zh": "没有权限写入"}}  # fmt: skip
    assert told[folder.partition("/")[0]][language] in capsys.readouterr().err
    assert Path("file").read_text() == ""


def test_a_folder_closed_to_us_is_passed_over(
    built: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without ``--folder`` the course looks around; what it may not look into holds no course."""

    def refuse(path: object, *_: object, **__: object) -> os.stat_result:
        if "my-course" in str(path):
            raise PermissionError(13, "Permission denied", str(path))
        return stat(path)

    stat = os.stat
    monkeypatch.setattr(os, "stat", refuse)
    assert workspace.find_course() is None


def test_lab_where_nothing_can_be_written_says_so(
    built: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(workspace, "write_whole", refuse)
    assert cli.main(["lab", "--folder", "here", "--language", "zh"]) == 1
    assert "无法写入" in capsys.readouterr().err


def test_settings_that_cannot_be_written_are_the_same_error(built: Path) -> None:
    workspace.deliver(Path("my-course"))
    Path("my-course/.jupyter").write_text("in the way")
    with pytest.raises(CourseError, match="cannot be written"):
        lab.prepare(Path("my-course"), "en", browser=False)


def test_notebooks_as_delivered_are_trusted_and_no_others(built: Path, launched: list[lab.Launch]) -> None:
    from nbformat.sign import NotebookNotary

    workspace.deliver(Path("my-course"))
    page = Path("my-course/en/00-start.ipynb")
    page.write_text(json.dumps({**NOTEBOOK, "metadata": {"mine": True}}))
    cli.main(["lab"])
    notary = NotebookNotary(data_dir=launched[0].environment["JUPYTER_DATA_DIR"])
    trusted = {
        path.name: notary.check_signature(nbformat.read(path, as_version=4))
        for path in (page, page.with_name("01-first.ipynb"))
    }
    notary.store.close()
    assert trusted == {"00-start.ipynb": False, "01-first.ipynb": True}


@pytest.fixture
def server(built: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The real thing, in Chinese: its address, as the terminal prints it."""
    code = (
        "import sys; from pathlib import Path; from aecourse.app import cli, workspace;"
        f"workspace.lessons = lambda: Path({str(built)!r}); sys.exit(cli.main(sys.argv[1:]))"
    )
    arguments = ["lab", "--no-browser", "--language", "zh", "--port", "0"]
    runtime = tempfile.mkdtemp(prefix="r-")  # a short path: sockets of kernels are to fit
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", runtime)
    command = [sys.executable, "-c", code, *arguments]
    log = Path("log.txt").resolve()
    with log.open("w") as file:
        process = subprocess.Popen(command, stdout=file, stderr=file)
    address = None
    until = time.monotonic() + 90
    while address is None and process.poll() is None and time.monotonic() < until:
        time.sleep(0.1)
        address = re.search(r"http://(?:localhost|127\.0\.0\.1):\d+/\S*", log.read_text())
    assert address, log.read_text()
    yield address[0]
    process.terminate()
    process.wait(timeout=30)
    shutil.rmtree(runtime)


@pytest.mark.slow
def test_the_address_that_is_printed_serves_the_course_in_chinese(server: str) -> None:
    root, _, rest = server.partition("/lab")
    page, _, token = rest.partition("?token=")
    assert page == "/tree/zh/00-start.ipynb"

    def ask(path: str, data: bytes | None = None) -> dict[str, Any]:
        headers = {"Authorization": f"token {token}", "Content-Type": "application/json"}
        request = urllib.request.Request(root + path, data, headers)
        until = time.monotonic() + 30
        while True:
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:
                    return json.load(answer)
            except urllib.error.URLError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)

    start = ask("/api/contents/zh/00-start.ipynb")
    assert start["type"] == "notebook"
    language = ask("/lab/api/settings/@jupyterlab/translation-extension:plugin")
    assert language["schema"]["properties"]["locale"]["default"] == "zh_CN"
    assert ask("/lab/api/translations/zh_CN")["data"]["jupyterlab"]
    news = ask("/lab/api/settings/@jupyterlab/apputils-extension:notification")
    assert news["schema"]["properties"]["fetchNews"]["default"] == "false"
    assert news["schema"]["properties"]["checkForUpdates"]["default"] is False
    kernel = ask("/api/kernels", b'{"name": "python3"}')
    assert ask(f"/api/kernels/{kernel['id']}/restart", b"")["id"] == kernel["id"]
    runtime = Path(os.environ["JUPYTER_RUNTIME_DIR"])
    [connection] = runtime.glob(f"kernel-{kernel['id']}.json")
    transport = json.loads(connection.read_text())["transport"]
    assert transport == ("ipc" if hasattr(socket, "AF_UNIX") else "tcp")


# -- doctor ---------------------------------------------------------------------------------------


def verdict(check: object) -> doctor.ItemReport:
    """What doctor makes of one check."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(doctor, "_checks", lambda _: [(Phrase("item", "项目"), check)])
        [found] = doctor.examine()
    return found


def test_doctor_finds_this_installation_well(capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.main(["doctor"])
    said = capsys.readouterr().out
    assert code == 0, said
    lines = said.splitlines()
    assert lines[-1] == "Everything is in place."
    assert all(line.startswith("[ OK ] ") for line in lines[:-1])
    for item in ("Python: 3.", "pandas: ", "jupyterlab: ", "kernel: ", "lessons: ", "scored: "):
        assert item in said


def test_doctor_speaks_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["doctor", "--language", "zh"])
    said = capsys.readouterr().out
    assert "[ OK ] 内核：就是当前的 Python" in said
    assert said.splitlines()[-1] == "一切就绪。"


def test_doctor_goes_on_after_a_fault_and_ends_with_one(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(built / "zh")
    assert cli.main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "[FAIL] lessons: missing" in said
    assert "[ OK ] your course folder" in said
    assert "1 of " in said.splitlines()[-1]


def test_doctor_survives_anything() -> None:
    def broken() -> Phrase:
        raise RuntimeError("no such thing")

    found = verdict(broken)
    assert not found.ok
    assert str(found) == "[FAIL] item: RuntimeError: no such thing"
    set_language("zh")
    assert str(found) == "[FAIL] 项目：RuntimeError: no such thing"


@pytest.mark.parametrize(
    ("name", "versions", "said"), [("numpy", ">=99", "needed is >=99"), ("no-such-package", "", "not installed")]
)
def test_doctor_names_a_package_that_does_not_fit(name: str, versions: str, said: str) -> None:
    found = verdict(lambda: doctor._package(name, versions))
    assert not found.ok
    assert said in found.found.en


def test_doctor_names_an_old_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 1))
    assert "3.9.1, needed is 3.11" in verdict(doctor._python).found.en


def test_doctor_names_a_kernel_of_another_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = tmp_path / "kernels/python3/kernel.json"
    kernel.parent.mkdir(parents=True)
    kernel.write_text('{"argv": ["/elsewhere/python"], "display_name": "x", "language": "python"}')
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    assert "/elsewhere/python" in verdict(doctor._kernel).found.en


def test_doctor_names_a_folder_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(doctor.tempfile, "TemporaryFile", refuse)
    found = verdict(lambda: doctor._folder(Path("my-course")))
    assert "Permission denied" in found.found.en


# -- progress, language, and the rest -------------------------------------------------------------


def test_progress_is_read_from_the_course_folder(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace.deliver(Path("my-course"))
    entry = {"tries": 1, "solved": True, "hints": 0}
    Path("my-course/progress.json").write_text(json.dumps({"version": 1, "exercises": {"start-share": entry}}))
    os.chdir("my-course/en")
    assert cli.main(["progress"]) == 0
    assert capsys.readouterr().out.startswith("1 of ")


def test_a_folder_that_is_named_wins_against_the_environment(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = {"tries": 1, "solved": True, "hints": 0}
    for folder, known in (("other", {}), ("mine", {"start-share": entry})):
        Path(folder).mkdir()
        Path(folder, "progress.json").write_text(json.dumps({"version": 1, "exercises": known}))
    monkeypatch.setenv("AECOURSE_PROGRESS", str(Path("other/progress.json").resolve()))
    cli.main(["progress"])
    assert capsys.readouterr().out.startswith("0 of ")
    cli.main(["progress", "--folder", "mine"])
    assert capsys.readouterr().out.startswith("1 of ")


def test_progress_before_anything_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["progress", "--language", "zh"]) == 0
    assert "已完成 0 道" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "zh_CN:en"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "zh"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_computers_language_is_the_first_choice(environment: dict[str, str], language: str) -> None:
    assert cli.system_language(environment) == language


@pytest.mark.parametrize(
    ("system", "language"),
    [("Chinese (Simplified)_China", "zh"), ("zh_CN", "zh"), ("English_Germany", "en"), (None, "en")],
)
def test_windows_says_its_language_in_another_way(
    monkeypatch: pytest.MonkeyPatch, system: str | None, language: str
) -> None:
    monkeypatch.setattr(cli.locale, "getlocale", lambda: (system, None))
    assert cli.system_language({}) == language


@pytest.mark.parametrize(
    "arguments", [[], ["nonsense"], ["lab", "--language", "fr"], ["lab", "--port", "high"], ["lab", "--language"]]
)
def test_what_is_not_understood_is_explained(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    assert "usage: aecourse" in capsys.readouterr().err


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, said in (
        (["--help"], "a course to work through"),
        (["lab", "--help", "--language", "zh"], "你的课程文件夹"),
        (["--version"], __version__),
    ):
        with pytest.raises(SystemExit) as ended:
            cli.main(arguments)
        assert ended.value.code == 0
        assert said in capsys.readouterr().out


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"PYTHONIOENCODING": "ascii"}, f"0 of {EXERCISES} exercises"),
        ({"PYTHONIOENCODING": "cp1252"}, f"0 of {EXERCISES} exercises"),
        ({"PYTHONIOENCODING": "latin-1:strict"}, f"0 of {EXERCISES} exercises"),
        ({"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, f"0 of {EXERCISES}"),
        ({"PYTHONIOENCODING": "utf-8"}, "已完成 0 道"),
        ({"PYTHONIOENCODING": "gbk"}, "已完成 0 道"),
    ],
)
def test_a_terminal_is_spoken_to_in_what_it_can_print(built: Path, environment: dict[str, str], said: str) -> None:
    """Rather English than question marks; the course itself stays Chinese."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    surroundings = {**clean, "PYTHONPATH": os.pathsep.join(sys.path), **environment}
    for arguments in (
        ["progress", "--language", "zh"],
        ["progress", "--help", "--language", "zh"],
        ["lab", "--folder", str(built / "zh/00-start.ipynb"), "--language", "zh"],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "aecourse.app.cli", *arguments],
            env=surroundings, capture_output=True, check=False,
        )  # fmt: skip
        assert b"Traceback" not in done.stderr
        assert b"?" not in done.stdout
        if len(arguments) == 3:
            encoding = environment.get("PYTHONIOENCODING", "ascii").partition(":")[0]
            assert said in done.stdout.decode(encoding)


def test_a_terminal_without_chinese_opens_a_chinese_course(
    built: Path, launched: list[lab.Launch], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "_can_print", lambda _: False)
    cli.main(["lab", "--language", "zh"])
    assert "--LabApp.default_url=/lab/tree/zh/00-start.ipynb" in launched[0].command
    assert workspace.language_of(Path("my-course")) == "zh"
