"""A hard fact may be missing, but never without a reason."""

import pytest
from django import forms

from inputs.not_known import NotKnownMixin

RELEASE = "release_on"
TICK = "release_on_unknown"
REASON = "release_on_unknown_reason"


class ReleaseForm(NotKnownMixin, forms.Form):
    can_be_unknown = (RELEASE,)

    release_on = forms.DateField(label="Vapautumispäivä")


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({}, {RELEASE}),
        ({TICK: "on"}, {REASON}),
        ({TICK: "on", REASON: "   "}, {REASON}),
        ({RELEASE: "2026-12-14", TICK: "on", REASON: "ei tietoa"}, {RELEASE}),
        ({RELEASE: "2026-12-14", REASON: "ei tietoa"}, {RELEASE}),
        ({RELEASE: "huomenna"}, {RELEASE}),
        ({RELEASE: "2026-12-14"}, set()),
        ({TICK: "on", REASON: "oikeudessa"}, set()),
        ({REASON: "oikeudessa"}, set()),
    ],
)
def test_a_fact_is_known_or_its_absence_is_explained(sent, wrong):
    assert set(ReleaseForm(sent).errors) == wrong


def test_a_reason_without_its_tick_is_meant():
    form = ReleaseForm({REASON: "oikeudessa"})

    form.is_valid()

    assert form.cleaned_data == {RELEASE: None, REASON: "oikeudessa", TICK: True}


def test_a_value_that_cannot_be_read_gets_one_error():
    form = ReleaseForm({RELEASE: "huomenna", TICK: "on", REASON: "oikeudessa"})

    assert list(form.errors) == [RELEASE]
    assert len(form.errors[RELEASE]) == 1


def test_the_tick_is_set_where_a_reason_was_saved():
    form = ReleaseForm(initial={REASON: "oikeudessa"})

    assert form[TICK].value() is True


def test_reason_is_named_after_its_fact():
    widget = ReleaseForm().fields[REASON].widget

    assert widget.attrs["aria-label"] == "Syy, miksi tieto puuttuu: Vapautumispäivä"


def test_the_form_keeps_fields_of_its_own():
    class OwnReasonForm(ReleaseForm):
        release_on_unknown_reason = forms.CharField(widget=forms.Textarea)

    widget = OwnReasonForm().fields[REASON].widget

    assert isinstance(widget, forms.Textarea)
    assert widget.attrs["data-reason"] == "true"
