// <copy-link> around a link: one press copies its address. Where there is no clipboard, or with
// a key held, it opens like any link.
import { toast, word } from "ui";

class CopyLink extends HTMLElement {
  connectedCallback() {
    if (this.ready) return;
    this.ready = true;
    this.addEventListener("click", (event) => this.copy(event));
  }

  copy(event) {
    const link = event.target.closest("a");
    if (!link || !navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    navigator.clipboard.writeText(link.href).then(
      () => toast(word("linkCopied")),
      () => location.assign(link.href),
    );
  }
}

customElements.define("copy-link", CopyLink);
