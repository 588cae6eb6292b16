"""Recording, renewing and lifting a restriction, and saying that none was given."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.catalogue.types import RESTRICTED_THINGS, Allowed, Numbers
from patients.forms.base import KeyedForm, laid_out, side_by_side
from patients.forms.fields import HOW_TO_WRITE_A_DATE, WrittenDateField
from patients.models import NoRestrictions, Restriction, RestrictionEnd
from patients.models.restrictions import (
    LIMBS,
    applies_choices,
    evidence_choices,
    load_units,
    source_levels,
)
from patients.validators import validate_line

NUMBERS = {
    Numbers.NONE: "",
    Numbers.ANGLE: _("angle in From"),
    Numbers.RANGE: _("From, To"),
    Numbers.UP_TO: _("angle in To"),
    Numbers.LOAD: _("load in To"),
}
PICK = [("", "---------")]


def what_choices() -> list[Any]:
    """Every option of every parameter, the most restrictive first, with the numbers it takes."""
    return [
        *PICK,
        *(
            (
                thing.label,
                [(f"{thing.code}:{one.code}", _named(thing.label, one)) for one in thing.options],
            )
            for thing in RESTRICTED_THINGS.values()
        ),
    ]


def _named(label: str, one: Allowed) -> str:
    numbers = NUMBERS[one.numbers]
    return f"{label}: {one.label}{f' ({numbers})' if numbers else ''}"


def _line(name: str, model: Any, *, help_text: Any = "", required: bool = True) -> forms.CharField:
    field = model._meta.get_field(name)
    return forms.CharField(
        label=field.verbose_name,
        help_text=help_text,
        required=required,
        max_length=field.max_length,
        validators=[validate_line],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def _angle(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=False,
        max_digits=5,
        decimal_places=1,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )


class RestrictionForm(KeyedForm, forms.Form):
    """One restriction of one leg. Without a last day it holds until the surgeon reviews it."""

    side = forms.ChoiceField(label=_("Leg"), choices=[*PICK, *LIMBS])
    what = forms.ChoiceField(
        label=_("What is still allowed"),
        choices=what_choices,
        help_text=_("Whatever is said here is all that is allowed of it."),
    )
    low = _angle(_("From (°)"))
    high = _angle(_("To (°, or load)"))
    load_unit = forms.ChoiceField(label=_("Load in"), choices=load_units, required=False)
    applies_to = forms.ChoiceField(label=_("Holds"), choices=applies_choices)
    level = forms.TypedChoiceField(
        label=_("Given by"),
        choices=lambda: [*PICK, *source_levels()],
        coerce=int,
        help_text=_("The surgeon's word decides, even where it is less strict."),
    )
    who = _line("who", Restriction, help_text=_("Such as Dr Berg, or ACL protocol 3."))
    detail = _line(
        "detail",
        Restriction,
        required=False,
        help_text=_("Operation note, letter of which day, call with whom and when."),
    )
    valid_from = WrittenDateField(label=_("From day"))
    until = WrittenDateField(
        label=_("Until day"),
        required=False,
        help_text=HOW_TO_WRITE_A_DATE
        + " "
        + _("Leave it empty: until the surgeon reviews it. A day that passes lifts nothing."),
    )

    def __init__(self, data: Any = None, *, today: date, renews: Restriction | None = None) -> None:
        started = _stored(renews, today) if renews else {"valid_from": today}
        super().__init__(data, initial=started)
        if renews is not None:
            del self.fields["side"]
            field: Any = self.fields["what"]
            field.choices = _only(renews.restricts)

    helper = laid_out(
        "side",
        "what",
        side_by_side("low", "high"),
        side_by_side("load_unit", "applies_to"),
        side_by_side("level", "who"),
        "detail",
        side_by_side("valid_from", "until"),
    )

    @property
    def renewal_helper(self) -> Any:
        """The same without the leg: a restriction is renewed for the leg it is about."""
        return laid_out(
            "what",
            side_by_side("low", "high"),
            side_by_side("load_unit", "applies_to"),
            side_by_side("level", "who"),
            "detail",
            side_by_side("valid_from", "until"),
        )

    def values(self) -> dict[str, Any]:
        """What the service takes."""
        given = dict(self.cleaned_data)
        restricts, _colon, option = given.pop("what").partition(":")
        unit = given.pop("load_unit", "") or None
        return {**given, "restricts": restricts, "option": option, "load_unit": unit}

    def take_errors(self, error: Any) -> None:
        """What a service says of the option stands at the field that chose it."""
        if hasattr(error, "error_dict"):
            for name in ("option", "restricts"):
                if name in error.error_dict:
                    error.error_dict["what"] = error.error_dict.pop(name)
        super().take_errors(error)


def _only(restricts: str) -> list[Any]:
    return [one for one in what_choices() if one[0] == _label(restricts)]


def _label(restricts: str) -> str:
    return next(one.label for one in RESTRICTED_THINGS.values() if one.code == restricts)


def _stored(row: Restriction, today: date) -> dict[str, Any]:
    return {
        "what": f"{row.restricts}:{row.option}",
        "low": row.low,
        "high": row.high,
        "load_unit": row.load_unit,
        "applies_to": row.applies_to,
        "level": row.level,
        "who": row.who,
        "valid_from": today,
    }


class LiftLimitForm(KeyedForm, forms.Form):
    """What lifts a restriction, and from which day."""

    evidence = forms.ChoiceField(
        label=_("Lifted by"),
        choices=lambda: [*PICK, *evidence_choices()],
        error_messages={"required": _("Choose what lifts it. It still holds.")},
    )
    detail = forms.CharField(
        label=RestrictionEnd._meta.get_field("detail").verbose_name,
        max_length=RestrictionEnd._meta.get_field("detail").max_length,
        validators=[validate_line],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Such as: letter of 3 Jun 2026; Ms Lund by telephone, 3 Jun 2026 at 9:40."),
        error_messages={"required": _("Write what lifts it. It still holds.")},
    )
    ended_on = WrittenDateField(label=_("From day"))
    helper = laid_out("evidence", "detail", "ended_on")

    def __init__(self, *arguments: Any, today: date, **options: Any) -> None:
        super().__init__(*arguments, **options | {"initial": {"ended_on": today}})

    def values(self) -> dict[str, Any]:
        """What the service takes."""
        return dict(self.cleaned_data)


class NoneGivenForm(KeyedForm, forms.Form):
    """Who said that nothing is restricted on a leg."""

    side = forms.ChoiceField(label=_("Leg"), choices=[*PICK, *LIMBS])
    who = _line("who", NoRestrictions, help_text=_("Whom you asked, such as Dr Berg."))
    detail = _line("detail", NoRestrictions, required=False)
    declared_on = WrittenDateField(label=_("On day"))
    helper = laid_out("side", "who", "detail", "declared_on")

    def __init__(self, *arguments: Any, today: date, **options: Any) -> None:
        super().__init__(*arguments, **options | {"initial": {"declared_on": today}})

    def values(self) -> dict[str, Any]:
        """What the service takes."""
        return dict(self.cleaned_data)
