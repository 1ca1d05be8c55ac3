"""What Jupyter imports and never needs here is left out."""

from __future__ import annotations

import sys
from typing import Any

NEEDLESS = "rfc3987_syntax"
"""jsonschema asks it whether a string is an IRI, which no schema of Jupyter's does.

Importing it builds a grammar: more than a second, each time.  Where it cannot be imported,
jsonschema goes without that one check.
"""


def light() -> None:
    """Let this process go without :data:`NEEDLESS`; call it before anything of Jupyter's is imported."""
    modules: dict[str, Any] = sys.modules
    modules.setdefault(NEEDLESS, None)
