"""The small invented world in which it is tried, and who acts in it; run beside the application.

`make` fills an empty database as its owner; without a word the addresses are printed as JSON.
"""

import json
import sys
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.urls import reverse

from accounts.models import Municipality, Organisation, User
from benchmarks.addresses import address_of, session_of
from benchmarks.seed import people
from benchmarks.seed.size import Size
from benchmarks.seed.world import seed
from cases.models import Case
from records import held_text

# Ten workers with five open cases each.
TOWN = Size(cases=200, waiting=100, drafts=20)
FORGETFUL = "forgetful-"
PAGES = {
    "worker": ["caseload:my_work", "caseload:case_list", "accounts:kept_text_list"],
    "supervisor": ["caseload:dashboard", "caseload:gap_list"],
    "intake": ["referrals:queue", "referrals:triage_list"],
    "officer": ["referrals:referral_list"],
}
OF_A_CASE = ["caseload:case_page", "cases:notes", "continuity:continuity", "caseload:portti"]


def main(*words: str) -> None:
    """Make it, or tell who is there."""
    if words:
        _make()
    else:
        json.dump(sheet(), sys.stdout)


def _make() -> None:
    call_command("migrate", verbosity=0, skip_checks=True)
    seed(TOWN)
    _add_forgetful()


def _add_forgetful() -> None:
    """Who asks for a new password, and gets no other mail; one without a password gets no link."""
    prison, password = Organisation.objects.prisons().order_by("code")[0], make_password("unused")
    User.objects.bulk_create(
        User(email=address_of(f"{FORGETFUL}{n}"), organisation=prison, password=password)
        for n in range(1000)
    )


def sheet() -> dict[str, Any]:
    """Who reads what, who writes in which cases, and who forgets the password."""
    workers = [f"worker-0-{n}" for n in range(people.WORKERS_OF_A_UNIT)]
    others = {"supervisor": people.SUPERVISOR, "intake": people.INTAKE, "officer": people.OFFICER}
    forgetful = User.objects.filter(email__startswith=FORGETFUL)
    return {
        "workers": [_worker(local) for local in workers],
        "readers": [
            {"session": session_of(local), "pages": [reverse(page) for page in PAGES[name]]}
            for name, local in others.items()
        ],
        "forgetful": list(forgetful.order_by("pk").values_list("email", flat=True)),
        "municipality": str(_municipality().pk),
        "kept": reverse("accounts:kept_text_save"),
        "reset": reverse("account_reset_password"),
        "public": [reverse(f"referrals:public_{step}") for step in ("form", "check", "send")],
    }


def _worker(local: str) -> dict[str, Any]:
    user = User.objects.get(email=address_of(local))
    open_cases = Case.objects.open().filter(responsible=user).order_by("pk")
    cases = list(open_cases.values_list("pk", flat=True))
    of_cases = [reverse(page, args=[pk]) for page in OF_A_CASE for pk in cases]
    return {
        "session": session_of(local),
        "written_by": held_text.sign_writer(user),
        "pages": [reverse(page) for page in PAGES["worker"]] + of_cases,
        "notes": [reverse("cases:notes", args=[pk]) for pk in cases],
        "files": [reverse("cases:case_files", args=[pk]) for pk in cases],
    }


def _municipality() -> Municipality:
    """One of the county whose intake reads what is sent."""
    county = User.objects.get(email=address_of(people.INTAKE)).organisation
    found = Municipality.objects.filter(county=county).order_by("code").first()
    assert found is not None
    return found
