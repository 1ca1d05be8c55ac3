"""Say which packages of this environment differ from the locked ones: what `make test-newest` tries."""

from __future__ import annotations

import re
from importlib.metadata import distributions
from pathlib import Path

LOCK = Path(__file__).parents[1] / "requirements.lock"
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)


def normal(name: str) -> str:
    """A package's name as all indexes write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def differing(lock: str, installed: dict[str, str]) -> list[str]:
    """``name locked -> installed`` for each locked package that is here in another version."""
    locked: dict[str, set[str]] = {}
    for name, version in _PIN.findall(lock):
        locked.setdefault(normal(name), set()).add(version)
    return [
        f"{name} {', '.join(sorted(versions))} -> {installed[name]}"
        for name, versions in sorted(locked.items())
        if name in installed and installed[name] not in versions
    ]


if __name__ == "__main__":
    here = {normal(one.metadata["Name"]): one.version for one in distributions()}
    found = differing(LOCK.read_text(encoding="utf-8"), here)
    print("\n".join(found) or "The newest versions are the locked ones.")
