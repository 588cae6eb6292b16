"""The forms of a clinic's measure sets and of the order of sections."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from assessment import catalogue
from assessment.catalogue.measure_sets import shows_whole
from assessment.catalogue.order_of_work import WorkOrder
from assessment.forms.keyed import KeyedForm

INCOMPLETE = _("This page came back incomplete and nothing was changed. Open it again.")


class MeasureSetForm(KeyedForm):
    """Which measures show first: those ticked now, and those ticked when the page was made."""

    first = forms.MultipleChoiceField(
        choices=lambda: [(code, code) for code in _arrangeable()],
        required=False,
        error_messages={
            "invalid_choice": _(
                "Something was ticked that cannot be arranged. Open the page again."
            )
        },
    )
    started = forms.CharField(
        required=False, max_length=40_000, error_messages={"max_length": INCOMPLETE}
    )

    @property
    def ticked(self) -> set[str]:
        """The codes that were sent, whatever else is wrong with the form."""
        sent = self.data
        return set(sent.getlist("first")) if isinstance(sent, QueryDict) else set()

    def clean_started(self) -> frozenset[str]:
        """The codes as sent; a page of ours always says where it started."""
        codes = self.cleaned_data["started"].split()
        if self.cleaned_data["started"] == "" or not set(codes) <= {"-", *_arrangeable()}:
            raise forms.ValidationError(INCOMPLETE)
        return frozenset(codes) - {"-"}


class VersionForm(KeyedForm):
    """An act upon the set as it was seen."""

    version = forms.IntegerField(
        min_value=0,
        max_value=2_000_000_000,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), INCOMPLETE),
    )


class WorkOrderForm(forms.Form):
    """By workflow or by position of the patient, and the section to come back to."""

    order = forms.TypedChoiceField(
        choices=[(one.value, one.value) for one in WorkOrder], coerce=WorkOrder
    )
    section = forms.CharField(required=False)

    def clean_section(self) -> str:
        """A section that there is; empty for anything else."""
        known = {one.code for one in catalogue.sections()}
        section: str = self.cleaned_data["section"]
        return section if section in known else ""


def started_from(codes: Iterable[str]) -> str:
    """What the page says it started from; a dash where nothing was ticked."""
    return " ".join(sorted(codes)) or "-"


def _arrangeable() -> list[str]:
    return [
        measure.code
        for section in catalogue.sections()
        if not shows_whole(section)
        for measure in section.measures
        if not measure.retired
    ]
