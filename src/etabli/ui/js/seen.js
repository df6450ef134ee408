// A page under somebody's eyes says so: data-seen-url takes a POST, at once when there is
// something new in it (data-seen-now), and again when it changes under those eyes.
import { request } from "./net.js";

const LOOKED = 1500;
const TOUCHED = 30000;
let touched = 0;
let timer = 0;

function look() {
  if (document.hidden || timer) return;
  timer = setTimeout(tell, LOOKED);
}

function tell() {
  timer = 0;
  if (document.hidden) return;
  delete document.body.dataset.seenNow;
  const headers = { "HX-Request": "true" };
  request(document.body.dataset.seenUrl, { method: "POST", headers }).catch(() => {});
}

function start() {
  const url = document.body.dataset.seenUrl;
  if (!url) return;
  const lookAgain = () => "seenNow" in document.body.dataset && look();
  document.addEventListener("visibilitychange", lookAgain);
  document.addEventListener("live", ({ detail: { topics } }) => {
    const here = (topics ?? []).some((topic) => url.includes(topic.split(":")[1] ?? url));
    if (here) touched = Date.now();
    if (topics?.includes("home") && Date.now() - touched < TOUCHED) look();
  });
  lookAgain();
}

start();
