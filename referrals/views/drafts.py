"""Writing a contact: three pages, a look at the answers, one sending.

Each page is kept as it was typed before it is judged, and a page that is not right
leads back to itself by its address: nothing is lost, and nothing is sent twice by
reloading.
"""

import contextlib

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import SignedInRequest
from accounts.once import once
from cases.versions import StaleVersion
from cases.views.answers import CONFLICT
from referrals.access import open_referral_page
from referrals.actions.drafts import AlreadySent, Typed, begin_draft, remove_draft, save_step
from referrals.actions.sending import send_referral
from referrals.answers import Answer, parts_of
from referrals.forms.base import ContactPart
from referrals.models import Referral
from referrals.permissions import ReferralPermission
from referrals.steps import STEPS, Step, after, checked_forms, fill_in

PERSON, CUSTODY, NEED = STEPS
# What makes a page more than an empty form: its other fields are filled in beforehand.
ABOUT_SOMEBODY = ("last_name", "first_names", "identity_code", "phone")
CHECKED = "?tarkista=1"


@require_http_methods(["GET", "POST"])
@once
def new(request: SignedInRequest) -> HttpResponse:
    """The first page of a new contact; the draft is there once something is typed."""
    if not (request.user.is_prison_staff or request.user.is_partner):
        raise Http404
    if request.method == "POST":
        typed = PERSON.typed(request.POST, request.user)
        if any("".join(typed.get(name, [])).strip() for name in ABOUT_SOMEBODY):
            draft = begin_draft(step=PERSON.key, typed=typed, by=request.user)
            return _onward(request, draft, PERSON)
        form = PERSON.form(request.POST, sender=request.user)
    else:
        form = PERSON.form(sender=request.user)
    return _page(request, None, PERSON, form)


