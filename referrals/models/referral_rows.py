"""What the database holds of a contact's row, and by which indexes rows are found."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

# What lives on after the sending: who answers for it on either side, and what the database
# works out. All else is kept.
LIVING = (
    "county_id",
    "offered_county_id",
    "holder_id",
    "holder_organisation_id",
    "offered_to_id",
    "is_decided",
    "release_told",
    "name_key",
)


# What makes a row wide; no list shows it.
TEXTS = (
    "typed",
    "description",
    "agreed_with_client",
    "how_to_reach",
    "ground_reasons",
    "no_consent_because",
    "sender_secret_because",
    "not_known",
)

CONSTRAINTS = [
    models.UniqueConstraint(
        fields=["reference"],
        condition=~Q(reference=""),
        name="one_referral_per_reference",
    ),
    models.CheckConstraint(
        condition=Q(status="draft", sent_at=None, reference="")
        | Q(
            status="sent",
            sent_at__isnull=False,
            county__isnull=False,
        )
        & ~Q(reference="")
        # Some people have one name.
        & ~Q(last_name=""),
        name="sent_referral_has_county_reference_and_name",
    ),
    models.CheckConstraint(
        condition=Q(status="draft")
        | Q(kind="notification")
        | Q(made_by="client")
        | Q(consent_on__isnull=False) & ~Q(consent_manner=""),
        name="sent_contact_has_consent",
    ),
    models.CheckConstraint(
        condition=Q(status="draft")
        | Q(kind="contact", ground="")
        | Q(kind="notification", consent_on=None, consent_manner="")
        & ~Q(ground="")
        & ~Q(ground_reasons="")
        & ~Q(no_consent_because=""),
        name="sent_notification_has_a_ground",
    ),
    models.CheckConstraint(
        condition=Q(status="draft") | ~Q(needs=[]) | Q(not_known__has_key="needs"),
        name="sent_referral_says_what_it_is_about",
    ),
    models.CheckConstraint(
        condition=Q(release_on=None)
        | Q(custody_started_on=None)
        | Q(release_on__gte=F("custody_started_on")),
        name="referral_release_not_before_custody",
    ),
    models.CheckConstraint(
        condition=Q(release_on__isnull=False) & ~Q(release_certainty="unknown")
        | Q(release_on=None, release_certainty="unknown"),
        name="referral_release_has_a_certainty",
    ),
]

INDEXES = [
    # With what the queue leaves out, so that it is counted without a look at the rows.
    models.Index(
        fields=["county", "sent_at"],
        include=["offered_county"],
        condition=Q(status="sent", is_decided=False),
        name="referral_waits",
    ),
    # Those who wait are looked for by the name as it sounds (search/alike.py).
    GinIndex(
        fields=["name_key"],
        opclasses=["gin_trgm_ops"],
        condition=Q(status="sent", is_decided=False),
        name="referral_waiting_key",
    ),
    # And by their code, and by birth dates: without those of none, who would be read by it.
    models.Index(
        fields=["identity_code"],
        condition=Q(status="sent", is_decided=False),
        name="referral_waiting_code",
    ),
    models.Index(
        fields=["birth_date"],
        condition=Q(status="sent", is_decided=False, birth_date__isnull=False),
        name="referral_waiting_born",
    ),
    # Of whom the birth date is not known: they may be anybody of such a name.
    GinIndex(
        fields=["name_key"],
        opclasses=["gin_trgm_ops"],
        condition=Q(status="sent", is_decided=False, birth_date=None),
        name="referral_undated_key",
    ),
    # The search for contacts goes through those that are decided on, too (finding.py).
    GinIndex(
        fields=["name_key"],
        opclasses=["gin_trgm_ops"],
        condition=Q(status="sent"),
        name="referral_sent_key",
    ),
    models.Index(
        fields=["identity_code"],
        condition=Q(status="sent"),
        name="referral_sent_code",
    ),
    # The sender's list: pages and counts are read from these alone.
    models.Index(
        fields=["holder_organisation", "-sent_at", "-id"],
        include=["holder"],
        condition=Q(status="sent"),
        name="referral_of_house",
    ),
    models.Index(
        fields=["holder", "holder_organisation", "-sent_at", "-id"],
        condition=Q(status="sent"),
        name="referral_of_holder",
    ),
    models.Index(fields=["sender", "status"], name="referral_sender"),
]
