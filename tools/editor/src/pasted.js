// Words pasted from other programs often say their weight by style attributes, which the content
// security policy empties, as it stops inline handlers. Both are renamed before they are parsed.
import { Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";

const ATTRIBUTES = /(?<=<[a-z][^<>]*\s)(?:style|on[a-z]+)(?=\s*=)/gi;

export const PastedStyles = Extension.create({
  name: "pastedStyles",
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey("pastedStyles"),
      props: { transformPastedHTML: (html) => html.replace(ATTRIBUTES, "data-$&") },
    }),
  ],
});

const BOLD = /font-weight:\s*(?:bold|[6-9]00)/i;
const PLAIN = /font-weight:\s*(?:normal|[1-4]00)/i;
const ITALIC = /font-style:\s*italic/i;
const STRUCK = /text-decoration(?:-line)?:[^;]*line-through/i;

const styled = (pattern) => ({
  tag: "[data-style]",
  consuming: false,
  getAttrs: ({ dataset }) => (pattern.test(dataset.style) ? null : false),
});

// Google Docs puts everything in one <b> whose weight is normal.
export const BOLD_RULES = [
  { tag: "strong" },
  { tag: "b", getAttrs: ({ dataset }) => (PLAIN.test(dataset.style ?? "") ? false : null) },
  styled(BOLD),
];
export const ITALIC_RULES = [{ tag: "em" }, { tag: "i" }, styled(ITALIC)];
export const STRIKE_RULES = [{ tag: "s" }, { tag: "del" }, { tag: "strike" }, styled(STRUCK)];
