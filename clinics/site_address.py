"""Where people reach this installation, for links printed at the command line."""

from __future__ import annotations

import os

from django.conf import settings


def site_address(given: str = "") -> str:
    """`given` if there is one, else the first allowed host; without a slash at the end."""
    if given:
        return given.rstrip("/")
    host = settings.ALLOWED_HOSTS[0]
    if settings.SECURE_SSL_REDIRECT:
        return f"https://{host}"
    return f"http://{host}:{os.environ.get('PORT') or '8000'}"
