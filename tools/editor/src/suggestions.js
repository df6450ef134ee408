// Lists that open as one types: « @ » people, « # » items, « / » tools.
import { Extension } from "@tiptap/core";
import { PluginKey } from "@tiptap/pm/state";
import { Suggestion } from "@tiptap/suggestion";
import { listbox } from "./listbox.js";

const PREFIXES = [" ", "\u00a0", "(", "«", "[", "’", "'"];

export function suggestions({ host, words, iconsUrl, urls, request, announce, commands }) {
  const shared = { host, words, iconsUrl, announce };
  return Extension.create({
    name: "suggestions",
    addProseMirrorPlugins() {
      const { editor } = this;
      const source = (char, options) =>
        Suggestion({
          editor,
          char,
          pluginKey: new PluginKey(`suggest${char}`),
          allowedPrefixes: PREFIXES,
          container: host,
          // Inside code, signs are signs.
          allow: ({ state, range }) => {
            const { parent } = state.doc.resolve(range.from);
            return !parent.type.spec.code && !/^.[\s#@/]/.test(state.doc.textBetween(range.from, range.to));
          },
          render: () => listbox(shared),
          ...options,
        });
      return [
        ...(urls.mentions ? [source("@", people(urls.mentions, request))] : []),
        ...(urls.links ? [source("#", items(urls.links, request))] : []),
        source("/", tools(commands, words)),
      ];
    },
  });
}

async function asked(url, query, request, signal) {
  try {
    const response = await request(`${url}?q=${encodeURIComponent(query)}`, { signal });
    return response.ok ? await response.json() : [];
  } catch {
    return [];
  }
}

function people(url, request) {
  return {
    allowSpaces: true,
    debounce: 120,
    items: ({ query, signal }) => asked(url, query, request, signal),
    command: ({ editor, range, props: { kind, uid, label } }) =>
      put(editor, range, { type: "mention", attrs: { kind, uid, label } }),
  };
}

function items(url, request) {
  return {
    allowSpaces: true,
    debounce: 120,
    items: ({ query, signal }) => asked(url, query, request, signal),
    command: ({ editor, range, props: { uid, label } }) =>
      put(editor, range, { type: "item_link", attrs: { uid, label } }),
  };
}

function put(editor, range, node) {
  return editor.chain().focus().insertContentAt(range, [node, { type: "text", text: " " }]).run();
}

function tools(commands, words) {
  const named = commands.filter((command) => !command.tool).map((command) => ({ ...command, label: words[command.id] }));
  const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  return {
    items: ({ query }) => named.filter(({ label }) => plain(label).includes(plain(query))),
    command: ({ editor, range, props }) => {
      editor.chain().focus().deleteRange(range).run();
      props.run(editor);
    },
  };
}
