import htmx from "htmx";
const $carry = (() => {
const START = 6;
const HOLD = 350;
function carry(event, thing, { over, drop, done }) {
const from = { x: event.clientX, y: event.clientY, id: event.pointerId };
const stop = new AbortController();
let ghost = null;
let hold = 0;
const listen = (name, run) => document.addEventListener(name, run, { signal: stop.signal, passive: false });
const end = () => {
stop.abort();
clearTimeout(hold);
ghost?.remove();
delete thing.dataset.dragged;
done();
};
const lift = () => {
const at = thing.getBoundingClientRect();
ghost = thing.cloneNode(true);
ghost.inert = true;
Object.assign(ghost.style, { position: "fixed", left: `${at.left}px`, top: `${at.top}px`, width: `${at.width}px`, margin: 0, zIndex: 60, pointerEvents: "none" });
document.body.append(ghost);
thing.dataset.dragged = "";
};
if (event.pointerType === "touch") hold = setTimeout(lift, HOLD);
listen("pointermove", (move) => {
if (move.pointerId !== from.id) return;
const far = Math.hypot(move.clientX - from.x, move.clientY - from.y) > START;
if (!ghost && far && move.pointerType === "touch") return end();
if (!ghost && far) lift();
if (!ghost) return;
move.preventDefault();
ghost.style.translate = `${move.clientX - from.x}px ${move.clientY - from.y}px`;
over(move.clientX, move.clientY);
});
listen("pointerup", (up) => {
const place = ghost && over(up.clientX, up.clientY);
if (ghost) swallowClick();
end();
if (place) drop(place, up.clientX, up.clientY);
});
listen("pointercancel", end);
listen("touchmove", (touch) => ghost && touch.preventDefault());
listen("keydown", (key) => key.key === "Escape" && ghost && end());
}
function swallowClick() {
const swallow = (event) => {
event.preventDefault();
event.stopPropagation();
};
document.addEventListener("click", swallow, { capture: true, once: true });
setTimeout(() => document.removeEventListener("click", swallow, { capture: true }));
}
return {carry};
})();
const $words = (() => {
const words = JSON.parse(document.getElementById("ui-words")?.textContent ?? "{}");
function word(name, values = {}) {
return (words[name] ?? name).replace(/\{(\w+)\}/g, (_, key) => String(values[key] ?? ""));
}
return {word};
})();
const $net = (() => {
function csrf() {
return document.body.dataset.csrf ?? "";
}
function request(url, options = {}) {
const headers = { "X-CSRFToken": csrf(), "X-Requested-With": "fetch", ...options.headers };
return fetch(url, { credentials: "same-origin", ...options, headers });
}
return {csrf, request};
})();
const $toast = (() => {
const { word } = $words;
const { csrf } = $net;
const SHOWN = 8000;
function announce(text) {
const said = document.getElementById("ui-said");
if (!said) return;
said.textContent = "";
requestAnimationFrame(() => (said.textContent = text));
}
function toast(text, { undo = "", act = "", run = null } = {}) {
const box = document.createElement("div");
box.className = "toast";
box.dataset.toast = "";
const said = document.createElement("span");
said.textContent = text;
box.append(said);
if (undo) box.append(undoForm(undo, act));
if (run) box.append(button(act, run));
box.append(closing());
document.getElementById("toasts")?.append(box);
leaveLater(box);
return box;
}
function undoForm(address, label) {
const form = document.createElement("form");
form.method = "post";
form.action = address;
form.className = "inline";
const token = document.createElement("input");
token.type = "hidden";
token.name = "csrfmiddlewaretoken";
token.value = csrf();
const go = document.createElement("button");
go.textContent = label || word("undo");
form.append(token, go);
return form;
}
function button(label, run) {
const made = document.createElement("button");
made.type = "button";
made.textContent = label;
made.addEventListener("click", (event) => {
event.target.closest("[data-toast]").remove();
run();
});
return made;
}
function closing() {
const made = button("×", () => {});
made.className = "toast__x";
made.setAttribute("aria-label", word("close"));
return made;
}
function leaveLater(box) {
let timer = 0;
const start = () => (timer = setTimeout(() => box.remove(), SHOWN));
const stop = () => clearTimeout(timer);
for (const name of ["pointerenter", "focusin"]) box.addEventListener(name, stop);
for (const name of ["pointerleave", "focusout"]) box.addEventListener(name, start);
start();
}
document.querySelectorAll("[data-toast]").forEach(leaveLater);
document.addEventListener("click", (event) => {
event.target.closest?.("[data-toast-close]")?.closest("[data-toast]").remove();
});
document.addEventListener("toast", (event) => {
const { text, undo, act } = event.detail ?? {};
if (text) toast(text, { undo, act });
});
return {announce, toast};
})();
const $combo_list = (() => {
const { request } = $net;
const { word } = $words;
const { announce } = $toast;
const PAUSE = 150;
let made = 0;
class ComboList {
constructor(input, { source, choose }) {
Object.assign(this, { input, source, choose });
this.id = `combo-${++made}`;
this.box = document.createElement("div");
Object.assign(this.box, { id: this.id, className: "combo__list", hidden: true });
this.box.setAttribute("role", "listbox");
this.box.setAttribute("aria-label", input.labels?.[0]?.textContent.trim() ?? "");
this.box.addEventListener("pointerdown", (event) => event.preventDefault());
this.box.addEventListener("click", (event) => this.pick(event.target.closest("[role=option]")));
for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": this.id, "aria-expanded": "false", autocomplete: "off" })) {
input.setAttribute(name, value);
}
input.addEventListener("input", () => this.later());
input.addEventListener("keydown", (event) => this.key(event));
input.addEventListener("blur", () => this.close());
}
get options() {
return [...this.box.querySelectorAll("[role=option]")];
}
get active() {
return this.box.querySelector("[aria-selected=true]");
}
later() {
clearTimeout(this.timer);
this.timer = setTimeout(() => this.load(), PAUSE);
}
async load() {
this.last?.abort();
const { signal } = (this.last = new AbortController());
const asked = this.input.value.trim();
this.input.setAttribute("aria-busy", "true");
try {
const html = await this.source(asked, signal);
if (html !== null && !signal.aborted && document.activeElement === this.input) this.show(html);
} catch (error) {
if (error.name !== "AbortError") this.close();
}
this.input.removeAttribute("aria-busy");
}
show(html) {
this.box.innerHTML = html;
const { options } = this;
options.forEach((option, at) => {
option.id = `${this.id}-${at}`;
option.setAttribute("aria-selected", "false");
});
if (!options.length && !this.input.value.trim()) return this.close();
if (!options.length) {
const none = document.createElement("p");
Object.assign(none, { className: "combo__none", textContent: word("nothing") });
this.box.replaceChildren(none);
}
this.box.hidden = false;
this.input.setAttribute("aria-expanded", String(Boolean(options.length)));
announce(options.length === 1 ? word("oneResult") : options.length ? word("results", { count: options.length }) : word("nothing"));
}
close() {
clearTimeout(this.timer);
this.last?.abort(); // what comes late would open it again
this.box.hidden = true;
this.input.setAttribute("aria-expanded", "false");
this.input.removeAttribute("aria-activedescendant");
this.active?.setAttribute("aria-selected", "false");
}
move(step) {
const { options, active } = this;
if (this.box.hidden || !options.length) return this.load();
active?.setAttribute("aria-selected", "false");
const at = active ? options.indexOf(active) + step : step > 0 ? 0 : options.length - 1;
const next = options[(at + options.length) % options.length];
next.setAttribute("aria-selected", "true");
next.scrollIntoView({ block: "nearest" });
this.input.setAttribute("aria-activedescendant", next.id);
}
key(event) {
const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
if (step) {
event.preventDefault();
this.move(step);
} else if (event.key === "Enter" && this.active && !this.box.hidden) {
event.preventDefault();
this.pick(this.active);
} else if (event.key === "Escape" && !this.box.hidden) {
event.preventDefault();
event.stopPropagation();
this.close();
} else if (event.key === "Tab") this.close();
}
pick(option) {
if (!option) return;
this.close();
this.choose(option);
}
}
function remote(address) {
return async (asked, signal) => {
const url = new URL(address, location.href);
url.searchParams.set("q", asked);
const answer = await request(url, { signal, headers: { Accept: "text/html" } });
return answer.ok && !answer.redirected ? answer.text() : null;
};
}
return {ComboList, remote};
})();
const $combo_box = (() => {
const { word } = $words;
const { ComboList, remote } = $combo_list;
class ComboBox extends HTMLElement {
connectedCallback() {
if (this.list) return;
this.select = this.querySelector("select");
if (this.select) this.overSelect();
else this.overInput();
}
overInput() {
const input = this.querySelector("input");
const address = this.getAttribute("src");
if (!input || !address) return;
const suggest = remote(address);
const source = (asked, signal) => (asked ? suggest(asked, signal) : "");
this.list = new ComboList(input, { source, choose: (option) => location.assign(option.dataset.url) });
this.append(this.list.box);
}
overSelect() {
const { select } = this;
const input = document.createElement("input");
Object.assign(input, { type: "text", className: "input", id: select.id, placeholder: this.getAttribute("placeholder") ?? "" });
for (const name of ["aria-describedby", "aria-invalid", "required"]) {
if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
}
select.id = `${select.id}-value`;
select.required = false;
select.hidden = true;
select.tabIndex = -1;
this.picks = document.createElement("div");
this.picks.className = "combo__picks";
this.prepend(this.picks, input);
const address = this.getAttribute("src");
const source = address ? remote(address) : (asked) => this.among(asked);
this.list = new ComboList(input, { source, choose: (option) => this.choose(option) });
input.after(this.list.box);
input.addEventListener("focus", () => input.select());
input.addEventListener("click", () => this.list.box.hidden && this.list.load());
input.addEventListener("blur", () => this.settle());
select.addEventListener("change", () => this.draw());
this.input = input;
this.draw();
}
get many() {
return this.getAttribute("mode") === "many";
}
among(asked) {
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const box = document.createElement("div");
for (const option of this.select.options) {
if (!option.value || !fold(option.text).includes(fold(asked))) continue;
const line = document.createElement("div");
line.className = "combo__o";
line.setAttribute("role", "option");
Object.assign(line.dataset, { value: option.value, label: option.text });
line.textContent = option.text;
box.append(line);
}
return box.innerHTML;
}
choose({ dataset: { value, label } }) {
let option = [...this.select.options].find((one) => one.value === value);
if (!option) this.select.append((option = new Option(label, value)));
option.selected = true;
this.tell();
if (this.many) this.input.value = "";
this.input.focus();
}
settle() {
if (this.many) this.input.value = "";
else if (!this.input.value.trim() && this.select.value) {
this.select.value = "";
this.tell();
} else this.draw();
}
tell() {
this.select.dispatchEvent(new Event("input", { bubbles: true }));
this.select.dispatchEvent(new Event("change", { bubbles: true }));
}
draw() {
const chosen = [...this.select.selectedOptions].filter((option) => option.value);
if (!this.many) {
this.input.value = chosen[0]?.text ?? "";
return;
}
this.input.value = "";
this.input.required = false;
this.picks.replaceChildren(...chosen.map((option) => this.chip(option)));
}
chip(option) {
const chip = document.createElement("span");
chip.className = "filter";
const off = document.createElement("button");
off.type = "button";
off.textContent = "×";
off.setAttribute("aria-label", word("remove", { name: option.text }));
off.addEventListener("click", () => {
option.selected = false;
this.tell();
this.input.focus();
});
chip.append(option.text, " ", off);
return chip;
}
}
customElements.define("combo-box", ComboBox);
return {};
})();
const $copy = (() => {
function ready() {
if (!navigator.clipboard) return;
for (const button of document.querySelectorAll("[data-copy][hidden]")) button.hidden = false;
}
document.addEventListener("click", async (event) => {
const button = event.target.closest?.("[data-copy]");
if (!button) return;
const field = document.querySelector(button.dataset.copy);
try {
await navigator.clipboard.writeText(field.value);
button.querySelector("span").textContent = button.dataset.copied;
} catch {
field.select();
}
});
document.addEventListener("htmx:load", ready);
ready();
return {};
})();
const $dialogs = (() => {
const { word } = $words;
const FIRST = "[autofocus], input:not([type=hidden]), textarea, select";
function openDialog(dialog, source = null) {
borrow(dialog.querySelector("form"), source);
dialog.showModal();
(dialog.querySelector(FIRST) ?? dialog.querySelector(".dialog__foot .btn:last-child"))?.focus();
}
function borrow(form, source) {
if (!form) return;
form.querySelectorAll("[data-borrowed]").forEach((field) => field.remove());
if (!source?.form || source.form === form) return;
form.action = source.form.action;
const own = new Set(Array.from(form.elements, (field) => field.name));
for (const [name, value] of new FormData(source.form, source)) {
if (own.has(name) || typeof value !== "string") continue;
const field = document.createElement("input");
Object.assign(field, { type: "hidden", name, value });
field.dataset.borrowed = "";
form.append(field);
}
}
document.addEventListener("click", (event) => {
const opener = event.target.closest?.("[data-dialog]");
const dialog = opener && document.getElementById(opener.dataset.dialog);
if (dialog && !event.ctrlKey && !event.metaKey) {
event.preventDefault();
opener.closest("details.menu")?.removeAttribute("open");
openDialog(dialog, opener);
}
if (event.target.closest?.("[data-close]")) event.target.closest("dialog")?.close();
});
const agreed = new WeakSet();
document.addEventListener(
"submit",
(event) => {
const form = event.target;
const question = event.submitter?.dataset.confirm ?? form.dataset.confirm;
if (!question || agreed.delete(form)) return;
event.preventDefault();
event.stopImmediatePropagation();
const { submitter } = event;
ask(question, submitter?.textContent.trim() || word("confirm"), () => {
agreed.add(form);
form.requestSubmit(submitter?.form === form ? submitter : undefined);
});
},
true,
);
function ask(question, act, go) {
const dialog = document.createElement("dialog");
dialog.className = "dialog";
dialog.setAttribute("aria-labelledby", "ui-ask");
const inside = document.createElement("div");
const text = document.createElement("p");
text.id = "ui-ask";
text.textContent = question;
inside.append(text);
const foot = document.createElement("div");
foot.className = "dialog__foot";
foot.append(choice(word("cancel"), "btn", () => dialog.close()));
foot.append(choice(act, "btn btn--main", () => (dialog.close(), go())));
dialog.append(inside, foot);
dialog.addEventListener("close", () => dialog.remove());
document.body.append(dialog);
dialog.showModal();
foot.firstChild.focus();
}
function choice(label, className, run) {
const button = document.createElement("button");
Object.assign(button, { type: "button", className, textContent: label });
button.addEventListener("click", run);
return button;
}
return {openDialog};
})();
const $draft_values = (() => {
const SKIPPED = "[type=password], [type=file], [type=submit], [type=button], [data-no-draft]";
function kept(form) {
return [...form.elements].filter(
(field) => field.name && !field.name.startsWith("_") && field.name !== "csrfmiddlewaretoken" && !field.matches(SKIPPED),
);
}
function read(form) {
const values = {};
for (const field of kept(form)) {
const list = (values[field.name] ??= []);
if (field.type === "checkbox" || field.type === "radio") field.checked && list.push(field.value);
else if (field.multiple && field.options) for (const option of field.selectedOptions) list.push(option.value);
else list.push(field.value);
}
return values;
}
function write(form, values) {
const places = {};
for (const field of kept(form)) {
const list = values[field.name];
if (!list) continue;
if (field.type === "checkbox" || field.type === "radio") field.checked = list.includes(field.value);
else if (field.multiple && field.options) for (const option of field.options) option.selected = list.includes(option.value);
else if (field.type !== "hidden") field.value = list[(places[field.name] = (places[field.name] ?? -1) + 1)] ?? "";
field.dispatchEvent(new Event("input", { bubbles: true }));
field.dispatchEvent(new Event("change", { bubbles: true }));
}
}
function same(one, other) {
const names = new Set([...Object.keys(one), ...Object.keys(other)]);
return [...names].every((name) => (one[name] ?? []).join("\n") === (other[name] ?? []).join("\n"));
}
function blank(values) {
return Object.values(values).every((list) => list.every((value) => !value.trim()));
}
return {read, write, same, blank};
})();
const $draft_store = (() => {
const PREFIX = "draft:";
const SENT = "sent:";
function owner() {
return document.body.dataset.me ?? "";
}
function attempt(run) {
try {
return run(sessionStorage);
} catch {
return null;
}
}
function keep(key, values) {
return attempt((store) => (store.setItem(PREFIX + key, JSON.stringify({ owner: owner(), values })), true));
}
function recall(key) {
const found = attempt((store) => JSON.parse(store.getItem(PREFIX + key) ?? "null"));
return found?.owner === owner() ? found.values : null;
}
function drop(key) {
attempt((store) => (store.removeItem(PREFIX + key), store.removeItem(SENT + key)));
}
function setAside(key) {
attempt((store) => {
const text = store.getItem(PREFIX + key);
store.removeItem(PREFIX + key);
if (text) store.setItem(SENT + key, text);
});
}
function settle() {
const back = performance.getEntriesByType("navigation")[0]?.type;
const failed = !document.body.classList.contains("app") || back === "back_forward" || back === "reload";
attempt((store) => {
for (const name of Object.keys(store).filter((one) => one.startsWith(SENT))) {
if (failed) store.setItem(PREFIX + name.slice(SENT.length), store.getItem(name));
store.removeItem(name);
}
});
}
document.addEventListener("submit", ({ target }) => {
if (!target.matches("[data-sign-out]")) return;
attempt((store) => {
for (const name of Object.keys(store)) if (name.startsWith(PREFIX) || name.startsWith(SENT)) store.removeItem(name);
});
});
settle();
return {keep, recall, drop, setAside};
})();
const $draft_form = (() => {
const { request } = $net;
const { word } = $words;
const { blank, read, same, write } = $draft_values;
const { drop, keep, recall, setAside } = $draft_store;
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
document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
forms.get(ctx.request?.form)?.answered(ctx);
});
customElements.define("draft-form", DraftForm);
return {};
})();
const $focus = (() => {
const WRITABLE = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable=true]";
function focusOn(element) {
if (!element) return;
if (!element.matches("a[href], button, input, select, textarea, summary, [tabindex]")) {
element.tabIndex = -1;
}
element.focus({ preventScroll: false });
}
function focusAfter(root, lost) {
const wanted = root.querySelector("[aria-invalid=true], [data-focus]");
if (wanted) return focusOn(wanted);
if (lost && document.activeElement === document.body) focusOn(root.querySelector("h1, h2") ?? root);
}
function writingIn(root) {
const active = document.activeElement;
return Boolean(active && root.contains(active) && active.matches(WRITABLE));
}
return {WRITABLE, focusOn, focusAfter, writingIn};
})();
const $hx = (() => {
const { word } = $words;
const { csrf } = $net;
const { toast } = $toast;
const { focusAfter } = $focus;
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
return {};
})();
const $keys = (() => {
const { WRITABLE } = $focus;
const KEYS = {
"/": () => document.getElementById("q"),
"?": () => document.getElementById("ui-keys"),
c: () => document.querySelector(".bar__btn--make"),
n: () => document.getElementById("bell"),
g: () => document.querySelector(".bar__brand"),
};
function tell(dialog) {
for (const row of dialog.querySelectorAll("[data-for]")) row.hidden = !document.querySelector(row.dataset.for);
const help = document.querySelector("a[data-app-help]");
const line = dialog.querySelector("[data-help]");
line.hidden = !help;
if (help) line.querySelector("a").href = help.href;
dialog.showModal();
}
document.addEventListener("keydown", (event) => {
if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
const active = document.activeElement;
if (active?.matches?.(WRITABLE) || document.querySelector("dialog[open]")) return;
const found = KEYS[event.key]?.();
if (!found) return;
event.preventDefault();
if (found.matches("dialog")) tell(found);
else if (found.matches("summary, a")) found.click();
else found.focus();
if (found.matches("summary")) found.focus();
});
return {};
})();
const $lazy = (() => {
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
return {};
})();
const $stream = (() => {
const REOPEN = 300;
const RETRY = 5000;
const LATER = 60000;
class Stream {
constructor(url, hear) {
Object.assign(this, { url, hear });
this.me = crypto.randomUUID();
this.tabs = new Map();
this.channel = new BroadcastChannel("etabli-live");
this.channel.onmessage = ({ data }) => this.told(data);
}
start(topics) {
this.topics = topics;
this.tell({ kind: "topics", tab: this.me, topics });
if (this.asked) return;
this.asked = true;
navigator.locks.request("etabli-live", () => this.lead()).catch(() => {});
}
stop() {
this.tell({ kind: "bye", tab: this.me });
this.source?.close();
this.release?.();
this.channel.close();
}
tell(message) {
this.channel.postMessage(message);
this.told(message);
}
told({ kind, tab, topics, event }) {
if (kind === "topics") this.tabs.set(tab, topics);
if (kind === "bye") this.tabs.delete(tab);
if (kind === "roll" && tab !== this.me) this.channel.postMessage({ kind: "topics", tab: this.me, topics: this.topics });
if (kind === "event") this.hear(event);
if (this.leads && (kind === "topics" || kind === "bye")) this.openSoon();
}
lead() {
this.leads = true;
this.channel.postMessage({ kind: "roll", tab: this.me });
this.openSoon();
return new Promise((resolve) => (this.release = resolve));
}
openSoon() {
clearTimeout(this.timer);
this.timer = setTimeout(() => this.open(), REOPEN);
}
open() {
const topics = [...new Set([...this.tabs.values()].flat())].sort().join(",");
if (topics === this.opened && this.source?.readyState !== EventSource.CLOSED) return;
this.opened = topics;
this.source?.close();
if (!topics || this.ended) return;
const url = new URL(this.url, location.href);
url.searchParams.set("topics", topics);
if (this.last) url.searchParams.set("after", this.last);
this.source = new EventSource(url);
for (const name of ["message", "changed", "resync", "end"]) {
this.source.addEventListener(name, (event) => this.arrived(name, event));
}
this.source.onerror = () => this.source.readyState === EventSource.CLOSED && this.openLater(RETRY);
}
openLater(wait) {
this.source?.close();
this.opened = null;
clearTimeout(this.timer);
this.timer = setTimeout(() => this.open(), wait);
}
arrived(name, event) {
if (event.lastEventId) this.last = event.lastEventId;
if (name === "end") this.over(reasonOf(event.data));
else this.tell({ kind: "event", event: { name, data: event.data } });
}
over(reason) {
if (reason === "restart") return;
if (reason === "replaced") return this.openLater(LATER);
if (reason === "revoked") this.openLater(RETRY);
else {
this.ended = true;
this.source.close();
}
this.tell({ kind: "event", event: { name: "end", data: reason } });
}
}
function reasonOf(data) {
try {
return JSON.parse(data).reason;
} catch {
return "";
}
}
return {Stream};
})();
const $live = (() => {
const { word } = $words;
const { request } = $net;
const { announce } = $toast;
const { writingIn } = $focus;
const { Stream } = $stream;
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
async function lost() {
const answer = await request(location.href, { method: "HEAD" }).catch(() => null);
if (answer && (answer.status >= 400 || answer.redirected)) location.reload();
else hear({ name: "resync" });
}
function readTopics(data) {
try {
const read = JSON.parse(data);
return Array.isArray(read) ? read : (read.topics ?? [read.topic]);
} catch {
return String(data).split(/[\s,]+/);
}
}
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
document.addEventListener("htmx:after:request", (event) => {
const { ctx } = event.detail;
if (!ctx.quiet || !ctx.target?.dataset?.live || !busy(ctx.target)) return;
event.preventDefault();
waiting.add(ctx.target);
});
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
return {};
})();
const $menus = (() => {
const SCROLLING = ".board, .table-wrap, .chat__log";
const MARGIN = 8;
function opened() {
return document.querySelectorAll("details.menu[open]");
}
document.addEventListener("click", (event) => {
for (const menu of opened()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
if (event.key === "Escape") closeWithKey();
if (event.key === "ArrowDown" || event.key === "ArrowUp") walk(event);
});
function closeWithKey() {
for (const menu of opened()) {
const inside = menu.contains(document.activeElement);
menu.open = false;
if (inside) menu.querySelector("summary").focus();
}
}
function walk(event) {
const menu = document.activeElement?.closest?.("details.menu[open]");
if (!menu) return;
const entries = [...menu.querySelectorAll(".menu__box :is(a[href], button:not(:disabled))")];
if (!entries.length) return;
event.preventDefault();
const step = event.key === "ArrowDown" ? 1 : -1;
const at = entries.indexOf(document.activeElement);
const next = at < 0 ? (step > 0 ? 0 : entries.length - 1) : (at + step + entries.length) % entries.length;
entries[next].focus();
}
document.addEventListener(
"toggle",
({ target }) => {
if (!target.matches?.("details.menu")) return;
const box = target.querySelector(":scope > .menu__box");
if (target.open) place(target, box);
else if (box?.matches("[popover]:popover-open")) box.hidePopover();
},
true,
);
function place(menu, box) {
if (!box?.showPopover || !menu.closest(SCROLLING)) return;
box.popover = "manual";
box.showPopover();
const from = menu.querySelector("summary").getBoundingClientRect();
const size = box.getBoundingClientRect();
const below = from.bottom + size.height + MARGIN < innerHeight;
const left = Math.min(Math.max(from.right - size.width, MARGIN), innerWidth - size.width - MARGIN);
Object.assign(box.style, {
position: "fixed",
margin: "0",
inset: "auto",
left: `${left}px`,
top: `${below ? from.bottom + 4 : Math.max(MARGIN, from.top - size.height - 4)}px`,
});
}
document.addEventListener("scroll", (event) => {
for (const menu of opened()) {
if (event.target !== document && event.target.contains?.(menu)) menu.open = false;
}
}, true);
return {};
})();
const $print = (() => {
document.addEventListener("click", (event) => {
if (!event.target.closest?.("[data-print]")) return;
for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = false;
window.print();
});
return {};
})();
const $seen = (() => {
const { request } = $net;
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
return {};
})();
const $shown = (() => {
function holds(rule, value) {
if (rule.all) return rule.all.every((part) => holds(part, value));
if (rule.any) return rule.any.some((part) => holds(part, value));
if (rule.none) return !rule.none.some((part) => holds(part, value));
const found = value(rule.field);
const filled = found.filter((one) => one !== "");
if ("is" in rule) return rule.is === "" ? !filled.length : found.includes(String(rule.is));
if ("not" in rule) return !found.includes(String(rule.not));
if ("in" in rule) return rule.in.some((one) => found.includes(String(one)));
if ("filled" in rule) return Boolean(filled.length) === rule.filled;
if ("over" in rule) return filled.some((one) => Number(one) > rule.over);
if ("under" in rule) return filled.some((one) => Number(one) < rule.under);
return true;
}
function values(form) {
return (name) => {
const fields = [...form.elements].filter((field) => field.name === name);
return fields.flatMap((field) => {
if (field.type === "checkbox" || field.type === "radio") return field.checked ? [field.value] : [];
if (field.multiple && field.options) return Array.from(field.selectedOptions, (option) => option.value);
return [field.value];
});
};
}
function refresh(form) {
const read = values(form);
for (const part of form.querySelectorAll("[data-shown]")) {
const shown = holds(JSON.parse(part.dataset.shown), read);
part.hidden = !shown;
for (const field of part.querySelectorAll("input, select, textarea, button")) {
if (!shown && !field.disabled) field.dataset.off = "";
if (shown ? "off" in field.dataset : !field.disabled) field.disabled = !shown;
if (shown) delete field.dataset.off;
}
}
}
function start(root) {
for (const form of root.querySelectorAll("form:has([data-shown])")) refresh(form);
}
for (const name of ["input", "change"]) {
document.addEventListener(name, ({ target }) => {
if (target.form?.querySelector("[data-shown]")) refresh(target.form);
});
}
document.addEventListener("reset", ({ target }) => setTimeout(() => refresh(target)));
htmx.onLoad((element) => element.parentElement && start(element.parentElement));
start(document);
return {holds, refresh};
})();
const $tabs = (() => {
const ROWS = ".tabs, .btn-group";
const HERE = "[aria-current], [aria-selected=true]";
function show(root) {
for (const row of root.querySelectorAll(ROWS)) {
const here = row.querySelector(HERE);
if (!here || row.scrollWidth <= row.clientWidth) continue;
const middle = (row.clientWidth - here.offsetWidth) / 2;
row.scrollLeft += here.getBoundingClientRect().left - row.getBoundingClientRect().left - middle;
}
}
htmx.onLoad((element) => show(element.parentElement ?? element));
show(document);
return {};
})();
const $theme = (() => {
const { request } = $net;
document.addEventListener("submit", (event) => {
const form = event.target;
if (!form.matches("[data-theme-form]") || !event.submitter) return;
event.preventDefault();
const theme = event.submitter.value;
if (theme) document.documentElement.dataset.theme = theme;
else delete document.documentElement.dataset.theme;
for (const button of form.querySelectorAll("button[name=theme]")) {
button.setAttribute("aria-pressed", String(button === event.submitter));
}
request(form.action, { method: "POST", body: new FormData(form, event.submitter) });
});
document.addEventListener("input", (event) => {
const name = event.target.dataset?.brand;
if (name === undefined) return;
for (const other of document.querySelectorAll("[data-brand]")) {
if (other !== event.target) other.value = event.target.value;
}
if (!/^#[0-9a-f]{6}$/i.test(event.target.value)) return;
for (const preview of document.querySelectorAll("[data-brand-scope]")) {
preview.style.setProperty("--brand-source", event.target.value);
}
});
return {};
})();
const $upload = (() => {
const { csrf } = $net;
const { word } = $words;
const TOGETHER = 3;
const waiting = [];
let going = 0;
/**
* Send one file; resolves to what the server says of it.
* - `progress(part)`: how much of it has left, from 0 to 1; `signal`: stops it.
* Rejects with a sentence; `final` when the server refused it, and would again.
*/
function upload(url, file, { progress, signal } = {}) {
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
function unfit(file, most, kinds = "") {
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
function sized(bytes) {
const [unit, name] = UNITS.find(([step]) => bytes >= step) ?? [1, "o"];
const french = document.documentElement.lang.startsWith("fr");
const shown = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 }).format(bytes / unit);
return `${shown}\u00a0${french ? name : name.replace("o", "B")}`;
}
for (const name of ["dragover", "drop"]) {
document.addEventListener(name, (event) => {
if (event.defaultPrevented || !event.dataTransfer?.types.includes("Files")) return;
if (event.target.closest?.("input[type=file]")) return;
event.preventDefault();
event.dataTransfer.dropEffect = "none";
});
}
return {upload, unfit, sized};
})();
export const request = $net.request;
export const csrf = $net.csrf;
export const toast = $toast.toast;
export const announce = $toast.announce;
export const word = $words.word;
export const focusOn = $focus.focusOn;
export const carry = $carry.carry;
export const upload = $upload.upload;
export const unfit = $upload.unfit;
export const sized = $upload.sized;
