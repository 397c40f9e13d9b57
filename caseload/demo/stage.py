"""What every story has at hand: the people, today, and days around it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from accounts.models import Municipality, Organisation, User
from caseload.demo.people import OWN_COUNTY, Cast
from cases.actions.client import save_contact_detail
from cases.actions.custody import record_custody
from cases.actions.notes import write_note
from cases.actions.opening import open_case
from cases.actions.team import assign_worker
from cases.custody import CustodyKind, FactSource, ReleaseCertainty, ReleaseKind
from cases.models import Case, Client, ContactDetail, CustodyFact, Note
from cases.permissions import CaseRole
from cases.register import identity_code
from cases.vocabulary import CommunicationChannel, ContactKind
from timing.calendar import is_working_day

IN_PRISON, PHONE, OFFICE, VIDEO = (
    CommunicationChannel.VISIT_PRISON,
    CommunicationChannel.PHONE,
    CommunicationChannel.VISIT_OFFICE,
    CommunicationChannel.VIDEO,
)


@dataclass(frozen=True)
class Stage:
    """The cast and the day of the loading, from which every date is counted."""

    cast: Cast
    today: dt.date

    def day(self, days: int) -> dt.date:
        """So many days from today; negative is past."""
        return self.today + dt.timedelta(days=days)

    def workday(self, days: int) -> dt.date:
        """Likewise, or the last working day before it: nobody meets on a Sunday, unless today."""
        day = self.day(days)
        while days and not is_working_day(day):
            day -= dt.timedelta(days=1)
        return day

    def open_case(
        self,
        *,
        worker: str,
        opened: int,
        unit: str = "release",
        members: tuple[str, ...] = (),
        home: str = "297",
        phone: str = "",
        message_may_be_left: bool = False,
        contact_address: str = "",
        **person: Any,
    ) -> Case:
        """A client's case, opened so many days from today and carried by `worker`."""
        by, at_home = self.cast[worker], self.cast.units[unit]
        client = Client.objects.create(
            county=at_home.county,
            home_municipality=Municipality.objects.on(self.today).get(code=home),
            birth_date=identity_code.birth_date(person["identity_code"]),
            **person,
        )
        reached = {ContactKind.PHONE: phone, ContactKind.CONTACT_ADDRESS: contact_address}
        for way, value in reached.items():
            if value:
                may_be_left = message_may_be_left and way == ContactKind.PHONE
                detail = ContactDetail(kind=way, value=value, message_may_be_left=may_be_left)
                save_contact_detail(client, detail)
        case = open_case(client=client, unit=at_home, by=by, on=self.workday(opened))
        assign_worker(case=case, user=by, role=CaseRole.RESPONSIBLE, by=by)
        for member in members:
            assign_worker(case=case, user=self.cast[member], role=CaseRole.MEMBER, by=by)
        case.refresh_from_db()
        return case

    def custody(
        self,
        case: Case,
        *,
        prison: str = "kuopio",
        kind: CustodyKind = CustodyKind.PRISON_SENTENCE,
        since: int,
        release: int | None = None,
        released: int | None = None,
        release_kind: ReleaseKind | str = ReleaseKind.TO_CONDITIONAL_RELEASE,
        certainty: ReleaseCertainty = ReleaseCertainty.OFFICIAL,
        source: FactSource = FactSource.PRISON_SERVICE,
        told_by: str = "Kati Savela, Kuopion vankila",
        not_known_because: str = "",
        by: User | None = None,
    ) -> None:
        """Record what is known of custody, dates counted from today."""
        known = release is not None
        fact = CustodyFact(
            case=case,
            facility=prison_named(prison) if prison else None,
            custody_kind=kind,
            custody_started_on=self.day(since),
            release_on=self.workday(release) if release is not None else None,
            release_kind=release_kind if known else "",
            released_on=self.workday(released) if released is not None else None,
            release_certainty=certainty if known else ReleaseCertainty.UNKNOWN,
            source=source,
            source_detail=told_by,
            not_known_because=not_known_because,
        )
        record_custody(fact=fact, by=by or worker_of(case))
        case.refresh_from_db()

    def note(
        self,
        case: Case,
        days: int,
        channel: CommunicationChannel | str,
        participants: str,
        text: str,
        *,
        kind: Note.Kind = Note.Kind.MEETING,
        by: str = "",
    ) -> None:
        """Write in the journal of what happened so many days from today."""
        note = Note(
            case=case,
            kind=kind,
            occurred_on=self.workday(days),
            channel=channel,
            participants=participants,
            text=text,
        )
        write_note(note=note, by=self.cast[by] if by else worker_of(case))


def worker_of(case: Case) -> User:
    """The personal worker, who writes where nobody else is named."""
    assert case.responsible is not None
    return case.responsible


def prison_named(code: str) -> Organisation:
    """A prison of the reference data."""
    return Organisation.objects.prisons().get(code=code)


def county_named(code: str = OWN_COUNTY) -> Organisation:
    """A county of the reference data."""
    return Organisation.objects.counties().get(code=code)


def written(day: dt.date) -> str:
    """A day as it is written in a text."""
    return f"{day.day}.{day.month}.{day.year}"
