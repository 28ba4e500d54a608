# What .ci/run calls, step by step. `make checks` before a commit, `make ci` before a change lands.
.PHONY: run environment checks types test pictures drawing ci

run:
	python3 manage.py quickstart

environment:
	python3 manage.py test --version

checks: types
	.venv/bin/python -m ruff check .
	.venv/bin/python -m ruff format --check .
	.venv/bin/lint-imports --no-logo
	.venv/bin/djlint --check --lint ledger/templates

types:
	.venv/bin/python -m mypy

test:
	python3 manage.py test

pictures:
	.venv/bin/python docs/screenshots.py

drawing:
	.venv/bin/python docs/architecture.py

ci:
	bash .ci/run
