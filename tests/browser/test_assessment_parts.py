"""An ordinary assessment from the contact's facts: few touched fields, and no page too long."""

import pytest

from assessments.draft_parts import PARTS, DraftPart
from cases.actions.team import assign_worker
from cases.permissions import CaseRole
from tests.assessments.part_pages import part_page
from tests.browser import acts
from tests.browser.conftest import PHONE
from tests.browser.forms import choose, follow, left_for_the_next, pick, send, tab, write
from tests.browser.gate_acts import Touched, touching
from tests.factories import (
    AssessmentFactory,
    NetworkMemberFactory,
    NetworkWalkthroughFactory,
    ReferralFactory,
    TriageFactory,
    WorkerFactory,
)

# What a person may have to touch, and how many screens of a phone a part may be.
ORDINARY_CASE, SCREENS = 40, 4
CONCERN = "Asunto puuttuu. Ei rahaa vapautuessa."
NEEDS = {"asuminen": "Haluan oman oven.", "talous": "Velat painavat."}


@pytest.fixture
def case(live_server):
    """Opened from a contact; its network has been gone through, its worker is appointed."""
    triage = TriageFactory(
        referral=ReferralFactory(description=CONCERN, contact_name="Kati Savela"),
        measures="Tukiasuntoa on haettu.",
    )
    case, worker = triage.case, WorkerFactory(unit=triage.case.unit)
    assign_worker(case=case, user=worker, role=CaseRole.RESPONSIBLE, by=worker)
    case.refresh_from_db()
    NetworkMemberFactory(case=case, name="Kati Savela", authority="8")
    NetworkWalkthroughFactory(case=case)
    return case


def test_an_assessment_from_the_contacts_facts_touches_few_fields(page, case, sign_in):
    sign_in(page, case.responsible)
    page.goto(case.get_absolute_url())
    tab(page, "Arviointi")
    follow(page, "Aloita arviointi")
    send(page, "Aloita arviointi")
    follow(page, str(PARTS[0]))
    touched = Touched()

    for part in PARTS:
        acts.heading(page, str(part))
        take_what_is_known(page)
        with touching(page, touched):
            answer(page, part)
        send(page, "Tallenna ja jatka" if part != PARTS[-1] else "Tallenna ja tee valmiiksi")
    send(page, "Tee valmiiksi")

    acts.heading(page, "Palvelutarpeen arvio")
    assert len(touched) <= ORDINARY_CASE


def take_what_is_known(page):
    """Press every offer of the part, which touches no field."""
    while (offer := page.get_by_role("button", name="Ota mukaan")).count():
        with left_for_the_next(page):
            offer.first.click()


def answer(page, part: DraftPart) -> None:
    if part.area:
        choose(
            page,
            "Missä vaiheessa",
            "Käyty läpi" if part.key in NEEDS else "Kysytty, ei tuen tarvetta",
        )
        if part.key in NEEDS:
            write(page, {"Mitä asiakas kertoo nyt": NEEDS[part.key]})
            choose(page, "Tuen tarve", "Kyllä")
    elif part.key == "alku":
        write(page, {"Miten arviointi tehtiin": "Kaksi tapaamista vankilassa."})
    elif part.key == "osallistujat":
        row = page.get_by_role("group", name="Uusi rivi")
        row.get_by_role("combobox", name="Kuka", exact=True).select_option(index=1)
        pick(row, "Osallistuminen", "Osallistui")
    elif part.key == "johtopaatokset":
        opinion = "Asiakkaan mielipide ja näkemys (SHL 37 §)"
        write(page, {opinion: "Haluan oman oven.", "Johtopäätökset": "Tarvitsee asunnon."})
        choose(page, "Tarvitseeko asiakas erityistä tukea? (SHL 3 §)", "Ei")
    elif part.key == "jatko":
        choose(page, "Tarvitaanko monitoimijaista työtä?", "Kyllä")
        write(page, {"Miksi tai miksi ei": "Asuminen ja velat."})
        nature = "Pitkäaikainen – omatyöntekijä nimetään ja asiakassuunnitelma tehdään"
        choose(page, "Tuen tarpeen luonne", nature)
        choose(page, "Tarvitseeko asiakas omatyöntekijän?", "Kyllä")
        choose(page, "Tehdäänkö asiakassuunnitelma?", "Kyllä")


def test_no_part_is_longer_than_four_screens_of_a_phone(page, case, sign_in):
    draft = AssessmentFactory(case=case)
    sign_in(page, case.responsible)
    page.set_viewport_size(PHONE)
    longest = SCREENS * PHONE["height"]

    heights = {}
    for part in PARTS:
        page.goto(part_page(draft, part.key))
        heights[part.key] = page.evaluate("document.documentElement.scrollHeight")

    assert {key: height for key, height in heights.items() if height > longest} == {}
