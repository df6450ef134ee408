// The row under the tools: the address of a link, the description of a picture, the tools of
// a table or a callout. One at a time, and none most of the time.
import { CALLOUT, TABLE } from "./commands.js";
import { freshId, make } from "./dom.js";
import { address } from "./link.js";

export function panel({ editor, words }) {
  const row = make("div", { class: "rich__panel", hidden: true });
  let shown = "";

  function show(name, ...content) {
    if (shown !== name) {
      row.replaceChildren(...content);
      row.setAttribute("aria-label", words[`${name}Panel`] ?? "");
      row.setAttribute("role", "group");
    }
    shown = name;
    row.hidden = false;
  }

  function hide() {
    shown = "";
    row.hidden = true;
    row.replaceChildren();
  }

  function field(label, value, hint = "") {
    const id = freshId("rich-field");
    const input = make("input", { class: "input", id, type: "text", autocomplete: "off", "data-no-draft": true });
    input.value = value;
    const error = make("span", { class: "field__err", id: `${id}-e`, role: "status" }, hint);
    input.setAttribute("aria-describedby", error.id);
    return { input, error, label: make("label", { for: id }, label) };
  }

  function button(label, run) {
    const element = make("button", { class: "btn btn--sm", type: "button" }, label);
    element.addEventListener("click", run);
    return element;
  }

  function link() {
    const { input, error, label } = field(words.address, editor.getAttributes("link").href ?? "");
    const back = () => (hide(), editor.view.focus());
    const apply = () => {
      const href = address(input.value);
      if (!href) {
        error.textContent = words.badAddress;
        input.ariaInvalid = "true";
        return input.focus();
      }
      const chain = editor.chain().focus().extendMarkRange("link");
      if (editor.state.selection.empty && !editor.isActive("link")) {
        chain.insertContent({ type: "text", text: input.value.trim(), marks: [{ type: "link", attrs: { href } }] }).run();
      } else chain.setLink({ href }).run();
      hide();
    };
    const remove = () => (editor.chain().focus().extendMarkRange("link").unsetLink().run(), hide());
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") apply();
      else if (event.key === "Escape") back();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    const removal = editor.isActive("link") && button(words.removeLink, remove);
    show("link", label, input, button(words.apply, apply), removal || "", button(words.close, back), error);
    input.focus();
  }

  function picture(complaint = "") {
    const name = `image${editor.state.selection.from}`;
    if (shown === name) {
      row.querySelector(".field__err").textContent = complaint;
      return row.querySelector("input");
    }
    const { input, error, label } = field(words.alt, editor.getAttributes("image").alt, complaint);
    input.placeholder = words.altHint;
    input.addEventListener("input", () => {
      error.textContent = "";
      editor.commands.updateAttributes("image", { alt: input.value });
    });
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      editor.view.focus();
    });
    show(name, label, input, error);
    return input;
  }

  function tools(name, list) {
    const buttons = list.map((command) => {
      const element = button(words[command.id], () => command.run(editor));
      if (command.on) element.ariaPressed = String(command.on(editor));
      return element;
    });
    if (shown === name) row.replaceChildren(...buttons);
    else show(name, ...buttons);
  }

  function follow() {
    if (row.contains(document.activeElement) && shown) return;
    const at = editor.state.selection.node?.type.name;
    if (at === "image") {
      picture();
    } else if (editor.isActive("table")) tools("table", TABLE);
    else if (editor.isActive("callout")) tools("callout", CALLOUT);
    else if (shown) hide();
  }
  editor.on("selectionUpdate", follow);
  editor.on("update", follow);
  return { row, link, picture };
}
