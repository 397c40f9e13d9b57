"""Invented people: names of Finnish form with the skew of real ones, and codes of nobody."""

import datetime as dt
import itertools
from collections.abc import Iterator
from random import Random

CHECK_CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
# The few who are searched for; nobody else is called so.
RARE_LAST_NAME, RARE_FIRST_NAMES = "Hyrskynoja", "Mikael Ilmari"
RARE = 12

ROOTS = """
Aho Alho Halla Harju Hauta Heina Hirvi Honka Huhta Ilo Joki Kaiku Kallio Kanerva Karhu Karvo
Kauko Keto Kivi Koivu Korpi Koski Kuusi Laakso Lahti Lampi Lehto Lepo Louhi Lumi Maja Manni
Marja Metsa Myrsky Niemi Nurmi Otava Paju Palo Pelto Pihla Pohja Puro Raita Ranta Rauta Salmi
Salo Sara Suvi Taival Tammi Tuuli Uusi Vaara Valo Varvi Vesi Virta
""".split()  # noqa: SIM905
ENDINGS = ["nen", "la", "mäki", "ranta", "lainen", "oja", "kangas", "lä", "sto", "saari"]
FIRST_NAMES = """
Juhani Mikael Johannes Olavi Antero Tapani Kalevi Matti Tapio Petteri Ilmari Heikki Pekka Kari
Antti Jari Mika Timo Jukka Sami Marko Janne Ville Toni Jani Marika Maria Helena Johanna Anneli
Kaarina Hannele Tuula Sari Tiina Minna Anne Päivi Sanna Katja Jarmo Esa Harri Ari Veikko Aleksi
Niko Joonas Riku Tero Santeri Eetu Otto Leevi Roope Kimmo Risto Seppo Raimo Vesa Ismo Tuomas
Arttu Pasi Juho Jesse Kalle Lauri Miro Eino Sakari Tommi Jorma Erkki Osmo Urho Nuutti Oskari
""".split()  # noqa: SIM905


class Names:
    """Draws names so that a few are very common and most are rare."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.last = _last_names()
        random.shuffle(self.last)
        # The commonest has one in two hundred, as in Finland; the hundredth one in seven hundred.
        self.last_weights = list(itertools.accumulate(1 / (n + 40) for n in range(len(self.last))))
        weights = [1 / (n + 6) for n in range(len(FIRST_NAMES))]
        self.first_weights = list(itertools.accumulate(weights))

    def person(self) -> tuple[str, str]:
        """First names and last name."""
        [last] = self.random.choices(self.last, cum_weights=self.last_weights)
        first = self.random.choices(FIRST_NAMES, cum_weights=self.first_weights, k=2)
        return (" ".join(dict.fromkeys(first)), last)


def _last_names() -> list[str]:
    """Some 11,000: a root with an ending, and two roots with or without one."""
    simple = [root + ending for root, ending in itertools.product(ROOTS, ENDINGS)]
    pairs = [one + other.lower() for one, other in itertools.permutations(ROOTS, 2)]
    return sorted({*simple, *pairs, *(f"{pair}nen" for pair in pairs), *(f"{p}la" for p in pairs)})


def identity_codes(random: Random) -> Iterator[tuple[dt.date, str]]:
    """Birth dates and codes, each once, with individual numbers that belong to nobody."""
    first, codes = dt.date(1955, 1, 1), 18_000 * 100
    start = random.randrange(codes)
    for n in range(codes):
        # The prime leads to every number once, in no order that anybody sees.
        drawn = (start + n * 1_000_003) % codes
        day, number = first + dt.timedelta(days=drawn // 100), 900 + drawn % 100
        sign = "-" if day.year < 2000 else "A"
        digits = f"{day:%d%m%y}{number}"
        yield day, f"{digits[:6]}{sign}{number}{CHECK_CHARACTERS[int(digits) % 31]}"
