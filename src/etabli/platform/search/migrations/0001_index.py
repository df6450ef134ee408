"""What can be found, by its words: one row for each item, comment, person and space.

The web's role is given nothing here. It asks functions, which answer with ids of what the
person asking may read; the rows are then read under their own policies.
"""

from django.db import migrations

from etabli.lib.text import FOLD_SQL

# As etabli.lib.text.fold; most texts of a database have no accent and skip the long way.
FOLD = f"""
CREATE FUNCTION search_fold(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE WHEN octet_length(value) = length(value) THEN lower(value) ELSE {FOLD_SQL} END
$$
"""
# PostgreSQL's own parser keeps addresses and paths whole, and takes a typographic apostrophe
# for a letter where the collation is C: it only ever gets letters, digits and spaces. Without
# its accent, « chargée » has one e more than « chargé », which the stemmer would keep.
WORDS = r"""
CREATE FUNCTION search_words(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE WHEN words LIKE '%ee%'
        THEN regexp_replace(words, '([[:alnum:]]{4})ees?\M', '\1e', 'g') ELSE words END
    FROM (SELECT regexp_replace(search_fold(value), '[^[:alnum:]]+', ' ', 'g') AS words) w
$$
"""
# No stop words: « thé » folds to an English one. Questions leave them out instead.
DICTIONARIES = """
CREATE TEXT SEARCH DICTIONARY search_fr (TEMPLATE = snowball, Language = french);
CREATE TEXT SEARCH DICTIONARY search_en (TEMPLATE = snowball, Language = english);
CREATE TEXT SEARCH CONFIGURATION search_fr (PARSER = "default");
CREATE TEXT SEARCH CONFIGURATION search_en (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION search_fr
    ADD MAPPING FOR asciiword, word WITH search_fr;
ALTER TEXT SEARCH CONFIGURATION search_fr
    ADD MAPPING FOR numword, int, uint, float, sfloat, version WITH simple;
ALTER TEXT SEARCH CONFIGURATION search_en
    ADD MAPPING FOR asciiword, word WITH search_en;
ALTER TEXT SEARCH CONFIGURATION search_en
    ADD MAPPING FOR numword, int, uint, float, sfloat, version WITH simple;
"""
DROP_DICTIONARIES = """
DROP TEXT SEARCH CONFIGURATION search_fr;
DROP TEXT SEARCH CONFIGURATION search_en;
DROP TEXT SEARCH DICTIONARY search_fr;
DROP TEXT SEARCH DICTIONARY search_en;
"""
# Fold, then stem: « réunions » and « reunion » meet. A document is stemmed in its language;
# a question in both, so that a document whose language was guessed wrong is found too.
STEMS = """
CREATE FUNCTION search_stems(lang text, words text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE lang WHEN 'en' THEN to_tsvector('public.search_en'::regconfig, words)
                     ELSE to_tsvector('public.search_fr'::regconfig, words) END
$$;
CREATE FUNCTION search_title(lang text, title text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    -- Whole words too: what somebody is still typing begins a word, seldom a stem. They have
    -- no place, so that the first one does not seem to follow the last.
    SELECT search_stems(lang, words) || strip(to_tsvector('simple'::regconfig, words))
    FROM (SELECT search_words(left(title, 500)) AS words) t
$$;
CREATE FUNCTION search_body(lang text, body text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    -- A tsvector holds one megabyte of words at most. The text begins one place further, so
    -- that its first word does not seem to follow the last of the title.
    SELECT ts_delete(
        search_stems(lang, 'q0gap0q ' || left(search_words(left(body, 100000)), 100000)), 'q0gap0q')
$$
"""
DROP_STEMS = """
DROP FUNCTION search_body(text, text);
DROP FUNCTION search_title(text, text);
DROP FUNCTION search_stems(text, text);
"""
# No text is kept, only its words: what is shown is read again, under its policy. A person has
# no audience: colleagues see her, and guests who share a space with her.
TABLE = """
CREATE TABLE search_doc (
    kind text NOT NULL CHECK (kind IN ('item', 'comment', 'person', 'space')),
    ref_id bigint NOT NULL,
    item_id bigint,
    audience_id bigint CHECK (audience_id IS NOT NULL OR kind = 'person'),
    shown boolean NOT NULL,
    app text NOT NULL DEFAULT '',
    state text NOT NULL DEFAULT '',
    space_id bigint,
    author_id bigint,
    at timestamptz NOT NULL,
    title_tsv tsvector NOT NULL DEFAULT '',
    tsv tsvector NOT NULL,
    PRIMARY KEY (kind, ref_id)
);
-- What was just written is searched one by one until it is sorted in: not for long.
CREATE INDEX search_doc_words ON search_doc USING gin (tsv) WITH (gin_pending_list_limit = 1024);
CREATE INDEX search_doc_titles ON search_doc USING gin (title_tsv) WHERE kind <> 'comment';
CREATE INDEX search_doc_people ON search_doc USING gin (tsv) WHERE kind = 'person';
CREATE INDEX search_doc_audience ON search_doc (audience_id);
CREATE INDEX search_doc_item ON search_doc (item_id);
"""
# Row-level security holds even if somebody grants the table by mistake. `USING (true)` costs
# nothing: no condition of a policy remains that would have to come before the words' index.
WALLS = """
REVOKE ALL ON search_doc FROM etabli_app, PUBLIC;
GRANT SELECT ON search_doc TO etabli_search;
ALTER TABLE search_doc ENABLE ROW LEVEL SECURITY;
ALTER TABLE search_doc FORCE ROW LEVEL SECURITY;
CREATE POLICY search_doc_search ON search_doc FOR SELECT TO etabli_search USING (true);
CREATE POLICY search_doc_system ON search_doc TO etabli_sys USING (true) WITH CHECK (true);
GRANT SELECT ON access_audience, access_audiencemember TO etabli_search;
CREATE POLICY access_audiencemember_search ON access_audiencemember
    FOR SELECT TO etabli_search USING (person_id = etabli_me());
"""
DROP_WALLS = """
DROP POLICY access_audiencemember_search ON access_audiencemember;
REVOKE SELECT ON access_audience, access_audiencemember FROM etabli_search;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("items", "0002_walls"), ("spaces", "0002_audiences")]
    operations = [
        migrations.RunSQL(FOLD, "DROP FUNCTION search_fold(text)"),
        migrations.RunSQL(WORDS, "DROP FUNCTION search_words(text)"),
        migrations.RunSQL(DICTIONARIES, DROP_DICTIONARIES),
        migrations.RunSQL(STEMS, DROP_STEMS),
        migrations.RunSQL(TABLE, "DROP TABLE search_doc"),
        migrations.RunSQL(WALLS, DROP_WALLS),
    ]
