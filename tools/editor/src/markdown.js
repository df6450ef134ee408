// Markdown that is pasted as plain text becomes what it says.
import { Extension } from "@tiptap/core";
import { MarkdownManager } from "@tiptap/markdown";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { readAlert } from "./callout.js";
import { isAddress } from "./link.js";
import { readReference, referenceNode } from "./references.js";

// Signs that a text is Markdown, and not words with a star in them.
const SIGNS = /^(#{1,6} |> |```|[-*+] |\d+[.)] |\|.*\|\s*$)|\*\*\S|\[[^\]]+\]\([^)]+\)|==\S/m;

const managers = new WeakMap();

// The document that a Markdown text says, for this editor.
export function read(editor, text) {
  if (!managers.has(editor)) {
    managers.set(editor, new MarkdownManager({ extensions: editor.extensionManager.baseExtensions }));
  }
  return managers.get(editor).parse(text);
}

export const PastedMarkdown = Extension.create({
  name: "pastedMarkdown",
  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin({
        key: new PluginKey("pastedMarkdown"),
        props: {
          handlePaste(view, event) {
            const text = event.clipboardData?.getData("text/plain") ?? "";
            if (event.clipboardData?.getData("text/html") || !SIGNS.test(text)) return false;
            if (view.state.selection.$from.parent.type.spec.code) return false;
            const doc = read(editor, text);
            return Boolean(doc.content?.length) && editor.commands.insertContent(doc.content);
          },
        },
      }),
    ];
  },
});

// How tokens of Markdown become our own nodes; the rest is Tiptap's.
export function readMarkdown(extension) {
  return extension.extend(READERS[extension.name] ?? {});
}

const READERS = {
  link: {
    parseMarkdown(token, helpers) {
      const reference = readReference(token.href);
      if (reference) return referenceNode(reference, token.text ?? "");
      const content = helpers.parseInline(token.tokens ?? []);
      return isAddress(token.href) ? helpers.applyMark("link", content, { href: token.href }) : content;
    },
  },
  image: {
    markdownTokenName: "image",
    parseMarkdown(token) {
      const reference = readReference(token.href);
      if (reference?.kind === "file") return { type: "image", attrs: { uid: reference.uid, alt: token.text } };
      const marks = isAddress(token.href) ? [{ type: "link", attrs: { href: token.href } }] : [];
      return { type: "text", text: token.text || token.href, marks };
    },
  },
  heading: {
    parseMarkdown: (token, helpers) =>
      helpers.createNode("heading", { level: token.depth < 3 ? 2 : 3 }, helpers.parseInline(token.tokens ?? [])),
  },
  blockquote: {
    parseMarkdown(token, helpers) {
      const alert = readAlert(token);
      const content = helpers.parseChildren(token.tokens ?? []);
      if (!alert) return helpers.createNode("blockquote", {}, content);
      return helpers.createNode("callout", { kind: alert.kind }, withoutFirstLine(content));
    },
  },
};

function withoutFirstLine(content) {
  const [first, ...rest] = content;
  const words = first?.content?.[0];
  if (words?.type !== "text") return content;
  const text = words.text.replace(/^\[![a-z]+\]\s*/i, "");
  const left = [...(text ? [{ ...words, text }] : []), ...first.content.slice(1)];
  if (left[0]?.type === "hardBreak") left.shift();
  return left.length ? [{ ...first, content: left }, ...rest] : rest.length ? rest : [{ type: "paragraph" }];
}
