// A page that does not exist: what the words of its address find.

import { open } from "./moteur.js";
import { QUERY_MAX } from "./mots.js";
import { ROOT, element } from "./outils.js";

const MODULES_SHOWN = 5;
const OTHERS_SHOWN = 3;
const LEAST = 3; // letters: fewer begin any word

const box = /** @type {HTMLElement} */ (document.getElementById("introuvable"));
const words = wordsOfAddress();
if (words.length >= LEAST) suggest().catch(() => {}); // the page has other ways to go on

/** The last part of the address, as words: « modules/cvl-velos/ » → « cvl velos ». */
function wordsOfAddress() {
  const parts = location.pathname.split("/").filter(Boolean);
  const last = (parts.at(-1) ?? "").replace(/\.[a-z]+$/, "");
  let text = last;
  try {
    text = decodeURIComponent(last);
  } catch {
    // a stray « % »: the letters as they are
  }
  return text
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .slice(0, QUERY_MAX);
}

async function suggest() {
  const engine = await open();
  const answer = await engine.answer(words);
  const pages = [
    ...(await engine.pages(engine.narrowed(answer).slice(0, MODULES_SHOWN))),
    ...(await engine.others(answer.found, OTHERS_SHOWN)),
  ];
  if (!pages.length) return;
  const items = pages.map((page) => element("li", {}, element("a", { href: page.url }, page.meta.title)));
  box.querySelector("ul")?.replaceChildren(...items);
  const all = new URL("recherche/", ROOT);
  all.searchParams.set("q", words);
  const link = /** @type {HTMLAnchorElement} */ (box.querySelector(".introuvable__tout"));
  link.href = all.href;
  link.textContent = `Chercher «\u00a0${words}\u00a0»`;
  box.hidden = false;
}
