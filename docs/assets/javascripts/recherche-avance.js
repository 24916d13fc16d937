// The explorer asks for what it will show first before the rest of its page is there: the first cards, and what words need
// if its address has some. Late styles hold the page back, not this script: whatever reads the page is fetched, never run.

import { FIRST, FULLEST, open, prepare } from "./moteur.js";
import { element } from "./outils.js";
import { regionsIn, withRegions } from "./regions-dites.js";

/** What is said of an answer to words, and what that imports. */
const NOTICES = ["recherche-avis.js", "recherche-questions.js"];

const parameters = new URLSearchParams(location.search);
const q = parameters.get("q") ?? "";

open()
  .then(firstCards)
  .catch(() => {}) // the page says what is wrong
  .then(firstWords);

/** Asks for the cards that the page will show first: of the titles that hold the words, or of the fullest records. */
function firstCards(/** @type {import("./moteur.js").Engine} */ engine) {
  const facets = new Map();
  for (const name of Object.keys(engine.table.facettes))
    if (parameters.has(name)) facets.set(name, new Set(parameters.getAll(name)));
  const asked = withRegions({ q, facets }, regionsIn(q, engine.table.regions));
  const rows = (q ? engine.byTitle(asked.q) : engine.rows).filter(engine.keeper(asked));
  engine.pages((q ? rows : engine.inOrder(rows, parameters.get("tri") || FULLEST)).slice(0, FIRST)).catch(() => {});
}

function firstWords() {
  if (!q) return;
  prepare();
  for (const name of NOTICES)
    document.head.append(element("link", { rel: "modulepreload", href: new URL(name, import.meta.url).href }));
}
