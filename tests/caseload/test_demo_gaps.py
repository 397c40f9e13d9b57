"""The gaps of the demo's cases are those that a reader of its stories expects."""

import datetime as dt

import time_machine
from django.test import TestCase

from caseload.demo.loading import load
from cases.models import Case
from continuity.gap_words import gaps_of
from continuity.models import Service
from continuity.need_kinds import NeedKind
from plans.models import Plan, PlanService

K = NeedKind
NOON = dt.datetime(2026, 11, 29, 12, tzinfo=dt.UTC)
# By first name; the first is what the case page shows first.
EXPECTED = {
    "Jani": [K.HOUSING, K.WORK_EDUCATION, K.DEBTS],
    "Heidi": [K.MEDICATION],
    "Elina": [],
    "Marika": [],
    "Eetu": [],
    "Kimmo": [K.HOUSING, K.FIRST_NIGHT, K.LIVELIHOOD, K.MEDICATION, K.PHONE],
    "Toni": [K.MENTAL_HEALTH, K.WORK_EDUCATION],
    "Samu": [K.WORK_EDUCATION, K.DEBTS, K.PARENTING, K.BANK, K.PHONE],
    "Oskari": [
        K.HOUSING,
        K.LIVELIHOOD,
        K.WORK_EDUCATION,
        K.DEBTS,
        K.BANK,
        K.FIRST_NIGHT,  # his sister has room for two nights, and Christmas is longer
        K.MEDICATION,
    ],
    "Saana": [K.HOUSING, K.MENTAL_HEALTH],
    "Antero": [K.HOUSING],
    "Noora": [],
}


class DemoGaps(TestCase):
    """Loaded once for all of these."""

    @classmethod
    def setUpTestData(cls) -> None:
        # The calendar decides which nights are working days.
        with time_machine.travel(NOON, tick=False):
            load(tell=lambda _text: None)

    def case_of(self, name: str) -> Case:
        case: Case = Case.objects.get(client__first_names=name)
        return case

    def test_the_gaps_of_each_case_are_those_of_its_story(self) -> None:
        shown = {
            name: [gap.need.kind for gap in gaps_of(self.case_of(name), NOON.date())]
            for name in EXPECTED
        }

        assert shown == EXPECTED

    def test_the_second_plan_cites_what_the_first_did_not_have_yet(self) -> None:
        first, second = Plan.objects.filter(case=self.case_of("Elina")).order_by("number")

        states = [
            dict(PlanService.objects.filter(plan=plan).values_list("service__pk", "state"))
            for plan in (first, second)
        ]

        home = Service.objects.get(case=first.case, name="Tuettu asuminen").pk
        assert [cited[home] for cited in states] == ["granted", "running"]
