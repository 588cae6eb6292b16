"""The patients application."""

from django.apps import AppConfig


class PatientsConfig(AppConfig):
    """Patients, their contacts, episodes of care, procedures and reviewers."""

    name = "patients"
    label = "patients"
    verbose_name = "Patients"
