"""The first page: each user is led to their own work."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from accounts.models import User


@login_not_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Send to the sign-in page, or to the page where the user's day begins."""
    user = request.user
    if not isinstance(user, User):
        return redirect("account_login")
    if user.is_county_worker:
        return redirect("caseload:my_work")
    if user.is_supervisor:
        return redirect("caseload:dashboard")
    if user.is_intake:
        return redirect("referrals:queue")
    if user.is_administrator:
        return redirect("administration:first_steps")
    if user.is_prison_staff or user.is_partner:
        return redirect("referrals:referral_list")
    return render(request, "accounts/nothing_here.html")
