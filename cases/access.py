"""The door: the only way from an address to a client's record.

What somebody may not know of is answered 404, the same as what does not exist; what
they may know of but not do is 403. Each opening is logged in the page's transaction;
each refusal in one of its own. (703/2023 9–10 §.)
"""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404

from accounts.http import SignedInRequest
from accounts.models import User
from audit.recording import record, target_label
from audit.refused_openings import note_refused_opening
from audit.vocabulary import Action
from cases.models import Case, CaseQuerySet, CaseRecord, CaseUserObjectPermission
from cases.permissions import CasePermission

R = TypeVar("R", bound=CaseRecord)


def right_to(
    request: SignedInRequest, to_post: CasePermission = CasePermission.WRITE
) -> CasePermission:
    """The right that a page which shows and takes needs: to look, or to act."""
    return to_post if request.method == "POST" else CasePermission.VIEW


def open_case_page(
    request: SignedInRequest,
    case_pk: int,
    permission: CasePermission = CasePermission.VIEW,
    *,
    reading: Action = Action.CASE_READ,
    cases: CaseQuerySet | None = None,
) -> Case:
    """Return the case, with `case.rights` set for the template, or refuse and log it.

    An opening is one row of the log: `reading` says what was opened. `cases` says what is
    read with the case, where that is another thing than what the head of a page shows.
    """
    county = request.user.county
    loaded = Case.objects.for_page() if cases is None else cases
    here = loaded.filter(pk=case_pk, county=county)
    # At most one: `first` would sort it.
    found = here.annotate(held=_held_in(request.user)) if county else ()
    case = next(iter(found), None)
    held = frozenset[str](vars(case)["held"] or () if case else ())
    if case is None or county is None or CasePermission.VIEW.codename not in held:
        note_refused_opening(request, Action.CASE_REFUSED, case_id=case_pk)
        raise Http404
    case.county, case.rights = county, held
    return _let_in(request, case, permission, reading=reading)


def open_record_page(
    request: SignedInRequest,
    records: "models.Manager[R]",
    pk: int,
    permission: CasePermission = CasePermission.VIEW,
    *,
    reading: Action = Action.CASE_READ,
) -> R:
    """Return a plan, an assessment, … through its case's door. Its `case` has `rights`.

    `reading` is what the log calls the opening, as of `open_case_page`.
    """
    county = request.user.county
    records_of: Any = records.get_queryset()
    here = (
        records_of.filter(pk=pk, case__county=county)
        .select_related("case__client", "case__responsible", "case__unit")
        .annotate(held=_held_in(request.user, "case_id"))
        if county
        else ()
    )
    found: R | None = next(iter(here), None)
    held = frozenset[str](vars(found)["held"] or () if found else ())
    if found is None or county is None or CasePermission.VIEW.codename not in held:
        label = f"{records.model._meta.label_lower}:{pk}"
        note_refused_opening(request, Action.CASE_REFUSED, target=label)
        raise Http404
    found.case.county, found.case.rights = county, held
    _let_in(request, found.case, permission, target=found, reading=reading)
    return found


def open_listed_case(request: SignedInRequest, case_pk: int) -> Case:
    """Return a case of a unit that the user leads, for acts on its work-list row only.

    The page that uses this shows number, worker, phase and week of release; never
    the client. It is logged as a reading all the same.
    """
    case = (
        Case.objects.led_by(request.user)
        .select_related("responsible", "unit")
        .filter(pk=case_pk)
        .first()
    )
    if case is None:
        note_refused_opening(request, Action.CASE_REFUSED, case_id=case_pk)
        raise Http404
    case.rights = frozenset()
    record(Action.CASE_READ, by=request.user, case=case, details={"width": "list"})
    return case


def open_listed_cases(request: SignedInRequest, keys: Sequence[int]) -> list[Case]:
    """Of the open cases `keys` those of units that the user leads; others do not exist.

    Each is logged as a reading, as one alone is.
    """
    led = Case.objects.led_by(request.user).open().filter(pk__in=keys)
    cases = list(led.select_related("responsible", "unit").order_by("number"))
    for case in cases:
        record(Action.CASE_READ, by=request.user, case=case, details={"width": "list"})
    return cases


def _held_in(user: User, case: str = "pk") -> ArraySubquery:
    """What the user may do in the case that is asked for, by the grants of `visible_to`."""
    grants = _in_force(user).filter(content_object=models.OuterRef(case))
    return ArraySubquery(grants.values("permission__codename"))


def _in_force(user: User) -> Any:
    grants = CaseUserObjectPermission.grants.of(user).in_force()
    return grants if user.is_active else grants.none()


def _let_in(
    request: SignedInRequest,
    case: Case,
    permission: CasePermission,
    target: models.Model | None = None,
    reading: Action = Action.CASE_READ,
) -> Case:
    """Check the right, log the opening."""
    if permission.codename not in case.rights:
        label = target_label(target)
        note_refused_opening(request, Action.CASE_REFUSED, case_id=case.pk, target=label)
        raise PermissionDenied
    record(
        reading,
        by=request.user,
        case=case,
        target=target,
        details={"page": request.resolver_match.view_name if request.resolver_match else ""},
    )
    return case
