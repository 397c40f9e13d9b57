"""The user and what they are in their units."""

import datetime as dt
from collections.abc import Collection
from typing import Any, Self

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models.organisation import Organisation, Unit
from records.versions import VersionedModel


class UserManager(BaseUserManager["User"]):
    def holding(
        self, role: "UnitRole", *, today: dt.date, units: Collection[int] | None = None
    ) -> "models.QuerySet[User]":
        """The active ones who have `role` on the day in a unit of the county they work for."""
        held: dict[str, Any] = {
            "unit_memberships__role": role,
            "unit_memberships__unit__county": F("organisation"),
        }
        if units is not None:
            held["unit_memberships__unit__in"] = units
        in_force = on_the_day(today, "unit_memberships__")
        return self.filter(in_force, is_active=True, **held).distinct()

    def administrators_of(self, county: Organisation) -> "models.QuerySet[User]":
        """Those who look after the settings of a county, and see no client by it."""
        return self.filter(is_superuser=True, is_active=True, organisation=county)

    def listable_to(self, user: "User") -> "models.QuerySet[User]":
        """The accounts that an administrator looks after, closed ones, too.

        Those of the county, and of other organisations those whose newest voucher was
        told to the county.
        """
        if not user.is_administrator:
            return self.none()
        vouchings: Any = self.model._meta.get_field("vouchings").related_model
        newest = vouchings.objects.filter(user=models.OuterRef("pk")).order_by("-pk")
        county = models.Subquery(newest.values("county")[:1])
        own = Q(organisation=user.organisation_id) | ~Q(
            organisation__kind=Organisation.Kind.COUNTY
        ) & Q(vouched_to=user.organisation_id)
        return self.annotate(vouched_to=county).filter(own)

    def locked(self, user: "User") -> "User":
        """The user as they stand now, with their organisation, kept still for this transaction."""
        alone = self.select_for_update(of=("self",), no_key=True)
        return alone.select_related("organisation").get(pk=user.pk)

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


def on_the_day(day: dt.date, before: str = "") -> Q:
    """That a role holds on `day`; both its days are included, an open end has none."""
    begun = Q(**{f"{before}first_on": None}) | Q(**{f"{before}first_on__lte": day})
    return begun & (Q(**{f"{before}last_on": None}) | Q(**{f"{before}last_on__gte": day}))


# Nobody has chosen a password yet: `has_usable_password` as a question to the database.
NO_PASSWORD = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)


class User(AbstractUser, VersionedModel):
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
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

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
        """(unit, role) pairs of today, in one query for each request."""
        if self.county is None or not self.is_active:
            return frozenset()
        # A few rows: to compare their days here costs less than to write the question.
        today, ever = timezone.localdate(), self.unit_memberships.filter(unit__county=self.county)
        return frozenset((each.unit_id, each.role) for each in ever if each.holds_on(today))

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

    def may_be_vouched_for(self, county: Organisation) -> bool:
        """Whether somebody may tell `county` that they vouch for the user from now on."""
        looked_after = Organisation.objects.vouched_to(county).filter(users=self)
        return self.is_active and looked_after.exists()

    @property
    def is_partner(self) -> bool:
        """Works for an organisation that is neither a county nor a prison."""
        return self.organisation is not None and self.organisation.kind == Organisation.Kind.PARTNER


class UnitMembershipQuerySet(models.QuerySet["UnitMembership"]):
    def on(self, day: dt.date) -> Self:
        """Those that hold on `day`."""
        return self.filter(on_the_day(day))

    def not_over(self, day: dt.date) -> Self:
        """Those that hold on `day` or later."""
        return self.filter(Q(last_on=None) | Q(last_on__gte=day))


class UnitMembership(models.Model):
    """A county worker's role in one unit, from a day to a day, both included.

    Without a first day it has held since the account was made, without a last day it
    goes on. Somebody who comes back to a role has the same row with new days; what it was
    before stands in `RightsChange`.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="unit_memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=UnitRole)
    first_on = models.DateField(_("first day"), null=True, blank=True)
    last_on = models.DateField(_("last day"), null=True, blank=True)

    objects = UnitMembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit membership")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit", "role"], name="one_role_once_in_a_unit"
            ),
            models.CheckConstraint(
                condition=Q(first_on=None) | Q(last_on=None) | Q(last_on__gte=F("first_on")),
                name="role_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.unit} – {self.get_role_display()}"

    def holds_on(self, day: dt.date) -> bool:
        """As `on`, for rows that are loaded."""
        begun = self.first_on is None or self.first_on <= day
        return begun and not self.is_over(day)

    def is_over(self, day: dt.date) -> bool:
        return self.last_on is not None and self.last_on < day
