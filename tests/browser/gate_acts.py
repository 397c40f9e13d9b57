"""What is done for the gate, each act as people do it in the browser."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser import acts
from tests.browser.forms import choose, follow, left_for_the_next, not_known, pick, send, tab, write

CLIENT = "Oskari Lehtovirta"


@dataclass(frozen=True)
class Stay:
    """What the officer knows: the way to the form, and the days from today on."""

    form: str
    gate: int | None
    kind: str = ""
    began: int = -30
    release_kind: str = ""
    second_gate: int | None = None
    has_plan: bool = False


class Touched:
    """Which fields were changed since the counting began."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def __len__(self) -> int:
        return len(self.names)


@contextmanager
def touching(page: Page, so_far: Touched | None = None) -> Iterator[Touched]:
    """Count the fields that are changed on this page, each once however often."""
    page.evaluate(
        "() => { window.touched = new Set();"
        " document.addEventListener('change', (e) => window.touched.add(e.target.name)); }"
    )
    found = so_far or Touched()
    yield found
    # The last text is changed only when it is left.
    page.keyboard.press("Tab")
    where = page.url
    found.names |= {f"{where} {name}" for name in page.evaluate("[...window.touched]")}


# --- Before the case ----------------------------------------------------------------------


def send_contact(page: Page, stay: Stay) -> None:
    """Send what is known, by the short form where there is one for the stay."""
    page.goto("/")
    follow(page.get_by_role("main"), stay.form)
    write(page, {"Sukunimi": "Lehtovirta", "Etunimet": "Oskari"})
    pick(page, "Kotikunta", "Esimerkkilä")
    if not stay.kind:
        pick(page, "Miten henkilö suostui tähän?", "Kirjallisesti")
        _tell_gate(page, stay)
        choose(page, "Mihin tarvitaan apua?", "Asunto", "Raha tai velat")
    else:
        not_known(page, "Henkilötunnus", "Asiakirjat ovat toisessa vankilassa.")
        choose(page, "Miten henkilö antoi suostumuksen yhteydenottoon?", "Kirjallisesti")
        send(page, "Tallenna ja jatka")
        pick(page, "Vankeuden laji", stay.kind)
        write(page, {"Vankeus alkoi": acts.day(stay.began)})
        _tell_gate(page, stay)
        pick(page, "Vapautumisen laji", stay.release_kind)
        send(page, "Tallenna ja jatka")
        write(page, {"Tilanne ja huoli": "Asunto puuttuu."})
        choose(page, "Missä henkilö tarvitsee tukea?", "Asuminen", "Raha-asiat")
    write(page, {"Puhelinnumerosi": "029 555 0101"})
    send(page, "Tallenna ja jatka")
    acts.heading(page, "Tarkista ja lähetä")
    send(page, "Lähetä yhteydenotto")
    acts.heading(page, "Yhteydenotto on vastaanotettu")


def _tell_gate(page: Page, stay: Stay) -> None:
    if stay.gate is None:
        return
    write(page, {"Vapautumispäivä": acts.day(stay.gate)})
    choose(page, "Kuinka varma päivä on?", "Rikosseuraamuslaitoksen vahvistama")


# --- Needs and services -------------------------------------------------------------------


def note_queued_home(page: Page) -> Touched:
    """Note housing in the client's words, with its service in the queue."""
    tab(page, "Palvelujatkumo")
    follow(page, "Kirjaa tuen tarve")
    with touching(page) as touched:
        pick(page, "Tuen tarve", "Asuminen")
        write(page, {"Asiakkaan omin sanoin": "Oma ovi.", "Palvelu": "Tuettu asuminen"})
        pick(page, "Palvelun tila", "Jonossa")
        write(page, {"Paikka jonossa": "3."})
    send(page, "Kirjaa tuen tarve")
    return touched


