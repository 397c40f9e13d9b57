"""The county, its units and everybody who works there or sends contacts to it."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password

from accounts.models import Municipality, Organisation, Unit, UnitMembership, UnitRole, User
from benchmarks.seed.copying import Row, copy_in, reserve
from benchmarks.seed.invented_people import Names
from benchmarks.seed.size import Size

WORKERS_OF_A_UNIT = 10
# Present workers, and those of the three times five years before them.
GENERATIONS = 4
INTAKE_WORKERS = 3
OFFICERS_OF_A_PRISON = 10
# Of ordinary units with 250 open cases each: one supervisor with 3,000.
UNITS_OF_THE_GREAT_SUPERVISOR = range(1, 13)

# The people who are measured, by the local part of their address.
WORKER, COLLEAGUE, LOADED_WORKER = "worker-0-0", "worker-0-1", "worker-1-0"
SUPERVISOR, GREAT_SUPERVISOR = "supervisor-0", "great-supervisor"
INTAKE, OFFICER = "intake-0", "officer-0-0"
DOMAIN = "bench.invalid"
TITLE = "sosiaaliohjaaja"


@dataclass
class People:
    """Keys of those who act in the invented world."""

    county: Organisation
    municipality: Municipality
    units: list[int]
    # By unit: the workers of each generation, the present ones first.
    workers: list[list[list[int]]]
    supervisors: list[int]
    intake: list[int]
    prisons: list[int]
    # By prison.
    officers: list[list[int]]
    names: dict[int, str]
    # What final records keep of each.
    imprints: dict[int, dict[str, str]]

    def signed(self, rows: Iterable[Row], role: str) -> Iterator[Row]:
        """The rows with the name of who did it, as the act keeps it."""
        for row in rows:
            yield row | {"imprint": {role: self.imprints[row[f"{role}_id"]]}}


def make_people(size: Size, names: Names, random: Random, today: dt.date) -> People:
    """Enter them, with a second factor for everybody who signs in here."""
    county = Organisation.objects.counties().order_by("code")[0]
    municipalities = Municipality.objects.on(today).filter(county=county)
    units = reserve(Unit, size.units)
    copy_in(
        Unit,
        (
            {"id": pk, "county_id": county.pk, "name_fi": f"Vapautuvien tiimi {n + 1}"}
            for n, pk in enumerate(units)
        ),
    )
    users = _Users(names)
    prisons = list(Organisation.objects.prisons().order_by("code").values_list("pk", flat=True))
    people = People(
        county=county,
        municipality=municipalities.order_by("code")[0],
        units=units,
        workers=[_workers(users, n, county.pk) for n in range(size.units)],
        supervisors=[users.add(f"supervisor-{n}", county.pk) for n in range(size.units)],
        intake=[users.add(f"intake-{n}", county.pk) for n in range(INTAKE_WORKERS)],
        prisons=prisons,
        officers=[
            [users.add(f"officer-{n}-{m}", prison) for m in range(OFFICERS_OF_A_PRISON)]
            for n, prison in enumerate(prisons)
        ],
        names=users.names,
        imprints=users.imprints,
    )
    # A single unit has her own supervisor only.
    great = users.add(GREAT_SUPERVISOR, county.pk) if size.units > 1 else 0
    users.write()
    copy_in(UnitMembership, _memberships(people, great))
    return people


class _Users:
    """Collects users and writes them at once."""

    def __init__(self, names: Names) -> None:
        self.drawn = names
        self.rows: list[dict[str, object]] = []
        self.names: dict[int, str] = {}
        self.imprints: dict[int, dict[str, str]] = {}
        # One that nobody can sign in with; sessions are made without it.
        self.password = make_password(None)

    def add(self, local: str, organisation: int, *, present: bool = True) -> int:
        """The key of a new user."""
        first, last = self.drawn.person()
        [pk] = reserve(User, 1)
        self.names[pk] = f"{first} {last}"
        self.imprints[pk] = {"first_name": first, "last_name": last, "title": TITLE}
        self.rows.append(
            {
                "id": pk,
                "email": f"{local}@{DOMAIN}",
                "password": self.password,
                "first_name": first,
                "last_name": last,
                "title": TITLE,
                "organisation_id": organisation,
                "is_active": present,
            }
        )
        return pk

    def write(self) -> None:
        copy_in(User, self.rows)
        secret = {"secret": "unused: sessions are made without signing in"}
        copy_in(
            Authenticator,
            (
                {"user_id": row["id"], "type": Authenticator.Type.TOTP.value, "data": secret}
                for row in self.rows
                if row["is_active"]
            ),
        )


def _workers(users: _Users, unit: int, county: int) -> list[list[int]]:
    present = [users.add(f"worker-{unit}-{n}", county) for n in range(WORKERS_OF_A_UNIT)]
    former = [
        [
            users.add(f"former-{unit}-{generation}-{n}", county, present=False)
            for n in range(WORKERS_OF_A_UNIT)
        ]
        for generation in range(1, GENERATIONS)
    ]
    return [present, *former]


def _memberships(people: People, great: int) -> list[dict[str, object]]:
    held: list[tuple[int, int, str]] = []
    for n, unit in enumerate(people.units):
        held += [(pk, unit, UnitRole.WORKER.value) for pk in people.workers[n][0]]
        held.append((people.supervisors[n], unit, UnitRole.SUPERVISOR.value))
        if n in UNITS_OF_THE_GREAT_SUPERVISOR:
            held.append((great, unit, UnitRole.SUPERVISOR.value))
    held += [(pk, people.units[0], UnitRole.INTAKE.value) for pk in people.intake]
    return [{"user_id": user, "unit_id": unit, "role": role} for user, unit, role in held]
