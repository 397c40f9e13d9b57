# Everything goes through the environment that manage.py makes.
BIN := .venv/bin
PYTHON := python3
CHECK := $(BIN)/python manage.py scratch

.PHONY: check fix test bench demo environment

check: environment  ## Everything that a tool can say about the code without running the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(CHECK) makemigrations --check --dry-run
	$(CHECK) lintmigrations --warnings-as-errors
	$(BIN)/djlint templates --lint --quiet

fix: environment  ## What a tool can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

test:  ## The whole suite, with the slow tests
	$(PYTHON) manage.py test --all

bench:  ## Measure with a county's worth of data
	$(PYTHON) manage.py scratch bench

demo:  ## The application with invented people
	$(PYTHON) manage.py demo

environment:
	@$(PYTHON) bootstrap.py > /dev/null
