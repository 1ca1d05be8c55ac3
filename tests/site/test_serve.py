"""The plain file server for trying the site."""

from __future__ import annotations

import socket
import struct
import threading
import time
from pathlib import Path

import pytest

from tools.site.serve import Handler, server


def turns_away(port: int, asked: bytes) -> None:
    """Ask, and break the connection without a word, as a browser does whose tab is closed."""
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(asked)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


@pytest.mark.parametrize("asked", [b"GET /big.bin HTTP/1.1\r\n\r\n", b"GET /", b""])
def test_a_reader_who_turns_away_is_no_fault(tmp_path: Path, capfd: pytest.CaptureFixture[str], asked: bytes) -> None:
    (tmp_path / "big.bin").write_bytes(bytes(20_000_000))
    with server(tmp_path) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        turns_away(int(serving.server_address[1]), asked)
        time.sleep(0.3)
        serving.shutdown()
    assert capfd.readouterr().err == ""


def test_any_other_error_is_told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(handler: Handler) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(Handler, "send_head", fails)
    with server(tmp_path) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        with socket.create_connection(("127.0.0.1", int(serving.server_address[1]))) as line:
            line.sendall(b"GET / HTTP/1.1\r\n\r\n")
            assert line.recv(100) == b""
        serving.shutdown()
    assert "the disk is gone" in capfd.readouterr().err
