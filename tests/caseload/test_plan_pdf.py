"""The plan on paper: tagged, in two languages, and fetching nothing whatever is typed."""

import datetime as dt
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import page as pdf_check
import pikepdf
import pytest
import time_machine
from django.urls import reverse

from accounts.models import Organisation
from audit.models import AuditEvent
from caseload.documents import paper
from caseload.documents.paper import KeptPress, PaperFailed, to_pdf
from caseload.documents.plan_on_paper import PLAN
from cases.custody import GateKind
from cases.models import Case
from continuity.actions.services import tell_state
from continuity.models import Service, ServiceState
from continuity.need_kinds import NeedKind
from plans.actions.agreeing import agree_plan, end_plan
from plans.models import Plan
from records.text_lengths import LONG_TEXT
from tests.factories import (
    CaseFactory,
    ClientFactory,
    GoalFactory,
    InterimFactory,
    NeedFactory,
    PlanFactory,
    StepFactory,
    SupervisorFactory,
    UnitFactory,
    UserFactory,
    WorkerFactory,
    service_of,
)
from tests.paper import needs_reader, text_of

pytestmark = pytest.mark.django_db
LETTERS = "ÅÄÖ åäö Č č Đ đ Ŋ ŋ Š š Ž ž Ŧ ŧ"


def press_is_here() -> bool:
    """Whether pango is installed; the print view is tested without it."""
    done = subprocess.run(
        [sys.executable, "-c", "import weasyprint"], capture_output=True, check=False
    )
    return done.returncode == 0


needs_press = pytest.mark.skipif(not press_is_here(), reason="NO PDF LIBRARIES: pango is missing")


def full_draft(**texts: object) -> Plan:
    client = ClientFactory(first_names="Čáhppe", last_name="Näkkäläjärvi", service_language="sv")
    case = CaseFactory(client=client, unit=UnitFactory(county=client.county))
    words = {"situation_client": LETTERS, "differing_client": "Ei", "differing_worker": "Kyllä"}
    plan = PlanFactory(case=case, **words | texts)
    goal = GoalFactory(plan=plan, factors=["inner_change"])
    StepFactory(goal=goal)
    StepFactory(goal=goal, is_continuous=True)
    service_of(case, NeedKind.MEDICATION, name="Lääkehoito", place="inside", state="running")
    waited = service_of(case, NeedKind.MEDICATION, name="Terveysasema", state="queued")
    InterimFactory(need=waited.need, what="Lääkkeet mukaan viikoksi")
    service_of(case, NeedKind.TRANSPORT, name="Saatto", place="gate", state="granted")
    NeedFactory(case=case, kind=NeedKind.HOUSING)
    return plan


def agreed(plan: Plan) -> Plan:
    agree_plan(
        plan=plan,
        by=plan.case.responsible,
        on=dt.date(2026, 1, 15),
        agreement="not_agreed",
        reason="Asiakas haluaa ensin asunnon.",
        copies_to="Asiakkaalle kokonaan.",
    )
    return plan


def plan_pdf(plan: Plan, language: str) -> bytes:
    return to_pdf(PLAN.html(plan, language))


