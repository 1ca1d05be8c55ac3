"""A plain file server for the site, with compression as static hosts do it; for trying and tests."""

from __future__ import annotations

import gzip
import os
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO

COMPRESSED = {".html", ".js", ".mjs", ".css", ".json", ".svg", ".wasm", ".ipynb", ".py", ".txt"}


class Handler(SimpleHTTPRequestHandler):
    """Files of one folder, under a path of one's choice."""

    protocol_version = "HTTP/1.1"
    under = "/"
    sent: dict[str, int] | None = None
    """Bytes of the files sent, by path: for measuring."""

    extensions_map = {  # noqa: RUF012  # as the base class has it
        **SimpleHTTPRequestHandler.extensions_map,
        ".wasm": "application/wasm",
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".ipynb": "application/json",
        ".gz": "application/gzip",
    }

    def translate_path(self, path: str) -> str:
        """The file behind a path; outside of ``under`` there is none."""
        if not path.startswith(self.under):
            return str(Path(self.directory) / "no-such-file")
        return super().translate_path(path[len(self.under) - 1 :])

    def send_head(self) -> BinaryIO | None:
        """The file, compressed where that helps and the browser takes it."""
        path = Path(self.translate_path(self.path))
        takes = "gzip" in self.headers.get("Accept-Encoding", "")
        if not (takes and path.suffix in COMPRESSED and path.is_file()):
            return super().send_head()
        if self.headers.get("If-Modified-Since") == self.date_time_string(int(path.stat().st_mtime)):
            self.send_response(304)
            self.end_headers()
            return None
        packed = _packed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(packed.stat().st_size))
        self.send_header("Last-Modified", self.date_time_string(int(path.stat().st_mtime)))
        self.end_headers()
        return packed.open("rb")

    def end_headers(self) -> None:
        """Ask again each time whether a file is still the same."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send a file, and note its size."""
        if self.sent is not None:
            self.sent[self.path] = os.fstat(source.fileno()).st_size
        super().copyfile(source, outputfile)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Serving(ThreadingHTTPServer):
    """A server to which a reader who turns away, in a file or between two, is no fault."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tell of an error, unless the connection is all that failed."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def _packed(path: Path) -> Path:
    folder = Path(__file__).parents[2] / "build" / "site" / "packed"
    kept = folder / f"{path.stat().st_mtime_ns}-{path.stat().st_size}-{path.name}.gz"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        beside = kept.with_suffix(".part")
        beside.write_bytes(gzip.compress(path.read_bytes(), 6, mtime=0))
        beside.replace(kept)
    return kept


def server(site: Path, port: int = 0, under: str = "/", sent: dict[str, int] | None = None) -> Serving:
    """A server of *site* on this computer only; ``serve_forever`` runs it, *sent* hears what was sent."""
    handler = type("Handler", (Handler,), {"under": under, "sent": sent})
    return Serving(("127.0.0.1", port), partial(handler, directory=str(site)))


if __name__ == "__main__":
    serving = server(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 8000)
    print(f"http://127.0.0.1:{serving.server_address[1]}/")
    serving.serve_forever()
