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
 * A link that opens in a new tab, and says so to screen readers.
 * @param {string} href
 * @param {string} label
 * @param {Record<string, string>} attributes
 * @param {string} about what the hint says before that
 */
export function linkInNewTab(href, label, attributes = {}, about = "") {
  const hint = element("span", { class: "cache" }, ` (${about}nouvel onglet)`);
  return element("a", { ...attributes, href, target: "_blank", rel: "noopener" }, label, hint);
}

/**
 * The elements around one that a selector names, from the inside out, itself included.
 * @param {Element} inside
 * @param {string} selector
 */
export function* around(inside, selector) {
  for (let one = inside.closest(selector); one; one = one.parentElement?.closest(selector) ?? null)
    yield/** @type {HTMLElement} */ (one);
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

/**
 * A button that does something.
 * @param {string} label
 * @param {() => unknown} act
 * @param {Record<string, string>} attributes
 */
export function button(label, act, attributes = {}) {
  const made = element("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", act);
  return made;
}

/**
 * The one element that a selector names, in the page or inside an element.
 * @param {string} selector
 * @param {ParentNode} inside
 */
export function find(selector, inside = document) {
  return /** @type {HTMLElement} */ (inside.querySelector(selector));
}

/**
 * What a compressed file of the site holds.
 * @param {string} file its address below the root
 */
export async function fetchData(file) {
  const answer = await fetch(new URL(file, ROOT));
  if (!answer.ok || !answer.body) throw new Error(`${file}: ${answer.status}`);
  return new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).json();
}

/**
 * What gives always the same, asked once for each key; after a failure the next attempt may succeed.
 * @template T
 * @template [K=void]
 * @param {(key: K) => Promise<T>} load
 * @returns {(key: K) => Promise<T>}
 */
export function once(load) {
  /** @type {Map<K, Promise<T>>} */
  const loading = new Map();
  return (key) => {
    const asked = loading.get(key) ?? load(key);
    loading.set(key, asked);
    asked.catch(() => loading.delete(key));
    return asked;
  };
}

/**
 * A function whose answers are kept, each made once.
 * @template K, T
 * @param {(key: K) => T} make
 * @returns {(key: K) => T}
 */
export function remembering(make) {
  /** @type {Map<K, T>} */
  const known = new Map();
  return (key) => {
    if (!known.has(key)) known.set(key, make(key));
    return /** @type {T} */ (known.get(key));
  };
}

/**
 * A list of options below a field (ARIA Authoring Practices, « editable combobox with list autocomplete »): arrows go
 * through it, Escape closes it; what Enter does is up to the field.
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list
 * @param {() => void} closed called when it closes
 */
export function makeOptions(input, list, closed) {
  let active = -1;
  const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  input.addEventListener("keydown", (event) => {
    if (list.hidden || !["Escape", "ArrowDown", "ArrowUp"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "Escape") return close();
    const count = list.childElementCount;
    activate((active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1) + count) % count);
  });

  function activate(/** @type {number} */ index) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = index;
    list.children[active].setAttribute("aria-selected", "true");
    list.children[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", list.children[active].id);
  }

  function show(/** @type {HTMLElement[]} */ options) {
    for (const [i, option] of options.entries()) option.id = `${list.id}-${i}`;
    list.replaceChildren(...options);
    list.hidden = !options.length;
    active = -1;
    input.setAttribute("aria-expanded", String(options.length > 0));
    input.removeAttribute("aria-activedescendant");
  }

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    closed();
  }

  /** The option where the arrows are, if any. */
  const current = () => /** @type {HTMLElement | undefined} */ (list.children[active]);
  return { show, close, current };
}

/** The day, where the visitor is. */
export function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/**
 * Copy a text; returns whether the browser allows it.
 * @param {string} text
 */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Copy the page's address and say so.
 * @param {Element} status
 */
export async function copyAddress(status) {
  status.textContent = (await copied(location.href))
    ? "Lien copié."
    : "Le navigateur refuse la copie\u00a0: le lien est dans la barre d’adresse.";
}

/**
 * The page's script works: what would be said after a while without an answer is not (see _sans_script.html), and the
 * theme's own script may come: where a page waits for data, it is the longest file of all.
 */
export function ready() {
  document.documentElement.classList.add("pret");
  const waiting = document.getElementById("script-du-theme");
  waiting?.replaceWith(element("script", { src: waiting.dataset.src ?? "" }));
}
