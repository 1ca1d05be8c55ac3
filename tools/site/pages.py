"""The sources for Sphinx: every lesson as it was executed, and the pages around the lessons."""

from __future__ import annotations

import base64
import hashlib
import importlib
import json
import pkgutil
import re
import shutil
import tomllib
from functools import lru_cache
from html import escape
from pathlib import Path
from types import ModuleType
from typing import Any

from . import rulebook
from .cells import Cell, Live, live_cells, text_of
from .words import BUTTONS, CAPTIONS, WORDS, Language

ROOT = Path(__file__).parents[2]
WEB = ROOT / "web"

DATA_IMAGE = re.compile(r'src="data:image/(png|svg\+xml);base64,([^"]+)"')
TO_GLOSSARY = re.compile(r"\[([^\]]+)\]\((?:glossary\.ipynb)?#([\w-]+)\)")
TO_DOC = re.compile(r"\]\((?!https?:|#|mailto:)([^)\s]+)\)")
BAND = re.compile(r'<div [^>]*class="aecourse-run"[^>]*>.*?</div>')
"""What a still picture says in a notebook: there one runs the cell, here one presses the button."""
FIRST = '<div class="ae-first"><!-- ScoreLab --></div>'
ABOUT_ITSELF = re.compile(
    r"^(?:\[(?:中文|English)\]\(\S+\)|This page is made .*do not edit it\.|本页由.*请勿手工修改。)\n+", re.MULTILINE
)
"""What a document says for whoever edits it: the site has its own way to the other language."""
RULEBOOK = "rulebook"
OTHER: dict[Language, Language] = {"en": "zh", "zh": "en"}


def write(folder: Path, language: Language) -> None:
    """Write the sources of the reading site in *language* into *folder*."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "_static" / "stills").mkdir(parents=True)
    lessons = sorted((ROOT / "notebooks" / language).glob("*.ipynb"))
    for path in lessons:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        text = json.dumps(page(notebook, language, folder / "_static" / "stills", path.stem), indent=1)
        (folder / path.name).write_text(text, encoding="utf-8")
    documents = [_document(folder, name, language) for name in paired_documents()]
    for name in own_pages():
        source = WEB / "pages" / _named(name, language)
        (folder / f"{name}.md").write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    changes = f"# {WORDS['changes'].text(language)}\n" + changes.partition("\n")[2]
    (folder / "changes.md").write_text(changes, encoding="utf-8")
    _reference(folder / "reference", language)
    (folder / "index.md").write_text(
        _index(
            language,
            [path.stem for path in lessons if path.stem != "glossary"],
            documents,
            folder / "_static" / "stills",
        ),
        encoding="utf-8",
    )


def paired_documents() -> list[str]:
    """The pages of ``docs/`` that are written in both languages, in order."""
    return sorted(
        path.stem.removesuffix(".zh")
        for path in (ROOT / "docs").glob("*.zh.md")
        if path.with_name(f"{path.stem.removesuffix('.zh')}.md").exists()
    )


def own_pages() -> list[str]:
    """The pages of ``web/pages/`` beside the landing page, in order."""
    return sorted({path.name.split(".")[0] for path in (WEB / "pages").glob("*.md")} - {"index"})


def _named(name: str, language: Language) -> str:
    return f"{name}.zh.md" if language == "zh" else f"{name}.md"


# -- lessons --------------------------------------------------------------------------------------


def page(notebook: dict[str, Any], language: Language, stills: Path, name: str = "") -> dict[str, Any]:
    """A notebook as the reading site shows it.

    Cells can come alive, links to words lead into the glossary, pictures are files, and what a
    notebook says of itself is said of a page (``web/instead.toml``).  Code that a notebook hides
    stands folded; under code to read there is a way to change it.
    """
    cells: list[Cell] = notebook["cells"]
    alive = {one.at: one for one in live_cells(cells)}
    instead = {old: new for lesson, old, new in passages(language) if lesson == name}
    made: list[Cell] = []
    for at, cell in enumerate(cells):
        if name and at == 1 and made:
            made.append(_prose_cell("open", _to_notebook("workshop", name, language)))
        if cell["cell_type"] == "markdown":
            text = text_of(cell)
            for old, new in instead.items():
                text = text.replace(old, new)
            made.append(cell | {"source": _prose(text)})
            continue
        tags = cell["metadata"].setdefault("tags", [])
        hidden = bool(cell["metadata"].get("jupyter", {}).get("source_hidden")) or "hide-input" in tags
        if at in alive:
            hidden = True
            cell["outputs"] = [_output(alive[at], cell["outputs"], language, stills)]
        elif "setup" in tags:  # the way through the course is the site's own here
            continue
        else:
            _keep_pictures(cell["outputs"], stills)
        if hidden and "hide-input" not in tags:
            tags.append("hide-input")
        made.append(cell)
        if name and not hidden and not _code_follows(cells[at + 1 :]):
            made.append(_prose_cell(f"{cell['id']}-open", _to_notebook("change_code", name, language)))
    notebook["cells"] = made
    return notebook


def passages(language: Language) -> list[tuple[str, str, str]]:
    """What a lesson says of notebooks, and what its page says in that place: lesson, old, new."""
    listed = tomllib.loads((WEB / "instead.toml").read_text(encoding="utf-8"))
    return [(lesson, *one[language]) for lesson, ones in listed.items() for one in ones if language in one]


def _prose_cell(id: str, source: str) -> Cell:
    return {"cell_type": "markdown", "id": id, "metadata": {}, "source": source}


def _to_notebook(word: str, name: str, language: Language) -> str:
    app = "notebooks" if language == "en" else f"notebooks-{language}"
    address = f"../lite/{app}/index.html?path={language}/{name}.ipynb"
    return f'<p class="ae-open"><a href="{address}">{WORDS[word].text(language)}</a></p>'


def _code_follows(cells: list[Cell]) -> bool:
    """The next cell is code to read, too."""
    if not cells or cells[0]["cell_type"] != "code":
        return False
    return not cells[0]["metadata"].get("jupyter", {}).get("source_hidden")


def _keep_pictures(outputs: list[Any], stills: Path) -> None:
    for out in outputs:
        data = out.get("data", {})
        if "text/html" in data:
            data["text/html"] = _as_files("".join(data["text/html"]).replace('.ipynb"', '.html"'), stills)


def _prose(text: str) -> str:
    """Links to words of the glossary as HTML: Markdown's own targets are headings only."""
    page_of = r'<a href="glossary.html#\2">\1</a>'
    return TO_GLOSSARY.sub(lambda m: m.expand(page_of), text)


