"""Addresses of the pages about patients, and filling in their forms as a browser does."""

from __future__ import annotations

import re
from typing import Any

from django.urls import reverse

from clinics.access import Member
from patients.models import Patient


def address(member: Member, name: str, **more: Any) -> str:
    return reverse(f"patients:{name}", kwargs={"slug": member.clinic.slug, **more})


def patient_page(patient: Patient) -> str:
    return reverse(
        "assessment:patient", kwargs={"slug": patient.clinic.slug, "patient_id": patient.pk}
    )


def hidden(page: Any, name: str) -> str:
    """The value of a hidden field of a page."""
    found = re.search(
        rf'<input type="hidden" name="{re.escape(name)}" value="([^"]*)"', page.content.decode()
    )
    assert found, name
    return found[1]


def filled(page: Any, **typed: str) -> dict[str, str]:
    """All fields of the page's form as they stand, with those typed into."""
    form = page.context["form"]
    sent = {"key": form.key, "version": str(getattr(form, "version_now", ""))}
    for field in form:
        value = field.value()
        sent[field.html_name] = "" if value is None else str(value)
        if field.field.show_hidden_initial:
            sent[field.html_initial_name] = sent[field.html_name]
    formset = page.context.get("procedures")
    if formset is not None:
        for field in formset.management_form:
            sent[field.html_name] = str(field.value())
        for form in formset:
            sent[f"{form.prefix}-id"] = str(form.procedure_id or "")
            sent[f"{form.prefix}-version"] = str(form.version_now)
            for field in form:
                if field.name == "DELETE":
                    continue
                value = field.value()
                sent[field.html_name] = "" if value is None else str(value)
                sent[field.html_initial_name] = sent[field.html_name]
    return {**sent, **typed}
