// Carrying something with the pointer: what calendars, trees and boards share. Nothing
// can be done so that a menu or a form beside it cannot do.
const START = 6;
const HOLD = 350;

// `over(x, y)` marks the place under the pointer and answers it, `drop(place, x, y)` puts
// the thing there; `done()` wipes the marks.
export function carry(event, thing, { over, drop, done }) {
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

// Letting go of a link is not following it.
function swallowClick() {
  const swallow = (event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => document.removeEventListener("click", swallow, { capture: true }));
}
