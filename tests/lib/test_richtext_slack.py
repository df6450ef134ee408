"""Messages of Slack."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etabli.lib.richtext import Mention, from_slack, mentions, render, to_text, validate
from tests.lib.richtext_samples import ANY_TEXT, UID, known

USERS: dict[str, Mention | str] = {"U1": Mention("person", UID, "Ana"), "U2": "Ancien compte"}
CHANNELS: dict[str, Mention | str] = {"C1": Mention("space", UID, "Halle")}
EMOJI = {"tada": "🎉", "wave": "👋"}


def html(text: str) -> str:
    return render(from_slack(text, USERS, CHANNELS, lambda name: EMOJI.get(name, name)), known)


REL = 'rel="noopener noreferrer nofollow"'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a *b _c_* ~d~", "<p>a <strong>b <em>c</em></strong> <s>d</s></p>"),
        ("2*3*4 et snake_case_name, *", "<p>2*3*4 et snake_case_name, *</p>"),
        ("*pas \nici* ni* là *", "<p>*pas<br>ici* ni* là *</p>"),
        ("(*oui*), *oui*!", "<p>(<strong>oui</strong>), <strong>oui</strong>!</p>"),
        ("`*code* &amp; <http://a.fr>`", "<p><code>*code* &amp; http://a.fr</code></p>"),
        ("a\n```x &lt; *y*\nz```b", "<p>a</p><pre><code>x &lt; *y*\nz</code></pre><p>b</p>"),
        ("&gt; cité\n> deux\nvous", "<blockquote><p>cité<br>deux</p></blockquote><p>vous</p>"),
        ("• un\n• deux", "<ul><li><p>un</p></li><li><p>deux</p></li></ul>"),
        ("un\n\ndeux", "<p>un</p><p>deux</p>"),
        (
            "<https://a.fr/x*y*?a=1&amp;b=2|le site> *g*",
            f'<p><a href="https://a.fr/x*y*?a=1&amp;b=2" {REL}>le site</a> <strong>g</strong></p>',
        ),
        (
            "*<https://a.fr>*",
            f'<p><a href="https://a.fr" {REL}><strong>https://a.fr</strong></a></p>',
        ),
        ("<mailto:a@b.fr|a@b.fr>", f'<p><a href="mailto:a@b.fr" {REL}>a@b.fr</a></p>'),
        ("<javascript:alert(1)|x> <javascript:alert(1)>", "<p>x &lt;javascript:alert(1)&gt;</p>"),
        (
            "<@U1>, <@U2>, <@U3|zoe>",
            (
                f'<p><a class="mention" href="/person/{UID}">@Titre de person</a>, @Ancien '
                "compte, @zoe</p>"
            ),
        ),
        (
            "<#C1|halle> <#C2|autre>",
            f'<p><a class="mention" href="/space/{UID}">@Titre de space</a> #autre</p>',
        ),
        (
            "<!here> <!channel> <!subteam^S1|@voirie> <!date^1^{date}|hier>",
            "<p>@here @channel @voirie hier</p>",
        ),
        (":tada: :wave::skin-tone-3: :maison: 10:30:20", "<p>🎉 👋🏼 :maison: 10:30:20</p>"),
        ("a &lt;b&gt; &amp;amp;", "<p>a &lt;b&gt; &amp;amp;</p>"),
        ("", "<p></p>"),
    ],
)
def test_markup(text: str, shown: str) -> None:
    assert html(text) == shown


def test_mentions_are_told() -> None:
    assert mentions(from_slack("<@U1> *<@U1>* `<@U1>`", USERS, CHANNELS)) == [USERS["U1"]]


def test_short_names_stay_when_nobody_knows_them() -> None:
    assert to_text(from_slack(":tada:", {}, {})) == ":tada:"


@given(
    st.lists(
        st.sampled_from(
            [
                "*",
                "_",
                "~",
                "`",
                "```",
                "<",
                ">",
                "|",
                "@U1",
                "&amp;",
                "&#0;",
                ":tada:",
                "\n",
                "a ",
                "\U000f0001",
                "!",
                "•",
            ]
        )
    ).map("".join)
    | ANY_TEXT
)
def test_any_text_makes_a_document(text: str) -> None:
    made = from_slack(text, USERS, CHANNELS)
    assert validate(made) == made


@pytest.mark.parametrize(
    "part", ["*a ", "_", "~a~", "`", "```", "<", "<@U1>", ":a:", "*_~", "> ", "x" * 1000]
)
def test_hostile_messages_take_no_time(part: str) -> None:
    started = time.process_time()
    from_slack(part * (100_000 // len(part)), USERS, CHANNELS)
    assert time.process_time() - started < 2
