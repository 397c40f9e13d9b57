"""What an assessment proposes as needs: each life area with a need of support."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.models import Assessment, LifeArea
from assessments.vocabulary import YesNo
from cases.models import Case
from continuity.need_kinds import NeedKind
from continuity.proposing import Proposal

KIND_OF_AREA = {
    LifeArea.HOUSING: NeedKind.HOUSING,
    LifeArea.IMMIGRATION: NeedKind.RESIDENCE,
    LifeArea.EDUCATION: NeedKind.WORK_EDUCATION,
    LifeArea.WORK: NeedKind.WORK_EDUCATION,
    LifeArea.FINANCES: NeedKind.LIVELIHOOD,
    LifeArea.HEALTH: NeedKind.HEALTH,
    LifeArea.SUBSTANCES: NeedKind.REHAB_OPEN,
    LifeArea.RELATIONSHIPS: NeedKind.FAMILY,
    LifeArea.EVERYDAY: NeedKind.ABILITY,
    LifeArea.REHABILITATION: NeedKind.ABILITY,
    LifeArea.DIGITAL: NeedKind.DIGITAL,
}


def proposed_by_assessment(case: Case) -> list[Proposal]:
    """Of the newest assessment, also while it is written: a need does not wait for its end."""
    newest = Assessment.objects.filter(case=case).order_by("-pk").first()
    if newest is None:
        return []
    # A draft is saved many times, and must not ask anew each time; being finished asks once.
    is_final = newest.status == Assessment.Status.FINAL
    day = timezone.localdate(newest.saved_at) if is_final else newest.started_on
    areas = newest.areas.filter(need=YesNo.YES).prefetch_related("words")
    return [
        Proposal(
            KIND_OF_AREA[LifeArea(entry.area)],
            entry.client_words or entry.situation,
            _("assessment, %(area)s, %(day)s") % {"area": str(entry), "day": date_format(day)},
            day,
        )
        for entry in areas
    ]
