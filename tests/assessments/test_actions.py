"""Starting, saving, finalising and correcting."""

import datetime as dt
import threading
from collections.abc import Callable

import pytest
from django.db import connection

from assessments.actions.parts import MemberOfAnotherNetwork
from assessments.actions.starting import (
    DraftExists,
    NotInForce,
    correct_assessment,
    start_assessment,
)
from assessments.actions.writing import (
    FinalAlready,
    FinalMeanwhile,
    NotReady,
    edit_assessment,
    finalise_assessment,
)
from assessments.models import Assessment, LifeArea
from audit.models import AuditEvent
from cases.actions.closed_case import CaseClosed
from cases.models import Case
from cases.phases import Phase
from records.versions import StaleVersion
from tests.factories import (
    AssessmentFactory,
    AssessmentParticipantFactory,
    CaseFactory,
    NetworkMemberFactory,
    NetworkWalkthroughFactory,
)

DAYS = {"initiated_on": dt.date(2026, 1, 12), "started_on": dt.date(2026, 2, 2)}


def ready_draft() -> Assessment:
    draft = AssessmentFactory(complete=True)
    NetworkWalkthroughFactory(case=draft.case)
    return draft


def test_start_assessment_brings_the_case_to_its_phase_with_nothing_asked_yet(db):
    case = CaseFactory()

    draft = start_assessment(case=case, by=case.responsible, **DAYS)

    case.refresh_from_db()
    assert case.phase == Phase.ASSESSMENT
    assert {entry.area: entry.state for entry in draft.areas.all()} == dict.fromkeys(
        LifeArea.values, "not_asked"
    )


def test_start_assessment_refuses_a_second_draft_and_tells_of_the_first(db):
    draft = AssessmentFactory()

    with pytest.raises(DraftExists) as refusal:
        start_assessment(case=draft.case, by=draft.saved_by, **DAYS)

    assert refusal.value.draft == draft


def test_save_assessment_changes_only_what_was_given(db):
    draft = AssessmentFactory(complete=True)
    AssessmentParticipantFactory(assessment=draft)

    edit_assessment(
        assessment=draft,
        seen=1,
        by=draft.saved_by,
        values={"conclusions": "Uusi."},
        areas={"housing": {"situation": "Ei asuntoa."}},
    )

    draft.refresh_from_db()
    assert (draft.conclusions, draft.client_opinion) == ("Uusi.", "Haluan oman asunnon.")
    assert draft.areas.get(area="housing").situation == "Ei asuntoa."
    assert draft.participants.count() == 1


def test_save_assessment_over_a_newer_version_changes_nothing(db):
    draft = AssessmentFactory(conclusions="Vanha.")

    with pytest.raises(StaleVersion):
        edit_assessment(
            assessment=draft,
            seen=9,
            by=draft.saved_by,
            values={"conclusions": "Uusi."},
            areas={"housing": {"situation": "x"}},
        )

    assert Assessment.objects.get().conclusions == "Vanha."
    assert draft.areas.get(area="housing").situation == ""


def test_save_assessment_takes_the_list_of_participants_as_it_is_to_be(db):
    draft = AssessmentFactory()
    kept = AssessmentParticipantFactory(assessment=draft, who="Jää")
    AssessmentParticipantFactory(assessment=draft, who="Poistuu")

    edit_assessment(
        assessment=draft,
        seen=1,
        by=draft.saved_by,
        values={},
        participants=[
            {"pk": kept.pk, "part": "took_part"},
            {"pk": None, "authority": "2", "part": "absent"},
        ],
    )

    rows = [(row.who, row.authority, row.part) for row in draft.participants.all()]
    assert rows == [("Jää", "8", "took_part"), ("", "2", "absent")]


def test_save_assessment_refuses_a_member_of_another_network(db):
    draft = AssessmentFactory()
    stranger = NetworkMemberFactory()

    with pytest.raises(MemberOfAnotherNetwork):
        edit_assessment(
            assessment=draft,
            seen=1,
            by=draft.saved_by,
            values={},
            participants=[{"member": stranger, "who": "x"}],
        )

    assert draft.participants.count() == 0


def test_save_assessment_never_touches_a_row_of_another_assessment(db):
    draft, other = AssessmentFactory(), AssessmentParticipantFactory(who="Toisen asian rivi")

    edit_assessment(
        assessment=draft,
        seen=1,
        by=draft.saved_by,
        values={},
        participants=[{"pk": other.pk, "who": "Minun"}],
    )

    other.refresh_from_db()
    assert other.who == "Toisen asian rivi"
    assert [row.who for row in draft.participants.all()] == ["Minun"]


