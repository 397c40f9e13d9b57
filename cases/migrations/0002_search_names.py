import django.contrib.postgres.operations
from django.db import migrations, models

import cases.register.sounds


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
    ]

    operations = [
        django.contrib.postgres.operations.TrigramExtension(),
        migrations.AddField(
            model_name="client",
            name="former_names",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=200,
                verbose_name="former names",
            ),
        ),
        migrations.AddField(
            model_name="client",
            name="name_key",
            field=models.GeneratedField(
                db_persist=True,
                expression=cases.register.sounds.Sounds(
                    "last_name",
                    "first_names",
                    "former_names",
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
        migrations.AddField(
            model_name="clientmerge",
            name="moved_details",
            field=models.JSONField(db_default=[], default=list, editable=False),
        ),
        migrations.AddField(
            model_name="clientmerge",
            name="taken",
            field=models.JSONField(db_default=[], default=list, editable=False),
        ),
    ]
