"""How things are found: functions that know what the person asking may read.

They belong to ``etabli_search``, which may read the words and the audiences of whoever asks,
and nothing else. They answer with ids and counts, all taken after the rights: what somebody
may not read changes neither a total, nor a facet, nor an order.
"""

from django.db import migrations
from django.db.migrations import RunSQL

# A word is looked for in both languages; the one still being typed, as a beginning too.
QUERY = """
CREATE FUNCTION search_term(asked text, open boolean) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = public AS $$
    SELECT CASE WHEN open AND words <> '' AND words NOT LIKE '% %'
        THEN whole || to_tsquery('simple', quote_literal(words) || ':*') ELSE whole END
    FROM (SELECT trim(search_words(asked)) AS words) w, LATERAL (
        SELECT phraseto_tsquery('search_fr', words) || phraseto_tsquery('search_en', words)
            AS whole) t
$$;
CREATE FUNCTION search_query(musts text[], nots text[], open text) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = public AS $$
DECLARE answer tsquery := search_term(open, true); asked text;
BEGIN
    FOREACH asked IN ARRAY musts LOOP
        answer := answer && search_term(asked, false);
    END LOOP;
    IF numnode(answer) > 0 THEN
        FOREACH asked IN ARRAY nots LOOP
            answer := answer && !! search_term(asked, false);
        END LOOP;
    END IF;
    RETURN answer;
END $$
"""
DROP_QUERY = """
DROP FUNCTION search_query(text[], text[], text);
DROP FUNCTION search_term(text, boolean);
"""

# The audiences of whoever asks, and the people a guest may know of (NULL: all of them).
MINE = """
CREATE FUNCTION search_mine() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT coalesce(array_agg(id), '{}') FROM (
        SELECT audience_id AS id FROM access_audiencemember WHERE person_id = etabli_me()
        UNION ALL
        SELECT id FROM access_audience WHERE everyone AND (SELECT etabli_is_member())) a
$$
"""
COMPANY = """
CREATE FUNCTION search_company() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT CASE WHEN NOT etabli_is_member() THEN ARRAY(SELECT etabli_companions()) END
$$
"""

COUNTED = 10_000  # counts stop there
RANKED = 400  # the most recent ones are ranked
BROAD = 200  # audiences from which their index is read for nothing: `+ 0` keeps it out
COLUMNS = "d.kind, d.ref_id, d.app, d.state, d.space_id, d.author_id, d.at"
SHOWN = "d.tsv @@ $1 AND d.shown"
HALF_LIFE = "180 * 86400"  # seconds after which a document weighs little more than a quarter


def counts(facet: str, others: str, top: int = 50) -> str:
    """The counts of a facet among what the other facets keep."""
    return f"""(SELECT coalesce(jsonb_object_agg(value, n), '{{}}') FROM (
        SELECT {facet} AS value, count(*) AS n FROM judged
        WHERE {others} AND {facet} IS NOT NULL GROUP BY 1 ORDER BY n DESC, value LIMIT {top}) c)"""


FOUND = f"""
WITH matching AS MATERIALIZED (
    SELECT * FROM (
        SELECT {COLUMNS} FROM search_doc d WHERE {SHOWN} AND d.audience_id %s = ANY ($2)
        UNION ALL
        SELECT {COLUMNS} FROM search_doc d
        WHERE {SHOWN} AND d.kind = 'person' AND coalesce(d.ref_id = ANY ($3), true)
    ) d ORDER BY d.at DESC, d.ref_id DESC LIMIT {COUNTED}
), judged AS MATERIALIZED (
    SELECT m.kind, m.ref_id, m.space_id, m.author_id, m.at, nullif(m.app, '') AS app,
        CASE WHEN m.state <> '' THEN m.app || ':' || m.state END AS step,
        coalesce(m.kind = ANY ($4), true) AS k, coalesce(m.app = ANY ($5), true) AS a,
        coalesce(m.app || ':' || m.state = ANY ($6), true) AS s,
        coalesce(m.space_id = ANY ($7), $7 IS NULL) AS p,
        coalesce(m.author_id = ANY ($8), $8 IS NULL) AS w,
        coalesce(m.at >= $9, true) AS d
    FROM matching m
), kept AS MATERIALIZED (
    SELECT * FROM judged WHERE k AND a AND s AND p AND w AND d
), ranked AS (
    SELECT r.kind, r.ref_id, r.at, CASE WHEN $10 THEN 0 ELSE ts_rank(t.tsv, $1) * CASE
        WHEN r.kind IN ('person', 'space') THEN 1.25
        ELSE 0.25 + exp(-greatest(0, extract(epoch FROM now() - r.at)) / ({HALF_LIFE})) END
        END AS rank
    FROM (SELECT * FROM kept ORDER BY at DESC, ref_id DESC LIMIT {RANKED}) r
    JOIN search_doc t ON t.kind = r.kind AND t.ref_id = r.ref_id
)
SELECT jsonb_build_object(
    'total', (SELECT count(*) FROM kept),
    'hits', (SELECT coalesce(jsonb_agg(jsonb_build_array(kind, ref_id)
                             ORDER BY rank DESC, at DESC, ref_id DESC), '[]')
             FROM (SELECT * FROM ranked ORDER BY rank DESC, at DESC, ref_id DESC
                   OFFSET $11 LIMIT $12) h),
    'kind', {counts("kind", "a AND s AND p AND w AND d")},
    'app', {counts("app", "k AND s AND p AND w AND d")},
    'state', {counts("step", "k AND a AND p AND w AND d")},
    'space', {counts("space_id", "k AND a AND s AND w AND d")},
    'author', {counts("author_id", "k AND a AND s AND p AND d AND kind <> 'person'")},
    'since', (SELECT coalesce(jsonb_agg(n ORDER BY place), '[]') FROM (
        SELECT u.place, count(j.at) AS n
        FROM unnest($13) WITH ORDINALITY AS u (since, place)
        LEFT JOIN judged j ON j.at >= u.since AND k AND a AND s AND p AND w
        GROUP BY u.place) c)
)
"""

