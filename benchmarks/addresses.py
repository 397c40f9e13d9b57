"""Sessions and addresses for the acts, as JSON; run in a world's environment.

Addresses come from the URLconf and keys from the database, so a page that has moved is
measured where it is.
"""

import json
import sys
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

from accounts.models import User
from assessments.draft_parts import AREAS, part_url
from assessments.models import Assessment
from benchmarks.seed import people
from benchmarks.seed.invented_people import RARE_FIRST_NAMES, RARE_LAST_NAME
from cases.models import Case
from networks.models import DirectoryOrganisation, Meeting, Minutes
from plans.models import Plan
from referrals.models import Referral

PEOPLE = {
    "worker": people.WORKER,
    "loaded_worker": people.LOADED_WORKER,
    "colleague": people.COLLEAGUE,
    "supervisor": people.SUPERVISOR,
    "great_supervisor": people.GREAT_SUPERVISOR,
    "intake": people.INTAKE,
    "officer": people.OFFICER,
}
PAGES = {
    "my_work": "caseload:my_work",
    "case_list": "caseload:case_list",
    "dashboard": "caseload:dashboard",
    "client_search": "cases:client_search",
    "directory": "networks:directory",
    "gap_list": "caseload:gap_list",
    "queue": "referrals:queue",
    "decided": "referrals:triage_list",
    "sent": "referrals:referral_list",
}
FLOOR = ["floor_page", "floor_save", "floor_frame"]


def main() -> None:
    """Print it, with the floor's addresses, which are in no other URLconf than ours."""
    found = sheet()
    found["pages"] |= {name: reverse(name) for name in FLOOR}
    json.dump(found, sys.stdout)


def sheet() -> dict[str, Any]:
    """Who acts, where, and on what."""
    worker = User.objects.get(email=address_of(people.WORKER))
    colleague = User.objects.get(email=address_of(people.COLLEAGUE))
    officer = User.objects.get(email=address_of(people.OFFICER))
    planned = Plan.objects.in_force().filter(case__responsible=worker, case__status="open")
    cases = Case.objects.filter(plans__in=planned).order_by("pk").values_list("pk", flat=True)
    meetings = Meeting.objects.filter(case__in=cases).order_by("pk")
    minutes = Minutes.objects.in_force().filter(case__in=cases).order_by("pk")
    assessed = Assessment.objects.drafts().filter(case__responsible=worker).order_by("pk")
    waiting = Referral.objects.untriaged().order_by("-pk").values_list("pk", flat=True)[:100]
    listed = DirectoryOrganisation.objects.order_by("pk").values_list("pk", flat=True)[:100]
    drafts = Referral.objects.drafts_of(officer).values_list("pk", flat=True)
    on_paper = Plan.objects.in_force().filter(case__responsible=colleague).order_by("pk")[:3]
    return {
        "sessions": {name: session_of(local) for name, local in PEOPLE.items()},
        "pages": {name: reverse(view) for name, view in PAGES.items()},
        "case_pages": [reverse("caseload:case_page", args=[pk]) for pk in cases],
        "continuities": [reverse("continuity:continuity", args=[pk]) for pk in cases],
        "porttis": [reverse("caseload:portti", args=[pk]) for pk in cases],
        "maps": [reverse("assessments:assessment_map", args=[each.pk]) for each in assessed],
        "estimates": [reverse("assessments:own_estimates", args=[pk]) for pk in cases],
        "factors": [reverse("desistance:checklists", args=[pk]) for pk in cases],
        "meetings": [each.get_absolute_url() for each in meetings],
        "minutes": [each.get_absolute_url() for each in minutes],
        "network_maps": [reverse("networks:network_map", args=[pk]) for pk in cases],
        "parts": [part_url(draft, AREAS[0]) for draft in assessed],
        "listed": [reverse("networks:directory_organisation", args=[pk]) for pk in listed],
        "notes": [reverse("cases:notes", args=[pk]) for pk in cases],
        "triages": [reverse("referrals:referral_triage", args=[pk]) for pk in waiting],
        "sendings": [reverse("referrals:draft_send", args=[pk]) for pk in drafts],
        "papers": [reverse("caseload:plan_pdf", args=[plan.pk]) for plan in on_paper],
        "rare_name": [RARE_LAST_NAME, f"{RARE_LAST_NAME} {RARE_FIRST_NAMES.split()[0]}"],
    }


def address_of(local: str) -> str:
    """The e-mail address of an invented person."""
    return f"{local}@{people.DOMAIN}"


def session_of(local: str) -> str:
    """The key of a session of somebody who has signed in; empty where nobody is called so."""
    user = User.objects.filter(email=address_of(local)).first()
    if user is None:
        return ""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)
