"""Every form that takes more than a few words keeps what is typed until it was saved.

The forms are found on the pages of the URLconf, so a form that is written tomorrow keeps its
text as well, or is named here with the reason why it need not.
"""

from collections.abc import Iterable

import pytest

from tests.html_forms import HtmlForm, forms_of
from tests.test_every_form import found_forms
from tests.world import World, make_world

# They keep their text in another way, or have nobody to keep it for.
KEPT_OTHERWISE = {
    "referrals:draft_new": "a draft that saves itself (decision 22)",
    "referrals:draft_person": "a draft that saves itself (decision 22)",
    "referrals:draft_custody": "a draft that saves itself (decision 22)",
    "referrals:draft_need": "a draft that saves itself (decision 22)",
    "referrals:draft_short": "a draft that saves itself (decision 22)",
    "referrals:draft_ground": "a draft that saves itself (decision 22)",
    "referrals:public_check": "nothing of a stranger is kept (decision 19)",
}
# Some that must be found, or the test has stopped seeing.
KNOWN = {
    "assessments:assessment_part", "caseload:case_close",
    "cases:client_edit", "cases:note_correct", "cases:notes", "desistance:checklist_fill",
    "networks:member_add", "networks:network_walk", "networks:expert_offer",
    "networks:network_meeting_plan", "networks:meeting_cancel", "networks:meeting_held",
    "networks:minutes_edit",
    "observations:statement_make",
    "plans:goal_add", "plans:plan_edit",
    "plans:plan_review", "referrals:question_ask", "referrals:what_helps_add",
    "referrals:referral_receive", "referrals:referral_triage",
}  # fmt: skip


def not_kept(name: str, form: HtmlForm) -> str:
    """Why static/js/kept-text.js would not take a form up; nothing where it does."""
    names = {control.name for control in form.controls}
    if "data-autosave" in form.attributes:
        return "" if name in KEPT_OTHERWISE else "saves itself and is not named"
    if "written_by" not in names:
        return "bears no writer's mark: components/form_tokens.html is missing"
    return ""


def mixed_up(forms: Iterable[HtmlForm]) -> list[str]:
    """Forms of one page that are kept under one name."""
    seen, twice = set(), []
    for form in forms:
        name = (form.page, form.action, form.attributes.get("data-kept-as", ""))
        if name in seen:
            twice.append(" ".join(name))
        seen.add(name)
    return twice


@pytest.mark.slow
@pytest.mark.django_db
def test_every_form_for_more_than_a_few_words_keeps_them() -> None:
    world: World = make_world()
    found = [(n, browser, form) for n, browser, form in found_forms(world) if form.stories()]

    reasons = [(name, form.page, not_kept(name, form)) for name, _browser, form in found]
    faults = [reason for reason in reasons if reason[2]]
    confused, scripts = [], []
    for page, browser in {form.page: browser for _name, browser, form in found}.items():
        html = browser.get(page).content.decode()
        confused += mixed_up(form for form in forms_of(html, page) if form.stories())
        if "js/kept-text" not in html or 'id="kept-text"' not in html:
            scripts.append(page)

    assert faults == []
    assert confused == []
    assert scripts == []
    assert KNOWN - {name for name, _browser, _form in found} == set()


def form_with(inside: str, attributes: str = "") -> HtmlForm:
    (form,) = forms_of(f'<form method="post" {attributes}>{inside}</form>', "/sivu/")
    return form


def test_a_form_without_its_writers_mark_would_be_seen() -> None:
    assert "written_by" not in form_with("<textarea name='text'></textarea>").data()
    assert not_kept("cases:notes", form_with("<textarea name='text'></textarea>"))


def test_two_forms_under_one_name_would_be_seen() -> None:
    form = form_with("<textarea name='text'></textarea>")
    named = form_with("<textarea name='text'></textarea>", 'data-kept-as="7"')

    assert mixed_up([form, form]) == ["/sivu/ /sivu/ "]
    assert mixed_up([form, named]) == []
