// What the toolbar and the « / » list do: one list for both.
const focused = (editor) => editor.chain().focus();

export function commands({ pickImage, openLink, insert }) {
  return [
    { id: "heading2", mark: "heading2Mark", run: (e) => focused(e).toggleHeading({ level: 2 }).run(), on: (e) => e.isActive("heading", { level: 2 }) },
    { id: "heading3", mark: "heading3Mark", run: (e) => focused(e).toggleHeading({ level: 3 }).run(), on: (e) => e.isActive("heading", { level: 3 }) },
    { id: "bold", gap: true, icon: "text-b", keys: "Ctrl+B", run: (e) => focused(e).toggleBold().run(), on: (e) => e.isActive("bold") },
    { id: "italic", icon: "text-italic", keys: "Ctrl+I", run: (e) => focused(e).toggleItalic().run(), on: (e) => e.isActive("italic") },
    { id: "link", icon: "link-simple", keys: "Ctrl+K", run: openLink, on: (e) => e.isActive("link"), opens: true },
    { id: "highlight", icon: "highlighter", run: (e) => focused(e).toggleHighlight().run(), on: (e) => e.isActive("highlight") },
    { id: "list", gap: true, icon: "list-bullets", run: (e) => focused(e).toggleBulletList().run(), on: (e) => e.isActive("bulletList") },
    { id: "numbers", mark: "1.", run: (e) => focused(e).toggleOrderedList().run(), on: (e) => e.isActive("orderedList") },
    { id: "tasks", icon: "list-checks", run: (e) => focused(e).toggleTaskList().run(), on: (e) => e.isActive("taskList") },
    { id: "table", icon: "table", run: addTable, off: (e) => e.isActive("table") },
    { id: "image", icon: "image", run: pickImage },
    { id: "callout", icon: "info", run: (e) => focused(e).toggleCallout("note").run(), on: (e) => e.isActive("callout") },
    { id: "quote", icon: "quotes", run: (e) => focused(e).toggleBlockquote().run(), on: (e) => e.isActive("blockquote") },
    { id: "person", gap: true, icon: "at", run: (e) => insert(e, "@") },
    { id: "item", icon: "puzzle-piece", run: (e) => insert(e, "#") },
    { id: "code", menu: true, icon: "function", run: (e) => focused(e).toggleCodeBlock().run(), on: (e) => e.isActive("codeBlock") },
    { id: "rule", menu: true, icon: "dots-three", run: (e) => focused(e).setHorizontalRule().run() },
    { id: "undo", tool: true, gap: true, icon: "arrow-counter-clockwise", keys: "Ctrl+Z", run: (e) => focused(e).undo().run(), off: (e) => !e.can().undo() },
  ];
}

function addTable(editor) {
  return focused(editor).insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run();
}

export const TABLE = [
  { id: "rowBelow", run: (e) => focused(e).addRowAfter().run() },
  { id: "columnAfter", run: (e) => focused(e).addColumnAfter().run() },
  { id: "deleteRow", run: (e) => focused(e).deleteRow().run() },
  { id: "deleteColumn", run: (e) => focused(e).deleteColumn().run() },
  { id: "deleteTable", run: (e) => focused(e).deleteTable().run() },
];

export const CALLOUT = ["note", "tip", "warning", "danger"].map((kind) => ({
  id: `callout_${kind}`,
  run: (e) => focused(e).updateAttributes("callout", { kind }).run(),
  on: (e) => e.isActive("callout", { kind }),
}));
