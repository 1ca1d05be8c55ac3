"""A self-check of the installation: one verdict a line, with what to do about a bad one."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import metadata
from pathlib import Path

from ..base.language import LANGUAGES, Phrase
from . import workspace

_OLDEST = (3, 11)
_KERNEL_NAMES = {"python", "python3", "python.exe", "pythonw", "pythonw.exe"}


class Trouble(Exception):
    """What is wrong with one item, and what to do."""

    def __init__(self, phrase: Phrase) -> None:
        super().__init__(phrase.en)
        self.phrase = phrase


@dataclass(frozen=True, slots=True)
class ItemReport:
    """One item of the installation: is it well, and what was found."""

    item: Phrase
    ok: bool
    found: Phrase

    def __str__(self) -> str:
        words = Phrase(f"{self.item.en}: {self.found.en}", f"{self.item.zh}：{self.found.zh}")
        return f"[{' OK ' if self.ok else 'FAIL'}] {words}"


Check = Callable[[], Phrase]


def examine(folder: Path | None = None) -> Iterator[ItemReport]:
    """Look at every item in turn; *folder* is the learner's course folder (default: found)."""
    for item, check in _checks(folder):
        try:
            yield ItemReport(item, ok=True, found=check())
        except Trouble as fault:
            yield ItemReport(item, ok=False, found=fault.phrase)
        except Exception as error:  # noqa: BLE001 - whatever breaks, the next item is looked at
            said = f"{type(error).__name__}: {error}"
            yield ItemReport(item, ok=False, found=Phrase(said, said))


def closing_line(verdicts: list[ItemReport]) -> Phrase:
    """The last line: all is well, or how many items are not and what to do."""
    bad = sum(not verdict.ok for verdict in verdicts)
    if not bad:
        return Phrase("Everything is in place.", "一切就绪。")
    return Phrase(
        f"{bad} of {len(verdicts)} items need attention. Installing once more mends most of it: "
        "`make course` in the course's folder, or `conda env update -f environment.yml`.",
        f"{len(verdicts)} 项中有 {bad} 项需要处理。重新安装通常即可解决：在课程目录中运行 "
        "make course，或运行 conda env update -f environment.yml。",
    )


def _checks(folder: Path | None) -> Iterator[tuple[Phrase, Check]]:
    yield Phrase("Python", "Python"), _python
    for name, check in _packages():
        yield Phrase(name, name), check
    yield Phrase("sliders in JupyterLab", "JupyterLab 滑块组件"), _widgets
    yield Phrase("Chinese menus in JupyterLab", "JupyterLab 中文界面"), _chinese_menus
    yield Phrase("kernel", "内核"), _kernel
    yield Phrase("lessons", "课程文件"), _lessons
    yield Phrase("rules", "规则库"), _rules
    yield Phrase("a sample store, scored", "示例店铺试算"), _score
    yield Phrase("your course folder", "你的课程文件夹"), lambda: _folder(folder)


def _python() -> Phrase:
    found = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] < _OLDEST:
        oldest = ".".join(map(str, _OLDEST))
        raise Trouble(Phrase(f"{found}, needed is {oldest} or newer", f"{found}，需要 {oldest} 或更新"))
    return Phrase(found, found)


def _packages() -> Iterator[tuple[str, Check]]:
    """One check for each package that the course's own metadata asks for."""
    try:
        from packaging.requirements import Requirement

        wanted = metadata.requires("aecourse") or []
    except (ImportError, metadata.PackageNotFoundError) as error:
        said = str(error)
        yield "aecourse", partial(_raise, Phrase(f"not installed ({said})", f"未安装（{said}）"))
        return
    for requirement in map(Requirement, wanted):
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": e}) for e in ("", "course")):
            yield requirement.name, partial(_package, requirement.name, str(requirement.specifier))


def _package(name: str, versions: str) -> Phrase:
    from packaging.specifiers import SpecifierSet

    try:
        found = metadata.version(name)
    except metadata.PackageNotFoundError:
        raise Trouble(Phrase("not installed", "未安装")) from None
    if not SpecifierSet(versions).contains(found, prereleases=True):
        raise Trouble(Phrase(f"{found}, needed is {versions}", f"{found}，需要 {versions}"))
    return Phrase(f"{found} ({versions})", f"{found}（{versions}）")


def _raise(phrase: Phrase) -> Phrase:
    raise Trouble(phrase)


def _widgets() -> Phrase:
    from jupyter_core.paths import jupyter_path

    for place in jupyter_path("labextensions"):
        if (Path(place) / "@jupyter-widgets/jupyterlab-manager/package.json").is_file():
            return Phrase("found", "已安装")
    raise Trouble(
        Phrase(
            "not found: sliders would show as text. Install jupyterlab-widgets again.",
            "未找到：滑块会显示成文字。请重新安装 jupyterlab-widgets。",
        )
    )


def _chinese_menus() -> Phrase:
    if "zh_CN" in metadata.entry_points(group="jupyterlab.languagepack").names:
        return Phrase("found", "已安装")
    raise Trouble(
        Phrase(
            "not found: menus stay English. Install jupyterlab-language-pack-zh-CN.",
            "未找到：菜单将显示英文。请安装 jupyterlab-language-pack-zh-CN。",
        )
    )


def _kernel() -> Phrase:
    from jupyter_client.kernelspec import KernelSpecManager

    program = KernelSpecManager().get_kernel_spec("python3").argv[0]
    if program in _KERNEL_NAMES or Path(program).resolve() == Path(sys.executable).resolve():
        return Phrase("this Python", "就是当前的 Python")
    raise Trouble(
        Phrase(f"notebooks would run with another Python, {program}", f"notebook 会使用另一个 Python：{program}")
    )


def _lessons() -> Phrase:
    found = {language: len(list((workspace.lessons_folder() / language).glob("*.ipynb"))) for language in LANGUAGES}
    if not all(found.values()):
        raise Trouble(
            Phrase(
                "missing. From a checkout, `make notebooks` builds them; otherwise install again.",
                "缺失。若使用源代码请运行 make notebooks，否则请重新安装。",
            )
        )
    return Phrase(
        f"{found['en']} in English, {found['zh']} in Chinese", f"英文 {found['en']} 课，中文 {found['zh']} 课"
    )


def _rules() -> Phrase:
    from .. import rulebook

    number = len(rulebook.regimes())
    return Phrase(f"dated regimes: {number}", f"有生效日期的规则 {number} 套")


def _score() -> Phrase:
    from ..orders import load_sample, samples
    from ..scoring.assessment import assess

    said = repr(assess(load_sample(samples()[0]), "grade_2015_odr", as_of="2015-09-30"))
    return Phrase(said, said)


def _folder(folder: Path | None) -> Phrase:
    folder = folder or workspace.find_course() or Path.cwd() / workspace.FOLDER
    existing = next(place for place in (folder, *folder.resolve().parents) if place.is_dir())
    try:
        with tempfile.TemporaryFile(dir=existing):
            pass
    except OSError as error:
        raise Trouble(workspace.not_writable(folder, error).phrase) from error
    new = Phrase(" (made when the course is opened)", "（打开课程时创建）")
    more = Phrase("", "") if existing == folder else new
    return Phrase(f"{folder}{more.en}", f"{folder}{more.zh}")
