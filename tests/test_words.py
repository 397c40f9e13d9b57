"""One word for one thing: what the glossary has another word for stands in no text."""

import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).parent.parent

# The wrong word, as a pattern over the text in lower case, and what is said instead.
WRONG = {
    "fi": {
        r"välivaiheen ratkaisu": "väliaikainen järjestely",
        r"oikais": "korjaus: oikaisu is of appeals",
        r"määräpäiv": "tehtävä, viimeistään …; määräaika of law only",
        r"tuen aihe": "tuen tarve",
        r"\b(kirjaa|kirjattu|uusi|muu|päätä|on) tarve\b": "tuen tarve",
        r"(?<!tuen )\btarpeet ja (niiden )?palvelut": "tuen tarpeet",
        r"palvelun tilan(ne|teen|netta)\b": "palvelun tila",
        r"päivittäi\w+ (sähköposti|viesti)": "päivän kooste",
        r"\bsiirrä myöhemmäksi": "siirrä toiselle päivälle",
        r"kerrotaan esihenkilölle": "tieto esihenkilölle",
        r"\btapau(s|kse)": "asia",
        r"\brikolli(nen|set)\b|\bex-vanki": "vankilasta vapautuva",
        r"hyvinvointialueen vastaanot(to|on|ossa|toon)\b": "yhteydenottojen käsittely",
        r"\b(työ)?tili": "tunnus, työtunnus",
        r"\bistunto": "kirjautuminen",
        r"todennussovellu": "tunnistinsovellus",
        r"kollega|työkaver": "työtoveri",
        r"\bhoitaja": "joku hoitaa asiaa",
        r"osallisuu(det|s %)": "on tiimissä: osallisuus is inclusion",
        r"\b(työ)?lista(si|lle|lta|an|ssa|sta)?\b|\blistalle": "luettelo",
        r"viimeistele": "tee valmiiksi",
        r"käyttötarkoitu": "tarkoitus",
        r"täysi lomake|täyteen lomakk": "laaja lomake",
        r"järjestettävänä": "järjestyy",
        r"porttiin asti": "portille asti",
        r"eikä mitään seuraa": "eikä jatkoa ole",
        r"\b(kun|jos|silloin) tar(ve|peita) on": "tuen tarve, avun tarve",
        r"(kirjata|kirjataan) enää tilannetta|aiemmat tilanteet": "palvelun tila",
        r"^sitten:": "tämän jälkeen:",
        r"^sovi suunnitelma\b|suunnitelma[an]? (ei |ehdittiin |voi )*sopia": "sovi suunnitelmasta",
        r"iso(t|in) kirjaim": "suuri teksti: iso kirjain is a capital letter",
        r"(päivän|viikon|kuukauden) sisä(llä|ltä)": "kuluessa, ajalta",
        r"^(kirjoita|valitse|täytä) [\w ]+, tai ": "no comma before tai within a clause",
        r"\d §": "a no-break space stands before §",
    },
    "sv": {
        r"\bmellanlösning|tillfälliga? lösning": "tillfälligt arrangemang",
        r"arbetstagar": "medarbetare",
        r"(?<![a-zåäö])arbetar(en|ens|e|na)\b(?! (är|i )\b)": "medarbetare",
        r"offentlig(a)? tjänst": "offentlig service",
        r"\b(behov|planen) och tjänster|varje tjänst\b|ingen tjänst|utan tjänst": "service",
        r"inte känt, eftersom|^inte känt$": "uppgift saknas, eftersom",
        r"inget att stödja": "inget stödbehov",
        r"\b(ett|annat|antecknat|nytt) behov\b": "stödbehov",
        r"en services läge|läget för servicen": "servicens läge",
        r"dagligt e-post": "dagens sammandrag",
        r"skjut(a|as|it)? upp|sköt upp|uppskj|uppskov": "flytta till en annan dag",
        r"\bsvl\b|lagen \d+\s§": "41 § i socialvårdslagen",
        r"arbetsdag": "vardag",
        r"administratör": "huvudanvändare",
        r"födelsedat": "födelsetid",
        r"frigivningsdatum": "frigivningsdag",
        r"befattningsbeteckning|yrkesbe(teckning|nämning)": "befattning",
        r"kvittering": "kvittens",
        r"förstasida": "startsida",
        r"anlän": "inkom, kom in",
        r"\bsänd(e|es|er|a|as|s)?\b|\bsänts?\b": "skicka",
        r"\bändamål": "syfte",
        r"anteckna beslutet|fatta\w* beslut om det": "avgörande: beslut are made in another system",
        r"planen (är )?avtala": "komma överens om planen",
        r"eget mål\b|vårt mål\b|tidsfrister och mål\b|inget mål (flyttas|skulle)": "tidsmål",
        r"\bslag(et)? av fängelse": "typ av frihetsberövande",
        r"uppgift\w* om fängelsetiden|ändring\w* i (fängelsetiden|frihetsb)": "fängelsevistelsen",
        r"bekym(mer|ret|ren)": "oro",
        r"framskrid": "vad som händer med",
        r"missbrukar": "missbruk och beroende",
        r"ogjorda metoder": "åtgärd: metod is a way of working",
        r"anteckna lösningen|om en lösning": "tillfälligt arrangemang",
        r"första tid(en)?\b": "första besöket",
        r"hanteringen av kontakter (överför|är)|ring(a)? hantering|mottagning(en)? i": (
            "de som hanterar kontakter"
        ),
        r"(\bsin|\bdin|s) egna kontaktperson\b": "egen kontaktperson, after a genitive",
        r"\b(inte|inget|ingenting)\b[^.:;]*\binnan\b": "inte … förrän",
        r"\binte ännu (finns|följt|har)": "ännu inte",
        r"^sedan: ": "därefter",
        r"i säkert förvar|i säkerhet\b": "din text finns kvar",
        r"hur det står till|hur står det till": "läget: the words ask how somebody is",
        r"\bfrigivs\b": "friges",
    },
    "en": {r"\bmain user": "administrator"},
}
CASES = [(language, wrong) for language, words in WRONG.items() for wrong in words]


def entries(language: str) -> list[polib.POEntry]:
    catalogue = polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.po"))
    return [entry for entry in catalogue if not entry.obsolete]


def whole_pages(language: str) -> list[str]:
    """Texts that are written in one language each: the pages about Jatkumo, and the guide."""
    pages = list(ROOT.glob(f"templates/caseload/about/*_{language}.html"))
    pages += ROOT.glob("docs/guide/*.md") if language == "fi" else []
    assert pages
    return [re.sub(r"[ \n]+", " ", page.read_text()) for page in pages]


def texts(language: str) -> list[str]:
    """What is read in the language; English stands in the sources."""
    if language == "en":
        words = [text for e in entries("fi") for text in (e.msgid, e.msgid_plural)]
    else:
        words = [
            text for e in entries(language) for text in (e.msgstr_plural.values() or [e.msgstr])
        ]
    return words + whole_pages(language)


@pytest.mark.parametrize(("language", "wrong"), CASES)
def test_no_text_has_a_word_that_the_glossary_has_another_for(language, wrong):
    found = [text for text in texts(language) if re.search(wrong, text.lower())]

    assert found == [], f"say: {WRONG[language][wrong]}"


def test_the_tag_before_a_target_date_is_not_the_word_of_a_goal_in_swedish():
    catalogue = polib.pofile(str(ROOT / "locale" / "sv" / "LC_MESSAGES" / "django.po"))
    words = {(e.msgctxt, e.msgid): e.msgstr for e in catalogue}

    assert words[(None, "Target")] != words[(None, "Goals")]
