"""Names are folded alike by Python and by the database."""

import unicodedata

import pytest

from cases.models import Client
from cases.register.sounds import sounding_words, sounds
from tests.cases.search_pairs import OTHER, SAME
from tests.factories import ClientFactory, CountyFactory


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Virtanen", "Wirtanen"),
        ("Nyström", "Nystromm"),
        ("Åkerlund", "Aakerlund"),
        ("Björk", "Bjoerk"),
        ("Šimić", "Simic"),
        ("Christian", "Kristian"),
        ("Lindqvist", "Lindquist"),
        ("Thesleff", "Teslef"),
        ("Ivanov", "Ivanoff"),
        ("Jari-Pekka", "jari  pekka"),
        ("MÄKELÄ", unicodedata.normalize("NFD", "mäkelä")),
        ("İsmail", "Ismail"),
        ("Ødegård", "Oedegaard"),
    ],
)
def test_spellings_of_one_name_sound_alike(one, other):
    assert sounds(one) == sounds(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Mari", "Meri"), ("Salo", "Sala"), ("Virta", "Virtanen"), ("Ville", "Kalle")],
)
def test_different_names_sound_different(one, other):
    assert sounds(one) != sounds(other)


def test_particle_is_no_word_of_the_name_unless_it_is_all_of_it():
    assert sounding_words("von Essling") == ("esling",)
    assert sounding_words("Le") == ("le",)


ODD = ["", " ", "İıŁłĐđÞþß ẞ", "Ünal-Çelik", "ǆ ﬁ ½", "Иванов", "李", "a'b\\c%_", "ſ Å K", "💡"]


@pytest.mark.django_db
def test_database_folds_names_as_python_does():
    county = CountyFactory()
    people = [person for pair in SAME + OTHER for person in (pair.stored, pair.asked)]
    names = [(p.last, p.first, p.former) for p in people] + [(odd, odd, "") for odd in ODD]
    made = [
        ClientFactory.build(county=county, last_name=last, first_names=first, former_names=former)
        for last, first, former in names
    ]
    Client.objects.bulk_create(made)

    stored = Client.objects.values_list("last_name", "first_names", "former_names", "name_key")
    wrong = [row for row in stored if sounds(" ".join(row[:3])) != row[3]]

    assert wrong == []
    assert len(stored) == len(names)
