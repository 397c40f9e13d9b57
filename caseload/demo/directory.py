"""The county's directory of services: twelve invented services of seven organisations."""

import datetime as dt
from typing import Any

from caseload.demo.stage import Stage
from networks.directory.actions.entries import add_entry
from networks.models import DirectoryOrganisation, DirectoryPerson, DirectoryService

LOW, REFERRAL = DirectoryService.Access
OPEN, APPOINTMENT, COMES = DirectoryService.Visiting
YES, AGREED, NO = DirectoryService.InPrison
PUBLIC, OTHER = DirectoryOrganisation.Kind

# name in Finnish and Swedish, what it is, the authority's class, municipalities, its services.
ORGANISATIONS: tuple[tuple[str, str, str, str, list[str], list[dict[str, Any]]], ...] = (
    (
        "Esimerkkilän asumispalvelut",
        "Exempelby boendetjänster",
        PUBLIC,
        "1",
        ["297"],
        [
            {
                "name": ("Tuettu asuminen", "Stödboende"),
                "what": (
                    "Oma asunto ja ohjaaja, joka käy kotona.",
                    "Egen bostad och en handledare som besöker hemmet.",
                ),
                "for_whom": (
                    "Aikuisille, jotka tarvitsevat tukea asumiseen.",
                    "För vuxna som behöver stöd i boendet.",
                ),
                "access": REFERRAL,
                "phone": "017 000 0401",
                "address": "Esimerkkikatu 11, 70100 Kuopio",
                "visiting": APPOINTMENT,
                "in_prison": AGREED,
                "queue": "noin kaksi kuukautta",
                "checked": -20,
            },
            {
                "name": ("Kriisimajoitus", "Krisinkvartering"),
                "what": (
                    "Sänky ja ruoka, kun yöpaikkaa ei ole.",
                    "Säng och mat när du inte har någonstans att sova.",
                ),
                "for_whom": ("Täysi-ikäisille.", "För myndiga."),
                "access": LOW,
                "phone": "017 000 0402",
                "address": "Mallikuja 3, 70100 Kuopio",
                "hours": ("joka päivä klo 17–9", "varje dag kl. 17–9"),
                "visiting": OPEN,
                "in_prison": NO,
                "checked": -12,
            },
        ],
    ),
    (
        "Esimerkkilän päihde- ja riippuvuuspalvelut",
        "Exempelby missbruks- och beroendetjänster",
        PUBLIC,
        "1.5",
        [],
        [
            {
                "name": ("Päihdepoliklinikka", "Beroendepoliklinik"),
                "what": (
                    "Keskustelua, lääkkeitä ja korvaushoitoa.",
                    "Samtal, mediciner och substitutionsbehandling.",
                ),
                "for_whom": (
                    "Sinulle, joka haluat muuttaa päihteiden käyttöäsi.",
                    "För dig som vill ändra ditt bruk av rusmedel.",
                ),
                "access": LOW,
                "languages": ["fi", "sv", "en"],
                "phone": "017 000 0410",
                "address": "Esimerkkikatu 20, 70100 Kuopio",
                "hours": ("ma–pe klo 8–15", "mån–fre kl. 8–15"),
                "visiting": OPEN,
                "in_prison": YES,
                "queue": "ensimmäinen aika viikon kuluessa",
                "checked": -8,
            },
            {
                "name": ("Laitoskuntoutus", "Rehabilitering på institution"),
                "what": (
                    "Kuntoutusjakso, jonka aikana asutaan paikalla.",
                    "En period av rehabilitering, då man bor på stället.",
                ),
                "access": REFERRAL,
                "phone": "017 000 0411",
                "in_prison": AGREED,
                "queue": "neljästä kuuteen viikkoa",
                "checked": -230,
            },
        ],
    ),
    (
        "Pohjolan työllisyysalue (esimerkki)",
        "Nordans sysselsättningsområde (exempel)",
        PUBLIC,
        "3",
        ["297", "140"],
        [
            {
                "name": ("Henkilökohtainen työvalmennus", "Personlig arbetsträning"),
                "what": (
                    "Valmentaja auttaa etsimään työtä tai koulutusta.",
                    "En tränare hjälper dig att söka arbete eller utbildning.",
                ),
                "access": REFERRAL,
                "phone": "029 500 0420",
                "visiting": APPOINTMENT,
                "in_prison": AGREED,
                "checked": -45,
            },
        ],
    ),
    (
        "Talous- ja velkaneuvonta, Kuopion toimipiste (esimerkki)",
        "Ekonomi- och skuldrådgivningen, Kuopio (exempel)",
        PUBLIC,
        "11.debt",
        [],
        [
            {
                "name": ("Talous- ja velkaneuvonta", "Ekonomi- och skuldrådgivning"),
                "what": (
                    "Neuvoo maksuttomasti, kun velkoja on enemmän kuin rahaa.",
                    "Ger gratis råd när skulderna är större än inkomsterna.",
                ),
                "access": LOW,
                "languages": ["fi", "sv"],
                "phone": "029 500 0430",
                "hours": ("ma–pe klo 9–12", "mån–fre kl. 9–12"),
                "visiting": APPOINTMENT,
                "in_prison": AGREED,
                "queue": "noin kolme viikkoa",
                "checked": -60,
            },
        ],
    ),
    (
        "Kotimatka ry",
        "Kotimatka rf",
        OTHER,
        "",
        [],
        [
            {
                "name": ("Tukihenkilö portilla", "Stödperson vid porten"),
                "what": (
                    "Vapaaehtoinen tulee vastaan portille ja kulkee mukana ensimmäiset päivät.",
                    "En frivillig möter dig vid porten och är med de första dagarna.",
                ),
                "for_whom": (
                    "Vapautuville ja heidän läheisilleen.",
                    "För frigivna och närstående.",
                ),
                "access": LOW,
                "languages": ["fi", "sv", "en", "ru"],
                "phone": "050 000 0440",
                "web": "https://kotimatka.example/",
                "visiting": COMES,
                "in_prison": YES,
                "checked": -5,
            },
            {
                "name": ("Vertaisryhmä", "Kamratgrupp"),
                "what": (
                    "Ryhmä, jossa muut tietävät, mistä puhutaan.",
                    "En grupp där de andra vet vad det handlar om.",
                ),
                "access": LOW,
                "phone": "050 000 0440",
                "hours": ("tiistaisin klo 17–19", "tisdagar kl. 17–19"),
                "visiting": OPEN,
                "in_prison": NO,
                "checked": -5,
            },
        ],
    ),
    (
        "Ovi auki -päiväkeskus",
        "Dagcentret Öppen dörr",
        OTHER,
        "",
        ["297"],
        [
            {
                "name": ("Päiväkeskus", "Dagcenter"),
                "what": (
                    "Ruokaa, pesukone, puhelin ja ihmisiä, jotka kuuntelevat.",
                    "Mat, tvättmaskin, telefon och människor som lyssnar.",
                ),
                "access": LOW,
                "languages": ["fi", "en", "ar", "so"],
                "phone": "050 000 0450",
                "address": "Mallikuja 7, 70100 Kuopio",
                "hours": ("ma–la klo 9–16", "mån–lör kl. 9–16"),
                "visiting": OPEN,
                "in_prison": NO,
                "checked": -200,
            },
            {
                "name": ("Asunto ensin -ohjaus", "Handledning enligt Bostad först"),
                "what": (
                    "Auttaa asunnon hakemisessa ja vuokrasopimuksessa.",
                    "Hjälper med att söka bostad och med hyresavtalet.",
                ),
                "access": LOW,
                "phone": "050 000 0451",
                "visiting": APPOINTMENT,
                "in_prison": YES,
                "checked": -30,
            },
        ],
    ),
    (
        "Vertaistalo ry (esimerkki)",
        "Kamrathuset rf (exempel)",
        OTHER,
        "",
        ["140"],
        [
            {
                "name": ("Kokemusasiantuntijat", "Erfarenhetsexperter"),
                "what": (
                    "Ihminen, joka on itse ollut vankilassa, kulkee rinnalla.",
                    "En människa som själv har suttit i fängelse går vid din sida.",
                ),
                "access": LOW,
                "phone": "050 000 0460",
                "visiting": COMES,
                "in_prison": YES,
                "checked": -90,
            },
            {
                "name": ("Läheisten ryhmä", "Grupp för närstående"),
                "what": (
                    "Tukea niille, joiden läheinen on tai on ollut vankilassa.",
                    "Stöd för dem vars närstående sitter eller har suttit i fängelse.",
                ),
                "access": LOW,
                "phone": "050 000 0460",
                "visiting": OPEN,
                "in_prison": NO,
                "checked": -90,
            },
        ],
    ),
)
# Whose contact person, name, role, phone.
PEOPLE = (
    ("Kotimatka ry", "Tuula Tapio", "toiminnanjohtaja", "050 000 0500", None),
    ("Esimerkkilän asumispalvelut", "Aila Alanko", "asumisohjaaja", "017 000 0403", 40),
    ("Ovi auki -päiväkeskus", "Veikko Vainio", "ohjaaja", "050 000 0452", None),
)


