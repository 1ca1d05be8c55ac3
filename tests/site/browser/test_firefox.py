"""The site in Firefox, which puppeteer drives as it is: a view in a page, a lesson in JupyterLite."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.site.browser.test_lite import outputs
from tools.site.pages import WEB

pytestmark = pytest.mark.timeout(900)
LESSON = "00-start"


@pytest.fixture(scope="module")
def found(base: str) -> dict[str, Any]:
    """What Firefox showed."""
    firefox = shutil.which("firefox") or shutil.which("firefox-esr")
    if firefox is None:
        pytest.skip("no Firefox here: apt-get install firefox-esr")
    command = ["node", str(WEB / "test-firefox.mjs"), firefox, base, LESSON]
    with subprocess.Popen(command, cwd=WEB, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        try:
            said, failed = running.communicate(timeout=600)
        finally:
            running.terminate()  # it closes its Firefox
    assert running.returncode == 0, failed[-3000:]
    shown: dict[str, Any] = json.loads(said)
    return shown


def test_the_first_slider_moves_its_picture(found: dict[str, Any]) -> None:
    assert "restored" in found["stages"]


def test_a_lesson_says_what_is_stored(found: dict[str, Any]) -> None:
    stored = json.loads(Path(f"notebooks/en/{LESSON}.ipynb").read_text(encoding="utf-8"))
    assert outputs(found["cells"]) == outputs(stored["cells"])


def test_nothing_is_asked_elsewhere(found: dict[str, Any], base: str) -> None:
    assert {host for host in found["asked"] if host} == {urlsplit(base).netloc}
