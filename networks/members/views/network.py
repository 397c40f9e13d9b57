"""The network of a case, and going through it with the client."""

from typing import NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import SignedInRequest
from cases.access import open_case_page
from cases.permissions import CasePermission
from networks.members.actions.walkthrough import record_walkthrough
from networks.members.expert_standing import expert_standing
from networks.members.forms.talk_forms import WalkthroughForm
from networks.models import MemberKind, NetworkMember, NetworkWalkthrough
from records.attempt import Attempt
from records.once import once


class Group(NamedTuple):
    label: Promise | str
    members: list[NetworkMember]


@require_GET
def network(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Who supports the client, inside and after release."""
    case = open_case_page(request, case_pk)
    known = NetworkMember.objects.filter(case=case).for_listing()
    members = list(known.prefetch_related("former_wishes"))
    present = [member for member in members if member.is_present]
    walkthroughs = NetworkWalkthrough.objects.filter(case=case)
    context = {
        "case": case,
        "tab": "network",
        "groups": grouped(present),
        "present": present,
        "ended": [member for member in members if not member.is_present],
        "gaps": [member for member in present if member.lacks_contact_person],
        "leaving": sorted(
            (member for member in members if member.leaves_nobody),
            key=lambda member: (member.ended_on, member.pk),
        ),
        "expert": expert_standing(case, present=present),
        "walkthroughs": list(walkthroughs.select_related("written_by")),
    }
    return render(request, "networks/network.html", context)


@require_http_methods(["GET", "POST"])
@once
def network_walk(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Record that the network was gone through with the client."""
    case = open_case_page(request, case_pk, CasePermission.WRITE)
    form = WalkthroughForm(request.POST or None, case=case)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            record_walkthrough(walkthrough=form.walkthrough(), by=request.user)
            messages.success(request, _("The conversation about the network is recorded."))
            return redirect("networks:network", case_pk=case.pk)
    context = {"case": case, "tab": "network", "form": form}
    return attempt.render(request, "networks/walk.html", context)


def grouped(members: list[NetworkMember]) -> list[Group]:
    """The members by kind; a kind without members is left out."""
    groups = (
        Group(kind.group_label, [member for member in members if member.kind == kind])
        for kind in MemberKind
    )
    return [group for group in groups if group.members]
