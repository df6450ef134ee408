"""Components, from what they are given to what they say."""

import datetime as dt
from typing import Any

import pytest
from django import forms
from django.template.backends.jinja2 import Jinja2
from django.utils import timezone, translation
from jinja2 import UndefinedError

from etabli.ui.icons import icon
from tests.ui.world import CLAIRE, PAUL, SPACES, TOOLS


@pytest.fixture
def draw(backend: Jinja2, french: None) -> Any:
    """Draws a line of template."""
    return lambda text, **values: backend.env.from_string(text).render(**values)


def test_what_a_component_is_given_is_escaped(draw: Any) -> None:
    html = draw(
        "{{ ui.button(x) }}{{ ui.vis(x) }}{{ ui.input(x, 'n', x, error=x) }}", x="<b onclick=1>"
    )
    assert "<b onclick" not in html
    assert html.count("&lt;b onclick=1&gt;") == 5


def test_attributes_cannot_break_out(draw: Any) -> None:
    html = draw("{{ ui.button('x', attrs={'data-x': v}) }}", v='" autofocus onfocus="x')
    assert 'data-x="&#34; autofocus onfocus=&#34;x"' in html


def test_a_guest_is_said_in_words_with_their_organisation(draw: Any) -> None:
    html = draw("{{ ui.who(p) }}{{ ui.who_name(p, 'Atelier') }}", p=PAUL)
    assert "who--guest" in html and "(invité, Atelier)" in html
    assert "who--guest" not in draw("{{ ui.who(p) }}", p=CLAIRE)


def test_a_space_is_a_block_and_an_app_a_plate(draw: Any) -> None:
    assert "mark--space" in draw("{{ ui.mark(x) }}", x=SPACES[0])
    assert "<svg" in draw("{{ ui.mark(x) }}", x=TOOLS[0])


def test_who_sees_this_is_said_and_not_only_drawn(draw: Any) -> None:
    html = draw("{{ ui.vis('Direction · 5', 'lock') }}")
    assert "Visible par\u00a0: " in html and 'data-vis="lock"' in html


def test_a_state_has_a_word_and_a_measure(draw: Any) -> None:
    assert 'data-v="70"' in draw("{{ ui.state('En cours', 69.6, 'go') }}")
    assert 'data-v="100"' in draw("{{ ui.state('Fait', 400) }}")


def test_a_deadline_takes_its_tone_from_the_date(draw: Any) -> None:
    late = timezone.localtime() - dt.timedelta(days=2)
    html = draw("{{ ui.due(when) }}", when=late)
    assert 'data-tone="stop"' in html and "en retard" in html


def test_a_field_ties_its_error_and_its_hint_to_the_control(draw: Any) -> None:
    html = draw(
        "{{ ui.input('Date', 'day', '31/09', hint='Jour', error='Septembre s’arrête au 30.') }}"
    )
    assert 'aria-describedby="f-day-h f-day-e"' in html and 'aria-invalid="true"' in html
    assert 'id="f-day-h"' in html and 'id="f-day-e"' in html and 'for="f-day"' in html


def test_choices_keep_what_was_chosen(draw: Any) -> None:
    html = draw("{{ ui.select('T', 't', [(1, 'Un'), (2, 'Deux')], '2', blank='…') }}")
    assert '<option value="2" selected>' in html
    html = draw("{{ ui.choices('T', 't', [('a', 'A'), ('b', 'B')], ['b'], multiple=true) }}")
    assert html.count("checked") == 1 and 'value="b" checked' in html


def test_a_condition_is_written_as_json(draw: Any) -> None:
    html = draw("{{ ui.input('T', 't', shown=rule) }}", rule={"field": "k", "is": "l'un"})
    assert """data-shown='{"field":"k","is":"l\\u0027un"}'""" in html


def test_a_button_that_cannot_be_used_says_why(draw: Any) -> None:
    html = draw("{{ ui.button('Archiver', why='réservé aux animateurs') }}")
    assert 'aria-disabled="true"' in html and "réservé aux animateurs" in html
    assert 'type="button"' in html


def test_the_field_of_a_django_form_looks_like_ours(draw: Any) -> None:
    class Form(forms.Form):
        name = forms.CharField(label="Nom", help_text="Le vôtre.")
        keep = forms.BooleanField(label="Garder", required=False)
        side = forms.ChoiceField(label="Côté", choices=[("a", "A")], widget=forms.RadioSelect)

    form = Form({"name": "", "side": "z"})
    html = draw("{% for field in form %}{{ ui.form_field(field) }}{% endfor %}", form=form)
    assert 'class="input"' in html and 'aria-invalid="true"' in html
    assert 'id="id_name-e"' in html and 'id="id_name-h"' in html
    assert '<label class="choice" for="id_keep">' in html and "<legend>Côté</legend>" in html


def test_an_unknown_component_is_an_error(draw: Any) -> None:
    with pytest.raises(UndefinedError, match="buton"):
        draw("{{ ui.buton('x') }}")


def test_an_unknown_icon_shows_a_puzzle_piece() -> None:
    assert "#i-puzzle-piece" in icon("no-such-icon")
    assert "<script" not in icon('"><script>')


@pytest.mark.parametrize("language", ["fr", "en"])
def test_dates_and_numbers_speak_the_reader_s_language(backend: Jinja2, language: str) -> None:
    line = "{{ n|number }} {{ n|money }} {{ day|day }} {{ plural(2, 'a', 'b') }}"
    with translation.override(language):
        said = backend.env.from_string(line).render(n=1234, day=dt.date(2026, 10, 6))
    assert said.replace("\u00a0", " ").startswith(
        "1 234 1 234 € mardi 6" if language == "fr" else "1,234 €1,234 Tuesday 6"
    )
