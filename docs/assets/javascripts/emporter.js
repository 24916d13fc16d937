// Taking search results away: a file made in the browser, from the table of all modules.

/**
 * A table as a French spreadsheet opens it: semicolons, CRLF, a byte-order mark (RFC 4180 otherwise).
 * @param {string[]} columns
 * @param {unknown[][]} rows
 */
export function asCsv(columns, rows) {
  const lines = [columns, ...rows].map((row) => row.map(cell).join(";"));
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

/**
 * One object for each row.
 * @param {string[]} columns
 * @param {unknown[][]} rows
 */
export function asJson(columns, rows) {
  const objects = rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])));
  return `${JSON.stringify(objects, null, 2)}\n`;
}

/** A cell: lists joined by « | », a decimal comma; a text that a spreadsheet would run as a formula begins with an apostrophe. */
function cell(/** @type {unknown} */ value) {
  if (typeof value === "number") return String(value).replace(".", ",");
  const text = Array.isArray(value) ? value.join(" | ") : String(value ?? "");
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Give the visitor a file.
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function download(name, type, text) {
  give(name, new Blob([text], { type }));
}

/**
 * @param {string} name
 * @param {Blob} content
 */
export function give(name, content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
