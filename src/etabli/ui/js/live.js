// What changes elsewhere changes here: the stream says that a topic changed, and each
// [data-live="topic …"] is asked for again, under the reader's own rights.
import htmx from "htmx";
import { word } from "./words.js";
import { request } from "./net.js";
import { announce } from "./toast.js";
import { writingIn } from "./focus.js";
import { Stream } from "./stream.js";

const waiting = new Set();
let stream = null;

function parts() {
  return [...document.querySelectorAll("[data-live]")];
}

function topicsOf(element) {
  return element.dataset.live.split(/\s+/).filter(Boolean);
}

function topics() {
  const page = (document.body.dataset.topics ?? "").split(/\s+/).filter(Boolean);
  return [...new Set([...page, ...parts().flatMap(topicsOf)])].sort();
}

function hear({ name, data }) {
  if (name === "end") return data === "revoked" ? lost() : location.reload();
  const changed = name === "resync" ? null : readTopics(data);
  document.dispatchEvent(new CustomEvent("live", { detail: { topics: changed } }));
  for (const element of parts()) {
    if (!changed || topicsOf(element).some((topic) => changed.includes(topic))) freshen(element);
  }
}

// A right was lost somewhere: the page goes if it is this one, its parts are asked for again
// if not.
async function lost() {
  const answer = await request(location.href, { method: "HEAD" }).catch(() => null);
  if (answer && (answer.status >= 400 || answer.redirected)) location.reload();
  else hear({ name: "resync" });
}

// {"topics": [...]} or {"topic": "…"}, or topics separated by spaces.
function readTopics(data) {
  try {
    const read = JSON.parse(data);
    return Array.isArray(read) ? read : (read.topics ?? [read.topic]);
  } catch {
    return String(data).split(/[\s,]+/);
  }
}

// Never under a hand that writes, an open menu or a hidden tab: it waits.
function busy(element) {
  return document.hidden || writingIn(element) || element.querySelector("dialog[open], details.menu[open], draft-form, [data-opened]:focus-within, [data-dragged]");
}

function freshen(element) {
  if (busy(element)) return waiting.add(element);
  waiting.delete(element);
  if ("liveOffer" in element.dataset) return offer(element);
  fetchAgain(element);
}

function fetchAgain(element) {
  const url = element.dataset.liveUrl || location.pathname + location.search;
  return htmx.ajax("GET", url, { source: element, target: element, swap: "outerMorph", quiet: true });
}

// What came may find a hand that began to write meanwhile.
document.addEventListener("htmx:after:request", (event) => {
  const { ctx } = event.detail;
  if (!ctx.quiet || !ctx.target?.dataset?.live || !busy(ctx.target)) return;
  event.preventDefault();
  waiting.add(ctx.target);
});

// Lists that one reads do not move by themselves: they offer what is new.
function offer(element) {
  if (element.querySelector(":scope > [data-offer]")) return;
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "btn btn--wide btn--sm", textContent: word("news") });
  button.dataset.offer = "";
  button.addEventListener("click", () => (button.remove(), fetchAgain(element)));
  element.prepend(button);
  announce(word("news"));
}

function retry() {
  for (const element of [...waiting]) element.isConnected ? freshen(element) : waiting.delete(element);
}

function start() {
  const url = document.body.dataset.liveUrl;
  const wanted = topics();
  if (!url || !wanted.length || !navigator.locks || !window.BroadcastChannel) return;
  stream ??= new Stream(url, hear);
  if (wanted.join() !== stream.topics?.join()) stream.start(wanted);
}

htmx.onLoad(start);
document.addEventListener("visibilitychange", retry);
document.addEventListener("focusout", () => setTimeout(retry, 500));
document.addEventListener("toggle", () => setTimeout(retry, 100), true);
addEventListener("pagehide", () => (stream?.stop(), (stream = null)));
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  start();
  hear({ name: "resync" });
});
start();
