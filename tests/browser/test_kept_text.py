"""What is typed is on the server before anything can happen to it; each fault alone."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, expect

from assessments.models import Assessment
from cases.models import Note
from records import kept_text
from records.models import KeptText
from tests.assessments.part_pages import part_page
from tests.browser.acts import PASSWORD, heading
from tests.browser.acts import sign_in as sign_in_by_form
from tests.browser.conftest import watched
from tests.browser.forms import press, write
from tests.browser.pages import CASE, Stop
from tests.browser.scene import make_scene

TEXT = "Sovittiin, että asuntoa haetaan heti."
NOTES = Stop("cases:notes", "worker", CASE)
CLIENT = Stop("cases:client_edit", "worker", CASE)
GO_ON = "Jatka siitä, mihin jäit"
SAVE = "Tallenna merkintä"
KEEPING = "/tallessa/talteen/"
KEPT = "Keskeneräisenä tallessa"


@pytest.fixture
def scene(live_server):
    """People and records; the worker has a password."""
    made = make_scene()
    made.people["worker"].set_password(PASSWORD)
    made.people["worker"].save()
    return made


@pytest.fixture
def notes(page, scene, sign_in):
    """The page of notes, open for the worker."""
    sign_in(page, scene.people["worker"])
    page.goto(NOTES.address(scene))
    return page


def told(page: Page):
    """What the form says of keeping what is typed."""
    return page.locator("form:has(textarea) .saved")


def begin(page: Page, text: str = TEXT) -> None:
    """Write into the note, leave the field, and wait until it is kept."""
    write(page, {"Merkintä": text})
    with page.expect_response(lambda answer: KEEPING in answer.url):
        page.get_by_role("textbox", name="Merkintä").blur()
    expect(told(page)).to_contain_text(KEPT)


def note(page: Page):
    return page.get_by_role("textbox", name="Merkintä")


def go_on(page: Page) -> None:
    """Open the form again, and take what waits there."""
    page.goto(page.url)
    press(page, GO_ON)


def finish(page: Page) -> None:
    """Save the note."""
    page.get_by_label("Asiakas tavattiin").check()
    press(page, SAVE)
    expect(page.get_by_role("status").first).to_contain_text("Merkintä on tallennettu")


def broken(route) -> None:
    """The server fails at what is sent to it."""
    if route.request.method == "POST":
        route.fulfill(status=500, body="")
    else:
        route.continue_()


def written(text: str = TEXT) -> int:
    return Note.objects.filter(text=text).count()


def waiting(scene) -> list[kept_text.Kept]:
    return [
        kept for kept in kept_text.kept_by(scene.people["worker"]) if kept.typed.form != "/muu/"
    ]


# --- Each fault alone -------------------------------------------------------------------


def test_the_session_ends_and_what_is_typed_afterwards_waits_in_the_form(
    notes, scene, sign_in, faults
):
    Session.objects.all().delete()
    write(notes, {"Merkintä": TEXT})
    note(notes).blur()
    expect(told(notes)).to_contain_text("Kirjautumisesi on päättynyt. Tekstisi on tallessa.")

    sign_in(notes, scene.people["worker"])
    go_on(notes)

    expect(note(notes)).to_have_value(TEXT)
    finish(notes)
    assert (written(), waiting(scene)) == (1, [])
    faults.clear()


def test_signed_in_again_in_another_tab_the_note_is_sent_on_by_one_button(
    notes, context, scene, faults
):
    Session.objects.all().delete()
    other = watched(context.new_page(), faults)
    sign_in_by_form(other, scene.people["worker"])

    begin(notes)
    notes.get_by_label("Asiakas tavattiin").check()
    press(notes, SAVE)
    heading(notes, "Tekstisi on tallessa")
    # As the form calls it, and nothing of what a page carries for itself.
    expect(notes.locator(".answers")).to_contain_text(f"Merkintä\n{TEXT}", use_inner_text=True)
    press(notes, "Jatka tästä")

    expect(notes.get_by_role("status").first).to_contain_text("Merkintä on tallennettu")
    assert (written(), waiting(scene)) == (1, [])
    faults.clear()


def test_the_network_is_away_when_the_note_is_saved_and_the_page_keeps_it(notes, scene, faults):
    notes.get_by_label("Asiakas tavattiin").check()
    notes.context.set_offline(True)
    write(notes, {"Merkintä": TEXT})

    press(notes, SAVE)
    expect(told(notes)).to_contain_text("Yhteys on poikki. Tekstisi on tällä sivulla")
    notes.context.set_offline(False)
    expect(told(notes)).to_contain_text(KEPT)
    press(notes, SAVE)

    expect(notes.get_by_role("status").first).to_contain_text("Merkintä on tallennettu")
    assert written() == 1
    faults.clear()


def test_a_tab_that_is_closed_while_typing_leaves_the_text(notes, context, scene):
    write(notes, {"Merkintä": TEXT})

    notes.close()
    again = context.new_page()
    again.goto(NOTES.address(scene))
    press(again, GO_ON)

    expect(note(again)).to_have_value(TEXT)


def test_a_battery_that_dies_takes_no_more_than_the_last_moment(notes, browser, scene, sign_in):
    write(notes, {"Merkintä": TEXT})
    expect(told(notes)).to_contain_text(KEPT)  # after a rest, without leaving the field

    profile = browser.new_context(base_url=notes.url, locale="fi-FI")
    elsewhere = profile.new_page()
    sign_in(elsewhere, scene.people["worker"])
    elsewhere.goto(NOTES.address(scene))
    press(elsewhere, GO_ON)

    expect(note(elsewhere)).to_have_value(TEXT)
    profile.close()


def test_somebody_saves_first_and_the_text_that_waited_meets_theirs(
    page, browser, live_server, scene, sign_in, faults
):
    sign_in(page, scene.people["worker"])
    page.goto(CLIENT.address(scene))
    field = page.locator("textarea").first
    field.fill("Tekstiviestillä.")
    field.blur()
    expect(told(page)).to_contain_text(KEPT)
    profile = browser.new_context(base_url=live_server.url, locale="fi-FI")
    other = profile.new_page()
    sign_in(other, scene.people["colleague"])
    other.goto(CLIENT.address(scene))
    other.locator("textarea").first.fill("Soittamalla.")
    press(other, "Tallenna tiedot")
    expect(other.get_by_role("status").first).to_be_visible()
    profile.close()

    go_on(page)
    press(page, "Tallenna tiedot")

    both = page.locator(".both")
    expect(both).to_contain_text("Soittamalla.")
    expect(both).to_contain_text("Tekstiviestillä.")
    expect(page.locator("textarea").first).to_have_value("Tekstiviestillä.")
    faults.clear()  # the 409


def test_an_error_of_the_server_at_saving_leaves_the_text(notes, scene, faults):
    write(notes, {"Merkintä": TEXT})
    address = notes.url
    notes.route(address, broken)

    with notes.expect_response(lambda answer: answer.status == 500):
        press(notes, SAVE)
    notes.unroute(address)
    notes.goto(address)
    press(notes, GO_ON)

    expect(note(notes)).to_have_value(TEXT)
    faults.clear()


def test_back_after_an_error_page_offers_the_text(notes, faults):
    begin(notes)
    notes.goto("/tallessa/00000000-0000-4000-8000-000000000000/")

    notes.go_back()
    press(notes, GO_ON)

    expect(note(notes)).to_have_value(TEXT)
    faults.clear()  # the 404


# --- What waits ---------------------------------------------------------------------------


def test_two_tabs_keep_two_texts(notes, context, scene, faults):
    other = watched(context.new_page(), faults)
    other.goto(NOTES.address(scene))
    begin(notes, "Ensimmäinen teksti.")
    begin(other, "Toinen teksti.")

    notes.goto(notes.url)

    expect(notes.locator("[data-kept]")).to_have_count(2)
    expect(notes.locator("[data-kept]").first).to_contain_text("Toinen teksti.")
    expect(notes.locator("[data-kept]").last).to_contain_text("Ensimmäinen teksti.")


def test_what_is_gone_on_with_waits_once(notes, scene):
    begin(notes)

    go_on(notes)
    expect(told(notes)).to_contain_text(KEPT)
    begin(notes, "Jatkettu teksti.")

    (kept,) = waiting(scene)
    assert ["text", "Jatkettu teksti."] in kept.typed.fields


def test_what_waits_is_shown_by_labels_and_choices(notes):
    notes.get_by_role("combobox", name="Miten").select_option("Puhelu")
    begin(notes)

    notes.goto(notes.url)

    answers = notes.locator("[data-kept] .answers")
    expect(answers).to_contain_text("Miten\nPuhelu", use_inner_text=True)
    expect(answers).to_contain_text(f"Merkintä\n{TEXT}", use_inner_text=True)
    assert "phone" not in answers.inner_text()


def test_a_life_area_is_named_with_what_was_typed_of_it(page, scene, sign_in):
    sign_in(page, scene.people["worker"])
    page.goto(part_page(Assessment.objects.get(pk=scene.records["assessment"]), "asuminen"))
    area = page.get_by_role("group", name="Asuminen")
    area.get_by_role("textbox", name="Mitä asiakas kertoo nyt").fill(TEXT)
    area.get_by_role("textbox", name="Mitä asiakas kertoo nyt").blur()
    expect(told(page)).to_contain_text(KEPT)
    name = area.get_attribute("aria-label")

    page.goto(page.url)

    answers = page.locator("[data-kept] .answers")
    expect(answers).to_contain_text(f"{name} – Mitä asiakas kertoo nyt")
    press(page, GO_ON)
    expect(area.get_by_role("textbox", name="Mitä asiakas kertoo nyt")).to_have_value(TEXT)


def test_a_text_is_discarded_in_the_form(notes, scene):
    begin(notes)
    notes.goto(notes.url)

    press(notes, "Poista tämä teksti")

    expect(notes.locator("[data-kept]")).to_have_count(0)
    assert waiting(scene) == []


def test_my_work_lists_what_is_unfinished_and_opens_where_it_was(notes, scene):
    begin(notes)
    notes.goto(reverse("caseload:my_work"))

    unfinished = notes.get_by_role("region", name="Kesken")
    expect(unfinished).not_to_contain_text(TEXT)
    unfinished.get_by_role("link", name="Merkinnät").click()

    press(notes, GO_ON)
    expect(note(notes)).to_have_value(TEXT)


def test_a_form_that_comes_back_with_errors_offers_nothing_and_is_kept(notes, scene):
    begin(notes)
    press(notes, SAVE)  # without saying whether the client was met
    expect(notes.locator(".errors")).to_be_visible()

    expect(told(notes)).to_contain_text(KEPT)
    expect(notes.locator("[data-kept]")).to_have_count(0)
    finish(notes)

    assert (written(), waiting(scene)) == (1, [])


def test_nothing_of_it_is_stored_in_the_browser(notes):
    begin(notes)

    stored = notes.evaluate(
        "async () => [localStorage.length, sessionStorage.length, history.state,"
        " (await indexedDB.databases()).length, (await caches.keys()).length]"
    )

    assert stored == [0, 0, None, 0, 0]


def test_a_save_that_comes_after_the_form_was_saved_brings_nothing_back(notes, scene):
    late = []
    notes.on("request", lambda request: late.append(request) if KEEPING in request.url else None)
    begin(notes)
    finish(notes)
    sent = late[0]

    form = {"Content-Type": "application/x-www-form-urlencoded"}
    notes.request.post(sent.url, data=sent.post_data, headers=form)

    assert waiting(scene) == []
    assert KeptText.objects.exclude(form="/muu/").count() == 1
