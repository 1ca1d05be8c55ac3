"""Follow every link of the finished site: pages, anchors, pictures, scripts."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


@dataclass
class Page(HTMLParser):
    """What a page points to, and what may be pointed to in it."""

    links: list[tuple[str, str]] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the tag points to, and its own name."""
        for name, value in attrs:
            if value is None:
                continue
            if name == "id" or (name == "name" and tag == "a"):
                self.anchors.add(value)
            elif name in {"href", "src"}:
                self.links.append((tag, value))


def read(site: Path) -> dict[Path, Page]:
    """Every page of *site*, read."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        page = Page()
        page.feed(path.read_text(encoding="utf-8"))
        found[path] = page
    return found


def broken(site: Path, folders: tuple[str, ...] = ("en", "zh")) -> list[str]:
    """A line for each link of the reading pages that leads nowhere, or out of the site to a file.

    Links to other sites are the sources of the lessons; only ``<a>`` may point there.
    """
    pages = {
        path.resolve(): page
        for path, page in read(site).items()
        if path.relative_to(site).parts[0] in folders or path.parent == site
    }
    faults = []
    for path, page in pages.items():
        for tag, link in page.links:
            fault = _fault(site.resolve(), pages, path, tag, link)
            if fault:
                faults.append(f"{path.relative_to(site.resolve())}: {link} {fault}")
    return sorted(set(faults))


def _fault(site: Path, pages: dict[Path, Page], path: Path, tag: str, link: str) -> str:
    parts = urlsplit(link)
    if parts.scheme in {"data", "mailto"}:
        return ""
    if parts.scheme or parts.netloc:
        return "" if tag == "a" else "is asked from another site"
    if parts.path.startswith("/"):
        return "works only at the root of a server"
    target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
    if target.is_dir():
        target /= "index.html"
    return _missing(site, pages, target, unquote(parts.fragment))


def _missing(site: Path, pages: dict[Path, Page], target: Path, anchor: str) -> str:
    if not target.exists():
        return "does not exist"
    if not target.is_relative_to(site):
        return "lies outside the site"
    if anchor and target in pages and anchor not in pages[target].anchors:
        return "has no such place"
    return ""
