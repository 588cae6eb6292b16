"""The triggers in SQLite's words.

A trigger here is one statement that raises when its condition holds. `INSERT OR REPLACE` and
`UPDATE OR REPLACE` delete the row in the way without asking its delete trigger, so locked and
append-only tables also refuse a row that would take another one's key.
"""

from __future__ import annotations

from collections.abc import Callable

from assessment.locks import rules
from assessment.locks.find import Table, assessment_columns

LIST = (
    "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'vastus\\_%' ESCAPE '\\'"
)


def create(table: Table) -> dict[str, str]:
    """Name and statement of each trigger of a table."""
    found: dict[str, str] = {}

    def add(name: str, event: str, condition: str, message: str) -> None:
        full = f"vastus_{table.name}_{name}"
        found[full] = (
            f'CREATE TRIGGER "{full}" BEFORE {event} ON "{table.name}" FOR EACH ROW '
            f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )

    if table.parents:
        wrong = " OR ".join(
            f"(NEW.{parent.column} IS NOT NULL AND {parent.says} AND NEW.{parent.shared} IS NOT "
            f"(SELECT {parent.shared} FROM {parent.table} WHERE id = NEW.{parent.column}))"
            for parent in table.parents
        )
        add("clinic_insert", "INSERT", wrong, rules.CLINIC_MESSAGE)
        add("clinic_update", "UPDATE", wrong, rules.CLINIC_MESSAGE)
    if table.chart:
        new, old = rules.locked(rules.state_of("NEW")), rules.locked(rules.state_of("OLD"))
        add("lock_insert", "INSERT", new, rules.LOCKED_MESSAGE)
        add("lock_update", "UPDATE", f"{old} OR {new}", rules.LOCKED_MESSAGE)
        add("lock_delete", "DELETE", old, rules.LOCKED_MESSAGE)
        add("key_insert", "INSERT", _taken(table, inserting=True), rules.KEY_MESSAGE)
        add("key_update", "UPDATE", _moved(table), rules.KEY_MESSAGE)
    if table.append_only:
        add("append_update", "UPDATE", "1 = 1", rules.APPEND_ONLY_MESSAGE)
        add("append_delete", "DELETE", "1 = 1", rules.APPEND_ONLY_MESSAGE)
        add("append_insert", "INSERT", _taken(table, inserting=True), rules.APPEND_ONLY_MESSAGE)
    if table.beside:
        away = " OR ".join(rules.discarded(column) for column in table.beside)
        add("beside_insert", "INSERT", away, rules.LOCKED_MESSAGE)
    if table.is_assessment:
        _assessment(add, table)
    if table.name == "assessment_signedversion":
        add("version_insert", "INSERT", f"NOT ({_next_version()})", rules.VERSION_MESSAGE)
    return found


def drop(name: str, table: str) -> str:
    return f'DROP TRIGGER IF EXISTS "{name}"'


def prepare() -> list[str]:
    return []


def _assessment(add: Callable[[str, str, str, str], None], table: Table) -> None:
    old = rules.locked("OLD.state")
    frozen = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in assessment_columns())
    add("new", "INSERT", "NEW.state <> 'draft' OR NEW.version_number <> 0", rules.NEW_MESSAGE)
    add("key_insert", "INSERT", _taken(table, inserting=True), rules.KEY_MESSAGE)
    add("key_update", "UPDATE", _moved(table), rules.KEY_MESSAGE)
    add("lock_update", "UPDATE", f"{old} AND ({frozen})", rules.LOCKED_MESSAGE)
    add("state", "UPDATE", f"NOT ({rules.permitted()})", rules.STATE_MESSAGE)
    # A draft without rows may go; nothing that was ever signed, submitted or voided can.
    add(
        "lock_delete",
        "DELETE",
        f"{old} OR OLD.state = 'amending' OR OLD.version_number > 0 OR OLD.submission_round > 0",
        rules.LOCKED_MESSAGE,
    )


def _taken(table: Table, *, inserting: bool) -> str:
    alike = " OR ".join(
        "(" + " AND ".join(f"{column} = NEW.{column}" for column in key) + ")" for key in table.keys
    )
    # Only the primary key would reach a row of another assessment; for chart rows the other keys
    # hold the assessment itself, whose lock already answers.
    if table.chart and inserting:
        alike = "id = NEW.id"
    return f"EXISTS (SELECT 1 FROM {table.name} WHERE {alike})"


def _moved(table: Table) -> str:
    belongs = " OR NEW.assessment_id IS NOT OLD.assessment_id" if table.chart else ""
    return f"NEW.id IS NOT OLD.id{belongs}"


def _next_version() -> str:
    return (
        "EXISTS (SELECT 1 FROM assessment_assessment WHERE id = NEW.assessment_id "
        "AND NEW.number = version_number + 1 AND state IN ('draft', 'awaiting', 'amending'))"
    )
