"""The occasion of a checklist as a Finnish segment of an address."""

from desistance.occasions import Occasion

SEGMENTS = {
    Occasion.CONTACT: "yhteydenotto",
    Occasion.ASSESSMENT: "arviointi",
    Occasion.PLAN: "suunnitelma",
    Occasion.REVIEW: "tarkistus",
    Occasion.CLOSURE: "paattyminen",
}
OCCASIONS = {segment: occasion for occasion, segment in SEGMENTS.items()}


class OccasionConverter:
    """Between `Occasion.PLAN` and `suunnitelma`."""

    regex = "|".join(OCCASIONS)

    def to_python(self, value: str) -> Occasion:
        return OCCASIONS[value]

    def to_url(self, value: Occasion | str) -> str:
        return SEGMENTS[Occasion(value)]
