// <draft-form key="…"> around a form: what one types is kept, here at once and on the
// server a moment later, and comes back after an error or a sign-out.
import { request } from "./net.js";
import { word } from "./words.js";
import { blank, read, same, write } from "./draft-values.js";
import { drop, keep, recall, setAside } from "./draft-store.js";

const PAUSE = 900;
const forms = new WeakMap();

class DraftForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.key = this.getAttribute("key");
    if (!this.form || !this.key || this.started) return;
    this.started = true;
    this.first = read(this.form);
    this.restore();
    this.addEventListener("input", () => this.changed());
    this.addEventListener("change", () => this.changed());
    this.form.addEventListener("submit", (event) => this.sent(event));
    forms.set(this.form, this);
    this.leave = () => this.timer && this.save();
    addEventListener("pagehide", this.leave);
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    removeEventListener("pagehide", this.leave);
  }

  get url() {
    const base = document.body.dataset.draftsUrl;
    return base ? `${base}${encodeURIComponent(this.key)}/` : "";
  }

  restore() {
    const values = recall(this.key);
    if (!values || same(values, this.first)) return;
    this.restoring = true;
    write(this.form, values);
    this.restoring = false;
    this.say(word("restored"), true);
  }

  changed() {
    if (this.restoring) return;
    const values = read(this.form);
    keep(this.key, values);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE);
  }

  async save() {
    clearTimeout(this.timer);
    this.timer = 0;
    const values = read(this.form);
    if (!this.url) return this.say(word("kept"));
    const body = JSON.stringify(blank(values) ? {} : values);
    const headers = { "Content-Type": "application/json" };
    const answer = await request(this.url, { method: "POST", body, headers, keepalive: true }).catch(() => null);
    this.say(word(answer?.ok && !answer.redirected ? "saved" : "kept"));
  }

  sent(event) {
    clearTimeout(this.timer);
    this.timer = 0;
    if (!event.defaultPrevented) setAside(this.key);
  }

  answered(ctx) {
    if (ctx.request.method === "GET") return;
    if (!ctx.response || ctx.response.status >= 400) return void keep(this.key, read(this.form));
    clearTimeout(this.timer);
    this.timer = 0;
    drop(this.key);
    this.say("");
  }

  forget() {
    drop(this.key);
    this.restoring = true;
    write(this.form, this.first);
    this.form.dispatchEvent(new Event("reset"));
    this.restoring = false;
    if (this.url) request(this.url, { method: "POST", body: "{}", headers: { "Content-Type": "application/json" } });
    this.say("");
  }

  say(text, offerDiscard = false) {
    const status = this.querySelector("[data-draft-status]");
    if (!status) return;
    status.textContent = text;
    if (!offerDiscard) return;
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "btn btn--link btn--sm", textContent: word("discard") });
    button.addEventListener("click", () => this.forget());
    status.append(" ", button);
  }
}

// The form itself may be gone from the page when its answer has come.
document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
  forms.get(ctx.request?.form)?.answered(ctx);
});
customElements.define("draft-form", DraftForm);
