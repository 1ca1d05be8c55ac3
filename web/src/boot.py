"""The Python side of a page: no shell, no notebook; what widgets say goes out as messages.

It lies in the page's memory already; ``begin`` is called where that wakes.
"""

import ast
import json
import os
from contextlib import redirect_stdout
from io import StringIO

import comm
from comm.base_comm import BaseComm


def _send(*message: object) -> None:
    """Nobody hears it until a page begins."""


def begin(send) -> None:
    """What widgets say goes to *send*, the worker's own function."""
    global _send
    _send = send


class PageComm(BaseComm):
    """A channel of one widget, by message."""

    def publish_msg(self, msg_type, data=None, metadata=None, buffers=None, **keys):
        _send(
            msg_type,
            self.comm_id,
            self.target_name,
            json.dumps(data),
            json.dumps(metadata or {}),
            [bytes(buffer) for buffer in buffers or []],
        )


comm.create_comm = PageComm


def heard(id: str, data: str, buffers: list) -> None:
    """A message of the page for the widget *id*."""
    content = {"comm_id": id, "data": json.loads(data)}
    message = {"content": content, "buffers": [b.to_memoryview() for b in buffers]}
    comm.get_comm_manager().comm_msg(None, None, message | {"metadata": {}, "header": {}})


_kept: list = []


def run(code: str) -> str:
    """Run a cell in a room of its own; what it shows, as JSON."""
    tree = ast.parse(code)
    space: dict = {"__name__": "__main__"}
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    said = StringIO()
    with redirect_stdout(said):
        exec(compile(tree, "<lesson>", "exec"), space)
        value = eval(compile(ast.Expression(last.value), "<lesson>", "eval"), space) if last else None
    _kept.append(value)
    return json.dumps({"bundle": _shown(value), "said": said.getvalue()})


def _shown(value: object) -> dict:
    if value is None:
        return {}
    if hasattr(value, "_repr_mimebundle_"):
        made = value._repr_mimebundle_()
        made = made[0] if isinstance(made, tuple) else made
        if made:
            return {"text/plain": repr(value)} | made
    bundle = {"text/plain": repr(value)}
    if hasattr(value, "_repr_html_"):
        bundle["text/html"] = value._repr_html_()
    return bundle


os.environ["AECOURSE_PROGRESS"] = "/aecourse/progress.json"
