# Two commands: `make site` builds everything, `make test` runs every test. They need Python 3.11+ and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SARIF := $(VENV)/sarif-2.1.0.json

.PHONY: site test serve check fmt lock lock-peers schema bench clean

site: $(READY)
	$(BIN)/catalogue build

serve: $(READY)
	$(BIN)/catalogue serve

check: $(READY)
	$(BIN)/catalogue check

test: $(READY) $(SARIF)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/zizmor --offline --quiet .github/workflows
	$(BIN)/catalogue check
	$(BIN)/catalogue fmt --check
	$(BIN)/python tests/browser/find_chromium.py
	$(BIN)/python -m pytest -n auto

fmt: $(READY)
	$(BIN)/catalogue fmt
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

schema: $(READY)
	$(BIN)/catalogue schema

# Versions and hashes only: a lock names no download address.
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --upgrade --python-version 3.11

lock: $(READY)
	$(LOCK) --custom-compile-command "make lock" --extra dev pyproject.toml -o requirements.lock

lock-peers: $(READY)
	$(LOCK) --custom-compile-command "make lock-peers" --constraint requirements.lock benchmarks/peers.in \
		-o benchmarks/peers.lock

# Beside the fastest peers, half an hour; they are installed into .venv-bench by this command only.
bench: $(READY)
	$(BIN)/python -m benchmarks.bench --write

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or later is needed; name it with: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -qqy python3-venv && \
		$(PYTHON) -m venv $(VENV); } || \
		{ echo "Python cannot make virtual environments here; on Debian: sudo apt-get install python3-venv" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# SARIF's schema, against which the tests validate: only the source package of sarif-om carries it. Pinned by hash.
$(SARIF): tests/sarif-schema.txt $(READY)
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-binary :all: \
		--require-hashes -r tests/sarif-schema.txt -d $(VENV)/sarif
	tar -xzOf $(VENV)/sarif/sarif_om-1.0.4.tar.gz sarif_om-1.0.4/sarif-2.1.0-rtm.4.json > $@

clean:
	rm -rf $(VENV) .venv-bench site
