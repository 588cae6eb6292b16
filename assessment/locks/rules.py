"""What an assessment may become, as conditions both databases can read.

Each way names the row that has to be there first: no state moves without the signature, the reason
or the comment that moves it. Design section 6.
"""

from __future__ import annotations

from dataclasses import dataclass

LOCKED = ("awaiting", "signed", "void", "discarded")


@dataclass(frozen=True)
class Way:
    """One permitted change of state; `needs` is SQL over OLD and NEW, alike on both databases."""

    before: str
    after: str
    needs: str


def _exists(table: str, condition: str) -> str:
    return f"EXISTS (SELECT 1 FROM assessment_{table} WHERE assessment_id = NEW.id AND {condition})"


def _count(table: str, number: str = "number") -> str:
    return (
        f"(SELECT count(*) FROM assessment_{table} "
        f"WHERE assessment_id = NEW.id AND number = {number})"
    )


SAME_ROUND = "NEW.submission_round = OLD.submission_round"
SAME_VERSION = "NEW.version_number = OLD.version_number"
NEXT_VERSION = "NEW.version_number = OLD.version_number + 1"
SIGNATURE = _exists("signedversion", "number = NEW.version_number")
VOIDING = f"{SAME_ROUND} AND {SAME_VERSION} AND {_exists('voiding', '1 = 1')}"
SAME_AUTHOR = "NEW.author_id = OLD.author_id"
NEXT_NUMBER = "OLD.version_number + 1"

# A draft changes hands only with word of who had it, who has it, and why.
HANDED = (
    "(NEW.author_id = OLD.author_id OR "
    + _exists("handover", "from_user_id = OLD.author_id AND to_user_id = NEW.author_id")
    + ")"
)

WAYS = (
    Way("draft", "draft", f"{SAME_ROUND} AND {SAME_VERSION} AND {HANDED}"),
    Way("amending", "amending", f"{SAME_ROUND} AND {SAME_VERSION} AND {SAME_AUTHOR}"),
    Way(
        "draft",
        "awaiting",
        f"{SAME_VERSION} AND NEW.submission_round = OLD.submission_round + 1 AND "
        + _exists("submission", "round = NEW.submission_round"),
    ),
    Way("draft", "signed", f"{SAME_ROUND} AND {NEXT_VERSION} AND {SIGNATURE}"),
    Way("awaiting", "signed", f"{SAME_ROUND} AND {NEXT_VERSION} AND {SIGNATURE}"),
    Way(
        "awaiting",
        "draft",
        f"{SAME_ROUND} AND {SAME_VERSION} AND "
        + _exists("returnforcorrection", "round = OLD.submission_round"),
    ),
    Way(
        "signed",
        "amending",
        f"{SAME_ROUND} AND {SAME_VERSION} AND "
        f"{_count('amendment', NEXT_NUMBER)} = {_count('abandonment', NEXT_NUMBER)} + 1",
    ),
    Way("amending", "signed", f"{SAME_ROUND} AND {NEXT_VERSION} AND {SIGNATURE}"),
    Way(
        "amending",
        "signed",
        f"{SAME_ROUND} AND {SAME_VERSION} AND "
        f"{_count('amendment', NEXT_NUMBER)} = {_count('abandonment', NEXT_NUMBER)}",
    ),
    # What was once handed over for co-signature is declared void instead.
    Way(
        "draft",
        "discarded",
        f"{SAME_ROUND} AND {SAME_VERSION} AND {SAME_AUTHOR} AND OLD.submission_round = 0 AND "
        f"{_count('discarding')} = {_count('takingback')} + 1",
    ),
    Way(
        "discarded",
        "draft",
        f"{SAME_ROUND} AND {SAME_VERSION} AND {_count('discarding')} = {_count('takingback')}",
    ),
    Way("draft", "void", VOIDING),
    Way("awaiting", "void", VOIDING),
    Way("signed", "void", VOIDING),
    Way("amending", "void", VOIDING),
)


def permitted() -> str:
    """SQL that is true for a change of state that the design names."""
    return " OR ".join(
        f"(OLD.state = '{way.before}' AND NEW.state = '{way.after}' AND {way.needs})"
        for way in WAYS
    )


def locked(expression: str) -> str:
    """SQL that is true when the state that `expression` gives is a locked one."""
    states = ", ".join(f"'{state}'" for state in LOCKED)
    return f"({expression}) IN ({states})"


def state_of(row: str) -> str:
    """SQL for the state of the assessment that `row` (NEW or OLD) belongs to."""
    return f"SELECT state FROM assessment_assessment WHERE id = {row}.assessment_id"


def discarded(column: str) -> str:
    """SQL that is true when a new row is about a discarded draft, named in that column."""
    return (
        "EXISTS (SELECT 1 FROM assessment_assessment "
        f"WHERE id = NEW.{column} AND state = 'discarded')"
    )


LOCKED_MESSAGE = "vastus: this assessment is locked"
APPEND_ONLY_MESSAGE = "vastus: this table is append-only"
STATE_MESSAGE = "vastus: this change of state is not allowed"
CLINIC_MESSAGE = "vastus: this row belongs to another clinic or patient"
NEW_MESSAGE = "vastus: an assessment starts as a draft"
KEY_MESSAGE = "vastus: a row keeps its identity"
VERSION_MESSAGE = "vastus: this version cannot be signed now"
