"""What somebody carries who is about to leave: numbers, and nothing of any client."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Absence, User
from cases.models import Case, CaseMembership
from notifications.models import Notice
from referrals.models import Referral


@dataclass(frozen=True)
class Carried:
    """How many of something, and what becomes of it."""

    what: Promise | str
    count: int
    after: Promise | str


def carried_by(user: User) -> list[Carried]:
    """Each kind with its number, also where it is none."""
    own = Case.objects.open().filter(responsible=user)
    parts = CaseMembership.objects.in_team().filter(user=user, case__status=Case.Status.OPEN)
    colleagues = parts.exclude(case__responsible=user).values("case").distinct()
    asked = Referral.objects.with_open_question().asked_of(user)
    absences = Absence.objects.not_over(timezone.localdate()).filter(substitute=user)
    unread = Notice.objects.told_to(user).unread()
    drafts = Referral.objects.filter(status=Referral.Status.DRAFT, sender=user)
    return [
        Carried(
            _("Open cases as personal worker"),
            own.count(),
            _(
                "The supervisor of each unit is told and hands them over. Until then the person "
                "stays the personal worker by name, and what is due goes to the supervisor."
            ),
        ),
        Carried(_("Parts in cases of colleagues"), colleagues.count(), _("They end at once.")),
        Carried(
            _("Absences in which the person stands in"),
            absences.count(),
            _("They are without a substitute until another is named."),
        ),
        Carried(
            _("Contacts begun and not sent"),
            drafts.count(),
            _("Nobody else sees them; they are removed after 30 days."),
        ),
        Carried(
            _("Contacts with a question that waits for the person"),
            asked.count(),
            _("A colleague of the same organisation can take them over."),
        ),
        Carried(_("Unread notices"), unread.count(), _("They stay unread.")),
    ]
