// A search in the address of the explorer: so it can be shared, and the back button works.

import { ORDERS } from "./moteur.js";
import { facets } from "./recherche-facettes.js";

/** @typedef {import("./recherche-facettes.js").State} State */

// Shown inside another site: the page keeps to its results (see entete.js).
export const EMBEDDED = new URLSearchParams(location.search).has("embed");

/** What the address asks for. Whatever is unknown is kept apart, to be said. @returns {State} */
export function stateOfAddress() {
  const parameters = new URLSearchParams(location.search);
  /** @type {State} */
  const state = { q: parameters.get("q") ?? "", tri: "", facets: new Map(), ignored: [] };
  for (const [name, value] of parameters) {
    // Nothing asked is nothing unknown, but for a page of another site, which meant something.
    if (name === "q" || name === "embed" || (!value && (name === "tri" || !EMBEDDED))) continue;
    if (name === "tri" && Object.hasOwn(ORDERS, value)) state.tri = value;
    else if (facets.get(name)?.has(value)) state.facets.set(name, (state.facets.get(name) ?? new Set()).add(value));
    else state.ignored.push(`${name} = ${value}`.slice(0, 60));
  }
  return state;
}

/** The address of a state. */
export function addressOf(/** @type {State} */ { q, tri, facets: chosen }) {
  const parameters = new URLSearchParams();
  if (q) parameters.set("q", q);
  for (const [name, values] of chosen) for (const value of values) parameters.append(name, value);
  if (tri) parameters.set("tri", tri);
  if (EMBEDDED) parameters.set("embed", "");
  const query = parameters.toString();
  return location.pathname + (query ? `?${query}` : "");
}
