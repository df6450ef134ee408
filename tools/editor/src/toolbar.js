// One row of tools: an ARIA toolbar, one of its buttons in the order of Tab, arrows for the rest.
import { icon, make } from "./dom.js";

export function toolbar({ editor, commands, words, iconsUrl, controls }) {
  const bar = make("div", {
    class: "edit-bar rich__bar",
    role: "toolbar",
    "aria-label": words.toolbar,
    "aria-controls": controls,
  });
  const tools = commands.filter((command) => !command.menu).map((command) => {
    if (command.gap) bar.append(make("span", { class: "edit-bar__sep", "aria-hidden": "true" }));
    const button = tool(command, words, iconsUrl);
    button.addEventListener("click", () => button.ariaDisabled !== "true" && command.run(editor));
    // The selection stays in the text while a tool is pressed.
    button.addEventListener("mousedown", (event) => event.preventDefault());
    bar.append(button);
    return { button, command };
  });
  const buttons = tools.map(({ button }) => button);
  rove(bar, buttons, editor);

  function refresh() {
    for (const { button, command } of tools) {
      if (command.on && !command.opens) button.ariaPressed = String(command.on(editor));
      if (command.off) button.ariaDisabled = String(command.off(editor));
    }
  }
  editor.on("transaction", refresh);
  refresh();
  return bar;
}

function tool({ id, icon: name, mark, keys, on, opens }, words, iconsUrl) {
  const label = keys ? `${words[id]} (${keys})` : words[id];
  const button = make(
    "button",
    {
      class: "icon-btn icon-btn--sm",
      type: "button",
      tabindex: "-1",
      "aria-label": words[id],
      title: label,
      "aria-pressed": on && !opens ? "false" : null,
      "aria-keyshortcuts": keys?.replace("Ctrl", "Control"),
      "data-tool": id,
    },
    name ? icon(iconsUrl, name) : make("span", { class: "rich__t", "aria-hidden": "true" }, words[mark] ?? mark),
  );
  return button;
}

function rove(bar, buttons, editor) {
  let current = 0;
  buttons[0].tabIndex = 0;
  const go = (place) => {
    buttons[current].tabIndex = -1;
    current = (place + buttons.length) % buttons.length;
    buttons[current].tabIndex = 0;
    buttons[current].focus();
  };
  bar.addEventListener("focusin", ({ target }) => {
    const place = buttons.indexOf(target);
    if (place < 0) return;
    buttons[current].tabIndex = -1;
    current = place;
    buttons[current].tabIndex = 0;
  });
  bar.addEventListener("keydown", (event) => {
    const moves = { ArrowRight: current + 1, ArrowLeft: current - 1, Home: 0, End: buttons.length - 1 };
    if (event.key in moves) go(moves[event.key]);
    else if (event.key === "Escape") editor.view.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
