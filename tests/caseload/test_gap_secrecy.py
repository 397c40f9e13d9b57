"""Who may not open a case reads of its gaps how many there are and the week, and no more."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.urls import reverse

from caseload.case_list.filters import CaseSet
from caseload.dashboard.list_links import list_of
from caseload.reminders.mailing import write_mails
from caseload.reminders.sweep import remind
from cases.custody import CustodyKind, ReleaseCertainty, ReleaseKind
from cases.vocabulary import Place
from continuity.models import State
from continuity.need_kinds import NeedKind
from networks.members.actions.changing import end_member
from notifications.delivery import deliver
from notifications.models import Notice
from tests.caseload.walk import released
from tests.factories import (
    CaseFactory,
    ClientFactory,
    InterimFactory,
    NeedFactory,
    NetworkMemberFactory,
    PrisonFactory,
    ServiceFactory,
    SupervisorFactory,
    UnitFactory,
)
from timing.calendar import noon_of
from timing.models import Due

pytestmark = pytest.mark.django_db

K = NeedKind
TODAY, GATE, SECOND = dt.date(2027, 2, 1), dt.date(2027, 3, 17), dt.date(2027, 5, 19)
DAY = dt.timedelta(days=1)
# What only who may open the case may read.
NAMES = ("Kanarialintu", "Salme", "Piilovankila", "Varjo", "Kanarian", "Sirkutus", "Häkki")
KINDS = ("Opioidikorvaushoito", "Lääkehoito", "Ensimmäinen yö", "Kyyti")
CUSTODY = ("koevapau", "Vankeusrangaistus", "Tutkintavank", "muuntorangaistus")


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(noon_of(TODAY))


@pytest.fixture
def case():
    """A gap of each kind that a row may have, at the first of two gates."""
    client = ClientFactory(first_names="Salme", last_name="Kanarialintu")
    unit = UnitFactory(county=client.county)
    case = CaseFactory(client=client, unit=unit, on=TODAY - 60 * DAY)
    tell_gates(case)
    nurse = NetworkMemberFactory(case=case, name="Varjo Lähtijä")
    ServiceFactory(need=need(case, K.SUBSTITUTION), name="Sirkutus", state=State.QUEUED)
    ServiceFactory(
        need=need(case, K.HOME_CARE),
        name="Häkki",
        state=State.RUNNING,
        contact_outside=nurse,
    )
    end_member(member=nurse, on=TODAY + 9 * DAY, reason="Varjo", by=case.responsible)
    InterimFactory(need=need(case, K.LIVELIHOOD), what="Häkki", ends_on=GATE + 5 * DAY)
    ServiceFactory(
        need=need(case, K.TRANSPORT),
        name="Häkki",
        place=Place.GATE,
        state=State.GRANTED,
        starts_on=GATE + DAY,
    )
    need(case, K.MEDICATION)
    return case


def need(case, kind):
    return NeedFactory(case=case, kind=kind, words="Kanarian omat sanat")


def tell_gates(case, **facts):
    told = {
        "custody_kind": CustodyKind.PRISON_SENTENCE,
        "custody_started_on": TODAY - 300 * DAY,
        "facility": PrisonFactory(name_fi="Piilovankila"),
        "release_kind": ReleaseKind.TO_SUPERVISED_PROBATIONARY_FREEDOM,
        "conditional_release_on": SECOND,
        "conditional_release_certainty": ReleaseCertainty.OFFICIAL,
    }
    released(case, GATE, **told | facts)


def days_of(*days):
    """Each way in which a page may write them."""
    forms = ("%-d.%-m.%Y", "%-d.%-m.", "%Y-%m-%d", "%d.%m.%Y")
    return [day.strftime(form) for day in days for form in forms]


SECRETS = (
    *NAMES,
    *KINDS,
    *CUSTODY,
    *days_of(GATE, GATE + DAY, GATE + 5 * DAY, GATE + 6 * DAY, SECOND),
)


def told_in(text):
    """Which secrets stand in it; a day is no part of a longer number."""
    return [word for word in SECRETS if re.search(rf"(?<!\d){re.escape(word)}", text)]


def test_the_secrets_stand_where_the_case_may_be_opened(client, case):
    client.force_login(case.responsible)

    text = client.get(reverse("caseload:portti", kwargs={"case_pk": case.pk})).content.decode()

    assert {"Kanarialintu", "Sirkutus", "Opioidikorvaushoito", "17.3."} <= set(told_in(text))


PAGES = ("caseload:dashboard", "caseload:gap_list", "caseload:dashboard_list", "caseload:case_list")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("day", [TODAY, GATE + 8 * DAY], ids=["before the gate", "after it"])
def test_no_page_of_the_supervisor_tells_whose_or_which_gap_it_is(
    client, case, time_machine, page, day
):
    supervisor = SupervisorFactory(unit=case.unit)
    time_machine.move_to(noon_of(day))
    client.force_login(supervisor)

    html = client.get(reverse(page)).content.decode()

    assert case.number in html or page == "caseload:dashboard"
    assert told_in(without_choices(html)) == []


def without_choices(html):
    """Without what may be chosen in a list, which is the same whatever the cases are."""
    return re.sub(r"<select.*?</select>", "", html, flags=re.DOTALL)


def test_the_list_narrowed_to_late_gaps_tells_no_more(client, case, time_machine):
    time_machine.move_to(noon_of(GATE + 8 * DAY))
    client.force_login(SupervisorFactory(unit=case.unit))

    page = list_of(CaseSet.LATE, late_kind="gap")

    html = client.get(page).content.decode()

    assert case.number in html
    assert told_in(without_choices(html)) == []


@pytest.fixture
def months(case, time_machine):
    """Every day from now until three weeks after the gate was passed, as the clock has it."""
    supervisor = SupervisorFactory(unit=case.unit)
    for offset in range((GATE - TODAY).days + 22):
        now = noon_of(TODAY + offset * DAY)
        time_machine.move_to(now)
        remind(now=now)
        write_mails(now=now)
        deliver(now=now)
    return supervisor


def test_notices_and_letters_of_gaps_tell_number_and_week_only(client, case, months):
    gaps = Notice.objects.filter(parameters__what="gap")
    assert gaps.filter(receiver=months).exists()
    client.force_login(months)

    page = client.get(reverse("accounts:notice_list")).content.decode()

    told = [f"{notice.parameters} {notice.link}" for notice in gaps]
    letters = [f"{letter.subject} {letter.body}" for letter in mail.outbox]
    assert letters != []
    assert [word for text in (page, *told, *letters) for word in told_in(text)] == []


# --- Kinds in the totals of the units -------------------------------------------------------


def with_gaps(unit, *kinds):
    case = CaseFactory(unit=unit, on=TODAY - 60 * DAY)
    released(case, GATE, custody_started_on=TODAY - 400 * DAY)
    for kind in kinds:
        NeedFactory(case=case, kind=kind)


def totals(client, unit):
    client.force_login(SupervisorFactory(unit=unit))
    return client.get(reverse("caseload:dashboard")).context["gaps_by_kind"]


@pytest.mark.parametrize(
    ("cases", "shown"),
    [
        pytest.param([[K.HOUSING]], [("Kaikki tuen tarpeet yhteensä", 1)], id="one case"),
        pytest.param(
            [[K.HOUSING]] * 2 + [[K.DEBTS]] * 3,
            [("Kaikki tuen tarpeet yhteensä", 5)],
            id="two have it",
        ),
        pytest.param(
            [[K.HOUSING]] * 3 + [[K.DEBTS]] * 2,
            [("Kaikki tuen tarpeet yhteensä", 5)],
            id="two have it not",
        ),
        pytest.param(
            [[K.HOUSING, K.DEBTS]] * 6,
            [("Kaikki tuen tarpeet yhteensä", 12)],
            id="every case has it",
        ),
        pytest.param(
            [[K.HOUSING]] * 3 + [[K.DEBTS]] * 3,
            [("Asuminen", 3), ("Velat", 3)],
            id="three have it and three not",
        ),
        pytest.param(
            [[K.HOUSING]] * 3 + [[K.DEBTS]] * 3 + [[K.SUBSTITUTION]],
            [("Asuminen", 3), ("Velat", 3), ("Muut tuen tarpeet yhteensä", 1)],
            id="one case has another",
        ),
    ],
)
def test_a_kind_is_named_where_three_cases_have_it_and_three_have_not(client, cases, shown):
    unit = UnitFactory()
    for kinds in cases:
        with_gaps(unit, *kinds)

    assert totals(client, unit) == shown


def test_needs_of_one_case_are_no_more_than_one_case(client):
    unit = UnitFactory()
    case = CaseFactory(unit=unit, on=TODAY - 60 * DAY)
    released(case, GATE, custody_started_on=TODAY - 400 * DAY)
    for words in ("Silmälasit", "Koira", "Polkupyörä"):
        NeedFactory(case=case, kind=K.OTHER, words=words)
    for _each in range(3):
        with_gaps(unit, K.HOUSING)

    assert Due.objects.present().filter(kind="gap").count() == 6
    assert totals(client, unit) == [("Kaikki tuen tarpeet yhteensä", 6)]
