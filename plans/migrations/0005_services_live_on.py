"""The services of plans become needs and services that live on beside the plan.

Of each open case the plan in force and the draft beside it are read, the draft being the
newer; of a closed case a draft, which would be lost. Nothing of what was written is lost,
and what had to be assumed is said in `told_by` of the state. Agreed rows stay word for word:
only to which living need and service they belong is added, in columns that the agreement did
not have. The rows of drafts are then removed, for a draft has none any more.

The former version goes on while this runs: the cases are locked before they are read, and
only what was read is removed. Each batch is a transaction of its own, and what is moved is
not found again: this goes on until nothing is left, and goes on after an interruption.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pgtrigger
from django.apps.registry import Apps
from django.db import migrations, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q
from django.utils import timezone

AT_ONCE = 500
OTHER = "other"
KEPT = "plans.PlanService:service_of_agreed_plan_kept"
# In the order in which they are tried: what is named first is the narrower one.
KINDS = [
    ("substitution", r"korvaushoi|substitution"),
    ("medication", r"lääk|medicin"),
    ("work_education", r"kuntouttava työ|työpaja|työtoimin|työllis|opinto|opiskel|koulu"),
    ("work_education", r"arbete|arbets|studie|skola"),
    ("housing", r"asunto|asumi|majoi|boende|bostad|lägenhet"),
    ("transport", r"kyyti|kyydi|saatto|kuljetu|skjuts|transport"),
    ("debts", r"velka|velko|ulosot|skuld"),
    ("livelihood", r"toimeentulo|\bkela|eläk|utkomst|\bfpa|pension"),
    ("mental_health", r"mielenter|psyk|keskusteluap|mental|samtal"),
    ("home_care", r"kotihoi|hemvård"),
    ("rehab_residential", r"laitoskuntou|institutionsvård"),
    ("rehab_open", r"päihde|kuntoutu|katkaisuh|missbruk|rehab"),
    ("peer", r"vertais|kamrat"),
    ("health", r"terveysas|terveyden|hammas|sairaanhoi|hälso|tandvård"),
]

Row = Any
Plan = Any


class Moved:
    """One living service on its way: the rows of the plans that tell of it, the oldest first."""

    def __init__(self, row: Row, plan: Plan) -> None:
        self.told: list[tuple[Row, Plan]] = [(row, plan)]
        self.group = self

    @property
    def newest(self) -> Row:
        return self.told[-1][0]

    @property
    def root(self) -> "Moved":
        return self if self.group is self else self.group.root

    def join(self, other: "Moved") -> None:
        """What continues something is for the same need; a circle joins nothing new."""
        self.root.group = other.root


def move(apps: Apps, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    """Move the services of all plans that are in force or drafts."""
    while keys := _keys_left(apps):
        with transaction.atomic(), pgtrigger.ignore(KEPT):
            _move_of(apps, keys)


def _keys_left(apps: Apps) -> list[int]:
    """Some of the cases in which services are left to be moved."""
    left = apps.get_model("plans", "PlanService").objects.filter(
        Q(plan__status="draft") | Q(plan__status="agreed", plan__case__status="open"), service=None
    )
    keys = left.order_by("plan__case").values_list("plan__case", flat=True).distinct()
    return list(keys[:AT_ONCE])


def _move_of(apps: Apps, cases: list[int]) -> None:
    locked = apps.get_model("cases", "Case").objects.select_for_update().order_by("pk")
    list(locked.filter(pk__in=cases))
    Plan = apps.get_model("plans", "Plan")
    PlanService = apps.get_model("plans", "PlanService")
    plans = Plan.objects.filter(case__in=cases).filter(
        Q(status="draft") | Q(status="agreed", case__status="open")
    )
    rows: dict[int, list[Row]] = defaultdict(list)
    for row in PlanService.objects.filter(plan__in=plans, service=None).order_by("pk"):
        rows[row.plan_id].append(row)
    of_case: dict[int, list[Plan]] = defaultdict(list)
    # What is in force is older than the draft beside it.
    for plan in sorted(plans, key=lambda plan: plan.number):
        of_case[plan.case_id].append(plan)
    for case, its_plans in sorted(of_case.items()):
        moved = _gather(its_plans, rows)
        if moved:
            _write(apps, case, moved)
    drafts = [plan.pk for plan in plans if plan.status == "draft"]
    read = [row.pk for key in drafts for row in rows[key]]
    PlanService.objects.filter(pk__in=read).delete()


def _gather(plans: list[Plan], rows: dict[int, list[Row]]) -> list[Moved]:
    """One for each service: a row of the draft and one in force are the same by their words."""
    found: list[Moved] = []
    by_row: dict[int, Moved] = {}
    for plan in plans:
        unmatched = list(found)
        for row in rows[plan.pk]:
            same = next((each for each in unmatched if _words(each.newest) == _words(row)), None)
            if same is None:
                same = Moved(row, plan)
                found.append(same)
            else:
                unmatched.remove(same)
                same.told.append((row, plan))
            by_row[row.pk] = same
    for plan in plans:
        for row in rows[plan.pk]:
            if row.continues_id in by_row:
                by_row[row.pk].join(by_row[row.continues_id])
    return found


def _words(row: Row) -> tuple[str, str, str]:
    return (row.name.strip().lower(), row.provider.strip().lower(), row.place)


def _write(apps: Apps, case: int, moved: list[Moved]) -> None:
    groups: dict[int, list[Moved]] = defaultdict(list)
    for each in moved:
        groups[id(each.root)].append(each)
    of_kind: dict[str, list[list[Moved]]] = defaultdict(list)
    for number, group in enumerate(groups.values()):
        kind = _kind_of(group)
        of_kind[kind if kind != OTHER else f"{OTHER} {number}"].append(group)
    for kind, its_groups in of_kind.items():
        members = [each for group in its_groups for each in group]
        need = _need(apps, case, kind.partition(" ")[0], members)
        for group in its_groups:
            for each in group:
                _write_service(apps, need, each, has_follower=_is_followed(each, group))


def _kind_of(group: list[Moved]) -> str:
    """By the words of what stands first in the chain, else of what follows it."""
    first = sorted(group, key=lambda each: each.newest.continues_id is not None)
    return next((kind for each in first if (kind := _guess(each.newest.name)) != OTHER), OTHER)


def _guess(name: str) -> str:
    return next((kind for kind, words in KINDS if re.search(words, name.lower())), OTHER)


def _is_followed(each: Moved, group: list[Moved]) -> bool:
    keys = {row.pk for row, _plan in each.told}
    return any(row.continues_id in keys for other in group for row, _plan in other.told)


def _need(apps: Apps, case: int, kind: str, members: list[Moved]) -> Any:
    """The need of these services, with the interim solutions as they were written.

    They had no last day, and a gap is never hidden by an assumed one: they stay words.
    """
    Need = apps.get_model("continuity", "Need")
    if kind != OTHER:
        present = Need.objects.filter(case=case, kind=kind, ended_on=None).first()
        if present is not None:
            return present
    _row, plan = members[0].told[0]
    texts = [row.interim.strip() for each in members for row, _plan in each.told]
    interims = [f"Välivaiheen ratkaisu suunnitelmassa: {text}" for text in texts if text]
    words = [members[0].newest.name] if kind == OTHER else []
    return Need.objects.create(
        case_id=case,
        kind=kind,
        words="\n".join(dict.fromkeys([*words, *interims])),
        source=f"Suunnitelman versio {members[0].told[-1][1].number}",
        noted_on=min(_day_of(told) for each in members for _row, told in each.told),
        saved_by_id=_writer_of(plan),
    )


def _write_service(apps: Apps, need: Any, moved: Moved, *, has_follower: bool) -> None:
    ServiceState = apps.get_model("continuity", "ServiceState")
    row, plan = moved.told[-1]
    service = apps.get_model("continuity", "Service").objects.create(
        case_id=need.case_id,
        need=need,
        name=row.name,
        provider=row.provider,
        place=row.place,
        saved_by_id=_writer_of(plan),
    )
    ServiceState.objects.bulk_create(
        ServiceState(
            case_id=need.case_id, service=service, recorded_by_id=_writer_of(plan), **facts
        )
        for facts in _states_of(moved, has_follower=has_follower)
    )
    agreed = [row.pk for row, plan in moved.told if plan.status == "agreed"]
    PlanService = apps.get_model("plans", "PlanService")
    PlanService.objects.filter(pk__in=agreed).update(service=service, need=need)


def _states_of(moved: Moved, *, has_follower: bool) -> Iterator[dict[str, Any]]:
    """When it was applied for, and how far it was in each of the plans."""
    told: set[tuple[object, ...]] = set()
    for row, plan in moved.told:
        key = (row.state, row.applied_on, row.starts_on, row.ends_on)
        if key in told:
            continue
        told.add(key)
        day = _day_of(plan)
        if row.applied_on and row.state != "applied" and ("applied", row.applied_on) not in told:
            told.add(("applied", row.applied_on))
            yield _state("applied", row.applied_on, plan)
        holds_from = max(day, row.applied_on or day)
        if row.state == "applied" and len(told) == 1:
            holds_from = row.applied_on or day
        yield _state(row.state, holds_from, plan) | _days(row, has_follower=has_follower)


def _state(state: str, day: dt.date, plan: Plan) -> dict[str, Any]:
    return {
        "state": state,
        "holds_from": day,
        "told_on": max(day, _day_of(plan)),
        "told_by": _told_by(),
    }


def _days(row: Row, *, has_follower: bool) -> dict[str, Any]:
    """A start of what is not granted was a hope; why something ended was never asked."""
    if row.state in ("applied", "queued") and row.starts_on:
        hoped = {"expected_on": row.starts_on, "ends_on": row.ends_on}
        return hoped | {"told_by": _told_by("alkamispäivä on merkitty toivotuksi")}
    days = {"starts_on": row.starts_on, "ends_on": row.ends_on}
    if row.state != "ended":
        return days
    reason = "replaced" if has_follower else "stopped"
    return days | {"ended_because": reason, "told_by": _told_by("päättymisen syy on oletettu")}


def _told_by(assumed: str = "") -> str:
    today = timezone.localdate()
    words = f"Siirretty suunnitelmasta {today.day}.{today.month}.{today.year}"
    return f"{words}; {assumed}" if assumed else words


def _day_of(plan: Plan) -> dt.date:
    """When it was agreed, or last written."""
    saved: dt.datetime | None = plan.saved_at
    day: dt.date = plan.agreed_on or (timezone.localdate(saved) if saved else plan.drafted_on)
    return day


def _writer_of(plan: Plan) -> int:
    writer: int = plan.agreed_by_id or plan.saved_by_id or plan.drafted_by_id
    return writer


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("cases", "0012_gates_of_what_was_told"),
        ("plans", "0004_services_are_cited"),
    ]

    operations = [migrations.RunPython(move, migrations.RunPython.noop, elidable=True)]