def grant_home(page: Page) -> Touched:
    """The queue has moved: granted from the gate on, whichever day that is."""
    tab(page, "Yleiskuva")
    gaps = page.get_by_role("region", name="Katkokset portilla")
    with left_for_the_next(page):
        gaps.get_by_role("link", name="Kirjaa palvelun tila").click()
    with touching(page) as touched:
        pick(page, "Palvelun tila", "Myönnetty")
        write(page, {"Kuka kertoi": "Asuntotoimisto"})
        page.get_by_label("Portilta alkaen, olipa päivä mikä tahansa").check()
    send(page, "Kirjaa")
    return touched


def answer_needs(page: Page, needed: Collection[str]) -> None:
    """Go through what is asked: these are needed, the rest is not."""
    tab(page, "Yleiskuva")
    follow(page, "Käy tuen tarpeet läpi")
    for question in page.locator(".proposal").all():
        if question.locator("legend").inner_text().strip() in needed:
            question.get_by_label("Tarvitaan", exact=True).check()
        else:
            question.get_by_label("Ei tarvetta", exact=True).check()
            question.get_by_role("textbox").fill("On jo kunnossa.")
    send(page, "Tallenna vastaukset")


def cover(page: Page, need: str, service: str, where: str = "Ulkona") -> None:
    """Add a service that is granted from the gate on."""
    tab(page, "Palvelujatkumo")
    follow(page, f"Lisää palvelu ({need})")
    write(page, {"Palvelu": service})
    pick(page, "Palvelun tila", "Myönnetty")
    page.get_by_label("Portilta alkaen, olipa päivä mikä tahansa").check()
    pick(page, "Missä", where)
    send(page, "Lisää palvelu")


def open_portti(page: Page) -> None:
    """The page of the day at the gate."""
    tab(page, "Palvelujatkumo")
    follow(page, "Portti")


def fill_portti(page: Page, answered: Collection[str]) -> Touched:
    """Write what nobody knew yet of the day, and answer these items of the release list."""
    open_portti(page)
    follow(page, "Kirjaa päivän tiedot")
    things = page.get_by_role("textbox", name="Missä puhelin, lääkkeet ja rahat ovat")
    with touching(page) as touched:
        write(page, {"Kuka on vastassa": "Marko Polvelma", "Avaimet": "Huoltoyhtiöllä"})
        if things.is_visible():
            things.fill("Vankilassa")
    send(page, "Tallenna")
    for item in answered:
        follow(page, item)
        with touching(page, touched):
            choose(page, "Mikä on tilanne?", "Kunnossa")
        send(page, "Tallenna")
    return touched


# --- At the gate and after it ---------------------------------------------------------------


def tell_custody(page: Page, stay: Stay) -> None:
    """What no contact asks: when a short stay began, and the gate after a first one."""
    tab(page, "Vankeus ja vapautuminen")
    form = page.locator("#new")
    write(form, {"Vankeus alkoi": acts.day(stay.began)})
    if stay.gate is None:
        not_known(form, "Vapautumispäivä", "Tutkinta on kesken.")
    if stay.second_gate is not None:
        second = "Ehdonalainen vapauttaminen valvotun koevapauden jälkeen"
        write(form, {second: acts.day(stay.second_gate)})
        how_sure = "Kuinka varma ehdonalaisen vapauttamisen päivä on"
        pick(form, how_sure, "Rikosseuraamuslaitoksen vahvistama")
    pick(form, "Kuka tämän kertoi", "Rikosseuraamuslaitos")
    send(form, "Tallenna tiedot")
    acts.saved(page, "Tiedot on tallennettu")


def record_release(page: Page, *, on: int, custody: str = "", is_known: bool = True) -> None:
    """Record that the client has come out: from the next action, where the day was known."""
    if is_known:
        follow(page.locator("section.next"), "Kirjaa vapautuminen")
    else:
        tab(page, "Vankeus ja vapautuminen")
    form = page.locator("#new")
    write(form, {"Vapautui": acts.day(on)})
    if custody:
        pick(form, "Vankeuden laji", custody)
    pick(form, "Kuka tämän kertoi", "Rikosseuraamuslaitos")
    send(form, "Tallenna tiedot")
    acts.saved(page, "Tiedot on tallennettu")
