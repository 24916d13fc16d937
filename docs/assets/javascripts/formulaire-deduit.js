// Which answers may be ticked as deduced: those given, and those of the parts of an answer.

/** @typedef {import("./formulaire-yaml.js").Data} Data */

const NEVER_DEDUCED = new Set(["deduit", "sources", "precisions", "verifie_le", "confiance", "region"]);

/**
 * @param {Data} data
 * @param {(where: string[]) => string} titleOf
 */
export function deducible(data, titleOf) {
  const names = Object.keys(data).filter((key) => !NEVER_DEDUCED.has(key));
  const inside = Object.entries(data).flatMap(([key, value]) => {
    const parts = Array.isArray(value) ? value : [value];
    const keys = parts.flatMap((one) => (one && typeof one === "object" && !Array.isArray(one) ? Object.keys(one) : []));
    return key === "sources" ? [] : [...new Set(keys)].map((inner) => `${key}.${inner}`);
  });
  const given = /** @type {string[]} */ (data.deduit ?? []);
  const told = inside.filter((name) => name.startsWith("besoin.") || given.includes(name));
  return [...new Set([...names, ...told, ...given])].map((name) => ({ name, label: label(name) }));

  /** « besoin : constat » @param {string} name */
  function label(name) {
    const steps = name.split(".");
    return steps.map((_, i) => titleOf(steps.slice(0, i + 1))).join("\u00a0: ");
  }
}
