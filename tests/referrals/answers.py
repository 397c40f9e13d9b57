"""What an officer types, page by page."""

from typing import Any

from accounts.models import Municipality, Organisation
from tests.factories import IntakeWorkerFactory, MunicipalityFactory, UnitFactory

CODE = "010180-9004"


def receiving_municipality(county: Organisation) -> Municipality:
    """A municipality whose county has somebody who reads contacts."""
    IntakeWorkerFactory(unit=UnitFactory(county=county))
    municipality: Municipality = MunicipalityFactory(county=county)
    return municipality


def person_page(municipality: Municipality, **changed: Any) -> dict[str, Any]:
    return {
        "last_name": "Esimerkki",
        "first_names": "Niko Juhani",
        "identity_code": CODE,
        "home_municipality": str(municipality.pk),
        "consent_manner": "spoken",
        "consent_on": "2.3.2026",
        "consent_received_by": "Kati Savela",
    } | changed


def custody_page(prison: Organisation, **changed: Any) -> dict[str, Any]:
    return {
        "custody_kind": "prison_sentence",
        "facility": str(prison.pk),
        "custody_started_on": "2.1.2026",
        "release_on": "26.2.2027",
        "release_certainty": "official",
    } | changed


def need_page(**changed: Any) -> dict[str, Any]:
    return {
        "needs": ["2", "3"],
        "description": "Asunto puuttuu vapautumispäivästä.",
        "contact_phone": "050 123 4567",
    } | changed


def short_page(municipality: Municipality, prison: Organisation, **changed: Any) -> dict[str, Any]:
    """The one page of the short form, of a remand prisoner."""
    return (
        person_page(municipality)
        | {
            "custody_kind": "remand",
            "facility": str(prison.pk),
            "release_on": "26.2.2027",
            "release_certainty": "estimated",
            "needs": ["2"],
            "contact_phone": "050 123 4567",
        }
        | changed
    )


def ground_page(**changed: Any) -> dict[str, Any]:
    """The ground of a notification."""
    return {
        "ground": "unable",
        "ground_reasons": "Ei tiedä, mikä päivä on, eikä syö.",
        "no_consent_because": "Ei ymmärrä, mitä kysytään.",
    } | changed