FIND = f"""
CREATE FUNCTION search_find(
    musts text[], nots text[], open text, narrowed jsonb, since timestamptz,
    newest boolean, skip integer, count integer, marks timestamptz[]
) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public AS $find$
DECLARE
    asked tsquery := search_query(musts, nots, open);
    mine bigint[] := search_mine();
    answer jsonb;
BEGIN
    IF etabli_me() IS NULL OR numnode(asked) = 0 THEN
        RETURN '{{"total": 0, "hits": []}}';
    END IF;
    EXECUTE format($sql$ {FOUND} $sql$,
                   CASE WHEN cardinality(mine) > {BROAD} THEN '+ 0' ELSE '' END)
    INTO answer
    USING asked, mine, search_company(),
        search_listed(narrowed, 'kind'), search_listed(narrowed, 'app'),
        search_listed(narrowed, 'state'), search_listed(narrowed, 'space')::bigint[],
        search_listed(narrowed, 'author')::bigint[], since, newest, skip, count, marks;
    RETURN answer;
END $find$
"""
LISTED = """
CREATE FUNCTION search_listed(narrowed jsonb, name text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN narrowed ? name
                THEN ARRAY(SELECT jsonb_array_elements_text(narrowed -> name)) END
$$
"""

# As one types: people, spaces and titles, a few of each.
TITLES = f"""
CREATE FUNCTION search_titles(musts text[], open text, each integer)
RETURNS TABLE (kind text, ref_id bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20 SET search_path = public AS $$
DECLARE
    asked tsquery := search_query(musts, '{{}}', open);
    mine bigint[] := search_mine();
    company bigint[] := search_company();
BEGIN
    IF etabli_me() IS NULL OR numnode(asked) = 0 THEN
        RETURN;
    END IF;
    RETURN QUERY EXECUTE $sql$
    SELECT c.kind, c.ref_id FROM (
        SELECT b.kind, b.ref_id, row_number() OVER (
            PARTITION BY b.kind ORDER BY ts_rank(b.title_tsv, $1) DESC, b.at DESC, b.ref_id) AS n
        FROM (
            (SELECT d.* FROM search_doc d
             WHERE d.title_tsv @@ $1 AND d.kind = 'item' AND d.shown
                 AND d.audience_id + 0 = ANY ($2) ORDER BY d.at DESC LIMIT {RANKED})
            UNION ALL
            (SELECT d.* FROM search_doc d
             WHERE d.title_tsv @@ $1 AND d.kind = 'space' AND d.shown
                 AND d.audience_id + 0 = ANY ($2) LIMIT {RANKED})
            UNION ALL
            (SELECT d.* FROM search_doc d
             WHERE d.title_tsv @@ $1 AND d.kind = 'person' AND d.shown
                 AND coalesce(d.ref_id = ANY ($3), true) LIMIT {RANKED})
        ) b) c
    WHERE c.n <= $4 ORDER BY c.kind, c.n
    $sql$ USING asked, mine, company, each;
END $$
"""

# Which words of a text an answer to the question has: they are marked where it is shown.
MARKED = """
CREATE FUNCTION search_marked(words text[], asked text[], open text) RETURNS SETOF text
LANGUAGE sql STABLE SET search_path = public AS $$
    WITH looked_for AS (
        SELECT array_agg(stem) AS stems
        FROM unnest(asked || open) AS question, search_words(question) AS word,
        LATERAL unnest(ts_lexize('search_fr', word) || ts_lexize('search_en', word)) AS stem)
    SELECT given FROM unnest(words) AS given, search_words(given) AS word, looked_for
    WHERE ts_lexize('search_fr', word) || ts_lexize('search_en', word) && stems
       OR open <> '' AND starts_with(word, search_words(open))
$$
"""


def owned_by_search(name: str, definition: str, callers: str = "etabli_app, etabli_sys") -> RunSQL:
    """A definer's function of etabli_search; rights are given before it changes hands."""
    return RunSQL(
        f"""
        {definition};
        REVOKE EXECUTE ON FUNCTION {name} FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION {name} TO {callers};
        ALTER FUNCTION {name} OWNER TO etabli_search;
        """,
        f"DROP FUNCTION {name}",
    )


class Migration(migrations.Migration):
    dependencies = [("search", "0002_writing")]
    operations = [
        RunSQL(QUERY, DROP_QUERY),
        RunSQL(LISTED, "DROP FUNCTION search_listed(jsonb, text)"),
        owned_by_search("search_mine()", MINE, "etabli_search"),
        owned_by_search("search_company()", COMPANY, "etabli_search"),
        owned_by_search(
            "search_find(text[], text[], text, jsonb, timestamptz, boolean, integer, integer,"
            " timestamptz[])",
            FIND,
        ),
        owned_by_search("search_titles(text[], text, integer)", TITLES),
        RunSQL(MARKED, "DROP FUNCTION search_marked(text[], text[], text)"),
    ]
