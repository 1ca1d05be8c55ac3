"""The pages of the site: what is made of a lesson, and what stands in both languages."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tools.site import links, pages
from tools.site.words import BUTTONS

WEB = pages.WEB
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>'
BAND = '<div lang="en" style="x"><span aria-hidden="true">▶ </span>Press Shift+Enter.</div>'
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


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_page_tells_a_reader_to_run_a_cell_where_a_button_stands(tmp_path: Path, language: Any) -> None:
    for path in sorted((pages.ROOT / "notebooks" / language).glob("*.ipynb")):
        made = pages.page(json.loads(path.read_text(encoding="utf-8")), language, tmp_path)
        for cell in made["cells"]:
            for out in cell.get("outputs", []):
                html = "".join(out.get("data", {}).get("text/html", ""))
                assert "ae-try" not in html or "Shift" not in html, (path.stem, cell["id"])
