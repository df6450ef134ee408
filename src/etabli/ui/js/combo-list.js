// The list of suggestions of a combo box: fetching it and walking in it (ARIA 1.2).
import { request } from "./net.js";
import { word } from "./words.js";
import { announce } from "./toast.js";

const PAUSE = 150;
let made = 0;

export class ComboList {
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

export function remote(address) {
  return async (asked, signal) => {
    const url = new URL(address, location.href);
    url.searchParams.set("q", asked);
    const answer = await request(url, { signal, headers: { Accept: "text/html" } });
    return answer.ok && !answer.redirected ? answer.text() : null;
  };
}
