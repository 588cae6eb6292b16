"""What may leave the process in a log line."""

from __future__ import annotations

import json
import logging
import subprocess
import sys

import pytest

from config.log_lines import LogLine


def line(logger: str, message: str, *arguments: object, **extra: object) -> str:
    record = logging.LogRecord(logger, logging.ERROR, __file__, 1, message, arguments, None)
    record.__dict__.update(extra)
    return LogLine("json").format(record)


def test_a_line_is_one_json_object_with_time_level_logger_and_message() -> None:
    written = json.loads(line("vastus.jobs", "exported %s records", 3))
    assert written["message"] == "exported 3 records"
    assert (written["level"], written["logger"]) == ("ERROR", "vastus.jobs")
    assert written["time"].endswith("+00:00")


def test_a_query_string_is_cut_off() -> None:
    written = json.loads(line("django.request", "Not Found: %s", "/c/a/patients/?q=Ortiz"))
    assert written["message"] == "Not Found: /c/a/patients/"


def test_the_arguments_of_an_unknown_logger_are_not_written() -> None:
    assert "Ortiz" not in line("some.library", "cannot read %s", "Ortiz")


def test_an_exception_tells_where_it_was_raised_and_not_what_it_said() -> None:
    with pytest.raises(ValueError, match="Ortiz") as raised:
        raise ValueError("Key (family_name)=(Ortiz) already exists.")
    record = logging.LogRecord("django.request", 40, __file__, 1, "failed", (), raised._excinfo)
    for style in ("json", "plain"):
        written = LogLine(style).format(record)
        assert "ValueError" in written
        assert "test_log_lines.py" in written
        assert "Ortiz" not in written


def test_what_is_attached_to_a_record_is_not_written() -> None:
    written = line("django.request", "failed", request="Ortiz", status_code=500)
    assert "Ortiz" not in written
    assert json.loads(written)["status"] == 500


def test_one_event_cannot_write_two_lines() -> None:
    written = LogLine("plain").format(
        logging.LogRecord("vastus", 40, __file__, 1, "a\nINFO vastus forged", (), None)
    )
    assert "\n" not in written


def test_lines_go_to_standard_error() -> None:
    shown = subprocess.run(
        [
            *(sys.executable, "-c"),
            "import logging.config; from config.log_lines import log_settings as s;"
            "logging.config.dictConfig(s('json')); logging.getLogger('vastus').warning('here')",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(shown.stderr)["message"] == "here"
    assert shown.stdout == ""
