"""Recording the client's own estimates, that none were wanted, and taking such a row back."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from accounts.models import User
from assessments.instruments import IN_USE
from assessments.models import Estimate, EstimateSet, Moment
from audit.recording import record
from audit.vocabulary import Action
from cases.actions.closed_case import refuse_closed
from cases.actions.facts import written
from cases.models import Case
from records.imprint import imprint_of
from records.refused import Refused


class NothingEstimated(Refused):
    """No question was answered, and it was not said that the client declined."""

    words = gettext_lazy(
        "No question has an answer yet. One is enough. If the client does not wish to estimate, "
        "use the button at the end of the page."
    )


class EstimatesTakenBackAlready(Refused):
    """Somebody was faster."""

    words = gettext_lazy("These estimates have been taken back already.")


@transaction.atomic
def record_estimates(
    *,
    case: Case,
    moment: Moment,
    answers: Mapping[str, int],
    told_on: dt.date,
    heard_by: User,
    by: User,
) -> EstimateSet:
    """Keep the answers, by the keys of the instrument in use. Raises NothingEstimated."""
    case = Case.objects.lock(case.pk)
    refuse_closed(case)
    if not answers:
        raise NothingEstimated
    kept = EstimateSet(case=case, moment=moment, told_on=told_on, heard_by=heard_by)
    _keep(kept, answers, by)
    record(Action.ESTIMATES_RECORDED, by=by, case=case, target=kept, details={"moment": moment})
    return kept


@transaction.atomic
def decline_estimates(
    *, case: Case, moment: Moment, told_on: dt.date, heard_by: User, by: User
) -> EstimateSet:
    """Record that the client did not want to estimate anything; no reason is asked.

    Declined again on the same day, it stays one row.
    """
    case = Case.objects.lock(case.pk)
    refuse_closed(case)
    of_moment = EstimateSet.objects.filter(case=case).of_moment(moment)
    former: EstimateSet | None = of_moment.filter(is_declined=True, told_on=told_on).first()
    if former is not None:
        return former
    kept = EstimateSet(case=case, moment=moment, told_on=told_on, heard_by=heard_by)
    kept.is_declined = True
    _keep(kept, {}, by)
    record(Action.ESTIMATES_DECLINED, by=by, case=case, target=kept, details={"moment": moment})
    return kept


@transaction.atomic
def take_back_estimates(*, estimates: EstimateSet, because: str, by: User) -> None:
    """Say that they were not as written; the row stays. Raises EstimatesTakenBackAlready."""
    case = Case.objects.lock(estimates.case_id)
    refuse_closed(case)
    present = EstimateSet.objects.not_taken_back().filter(pk=estimates.pk).first()
    if present is None:
        raise EstimatesTakenBackAlready(f"estimates {estimates.pk}")
    present.taken_back_at, present.taken_back_by = timezone.now(), by
    present.taken_back_because = because
    present.imprint |= imprint_of(taken_back_by=by)
    present.save()
    written(case)
    record(Action.ESTIMATES_TAKEN_BACK, by=by, case=case, target=present)


def _keep(estimates: EstimateSet, answers: Mapping[str, int], by: User) -> None:
    """From here on the database lets nothing be changed or added."""
    estimates.instrument, estimates.instrument_version = IN_USE.code, IN_USE.version
    estimates.written_by = by
    estimates.imprint = imprint_of(written_by=by, heard_by=estimates.heard_by)
    estimates.save(force_insert=True)
    Estimate.objects.bulk_create(
        Estimate(estimate_set=estimates, question=question, value=value)
        for question, value in answers.items()
    )
    estimates.status = EstimateSet.Status.KEPT
    estimates.save(update_fields=["status"])
    written(estimates.case)
