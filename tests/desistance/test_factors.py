from collections import Counter

import pytest
from django.utils.translation import override

from desistance.factors import LEVELS, Factor, Level, Scope, client_factors

KEYS = {
    "crime_free_life_conditions": [
        "substance_free_life",
        "close_relationships",
        "housing_and_livelihood",
    ],
    "service_need_assessment": [
        "recognise_need_for_multiactor_work",
        "individual_needs_and_wishes",
        "individual_support_network",
    ],
    "digital_access_and_services": [
        "digital_inclusion",
        "provision_of_digital_services",
    ],
    "service_continuity_at_transition": [],
    "support_during_supervised_probationary_freedom": [],
    "inner_change": [
        "community_and_meaningful_everyday_life",
        "inclusion_agency_self_efficacy",
    ],
    "trust_and_opportunities": [],
    "relationship_based_social_work": [
        "trusting_client_worker_relationship",
        "individual_and_respectful_encounter",
        "reflective_way_of_working",
    ],
    "ngo_and_expert_by_experience_support": [],
    "social_inclusion_study_employment": [],
    "equal_and_accessible_services": [],
    "multiactor_network_work": [],
    "professional_competence_and_training": [],
    "structural_social_work": [],
}


def test_factors_and_their_parts_keep_the_keys_of_the_operating_model():
    assert {factor.value: [part.key for part in factor.sub_items] for factor in Factor} == KEYS


def test_factors_stand_on_three_levels_in_the_order_of_the_model():
    assert [(level.value, len(level.factors)) for level in LEVELS] == [
        ("primary", 5),
        ("secondary", 4),
        ("tertiary", 5),
    ]
    assert [factor for level in LEVELS for factor in level.factors] == list(Factor)


def test_level_and_factor_speak_in_the_words_of_the_model():
    with override("fi"):
        assert str(Level.SECONDARY.subtitle) == "Uuden identiteetin muodostaminen"
        assert str(Factor.INNER_CHANGE.label) == "Sisäisen muutoksen tukeminen"
        assert str(Factor.SERVICE_NEED_ASSESSMENT.label) == "Palvelutarpeen arvio"


def test_scopes_part_the_client_from_ways_of_working_and_the_system():
    system = [factor for factor in Factor if factor.scope.is_system]

    assert Counter(factor.scope for factor in Factor) == {
        Scope.CLIENT: 8,
        Scope.WORKER: 2,
        Scope.SERVICE_SYSTEM: 2,
        Scope.ORGANISATION: 2,
    }
    assert len(system) == 4


def test_client_factors_leave_out_what_is_no_property_of_a_client():
    assert Factor.TRUST_AND_OPPORTUNITIES not in client_factors()
    assert {factor.scope for factor in client_factors()} == {Scope.CLIENT}
    assert len(client_factors()) == 8


@pytest.mark.parametrize("word", ["score", "points", "weight", "risk", "value_of"])
def test_factor_has_nothing_to_count_with(word):
    assert not [name for name in dir(Factor.INNER_CHANGE) if word in name]
