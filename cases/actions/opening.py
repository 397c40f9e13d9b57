"""Opening a case for a client, and opening it again."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Unit, User
from audit.recording import record
from audit.vocabulary import Action
from cases.models import Case, Client
from cases.models.case import CaseNumber
from records.refused import Refused
from timing import moves
from timing.deriving import CASE, begin


class AlreadyOpen(Refused):
    """The client has an open case; `case` is that one."""

    words = _("The client has another open case. Work goes on there.")

    def __init__(self, case: Case) -> None:
        super().__init__(case.number)
        self.case = case


@transaction.atomic
def open_case(*, client: Client, unit: Unit, by: User, on: dt.date) -> Case:
    """Open a case (asia) for `client` in `unit`. It has no team yet.

    Raises AlreadyOpen where the client has an open case: two workers who open at the
    same moment wait at the client's row, and the second one joins the first.
    """
    client = Client.objects.select_for_update().get(pk=client.pk)
    while client.merged_into_id:
        # Merged a moment ago: work goes on under the kept record.
        client = Client.objects.select_for_update().get(pk=client.merged_into_id)
    existing = Case.objects.open().filter(client=client).first()
    if existing is not None:
        raise AlreadyOpen(existing)
    case = Case.objects.create(
        client=client,
        county=client.county,
        unit=unit,
        number=next_number(client.county, on.year),
        opened_on=on,
        opened_by=by,
    )
    begin(CASE, [case], moves.OPENED)
    record(Action.CASE_OPENED, by=by, case=case)
    return case


def next_number(county: Organisation, year: int) -> str:
    """The county's next case number of the year, e.g. 2026-000417; no number twice."""
    CaseNumber.objects.get_or_create(county=county, year=year)
    counter = CaseNumber.objects.select_for_update().get(county=county, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return str(counter)
