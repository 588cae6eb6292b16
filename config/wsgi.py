"""The WSGI application. It refuses to start while a system check reports an error."""

from __future__ import annotations

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.core.checks import ERROR, run_checks
from django.core.wsgi import get_wsgi_application


def refuse_to_serve_with_errors() -> None:
    """Gunicorn runs no system checks, so a missing lock or URL entry would go unnoticed here."""
    errors = [found for found in run_checks(databases=["default"]) if found.level >= ERROR]
    if errors:
        for error in errors:
            print(f"Vastus does not start: {error}", file=sys.stderr, flush=True)
        # 4 is gunicorn's "application failed to load": the server stops and does not retry.
        sys.exit(4)


application = get_wsgi_application()
refuse_to_serve_with_errors()
