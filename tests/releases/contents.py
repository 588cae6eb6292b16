"""What has to be the same in a kept database before and after every migration."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connection

from assessment.models import SignedVersion

OUR_APPS = ("clinics", "patients", "assessment")


def contents_of() -> dict[str, Any]:
    """Rows of each of our tables, and the SHA-256 of each signed payload by record and version."""
    counts = {}
    with connection.cursor() as cursor:
        for label in OUR_APPS:
            for model in apps.get_app_config(label).get_models():
                cursor.execute(f'SELECT count(*) FROM "{model._meta.db_table}"')
                counts[model._meta.db_table] = cursor.fetchone()[0]
    versions = {
        f"{version.assessment_id} {version.number}": version.sha256
        for version in SignedVersion.objects.all()
    }
    return {"rows": counts, "versions": versions}
