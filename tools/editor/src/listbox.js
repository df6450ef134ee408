// The list under the words being typed. The focus stays in the text: the list is told to
// screen readers by aria-activedescendant and by an announcement.
import { freshId, icon, make } from "./dom.js";

export function listbox({ host, words, iconsUrl, announce }) {
  let box, leave, current, shown, text;

  function draw(props) {
    shown = props;
    current = 0;
    const { items } = props;
    box.hidden = !items.length && (props.loading || !props.query);
    box.replaceChildren(
      ...items.map((item, place) => option(item, place)),
      items.length ? "" : make("div", { class: "rich__none", role: "option", "aria-disabled": "true" }, words.nothing),
    );
    point();
    announce(items.length ? words.results.replace("{count}", items.length) : words.nothing);
  }

  function option(item, place) {
    const element = make(
      "div",
      { class: "rich__option", role: "option", id: freshId("rich-option"), "aria-selected": "false" },
      item.icon && icon(iconsUrl, item.icon),
      item.mark && make("span", { class: "rich__t", "aria-hidden": "true" }, words[item.mark] ?? item.mark),
      make("span", { class: "rich__label" }, item.label),
      item.hint && make("small", {}, item.hint),
    );
    element.addEventListener("mousedown", (event) => {
      event.preventDefault();
      shown.command(shown.items[place]);
    });
    return element;
  }

  function point() {
    [...box.children].forEach((element, place) => {
      element.ariaSelected = String(place === current);
      if (place !== current) return;
      element.scrollIntoView({ block: "nearest" });
      if (element.id) text.setAttribute("aria-activedescendant", element.id);
    });
  }

  return {
    onStart(props) {
      text = props.editor.view.dom;
      box = make("div", { class: "rich__menu", role: "listbox", "aria-label": words.suggestions, id: freshId("rich-menu") });
      host.append(box);
      text.setAttribute("aria-controls", box.id);
      leave = props.mount(box);
      draw(props);
    },
    onUpdate: draw,
    onKeyDown({ event }) {
      const count = shown.items.length;
      if (event.key === "Escape") {
        event.stopPropagation();
        return false;
      }
      if (!count) return false;
      if (event.key === "ArrowDown") current = (current + 1) % count;
      else if (event.key === "ArrowUp") current = (current + count - 1) % count;
      else if (event.key === "Enter" || event.key === "Tab") {
        shown.command(shown.items[current]);
        return true;
      } else return false;
      point();
      return true;
    },
    onExit() {
      text?.removeAttribute("aria-activedescendant");
      text?.removeAttribute("aria-controls");
      leave?.();
      box?.remove();
    },
  };
}