def test_finalise_assessment_signs_it_and_opens_the_phase_of_the_plan(db):
    draft = ready_draft()
    worker = draft.case.responsible

    finalise_assessment(assessment=draft, seen=1, by=worker)

    final = Assessment.objects.select_related("case").get()
    author = final.signed["finalised_by"]
    assert (final.status, str(author), author.title) == (
        "final",
        worker.get_full_name(),
        "sosiaalityöntekijä",
    )
    assert final.case.phase == Phase.PLAN
    assert AuditEvent.objects.filter(action="assessment.finalised", case_id=final.case_id).exists()


def test_finalise_assessment_refuses_what_is_not_ready_and_says_what_is_missing(db):
    draft = AssessmentFactory(complete=True, client_opinion="", area_state="gone_through")

    with pytest.raises(NotReady) as refusal:
        finalise_assessment(assessment=draft, seen=1, by=draft.saved_by)

    assert [each.key for each in refusal.value.missing] == ["network", "client_opinion"]
    assert Assessment.objects.get().is_draft


def test_finalise_assessment_refuses_a_version_that_nobody_has_read(db):
    draft = ready_draft()

    with pytest.raises(StaleVersion):
        finalise_assessment(assessment=draft, seen=2, by=draft.saved_by)


def test_a_final_assessment_is_neither_saved_nor_finalised_again(db):
    final = AssessmentFactory(final=True)

    with pytest.raises(FinalMeanwhile):
        edit_assessment(assessment=final, seen=1, by=final.saved_by, values={"conclusions": "x"})
    with pytest.raises(FinalAlready):
        finalise_assessment(assessment=final, seen=1, by=final.saved_by)


def test_correct_assessment_copies_everything_and_leaves_the_old_one_in_force(db):
    draft = AssessmentFactory(complete=True, conclusions="Alkuperäinen.")
    draft.areas.filter(area="housing").update(situation="Ei asuntoa.")
    AssessmentParticipantFactory(assessment=draft, who="Erityisohjaaja")
    NetworkWalkthroughFactory(case=draft.case)
    finalise_assessment(assessment=draft, seen=1, by=draft.saved_by)

    copy = correct_assessment(assessment=draft, reason="Päivä väärin", by=draft.saved_by)

    assert (copy.conclusions, copy.corrects, copy.is_draft) == ("Alkuperäinen.", draft, True)
    assert copy.areas.get(area="housing").situation == "Ei asuntoa."
    assert [row.who for row in copy.participants.all()] == ["Erityisohjaaja"]
    assert list(Assessment.objects.in_force()) == [draft]


def test_correct_assessment_refuses_a_draft_and_a_corrected_one(db):
    old = AssessmentFactory(final=True)
    new = AssessmentFactory(case=old.case, final=True, corrects=old, correction_reason="Virhe")

    with pytest.raises(NotInForce):
        correct_assessment(assessment=old, reason="x", by=old.saved_by)

    correct_assessment(assessment=new, reason="x", by=new.saved_by)
    with pytest.raises(DraftExists):
        correct_assessment(assessment=new, reason="x", by=new.saved_by)


def test_a_closed_case_takes_no_assessment(db):
    draft = ready_draft()
    Case.objects.filter(pk=draft.case_id).update(status="closed", closed_on="2026-03-02")
    by = draft.saved_by

    with pytest.raises(CaseClosed):
        start_assessment(case=draft.case, by=by, **DAYS)
    with pytest.raises(CaseClosed):
        edit_assessment(assessment=draft, seen=1, by=by, values={"conclusions": "x"})
    with pytest.raises(CaseClosed):
        finalise_assessment(assessment=draft, seen=1, by=by)
    with pytest.raises(CaseClosed):
        correct_assessment(assessment=draft, reason="x", by=by)


@pytest.mark.django_db(transaction=True)
def test_two_who_finalise_at_once_make_one_final_assessment():
    draft = ready_draft()

    outcomes = at_once(
        lambda: finalise_assessment(
            assessment=Assessment.objects.get(pk=draft.pk), seen=1, by=draft.saved_by
        )
    )

    assert sorted(outcomes) == ["FinalAlready", "done"]
    assert AuditEvent.objects.filter(action="assessment.finalised").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_start_at_once_make_one_draft():
    case = CaseFactory()

    outcomes = at_once(lambda: start_assessment(case=case, by=case.responsible, **DAYS))

    assert sorted(outcomes) == ["DraftExists", "done"]
    assert Assessment.objects.count() == 1


def at_once(act: Callable[[], object]) -> list[str]:
    """Let two threads act together; "done" or the name of the refusal, for each."""
    gate, outcomes = threading.Barrier(2), []

    def run() -> None:
        try:
            gate.wait()
            act()
            outcomes.append("done")
        except Exception as refusal:
            outcomes.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
