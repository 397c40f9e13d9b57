"""What the former version writes while this one starts becomes a row, too.

It still serves after the words were carried over, and knows only the column. The trigger goes
with the column in a later release.
"""

from django.db import migrations

FOLLOWED = """
    CREATE FUNCTION words_of_the_former_version() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
    DECLARE
        former bigint;
    BEGIN
        IF TG_OP = 'UPDATE' THEN
            IF NEW.client_words = OLD.client_words THEN
                RETURN NULL;
            END IF;
            SELECT max(words.id) INTO former FROM assessments_clientwords words
            WHERE words.entry_id = NEW.id AND words.words = OLD.client_words
            AND NOT EXISTS (
                SELECT FROM assessments_clientwords later WHERE later.replaces_id = words.id
            );
        END IF;
        INSERT INTO assessments_clientwords (entry_id, words, said_on, heard_by_name, replaces_id)
        VALUES (NEW.id, NEW.client_words, NEW.client_words_on, '', former);
        RETURN NULL;
    END $$;
    CREATE TRIGGER words_of_the_former_version
    AFTER INSERT OR UPDATE OF client_words ON assessments_lifeareaentry
    FOR EACH ROW WHEN (NEW.client_words <> '')
    EXECUTE FUNCTION words_of_the_former_version();
"""
# Between the carrying over and the trigger; only drafts are written.
MISSED = """
    INSERT INTO assessments_clientwords (entry_id, words, said_on, heard_by_name)
    SELECT area.id, area.client_words, area.client_words_on, ''
    FROM assessments_lifeareaentry area
    JOIN assessments_assessment assessment ON assessment.id = area.assessment_id
    WHERE area.client_words <> '' AND assessment.status = 'draft' AND NOT EXISTS (
        SELECT FROM assessments_clientwords words
        WHERE words.entry_id = area.id AND words.words = area.client_words
    )
    ORDER BY area.id
"""
NOT_FOLLOWED = """
    DROP TRIGGER words_of_the_former_version ON assessments_lifeareaentry;
    DROP FUNCTION words_of_the_former_version();
"""


class Migration(migrations.Migration):
    dependencies = [("assessments", "0015_what_the_client_says")]

    operations = [
        migrations.RunSQL(FOLLOWED, NOT_FOLLOWED),
        migrations.RunSQL(MISSED, migrations.RunSQL.noop),
    ]
