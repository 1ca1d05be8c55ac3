"""``python -m tools.lessons build | export | check | solve | accept``; see docs/writing-lessons.md."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from nbclient.exceptions import CellExecutionError

from aecourse.base.language import LANGUAGES

from . import code, content, finished, pairs, run, source, vocabulary
from .finished import NOTEBOOKS
from .notebook import Course, assemble, file_of
from .source import Fault, Lesson, Malformed
from .words import NAME, assemble_glossary, file_of_glossary


SCHEMA = source.LESSONS / "lesson.schema.json"


def course() -> Course:
    """All lessons; raises :class:`Malformed` with the faults of form of all of them."""
    lessons: list[Lesson] = []
    faults: list[Fault] = []
    names: dict[str, str] = {}
    for path in source.paths():
        try:
            lessons.append(source.read(path))
        except Malformed as error:
            faults += error.faults
    for lesson in lessons:
        for task in lesson.exercises:
            other = names.setdefault(task.id, lesson.name)
            if other != lesson.name:
                faults.append(lesson.fault(task.line, f"{task.name} is also one of {other}"))
    if faults:
        raise Malformed(faults)
    return Course(lessons)


def chosen(all_lessons: Course, names: list[str]) -> list[Lesson]:
    """The lessons called *names* (numbers, or beginnings of file names); all of them if there are none."""
    if names == [NAME]:
        return []
    wanted = source.paths([name for name in names if name != NAME])
    return [lesson for lesson in all_lessons.lessons if lesson.path in wanted]


def build(names: list[str], folder: Path = NOTEBOOKS) -> list[Fault]:
    """Build and execute notebooks below *folder*; a lesson that fails leaves its old notebook.

    The glossary is built with all lessons, or if it is named.
    """
    lessons, faults = course(), []
    if folder == NOTEBOOKS:
        export(names)
    if not names or NAME in names:
        build_glossary(lessons, folder)
    for lesson in chosen(lessons, names):
        for language in LANGUAGES:
            path = file_of(lesson, language, folder)
            path.parent.mkdir(parents=True, exist_ok=True)
            began = time.perf_counter()
            try:
                notebook = run.execute(assemble(lesson, language, lessons), path.parent)
            except CellExecutionError as error:
                faults.append(run.failure(f"{language}/{path.name}", error))
                continue
            path.write_text(run.text(notebook), encoding="utf-8", newline="\n")
            print(f"{language}/{path.name}  {time.perf_counter() - began:.1f} s")
    return faults


def build_glossary(lessons: Course, folder: Path = NOTEBOOKS) -> None:
    """Write the glossary in both languages below *folder*."""
    for language in LANGUAGES:
        path = file_of_glossary(language, folder)
        path.parent.mkdir(parents=True, exist_ok=True)
        notebook = assemble_glossary(language, lessons)
        path.write_text(run.text(notebook), encoding="utf-8", newline="\n")


def export(names: list[str]) -> list[Fault]:
    """Write what all lessons ask as data of the package, and the schema for their authors."""
    content.write(course().lessons)
    SCHEMA.write_text(vocabulary.text(), encoding="utf-8", newline="\n")
    return []


def check(names: list[str]) -> list[Fault]:
    """Everything that can be known without running."""
    lessons = course()
    found = [f for one in chosen(lessons, names) for f in (*pairs.faults(one), *code.faults(one))]
    if SCHEMA.read_text(encoding="utf-8") != vocabulary.text():
        found.append(Fault(SCHEMA.name, 0, "is stale: run `python -m tools.lessons export`"))
    try:
        found += content.stale(lessons.lessons)
        found += finished.faults(lessons)
    except (LookupError, AttributeError, ValueError) as error:  # what does not exist is named above
        found = found or [Fault("lessons", 0, str(error))]
    return found


def rebuild(names: list[str]) -> list[Fault]:
    """Build again beside what there is, and compare byte for byte."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        faults = build(names, Path(folder))
        for path in sorted(Path(folder).rglob("*.ipynb")):
            name = path.relative_to(folder)
            there = NOTEBOOKS / name
            if not there.exists() or there.read_bytes() != path.read_bytes():
                faults.append(Fault(str(name), 0, "building it again gives other bytes"))
    return faults


def solve(names: list[str]) -> list[Fault]:
    """Run each lesson with its solutions: every exercise must accept its own."""
    lessons, faults = course(), []
    for lesson in chosen(lessons, names):
        notebook = assemble(lesson, "en", lessons, solved=True)
        try:
            run.execute(notebook, lesson.path.parent)
        except CellExecutionError as error:
            faults.append(run.failure(lesson.path.name, error))
            continue
        accepted = 0
        for cell in notebook.cells:
            if "solution" in cell.metadata.get("tags", ()):
                shown = (
                    cell.outputs[-1].get("data", {}).get("text/plain", "") if cell.outputs else ""
                )
                accepted += shown.startswith("✓")
                if not shown.startswith(("✓", "○ Noted")):
                    faults.append(lesson.fault(0, f"{cell.id}: not accepted: {shown}"))
        print(f"{lesson.name}  {accepted} solutions accepted")
    return faults


def accept(names: list[str]) -> list[Fault]:
    """Stamp the Chinese of the named lessons as read against today's English."""
    for lesson in chosen(course(), names):
        print(f"{lesson.name}  {source.accept(lesson)} cells stamped")
    return []


def main(arguments: Iterable[str] | None = None) -> int:
    """Run one command; faults go to the error stream, one a line, and make the exit code 1."""
    parser = argparse.ArgumentParser(prog="python -m tools.lessons", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, words, least in (
        ("build", "build and execute the notebooks", "*"),
        ("export", "write the exercises and quizzes as data of the package", "*"),
        ("check", "find faults without running", "*"),
        ("solve", "run the lessons with their solutions", "*"),
        ("accept", "stamp the Chinese as read against the English", "+"),
    ):
        command = commands.add_parser(name, help=words)
        command.add_argument("lessons", nargs=least, help="numbers, such as 03, or beginnings of file names")
        if name == "check":
            command.add_argument("--rebuild", action="store_true", help="also build again, compare")
    given = parser.parse_args(None if arguments is None else list(arguments))
    work = {"build": build, "export": export, "check": check, "solve": solve, "accept": accept}[given.command]
    try:
        faults = work(given.lessons)
        if getattr(given, "rebuild", False):
            faults += rebuild(given.lessons)
    except Malformed as error:
        faults = error.faults
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
