"""A person's own pages: what is printed of them, and how pages look to them."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clinics.forms import PreferencesForm, ProfileForm
from clinics.models import User
from clinics.services import profile


@require_http_methods(["GET", "HEAD", "POST"])
def own_profile(request: HttpRequest) -> HttpResponse:
    """Name, credentials and licence as they will be printed, and the way to the account pages."""
    user = request.user
    form = ProfileForm(request.POST) if request.method == "POST" else ProfileForm.of(user)  # type: ignore[arg-type]
    if request.method == "POST" and form.is_valid():
        try:
            profile.change_profile(by=user, **form.cleaned_data)  # type: ignore[arg-type]
        except ValidationError as refused:
            form.take_errors(refused)
        else:
            messages.success(request, _("Your profile is saved."))
            return redirect("clinics:profile")
    return render(request, "clinics/profile.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Which side stands first, how dense the rows are, and the units that a blank field offers."""
    user: User = request.user  # type: ignore[assignment]
    posted = request.method == "POST"
    form = PreferencesForm(request.POST) if posted else PreferencesForm.of(user)
    if posted and form.is_valid():
        profile.change_preferences(by=user, **form.cleaned_data)
        messages.success(request, _("Your settings are saved."))
        return redirect("clinics:preferences")
    return render(request, "clinics/preferences.html", {"form": form})
