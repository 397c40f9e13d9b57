"""The occasion of the client's own estimates as a Finnish segment of an address.

Custody is secret, so no segment tells of a release.
"""

from assessments.models import Moment

SEGMENTS = {
    Moment.ASSESSMENT: "arviointi",
    Moment.BEFORE_RELEASE: "ennen",
    Moment.AFTER_RELEASE: "jalkeen",
    Moment.REVIEW: "tarkistus",
    Moment.CLOSURE: "paattyminen",
    Moment.OTHER: "muu",
}
MOMENTS = {segment: moment for moment, segment in SEGMENTS.items()}


class MomentConverter:
    """Between `Moment.BEFORE_RELEASE` and `ennen`."""

    regex = "|".join(MOMENTS)

    def to_python(self, value: str) -> Moment:
        return MOMENTS[value]

    def to_url(self, value: Moment | str) -> str:
        return SEGMENTS[Moment(value)]
