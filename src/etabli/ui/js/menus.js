// Menus are <details class="menu">: one open at a time, closed by Esc or from outside.
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

// Inside something that scrolls a menu would be cut: it is shown above everything.
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
