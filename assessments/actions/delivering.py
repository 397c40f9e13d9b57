"""Recording to whom a final assessment was delivered, and taking such a row back."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from assessments.models import Assessment, AssessmentDelivery
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.actions.facts import written
from cases.models import Case
from records.imprint import imprint_of
from records.refused import Refused


class NotFinal(Refused):
    """A draft is nobody's to have yet."""

    words = gettext_lazy("A draft is not delivered. Finalise the assessment first.")


class DeliveredTooEarly(Refused):
    """The day is before the assessment was final, or ahead."""

    status = Refused.status.BAD_REQUEST
    field = "delivered_on"

    def __init__(self, final_on: dt.date | None) -> None:
        super().__init__(str(final_on))
        self.final_on = final_on

    @property
    def words(self) -> str:
        day = date_format(self.final_on) if self.final_on else ""
        return _("The assessment was final on %(day)s. Write that day or a later one.") % {
            "day": day
        }


class DeliveryTakenBackAlready(Refused):
    """Somebody was faster."""

    words = gettext_lazy("This delivery has been taken back already.")


@transaction.atomic
def record_delivery(*, delivery: AssessmentDelivery, by: User) -> None:
    """Add an unsaved `delivery`. Raises NotFinal or DeliveredTooEarly."""
    case = Case.objects.lock(delivery.case_id)
    refuse_closed(case)
    assessment = Assessment.objects.get(pk=delivery.assessment_id)
    if assessment.is_draft:
        raise NotFinal
    if assessment.finalised_on and delivery.delivered_on < assessment.finalised_on:
        raise DeliveredTooEarly(assessment.finalised_on)
    delivery.written_by, delivery.imprint = by, imprint_of(written_by=by)
    delivery.save(force_insert=True)
    written(case)
    record(Action.ASSESSMENT_DELIVERED, by=by, case=case, target=delivery)


@transaction.atomic
def take_back_delivery(*, delivery: AssessmentDelivery, because: str, by: User) -> None:
    """Say that it did not happen as written; the row stays. Raises DeliveryTakenBackAlready."""
    case = Case.objects.lock(delivery.case_id)
    refuse_closed(case)
    present = AssessmentDelivery.objects.kept().filter(pk=delivery.pk).first()
    if present is None:
        raise DeliveryTakenBackAlready(f"delivery {delivery.pk}")
    present.taken_back_at, present.taken_back_by = timezone.now(), by
    present.taken_back_because = because
    present.imprint |= imprint_of(taken_back_by=by)
    present.save()
    written(case)
    record(Action.ASSESSMENT_DELIVERY_TAKEN_BACK, by=by, case=case, target=present)
