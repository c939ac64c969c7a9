# make run    set everything up and serve the demo        make test   set everything up and test
# make setup  set up only; leaves .venv/bin/balai         make check  lint, types, layers, docs
# make bench  measure beside other engines
SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin
# Where it is set, every process compiles some 900 modules anew: a start took three times as long.
unexport PYTHONDONTWRITEBYTECODE
.DEFAULT_GOAL := help
.PHONY: help run setup test check test-postgres test-browser test-thorough test-crash test-demo test-load test-leaks quality bench audit lock messages clean empty

help:
	@sed -n '1,3p' Makefile

run: setup
	@$(BIN)/balai up --demo

empty: setup
	@$(BIN)/balai up

setup: .venv/.ready

.venv/.ready: requirements.lock pyproject.toml tools/setup.sh $(wildcard src/balai/web/locale/*/LC_MESSAGES/django.po)
	@PYTHON="$(PYTHON)" sh tools/setup.sh requirements.lock .venv/.ready

.venv/.ready-dev: requirements-dev.lock .venv/.ready
	@PYTHON="$(PYTHON)" sh tools/setup.sh requirements-dev.lock .venv/.ready-dev

.venv/.ready-bench: requirements-bench.lock .venv/.ready
	@PYTHON="$(PYTHON)" sh tools/setup.sh requirements-bench.lock .venv/.ready-bench

test: .venv/.ready-dev
	@$(BIN)/pytest -n 2

check: .venv/.ready-dev
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python tools/messages.py check
	@$(BIN)/python tools/docs.py --check
	@BALAI_HOME=$$(mktemp -d) $(BIN)/python manage.py makemigrations --check --dry-run

test-thorough: .venv/.ready-dev
	@$(BIN)/pytest -n 2 -m thorough

test-postgres: .venv/.ready-dev
	@$(BIN)/python tools/on_postgres.py $(BIN)/pytest -m postgres

test-browser: .venv/.ready-dev
	@$(BIN)/pytest -m browser tests

test-crash: .venv/.ready-dev
	@$(BIN)/pytest -m crash --timeout 3000 tests/crash

test-demo: .venv/.ready-dev
	@$(BIN)/pytest -m demo tests/demo

test-load: .venv/.ready-dev
	@$(BIN)/pytest -m load --timeout 3000 tests/load

test-leaks: .venv/.ready-dev
	@BALAI_LEAK_RUNS=660 BALAI_LEAK_STEPS=40 $(BIN)/pytest -s -m thorough --timeout 9000 tests/leaks/test_leaks.py

quality: .venv/.ready-dev
	@$(BIN)/pytest -m quality --timeout 3000 -s tests/quality

# BENCH adds to the command, for instance make bench BENCH="--passages 20000 200000"
bench: .venv/.ready-bench
	@$(BIN)/python bench/compare.py --keep build/bench --out docs/reference/benchmarks/results.json $(BENCH)
	@$(BIN)/python bench/report.py

audit: .venv/.ready-dev
	@$(BIN)/python tools/audit.py

lock:
	@sh tools/lock.sh

messages: .venv/.ready-dev
	@$(BIN)/python tools/messages.py update

clean:
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis src/*.egg-info
