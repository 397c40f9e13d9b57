"""A form that is drawn without templates is the one that the template pack draws."""

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Column, Div, Field, Fieldset, Layout, Row
from django import forms
from django.template import Context, Template
from django.utils.translation import gettext_lazy, override
from pytest_django.asserts import assertHTMLEqual

from inputs.drawn_form import DrawnOnce, draw
from inputs.fields import DayField, LongTextField, ShortTextField
from inputs.not_known import Folded
from inputs.shown_when import Few, ShownWhen

BAD = '"><script>alert(1)</script>&'
CHOICES = [("a", "A"), ("b", BAD)]
ONCE = DrawnOnce(Fieldset("Kerran", "once"), css_class="attempts")


class AllKinds(forms.Form):
    """Each kind of field and of layout that may be drawn so."""

    text = LongTextField(label="Teksti & muuta", help_text=f"Vihje {BAD}")
    short = ShortTextField(label="Lyhyt", required=False)
    on = DayField(label="Milloin", future=False)
    how = forms.ChoiceField(label="Miten", choices=[("", "Valitse"), ("Ryhmä", CHOICES)])
    one = forms.ChoiceField(label="Yksi?", choices=CHOICES, widget=forms.RadioSelect)
    many = forms.MultipleChoiceField(
        label="Monta?", choices=CHOICES, widget=forms.CheckboxSelectMultiple, help_text="Vihje"
    )
    asked = ShortTextField(label="Ehkä", required=False)
    folded = ShortTextField(label="Taitettu", required=False)
    shown = ShortTextField(label="Näkyy", required=False)
    few = forms.MultipleChoiceField(
        label="Harvat", choices=CHOICES, widget=forms.CheckboxSelectMultiple, required=False
    )
    once = ShortTextField(label=gettext_lazy("Day"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["asked"].conditional = True
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Fieldset("Otsikko", HTML("<p>{{ words }}</p>"), "text", css_class="field-group"),
            Div(
                Row(Column("on", css_class="col-md-3"), Column(Field("how"), css_class="col-md-4")),
                css_class="attempts",
            ),
            Field("short", css_class="w-half"),
            "one",
            "many",
            "asked",
            Folded("Lisää", "folded", css_class="rows"),
            ShownWhen("one", ("a", ""), Field("shown", css_class="w-half"), css_class="part"),
            Few(3, "few"),
            ONCE,
        )


@pytest.mark.parametrize(
    "sent",
    [
        None,
        {},
        {"text": BAD, "short": BAD, "on": "32.1.2026", "how": "b", "one": "a", "many": ["b", "a"]},
        {"folded": "jotain", "once": BAD, "one": "väärä", "many": ["väärä"]},
    ],
    ids=["not sent", "empty", "filled in", "wrong choices"],
)
def test_it_is_the_html_of_the_template_pack(sent):
    context = {"words": BAD}
    packed = Template("{% load crispy_forms_tags %}{% crispy form %}")

    drawn = draw(AllKinds(sent), Context(context))

    assertHTMLEqual(drawn, packed.render(Context(context | {"form": AllKinds(sent)})))


def test_what_is_drawn_once_holds_nothing_that_was_sent_and_is_in_the_language_of_the_page():
    draw(AllKinds(), Context({"words": ""}))
    sent = draw(AllKinds({"once": "Salaista"}), Context({"words": ""}))
    with override("sv"):
        swedish = draw(AllKinds(), Context({"words": ""}))
    again = draw(AllKinds(), Context({"words": ""}))

    assert "Salaista" in sent
    assert "Salaista" not in again
    assert "Päivä" in again
    assert "Dag" in swedish
