"""What somebody without an account types, and how the pages lead on."""

from typing import Any

from django.test import Client as Browser

from accounts.models import Municipality
from referrals.public.token import new_token
from tests.html_forms import HtmlForm, forms_of

FORM = "/yhteydenotto/"
SEND = "/yhteydenotto/laheta/"


def own_answers(municipality: Municipality, **changed: Any) -> dict[str, Any]:
    """The least that a person tells of themself."""
    return {
        "token": new_token(),
        "made_by": "client",
        "last_name": "Esimerkki",
        "first_names": "Niko Juhani",
        "home_municipality": str(municipality.pk),
        "phone": "040 123 4567",
        "needs": ["2"],
    } | changed


def answers_for_another(municipality: Municipality, **changed: Any) -> dict[str, Any]:
    """The least that somebody tells who acts for another."""
    return (
        own_answers(municipality, made_by="close_person", phone="")
        | {
            "contact_name": "Leena Esimerkki",
            "contact_title": "äiti",
            "contact_phone": "050 765 4321",
            "consent_manner": "spoken",
            "consent_on": "2.3.2026",
        }
        | changed
    )


def the_form(page: str) -> HtmlForm:
    """The one form of a public page."""
    (form,) = forms_of(page, FORM)
    return form


def send_through(browser: Browser, answers: dict[str, Any]) -> Any:
    """Fill in, check and send, as somebody with a browser does."""
    checked = browser.post(FORM, answers)
    assert checked.status_code == 200
    form = the_form(checked.text)
    assert form.action.startswith(SEND), checked.text
    return browser.post(form.action, form.data())
