// Elements that few pages use are loaded when their tag is first seen.
import htmx from "htmx";

const map = document.querySelector("script[type=importmap]");
const known = map ? JSON.parse(map.textContent).imports : {};

function load(root) {
  for (const element of root.querySelectorAll(":not(:defined)")) {
    const name = `el/${element.localName}`;
    if (known[name]) import(name).catch((error) => console.error(error));
  }
}

htmx.onLoad((element) => load(element.parentElement ?? element));
load(document);
