"""The parts of a draft's page, and how far each has come."""

from typing import Any

from django.utils.translation import gettext as _

from assessments.models import Assessment, LifeAreaEntry
from assessments.readiness import network_answered


def sections_of(assessment: Assessment) -> list[dict[str, Any]]:
    """The list beside the form: label, place, done or not, and a note."""
    areas = list(assessment.areas.all())
    asked = [entry for entry in areas if entry.state != LifeAreaEntry.State.NOT_ASKED]
    concluded = (
        assessment.conclusions,
        assessment.special_support,
        assessment.multi_actor,
        assessment.needs_personal_worker,
    )
    opinion = assessment.client_opinion or assessment.no_opinion_because
    found = [
        (_("How it was made"), "beginning", assessment.how_carried_out),
        (_("Who was asked"), "participants", assessment.participants.all()),
        (_("Background"), "background", assessment.services_so_far),
        (_("Life areas"), "areas", len(asked) == len(areas)),
        (_("Children and others in care"), "dependants", assessment.dependants),
        (_("Network"), "network", network_answered(assessment)),
        (_("The client’s opinion"), "opinion", opinion),
        (_("Conclusions"), "conclusions", all(concluded)),
    ]
    notes = {"areas": _("%(asked)s of %(all)s") % {"asked": len(asked), "all": len(areas)}}
    return [
        {
            "label": label,
            "url": f"#{place}",
            "state": "done" if done else "",
            "note": notes.get(place, ""),
        }
        for label, place, done in found
    ]
