"""From an empty county to its first contact: what is done, and what is still missing."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.county_sign_in.own import links
from accounts.models import Invitation, Organisation, Unit, UnitMembership, UnitRole, User
from accounts.models.user import NO_PASSWORD
from cases.models import Case
from referrals.models import Referral


@dataclass(frozen=True)
class FirstStep:
    """One step: what is missing in it, in words, and where it is done."""

    title: str
    why: str
    missing: list[str]
    url: str
    button: str

    @property
    def is_done(self) -> bool:
        return not self.missing


def first_steps(county: Organisation) -> list[FirstStep]:
    """In the order in which they are best done."""
    units = list(county.units.order_by("name_fi", "pk"))
    held = _roles(county)
    return [
        _numbers(county),
        _units(units),
        *_people(units, held),
        _second_administrator(county),
        _accounts_in_use(county),
        _first_contact(county),
    ]


def _numbers(county: Organisation) -> FirstStep:
    missing = []
    if not county.phone:
        missing.append(_("A phone number for office hours"))
    if not county.on_call_phone:
        missing.append(_("The number of the social services on call"))
    return FirstStep(
        _("Phone numbers of the county"),
        _("Senders and clients see them on receipts and papers."),
        missing,
        reverse("referrals:county_numbers"),
        _("Write the numbers"),
    )


def _units(units: list[Unit]) -> FirstStep:
    missing = [] if units else [_("The first unit")]
    missing += [
        _("%(unit)s: phone number") % {"unit": unit.name} for unit in units if not unit.phone
    ]
    return FirstStep(
        _("Units"),
        _("A case belongs to a unit, and its supervisor leads the unit."),
        missing,
        reverse("administration:unit_list") if units else reverse("administration:unit_add"),
        _("Go to the units") if units else _("Add a unit"),
    )


def _people(units: list[Unit], held: set[tuple[int, str]]) -> Iterator[FirstStep]:
    add = reverse("administration:user_add")
    has_intake = any(role == UnitRole.INTAKE for _unit, role in held)
    yield FirstStep(
        _("Intake"),
        _("Somebody reads the contacts. Before that no contact can be sent to the county."),
        [] if has_intake else [_("Somebody with the role of intake")],
        f"{add}?rooli={UnitRole.INTAKE}",
        _("Invite somebody to intake"),
    )
    yield FirstStep(
        _("Supervisors"),
        _("Each unit needs one: they see the workload, hand cases over and record absences."),
        _each_unit(units, held, UnitRole.SUPERVISOR, _("A unit first, then its supervisor")),
        f"{add}?rooli={UnitRole.SUPERVISOR}",
        _("Invite a supervisor"),
    )
    yield FirstStep(
        _("Workers"),
        _("They carry the cases and are the clients’ personal workers."),
        _each_unit(units, held, UnitRole.WORKER, _("A unit first, then its workers")),
        f"{add}?rooli={UnitRole.WORKER}",
        _("Invite a worker"),
    )


def _each_unit(
    units: list[Unit], held: set[tuple[int, str]], role: UnitRole, nothing: str
) -> list[str]:
    lacking = [unit.name for unit in units if (unit.pk, role.value) not in held]
    return lacking if units else [nothing]


def _second_administrator(county: Organisation) -> FirstStep:
    count = User.objects.administrators_of(county).count()
    return FirstStep(
        _("A second administrator"),
        _("A lost phone is mended by two people, and nobody is on duty all year."),
        [] if count > 1 else [_("Another administrator")],
        f"{reverse('administration:user_add')}?rooli=administrator",
        _("Invite an administrator"),
    )


def _accounts_in_use(county: Organisation) -> FirstStep:
    invited = User.objects.filter(NO_PASSWORD, organisation=county, is_active=True)
    invited = invited.exclude(pk__in=links().values("user"))
    waiting = Invitation.objects.open(timezone.now()).filter(user__in=invited).count()
    old = invited.count() - waiting
    missing = []
    if waiting:
        words = ngettext(
            "%(count)s person has not followed the invitation yet",
            "%(count)s people have not followed the invitation yet",
            waiting,
        )
        missing.append(words % {"count": waiting})
    if old:
        words = ngettext(
            "%(count)s person needs a new invitation: the former is too old or was taken back",
            "%(count)s people need a new invitation: the former is too old or was taken back",
            old,
        )
        missing.append(words % {"count": old})
    return FirstStep(
        _("Accounts taken into use"),
        _("An invitation works for seven days."),
        missing,
        f"{reverse('administration:user_list')}?tila=kutsuttu",
        _("See who is missing"),
    )


def _first_contact(county: Organisation) -> FirstStep:
    """Only whether: an administrator sees no contact and no case."""
    sent = Referral.objects.sent().of_county(county)
    missing = []
    if not sent.exists():
        missing.append(_("A contact has not come yet"))
    elif not sent.filter(is_decided=True).exists():
        missing.append(_("The contact waits for its triage"))
    elif not Case.objects.filter(county=county).exclude(responsible=None).exists():
        missing.append(_("No case has a personal worker yet"))
    return FirstStep(
        _("The first contact"),
        _("Invite prison staff, or give the address of the public form to those who ask."),
        missing,
        reverse("administration:outsider_list"),
        _("Go to prisons and partners"),
    )


def _roles(county: Organisation) -> set[tuple[int, str]]:
    """(unit, role) pairs that some active person holds today."""
    held = UnitMembership.objects.on(timezone.localdate()).filter(
        unit__county=county, user__organisation=county, user__is_active=True
    )
    return set(held.values_list("unit", "role"))
