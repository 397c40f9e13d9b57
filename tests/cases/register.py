"""A register of invented clients with names as common as in life, always the same ones."""

import datetime as dt
import random
from collections.abc import Iterator

from cases.models import Client
from tests.cases.search_pairs import Person, code


def _words(text: str) -> list[str]:
    return text.split()


LAST = _words(
    "Korhonen Virtanen Mäkinen Nieminen Mäkelä Hämäläinen Laine Heikkinen Koskinen Järvinen "
    "Lehtonen Lehtinen Saarinen Salminen Heinonen Niemi Heikkilä Kinnunen Salonen Turunen Salo "
    "Laitinen Tuominen Rantanen Karjalainen Jokinen Mattila Savolainen Lahtinen Ahonen "
    "Johansson Karlsson Nyman Lindholm Lindström Eriksson Andersson Nyström Holm Björklund "
    "Ali Mohamed Hassan Ahmed Ivanov Nguyen Petrov Hussein Tamm Saar Rautio Hakala Leppänen "
    "Kallio Aalto Peltonen Hiltunen Moilanen Pitkänen Väisänen Kettunen Oksanen Rajala Lampinen"
)
FIRST = _words(
    "Matti Juha Timo Kari Mikko Antti Jari Jukka Mika Markku Pekka Hannu Heikki Marko Petri Sami "
    "Ville Janne Jani Toni Teemu Lauri Eero Olli Tero Pasi Harri Arto Seppo Esa Ari Kimmo "
    "Maria Anna Johanna Minna Sari Tiina Satu Päivi Marja Kaisa Erik Lars Kristian Nils Peter "
    "Ahmed Ali Mohamed Omar Sergei Dmitri Johannes Juhani Olavi Antero Tapani Kalevi Tapio Ilmari"
)
SYLLABLES = _words("ha ko la mä nu pe ri sa tu vu jä li mo ky rö te va ni lo hei suo rau kai nii")


def invented(size: int, seed: int = 20260301) -> Iterator[Person]:
    """Two of three with a common last name, the rest with a rare one; a tenth without a day."""
    chance = random.Random(seed)
    for _ in range(size):
        rare = "".join(chance.choices(SYLLABLES, k=3)).capitalize() + chance.choice(["nen", ""])
        last = chance.choice(LAST) if chance.random() < 0.67 else rare
        first = " ".join(chance.sample(FIRST, chance.choice([1, 2, 2])))
        born = dt.date(1945, 1, 1) + dt.timedelta(days=chance.randrange(60 * 365))
        known = chance.random() < 0.9
        sign = "-" if born.year < 2000 else "A"
        number = chance.randrange(900, 1000)
        has_code = known and chance.random() < 0.6
        yield Person(
            last,
            first,
            f"{born.day}.{born.month}.{born.year}" if known else "",
            code(f"{born:%d%m%y}", number, sign) if has_code else "",
        )


def day(written: str) -> dt.date | None:
    """12.5.1980 as a day."""
    if not written:
        return None
    number, month, year = map(int, written.split("."))
    return dt.date(year, month, number)


def as_clients(people: list[Person], **more: object) -> list[Client]:
    """Unsaved clients; a code that somebody has already is left out."""
    taken: set[str] = set()
    made = []
    for person in people:
        free = person.code if person.code not in taken else ""
        taken.add(free)
        made.append(
            Client(
                last_name=person.last,
                first_names=person.first,
                former_names=person.former,
                birth_date=day(person.born),
                identity_code=free,
                **more,
            )
        )
    return made
