"""JupyterLab on the learner's copy of the lessons, in the learner's language.

The course brings its own settings, kept inside the course folder: the learner's own Jupyter
settings are neither read nor changed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..base.errors import CourseError
from ..base.files import write_whole
from ..base.language import Language
from . import workspace
from .jupyter.light import light

_LOCALES: Mapping[Language, str] = {"en": "default", "zh": "zh_CN"}
_OWN = Path(".jupyter")
_SETTINGS = _OWN / "settings"
_LABEXTENSIONS = Path(__file__).parent / "jupyter" / "labextensions"
_CHOSEN_LANGUAGE = _SETTINGS / "@jupyterlab/translation-extension/plugin.jupyterlab-settings"


@dataclass(frozen=True, slots=True)
class Launch:
    """A JupyterLab ready to start: its command, its environment, and whether a browser opens."""

    command: tuple[str, ...]
    environment: Mapping[str, str]
    browser: bool

    def run(self) -> int:
        """Start it and wait for its end; returns its exit code.

        Where the system allows, JupyterLab takes this process's place, so that Ctrl-C and a
        closing terminal reach it directly.
        """
        if os.name == "posix":
            sys.stdout.flush()
            os.execve(self.command[0], self.command, dict(self.environment))  # noqa: S606
        with subprocess.Popen(self.command, env=dict(self.environment)) as process:  # noqa: S603
            while True:
                try:
                    return process.wait()
                except KeyboardInterrupt:
                    continue  # JupyterLab has it too, and ends by itself


def prepare(
    folder: Path,
    language: Language,
    *,
    browser: bool | None = None,
    port: int | None = None,
    keep_choice: bool = True,
    trusted: Sequence[str] = (),
    more: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
) -> Launch:
    """Write the course's settings into *folder* and say how JupyterLab is started there.

    Args:
        folder: the course folder, with the lessons delivered.
        language: of the start page and, unless the learner chose otherwise, of the menus.
        browser: open one? None: if there is a screen.
        port: of the server; None: Jupyter's first free one from 8888 on.
        keep_choice: keep a menu language that the learner chose in JupyterLab's own settings.
        trusted: notebooks in *folder* that are as they were delivered: their stored pictures
            show at once, as those of the learner's own runs do.
        more: further arguments for JupyterLab.
        environment: instead of this process's.

    Raises:
        CourseError: there is no lesson to open, JupyterLab is not installed, or the folder
            cannot be written to.
    """
    environment = os.environ if environment is None else environment
    if not _installed("jupyterlab"):
        raise CourseError(
            "JupyterLab is not installed. In the course's folder, `make course` installs it; "
            'elsewhere, `pip install "aecourse[course]"`.',
            "尚未安装 JupyterLab。在课程目录中运行 make course 即可安装；"
            '其他情况请运行 pip install "aecourse[course]"。',
        )
    folder = folder.resolve()
    page = workspace.start_page(folder, language)
    try:
        _settings(folder, language, keep_choice=keep_choice)
        _trust(folder, trusted)
    except OSError as error:
        raise workspace.not_writable(folder, error) from error
    browser = has_screen(environment) if browser is None else browser
    command = [
        sys.executable,
        "-m",
        "aecourse.app.jupyter",
        f"--ServerApp.root_dir={folder}",
        f"--LabApp.default_url=/lab/tree/{page}",
        "--ServerApp.answer_yes=True",  # Ctrl-C ends it without a question
        "--ServerApp.use_redirect_file=False",  # a browser in a sandbox cannot read that file
        f"--LabApp.extra_labextensions_path={_LABEXTENSIONS}",
        "--Application.log_level=ERROR",  # what remains is the address
    ]
    if not browser:
        command.append("--no-browser")
    if port is not None:
        command.append(f"--ServerApp.port={port}")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    return Launch((*command, *more), _environment(folder, environment), browser)


def has_screen(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Can a browser be opened here, as far as the *environment* tells?"""
    if "SSH_CONNECTION" in environment or "SSH_TTY" in environment:
        return False
    if platform in {"win32", "darwin"} or "WSL_DISTRO_NAME" in environment:
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def _environment(folder: Path, environment: Mapping[str, str]) -> dict[str, str]:
    from jupyter_core.paths import jupyter_runtime_dir

    own = folder / _OWN
    path = os.pathsep.join([str(Path(sys.executable).parent), environment.get("PATH", "")])
    return {
        **environment,
        "PATH": path.rstrip(os.pathsep),
        "JUPYTER_CONFIG_DIR": str(own / "config"),
        "JUPYTER_DATA_DIR": str(own / "data"),
        "JUPYTER_RUNTIME_DIR": environment.get("JUPYTER_RUNTIME_DIR") or jupyter_runtime_dir(),
        "JUPYTERLAB_SETTINGS_DIR": str(folder / _SETTINGS),
        "JUPYTERLAB_WORKSPACES_DIR": str(own / "workspaces"),
        "IPYTHONDIR": str(own / "ipython"),
        "JUPYTER_PREFER_ENV_PATH": "1",  # this installation's kernel, not one in the home folder
        "AECOURSE_PROGRESS": str(folder / "progress.json"),
    }


def _settings(folder: Path, language: Language, *, keep_choice: bool) -> None:
    own = {
        "config/labconfig/default_setting_overrides.json": {
            "@jupyterlab/translation-extension:plugin": {"locale": _LOCALES[language]},
            "@jupyterlab/apputils-extension:notification": {"checkForUpdates": False, "fetchNews": "false"},
        },
        "config/jupyter_server_config.json": {
            "ServerApp": {"jpserver_extensions": {"aecourse.app.jupyter.extension": True}}
        },
        "ipython/profile_default/ipython_kernel_config.json": {
            "InteractiveShellApp": {"extensions": ["aecourse.base.guidance"]}
        },
    }
    for path, settings in own.items():
        text = json.dumps(settings, indent=1, sort_keys=True)
        write_whole(folder / _OWN / path, text.encode())
    if not keep_choice:
        (folder / _CHOSEN_LANGUAGE).unlink(missing_ok=True)


def _trust(folder: Path, notebooks: Sequence[str]) -> None:
    light()
    import nbformat
    from nbformat.sign import NotebookNotary

    data = folder / _OWN / "data"
    data.mkdir(parents=True, exist_ok=True)
    notary = NotebookNotary(data_dir=str(data))
    try:
        for path in notebooks:
            if path.endswith(".ipynb"):
                notary.sign(nbformat.read(folder / path, as_version=4))
    finally:
        notary.store.close()


def _installed(module: str) -> bool:
    from importlib.util import find_spec

    return find_spec(module) is not None
