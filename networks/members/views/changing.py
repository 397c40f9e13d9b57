"""Adding, changing and ending members."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from accounts.models import User
from audit.vocabulary import Action
from cases.access import open_case_page, open_record_page
from cases.permissions import CasePermission
from cases.views.edit_attempt import EditAttempt
from networks.directory.offered_names import offered_names
from networks.members.actions.changing import (
    add_member,
    do_without,
    edit_member,
    end_member,
    name_successor,
    withdraw_leaving,
)
from networks.members.forms.leaving_forms import EndMemberForm, SuccessorForm
from networks.members.forms.member_form import MemberForm
from networks.members.suggestions import suggested_for, suggestion_with
from networks.models import MemberKind, NetworkMember
from records.attempt import Attempt
from records.once import once

# Whom the client has said yes to.
EXPERT = {"kind": MemberKind.EXPERT, "client_wish": NetworkMember.Wish.MAY_TAKE_PART}


@require_http_methods(["GET", "POST"])
@once
def member_add(request: SignedInRequest, case_pk: int) -> HttpResponse:
    case = open_case_page(request, case_pk, CasePermission.WRITE)
    known, chosen = [], None
    if request.method == "GET":
        known = suggested_for(case)
        chosen = suggestion_with(case, request.GET.get("tuttu", ""))
    begin = EXPERT if request.GET.get("laji") == "kokemusasiantuntija" else {}
    form = MemberForm(request.POST or None, known=chosen.values if chosen else begin)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            add_member(member=NetworkMember(case=case, **form.values()), by=request.user)
            messages.success(request, _("The member was added to the network."))
            return redirect("networks:network", case_pk=case.pk)
    context = {"case": case, "tab": "network", "form": form, "known": known, "chosen": chosen}
    context |= {"offered": offered_names(case.county)}
    return attempt.render(request, "networks/member_add.html", context)


@require_http_methods(["GET", "POST"])
@once
def member_edit(request: SignedInRequest, member_pk: int) -> HttpResponse:
    """Change what is known of a member. A stale save shows both texts and loses neither."""
    member = open_member(request, member_pk)
    form = MemberForm(request.POST or None, member=member)
    attempt = EditAttempt(form, case_pk=member.case_id, saved=Action.NETWORK_MEMBER_EDITED)
    if form.is_valid():
        seen, values = form.cleaned_data["version"], form.values()
        with attempt:
            edit_member(member=member, seen=seen, values=values, by=request.user)
            messages.success(request, _("The change was saved."))
            return redirect("networks:network", case_pk=member.case_id)
        member.read_anew()
    context = {"case": member.case, "tab": "network", "member": member, "form": form}
    context |= {"conflict": attempt.conflict, "offered": offered_names(member.case.county)}
    return attempt.render(request, "networks/member_edit.html", context)


@require_http_methods(["GET", "POST"])
@once
def member_end(request: SignedInRequest, member_pk: int) -> HttpResponse:
    """Record that a member left or will leave, and who goes on."""
    member = open_member(request, member_pk)
    form = EndMemberForm(request.POST or None, member=member)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            _end(member, form, request.user)
            messages.success(
                request,
                _("That they leave is recorded.")
                if member.is_present
                else _("The member’s part in the network was ended."),
            )
            return redirect("networks:network", case_pk=member.case.pk)
    context = {"case": member.case, "tab": "network", "member": member, "form": form}
    return attempt.render(request, "networks/member_end.html", context)


@require_http_methods(["GET", "POST"])
@once
def member_successor(request: SignedInRequest, member_pk: int) -> HttpResponse:
    """Say later who goes on in the place of a member who leaves or has left, or why nobody."""
    member = open_member(request, member_pk)
    form = SuccessorForm(request.POST or None, member=member)
    attempt = Attempt(form)
    if form.is_valid():
        successor, because = form.chosen(), form.cleaned_data["nobody_because"]
        with attempt:
            if successor is not None:
                name_successor(member=member, successor=successor, by=request.user)
                messages.success(request, _("Who goes on is recorded."))
            else:
                do_without(member=member, because=because, by=request.user)
                messages.success(request, _("Why nobody goes on is recorded."))
            return redirect("networks:network", case_pk=member.case_id)
    context = {"case": member.case, "tab": "network", "member": member, "form": form}
    return attempt.render(request, "networks/member_successor.html", context)


@require_http_methods(["GET", "POST"])
@once
def member_stay(request: SignedInRequest, member_pk: int) -> HttpResponse:
    """Take back that a member leaves, before the day has come."""
    member = open_member(request, member_pk)
    attempt = Attempt()
    if request.method == "POST":
        with attempt:
            withdraw_leaving(member=member, by=request.user)
            messages.success(request, _("The leaving was taken back."))
            return redirect("networks:network", case_pk=member.case_id)
        member.read_anew()
    context = {"case": member.case, "tab": "network", "member": member, "refused": attempt.words}
    return attempt.render(request, "networks/member_stay.html", context)


def _end(member: NetworkMember, form: EndMemberForm, by: User) -> None:
    told = form.cleaned_data
    end_member(
        member=member,
        on=told["on"],
        reason=told["reason"],
        successor=form.chosen(),
        nobody_because=told["nobody_because"],
        by=by,
    )


def open_member(request: SignedInRequest, member_pk: int) -> NetworkMember:
    """The door to a member, for writing."""
    return open_record_page(request, NetworkMember.objects, member_pk, CasePermission.WRITE)
