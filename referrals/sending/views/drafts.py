"""Writing a contact or a notification: its pages, each kept as it is typed.

A page is kept before it is judged, and a page that is not right leads back to itself by
its address: nothing is lost, and nothing is saved twice by reloading. With scripts, a
page also saves itself (`autosave` in the POST) and is answered in JSON.
"""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.defaultfilters import time
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from cases.custody import CustodyKind
from inputs.posted import posted_number
from records.attempt import Attempt
from records.once import once
from records.versions import StaleVersion
from referrals.access import open_draft_page
from referrals.contents import Answer, parts_of
from referrals.models import Referral
from referrals.routing import counties_of_municipalities, is_received
from referrals.sending.actions.drafts import AlreadySent, Typed, save_page, save_page_of
from referrals.sending.actions.open_page import OpenPage
from referrals.sending.form_steps import (
    Step,
    after,
    checked_forms,
    fill_in,
    has_no_consent,
    steps_of,
)
from referrals.sending.forms.page_form import ReferralPart
from referrals.sending.views.other_form import FORMS, become, form_word
from referrals.sending.views.step_list import CHECKED, step_list

# What makes a page more than an empty form: its other fields are filled in beforehand.
ABOUT_SOMEBODY = ("last_name", "first_names", "identity_code", "phone")
# The kind of custody that a link to the short form brings along; an address never says it.
KINDS = {
    "1": CustodyKind.PRISON_SENTENCE,
    "2": CustodyKind.FINE_CONVERSION,
    "3": CustodyKind.REMAND,
}


@require_http_methods(["GET", "POST"])
@once
def draft_new(request: SignedInRequest) -> HttpResponse:
    """The first page of a new form; the draft is there once something is typed."""
    if not (request.user.is_prison_staff or request.user.is_partner):
        raise Http404
    kind, path = FORMS.get(request.GET.get("lomake", ""), FORMS["yhteydenotto"])
    begun = Referral(kind=kind, path=path)
    step = steps_of(begun)[0]
    if request.method == "GET":
        initial = {"custody_kind": KINDS.get(request.GET.get("laji", ""))}
        form = step.form(sender=request.user, initial=initial if initial["custody_kind"] else None)
        return _page(request, begun, step, form)
    typed = step.typed(request.POST, request.user)
    other = request.POST.get("form") in FORMS
    if _is_about_somebody(typed) or (other and _is_touched(typed, step.form(sender=request.user))):
        return _begin(request, begun, step, typed)
    if "autosave" in request.POST:
        return JsonResponse({})
    if other:
        return redirect(f"{request.path}?lomake={request.POST['form']}")
    return _page(request, begun, step, step.form(request.POST, sender=request.user))


