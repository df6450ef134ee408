// One file of a <file-box>: seen, on its way, arrived or not, taken back.
import { announce, sized, upload, word } from "ui";

export function sentFile(box, file) {
  const figure = element("figure", { className: "shots__new" });
  const picture = file.type.startsWith("image/") ? URL.createObjectURL(file) : "";
  const caption = element("figcaption", {}, element("bdi", { textContent: file.name }), `, ${sized(file.size)}`);
  const off = element("button", { type: "button", className: "icon-btn", textContent: "×" });
  off.ariaLabel = word("remove", { name: file.name });
  off.addEventListener("click", () => {
    one.remove();
    box.input.focus();
  });
  if (picture) figure.append(element("img", { src: picture, alt: "", width: 104, height: 104 }));
  figure.append(caption, off);
  box.put(figure);

  let stop = null;
  const one = {
    file,
    state: "here",

    async send() {
      stop = new AbortController();
      one.state = "going";
      const bar = element("progress", { max: 100, value: 0 });
      bar.ariaLabel = word("sendingFile", { name: file.name });
      off.ariaLabel = word("stopSending", { name: file.name });
      status(bar);
      announce(word("sendingFile", { name: file.name }));
      const progress = (part) => (bar.value = Math.round(100 * part));
      try {
        const { uid } = await upload(box.to, file, { progress, signal: stop.signal });
        arrive(uid);
      } catch (error) {
        if (!figure.isConnected) return;
        if (error.final) box.refused(one, error.message);
        else fail(error.message);
      }
      box.settled();
    },

    remove() {
      const going = one.state === "going";
      one.state = "gone";
      if (going) stop.abort();
      if (picture) URL.revokeObjectURL(picture);
      figure.remove();
      box.leave(one);
    },

    show() {
      announce(figure.querySelector(".field__err").textContent);
      figure.querySelector(".btn").focus();
    },
  };

  function arrive(uid) {
    one.state = "arrived";
    off.ariaLabel = word("remove", { name: file.name });
    status(element("input", { type: "hidden", name: `${box.input.name}-kept`, value: uid }));
    box.changed();
  }

  function fail(sentence) {
    one.state = "failed";
    off.ariaLabel = word("remove", { name: file.name });
    const again = element("button", { type: "button", className: "btn btn--sm", textContent: word("retry") });
    again.ariaLabel = word("sendAgain", { name: file.name });
    again.addEventListener("click", () => one.send().then(() => figure.isConnected && off.focus()));
    status(element("span", { className: "field__err", role: "alert", textContent: sentence }), again);
  }

  function status(...children) {
    figure.querySelectorAll(":scope > :not(img, figcaption, .icon-btn)").forEach((old) => old.remove());
    figure.append(...children);
  }
  return one;
}

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}
