# Two commands: `make site` builds everything, `make test` tests it. They need Python 3.11+ and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Two locks: what building needs, and what tests need besides.
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
# The tools that look at the scripts: Node comes with the tests' lock, its packages with a lock of their own.
JAVASCRIPT := tests/javascript
READY_JAVASCRIPT := $(JAVASCRIPT)/node_modules/.ready
SCRIPTS := ../../docs/assets/javascripts ../../build_tools/site/dev_server/suivi.js
NODE := PATH="$(CURDIR)/$(BIN):$$PATH"
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# The reader of spreadsheets that runs in a browser: wheels of a lock of its own, prepared once.
READER := $(VENV)/lecteur/LICENCES.txt
SARIF := $(VENV)/sarif-2.1.0.json

# One more than there are processors: tests wait for browsers and servers a third of the time.
TESTERS := $(shell echo $$(( $$(getconf _NPROCESSORS_ONLN) + 1 )))

.PHONY: site test test-long lint lint-types lint-style lint-scripts lint-records serve check fmt lock upgrade lock-peers schema bench clean

site: $(READY) $(READER)
	$(BIN)/catalogue build

serve: $(READY) $(READER)
	$(BIN)/catalogue serve

check: $(READY)
	$(BIN)/catalogue check

test: $(READY_DEV) $(READY_JAVASCRIPT) $(SARIF) $(READER)
	$(MAKE) --no-print-directory --jobs=2 lint
	$(BIN)/python tests/browser/find_chromium.py
	$(BIN)/python -m pytest -n $(TESTERS) -m "not long"

# What looks at the code and at the records without running the tests, two at a time: types take as long as all the rest.
lint: lint-types lint-style lint-scripts lint-records

lint-types: $(READY_DEV)
	$(BIN)/mypy

lint-style: $(READY_DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/zizmor --offline --quiet .github/workflows .github/actions

lint-scripts: $(READY_DEV) $(READY_JAVASCRIPT)
	cd $(JAVASCRIPT) && $(NODE) node_modules/.bin/biome check --config-path=. $(SCRIPTS) .
	cd $(JAVASCRIPT) && $(NODE) node_modules/.bin/tsc -p .

lint-records: $(READY_DEV)
	$(BIN)/catalogue check
	$(BIN)/catalogue fmt --check

# The rest, some twenty minutes: killed builds, scale, every look of every page, texts by the ten thousand.
test-long: $(READY_DEV) $(READY_JAVASCRIPT) $(SARIF) $(READER)
	$(BIN)/python tests/browser/find_chromium.py
	$(BIN)/python -m pytest -n $(TESTERS) -m long

fmt: $(READY_DEV) $(READY_JAVASCRIPT)
	cd $(JAVASCRIPT) && $(NODE) node_modules/.bin/biome check --write --config-path=. $(SCRIPTS) .
	$(BIN)/catalogue fmt
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

schema: $(READY)
	$(BIN)/catalogue schema

# Versions and hashes only: a lock names no download address. What a lock has already stays, unless it must change.
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11
ALL_LOCKS = $(LOCK) $(1) --custom-compile-command "make lock" --extra install pyproject.toml -o requirements.lock && \
	$(LOCK) $(1) --custom-compile-command "make lock" --extra install --extra dev --constraint requirements.lock \
		pyproject.toml -o requirements-dev.lock

lock: $(READY_DEV)
	$(call ALL_LOCKS)

# One package and nothing else: make upgrade PACKAGE=mkdocs-material
upgrade: $(READY_DEV)
	$(call ALL_LOCKS,--upgrade-package $(PACKAGE))

lock-peers: $(READY_DEV)
	$(LOCK) --custom-compile-command "make lock-peers" --constraint requirements-dev.lock benchmarks/peers.in \
		-o benchmarks/peers.lock

# Beside the fastest peers, half an hour; they are installed into .venv-bench by this command only.
bench: $(READY_DEV)
	$(BIN)/python -m benchmarks.bench --write

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or later is needed; name it with: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -qqy python3-venv && \
		$(PYTHON) -m venv $(VENV); } || \
		{ echo "Python cannot make virtual environments here; on Debian: sudo apt-get install python3-venv" >&2; exit 1; }
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(READY_DEV): requirements-dev.lock $(READY)
	$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

$(READY_JAVASCRIPT): $(JAVASCRIPT)/package-lock.json $(READY_DEV)
	cd $(JAVASCRIPT) && $(NODE) npm ci --silent --no-audit --no-fund --ignore-scripts
	@touch $@

$(READER): requirements-browser.lock $(READY)
	@rm -rf $(VENV)/roues
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary :all: \
		--platform pyemscripten_2026_0_wasm32 --python-version 3.14 -r requirements-browser.lock -d $(VENV)/roues && \
		$(BIN)/python -m build_tools.site.browser_reader $(VENV)/roues || \
		echo "Without the reader of requirements-browser.lock, the page « Déposer un tableur » shows other ways." >&2

# SARIF's schema, against which the tests validate: only the source package of sarif-om carries it. Pinned by hash.
$(SARIF): tests/sarif-schema.txt $(READY_DEV)
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-binary :all: \
		--require-hashes -r tests/sarif-schema.txt -d $(VENV)/sarif
	tar -xzOf $(VENV)/sarif/sarif_om-1.0.4.tar.gz sarif_om-1.0.4/sarif-2.1.0-rtm.4.json > $@

clean:
	rm -rf $(VENV) .venv-bench site $(JAVASCRIPT)/node_modules
