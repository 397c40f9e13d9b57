"""Waiting contacts of whom no birth date is known are found by how their names sound.

May be run again after an interruption, which leaves an index that is not valid.
"""

import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

import cases.register.sounds


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("referrals", "0010_sent_lists"),
    ]

    operations = [
        migrations.RunSQL(
            ["SET lock_timeout = 0", "DROP INDEX CONCURRENTLY IF EXISTS referral_undated_name"],
            migrations.RunSQL.noop,
        ),
        AddIndexConcurrently(
            model_name="referral",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    cases.register.sounds.Sounds(
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
                    name="gin_trgm_ops",
                ),
                condition=models.Q(status="sent", is_decided=False, birth_date=None),
                name="referral_undated_name",
            ),
        ),
        migrations.RunSQL("RESET lock_timeout", migrations.RunSQL.noop),
    ]
