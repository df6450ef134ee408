// Decisions: a dialog opened by [data-dialog], a question before a form with [data-confirm].
import { word } from "./words.js";

const FIRST = "[autofocus], input:not([type=hidden]), textarea, select";

export function openDialog(dialog, source = null) {
  borrow(dialog.querySelector("form"), source);
  dialog.showModal();
  (dialog.querySelector(FIRST) ?? dialog.querySelector(".dialog__foot .btn:last-child"))?.focus();
}

// One dialog serves many forms: opened from a button, it sends what that form would send.
function borrow(form, source) {
  if (!form) return;
  form.querySelectorAll("[data-borrowed]").forEach((field) => field.remove());
  if (!source?.form || source.form === form) return;
  form.action = source.form.action;
  const own = new Set(Array.from(form.elements, (field) => field.name));
  for (const [name, value] of new FormData(source.form, source)) {
    if (own.has(name) || typeof value !== "string") continue;
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    field.dataset.borrowed = "";
    form.append(field);
  }
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    opener.closest("details.menu")?.removeAttribute("open");
    openDialog(dialog, opener);
  }
  if (event.target.closest?.("[data-close]")) event.target.closest("dialog")?.close();
});

const agreed = new WeakSet();

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    const question = event.submitter?.dataset.confirm ?? form.dataset.confirm;
    if (!question || agreed.delete(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    ask(question, submitter?.textContent.trim() || word("confirm"), () => {
      agreed.add(form);
      form.requestSubmit(submitter?.form === form ? submitter : undefined);
    });
  },
  true,
);

function ask(question, act, go) {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.setAttribute("aria-labelledby", "ui-ask");
  const inside = document.createElement("div");
  const text = document.createElement("p");
  text.id = "ui-ask";
  text.textContent = question;
  inside.append(text);
  const foot = document.createElement("div");
  foot.className = "dialog__foot";
  foot.append(choice(word("cancel"), "btn", () => dialog.close()));
  foot.append(choice(act, "btn btn--main", () => (dialog.close(), go())));
  dialog.append(inside, foot);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  foot.firstChild.focus();
}

function choice(label, className, run) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className, textContent: label });
  button.addEventListener("click", run);
  return button;
}
