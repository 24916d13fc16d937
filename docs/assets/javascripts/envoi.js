// Sending a record to the repository by a message: its page for new issues, filled in.

// GitHub refuses an address of more than 8,192 characters.
export const ADDRESS_MAX = 8000;

/**
 * A page of the repository, with what it is filled in with.
 * @param {string} depot
 * @param {string} place
 * @param {Record<string, string>} parameters
 */
export function pageOfDepot(depot, place, parameters) {
  return `${depot}/${place}?${Object.entries(parameters)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join("&")}`;
}

/**
 * The page that sends a record by a message; the text is left to paste where it would make the address too long.
 * @param {string} depot
 * @param {string} title the message's
 * @param {string} text the record
 * @param {string} [id] of the published record that it corrects
 */
export function messagePage(depot, title, text, id) {
  const fields = { template: "fiche.yml", title, ...(id ? { identifiant: id } : {}) };
  const whole = pageOfDepot(depot, "issues/new", { ...fields, fiche: text });
  const fits = whole.length <= ADDRESS_MAX;
  return { href: fits ? whole : pageOfDepot(depot, "issues/new", fields), fits };
}
