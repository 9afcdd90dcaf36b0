# Dragoman. `make` alone lists what can be made.
#
# Everything happens in .venv beside this file, installed with pip from the hashed locks in requirements/.
# Stamp files inside .venv remember what is installed, so a repeated call starts at once.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check -qq

.DEFAULT_GOAL := help
.PHONY: help demo test install fast lint types docs pages unit bare eval bench lock clean

help:  ## list the targets (this is what `make` alone does)
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

# ---- for users -------------------------------------------------------------------------------------------

demo: $(VENV)/.core  ## install, run the main job on examples/caucasus, say where the dossier is
	@$(BIN)/dragoman demo --out demo

install: $(VENV)/.core  ## install into .venv from the lock, then check every dependency and every module
	@$(BIN)/python -m pip --disable-pip-version-check check
	@$(BIN)/python scripts/check_install.py

fast: $(VENV)/.dev  ## compile the coder with mypyc and install that (half as fast again; a C compiler, 2-3 minutes)
	@echo "Compiling the coder ..."
	@sh scripts/compile.sh "$(VENV)"

# ---- for developers --------------------------------------------------------------------------------------

test: $(VENV)/.dev lint types pages unit  ## everything CI checks: style, types, layers, documentation, tests

lint: $(VENV)/.dev  ## ruff (rules and format) and the layer contract
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports --no-logo

types: $(VENV)/.dev  ## mypy --strict on the package
	$(BIN)/mypy --strict

pages: $(VENV)/.dev  ## build the documentation strictly into site/
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

unit: $(VENV)/.dev  ## the tests; the list at the end names what was left out and why
	$(BIN)/python -m pytest -rs

docs: $(VENV)/.dev  ## write the generated pages anew, then build the documentation
	$(BIN)/python scripts/pages.py
	$(MAKE) --no-print-directory pages

bare:  ## the built wheel in an environment of its own without developers' tools: help and demo
	@sh scripts/check_bare.sh "$(PYTHON)"

eval: $(VENV)/.core  ## score the coder against the gold sentences (../shared/gold, tests/gold with its second set and documents, the demo), write docs/scorecard.md
	$(BIN)/dragoman evaluate "$${DRAGOMAN_SHARED:-../shared}/gold" tests/gold tests/gold/second tests/gold/documents examples/caucasus/gold.jsonl examples/caucasus/claims.jsonl --scorecard docs/scorecard.md --gate

bench: $(VENV)/.dev  ## sentences a second on one core
	$(BIN)/python -m benchmarks

lock: $(VENV)/.dev  ## write requirements/*.txt anew from pyproject.toml
	sh scripts/lock.sh $(BIN)/uv

clean:  ## remove caches, built pages and the demo (the environment stays: rm -r .venv)
	rm -rf build dist site demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests scripts benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# ---- the environment -------------------------------------------------------------------------------------

$(BIN)/python:
	@sh scripts/make_venv.sh "$(PYTHON)" "$(VENV)"

# The package itself is built with the hatchling of the lock: nothing unpinned is fetched.
$(VENV)/.core: $(BIN)/python requirements/core.txt pyproject.toml
	@echo "Installing Dragoman into $(VENV) (a few hundred megabytes the first time) ..."
	@$(PIP) install --require-hashes -r requirements/core.txt
	@$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.core requirements/dev.txt
	@echo "Installing the developers' tools into $(VENV) ..."
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@
