"""The pages of the site: what is made of a lesson, and what stands in both languages."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tools.site import links, pages, rulebook
from tools.site.words import BUTTONS

WEB = pages.WEB
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>'
BAND = '<div lang="en" class="aecourse-run" style="x"><span aria-hidden="true">▶ </span>Press Shift+Enter.</div>'
STILL = f'{BAND}<img alt="x" src="data:image/svg+xml;base64,{base64.b64encode(SVG).decode()}"/>'


def live(html: str) -> dict[str, Any]:
    data = {"text/html": [html], "text/plain": ["shown </script>"]}
    out = {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": 1}
    source = "aecourse.live.ScoreLab()"
    return {
        "cell_type": "code", "id": "00-1", "source": source, "outputs": [out], "metadata": {},
    }  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_view_stands_still_with_one_button(tmp_path: Path, language: Any) -> None:
    made = pages.page({"cells": [live(STILL)]}, language, tmp_path)["cells"][0]
    html = made["outputs"][0]["data"]["text/html"]
    assert BUTTONS["view"].text(language) in html
    assert html.count("<button") == 1
    assert "Shift" not in html
    (name,) = re.findall(r'src="_static/stills/([\w.]+)"', html)
    assert (tmp_path / name).read_bytes() == SVG
    assert 'width="40" height="20"' in html
    (inside,) = re.findall(r'<script type="application/json">(.*?)</script>', html)
    assert json.loads(inside)["text"] == "shown </script>"
    assert "hide-input" in made["metadata"]["tags"]


def test_a_link_to_a_word_leads_into_the_glossary(tmp_path: Path) -> None:
    cell = {"cell_type": "markdown", "id": "a", "source": "See [rate](glossary.ipynb#rate)."}
    made = pages.page({"cells": [cell]}, "en", tmp_path)
    assert made["cells"][0]["source"] == 'See <a href="glossary.html#rate">rate</a>.'


def test_every_page_is_written_in_both_languages() -> None:
    names = {path.name for path in (WEB / "pages").glob("*.md")}
    english = {name for name in names if not name.endswith(".zh.md")}
    assert {name.replace(".md", ".zh.md") for name in english} == names - english


def test_the_page_script_says_everything_in_both_languages() -> None:
    text = (WEB / "src" / "words.ts").read_text(encoding="utf-8")
    table = text[text.index("WORDS = {") : text.index("} as const")]
    pairs = re.findall(r'(\w+): \[\s*"([^"]+)",\s*"([^"]+)",?\s*\]', table)
    assert len(pairs) == len(re.findall(r"^  \w+: \[", table, re.MULTILINE))
    for name, en, zh in pairs:
        assert not re.search(r"[一-鿿]", en), name
        assert re.search(r"[一-鿿]", zh), name
        assert set(re.findall(r"\{\w+\}", en)) == set(re.findall(r"\{\w+\}", zh)), name


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "a.html").write_text(
        '<p id="here"><a href="b.html">1</a><a href="#here">2</a><a href="#gone">3</a>'
        '<a href="https://example.org">4</a><img src="https://example.org/x.png">'
        '<a href="/top.html">5</a><a href="a.html#here">6</a><a href="../../out.html">7</a>',
        encoding="utf-8",
    )
    (tmp_path.parent / "out.html").touch()
    assert links.broken(tmp_path) == [
        "en/a.html: #gone has no such place",
        "en/a.html: ../../out.html lies outside the site",
        "en/a.html: /top.html works only at the root of a server",
        "en/a.html: b.html does not exist",
        "en/a.html: https://example.org/x.png is asked from another site",
    ]


def made(path: Path, language: Any, stills: Path) -> list[dict[str, Any]]:
    """The cells of a lesson's page."""
    cells: list[dict[str, Any]] = pages.page(json.loads(path.read_text("utf-8")), language, stills, path.stem)["cells"]
    return cells


