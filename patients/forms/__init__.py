"""The forms of patients: what is asked, how it is laid out, and what they hand to the services."""

from patients.forms.contact import ContactForm, RemovalForm
from patients.forms.episode import CloseEpisodeForm, EpisodeForm, ReopenEpisodeForm
from patients.forms.importing import FileForm, ImportForm
from patients.forms.patient import PatientForm, RegisterForm, SearchText
from patients.forms.procedures import Procedures, procedures_of, procedures_sent
from patients.forms.reviewer import AssignReviewerForm, EndAssignmentForm

__all__ = [
    "AssignReviewerForm",
    "CloseEpisodeForm",
    "ContactForm",
    "EndAssignmentForm",
    "EpisodeForm",
    "FileForm",
    "ImportForm",
    "PatientForm",
    "Procedures",
    "RegisterForm",
    "RemovalForm",
    "ReopenEpisodeForm",
    "SearchText",
    "procedures_of",
    "procedures_sent",
]
