"""What the lessons say of themselves: number, title, objectives; read from the built notebooks."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..base.language import Phrase
from .workspace import lessons_folder


@dataclass(frozen=True, slots=True)
class LessonFacts:
    """One lesson: its number, title, and what a learner can do after it."""

    number: str
    title: Phrase
    objectives: tuple[Phrase, ...]


@lru_cache(maxsize=4)
def syllabus(folder: Path | None = None) -> tuple[LessonFacts, ...]:
    """The lessons built in both languages below *folder* (default: those of the course), in order.

    A notebook that cannot be read is left out: nothing here raises.
    """
    folder = lessons_folder() if folder is None else folder
    found = []
    for path in sorted((folder / "en").glob("[0-9]*.ipynb")):
        english, chinese = _about(path), _about(folder / "zh" / path.name)
        if english and chinese:
            pairs = zip(english.get("objectives", ()), chinese.get("objectives", ()), strict=False)
            found.append(
                LessonFacts(
                    str(english["lesson"]),
                    Phrase(str(english["title"]), str(chinese["title"])),
                    tuple(Phrase(str(en), str(zh)) for en, zh in pairs),
                )
            )
    return tuple(found)


def _about(path: Path) -> dict[str, Any]:
    try:
        about = json.loads(path.read_text(encoding="utf-8"))["metadata"]["aecourse"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return about if isinstance(about, dict) and {"lesson", "title"} <= set(about) else {}
