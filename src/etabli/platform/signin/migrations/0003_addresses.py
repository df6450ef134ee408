"""allauth's list of addresses follows the account's own.

An account's address is set by an invitation or an administrator, who vouch for it: it is
verified and primary. What allauth changes by itself is already in its list.
"""

from django.db import migrations

FOLLOW = """
CREATE FUNCTION signin_follow_address() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.email IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM account_emailaddress
        WHERE user_id = NEW.id AND email = lower(NEW.email) AND verified AND "primary"
    ) THEN
        UPDATE account_emailaddress SET "primary" = false
        WHERE user_id = NEW.id AND "primary" AND email <> lower(NEW.email);
        INSERT INTO account_emailaddress (user_id, email, verified, "primary")
        VALUES (NEW.id, lower(NEW.email), true, true)
        ON CONFLICT (user_id, email) DO UPDATE SET "primary" = true, verified = true;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER signin_address AFTER INSERT OR UPDATE OF email ON people_account
    FOR EACH ROW EXECUTE FUNCTION signin_follow_address();
"""
FORGET = """
DROP TRIGGER signin_address ON people_account;
DROP FUNCTION signin_follow_address();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("signin", "0002_joining"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]
    operations = [migrations.RunSQL(FOLLOW, FORGET)]
