"""Make the administrator of a county, by whom everybody else is invited."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from accounts.actions.users import AddressIsTaken, add_user
from accounts.invitation_link import link_of
from accounts.models import Organisation, User

NEXT = """
{name} <{email}> is invited as an administrator of {county}.

What to do next
1. The letter leaves by the worker and the mail server of your settings. If mail is not set up yet,
   give this link to {name} yourself; it works once, until {until}:

   {link}

2. Behind the link {name} chooses a password and sets up the second step of sign-in.
3. The first page is then “Käyttöönotto”: it leads through units, intake, supervisors and workers to
   the first contact, and shows what is still missing.
4. Let {name} invite a second administrator, so that a lost phone never stops the county.
"""


class Command(BaseCommand):
    """Works on an empty database, too: everything that it needs comes with the migrations."""

    help = "Make the first administrator of a county, and say what to do next."

    def add_arguments(self, parser: CommandParser) -> None:
        """All of it in one line, so that it can be written down in a runbook."""
        parser.add_argument("--county", required=True, help="code or name, e.g. 13")
        parser.add_argument("--email", required=True)
        parser.add_argument("--first-name", required=True)
        parser.add_argument("--last-name", required=True)
        parser.add_argument("--title", default="")
        parser.add_argument("--language", choices=[code for code, _n in settings.LANGUAGES])
        parser.add_argument("--site", default="", help="address of Jatkumo, https://…")
        parser.add_argument(
            "--another", action="store_true", help="although the county has an administrator"
        )

    @transaction.atomic
    def handle(self, **options: Any) -> None:
        """Make the account, order the letter, and print the same link."""
        county = _county(options["county"])
        if User.objects.administrators_of(county).exists() and not options["another"]:
            raise CommandError(
                f"{county} has an administrator, who invites the others on the page"
                " “Työntekijät”. If nobody of them can sign in, add --another."
            )
        user = User(
            email=_address(options["email"]),
            first_name=options["first_name"],
            last_name=options["last_name"],
            title=options["title"],
            language=options["language"] or settings.LANGUAGE_CODE,
            organisation=county,
            is_superuser=True,
        )
        site, now = options["site"] or _site(), timezone.now()
        try:
            add_user(user=user, by=None, site=site, now=now)
        except AddressIsTaken:
            raise CommandError(f"Somebody has an account with {user.email} already.") from None
        invitation = user.invitations.unused().get()
        until = timezone.localtime(invitation.expires_at)
        told = NEXT.format(
            name=user.get_full_name(),
            email=user.email,
            county=county,
            link=link_of(invitation, site=site),
            until=f"{until:%d.%m.%Y %H:%M}",
        )
        self.stdout.write(told)


def _county(asked: str) -> Organisation:
    counties = Organisation.objects.counties()
    found = [each for each in counties if asked.lower() in (each.code, each.name_fi.lower())]
    if not found:
        known = "\n".join(f"  {each.code}  {each.name_fi}" for each in counties.order_by("code"))
        raise CommandError(f"No county is called {asked}. These are there:\n{known}")
    return found[0]


def _address(email: str) -> str:
    try:
        validate_email(email)
    except ValidationError:
        raise CommandError(f"{email} is no e-mail address.") from None
    # As it is compared at signing in.
    return email.lower()


def _site() -> str:
    """Where browsers come, by the settings."""
    names = [name for name in settings.ALLOWED_HOSTS if name.strip("[]:1") and name != "*"]
    public = [name for name in names if name not in ("localhost", "127.0.0.1")]
    if not public:
        raise CommandError("Say by --site at which address Jatkumo is, e.g. https://jatkumo.fi")
    scheme = "https" if settings.SECURE_SSL_REDIRECT else "http"
    return f"{scheme}://{public[0].lstrip('.')}"
