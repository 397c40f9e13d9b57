"""What nobody has asked about yet: silence is not calm."""

import datetime as dt

from django.urls import reverse

from cases.models import Case, CustodyFact
from continuity.proposing import questions
from timing.missing import Missing


def not_asked(case: Case, today: dt.date) -> list[Missing]:
    """The kinds that the case has to answer before its gate and has not, or is asked anew.

    By the rule of `continuity.proposing`, and also before the span of the gate has begun: until
    a kind is answered nothing is said to be in order.
    """
    if not case.is_open:
        return []
    facts = list(CustodyFact.objects.of_case(case))
    page = reverse("continuity:need_add", kwargs={"case_pk": case.pk})
    return [
        Missing(each.kind.value, str(each.kind.label), f"{page}?laji={each.kind.value}")
        for each in questions(case, (), facts, today, before_span=True)
        if each.is_open
    ]
