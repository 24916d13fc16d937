// The explorer asks for what it will show first before the rest of its page is there: what words need if its address has
// some, the first cards of the whole list if it asks for nothing.

import { FIRST, FULLEST, open, prepare } from "./moteur.js";

if (new URLSearchParams(location.search).get("q")) prepare();
else if (!location.search)
  open()
    .then(firstCards)
    .catch(() => {}); // the page says what is wrong

function firstCards(/** @type {import("./moteur.js").Engine} */ engine) {
  for (const row of engine.inOrder(engine.rows, FULLEST).slice(0, FIRST)) engine.page(row).catch(() => {});
}
