"""Patients in files: importing them in two steps, and taking the list out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from clinics.access import Member, Permission, member_or_403
from clinics.held_form import CARRIED_FILE
from patients.dates import today_at
from patients.files.reasons import UnreadableFile
from patients.files.writing import rows_as_csv
from patients.forms import FileForm, ImportForm
from patients.services import Imported, NotAsSeen, export_patients, import_patients, look_over
from patients.views.saving import attempt


@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: HttpRequest, slug: str) -> HttpResponse:
    """Takes a file, shows what would be imported, and imports it when that is confirmed."""
    by = member_or_403(request, Permission.IMPORT_PATIENTS)
    if request.method != "POST":
        return render(request, "patients/import.html", {"form": FileForm()})
    if CARRIED_FILE not in request.POST:
        return _chosen(request, by)
    try:
        form = ImportForm.carried(request.POST)
    except UnreadableFile as unreadable:
        again = FileForm(data={})
        again.refuse(unreadable)
        return render(request, "patients/import.html", {"form": again})
    if request.POST.get("act") == "import" and (done := _imported(request, by, form)):
        messages.success(request, _in_words(done))
        return redirect("patients:list", slug=slug)
    answer = _shown(request, by, form)
    if request.POST.get("act") == "left-out" and form.preview is not None:
        name = f"{slug}-left-out-{today_at(by.clinic).isoformat()}.csv"
        return _download(rows_as_csv(form.table, form.not_ready()), name)
    return answer


@require_POST
def export_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The clinic's patients as a CSV file."""
    by = member_or_403(request, Permission.IMPORT_PATIENTS)
    name = f"{slug}-patients-{today_at(by.clinic).isoformat()}.csv"
    return _download(export_patients(by=by), name)


def _chosen(request: HttpRequest, by: Member) -> HttpResponse:
    """The answer to a file that was just chosen."""
    size = request.headers.get("Content-Length", "")
    form = FileForm(request.POST, request.FILES, size=int(size) if size.isdigit() else 0)
    if not form.is_valid() or form.table is None:
        return render(request, "patients/import.html", {"form": form})
    return _shown(request, by, ImportForm(table=form.table))


def _shown(request: HttpRequest, by: Member, form: ImportForm) -> HttpResponse:
    """The file as it would be imported."""
    if not form.plan_problems():
        form.preview = look_over(by=by, table=form.table, plan=form.plan)
    return render(request, "patients/import_preview.html", {"form": form})


def _imported(request: HttpRequest, by: Member, form: ImportForm) -> Imported | None:
    """What was imported; nothing where the form says why not."""
    if form.plan_problems():
        return None
    try:
        saved, done = attempt(
            form,
            lambda: import_patients(
                by=by,
                key=form.key,
                table=form.table,
                plan=form.plan,
                decision=form.decision(),
            ),
        )
    except NotAsSeen:
        form.add_error(
            None,
            _(
                "Nothing was imported yet: this is not what you looked at before. Look at it as it "
                "is now, then import it."
            ),
        )
        return None
    return done if saved else None


def _in_words(done: Imported) -> str:
    said = ngettext("%d patient is imported.", "%d patients are imported.", done.patients)
    words = said % done.patients
    if done.left_out:
        left = ngettext("%d row was left out.", "%d rows were left out.", done.left_out)
        words = f"{words} {left % done.left_out}"
    return words


def _download(text: str, name: str) -> HttpResponse:
    return HttpResponse(
        text.encode(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
