"""The application's role may add to the log and read it, and nothing else."""

from django.conf import settings
from django.db import migrations

TABLES = ("audit_auditevent", "audit_auditseal")


def change_rights(verb: str, preposition: str) -> str:
    """SQL that changes the role's rights if the role is there."""
    lines = "".join(
        f"EXECUTE '{verb} UPDATE, DELETE, TRUNCATE ON {table} {preposition} {settings.APP_ROLE}';"
        for table in TABLES
    )
    return (
        f"DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{settings.APP_ROLE}') "
        f"THEN {lines} END IF; END $$"
    )


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunSQL(change_rights("REVOKE", "FROM"), change_rights("GRANT", "TO"))]
