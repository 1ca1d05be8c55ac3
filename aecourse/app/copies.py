"""A lesson as a learner gets it: the notebook of the course without the outputs that give answers away.

The notebooks of the course keep every output, and each is proved by running it again.  A learner
predicts first; so of his copy only what answers nothing is filled: the line above the lesson, still
pictures of views, forms and quizzes.  Where another result was, a band says how to get it.  Sources,
metadata and the order of the cells stay as they are.
"""

from __future__ import annotations

import json
from typing import Any

from ..base.guidance import MARK, RUN_RESULT, run_first_band

Json = dict[str, Any]


def learners_copy(content: bytes) -> bytes:
    """The copy for a learner of the notebook *content*; what is no lesson of the course stays as it is."""
    try:
        notebook = json.loads(content)
        about = notebook["metadata"]["aecourse"]
        cells: list[Json] = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
        language = str(about["language"]) if "lesson" in about else None
    except (ValueError, KeyError, TypeError):
        return content
    if language is None:
        return content
    for cell in cells:
        cell["execution_count"] = None
        cell["outputs"] = _outputs(cell, language)
    return (json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _outputs(cell: Json, language: str) -> list[Json]:
    """What of the outputs of *cell* a learner sees before running it."""
    kept = [output for output in cell["outputs"] if _gives_nothing_away(cell, output)]
    for output in kept:
        if "execution_count" in output:
            output["execution_count"] = None
    if kept or not cell["outputs"] or not cell["metadata"].get("jupyter", {}).get("source_hidden"):
        return kept
    html, words = run_first_band(RUN_RESULT, language), RUN_RESULT.text(language)
    data = {"text/html": [html], "text/plain": [words]}
    return [{"data": data, "metadata": {}, "output_type": "display_data"}]


def _gives_nothing_away(cell: Json, output: Json) -> bool:
    """Is *output* the still picture of something live, or that of the set-up cell?"""
    return MARK in output.get("data", {}) or "setup" in cell["metadata"].get("tags", ())
