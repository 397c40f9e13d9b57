"""Two who attach to one case, or take back one file, at the same moment."""

import threading

import pytest
from django.db import connection, transaction
from django.test import override_settings

from cases.actions.case_files import TakenBackAlready, TooMuchForCase, take_back_file
from cases.models import CaseFile
from tests.cases.test_case_files import attached
from tests.factories import CaseFactory
from tests.referrals.files import pdf

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_attach_at_once_do_not_pass_the_quota_together():
    case, refused = CaseFactory(), []

    def other():
        try:
            attached(case, "toinen.pdf")
        except TooMuchForCase as too_much:
            refused.append(too_much)
        finally:
            connection.close()

    waiting = threading.Thread(target=other)
    with override_settings(ATTACHMENTS_QUOTA=len(pdf())):
        with transaction.atomic():
            attached(case)
            waiting.start()
            waiting.join(timeout=2)
        waiting.join()

    assert len(refused) == 1
    assert CaseFile.objects.count() == 1


def test_of_two_who_take_a_file_back_at_once_the_second_is_told_that_it_is_gone():
    case, refused = CaseFactory(), []
    attached(case)
    file = CaseFile.objects.get()

    def other():
        try:
            take_back_file(file=file, because="toinen syy", by=case.responsible)
        except TakenBackAlready as already:
            refused.append(already)
        finally:
            connection.close()

    waiting = threading.Thread(target=other)
    with transaction.atomic():
        take_back_file(file=file, because="väärä asia", by=case.responsible)
        waiting.start()
        waiting.join(timeout=2)
    waiting.join()

    assert len(refused) == 1
