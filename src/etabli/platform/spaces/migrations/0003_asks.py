"""Rights are asked of people from outside the space too: what was answered there counts."""

from django.db import migrations

from etabli.platform.db.sql import system_function

# A manager, or the unit that keeps leave, acts on an item of a space she is not in. The row of
# the app there is not hers to read; the answers, ids of units and people, decide all the same.
ASKS = """
CREATE FUNCTION etabli_asks(wanted bigint, uid text) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT asks FROM spaces_spaceapp WHERE space_id = wanted AND app = uid
$$
"""


class Migration(migrations.Migration):
    dependencies = [("spaces", "0002_audiences")]
    operations = [system_function("etabli_asks(bigint, text)", ASKS)]
