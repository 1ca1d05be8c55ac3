"""Is a lesson's code fit to be run by anyone, twice, in either language?  And its exercises?"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from typing import TypeGuard

from aecourse import rulebook
from aecourse.base.language import LANGUAGES

from . import content
from .notebook import FILL
from .source import Block, Code, Fault, Lesson, Prose

_WORD = re.compile(r"[^\W\d_]{2,}")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ABSOLUTE = re.compile(r"(?:/(?!/)|~/|[A-Za-z]:[\\/])\w")
_ADDRESS = re.compile(r"(?:https?|ftp|s3|file)://")

BANNED_CALLS = {
    "interact": "use a view of aecourse.live: `interact` never matches when notebooks are compared",
    "interactive": "use a view of aecourse.live",
    "interactive_output": "use a view of aecourse.live",
    "Output": "figures and text do not go into an Output widget",
    "clear_output": "clearing output never matches when notebooks are compared",
    "update_display": "display updates never match when notebooks are compared",
    "now": "the clock differs each time; name the date",
    "today": "the clock differs each time; name the date",
    "utcnow": "the clock differs each time; name the date",
    "perf_counter": "the clock differs each time",
    "time": "the clock differs each time",
    "sleep": "a lesson does not wait",
    "uuid4": "chance without a seed",
    "open": "read data through aecourse",
    "input": "a lesson cannot wait for typing while it is built",
    "eval": "write what is meant",
    "exec": "write what is meant",
}
BANNED_MODULES = {
    "asyncio", "concurrent", "ftplib", "http", "httpx", "multiprocessing", "requests", "secrets",
    "shutil", "socket", "subprocess", "tempfile", "threading", "time", "urllib", "uuid",
}
_SEEDED = {"default_rng", "Random", "RandomState", "SeedSequence"}
QUESTIONS = range(4, 7)
SETUP = 'set_language("en")'


def faults(lesson: Lesson) -> Iterator[Fault]:
    """Everything in the code, the exercises and the named sources of *lesson* that is amiss."""
    yield from _setup(lesson)
    for cell in lesson.code:
        yield from (lesson.fault(cell.line, said) for said in cell_faults(cell))
    yield from content.faults(lesson)
    yield from _folded(lesson)
    yield from _exercises(lesson)
    yield from _quiz(lesson)
    for name in lesson.front.sources:
        if name not in rulebook.sources():
            yield lesson.fault(1, f"front matter: there is no source {name!r}")


def _setup(lesson: Lesson) -> Iterator[Fault]:
    marked = [cell for cell in lesson.code if "setup" in cell.tags]
    if len(marked) != 1 or lesson.code[0] is not marked[0]:
        yield lesson.fault(0, "the first code cell, and only that, is tagged `setup`")
    elif marked[0].text.count(SETUP) != 1:
        yield lesson.fault(marked[0].line, f"the set-up cell says `aecourse.{SETUP}` once")
    for cell in lesson.code:
        if "setup" not in cell.tags and "set_language" in cell.text:
            yield lesson.fault(cell.line, "only the set-up cell names the language")


def _folded(lesson: Lesson) -> Iterator[Fault]:
    """What is for all and would be folded away with a section of the path with pandas."""
    for block, folded in zip(lesson.blocks, lesson.folded, strict=True):
        if folded and isinstance(block, Prose) and "with-pandas" not in block.tags:
            yield lesson.fault(block.lines["en"], "folded away with the section with pandas: give it a heading")
        if not folded and isinstance(block, Prose) and "with-pandas" in block.tags and not block.heading:
            yield lesson.fault(block.lines["en"], "with pandas, but below no heading of that path")


def cell_faults(cell: Code) -> Iterator[str]:
    """What a code cell does that it must not."""
    if not cell.text.strip():
        yield "an empty code cell"
        return
    if any(line.lstrip().startswith(("%", "!")) for line in cell.text.splitlines()):
        yield "no magics and no shell commands"
        return
    try:
        tree = ast.parse(cell.text)
    except SyntaxError as error:
        yield f"not Python: {error.msg}"
        return
    if _has_comment(cell.text):
        yield "no comments in code: they would be in one language; say it in the prose"
    for node in ast.walk(tree):
        yield from _node_faults(node)
    yield from _texts(tree)


def _has_comment(text: str) -> bool:
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return any(token.type == tokenize.COMMENT for token in tokens)


def _node_faults(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import | ast.ImportFrom):
        names = (
            [a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or ""]
        )
        for name in names:
            if name.split(".")[0] in BANNED_MODULES:
                yield f"a lesson does not import {name}: no clock, network, process or thread"
    elif isinstance(node, ast.Call):
        path = ast.unparse(node.func)
        last = path.rsplit(".", 1)[-1]
        if last in BANNED_CALLS:
            yield f"`{last}(`: {BANNED_CALLS[last]}"
        keywords = {keyword.arg for keyword in node.keywords}
        if last in _SEEDED and not node.args and not keywords:
            yield f"`{last}()`: chance needs a seed"
        elif re.search(r"(^|\.)random\.", path) and last not in _SEEDED:
            yield f"`{path}(`: chance needs a generator with a seed"
        elif last == "sample" and "." in path and "random_state" not in keywords:
            yield "`.sample(`: chance needs random_state"
        elif last == "simulate" and "seed" not in keywords:
            yield "`simulate(`: name the seed"


def _texts(tree: ast.AST) -> Iterator[str]:
    """Faults of the strings of a cell, but for those inside Phrase(en=…, zh=…)."""
    if isinstance(tree, ast.Call) and ast.unparse(tree.func).rsplit(".", 1)[-1] == "Phrase":
        return
    if isinstance(tree, ast.JoinedStr):
        parts = [part.value for part in tree.values if isinstance(part, ast.Constant)]
        if any(word.islower() for word in _WORD.findall(" ".join(map(str, parts)))):
            yield _words_for_a_reader(ast.unparse(tree))
    if isinstance(tree, ast.Constant) and isinstance(tree.value, str):
        yield from _text(tree.value)
    for child in ast.iter_child_nodes(tree):
        yield from _texts(child)


def _text(text: str) -> Iterator[str]:
    if _ADDRESS.search(text):
        yield "no network: a lesson reads what is in the package"
    elif _ABSOLUTE.match(text):
        yield f"an absolute path: {text!r}"
    if _HAN.search(text) or (" " in text and len(_WORD.findall(text)) > 2):
        yield _words_for_a_reader(repr(text))


def _words_for_a_reader(shown: str) -> str:
    return f"words for a reader in code: {shown}; use prose, a name, or Phrase(en, zh)"


def checked(cell: Code) -> list[str]:
    """The ids of the exercises that a cell checks or takes a guess at."""
    try:
        tree = ast.parse(cell.text)
    except SyntaxError:
        return []
    return [
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).rsplit(".", 1)[-1] in ("check", "predict")
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    ]


def _exercises(lesson: Lesson) -> Iterator[Fault]:
    """Each exercise of the lesson: its task, its blank, its solution, in this order, once."""
    asked: set[str] = set()
    shown: set[str] = set()
    neighbours = zip(
        (None, *lesson.blocks), lesson.blocks, (*lesson.blocks[1:], None), strict=False
    )
    for before, block, after in neighbours:
        if isinstance(block, Prose):
            yield from _fillings(lesson, block, shown)
        elif isinstance(block, Code):
            names = checked(block)
            if "exercise" in block.tags:
                asked |= set(names)
                said = _exercise(block, shown, after)
            elif "solution" in block.tags:
                said = _solution(block, before)
            else:
                said = (f"a cell that checks {name} is tagged `exercise`" for name in names)
            yield from (lesson.fault(block.line, text) for text in said)
        elif block.form == "exercise":
            shown.add(block.id)
    for task in lesson.exercises:
        if task.id not in asked:
            yield lesson.fault(task.line, f"{task.name} is not asked: it needs a cell to answer in")


def _tagged(block: Block | None, tag: str) -> TypeGuard[Code]:
    return isinstance(block, Code) and tag in block.tags


def _fillings(lesson: Lesson, block: Prose, shown: set[str]) -> Iterator[Fault]:
    """Faults of the ``{{ … }}`` lines of a pair."""
    ours, theirs = (list(FILL.finditer(block.texts[language])) for language in LANGUAGES)
    for match in ours:
        if match["what"] == "exercise" and match["name"] in shown:
            continue
        if match["what"] != "lessons":
            yield lesson.fault(block.lines["en"], f"nothing to put in for {match[0]}")
    if [match[0] for match in ours] != [match[0] for match in theirs]:
        yield lesson.fault(block.lines["zh"], "the {{ … }} lines of the pair differ")


def _solution(cell: Code, before: Block | None) -> Iterator[str]:
    """What is amiss in a solution cell."""
    if not _tagged(before, "exercise"):
        yield "a solution stands directly behind its exercise"
    elif checked(before) != checked(cell):
        yield "the solution checks another exercise"


def _exercise(cell: Code, shown: set[str], after: Block | None) -> Iterator[str]:
    """What is amiss in an exercise cell, given the tasks *shown* before it."""
    if not _tagged(after, "solution"):
        yield "an exercise without its solution behind it"
    names = checked(cell)
    if len(names) != 1:
        yield "an exercise cell checks one exercise"
        return
    if "= ..." not in cell.text:
        yield "an exercise cell holds the blank `answer = ...`"
    if names[0] not in shown:
        yield f"no exercise {names[0]!r} of this lesson is shown before it"


def _quiz(lesson: Lesson) -> Iterator[Fault]:
    """The questions of the lesson: four to six, and the cell that asks them below."""
    cell = f'aecourse.quiz("{lesson.number}")'
    asked = [at for at, block in enumerate(lesson.blocks) if block in lesson.questions]
    shown = [at for at, block in enumerate(lesson.blocks)
             if isinstance(block, Code) and cell in block.text]
    if not asked and not shown:
        return
    if len(asked) not in QUESTIONS:
        yield lesson.fault(0, f"the quiz has {len(asked)} questions; 4 to 6 are wanted")
    if asked and not any(at > asked[-1] for at in shown):
        yield lesson.fault(lesson.questions[-1].line, f"nothing asks the questions: `{cell}`")
