"""How the clinic works."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clinics.access import Permission, member_or_403
from clinics.forms import ClinicSettingsForm
from clinics.services import clinics


@require_http_methods(["GET", "HEAD", "POST"])
def clinic_settings(request: HttpRequest, slug: str) -> HttpResponse:
    """Name, time zone, decimal separator, when the screen locks, and what colleagues review."""
    member = member_or_403(request, Permission.MANAGE_CLINIC)
    posted = request.method == "POST"
    form = ClinicSettingsForm(request.POST) if posted else ClinicSettingsForm.of(member.clinic)
    if posted and form.is_valid():
        try:
            clinics.change_settings(by=member, **form.cleaned_data)
        except ValidationError as refused:
            form.take_errors(refused)
        else:
            messages.success(request, _("The settings are saved."))
            return redirect("clinics:settings", slug=member.clinic.slug)
    return render(request, "clinics/settings.html", {"form": form})
