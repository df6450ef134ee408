// <quote-talk label="…"> in a discussion: words selected in a message are quoted by a button that
// appears beside them. The same is among the acts of each message, for the keyboard.
import htmx from "htmx";

const AWAY = 8;

class QuoteTalk extends HTMLElement {
  connectedCallback() {
    this.button = document.createElement("button");
    Object.assign(this.button, { type: "button", className: "btn btn--sm quote", hidden: true });
    this.button.textContent = this.getAttribute("label");
    this.button.addEventListener("pointerdown", (event) => event.preventDefault());
    this.button.addEventListener("click", () => this.quote());
    this.replaceChildren(this.button);
    this.look = () => this.show(this.found());
    document.addEventListener("selectionchange", this.look);
    document.addEventListener("scroll", this.look, { passive: true });
  }

  disconnectedCallback() {
    document.removeEventListener("selectionchange", this.look);
    document.removeEventListener("scroll", this.look);
  }

  // The words selected, when they are those of one message that may be answered.
  found() {
    const selection = getSelection();
    const words = selection.toString().trim();
    if (!words) return null;
    const [from, to] = [selection.anchorNode, selection.focusNode].map((node) =>
      (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest(".say__t.prose"),
    );
    if (!from || from !== to) return null;
    const link = from.closest("article")?.querySelector(':scope > .say__foot a[href$="/reponse/"]');
    return link ? { words, link, at: selection.getRangeAt(0).getBoundingClientRect() } : null;
  }

  show(found) {
    this.button.hidden = !found;
    if (!found) return;
    this.button.style.left = `${Math.max(AWAY, found.at.left)}px`;
    this.button.style.top = `${Math.max(AWAY, found.at.bottom + AWAY)}px`;
  }

  async quote() {
    const found = this.found();
    if (!found) return;
    const url = `${found.link.getAttribute("href")}?${new URLSearchParams({ citer: found.words })}`;
    const target = found.link.getAttribute("hx-target");
    getSelection().removeAllRanges();
    await htmx.ajax("GET", url, { source: found.link, target, swap: "outerHTML" });
    document.querySelector(`${target} form.composer`)?.scrollIntoView({ block: "center" });
  }
}

customElements.define("quote-talk", QuoteTalk);
