"""Inputs drawn in Python are those that Django's own templates draw."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from inputs.drawing import Drawn

BAD = '"><script>alert(1)</script>&'
GROUPS = [("", "Valitse"), (BAD, [(1, BAD), ("b", "B")]), ("Ryhmä", [("c", "C & D")])]


@pytest.mark.parametrize(
    ("widget", "value"),
    [
        (forms.TextInput({"class": "form-control", "aria-label": BAD}), BAD),
        (forms.TextInput({"required": True, "disabled": False}), None),
        (forms.TextInput(), 0),
        (forms.HiddenInput(), 7),
        (forms.NumberInput(), 1000),
        (forms.EmailInput(), "a@b.fi"),
        (forms.PasswordInput(), "salainen"),
        (forms.CheckboxInput(), True),
        (forms.CheckboxInput({"value": "yes"}), False),
        (forms.Textarea({"rows": 3}), f"\nrivi\n{BAD}"),
        (forms.Textarea(), None),
        (forms.Select({"id": "x"}, choices=GROUPS), "1"),
        (forms.Select(choices=[]), None),
        (forms.SelectMultiple(choices=GROUPS), ["b", "c"]),
        (forms.NullBooleanSelect(), True),
    ],
)
def test_input_is_drawn_as_by_djangos_template(widget, value):
    assert pieces(widget.render("name", value, renderer=Drawn())) == pieces(
        widget.render("name", value, renderer=DjangoTemplates())
    )


def pieces(html: str) -> list[str]:
    """Its lines; among options neither indentation nor an empty line means anything."""
    lines = html.split("\n")
    return [line.strip() for line in lines if line.strip()] if "<select" in html else lines
