"""What people do along the path, each act as they do it in the browser."""

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import Download, Page, expect

from accounts.models import User
from assessments.models import LifeArea
from tests.browser.forms import choose, follow, not_known, pick, send, tab, write

PASSWORD = "kolme pitkää sanaa peräkkäin"
REVIEW_AFTER = 28  # days
PURPOSE = "Seuraan, miten tarkistukset onnistuvat."
OWN_WORDS = "Haluan oman oven ja oman avaimen."


def day(days: int) -> str:
    """A day from today on, as people write it."""
    return date_format(timezone.localdate() + dt.timedelta(days=days), "j.n.Y")


def heading(page: Page, words: str) -> None:
    """Wait for the page with this heading."""
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def saved(page: Page, words: str) -> None:
    """Wait for the application to say that it is done."""
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()


# --- Everybody ------------------------------------------------------------------------


def sign_in(page: Page, user: User) -> None:
    """Sign in through the form, after whoever was there has signed out."""
    page.goto("/")
    if page.url.rstrip("/").endswith("login"):
        heading(page, "Kirjaudu sisään")
    else:
        page.locator(".top-bar-nav ~ .top-side summary").click()
        send(page.locator(".top-bar-nav ~ .top-side"), "Kirjaudu ulos")
    write(page, {"Sähköposti": user.email, "Salasana": PASSWORD})
    send(page, "Kirjaudu sisään")
    page.wait_for_url(lambda url: "/kirjautuminen/" not in url)


def open_case(page: Page, name: str) -> None:
    """Open the case from the list of cases."""
    page.goto("/asiat/")
    follow(page, name)
    heading(page, name)


# --- The prison officer -----------------------------------------------------------------


def send_contact(page: Page, municipality: str = "Esimerkkilä") -> str:
    """Send a contact with what is known, and return its reference."""
    follow(page, "Uusi yhteydenotto")
    write(page, {"Sukunimi": "Lehtovirta", "Etunimet": "Oskari"})
    not_known(page, "Henkilötunnus", "Asiakirjat ovat toisessa vankilassa.")
    write(page, {"Syntymäaika": "14.5.1989"})
    pick(page, "Kotikunta", municipality)
    choose(page, "Miten henkilö antoi suostumuksen yhteydenottoon?", "Kirjallisesti")
    send(page, "Tallenna ja jatka")

    pick(page, "Vankeuden laji", "Vankeusrangaistus")
    not_known(page, "Vankeus alkoi", "Siirtyi meille kesällä.")
    write(page, {"Vapautumispäivä": day(40)})
    choose(page, "Kuinka varma päivä on?", "Arvio")
    send(page, "Tallenna ja jatka")

    choose(page, "Missä henkilö tarvitsee tukea?", "Asuminen", "Raha-asiat")
    write(page, {"Tilanne ja huoli": "Asunto puuttuu.", "Puhelinnumerosi": "029 555 0101"})
    send(page, "Tallenna ja jatka")

    heading(page, "Tarkista ja lähetä")
    send(page, "Lähetä yhteydenotto")
    heading(page, "Yhteydenotto on vastaanotettu")
    return page.locator(".fs-3").inner_text()


def see_what_became_of_it(page: Page, reference: str) -> None:
    """Follow the contact: it is being handled, and by which unit."""
    follow(page, reference)
    status = page.get_by_role("region", name="Tila")
    expect(status).to_contain_text("Käsittelyssä")
    expect(status).to_contain_text("Vapautuvien tiimi")


# --- The intake worker --------------------------------------------------------------------


def find_in_queue(page: Page) -> None:
    """See the contact arrive, and that the person is not a client yet."""
    follow(page, "Oskari Lehtovirta")
    likely = page.get_by_role("region", name="Onko henkilö jo asiakas?")
    expect(likely).to_contain_text("ei ole asiakasta")


def triage(page: Page, worker: User) -> None:
    """Judge the urgency, and open a case with a unit and a personal worker."""
    choose(page, "Koskeeko jokin näistä henkilöä?", "Ei mikään näistä")
    choose(page, "Kuinka kiireellinen avun tarve on nyt?", "Vaatii toimia pian")
    write(page, {"Kiireellisyyden perustelu": "Vapautuu kuuden viikon kuluttua."})
    choose(
        page,
        "Onko lasten ja muiden henkilön hoidossa olevien tilanne selvitetty?",
        "Henkilön hoidossa ei ole ketään",
    )
    write(page, {"Mitä on jo tehty?": "Soitettu lähettäjälle."})
    choose(page, "Mitä yhteydenotosta seuraa?", "Asia avataan")
    pick(page, "Asian yksikkö", "Vapautuvien tiimi")
    worker_list = page.get_by_role("combobox", name="Omatyöntekijä")
    worker_list.select_option(value=str(worker.pk))
    send(page, "Kirjaa ratkaisu")
    saved(page, "Ratkaisu on kirjattu")


