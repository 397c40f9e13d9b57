import pytest
from django.utils.translation import override

from cases.phases import IN_EVERY_PHASE, Phase

KEYS = {
    "contact_or_notification": [
        "contact_as_early_as_possible",
        "need_assessed_during_custody",
        "trust_takes_time",
    ],
    "multiactor_assessment": [
        "assessment_started_in_custody",
        "multidisciplinary_cooperation",
        "needs_and_wishes",
        "personal_worker_named",
        "network_assembled",
        "network_members",
        "continuity_at_transition",
    ],
    "plan_and_followup": [
        "parallel_services_and_plans",
        "plan_made_with_client_and_network",
        "services_arranged_and_followed_up",
        "plan_reviewed_at_agreed_time",
        "interaction_and_relationship",
    ],
    "closure": ["ending_assessed_per_service"],
}


def test_phases_and_their_lines_keep_the_keys_of_the_operating_model():
    assert {phase.value: [item.key for item in phase.items] for phase in Phase} == KEYS


def test_phases_are_numbered_along_the_path():
    assert [phase.number for phase in Phase] == [1, 2, 3, 4]


def test_what_belongs_to_every_phase_stands_apart():
    assert [item.key for item in IN_EVERY_PHASE] == [
        "digital_and_multichannel",
        "information_flow_agreements",
        "desistance_support_in_all_phases",
    ]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("fi", ["Yhteydenotto", "Arviointi", "Suunnitelma ja seuranta", "Päättyminen"]),
        ("sv", ["Kontakt", "Bedömning", "Plan och uppföljning", "Avslutning"]),
        ("en", ["Contact", "Assessment", "Plan and follow-up", "Closure"]),
    ],
)
def test_phases_have_short_names_for_lists(language, names):
    with override(language):
        assert [str(phase.short_label) for phase in Phase] == names
