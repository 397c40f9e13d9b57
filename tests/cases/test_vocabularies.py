from cases.vocabulary import CommunicationChannel, ConsentManner, Place, Urgency


def test_contact_in_person_is_a_meeting_and_not_a_call():
    assert [channel for channel in CommunicationChannel if channel.is_in_person] == [
        CommunicationChannel.VISIT_PRISON,
        CommunicationChannel.VISIT_OFFICE,
        CommunicationChannel.VISIT_CLIENT,
    ]


def test_shared_keys_are_stored_and_do_not_change():
    assert CommunicationChannel.values == [
        "visit_prison",
        "visit_office",
        "visit_client",
        "video",
        "phone",
        "letter",
        "secure_message",
        "via_prison_staff",
        "sms",
    ]
    assert Urgency.values == ["immediate", "urgent", "not_urgent"]
    assert ConsentManner.values == ["written", "spoken"]
    assert Place.values == ["inside", "gate", "outside"]
