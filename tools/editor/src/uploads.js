// Pictures pasted, dropped or chosen are sent at once; a mark holds their place meanwhile, says
// how far they are, and what went wrong.
import { Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { make } from "./dom.js";

const key = new PluginKey("uploads");

export function uploads({ urls, words, upload, fault, announce, onPlaced, onSettled }) {
  const held = new Set();
  const going = () => [...held].some(({ state }) => state === "going");
  const named = (sentence, { name }) => sentence.replace("{name}", name);

  function begin(view, file, at) {
    const place = { file, state: "", stop: null };
    place.mark = make("span", { class: "rich__sending", contenteditable: "false" });
    held.add(place);
    view.dispatch(view.state.tr.setMeta(key, { add: place, at: at ?? view.state.selection.to }));
    const why = fault(file);
    why ? refuse(view, place, why, true) : send(view, place);
  }

  async function send(view, place) {
    const { file } = place;
    place.state = "going";
    place.stop = new AbortController();
    const bar = make("progress", { max: 100, value: 0, "aria-label": named(words.sending, file) });
    const off = button("×", named(words.stop, file), () => place.stop.abort());
    place.mark.replaceChildren(bar, off);
    announce(named(words.sending, file));
    const progress = (part) => (bar.value = Math.round(100 * part));
    try {
      const answer = await upload(urls.files, file, { progress, signal: place.stop.signal });
      place.state = "arrived";
      put(view, place, file, answer);
      leave(view, place);
    } catch (error) {
      if (error.message) refuse(view, place, error.message, error.final);
      else leave(view, place, true);
    }
    if (!going()) onSettled(place.state === "arrived");
  }

  function refuse(view, place, sentence, final) {
    place.state = final ? "refused" : "failed";
    const said = make("span", { class: "field__err", role: "alert" }, sentence);
    const again = final ? null : button(words.again, "", () => send(view, place));
    const off = button("×", named(words.remove, place.file), () => leave(view, place, true));
    place.mark.replaceChildren(...[said, again, off].filter(Boolean));
  }

  function leave(view, place, focus = false) {
    held.delete(place);
    if (view.isDestroyed) return;
    view.dispatch(view.state.tr.setMeta(key, { remove: place }));
    if (focus) view.focus();
  }

  function button(text, label, act) {
    const made = make("button", { type: "button", class: "btn btn--sm", "aria-label": label || null }, text);
    made.addEventListener("click", act);
    return made;
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
    files.forEach((file) => begin(view, file, at));
    return files.length > 0;
  }

  // Shows the first file that did not arrive and may still; tells whether there was one.
  function complain() {
    const late = [...held].find(({ state }) => state === "failed");
    late?.mark.querySelector("button").focus();
    return Boolean(late);
  }

  const extension = Extension.create({
    name: "uploads",
    addProseMirrorPlugins: () => [
      new Plugin({
        key,
        state: { init: () => DecorationSet.empty, apply: holdPlaces },
        props: {
          decorations: (state) => key.getState(state),
          handlePaste: (view, event) => isPicture(event.clipboardData) && take(view, event.clipboardData?.files),
          handleDrop: (view, event, _slice, moved) =>
            !moved && take(view, event.dataTransfer?.files, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos),
        },
      }),
    ],
  });
  return { extension, take, going, complain };
}

// A picture copied from a page comes as a file and as an <img> of that page, which says nothing here.
function isPicture(clipboard) {
  const html = clipboard?.getData("text/html") ?? "";
  return !html || (/<img\b/i.test(html) && !html.replace(/<[^>]*>/g, "").trim());
}

function holdPlaces(tr, places) {
  const kept = places.map(tr.mapping, tr.doc);
  const { add, remove, at } = tr.getMeta(key) ?? {};
  if (add) {
    const spec = { place: add, stopEvent: () => true, ignoreSelection: true };
    return kept.add(tr.doc, [Decoration.widget(at, add.mark, spec)]);
  }
  return remove ? kept.remove(kept.find(null, null, (spec) => spec.place === remove)) : kept;
}
