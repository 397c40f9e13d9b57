from django.db import migrations, models

FORMER = "one_present_membership_per_role"
BY_ROLE, BY_ABSENCE = "one_present_membership_for_role", "one_substitute_for_an_absence"


def unique_index(name: str, columns: str, condition: str) -> migrations.RunSQL:
    """What the constraint makes, without a lock on the table: it has a row for each member."""
    return migrations.RunSQL(
        f"CREATE UNIQUE INDEX CONCURRENTLY {name} ON cases_casemembership ({columns}) "
        f"WHERE {condition}",
        f"DROP INDEX CONCURRENTLY IF EXISTS {name}",
    )


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("cases", "0009_substitutes"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                unique_index(
                    BY_ROLE, "case_id, user_id, role", "absence_id IS NULL AND ended_at IS NULL"
                ),
                unique_index(BY_ABSENCE, "absence_id, case_id, user_id", "ended_at IS NULL"),
                migrations.RunSQL(
                    f"DROP INDEX CONCURRENTLY IF EXISTS {FORMER}", migrations.RunSQL.noop
                ),
            ],
            state_operations=[
                migrations.RemoveConstraint(model_name="casemembership", name=FORMER),
                migrations.AddConstraint(
                    model_name="casemembership",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("absence", None), ("ended_at", None)),
                        fields=("case", "user", "role"),
                        name=BY_ROLE,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="casemembership",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("absence", "case", "user"),
                        name=BY_ABSENCE,
                    ),
                ),
            ],
        ),
    ]
