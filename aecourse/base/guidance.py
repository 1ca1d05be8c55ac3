"""What to do next, said kindly: about a cell run too early, not run yet, or cut off from its kernel.

A cell run too early, or an argument that a function of the course does not have: nothing is
swallowed, the error stays as Python gives it, and a sentence is added at its end.  In the course's
own JupyterLab the kernel loads this module as an extension of
IPython, so that the sentence is there before the set-up cell, too.
"""

from __future__ import annotations

import inspect
import re
import sys
from functools import reduce
from html import escape
from pathlib import Path
from types import TracebackType
from typing import Any

from .arguments import guarded
from .errors import unknown_name
from .language import LANGUAGES, Phrase, get_language, language_tag, set_language
from .palette import PALETTE

RUN_VIEW = Phrase(
    "Only a picture so far. Click here, then press Shift+Enter: it comes alive.",
    "这还只是一张图片。点一下这里，再按 Shift+Enter，就能动手操作了。",
)
RUN_FORM = Phrase(
    "Click here, then press Shift+Enter: a form for your answer opens.",
    "点一下这里，再按 Shift+Enter，就会出现答题表单。",
)
RUN_QUIZ = Phrase(
    "Click here, then press Shift+Enter: the quiz begins.", "点一下这里，再按 Shift+Enter，就可以开始答题。"
)
RUN_RESULT = Phrase(
    "Ready? Click here, then press Shift+Enter: the result appears.",
    "准备好了吗？点一下这里，再按 Shift+Enter，就会显示结果。",
)
KEY = Phrase(", then press Shift+Enter", "，再按 Shift+Enter")
"""What a band says of the keys; where a click alone runs the cell, the page hides it."""
MARK = "application/vnd.aecourse.live+json"
"""What is shown with it is live: the course's own JupyterLab shows its still page until it is."""
LOST = Phrase("Not connected. Run this cell again (Shift+Enter).", "连接已断开。请重新运行这一格（Shift+Enter）。")

SET_UP = ("aecourse", "plots", "pd", "np", "Phrase")
"""Names that the set-up cell of a lesson brings."""

_SET_UP = Phrase(
    "`{name}` comes from the set-up cell, the first code cell of the lesson. Run that cell, then this one again.",
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


_NO_ARGUMENT = re.compile(r"([\w.]+)\(\) got an unexpected keyword argument '(\w+)'")


def keyword_advice(error: TypeError) -> Phrase | None:
    """Which argument may be meant by one that a function of the course does not have; None of other errors."""
    said = _NO_ARGUMENT.match(str(error))
    if said is None:
        return None
    path, name = said[1].split("."), said[2]
    package = __name__.partition(".")[0]
    modules: list[Any] = [module for key, module in sys.modules.items() if key.partition(".")[0] == package]
    for module in modules:
        called = reduce(lambda held, part: getattr(held, part, None), path, module)
        if inspect.isfunction(called) and name not in inspect.signature(called).parameters:
            known = [one for one in inspect.signature(called).parameters if one != "self"]
            short = said[1].removesuffix(".__init__")
            return unknown_name(Phrase(f"argument of {short}", f"{short} 的参数"), name, known).phrase
    return None


def run_first_band(phrase: Phrase, language: str | None = None) -> str:
    """HTML of a band that says *phrase* over what is only a still picture of something live."""
    key = KEY.text(language)
    words = escape(phrase.text(language)).replace(key, f'<span class="aecourse-key">{key}</span>')
    return (
        f'<div lang="{language_tag(language or get_language())}" class="aecourse-run" style="padding:8px 14px;margin:0 0 6px;border-radius:6px;'
        "box-sizing:border-box;max-width:1080px;"
        f'background:{PALETTE["accent"]};color:{PALETTE["paper"]};font-size:15px;font-weight:600;line-height:1.4">'
        f'<span aria-hidden="true">▶ </span>{words}</div>'
    )


def load_ipython_extension(_: object) -> None:
    """Before any cell has run: errors are explained, in the language of the lesson's folder."""
    folder = Path.cwd().name
    if folder in LANGUAGES:
        set_language(folder)
    explain_name_errors()


def explain_name_errors() -> bool:
    """Add the sentence to every NameError and TypeError of the learner's own cells; True if it will be.

    Outside a notebook, or where somebody else already handles errors, nothing is done.
    """
    shell_of = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)
    shell = shell_of()
    if shell is None or shell.custom_exceptions:
        return False
    shell.set_custom_exc((NameError, TypeError), _explained)
    return True


def _advice_on(error: BaseException) -> Phrase | None:
    if isinstance(error, TypeError):
        return keyword_advice(error)
    if isinstance(error, NameError) and isinstance(error.name, str) and not isinstance(error, UnboundLocalError):
        return advice(error.name)
    return None


def _explained(
    shell: Any,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
    tb_offset: int | None = None,
) -> None:
    """Show *error* as ever, with the sentence as a note on it if it arose in a cell itself."""
    frames = []
    while trace is not None:
        frames.append(trace.tb_frame.f_globals)
        trace = trace.tb_next
    if frames and frames[-1].get("__name__") == guarded.__module__:  # the door of the function that was called
        frames.pop()
    in_a_cell = bool(frames) and frames[-1] is shell.user_ns
    if in_a_cell and (said := _advice_on(error)) is not None:
        error.add_note(str(said))
    shell.showtraceback((kind, error, trace), tb_offset=tb_offset)
