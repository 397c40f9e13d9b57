"""The link to the client's own estimates from the occasion on which they are told."""

import datetime as dt
from typing import Any

from django import template
from django.utils import timezone

from assessments.models import EstimateSet, Moment
from desistance.rounds import SAME_OCCASION

register = template.Library()


@register.simple_tag
def estimates_told(case: Any, moment: str, since: dt.date | None = None) -> EstimateSet | None:
    """The newest of the present occasion, told or declined: then it is not offered again.

    The occasion began on `since`, or counts as two weeks, as with the factors.
    """
    begun_on = since or timezone.localdate() - SAME_OCCASION
    of_moment = EstimateSet.objects.filter(case=case).of_moment(Moment(moment))
    newest: EstimateSet | None = of_moment.filter(told_on__gte=begun_on).first()
    return newest
