// What scripts say, in the page's language: the server writes it in #ui-words.
const words = JSON.parse(document.getElementById("ui-words")?.textContent ?? "{}");

export function word(name, values = {}) {
  return (words[name] ?? name).replace(/\{(\w+)\}/g, (_, key) => String(values[key] ?? ""));
}
