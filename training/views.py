"""The training register of the units that a supervisor leads, and everybody's own trainings."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import SignedInRequest
from accounts.models import Unit, UnitRole, User
from records.attempt import Attempt
from records.once import once
from training.actions import add_day, add_training, mark_participants
from training.forms import DayForm, MarkForm, TrainingForm
from training.models import Training, TrainingDay
from training.standings import own_trainings, people_of, standings


def led_units(request: SignedInRequest) -> list[Unit]:
    """The units that the user leads; without one the pages do not exist."""
    led = Unit.objects.filter(pk__in=request.user.units_as(UnitRole.SUPERVISOR))
    units = list(led.order_by("name_fi", "pk"))
    if not units:
        raise Http404
    return units


@require_GET
def register(request: SignedInRequest) -> HttpResponse:
    """Of each led unit what there is, who has it, who lacks it and what is coming."""
    units, today = led_units(request), timezone.localdate()
    kept = Training.objects.kept_by(request.user).select_related("unit")
    found = standings(kept, today)
    groups = [(unit, [each for each in found if each.training.unit == unit]) for unit in units]
    return render(request, "training/register.html", {"groups": groups})


@require_GET
def own(request: SignedInRequest) -> HttpResponse:
    """The user's own: what they have, what their units have besides, what is coming."""
    if not request.user.unit_roles:
        raise Http404
    found = own_trainings(request.user, timezone.localdate())
    return render(request, "training/own.html", {"trainings": found})


@require_http_methods(["GET", "POST"])
@once
def training_add(request: SignedInRequest) -> HttpResponse:
    """Add a training of a unit, with its first day."""
    units = led_units(request)
    form = TrainingForm(request.POST if request.method == "POST" else None, units=units)
    attempt = Attempt(form)
    if form.is_valid():
        said = form.cleaned_data
        with attempt:
            add_training(
                training=form.training(),
                held_on=said["held_on"],
                where=said["where"],
                by=request.user,
            )
            messages.success(request, _("The training was added."))
            return redirect("training:register")
    return attempt.render(request, "training/training_add.html", {"form": form})


@require_http_methods(["GET", "POST"])
@once
def day_add(request: SignedInRequest, training_pk: int) -> HttpResponse:
    """Add a day on which a training is held."""
    kept = Training.objects.kept_by(request.user).select_related("unit")
    training = get_object_or_404(kept, pk=training_pk)
    form = DayForm(request.POST if request.method == "POST" else None)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            add_day(day=form.day(training), by=request.user)
            messages.success(request, _("The day was added."))
            return redirect("training:register")
    context = {"form": form, "training": training}
    return attempt.render(request, "training/day_add.html", context)


@require_http_methods(["GET", "POST"])
@once
def day_mark(request: SignedInRequest, training_day_pk: int) -> HttpResponse:
    """Mark who took part on a day, and take back a mark."""
    kept = TrainingDay.objects.kept_by(request.user).select_related("training__unit")
    day = get_object_or_404(kept, pk=training_day_pk)
    unit = day.training.unit
    marked = set(day.participations.values_list("user", flat=True))
    people = {each.pk: each for each in people_of([unit], timezone.localdate()).get(unit.pk, [])}
    left = User.objects.filter(pk__in=marked - people.keys())
    people |= {each.pk: each for each in left}
    form = MarkForm(
        request.POST if request.method == "POST" else None,
        people=list(people.values()),
        marked=marked,
    )
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            mark_participants(day=day, by=request.user, **form.cleaned_data)
            messages.success(request, _("Who took part was kept."))
            return redirect("training:register")
    context = {"form": form, "day": day, "is_ahead": day.held_on > timezone.localdate()}
    return attempt.render(request, "training/day_mark.html", context)
