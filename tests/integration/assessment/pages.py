"""The chart's pages as a browser without scripts sees them: addresses, forms, what is sent."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.urls import reverse

from assessment.models import Assessment, Setup, SetupValue
from assessment.models.readings import reading_models
from clinics.receipts import new_key
from patients.models import EpisodeOfCare

MASS = "body_mass.none"
NOTE = "reason_for_evaluation.none"
FORM = "application/x-www-form-urlencoded"

Attributes = dict[str, str | None]


def page_of(assessment: Assessment, name: str, **extra: str) -> str:
    """The address of one of an evaluation's pages."""
    return reverse(
        f"assessment:{name}",
        kwargs={"slug": assessment.clinic.slug, "assessment_id": assessment.pk, **extra},
    )


def section_of(assessment: Assessment, section: str) -> str:
    return page_of(assessment, "section", section=section)


def episode_page(episode: EpisodeOfCare, name: str) -> str:
    return reverse(
        f"assessment:{name}", kwargs={"slug": episode.clinic.slug, "episode_id": episode.pk}
    )


def text_of(page: Any) -> str:
    return str(page.content.decode())


def sent_by(page: Any, **typed: str) -> dict[str, str]:
    """What the page's fields send as they stand, with those typed into."""
    reader = _Fields()
    reader.feed(text_of(page))
    return reader.fields | typed


def typed_in(field: str, text: str, companion: str = "", started_from: str = "") -> dict[str, str]:
    said = {field: text, f"{field}.as": companion, f"{field}.from": started_from}
    return {"key": new_key()} | said


def visit_form(**changed: str) -> dict[str, str]:
    whole = {
        "kind": "initial",
        "on": "2026-03-03",
        "at": "09:20",
        "involved_side": "left",
        "dominant_leg": "right",
        "late_reason": "charted on paper",
        "key": new_key(),
    }
    return whole | changed


def stored() -> list[Any]:
    """Every row of every chart, with what it holds; when it was last touched aside."""
    models = [Assessment, Setup, SetupValue, *reading_models().values()]
    return [row for model in models for row in model.objects.order_by("pk").values()]


class _Fields(HTMLParser):
    """Gathers what a browser would send: enabled fields, chosen options, ticked boxes."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._disabled = 0
        self._select = ""
        self._textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        name = about.get("name") or ""
        if tag == "fieldset":
            self._disabled += 1 if "disabled" in about or self._disabled else 0
        elif self._disabled:
            return
        elif tag == "input" and name:
            self._input(name, about)
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            # Without a chosen option a browser sends the first.
            if "selected" in about or self._select not in self.fields:
                self.fields[self._select] = about.get("value") or ""
        elif tag == "textarea":
            self._textarea = name
            self.fields[name] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "fieldset" and self._disabled:
            self._disabled -= 1
        elif tag == "select":
            self._select = ""
        elif tag == "textarea" and self._textarea:
            # The line end right after the tag belongs to the markup.
            self.fields[self._textarea] = self.fields[self._textarea].removeprefix("\n")
            self._textarea = ""

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.fields[self._textarea] += data

    def _input(self, name: str, about: Attributes) -> None:
        ticked = about.get("type") not in ("radio", "checkbox") or "checked" in about
        if ticked and about.get("type") != "submit":
            # A ticked box without a value says that it is on.
            bare = "on" if about.get("type") == "checkbox" else ""
            self.fields[name] = about.get("value") or bare