def _output(live: Live, outputs: list[Any], language: Language, stills: Path) -> Cell:
    still = "".join("".join(out["data"]["text/html"]) for out in outputs if "text/html" in out.get("data", {}))
    text = "".join("".join(out["data"]["text/plain"]) for out in outputs if "text/plain" in out.get("data", {}))
    still = BAND.sub("", still).replace('.ipynb"', '.html"')
    html = alive(live, _as_files(still, stills), text, language)
    return {"output_type": "display_data", "metadata": {}, "data": {"text/html": html, "text/plain": text}}


def alive(live: Live, still: str, text: str, language: Language) -> str:
    """A still picture that can come alive, with the code that does it and the text it must give."""
    button = BUTTONS[live.kind].text(language)
    code = json.dumps({"code": live.code, "text": text}, ensure_ascii=False).replace("</", "<\\/")
    return (
        f'<div class="ae-try" id="cell-{escape(live.id)}" data-kind="{live.kind}">'
        f'<p class="ae-bar"><button type="button" class="ae-go">{button}</button>'
        '<span class="ae-state" role="status"></span></p>'
        f'<div class="ae-still">{still}</div>'
        f'<script type="application/json">{code}</script></div>'
    )


def _as_files(html: str, stills: Path) -> str:
    """*html* with its pictures as files, so that a page stays small and a browser keeps them."""

    def stored(match: re.Match[str]) -> str:
        data = base64.b64decode(match[2])
        suffix = "svg" if match[1].startswith("svg") else "png"
        if suffix == "svg":
            data = _asking().sub("", data.decode()).encode()
        name = f"{hashlib.sha256(data).hexdigest()[:16]}.{suffix}"
        (stills / name).write_bytes(data)
        size = _size(data)
        asked = f' width="{size[0]}" height="{size[1]}"' if size else ""
        return f'src="_static/stills/{name}" loading="lazy"{asked}'

    return DATA_IMAGE.sub(stored, html)


