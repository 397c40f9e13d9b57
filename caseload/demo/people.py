"""Who can sign in to the demo as what. Everybody here is invented."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.actions.users import record_vouching
from accounts.models import Organisation, Unit, UnitMembership, UnitRole, User, Vouching

# One for all, shown on the sign-in page of the demo and nowhere else.
PASSWORD = "askel-kohti-kotia"
DOMAIN = "example.invalid"

OWN_COUNTY, OTHER_COUNTY = "13", "04"
COUNTY, PRISON, PARTNER = Organisation.Kind
WORKER, INTAKE, SUPERVISOR = UnitRole


@dataclass(frozen=True)
class Person:
    """Somebody of the demo; `what` tells a visitor what they come to do and see."""

    key: str
    first_name: str
    last_name: str
    title: str
    organisation: tuple[Organisation.Kind, str]
    what: Promise | str
    units: tuple[tuple[str, UnitRole], ...] = ()
    phone: str = ""
    language: str = "fi"
    is_office_holder: bool = False
    is_social_worker: bool = False
    is_superuser: bool = False

    @property
    def name(self) -> str:
        """First and last name, and the job title."""
        return f"{self.first_name} {self.last_name}, {self.title}"

    @property
    def email(self) -> str:
        """The login name: plain letters only, as in life."""
        plain = f"{self.first_name}.{self.last_name}".lower()
        return f"{plain.translate(str.maketrans('åäö', 'aao'))}@{DOMAIN}"


# The unit's key, its county, and its name in Finnish and Swedish.
UNITS = {
    "release": (
        OWN_COUNTY,
        "Työikäisten sosiaalityö, vapautuvien tiimi",
        "Socialt arbete för personer i arbetsför ålder, teamet för frigivna",
    ),
    "iisalmi": (
        OWN_COUNTY,
        "Työikäisten sosiaalityö, Iisalmi",
        "Socialt arbete för personer i arbetsför ålder, Idensalmi",
    ),
    "vantaa": (OTHER_COUNTY, "Aikuissosiaalityö, Vantaa", "Vuxensocialarbete, Vanda"),
}

# How a unit is reached; where nothing stands, the county's own.
REACHED = {
    "release": {
        "address": "Esimerkkikatu 3, 70100 Kuopio",
        "phone": "017 000 0110",
        "opening_hours": "ma–pe 9–15",
        "on_call_phone": "017 000 0112",
    },
    "iisalmi": {
        "address": "Mallitie 2, 74100 Iisalmi",
        "phone": "017 000 0130",
        "opening_hours": "ma–to 9–15",
    },
}

# Who vouches for people of other organisations.
VOUCHED = {
    "kati": ("Eero Esimerkki, apulaisjohtaja", "029 500 0200"),
    "jarmo": ("Maini Malli, vankilan johtaja", "029 500 0300"),
    "marko": ("Tuula Tapio, toiminnanjohtaja", "050 000 0500"),
}

PARTNERS = {"kotimatka": ("Kotimatka ry", "Kotimatka rf")}

PEOPLE = (
    Person(
        "riikka",
        "Riikka",
        "Aaltovuo",
        "sosiaalityöntekijä",
        (COUNTY, OWN_COUNTY),
        _("Social worker. Carries cases in every phase; begin here."),
        (("release", WORKER),),
        "017 000 0101",
        is_social_worker=True,
    ),
    Person(
        "kati",
        "Kati",
        "Savela",
        "erityisohjaaja",
        (PRISON, "kuopio"),
        _("Prison officer. Makes contacts and follows what became of them."),
        phone="029 500 0201",
    ),
    Person(
        "anneli",
        "Anneli",
        "Kukkokallio",
        "palveluohjaaja",
        (COUNTY, OWN_COUNTY),
        _("Intake. Triages the contacts that have arrived in the county."),
        (("release", INTAKE),),
        "017 000 0100",
    ),
    Person(
        "paivi",
        "Päivi",
        "Honkasaari",
        "johtava sosiaalityöntekijä",
        (COUNTY, OWN_COUNTY),
        _("Supervisor. Sees the caseload without names and appoints workers."),
        (("release", SUPERVISOR),),
        "017 000 0110",
        is_office_holder=True,
        is_social_worker=True,
    ),
    Person(
        "mervi",
        "Mervi",
        "Ojakallio",
        "sosiaalityöntekijä",
        (COUNTY, OWN_COUNTY),
        _("Social worker in public office. Has a client with a non-disclosure order."),
        (("release", WORKER),),
        "017 000 0102",
        is_office_holder=True,
        is_social_worker=True,
    ),
    Person(
        "johanna",
        "Johanna",
        "Björkskär",
        "socialarbetare",
        (COUNTY, OWN_COUNTY),
        _("Swedish-speaking social worker. Her client’s plan is in Swedish."),
        (("release", WORKER),),
        "017 000 0103",
        language="sv",
        is_social_worker=True,
    ),
    Person(
        "sami",
        "Sami",
        "Rautiola",
        "sosiaaliohjaaja",
        (COUNTY, OWN_COUNTY),
        _("Works in another unit of the same county, and does not see the cases above."),
        (("iisalmi", WORKER),),
        "017 000 0120",
    ),
    Person(
        "jarmo",
        "Jarmo",
        "Kelovuori",
        "rikosseuraamusesimies",
        (PRISON, "sukeva"),
        _("Works in another prison, and sees the contacts of that prison only."),
        phone="029 500 0301",
    ),
    Person(
        "inka",
        "Inka",
        "Harjumäki",
        "sosiaalityöntekijä",
        (COUNTY, OTHER_COUNTY),
        _("Social worker of another county, with a case of that county."),
        (("vantaa", WORKER),),
        "09 000 0401",
    ),
    Person(
        "otso",
        "Otso",
        "Niittyranta",
        "palveluohjaaja",
        (COUNTY, OTHER_COUNTY),
        _("Intake of another county. A contact waits there."),
        (("vantaa", INTAKE),),
        "09 000 0400",
    ),
    Person(
        "marko",
        "Marko",
        "Polvelma",
        "tukihenkilötoiminnan ohjaaja",
        (PARTNER, "kotimatka"),
        _("Works for an association. Can make a contact, and sees no case."),
        phone="050 000 0501",
    ),
    Person(
        "jonna",
        "Jonna",
        "Sarkavirta",
        "pääkäyttäjä",
        (COUNTY, OWN_COUNTY),
        _("Administrator. Sees no client, whatever rights the technology gives."),
        is_superuser=True,
    ),
)


@dataclass(frozen=True)
class Cast:
    """The people and units of the demo as they are in the database."""

    users: dict[str, User]
    units: dict[str, Unit]

    def __getitem__(self, key: str) -> User:
        return self.users[key]


def create_people() -> Cast:
    """Make the partners, the units, and everybody with the shared password."""
    county = Organisation.objects.get(kind=COUNTY, code=OWN_COUNTY)
    for code, (name_fi, name_sv) in PARTNERS.items():
        Organisation.objects.create(
            kind=PARTNER, code=code, name_fi=name_fi, name_sv=name_sv, kept_by=county
        )
    Organisation.objects.filter(kind=COUNTY, code=OWN_COUNTY, contact_details="").update(
        contact_details="Esimerkkikatu 1, 70000 Kuopio, puh. 017 000 0000"
    )
    Organisation.objects.filter(kind=COUNTY, code=OWN_COUNTY, phone="").update(
        phone="017 000 0100", on_call_phone="017 000 0112"
    )
    units = {
        key: Unit.objects.create(
            county=Organisation.objects.get(kind=COUNTY, code=county),
            name_fi=name_fi,
            name_sv=name_sv,
            **REACHED.get(key, {}),
        )
        for key, (county, name_fi, name_sv) in UNITS.items()
    }
    cast = Cast(users=dict(_create_users(units)), units=units)
    for key, (name, contact) in VOUCHED.items():
        vouching = Vouching(user=cast[key], name=name, contact=contact, on=timezone.localdate())
        record_vouching(vouching=vouching, by=cast["jonna"])
    return cast


def _create_users(units: dict[str, Unit]) -> Iterable[tuple[str, User]]:
    for person in PEOPLE:
        kind, code = person.organisation
        make = User.objects.create_superuser if person.is_superuser else User.objects.create_user
        user = make(
            person.email,
            PASSWORD,
            first_name=person.first_name,
            last_name=person.last_name,
            title=person.title,
            phone=person.phone,
            organisation=Organisation.objects.get(kind=kind, code=code),
            language=person.language,
            is_office_holder=person.is_office_holder,
            is_social_worker=person.is_social_worker,
        )
        validate_password(PASSWORD, user)
        for unit, role in person.units:
            UnitMembership.objects.create(user=user, unit=units[unit], role=role)
        yield person.key, user
