"""Recording to whom an assessment was delivered, and taking such a row back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from assessments.actions.delivering import record_delivery, take_back_delivery
from assessments.forms.delivering import DeliveryForm, TakeBackDeliveryForm
from assessments.models import Assessment, AssessmentDelivery
from cases.access import open_record_page
from cases.permissions import CasePermission
from records.attempt import Attempt
from records.once import once


@require_http_methods(["GET", "POST"])
@once
def assessment_deliver(request: SignedInRequest, assessment_pk: int) -> HttpResponse:
    """Record that somebody got the final assessment."""
    assessment = open_record_page(request, Assessment.objects, assessment_pk, CasePermission.WRITE)
    form = DeliveryForm(request.POST or None, assessment=assessment)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            record_delivery(delivery=form.delivery(), by=request.user)
            messages.success(request, _("The delivery is recorded."))
            return redirect(f"{assessment.get_absolute_url()}#deliveries")
    context = {
        "case": assessment.case,
        "tab": "assessment",
        "assessment": assessment,
        "form": form,
    }
    return attempt.render(request, "assessments/deliver.html", context)


@require_http_methods(["GET", "POST"])
@once
def delivery_take_back(request: SignedInRequest, delivery_pk: int) -> HttpResponse:
    """Take back a delivery that was written by mistake."""
    delivery = open_record_page(
        request, AssessmentDelivery.objects, delivery_pk, CasePermission.WRITE
    )
    form = TakeBackDeliveryForm(request.POST or None)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            take_back_delivery(delivery=delivery, by=request.user, **form.cleaned_data)
            messages.success(request, _("The delivery is taken back."))
            return redirect(f"{delivery.assessment.get_absolute_url()}#deliveries")
    context = {"case": delivery.case, "tab": "assessment", "delivery": delivery, "form": form}
    return attempt.render(request, "assessments/delivery_take_back.html", context)
