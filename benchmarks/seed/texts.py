"""What is written in the invented records: plain sentences, put together at random."""

from random import Random

SENTENCES = [
    "Tavattiin sovitusti ja käytiin läpi kuluneet viikot.",
    "Asuntohakemus on jätetty ja siihen odotetaan vastausta.",
    "Asiakas toivoo, että asioista puhutaan suoraan ja yksi kerrallaan.",
    "Sovittiin, että velkaneuvontaan otetaan yhteyttä yhdessä.",
    "Yhteys perheeseen on säilynyt, ja siitä iloitaan.",
    "Terveydenhuollon aika on varattu vapautumisen jälkeiselle viikolle.",
    "Työpaja olisi asiakkaan mukaan hyvä tapa aloittaa arki.",
    "Henkilökortti puuttuu ja se haetaan ennen vapautumista.",
    "Toimeentulotuen hakemus täytetään yhdessä ensi tapaamisella.",
    "Asiakas kertoo nukkuvansa paremmin kuin syksyllä.",
    "Verkoston kanssa sovittiin, kuka vastaa mistäkin.",
    "Seuraava tapaaminen on sovittu ja se on kirjattu kalenteriin.",
]


def text(random: Random, sentences: int) -> str:
    """As many sentences; about sixty letters each."""
    return " ".join(random.choices(SENTENCES, k=sentences))


def long_text(letters: int) -> str:
    """Exactly as many letters of ordinary words."""
    whole = " ".join(SENTENCES)
    return (whole * (letters // len(whole) + 1))[:letters].rstrip().ljust(letters, ".")
