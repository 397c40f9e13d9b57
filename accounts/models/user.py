"""The user and what they are in their units."""

from typing import Any

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models.organisation import Organisation, Unit


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a user; without a password nobody can sign in as them."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a technical administrator. The flag opens no client's record."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get(self, *args: Any, **kwargs: Any) -> "User":
        """The one user, with their organisation: every page asks who they work for."""
        return self.get_queryset().select_related("organisation").get(*args, **kwargs)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find by e-mail address whatever its case."""
        return self.get(email__iexact=username)


class UnitRole(models.TextChoices):
    """What a county's worker does in a unit."""

    WORKER = "worker", _("Social worker or counsellor")
    INTAKE = "intake", _("Intake")
    SUPERVISOR = "supervisor", _("Supervisor")


class User(AbstractUser):
    """Somebody who signs in: a worker of a county, of a prison or of another actor.

    Roles are held per unit (`UnitMembership`); none of them opens a client's record,
    only membership of the case's team does (`cases.models.CaseMembership`).
    """

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    title = models.CharField(_("job title"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="users",
    )
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=[("fi", "suomi"), ("sv", "svenska"), ("en", "English")],
        default="fi",
    )
    is_office_holder = models.BooleanField(
        _("in a public-office relationship"),
        default=False,
        help_text=_("Decisions on social care are made in it (SHL 46 §)."),
    )
    is_social_worker = models.BooleanField(
        _("licensed social worker"),
        default=False,
        db_default=False,
        help_text=_("A right to practise the profession (817/2015), whatever the job title says."),
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["first_name", "last_name"]

    objects = UserManager()  # type: ignore[assignment, misc]

    class Meta:
        verbose_name = _("user")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_user_per_address_whatever_case")
        ]
        ordering = ["last_name", "first_name", "pk"]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    @property
    def organisation_name(self) -> str:
        """The organisation's name, or nothing for a technical user."""
        return self.organisation.name if self.organisation else ""

    @property
    def county(self) -> Organisation | None:
        """The county the user works for, or None for everyone else."""
        if self.organisation and self.organisation.kind == Organisation.Kind.COUNTY:
            return self.organisation
        return None

    @property
    def is_social_worker_in_office(self) -> bool:
        """What special support asks for (SHL 36 § and 42 §); the two facts come apart in life."""
        return self.is_office_holder and self.is_social_worker

    @cached_property
    def unit_roles(self) -> frozenset[tuple[int, str]]:
        """(unit, role) pairs, in one query for each request."""
        if self.county is None or not self.is_active:
            return frozenset()
        held = self.unit_memberships.filter(unit__county=self.county)
        return frozenset(held.values_list("unit_id", "role"))

    def units_as(self, role: UnitRole) -> list[int]:
        """The units in which the user has `role`."""
        return sorted(unit for unit, held in self.unit_roles if held == role)

    @property
    def is_county_worker(self) -> bool:
        return any(role == UnitRole.WORKER for _unit, role in self.unit_roles)

    @property
    def is_intake(self) -> bool:
        """Triages the county's contacts."""
        return any(role == UnitRole.INTAKE for _unit, role in self.unit_roles)

    @property
    def is_supervisor(self) -> bool:
        """Leads a unit."""
        return any(role == UnitRole.SUPERVISOR for _unit, role in self.unit_roles)

    @property
    def is_administrator(self) -> bool:
        """Looks after a county's settings; sees no client by it."""
        return self.is_superuser and self.is_active and self.county is not None

    @property
    def is_prison_staff(self) -> bool:
        return self.organisation is not None and self.organisation.kind == Organisation.Kind.PRISON

    @property
    def is_partner(self) -> bool:
        """Works for an organisation that is neither a county nor a prison."""
        return self.organisation is not None and self.organisation.kind == Organisation.Kind.PARTNER


class UnitMembership(models.Model):
    """A county worker's role in one unit."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="unit_memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=UnitRole)

    class Meta:
        verbose_name = _("unit membership")
        constraints = [
            models.UniqueConstraint(fields=["user", "unit", "role"], name="one_role_once_in_a_unit")
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.unit} – {self.get_role_display()}"
