"""The register of clients."""

import datetime as dt
from collections.abc import Iterator

from benchmarks.seed.copying import Row, copy_in, reserve
from benchmarks.seed.histories import History
from benchmarks.seed.people import People
from cases.models import Client, ContactDetail
from cases.vocabulary import ContactKind


def make_clients(histories: list[History], people: People, references: list[str]) -> None:
    """One client for each case, as a contact told of them."""
    for history, pk in zip(histories, reserve(Client, len(histories)), strict=True):
        history.client = pk
    copy_in(Client, _clients(histories, people, references))
    copy_in(ContactDetail, _phones(histories))


def phone_of(number: int) -> str:
    """A number of a series that is given to nobody."""
    return f"0457 {number // 1000 % 1000:03d} {number % 1000:03d}"


def _clients(histories: list[History], people: People, references: list[str]) -> Iterator[Row]:
    for history, reference in zip(histories, references, strict=True):
        yield {
            "id": history.client,
            "county_id": people.county.pk,
            "first_names": history.first_names,
            "last_name": history.last_name,
            "identity_code": history.identity_code,
            "birth_date": history.birth_date,
            "home_municipality_id": people.municipality.pk,
            "how_to_reach": "Puhelimella osaston kautta, arkisin kello 14 jälkeen.",
            "taken_from": reference,
            "taken_on": history.opened_on + dt.timedelta(days=0),
        }


def _phones(histories: list[History]) -> Iterator[Row]:
    for n, history in enumerate(histories):
        number = phone_of(n)
        yield {
            "client_id": history.client,
            "kind": ContactKind.PHONE.value,
            "value": number,
            "digits": number.replace(" ", ""),
            "message_may_be_left": n % 3 == 0,
        }
