"""`manage.py demo_people`: who can sign in to the demo as what."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from accounts.models import User
from caseload.demo.people import PASSWORD, PEOPLE


class Command(BaseCommand):
    """Prints the people who are in the database, with the password that they share."""

    help = "Show who can sign in to the demo as what."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say it, or that there is no demo in this database."""
        known = set(User.objects.values_list("email", flat=True))
        people = [person for person in PEOPLE if person.email in known]
        if not people:
            raise CommandError("The demo’s people are not in this database. Run load_demo first.")
        width = max(len(person.email) for person in people)
        self.stdout.write(f"Sign in with the password {PASSWORD} as\n")
        with translation.override("en"):  # as everything that the terminal says
            for person in people:
                self.stdout.write(f"  {person.email:<{width}}  {person.what}")
