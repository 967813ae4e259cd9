# The front door. `make run` and `make test` set up what they need by themselves.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
FRONTEND := $(wildcard dashboard/frontend/src/*.ts dashboard/frontend/src/*.css dashboard/frontend/src/*/*.ts) \
            $(wildcard dashboard/frontend/*.mjs dashboard/frontend/package*.json) $(wildcard geodata/basemap/*world*) geodata/basemap/city_names.csv dashboard/build.py

.PHONY: help run serve desk setup test check fix bench eval wheel shots clean

help:
	@echo "make run      set up, load the curated facts, serve on http://127.0.0.1:8501 (PORT overrides)"
	@echo "make desk     the same with the editors' desk, for this machine"
	@echo "make test     every test, the browser tests included"
	@echo "make check    ruff, mypy --strict, import-linter, tsc"
	@echo "make fix      format, and mend what ruff can mend"
	@echo "make bench    speed of the time filter beside the usual way, and of geoparsing"
	@echo "make eval     how well places (needs ../shared) and events are found"
	@echo "make shots    screenshots of every page into docs/"
	@echo "make wheel    a wheel with the built front end in dist/"

run: setup
	@$(BIN)/holdground gazetteer build --if-missing
	@$(BIN)/holdground basemap get --if-missing || echo "No streets could be fetched; the map shows the world's outline instead."
	@exec $(BIN)/holdground serve

serve: setup
	@exec $(BIN)/holdground serve

desk: setup
	@$(BIN)/holdground gazetteer build --if-missing
	@exec $(BIN)/holdground desk

setup: $(VENV)/.installed dashboard/static/manifest.json

$(VENV)/.installed: pyproject.toml constraints.txt
	@test -x $(BIN)/python || { echo "Making $(VENV) …"; $(PYTHON) -m venv $(VENV); }
	@echo "Installing the pinned packages …"
	@$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/.developer: $(VENV)/.installed
	@echo "Installing the developer's tools …"
	@$(PIP) install "pip>=25.1"
	@$(PIP) install -c constraints.txt --group dev
	@touch $@

dashboard/static/manifest.json: $(VENV)/.installed $(FRONTEND)
	@echo "Building the front end …"
	@$(BIN)/python -m dashboard.build
	@touch $@

test: setup $(VENV)/.developer
	@$(BIN)/python tests/browser.py
	@cd dashboard/frontend && PATH="$$($(abspath $(BIN))/python -m dashboard.build --node-path):$$PATH" npm test --silent
	@$(BIN)/python -m pytest $(ARGS)

check: setup $(VENV)/.developer
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@cd dashboard/frontend && PATH="$$($(abspath $(BIN))/python -m dashboard.build --node-path):$$PATH" npm run check --silent

fix: $(VENV)/.developer
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: setup $(VENV)/.developer
	@$(BIN)/python tests/browser.py
	@$(BIN)/python -m tests.bench.time_filter
	@$(BIN)/python -m tests.bench.geoparsing

eval: setup $(VENV)/.developer
	@$(BIN)/python -m tests.eval.geoparse
	@$(BIN)/python -m tests.eval.recognise
	@$(BIN)/python -m tests.eval.extraction
	@$(BIN)/python -m tests.eval.extraction tests/golden/unseen
	@$(BIN)/python -m tests.eval.acts
	@$(BIN)/python -m tests.eval.dates
	@$(BIN)/python -m tests.eval.counts

shots: setup $(VENV)/.developer
	@$(BIN)/python tests/browser.py
	@$(BIN)/python -m tests.shots

wheel: setup
	@$(PIP) wheel --no-deps -w dist .

clean:
	@rm -rf $(VENV) dist build *.egg-info dashboard/static dashboard/frontend/node_modules
