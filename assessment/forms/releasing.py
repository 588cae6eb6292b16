"""To whom a signed evaluation is given, what for, and as what."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.forms.keyed import KeyedForm
from assessment.models import ReleaseForm
from assessment.models.releasing import LONGEST_ABOUT


class GiveOutForm(KeyedForm):
    """Purpose, recipient, form and the password again, bound to the version that was named."""

    # Any other version than the current one is the service's to refuse.
    version = forms.CharField(required=False, max_length=9, widget=forms.HiddenInput)
    recipient = forms.CharField(
        label=_("To whom"),
        max_length=LONGEST_ABOUT,
        help_text=_("Name and place, such as “Dr Malik, Orthopaedics, City Hospital”."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write whom it is given to.")},
    )
    purpose = forms.CharField(
        label=_("What for"),
        max_length=LONGEST_ABOUT,
        help_text=_("Such as “second opinion before surgery”. It stands on what is given out."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Write what it is given out for.")},
    )
    form = forms.ChoiceField(
        label=_("As"),
        choices=[("", _("Choose")), *ReleaseForm.choices],
        error_messages={"required": _("Choose how it is given out.")},
    )
    password = forms.CharField(
        label=_("Your password"),
        max_length=1024,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Type your password again to release it.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean_version(self) -> int:
        """The version that the page named; nobody's for anything else."""
        said = self.cleaned_data["version"]
        return int(said) if said.isascii() and said.isdigit() else -1
