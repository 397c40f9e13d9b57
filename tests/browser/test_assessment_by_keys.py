"""An assessment from its map to the final document, without a mouse, on a desk and on a phone."""

import pytest
from django.urls import reverse

from assessments.draft_parts import PARTS, DraftPart
from assessments.models import Assessment, LifeAreaEntry
from tests.browser import acts
from tests.browser.conftest import DESKTOP, PHONE, expect_accessible
from tests.browser.keyboard import enter, faults_of_keys, follow_by_key, tab_to
from tests.factories import AssessmentFactory, NetworkWalkthroughFactory

pytestmark = pytest.mark.django_db(transaction=True)

LATER, TALKED = "kotoutuminen", "asuminen"
NATURE = "Pitkäaikainen – omatyöntekijä nimetään ja asiakassuunnitelma tehdään"
# What is typed or pressed in a part, by the name of the field in the order of the page.
SPACE = " "
KEYS_OF_PART = {
    "alku": [("Miten arviointi tehtiin", "Kaksi tapaamista.")],
    "tausta": [("Palvelut tähän asti ja mitä niistä seurasi", "Velkaneuvonta auttoi.")],
    "osallistujat": [("Kuka", ""), ("Nimi ja rooli", "Sisko"), ("Osallistuminen", "Osallistui")],
    "verkosto": [("Asiakkaan hoidossa ei ole ketään", SPACE)],
    TALKED: [
        ("Käyty läpi", SPACE),
        ("Mitä asiakas kertoo nyt", "Haluan oman oven."),
        ("Kyllä", SPACE),
    ],
    LATER: [
        ("Kysytään myöhemmin", SPACE),
        ("Miksi myöhemmin", "Ei jaksanut."),
        ("Kysytään viimeistään", "1.6.2030"),
    ],
    "johtopaatokset": [
        ("Asiakkaan mielipide ja näkemys (SHL 37 §)", "Haluan oman oven."),
        ("Johtopäätökset", "Tarvitsee asunnon."),
        ("Ei", SPACE),
    ],
    "jatko": [
        ("Kyllä", SPACE),
        ("Miksi tai miksi ei", "Asuminen."),
        (NATURE, SPACE),
        ("Kyllä", SPACE),
        ("Kyllä", SPACE),
        ("Mitä seuraavaksi tapahtuu", "Tavataan."),
    ],
}
NOTHING_FOUND = [("Kysytty, ei tuen tarvetta", SPACE)]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_an_assessment_is_made_with_keys_only(page, sign_in, size, live_server):
    draft = AssessmentFactory()
    NetworkWalkthroughFactory(case=draft.case)
    page.set_viewport_size(size)
    sign_in(page, draft.case.responsible)
    page.goto(reverse("assessments:assessment_map", args=[draft.pk]))

    follow_by_key(page, str(PARTS[0]))
    for part in PARTS:
        acts.heading(page, str(part))
        fill_by_keys(page, part)
        tab_to(page, "Tallenna ja jatka" if part != PARTS[-1] else "Tallenna ja tee valmiiksi")
        enter(page)
    tab_to(page, "Kysytään tarkistuksessa")
    page.keyboard.press("Space")
    tab_to(page, "Tee valmiiksi")
    enter(page)

    acts.heading(page, "Palvelutarpeen arvio")
    expect_accessible(page)
    made = Assessment.objects.final().get(pk=draft.pk)
    assert made.conclusions == "Tarvitsee asunnon."
    assert made.areas.get(area="housing").client_words == "Haluan oman oven."
    assert made.areas.get(area="immigration").state == LifeAreaEntry.State.LATER
    assert made.participants.get().who == "Sisko"


def fill_by_keys(page, part: DraftPart) -> None:
    keys = KEYS_OF_PART.get(part.key, NOTHING_FOUND if part.area else [])
    for name, typed in keys:
        tab_to(page, name)
        if typed == SPACE:
            page.keyboard.press("Space")
        else:
            page.keyboard.type(typed)


def test_focus_is_seen_on_every_part_and_nothing_is_out_of_reach(page, sign_in, live_server):
    draft = AssessmentFactory()
    sign_in(page, draft.case.responsible)

    found = []
    for part in PARTS:
        address = reverse("assessments:assessment_part", args=[draft.pk, part.key])
        page.goto(address)
        found += [f"{part.key}: {fault}" for fault in faults_of_keys(page)]
    assert found == []
