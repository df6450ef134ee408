// Things that a text names by their uid: people, units, spaces, items, files.
import { mergeAttributes, Node } from "@tiptap/core";

const ADDRESS = /^(person|unit|space|item|file):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

export function readReference(href) {
  const found = ADDRESS.exec(href ?? "");
  return found && { kind: found[1], uid: found[2].toLowerCase() };
}

function data(name, key = name) {
  return {
    default: "",
    parseHTML: (element) => element.getAttribute(`data-${key}`) ?? "",
    renderHTML: (attrs) => ({ [`data-${key}`]: attrs[name] }),
  };
}

function chip(name, attributes, css, words) {
  return Node.create({
    name,
    group: "inline",
    inline: true,
    atom: true,
    addAttributes: () => attributes,
    parseHTML: () => [{ tag: `span[data-chip="${name}"][data-uid]` }],
    renderHTML: ({ node, HTMLAttributes }) => [
      "span",
      mergeAttributes(HTMLAttributes, { "data-chip": name, class: css }),
      words(node.attrs),
    ],
    renderText: ({ node }) => words(node.attrs),
  });
}

export const Mention = chip(
  "mention",
  { kind: data("kind"), uid: data("uid"), label: data("label") },
  "mention",
  ({ label }) => `@${label}`,
);

export const ItemLink = chip(
  "item_link",
  { uid: data("uid"), label: data("label") },
  "ref",
  ({ label }) => label,
);

export const FileChip = chip(
  "file",
  { uid: data("uid"), name: data("name", "label") },
  "ref ref--file",
  ({ name }) => name,
);

export function referenceNode({ kind, uid }, label) {
  if (kind === "item") return { type: "item_link", attrs: { uid, label } };
  if (kind === "file") return { type: "file", attrs: { uid, name: label } };
  return { type: "mention", attrs: { kind, uid, label: label.replace(/^@\s*/, "") } };
}
