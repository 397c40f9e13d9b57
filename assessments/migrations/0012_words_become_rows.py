"""What stood in the column becomes one row with its day; who heard it was not kept."""

from django.db import migrations

MOVED = """
    INSERT INTO assessments_clientwords (entry_id, words, said_on, heard_by_name)
    SELECT id, client_words, client_words_on, ''
    FROM assessments_lifeareaentry WHERE client_words <> '' ORDER BY id
"""


class Migration(migrations.Migration):
    dependencies = [("assessments", "0011_dated_words")]

    operations = [migrations.RunSQL(MOVED, migrations.RunSQL.noop)]
