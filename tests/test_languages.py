"""Every page of the path speaks one language: the reader's."""

import re
from html.parser import HTMLParser

import polib
import pytest
from django.conf import settings
from django.test import Client

from accounts.models import User
from config.processes import ROOT
from tests.browser.pages import STOPS
from tests.browser.scene import make_scene

# English words that are no words of Finnish or Swedish: what no catalogue knows of.
ENGLISH = re.compile(
    r"\b(the|and|of|with|this|that|these|your|you|for|from|has|have|was|are|which|when|"
    r"please|required|save|back|choose|select|enter|valid|invalid|unknown|none|yes|other|"
    r"case|client|worker|plan|goal|step|service|review|note|name|date|week|day|days)\b",
    re.IGNORECASE,
)
# Swedish has these words, too.
ALSO_SWEDISH = {"plan", "service"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")
READ_ALOUD = ("aria-label", "alt", "placeholder", "title")
UNSEEN = ("script", "style", "template")


class Words(HTMLParser):
    """Collects what a person reads or hears, save what says that it is in another language."""

    VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "path", "use", "wbr", "circle"})

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self.page_language: str | None = None
        self.texts: list[str] = []
        self.open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "html":
            self.page_language = attributes.get("lang")
        foreign = attributes.get("lang") not in (None, self.language)
        # What a person has written stands in these, whatever its language.
        typed = tag == "textarea" or "written" in (attributes.get("class") or "").split()
        if tag not in self.VOID:
            self.open.append(foreign or typed or tag in UNSEEN)
        if not any(self.open) and not foreign:
            self.texts += [attributes[name] or "" for name in READ_ALOUD if name in attributes]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<path/>` opens nothing."""

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID and self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not any(self.open):
            self.texts.append(data)


def texts_of_interface() -> dict[str, set[str]]:
    """What the interface says, by language; a space that does not break is a space here."""
    said: dict[str, set[str]] = {}
    for code in ("fi", "sv"):
        path = ROOT / "locale" / code / "LC_MESSAGES" / "django.po"
        entries = [entry for entry in polib.pofile(str(path)) if not entry.obsolete]
        own = {t for e in entries for t in (e.msgstr, *e.msgstr_plural.values()) if t}
        english = {t for e in entries for t in (e.msgid, e.msgid_plural) if t}
        said[code] = {" ".join(t.split()) for t in own}
        said["en"] = {" ".join(t.split()) for t in english}
    return said


def as_patterns(texts: set[str]) -> list[re.Pattern[str]]:
    """Texts with gaps in them, to be found whatever fills the gaps."""
    patterns = []
    for text in texts:
        parts = [re.escape(" ".join(part.split())) for part in PLACEHOLDER.split(text)]
        if len(parts) > 1 and len("".join(PLACEHOLDER.sub("", text).split())) > 8:
            patterns.append(re.compile(".+?".join(parts)))
    return patterns


class Reader:
    """Knows what the interface says in a language, and what it says in the others."""

    def __init__(self, language: str) -> None:
        said = texts_of_interface()
        others = {text for code, texts in said.items() if code != language for text in texts}
        self.language = language
        self.foreign = others - said[language]
        self.gapped = as_patterns(self.foreign)

    def faults_of(self, html: str) -> list[str]:
        """Texts of a page that are in another language, and a wrong `lang`."""
        words = Words(self.language)
        words.feed(html)
        texts = {" ".join(text.split()) for text in words.texts}
        found = [text for text in texts if self._is_foreign(text)]
        if words.page_language != self.language:
            found.append(f"lang={words.page_language}")
        return found

    def _is_foreign(self, text: str) -> bool:
        english = {word.lower() for word in ENGLISH.findall(text)} - ALSO_SWEDISH
        return (
            bool(english)
            or text in self.foreign
            or any(pattern.fullmatch(text) for pattern in self.gapped)
        )


@pytest.mark.slow
@pytest.mark.parametrize("language", ["fi", "sv"])
def test_pages_speak_one_language(language, db):
    scene = make_scene(language)
    reader = Reader(language)

    found = {
        f"{stop.name}: {fault}"
        for stop, html in pages(scene, language)
        for fault in reader.faults_of(html)
    }

    assert sorted(found) == []


@pytest.mark.parametrize(
    ("part", "fault"),
    [
        ("<p>Save the draft</p>", "Save the draft"),
        ("<p>Step 2/4: Nimi</p>", "Step 2/4: Nimi"),
        ("<p>Spara utkastet</p>", "Spara utkastet"),
        ('<img alt="Sign in">', "Sign in"),
        ("<p>Kirjoita the note</p>", "Kirjoita the note"),
    ],
)
def test_a_text_in_another_language_is_found(part, fault):
    page = f'<html lang="fi"><ul><li>Yksi<li>Kaksi</ul><br><p>Oma työ</p>{part}</html>'

    assert Reader("fi").faults_of(page) == [fault]


def test_what_says_its_language_and_what_a_person_wrote_may_be_in_another():
    parts = '<button lang="en">English</button><p class="written">The plan of the day</p>'

    assert Reader("fi").faults_of(f'<html lang="fi">{parts}</html>') == []


def test_a_page_in_the_wrong_language_is_found():
    assert Reader("sv").faults_of('<html lang="fi"></html>') == ["lang=fi"]


# They speak the client's language, until another is asked for.
PAPERS = (
    *("caseload:plan_print", "caseload:portti_print", "caseload:first_weeks_print"),
    *("caseload:log_report_print", "caseload:factors_print", "caseload:map_print"),
    *("caseload:assessment_print", "caseload:assessment_plain_print"),
    *("caseload:visit_form_print", "caseload:estimates_print", "caseload:handover_print"),
    *("caseload:invitation_print", "caseload:minutes_print"),
)


def pages(scene, language):
    """Each page as it is opened, and as it answers to an empty form."""
    User.objects.update(language=language)
    for stop in STOPS:
        browser = Client()
        browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        if stop.who != "nobody":
            browser.force_login(scene.people[stop.who])
        address = stop.address(scene)
        if stop.name in PAPERS:
            address += f"?kieli={language}"
        yield stop, browser.get(address, follow=True).content.decode()
        if stop.wrong:
            answer = browser.post(address, {"version": "1"})
            if answer.status_code != 302:
                yield stop, answer.content.decode()
