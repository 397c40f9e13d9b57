"""The table in which sign-in counts attempts, so that `migrate` alone makes everything."""

from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def create_cache_table(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Django makes this table by a command of its own and not by a model."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    """Has no reverse action: an unused table does no harm."""

    dependencies = []

    operations = [migrations.RunPython(create_cache_table, migrations.RunPython.noop)]
