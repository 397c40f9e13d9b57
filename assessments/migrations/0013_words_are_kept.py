"""From now on the rows are only added to, and in a final assessment not even that."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("assessments", "0012_words_become_rows")]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="clientwords",
            trigger=pgtrigger.compiler.Trigger(
                name="client_words_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="73c4caf857466d9f64dbe1572709b24cf9bcfabf",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_client_words_kept_dbb79",
                    table="assessments_clientwords",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="clientwords",
            trigger=pgtrigger.compiler.Trigger(
                name="client_words_frozen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE parent_status text;",
                    func="\n            IF TG_OP <> 'INSERT' THEN\n                SELECT status INTO parent_status FROM (SELECT area.id, assessment.status FROM assessments_lifeareaentry area JOIN assessments_assessment assessment ON assessment.id = area.assessment_id) AS parent\n                WHERE id = OLD.entry_id;\n                IF parent_status IN ('final') THEN\n                    RAISE EXCEPTION 'part of a final record: %', TG_TABLE_NAME;\n                END IF;\n            END IF;\n            IF TG_OP <> 'DELETE' THEN\n                SELECT status INTO parent_status FROM (SELECT area.id, assessment.status FROM assessments_lifeareaentry area JOIN assessments_assessment assessment ON assessment.id = area.assessment_id) AS parent\n                WHERE id = NEW.entry_id;\n                IF parent_status IN ('final') THEN\n                    RAISE EXCEPTION 'part of a final record: %', TG_TABLE_NAME;\n                END IF;\n                RETURN NEW;\n            END IF;\n            RETURN OLD;\n            ",
                    hash="599686ca7f450feea7a26045a4c2371cd29d2bcc",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_client_words_frozen_e4588",
                    table="assessments_clientwords",
                    when="BEFORE",
                ),
            ),
        ),
    ]
