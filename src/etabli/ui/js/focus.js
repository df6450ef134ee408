// Where the keyboard stands after something changed.
export const WRITABLE = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable=true]";

export function focusOn(element) {
  if (!element) return;
  if (!element.matches("a[href], button, input, select, textarea, summary, [tabindex]")) {
    element.tabIndex = -1;
  }
  element.focus({ preventScroll: false });
}

// In new content: an error first, then what asks for it; otherwise the content itself,
// but only when the swap took the focus away.
export function focusAfter(root, lost) {
  const wanted = root.querySelector("[aria-invalid=true], [data-focus]");
  if (wanted) return focusOn(wanted);
  if (lost && document.activeElement === document.body) focusOn(root.querySelector("h1, h2") ?? root);
}

export function writingIn(root) {
  const active = document.activeElement;
  return Boolean(active && root.contains(active) && active.matches(WRITABLE));
}
