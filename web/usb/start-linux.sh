#!/bin/sh
# Serves the course on this computer only and opens it in the browser.
cd "$(dirname "$0")" || exit 1
command -v python3 >/dev/null || { echo "Python 3 is needed: sudo apt install python3 / 需要 Python 3"; exit 1; }
exec python3 serve.py
