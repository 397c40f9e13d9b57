"""A case from its contact to its closing: no field asks for what the house knows already.

Each field of each form that the personal worker meets is judged below: it is asked there for
the first time, or what is known stands in it, among its choices, or beside it to be taken.
"""

import datetime as dt
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from assessments.draft_parts import PARTS
from assessments.models import Assessment, AssessmentParticipant
from cases.models import Case
from plans.actions.agreeing import agree_plan
from referrals.intake.actions import triage_referral
from referrals.models import Triage
from tests.caseload.walk import assessment_begun, assessment_ready, plan_drafted
from tests.factories import (
    ClientWordsFactory,
    IntakeWorkerFactory,
    MunicipalityFactory,
    NeedFactory,
    NetworkMemberFactory,
    PrisonFactory,
    PrisonOfficerFactory,
    ReferralFactory,
    UnitFactory,
    WorkerFactory,
)
from tests.html_forms import forms_of

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate
# Not fields: what a form carries along, and its buttons.
NOT_ASKED = {
    *("csrfmiddlewaretoken", "form_key", "written_by", "language", "next", "prints", "version"),
    *("more", "take", "decline", "declined", "finalise", "saves_draft"),
}

# What is known when the page is opened, and in which of its fields it is asked for.
KNOWN: dict[str, dict[str, str]] = {
    "client_edit": {
        "first_names": "Niko Juhani",
        "last_name": "Sarajärvi",
        "identity_code": "050295-931C",
        "birth_date": "5.2.1995",
        "home_municipality": "Esimerkkikunta",
        "service_language": "ruotsi",
        "contact-value": "040 777 0001",
        "contact-kind": "Puhelin",
        "how_to_reach": "Osaston puhelin iltapäivisin",
    },
    "custody": {
        "release_on": "RELEASE",
        "release_certainty": "Rikosseuraamuslaitoksen vahvistama",
        "custody_kind": "Vankeusrangaistus",
        "facility": "Esimerkin vankila",
        "custody_started_on": "2.1.2026",
    },
    "member_add": {
        "name": "Kati Savela",
        "role": "erityisohjaaja",
        "phone": "029 500 0201",
        "organisation_name": "Esimerkin vankila",
        "kind": "Julkinen palvelu",
        "authority": "Rikosseuraamuslaitos",
    },
    "proposals": {"need": "Asunto puuttuu vapautumispäivästä."},
    "assessment_start": {"initiated_on": "SENT", "initiation_manner": "Yhteydenotto"},
    "assessment_part": {
        "initiated_on": "SENT",
        "started_on": "TODAY",
        "initiation_manner": "Yhteydenotto",
        "initiation_reason": "Asunto puuttuu vapautumispäivästä.",
        "services_so_far": "Tukiasuntoa on haettu.",
        "dependants": "on selvitetty",
        "area-situation": "Asunto puuttuu vapautumispäivästä.",
        "participant-source": "Kati Savela",
        "participant-client_says": "Saa osallistua",
    },
    "notes": {"people": "Kati Savela"},
    "plan_edit": {
        "participants": "Niko Juhani Sarajärvi",
        "situation_client": "Haluan oman avaimen.",
        "situation_worker": "Tarvitsee asunnon ja tukea arkeen.",
        "strengths": "Sisko auttaa.",
        "client_estimate": "Haluan oman asunnon.",
        "professional_estimate": "Asunto on ensimmäinen asia.",
        "differing_client": "En tarvitse päihdetyötä.",
        "differing_worker": "Päihdetyö auttaisi.",
    },
    "goal_add": {"words": "Haluan oman avaimen."},
    "step_add": {"who": "Kati Savela"},
    "plan_review": {"people": "Kati Savela", "outcome": "Oma avain ja oma ovi."},
    "case_close": {"remains_open": "Vuokravelka on auki"},
}

# Somebody whom the case does not know: who is known is refused there and ticked instead.
NEWCOMER = ("new_name", "new_role", "new_organisation", "new_kind", "joins")

