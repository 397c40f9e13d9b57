"""A county's administrator reads the rules, and sets the county's own targets."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from audit.models import AuditEvent
from caseload.reminders.sweep import remind
from cases.actions.custody import record_custody
from cases.models import Case
from tests.factories import (
    CaseFactory,
    CountyFactory,
    CustodyFactFactory,
    NoteFactory,
    ReferralFactory,
    SupervisorFactory,
    UnitFactory,
    UserFactory,
)
from timing import repair
from timing.actions import NotTheCountys, set_own_rule
from timing.calendar import WorkingDayRule
from timing.models import Derivation, Due, TimeRule, WorkingDays
from timing.rules import Rules
from timing.vocabulary import Basis, DueKind

pytestmark = pytest.mark.django_db

# A Monday; the day on which everything here is done.
TODAY = dt.date(2026, 3, 2)
NOW = dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC)
RULES = reverse("timing:rules")
DAYS = reverse("timing:working_days")


@pytest.fixture(autouse=True)
def second_of_march():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def county():
    return CountyFactory()


@pytest.fixture
def browser(client, county):
    client.force_login(UserFactory(is_superuser=True, organisation=county))
    return client


def day_in(days: int) -> dt.date:
    return TODAY + dt.timedelta(days=days)


def national(kind: DueKind, **narrowed) -> TimeRule:
    return TimeRule.objects.get(kind=kind, county=None, **{"track": "", "trigger": ""} | narrowed)


def address(kind: DueKind, **narrowed) -> str:
    return reverse("timing:rule_own", kwargs={"rule_pk": national(kind, **narrowed).pk})


def asked(**said) -> dict[str, str]:
    """What the form of silence sends."""
    usual = {
        "count": "21",
        "span": "days",
        "shown_before": "0",
        "told_before": "0",
        "told_again": "",
        "escalated": "14",
        "valid_from": "2.3.2026",
        "seen": "none",
    }
    return usual | said


def shown_then_saved(browser, url, said):
    """Press “show”, then “save” in the form that came back."""
    form = browser.post(url, said).context["form"]
    return browser.post(url, said | {"counted": form["counted"].value(), "save": "1"})


def silent_case(unit, on=TODAY):
    case = CaseFactory(unit=unit)
    NoteFactory(case=case, occurred_on=on)
    return case


def silence_of(case: Case) -> dt.date | None:
    return Due.objects.present().get(case_id=case.pk, kind=DueKind.SILENCE).day


# --- Reading


def test_the_page_tells_each_rule_in_words_and_whose_it_is(browser, county):
    html = browser.get(RULES).content.decode()

    for words in (
        "SHL 36\N{NO-BREAK SPACE}§",
        "7 arkipäivää",
        "4 viikkoa ennen",
        "valtakunnallinen",
    ):
        assert words in html
    assert county.name in html


def test_rules_stand_by_what_they_rest_on_and_only_targets_can_be_changed(browser):
    groups = dict(browser.get(RULES).context["groups"])

    laws = {row.now.rule.kind for row in groups[Basis.LAW]}
    assert laws == {DueKind.BEGINS_BY_LAW, DueKind.READY_BY_LAW, DueKind.OFFICE_HOLDER}
    changeable = {basis for basis, rows in groups.items() for row in rows if row.national_pk}
    assert changeable == {Basis.TARGET}


@pytest.mark.parametrize("page", [RULES, DAYS])
def test_only_the_administrator_of_a_county_has_the_pages(client, county, page):
    others = [
        UserFactory(is_superuser=True),
        SupervisorFactory(unit=UnitFactory(county=county)),
        UserFactory(organisation=county),
        UserFactory(is_superuser=True, is_active=False, organisation=county),
    ]
    for user in others:
        client.force_login(user)
        answers = [client.get(page).status_code, client.get(address(DueKind.SILENCE)).status_code]
        assert set(answers) <= {302, 404}, user


@pytest.mark.parametrize(
    ("kind", "narrowed"),
    [
        (DueKind.BEGINS_BY_LAW, {"trigger": "child"}),
        (DueKind.OFFICE_HOLDER, {"trigger": "special_support"}),
        (DueKind.REVIEW, {}),
    ],
)
def test_a_law_and_an_agreement_have_no_form_and_take_nothing(browser, kind, narrowed):
    url = address(kind, **narrowed)

    assert (browser.get(url).status_code, browser.post(url, asked()).status_code) == (404, 404)
    assert not TimeRule.objects.exclude(county=None).exists()


def test_the_act_itself_sets_no_law_and_nothing_that_is_agreed(county):
    for basis in (Basis.LAW, Basis.AGREED):
        rule = TimeRule(kind=DueKind.SILENCE, basis=basis, county=county, valid_from=TODAY)
        with pytest.raises(NotTheCountys):
            set_own_rule(rule=rule, seen="none", by=UserFactory())


# --- Showing before saving


def test_before_saving_the_page_shows_how_many_dues_would_move(browser, county):
    unit = UnitFactory(county=county)
    cases = [silent_case(unit) for _each in range(3)]
    silent_case(unit, on=TODAY - dt.timedelta(days=1))
    silent_case(UnitFactory(county=CountyFactory(code="muu")))

    response = browser.post(address(DueKind.SILENCE), asked())

    moves = response.context["moves"]
    assert (moves.moved, moves.earlier, moves.total) == (3, 3, 4)
    html = response.content.decode()
    assert not any(word in html for case in cases for word in (case.number, case.client.last_name))
    assert not TimeRule.objects.exclude(county=None).exists()
    assert not Derivation.objects.exists()
    assert silence_of(cases[0]) == TODAY + dt.timedelta(days=30)


def test_what_is_saved_is_what_was_shown(browser):
    url = address(DueKind.SILENCE)
    counted = browser.post(url, asked()).context["form"]["counted"].value()

    unseen = browser.post(url, asked(save="1"))
    changed = browser.post(url, asked(count="14", counted=counted, save="1"))

    assert (unseen.status_code, changed.status_code) == (200, 200)
    assert changed.context["moves"] is not None
    assert not TimeRule.objects.exclude(county=None).exists()


def test_it_says_so_where_not_all_were_counted(browser, county, monkeypatch):
    monkeypatch.setattr("timing.own_rules.LOOKED_AT", 2)
    monkeypatch.setattr("timing.own_rules.AT_ONCE", 1)
    unit = UnitFactory(county=county)
    for _each in range(3):
        silent_case(unit)

    response = browser.post(address(DueKind.SILENCE), asked())

    moves = response.context["moves"]
    assert (moves.moved, moves.looked_at, moves.total) == (2, 2, 3)
    assert "2/3" in response.content.decode()


# --- Saving


def test_a_countys_own_rule_moves_its_dues_in_the_background(browser, county):
    case = silent_case(UnitFactory(county=county))
    other = silent_case(UnitFactory(county=CountyFactory(code="muu")))

    response = shown_then_saved(browser, address(DueKind.SILENCE), asked())
    at_once = silence_of(case)
    repair.go_on(600)

    assert (response.status_code, response.url) == (302, RULES)
    assert at_once == TODAY + dt.timedelta(days=30)
    assert silence_of(case) == TODAY + dt.timedelta(days=21)
    assert silence_of(other) == TODAY + dt.timedelta(days=30)


def test_what_is_counted_from_an_earlier_day_stays(browser, county):
    case = silent_case(UnitFactory(county=county))

    shown_then_saved(browser, address(DueKind.SILENCE), asked(valid_from="3.3.2026"))
    repair.go_on(600)

    assert silence_of(case) == TODAY + dt.timedelta(days=30)


def test_kind_anchor_and_direction_are_those_of_the_national_rule(browser, county):
    said = asked(count="3", span="weeks", told_before="14, 0, 7", told_again="5")
    shown_then_saved(browser, address(DueKind.ASSESSMENT), said)

    own, like = TimeRule.objects.get(county=county), national(DueKind.ASSESSMENT)
    assert (own.kind, own.anchor, own.is_before) == (like.kind, like.anchor, True)
    assert (own.count, own.span, own.told_before, own.told_again) == (3, "weeks", [14, 7, 0], 5)
    assert "3 viikkoa ennen" in browser.get(RULES).content.decode()


def test_the_act_is_in_the_log(browser):
    shown_then_saved(browser, address(DueKind.SILENCE), asked())

    event = AuditEvent.objects.get(action="rule.set")
    assert event.details == {"kind": "silence"}


def test_what_is_due_at_once_keeps_being_so(browser, county):
    url = address(DueKind.PERSONAL_WORKER)
    names = set(browser.get(url).context["form"].fields)

    shown_then_saved(browser, url, asked(told_again="3"))

    own = TimeRule.objects.get(county=county)
    assert not names & {"count", "span", "shown_before"}
    assert (own.count, own.told_again) == (None, 3)


@pytest.mark.parametrize(
    "wrong",
    [
        {"valid_from": "1.3.2026"},
        {"count": ""},
        {"count": "-1"},
        {"count": "1000"},
        {"told_before": "viikko"},
        {"told_before": "1000"},
        {"span": "vuotta"},
        {"seen": ""},
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(browser, wrong):
    response = browser.post(address(DueKind.SILENCE), asked(**wrong))

    assert response.status_code == 200
    assert response.context["form"].errors
    assert response.context["form"]["escalated"].value() == "14"
    assert response.context["moves"] is None


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"count": "366", "span": "days"}, "enintään 365 päivää"),
        ({"count": "251", "span": "working_days"}, "enintään 250 arkipäivää"),
        ({"count": "999", "span": "weeks"}, "enintään 104 viikkoa"),
        ({"count": "25", "span": "months"}, "enintään 24 kuukautta"),
        ({"told_before": "367"}, "enintään 366"),
        ({"escalated": "367"}, "enintään 366"),
    ],
)
def test_a_time_that_nobody_can_mean_is_refused_with_the_longest_that_can_be(browser, wrong, words):
    response = browser.post(address(DueKind.SILENCE), asked(**wrong))

    assert words in response.content.decode()
    assert response.context["moves"] is None


def test_every_rule_that_a_county_may_change_can_be_sent_as_it_is_drawn(browser):
    refused = []
    for rule in TimeRule.objects.filter(county=None).exclude(basis=Basis.LAW):
        url = reverse("timing:rule_own", kwargs={"rule_pk": rule.pk})
        page = browser.get(url)
        if page.status_code != 200:
            continue
        form = page.context["form"]
        drawn = {name: form[name].value() for name in form.fields}
        sent = {name: form.fields[name].prepare_value(value) for name, value in drawn.items()}
        sent = {name: "" if value is None else value for name, value in sent.items()}
        errors = browser.post(url, sent).context["form"].errors
        refused += [(rule.kind, rule.track, errors.as_text())] if errors else []

    assert refused == []


def test_what_is_told_from_far_ahead_is_told_as_soon_as_the_day_is_known(browser):
    assert "heti kun päivä on tiedossa, 7, 2 päivää ennen" in browser.get(RULES).content.decode()


# --- The national one again


def back(kind: DueKind) -> str:
    return reverse("timing:rule_national", kwargs={"rule_pk": national(kind).pk})


def taken_back(browser, on: str):
    seen = browser.get(back(DueKind.SILENCE)).context["form"]["seen"].value()
    return shown_then_saved(browser, back(DueKind.SILENCE), {"valid_from": on, "seen": seen})


def rows_of_silence(browser) -> list[tuple[str, bool]]:
    rows = dict(browser.get(RULES).context["groups"])[Basis.TARGET]
    [row] = [row for row in rows if row.now.rule.kind == DueKind.SILENCE]
    return [(said.day.split(" ")[0], said.is_own) for said in row.all]


def test_without_an_own_rule_there_is_nothing_to_take_back(browser):
    assert browser.get(back(DueKind.SILENCE)).status_code == 404


def test_the_way_back_is_offered_only_where_the_county_has_its_own(browser):
    before = browser.get(RULES).content.decode()
    shown_then_saved(browser, address(DueKind.SILENCE), asked())

    after = browser.get(RULES).content.decode()

    assert (back(DueKind.SILENCE) in before, back(DueKind.SILENCE) in after) == (False, True)


def test_from_the_day_of_taking_back_the_national_rule_applies_again(browser, county):
    case = silent_case(UnitFactory(county=county))
    shown_then_saved(browser, address(DueKind.SILENCE), asked())
    repair.go_on(600)

    response = taken_back(browser, "2.3.2026")
    repair.go_on(600)

    assert (response.status_code, response.url) == (302, RULES)
    assert silence_of(case) == day_in(30)


def test_before_it_is_taken_back_the_page_shows_what_that_moves(browser, county):
    silent_case(UnitFactory(county=county))
    shown_then_saved(browser, address(DueKind.SILENCE), asked())
    repair.go_on(600)

    moves = browser.post(back(DueKind.SILENCE), {"valid_from": "2.3.2026", "seen": "x"}).context[
        "moves"
    ]

    assert (moves.moved, moves.later) == (1, 1)


def test_what_is_counted_from_a_day_before_the_taking_back_keeps_the_own_rule(browser, county):
    case = silent_case(UnitFactory(county=county))
    shown_then_saved(browser, address(DueKind.SILENCE), asked())

    taken_back(browser, "3.3.2026")
    repair.go_on(600)

    assert silence_of(case) == day_in(21)


def test_an_own_rule_that_is_not_in_force_yet_is_gone_from_the_table(browser):
    shown_then_saved(browser, address(DueKind.SILENCE), asked(valid_from="9.3.2026"))

    taken_back(browser, "2.3.2026")

    assert rows_of_silence(browser) == [("30", False)]


def test_the_table_tells_from_when_on_the_national_one_applies_again(browser):
    shown_then_saved(browser, address(DueKind.SILENCE), asked())

    taken_back(browser, "9.3.2026")

    assert rows_of_silence(browser) == [("21", True), ("30", False)]


def test_after_taking_back_the_county_may_set_its_own_again(browser, county):
    case = silent_case(UnitFactory(county=county))
    shown_then_saved(browser, address(DueKind.SILENCE), asked())
    taken_back(browser, "2.3.2026")
    seen = browser.get(address(DueKind.SILENCE)).context["form"]["seen"].value()

    shown_then_saved(browser, address(DueKind.SILENCE), asked(count="14", seen=seen))
    repair.go_on(600)

    assert silence_of(case) == day_in(14)


def test_after_taking_back_a_later_national_rule_applies(browser, county):
    shown_then_saved(browser, address(DueKind.SILENCE), asked())
    taken_back(browser, "2.3.2026")
    later = national(DueKind.SILENCE)
    later.pk, later.count, later.valid_from = None, 40, day_in(1)
    later.save()

    found = Rules().find(DueKind.SILENCE, county.pk, day_in(2))

    assert found is not None
    assert found.count == 40


# --- What the preview says


def test_the_preview_tells_the_day_until_then_and_from_then_on(browser):
    response = browser.post(address(DueKind.SILENCE), asked(valid_from="9.3.2026"))

    html = response.content.decode()
    assert "30 päivää siitä, kun" in html
    assert "Päivä 9.3.2026 alkaen" in html
    assert "21 päivää siitä, kun" in html


def test_the_preview_tells_how_many_would_be_late_at_once(browser, county):
    case = CaseFactory(unit=UnitFactory(county=county))
    began = dt.date(2025, 1, 2)
    fact = CustodyFactFactory(case=case, custody_started_on=began, release_on=day_in(60))
    record_custody(fact=fact, by=case.responsible)

    response = browser.post(address(DueKind.ASSESSMENT), asked(count="20", span="weeks"))

    assert response.context["moves"].late == 1
    assert "1 olisi heti myöhässä" in response.content.decode()


# --- Two editors


def test_a_second_editor_is_told_that_somebody_was_faster(browser, county):
    url = address(DueKind.SILENCE)
    shown_then_saved(browser, url, asked())

    second = shown_then_saved(browser, url, asked(count="14", valid_from="9.3.2026"))

    assert second.status_code == 409
    assert "Avaa sivu uudelleen" in second.content.decode()
    assert second.context["form"]["count"].value() == "14"
    assert [rule.count for rule in TimeRule.objects.filter(county=county)] == [21]


def test_whoever_saw_the_newest_rule_may_correct_it_on_the_same_day(browser, county):
    url = address(DueKind.SILENCE)
    shown_then_saved(browser, url, asked())
    seen = browser.get(url).context["form"]["seen"].value()

    shown_then_saved(browser, url, asked(count="14", seen=seen))
    late = shown_then_saved(browser, url, asked(count="7", seen=seen))

    assert late.status_code == 409
    assert [rule.count for rule in TimeRule.objects.filter(county=county)] == [14]


def test_a_rule_corrected_on_the_same_day_tells_of_what_is_due_already_by_its_new_days(
    browser, county
):
    case, url = silent_case(UnitFactory(county=county)), address(DueKind.SILENCE)
    shown_then_saved(browser, url, asked(told_before="0"))
    repair.go_on(600)
    seen = browser.get(url).context["form"]["seen"].value()

    shown_then_saved(browser, url, asked(told_before="10, 0", seen=seen))
    repair.go_on(600)
    remind(now=NOW)

    due = Due.objects.present().get(case_id=case.pk, kind=DueKind.SILENCE)
    assert (due.day, due.tell_on) == (day_in(21), day_in(11))


def test_a_rule_of_a_day_that_has_passed_stays_beside_the_new_one(browser, county):
    url = address(DueKind.SILENCE)
    shown_then_saved(browser, url, asked())
    seen = browser.get(url).context["form"]["seen"].value()

    shown_then_saved(browser, url, asked(count="14", valid_from="9.3.2026", seen=seen))

    [row] = [
        row
        for row in dict(browser.get(RULES).context["groups"])[Basis.TARGET]
        if row.now.rule.kind == DueKind.SILENCE
    ]
    assert [said.rule.count for said in row.all] == [21, 14]


# --- Working days


def chosen(rule: WorkingDayRule, on: str = "2.3.2026") -> dict[str, str]:
    return {"rule": rule.value, "valid_from": on}


def test_a_choice_of_working_days_moves_targets_and_no_limit_of_law(browser, county):
    # On a Thursday: its third working day is a Tuesday, and a Monday where Saturdays count.
    with time_machine.travel(NOW + dt.timedelta(days=3), tick=False):
        browser.force_login(UserFactory(is_superuser=True, organisation=county))
        referral = ReferralFactory(county=county)
        said = chosen(WorkingDayRule.MON_SAT, "5.3.2026")
        moves = browser.post(DAYS, said).context["moves"]
        shown_then_saved(browser, DAYS, said)
        repair.go_on(600)

    due = Due.objects.present().get(referral_id=referral.pk, kind=DueKind.REFERRAL_DECISION)
    assert (moves.moved, moves.earlier) == (1, 1)
    assert due.day == dt.date(2026, 3, 9)
    kinds = {kind for each in Derivation.objects.all() for kind in each.kinds}
    assert kinds == {"first_meeting", "gap", "question", "referral_decision", "transfer"}


def test_the_page_says_that_the_law_takes_the_earlier_count(browser):
    for page in (RULES, DAYS):
        assert "laskutavasta aikaisempi" in browser.get(page).content.decode()


def test_a_second_choice_for_the_same_day_is_refused_kindly(browser, county):
    shown_then_saved(browser, DAYS, chosen(WorkingDayRule.MON_SAT))

    second = shown_then_saved(browser, DAYS, chosen(WorkingDayRule.MON_FRI))

    assert second.status_code == 409
    assert second.context["form"].errors["valid_from"]
    assert [each.rule for each in WorkingDays.objects.filter(county=county)] == ["mon_sat"]
    assert AuditEvent.objects.filter(action="rule.working_days_chosen").count() == 1
