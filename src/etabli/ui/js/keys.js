// A few keys, silent while one writes.
import { WRITABLE } from "./focus.js";

const KEYS = {
  "/": () => document.getElementById("q"),
  "?": () => document.getElementById("ui-keys"),
  c: () => document.querySelector(".bar__btn--make"),
  n: () => document.getElementById("bell"),
  g: () => document.querySelector(".bar__brand"),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const active = document.activeElement;
  if (active?.matches?.(WRITABLE) || document.querySelector("dialog[open]")) return;
  const found = KEYS[event.key]?.();
  if (!found) return;
  event.preventDefault();
  if (found.matches("dialog")) found.showModal();
  else if (found.matches("summary, a")) found.click();
  else found.focus();
  if (found.matches("summary")) found.focus();
});
