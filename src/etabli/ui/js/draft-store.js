// The copy of a draft on this device. It belongs to one person, and goes when they sign out.
const PREFIX = "draft:";
const SENT = "sent:";

function owner() {
  return document.body.dataset.me ?? "";
}

function attempt(run) {
  // Storage may be full or forbidden: the server's copy is then the only one.
  try {
    return run(sessionStorage);
  } catch {
    return null;
  }
}

export function keep(key, values) {
  return attempt((store) => (store.setItem(PREFIX + key, JSON.stringify({ owner: owner(), values })), true));
}

export function recall(key) {
  const found = attempt((store) => JSON.parse(store.getItem(PREFIX + key) ?? "null"));
  return found?.owner === owner() ? found.values : null;
}

export function drop(key) {
  attempt((store) => (store.removeItem(PREFIX + key), store.removeItem(SENT + key)));
}

// Sent, but not yet known to have arrived.
export function setAside(key) {
  attempt((store) => {
    const text = store.getItem(PREFIX + key);
    store.removeItem(PREFIX + key);
    if (text) store.setItem(SENT + key, text);
  });
}

// After a page came: it arrived, unless the page is an error, the sign-in page, or the
// same one come back to.
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