def fetched(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@needs_press
@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("is_draft", [True, False])
def test_the_plan_is_accessible_on_paper(language, is_draft):
    plan = full_draft() if is_draft else agreed(full_draft())

    report = pdf_check.validate_pdf_bytes(plan_pdf(plan, language), profile="ua1")

    assert [failure.message for failure in report.failures] == []
    assert report.is_compliant


@pytest.mark.parametrize(
    ("language", "said", "unsaid"),
    [
        ("fi", "Vapautumispäivänä", "Portilla"),
        ("sv", "På frigivningsdagen", "Vid porten"),
    ],
)
def test_the_clients_paper_calls_the_gate_the_day_of_release(language, said, unsaid):
    paper = PLAN.html(full_draft(), language)

    assert f"<h3>{said}</h3>" in paper
    assert f"<h3>{unsaid}</h3>" not in paper


def at_the_gate() -> Plan:
    """What begins and ends there, of somebody who comes to probationary freedom first."""
    plan = full_draft()
    Case.objects.filter(pk=plan.case_id).update(gate_kind=GateKind.FREEDOM)
    service_of(plan.case, name="Kyyti kotiin", place="gate", state="granted", from_gate=True)
    service_of(plan.case, name="Ryhmä", place="inside", state="running", until_gate=True)
    return Plan.objects.select_related("case__client").get(pk=plan.pk)


OF_FREEDOM = {
    "fi": ["Koevapauden alkaessa", "koevapauden alusta alkaen", "koevapauden alkuun asti"],
    "sv": [
        "När friheten på prov börjar",
        "från början av friheten på prov",
        "fram till början av friheten på prov",
    ],
}


@pytest.mark.parametrize("language", OF_FREEDOM)
def test_where_probationary_freedom_is_next_the_paper_names_its_start(language):
    html = PLAN.html(at_the_gate(), language)

    assert [words for words in OF_FREEDOM[language] if words not in html] == []


def test_an_agreed_plan_names_the_gate_of_its_day_after_that_gate_is_behind():
    plan = agreed(at_the_gate())

    Case.objects.filter(pk=plan.case_id).update(gate_kind=GateKind.RELEASE)

    plan = Plan.objects.select_related("case__client").get(pk=plan.pk)
    assert OF_FREEDOM["fi"][1] in PLAN.html(plan, "fi")


@needs_press
@needs_reader
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", ["Asiakassuunnitelma", "Salassa pidettävä", "Tavoitteet", "Sivu 1 / 3"]),
        ("sv", ["Klientplan", "Sekretessbelagd", "Mål", "Sida 1 / 3"]),
    ],
)
def test_the_paper_speaks_its_language_and_says_draft_until_agreed(language, words):
    draft_word = {"fi": "LUONNOS", "sv": "UTKAST"}[language]
    plan = full_draft()

    draft = text_of(plan_pdf(plan, language))
    final = text_of(plan_pdf(agreed(plan), language))

    assert [word for word in [*words, LETTERS, draft_word] if word not in draft] == []
    # In the head once, in the foot and across the sheet on each page.
    assert draft.count(draft_word) >= 3
    assert draft_word not in final
    assert "Asiakkaalle kokonaan." in final


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", ["Väliaikainen järjestely:", "Ei vielä palvelua", "Tämä arkki ei ole osa"]),
        (
            "sv",
            [
                "Tillfälligt arrangemang:",
                "Ingen service ännu",
                "Det här bladet hör inte till planen",
            ],
        ),
    ],
)
def test_the_paper_has_interim_solutions_and_the_gaps_of_the_day_beside_it(language, words):
    with time_machine.travel(dt.datetime(2026, 2, 2, 12, tzinfo=dt.UTC), tick=False):
        html = PLAN.html(agreed(full_draft()), language)

    assert [
        word for word in [*words, "Lääkkeet mukaan viikoksi", "2.2.2026"] if word not in html
    ] == []


def test_the_paper_of_a_plan_in_force_keeps_the_state_that_was_agreed():
    plan = agreed(full_draft())
    service = Service.objects.get(name="Terveysasema")
    seen = ServiceState.objects.get(service=service).pk
    refused = ServiceState(state="refused")
    tell_state(service=service, state=refused, seen=seen, by=plan.case.responsible)

    html = PLAN.html(plan, "fi")

    assert "Jonossa" in html


def test_a_plan_that_has_ended_has_no_sheet_of_gaps():
    plan = agreed(full_draft())
    end_plan(plan=plan, by=plan.case.responsible)
    plan.refresh_from_db()

    assert "Tämä arkki ei ole osa" not in PLAN.html(plan, "fi")


