"""A county fills its national codes in a table."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import NationalCode, Organisation
from caseload.demo.example_codes import load_example_codes
from referrals.vocabulary import SupportNeed
from tests.factories import CountyFactory, PartnerFactory, ReferralFactory

pytestmark = pytest.mark.django_db
HEAD = "code_list;key;our_word;code;display;valid_from\n"


@pytest.fixture(autouse=True)
def county() -> Organisation:
    return CountyFactory()


def printed() -> str:
    out = StringIO()
    call_command("national_codes", "test-county", stdout=out)
    return out.getvalue()


def load(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8-sig")
    call_command("national_codes", "test-county", "--load", str(path), stdout=StringIO())


def test_the_table_asks_for_every_word_and_hides_examples(county: Organisation) -> None:
    load_example_codes()

    rows = printed().splitlines()

    assert rows[0] == HEAD.strip()
    assert "1282;2;Asuminen;;;" in rows
    assert any(row.startswith("1252;urgent;") for row in rows)
    assert not any("ESIMERKKI" in row for row in rows)


def test_a_filled_in_table_is_taken_in_and_printed_again(tmp_path: Path) -> None:
    PartnerFactory()
    filled = (
        HEAD + "1282;2;Asuminen;2;Asumiseen liittyvä;2024-01-01\n"
        "1243;partner-test-partner;;8;Järjestö;2024-01-01\n"
    )

    load(tmp_path / "codes.csv", filled)
    load(tmp_path / "codes.csv", filled.replace("Järjestö", "Yhdistys"))

    assert NationalCode.objects.count() == 2
    assert "1282;2;Asuminen;2;Asumiseen liittyvä;2024-01-01" in printed()
    assert "1243;partner-test-partner;;8;Yhdistys;2024-01-01" in printed()


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("1282;77;;1;Nimi;2024-01-01", "no document asks for “77” in list 1282"),
        ("1243;partner-nobody;;8;Nimi;2024-01-01", "no document asks for “partner-nobody”"),
        ("1282;2;;2;Nimi;1.1.2024", "Row 3: Invalid isoformat string"),
        ("1282;2;;2;Nimi", "Row 3"),
        (f"1282;2;;2;{'x' * 201};2024-01-01", "Row 3"),
        ("1282;2;;2;;2024-01-01", "Row 3"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_taken(tmp_path: Path, row: str, why: str) -> None:
    good = "1282;3;;3;Raha;2024-01-01\n"

    with pytest.raises(CommandError, match="Nothing was taken in") as refused:
        load(tmp_path / "codes.csv", HEAD + good + row + "\n")

    assert why in str(refused.value)
    assert not NationalCode.objects.exists()


def test_another_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="The first row must be"):
        load(tmp_path / "codes.csv", "a,b\n1,2\n")
    with pytest.raises(CommandError, match="Cannot read"):
        call_command("national_codes", "test-county", "--load", str(tmp_path / "none.csv"))
    with pytest.raises(CommandError, match="no county"):
        call_command("national_codes", "99")


def test_a_county_that_filled_its_table_exports_without_examples(
    tmp_path: Path, settings: Any
) -> None:
    settings.DEMO_DATA_ALLOWED = False
    ReferralFactory(needs=[SupportNeed.HOUSING.value])
    table = printed().replace(";;;", ";7;Nimi;2024-01-01")
    load(tmp_path / "codes.csv", table)
    out, err = StringIO(), StringIO()

    call_command("export_documents", tmp_path / "export", stdout=out, stderr=err)

    assert "4018: 1 written" in out.getvalue()
    assert "EXAMPLE" not in err.getvalue()
