"""A member of the client's network."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.models import CaseRecord, CaseRecordQuerySet
from networks.models.authority import Authority
from networks.models.connection import Connection
from networks.models.departure import DirectoryDeparture
from networks.models.directory_organisation import DirectoryOrganisation
from records.text_lengths import LONG_TEXT, SHORT_TEXT
from records.versions import VersionedModel


class MemberKind(models.TextChoices):
    """Public services, other actors and the client's close network, as the model names them."""

    PUBLIC = "public", _("Public service")
    OTHER_ACTOR = "other_actor", _("Organisation or other actor")
    CLOSE_PERSON = "close_person", _("Close person")
    EXPERT = "expert", _("Expert by experience")

    @property
    def group_label(self) -> Promise | str:
        return GROUP_LABELS[self]


GROUP_LABELS = {
    MemberKind.PUBLIC: _("Public services"),
    MemberKind.OTHER_ACTOR: _("Organisations and other actors"),
    MemberKind.CLOSE_PERSON: _("Close people"),
    MemberKind.EXPERT: _("Experts by experience"),
}


class NetworkMemberQuerySet(CaseRecordQuerySet):
    def present(self) -> Self:
        """Also whoever is known to leave on a later day."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=timezone.localdate()))

    def ended(self) -> Self:
        return self.filter(ended_on__lte=timezone.localdate())

    def without_successor(self) -> Self:
        """Of whom a leaving is known, and neither who follows nor why nobody does."""
        return self.filter(ended_on__isnull=False, successor=None, nobody_needed=False)

    def staying_despite(self, departure: DirectoryDeparture) -> Self:
        """Of whom the teams have said that they do not leave by it."""
        return self.filter(stays_despite=departure, ended_on=None)

    def who_may_follow(self, member: "NetworkMember") -> Self:
        """Others of the same network of whom no leaving is known."""
        return self.filter(case=member.case_id, ended_on=None).exclude(pk=member.pk)

    def whom_nobody_follows(self) -> frozenset[int]:
        """The keys of those of whom `leaves` holds, chains of successors read in one query."""
        leaving = self.filter(ended_on__isnull=False, nobody_needed=False).order_by()
        successors = dict(leaving.values_list("pk", "successor"))

        def leaves(key: int | None) -> bool:
            while key in successors:
                key = successors[key]
            return key is None

        return frozenset(key for key in successors if leaves(key))

    def linked(self) -> "dict[int, NetworkMember]":
        """By key, each with its successor from among them: a chain asks nothing more."""
        found = {member.pk: member for member in self.order_by()}
        for member in found.values():
            if member.successor_id in found:
                member.successor = found[member.successor_id]
        return found

    def for_listing(self) -> Self:
        """In the order of a table, with what a row shows."""
        return self.select_related("successor").order_by("kind", "name", "pk")


class NetworkMember(Connection, CaseRecord, VersionedModel):
    """Somebody who supports the client, inside, after release or both (verkoston jäsen).

    An organisation without a name is a gap: its contact person is missing. With
    `is_protected` (another person's turvakielto) no contact details are kept at all.
    """

    class Wish(models.TextChoices):
        """Whether the client wants this member to take part."""

        ASK_FIRST = "ask_first", _("Ask the client first")
        MAY_TAKE_PART = "may_take_part", _("May take part")
        NOT = "not", _("Not to take part")

    kind = models.CharField(_("who"), max_length=20, choices=MemberKind)
    name = models.CharField(_("name"), max_length=SHORT_TEXT, blank=True)
    organisation_name = models.CharField(
        _("organisation or service"), max_length=SHORT_TEXT, blank=True
    )
    # Found by the name: what was written stays as it was written.
    organisation = models.ForeignKey(
        DirectoryOrganisation,
        verbose_name=_("organisation of the directory"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        db_index=False,  # the index has a name, so that it could be made without a lock
    )
    authority = models.CharField(
        _("authority"),
        max_length=20,
        choices=Authority,
        blank=True,
        default="",
        db_default="",
    )
    role = models.CharField(_("role"), max_length=SHORT_TEXT, blank=True)
    is_protected = models.BooleanField(_("non-disclosure order"), default=False)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), max_length=SHORT_TEXT, blank=True)
    client_wish = models.CharField(
        _("the client’s wish"), max_length=20, choices=Wish, default=Wish.ASK_FIRST
    )
    wish_words = models.TextField(
        _("the wish in the client’s own words"), max_length=LONG_TEXT, blank=True
    )
    inside = models.BooleanField(_("supports in prison"), default=False)
    after = models.BooleanField(_("supports after release"), default=False)
    since = models.DateField(_("in the network since"), default=timezone.localdate)
    ended_on = models.DateField(_("ended"), null=True, editable=False)
    end_reason = models.CharField(_("reason"), max_length=SHORT_TEXT, blank=True, editable=False)
    successor = models.ForeignKey(
        "self",
        verbose_name=_("successor"),
        on_delete=models.PROTECT,
        null=True,
        related_name="predecessors",
        editable=False,
    )
    nobody_needed = models.BooleanField(
        _("nobody needs to go on"), default=False, db_default=False, editable=False
    )
    nobody_because = models.CharField(
        _("why nobody needs to go on"),
        max_length=SHORT_TEXT,
        blank=True,
        default="",
        db_default="",
        editable=False,
    )
    # Of whoever leaves because the directory's entry does.
    departure = models.ForeignKey(
        DirectoryDeparture,
        verbose_name=_("departure from the directory"),
        on_delete=models.PROTECT,
        null=True,
        related_name="members",
        editable=False,
        db_index=False,  # as that of `organisation`
    )
    # What the team had told before the departure put its own day in the place of it.
    own_end = models.DateField(null=True, editable=False)
    own_end_reason = models.CharField(
        max_length=SHORT_TEXT, blank=True, default="", db_default="", editable=False
    )
    # The departure of which the team has said that it is not so here.
    stays_despite = models.ForeignKey(
        DirectoryDeparture,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        db_index=False,  # as that of `organisation`
    )
    saved_at = models.DateTimeField(auto_now_add=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )

    objects = NetworkMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of the network")
        ordering = ["kind", "name", "pk"]
        indexes = [
            models.Index(fields=["case", "ended_on"], name="network_of_case"),
            models.Index(fields=["organisation"], name="network_organisation"),
            models.Index(
                fields=["departure"],
                condition=Q(departure__isnull=False),
                name="network_departure",
            ),
            models.Index(
                fields=["stays_despite"],
                condition=Q(stays_despite__isnull=False),
                name="network_stays_despite",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") | ~Q(organisation_name=""),
                name="member_has_a_name_or_an_organisation",
            ),
            models.CheckConstraint(
                condition=Q(is_protected=False) | Q(phone="", email=""),
                name="protected_member_has_no_contact_details",
            ),
            models.CheckConstraint(
                condition=Q(inside=True) | Q(after=True),
                name="member_supports_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, end_reason="", successor=None)
                | Q(ended_on__isnull=False) & ~Q(end_reason=""),
                name="member_ended_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(nobody_needed=False) | Q(ended_on__isnull=False, successor=None),
                name="member_without_need_of_a_successor",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("since")),
                name="member_not_ended_before_begun",
            ),
            # Until it was asked for, nobody told why.
            models.CheckConstraint(
                condition=Q(nobody_because="") | Q(nobody_needed=True),
                name="member_reason_only_where_nobody_is_needed",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.organisation_name

    @property
    def is_present(self) -> bool:
        return self.ended_on is None or self.ended_on > timezone.localdate()

    @property
    def leaves(self) -> bool:
        """Whether it is known that they leave, and nobody goes on: also whoever came after them.

        A successor's own leaving is not known when they are named, so this comes to an end.
        """
        if self.ended_on is None or self.nobody_needed:
            return False
        return self.successor is None or self.successor.leaves

    @property
    def leaves_nobody(self) -> bool:
        """Whether a service is to be asked who goes on; nobody takes a close person's place."""
        is_close = self.kind == MemberKind.CLOSE_PERSON
        return not is_close and self.successor_id is None and self.leaves

    @property
    def lacks_contact_person(self) -> bool:
        """A present service that nobody answers for by name."""
        return self.is_present and not self.name

    @property
    def role_and_organisation(self) -> str:
        """The role and, where a person is named, whose person it is."""
        organisation = self.organisation_name if self.name else ""
        return ", ".join(part for part in (self.role, organisation) if part)
