"""The finished site, file by file: skipped where none is built (``make site``)."""

from __future__ import annotations

import gzip
import json
import re
import struct
from pathlib import Path

import pytest

from tools.site import links
from tools.site.words import THEME

SITE = Path(__file__).parents[3] / "site"
LARGEST = 150_000
"""So many bytes of a page come before its pictures, at most."""

pytestmark = pytest.mark.skipif(not (SITE / "index.html").exists(), reason="the site is not built: make site")


def read(language: str) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((SITE / language).rglob("*.html"))}


def test_every_link_leads_somewhere() -> None:
    assert links.broken(SITE) == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_page_is_large(language: str) -> None:
    sizes = {name: len(text.encode()) for name, text in read(language).items()}
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}


def test_both_languages_have_the_same_pages() -> None:
    assert set(read("en")) == set(read("zh"))


def test_the_frame_of_a_chinese_page_is_chinese() -> None:
    for name, text in read("zh").items():
        assert [english for english in THEME if english in text] == [], name
        assert re.search(r'<html[^>]* lang="zh', text), name


def test_the_kernels_memory_is_a_pages_and_what_differs() -> None:
    images = json.loads((SITE / "runtime" / "index.json").read_text(encoding="utf-8"))["images"]
    assert images["lab"]["modules"][: len(images["page"]["modules"])] == images["page"]["modules"]
    bytes_of = gzip.decompress((SITE / "runtime" / "lab-memory.gz").read_bytes())
    (count,) = struct.unpack_from("<I", bytes_of)
    places = struct.unpack_from(f"<{2 * count}I", bytes_of, 4)
    runs = list(zip(places[::2], places[1::2], strict=True))
    ends = [at + size for at, size in runs]
    assert all(end < at for end, (at, _) in zip(ends, runs[1:], strict=False))
    assert ends[-1] <= images["lab"]["memory"]
    assert len(bytes_of) == 4 + 8 * count + sum(size for _, size in runs)
