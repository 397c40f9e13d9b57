from desistance.occasions import ClientStanding, Occasion


def test_occasions_are_the_five_moments_of_a_checklist():
    assert Occasion.values == ["contact", "assessment", "plan", "review", "closure"]


def test_client_standing_tells_not_relevant_from_not_discussed():
    assert ClientStanding.values == ["strength", "need", "not_relevant", "not_discussed"]
