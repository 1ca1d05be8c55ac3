"""Sphinx's settings for the reading site; the language comes from ``AECOURSE_SITE_LANGUAGE``."""

from __future__ import annotations

import os
from typing import cast

from sphinx.application import Sphinx

from aecourse import __version__
from tools.site.pages import ROOT
from tools.site.search import Pairs
from tools.site.words import THEME, WORDS, Language

chosen = cast("Language", os.environ["AECOURSE_SITE_LANGUAGE"])

project = WORDS["title"].text(chosen)
author = "aecourse"
version = release = __version__
language = "zh_CN" if chosen == "zh" else "en"
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
root_doc = "index"

nb_execution_mode = "off"
nb_code_prompt_show = WORDS["show_code"].text(chosen)
nb_code_prompt_hide = WORDS["hide_code"].text(chosen)
nb_merge_streams = True
myst_heading_anchors = 4
# Links within the built site are followed by ``links.py``; a table in a lesson may begin deeper.
suppress_warnings = ["myst.xref_missing", "myst.header", "misc.highlighting_failure", "ref.python"]
autodoc_member_order = "bysource"
autodoc_typehints = "signature"

html_theme = "furo"
html_title = project
html_favicon = str(ROOT / "web" / "mark.svg")
html_static_path = ["_static", str(ROOT / "build" / "site" / "assets")]
html_css_files = ["page.css", "live.css"]
html_js_files = [("live.js", {"type": "module"})]
templates_path = [str(ROOT / "tools" / "site" / "theme")]
html_show_sphinx = False
html_show_sourcelink = False
html_copy_source = False
html_permalinks = False
html_search_language = chosen
html_context = {
    "ae_language": chosen,
    "ae_other": "en" if chosen == "zh" else "zh",
    "ae_words": {key: phrase.text(chosen) for key, phrase in WORDS.items()},
    "ae_theme": {english: phrase.text(chosen) for english, phrase in THEME.items()},
}
html_theme_options = {
    "sidebar_hide_name": False,
    "footer_icons": [],
    # The colours of the course's own views, aecourse/live/look.css.
    "light_css_variables": {
        "color-brand-primary": "#17212b",
        "color-brand-content": "#1d4ed8",
        "color-brand-visited": "#1d4ed8",
        "color-foreground-primary": "#17212b",
        "color-foreground-secondary": "#4b5b6a",
        "color-foreground-muted": "#5b6b7b",
        "color-background-secondary": "#f6f8fa",
        "color-background-border": "#d8e0e8",
    },
    "dark_css_variables": {
        "color-brand-primary": "#e6ebf0",
        "color-brand-content": "#93b4ff",
        "color-brand-visited": "#93b4ff",
        "color-foreground-primary": "#dde3e9",
        "color-foreground-secondary": "#a9b4bf",
        "color-foreground-muted": "#9aa6b2",
    },
}


def setup(app: Sphinx) -> None:
    """Chinese is searched by pairs of characters."""
    app.add_search_language(Pairs)
