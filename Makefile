# make setup | demo | test | check | bench | peers | campaign | cluster | scale | watch | load | million | fuzz | audit | format | lock
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
# Tests at once: one more than there are cores, since many tests wait for a browser or a clock.
JOBS ?= $(shell echo $$(($$(getconf _NPROCESSORS_ONLN) + 1)))
# Paths and texts are UTF-8, whatever the locale says: in the C locale no environment is made under an Arabic path.
export PYTHONUTF8 := 1
RETRY ?= 0  # times that a failed test may be tried again; CI: 1, since real browsers and kills share its cores

help:  ## what each target does
	@grep -hE '^[a-z]+:.*##' Makefile | sed 's/:.*##/\t/' | expand -t 10

# The lock is whole, so nothing is resolved: a newer release of a package with extras would be refused for want of a hash.
$(READY): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit("Rasid needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary :all: -r requirements.lock || \
		{ echo "The packages of requirements.lock are not installed: is there a network, and does each have a wheel for this Python and machine?"; exit 1; }
	@touch $(READY)

setup: $(READY)  ## all that a crawl needs, into .venv, from the lock
	@echo "ready: .venv/bin/scrapy"

demo: $(READY)  ## set up, start the embedded aggregator, crawl it, show what came
	@bash .ci/packages chromium
	$(BIN)/scrapy demo

# The tests flush thousands of small stores: their folders are in memory, where 3 GB of it are free.
# A process that keeps no compiled modules would compile ours at each of hundreds of starts.
MEMORY = $(shell grep -qs ' /dev/shm .*noexec' /proc/mounts || df -m --output=avail /dev/shm 2>/dev/null | awk 'NR == 2 && $$1 > 3000 { print "/dev/shm" }')

test: $(READY)  ## set up and run all tests
	@bash .ci/packages chromium prometheus systemd postgresql nginx-light iproute2
	@folder=$$(mktemp -d -p "$(or $(MEMORY),$${TMPDIR:-/tmp})" rasid-tests-XXXXXX) && chmod 711 "$$folder" && \
	trap 'rm -rf "$$folder"' EXIT && trap 'exit 130' INT TERM && set -x && \
	TMPDIR="$$folder" PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder --reruns $(RETRY) -rR --cov=crawler/core --cov=crawler/store --cov=pipelines --cov-branch \
		--cov-report=term:skip-covered --cov-fail-under=95

check: $(READY)  ## format, lint, types, import rules
	@$(MAKE) --no-print-directory -j 2 --output-sync=target types rules

types: $(READY)
	$(BIN)/mypy

rules: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache

bench: $(READY)  ## a crawl beside an empty Scrapy spider, text, dates, extraction and duplicates beside their peers
	$(BIN)/python -m tests.speed.bench
	$(BIN)/python -m tests.speed.text_bench
	$(BIN)/python -m tests.speed.extract_bench
	$(BIN)/python -m tests.speed.dedup_bench
	$(BIN)/python -m tests.speed.render_bench

# The first Python that araclean works with, else ours; another one: make peers PEERS_PYTHON=...
PEERS_PYTHON ?= $(shell for each in python3.14 python3.13 python3.12 $(PYTHON); do \
	$$each -c 'import ensurepip' 2>/dev/null && echo $$each && break; done)

peers: $(READY)  ## peers of the benchmark, in an environment of their own
	@bash .ci/packages python3-icu
	$(PEERS_PYTHON) -m venv --clear .venv-peers
	.venv-peers/bin/pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: \
		-r tests/speed/peers.txt

campaign: $(READY)  ## 500 kills, 50 power cuts, bad disks, clocks, signals; broken stores that must fail
	$(BIN)/python -m tests.campaigns

cluster: $(READY)  ## on a PostgreSQL of its own: 4 workers, 20 sites, 30 kills, 4 restarts; then 100 kills of crawls
	@bash .ci/packages postgresql iproute2
	$(BIN)/python -m tests.queue
	$(BIN)/python -m tests.postgres

scale: $(READY)  ## what many sources would take, and the archive read again by two processes
	@bash .ci/packages postgresql iproute2
	$(BIN)/python -m tests.scale.paper
	$(BIN)/python -m tests.scale.reparse_bench

watch: $(READY)  ## fifty runs of sick sites and a quiet week: is each fault named, is nothing said for nothing
	$(BIN)/python -m tests.watch

load: $(READY)  ## 20 local sites, 50,000 articles in one run: does anything grow
	$(BIN)/python -m tests.load

million: $(READY)  ## a store of duplicates that grows to a million articles
	$(BIN)/python -m tests.speed.dedup_million

fuzz: $(READY)  ## the fuzz tests with 20,000 new examples each, then guided by coverage (atheris, where it is)
	FUZZ_EXAMPLES=20000 $(BIN)/python -m pytest tests/fuzz/test_no_exception.py --timeout 0
	$(BIN)/python -m tests.fuzz.guided || [ $$? = 69 ]

audit: $(READY)  ## known faults of locked packages (needs pip-audit in PATH and the network)
	mkdir -p build
	pip-audit --disable-pip --require-hashes -r requirements.lock -f json -o build/audit.json
	$(BIN)/python .ci/audit.py build/audit.json

format: $(READY)  ## let the formatter decide
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: $(READY)  ## pin all dependencies with hashes, for every platform (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
		--no-emit-index-url --all-extras --group dev pyproject.toml -o requirements.lock

.PHONY: help setup demo test check types rules bench peers campaign cluster scale watch load million fuzz audit format lock
