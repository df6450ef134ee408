// Files on their way, a few at a time. What does not arrive says why in words.
import { csrf } from "./net.js";
import { word } from "./words.js";

const TOGETHER = 3;
const waiting = [];
let going = 0;

/**
 * Send one file; resolves to what the server says of it.
 * - `progress(part)`: how much of it has left, from 0 to 1; `signal`: stops it.
 * Rejects with a sentence; `final` when the server refused it, and would again.
 */
export function upload(url, file, { progress, signal } = {}) {
  return new Promise((arrived, failed) => {
    waiting.push(() => send({ url, file, progress, signal }).then(arrived, failed).finally(() => {
      going -= 1;
      next();
    }));
    next();
  });
}

function next() {
  if (going >= TOGETHER || !waiting.length) return;
  going += 1;
  waiting.shift()();
}

function send({ url, file, progress, signal }) {
  return new Promise((arrived, failed) => {
    const fail = (text, final = false) => failed(Object.assign(new Error(text), { final }));
    if (signal?.aborted) return void fail("");
    const asked = new XMLHttpRequest();
    asked.open("POST", url);
    asked.setRequestHeader("X-CSRFToken", csrf());
    asked.setRequestHeader("X-Requested-With", "fetch");
    asked.upload.addEventListener("progress", ({ loaded, total }) => progress?.(total ? loaded / total : 0));
    asked.addEventListener("load", () => {
      const said = read(asked);
      if (asked.status === 201 && said) arrived(said);
      else if (said?.error) fail(said.error, true);
      else if (!said && asked.status < 400) fail(word("signedOut", { name: file.name }));
      else fail(word("notSent", { name: file.name }));
    });
    asked.addEventListener("error", () => fail(word("notSent", { name: file.name })));
    asked.addEventListener("abort", () => fail(""));
    signal?.addEventListener("abort", () => asked.abort());
    const body = new FormData();
    body.append("file", file, file.name || "image.png");
    asked.send(body);
  });
}

function read(asked) {
  try {
    return JSON.parse(asked.responseText);
  } catch {
    return null;
  }
}

/** Why a file is not worth sending: a sentence, or "". `most` is bytes, `kinds` as in accept. */
export function unfit(file, most, kinds = "") {
  if (file.size > most) return word("tooLarge", { name: file.name, size: sized(most) });
  if (!file.size) return word("emptyFile", { name: file.name });
  return accepted(file, kinds) ? "" : word("wrongKind", { name: file.name });
}

function accepted(file, kinds) {
  const wanted = kinds.split(",").map((kind) => kind.trim()).filter(Boolean);
  return !wanted.length || wanted.some((kind) =>
    kind.startsWith(".") ? file.name.toLowerCase().endsWith(kind)
      : kind.endsWith("/*") ? file.type.startsWith(kind.slice(0, -1))
        : file.type === kind);
}

const UNITS = [[1e9, "Go"], [1e6, "Mo"], [1e3, "Ko"]];

/** « 1,8 Mo » */
export function sized(bytes) {
  const [unit, name] = UNITS.find(([step]) => bytes >= step) ?? [1, "o"];
  const french = document.documentElement.lang.startsWith("fr");
  const shown = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 }).format(bytes / unit);
  return `${shown}\u00a0${french ? name : name.replace("o", "B")}`;
}

// A file dropped beside its place must not make the browser leave the page.
for (const name of ["dragover", "drop"]) {
  document.addEventListener(name, (event) => {
    if (event.defaultPrevented || !event.dataTransfer?.types.includes("Files")) return;
    if (event.target.closest?.("input[type=file]")) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "none";
  });
}
