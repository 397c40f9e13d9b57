"""People are found in a text in whatever case their names stand, and words of the field are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observations.names_in_text import found_in, is_form_of, parts_of

FORMS = {
    "Aaltovuo": "Aaltovuon Aaltovuolle Aaltovuota Aaltovuohon Aaltovuoilla Aaltovuokin aaltovuon",
    "Mikkonen": "Mikkosen Mikkoselle Mikkosta Mikkoseen Mikkosten Mikkosille Mikkosenkin",
    "Lampi": "Lammen Lammelle Lampea Lampeen Lammet Lampien Lammilla LAMMEN",
    "Mäki": "Mäen Mäelle Mäkeä Mäkeen Mäkien Mäkin Mäkille",
    "Lahti": "Lahden Lahdelle Lahtea Lahteen Lahdet Lahdin",
    "Koski": "Kosken Koskelle Koskea Koskien Koskin",
    "Järvi": "Järven Järvelle Järveä Järvien",
    "Joki": "Joen Joelle Jokea Jokeen",
    "Kangas": "Kankaan Kankaalle Kangasta Kankaaseen Kankaiden Kankaille",
    "Ratas": "Rattaan Rattaalle Ratasta",
    "Markus": "Markuksen Markukselle Markusta Markukseen",
    "Matti": "Matin Matille Mattia Mattiin",
    "Pekka": "Pekan Pekalle Pekkaa Pekkaan",
    "Heikki": "Heikin Heikille Heikkiä",
    "Sirkka": "Sirkan Sirkalle Sirkkaa Sirkkoja",
    "Antti": "Antin Antille Anttia",
    "Tuulikki": "Tuulikin Tuulikille Tuulikkia",
    "Virta": "Virran Virralle Virtaa Virtaan Virroilla",
    "Kanto": "Kannon Kannolle Kantoa",
    "Helenius": "Heleniuksen Heleniukselle Heleniusta",
    "Vuorenmaa": "Vuorenmaan Vuorenmaalle Vuorenmaata Vuorenmaahan Vuorenmaiden",
    "Niemelä": "Niemelän Niemelälle Niemelää Niemelöiden",
    "Ojakallio": "Ojakallion Ojakalliolle Ojakalliota Ojakallioiden",
    "Honkasaari": "Honkasaaren Honkasaarelle Honkasaarta",
    "Korpi": "Korven Korvelle Korpea",
    "Luoto": "Luodon Luodolle Luotoa",
    "Pelto": "Pellon Pellolle Peltoa",
    "Suvanto": "Suvannon Suvannolle Suvantoa",
    "Kallas": "Kallaksen Kallakselle Kallasta Kallaan",
    "Virve": "Virven Virvelle Virveä",
    "Aune": "Aunen Aunelle Aunea",
    "Johan": "Johanin Johanille Johania Johans",
    "Björkskär": "Björkskärin Björkskärille Björkskäriä Björkskärs bjorkskarin",
    "Lindström": "Lindströmin Lindströmille Lindströms",
    "Ek": "Ekin Ekille Eks",
    "Aho": "Ahon Aholle Ahoa Ahoon",
    "Oja": "Ojan Ojalle Ojaa Ojaan",
    "Susi": "Suden Sudelle Sutta",
    "Karjalainen": "Karjalaisen Karjalaiselle Karjalaista Karjalaisten Karjalaisperhe",
    "José": "Josén Josélle Jose Josen",
    "Hassan": "Hassanin Hassanille Hassania",
    "Vladimirovitš": "Vladimirovitšin Vladimirovitšille",
    "Suokas": "Suokkaan Suokkaalle Suokasta",
    "Tiainen": "Tiaisen Tiaiselle Tiaista",
    "Rautio": "Raution Rautiolle Rautiota",
    "Hautala": "Hautalan Hautalalle Hautaloiden",
}
EVERY = [(name, form) for name, forms in FORMS.items() for form in [name, *forms.split()]]


@pytest.mark.parametrize(("name", "form"), EVERY, ids=[f"{n}-{f}" for n, f in EVERY])
def test_a_name_is_found_in_each_of_its_forms(name, form):
    assert found_in(f"Jono on pitkä, ja {form} odottaa.", [name]) == [form]


@pytest.mark.parametrize(
    "text",
    [
        "Asumispalvelun jono on viisi kuukautta, ja päätöstä odotetaan vankilassa.",
        "Kelan verkkopalvelua ei voi käyttää vankilassa ilman pankkitunnuksia.",
        "Kolmas yhteyshenkilö puolen vuoden aikana 2026-2027.",
        "Jono alkoi 3/2026 ja kestää 12 kuukautta, paikkoja 14.",
        "Kön till boendeservice är sex månader, ingen svarar.",
    ],
)
def test_ordinary_words_are_let_pass(text):
    names = ["Aaltovuo", "Mikkonen", "Lampi", "Mäki", "Pekka", "Björkskär", "Kangas", "Ek"]

    assert found_in(text, names) == []


@pytest.mark.parametrize(
    "written",
    [
        *("010180-9004", "010180A9004", "040 123 4567", "+358 40-123 4567", "12.3.2027"),
        *("anna@esimerkki.fi", "017 123456", "040-1234567", "12 345"),
    ],
)
def test_numbers_addresses_and_days_are_found_of_whomever_they_are(written):
    assert found_in(f"Soitettiin {written} eikä vastattu.", []) != []


@pytest.mark.parametrize(
    "street", ["Koulukatu 5", "Koulukadulla 5", "Strandvägen 12", "Rantatie 3"]
)
def test_the_address_of_a_house_is_found(street):
    assert found_in(f"Asunto osoitteessa {street} meni.", []) != []


def test_a_sign_that_nobody_sees_hides_no_name():
    assert found_in("Mik\u200bko\u00adsen jono", ["Mikkonen"]) == ["Mikkosen"]


def test_each_part_of_a_name_counts_and_particles_do_not():
    assert list(parts_of("Anna-Liisa von Essen")) == ["Anna", "Liisa", "Essen"]


def test_a_code_of_the_case_is_found_as_it_stands():
    assert found_in("Asia ab-12 jonossa", [], ["AB-12"]) == ["AB-12"]


LETTERS = st.text("aeiouyäöhjklmnprstv", min_size=3, max_size=12)


@given(name=LETTERS, before=st.text("abcå ,.", max_size=20), after=st.text(" ,.!-", max_size=5))
def test_whatever_the_name_it_is_found_as_it_is_and_with_common_endings(name, before, after):
    name = name.capitalize()
    for form in (name, name.lower(), f"{name}n", f"{name}lle", f"{name}s"):
        assert found_in(f"{before} {form}{after}", [name]) != []


def test_what_only_looks_alike_is_another_word():
    assert not is_form_of("lampaat", "Lampi")
    assert not is_form_of("virkamies", "Virve")
    assert not is_form_of("ojennus", "Oja")


@pytest.mark.parametrize(
    "typed",
    [("1" + "-" * 99) * 4, ("1" + "." * 2499) * 4, "a" * 10_000, "katu" * 2_500, "+ " * 5_000],
    ids=["stripes", "dots", "one letter", "streets", "plus signs"],
)
def test_a_long_run_of_one_sign_is_read_to_its_end(typed):
    """Where each place of the run is tried with each other one this does not end."""
    assert found_in(typed + " a@b.fi", ["Virtanen"]) == ["a@b.fi"]
