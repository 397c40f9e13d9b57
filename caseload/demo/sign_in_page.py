"""What the sign-in page of a demo shows besides the form."""

from django.http import HttpRequest

from caseload.demo.people import PASSWORD, PEOPLE


def demo_people(request: HttpRequest) -> dict[str, object]:
    """Who can sign in as what. Settings name this in a demo and nowhere else."""
    return {"demo_people": PEOPLE, "demo_password": PASSWORD}
