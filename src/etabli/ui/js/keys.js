// A few keys, silent while one writes.
import { WRITABLE } from "./focus.js";

const KEYS = {
  "/": () => document.getElementById("q"),
  "?": () => document.getElementById("ui-keys"),
  c: () => document.querySelector(".bar__btn--make"),
  n: () => document.getElementById("bell"),
  g: () => document.querySelector(".bar__brand"),
};

// The keys that do something on this page, and the help of its app if it has some.
function tell(dialog) {
  for (const row of dialog.querySelectorAll("[data-for]")) row.hidden = !document.querySelector(row.dataset.for);
  const help = document.querySelector("a[data-app-help]");
  const line = dialog.querySelector("[data-help]");
  line.hidden = !help;
  if (help) line.querySelector("a").href = help.href;
  dialog.showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const active = document.activeElement;
  if (active?.matches?.(WRITABLE) || document.querySelector("dialog[open]")) return;
  const found = KEYS[event.key]?.();
  if (!found) return;
  event.preventDefault();
  if (found.matches("dialog")) tell(found);
  else if (found.matches("summary, a")) found.click();
  else found.focus();
  if (found.matches("summary")) found.focus();
});
