"""The WSGI application. It refuses to start while a system check reports an error."""

from __future__ import annotations

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.core.checks import ERROR, run_checks
from django.core.wsgi import get_wsgi_application

# 4 is gunicorn's "application failed to load": the server stops and does not retry.
FAILED_TO_LOAD = 4


def refuse_to_serve_with_errors() -> None:
    """Gunicorn runs no system checks, so a missing lock or URL entry would go unnoticed here."""
    errors = [found for found in run_checks(databases=["default"]) if found.level >= ERROR]
    if errors:
        for error in errors:
            print(f"Vastus does not start: {error}", file=sys.stderr, flush=True)
        sys.exit(FAILED_TO_LOAD)


def refuse_to_serve_unlocked() -> None:
    """A database without the locks that signed records rely on is not served."""
    from assessment import locks

    try:
        locks.refuse_to_serve_unlocked()
    except locks.LocksMissing as missing:
        print(f"Vastus does not start: {missing}", file=sys.stderr, flush=True)
        sys.exit(FAILED_TO_LOAD)


application = get_wsgi_application()
refuse_to_serve_with_errors()
refuse_to_serve_unlocked()
