"""Before JupyterLite's kernel starts: room for the real IPython, and where the learner's record lies."""

import logging
import os
import sys

for _name in [name for name in sys.modules if name.partition(".")[0] == "IPython"]:
    del sys.modules[_name]
os.environ["AECOURSE_PROGRESS"] = "/aecourse/progress.json"

logging.getLogger("matplotlib.font_manager").addFilter(lambda said: "font cache" not in said.getMessage())