NOTEBOOKS = {language: sorted((pages.ROOT / "notebooks" / language).glob("*.ipynb")) for language in ("en", "zh")}
OF_NOTEBOOKS = {
    "en": r"Shift. ?\+|blue band|[Cc]lick the (?:next )?band|three dots|Kernel|[Rr]un (the next|the cells?\b(?! again)|cells)|course folder|in a terminal",
    "zh": r"Shift. ?\+|提示条|省略号|三个小点|内核|运行(下面|本单元格|单元格|方框)|课程文件夹|在终端",
}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_page_speaks_of_what_only_a_notebook_has(tmp_path: Path, language: Any) -> None:
    found = []
    for path in NOTEBOOKS[language]:
        for cell in made(path, language, tmp_path):
            texts = [pages.text_of(cell)] if cell["cell_type"] == "markdown" else []
            texts += ["".join(out.get("data", {}).get("text/html", "")) for out in cell.get("outputs", [])]
            found += [(path.stem, hit[0]) for text in texts if (hit := re.search(OF_NOTEBOOKS[language], text))]
    found += [
        (still.name, "")
        for still in tmp_path.glob("*.svg")
        if re.search("Run the cell|单元格", still.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_passage_for_pages_stands_in_its_lesson_once(language: Any) -> None:
    texts = {
        path.stem: [pages.text_of(cell) for cell in json.loads(path.read_text("utf-8"))["cells"]]
        for path in NOTEBOOKS[language]
    }
    counted = {old: sum(text.count(old) for text in texts[lesson]) for lesson, old, _ in pages.passages(language)}
    assert counted == dict.fromkeys(counted, 1)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_pictures_are_files_and_hidden_code_is_folded(tmp_path: Path, language: Any) -> None:
    for path in NOTEBOOKS[language]:
        cells = made(path, language, tmp_path)
        assert "data:image" not in json.dumps(cells), path.stem
        for cell in cells:
            if cell["cell_type"] == "code":
                hidden = cell["metadata"].get("jupyter", {}).get("source_hidden", False)
                assert not hidden or "hide-input" in cell["metadata"]["tags"], (path.stem, cell["id"])
    assert {still.suffix for still in tmp_path.iterdir()} == {".png", ".svg"}


def test_code_to_read_is_followed_by_a_way_to_change_it(tmp_path: Path) -> None:
    code = {"cell_type": "code", "source": "1", "outputs": []}
    cells = [{"id": str(at), "metadata": {}} | code for at in range(3)]
    cells[2]["metadata"] = {"jupyter": {"source_hidden": True}}
    html = [pages.text_of(cell) for cell in pages.page({"cells": cells}, "zh", tmp_path, "03-x")["cells"]]
    assert [at for at, text in enumerate(html) if "?path=zh/03-x.ipynb" in text] == [1, 3]  # the title's, and this


BOOK = """# The rules

All of them.

## Timeline

| From | Rule |
| --- | --- |
| 2015 | `a_1` First rule |

## Regimes

### `a_1`

**First rule**

Told by [source].

### `b_2`

**Second rule**

Told by nobody.

## Long

{long}

[source]: https://example.org/a
[other]: https://example.org/b
"""


def test_the_rulebook_is_a_timeline_and_a_page_for_each_rule() -> None:
    book = rulebook.split(BOOK.replace("{long}", "word " * 1000), "rules")
    assert list(book.pages) == ["rules-a_1", "rules-b_2", "rules-part-3"]
    assert "| 2015 | [First rule](rules-a_1.md) |" in book.first
    assert '<span id="b_2"></span>[Second rule](rules-b_2.md)' in book.first
    assert "Told by" not in book.first
    assert book.pages["rules-a_1"].startswith("# First rule\n")
    assert "[source]: https://example.org/a" in book.pages["rules-a_1"]
    assert "example.org" not in book.pages["rules-b_2"]
    assert "word word" in book.pages["rules-part-3"]


@pytest.mark.parametrize("name", ["rulebook.md", "rulebook.zh.md"])
def test_nothing_of_the_rulebook_is_lost(name: str) -> None:
    text = (pages.ROOT / "docs" / name).read_text(encoding="utf-8")
    book = rulebook.split(text, "rulebook")
    told = "\n".join([book.first, *book.pages.values()])
    rows = [line for line in text.splitlines() if line.startswith(("| `", "- ")) and not line.startswith("| `20")]
    assert [row for row in rows if row not in told] == []
    assert set(re.findall(r"^### `(.+)`$", text, re.MULTILINE)) <= {
        page.removeprefix("rulebook-") for page in book.pages
    }
    assert max(len(page) for page in book.pages.values()) < 60_000
