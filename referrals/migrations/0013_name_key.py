"""The name as it sounds is kept in the contact's row, and not worked out by each index alone.

The database writes the table anew for it, in one step with the trigger that lets the
column be: while it does, nobody reads or writes contacts.
"""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import cases.register.sounds


class Migration(migrations.Migration):
    dependencies = [("referrals", "0012_queue_is_counted")]

    operations = [
        # A hundred thousand contacts take longer than a statement may.
        migrations.RunSQL("SET LOCAL statement_timeout = 0", migrations.RunSQL.noop),
        pgtrigger.migrations.RemoveTrigger(model_name="referral", name="referral_kept"),
        migrations.AddField(
            model_name="referral",
            name="name_key",
            field=models.GeneratedField(
                db_persist=True,
                expression=cases.register.sounds.Sounds(
                    "last_name",
                    "first_names",
                    rules=(
                        ("[\\u0300-\\u036f]", ""),
                        ("æ|ae", "a"),
                        ("ø|œ|oe", "o"),
                        ("ue", "u"),
                        ("ß|sch|sh|z", "s"),
                        ("ł", "l"),
                        ("đ|ð", "d"),
                        ("þ|th", "t"),
                        ("ph|f|w", "v"),
                        ("qu", "kv"),
                        ("ch|ck|c|q", "k"),
                        ("x", "ks"),
                        ("ı|y|j", "i"),
                        ("(.)\\1+", "\\1"),
                        ("[^a-z]+", " "),
                        ("^ | $", ""),
                    ),
                ),
                output_field=models.TextField(),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="referral",
            trigger=pgtrigger.compiler.Trigger(
                name="referral_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF NOT (OLD.status = 'sent') THEN\n                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                RETURN NEW;\n            END IF;\n            IF TG_OP = 'DELETE' OR to_jsonb(OLD) - ARRAY['county_id', 'offered_county_id', 'holder_id', 'holder_organisation_id', 'offered_to_id', 'is_decided', 'release_told', 'name_key']::text[]\n                    IS DISTINCT FROM to_jsonb(NEW) - ARRAY['county_id', 'offered_county_id', 'holder_id', 'holder_organisation_id', 'offered_to_id', 'is_decided', 'release_told', 'name_key']::text[] THEN\n                RAISE EXCEPTION 'kept as it is: %', TG_TABLE_NAME;\n            END IF;\n            RETURN NEW;\n            ",
                    hash="fe17648d84a9517b9791697dfe3bd3b125ea999a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_referral_kept_1ca5d",
                    table="referrals_referral",
                    when="BEFORE",
                ),
            ),
        ),
    ]
