"""Patients, the people around them, and the episodes of care they come for.

A row that is edited carries a version; who started from an older one is asked, never overwritten.
"""

from patients.models.care import Contact, EpisodeOfCare, Procedure, side_choices
from patients.models.confidential import (
    BreakGlass,
    BreakGlassReview,
    CareTeamMember,
    PatientStatusChange,
)
from patients.models.duplicates import DuplicateOverride, PatientMerge, PatientUnmerge
from patients.models.narrowing import acting_on_patient, broken_glass, closed_records, patient_scope
from patients.models.patient import Patient, records_of
from patients.models.restrictions import NoRestrictions, Restriction, RestrictionEnd
from patients.models.reviewing import ReviewerAssignment, assigned_patients
from patients.models.rows import ClinicRow, EditedRow

__all__ = [
    "BreakGlass",
    "BreakGlassReview",
    "CareTeamMember",
    "ClinicRow",
    "Contact",
    "DuplicateOverride",
    "EditedRow",
    "EpisodeOfCare",
    "NoRestrictions",
    "Patient",
    "PatientMerge",
    "PatientStatusChange",
    "PatientUnmerge",
    "Procedure",
    "Restriction",
    "RestrictionEnd",
    "ReviewerAssignment",
    "acting_on_patient",
    "assigned_patients",
    "broken_glass",
    "closed_records",
    "patient_scope",
    "records_of",
    "side_choices",
]
