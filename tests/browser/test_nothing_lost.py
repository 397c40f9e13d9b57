"""Whatever happens between writing and saving, the text is there, and once."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from assessments.models import Assessment
from cases.models import ContactDetail, Note
from referrals.models import Referral
from tests.assessments.part_pages import part_page
from tests.browser.acts import PASSWORD
from tests.browser.forms import choose, press, write
from tests.browser.pages import CASE, Stop
from tests.browser.scene import make_scene

TEXT = "Sovittiin, että asuntoa haetaan heti."
NOTES = Stop("cases:notes", "worker", CASE)
HALF_A_MEGABYTE = "Pitkä tarina. " * (512 * 1024 // 14)
SCRIPT = "<script>document.title = 'murto'</script><img src=x onerror=\"alert(1)\">"


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
    page.get_by_label("Asiakas tavattiin").check()
    expect(page.locator("form:has(textarea) .saved")).to_contain_text("tallessa")
    return page


def written():
    return Note.objects.filter(text=TEXT).count()


def test_a_session_that_ends_gives_the_text_back_and_it_is_sent_once(notes, scene):
    write(notes, {"Merkintä": TEXT})
    Session.objects.all().delete()

    press(notes, "Tallenna merkintä")
    write(notes, {"Sähköposti": scene.people["worker"].email, "Salasana": PASSWORD})
    press(notes, "Kirjaudu sisään")
    expect(notes.get_by_role("heading", level=1)).to_have_text("Tekstisi on tallessa")
    expect(notes.get_by_role("main")).to_contain_text(TEXT)
    press(notes, "Jatka tästä")
    expect(notes.get_by_role("status")).to_contain_text("Merkintä on tallennettu")
    notes.go_back()
    press(notes, "Jatka tästä")
    expect(notes.get_by_role("heading", level=1)).to_have_text("Merkinnät")

    assert written() == 1


def test_a_session_that_ended_gives_nobody_else_the_text(notes, scene, sign_in, faults):
    write(notes, {"Merkintä": TEXT})
    Session.objects.all().delete()
    press(notes, "Tallenna merkintä")
    address = notes.locator("main input[name=next]").input_value()

    sign_in(notes, scene.people["colleague"])
    notes.goto(address)

    expect(notes.get_by_role("main")).not_to_contain_text(TEXT)
    faults.clear()  # the 404


def test_a_double_click_writes_one_note(notes):
    write(notes, {"Merkintä": TEXT})

    notes.get_by_role("button", name="Tallenna merkintä").dblclick()
    expect(notes.get_by_role("status")).to_contain_text("Merkintä on tallennettu")

    assert written() == 1


def test_a_double_click_without_scripts_writes_one_note(browser, live_server, scene, sign_in):
    profile = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = profile.new_page()
    sign_in(page, scene.people["worker"])
    page.goto(NOTES.address(scene))
    page.get_by_label("Asiakas tavattiin").check()
    write(page, {"Merkintä": TEXT})

    page.get_by_role("button", name="Tallenna merkintä").dblclick()
    expect(page.get_by_role("main")).to_contain_text(TEXT)
    page.reload()

    assert written() == 1
    profile.close()


def test_back_and_send_again_writes_one_note(notes):
    write(notes, {"Merkintä": TEXT})
    press(notes, "Tallenna merkintä")
    expect(notes.get_by_role("status")).to_contain_text("Merkintä on tallennettu")

    notes.go_back()
    press(notes, "Tallenna merkintä")
    # Either the browser still had the text, and its key, or an empty form is asked about.
    notes.wait_for_selector(".errors, [role=status]")

    assert written() == 1


def test_back_and_send_again_sends_one_contact(page, scene, sign_in):
    sign_in(page, scene.people["officer"])
    before = Referral.objects.count()
    page.goto("/yhteydenotot/uusi/")
    write(page, {"Sukunimi": "Kaksi", "Etunimet": "Kertaa"})
    choose(page, "Miten henkilö antoi suostumuksen yhteydenottoon?", "Suullisesti")
    press(page, "Tallenna ja jatka")
    page.wait_for_url("**/luonnokset/**")

    page.go_back()
    press(page, "Tallenna ja jatka")
    page.wait_for_selector(".errors, [role=status]")

    assert Referral.objects.count() == before + 1


def test_two_tabs_that_change_the_same_client_both_keep_their_text(
    page, context, scene, sign_in, faults
):
    sign_in(page, scene.people["worker"])
    address = Stop("cases:client_edit", "worker", CASE).address(scene)
    other = context.new_page()
    page.goto(address)
    other.goto(address)
    other.get_by_label("Numero tai osoite").first.fill("050 111 1111")
    press(other, "Tallenna tiedot")
    expect(other.get_by_role("status")).to_be_visible()

    page.get_by_label("Numero tai osoite").first.fill("050 222 2222")
    press(page, "Tallenna tiedot")

    both = page.locator(".both")
    expect(both).to_contain_text("050 111 1111")
    expect(both).to_contain_text("050 222 2222")
    expect(page.get_by_label("Numero tai osoite").first).to_have_value("050 222 2222")
    details = ContactDetail.objects.filter(client__cases=scene.records["case"])
    assert [detail.value for detail in details] == ["050 111 1111"]
    faults.clear()  # the 409


def test_two_tabs_that_write_the_same_assessment_both_keep_their_text(
    page, context, scene, sign_in, faults
):
    sign_in(page, scene.people["worker"])
    address = part_page(Assessment.objects.get(pk=scene.records["assessment"]), "johtopaatokset")
    other = context.new_page()
    page.goto(address)
    other.goto(address)
    write(other, {"Johtopäätökset": "Tarvitsee asunnon."})
    press(other, "Tallenna")
    expect(other.get_by_role("status").first).to_be_visible()

    write(page, {"Johtopäätökset": "Tarvitsee tukea velkoihin."})
    press(page, "Tallenna")

    main = page.get_by_role("main")
    expect(main).to_contain_text("Tarvitsee asunnon.")
    expect(page.get_by_role("textbox", name="Johtopäätökset")).to_have_value(
        "Tarvitsee tukea velkoihin."
    )
    faults.clear()  # the 409


def test_half_a_megabyte_is_refused_kindly_and_kept(notes):
    write(notes, {"Merkintä": HALF_A_MEGABYTE})

    press(notes, "Tallenna merkintä")

    expect(notes.locator(".errors")).to_contain_text("10")
    assert notes.get_by_role("textbox", name="Merkintä").input_value() == HALF_A_MEGABYTE
    assert not Note.objects.filter(text__startswith="Pitkä").exists()


def test_script_text_is_text(notes):
    write(notes, {"Merkintä": SCRIPT})

    press(notes, "Tallenna merkintä")

    expect(notes.get_by_role("main")).to_contain_text(SCRIPT)
    assert "murto" not in notes.title()


def test_a_null_byte_is_refused_kindly_and_the_text_is_kept(notes):
    write(notes, {"Merkintä": TEXT})
    # Nobody can type one: a paste or a broken program may bring it.
    notes.evaluate("document.querySelector('[name=text]').value += '\\u0000'")

    press(notes, "Tallenna merkintä")

    expect(notes.locator(".errors")).to_be_visible()
    assert TEXT in notes.get_by_role("textbox", name="Merkintä").input_value()
    assert Note.objects.filter(text__contains=TEXT).count() == 0


def test_leaving_what_is_not_kept_yet_asks_first_and_staying_keeps_the_text(notes, faults):
    notes.context.set_offline(True)
    write(notes, {"Merkintä": TEXT})
    asked = []
    notes.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    notes.get_by_role("link", name="Tiimi").click(no_wait_after=True)

    expect(notes.get_by_role("textbox", name="Merkintä")).to_have_value(TEXT)
    assert asked == ["beforeunload"]
    faults.clear()  # nothing could be sent


def test_somebody_elses_record_in_a_hidden_field_changes_nothing(page, scene, sign_in):
    """A step's member list is the case's own: another case's member is refused in the form."""
    sign_in(page, scene.people["worker"])
    stop = Stop("plans:step_add", "worker", {"plan_pk": "plan", "goal_pk": "goal"})
    page.goto(stop.address(scene))
    write(page, {"Mitä tehdään": "Haetaan asuntoa"})
    page.evaluate(
        "document.querySelector('[name=who]').innerHTML = '<option value=999999 selected>x'"
    )

    press(page, "Tallenna keino")

    expect(page.locator(".errors")).to_be_visible()
    expect(page.get_by_role("textbox", name="Mitä tehdään")).to_have_value("Haetaan asuntoa")
