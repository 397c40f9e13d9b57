"""The map of the network, drawn together with the client."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from cases.access import open_case_page, right_to
from cases.models import Case
from networks.map.forms import PlaceForm
from networks.map.map_drawing import Drawing, drawing_of, numbered
from networks.members.actions.changing import place_member
from networks.models import Closeness, NetworkMember
from records.attempt import Attempt

# In the address; where somebody is stands in none.
BEFORE, AFTER = "ennen", "jalkeen"


@dataclass(frozen=True)
class View:
    """One of the two states of the drawing."""

    key: str
    label: Promise | str
    drawing: Drawing


@dataclass(frozen=True)
class Row:
    """A member as the table tells of them; `rings` are the choices with the one that holds."""

    number: int
    member: NetworkMember
    rings: list[tuple[str, str, bool]]


@require_http_methods(["GET", "POST"])
def network_map(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Show who stands how near; each press on a ring places one member."""
    case = open_case_page(request, case_pk, right_to(request))
    chosen = request.GET.get("aika", "")
    if chosen not in (BEFORE, AFTER):
        chosen = AFTER if case.released_on else BEFORE
    form = PlaceForm(request.POST or None, case=case)
    attempt = Attempt(form)
    if form.is_valid():
        member, closeness = form.cleaned_data["place"]
        with attempt:
            place_member(member=member, closeness=closeness, by=request.user)
            return redirect(f"{request.path}?aika={chosen}#jasen-{member.pk}")
    members = list(NetworkMember.objects.present().filter(case=case).for_listing())
    views = views_of(members)
    context = {
        "case": case,
        "tab": "network",
        "form": form,
        "client_name": client_name(case),
        "views": views,
        "view": next(each for each in views if each.key == chosen),
        "rows": rows_of(members),
    }
    return attempt.render(request, "networks/map.html", context)


def views_of(members: Sequence[NetworkMember]) -> list[View]:
    """The network before the gate and after it."""
    inside = [member for member in members if member.inside]
    after = [member for member in members if member.after]
    return [
        View(BEFORE, _("In prison"), drawing_of(members, shown=inside)),
        View(AFTER, _("After release"), drawing_of(members, shown=after)),
    ]


def rows_of(members: Sequence[NetworkMember]) -> list[Row]:
    """The members with the numbers of the drawing."""
    return [
        Row(
            number,
            member,
            [(ring.value, str(ring.label), ring == member.closeness) for ring in Closeness],
        )
        for number, member in numbered(members)
    ]


def client_name(case: Case) -> str:
    """The first name, as far as it fits into the middle."""
    names = case.client.first_names.split() or [case.client.full_name]
    return Truncator(names[0]).chars(8)


def map_context(case: Case) -> dict[str, object]:
    """Both states and the table, for paper."""
    members = list(NetworkMember.objects.present().filter(case=case).for_listing())
    return {
        "client_name": client_name(case),
        "views": views_of(members),
        "rows": rows_of(members),
    }
