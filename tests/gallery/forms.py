"""A form with one field of every kind, for the gallery."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Div, Field, Fieldset, Layout, Row
from django import forms

from inputs.not_known import NotKnown, NotKnownMixin

KINDS = [("sentence", "Vankeusrangaistus"), ("fine", "Sakon muuntorangaistus")]


class EveryFieldForm(NotKnownMixin, forms.Form):
    """One field of every kind."""

    can_be_unknown = ("release_on", "transfer", "certainty")

    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)
    prison = forms.ChoiceField(
        label="Vankila", choices=KINDS, help_text="Oma yksikkösi on valittu valmiiksi."
    )
    kind = forms.ChoiceField(
        label="Vankeuden laji",
        choices=KINDS,
        widget=forms.RadioSelect,
        help_text="Laji vaikuttaa kysymyksiin ja aikatauluun, ei oikeuteen saada apua.",
        error_messages={
            "required": "Valitse vankeuden laji. Jos et tiedä sitä, valitse ”Ei tiedossa”."
        },
    )
    needs = forms.MultipleChoiceField(
        label="Missä tukea tarvitaan",
        choices=[("Arki", [("1", "Asuminen"), ("2", "Raha")]), ("Muu", [("3", "Terveys")])],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    release_on = forms.DateField(
        label="Vapautumispäivä", help_text="Esimerkiksi 26.2.2027. Myös arvio auttaa."
    )
    certainty = forms.ChoiceField(
        label="Kuinka varma päivä on?", choices=KINDS, widget=forms.RadioSelect
    )
    transfer = forms.CharField(label="Tiedossa oleva siirto toiseen vankilaan")
    story = forms.CharField(label="Tilanne", widget=forms.Textarea(attrs={"rows": 4}))
    phone = forms.CharField(label="Puhelin", required=False)
    agree = forms.BooleanField(label="Suostumus on saatu", help_text="Suullinen suostumus riittää.")
    letter = forms.FileField(label="Liite", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            "version",
            Field("prison", css_class="w-half"),
            "kind",
            "needs",
            NotKnown("release_on", css_class="w-date num", inputmode="numeric"),
            NotKnown("certainty"),
            NotKnown("transfer", css_class="w-half"),
            Fieldset("Tuen tarve", "story", css_class="field-group"),
            Row(Column(Field("phone", css_class="w-phone")), Column("letter")),
            Div("agree"),
        )
