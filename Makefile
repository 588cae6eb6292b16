# What one does with Vastus. Each target makes the Python environment first if it is out of date.

PYTHON_IN = .venv/bin/python

SOURCES = assessment bench clinics config deploy patients scripts tests manage.py
# What the production profile requires, for the checks only.
DEPLOYED = VASTUS_PROFILE=production VASTUS_STATIC_FILES=source \
	VASTUS_ALLOWED_HOSTS=vastus.example.org VASTUS_TRUST_PROXY=1 \
	VASTUS_SECRET_KEY=for-the-deployment-checks-only-0123456789-abcdefghijklm \
	VASTUS_RECORD_KEYS=check:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0

.PHONY: bench-ui hazards help env run migrate test lint format types check deploy-check lock release screenshots \
	evaluations seeded-faults mutants life clinical-content long-sections

help:
	@echo "make run           serve Vastus with its demo on http://localhost:8000 (PORT=...)"
	@echo "make test          all tests, on SQLite and on PostgreSQL (TESTS=tests/unit)"
	@echo "make lint types    ruff; mypy"
	@echo "make format        ruff, writing"
	@echo "make check         Django's checks, that no migration is missing, the catalogue's numbers"
	@echo "make clinical-content  write docs/clinical-content.md from the catalogue"
	@echo "make deploy-check  Django's deployment checks under the production profile"
	@echo "make migrate       migrate as the owner (VASTUS_OWNER_DATABASE_URL or DATABASE_URL)"
	@echo "make env           make .venv from requirements.lock"
	@echo "make seeded-faults put known mistakes in, one by one, and list which tests notice (TRAPS=T6)"
	@echo "make mutants       change the clinical code bit by bit, count what no test notices (MODULES=course)"
	@echo "make life          many stories of several people and one record, on both databases"
	@echo "make long-sections statements and time of a section with 10, 40 and 160 measures"
	@echo "make bench-ui      bytes and times of the charting page in Chromium"
	@echo "make screenshots   pictures of the pages with the demo, in var/screenshots"
	@echo "make evaluations   chart each kind of episode by keyboard, pictures in var/evaluations"
	@echo "make release       keep the demo, signed, for later migrations (NAME=0002-spine)"
	@echo "make lock          write requirements.lock from pyproject.toml"

env:
	@scripts/environment.sh

run: env
	@exec $(PYTHON_IN) scripts/serve.py

migrate: env
	DATABASE_URL="$${VASTUS_OWNER_DATABASE_URL:-$$DATABASE_URL}" $(PYTHON_IN) manage.py migrate
	DATABASE_URL="$${VASTUS_OWNER_DATABASE_URL:-$$DATABASE_URL}" $(PYTHON_IN) manage.py createcachetable

test: env
	@$(PYTHON_IN) -m scripts.parts
	@$(PYTHON_IN) -m scripts.suite $(TESTS)

# Works on copies of the tree; writes docs/seeded-faults.md when every fault was noticed.
seeded-faults: env
	$(PYTHON_IN) -m scripts.seeded_faults $(TRAPS)

# The hazard log as a page, from tests/seeded/hazards.py.
hazards: env
	$(PYTHON_IN) -m scripts.hazards

# The better part of an hour on two quiet cores; writes docs/mutants.md. What survives needs its reason in tests/survivors.
mutants: env
	$(PYTHON_IN) -m scripts.mutants $(MODULES)

# The state machine of a record with as many stories as VASTUS_LIFE_EXAMPLES says; see docs/life.md.
life: export VASTUS_LIFE_EXAMPLES ?= 300
life: env
	$(PYTHON_IN) -m pytest tests/integration/assessment/test_life_of_a_record.py -q -s
	$(PYTHON_IN) scripts/postgres.py run -- $(PYTHON_IN) -m pytest tests/integration/assessment/test_life_of_a_record.py -q -s

# Statements and time of a section with 10, 40 and 160 measures, as a table.
long-sections: env
	$(PYTHON_IN) -m pytest tests/integration/assessment/test_long_sections.py -q -s

# What the charting page weighs, and how long it takes beside a bare Django view.
bench-ui: env
	$(PYTHON_IN) -m bench.ui

screenshots: env
	$(PYTHON_IN) -m tests.browser.screenshots

# A first evaluation and a reassessment of each kind of episode, by keyboard, with photographs.
evaluations: env
	VASTUS_EVALUATIONS=all $(PYTHON_IN) -m pytest tests/browser/test_whole_evaluation.py -s

lint: env
	$(PYTHON_IN) -m ruff check $(SOURCES)
	$(PYTHON_IN) -m ruff format --check $(SOURCES)

format: env
	$(PYTHON_IN) -m ruff check --fix $(SOURCES)
	$(PYTHON_IN) -m ruff format $(SOURCES)

types: env
	$(PYTHON_IN) -m mypy

check: env
	$(PYTHON_IN) manage.py check
	$(PYTHON_IN) manage.py makemigrations --check --dry-run
	$(PYTHON_IN) manage.py check_catalogue --quiet

# Writes every number of the catalogue with its source into docs/clinical-content.md.
clinical-content: env
	$(PYTHON_IN) manage.py check_catalogue --quiet --write

deploy-check: env
	$(DEPLOYED) $(PYTHON_IN) manage.py check --deploy --fail-level WARNING

lock: env
	$(PYTHON_IN) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-header --no-emit-index-url --no-annotate --group dev pyproject.toml \
		--output-file requirements.lock

release: env
	$(PYTHON_IN) scripts/keep_release.py $(NAME)
	$(PYTHON_IN) scripts/postgres.py run -- $(PYTHON_IN) scripts/keep_release.py $(NAME) postgresql