# Asked there for the first time: said by the client, judged by the worker, or agreed then.
NEW: dict[str, set[str]] = {
    "client_edit": {
        *("contact-DELETE", "contact-message_may_be_left", "contact-whose"),
        *("digital_access", "digital_access_note", "former_names", "mother_tongue"),
        *("needs_interpreter", "interpreter_language", "protected_address"),
        *("representative_name", "representative_phone", "representative_role"),
        "secret_contact_details",
    },
    "custody": {
        *("release_on_unknown", "release_on_unknown_reason", "release_kind", "released_on"),
        *("conditional_release_on", "conditional_release_certainty"),
        *("source", "source_detail", "told_on"),
    },
    "member_add": {
        *("inside", "after", "since", "client_wish", "wish_words"),
        *("email", "is_protected"),
        # As the client describes it.
        *("closeness", "contact_strength", "contact_direction", "what_they_do", "may_know"),
    },
    "proposals": {"because"},
    "assessment_start": {"started_on"},
    "checklist_fill": {
        *("factor-standing", "factor-task", "factor-note", "factor-next_step", "factor-items"),
        "talked_on",
    },
    "network_walk": {"outcome", "on", "note"},
    "expert_offer": {"answer", "on", "note"},
    "notes": {"kind", "occurred_on", "channel", "outcome", "participants", "text", *NEWCOMER},
    "assessment_part": {
        *("how_carried_out", "own_actions", "experiences"),
        *("area-state", "area-later_because", "area-later_on", "area-need", "area-strengths"),
        *("area-client_words", "area-said_on", "area-worker_view"),
        *("participant-asked_on", "participant-asked_by", "participant-asked_how"),
        *("participant-part", "participant-contribution", "participant-client_said_on"),
        # For somebody who is not in the network.
        *("participant-who", "participant-authority"),
        *("client_opinion", "no_opinion_because", "conclusions", "client_differs"),
        *("special_support", "special_support_grounds", "multi_actor", "multi_actor_reason"),
        *("need_nature", "needs_personal_worker", "makes_plan", "unlike_advice_because"),
        *("worker_differs", "next_steps"),
        # The step of the network on the page of the part.
        "on",
    },
    "plan_edit": {
        *("client_proposal", "expected_length", "meeting_rhythm", "review_on"),
        *("rights_explained", "rights_how"),
    },
    "goal_add": {"description", "scale", "factors"},
    "step_add": {"text", "actor", "due_on", "is_continuous"},
    "plan_agree": {"on", "agreement", "reason", "copies_to"},
    "plan_review": {
        *("reviewed_on", "participants", "words", "client_view", "services_outcome"),
        *("then", "next_review_on"),
        *NEWCOMER,
    },
    "case_close": {
        *("reason", "client_view", "signs_for_contact", "follow_up_on"),
    },
}

# Known, and asked all the same: the field and why.
ASKED_ALL_THE_SAME: dict[tuple[str, str], str] = {
    ("assessment_part", "participant-client_says"): (
        "In the network stands what the client wishes for the time being. Whether this authority "
        "may be asked to this assessment is said of it, on its own day (SHL 41 §)."
    ),
    ("case_close", "remains_open"): (
        "It is told to whoever comes next, in whole sentences and by the client’s wish; the needs "
        "that are open stay in the case and on its page."
    ),
}


