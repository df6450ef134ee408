// The editor itself, put in place of a text area. Loaded when someone begins to write.
import { Editor, Extension } from "@tiptap/core";
import { Dropcursor, Gapcursor, Placeholder, TrailingNode, UndoRedo } from "@tiptap/extensions";
import { commands as listed } from "./commands.js";
import { freshId, make } from "./dom.js";
import { mute } from "./image.js";
import { PastedMarkdown, read, readMarkdown } from "./markdown.js";
import { panel as panels } from "./panel.js";
import { PastedStyles } from "./pasted.js";
import { nodes } from "./schema.js";
import { suggestions } from "./suggestions.js";
import { toolbar } from "./toolbar.js";
import { uploads } from "./uploads.js";

/**
 * Put an editor in `host`.
 * - `doc`: the document as ProseMirror JSON, or null for the Markdown of `text`;
 * - `words`: what it says, in the page's language; `iconsUrl`: the sprite;
 * - `urls`: `mentions`, `links`, `files` (any may be missing);
 * - `request(url, options)`, `announce(sentence)`: the page's own; `upload(url, file, options)`
 *   too, with `fault(file)`: why one is not worth sending; `onSettled(arrived)`: none is on its
 *   way any more;
 * - `attributes`: of the text (labels, descriptions); `onChange(json | null)`; `onSubmit()`.
 */
export function mount(host, options) {
  const { words, urls } = options;
  const id = freshId("rich-text");
  let panel = null;
  let leaving = false;
  const sent = uploads({ ...options, onPlaced: () => panel.picture().focus() });
  const commands = listed({
    openLink: () => panel.link(),
    pickImage: (editor) => pick((files) => sent.take(editor.view, files)),
    insert: (editor, sign) => {
      const before = editor.state.selection.$from.nodeBefore?.text ?? " ";
      return editor.chain().focus().insertContent(/\s$/.test(before) ? sign : ` ${sign}`).run();
    },
  }).filter(({ id: name }) => offered(name, urls));

  const editor = new Editor({
    element: null,
    injectCSS: false,
    content: options.doc ?? "",
    extensions: [
      ...nodes(words).map((node) => readMarkdown(node.name === "image" ? node.configure({ filesUrl: urls.files }) : node)),
      UndoRedo, Dropcursor.configure({ class: "rich__drop", color: false, width: 2 }), Gapcursor,
      TrailingNode, Placeholder.configure({ placeholder: options.placeholder ?? "" }),
      PastedStyles, PastedMarkdown, sent.extension, suggestions({ ...options, host, commands }), keys(),
    ],
    editorProps: {
      attributes: { id, role: "textbox", "aria-multiline": "true", class: "rich__text prose", ...options.attributes },
      handleDOMEvents: {
        // Tab indents lists and walks through tables; Escape first lets it leave the text.
        keydown: (_view, event) => {
          const free = leaving && event.key === "Tab";
          leaving = event.key === "Escape" || (leaving && event.key === "Shift");
          return free;
        },
      },
    },
    onUpdate: report,
  });
  if (!options.doc && options.text) editor.commands.setContent(read(editor, options.text));

  const frame = make("div", { class: "rich" });
  panel = panels({ editor, words });
  const bar = toolbar({ editor, commands, words, iconsUrl: options.iconsUrl, controls: id });
  frame.append(bar, panel.row);
  host.append(frame);
  editor.mount(frame);

  function keys() {
    return Extension.create({
      name: "pageKeys",
      priority: 1000,
      addKeyboardShortcuts: () => ({
        "Mod-Enter": () => (options.onSubmit(), true),
        "Mod-k": () => (panel.link(), true),
        "Alt-F10": () => (bar.querySelector("[tabindex='0']").focus(), true),
      }),
    });
  }

  function report() {
    options.onChange(blank(editor) ? null : editor.getJSON());
  }

  return {
    editor,
    focus: () => editor.commands.focus("end"),
    set: (doc, text) => editor.commands.setContent(doc ?? read(editor, text), { emitUpdate: false }),
    destroy: () => (editor.destroy(), frame.remove()),
    going: sent.going,
    // Shows the first file that was not sent, or picture without a description; tells whether
    // there was one.
    complain() {
      if (sent.complain()) return true;
      const place = mute(editor.state.doc);
      if (place < 0) return false;
      editor.commands.setNodeSelection(place);
      panel.picture(words.altMissing).focus();
      return true;
    },
  };
}

function offered(name, urls) {
  return !((name === "image" && !urls.files) || (name === "person" && !urls.mentions) || (name === "item" && !urls.links));
}

function blank({ state: { doc } }) {
  let said = false;
  doc.descendants(({ isText, text, type }) => {
    said ||= isText ? text.trim() !== "" : (type.isAtom && type.name !== "hardBreak");
    return !said;
  });
  return !said;
}

function pick(use) {
  const input = make("input", { type: "file", accept: "image/*", multiple: true });
  input.addEventListener("change", () => use(input.files));
  input.click();
}
