"""Serve the folder "site" beside this file, for this computer only, and open it in the browser.

The port stays the same: the browser keeps a learner's progress under the address.
"""

import contextlib
import http.server
import pathlib
import threading
import webbrowser

PORT = 8734
ADDRESS = f"http://localhost:{PORT}/"


class Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map = {
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".wasm": "application/wasm",
        ".js": "text/javascript",
        ".mjs": "text/javascript",
    }

    def __init__(self, *asked, **how):
        super().__init__(*asked, directory=str(pathlib.Path(__file__).parent / "site"), **how)

    def log_message(self, *words):
        pass


try:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", PORT), Handler)
except OSError:
    webbrowser.open(ADDRESS)  # it runs already
else:
    print(f"The course is at {ADDRESS}  Press Ctrl+C to stop it. / 课程地址：{ADDRESS} 按 Ctrl+C 停止。")
    threading.Timer(0.3, webbrowser.open, [ADDRESS]).start()
    with contextlib.suppress(KeyboardInterrupt):
        server.serve_forever()
