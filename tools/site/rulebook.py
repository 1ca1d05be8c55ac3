"""The rulebook's one long page as many: the timeline first, then a page for each rule."""

from __future__ import annotations

import re
from dataclasses import dataclass

SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
RULE = re.compile(r"^### `([\w.-]+)`\n+\*\*(.+?)\*\*\n", re.MULTILINE)
DEFINED = re.compile(r"^\[([\w.-]+)\]: \S+$\n?", re.MULTILINE)
SHORT = 4_000
"""So many characters of a section without rules stay on the first page."""


@dataclass(frozen=True, slots=True)
class Book:
    """The first page, and the others by name, each a Markdown text."""

    first: str
    pages: dict[str, str]


def split(text: str, name: str) -> Book:
    """The rulebook's *text* as pages; *name* is the first one's, and begins those of the others.

    Each anchor of the long page stays on the first page, beside the link to where it has gone.
    """
    addresses = {match[1]: match[0].strip() for match in DEFINED.finditer(text)}
    head, *parts = SECTION.split(DEFINED.sub("", text))
    title = head.strip().splitlines()[0].removeprefix("# ")
    pages: dict[str, str] = {}

    def added(anchor: str, heading: str, body: str, above: str = "") -> str:
        page = f"{name}-{anchor}"
        pages[page] = _told(f"# {heading}\n\n{above}[{title}]({name}.md)\n\n{body.strip()}\n", addresses)
        return f'<span id="{anchor}"></span>[{heading}]({page}.md)'

    first = [head.strip()]
    for number, (heading, body) in enumerate(zip(parts[::2], parts[1::2], strict=True), 1):
        before, *rules = RULE.split(body)
        if rules:
            listed = [
                f"- {added(id, title_of, rest, f'`{id}` · ')} `{id}`"
                for id, title_of, rest in zip(rules[::3], rules[1::3], rules[2::3], strict=True)
            ]
            first.append(f"## {heading}\n\n{before.strip()}\n\n" + "\n".join(listed))
        elif len(body) > SHORT:
            first.append(f"## {added(f'part-{number}', heading, body)}")
        else:
            first.append(f"## {heading}\n\n{body.strip()}")
    told = "\n\n".join(first) + "\n"
    for id, title_of in RULE.findall(text):  # the timeline leads to the rules
        told = told.replace(f"| `{id}` {title_of} |", f"| [{title_of}]({name}-{id}.md) |")
    return Book(_told(told, addresses), pages)


def _told(text: str, addresses: dict[str, str]) -> str:
    """*text* with the addresses of the sources that it names."""
    named = [line for id, line in addresses.items() if f"[{id}]" in text]
    return text + "".join(f"\n{line}" for line in named) + "\n"
