# Everything goes through the environment that manage.py makes.
BIN := .venv/bin
PYTHON := python3
SCRATCH := $(BIN)/python manage.py scratch
APPS := accounts administration assessments audit caseload cases config continuity desistance inputs listings networks notifications observations plans records referrals timing training
# Migrations that the linter refuses and a person has let pass; each says why in its own text.
LOOKED_AT := 0002_positions_are_unique 0001_needs_and_services 0004_one_rule_a_need 0010_directory \
	0023_told_time_of_invitations 0024_cancellations_taken_back 0025_departures_taken_back

LOCK := $(BIN)/uv pip compile pyproject.toml --quiet --no-config --python $(BIN)/python \
  --universal --python-version 3.11 --generate-hashes --only-binary :all: \
  --custom-compile-command "make locks" $(WITH)

.PHONY: help check fix messages locks test bench demo environment

help:  ## This list
	@sed -n 's/^\([a-z]*\):.*  ## /\1\t/p' Makefile

check: environment  ## Everything that a tool can say about the code without running the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(SCRATCH) makemigrations --check --dry-run
	$(SCRATCH) lintmigrations --warnings-as-errors --quiet ok ignore --include-apps $(APPS) \
	  --ignore-name $(LOOKED_AT)
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/python manage.py test tests/test_translations.py

fix: environment  ## What a tool can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: environment  ## Collect the texts and compile their translations (needs gettext)
	$(BIN)/python manage.py makemessages -l fi -l sv --add-location=file -i .venv -i tests -i benchmarks -i ".jatkumo*"
	$(BIN)/python manage.py compilemessages -l fi -l sv -i .venv

# The two smaller locks take no version that the developers' lock, which is tested, has not.
locks: environment  ## Write requirements/ from pyproject.toml; WITH=--upgrade takes what is newest
	$(LOCK) --group dev -o requirements/dev.txt
	$(LOCK) --group demo -c requirements/dev.txt -o requirements/demo.txt
	$(LOCK) -c requirements/dev.txt -o requirements/prod.txt

test:  ## The whole suite, with the slow tests
	$(PYTHON) manage.py test --all

bench:  ## What each page costs in a county of 100,000 cases; writes docs/speed.md
	$(PYTHON) manage.py bench --scale country --markdown docs/speed.md

demo:  ## The application with invented people
	$(PYTHON) manage.py demo

environment:
	@$(PYTHON) bootstrap.py > /dev/null
