// What a document may hold. The server's whitelist (lib/richtext/schema.py) says the same,
// and a test compares the two.
import { Blockquote } from "@tiptap/extension-blockquote";
import { Bold } from "@tiptap/extension-bold";
import { Code } from "@tiptap/extension-code";
import { CodeBlock } from "@tiptap/extension-code-block";
import { Document } from "@tiptap/extension-document";
import { HardBreak } from "@tiptap/extension-hard-break";
import { Heading } from "@tiptap/extension-heading";
import { Highlight } from "@tiptap/extension-highlight";
import { HorizontalRule } from "@tiptap/extension-horizontal-rule";
import { Italic } from "@tiptap/extension-italic";
import { BulletList, ListItem, ListKeymap, OrderedList, TaskItem, TaskList } from "@tiptap/extension-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Strike } from "@tiptap/extension-strike";
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import { Text } from "@tiptap/extension-text";
import { Callout } from "./callout.js";
import { Image } from "./image.js";
import { SafeLink } from "./link.js";
import { BOLD_RULES, ITALIC_RULES, STRIKE_RULES } from "./pasted.js";
import { FileChip, ItemLink, Mention } from "./references.js";

// A cell holds no table, no heading and no quotation: what is pasted there is unwrapped.
const CELL = "(paragraph | bulletList | orderedList | taskList | codeBlock | image)+";

const NoStyleTable = Table.extend({
  // Widths of columns are the stylesheet's: inline styles are forbidden.
  renderHTML: () => ["table", ["tbody", 0]],
  addNodeView: null,
});

// Ctrl+Enter sends the form.
const Break = HardBreak.extend({
  addKeyboardShortcuts() {
    return { "Shift-Enter": () => this.editor.commands.setHardBreak() };
  },
});

export function nodes(words) {
  return [
    Document,
    Paragraph,
    Text,
    Heading.configure({ levels: [2, 3] }),
    BulletList,
    OrderedList,
    ListItem,
    ListKeymap,
    TaskList,
    TaskItem.configure({
      nested: true,
      a11y: { checkboxLabel: (node) => node.firstChild?.textContent || words.task },
    }),
    Blockquote,
    Callout,
    CodeBlock,
    HorizontalRule,
    NoStyleTable.configure({ resizable: false }),
    TableRow,
    TableHeader.extend({ content: CELL }),
    TableCell.extend({ content: CELL }),
    Image,
    Break,
    Mention,
    ItemLink,
    FileChip,
    SafeLink,
    Bold.extend({ parseHTML: () => BOLD_RULES }),
    Italic.extend({ parseHTML: () => ITALIC_RULES }),
    Strike.extend({ parseHTML: () => STRIKE_RULES }),
    Highlight,
    // A link or bold words may be code as well.
    Code.extend({ excludes: "code" }),
  ];
}
