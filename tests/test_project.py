"""Rules about the source that hold for every app. Broken on purpose, each was seen to fail."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models

from audit.vocabulary import Action
from cases.models import Case, CaseRecord, CaseRecordQuerySet
from notifications.vocabulary import FORMER, TEXTS, NoticeKind

ROOT = Path(settings.BASE_DIR)
OURS = [config for config in apps.get_app_configs() if Path(config.path).parent == ROOT]
SOURCES = [
    path
    for config in OURS
    for path in Path(config.path).rglob("*.py")
    if "migrations" not in path.parts
]
TEMPLATES = list((ROOT / "templates").rglob("*.html"))


def our_models() -> list[type[models.Model]]:
    return [model for config in OURS for model in config.get_models()]


def texts(paths: list[Path]) -> dict[str, str]:
    return {str(path.relative_to(ROOT)): path.read_text() for path in paths}


def found_in(paths: list[Path], pattern: str) -> list[str]:
    return [name for name, text in texts(paths).items() if re.search(pattern, text)]


@pytest.mark.parametrize(
    "model", [m for m in our_models() if issubclass(m, CaseRecord)], ids=lambda m: m.__name__
)
def test_every_record_of_a_case_is_visible_only_through_its_case(model):
    assert isinstance(model._default_manager.get_queryset(), CaseRecordQuerySet)


def test_a_model_with_a_key_to_the_case_is_a_record_of_it_or_says_why_not():
    # The grant is what opens a case; the triage stands before it, behind its own door.
    others = {"CaseUserObjectPermission", "Triage"}

    with_key = {
        model.__name__
        for model in our_models()
        for field in model._meta.fields
        if field.related_model is Case and not issubclass(model, CaseRecord)
    }

    assert with_key == others


@pytest.mark.parametrize("action", Action, ids=lambda action: action.name)
def test_every_action_of_the_log_is_written_somewhere(action):
    sources = [path for path in SOURCES if path.name != "vocabulary.py"]

    assert found_in(sources, rf"\bAction\.{action.name}\b") != []


@pytest.mark.parametrize("kind", NoticeKind, ids=lambda kind: kind.name)
def test_every_notice_has_words(kind):
    assert str(TEXTS[kind])


@pytest.mark.parametrize(
    "kind", [kind for kind in NoticeKind if kind not in FORMER], ids=lambda kind: kind.name
)
def test_every_notice_that_is_not_of_the_past_is_told_somewhere(kind):
    sources = [path for path in SOURCES if path.parent.name != "notifications"]

    assert found_in(sources, rf"\bNoticeKind\.{kind.name}\b") != []


def test_rights_are_asked_of_the_door_and_of_nothing_else():
    pattern = r"\b(has_perm|get_objects_for_user|assign_perm|remove_perm|user_passes_test)\("

    assert found_in(SOURCES, pattern) == []


def test_grants_are_written_with_the_team_and_nowhere_else():
    pattern = r"(?<!class )CaseUserObjectPermission(\(|\.objects\.\w*(create|update|delete))"

    assert found_in(SOURCES, pattern) == ["cases/actions/team.py"]


def test_nothing_happens_by_itself():
    """No signal receivers, and no model that does something when it is saved.

    What takes the request is a form of the sign-in library.
    """
    assert found_in(SOURCES, r"@receiver|\.connect\(|def save\(self(?!, request: HttpR)") == []


def test_what_a_person_typed_is_never_shown_unescaped():
    pattern = r"\|\s*safe\b|\|\s*safeseq\b|autoescape off|\burlize|\bstriptags|truncatewords_html"

    assert found_in(TEMPLATES, pattern) == []
    assert found_in(SOURCES, r"\bmark_safe\(|\bSafeString\(|\|safe\b") == []


# It is not escaped: a pattern with something in it that a person typed would not be either.
PATTERN_MADE_ELSEWHERE = r"\bformat_html\((?!\s*(?:\"|'|[a-z]+,))"


def test_markup_is_made_of_a_pattern_that_stands_in_the_code():
    assert found_in(SOURCES, PATTERN_MADE_ELSEWHERE) == []


def test_no_style_or_script_stands_in_a_page():
    # Data for a script of the sign-in library is none itself, and no browser runs it.
    pattern = r"\sstyle=|<style|\son[a-z]+=\"|<script(?![^>]*(?:\bsrc=|type=\"application/json\"))"

    assert found_in(TEMPLATES, pattern) == [
        # Paper is no page: its styles travel with it.
        name
        for name in texts(TEMPLATES)
        if name.endswith("_pdf.html") and re.search(r"<style", texts(TEMPLATES)[name])
    ]


def test_every_template_is_used():
    """By a view, a setting or another template; the rest is found by a name put together."""
    of_libraries = ("account/", "mfa/", "usersessions/", "allauth/", "jatkumo/", "registration/")
    by_language = ("caseload/about/",)
    code = "\n".join(texts(SOURCES).values()) + "\n".join(texts(TEMPLATES).values())

    unused = [
        name
        for path in TEMPLATES
        for name in [str(path.relative_to(ROOT / "templates"))]
        if not name.startswith(of_libraries + by_language) and "/" in name and name not in code
    ]

    assert unused == []


def test_forms_list_their_fields():
    assert found_in(SOURCES, r"fields\s*=\s*[\"']__all__[\"']|\bexclude\s*=") == []


def test_no_text_of_ours_is_sent_to_the_broker():
    """A task is a bell: it takes nothing, so nothing personal can lie in the broker."""
    for name, text in texts([p for p in SOURCES if p.name == "tasks.py"]).items():
        for arguments in re.findall(r"@shared_task\ndef \w+\((.*?)\)", text):
            assert arguments == "", name


@pytest.mark.django_db
def test_every_moment_has_a_time_zone_and_every_foreign_key_an_index():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns "
            "WHERE table_schema = 'public' AND data_type = 'timestamp without time zone'"
        )
        assert cursor.fetchall() == []
        tables = {model._meta.db_table: model for model in our_models()}
        for table, model in tables.items():
            indexed = {
                info["columns"][0]
                for info in connection.introspection.get_constraints(cursor, table).values()
                if info["columns"] and (info["index"] or info["unique"] or info["primary_key"])
            }
            keys = {f.column for f in model._meta.fields if isinstance(f, models.ForeignKey)}
            assert keys - indexed == set(), table


def test_no_file_is_about_too_much():
    """No number is enforced on a reader's taste; this only stops a file from sprawling."""
    long = {name: text.count("\n") for name, text in texts(SOURCES).items()}

    assert {name: lines for name, lines in long.items() if lines > 400} == {}
