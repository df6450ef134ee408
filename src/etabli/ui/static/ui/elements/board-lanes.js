// <board-lanes> around a board: a card dragged to a lane presses the button of its own
// « Déplacer » menu whose value is that lane. What the menu cannot do, dragging cannot.
import { announce, toast, word } from "ui";

const START = 6;
const HOLD = 350;
const EDGE = 48;

class BoardLanes extends HTMLElement {
  connectedCallback() {
    if (this.ready) return;
    this.ready = true;
    this.addEventListener("pointerdown", (event) => this.press(event));
    this.addEventListener("dragstart", (event) => event.preventDefault());
    this.addEventListener("click", (event) => this.dropped && event.isTrusted && this.swallow(event), true);
    this.addEventListener("contextmenu", (event) => this.drag && event.preventDefault());
  }

  press(event) {
    const card = event.target.closest("[data-moves]");
    if (!card || event.button || event.target.closest("summary, button, .menu__box")) return;
    const from = { x: event.clientX, y: event.clientY, id: event.pointerId };
    const stop = new AbortController();
    const listen = (name, run) => document.addEventListener(name, run, { signal: stop.signal, passive: false });
    this.end = () => {
      stop.abort();
      clearTimeout(this.hold);
      this.letGo();
    };
    if (event.pointerType === "touch") this.hold = setTimeout(() => this.lift(card, from), HOLD);
    listen("pointermove", (move) => this.moved(move, card, from));
    listen("pointerup", (up) => this.release(up));
    listen("pointercancel", () => this.end());
    listen("touchmove", (touch) => this.drag && touch.preventDefault());
    listen("keydown", (key) => key.key === "Escape" && this.drag && this.end());
  }

  moved(event, card, from) {
    if (event.pointerId !== from.id) return;
    const far = Math.hypot(event.clientX - from.x, event.clientY - from.y) > START;
    if (!this.drag && far && event.pointerType === "touch") return this.end();
    if (!this.drag && far) this.lift(card, from);
    if (!this.drag) return;
    event.preventDefault();
    this.follow(event);
  }

  lift(card, from) {
    const at = card.getBoundingClientRect();
    const ghost = card.cloneNode(true);
    ghost.removeAttribute("id");
    ghost.inert = true;
    Object.assign(ghost.style, { position: "fixed", left: `${at.left}px`, top: `${at.top}px`, width: `${at.width}px`, zIndex: 60, pointerEvents: "none" });
    document.body.append(ghost);
    card.dataset.dragged = "";
    this.drag = { card, ghost, from };
    const allowed = this.buttons(card);
    for (const lane of this.querySelectorAll("[data-lane]")) {
      if (!allowed.has(lane.dataset.lane) && !lane.contains(card)) lane.dataset.shut = "";
    }
  }

  buttons(card) {
    return new Map([...card.querySelectorAll("[data-move] button[name=to]")].map((button) => [button.value, button]));
  }

  follow({ clientX, clientY }) {
    const { ghost, from } = this.drag;
    ghost.style.translate = `${clientX - from.x}px ${clientY - from.y}px`;
    const lane = document.elementFromPoint(clientX, clientY)?.closest("[data-lane]");
    for (const one of this.querySelectorAll("[data-open]")) if (one !== lane) delete one.dataset.open;
    if (lane && !("shut" in lane.dataset)) lane.dataset.open = "";
    const board = this.querySelector(".board");
    const { left, right } = board.getBoundingClientRect();
    if (clientX > right - EDGE) board.scrollLeft += 12;
    if (clientX < left + EDGE) board.scrollLeft -= 12;
  }

  release(event) {
    if (!this.drag) return this.end();
    const { card } = this.drag;
    this.dropped = true;
    setTimeout(() => (this.dropped = false));
    const lane = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-lane]");
    const button = lane && this.buttons(card).get(lane.dataset.lane);
    this.end();
    if (!lane || !this.contains(lane) || lane.contains(card)) return;
    if (!button) return toast(word("notThere"));
    this.send(card, lane, button);
  }

  // Shown in its new lane at once; if the server refuses, or a dialog is closed, it goes back.
  send(card, lane, button) {
    const name = card.querySelector("h4")?.textContent.trim() ?? "";
    if (button.dataset.dialog) return button.click();
    const place = { parent: card.parentElement, next: card.nextElementSibling };
    lane.querySelector("ol")?.prepend(card);
    announce(word("moved", { name, lane: lane.getAttribute("aria-label") ?? "" }));
    const back = ({ detail: { ctx } }) => {
      if (ctx.request.form !== button.form) return;
      document.removeEventListener("htmx:finally:request", back);
      const refused = !ctx.response || ctx.response.status >= 400;
      if (refused && card.isConnected) place.parent.insertBefore(card, place.next);
    };
    document.addEventListener("htmx:finally:request", back);
    button.form.requestSubmit(button);
  }

  letGo() {
    if (!this.drag) return;
    const { card, ghost } = this.drag;
    this.drag = null;
    ghost.remove();
    delete card.dataset.dragged;
    for (const lane of this.querySelectorAll("[data-lane]")) {
      delete lane.dataset.open;
      delete lane.dataset.shut;
    }
  }

  swallow(event) {
    event.preventDefault();
    event.stopPropagation();
  }
}

customElements.define("board-lanes", BoardLanes);
