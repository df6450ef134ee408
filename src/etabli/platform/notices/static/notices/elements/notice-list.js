// The keyboard in a list of notices: j and k go down and up, e reads, m hears no more of it.
// Enter opens: the focus is on the link.
const WRITABLE = "input, textarea, select, [contenteditable=true]";
const STEPS = { j: 1, k: -1 };

class NoticeList extends HTMLElement {
  connectedCallback() {
    this.heard = (event) => this.hear(event);
    document.addEventListener("keydown", this.heard);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.heard);
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
    const at = this.rows.indexOf(row);
    const again = () => (this.rows[at] ?? this.rows.at(-1))?.querySelector("a[href]").focus();
    document.addEventListener("htmx:after:swap", () => setTimeout(again), { once: true });
    button.click();
    return true;
  }
}

customElements.define("notice-list", NoticeList);
