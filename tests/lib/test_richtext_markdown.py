"""Markdown in and out."""

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from etabli.lib.richtext import (
    Mention,
    RichTextError,
    from_markdown,
    mentions,
    render,
    to_markdown,
    to_text,
    validate,
)
from tests.lib.richtext_samples import ANY_TEXT, OTHER, UID, doc, known, nodes, paragraph, text


def html(markdown: str) -> str:
    return render(from_markdown(markdown), known)


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("# A\n### B", "<h2>A</h2><h3>B</h3>"),
        ("un\ndeux", "<p>un<br>deux</p>"),
        (
            "*a* **b** ~~c~~ ==d== `e`",
            "<p><em>a</em> <strong>b</strong> <s>c</s> <mark>d</mark> <code>e</code></p>",
        ),
        ("a = b == c, x===y", "<p>a = b == c, x===y</p>"),
        (
            "- [x] a\n- [ ] b",
            (
                '<ul class="tasks"><li class="task task--done"><span class="task__box">☑'
                '</span><div class="task__body"><p>a</p></div></li><li class="task"><span '
                'class="task__box">☐</span><div class="task__body"><p>b</p></div></li></ul>'
            ),
        ),
        ("- [x] a\n- b", "<ul><li><p>[x] a</p></li><li><p>b</p></li></ul>"),
        ("3. a\n4. b", '<ol start="3"><li><p>a</p></li><li><p>b</p></li></ol>'),
        (
            "> [!tip]\n> a\n\n> [!X]",
            (
                '<div class="callout" data-tone="ok"><p>a</p></div><blockquote><p>[!X]</p>'
                "</blockquote>"
            ),
        ),
        ("<b>a</b> &amp; <!-- c -->", "<p>&lt;b&gt;a&lt;/b&gt; &amp; &lt;!-- c --&gt;</p>"),
        ("a<br>b", "<p>a<br>b</p>"),
        (
            f"![Plan](file:{UID})",
            (
                f'<figure><a href="/file/{UID}"><img src="/file/{UID}" alt="Plan" '
                'loading="lazy"></a></figure>'
            ),
        ),
        (
            "![Plan](https://a.fr/p.png)",
            '<p><a href="https://a.fr/p.png" rel="noopener noreferrer nofollow">Plan</a></p>',
        ),
        (f"# [Plan](item:{UID})", f'<h2><a class="ref" href="/item/{UID}">Titre de item</a></h2>'),
        ("[a](/b) [c](d.html)", '<p><a href="/b">a</a> [c](d.html)</p>'),
        (
            "(https://a.fr/x_y), http://x",
            (
                '<p>(<a href="https://a.fr/x_y" rel="noopener noreferrer '
                'nofollow">https://a.fr/x_y</a>), http://x</p>'
            ),
        ),
        (
            "    code\n\n~~~js x\na\n~~~",
            '<pre><code>code</code></pre><pre><code data-language="js x">a</code></pre>',
        ),
    ],
)
def test_what_markdown_says(markdown: str, shown: str) -> None:
    assert html(markdown) == shown


def test_plain_names_are_found_by_their_longest_form() -> None:
    asked: list[str] = []

    def find(name: str) -> Mention | None:
        asked.append(name)
        return Mention("person", UID, name) if name in ("Ana", "Ana Maria Lopes") else None

    kept = from_markdown("@Ana Maria Lopes, @Ana dit `@Ana` à a@Ana.fr [@Ana](/x) @Zoé", find)
    assert [m.label for m in mentions(kept)] == ["Ana Maria Lopes"]
    assert to_text(kept) == "@Ana Maria Lopes, @Ana dit @Ana à a@Ana.fr @Ana @Zoé"
    assert asked[0] == "Ana Maria Lopes" and len(asked) == len(set(asked))


ROUND = [
    "## Titre *penché* \\#",
    "Une ligne  \net une autre\\\n\\\naprès un vide",
    f"Voir [@Ana Lopes](person:{UID}), [Fuite \\[1\\]](item:{OTHER}) et [plan.pdf](file:{OTHER})",
    f"![Une <vanne>](file:{UID})",
    "<https://a.fr/x_y?a=1&b=2> <a@b.fr> [ici](https://a.fr/x\\_\\(y\\))",
    "- un\n  - deux\n    1. trois\n- quatre\n\n* autre liste\n\n- [ ] à faire\n- [x] fait",
    "- un\n\n  deux\n\n- ```\n  code\n\n    là\n  ```",
    "> cité\n>\n> - a\n> - b\n\n> [!CAUTION]\n> Attention",
    "| a | b |\n| --- | --- |\n| x<br>y | `p\\|q` \\| r |",
    "````py\n```\n````",
    "**_a_ b**c&#32;~~==d==~~",
    "\\- a\n\n1\\. b\n\n\\# c\n\n\\> d\n\n\\+ e\n\n\\---\n\n\\| a",
    "2\\*3\\*4 snake_case \\_x\\_ \\`a\\` 1 < 2 \\<b> AT&T \\&amp; a ~ b \\~\\~ = \\=\\=",
    "___",
    "&#160;a&#160;",
]


@pytest.mark.parametrize("markdown", ROUND)
def test_markdown_comes_back_the_same(markdown: str) -> None:
    kept = from_markdown(markdown)
    written = to_markdown(kept)
    assert from_markdown(written) == kept
    assert to_markdown(from_markdown(written)) == written


SIGNS = (
    "# ## > - * + 1. 2) _ __ ** ~~ == ` ``` | --- | - [x] [ ] [ ] ( ) ! < > <br> & &amp; &#32;"
    " \\ : = : @Ana a b é . http://a.fr"
).split()
MARKDOWN = st.lists(
    st.sampled_from([*SIGNS, " ", " ", "\n", "\n", "\n\n", "    ", "\u00a0", "\t"]), max_size=24
).map("".join)


@settings(max_examples=400)
@given(MARKDOWN | ANY_TEXT)
@example("a**&quot;b&quot;**c")
@example("> [!NOTE]\n- a")
def test_any_markdown_comes_back_the_same(markdown: str) -> None:
    try:
        kept = from_markdown(markdown)
    except RichTextError:
        return
    assert from_markdown(to_markdown(kept)) == kept


@settings(max_examples=100)
@given(nodes())
def test_any_document_becomes_markdown_that_settles(given_doc: Any) -> None:
    once = from_markdown(to_markdown(validate(given_doc)))
    assert from_markdown(to_markdown(once)) == once


MARKED = st.lists(
    st.tuples(
        st.text("a b*_~=`é.'<&!", min_size=1, max_size=4),
        st.sets(st.sampled_from(["bold", "italic", "strike", "highlight", "code"]), max_size=3),
        st.booleans(),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=400)
@given(MARKED)
def test_any_marks_come_back_the_same(parts: list[tuple[str, set[str], bool]]) -> None:
    line = [
        text(words, *marks, href="https://a.fr/(x)" if link else "") for words, marks, link in parts
    ]
    kept = validate(doc(paragraph("x", *line, "x")))
    assert from_markdown(to_markdown(kept)) == kept


@given(MARKDOWN)
def test_any_markdown_is_taken_or_refused(markdown: str) -> None:
    try:
        kept = from_markdown(markdown)
    except RichTextError:
        return
    assert validate(kept) == kept
