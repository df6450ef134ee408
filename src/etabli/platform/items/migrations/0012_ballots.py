"""Ballots. Of a secret one, the web casts votes and reads results by functions, never rows."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from etabli.platform.db.sql import MINE, content_table, personal_table, system_function

# All the counts of the item are written at each vote, and all its answers again: the marks
# that PostgreSQL leaves on rows then tell nothing of the one that changed.
CAST = f"""
CREATE FUNCTION items_cast(iid bigint, chosen text[], said text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public AS $$
DECLARE b items_ballot;
BEGIN
    SELECT x.* INTO b FROM items_ballot x JOIN items_item i ON i.id = x.item_id
    WHERE x.item_id = iid AND x.secret AND NOT x.closed AND i.trashed_at IS NULL
      AND (i.due_at IS NULL OR i.due_at > now()) AND i.audience_id IN {MINE}
    FOR UPDATE OF x;
    IF NOT FOUND OR etabli_me() IS NULL OR NOT (b.options ?& chosen)
       OR cardinality(chosen) = 0 OR (NOT b.many AND cardinality(chosen) > 1) THEN
        RETURN false;
    END IF;
    INSERT INTO items_turnout (item_id, person_id) VALUES (iid, etabli_me())
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN RETURN false; END IF;
    INSERT INTO items_tally (item_id, option, count)
    SELECT iid, key, 0 FROM jsonb_object_keys(b.options) key ON CONFLICT DO NOTHING;
    UPDATE items_tally SET count = count + (option = ANY (chosen))::int WHERE item_id = iid;
    IF said <> '' THEN
        INSERT INTO items_sealedanswer (seal, item_id, words)
        VALUES (gen_random_uuid(), iid, left(said, 500));
    END IF;
    UPDATE items_sealedanswer SET words = words WHERE item_id = iid;
    UPDATE items_ballot SET voters = voters + 1 WHERE item_id = iid;
    RETURN true;
END $$
"""

OVER = f"""
CREATE FUNCTION items_ballot_over(iid bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT EXISTS (
        SELECT 1 FROM items_ballot b JOIN items_item i ON i.id = b.item_id
        WHERE b.item_id = iid AND b.secret AND b.voters >= b.least
          AND (b.closed OR i.due_at <= now()) AND i.audience_id IN {MINE})
$$
"""

RESULTS = """
CREATE FUNCTION items_results(iid bigint) RETURNS TABLE (option text, count integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT t.option, t.count FROM items_tally t
    WHERE t.item_id = iid AND (SELECT items_ballot_over(iid))
$$
"""

ANSWERS = """
CREATE FUNCTION items_sealed_answers(iid bigint) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT a.words FROM items_sealedanswer a
    WHERE a.item_id = iid AND (SELECT items_ballot_over(iid)) ORDER BY a.seal
$$
"""

FOLLOWS = """
CREATE FUNCTION items_ballot_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    UPDATE items_ballot SET audience_id = NEW.audience_id WHERE item_id = NEW.id;
    UPDATE items_ballotvote SET audience_id = NEW.audience_id WHERE item_id = NEW.id;
    RETURN NULL;
END $$
"""
TRIGGER = """
CREATE TRIGGER items_ballot_audience AFTER UPDATE OF audience_id ON items_item
    FOR EACH ROW WHEN (OLD.audience_id <> NEW.audience_id)
    EXECUTE FUNCTION items_ballot_follows();
"""
SEALED = """
REVOKE INSERT, UPDATE, DELETE ON items_turnout, items_tally, items_sealedanswer FROM etabli_app
"""
UNSEALED = """
GRANT INSERT, UPDATE, DELETE ON items_turnout, items_tally, items_sealedanswer TO etabli_app
"""
NOBODY = "false"


def _item() -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="items.item"
    )


def _person() -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"
    )


def _audience() -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.audience"
    )


def _pair(*names: str) -> models.CompositePrimaryKey:
    return models.CompositePrimaryKey(
        *names, blank=True, editable=False, primary_key=True, serialize=False
    )


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        ("items", "0011_standing"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Ballot",
            fields=[
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="ballot",
                        serialize=False,
                        to="items.item",
                    ),
                ),
                ("secret", models.BooleanField()),
                ("many", models.BooleanField()),
                ("least", models.IntegerField()),
                ("options", models.JSONField(default=dict)),
                ("voters", models.IntegerField(default=0)),
                ("closed", models.BooleanField(default=False)),
                ("audience", _audience()),
            ],
        ),
        migrations.CreateModel(
            name="BallotVote",
            fields=[
                ("pk", _pair("item_id", "person_id", "option")),
                ("option", models.CharField(max_length=16)),
                ("audience", _audience()),
                ("item", _item()),
                ("person", _person()),
            ],
        ),
        migrations.CreateModel(
            name="Turnout",
            fields=[
                ("pk", _pair("item_id", "person_id")),
                ("item", _item()),
                ("person", _person()),
            ],
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("pk", _pair("item_id", "option")),
                ("option", models.CharField(max_length=16)),
                ("count", models.IntegerField(default=0)),
                ("item", _item()),
            ],
        ),
        migrations.CreateModel(
            name="SealedAnswer",
            fields=[
                (
                    "seal",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("words", models.CharField(max_length=500)),
                ("item", _item()),
            ],
        ),
        content_table("items_ballot"),
        content_table("items_ballotvote"),
        personal_table("items_turnout"),
        content_table("items_tally", NOBODY),
        content_table("items_sealedanswer", NOBODY),
        migrations.RunSQL(SEALED, UNSEALED),
        system_function("items_cast(bigint, text[], text)", CAST),
        system_function("items_ballot_over(bigint)", OVER),
        system_function("items_results(bigint)", RESULTS),
        system_function("items_sealed_answers(bigint)", ANSWERS),
        system_function("items_ballot_follows()", FOLLOWS),
        migrations.RunSQL(TRIGGER, "DROP TRIGGER items_ballot_audience ON items_item"),
    ]
