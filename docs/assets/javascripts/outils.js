// What pages share: making elements, addresses, the day, the link to copy.

/** Address of the site's root, wherever the site is published. */
export const ROOT = new URL("../../", import.meta.url);

/** How many modules are compared side by side. */
export const COMPARED_AT_MOST = 4;

/**
 * Whether a text has the form of a record's id; anything else is never asked to the server.
 * @param {unknown} text
 * @returns {text is string}
 */
export function isId(text) {
  return typeof text === "string" && text.length <= 120 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
}

/**
 * An element with attributes, then its children; texts become text nodes, never markup.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} name
 * @param {Record<string, string>} attributes
 * @param {(Node|string)[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/**
 * Address of the page that compares these modules.
 * @param {string[]} ids
 */
export function comparisonAddress(ids) {
  const address = new URL("comparer/", ROOT);
  for (const id of ids) address.searchParams.append("m", id);
  return address.href;
}

/**
 * What an address asked for, short enough to be shown whatever it holds: « un, deux, trois… ».
 * @param {string[]} texts
 */
export function quoted(texts) {
  const shown = texts.slice(0, 3).map((text) => `«\u00a0${text.length > 60 ? `${text.slice(0, 60)}…` : text}\u00a0»`);
  return shown.join(", ") + (texts.length > 3 ? "…" : "");
}

/** The day, where the visitor is. */
export function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/**
 * Copy the page's address and say so.
 * @param {Element} status
 */
export async function copyAddress(status) {
  try {
    await navigator.clipboard.writeText(location.href);
    status.textContent = "Lien copié.";
  } catch {
    status.textContent = "Le navigateur refuse la copie\u00a0: le lien est dans la barre d’adresse.";
  }
}
