"""The invented world of the benchmarks: every row is one that the application makes."""

from io import StringIO
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test import TestCase
from django.utils import timezone

from accounts.models import User
from audit.chain import first_broken_event
from audit.models import AuditEvent
from benchmarks.addresses import PEOPLE, address_of, sheet
from benchmarks.seed.people import People
from benchmarks.seed.size import LOG_ROWS_OF_A_CASE, Size
from benchmarks.seed.world import seed
from caseload.phase import phase_of
from caseload.reminders.sweep import remind
from cases.actions.facts import derive_custody
from cases.actions.team import _derive
from cases.models import Case, CaseUserObjectPermission

SMALL = Size(cases=50, waiting=12, drafts=2)
# Who opens which pages of the sheet.
READERS = {
    "my_work": "worker",
    "case_list": "worker",
    "dashboard": "supervisor",
    "client_search": "intake",
    "queue": "intake",
    "decided": "intake",
    "sent": "officer",
    "case_pages": "worker",
    "notes": "worker",
    "continuities": "worker",
    "porttis": "worker",
    "maps": "worker",
    "estimates": "worker",
    "factors": "worker",
    "network_maps": "worker",
    "meetings": "worker",
    "minutes": "worker",
    "parts": "worker",
    "directory": "worker",
    "listed": "worker",
    "triages": "intake",
    "gap_list": "supervisor",
}
# Of which each act takes another page.
SHEETS = (
    "case_pages",
    "notes",
    "continuities",
    "porttis",
    "maps",
    "estimates",
    "factors",
    "network_maps",
    "meetings",
    "minutes",
    "parts",
    "triages",
    "listed",
)


class SeededWorld(TestCase):
    """One small world for all of these."""

    people: People
    sheet: dict[str, Any]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.people = seed(SMALL)
        cls.sheet = sheet()

    def sign_in(self, name: str) -> None:
        self.client.force_login(User.objects.get(email=address_of(PEOPLE[name])))

    def test_every_reference_between_rows_holds(self):
        connection.check_constraints()

    def test_a_quarter_of_the_cases_is_open(self):
        assert Case.objects.open().count() == SMALL.cases // 4

    def test_every_page_that_is_measured_answers(self):
        pages = {name: [address] for name, address in self.sheet["pages"].items()}
        pages |= {name: self.sheet[name] for name in SHEETS}
        wrong = []

        for name, addresses in pages.items():
            self.sign_in(READERS[name])
            for address in addresses[:3]:
                status = self.client.get(address).status_code
                if status != 200:
                    wrong.append((address, status))

        assert wrong == []

    def test_a_seeded_draft_is_ready_to_be_sent(self):
        self.sign_in("officer")

        answer = self.client.post(self.sheet["sendings"][0], {"version": "1"})

        assert answer.url.endswith("/kuittaus/")

    def test_the_rare_name_is_found_by_one_word_and_by_two(self):
        self.sign_in("intake")

        found = [
            self.client.post(self.sheet["pages"]["client_search"], {"name": name}).context["rows"]
            for name in self.sheet["rare_name"]
        ]

        assert all(found)

    def test_the_phase_of_each_case_is_the_one_that_its_records_lead_to(self):
        wrong = [case.pk for case in Case.objects.all() if case.phase != phase_of(case)]

        assert wrong == []

    def test_each_case_keeps_what_was_told_last_of_custody(self):
        kept = {case.pk: case for case in Case.objects.all()}
        for case in Case.objects.all():
            derive_custody(case)

        wrong = [
            case.pk
            for case in Case.objects.all()
            if (case.release_on, case.release_certainty, case.track)
            != (kept[case.pk].release_on, kept[case.pk].release_certainty, kept[case.pk].track)
        ]

        assert wrong == []

    def test_the_grants_are_those_that_follow_from_the_teams(self):
        seeded = self.grants()
        for case in Case.objects.all():
            _derive(case)

        assert self.grants() == seeded

    def test_the_log_is_sealed_and_its_chain_holds(self):
        rows = AuditEvent.objects.exclude(seal=None).count()

        assert (rows, first_broken_event()) == (SMALL.cases * LOG_ROWS_OF_A_CASE, None)

    def test_the_sweep_finds_what_there_is_to_remind_of_once(self):
        now = timezone.now()
        remind(now=now)

        assert remind(now=now) == 0

    def test_what_is_due_is_what_follows_from_the_rows(self):
        told = StringIO()

        call_command("derive", check=True, stdout=told)

        assert told.getvalue().count(", 0 differed") == 2

    @staticmethod
    def grants() -> set[tuple[int, int, int]]:
        rows = CaseUserObjectPermission.objects.values_list(
            "content_object_id", "user_id", "permission_id"
        )
        return set(rows)
