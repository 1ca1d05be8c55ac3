"""``python -m tools.site STEP``: the steps of ``make site``."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from . import links, pages

BUILD = pages.ROOT / "build" / "site"
SITE = pages.ROOT / "site"


def reading() -> None:
    """The pages to read, both languages."""
    for language in ("en", "zh"):
        source = BUILD / language
        pages.write(source, language)
        shutil.copy(pages.ROOT / "tools" / "site" / "conf.py", source / "conf.py")
        made = BUILD / "html" / language
        subprocess.run(
            [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-j", "auto",
             "-d", str(BUILD / "doctrees" / language), str(source), str(made)],
            check=True,
            cwd=pages.ROOT,
            env={**os.environ, "AECOURSE_SITE_LANGUAGE": language},
        )  # fmt: skip
        shutil.rmtree(SITE / language, ignore_errors=True)
        shutil.copytree(made, SITE / language, ignore=shutil.ignore_patterns(".buildinfo*", "*.inv"))


def check() -> None:
    """Follow every link; a broken one stops the build."""
    faults = links.broken(SITE)
    print("\n".join(faults))
    if faults:
        raise SystemExit(f"{len(faults)} links of the site are broken.")


STEPS = {"reading": reading, "check": check}

if __name__ == "__main__":
    for step in sys.argv[1:]:
        STEPS[step]()
