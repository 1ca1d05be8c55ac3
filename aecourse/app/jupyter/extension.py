"""The server extension: what the course asks of Jupyter's server."""

from __future__ import annotations

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    settings = server.web_app.settings
    key = "kernel_websocket_connection_class"
    settings[key] = prompt(settings[key])


def prompt(connection: type[Any]) -> type[Any]:
    """The class *connection* between page and kernel, with every message sent at once.

    A step of a slider is several small messages.  By default the system holds each back until the
    one before is acknowledged, and the browser acknowledges late.
    """

    class Prompt(connection):  # type: ignore[misc]
        def connect(self) -> Any:
            self.websocket_handler.set_nodelay(True)
            return super().connect()

    return Prompt
