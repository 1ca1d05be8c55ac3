"""Search in Chinese: words are not parted there, so the index holds every two characters side by side.

A query is parted in the same way, so a page is found that has all its pairs; whatever the word is,
no dictionary has to know it.
"""

from __future__ import annotations

import re

from sphinx.search.zh import SearchChinese

HAN = re.compile(r"[\u3400-\u9fff]")
PARTS = re.compile(rf"{HAN.pattern}+|[A-Za-z0-9_]+")


class Pairs(SearchChinese):  # type: ignore[misc,unused-ignore]  # its types are there only where the site is built
    """Chinese by pairs of characters, everything else by words."""

    language_name = "English"  # whose stemmer the page gets, for the words in Latin letters
    js_splitter_code = """
function splitQuery(query) {
  return (query.match(/[\\u3400-\\u9fff]+|[A-Za-z0-9_]+/g) || []).flatMap((part) =>
    /^[A-Za-z0-9_]/.test(part) || part.length < 3
      ? [part]
      : Array.from({ length: part.length - 1 }, (_, at) => part.slice(at, at + 2)));
}
"""

    def split(self, input: str) -> list[str]:
        """The pairs and words of a text; a character that stands alone is its own."""
        return [part for text in PARTS.findall(input) for part in (pairs(text) if HAN.match(text) else [text])]

    def word_filter(self, stemmed_word: str) -> bool:
        """A single Chinese character is worth finding, a single letter is not."""
        return len(stemmed_word) > 1 or bool(HAN.match(stemmed_word))


def pairs(text: str) -> list[str]:
    """Every two characters side by side: 好评率 has 好评 and 评率."""
    return [text[at : at + 2] for at in range(max(1, len(text) - 1))]
