"""What is told, is told once."""

import pytest
from django.utils import translation

from notifications.models import Notice
from notifications.telling import cancel_notices, tell
from notifications.vocabulary import NoticeKind
from tests.factories import WorkerFactory


def order(receiver, about="plan:1", **more):
    more = {"parameters": {"number": "2026-000417"}} | more
    tell(NoticeKind.CASE_ASSIGNED, receiver=receiver, about=about, **more)


@pytest.mark.django_db
def test_same_order_twice_is_one_notice():
    receiver = WorkerFactory()

    order(receiver)
    order(receiver)
    order(receiver, about="plan:2")

    assert Notice.objects.filter(receiver=receiver).count() == 2


@pytest.mark.django_db
def test_notice_is_read_in_the_readers_language():
    order(WorkerFactory())

    with translation.override("sv"):
        assert Notice.objects.get().text == "Du är nu med i teamet för ärende 2026-000417."


@pytest.mark.django_db
def test_a_day_in_a_notice_is_written_as_its_reader_writes_it():
    days = {"first": "2026-07-06", "last": "2026-07-10"}
    tell(NoticeKind.SUBSTITUTE_ENDED, receiver=WorkerFactory(), about="absence:1", parameters=days)

    with translation.override("en"):
        text = Notice.objects.get().text

    assert text == "The absence from 6.7.2026 to 10.7.2026 ended sooner."


@pytest.mark.django_db
def test_an_older_notice_keeps_the_words_in_which_it_was_told():
    told = {"about": "Asia 2026-000417", "what": "review", "day": "4.12.2026"}
    tell(NoticeKind.DUE_NEAR, receiver=WorkerFactory(), about="due:1", parameters=told)

    assert Notice.objects.get().text == "Asia 2026-000417: Suunnitelman tarkistus, 4.12.2026."


@pytest.mark.django_db
def test_every_kind_has_words_in_every_language():
    told = ["number", "reference", "day", "week", "about", "what", "count", "first", "last"]
    told += ["month", "kept"]
    every = dict.fromkeys(told, "1")

    for language in ("fi", "sv", "en"):
        with translation.override(language):
            assert all(kind.text % every for kind in NoticeKind)


@pytest.mark.django_db
def test_cancelled_notice_is_not_shown():
    receiver = WorkerFactory()
    order(receiver, case_id=17)

    cancel_notices(case_id=17, kinds=(NoticeKind.CASE_ASSIGNED,))

    assert not Notice.objects.told_to(receiver).exists()


@pytest.mark.django_db
def test_cancelling_leaves_other_cases_kinds_and_people_alone():
    receiver, other = WorkerFactory(), WorkerFactory()
    order(receiver, case_id=17)
    order(other, case_id=17)
    order(receiver, about="plan:2", case_id=18)

    cancel_notices(case_id=17, kinds=(NoticeKind.REVIEW_DUE,))
    cancel_notices(case_id=17, receiver_id=other.pk)

    assert Notice.objects.told_to(receiver).count() == 2
    assert Notice.objects.told_to(other).count() == 0


@pytest.mark.django_db
def test_notices_of_one_contact_are_taken_back_and_of_no_other():
    receiver = WorkerFactory()
    order(receiver, referral_id=17)
    order(receiver, about="plan:2", referral_id=18)
    order(receiver, about="plan:3", case_id=17)

    cancel_notices(referral_id=17)

    kept = Notice.objects.told_to(receiver).values_list("referral_id", "case_id")
    assert set(kept) == {(18, None), (None, 17)}


def test_notices_are_not_taken_back_of_everything():
    with pytest.raises(TypeError):
        cancel_notices(kinds=(NoticeKind.CASE_ASSIGNED,))
