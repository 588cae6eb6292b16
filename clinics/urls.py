"""Addresses of the clinic's own pages; config/url_table.py says what each one is for."""

from django.urls import path

from clinics.views import (
    chooser,
    lock,
    one_time_links,
    own_sessions,
    profile,
    settings,
    staff,
)

app_name = "clinics"

urlpatterns = [
    path("", chooser.choose, name="choose"),
    path("accounts/present/", lock.present, name="present"),
    path("accounts/locked/", lock.locked, name="locked"),
    path("accounts/profile/", profile.own_profile, name="profile"),
    path("accounts/settings/", profile.preferences, name="preferences"),
    path("accounts/sessions/", own_sessions.listed, name="sessions"),
    path("accounts/sessions/<int:pk>/end/", own_sessions.end, name="end_session"),
    path("accounts/join/", one_time_links.join, name="join"),
    path("accounts/join/<str:token>/", one_time_links.join_link, name="join_link"),
    path("accounts/new-password/", one_time_links.reset, name="reset"),
    path("accounts/new-password/<str:token>/", one_time_links.reset_link, name="reset_link"),
    path("c/<slug:slug>/staff/", staff.staff_list, name="staff"),
    path("c/<slug:slug>/staff/invite/", staff.invite, name="invite"),
    path(
        "c/<slug:slug>/staff/invitations/<uuid:link_id>/withdraw/",
        staff.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path("c/<slug:slug>/staff/<uuid:membership_id>/", staff.staff_member, name="staff_member"),
    path(
        "c/<slug:slug>/staff/<uuid:membership_id>/end/",
        staff.end_membership,
        name="end_membership",
    ),
    path(
        "c/<slug:slug>/staff/<uuid:membership_id>/reset-link/",
        staff.make_reset_link,
        name="make_reset_link",
    ),
    path("c/<slug:slug>/settings/", settings.clinic_settings, name="settings"),
]
