"""The author of a final assessment stands in its imprint alone.

The two columns were kept of the day from the beginning, so what they say is nothing that was
known only later. They stay for the former version, which writes them while this one starts; a
later release drops them.
"""

import pgtrigger
from django.db import migrations, models

MOVED = """
    UPDATE assessments_assessment SET imprint = (imprint - 'as_known_on')
        || jsonb_build_object('finalised_by', jsonb_build_object(
            'first_name', regexp_replace(author_name, '\\s*\\S+$', ''),
            'last_name', substring(author_name from '\\S+$'),
            'title', author_title))
    WHERE status = 'final' AND author_name <> ''
        AND (NOT imprint ? 'finalised_by' OR imprint ? 'as_known_on')
"""


def move_into_imprint(apps, schema_editor):
    with pgtrigger.ignore("assessments.Assessment:assessment_frozen"):
        schema_editor.execute(MOVED)


class Migration(migrations.Migration):
    dependencies = [("assessments", "0004_day_of_own_words")]

    operations = [
        migrations.RunPython(move_into_imprint, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="assessment",
            name="author_name",
            field=models.CharField(blank=True, db_default="", editable=False, max_length=200),
        ),
        migrations.AlterField(
            model_name="assessment",
            name="author_title",
            field=models.CharField(blank=True, db_default="", editable=False, max_length=200),
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveField(model_name="assessment", name="author_name"),
                migrations.RemoveField(model_name="assessment", name="author_title"),
            ],
        ),
    ]
