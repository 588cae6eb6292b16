"""Addresses below /c/<slug>/patients/; the patient's own page belongs to `assessment`."""

from django.urls import path

from patients.views import contacts, episodes, files, finding, registering, restrictions, reviewers

app_name = "patients"
urlpatterns = [
    path("", finding.patient_list, name="list"),
    path("search/", finding.search, name="search"),
    path("register/", registering.register_patient, name="register"),
    path("import/", files.import_file, name="import"),
    path("export/", files.export_file, name="export"),
    path("<uuid:patient_id>/edit/", registering.edit, name="edit"),
    path("<uuid:patient_id>/contacts/add/", contacts.add, name="add_contact"),
    path("contacts/<uuid:contact_id>/edit/", contacts.edit, name="edit_contact"),
    path("contacts/<uuid:contact_id>/remove/", contacts.remove, name="remove_contact"),
    path("<uuid:patient_id>/episodes/open/", episodes.open_new, name="open_episode"),
    path("episodes/<uuid:episode_id>/edit/", episodes.edit, name="edit_episode"),
    path("episodes/<uuid:episode_id>/close/", episodes.close, name="close_episode"),
    path("episodes/<uuid:episode_id>/reopen/", episodes.reopen, name="reopen_episode"),
    path(
        "episodes/<uuid:episode_id>/restrictions/add/",
        restrictions.add,
        name="add_restriction",
    ),
    path(
        "episodes/<uuid:episode_id>/restrictions/none/",
        restrictions.none_given,
        name="none_given",
    ),
    path("limits/<uuid:restriction_id>/renew/", restrictions.renew, name="renew_restriction"),
    path("limits/<uuid:restriction_id>/lift/", restrictions.lift, name="lift_restriction"),
    path("<uuid:patient_id>/reviewers/", reviewers.assign, name="reviewers"),
    path("reviewers/<uuid:assignment_id>/end/", reviewers.end, name="end_reviewer"),
]
