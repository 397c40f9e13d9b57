"""How acts are refused: each refusal has its words and its status, and pages one way to show it."""

import ast
import datetime as dt
import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from django.utils.functional import Promise

from accounts.county_sign_in.refusals import Away, NotLetIn
from accounts.models import Organisation, User
from assessments.actions.delivering import DeliveredTooEarly
from caseload.proposals.actions import AnsweredMeanwhile
from cases.actions.case_files import TooMuchForCase
from cases.register.asking.who_works import AskedTooOften
from cases.register.merging import CannotMerge
from continuity.actions.services import (
    HoldsBeforePresent,
    NothingFollowsAnEnd,
    ToldBeforePresent,
)
from continuity.models import ServiceState
from continuity.need_kinds import NeedKind
from desistance.actions import BeforeFormer
from inputs.attached.attaching import TooMuch
from networks.directory.actions.importing import ChangedSince
from networks.meetings.actions.inviting import NoMail, NotAskedAnyMore, NotWanted
from plans.actions.agreeing import PlanIncomplete, WrongDay
from plans.conditions import GOAL, REVIEW_DATE, STEP
from records.refused import Refused
from referrals.exchange.actions import AlreadyAnswered, NotHolder
from referrals.exchange.attachments.room import TooMuchForContact
from referrals.intake.actions import AlreadyTriaged
from referrals.models import CustodyReport, Referral, ReferralMessage, Transfer, Triage
from referrals.moving.actions.custody_reports import AlreadyDecided
from referrals.moving.actions.take_over import HeldByAnother
from referrals.moving.actions.transfer import AlreadyOffered
from tests.test_project import OURS, ROOT, SOURCES

LANGUAGES = ("en", "fi", "sv")
MAIJA = User(first_name="Maija", last_name="Mallinen")
COUNTY = Organisation(name_fi="Mallila", name_sv="Mallila", name_en="Mallila")
A_DAY = dt.date(2026, 2, 2)
REFERRAL = Referral(holder=MAIJA, reference="A-1")

# Those whose words depend on what was found, each as it may be raised.
WITH_DETAILS: dict[type[Refused], list[Callable[[], Refused]]] = {
    PlanIncomplete: [lambda c=c: PlanIncomplete(c) for c in (GOAL, STEP, REVIEW_DATE)],
    WrongDay: [
        WrongDay.ahead,
        lambda: WrongDay.before_former(A_DAY),
        lambda: WrongDay.review_passed(A_DAY),
    ],
    BeforeFormer: [lambda: BeforeFormer(A_DAY)],
    NotHolder: [lambda: NotHolder(REFERRAL)],
    HeldByAnother: [lambda: HeldByAnother(REFERRAL)],
    AlreadyAnswered: [lambda: AlreadyAnswered(ReferralMessage(written_by=MAIJA))],
    TooMuchForContact: [lambda: TooMuchForContact(3_000_000)],
    AskedTooOften: [lambda: AskedTooOften(5)],
    TooMuchForCase: [lambda: TooMuchForCase(3_000_000)],
    DeliveredTooEarly: [lambda: DeliveredTooEarly(A_DAY)],
    NoMail: [lambda c=c, n=n: NoMail(of_client=c, names=n) for c, n in ((True, ""), (False, "A"))],
    NotWanted: [lambda: NotWanted("A")],
    NotAskedAnyMore: [lambda: NotAskedAnyMore("A")],
    ChangedSince: [lambda: ChangedSince([]), lambda: ChangedSince(["Ryhmä"] * 5)],
    AnsweredMeanwhile: [lambda: AnsweredMeanwhile(NeedKind.HOUSING)],
    **{
        kind: [lambda k=kind: k(ServiceState(holds_from=A_DAY, told_on=A_DAY))]
        for kind in (NothingFollowsAnEnd, HoldsBeforePresent, ToldBeforePresent)
    },
    AlreadyTriaged: [lambda: AlreadyTriaged(Triage(decided_by=MAIJA))],
    AlreadyOffered: [lambda: AlreadyOffered(Transfer(asked_by=MAIJA, to_county=COUNTY))],
    AlreadyDecided: [lambda: AlreadyDecided(CustodyReport(decided_by=MAIJA, outcome="confirmed"))],
}
# What only gathers others, and is never raised itself.
GATHERS = {CannotMerge, NotLetIn, TooMuch}
# Not the fault of the one who asks: another service is away.
AWAY = {Away}
# The county's sign-in leads here by itself; the text that waits is named by `next`, which is kept.
WITHOUT_FORMS = {"accounts/views/by_county.py"}