# --- The social worker ----------------------------------------------------------------------


def write_note(page: Page) -> None:
    """Write down the first meeting."""
    tab(page, "Merkinnät")
    write(page, {"Merkintä": "Tavattiin vankilassa.", "Päivä": day(0)})
    pick(page, "Miten", "Tapaaminen vankilassa")
    page.get_by_label("Asiakas tavattiin").check()
    send(page, "Tallenna merkintä")
    saved(page, "Merkintä on tallennettu")


def fill_checklist(page: Page, occasion: str) -> None:
    """Go through the factors on an occasion, and close the round."""
    tab(page, "Desistanssi")
    row = page.get_by_role("listitem").filter(has_text=occasion)
    row.get_by_role("link", name="Täytä").click()
    factor = page.get_by_role("group", name="Sisäisen muutoksen tukeminen")
    factor.get_by_label("Vahvuus", exact=True).check()
    factor.locator("summary").click()
    write(factor, {"Merkintä": "Haluaa muutosta."})
    send(page, "Tallenna tarkistuslista")
    saved(page, "Tarkistuslista on tallennettu")
    send(page, "Sulje kierros")
    saved(page, "Kierros on suljettu")


def assess(page: Page) -> None:
    """Write the assessment: areas, own words, who was asked, conclusions; leave the rest."""
    tab(page, "Arviointi")
    follow(page, "Aloita arviointi")
    send(page, "Aloita arviointi")
    follow(page, "Arvioinnin toteutus")
    write(page, {"Miten arviointi tehtiin": "Kaksi tapaamista vankilassa."})
    go_on(page, "Tausta")
    go_on(page, "Keitä pyydettiin mukaan")
    asked = page.get_by_role("group", name="Uusi rivi").first
    pick(asked, "Viranomainen (SHL 41 §)", "Rikosseuraamuslaitos")
    write(asked, {"Nimi ja rooli": "Kati Savela, erityisohjaaja"})
    pick(asked, "Osallistuminen", "Osallistui")
    go_on(page, "Verkosto ja hoidossa olevat")
    choose(
        page,
        "Lapset ja muut asiakkaan hoidossa olevat (SHL 44 §)",
        "Asiakkaan hoidossa ei ole ketään",
    )
    _go_through_areas(page)
    go_on(page, "Mielipide ja johtopäätökset")
    write(
        page,
        {
            "Asiakkaan mielipide ja näkemys (SHL 37 §)": OWN_WORDS,
            "Johtopäätökset": "Tarvitsee asunnon ja tukea arkeen.",
        },
    )
    choose(page, "Tarvitseeko asiakas erityistä tukea? (SHL 3 §)", "Ei")
    go_on(page, "Tuen tarpeen luonne ja jatko")
    choose(page, "Tarvitaanko monitoimijaista työtä?", "Kyllä")
    write(page, {"Miksi tai miksi ei": "Asuminen ja velat."})
    choose(
        page,
        "Tuen tarpeen luonne",
        "Pitkäaikainen – omatyöntekijä nimetään ja asiakassuunnitelma tehdään",
    )
    choose(page, "Tarvitseeko asiakas omatyöntekijän?", "Kyllä")
    choose(page, "Tehdäänkö asiakassuunnitelma?", "Kyllä")
    send(page, "Tallenna")
    saved(page, "Luonnos on tallennettu")


def go_on(page: Page, part: str) -> None:
    """Save a part of the assessment, and come to the next one."""
    send(page, "Tallenna ja jatka")
    heading(page, part)


def _go_through_areas(page: Page) -> None:
    for area in LifeArea:
        go_on(page, str(area.label))
        choose(page, "Missä vaiheessa", "Käyty läpi")
        if area == LifeArea.HOUSING:
            said = {"Mitä asiakas kertoo nyt": OWN_WORDS, "Tilanne": "Asunto irtisanottiin."}
            write(page, said)
            choose(page, "Tuen tarve", "Kyllä")


def gather_network(page: Page) -> None:
    """Add the sister, and record that the network was gone through with the client."""
    tab(page, "Verkosto")
    follow(page, "Lisää jäsen")
    choose(page, "Kuka", "Läheinen")
    write(page, {"Nimi": "Leena Lehtovirta", "Rooli": "sisko"})
    page.get_by_label("Vapautumisen jälkeen").check()
    choose(page, "Asiakkaan toive", "Saa osallistua")
    send(page, "Lisää verkostoon")
    expect(page.get_by_role("link", name="Leena Lehtovirta").first).to_be_visible()
    follow(page, "Kirjaa keskustelu verkostosta")
    choose(page, "Mitä siitä seurasi", "Verkosto on käyty läpi asiakkaan kanssa")
    send(page, "Kirjaa")
    saved(page, "Keskustelu verkostosta on kirjattu")


