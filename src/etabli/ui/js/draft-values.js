// What a form holds, as plain values, and back.
const SKIPPED = "[type=password], [type=file], [type=submit], [type=button], [data-no-draft]";

function kept(form) {
  return [...form.elements].filter(
    (field) => field.name && !field.name.startsWith("_") && field.name !== "csrfmiddlewaretoken" && !field.matches(SKIPPED),
  );
}

export function read(form) {
  const values = {};
  for (const field of kept(form)) {
    const list = (values[field.name] ??= []);
    if (field.type === "checkbox" || field.type === "radio") field.checked && list.push(field.value);
    else if (field.multiple && field.options) for (const option of field.selectedOptions) list.push(option.value);
    else list.push(field.value);
  }
  return values;
}

export function write(form, values) {
  const places = {};
  for (const field of kept(form)) {
    const list = values[field.name];
    if (!list) continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = list.includes(field.value);
    else if (field.multiple && field.options) for (const option of field.options) option.selected = list.includes(option.value);
    else if (field.type !== "hidden") field.value = list[(places[field.name] = (places[field.name] ?? -1) + 1)] ?? "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

export function same(one, other) {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => (one[name] ?? []).join("\n") === (other[name] ?? []).join("\n"));
}

export function blank(values) {
  return Object.values(values).every((list) => list.every((value) => !value.trim()));
}
