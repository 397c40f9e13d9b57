"""The components and the template pack, as the gallery shows them."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.template.loader import render_to_string

from tests.gallery.forms import EveryFieldForm
from tests.gallery.pages import gallery, wrong_form

COMPONENTS = Path("templates/components")


@pytest.fixture
def page(rf):
    """The gallery as text."""
    return gallery(rf.get("/galleria/", {"haku": "Aalto"})).content.decode()


def drawn(form):
    """The fields of a form, drawn by the pack: no space between tags, one inside of them."""
    template = engines["django"].from_string("{% load crispy_forms_tags %}{% crispy form %}")
    html = re.sub(r"\s*\n\s*(?![^<>]*>)", "", template.render({"form": form}))
    return re.sub(r"\s+", " ", html)


def part(name, **values):
    """One component as text, its spaces made single."""
    return " ".join(render_to_string(f"components/{name}.html", values).split())


def test_gallery_shows_every_component():
    sources = [Path("tests/gallery/gallery.html"), *Path("templates").rglob("*.html")]
    shown = set()
    for source in sources:
        shown |= set(re.findall(r'(?:include|draw) "components/(\S+)"', source.read_text()))

    assert {path.name for path in COMPONENTS.glob("*.html")} == shown


def test_component_says_what_it_takes():
    for path in COMPONENTS.glob("*.html"):
        assert re.match(r"\{#.*Takes.*#\}|\{% comment %\}", path.read_text()), path


def test_error_summary_counts_in_words(page):
    assert "Tarkista kolme kohtaa" in page
    assert "Mitään kirjoittamaasi ei ole kadonnut." in page


def test_error_summary_leads_to_fields_that_exist(page):
    summary = re.search(r"data-error-summary.*?</ul>", page, re.DOTALL).group()
    targets = re.findall(r'<a href="#([^"]+)"', summary)

    assert targets == ["id_kind_0", "id_release_on", "id_transfer_unknown_reason"]
    assert all(f'id="{target}"' in page for target in targets)


def test_page_with_errors_says_so_in_its_title(page):
    title = re.search(r"<title>(.*)</title>", page).group(1)

    assert title == "Virhe: Osat – Jatkumo"


def test_no_page_part_has_inline_style_or_script(page):
    assert re.findall(r"<style|style=|<script(?! type=\"module\" src=)|\son\w+=", page) == []


def test_field_is_drawn_label_hint_error_input():
    html = drawn(wrong_form())

    field = re.search(r'<div id="div_id_release_on".*?data-not-known', html).group()

    places = [
        field.index(sign)
        for sign in ("<label", "release_on_helptext", "release_on_error", "<input")
    ]
    assert places == sorted(places)
    assert 'aria-describedby="id_release_on_helptext id_release_on_error"' in field
    assert 'aria-invalid="true"' in field
    assert "field-error" in field


def test_only_fields_that_may_be_empty_are_marked():
    html = drawn(EveryFieldForm())

    marked = re.findall(r'([^<>]+)<span class="optional">\(valinnainen\)</span>', html)

    assert marked == ["Missä tukea tarvitaan", "Puhelin", "Liite"]
    assert "*" not in html


def test_choices_are_a_fieldset_that_is_described():
    html = drawn(wrong_form())

    group = re.search(r'<fieldset id="div_id_kind".*?</fieldset>', html).group()

    assert 'aria-describedby="id_kind_helptext id_kind_error"' in group
    assert "<legend>Vankeuden laji</legend>" in group
    assert group.count('type="radio"') == 2


def test_chosen_box_stays_chosen():
    html = drawn(EveryFieldForm({"needs": ["2"]}))

    assert re.findall(r'name="needs" value="(\d)"[^>]* checked', html) == ["2"]


@pytest.mark.parametrize(
    ("kind", "words"), [("law", "§ Määräaika"), ("target", "Tavoite"), ("agreed", "Sovittu")]
)
def test_due_kinds_never_look_alike(page, kind, words):
    html = part("due", kind=kind, on=None)

    assert f'class="due due-{kind}"><b>{words}</b>' in html


def test_unknown_release_has_words_and_no_number():
    html = part("countdown", countdown={"unknown_why": "Asia on tuomioistuimessa."})

    assert "Ei tiedossa" in html
    assert 'class="big"' not in html


def test_countdown_turns_after_release():
    html = part("countdown", countdown={"day": date(2026, 10, 15), "days_since": 34})

    assert "Vapautumisesta" in html
    assert '<span class="big">34</span><span class="unit">päivää</span>' in html


def test_pagination_keeps_the_search(page):
    assert re.findall(r'href="(\?[^"]+)" rel="(\w+)"', page) == [
        ("?haku=Aalto&amp;page=1", "prev"),
        ("?haku=Aalto&amp;page=3", "next"),
    ]


def test_pagination_of_one_page_is_nothing():
    assert part("pagination", page=Paginator([], 10).page(1)) == ""


def test_answer_that_is_missing_is_a_dash():
    html = part("answers", answers=[{"label": "Siirto", "value": ""}])

    assert '<dd> <span class="soft">–</span>' in html
