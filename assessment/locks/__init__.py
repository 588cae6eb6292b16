"""Locks and guards in the database itself, found from the models.

Three things no program may do, whatever it is: change a chart that is signed, submitted or void;
change a row that is append-only; hang a row of one clinic under a row of another. Triggers hold
them on PostgreSQL and on SQLite. They are taken off before every `migrate` and put back after it
(rebuilding a table on SQLite drops its triggers silently), and the server does not start when one
is missing.
"""

from assessment.locks.install import (
    LocksMissing,
    install,
    missing,
    refuse_to_serve_unlocked,
    remove,
)

__all__ = ["LocksMissing", "install", "missing", "refuse_to_serve_unlocked", "remove"]
