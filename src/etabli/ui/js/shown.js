// Fields shown only in some cases: data-shown='{"field":"kind","is":"leave"}'. The server
// applies the same rule; here it only spares reading. What is hidden is not sent.
import htmx from "htmx";

export function holds(rule, value) {
  if (rule.all) return rule.all.every((part) => holds(part, value));
  if (rule.any) return rule.any.some((part) => holds(part, value));
  if (rule.none) return !rule.none.some((part) => holds(part, value));
  const found = value(rule.field);
  const filled = found.filter((one) => one !== "");
  if ("is" in rule) return rule.is === "" ? !filled.length : found.includes(String(rule.is));
  if ("not" in rule) return !found.includes(String(rule.not));
  if ("in" in rule) return rule.in.some((one) => found.includes(String(one)));
  if ("filled" in rule) return Boolean(filled.length) === rule.filled;
  if ("over" in rule) return filled.some((one) => Number(one) > rule.over);
  if ("under" in rule) return filled.some((one) => Number(one) < rule.under);
  return true;
}

function values(form) {
  return (name) => {
    const fields = [...form.elements].filter((field) => field.name === name);
    return fields.flatMap((field) => {
      if (field.type === "checkbox" || field.type === "radio") return field.checked ? [field.value] : [];
      if (field.multiple && field.options) return Array.from(field.selectedOptions, (option) => option.value);
      return [field.value];
    });
  };
}

export function refresh(form) {
  const read = values(form);
  for (const part of form.querySelectorAll("[data-shown]")) {
    const shown = holds(JSON.parse(part.dataset.shown), read);
    part.hidden = !shown;
    for (const field of part.querySelectorAll("input, select, textarea, button")) {
      if (!shown && !field.disabled) field.dataset.off = "";
      if (shown ? "off" in field.dataset : !field.disabled) field.disabled = !shown;
      if (shown) delete field.dataset.off;
    }
  }
}

function start(root) {
  for (const form of root.querySelectorAll("form:has([data-shown])")) refresh(form);
}

for (const name of ["input", "change"]) {
  document.addEventListener(name, ({ target }) => {
    if (target.form?.querySelector("[data-shown]")) refresh(target.form);
  });
}
document.addEventListener("reset", ({ target }) => setTimeout(() => refresh(target)));
htmx.onLoad((element) => element.parentElement && start(element.parentElement));
start(document);