def list_services(stage: Stage) -> None:
    """Enter the directory as the county's administrator keeps it."""
    by, since = stage.cast["jonna"], stage.day(-400)
    assert by.county is not None
    listed = {}
    for name_fi, name_sv, kind, authority, municipalities, services in ORGANISATIONS:
        organisation = DirectoryOrganisation(
            county=by.county,
            name_fi=name_fi,
            name_sv=name_sv,
            kind=kind,
            authority=authority,
            municipalities=municipalities,
            valid_from=since,
        )
        add_entry(entry=organisation, by=by)
        listed[name_fi] = organisation
        for told in services:
            add_entry(entry=_service(organisation, told, stage, since), by=by)
    for of, name, role, phone, last_in in PEOPLE:
        person = DirectoryPerson(
            organisation=listed[of],
            name=name,
            role=role,
            phone=phone,
            valid_from=since,
            valid_until=stage.day(last_in) if last_in else None,
        )
        add_entry(entry=person, by=by)


def _service(
    organisation: DirectoryOrganisation, told: dict[str, Any], stage: Stage, since: dt.date
) -> DirectoryService:
    texts = {
        f"{name}_{language}": text
        for name in ("name", "what", "for_whom", "hours")
        for language, text in zip(("fi", "sv"), told.get(name, ()), strict=False)
    }
    plain = ("access", "phone", "web", "address", "visiting", "in_prison", "queue")
    checked = stage.day(told["checked"])
    return DirectoryService(
        organisation=organisation,
        languages=told.get("languages", ["fi"]),
        queue_told_on=checked if "queue" in told else None,
        checked_on=checked,
        is_public=True,
        valid_from=since,
        **texts,
        **{name: told[name] for name in plain if name in told},
    )
