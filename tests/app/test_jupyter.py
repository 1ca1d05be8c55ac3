"""The course's own part of Jupyter: started light, prompt on the wire, behind files where it may be."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from aecourse.app import jupyter, lab
from aecourse.app.jupyter.extension import _load_jupyter_server_extension, prompt
from aecourse.app.jupyter.light import NEEDLESS
from aecourse.app.jupyter.sockets import transport

LABEXTENSION = Path(jupyter.__file__).parent / "labextensions/aecourse"
PORTS = ["--KernelManager.transport_encryption=auto"]


def loaded(code: str) -> set[str]:
    """The modules that a fresh Python has after *code*."""
    said = "import json, sys; print(json.dumps([name for name, it in sys.modules.items() if it]))"
    done = subprocess.run([sys.executable, "-c", f"{code}\n{said}"], capture_output=True, check=True, text=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_server_starts_without_the_grammar_that_nobody_asks_for() -> None:
    server = "from jupyterlab.labapp import LabApp"
    light = "from aecourse.app.jupyter.light import light; light()"
    assert NEEDLESS in loaded(server), "it is no longer needless: the light start can go"
    assert not {NEEDLESS, "lark"} & loaded(f"{light}\n{server}")


def test_none_of_jupyters_own_schemas_has_a_field_that_only_it_can_check() -> None:
    import jupyter_events
    import jupyter_server
    import jupyterlab
    import nbformat

    texts = {
        path: path.read_text(encoding="utf-8", errors="ignore")
        for package in (jupyter_events, jupyter_server, jupyterlab, nbformat)
        for path in Path(package.__file__ or "").parent.rglob("*")
        if path.suffix in {".json", ".yaml", ".yml"} and "staging" not in path.parts
    }
    assert len(texts) > 20
    asking = ('"format": "iri', "format: iri")
    assert [path for path, text in texts.items() if any(a in text for a in asking)] == []


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no such files")
def test_kernels_are_behind_files_where_the_system_allows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert transport(Path("run")) == ["--KernelManager.transport=ipc"]
    assert list(Path("run").iterdir()) == []


def test_where_it_cannot_be_they_are_behind_ports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert transport(Path("long" * 30)) == PORTS
    Path("file").write_text("")
    assert transport(Path("file")) == PORTS
    monkeypatch.delattr(socket, "AF_UNIX", raising=False)
    assert transport(Path("run")) == PORTS


def test_every_message_to_the_page_is_sent_at_once() -> None:
    """Seen on a real connection of the server that Jupyter builds on."""
    from tornado.httpserver import HTTPServer
    from tornado.web import Application
    from tornado.websocket import WebSocketHandler, websocket_connect

    class Plain:
        def __init__(self, handler: WebSocketHandler) -> None:
            self.websocket_handler = handler

        def connect(self) -> bool:
            stream = self.websocket_handler.ws_connection.stream  # type: ignore[union-attr]
            return bool(stream.socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

    class Server:
        web_app = type("App", (), {"settings": {"kernel_websocket_connection_class": Plain}})

    _load_jupyter_server_extension(Server)
    ours = Server.web_app.settings["kernel_websocket_connection_class"]

    async def at_once(kind: type[Plain]) -> bool:
        answers: list[bool] = []

        class Handler(WebSocketHandler):
            def open(self, *_: str, **__: str) -> None:
                answers.append(kind(self).connect())
                self.close()

        server = HTTPServer(Application([("/", Handler)]))
        with socket.create_server(("127.0.0.1", 0)) as listening:
            listening.setblocking(False)
            server.add_socket(listening)
            page = await websocket_connect(f"ws://127.0.0.1:{listening.getsockname()[1]}/")
            while await page.read_message() is not None:
                pass
            server.stop()
            await server.close_all_connections()
        return answers[0]

    assert not asyncio.run(at_once(Plain))
    assert asyncio.run(at_once(ours))


def test_the_settings_name_an_extension_that_the_server_takes(tmp_path: Path) -> None:
    from jupyter_server.extension.manager import ExtensionPackage

    page = tmp_path / "en/00-start.ipynb"
    page.parent.mkdir()
    page.write_text("{}")
    launch = lab.prepare(tmp_path, "en", browser=False)
    settings = Path(launch.environment["JUPYTER_CONFIG_DIR"]) / "jupyter_server_config.json"
    wanted = json.loads(settings.read_text(encoding="utf-8"))["ServerApp"]["jpserver_extensions"]
    assert wanted == {"aecourse.app.jupyter.extension": True}
    for name in wanted:
        [point] = ExtensionPackage(name=name, enabled=True).extension_points.values()
        assert point.validate()


def test_what_is_prompt_is_still_what_it_was() -> None:
    from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

    assert issubclass(prompt(ZMQChannelsWebsocketConnection), ZMQChannelsWebsocketConnection)


def test_the_pages_extension_is_found_where_jupyterlab_looks() -> None:
    from jupyterlab_server.config import get_federated_extensions

    found = get_federated_extensions([str(LABEXTENSION.parent)])["aecourse"]
    build = found["jupyterlab"]["_build"]
    assert (LABEXTENSION / build["load"]).is_file()
    assert "static" not in build["load"], "JupyterLab would let browsers keep an old one for good"
