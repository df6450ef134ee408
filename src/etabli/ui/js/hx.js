// htmx, with our rules: no expressions in attributes, the token on every request, errors
// said in words, and the keyboard kept where it was.
import htmx from "htmx";
import { word } from "./words.js";
import { csrf } from "./net.js";
import { toast } from "./toast.js";
import { focusAfter } from "./focus.js";

class Forbidden {
  constructor() {
    throw new Error("expressions in hx- attributes are off");
  }
}

const DOCUMENT = /^\s*(<!--[^]*?-->\s*)*<!doctype/i;
const SAID = { 401: "refused", 403: "refused", 404: "gone", 409: "conflict", 412: "conflict", 429: "tooMany" };

htmx.registerExtension("etabli", {
  init(api) {
    api.initSecurity(null, Forbidden, Forbidden);
  },
  htmx_config_request(_, { ctx }) {
    ctx.request.headers["X-CSRFToken"] = csrf();
  },
  htmx_after_request(_, { ctx }) {
    return !isWholePage(ctx) || takeWholePage(ctx);
  },
});

function isWholePage(ctx) {
  const partial = ctx.request.headers["HX-Request-Type"] === "partial";
  return partial && ctx.response.status !== 204 && DOCUMENT.test(ctx.text ?? "");
}

// A whole page was answered where a part was expected. Either the part can be picked
// from it, or the act led elsewhere (or to the sign-in page): go there. An error page
// never replaces what the reader was writing.
function takeWholePage(ctx) {
  const { status, raw } = ctx.response;
  if (status >= 400) {
    say(SAID[status] ?? "failed");
    return false;
  }
  const id = ctx.target?.id;
  if (id && ctx.text.includes(`id="${id}"`)) {
    ctx.select = `#${CSS.escape(id)}`;
    return true;
  }
  location.assign(raw.redirected ? comingBack(raw.url) : location.href);
  return false;
}

// After signing in again one comes back to this page, not to the part that was asked for.
function comingBack(address) {
  const url = new URL(address);
  if (url.searchParams.has("next")) url.searchParams.set("next", location.pathname + location.search);
  return url;
}

function say(name, run = null) {
  toast(word(name), run ? { run, act: word("retry") } : {});
}

document.addEventListener("htmx:error", ({ detail }) => {
  if (!detail.ctx || detail.ctx.response) return;
  const { sourceElement, quiet } = detail.ctx;
  if (quiet || !sourceElement?.isConnected) return;
  say(navigator.onLine ? "unreachable" : "offline", () => again(detail.ctx));
});

function again({ sourceElement, sourceEvent }) {
  const form = sourceElement.closest("form");
  if (form && sourceEvent?.type === "submit") form.requestSubmit(sourceEvent.submitter ?? undefined);
  else htmx.trigger(sourceElement, sourceEvent?.type ?? "click");
}

document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  ctx.hadFocus = ctx.sourceElement?.contains(document.activeElement);
  ctx.target?.setAttribute?.("aria-busy", "true");
});
document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
  ctx.target?.removeAttribute?.("aria-busy");
});
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  const now = (ctx.target?.id && document.getElementById(ctx.target.id)) || ctx.target;
  now?.removeAttribute?.("aria-busy");
  if (now?.isConnected && !ctx.quiet) focusAfter(now, ctx.hadFocus);
});
