// Requests that are not htmx's: drafts, suggestions, the theme.
export function csrf() {
  return document.body.dataset.csrf ?? "";
}

export function request(url, options = {}) {
  const headers = { "X-CSRFToken": csrf(), "X-Requested-With": "fetch", ...options.headers };
  return fetch(url, { credentials: "same-origin", ...options, headers });
}
