// A boxed paragraph: a note, a tip, a warning, a danger. `> [!WARNING]` in Markdown.
import { mergeAttributes, Node } from "@tiptap/core";

export const KINDS = ["note", "tip", "warning", "danger"];
const TONES = { note: "plain", tip: "ok", warning: "warn", danger: "stop" };
const ALERT = /^\[!(note|tip|important|warning|caution)\][ \t]*\n?/i;
const ALERTS = { note: "note", tip: "tip", important: "note", warning: "warning", caution: "danger" };

export const Callout = Node.create({
  name: "callout",
  group: "block",
  content: "block+",
  defining: true,

  addAttributes: () => ({
    kind: {
      default: "note",
      parseHTML: (element) => {
        const kind = element.getAttribute("data-kind");
        return KINDS.includes(kind) ? kind : "note";
      },
      renderHTML: ({ kind }) => ({ "data-kind": kind, "data-tone": TONES[kind] }),
    },
  }),

  parseHTML: () => [{ tag: "div.callout" }],
  renderHTML: ({ HTMLAttributes }) => ["div", mergeAttributes(HTMLAttributes, { class: "callout" }), 0],

  addCommands() {
    return {
      toggleCallout:
        (kind = "note") =>
        ({ commands, editor }) =>
          editor.isActive(this.name, { kind })
            ? commands.lift(this.name)
            : editor.isActive(this.name)
              ? commands.updateAttributes(this.name, { kind })
              : commands.wrapIn(this.name, { kind }),
    };
  },
});

// A quotation that begins with [!WARNING] is a callout.
export function readAlert(token) {
  const found = ALERT.exec(token.text ?? "");
  return found && { kind: ALERTS[found[1].toLowerCase()], rest: token.text.slice(found[0].length) };
}
