// Confirmations that go away by themselves, and sentences for screen readers only.
import { word } from "./words.js";
import { csrf } from "./net.js";

const SHOWN = 8000;

export function announce(text) {
  const said = document.getElementById("ui-said");
  if (!said) return;
  said.textContent = "";
  requestAnimationFrame(() => (said.textContent = text));
}

export function toast(text, { undo = "", act = "", run = null } = {}) {
  const box = document.createElement("div");
  box.className = "toast";
  box.dataset.toast = "";
  const said = document.createElement("span");
  said.textContent = text;
  box.append(said);
  if (undo) box.append(undoForm(undo, act));
  if (run) box.append(button(act, run));
  box.append(closing());
  document.getElementById("toasts")?.append(box);
  leaveLater(box);
  return box;
}

function undoForm(address, label) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = address;
  form.className = "inline";
  const token = document.createElement("input");
  token.type = "hidden";
  token.name = "csrfmiddlewaretoken";
  token.value = csrf();
  const go = document.createElement("button");
  go.textContent = label || word("undo");
  form.append(token, go);
  return form;
}

function button(label, run) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", (event) => {
    event.target.closest("[data-toast]").remove();
    run();
  });
  return made;
}

function closing() {
  const made = button("×", () => {});
  made.className = "toast__x";
  made.setAttribute("aria-label", word("close"));
  return made;
}

// Nobody is hurried: the time stops while the pointer or the keyboard is there.
function leaveLater(box) {
  let timer = 0;
  const start = () => (timer = setTimeout(() => box.remove(), SHOWN));
  const stop = () => clearTimeout(timer);
  for (const name of ["pointerenter", "focusin"]) box.addEventListener(name, stop);
  for (const name of ["pointerleave", "focusout"]) box.addEventListener(name, start);
  start();
}

document.querySelectorAll("[data-toast]").forEach(leaveLater);
document.addEventListener("click", (event) => {
  event.target.closest?.("[data-toast-close]")?.closest("[data-toast]").remove();
});
// The server says it with the header HX-Trigger: {"toast": {"text": …, "undo": …}}.
document.addEventListener("toast", (event) => {
  const { text, undo, act } = event.detail ?? {};
  if (text) toast(text, { undo, act });
});
