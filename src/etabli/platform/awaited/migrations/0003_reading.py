"""Who says that she has read, and who may know of it."""

import django.db.models.deletion
from django.db import migrations, models

from etabli.platform.db.sql import MINE, content_table, system_function

# The people asked: named by the reading, and among those who see the item; never its author.
CONCERNED = """
CREATE FUNCTION awaited_all_concerned(iid bigint)
RETURNS TABLE (person_id bigint, unit_id bigint, done boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT p.id, p.unit_id,
           EXISTS (SELECT 1 FROM awaited_acknowledgement k
                   WHERE k.item_id = iid AND k.person_id = p.id)
    FROM awaited_reading r
    JOIN items_item i ON i.id = r.item_id
    JOIN access_audience w ON w.id = r.who_id
    JOIN access_audience s ON s.id = i.audience_id
    JOIN people_person p ON p.active AND p.id <> i.author_id
    WHERE r.item_id = iid
      AND ((w.everyone AND p.kind = 'person') OR p.id IN
           (SELECT m.person_id FROM access_audiencemember m WHERE m.audience_id = w.id))
      AND ((s.everyone AND p.kind = 'person') OR p.id IN
           (SELECT m.person_id FROM access_audiencemember m WHERE m.audience_id = s.id))
$$
"""

WATCHED = """
CREATE FUNCTION awaited_watched(iid bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT EXISTS (SELECT 1 FROM awaited_reading r
                   WHERE r.item_id = iid AND access_holds(r.watchers_id, etabli_me()))
$$
"""

FOR_WATCHERS = """
CREATE FUNCTION awaited_concerned(iid bigint)
RETURNS TABLE (person_id bigint, unit_id bigint, done boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT c.person_id, c.unit_id, c.done FROM awaited_all_concerned(iid) c
    WHERE (SELECT awaited_watched(iid))
$$
"""

NOT_REACHED = """
CREATE FUNCTION awaited_not_reached(iid bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT count(*) FROM awaited_reading r
    JOIN items_item i ON i.id = r.item_id
    JOIN access_audiencemember m ON m.audience_id = r.who_id
    JOIN people_person p ON p.id = m.person_id AND p.active
    WHERE r.item_id = iid AND r.who_id <> i.audience_id AND p.id <> i.author_id
      AND NOT access_holds(i.audience_id, p.id) AND (SELECT awaited_watched(iid))
$$
"""

# What somebody put off comes back when she is reminded; each reads her own list alone.
BRING_BACK = """
CREATE FUNCTION awaited_bring_back(aid bigint) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public AS $$
    DELETE FROM awaited_postponement p USING awaited_awaiting a
    WHERE p.awaiting_id = a.id AND a.id = aid AND awaited_watched(a.item_id)
$$
"""

FOLLOWS = """
CREATE FUNCTION awaited_reading_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    UPDATE awaited_reading SET audience_id = NEW.audience_id WHERE item_id = NEW.id;
    -- Asked of whoever sees the item: they are now others.
    UPDATE awaited_awaiting SET who_id = NEW.audience_id
    WHERE item_id = NEW.id AND step = 'acknowledge' AND who_id = OLD.audience_id;
    UPDATE awaited_reading SET who_id = NEW.audience_id
    WHERE item_id = NEW.id AND who_id = OLD.audience_id;
    RETURN NULL;
END $$
"""
TRIGGER = """
CREATE TRIGGER awaited_reading_audience AFTER UPDATE OF audience_id ON items_item
    FOR EACH ROW WHEN (OLD.audience_id <> NEW.audience_id)
    EXECUTE FUNCTION awaited_reading_follows();
"""


class Migration(migrations.Migration):
    dependencies = [("awaited", "0002_walls"), ("items", "0005_discussion_moves")]

    operations = [
        migrations.CreateModel(
            name="Reading",
            fields=[
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="reading",
                        serialize=False,
                        to="items.item",
                    ),
                ),
                ("due_at", models.DateTimeField(null=True)),
                ("chased_on", models.DateField(null=True)),
                (
                    "audience",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.audience",
                    ),
                ),
                (
                    "watchers",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.audience",
                    ),
                ),
                (
                    "who",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.audience",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Acknowledgement",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "item_id",
                        "person_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="items.item",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
        ),
        content_table(
            "awaited_reading",
            f"audience_id IN {MINE} OR who_id IN {MINE} OR watchers_id IN {MINE}",
        ),
        content_table(
            "awaited_acknowledgement",
            "person_id = etabli_me() AND EXISTS"
            " (SELECT 1 FROM awaited_reading r WHERE r.item_id = awaited_acknowledgement.item_id)",
        ),
        system_function("awaited_all_concerned(bigint)", CONCERNED),
        migrations.RunSQL(
            "REVOKE EXECUTE ON FUNCTION awaited_all_concerned(bigint) FROM PUBLIC",
            migrations.RunSQL.noop,
        ),
        system_function("awaited_watched(bigint)", WATCHED),
        system_function("awaited_concerned(bigint)", FOR_WATCHERS),
        system_function("awaited_not_reached(bigint)", NOT_REACHED),
        system_function("awaited_bring_back(bigint)", BRING_BACK),
        system_function("awaited_reading_follows()", FOLLOWS),
        migrations.RunSQL(TRIGGER, "DROP TRIGGER awaited_reading_audience ON items_item"),
    ]
