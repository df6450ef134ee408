// Light, dark, or like the device: shown at once, kept by the server for this person.
import { request } from "./net.js";

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-theme-form]") || !event.submitter) return;
  event.preventDefault();
  const theme = event.submitter.value;
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  for (const button of form.querySelectorAll("button[name=theme]")) {
    button.setAttribute("aria-pressed", String(button === event.submitter));
  }
  request(form.action, { method: "POST", body: new FormData(form, event.submitter) });
});

// A colour being chosen is seen at once in the parts that preview it.
document.addEventListener("input", (event) => {
  const name = event.target.dataset?.brand;
  if (name === undefined) return;
  for (const other of document.querySelectorAll("[data-brand]")) {
    if (other !== event.target) other.value = event.target.value;
  }
  if (!/^#[0-9a-f]{6}$/i.test(event.target.value)) return;
  for (const preview of document.querySelectorAll("[data-brand-scope]")) {
    preview.style.setProperty("--brand-source", event.target.value);
  }
});
