from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinics.identifiers import new_id


class Accounts(BaseUserManager["User"]):
    """Creates people and finds them by e-mail, whatever its letter case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A person; without a password the account cannot sign in until one is set."""
        if not email:
            raise ValueError("A person needs an e-mail address to sign in with.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """An operator of the installation; grants nothing inside any clinic."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().lower())


class FirstSide(models.TextChoices):
    """Which side's fields stand left of the other's."""

    RIGHT = "right", _("Right, then left")
    LEFT = "left", _("Left, then right")


class Density(models.TextChoices):
    """How much room stands between rows; what a finger taps keeps its size."""

    COMFORTABLE = "comfortable", _("Comfortable")
    COMPACT = "compact", _("Compact")


class LengthUnit(models.TextChoices):
    """Units by their labels in the catalogue; blank is the measure's own."""

    CENTIMETRE = "cm", _("centimetres (cm)")
    INCH = "in", _("inches (in)")


class ForceUnit(models.TextChoices):
    NEWTON = "N", _("newtons (N)")
    KILOGRAM_FORCE = "kgf", _("kilograms of force (kgf)")
    POUND_FORCE = "lbf", _("pounds of force (lbf)")


class MassUnit(models.TextChoices):
    KILOGRAM = "kg", _("kilograms (kg)")
    POUND = "lb", _("pounds (lb)")


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in. What they may do comes from their memberships only."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # Stored in lower case (see the constraint), so that unique means unique whatever the case.
    email = models.EmailField(
        _("e-mail"),
        unique=True,
        error_messages={"unique": _("Somebody already signs in with this e-mail address.")},
    )
    full_name = models.CharField(_("full name"), max_length=200)
    credentials = models.CharField(
        _("credentials"), max_length=100, blank=True, help_text=_("As printed, e.g. PT, DPT.")
    )
    licence = models.CharField(
        _("licence number"),
        max_length=100,
        blank=True,
        help_text=_("Printed beside the signature."),
    )
    first_side = models.CharField(
        _("side that stands first on the charting page"),
        max_length=5,
        choices=FirstSide,
        default=FirstSide.RIGHT,
    )
    density = models.CharField(
        _("room between the rows"), max_length=11, choices=Density, default=Density.COMFORTABLE
    )
    length_unit = models.CharField(
        _("lengths and girths are typed in"), max_length=3, choices=LengthUnit, blank=True
    )
    force_unit = models.CharField(
        _("forces are typed in"), max_length=3, choices=ForceUnit, blank=True
    )
    mass_unit = models.CharField(
        _("body mass and loads are typed in"), max_length=3, choices=MassUnit, blank=True
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("operates the installation"), default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    objects = Accounts()

    class Meta:
        ordering = ["full_name", "email"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="user_email_in_lower_case"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    first_side__in=FirstSide.values,
                    density__in=Density.values,
                    length_unit__in=["", *LengthUnit.values],
                    force_unit__in=["", *ForceUnit.values],
                    mass_unit__in=["", *MassUnit.values],
                ),
                name="user_settings_known",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name

    @property
    def typed_units(self) -> frozenset[str]:
        """The units in which this person types, by their labels; none where it is all the same."""
        return frozenset({self.length_unit, self.force_unit, self.mass_unit}) - {""}

    @property
    def printed_name(self) -> str:
        """Name and credentials as they stand under a signature: `Amina Khan, PT`."""
        return f"{self.full_name}, {self.credentials}" if self.credentials else self.full_name

    @property
    def initials(self) -> str:
        """First letters of the first and the last name, for the account menu."""
        words = self.full_name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
