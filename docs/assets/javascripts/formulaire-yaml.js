// A record as the canonical text of its file, and the id that it gets.
//
// The same bytes as `record_text` and `propose_id` of build_tools/contributing/ (record_text.py, record_places.py), which a
// test compares on every module: emitter.py and scalars.py say why each line is so.

/**
 * @typedef {any} Json what JSON can say, null excepted
 * @typedef {{[key: string]: Json}} Data
 * @typedef {{[key: string]: any}} Schema
 */

const WIDTH = 110;
const STEP = 2;
const LAST = ["sources", "deduit", "precisions", "confiance", "verifie_le"];
const IN_BRACES = new Set(["duree", "sources", "resultats"]);

const STARTS = /^[-?:,[\]{}#&*!|>'"%@`=]/;
const INSIDE = /: |:$| #|[\n\r\t]|^ | $|^\.\.\./;
const INSIDE_FLOW = /[,[\]{}]|\?|:[^ /\p{L}\p{N}_]/u;
const NUMBER = /^(?:[-+]?\.?[0-9][-+0-9a-fA-F_.:xXoO]*|[-+]?\.(?:inf|nan))$/i;
const WORD = /^(?:y|yes|n|no|on|off|true|false|null|~|<<)$/i;
const DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const LONE_SPACE = /(?<![ «]) (?![ ;:!?»])/;
/** @type {Record<string, string>} */
const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

const ID_MAX = 60;

/**
 * The text of the file of a record.
 * @param {Data} data
 * @param {Schema} schema
 * @param {string} kind the name of the schema
 */
export function recordText(data, schema, kind = "module") {
  const head = `# yaml-language-server: $schema=../../../schema/${kind}.schema.json`;
  return `${[head, ...mapping(data, schema, schema, 0)].join("\n")}\n`;
}

/**
 * The permanent id of a new record: its region's prefix and the words of its title, other than those `taken`.
 * @param {string} title
 * @param {string} prefix
 * @param {Set<string>} taken
 */
export function proposeId(title, prefix, taken) {
  let words = fold(title) || "module";
  const room = ID_MAX - prefix.length - 1;
  if (words.length > room) {
    const cut = words.slice(0, room + 1);
    words = cut.slice(0, Math.max(cut.lastIndexOf("-"), 0)) || words.slice(0, room);
  }
  const wanted = `${prefix}-${words}`;
  let proposed = wanted;
  for (let number = 2; taken.has(proposed); number++) proposed = `${wanted}-${number}`;
  return proposed;
}

/**
 * Small letters without accents, words joined by single hyphens (`fold` of build_tools/checking/suggestions.py).
 * @param {string} text
 */
export function fold(text) {
  const letters = text.replace(/[œŒ]/g, "oe").replace(/’/g, "'").normalize("NFKD");
  return letters
    .replace(/[^\x00-\x7f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}

/** The words of a text in the singular (`words_of` of build_tools/text/folding.py). @param {string} text */
export function wordsOf(text) {
  const words = fold(text).split("-").filter(Boolean);
  return new Set(words.map((word) => word.replace(/(?<=\w\w)(?:(?<=au|eu)x|s)$/, "")));
}

/**
 * What a part that refers to a definition of the whole schema says.
 * @param {Schema | undefined} part
 * @param {Schema} whole
 * @returns {Schema}
 */
export function resolve(part, whole) {
  const reference = part?.$ref;
  return reference ? whole.$defs[reference.split("/").pop()] : (part ?? {});
}

/** @param {Data} data @param {Schema} schema @param {Schema} whole @param {number} indent @returns {string[]} */
function mapping(data, schema, whole, indent) {
  const properties = resolve(schema, whole).properties ?? {};
  return ordered(data, properties).flatMap(([key, value]) =>
    valueAfter(`${" ".repeat(indent)}${inline(key, false)}:`, value, properties[key], whole, indent, IN_BRACES.has(key)),
  );
}

/** @param {Json[]} items @param {Schema} part @param {Schema} whole @param {number} indent @param {boolean} inBraces @returns {string[]} */
function sequence(items, part, whole, indent, inBraces) {
  return items.flatMap((item) => {
    const dash = `${" ".repeat(indent)}-`;
    const short = oneLine(item, part, whole, inBraces);
    if (typeof item !== "object" || fits(dash, short)) return valueAfter(dash, item, part, whole, indent, inBraces);
    const [first, ...rest] = below(item, part, whole, indent + STEP, inBraces);
    return [`${dash} ${first.slice(indent + STEP)}`, ...rest];
  });
}

/**
 * `head` (a key and its colon, or a dash), then the value on its line or below it.
 * @param {string} head @param {Json} value @param {Schema | undefined} schema @param {Schema} whole @param {number} indent
 * @param {boolean} inBraces
 * @returns {string[]}
 */
function valueAfter(head, value, schema, whole, indent, inBraces) {
  const inner = indent + STEP;
  const short = oneLine(value, schema, whole, inBraces);
  if (fits(head, short)) return [`${head} ${short}`];
  if (typeof value === "object") return [head, ...below(value, schema, whole, inner, inBraces)];
  const [header, ...lines] = block(value, WIDTH - inner) ?? [inline(value, false)];
  return [`${head} ${header}`, ...lines.map((line) => (line ? " ".repeat(inner) + line : ""))];
}

/** @param {Data | Json[]} value @param {Schema | undefined} schema @param {Schema} whole @param {number} indent @param {boolean} inBraces @returns {string[]} */
function below(value, schema, whole, indent, inBraces) {
  const resolved = resolve(schema, whole);
  if (!Array.isArray(value)) return mapping(value, resolved, whole, indent);
  if (isFlow(value, resolved, whole, inBraces))
    return wrapped(
      value.map((item) => inline(item, true)),
      indent,
    );
  return sequence(value, resolve(resolved.items, whole), whole, indent, inBraces);
}

/** The value on one line; nothing if it takes several lines. @param {Json} value @param {Schema | undefined} schema @param {Schema} whole @param {boolean} inBraces */
function oneLine(value, schema, whole, inBraces) {
  if (typeof value !== "object") {
    const folded = typeof value === "string" && value.includes("\n") && block(value, WIDTH);
    return folded ? undefined : inline(value, false);
  }
  return isFlow(value, resolve(schema, whole), whole, inBraces) ? flow(value, schema, whole) : undefined;
}

/** @param {Json} value @param {Schema | undefined} schema @param {Schema} whole @returns {string} */
function flow(value, schema, whole) {
  if (typeof value !== "object") return inline(value, true);
  const resolved = resolve(schema, whole);
  if (Array.isArray(value)) return `[${value.map((item) => flow(item, resolved.items, whole)).join(", ")}]`;
  const properties = resolved.properties ?? {};
  const entries = ordered(value, properties).map(
    ([key, part]) => `${inline(key, true)}: ${flow(part, properties[key], whole)}`,
  );
  return `{${entries.join(", ")}}`;
}

/** Lists of ids and numbers stand between brackets, lists of texts one under the other. @param {Data | Json[]} value @param {Schema} schema @param {Schema} whole @param {boolean} inBraces */
function isFlow(value, schema, whole, inBraces) {
  if (!Array.isArray(value)) return inBraces || !Object.keys(value).length;
  const texts = "maxLength" in resolve(schema.items, whole) || value.some((item) => typeof item === "object");
  return !value.length || !texts;
}

/** The model's order; unknown keys after all others. @param {Data} data @param {Schema} properties @returns {[string, Json][]} */
function ordered(data, properties) {
  const names = Object.keys(properties);
  const order = [...names.filter((name) => !LAST.includes(name)), ...LAST.filter((name) => names.includes(name))];
  const rank = (/** @type {string} */ name) => (order.includes(name) ? order.indexOf(name) : order.length);
  return Object.entries(data).sort(([one], [other]) => rank(one) - rank(other));
}

/** @param {string} head @param {string | undefined} short @returns {short is string} */
function fits(head, short) {
  return short !== undefined && size(head) + 1 + size(short) <= WIDTH;
}

/** A list between brackets over several lines. @param {string[]} items @param {number} indent */
function wrapped(items, indent) {
  /** @type {string[]} */
  const lines = [];
  let line = `${" ".repeat(indent)}[`;
  items.forEach((item, i) => {
    const end = i === items.length - 1 ? "]" : ",";
    if (holdsItems(line) && size(line) + 1 + size(item) + 1 > WIDTH) {
      lines.push(line);
      line = " ".repeat(indent + 1);
    }
    line += (holdsItems(line) ? " " : "") + item + end;
  });
  return [...lines, line];
}

/** @param {string} line */
function holdsItems(line) {
  return /[^ []/.test(line);
}

/** The value on one line. @param {string | number | boolean} value @param {boolean} inFlow */
function inline(value, inFlow) {
  if (typeof value !== "string") return String(value);
  if (mayBePlain(value, inFlow)) return value;
  if (/["\\]/.test(value) && !/['\n\r\t]/.test(value)) return `'${value}'`;
  return `"${value.replace(/[\\"\n\r\t]/g, (character) => ESCAPES[character])}"`;
}

/** @param {string} value @param {boolean} inFlow */
function mayBePlain(value, inFlow) {
  if (!value || STARTS.test(value) || INSIDE.test(value) || WORD.test(value)) return false;
  if (inFlow && INSIDE_FLOW.test(value)) return false;
  return !NUMBER.test(value) || DATE.test(value);
}

/** The lines of the value as a block text, header first; nothing where it cannot be one. @param {string | number | boolean} value @param {number} width */
function block(value, width) {
  if (typeof value !== "string") return undefined;
  const text = value.replace(/\n$/, "");
  const keep = text === value ? "-" : "";
  if (!text.trim() || text.includes("\r") || /^[ \t]|[ \t]\n?$|\n$/.test(text)) return undefined;
  if (!text.includes("\n")) return [`>${keep}`, ...folded(text, width)];
  const lines = text.split("\n");
  return lines.every((line) => line === line.trim() || line.trim()) ? [`|${keep}`, ...lines] : undefined;
}

/** The text cut at lone spaces, which folding gives back. @param {string} text @param {number} width */
function folded(text, width) {
  const lines = [];
  let line = "";
  for (const word of text.split(LONE_SPACE)) {
    if (line && size(line) + 1 + size(word) > width) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return [...lines, line];
}

/** Length in characters, not in code units. @param {string} text */
function size(text) {
  return [...text].length;
}
