# CSA Tracker. Two commands are all you need: make run (open the window) and make test (check everything).
.DEFAULT_GOAL := help
.PHONY: help run test setup setup-dev check unit cover bench faults soak mutants reports corpus axe formulas screenshots bundle wheel lock clean
BIN := .venv/bin
SETUP := sh packaging/setup/setup.sh

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1|/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-20s %s\n", $$1, $$2}'

run: setup ## install what is missing, then open the window (without a display: make build/demo)
	@sh packaging/setup/run.sh

test: setup-dev check unit ## install what is missing, then run every check and test

setup: ## install what running needs
	@$(SETUP) run

setup-dev: ## install what testing needs
	@$(SETUP) test

check: setup-dev ## ruff, mypy strict and the import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

unit: setup-dev ## the tests alone, on every core
	$(BIN)/pytest -n auto -q

cover: setup-dev ## branch coverage; complete for the rules, the change log and the exchange
	$(BIN)/pytest -n auto -q --cov --cov-report=term --cov-report=json:build/coverage.json
	$(BIN)/python packaging/checks/coverage_floor.py build/coverage.json

bench: setup-dev ## time the jobs that matter beside a baseline (docs/performance.md; LibreOffice is one)
	sh packaging/setup/bench.sh
	$(BIN)/python -m tests.bench

faults: setup-dev ## kills, power cuts, full disks, damage: what a save survives (about 20 minutes)
	$(BIN)/python -m tests.faults

soak: setup-dev ## every law with 200 new examples, then 2,000 games of offices that exchange files at random (half an hour)
	HYPOTHESIS_PROFILE=soak $(BIN)/pytest -n auto -q -m hypothesis --deselect tests/property/test_exchange_machine.py
	CSA_GAMES=2000 $(BIN)/pytest -q -o faulthandler_timeout=0 tests/property/test_exchange_machine.py

mutants: setup-dev ## faults in the merge and the checks of bundles, one at a time: does a test notice? (over an hour)
	nice $(BIN)/python -m tests.mutation

reports: setup-dev ## every report of 300 and 10,000 actions, with all its checks (about half an hour)
	CSA_REPORT_SIZES=0,1,60,300,10000 $(BIN)/pytest -q tests/csa_tracker/reports/test_every_report.py

corpus: setup-dev ## how well 77 messy spreadsheets are understood, cell by cell; the files go to build/corpus
	$(BIN)/python -m tests.corpus build/corpus --score

axe: setup-dev ## the web page of every report in headless Chromium with axe-core (needs the network once)
	sh packaging/setup/axe.sh
	$(BIN)/python packaging/checks/axe.py build/axe/node_modules/axe-core/axe.min.js

formulas: setup-dev ## every spreadsheet we write, opened by LibreOffice: no formula, no link; and update packs it saved again
	sh packaging/setup/bench.sh
	PYTHONPATH=. $(BIN)/python packaging/checks/formulas.py

screenshots: setup-dev ## render every page in every look without a display into build/screenshots
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m ui.screenshots build/screenshots

bundle: setup-dev ## a folder that runs without Python (PyInstaller), proved by its own self-test
	$(BIN)/pyinstaller --noconfirm --log-level=WARN --distpath dist --workpath build/pyinstaller packaging/csa_tracker.spec
	QT_QPA_PLATFORM=offscreen dist/csa-tracker/csa-tracker --profile build/bundle-profile self-test

wheel: setup-dev ## build the wheel and the source archive into dist
	$(BIN)/python -m build --no-isolation --outdir dist

lock: setup-dev ## resolve the requirements again (needs the network)
	sh packaging/setup/lock.sh

clean: ## remove everything that can be made again
	rm -rf build dist mutants .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