@require_http_methods(["GET", "POST"])
def draft_person(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """Who it is about, and the consent."""
    return _step(request, referral_pk, "person")


@require_http_methods(["GET", "POST"])
def draft_ground(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    return _step(request, referral_pk, "ground")


@require_http_methods(["GET", "POST"])
def draft_custody(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    return _step(request, referral_pk, "custody")


@require_http_methods(["GET", "POST"])
def draft_need(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """What the person needs, and how to reach everybody."""
    return _step(request, referral_pk, "need")


@require_http_methods(["GET", "POST"])
def draft_short(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    return _step(request, referral_pk, "short")


def _step(request: SignedInRequest, referral_pk: int, key: str) -> HttpResponse:
    draft = open_draft_page(request, referral_pk)
    if not draft.is_draft:
        return _has_gone(request, draft)
    step = next((step for step in steps_of(draft) if step.key == key), None)
    if step is None:
        # It has become another form meanwhile.
        return redirect(steps_of(draft)[0].url(draft))
    if request.method == "POST":
        return _save(request, draft, step)
    if "tarkista" in request.GET:
        form = step.checked_form(draft, request.user)
    else:
        form = step.blank_form(draft, request.user)
    return _page(request, draft, step, form)


def _is_about_somebody(typed: Typed) -> bool:
    return any("".join(typed.get(name, [])).strip() for name in ABOUT_SOMEBODY)


def _is_touched(typed: Typed, untouched: ReferralPart) -> bool:
    """Whether something was written or chosen that was not there beforehand."""
    return any(
        "".join(values).strip() not in ("", str(untouched[name].value() or ""))
        for name, values in typed.items()
    )


def _begin(request: SignedInRequest, begun: Referral, step: Step, typed: Typed) -> HttpResponse:
    itself = "autosave" in request.POST
    page = OpenPage(request.POST.get("form_key", ""), request.user)
    attempt = Attempt()
    with attempt:
        saved = save_page(
            page=page, new=begun, step=step.key, typed=typed, by=request.user, itself=itself
        )
        return _answer(request, saved, step)
    if isinstance(attempt.refused, AlreadySent):
        return _has_gone(request, attempt.refused.referral)
    return _conflict(request, attempt, step, typed)


def _save(request: SignedInRequest, draft: Referral, step: Step) -> HttpResponse:
    typed = step.typed(request.POST, request.user)
    page = OpenPage(request.POST.get("form_key", ""), request.user)
    attempt = Attempt()
    with attempt:
        saved = save_page_of(
            page=page,
            draft=draft,
            step=step.key,
            typed=typed,
            seen=posted_number(request, "version"),
            itself="autosave" in request.POST,
        )
        return _answer(request, saved, step)
    if isinstance(attempt.refused, AlreadySent):
        return _has_gone(request, draft)
    return _conflict(request, attempt, step, typed)


def _answer(request: SignedInRequest, draft: Referral | None, step: Step) -> HttpResponse:
    """Onward by the button; to a page that saved itself, what it takes over."""
    if draft is None:
        return JsonResponse({})
    if "autosave" not in request.POST:
        return _onward(request, draft, step)
    words = _("Draft saved at %(at)s") % {"at": time(timezone.localtime(draft.saved_at))}
    return JsonResponse({"version": draft.version, "url": step.url(draft), "words": words})


def _has_gone(request: SignedInRequest, draft: Referral) -> HttpResponse:
    if "autosave" in request.POST:
        return JsonResponse({"words": str(AlreadySent.words)}, status=AlreadySent.status)
    messages.info(request, str(AlreadySent.words))
    return redirect(draft)


def _conflict(request: SignedInRequest, attempt: Attempt, step: Step, typed: Typed) -> HttpResponse:
    """Another window saved first: both texts, for the writer to choose."""
    stale = attempt.refused
    assert isinstance(stale, StaleVersion)
    if "autosave" in request.POST:
        words = _(
            "The draft was changed in another window, so this page no longer saves itself. "
            "Press “Save and continue” to see both texts."
        )
        return JsonResponse({"words": words}, status=stale.status)
    current = Referral.objects.get(pk=stale.current.pk)
    form = step.form(request.POST, sender=request.user)
    both = _both(form, current.typed.get(step.key, {}), typed)
    return _page(request, current, step, form, both, attempt)


def _onward(request: SignedInRequest, draft: Referral, step: Step) -> HttpResponse:
    """Answer the button: the next page, the list, another form, or this page with what is wrong."""
    if "later" in request.POST:
        messages.success(request, _("The draft is saved. Go on when it suits you."))
        return redirect("referrals:referral_list")
    if request.POST.get("form") in FORMS:
        return redirect(become(draft, request.POST["form"], request.user))
    if has_no_consent(draft, step):
        messages.info(
            request,
            _("Without consent this is a notification. What you typed has come along."),
        )
        return redirect(become(draft, "ilmoitus", request.user))
    if not step.checked_form(draft, request.user).is_valid():
        return redirect(step.url(draft) + CHECKED)
    return redirect(after(step, draft))


def _page(
    request: SignedInRequest,
    draft: Referral,
    step: Step,
    form: ReferralPart,
    both: list[dict[str, str]] | None = None,
    attempt: Attempt | None = None,
) -> HttpResponse:
    """The page; `draft` is not saved yet where the form is new."""
    forms = checked_forms(draft, request.user) if draft.pk else {}
    fill_in(draft, forms)
    steps = steps_of(draft)
    place = steps.index(step)
    context = {
        "draft": draft,
        "referral": draft if draft.pk else None,
        "form": form,
        "step": step,
        "steps": step_list(draft, forms, here=step),
        "both": both,
        "back_url": steps[place - 1].url(draft) if place else "",
        "aside": _already_told(draft) if place else [],
        "form_word": form_word(draft),
        "is_received": is_received(draft.county_id) if draft.county_id else None,
        "goes_to": None if place else counties_of_municipalities(timezone.localdate()),
    }
    # A stale save of the same text loses nothing: the page is shown as any other.
    shown = attempt if attempt is not None and both else Attempt()
    return shown.render(request, "referrals/draft_step.html", context)


def _already_told(draft: Referral) -> list[Answer]:
    """What the first page has told of the person, beside the other pages."""
    return [answer for answer in parts_of(draft)[0].answers if answer["value"]]


def _both(form: ReferralPart, theirs: Typed, mine: Typed) -> list[dict[str, str]]:
    """The fields that differ, with the texts of both windows."""
    return [
        {
            "label": str(field.label),
            "theirs": ", ".join(theirs.get(field.name, [])),
            "mine": ", ".join(mine.get(field.name, [])),
        }
        for field in form
        if theirs.get(field.name, []) != mine.get(field.name, [])
    ]
