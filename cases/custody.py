"""The words for custody and release.

A release date is a decision of the Prison and Probation Service. It is stored
with its certainty and source, and is never computed. No word here names an
offence.
"""

import datetime as dt

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from timing.calendar import add_months

SHORT_STAY_MONTHS = 4


class CustodyKind(models.TextChoices):
    """Where a person is with a sentence or a remand, in prison or in freedom."""

    PRISON_SENTENCE = "prison_sentence", _("Prison sentence")
    FINE_CONVERSION = "fine_conversion", _("Conversion sentence for unpaid fines")
    REMAND = "remand", _("Remand imprisonment")
    LIFE_SENTENCE = "life_sentence", _("Life sentence")
    FULL_TERM = "full_term", _("Full term or combination sentence")
    SUPERVISED_PROBATIONARY_FREEDOM = (
        "supervised_probationary_freedom",
        _("Supervised probationary freedom"),
    )
    CONDITIONAL_RELEASE = "conditional_release", _("Conditional release")
    MONITORING_SENTENCE = "monitoring_sentence", _("Monitoring sentence")
    COMMUNITY_SERVICE = "community_service", _("Community service")
    JUVENILE_PUNISHMENT = "juvenile_punishment", _("Juvenile punishment")
    NOT_IN_CUSTODY = "not_in_custody", _("Not in custody")

    @property
    def is_in_prison(self) -> bool:
        return self in IN_PRISON


IN_PRISON = frozenset(
    {
        CustodyKind.PRISON_SENTENCE,
        CustodyKind.FINE_CONVERSION,
        CustodyKind.REMAND,
        CustodyKind.LIFE_SENTENCE,
        CustodyKind.FULL_TERM,
    }
)


class ReleaseKind(models.TextChoices):
    """What a stay in prison ends with. A transfer is none: it is a new fact of the place."""

    TO_CONDITIONAL_RELEASE = "to_conditional_release", _("To conditional release")
    TO_SUPERVISED_PROBATIONARY_FREEDOM = (
        "to_supervised_probationary_freedom",
        _("To supervised probationary freedom"),
    )
    END_OF_SENTENCE = "end_of_sentence", _("Sentence served")
    COURT_DECISION = "court_decision", _("By decision of a court")
    FINE_PAID = "fine_paid", _("Fine paid")
    REMAND_ENDED = "remand_ended", _("Remand ended")


class ReturnKind(models.TextChoices):
    """What brings somebody back to prison who was out. It names no offence."""

    INVESTIGATION = "investigation", _("Being investigated")
    REVOKED_FOR_TIME = "revoked_for_time", _("Freedom revoked for a time")
    REVOKED = "revoked", _("Freedom revoked wholly")
    REMAND = "remand", _("Remand imprisonment")
    NEW_SENTENCE = "new_sentence", _("New sentence")


class GateKind(models.TextChoices):
    """What a person passes on the way out of prison."""

    FREEDOM = "freedom", _("Start of supervised probationary freedom")
    RELEASE = "release", _("Release")
    NONE = "none", _("No release is to come")


class ReleaseCertainty(models.TextChoices):
    """How sure a release date is; no date is shown without it."""

    OFFICIAL = "official", _("Confirmed by the Prison and Probation Service")
    ESTIMATED = "estimated", _("Estimate")
    CLIENT_REPORT = "client_report", _("Reported by the client")
    MONTH = "month", _("Only the month is known")
    UNKNOWN = "unknown", _("Not known")

    @property
    def short_label(self) -> Promise | str:
        """The word that stands after a date."""
        return SHORT_CERTAINTIES[self]


SHORT_CERTAINTIES = {
    ReleaseCertainty.OFFICIAL: pgettext_lazy("release date", "confirmed"),
    ReleaseCertainty.ESTIMATED: pgettext_lazy("release date", "estimate"),
    ReleaseCertainty.CLIENT_REPORT: pgettext_lazy("release date", "reported by the client"),
    ReleaseCertainty.MONTH: pgettext_lazy("release date", "only the month is known"),
    ReleaseCertainty.UNKNOWN: pgettext_lazy("release date", "not known"),
}


class FactSource(models.TextChoices):
    """Who told the county a fact of custody."""

    PRISON_SERVICE = "prison_service", _("Prison and Probation Service of Finland")
    COURT = "court", _("Court")
    CLIENT = "client", _("Client")
    CLOSE_PERSON = "close_person", _("Close person")
    SENDER = "sender", _("Sender of the contact or notification")
    OTHER_AUTHORITY = "other_authority", _("Other authority")


class Track(models.TextChoices):
    """The pace of the work: it changes prompts and time scale, never rights."""

    LONG = "long", _("Long sentence")
    SHORT = "short", _("Short sentence")
    FINE_CONVERSION = "fine_conversion", _("Conversion sentence for unpaid fines")
    REMAND = "remand", _("Remand imprisonment")
    SUPERVISED_PROBATIONARY_FREEDOM = (
        "supervised_probationary_freedom",
        _("Supervised probationary freedom"),
    )

    @property
    def is_short(self) -> bool:
        """Whether the contact and the first days are a complete result.

        A planned process does not fit a stay of days: nothing more is asked for, and more
        may be begun.
        """
        return self in SHORT_TRACKS


SHORT_TRACKS = frozenset({Track.SHORT, Track.FINE_CONVERSION, Track.REMAND})

TRACK_OF_KIND = {
    CustodyKind.FINE_CONVERSION: Track.FINE_CONVERSION,
    CustodyKind.REMAND: Track.REMAND,
    CustodyKind.SUPERVISED_PROBATIONARY_FREEDOM: Track.SUPERVISED_PROBATIONARY_FREEDOM,
    CustodyKind.LIFE_SENTENCE: Track.LONG,
    CustodyKind.FULL_TERM: Track.LONG,
}


def track_of(
    kind: CustodyKind | str,
    starts_on: dt.date | None = None,
    releases_on: dt.date | None = None,
) -> Track | None:
    """The track of a custody by rule, or None for those who serve no time in prison.

    Short is an expected stay of under four months, the limit at which the
    review of a sentence plan changes (government decree 548/2015, section 16).
    A sentence whose length is not known follows the long track, which asks for
    more rather than less.
    """
    kind = CustodyKind(kind)
    if kind is CustodyKind.PRISON_SENTENCE:
        return Track.SHORT if _is_short(starts_on, releases_on) else Track.LONG
    return TRACK_OF_KIND.get(kind)


def _is_short(starts_on: dt.date | None, releases_on: dt.date | None) -> bool:
    if starts_on is None or releases_on is None:
        return False
    return releases_on < add_months(starts_on, SHORT_STAY_MONTHS)
