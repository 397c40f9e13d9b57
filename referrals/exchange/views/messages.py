"""Asking the sender, and the sender's answers and additions."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from cases.access import open_case_page
from cases.permissions import CasePermission
from inputs.uploads import lost_files, takes_files
from records.attempt import Attempt
from records.once import once
from referrals.access import open_referral_page
from referrals.exchange.actions import (
    AlreadyAnswered,
    answer_question,
    ask_sender,
    tell_what_helps,
    who_answers,
)
from referrals.exchange.actions import add_information as tell_more
from referrals.exchange.corrections import as_corrected, is_protected
from referrals.exchange.forms import AskForm, MessageForm, WhatHelpsForm
from referrals.models import Referral, ReferralMessage
from referrals.permissions import ReferralPermission


@require_http_methods(["GET", "POST"])
@once
def question_ask(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """Ask whoever made the contact; or say how the person is reached where nobody can."""
    referral = open_referral_page(request, referral_pk, ReferralPermission.ASK)
    back = _county_page(referral)
    if referral.is_triaged and referral.triage.case_id is not None:
        open_case_page(request, referral.triage.case_id, CasePermission.WRITE)
    form = AskForm(request.POST or None)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            ask_sender(referral=referral, text=form.cleaned_data["text"], by=request.user)
            messages.success(request, _("The question is sent. You will be told of the answer."))
            return redirect(back)
    context = {
        "referral": referral,
        "form": form,
        "can_ask": bool(who_answers(referral)) or form.is_bound,
        "reached": _how_reached(referral),
        "back": back,
    }
    return attempt.render(request, "referrals/question_ask.html", context)


@takes_files
@require_http_methods(["GET", "POST"])
@once
def question_answer(request: SignedInRequest, referral_pk: int, message_pk: int) -> HttpResponse:
    """Answer a question, once, with attachments."""
    referral = _open_for_sender(request, referral_pk)
    asked = ReferralMessage.objects.of_referral(referral).select_related("written_for")
    question = get_object_or_404(asked, pk=message_pk, kind=ReferralMessage.Kind.QUESTION)
    other = ReferralMessage.objects.filter(answers=question).first()
    if request.method == "GET" and (other or not _may_answer(referral)):
        messages.info(request, _answered_words() if other else _take_over_words())
        return redirect(referral)
    form = _message_form(request, _("Answer"))
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            answer_question(question=question, by=request.user, **form.values())
            messages.success(request, _("The answer is sent to the county."))
            return redirect(referral)
        form.ask_for_files_again()
    if isinstance(attempt.refused, AlreadyAnswered):
        other = attempt.refused.answer
    goes_to = request.path
    if other is not None:
        goes_to = reverse("referrals:information_add", args=[referral.pk])
    context = {"referral": referral, "form": form, "question": question, "goes_to": goes_to}
    context |= {"other": other}
    return attempt.render(request, "referrals/question_answer.html", context)


@takes_files
@require_http_methods(["GET", "POST"])
@once
def information_add(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """Tell the county something new at any time after the sending."""
    referral = _open_for_sender(request, referral_pk)
    if request.method == "GET" and not _may_answer(referral):
        messages.info(request, _take_over_words())
        return redirect(referral)
    form = _message_form(request, _("What you want to add"))
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            tell_more(referral=referral, by=request.user, **form.values())
            messages.success(request, _("The information is sent to the county."))
            return redirect(referral)
        form.ask_for_files_again()
    context = {"referral": referral, "form": form, "question": None, "goes_to": request.path}
    context |= {"other": None}
    return attempt.render(request, "referrals/question_answer.html", context)


@require_http_methods(["GET", "POST"])
@once
def what_helps_add(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """Tell the county, with the client's consent, what the client says helps."""
    referral = _open_for_sender(request, referral_pk)
    if request.method == "GET" and not _may_answer(referral):
        messages.info(request, _take_over_words())
        return redirect(referral)
    form = WhatHelpsForm(request.POST or None)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            tell_what_helps(referral=referral, by=request.user, **form.cleaned_data)
            messages.success(request, _("The client’s words are sent to the county."))
            return redirect(referral)
    return attempt.render(
        request, "referrals/what_helps.html", {"referral": referral, "form": form}
    )


def _open_for_sender(request: SignedInRequest, referral_pk: int) -> Referral:
    """For the holder; and for a colleague, so that nothing typed is lost to a take-over."""
    referral = open_referral_page(request, referral_pk, ReferralPermission.FOLLOW)
    if referral.is_draft:
        raise Http404
    return referral


def _may_answer(referral: Referral) -> bool:
    return ReferralPermission.ANSWER in referral.rights


def _message_form(request: SignedInRequest, label: str) -> MessageForm:
    if request.method != "POST":
        return MessageForm(label=label)
    return MessageForm(request.POST, request.FILES, label=label, lost=lost_files(request))


def _county_page(referral: Referral) -> str:
    """Where the county reads the contact."""
    in_case = referral.is_triaged and referral.triage.case_id is not None
    return reverse(
        "referrals:referral_in_case" if in_case else "referrals:referral_triage", args=[referral.pk]
    )


def _how_reached(referral: Referral) -> list[dict[str, str]]:
    """The person's and the sender's ways; of a protected person only the phone (661/2009)."""
    secret = is_protected(referral)
    referral = as_corrected(referral)
    maker = ", ".join(filter(None, [referral.contact_name, referral.contact_title]))
    rows = [
        (_("Phone of the person"), referral.phone),
        (_("How the person is reached"), "" if secret else referral.how_to_reach),
        (_("Made the contact"), maker),
        (_("Phone of whoever made the contact"), referral.contact_phone),
        (_("Reached"), referral.contact_times),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _answered_words() -> str:
    return _("The question has been answered already.")


def _take_over_words() -> str:
    return _("A colleague answers for the contact. Take it over first.")
