from datetime import date
import pytest
from django.template.loader import render_to_string
from assessment.models import VisitKind
from assessment.outputs.episode import episode_report
from assessment.outputs.report import report_view
from assessment.outputs.text import text_note
from assessment.selectors.reports import episode_records, report_of
from assessment.views.facts import standing, versioned
from tests.integration.assessment.charting import open_left_knee, save, sign, start, settle
from tests.integration.assessment.conftest import *


@pytest.mark.django_db
def test_real(therapist, episode):
    def chart(a, r, l, arm, ext, act, keep=True):
        save(a, "visit", {"body_mass.none": "78 kg"}, by=therapist)
        save(
            a,
            "history",
            {
                "reason_for_evaluation.none": "Stairs down are guarded; wants to play five-a-side by autumn."
            },
            by=therapist,
        )
        print(
            [
                m.code
                for m in __import__("assessment.catalogue", fromlist=["x"])
                .section("red_flags")
                .measures
            ][:40]
        )
        save(
            a,
            "strength",
            {
                "knee_extension_force.right": r,
                "knee_extension_force.left": l,
                "knee_extension_force.setup.lever_arm.right": "0.34 m",
                "knee_extension_force.setup.lever_arm.left": arm,
                "knee_extension_force.setup.fixation": "belt",
            },
            by=therapist,
            keep=True,
        )
        save(
            a,
            "range_of_motion",
            {
                "knee_extension_passive.right": "hyperextends 4",
                "knee_extension_passive.left": ext,
                "knee_extension_active.left": act,
                "knee_extension_active.right": "0",
                "knee_flexion_passive.left": "120",
                "knee_flexion_passive.right": "!pain",
                "knee_extension_passive.setup.device": "long_goniometer",
                "knee_extension_active.setup.device": "long_goniometer",
            },
            by=therapist,
            keep=True,
        )
        save(
            a,
            "thigh_girth",
            {"thigh_girth_10_cm.right": "46.2 cm", "thigh_girth_10_cm.left": "43.9 cm"},
            by=therapist,
        )

    a = start(therapist, episode)
    chart(a, "395 N", "229 N", "0.34 m", "lacks 12", "lacks 26")
    sign(a, by=therapist)
    b = start(therapist, episode, date(2026, 3, 31), kind=VisitKind.REASSESSMENT)
    chart(b, "398 N", "280 N", "0.34 m", "lacks 8", "lacks 18")
    sign(b, by=therapist)
    c = start(therapist, episode, date(2026, 4, 28), kind=VisitKind.REASSESSMENT)
    chart(c, "402 N", "31.6 kgf", "0.39 m", "lacks 5", "lacks 13")
    sign(c, by=therapist)
    c.refresh_from_db()
    f = report_of(c)
    __import__("pathlib").Path("/tmp/real.txt").write_text(text_note(f.record, **standing(f)))
    P = __import__("pathlib").Path
    src = P("/tmp/episode.html").read_text()
    head = src[: src.index('<main class="page">') + len('<main class="page">')]
    P("/tmp/real_report.html").write_text(
        head
        + render_to_string(
            "assessment/report_body.html", {"report": report_view(f.record, **standing(f))}
        )
        + "</main></body></html>"
    )
    recs = [versioned(*one) for one in episode_records(episode, therapist)]
    ep = episode_report(recs, date(2026, 5, 1))
    P("/tmp/real_episode.html").write_text(
        head
        + render_to_string("assessment/episode_report_body.html", {"report": ep})
        + "</main></body></html>"
    )
