# `make` prints this list.
CASE ?= dual-use
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

.DEFAULT_GOAL := help
.PHONY: help run lab test browser lint bench reset

help: ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(READY) ## set up, build the tables, run every notebook (CASE=folder for your own articles)
	$(BIN)/python -m helpers run "$(CASE)"

lab: $(READY) ## open JupyterLab at the start notebook
	$(BIN)/jupyter lab --ServerApp.root_dir="$(CURDIR)" --LabApp.news_url=None --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate notebooks/00-start-here.ipynb

test: $(READY) ## all tests but those in a browser
	$(BIN)/python -m pytest $(ARGS)

browser: $(READY) ## open every notebook in JupyterLab in a headless Chromium (needs chromium)
	$(BIN)/python -m pytest -m browser tests/browser $(ARGS)

lint: $(READY) ## style of the code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

bench: $(READY) ## score against answer keys and development data (needs ../shared)
	$(BIN)/python -m helpers score

reset: ## back to as cloned; corrections and logs that a person wrote are kept
	rm -rf data/derived
	find notebooks -name .ipynb_checkpoints -prune -exec rm -rf {} +

# The virtual environment, from the lock; made anew when the lock changes.
$(READY): requirements.lock pyproject.toml
	@python=; for p in python3 python3.13 python3.12 python3.11; do \
	  if $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then python=$$p; break; fi; \
	done; \
	if [ -z "$$python" ]; then echo "Python 3.11, 3.12 or 3.13 is needed, and none was found. Install one and run make again."; exit 1; fi; \
	echo "Setting up $(VENV) with $$($$python --version); this takes a few minutes once."; \
	$$python -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)
