"""All answers on one page, and what may be done with them: send, print, throw away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import SignedInRequest
from records.attempt import Attempt
from records.once import once
from records.versions import StaleVersion
from referrals.access import open_draft_page
from referrals.contents import Part, parts_of
from referrals.intake.nearness import Nearness
from referrals.models import Referral
from referrals.routing import intake_of, is_received
from referrals.sending.actions.drafts import remove_draft
from referrals.sending.actions.elsewhere import tell_sent_elsewhere
from referrals.sending.actions.sending import send_referral
from referrals.sending.form_steps import Step, checked_forms, fill_in, steps_of
from referrals.sending.forms.elsewhere import ElsewhereForm
from referrals.sending.forms.page_form import ReferralPart
from referrals.sending.views.step_list import CHECKED, step_list


@require_GET
def draft_check(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """All answers, with links to change them, before they are sent."""
    draft = open_draft_page(request, referral_pk)
    if not draft.is_draft:
        return redirect(draft)
    forms = checked_forms(draft, request.user)
    fill_in(draft, forms)
    wrong = {step for step, form in forms.items() if not form.is_valid()}
    context = {
        "referral": draft,
        "parts": [
            {"part": part, "url": step.url(draft), "wrong": step in wrong}
            for part, step in _parts_with_steps(draft)
        ],
        "unfinished": [
            {"label": step.label, "url": step.url(draft) + CHECKED}
            for step in steps_of(draft)
            if step in wrong
        ],
        "is_received": is_received(draft.county_id),
        "nearness": Nearness(draft.release_on, draft.custody_kind, timezone.localdate()),
        "steps": step_list(draft, forms, here=None),
        "back_url": steps_of(draft)[-1].url(draft),
    }
    return render(request, "referrals/draft_check.html", context)


@require_GET
def draft_paper(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """The whole contact to be printed, for a county that is reached by another channel."""
    draft = open_draft_page(request, referral_pk)
    if not draft.is_draft:
        return redirect(draft)
    forms = checked_forms(draft, request.user)
    if not _all_right(forms):
        return redirect("referrals:draft_check", referral_pk)
    fill_in(draft, forms)
    context = {"referral": draft, "parts": parts_of(draft)}
    return render(request, "referrals/draft_paper.html", context)


@require_http_methods(["GET", "POST"])
@once
def draft_elsewhere(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """Tell how it was sent to a county that is reached by another channel."""
    draft = open_draft_page(request, referral_pk)
    if not draft.is_draft:
        return redirect(draft)
    forms = checked_forms(draft, request.user)
    fill_in(draft, forms)
    if not _all_right(forms) or is_received(draft.county_id):
        return redirect("referrals:draft_check", referral_pk)
    form = ElsewhereForm(request.POST or None)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            told = tell_sent_elsewhere(
                draft=draft, county=draft.county, by=request.user, **form.cleaned_data
            )
            messages.success(
                request, _("It is kept. The reference is %(reference)s.") % {"reference": told}
            )
            return redirect("referrals:referral_list")
    context = {"referral": draft, "form": form}
    return attempt.render(request, "referrals/draft_elsewhere.html", context)


@require_POST
@once
def draft_send(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """Send what was checked; what is not ready leads back to its page."""
    draft = open_draft_page(request, referral_pk)
    if not draft.is_draft:
        return redirect("referrals:referral_receipt", referral_pk)
    if request.POST.get("version") != str(draft.version):
        return _check_again(request, draft)
    forms = checked_forms(draft, request.user)
    for step, form in forms.items():
        if not form.is_valid():
            return redirect(step.url(draft) + CHECKED)
    fill_in(draft, forms)
    readers = intake_of(draft.county_id)
    if not readers:
        # The page of the answers tells why, and what to do.
        return redirect("referrals:draft_check", referral_pk)
    # Who comes second with the same draft gets the same receipt.
    attempt = Attempt()
    with attempt:
        send_referral(referral=draft, by=request.user, readers=readers)
    if isinstance(attempt.refused, StaleVersion):
        return _check_again(request, draft)
    return redirect("referrals:referral_receipt", referral_pk)


@require_http_methods(["GET", "POST"])
def draft_remove(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """Ask, and throw the draft away."""
    draft = open_draft_page(request, referral_pk)
    if not draft.is_draft:
        return redirect(draft)
    if request.method == "GET":
        return render(request, "referrals/draft_remove.html", {"name": draft.typed_name})
    with Attempt():
        remove_draft(draft=draft)
        messages.success(request, _("The draft was removed."))
        return redirect("referrals:referral_list")
    # It has been sent meanwhile.
    return redirect(draft)


def _check_again(request: SignedInRequest, draft: Referral) -> HttpResponse:
    """Somebody saved the draft after these answers were shown."""
    messages.warning(
        request, _("The draft was changed in another window. Check it and send again.")
    )
    return redirect("referrals:draft_check", draft.pk)


def _all_right(forms: dict[Step, ReferralPart]) -> bool:
    return all(form.is_valid() for form in forms.values())


def _parts_with_steps(draft: Referral) -> list[tuple[Part, Step]]:
    """Each heading with the page that its answers are given on; the short form has one page."""
    steps = {step.key: step for step in steps_of(draft)}
    [first, *_others] = steps.values()
    return [(part, steps.get(part.key, first)) for part in parts_of(draft)]
