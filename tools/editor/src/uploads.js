// Pictures pasted, dropped or chosen are sent at once; a mark holds their place meanwhile.
import { Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { make } from "./dom.js";

const key = new PluginKey("uploads");

export function uploads({ urls, words, request, announce, onPlaced }) {
  async function send(view, file, at) {
    const place = {};
    view.dispatch(view.state.tr.setMeta(key, { add: place, at: at ?? view.state.selection.to }));
    announce(words.sending.replace("{name}", file.name));
    try {
      const body = new FormData();
      body.append("file", file, file.name || "image.png");
      const response = await request(urls.files, { method: "POST", body });
      const answer = await response.json().catch(() => ({}));
      if (!response.ok) throw new Error(answer.error);
      put(view, place, file, answer);
    } catch (error) {
      announce(error.message && !(error instanceof TypeError) ? error.message : words.notSent.replace("{name}", file.name), true);
    } finally {
      if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(key, { remove: place }));
    }
  }

  function put(view, place, file, { uid, name }) {
    if (view.isDestroyed) return;
    const { state } = view;
    const at = key.getState(state).find(null, null, (spec) => spec.place === place)[0]?.from;
    if (at === undefined) return;
    const { image, file: chip } = state.schema.nodes;
    const node = file.type.startsWith("image/") ? image.create({ uid, alt: "" }) : chip.create({ uid, name });
    view.dispatch(state.tr.replaceRangeWith(at, at, node).scrollIntoView());
    if (node.type === image) onPlaced();
  }

  function take(view, list, at) {
    const files = urls.files ? [...(list ?? [])] : [];
    files.forEach((file) => send(view, file, at));
    return files.length > 0;
  }

  const extension = Extension.create({
    name: "uploads",
    addProseMirrorPlugins: () => [
      new Plugin({
        key,
        state: { init: () => DecorationSet.empty, apply: holdPlaces },
        props: {
          decorations: (state) => key.getState(state),
          handlePaste: (view, event) => !event.clipboardData?.getData("text/html") && take(view, event.clipboardData?.files),
          handleDrop: (view, event, _slice, moved) =>
            !moved && take(view, event.dataTransfer?.files, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos),
        },
      }),
    ],
  });
  return { extension, take };

  function holdPlaces(tr, places) {
    const kept = places.map(tr.mapping, tr.doc);
    const { add, remove, at } = tr.getMeta(key) ?? {};
    if (add) {
      const mark = make("span", { class: "rich__sending", role: "img", "aria-label": words.sendingShort });
      return kept.add(tr.doc, [Decoration.widget(at, mark, { place: add })]);
    }
    return remove ? kept.remove(kept.find(null, null, (spec) => spec.place === remove)) : kept;
  }
}
