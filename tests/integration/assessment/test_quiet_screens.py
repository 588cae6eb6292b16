"""Where nothing is wrong nothing shouts."""

from __future__ import annotations

import pytest

from assessment import catalogue
from assessment.models import RedFlagAlert
from clinics.access import Member
from tests.conftest import HttpsClient
from tests.golden.safety.cases import by_row
from tests.integration.assessment.charting import record_of, sign
from tests.integration.assessment.test_safety_rows_charted import charted

# Whether a page shows a banner is the same on both databases.
pytestmark = pytest.mark.once

SHOUTING = ("alert-banner", "data-stop", "Stopped:", "open since", "chip-stop")


@pytest.mark.django_db
def test_a_healthy_patient_has_no_banner_on_any_page_row_86(
    therapist: Member, browser: HttpsClient
) -> None:
    (case,) = by_row(["86"])
    here = charted(case, therapist)
    screen = record_of(here).screen
    assert screen is not None
    assert (screen.status, screen.fired) == ("negative", ())
    chart = f"/c/riverside/evaluations/{here.pk}"
    pages = [f"{chart}/sections/{one.code}/" for one in catalogue.sections()]
    pages += [f"{chart}/review/", f"{chart}/report/", f"{chart}/visit/", "/c/riverside/"]
    pages.append(f"/c/riverside/patients/{here.patient_id}/")
    for path in pages:
        text = browser.get(path).text
        assert not [word for word in SHOUTING if word in text], path
    sign(here, by=therapist)
    report = browser.get(f"{chart}/report/").text
    assert not [word for word in SHOUTING if word in report]
    assert "Negative: no rule fired" in report
    assert not RedFlagAlert.objects.filter(assessment=here).exists()
