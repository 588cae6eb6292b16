"""The triggers in PostgreSQL's words.

Each is `ENABLE ALWAYS`, so that a session in replica mode does not walk past it, and TRUNCATE is
refused where rows are. A trigger that reads an assessment's state locks that row against a change
of state in another transaction: a raw write cannot slip in while somebody signs.
"""

from __future__ import annotations

from assessment.locks import rules
from assessment.locks.find import Table, assessment_columns

LIST = (
    "SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
    "JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema() "
    "WHERE NOT t.tgisinternal AND t.tgname LIKE 'vastus\\_%' AND t.tgenabled = 'A'"
)

ERROR = "check_violation"


def prepare() -> list[str]:
    """The functions shared by all tables."""
    return [
        _function(
            "vastus_refuse_append",
            f"RAISE EXCEPTION '{rules.APPEND_ONLY_MESSAGE}' USING ERRCODE = '{ERROR}';",
        ),
        _function(
            "vastus_refuse_truncate",
            f"RAISE EXCEPTION '{rules.LOCKED_MESSAGE}' USING ERRCODE = '{ERROR}';",
        ),
        _function("vastus_chart_lock", _chart_lock()),
        _function("vastus_assessment", _assessment()),
        _function("vastus_signed_version", _signed_version()),
    ]


def create(table: Table) -> dict[str, str]:
    """Name and statements of each trigger of a table."""
    found: dict[str, str] = {}

    def add(name: str, event: str, function: str, *, each: str = "ROW") -> None:
        full = f"vastus_{table.name}_{name}"
        found[full] = (
            f'CREATE TRIGGER "{full}" BEFORE {event} ON "{table.name}" FOR EACH {each} '
            f"EXECUTE FUNCTION {function}();"
            f'ALTER TABLE "{table.name}" ENABLE ALWAYS TRIGGER "{full}"'
        )

    if table.parents:
        function = f"vastus_clinic_{table.name}"
        add("clinic", "INSERT OR UPDATE", function)
        found[f"vastus_{table.name}_clinic"] = (
            _function(function, _same_clinic(table)) + ";" + found[f"vastus_{table.name}_clinic"]
        )
    if table.chart:
        add("lock", "INSERT OR UPDATE OR DELETE", "vastus_chart_lock")
    if table.append_only:
        add("append", "UPDATE OR DELETE", "vastus_refuse_append")
    if table.beside:
        function = f"vastus_beside_{table.name}"
        add("beside", "INSERT", function)
        found[f"vastus_{table.name}_beside"] = (
            _function(function, _not_discarded(table)) + ";" + found[f"vastus_{table.name}_beside"]
        )
    if table.is_assessment:
        add("state", "INSERT OR UPDATE OR DELETE", "vastus_assessment")
    if table.name == "assessment_signedversion":
        add("version", "INSERT", "vastus_signed_version")
    if table.chart or table.append_only or table.is_assessment:
        add("truncate", "TRUNCATE", "vastus_refuse_truncate", each="STATEMENT")
    return found


def drop(name: str, table: str) -> str:
    return f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"'


def _function(name: str, body: str) -> str:
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $vastus$ "
        f"DECLARE found text; BEGIN {body} "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $vastus$"
    )


def _refuse_if(condition: str, message: str) -> str:
    return f"IF {condition} THEN RAISE EXCEPTION '{message}' USING ERRCODE = '{ERROR}'; END IF;"


def _chart_lock() -> str:
    def look(row: str) -> str:
        return (
            f"SELECT state INTO found FROM assessment_assessment WHERE id = {row}.assessment_id "
            "FOR SHARE; " + _refuse_if(rules.locked("found"), rules.LOCKED_MESSAGE)
        )

    moved = _refuse_if(
        "NEW.id <> OLD.id OR NEW.assessment_id <> OLD.assessment_id", rules.KEY_MESSAGE
    )
    return (
        f"IF TG_OP <> 'INSERT' THEN {look('OLD')} END IF; "
        f"IF TG_OP <> 'DELETE' THEN {look('NEW')} END IF; "
        f"IF TG_OP = 'UPDATE' THEN {moved} END IF;"
    )


def _assessment() -> str:
    frozen = " OR ".join(
        f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in assessment_columns()
    )
    old = rules.locked("OLD.state")
    new = _refuse_if("NEW.state <> 'draft' OR NEW.version_number <> 0", rules.NEW_MESSAGE)
    gone = _refuse_if(
        f"{old} OR OLD.state = 'amending' OR OLD.version_number > 0 OR OLD.submission_round > 0",
        rules.LOCKED_MESSAGE,
    )
    return (
        f"IF TG_OP = 'INSERT' THEN {new} "
        f"ELSIF TG_OP = 'DELETE' THEN {gone} "
        f"ELSE {_refuse_if('NEW.id <> OLD.id', rules.KEY_MESSAGE)} "
        f"{_refuse_if(f'{old} AND ({frozen})', rules.LOCKED_MESSAGE)} "
        f"{_refuse_if(f'NOT ({rules.permitted()})', rules.STATE_MESSAGE)} END IF;"
    )


def _signed_version() -> str:
    return (
        "SELECT state INTO found FROM assessment_assessment WHERE id = NEW.assessment_id "
        "AND NEW.number = version_number + 1 FOR SHARE; "
        + _refuse_if(
            "found IS NULL OR found NOT IN ('draft', 'awaiting', 'amending')", rules.VERSION_MESSAGE
        )
    )


def _not_discarded(table: Table) -> str:
    # Whether it is one is asked with its row held; what is signed is not held up by this.
    return " ".join(
        f"SELECT state INTO found FROM assessment_assessment WHERE id = NEW.{column} "
        "AND state IN ('draft', 'discarded') FOR SHARE; "
        + _refuse_if("found = 'discarded'", rules.LOCKED_MESSAGE)
        for column in table.beside
    )


def _same_clinic(table: Table) -> str:
    return " ".join(
        _refuse_if(
            f"NEW.{parent.column} IS NOT NULL AND {parent.says} "
            f"AND NEW.{parent.shared} IS DISTINCT FROM "
            f"(SELECT {parent.shared} FROM {parent.table} WHERE id = NEW.{parent.column})",
            rules.CLINIC_MESSAGE,
        )
        for parent in table.parents
    )