def modules() -> Iterator[Any]:
    """Every module of the house, so that every class of it is known."""
    for config in OURS:
        for found in pkgutil.walk_packages([config.path], f"{config.name}."):
            if ".migrations." not in f"{found.name}.":
                yield importlib.import_module(found.name)


def refusals() -> list[type[Refused]]:
    """Every kind of refusal in the house."""
    list(modules())
    known, waiting = [], [Refused]
    while waiting:
        below = waiting.pop().__subclasses__()
        waiting += below
        known += [kind for kind in below if not kind.__module__.startswith("tests.")]
    return sorted(set(known), key=lambda kind: (kind.__module__, kind.__name__))


@pytest.mark.parametrize("kind", refusals(), ids=lambda kind: kind.__name__)
def test_every_refusal_is_an_error_of_the_one_who_asks(kind):
    assert 400 <= kind.status < 500 or (kind in AWAY and kind.status == 503)


@pytest.mark.parametrize("kind", refusals(), ids=lambda kind: kind.__name__)
def test_every_refusal_has_words_in_every_language(kind):
    if kind in GATHERS:
        assert kind.__subclasses__()
        return
    if kind not in WITH_DETAILS:
        # Words of the class itself are translated when they are shown.
        assert isinstance(kind.words, Promise)
    for make in WITH_DETAILS.get(kind, [lambda: kind]):
        said = set()
        for language in LANGUAGES:
            with translation.override(language):
                said.add(str(make().words))
        assert len(said) == len(LANGUAGES), said


def views() -> list[Path]:
    return [p for p in SOURCES if p.name == "views.py" or "views" in p.parent.parts[-2:]]


def caught_in(path: Path) -> list[str]:
    """The refusals that a file catches itself, by their names."""
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    known = vars(importlib.import_module(name))
    caught = []
    for node in ast.walk(ast.parse(path.read_text())):
        handled = []
        if isinstance(node, ast.ExceptHandler) and node.type is not None:
            handled = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("suppress"):
            handled = node.args
        for each in handled:
            kind = eval(ast.unparse(each), known)
            kinds = kind if isinstance(kind, tuple) else (kind,)
            caught += [k.__name__ for k in kinds if issubclass(k, Refused)]
            caught += [k.__name__ for k in kinds if k in (Exception, BaseException)]
    return caught


def test_no_page_catches_a_refusal_but_through_an_attempt():
    caught = {str(path.relative_to(ROOT)): caught_in(path) for path in views()}

    assert {name for name, kinds in caught.items() if kinds} == WITHOUT_FORMS
    assert len(caught) > 40


def test_no_page_words_a_refusal_itself():
    # Not a refusal: no act was asked for yet.
    allowed = {"cases/register/views.py": 1}

    worded = {
        str(path.relative_to(ROOT)): path.read_text().count(".add_error(") for path in views()
    }

    assert {name: count for name, count in worded.items() if count} == allowed


# A number that is assigned to a status, or compared with one, outside the launcher and the
# health page: what an act came to is said by an exception.
STATUS = re.compile(
    "|".join(
        (
            r"\bstatus(?:_code)?\s*[!=]=\s*\d",
            r"\bstatus(?:: int)? = \d{3}\b(?! if)",
            r",\s*status = .*, \d{3}\b",
            r"\bCONFLICT\b(?!\s*\()",
            r"\b(?:return|==|!=)\s*(?:200|400|409)\b",
        )
    )
)


def test_no_status_is_used_as_a_sign_of_success():
    of_the_launcher = {"config/demo.py", "config/health.py"}
    of_the_base = {"records/refused.py"}

    found = {
        str(path.relative_to(ROOT)): STATUS.findall(path.read_text())
        for path in SOURCES
        if str(path.relative_to(ROOT)) not in of_the_launcher | of_the_base
    }

    assert {name: hits for name, hits in found.items() if hits} == {}


@pytest.mark.parametrize(
    "line",
    [
        "    status = 200\n",
        "    form, status = AskForm(request.POST or None), 200\n",
        "    if status == 200:\n",
        "        return 200\n",
        "    return CONFLICT\n",
        "    if response.status_code != 409:\n",
    ],
)
def test_a_status_as_a_sign_of_success_is_seen(line):
    assert STATUS.search(line)