@needs_press
def test_our_three_fonts_are_embedded_and_nothing_is_attached(tmp_path):
    (tmp_path / "plan.pdf").write_bytes(plan_pdf(full_draft(), "fi"))

    with pikepdf.open(tmp_path / "plan.pdf") as pdf:
        fonts = [font for sheet in pdf.pages for font in sheet.Resources.Font.values()]
        descriptors = [font.DescendantFonts[0].FontDescriptor for font in fonts]
        names = {str(font.BaseFont).partition("+")[2].strip(",") for font in fonts}
        embedded = ["/FontFile2" in descriptor for descriptor in descriptors]
        attached, language = len(pdf.attachments), str(pdf.Root.Lang)

    assert names == {"Source-Sans-3", "Source-Sans-3-Semi-Bold", "Source-Sans-3-Italic"}
    assert all(embedded)
    assert (attached, language) == (0, "fi")


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """A server that writes down whatever is asked of it."""
    heard: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.2)
    done = threading.Event()

    def listen() -> None:
        while not done.is_set():
            try:
                connection, _address = server.accept()
            except TimeoutError:
                continue
            heard.append(connection.recv(1000))
            connection.close()

    thread = threading.Thread(target=listen)
    thread.start()
    yield server.getsockname()[1], heard
    done.set()
    thread.join()
    server.close()


@needs_press
def test_hostile_texts_are_printed_as_text_and_fetch_nothing(listener, tmp_path):
    port, heard = listener
    there = f"http://127.0.0.1:{port}/x"
    hostile = (
        f'<script src="{there}"></script><img src="{there}"><link rel=stylesheet href="{there}">'
        f'<link rel=attachment href="file:///etc/passwd"><style>@import "{there}"</style>'
        f"\u200b\u202e\ufeff {'a' * 3000} {there}"
    )
    plan = full_draft(situation_client=hostile, strengths="ä " * 5000)

    pdf = plan_pdf(plan, "fi")

    assert heard == []
    assert pdf.startswith(b"%PDF")
    assert b"/EmbeddedFile" not in pdf


@needs_press
@pytest.mark.parametrize(
    "html",
    [
        '<link rel="stylesheet" href="{there}"><img src="{there}" alt="x">',
        '<style>@import "{there}"; body {{ background: url({there}) }}</style>x',
        '<link rel="attachment" href="{there}"><object data="{there}"></object>x',
        '<svg><image href="{there}"/></svg>x',
        '<img src="file:///etc/passwd" alt="x"><link rel="attachment" href="file:///etc/passwd">x',
    ],
)
def test_even_markup_that_got_through_would_fetch_nothing(listener, html):
    port, heard = listener

    pdf = to_pdf(f"<title>x</title>{html.format(there=f'http://127.0.0.1:{port}/x')}")

    assert heard == []
    assert b"/EmbeddedFile" not in pdf


WORDS = "Asiakas tarvitsee asunnon ja tukihenkilön. "


@needs_press
@pytest.mark.parametrize(
    "text",
    [(WORDS * LONG_TEXT)[:LONG_TEXT], "a" * LONG_TEXT, "a " * (LONG_TEXT // 2)],
    ids=["words", "one run of letters", "single letters"],
)
def test_a_plan_with_the_longest_texts_that_the_forms_take_is_printed(client, monkeypatch, text):
    # A busy machine is slow, and that is no failure.
    monkeypatch.setattr(paper, "SECONDS", 300)
    names = [field.name for field in Plan._meta.fields if field.max_length == LONG_TEXT]
    decided = {"agreement_reason": text, "copies_to": text}
    plan = PlanFactory(goals=0, **{name: text for name in names if name not in decided})
    StepFactory(goal=GoalFactory(plan=plan, words=text, description=text))
    NeedFactory(case=plan.case, kind=NeedKind.OTHER, words=text)
    case = plan.case
    agree_plan(
        plan=plan,
        by=case.responsible,
        on=dt.date(2026, 1, 15),
        agreement="not_agreed",
        reason=text,
        copies_to=text,
    )
    client.force_login(case.responsible)

    response = client.get(url(plan))

    assert response.status_code == 200
    assert fetched(response).startswith(b"%PDF")


def test_columns_on_paper_are_tables_whose_cost_does_not_grow_with_the_square_of_a_text():
    on_paper = paper.STYLE.read_text().partition("@media screen")[0]

    assert re.findall(r"display:\s*(?:inline-)?(?:flex|grid)|columns?:\s*\w+", on_paper) == [
        "columns: 2"  # of boxes to tick, with words of our own
    ]


@needs_press
@needs_reader
def test_two_long_views_are_read_one_after_the_other():
    client_says, worker_says = "asunto " * 700, "velka " * 700
    plan = full_draft(client_estimate=client_says, professional_estimate=worker_says)

    words = text_of(plan_pdf(plan, "fi")).split()

    last, first = max(n for n, w in enumerate(words) if w == "asunto"), words.index("velka")
    assert last < first


@needs_press
def test_a_document_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(paper, "SECONDS", 0)

    with pytest.raises(PaperFailed):
        to_pdf("<p>x</p>")


@needs_press
def test_a_document_that_breaks_the_press_is_a_polite_failure():
    with pytest.raises(PaperFailed):
        to_pdf("<div>" * 5000)


# --- The pages --------------------------------------------------------------------


def url(plan: Plan, name: str = "plan_pdf") -> str:
    return reverse(f"caseload:{name}", kwargs={"plan_pk": plan.pk})


@needs_press
@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("", "klientplan-2026-000001.pdf"),
        ("?kieli=fi", "suunnitelma-2026-000001.pdf"),
        ("?kieli=xx", "klientplan-2026-000001.pdf"),
    ],
)
def test_the_pdf_is_in_the_clients_language_unless_another_is_asked_for(client, asked, name):
    plan = full_draft()
    client.force_login(plan.case.responsible)

    response = client.get(url(plan) + asked)

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert fetched(response).startswith(b"%PDF")


