// A source in the form: a page whose address was pasted, or a document that the catalogue cites already.

/** What describes a page; a document of the list needs none of it (DESCRIBED of build_tools/model/base.py). */
export const DESCRIBED = ["titre", "editeur", "adresse", "date", "lu_le"];

/**
 * The row of a source that holds an element, if one does.
 * @param {Element} element
 * @returns {HTMLElement | null}
 */
export function sourceRow(element) {
  return element.closest("[data-cle=sources] [data-groupe]");
}

/**
 * Show what describes a page only where no document of the list is chosen.
 * @param {Element} row
 */
export function showSource(row) {
  const chosen = valued(row, "document")?.value;
  for (const key of DESCRIBED) {
    const field = /** @type {HTMLElement | null} */ (row.querySelector(`[data-cle=${key}]`));
    if (field) field.hidden = Boolean(chosen);
  }
}

/**
 * What an answer changes in its source: the address of a document of the list chooses it; any other was read today.
 * @param {HTMLElement} row
 * @param {Element} target
 * @param {Record<string, string>} listed the key of each address of the list, and its document
 * @param {string} today
 */
export function adaptSource(row, target, listed, today) {
  const address = valued(row, "adresse");
  const document = valued(row, "document");
  if (address && target === address && address.value.trim()) {
    const known = listed[addressKey(address.value)];
    const read = valued(row, "lu_le");
    if (known && document) document.value = known;
    else if (read && !read.value && address.value.includes("://")) read.value = today;
  }
  showSource(row);
}

/**
 * What two addresses of one page have in common (address_key of build_tools/text/addresses.py).
 * @param {string} address
 */
function addressKey(address) {
  try {
    const url = new URL(address.trim());
    const host = url.host.replace(/^www\./, "");
    return host + url.pathname.replace(/\/+$/, "") + url.search;
  } catch {
    return address;
  }
}

/** @param {Element} row @param {string} key */
function valued(row, key) {
  const control = row.querySelector(`[data-cle=${key}] [data-valeur]`);
  return /** @type {HTMLInputElement | HTMLSelectElement | null} */ (control);
}
