"""Log lines that can be shown to an operator: what happened and where, never what was charted.

Only the fields below leave the process. A request's body, its query string, its headers and the
message of an exception (a database error quotes the row) are not among them.
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

# Their arguments are addresses without query, counts and process ids. Of every other logger only
# the unformatted message is written, without its arguments.
LOGGERS_WITH_ARGUMENTS = (
    "vastus",
    "gunicorn",
    "django_tasks",
    "django.server",
    "django.request",
    "django.security.csrf",
)
MAXIMUM_MESSAGE = 500


class LogLine(logging.Formatter):
    """One record as a dictionary of allowed fields, written as JSON or as plain text."""

    def __init__(self, style: str) -> None:
        super().__init__()
        self.written_as = style

    def format(self, record: logging.LogRecord) -> str:
        line = self.allowed_fields(record)
        if self.written_as == "json":
            return json.dumps(line, ensure_ascii=False)
        trace = "".join(f"\n    {place}" for place in line.pop("raised_at", []))
        return " ".join(str(value) for value in line.values()) + trace

    def allowed_fields(self, record: logging.LogRecord) -> dict[str, Any]:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
        }
        status = getattr(record, "status_code", None)
        if isinstance(status, int):
            line["status"] = status
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__qualname__
            line["raised_at"] = [
                f"{frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])
            ]
        return line


def _message(record: logging.LogRecord) -> str:
    trusted = any(
        record.name == name or record.name.startswith(f"{name}.") for name in LOGGERS_WITH_ARGUMENTS
    )
    text = record.getMessage() if trusted else str(record.msg)
    text = text.partition("?")[0] if record.name.startswith("django.") else text
    return "".join(c if c.isprintable() else " " for c in text)[:MAXIMUM_MESSAGE]


def log_settings(style: str) -> dict[str, Any]:
    """Django's LOGGING for `style` "json" or "plain": one handler, to standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": LogLine, "style": style}},
        "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["lines"], "level": "WARNING"},
        "loggers": {
            "django": {"handlers": ["lines"], "level": "INFO", "propagate": False},
            "django.server": {"handlers": ["lines"], "level": "INFO", "propagate": False},
            "vastus": {"level": "INFO"},
        },
    }