class Walk:
    """The pages of one case, each as it is opened when its turn has come."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.fields: dict[str, set[str]] = {}
        self.texts: dict[str, str] = {}

    def open(self, name: str, query: str = "", **kwargs: Any) -> None:
        url = reverse(name, kwargs=kwargs) + query
        answer = self.browser.get(url)
        assert answer.status_code == 200, url
        page, html = name.partition(":")[2], answer.content.decode()
        for form in forms_of(html, url):
            for control in form.controls:
                if control.name not in NOT_ASKED and control.kind != "hidden":
                    self.fields.setdefault(page, set()).add(without_numbers(page, control.name))
        self.texts[page] = self.texts.get(page, "") + unescape(html)


def without_numbers(page: str, name: str) -> str:
    """The same field of each row, life area, factor, kind of need and goal is one."""
    name = re.sub(r"^area-\w+-", "area-", name)
    if page == "proposals":
        name = re.sub(r"^(need|because)_\w+$", r"\1", name)
    name = re.sub(r"^\w+-(standing|task|note|next_step|confirmed|items)$", r"factor-\1", name)
    return re.sub(r"[-_](new)?\d+", "", name)


@pytest.fixture
def walk(client) -> Walk:
    case = opened_by_a_contact()
    client.force_login(case.responsible)
    walk = Walk(client)
    of_case = {"case_pk": case.pk}
    walk.open("cases:client_edit", **of_case)
    walk.open("cases:custody", **of_case)
    sender = f"?tuttu=yhteydenotto-{case.triages.get().referral_id}"
    walk.open("networks:member_add", sender, **of_case)
    walk.open("caseload:proposals", **of_case)
    walk.open("assessments:assessment_start", **of_case)
    walk.open("desistance:checklist_fill", **of_case, occasion="contact")
    kati = NetworkMemberFactory(case=case, name="Kati Savela", client_wish="may_take_part")
    walk.open("networks:network_walk", **of_case)
    walk.open("networks:expert_offer", **of_case)
    walk.open("cases:notes", **of_case)
    draft = assessment_begun(case)
    for part in PARTS:
        walk.open("assessments:assessment_part", assessment_pk=draft.pk, part=part.key)
    housing = draft.areas.get(area="housing")
    draft.areas.filter(pk=housing.pk).update(
        need="yes", strengths="Sisko auttaa.", worker_view="Asunto on ensimmäinen asia."
    )
    ClientWordsFactory(entry=housing, words="Haluan oman avaimen.")
    took_part = AssessmentParticipant.Part.TOOK_PART
    draft.participants.create(member=kati, who="Kati Savela", part=took_part)
    Assessment.objects.filter(pk=draft.pk).update(
        client_differs="En tarvitse päihdetyötä.", worker_differs="Päihdetyö auttaisi."
    )
    assessment_ready(case)
    NeedFactory(case=case, words="Vuokravelka on auki")
    plan = plan_drafted(case, TODAY() + dt.timedelta(days=30))
    goal = plan.goals.get()
    walk.open("plans:plan_edit", plan_pk=plan.pk)
    walk.open("plans:goal_add", plan_pk=plan.pk)
    walk.open("plans:step_add", plan_pk=plan.pk, goal_pk=goal.pk)
    walk.open("plans:plan_agree", plan_pk=plan.pk)
    agree_plan(plan=plan, by=case.responsible, on=TODAY())
    walk.open("plans:plan_review", plan_pk=plan.pk)
    walk.open("caseload:case_close", **of_case)
    return walk


def opened_by_a_contact() -> Case:
    """What a prison's officer told and the intake decided; nobody has written anything more."""
    intake = IntakeWorkerFactory()
    unit = UnitFactory(county=intake.organisation)
    prison = PrisonFactory(name_fi="Esimerkin vankila", code="esimerkki")
    referral = ReferralFactory(
        county=intake.organisation,
        by=PrisonOfficerFactory(organisation=prison),
        home_municipality=MunicipalityFactory(
            county=intake.organisation, name_fi="Esimerkkikunta", name_sv="Esimerkkikunta"
        ),
        first_names="Niko Juhani",
        last_name="Sarajärvi",
        identity_code="050295-931C",
        facility=prison,
        custody_started_on=dt.date(2026, 1, 2),
        release_on=TODAY() + dt.timedelta(days=80),
        description="Asunto puuttuu vapautumispäivästä.",
        how_to_reach="Osaston puhelin iltapäivisin",
        phone="040 777 0001",
        service_language="sv",
        contact_name="Kati Savela",
        contact_title="erityisohjaaja",
        contact_phone="029 500 0201",
        needs=[2],
    )
    triage = Triage(
        referral=referral,
        decision="open",
        urgency="urgent",
        urgency_reason="Vapautuu talvella.",
        measures="Tukiasuntoa on haettu.",
        dependants="looked_into",
    )
    triage_referral(
        triage=triage, by=intake, client=None, unit=unit, responsible=WorkerFactory(unit=unit)
    )
    case: Case = triage.case
    case.refresh_from_db()
    return case


def stands(words: str, case_texts: str) -> bool:
    days = {
        "TODAY": TODAY(),
        "SENT": TODAY(),
        "RELEASE": TODAY() + dt.timedelta(days=80),
    }
    return (date_format(days[words]) if words in days else words) in case_texts


def test_each_field_of_the_walk_is_judged(walk):
    judged = {page: set(KNOWN.get(page, {})) | NEW.get(page, set()) for page in walk.fields}

    assert walk.fields == judged


def test_what_is_known_is_not_asked_again(walk):
    asked = {
        (page, field)
        for page, fields in KNOWN.items()
        for field, words in fields.items()
        if not stands(words, walk.texts[page])
    }

    assert asked == set(ASKED_ALL_THE_SAME)
