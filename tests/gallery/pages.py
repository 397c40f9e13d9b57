"""What the gallery shows: every component once, with everything that it can take."""

from datetime import date, time
from pathlib import Path
from types import SimpleNamespace

from django.contrib.auth.decorators import login_not_required
from django.contrib.messages import SUCCESS
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template import engines

from caseload.case_page.event import Event
from caseload.case_page.timeline_lines import in_lines
from tests.gallery.forms import EveryFieldForm

TEMPLATE = Path(__file__).parent / "gallery.html"

PHASES = [
    {"name": "Yhteydenotto", "state": "done", "note": "valmis 4.9.2026"},
    {"name": "Palvelutarpeen arviointi", "state": "now", "note": "kesken, alkoi 21.9.2026"},
    {
        "name": "Suunnitelma ja seuranta",
        "state": "shut",
        "note": "ei vielä avoinna",
        "gate": "Vapautuminen 14.12.",
    },
    {
        "name": "Päättyminen",
        "state": "shut",
        "note": "kun monitoimijaista työtä ei enää tarvita",
    },
]

WEEKS = [
    {"x": 45, "label": "vk 48"},
    {"x": 105, "label": "vk 49"},
    {"x": 165, "label": "vk 50"},
    {"x": 222, "label": "vk 51", "gate": True},
]

TIMELINE = [
    {
        "on": date(2026, 12, 14),
        "title": "Vapautuminen",
        "text": "Saatto on sovittu, ja ensimmäisen yön majoitus on varattu.",
        "state": "ahead",
        "gate": True,
    },
    {
        "on": date(2026, 11, 24),
        "when": "ti 24.11. klo 13",
        "icon": "meet",
        "title": "Verkostopalaveri etäyhteydellä",
        "url": "#",
        "state": "ahead",
    },
    {"on": date(2026, 11, 18), "title": "Tänään", "state": "today"},
    {
        "on": date(2026, 11, 17),
        "icon": "phone",
        "title": "Puhelu Kati Savelalle",
        "text": "Vapauttamissuunnitelma käsitellään 24.11.",
        "meta": "Riikka Aaltovuo · merkintä",
    },
]

COUNTDOWN = {
    "days": 26,
    "kind": "Ehdonalaiseen vapauteen",
    "working_days": 17,
    "weeks": WEEKS,
    "certainty": "Rikosseuraamuslaitoksen vahvistama",
    "official": True,
    "source": "Vapauttamissuunnitelma, Kati Savela, 3.11.2026",
    "former": "21.12.2026, arvio.",
    "history_url": "#",
}

ACTION = {
    "title": "Kirjaa Oskarin mielipide arviointiin",
    "why": "Arvio ei valmistu ilman asiakkaan omaa näkemystä (SHL 37 §).",
    "due_kind": "target",
    "url": "#",
    "button": "Jatka arviointia",
    "after": "Tämän jälkeen: kirjaa johtopäätökset.",
}

CONDITIONS = [
    {"text": "omatyöntekijä on nimetty", "done": True},
    {"text": "verkosto on käyty läpi asiakkaan kanssa", "done": True},
    {"text": "asiakkaan mielipide on kirjattu", "done": False, "url": "#"},
    {"text": "johtopäätökset on kirjattu", "done": False},
]

STEPS = [
    {"label": "Henkilö", "state": "done", "url": "#"},
    {"label": "Suostumus", "state": "done", "url": "#", "note": "suullinen, 17.11.2026"},
    {"label": "Vankeus ja vapautuminen", "state": "now"},
    {"label": "Tarkista ja lähetä"},
]

TILES = [
    {
        "number": 83,
        "label": "avointa asiaa",
        "note": "lokakuun lopussa 79",
        "url": "#",
    },
    {"number": 11, "label": "myöhässä", "late": "1 lakisääteinen", "url": "#"},
    {
        "number": 31,
        "of": 40,
        "label": "arvioitu ennen vapautumista",
        "note": "tänä vuonna vapautuneet",
        "url": "#",
    },
]

GAPS = [
    {
        "title": "Asuminen",
        "text": "Tilapäinen majoitus päättyy 18.12.",
        "days": 30,
        "next_move": "Sovitaan, mikä seuraa.",
    },
    {
        "title": "Velkaneuvonta",
        "text": "Velkaneuvonta: haettu. Se ei ole varmaa.",
        "word": "loppua ei näy",
        "next_move": "Kysytään päivää.",
    },
]


def person():
    """A signed-in person without a database."""
    return SimpleNamespace(
        is_authenticated=True,
        is_county_worker=True,
        title="sosiaalityöntekijä",
        organisation=SimpleNamespace(name="Pohjois-Savon hyvinvointialue"),
        get_full_name="Riikka Aaltovuo",
    )


def frame():
    """What context processors give to base.html."""
    labels = ["Oma työ", "Yhteydenotot", "Asiat", "Palveluhakemisto", "Raportit"]
    return {
        "user": person(),
        "demo": True,
        "unread_count": 4,
        "navigation": [
            {"url": f"#{label}", "label": label, "current": label == "Asiat"} for label in labels
        ],
        "messages": [Message(SUCCESS, "Suunnitelma on tallennettu.")],
        "form_key": "key",
        "written_by": "writer",
    }


def parts():
    """The values of every component."""
    return {
        "today": date(2026, 11, 18),
        "noon": time(9, 42),
        "crumbs": [{"url": "#", "label": "Asiat"}],
        "facts": [
            {"label": "Henkilötunnus", "value": "140589-917L"},
            {"label": "Kotikunta", "value": "Kuopio"},
        ],
        "answers": [
            {"label": "Vankila", "value": "Kuopion vankila", "url": "#", "link": "Muuta"},
            {"label": "Siirto", "value": ""},
        ],
        "tabs": [
            {"url": "#", "label": "Yleiskuva", "current": True},
            {"url": "#", "label": "Arviointi", "current": False},
            {"url": "#", "label": "Verkosto", "current": False, "count": 12},
        ],
        "phases": PHASES,
        "countdown": COUNTDOWN | {"day": date(2026, 11, 18)},
        "action": ACTION | {"due_on": date(2026, 11, 18)},
        "lines": in_lines(Event(**each) for each in TIMELINE),
        "conditions": CONDITIONS,
        "steps": STEPS,
        "tiles": TILES,
        "gaps": GAPS,
        "both": [{"label": "Tilanne", "theirs": "Asuu siskolla.", "mine": "Asuu yksin."}],
        "page": Paginator(range(50), 10).page(2),
    }


def wrong_form():
    """The form as it comes back with three errors."""
    return EveryFieldForm(
        {
            "version": "1",
            "prison": "sentence",
            "release_on": "99.99.2026",
            "certainty": "fine",
            "transfer_unknown": "on",
            "story": "Kerrottu.",
            "agree": "on",
        }
    )


@login_not_required
def gallery(request):
    """The page itself; what is sent to it comes back as it was."""
    page = engines["django"].from_string(TEMPLATE.read_text())
    return HttpResponse(page.render(gallery_context(), request))


def gallery_context():
    """Everything that the page shows."""
    return {"form": wrong_form(), **frame(), **parts()}
