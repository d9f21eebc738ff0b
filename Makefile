# make demo   makes the environment and runs the whole job on the sample study
# make test   makes the environment and passes the tests
# make check  lint and types only
# make lock   writes requirements.lock anew from the installed environment

VENV := .venv
PYTHON ?= python3
BIN := $(VENV)/bin

.PHONY: demo test check sample lock clean

demo: $(VENV)/ready
	$(BIN)/fgtools run

test: check
	$(BIN)/python -m pytest -n 2

check: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

sample: $(VENV)/ready
	$(BIN)/python evals/sample/make.py

$(VENV)/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

lock:
	$(BIN)/python -m pip freeze --exclude-editable | sed 's/+cpu$$//' > requirements.lock

clean:
	rm -rf $(VENV) study.db outputs/*
