"""A new version of an item may ask everybody to read it again."""

from django.db import migrations

from etabli.platform.db.sql import MINE, system_function

# Each reads her own acknowledgements alone; publishing sends all of them back, in the
# transaction of the version, for somebody who sees the item.
READ_AGAIN = f"""
CREATE FUNCTION awaited_read_again(iid bigint) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public AS $$
    DELETE FROM awaited_acknowledgement k USING items_item i
    WHERE k.item_id = iid AND i.id = iid AND i.audience_id IN {MINE}
$$
"""


class Migration(migrations.Migration):
    dependencies = [("awaited", "0003_reading"), ("items", "0010_keeping")]
    operations = [system_function("awaited_read_again(bigint)", READ_AGAIN)]
