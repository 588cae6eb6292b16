"""Who works where: clinics, people, memberships, one-time links and the audit trail."""

from clinics.models.audit_event import AuditEvent, Outcome
from clinics.models.clinic import Clinic, DecimalSeparator, ReviewRule
from clinics.models.membership import Membership
from clinics.models.one_time_link import OneTimeLink, Purpose
from clinics.models.receipt import Receipt
from clinics.models.user import User
from clinics.roles import Role

__all__ = [
    "AuditEvent",
    "Clinic",
    "DecimalSeparator",
    "Membership",
    "OneTimeLink",
    "Outcome",
    "Purpose",
    "Receipt",
    "ReviewRule",
    "Role",
    "User",
]
