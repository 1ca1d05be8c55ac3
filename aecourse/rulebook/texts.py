"""Reading ``sources.toml``: the texts behind the rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from .faults import Faults, Raw, phrase
from .model import Source
from .values import is_silent_null
from .vocabulary import KINDS

_SOURCE_KEYS = ("title", "publisher", "address", "read", "kind")


def sources_from(raw: Raw, faults: Faults) -> dict[str, Source]:
    """The sources of a ``sources.toml``; top-level ``read`` is the month for those that name none."""
    faults.unknown_keys("", raw, ("read", "source"))
    found: dict[str, Source] = {}
    entries = raw.get("source", {})
    if not isinstance(entries, Mapping):
        faults.add("source", "is not a table", "不是一个表")
        return {}
    for name, entry in entries.items():
        key = f"source.{name}"
        if not isinstance(entry, Mapping):
            faults.add(key, "is not a table", "不是一个表")
            continue
        faults.unknown_keys(key, entry, _SOURCE_KEYS)
        kind = entry.get("kind")
        faults.word(f"{key}.kind", kind, KINDS, "kind of source", "来源类型")
        address = entry.get("address")
        _check_address(f"{key}.address", address, kind, faults)
        host = urlsplit(address).hostname if is_linkable(address) else None
        publisher = entry.get("publisher", host)
        read = entry.get("read", raw.get("read"))
        for part, value in (("publisher", publisher), ("read", read)):
            if not isinstance(value, str) or is_silent_null(value):
                faults.add(f"{key}.{part}", "is missing", "缺失")
        title = phrase(entry.get("title"), f"{key}.title", faults)
        link = address if isinstance(address, str) else None
        found[name] = Source(name, title, str(publisher), link, str(read), str(kind))
    return found


def _check_address(key: str, address: Any, kind: Any, faults: Faults) -> None:
    if kind == "not_linkable":
        if address is not None:
            faults.add(key, "a text that must not be linked has an address", "不宜附链接的文本却写了网址")
        return
    if address is None:
        if kind not in ("article", "api"):
            faults.add(key, "is missing", "缺失")
        return
    if not is_linkable(address):
        faults.add(key, f"{address!r} is not a linkable web address", f"{address!r} 不是可链接的网址")


def is_linkable(address: Any) -> bool:
    """Whether *address* is a public http(s) address that a page can link to (nothing is fetched)."""
    if not isinstance(address, str) or any(c.isspace() or c in "<>\"'`{}|\\" for c in address):
        return False
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    labels = host.split(".")
    return (
        parts.scheme in ("http", "https")
        and port is None
        and parts.username is None
        and len(labels) >= 2
        and all(labels)
        and not labels[-1].isdigit()
        and labels[-1] not in ("local", "localhost", "internal", "invalid", "test")
    )
