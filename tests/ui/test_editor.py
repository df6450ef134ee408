"""The rich text editor, as people use it."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from etabli.lib.richtext import from_markdown, to_markdown, validate
from etabli.lib.richtext.schema import CONTENT, LED_BY_PARAGRAPH, MARKS
from tests.accessibility import faults_of
from tests.ui.server import Stage
from tests.ui.world import SHELL

UID = "018f0000-0000-7000-8000-00000000000a"
KARIM = {"kind": "person", "uid": UID, "label": "Karim Haddad", "hint": "Voirie"}
LEAK = {"uid": UID, "label": "Fuite rue des Ormes", "hint": "Signalement n° 418"}
PAGE = f"""\
## Principes

La ville garde praticables **les accès aux soins**. Voir [@Karim Haddad](person:{UID}).

> [!WARNING]
> Le circuit des Ormes devient ==prioritaire==.

| Circuit | Départ |
| --- | --- |
| Côte Saint-Roch | 4 h 30 |

- [x] Contrôle des saleuses
- [ ] Repérage de nuit

```python
print("sel")
```"""


@pytest.fixture
def screen(stage: Stage) -> dict[str, Any]:
    def answer(body: Any, status: int = 200) -> Any:
        return lambda _asked: (status, {"Content_Type": "application/json"}, json.dumps(body))

    stage.answers["/mentions/"] = answer([KARIM])
    stage.answers["/liens/"] = answer([LEAK])
    stage.answers["/fichiers/"] = answer({"uid": UID, "name": "neige.png"}, 201)
    stage.answers[f"/fichiers/{UID}/image"] = answer({})
    context = {"shell": SHELL, "markdown": "", "doc": None, "open": False}
    stage.contexts["editor"] = context
    return context


def write(tab: Page) -> None:
    """Come to the page and put the cursor in the text."""
    tab.goto("/editor")
    tab.get_by_label("Compte rendu").focus()
    expect(tab.locator(".rich__text")).to_be_focused()


def kept(tab: Page) -> Any:
    """The document that the form would send."""
    value = tab.locator("textarea[name=body]").input_value()
    return validate(value) if value else None


def markdown(tab: Page) -> str:
    return to_markdown(kept(tab))


def test_typing_and_marks(tab: Page, screen: dict[str, Any]) -> None:
    write(tab)
    tab.keyboard.type("Bonjour ")
    tab.keyboard.press("Control+b")
    tab.keyboard.type("gras")
    tab.keyboard.press("Control+b")
    tab.keyboard.press("Enter")
    tab.keyboard.type("- un")
    tab.keyboard.press("Enter")
    tab.keyboard.type("deux")
    assert markdown(tab) == "Bonjour **gras**\n\n- un\n- deux"


def test_people_and_items_are_found_as_one_types(tab: Page, screen: dict[str, Any]) -> None:
    write(tab)
    tab.keyboard.type("Avec @kar")
    expect(tab.get_by_role("option", name="Karim Haddad")).to_have_attribute(
        "aria-selected", "true"
    )
    tab.keyboard.press("Enter")
    tab.keyboard.type("voir #fuite des")
    expect(tab.get_by_role("option", name="Fuite rue des Ormes")).to_be_visible()
    tab.keyboard.press("Tab")
    tab.keyboard.type("@k")
    expect(tab.get_by_role("option")).to_be_visible()
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("listbox")).to_have_count(0)
    assert markdown(tab).startswith(
        f"Avec [@Karim Haddad](person:{UID}) voir [Fuite rue des Ormes](item:{UID})"
    )


def test_slash_lists_the_tools_by_name(tab: Page, screen: dict[str, Any]) -> None:
    write(tab)
    tab.keyboard.type("/tabl")
    expect(tab.get_by_role("option", name="Tableau")).to_be_visible()
    tab.keyboard.press("Enter")
    tab.keyboard.type("Circuit")
    tab.keyboard.press("Tab")
    tab.keyboard.type("Départ")
    assert markdown(tab).startswith("| Circuit | Départ |  |\n| --- | --- | --- |")
    tab.get_by_role("button", name="Supprimer le tableau").click()
    assert kept(tab) is None


def test_the_toolbar_is_one_stop_of_tab(tab: Page, screen: dict[str, Any]) -> None:
    write(tab)
    tab.keyboard.press("Alt+F10")
    bar = tab.get_by_role("toolbar")
    expect(bar.locator("[tabindex='0']")).to_have_count(1)
    expect(bar.get_by_role("button", name="Titre", exact=True)).to_be_focused()
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("ArrowRight")
    expect(bar.get_by_role("button", name="Gras")).to_be_focused()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Escape")
    expect(tab.locator(".rich__text")).to_be_focused()


def test_tab_leaves_a_table_after_escape(tab: Page, screen: dict[str, Any]) -> None:
    write(tab)
    tab.keyboard.type("/tabl")
    expect(tab.get_by_role("option")).to_be_visible()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    expect(tab.locator(".rich__text")).to_be_focused()
    tab.keyboard.press("Escape")
    tab.keyboard.press("Tab")
    expect(tab.get_by_role("button", name="Publier")).to_be_focused()


def test_a_link_asks_for_an_address_until_it_is_one(tab: Page, screen: dict[str, Any]) -> None:
    write(tab)
    tab.keyboard.press("Control+k")
    tab.keyboard.type("javascript:alert(1)")
    tab.keyboard.press("Enter")
    expect(tab.get_by_label("Adresse")).to_have_attribute("aria-invalid", "true")
    tab.keyboard.press("Control+a")
    tab.keyboard.type("exemple.fr")
    tab.keyboard.press("Enter")
    expect(tab.locator(".rich__text")).to_be_focused()
    assert markdown(tab) == "[exemple.fr](https://exemple.fr)"


def test_markdown_that_is_pasted_becomes_what_it_says(tab: Page, screen: dict[str, Any]) -> None:
    write(tab)
    paste(tab, "text/plain", PAGE)
    assert kept(tab) == from_markdown(PAGE)


def test_html_that_is_pasted_keeps_only_what_a_text_may_hold(
    tab: Page, screen: dict[str, Any]
) -> None:
    write(tab)
    paste(
        tab,
        "text/html",
        "<h1>A</h1><p style='color:red' onclick=x>b <a href='javascript:x'>c</a>"
        "<img src='https://evil.fr/i.png'></p><table><tr><td><table><tr><td>d</table></table>",
    )
    assert "javascript" not in str(kept(tab))
    assert "evil" not in str(kept(tab))
    assert tab.locator(".rich__text [style*='red']").count() == 0


def test_weights_told_by_styles_are_kept(tab: Page, screen: dict[str, Any]) -> None:
    write(tab)
    paste(
        tab,
        "text/html",
        '<b style="font-weight:normal" id="docs-internal-guid-1"><p><span style="font-weight:700">'
        'a</span><span style="font-style:italic;text-decoration:line-through">b</span> c</p></b>',
    )
    assert markdown(tab) == "**a**_~~b~~_ c"


def test_a_picture_is_sent_and_must_be_described(
    tab: Page, stage: Stage, screen: dict[str, Any]
) -> None:
    write(tab)
    tab.evaluate(
        """async () => {
          const canvas = Object.assign(document.createElement("canvas"), { width: 8, height: 8 });
          const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
          const data = new DataTransfer();
          data.items.add(new File([blob], "neige.png", { type: "image/png" }));
          const paste = { clipboardData: data, bubbles: true, cancelable: true };
          document.querySelector(".rich__text").dispatchEvent(new ClipboardEvent("paste", paste));
        }"""
    )
    words = tab.get_by_label("Description de l’image")
    expect(words).to_be_focused()
    assert kept(tab)["content"][0] == {"type": "image", "attrs": {"uid": UID, "alt": ""}}
    tab.get_by_role("button", name="Publier").click()
    expect(words).to_be_focused()
    assert [path for path, _ in stage.posted] == ["/fichiers/"]
    tab.keyboard.type("Une saleuse")
    tab.keyboard.press("Enter")
    with tab.expect_response("**/posted"):
        tab.keyboard.press("Control+Enter")
    sent = dict(stage.posted)["/posted"]["body"][0]
    assert to_markdown(validate(sent)) == f"![Une saleuse](file:{UID})"


def test_a_document_comes_back_whole_and_untouched(tab: Page, screen: dict[str, Any]) -> None:
    screen |= {"markdown": "autre", "doc": from_markdown(PAGE), "open": True}
    tab.goto("/editor")
    expect(tab.locator(".rich__text h2")).to_have_text("Principes")
    tab.locator(".rich__text h2").click()
    tab.keyboard.press("End")
    tab.keyboard.type("!")
    assert kept(tab) == from_markdown(PAGE.replace("Principes", "Principes!"))


def test_markdown_in_the_field_is_read(tab: Page, screen: dict[str, Any]) -> None:
    screen |= {"markdown": PAGE, "open": True}
    tab.goto("/editor")
    tab.locator(".rich__text h2").click()
    tab.keyboard.press("End")
    tab.keyboard.type("!")
    assert kept(tab) == from_markdown(PAGE.replace("Principes", "Principes!"))


def test_without_javascript_the_field_holds_markdown(
    chromium: Any, stage: Stage, screen: dict[str, Any]
) -> None:
    screen |= {"markdown": PAGE}
    with chromium.new_context(java_script_enabled=False, base_url=stage.url) as context:
        plain = context.new_page()
        plain.goto("/editor")
        expect(plain.get_by_label("Compte rendu")).to_have_value(PAGE)


def test_the_editor_holds_what_the_server_takes(tab: Page, screen: dict[str, Any]) -> None:
    write(tab)
    schema = tab.evaluate(
        """() => {
          const { nodes, marks } = document.querySelector("rich-text").editor.editor.schema;
          const described = Object.entries(nodes).map(([name, { spec }]) => [
            name, { content: spec.content ?? "", group: spec.group ?? "" },
          ]);
          return { nodes: Object.fromEntries(described), marks: Object.keys(marks) };
        }"""
    )
    assert sorted(schema["marks"]) == sorted(MARKS)
    assert set(schema["nodes"]) == set(CONTENT)
    for name, spec in schema["nodes"].items():
        held = set[str]()
        for word in spec["content"].translate(str.maketrans("()|*+", "     ")).split():
            members = {n for n, s in schema["nodes"].items() if word in s["group"].split()}
            held |= members or {word}
        assert held == CONTENT[name], name
        assert spec["content"].startswith("paragraph block*") == (name in LED_BY_PARAGRAPH)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_hinders_access(
    tab: Page, screen: dict[str, Any], shots: Any, theme: str, width: int
) -> None:
    screen |= {"doc": from_markdown(PAGE), "open": True}
    tab.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto("/editor")
    tab.locator(".rich__text h2").click()
    tab.keyboard.press("End")
    tab.keyboard.type(" @k")
    expect(tab.get_by_role("option")).to_be_visible()
    assert faults_of(tab, "best-practice") == []
    shots(tab, f"editor-{width}-{theme}")


def paste(tab: Page, kind: str, text: str) -> None:
    tab.evaluate(
        """([kind, text]) => {
          const data = new DataTransfer();
          data.setData(kind, text);
          if (kind === "text/html") data.setData("text/plain", "x");
          const paste = { clipboardData: data, bubbles: true, cancelable: true };
          document.querySelector(".rich__text").dispatchEvent(new ClipboardEvent("paste", paste));
        }""",
        [kind, text],
    )
