// The keyboard in a list of notices: j and k go down and up, e reads, m hears no more of it.
// Enter opens: the focus is on the link.
const WRITABLE = "input, textarea, select, [contenteditable=true]";
const STEPS = { j: 1, k: -1 };

class NoticeList extends HTMLElement {
  connectedCallback() {
    this.heard = (event) => this.hear(event);
    this.swapped = (event) => this.stand(event);
    document.addEventListener("keydown", this.heard);
    document.addEventListener("htmx:after:swap", this.swapped);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.heard);
    document.removeEventListener("htmx:after:swap", this.swapped);
  }

  hear(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (document.activeElement?.matches(WRITABLE) || document.querySelector("dialog[open]")) return;
    const act = event.key in STEPS ? this.step(STEPS[event.key]) : this.press(event.key);
    if (act) event.preventDefault();
  }

  get rows() {
    return [...this.querySelectorAll("[data-notice]")];
  }

  get current() {
    return document.activeElement?.closest("[data-notice]");
  }

  step(by) {
    const rows = this.rows;
    const at = rows.indexOf(this.current);
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
    next?.querySelector("a[href]").focus();
    return Boolean(next);
  }

  // The list is drawn again after an act: the same line, or the one that took its place, is next.
  press(key) {
    const row = this.current;
    const button = row?.querySelector(`button[data-key="${CSS.escape(key)}"]`);
    if (!button) return false;
    this.back = this.rows.indexOf(row);
    button.click();
    return true;
  }

  // Other parts of the page are drawn again too, the bell for one: only the list counts.
  stand({ detail }) {
    if (this.back === undefined || !this.querySelector("#notices")) return;
    if (detail.ctx?.target?.id !== "notices") return;
    const at = this.back;
    delete this.back;
    setTimeout(() => (this.rows[at] ?? this.rows.at(-1))?.querySelector("a[href]").focus());
  }
}

customElements.define("notice-list", NoticeList);
