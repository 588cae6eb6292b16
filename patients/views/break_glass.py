"""Breaking the glass of a restricted record, and the privacy officer's look at it afterwards."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clinics.access import Permission, get_or_404, member, member_or_403
from clinics.services.confirming import WrongPassword
from patients.forms.confidential import BreakGlassForm, GlassReviewForm
from patients.models import BreakGlass, Patient
from patients.selectors import age_today
from patients.selectors.confidential import broken, broken_glasses, opened_under
from patients.services.break_glass import break_glass, note_glass_listed, review_break_glass
from patients.views.saving import attempt, sent


@require_http_methods(["GET", "HEAD", "POST"])
def open_record(request: HttpRequest, slug: str, patient_id: UUID) -> HttpResponse:
    """Asks why a restricted record has to be read and for the password; then it is open."""
    patient = get_or_404(
        request, Patient, patient_id, Permission.BREAK_GLASS, select_related=("merged_into",)
    )
    by = member(request)
    form = BreakGlassForm(sent(request))
    if not by.is_outside and not form.is_bound:
        messages.info(request, _("This record is open to you already."))
        return redirect("assessment:patient", slug=slug, patient_id=patient.pk)
    if form.is_bound and form.is_valid():
        try:
            saved, _nothing = attempt(
                form,
                lambda: break_glass(
                    by=by,
                    key=form.key,
                    patient=patient,
                    reason=form.cleaned_data["reason"],
                    password=form.cleaned_data["password"],
                ),
            )
        except WrongPassword as refused:
            form.add_error("password", str(refused))
            saved = False
        if saved:
            return redirect("assessment:patient", slug=slug, patient_id=patient.pk)
    context = {
        "form": form,
        "patient": patient,
        "age": age_today(member=by, patient=patient),
        "may_open": not by.is_outside,
    }
    status = 422 if form.is_bound else 200
    return render(request, "patients/break_glass.html", context, status=status)


@require_safe
def accesses(request: HttpRequest, slug: str) -> HttpResponse:
    """Who broke the glass of which record, when and why; what nobody looked at comes first."""
    officer = member_or_403(request, Permission.REVIEW_BREAK_GLASS)
    page, rows = broken_glasses(officer, page=request.GET.get("page", "1"))
    note_glass_listed(by=officer)
    return render(request, "patients/break_glass_list.html", {"page": page, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, slug: str, access_id: UUID) -> HttpResponse:
    """One access with what was opened under it; says whether there was need."""
    access = get_or_404(
        request,
        BreakGlass,
        access_id,
        Permission.REVIEW_BREAK_GLASS,
        select_related=("patient", "review"),
    )
    officer = member(request)
    form = GlassReviewForm(sent(request))
    if form.is_bound and form.is_valid():
        saved, _nothing = attempt(
            form,
            lambda: review_break_glass(
                by=officer,
                key=form.key,
                access=access,
                finding=form.cleaned_data["finding"],
                comment=form.cleaned_data["comment"],
            ),
        )
        if saved:
            messages.success(request, _("What you found is recorded."))
            return redirect("privacy:break_glass_list", slug=slug)
    if not form.is_bound:
        note_glass_listed(by=officer, access=access)
    context = {
        "form": form,
        "row": broken(access),
        "patient": access.patient,
        "age": age_today(member=officer, patient=access.patient),
        "events": opened_under(access),
    }
    status = 422 if form.is_bound else 200
    return render(request, "patients/break_glass_review.html", context, status=status)
