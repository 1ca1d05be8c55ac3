"""What packages do at their import where a shell runs, for those that were imported before it came."""

import importlib
import sys

if "ipywidgets" in sys.modules:
    sys.modules["ipywidgets"].register_comm_target()
if "aecourse" in sys.modules:
    importlib.reload(sys.modules["aecourse"])
