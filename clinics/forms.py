"""Forms of the clinic's own pages. Rules live in the services; a form only asks and shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clinics.models import Clinic, DecimalSeparator, ReviewRule, User
from clinics.models.clinic import (
    IDLE_MINUTES_HIGH,
    IDLE_MINUTES_LOW,
    PROGRESS_DAYS_HIGH,
    PROGRESS_VISITS_HIGH,
    time_zones,
)
from clinics.models.user import Density, FirstSide, ForceUnit, LengthUnit, MassUnit
from clinics.roles import Role
from clinics.text import single_line


class PlainForm(forms.Form):
    """A form whose `<form>` element and buttons stand in the template."""

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        return helper

    def take_errors(self, refused: ValidationError) -> None:
        """Shows what a service refused, beside the fields it is about."""
        if not hasattr(refused, "error_dict"):
            self.add_error(None, refused)
            return
        for field, errors in refused.error_dict.items():
            self.add_error(field if field in self.fields else None, errors)


def offer(field: forms.Field, choices: Sequence[tuple[str, str | Promise]]) -> None:
    """Sets the choices of a field that offers what the database holds."""
    if not isinstance(field, forms.ChoiceField):
        raise TypeError("only a field of choices offers choices")
    field.choices = list(choices)


class LineField(forms.CharField):
    """One line of text without invisible characters."""

    def to_python(self, value: Any) -> str:
        return single_line(super().to_python(value) or "")


class IsoDateField(forms.DateField):
    """A date as the browser's own date field sends it: 2026-04-28."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            input_formats=["%Y-%m-%d"],
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={"invalid": _("Write the date as year-month-day, e.g. 2026-04-28.")},
            **options,
        )


class RolesField(forms.TypedMultipleChoiceField):
    """One or more roles, ticked."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Roles"),
            choices=Role.choices,
            coerce=Role,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose at least one role.")},
        )


class RolesForm(PlainForm):
    """What a person does in the clinic and until when."""

    roles = RolesField()
    valid_until = IsoDateField(
        label=_("Last day"), required=False, help_text=_("Leave empty for no end.")
    )


class InviteForm(RolesForm):
    """Whom to invite."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)

    field_order = ("email", "roles", "valid_until")


class ClinicSettingsForm(PlainForm):
    """How the clinic works."""

    name = LineField(label=_("Name"), max_length=200)
    time_zone = forms.ChoiceField(label=_("Time zone"))
    decimal_separator = forms.ChoiceField(
        label=_("Decimal separator"),
        choices=DecimalSeparator.choices,
        help_text=_("In everything the clinic types, reads and prints."),
    )
    idle_minutes = forms.IntegerField(
        label=_("Lock the screen after (minutes)"),
        min_value=IDLE_MINUTES_LOW,
        max_value=IDLE_MINUTES_HIGH,
        help_text=_("Minutes without activity, from 5 to 60."),
    )
    review_rule = forms.ChoiceField(
        label=_("What colleagues review"),
        choices=ReviewRule.choices,
        help_text=_(
            "Signed reassessments and discharges that stand in the reviewers' queue without "
            "anybody asking."
        ),
    )
    progress_visits = forms.IntegerField(
        label=_("Progress report every (treatment days)"),
        min_value=0,
        max_value=PROGRESS_VISITS_HIGH,
        help_text=_(
            "Counted from the evaluation on, which is day 1; 0 switches the reminder off. Medicare "
            "asks for one every 10."
        ),
    )
    progress_days = forms.IntegerField(
        label=_("Progress report every (calendar days)"),
        min_value=0,
        max_value=PROGRESS_DAYS_HIGH,
        help_text=_("In addition, whichever comes first, such as 30; 0 is without."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        names = sorted(time_zones())
        offer(self.fields["time_zone"], [(name, name) for name in names])

    @classmethod
    def of(cls, clinic: Clinic) -> ClinicSettingsForm:
        """The form as the clinic is now."""
        return cls(initial={name: getattr(clinic, name) for name in cls.base_fields})


def _as_it_is_or(units: type[TextChoices]) -> list[tuple[str, Any]]:
    return [("", _("As the measure has it")), *units.choices]


class ProfileForm(PlainForm):
    """What is printed of a person."""

    full_name = LineField(label=_("Full name"), max_length=200)
    credentials = LineField(
        label=_("Credentials"),
        max_length=100,
        required=False,
        help_text=_("As printed after the name, e.g. PT, DPT."),
    )
    licence = LineField(
        label=_("Licence number"),
        max_length=100,
        required=False,
        help_text=_("Printed beside the signature."),
    )

    @classmethod
    def of(cls, user: User) -> ProfileForm:
        """The form as the person is now."""
        return cls(initial={name: getattr(user, name) for name in cls.base_fields})


class PreferencesForm(PlainForm):
    """How pages look to a person, and in which units they type."""

    first_side = forms.ChoiceField(
        label=_("On the charting page stands"), choices=FirstSide, widget=forms.RadioSelect
    )
    density = forms.ChoiceField(
        label=_("Room between the rows"),
        choices=Density,
        widget=forms.RadioSelect,
        help_text=_("Compact is for a mouse or keys; what a finger taps keeps its size."),
    )
    length_unit = forms.ChoiceField(
        label=_("Lengths and girths"),
        choices=_as_it_is_or(LengthUnit),
        required=False,
        help_text=_("Centimetres leave what is measured in millimetres or metres as it is."),
    )
    force_unit = forms.ChoiceField(
        label=_("Forces"), choices=_as_it_is_or(ForceUnit), required=False
    )
    mass_unit = forms.ChoiceField(
        label=_("Body mass and loads"), choices=_as_it_is_or(MassUnit), required=False
    )

    @classmethod
    def of(cls, user: User) -> PreferencesForm:
        """The form as the person has it now."""
        return cls(initial={name: getattr(user, name) for name in cls.base_fields})


class NewPasswordForm(PlainForm):
    """A new password, typed twice."""

    password = forms.CharField(
        label=_("Password"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label=_("Password again"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, second = given.get("password"), given.get("password_again")
        if first and second and first != second:
            self.add_error("password_again", _("The two passwords are not the same."))
        return given


class JoinForm(ProfileForm, NewPasswordForm):
    """An invited person sets up their account."""

    field_order = ("full_name", "credentials", "licence", "password", "password_again")


class UnlockForm(PlainForm):
    """The password again; `next` and `held` say where to go on and what was being sent."""

    password = forms.CharField(
        label=_("Password"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)
    held = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
