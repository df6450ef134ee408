"""HTML of other programs."""

import gzip
import json
import random
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etabli.lib.richtext import Mention, from_html, links, render, to_text, validate
from tests.lib.richtext_samples import ANY_TEXT, UID, known

CORPUS = Path(__file__).parents[3] / "shared/corpora/lean-zulip/lean-zulip-small-channels.jsonl.gz"
REL = 'rel="noopener noreferrer nofollow"'


def find(name: str) -> Mention | None:
    return Mention("person", UID, name) if name == "Ana Lopes" else None


def html(source: str, base: str = "") -> str:
    return render(from_html(source, find, base), known)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<p>a <b>b <i>c</i></b>\n d<br>\n e</p>", "<p>a <strong>b <em>c</em></strong> d<br>e</p>"),
        ("a <u>b</u> <blink>c</blink>", "<p>a b c</p>"),
        ("<h1>A</h1><h4>B</h4>c", "<h2>A</h2><h3>B</h3><p>c</p>"),
        (
            "<ul><li>a<ol start=3><li>b</ol><li><p>c</p><p>d</p></ul>",
            (
                '<ul><li><p>a</p><ol start="3"><li><p>b</p></li></ol></li>'
                "<li><p>c</p><p>d</p></li></ul>"
            ),
        ),
        ("<blockquote><p>a</p></blockquote><hr>", "<blockquote><p>a</p></blockquote><hr>"),
        (
            '<pre><code class="language-py">a\n  b\n</code></pre>',
            '<pre><code data-language="py">a\n  b</code></pre>',
        ),
        ("<script>x</script><style>y</style><p onclick=z>a</p>", "<p>a</p>"),
        (
            "<a href='javascript:x'>a</a> <a href='//b.fr/c'>d</a> <a href='/e'>f</a>",
            f'<p>a <a href="https://b.fr/c" {REL}>d</a> f</p>',
        ),
        (
            "<img src='https://a.fr/b.png' alt='Un plan'>",
            f'<p><a href="https://a.fr/b.png" {REL}>Un plan</a></p>',
        ),
        ("a<div>b</div>c", "<p>a</p><p>b</p><p>c</p>"),
        ("<a href='https://a.fr'><div>b</div></a>", f'<p><a href="https://a.fr" {REL}>b</a></p>'),
        ("", "<p></p>"),
    ],
)
def test_plain_html(source: str, shown: str) -> None:
    assert html(source) == shown


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (
            (
                '<span class="user-mention" data-user-id="1">@Ana Lopes</span> <span '
                'class="user-mention silent">Zoé</span>'
            ),
            f'<p><a class="mention" href="/person/{UID}">@Titre de person</a> Zoé</p>',
        ),
        (
            (
                '<span class="emoji emoji-1f6e0" title="x">:x:</span><span class="emoji '
                'emoji-1f1eb-1f1f7">:fr:</span>'
            ),
            "<p>🛠🇫🇷</p>",
        ),
        ('<img class="emoji" alt=":maison:" src="/u.png">', "<p>:maison:</p>"),
        (
            (
                '<span class="katex"><span class="katex-mathml"><math><mi>x</mi>'
                '<annotation>x^2</annotation></math></span><span class="katex-html">x2'
                "</span></span>"
            ),
            "<p><code>x^2</code></p>",
        ),
        (
            (
                '<div class="codehilite" data-code-language="Bash Session"><pre><span>'
                '</span><code><span class="gp">$</span> ls\n</code></pre></div>'
            ),
            '<pre><code data-language="Bash Session">$ ls</code></pre>',
        ),
        (
            (
                '<div class="spoiler-block"><div class="spoiler-header"><p>Fin</p></div>'
                '<div class="spoiler-content"><p>x</p></div></div>'
            ),
            '<div class="callout" data-tone="plain"><p><strong>Fin</strong></p><p>x</p></div>',
        ),
        (
            (
                '<p><a href="/user_uploads/i.png">i.png</a></p><div '
                'class="message_inline_image"><a href="/user_uploads/i.png"><img '
                'src="/t.png"></a></div>'
            ),
            f'<p><a href="https://z.org/user_uploads/i.png" {REL}>i.png</a></p>',
        ),
        (
            '<a class="stream-topic" href="#narrow/x">#CI &gt; y</a>',
            f'<p><a href="https://z.org/#narrow/x" {REL}>#CI &gt; y</a></p>',
        ),
        ('<time datetime="2024-03-14T15:00:00Z">14 mars</time>', "<p>14 mars</p>"),
    ],
)
def test_html_of_zulip(source: str, shown: str) -> None:
    assert html(source, "https://z.org") == shown


def test_tables_hold_what_cells_may_hold() -> None:
    source = (
        "<table><thead><tr><th colspan=2><h3>A</h3></th></tr></thead><tr><td>b<ul><li>c</ul></td>"
        "<td><blockquote>d</blockquote><table><tr><td>e</table></td></tr></table>"
    )
    assert html(source) == (
        '<div class="table-scroll" tabindex="0"><table><thead><tr>'
        '<th scope="col" colspan="2">A</th></tr></thead><tbody><tr>'
        "<td><p>b</p><ul><li><p>c</p></li></ul></td><td><p>d</p><p>e</p></td>"
        "</tr></tbody></table></div>"
    )


PIECES = (
    (
        "<b> </b> <ul> <li> </ul> <table> <tr> <td> </table> <blockquote> </blockquote> <p> x <br> "
        "<pre> </pre> <a&#32;href='//x'> <h1> <script> &#0; &#xD800; <img&#32;src=x> <svg> <math> "
        "<span&#32;class=katex> <div&#32;class=spoiler-block> <ol&#32;start=99999999999> <select>"
    )
    .replace("&#32;", "\t")
    .split(" ")
)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | ANY_TEXT)
def test_any_html_makes_a_document(source: str) -> None:
    made = from_html(source)
    assert validate(made) == made


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 100_000,
        "<blockquote>" * 20_000 + "a",
        "<table><tr><td>" * 9_000,
        "<ul><li>" * 20_000,
        "x" * 1_000_000,
        "<p>x" * 40_000,
        "<br>" * 50_000,
        "<b>" * 3_000,
        "é" * 300_000,
    ],
)
def test_huge_and_deep_html_is_cut_at_once(hostile: str) -> None:
    started = time.process_time()
    from_html(hostile)
    assert time.process_time() - started < 2


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not beside this repository")
def test_a_real_archive_is_read_fast_and_whole() -> None:
    with gzip.open(CORPUS, "rt") as lines:
        sources = [json.loads(line)["html"] for line, _ in zip(lines, range(20_000), strict=False)]
    sources = random.Random(1).sample(sources, 4_000)
    started = time.process_time()
    made = [from_html(source) for source in sources]
    rate = len(made) / (time.process_time() - started)
    # Measured: 12,000 a second. The limit is that of a loaded machine.
    assert rate > 2_500
    assert sum("…" in to_text(doc)[-1:] and len(to_text(doc)) > 20_000 for doc in made) == 0
    assert sum(bool(links(doc)) for doc in made) > 500
