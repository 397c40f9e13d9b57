"""Adding, changing and ending members."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from cases.access import open_case_page, open_record_page
from cases.actions.closed_case import CaseClosed
from cases.permissions import CasePermission
from cases.views.answers import CONFLICT, closed_meanwhile, closed_words, refuse
from networks.actions.members import MemberEnded, add_member, edit_member, end_member
from networks.forms import EndMemberForm, MemberForm
from networks.models import NetworkMember
from records.once import once
from records.versions import StaleVersion


@require_http_methods(["GET", "POST"])
@once
def member_add(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Put somebody in the network."""
    case = open_case_page(request, case_pk, CasePermission.WRITE)
    form = MemberForm(request.POST or None)
    status = 200
    if form.is_valid():
        try:
            add_member(member=NetworkMember(case=case, **form.values()), by=request.user)
        except CaseClosed:
            status = closed_meanwhile(form)
        else:
            messages.success(request, _("The member was added to the network."))
            return redirect("networks:network", case_pk=case.pk)
    context = {"case": case, "tab": "network", "form": form}
    return render(request, "networks/member_add.html", context, status=status)


@require_http_methods(["GET", "POST"])
@once
def member_edit(request: SignedInRequest, member_pk: int) -> HttpResponse:
    """Change what is known of a member. A stale save shows both texts and loses neither."""
    member = open_member(request, member_pk)
    form = MemberForm(request.POST or None, member=member)
    context = {"case": member.case, "tab": "network", "member": member, "form": form}
    if not form.is_valid():
        return render(request, "networks/member_edit.html", context)
    try:
        edit_member(
            member=member,
            seen=form.cleaned_data["version"],
            values=form.values(),
            by=request.user,
        )
    except StaleVersion:
        current = NetworkMember.objects.select_related("saved_by").get(pk=member.pk)
        form.take_version(current)
        context |= {"member": current, "current": current, "fields": form.differences_from(current)}
        return render(request, "networks/member_edit.html", context, status=CONFLICT)
    except (CaseClosed, MemberEnded) as refusal:
        status = refuse(form, refusal_words(refusal))
        return render(request, "networks/member_edit.html", context, status=status)
    messages.success(request, _("The change was saved."))
    return redirect("networks:network", case_pk=member.case.pk)


@require_http_methods(["GET", "POST"])
@once
def member_end(request: SignedInRequest, member_pk: int) -> HttpResponse:
    """Record that a member left, and who goes on."""
    member = open_member(request, member_pk)
    form = EndMemberForm(request.POST or None, member=member)
    status = 200
    if form.is_valid():
        try:
            end_member(member=member, by=request.user, **form.cleaned_data)
        except (CaseClosed, MemberEnded) as refusal:
            status = refuse(form, refusal_words(refusal))
        else:
            messages.success(request, _("The member’s part in the network was ended."))
            return redirect("networks:network", case_pk=member.case.pk)
    context = {"case": member.case, "tab": "network", "member": member, "form": form}
    return render(request, "networks/member_end.html", context, status=status)


def open_member(request: SignedInRequest, member_pk: int) -> NetworkMember:
    """The door to a member, for writing."""
    return open_record_page(request, NetworkMember.objects, member_pk, CasePermission.WRITE)


def refusal_words(refusal: CaseClosed | MemberEnded) -> str:
    """Why nothing was saved, and what to do."""
    if isinstance(refusal, CaseClosed):
        return closed_words()
    return _(
        "The member has already left the network, so nothing was changed. "
        "Add them anew if they have come back."
    )
