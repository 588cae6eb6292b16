"""Addresses of the chart, below /c/<clinic>/. What each may do stands in config/url_table.py."""

from __future__ import annotations

from django.urls import path

from assessment.views import (
    about,
    alerts,
    amending,
    amendment_requests,
    charting,
    diagnoses,
    follow_up,
    glossary,
    goals,
    handing_over,
    measure_sets,
    merging,
    notices,
    patient_activities,
    patients,
    readiness,
    reassessment,
    releasing,
    reports,
    restrictions,
    reviewing,
    signing,
)

app_name = "assessment"

PATIENT = "patients/<uuid:patient_id>/"
EVALUATION = "evaluations/<uuid:assessment_id>/"
DIAGNOSIS = f"{EVALUATION}diagnoses/<uuid:diagnosis_id>/"
GOAL = f"{EVALUATION}goals/<uuid:goal_id>/"
ACTIVITY = f"{EVALUATION}activities/<uuid:activity_id>/"
SETS = "settings/measure-sets/"

urlpatterns = [
    path("", patients.home, name="home"),
    path("glossary/", glossary.page, name="glossary"),
    path("about/", about.page, name="about"),
    path("about/figures/", about.figures, name="figures"),
    path("follow-up/", follow_up.due_list, name="follow_up"),
    path("follow-up/<uuid:planned_id>/", follow_up.outcome, name="outcome"),
    path("alerts/", alerts.counts, name="alert_counts"),
    path("notices/seen/", notices.seen, name="notices_seen"),
    path("reviews/", reviewing.queue, name="reviews"),
    path("reviews/<uuid:review_id>/", reviewing.answer, name="answer_review"),
    path(PATIENT, patients.patient, name="patient"),
    path(f"{PATIENT}merge/", merging.find, name="find_to_merge"),
    path(f"{PATIENT}merge/<uuid:other_id>/", merging.merge, name="merge"),
    path(f"{PATIENT}standing/", merging.standing, name="standing"),
    path("merges/<uuid:merge_id>/take-back/", merging.take_back, name="take_back"),
    path(f"{PATIENT}release/", releasing.choose, name="releasable"),
    path(f"{PATIENT}given-out/", releasing.given_out, name="given_out"),
    path("releases/<uuid:release_id>/", releasing.given, name="released"),
    path(f"{PATIENT}amendment-requests/new/", amendment_requests.log, name="log_request"),
    path("amendment-requests/", amendment_requests.of_clinic, name="amendment_requests"),
    path(
        "amendment-requests/<uuid:request_id>/",
        amendment_requests.decide,
        name="amendment_request",
    ),
    path("episodes/<uuid:episode_id>/visits/new/", patients.start, name="start"),
    path("episodes/<uuid:episode_id>/visits/reassess/", reassessment.reassess, name="reassess"),
    path("episodes/<uuid:episode_id>/report/", reports.episode, name="episode_report"),
    path(
        "episodes/<uuid:episode_id>/restrictions/",
        restrictions.of_episode,
        name="restrictions",
    ),
    path(
        "episodes/<uuid:episode_id>/restrictions/templates/",
        restrictions.adopt,
        name="adopt_restrictions",
    ),
    path("episodes/<uuid:episode_id>/readiness/", readiness.of_episode, name="readiness"),
    path("episodes/<uuid:episode_id>/compare/", reports.compare, name="compare"),
    path(EVALUATION, charting.chart, name="chart"),
    path(f"{EVALUATION}visit/", patients.details, name="details"),
    path(f"{EVALUATION}worth-testing/", reassessment.worth, name="worth"),
    path(f"{EVALUATION}readiness/", readiness.of_visit, name="readiness_now"),
    path(f"{EVALUATION}sections/<slug:section>/", charting.section, name="section"),
    path(f"{EVALUATION}diagnoses/new/", diagnoses.add, name="add_diagnosis"),
    path(DIAGNOSIS, diagnoses.change, name="change_diagnosis"),
    path(f"{DIAGNOSIS}remove/", diagnoses.remove, name="remove_diagnosis"),
    path(f"{EVALUATION}goals/new/", goals.add, name="add_goal"),
    path(GOAL, goals.change, name="change_goal"),
    path(f"{GOAL}take-back/", goals.take_back, name="take_back_goal"),
    path(f"{EVALUATION}activities/new/", patient_activities.add, name="add_activity"),
    path(ACTIVITY, patient_activities.rate, name="rate_activity"),
    path(f"{ACTIVITY}take-back/", patient_activities.take_back, name="take_back_activity"),
    path(f"{EVALUATION}order/", charting.order, name="order"),
    path(f"{EVALUATION}review/", signing.review_page, name="review"),
    path(f"{EVALUATION}reasons/", signing.reasons, name="reasons"),
    path(f"{EVALUATION}return/", signing.hand_back, name="return"),
    path(f"{EVALUATION}void/", signing.void, name="void"),
    path(f"{EVALUATION}amend/", amending.amend, name="amend"),
    path(f"{EVALUATION}abandon/", amending.abandon, name="abandon"),
    path(f"{EVALUATION}versions/", amending.versions, name="versions"),
    path(f"{EVALUATION}take-over/", handing_over.take, name="take_over"),
    path("drafts/", handing_over.drafts, name="drafts"),
    path(f"{EVALUATION}addendum/", signing.addendum, name="addendum"),
    path(f"{EVALUATION}alerts/<str:rule>/", alerts.alert, name="alert"),
    path(f"{EVALUATION}open/<slug:stopped>/", alerts.open_section, name="open_section"),
    path(f"{EVALUATION}all-no/", alerts.all_no, name="all_no"),
    path(f"{EVALUATION}report/", reports.report, name="report"),
    path(f"{EVALUATION}reviews/", reviewing.add, name="add_review"),
    path(f"{EVALUATION}reviews/ask/", reviewing.ask, name="ask_review"),
    path(f"{EVALUATION}release/", releasing.release, name="release"),
    path(f"{EVALUATION}restricted/", reports.restricted, name="restricted"),
    path(SETS, measure_sets.measure_sets, name="measure_sets"),
    path(f"{SETS}<slug:kind>/", measure_sets.measure_set, name="measure_set"),
    path(f"{SETS}<slug:kind>/default/", measure_sets.default_set, name="default_set"),
]
