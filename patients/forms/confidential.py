"""Restricting a record, its care team, and breaking the glass."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from clinics.models import User
from patients.forms.base import KeyedForm, laid_out
from patients.models import BreakGlass, BreakGlassReview, PatientStatusChange
from patients.validators import validate_line, validate_prose

LONGEST_WHY = PatientStatusChange._meta.get_field("reason").max_length


def _one_line(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_WHY,
        validators=[validate_line],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write why. Nothing was done yet.")},
    )


def _prose(label: Any, length: int | None, *, help_text: Any = "", **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=length,
        validators=[validate_prose],
        widget=forms.Textarea(attrs={"rows": 3}),
        **more,
    )


class LiftForm(KeyedForm, forms.Form):
    """Why a restriction is lifted."""

    reason = _one_line(_("Why it is opened again"))
    helper = laid_out("reason")


class RestrictForm(KeyedForm, forms.Form):
    """Why a record is restricted, and who shall be on its care team."""

    reason = _one_line(_("Why it is restricted"), _("Such as “works here” or “is well known”."))
    team = forms.TypedMultipleChoiceField(
        label=_("Care team"),
        coerce=UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Who has worked on the chart so far is ticked."),
    )
    helper = laid_out("reason", "team")

    def __init__(
        self, *arguments: Any, staff: Sequence[User], ticked: Collection[UUID] = (), **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        field: Any = self.fields["team"]
        field.choices = [(str(one.pk), one.printed_name) for one in staff]
        field.initial = [str(one.pk) for one in staff if one.pk in ticked]


class JoinTeamForm(KeyedForm, forms.Form):
    """Who joins the care team."""

    team = forms.TypedChoiceField(
        label=_("Person"), error_messages={"required": _("Choose who joins the care team.")}
    )
    helper = laid_out("team")

    def __init__(self, *arguments: Any, staff: Sequence[User], **options: Any) -> None:
        super().__init__(*arguments, **options)
        by_id = {str(one.pk): one for one in staff}
        field: Any = self.fields["team"]
        field.choices = [("", "---------"), *((pk, one.printed_name) for pk, one in by_id.items())]
        field.coerce = by_id.get
        field.empty_value = None


class LeaveTeamForm(KeyedForm, forms.Form):
    """Confirms that somebody leaves the care team now."""


class BreakGlassForm(KeyedForm, forms.Form):
    """Why a restricted record has to be read now, and the password again."""

    reason = _prose(
        BreakGlass._meta.get_field("reason").verbose_name,
        BreakGlass._meta.get_field("reason").max_length,
        help_text=_("The privacy officer reads this. Say what happened, nothing of the chart."),
        error_messages={"required": _("Write why you need to read it. It was not opened.")},
    )
    password = forms.CharField(
        label=_("Your password"),
        max_length=1024,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Type your password. The record was not opened.")},
    )
    helper = laid_out("reason", "password")


class GlassReviewForm(KeyedForm, forms.Form):
    """What a privacy officer found."""

    finding = forms.ChoiceField(
        label=_("Was there need?"),
        choices=BreakGlassReview.Finding.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether there was need.")},
    )
    comment = _prose(
        _("Comment"),
        BreakGlassReview._meta.get_field("comment").max_length,
        help_text=_("Needed where there was no need."),
        required=False,
    )
    helper = laid_out("finding", "comment")
