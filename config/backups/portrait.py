"""What a database holds, in figures and names: two portraits show what a restored one lacks."""

from typing import Any

from django.conf import settings
from django.db import connection

Portrait = dict[str, dict[str, Any]]

# One row for each thing: its name, and what of it must come back. Definitions are left out
# where PostgreSQL words them anew when it restores them, and numbers of columns, which move up
# where one was removed; the bodies of functions stay as they are.
PARTS = {
    "triggers": """
        SELECT format('%s on %s', tgname, tgrelid::regclass),
               format('%s %s %s', tgenabled, tgtype, tgfoid::regproc)
        FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
        WHERE NOT tgisinternal AND relnamespace = 'public'::regnamespace
    """,
    "functions": """
        SELECT p.oid::regprocedure::text, md5(prosrc)
        FROM pg_proc p
        WHERE pronamespace = 'public'::regnamespace AND NOT EXISTS (
            SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e'
        )
    """,
    "constraints": """
        SELECT format('%s on %s', conname, conrelid::regclass),
               format('%s %s %s', contype, convalidated, ARRAY(
                   SELECT attname FROM unnest(conkey) WITH ORDINALITY AS k (number, place)
                   JOIN pg_attribute ON attrelid = conrelid AND attnum = number ORDER BY place
               ))
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 0
    """,
    "indexes": """
        SELECT indexrelid::regclass::text,
               format('%s %s %s %s', indrelid::regclass, indisunique, indisvalid, ARRAY(
                   SELECT attname FROM unnest(indkey) WITH ORDINALITY AS k (number, place)
                   JOIN pg_attribute ON attrelid = indrelid AND attnum = number ORDER BY place
               ))
        FROM pg_index JOIN pg_class c ON c.oid = indexrelid
        WHERE relnamespace = 'public'::regnamespace
    """,
    "rights": """
        SELECT relname, string_agg(privilege_type, ' ' ORDER BY privilege_type)
        FROM pg_class, aclexplode(relacl)
        WHERE relnamespace = 'public'::regnamespace AND grantee = 'APP_ROLE'::regrole
        GROUP BY relname
    """,
    "default rights": """
        SELECT format('%s of %s', defaclobjtype, defaclrole::regrole),
               ARRAY(SELECT unnest(defaclacl)::text ORDER BY 1)::text
        FROM pg_default_acl
    """,
}
TABLES = """
    SELECT relname FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname
"""


def portrait() -> Portrait:
    """Of the connected database: rows by table, what guards them, the last seal of the log."""
    drawn: Portrait = {"rows": _rows()}
    with connection.cursor() as cursor:
        for part, query in PARTS.items():
            cursor.execute(query.replace("APP_ROLE", settings.APP_ROLE))
            drawn[part] = dict(sorted(cursor.fetchall()))
        cursor.execute("SELECT event_id, digest FROM audit_auditseal ORDER BY id DESC LIMIT 1")
        seal = cursor.fetchone()
    drawn["seal"] = {"last": f"{seal[0]} {seal[1]}" if seal else "none"}
    return drawn


def _rows() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        counts = {}
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
            counts[table] = int(cursor.fetchone()[0])
    return counts


def differences(wanted: Portrait, found: Portrait) -> list[str]:
    """What the second lacks, has besides, or has otherwise; a line for each."""
    lines = []
    for part, things in wanted.items():
        there = found.get(part, {})
        for name in sorted(things.keys() | there.keys()):
            if things.get(name) != there.get(name):
                lines.append(
                    f"{part}: {name} is {there.get(name, 'missing')},"
                    f" not {things.get(name, 'missing')}"
                )
    return lines