def _size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a picture in pixels, so that a page does not jump when it comes."""
    if data.startswith(b"\x89PNG"):
        return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    size = re.search(rb'width="(\d+)" height="(\d+)"', data[:2000])
    return (int(size[1]), int(size[2])) if size else None


@lru_cache
def _asking() -> re.Pattern[str]:
    """The line of a still picture that asks to run its cell."""
    files = (ROOT / "aecourse" / "live").glob("*/words.toml")
    tables = [table for path in files for table in tomllib.loads(path.read_text(encoding="utf-8")).values()]
    said = [text for one in tables if "static" in one for text in one["static"].values()]
    return re.compile(f"<text[^>]*>(?:{'|'.join(map(re.escape, said))})</text>")


# -- pages around the lessons -----------------------------------------------------------------------


def _document(folder: Path, name: str, language: Language) -> str:
    source = ROOT / "docs" / _named(name, language)
    text = ABOUT_ITSELF.sub("", source.read_text(encoding="utf-8"))
    known = set(paired_documents())

    def moved(match: re.Match[str]) -> str:
        target, _, anchor = match[1].partition("#")
        anchor = f"#{anchor}" if anchor else ""
        stem = target.removesuffix(".md")
        if stem.removesuffix(".zh") in known:
            other = stem.endswith(".zh") != (language == "zh")
            home = f"../{OTHER[language]}/" if other else ""
            if anchor and stem.startswith(RULEBOOK):
                return f"]({home}{RULEBOOK}-{anchor[1:]}.html)"
            return f"]({home}{stem.removesuffix('.zh')}.html{anchor})"
        if target.startswith((f"../notebooks/{language}/", "../lessons/")):
            return f"]({Path(target).stem}.html{anchor})"
        return match[0]

    # A link to a finished page is written as HTML: it may lead out of this language's folder.
    text = TO_DOC.sub(moved, text)
    text = re.sub(r"\[([^\]]+)\]\(([\w./-]+\.html(?:#[^)]*)?)\)", r'<a href="\2">\1</a>', text)
    if name == RULEBOOK:
        book = rulebook.split(text, name)
        for page_name, told in book.pages.items():
            (folder / f"{page_name}.md").write_text(told, encoding="utf-8")
        text = book.first + _tree("", list(book.pages))
    (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return name


def _first(language: Language, stills: Path) -> str:
    """What is alive on the first screen: the first view of the first lesson."""
    path = min((ROOT / "notebooks" / language).glob("00-*.ipynb"))
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    live = next(one for one in live_cells(cells) if one.kind == "view")
    made = _output(live, cells[live.at]["outputs"], language, stills)
    html: str = made["data"]["text/html"]
    return html


def _index(language: Language, lessons: list[str], documents: list[str], stills: Path) -> str:
    """The landing page, and the tree of all pages behind it."""
    text = (WEB / "pages" / _named("index", language)).read_text(encoding="utf-8")
    text = text.replace(FIRST, f'<div class="ae-first">{_first(language, stills)}</div>')
    trainers = [name for name in documents if name.startswith("trainers")]
    trees = {
        "lessons": lessons,
        "look_up": ["glossary", *(name for name in documents if name not in trainers)],
        "more": [*own_pages(), *trainers, "reference/index", "changes"],
    }
    for caption, names in trees.items():
        text += _tree(f":caption: {CAPTIONS[caption].text(language)}\n", names)
    return text


def _tree(how: str, names: list[str], *, hidden: bool = True) -> str:
    listed = "\n".join(names)
    return f"\n```{{toctree}}\n{':hidden:' if hidden else ':maxdepth: 1'}\n{how}\n{listed}\n```\n"


# -- reference of the package -----------------------------------------------------------------------


def public_modules() -> list[str]:
    """The modules whose names are for everybody: the package and the rooms that list theirs."""
    package = importlib.import_module("aecourse")
    found: dict[str, None] = {}

    def take(module: ModuleType) -> None:
        if module.__name__ in found:
            return
        found[module.__name__] = None
        for name in getattr(module, "__all__", ()):
            inner = getattr(module, name)
            if isinstance(inner, ModuleType) and inner.__name__.startswith("aecourse."):
                take(inner)

    take(package)
    for info in pkgutil.iter_modules(package.__path__):
        if info.ispkg:
            module = importlib.import_module(f"aecourse.{info.name}")
            if getattr(module, "__all__", None):
                take(module)
    return sorted(found)


MANY = 8
"""A module of more classes than that has a page for each."""


def _reference(folder: Path, language: Language) -> None:
    folder.mkdir()
    names = public_modules()
    for name in names:
        module = importlib.import_module(name)
        classes = [one for one in getattr(module, "__all__", ()) if isinstance(getattr(module, one), type)]
        if len(classes) <= MANY:
            listed = _described("automodule", name)
        else:
            for one in classes:
                text = f"# {one}\n\n{_described('autoclass', f'{name}.{one}')}"
                (folder / f"{name}.{one}.md").write_text(text, encoding="utf-8")
            listed = f"```{{eval-rst}}\n.. automodule:: {name}\n```\n" + _tree(
                "", [f"{name}.{one}" for one in classes], hidden=False
            )
        (folder / f"{name}.md").write_text(f"# {name}\n\n{listed}", encoding="utf-8")
    title, words = (WORDS[key].text(language) for key in ("reference", "reference_words"))
    (folder / "index.md").write_text(f"# {title}\n\n{words}\n{_tree('', names, hidden=False)}", encoding="utf-8")


def _described(how: str, name: str) -> str:
    options = "".join(f"   :{option}:\n" for option in ("members", "undoc-members", "show-inheritance"))
    return f"```{{eval-rst}}\n.. {how}:: {name}\n{options}```\n"
