"""A cell run too early, said kindly: which cell makes the missing name, under Python's own error.

Nothing is swallowed: the error stays as Python gives it, and a sentence is added at its end.
"""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any

from .language import Phrase

SET_UP = ("aecourse", "plots", "pd", "np", "Phrase")
"""Names that the set-up cell of a lesson brings."""

_SET_UP = Phrase(
    "`{name}` comes from the set-up cell, the first code cell of the lesson. "
    "Run that cell, then this one again.",
    "`{name}` 来自设置单元格，也就是本课的第一个代码单元格。请先运行它，再重新运行这一格。",
)
_EARLIER = Phrase(
    "Nothing is called `{name}` yet. If a cell further up says `{name} = …`, run that cell first "
    "(menu: Run → Run All Above Selected Cell), then this one again. "
    "If none does, look at how the name is spelt.",
    "现在还没有叫 `{name}` 的东西。如果上面有单元格写着 `{name} = …`，请先运行那一格"
    "（菜单：运行 → 运行选中单元格上方的所有单元格），再重新运行这一格；如果没有，请检查名字有没有写错。",
)


def advice(name: str) -> Phrase:
    """What to do about a name that a learner's cell does not know."""
    return (_SET_UP if name in SET_UP else _EARLIER).format(name=name)


def install() -> bool:
    """Add the sentence to every NameError of the learner's own cells; True if it will be.

    Outside a notebook, or where somebody else already handles errors, nothing is done.
    """
    shell_of = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)
    shell = shell_of()
    if shell is None or shell.custom_exceptions:
        return False
    shell.set_custom_exc((NameError,), _explained)
    return True


def _explained(
    shell: Any,
    kind: type[NameError],
    error: NameError,
    trace: TracebackType | None,
    tb_offset: int | None = None,
) -> None:
    """Show *error* as ever, with the sentence as a note on it if it arose in a cell itself."""
    last = trace
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    in_a_cell = last is not None and last.tb_frame.f_globals is shell.user_ns
    if in_a_cell and isinstance(error.name, str) and not isinstance(error, UnboundLocalError):
        error.add_note(str(advice(error.name)))
    shell.showtraceback((kind, error, trace), tb_offset=tb_offset)