@pytest.mark.parametrize(("name", "form"), [("plan_pdf", "pdf"), ("plan_print", "print")])
def test_taking_the_plan_on_paper_is_logged(client, monkeypatch, name, form):
    monkeypatch.setattr("caseload.documents.pdf_answer.to_pdf", lambda html: b"%PDF")
    plan = PlanFactory()
    client.force_login(plan.case.responsible)

    client.get(url(plan, name))

    event = AuditEvent.objects.get(action="plan.printed")
    assert (event.case_id, event.by_id, event.details) == (
        plan.case_id,
        plan.case.responsible.pk,
        {"form": form},
    )


@pytest.mark.parametrize("status", [3, 1])
def test_where_no_pdf_can_be_made_the_page_leads_to_the_print_view(client, monkeypatch, status):
    broken = Path(__file__).parent / "broken_press.py"
    monkeypatch.setattr(paper, "PRESS", KeptPress(str(broken)))
    monkeypatch.setattr(paper, "STYLE", str(status))
    plan = PlanFactory()
    client.force_login(plan.case.responsible)

    response = client.get(url(plan))

    assert response.status_code == 503
    assert f"{url(plan, 'plan_print')}?kieli=fi" in response.text
    assert f'href="{plan.get_absolute_url()}">Takaisin</a>' in response.text
    assert ("puuttuvat kirjastot" in response.text) is (status == paper.press.MISSING)


@pytest.mark.parametrize(("language", "word"), [("fi", "Tavoitteet"), ("sv", "Mål")])
def test_the_print_view_shows_the_same_document(client, language, word):
    plan = full_draft()
    client.force_login(plan.case.responsible)

    page = client.get(f"{url(plan, 'plan_print')}?kieli={language}").text

    assert f'<html lang="{language}">' in page
    assert word in page
    assert LETTERS in page
    assert "Näkkäläjärvi" not in page.partition("</title>")[0]


@pytest.mark.parametrize("name", ["plan_pdf", "plan_print"])
def test_the_paper_does_not_exist_for_those_outside_the_team(client, name):
    plan = PlanFactory()
    elsewhere = UnitFactory(
        county=Organisation.objects.create(kind="county", code="muu", name_fi="Muu")
    )
    outsiders = [
        WorkerFactory(unit=plan.case.unit),
        WorkerFactory(unit=elsewhere),
        SupervisorFactory(unit=plan.case.unit),
        UserFactory(is_superuser=True),
    ]

    for user in outsiders:
        client.force_login(user)
        assert client.get(url(plan, name)).status_code == 404
    assert not AuditEvent.objects.filter(action="plan.printed").exists()
    assert AuditEvent.objects.filter(action="case.refused").count() == len(outsiders)
