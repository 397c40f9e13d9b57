"""The list of what is wrong in a form."""

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.test import Client
from django.urls import reverse

from inputs.templatetags.error_lines import error_lines


class Form(forms.Form):
    start = forms.CharField(label="Alku", error_messages={"required": "Kirjoita päivä."})
    end = forms.CharField(label="Loppu", error_messages={"required": "Kirjoita päivä."})
    kind = forms.ChoiceField(
        choices=[("a", "A")], widget=forms.RadioSelect, error_messages={"required": "Valitse."}
    )
    version = forms.CharField(
        widget=forms.HiddenInput, error_messages={"required": "Lataa sivu uudestaan."}
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout("kind", Fieldset("Aika", "end", "start"))


def test_lines_follow_the_page_and_equal_texts_name_their_fields():
    lines = error_lines(Form({}))

    assert lines == [
        ("Valitse.", "id_kind_0"),
        ("Loppu: Kirjoita päivä.", "id_end"),
        ("Alku: Kirjoita päivä.", "id_start"),
        ("Lataa sivu uudestaan.", ""),
    ]


@pytest.mark.django_db
def test_signing_in_with_nothing_says_what_to_write():
    page = Client().post(reverse("account_login"), {}).content.decode()

    assert page.count("Kirjoita sähköpostiosoitteesi.") == 2
    assert page.count("Kirjoita salasanasi.") == 2