def note_need(page: Page) -> None:
    """Note a need in the client's words, with its first service."""
    tab(page, "Palvelujatkumo")
    follow(page, "Kirjaa tuen tarve")
    pick(page, "Tuen tarve", "Asuminen")
    write(page, {"Asiakkaan omin sanoin": "Oma ovi.", "Palvelu": "Tuettu asuminen"})
    pick(page, "Palvelun tila", "Jonossa")
    send(page, "Kirjaa tuen tarve")


def finalise_assessment(page: Page) -> None:
    """Finish it: nothing is missing any more."""
    tab(page, "Arviointi")
    follow(page, "Jatka arviointia")
    follow(page, "Siirry valmistamaan")
    send(page, "Tee valmiiksi")
    heading(page, "Palvelutarpeen arvio")


def make_plan(page: Page) -> None:
    """A goal in the client's words with factors and a step; a review date."""
    tab(page, "Suunnitelmat")
    send(page, "Aloita suunnitelma")
    write(
        page,
        {
            "Missä mennään, asiakkaan omin sanoin": "Velkaa on, en tiedä paljonko.",
            "Tarkistuspäivä": day(REVIEW_AFTER),
        },
    )
    send(page, "Tallenna luonnos")
    saved(page, "Luonnos on tallennettu")
    send(page, "Lisää tavoite")
    write(page, {"Tavoite asiakkaan sanoin": OWN_WORDS})
    choose(
        page,
        "Mitä desistanssin tekijöitä tavoite tukee",
        "Rikoksettoman elämän edellytyksien tukeminen",
        "Sisäisen muutoksen tukeminen",
    )
    send(page, "Tallenna tavoite")
    page.get_by_role("button", name="Lisää keino").click()
    write(page, {"Mitä tehdään": "Haetaan asuntoa", "Mihin mennessä": day(20)})
    pick(page, "Kuka tekee", "Leena Lehtovirta, sisko")
    send(page, "Tallenna keino")


def agree_plan(page: Page) -> None:
    """Agree on it with the client."""
    follow(page, "Sovi suunnitelmasta")
    choose(page, "Mitä asiakas sanoo suunnitelmasta", "Asiakas hyväksyy suunnitelman")
    write(page, {"Kenelle suunnitelma annetaan": "Asiakkaalle kaikki."})
    send(page, "Vahvista sovituksi")
    saved(page, "Suunnitelma on voimassa")


def take_pdf(page: Page) -> Download:
    """Take the plan to the network meeting on paper."""
    with page.expect_download() as taken:
        page.get_by_role("link", name="PDF", exact=True).first.click()
    return taken.value


def review_plan(page: Page) -> None:
    """Look at the goals on the agreed day."""
    tab(page, "Suunnitelmat")
    follow(page, "Tarkista suunnitelma")
    choose(page, "Miten kävi", "Saavutettu")
    write(page, {"Asiakkaan näkemys": "Avain on taskussa.", "Seuraava tarkistus": day(60)})
    send(page, "Tallenna tarkistus")
    saved(page, "Tarkistus on tallennettu")


def close_case(page: Page) -> None:
    """Close the case with a reason and what was agreed for afterwards."""
    tab(page, "Yleiskuva")
    follow(page, "Päätä asia")
    choose(page, "Miksi asia päätetään", "Monitoimijaista työtä ei enää tarvita")
    page.get_by_label("Olen arvioinut kunkin palvelun päättymisen asiakkaan kanssa").check()
    write(
        page,
        {
            "Mitä palveluista sovittiin": "Tuettu asuminen jatkuu, muut ovat päättyneet.",
            "Sovitut merkit siitä, milloin otetaan uudelleen yhteyttä": "Vuokra jää maksamatta.",
        },
    )
    send(page, "Päätä asia")
    saved(page, "Asia on päätetty")


# --- The supervisor ---------------------------------------------------------------------------


def open_list_behind(page: Page, number: str) -> None:
    """Open the list behind a number of the dashboard."""
    heading(page, "Työtilanne")
    page.locator(".tiles").get_by_role("link").filter(has_text=number).click()
    heading(page, number)


def open_for_purpose(page: Page, case_number: str) -> None:
    """Open a case with a purpose that goes to its log."""
    page.get_by_role("link", name=case_number).first.click()
    heading(page, f"Avaa asia {case_number}")
    choose(page, "Tarkoitus", "Työn laadun seuranta")
    write(page, {"Omin sanoin": PURPOSE})
    send(page, "Avaa asia")


def find_in_log(page: Page, who: str, words: str) -> None:
    """See in the case's log who opened it and why."""
    tab(page, "Käyttöloki")
    row = page.get_by_role("row").filter(has_text=who).filter(has_text=words)
    expect(row.first).to_be_visible()
