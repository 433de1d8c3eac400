# Every command a newcomer needs. `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
KILLS ?= 1000
export PYTHONUNBUFFERED := 1

.DEFAULT_GOAL := help
.PHONY: help run test lint bench charts soak lock

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/.run: requirements.lock
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing the locked dependencies into $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	@touch $@

$(VENV)/.test: requirements-dev.lock $(VENV)/.run
	@echo "Installing what the tests need …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.lock
	@touch $@

run: $(VENV)/.run ## start the bot; without BOT_TOKEN, the sandbox with a demo company
	@$(BIN)/python -m bot

lint: $(VENV)/.test ## ruff, strict mypy, import contract
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint ## lint and every test, on SQLite and on a real PostgreSQL
	$(BIN)/python -m pytest -n 4 --dist worksteal

bench: $(VENV)/.test ## speed, as ratios against the baselines, in one run
	$(BIN)/python -m tests.bench

charts: $(VENV)/.test ## every chart in every edge case, on contact sheets in var/charts
	$(BIN)/python -m tests.charts.contact_sheet

soak: $(VENV)/.test ## KILLS=1000 random kills of the real process
	$(BIN)/python -m tests.soak --kills $(KILLS)
	$(BIN)/python -m pytest -m soak

lock: $(VENV)/.test ## renew the lock files from pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@for extra in "" "--extra dev -c requirements.lock"; do \
	  $(BIN)/uv pip compile --universal --python-version 3.11 --no-header --no-emit-index-url --no-annotate \
	    --quiet pyproject.toml $$extra -o requirements$${extra:+-dev}.lock; done
