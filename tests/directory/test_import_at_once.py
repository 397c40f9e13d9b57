"""While a file is saved, records that name a row of the directory are saved, too."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction

from networks.directory.csv_comparing import compare
from tests.factories import DirectoryOrganisationFactory, DirectoryPersonFactory


@pytest.mark.django_db(transaction=True)
def test_a_record_that_names_a_row_does_not_wait_for_the_file():
    named, refused = DirectoryOrganisationFactory(), []

    def name_it():
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '500ms'")
            DirectoryPersonFactory(organisation=named, saved_by=named.saved_by)
        except DatabaseError as error:
            refused.append(error)
        finally:
            connection.close()

    with transaction.atomic():
        compare("organisaatio;palvelu\n", named.county, locked=True)
        other = threading.Thread(target=name_it)
        other.start()
        other.join()

    assert refused == []
