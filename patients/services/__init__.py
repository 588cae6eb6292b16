"""Every write to patients and what belongs to them: keyword-only, by a member, in one transaction.

Each takes the key of its form, so that a form sent twice acts once, and raises `ValidationError`
with the message of each field, `EditConflict`, `AccessRefused`, `KeyReused` or `UnusableKey`.
"""

from patients.services.contacts import add_contact, edit_contact, remove_contact
from patients.services.episodes import (
    ProcedureEntry,
    close_episode,
    edit_episode,
    open_episode,
    reopen_episode,
)
from patients.services.exporting import export_patients
from patients.services.importing import (
    Decision,
    Imported,
    NotAsSeen,
    import_patients,
    look_over,
)
from patients.services.merging import (
    MergeRefused,
    RecordsChanged,
    merge_patients,
    unmerge_patients,
    why_not_merged,
    why_not_taken_back,
)
from patients.services.reading import find_patients, list_recent, note_read
from patients.services.registering import (
    LikelyDuplicates,
    edit_patient,
    next_number,
    register,
)
from patients.services.restrictions import (
    adopt_lines,
    declare_none_given,
    lift_restriction,
    record_restriction,
    renew_restriction,
)
from patients.services.reviewers import assign_reviewer, end_assignment
from patients.services.rows import hold_person, takes_nothing
from patients.services.voiding import VoidRefused, restore_patient, void_patient

__all__ = [
    "Decision",
    "Imported",
    "LikelyDuplicates",
    "MergeRefused",
    "NotAsSeen",
    "ProcedureEntry",
    "RecordsChanged",
    "VoidRefused",
    "add_contact",
    "adopt_lines",
    "assign_reviewer",
    "close_episode",
    "declare_none_given",
    "edit_contact",
    "edit_episode",
    "edit_patient",
    "end_assignment",
    "export_patients",
    "find_patients",
    "hold_person",
    "import_patients",
    "lift_restriction",
    "list_recent",
    "look_over",
    "merge_patients",
    "next_number",
    "note_read",
    "open_episode",
    "record_restriction",
    "register",
    "remove_contact",
    "renew_restriction",
    "reopen_episode",
    "restore_patient",
    "takes_nothing",
    "unmerge_patients",
    "void_patient",
    "why_not_merged",
    "why_not_taken_back",
]
