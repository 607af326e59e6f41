# Two commands are enough on a bare Debian or Ubuntu machine: make build, make test. `make help` lists the others.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: build validators test check bench golden words lock upgrade clean help lint types

bin := .venv/bin
# What was installed: remade when what it depends on is newer, so that a second run installs nothing.
run := .venv/installed-run
judges := .venv/installed-validators
tests := .venv/installed-test
export PYTHON

build: $(run) ## publish every leaflet in every language and format, into outputs/
	$(bin)/everyleaf build
	@printf '%s\n' '' 'Look at:' \
	  '  outputs/en-GB/    the leaflets in English: open a .html file in a browser' \
	  '  outputs/*/        the same in every other language, as .html, large-print .pdf and .txt' \
	  '  outputs/manifest.json    what was made: sizes, SHA-256, how much of each is translated'

validators: $(judges) ## install axe-core and the Nu Html Checker: from then on, builds judge every web page with them

test: $(tests) lint types ## run all tests, after the linters and the type checker
	$(bin)/pytest -n 2

check: $(tests) lint types ## run the quick tests of single parts, and the laws: no browser, nothing slow
	$(bin)/pytest -n 2 -m "not slow and not browser" tests/unit tests/laws

bench: $(run) ## measure how long 20,000 messages take to update and to check, 3,000 leaflets to list, and builds: half an hour
	$(bin)/python -m benchmarks.update
	$(bin)/python -m benchmarks.check
	$(bin)/python -m benchmarks.portal
	$(bin)/python -m benchmarks.build

golden: $(tests) ## rewrite the golden files; read the difference before you commit it
	$(bin)/pytest -n 2 --update-golden $$(grep -rl golden tests --include='test_*.py')

words: $(run) ## bring the tool's own words in pipeline/locales/ up to date with pipeline/interface.py
	$(bin)/python tools/words.py

lint: $(tests)
	$(bin)/ruff check
	$(bin)/ruff format --check
	$(bin)/lint-imports

types: $(tests)
	$(bin)/mypy

compile := $(bin)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --annotation-style line \
  --custom-compile-command "make lock"
build_requirements := import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")

lock: ## write requirements/*.txt anew from pyproject.toml; what is locked already stays
	tools/install python
	$(bin)/python -m pip --disable-pip-version-check install --quiet uv
	$(bin)/python -c '$(build_requirements)' | $(compile) $(newest) --output-file requirements/run.txt pyproject.toml -
	$(compile) $(newest) --extra validators --constraint requirements/run.txt --output-file requirements/validators.txt pyproject.toml
	$(compile) $(newest) --extra validators --extra test --constraint requirements/validators.txt \
	  --output-file requirements/test.txt pyproject.toml

upgrade: newest := --upgrade
upgrade: lock ## as lock, with the newest version of everything

clean: ## remove all that these commands made: outputs/, .venv and caches
	[ ! -d outputs ] || find outputs -mindepth 1 ! -name README.md -delete
	rm -rf .venv *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find benchmarks pipeline tests -name __pycache__ -prune -exec rm -rf {} +

help: ## show this list
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

# Missing, or a link to a Python that an upgrade of the system removed: then what was installed is gone with it.
$(bin)/python: ;

$(run): $(bin)/python pyproject.toml requirements/run.txt tools/install
	tools/install run
	touch $@

$(judges): $(run) requirements/validators.txt tools/validators/package-lock.json
	tools/install validators
	touch $@

$(tests): $(judges) requirements/test.txt
	tools/install test
	touch $@