@require_http_methods(["GET", "POST"])
def person(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """Who it is about, and the consent."""
    return _step(request, referral_pk, PERSON)


@require_http_methods(["GET", "POST"])
def custody(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """Custody and release."""
    return _step(request, referral_pk, CUSTODY)


@require_http_methods(["GET", "POST"])
def need(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """What the person needs, and how to reach everybody."""
    return _step(request, referral_pk, NEED)


@require_GET
def check(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """All answers on one page, before they are sent."""
    draft = open_referral_page(request, referral_pk, ReferralPermission.FOLLOW)
    if not draft.is_draft:
        return redirect(draft)
    forms = checked_forms(draft, request.user)
    fill_in(draft, forms)
    wrong = {step.key for step, form in forms.items() if not form.is_valid()}
    context = {
        "referral": draft,
        "parts": [
            {"part": part, "url": _url_of(part.key, draft), "wrong": part.key in wrong}
            for part in parts_of(draft)
        ],
        "unfinished": [
            {"label": step.label, "url": step.url(draft) + CHECKED}
            for step in STEPS
            if step.key in wrong
        ],
        "steps": _steps(draft, forms, here=None),
        "back_url": NEED.url(draft),
    }
    return render(request, "referrals/check.html", context)


@require_POST
@once
def send(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """Send what was checked; what is not ready leads back to its page."""
    draft = open_referral_page(request, referral_pk, ReferralPermission.FOLLOW)
    if not draft.is_draft:
        return redirect("referrals:receipt", referral_pk)
    if request.POST.get("version") != str(draft.version):
        messages.warning(
            request, _("The draft was changed in another window. Check it and send again.")
        )
        return redirect("referrals:draft_check", referral_pk)
    forms = checked_forms(draft, request.user)
    for step, form in forms.items():
        if not form.is_valid():
            return redirect(step.url(draft) + CHECKED)
    fill_in(draft, forms)
    with contextlib.suppress(AlreadySent):
        send_referral(referral=draft, by=request.user)
    return redirect("referrals:receipt", referral_pk)


@require_http_methods(["GET", "POST"])
def remove(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """Ask, and throw the draft away."""
    draft = open_referral_page(request, referral_pk, ReferralPermission.FOLLOW)
    if not draft.is_draft:
        return redirect(draft)
    if request.method == "GET":
        context = {"referral": draft, "name": draft.typed_name}
        return render(request, "referrals/remove.html", context)
    try:
        remove_draft(draft=draft)
    except AlreadySent:
        return redirect(draft)
    messages.success(request, _("The draft was removed."))
    return redirect("referrals:sent")


def _step(request: SignedInRequest, referral_pk: int, step: Step) -> HttpResponse:
    draft = open_referral_page(request, referral_pk, ReferralPermission.FOLLOW)
    if not draft.is_draft:
        messages.info(request, _("This contact has been sent."))
        return redirect(draft)
    if request.method == "POST":
        return _save(request, draft, step)
    if "tarkista" in request.GET:
        form = step.checked_form(draft, request.user)
    else:
        form = step.blank_form(draft, request.user)
    return _page(request, draft, step, form)


def _save(request: SignedInRequest, draft: Referral, step: Step) -> HttpResponse:
    typed = step.typed(request.POST, request.user)
    try:
        save_step(draft=draft, step=step.key, typed=typed, seen=_seen(request))
    except AlreadySent:
        return redirect(draft)
    except StaleVersion as stale:
        current = Referral.objects.get(pk=stale.current.pk)
        form = step.form(request.POST, sender=request.user)
        theirs = current.typed.get(step.key, {})
        return _page(request, current, step, form, both=_both(form, theirs, typed))
    draft.refresh_from_db(fields=["typed"])
    return _onward(request, draft, step)


def _onward(request: SignedInRequest, draft: Referral, step: Step) -> HttpResponse:
    """To the next page, to the list, or back to this page with what is wrong."""
    if "later" in request.POST:
        messages.success(request, _("The draft is saved. Go on when it suits you."))
        return redirect("referrals:sent")
    if not step.checked_form(draft, request.user).is_valid():
        return redirect(step.url(draft) + CHECKED)
    return redirect(after(step, draft))


def _page(
    request: SignedInRequest,
    draft: Referral | None,
    step: Step,
    form: ContactPart,
    both: list[dict[str, str]] | None = None,
) -> HttpResponse:
    forms = checked_forms(draft, request.user) if draft else {}
    if draft is not None:
        fill_in(draft, forms)
    place = STEPS.index(step)
    context = {
        "referral": draft,
        "form": form,
        "step": step,
        "steps": _steps(draft, forms, here=step),
        "both": both,
        "back_url": STEPS[place - 1].url(draft) if draft and place else "",
        "aside": _already_told(draft) if draft and place else [],
    }
    return render(request, "referrals/step.html", context, status=CONFLICT if both else 200)


def _already_told(draft: Referral) -> list[Answer]:
    """What the first page has told of the person, beside the other pages."""
    return [answer for answer in parts_of(draft)[0].answers if answer["value"]]


def _steps(
    draft: Referral | None, forms: dict[Step, ContactPart], *, here: Step | None
) -> list[dict[str, str]]:
    """The step list: what is done is a link, and so is what has been begun."""
    rows = []
    for step in STEPS:
        row = {"label": str(step.label)}
        if step == here:
            row["state"] = "now"
        elif draft is not None and step.key in draft.typed:
            row["url"] = step.url(draft)
            if forms[step].is_valid():
                row["state"] = "done"
            else:
                row["url"] += CHECKED
                row["note"] = _("something is missing")
        rows.append(row)
    rows.append({"label": _("Check and send")} | ({} if here else {"state": "now"}))
    return rows


def _both(form: ContactPart, theirs: Typed, mine: Typed) -> list[dict[str, str]]:
    """The fields that differ, as both windows have them."""
    return [
        {
            "label": str(field.label),
            "theirs": ", ".join(theirs.get(field.name, [])),
            "mine": ", ".join(mine.get(field.name, [])),
        }
        for field in form
        if theirs.get(field.name, []) != mine.get(field.name, [])
    ]


def _seen(request: SignedInRequest) -> int:
    """The version that the page was opened with; 0, which no draft has, where it is missing."""
    given = request.POST.get("version", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0


def _url_of(key: str, draft: Referral) -> str:
    return next(step.url(draft) for step in STEPS if step.key == key)
