"""Addresses below /c/<slug>/ of the audit trail, restricted records and who opened which."""

from django.urls import path

from patients.views import audit_log, break_glass, care_team, who_opened

app_name = "privacy"
urlpatterns = [
    path("audit/", audit_log.audit_log, name="audit"),
    path("audit/export/", audit_log.export, name="export_audit"),
    path("break-glass/", break_glass.accesses, name="break_glass_list"),
    path("break-glass/<uuid:access_id>/", break_glass.review, name="review_break_glass"),
    path("patients/<uuid:patient_id>/break-glass/", break_glass.open_record, name="break_glass"),
    path("patients/<uuid:patient_id>/care-team/", care_team.team, name="care_team"),
    path("patients/<uuid:patient_id>/restrict/", care_team.restrict_record, name="restrict"),
    path("patients/<uuid:patient_id>/lift/", care_team.lift, name="lift"),
    path("patients/care-team/<uuid:place_id>/end/", care_team.end, name="leave_care_team"),
    path("patients/<uuid:patient_id>/who-opened/", who_opened.opened, name="who_opened"),
    path(
        "patients/<uuid:patient_id>/who-opened/print/", who_opened.printed, name="who_opened_print"
    ),
]
