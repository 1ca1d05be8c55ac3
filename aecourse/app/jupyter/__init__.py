"""The course's own part of Jupyter: how its server starts, and what server and page do otherwise.

``python -m aecourse.app.jupyter …`` is ``python -m jupyterlab …`` without a needless import.  The
server extension (:mod:`.extension`) and the page's (``labextension/``) are loaded by the settings
that :mod:`aecourse.app.lab` writes into the course folder, and by nobody else's.
"""
