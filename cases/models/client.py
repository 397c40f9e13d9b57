"""The person the service is for."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, Organisation
from cases.register import identity_code
from cases.register.sounds import RULES, Sounds
from cases.vocabulary import DigitalAccess, ServiceLanguage
from records.text_lengths import LONG_TEXT, SHORT_TEXT
from records.versions import VersionedModel

ONE_CLIENT_PER_CODE = "one_client_per_identity_code_in_a_county"


class ClientQuerySet(models.QuerySet["Client"]):
    """Questions about a county's clients."""

    def of_county(self, county: Organisation) -> Self:
        """Counties share the installation and nothing else: every search starts here."""
        return self.filter(county=county)

    def with_identity_code(self, code: str) -> Self:
        """The one client with this (normalised) code."""
        return self.filter(identity_code=code)


class Client(VersionedModel):
    """A person in one county's register (henkilö, asiakas). Only the name is demanded.

    With `protected_address` (turvakielto, 661/2009) municipality and contact details
    are not shown, except phone and contact address (Sosmeta 1505.1). How the
    client is reached stands in `contact_details`.
    """

    county = models.ForeignKey(
        Organisation,
        verbose_name=_("county"),
        on_delete=models.PROTECT,
        related_name="clients",
    )
    first_names = models.CharField(_("first names"), max_length=SHORT_TEXT)
    last_name = models.CharField(_("last name"), max_length=SHORT_TEXT)
    former_names = models.CharField(
        _("former names"), max_length=SHORT_TEXT, blank=True, default="", db_default=""
    )
    identity_code = models.CharField(_("personal identity code"), max_length=11, blank=True)
    birth_date = models.DateField(_("birth date"), null=True, blank=True)
    home_municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("home municipality"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    service_language = models.CharField(
        _("language of service"),
        max_length=2,
        choices=ServiceLanguage,
        default=ServiceLanguage.FINNISH,
    )
    mother_tongue = models.CharField(_("mother tongue"), max_length=SHORT_TEXT, blank=True)
    needs_interpreter = models.BooleanField(_("needs an interpreter"), default=False)
    interpreter_language = models.CharField(
        _("language of the interpreter"), max_length=SHORT_TEXT, blank=True
    )
    how_to_reach = models.CharField(
        _("how the client is reached"), max_length=LONG_TEXT, blank=True
    )
    protected_address = models.BooleanField(_("non-disclosure order"), default=False)
    # Secret contact details are another thing than the order (621/1999, 24 § 1 mom. 31 k.).
    secret_contact_details = models.BooleanField(_("secret contact details"), default=False)
    representative_name = models.CharField(_("representative"), max_length=SHORT_TEXT, blank=True)
    representative_role = models.CharField(
        _("the representative's task"), max_length=SHORT_TEXT, blank=True
    )
    representative_phone = models.CharField(
        _("the representative's phone"), max_length=40, blank=True
    )
    digital_access = ArrayField(
        models.CharField(max_length=20, choices=DigitalAccess),
        verbose_name=_("digital access"),
        default=list,
        blank=True,
    )
    digital_access_note = models.CharField(
        _("more about digital access"), max_length=SHORT_TEXT, blank=True
    )
    # The reference of the contact that the first details came from, and the day.
    taken_from = models.CharField(
        _("contact that the details were taken from"), max_length=12, blank=True, editable=False
    )
    taken_on = models.DateField(null=True, editable=False)
    # The record of the same person that stands in the place of this one.
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    # All names as they sound, for the search; the database keeps it true.
    name_key = models.GeneratedField(
        expression=Sounds("last_name", "first_names", "former_names", rules=RULES),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = ClientQuerySet.as_manager()

    class Meta:
        verbose_name = _("client")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "identity_code"],
                condition=~Q(identity_code=""),
                name=ONE_CLIENT_PER_CODE,
            ),
        ]
        indexes = [
            models.Index(fields=["county", "birth_date"], name="client_birth_date"),
            GinIndex(fields=["name_key"], opclasses=["gin_trgm_ops"], name="client_name_key"),
            # The last name as it sounds: the key begins with it.
            models.Index(
                "county", OpClass("name_key", name="text_pattern_ops"), name="client_name_start"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def language_of_paper(self) -> str:
        """Where the language of service is not known, papers are in Finnish unless asked for."""
        return self.service_language or ServiceLanguage.FINNISH

    @property
    def full_name(self) -> str:
        return f"{self.first_names} {self.last_name}".strip()

    @property
    def identity_code_in_full(self) -> str:
        """The code as it is shown to the case's team, who must know whom they serve."""
        return identity_code.in_full(self.identity_code)
