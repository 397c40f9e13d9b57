"""What the sender's side sees after the sending; and what the case's team sees."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from accounts.models import User
from cases.access import open_case_page
from listings.markup import around_row, drawn
from listings.pages import page_of
from listings.table import Table
from referrals.access import open_referral_page
from referrals.contents import findings_of, parts_of
from referrals.exchange.corrections import corrections_of
from referrals.intake.nearness import nearness_of
from referrals.models import Referral, ReferralQuerySet, SentElsewhere, TakeOver
from referrals.moving.report_contents import reports_of
from referrals.permissions import ReferralPermission
from referrals.sending.draft_cells import COLUMNS as DRAFT
from referrals.sending.listings import BY_HOLDER, MINE, SENT
from referrals.sending.progress import moves_of, what_next
from referrals.sending.sent_table import House, SentTable

# What waits for the user is never more than this in earnest; the list below has the rest.
SHOWN = 50


@require_GET
@page_of(SENT)
def referral_list(request: SignedInRequest, table: Table) -> HttpResponse:
    """What waits for the user, then what the user and the organisation have sent."""
    user, house = request.user, House(request.user)
    table = SentTable(table, house)
    waiting, left = _waiting(user, house), _left(user)
    only_mine = table.asked.value(BY_HOLDER) == MINE
    # With the contacts of both, there is something to leave out.
    both = len(table.group_counts or ()) > 1
    context = {
        "table": table,
        "show_all_url": table.choosing(**{BY_HOLDER.name: ""}) if only_mine else "",
        "only_mine_url": table.choosing(**{BY_HOLDER.name: MINE}) if both else "",
        "left": left,
        "elsewhere": list(SentElsewhere.objects.told_by(user)[:SHOWN]),
        "may_send": user.is_prison_staff or user.is_partner,
        "is_new_here": not (only_mine or table.total or any(waiting.values()) or left),
    }
    return render(request, "referrals/referral_list.html", context | waiting)


def _waiting(user: User, house: House) -> dict[str, Any]:
    """What needs the user: questions, persons who came, contacts left behind, drafts."""
    drafts = list(_drafts(user)[:SHOWN])
    asked, waits = house.asked[:SHOWN], house.left_behind or house.offered
    return {
        # Most days nobody has asked, come or left.
        "questions": _whole(user).filter(pk__in=asked) if asked else [],
        "to_take_over": _whole(user).to_take_over_by(user, house.left_behind)[:SHOWN]
        if waits
        else [],
        "drafts": drafts,
        "draft_rows": drawn(DRAFT, drafts, around_row(DRAFT)),
    }


def _whole(user: User) -> ReferralQuerySet:
    return Referral.objects.sent_by_organisation_of(user).for_listing().without_texts()


def _drafts(user: User) -> QuerySet[Referral]:
    """What was typed, by which the row is called and gone on with; nothing else of a wide row."""
    drafts = Referral.objects.drafts_of(user).filter(sent_elsewhere=None)
    return drafts.only("typed", "kind", "path", "saved_at")


def _left(user: User) -> QuerySet[TakeOver]:
    """Where the contacts are that went with a person to another prison; nothing else of them."""
    left = TakeOver.objects.taken_over_elsewhere_from(user).select_related("referral", "taken_for")
    names = ("taken_for__name_fi", "taken_for__name_sv", "taken_for__name_en")
    return left.only("taken_at", "referral__reference", *names)[:SHOWN]


@require_GET
def referral_page(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """What became of the contact; and, for the one who answers for it, what was written."""
    referral = open_referral_page(request, referral_pk, ReferralPermission.FOLLOW)
    if referral.is_draft:
        raise Http404
    may_read = ReferralPermission.READ in referral.rights
    context = {
        "referral": referral,
        "is_own": referral.holder_id == request.user.pk,
        "next": what_next(referral),
        "moves": moves_of(referral),
        "parts": parts_of(referral) if may_read else [],
        "reports": reports_of(referral) if may_read else [],
        "corrections": corrections_of(referral),
    }
    return render(request, "referrals/referral_page.html", context)


@require_GET
def referral_receipt(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """That the contact arrived: a reference, and nothing about anybody."""
    referral = open_referral_page(request, referral_pk, ReferralPermission.FOLLOW)
    if referral.is_draft:
        raise Http404
    moves = moves_of(referral)
    county = moves[0].from_county if moves else referral.county
    context = {
        "referral": referral,
        "county": county,
        "nearness": nearness_of(referral, timezone.localdate()),
    }
    return render(request, "referrals/referral_receipt.html", context)


@require_GET
def referral_in_case(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """The contact as the team of its case reads it."""
    referral = open_referral_page(request, referral_pk, ReferralPermission.READ)
    if not referral.is_triaged or referral.triage.case_id is None:
        raise Http404
    case = open_case_page(request, referral.triage.case_id)
    context = {
        "case": case,
        "tab": "",
        "referral": referral,
        "triage": referral.triage,
        "findings": findings_of(referral.triage),
        "parts": parts_of(referral),
    }
    return render(request, "referrals/referral_in_case.html", context)
