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
            )
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name

    @property
    def printed_name(self) -> str:
        """Name and credentials as they stand under a signature: `Amina Khan, PT`."""
        return f"{self.full_name}, {self.credentials}" if self.credentials else self.full_name

    @property
    def initials(self) -> str:
        """First letters of the first and the last name, for the account menu."""
        words = self.full_name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
