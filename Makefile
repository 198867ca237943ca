PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
COMPILE := $(BIN)/uv pip compile --quiet --no-config --universal --generate-hashes --no-header --no-emit-index-url --no-emit-find-links

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run demo migrate test lint format check lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .venv/project ## Serve on 127.0.0.1:8000 (HOST, PORT, DATABASE_URL, … from the environment)
	@exec $(BIN)/carbon-ledger serve

demo: .venv/project ## Fill a demo organisation with three years of synthetic usages
	@exec $(BIN)/carbon-ledger demo

migrate: .venv/project ## Create the database or bring it up to date
	@exec $(BIN)/carbon-ledger migrate

test: .venv/dev ## Run every test, with the coverage gate
	@$(BIN)/pytest --cov

lint: .venv/dev ## Check format, style, types and import contracts
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

format: .venv/dev ## Format the code and repair what can be repaired
	@$(BIN)/ruff check --fix-only
	@$(BIN)/ruff format

check: lint test ## Everything that must hold before a commit

lock: .venv/dev ## Choose dependency versions anew and write both locks
	@$(COMPILE) --upgrade pyproject.toml --group build --output-file requirements.lock
	@$(COMPILE) --upgrade pyproject.toml --group dev --constraints requirements.lock --output-file requirements-dev.lock

clean: ## Remove everything made here, but never data/
	rm -rf .venv build dist htmlcov .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment is made anew when the runtime lock changes; the stamps keep pip out of a second start.
.venv/runtime: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=…")'
	@echo "Making .venv from $< …"
	@$(PYTHON) -m venv --clear .venv
	@$(PIP) --require-hashes -r $<
	@touch $@

.venv/project: .venv/runtime pyproject.toml
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev: .venv/project requirements-dev.lock
	@echo "Adding the tools of requirements-dev.lock …"
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@
