"""Every address of Vastus. What each one may do stands in config/url_table.py."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("config.account_urls")),
    path("", include("clinics.urls")),
    path("c/<slug:slug>/patients/", include("patients.urls")),
    path("c/<slug:slug>/", include("patients.privacy_urls")),
    path("c/<slug:slug>/", include("assessment.urls")),
]

# Says of a restricted record that it is one.
handler403 = "patients.views.refused.refused"
# Answers 503 when it was the database that failed outside a view.
handler500 = "clinics.errors.server_error"
