// Links to the web, a mailbox, or this house; nothing else. The server holds the same rule.
import { Link } from "@tiptap/extension-link";

const ADDRESS = /^(?:(?:https?:\/\/|mailto:)[^\s<>]+|[/#?](?![/\\])[^\s<>\\]*)$/i;
const LIMIT = 2000;

export function isAddress(href) {
  return typeof href === "string" && href.length <= LIMIT && ADDRESS.test(href);
}

// What people type for an address: « exemple.fr » is https, « a@b.fr » is a mailbox.
export function address(typed) {
  const text = typed.trim();
  if (isAddress(text)) return text;
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return `mailto:${text}`;
  if (/^[^\s/:]+\.[^\s]+$/.test(text) && isAddress(`https://${text}`)) return `https://${text}`;
  return "";
}

export const SafeLink = Link.extend({
  inclusive: false,
  addAttributes: () => ({ href: { default: null } }),
}).configure({
  openOnClick: false,
  defaultProtocol: "https",
  protocols: ["http", "https", "mailto"],
  isAllowedUri: (href) => isAddress(href),
  HTMLAttributes: { rel: "noopener noreferrer nofollow", target: null, class: null },
});
