# aecourse: every target sets up what it needs.  `make help` lists them.

LANGUAGE_ASKED := $(if $(findstring command,$(origin LANGUAGE)),$(LANGUAGE))

VENV   := .venv
NEWEST := .venv-newest
OLDEST := .venv-oldest
PY     := $(VENV)/bin/python
SITE_VENV := .venv-site
SITE_PY := $(SITE_VENV)/bin/python
PIP    := $(PY) -m pip --disable-pip-version-check --no-input --quiet
FOLDER := my-course

# The first Python here that is new enough; `make course PYTHON=...` names another.
PYTHON ?= $(firstword $(foreach p,python3 python3.14 python3.13 python3.12 python3.11 python,\
            $(shell $(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(p))) none)

HAS_PYTHON = if [ "$(PYTHON)" = none ]; then echo "Python 3.11 or newer is needed." >&2; exit 1; fi

COURSE_READY := $(VENV)/.course-ready
TEST_READY   := $(VENV)/.test-ready
SITE_READY   := $(SITE_VENV)/.ready
OLDEST_READY := $(OLDEST)/.ready

.DEFAULT_GOAL := help
.PHONY: help course test lint test-package test-notebooks test-browser test-newest test-oldest notebooks samples schemas bench mutants doctor lock lock-site site usb serve-site test-site bench-site test-wasm clean
.NOTPARALLEL:

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' Makefile

## -- two commands ---------------------------------------------------------------------------

course: $(COURSE_READY) ## set up, then open the lessons in JupyterLab (LANGUAGE=zh for Chinese, FOLDER=... for another place)
	@$(PY) -m aecourse.app.cli lab --folder "$(FOLDER)" $(if $(LANGUAGE_ASKED),--language "$(LANGUAGE_ASKED)")

test: lint test-package test-notebooks test-browser ## set up, then prove everything: style, types, package, every notebook, browser

## -- the parts of `make test` ---------------------------------------------------------------

# Hundreds of kernels and other processes start: none shall compile again what another has compiled.
unexport PYTHONDONTWRITEBYTECODE

lint: $(TEST_READY) ## style, types, and the direction of the imports
	@bad=0; for tool in "-m ruff check ." "-m ruff format --check ." "-m mypy" "$(VENV)/bin/lint-imports --no-logo"; do \
	  echo "$(PY) $$tool"; $(PY) $$tool || bad=1; done; exit $$bad

test-package: $(TEST_READY) ## the tests of the package, the lessons' sources and the repository
	$(PY) -m pytest tests --ignore=tests/browser --ignore=tests/site/browser \
	  --numprocesses 2 --dist worksteal -p no:nbval

test-notebooks: $(TEST_READY) ## run every notebook and compare its outputs with the stored ones (nbval)
	$(PY) -m pytest --nbval --nbval-current-env --nbval-sanitize-with tests/nbval.cfg notebooks \
	  --numprocesses 2 --dist loadfile

test-browser: $(TEST_READY) ## the lessons in a real JupyterLab in Chromium; pictures go to artifacts/
	@$(PY) tests/chromium.py
	$(PY) -m pytest tests/browser --numprocesses 2 --dist loadgroup -p no:nbval

## -- the site: needs Node and the files of Pyodide (docs/publishing.md) ----------------------

export PYODIDE

site: $(SITE_READY) ## the course as a website in site/ (PYODIDE=/path/to/pyodide-0.27.7)
	$(SITE_PY) -m tools.site scripts runtime snapshot lite reading home check

usb: site ## the site in one folder and zip, with starters for Windows, macOS and Linux
	$(SITE_PY) -m tools.site usb

serve-site: $(SITE_READY) ## look at the site at http://127.0.0.1:8000/
	$(SITE_PY) -m tools.site.serve site

test-site: $(TEST_READY) ## the site in real browsers: Chromium, and Firefox where there is one
	$(PY) -m pytest tests/site --numprocesses 2 --dist loadfile

bench-site: $(TEST_READY) ## measure the finished site in Chromium: seconds until the first slider, bytes, size
	@$(PY) -m benchmarks.site

test-wasm: $(SITE_READY) ## the core's tests under Pyodide in Node, where whole numbers have 32 bits
	$(SITE_PY) -m tools.site test-wasm

## -- an early warning, not part of `make test` ----------------------------------------------

# Its own environment, made afresh each time, with the newest versions of all that the course asks for.
test-newest: ## run every notebook with the newest version of each dependency; outputs are not compared
	@$(HAS_PYTHON)
	$(PYTHON) -m venv --clear $(NEWEST)
	$(NEWEST)/bin/python -m pip --disable-pip-version-check --no-input --quiet install --editable ".[course,test,scale]"
	@$(NEWEST)/bin/python -m tools.newest
	AECOURSE_PROGRESS=/dev/null $(NEWEST)/bin/python -m pytest -p no:cacheprovider --nbval-lax --nbval-current-env notebooks

# pandas 2 has no type for text, and is what browsers run (Pyodide 0.27.7); the course takes it, too.
test-oldest: $(OLDEST_READY) ## the core's tests with the pandas and numpy that browsers run
	$(OLDEST)/bin/python -m pytest tests/base tests/orders tests/scoring tests/simulation tests/models tests/exercises \
	  --numprocesses 2 --dist worksteal -p no:nbval -p no:cacheprovider

## -- making things --------------------------------------------------------------------------

notebooks: $(TEST_READY) ## build and execute notebooks/ from lessons/
	$(PY) -m tools.lessons build

samples: $(TEST_READY) ## make the sample stores in data/samples/ again
	$(PY) -m tools.samples

schemas: $(TEST_READY) ## write the JSON Schemas by which editors complete rules and lessons
	$(PY) -m tools.schemas

bench: $(TEST_READY) ## measure speed and memory (PART=core, regimes, reading, steps or views; VIEW=ScoreLab for one view)
	$(PY) -u -m benchmarks $(PART) $(if $(VIEW),--view "$(VIEW)")

mutants: $(TEST_READY) ## put small faults into the code and see whether the tests notice (ROOM=scoring or pictures, MODULE=..., EVERY=10, LOT=3)
	$(PY) -m tools.mutants $(or $(ROOM),scoring) $(if $(MODULE),--module "$(MODULE)") $(if $(EVERY),--every $(EVERY)) $(if $(LOT),--lot $(LOT))

doctor: $(COURSE_READY) ## check the installation, item by item
	@$(PY) -m aecourse.app.cli doctor $(if $(LANGUAGE_ASKED),--language "$(LANGUAGE_ASKED)")

lock: $(PY) ## write the lock files again from pyproject.toml (UPGRADE=--upgrade for the newest versions)
	$(PIP) install uv
	echo hatchling | $(PY) -m uv $(LOCK) --extra course --extra test --extra scale $(UPGRADE) --output-file requirements.lock
	echo hatchling | $(PY) -m uv $(LOCK) --extra course --constraint requirements.lock --upgrade \
	  --output-file requirements-course.lock

lock-site: $(PY) ## write the lock files of the site again: its tools, its wheels, its scripts
	$(PIP) install uv
	echo hatchling | $(PY) -m uv $(LOCK) --extra site --output-file requirements-site.lock
	$(SITE_PY) -m tools.site.lock
	cd web && npm install --package-lock-only --no-audit --no-fund

LOCK = pip compile pyproject.toml - --quiet --universal --python-version 3.11 --generate-hashes \
        --no-annotate --no-emit-index-url --custom-compile-command 'make $@'

clean: ## remove what was made here; your my-course/ stays
	rm -rf $(VENV) $(NEWEST) $(OLDEST) $(SITE_VENV) site usb web/node_modules build dist artifacts .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

## -- set-up: once, and again only when the lock or the metadata change ----------------------

# Without compiled files every start of a kernel would take seconds longer.
INSTALL = $(PIP) install --compile --require-hashes --requirement $< && \
          $(PIP) install --no-deps --no-build-isolation --editable . && \
          $(PY) -m compileall -q aecourse

$(COURSE_READY): requirements-course.lock pyproject.toml | $(PY)
	@echo "Setting up $(VENV): a few minutes the first time ... / 正在安装，首次需要几分钟……"
	@$(INSTALL)
	@touch $@

$(TEST_READY): requirements.lock pyproject.toml | $(PY)
	@echo "Setting up $(VENV) for tests: a few minutes the first time ..."
	@$(INSTALL)
	@touch $(COURSE_READY) $@

$(SITE_READY): requirements-site.lock pyproject.toml web/package-lock.json
	@$(HAS_PYTHON)
	@node -e 'process.exit(Number(process.versions.node.split(".")[0] < 20))' || { \
	  echo "Node 20 or newer is needed to build the site." >&2; exit 1; }
	@echo "Setting up $(SITE_VENV) for the site: a few minutes the first time ..."
	@test -x $(SITE_PY) || $(PYTHON) -m venv $(SITE_VENV)
	@$(SITE_PY) -m pip --disable-pip-version-check --no-input --quiet install --require-hashes --requirement $<
	@$(SITE_PY) -m pip --disable-pip-version-check --no-input --quiet install --no-deps --no-build-isolation --editable .
	@cd web && npm ci --no-audit --no-fund --silent
	@touch $@

$(PY):
	@if [ "$(PYTHON)" = none ]; then \
	  echo "Python 3.11 or newer is needed; name one with PYTHON=/path/to/python3. / 需要 Python 3.11 或更新版本。" >&2; exit 1; fi
	@$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); \
	  echo "The virtual environment could not be made (on Debian and Ubuntu: apt install python3-venv)." >&2; exit 1; }

$(OLDEST_READY): requirements.lock pyproject.toml
	@$(HAS_PYTHON)
	@echo "Setting up $(OLDEST) with pandas 2.2.3: a few minutes the first time ..."
	@$(PYTHON) -m venv --clear $(OLDEST)
	@sed -n '/^[a-z0-9].*==/s/ *\\$$//p' $< | grep -vE '^(pandas|pandas-stubs|numpy)==' > $(OLDEST)/locked.txt
	@$(OLDEST)/bin/python -m pip --disable-pip-version-check --no-input --quiet install \
	  --constraint $(OLDEST)/locked.txt --editable ".[course,test,scale]" pandas==2.2.3 numpy==2.0.2
	@touch $@
