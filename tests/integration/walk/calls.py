"""Calling an address as somebody, and seeing everything that came of it before it is undone."""

from __future__ import annotations

import copy
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from clinics.models import AuditEvent
from tests.conftest import HttpsClient

# What a refusal may write: that it happened, when somebody was last there, how often they tried.
TRACES = frozenset(
    {"clinics_auditevent", "django_session", "vastus_cache", "usersessions_usersession"}
)
WRITE = re.compile(
    r'\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM|REPLACE\s+INTO)\s+"?(\w+)"?',
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Answer:
    """What came back, what was written, and what the audit trail says of it."""

    status: int
    location: str
    text: str
    changed: bool
    events: tuple[AuditEvent, ...]


class Undone:
    """Makes calls within savepoints that are rolled back, so that every call finds one world."""

    def __init__(self) -> None:
        self.calls = 0
        self.before = fingerprint()
        latest = AuditEvent.objects.aggregate(Max("at"))["at__max"]
        self._news = AuditEvent.objects.filter(at__gt=latest)

    def call(
        self,
        browser: HttpsClient,
        method: str,
        address: str,
        body: Mapping[str, Any] | None = None,
    ) -> Answer:
        """Sends one request; whatever it changed is undone, cookies included."""
        self.calls += 1
        written: set[str] = set()
        cookies = copy.deepcopy(browser.cookies)
        try:
            with transaction.atomic():
                with connection.execute_wrapper(_noting(written)):
                    response = getattr(browser, method.lower())(address, body or {})
                    content = response.getvalue()
                events = tuple(self._news.all()) if "clinics_auditevent" in written else ()
                changed = bool(written - TRACES) and fingerprint() != self.before
                transaction.set_rollback(True)
        finally:
            browser.cookies = cookies
        headers = "\n".join(f"{name}: {value}" for name, value in response.items())
        return Answer(
            status=response.status_code,
            location=response.headers.get("Location", ""),
            text=f"{headers}\n{content.decode(errors='replace')}".lower(),
            changed=changed,
            events=events,
        )


def fingerprint() -> dict[str, str]:
    """A digest of every row of every table, but for the traces that a refusal leaves."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in TRACES:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                rows = "\n".join(sorted(repr(row) for row in cursor.fetchall()))
                found[table] = hashlib.sha256(rows.encode()).hexdigest()
    return found


def _noting(written: set[str]) -> Callable[..., Any]:
    """Keeps the names of the tables that a statement writes to."""

    def execute(run: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if found := WRITE.match(sql):
            written.add(found[1])
        return run(sql, *rest)

    return execute
