// Drafts: kept in this browser's storage, one for each record that is being written, safe between tabs.
//
// A tab writes its own draft only: if another tab has changed it meanwhile, what is answered here goes to a new one.

import { button, element, ROOT, find } from "./outils.js";
import { plural } from "./textes.js";

/**
 * @typedef {import("./formulaire-yaml.js").Data} Data
 * @typedef {{date: string, donnees: Data, depart?: Data}} Kept `depart` is what the published record said when the draft began
 * @typedef {Kept & {cle: string, fiche: string, numero: string, texte: string}} Draft
 */

export const FRESH = "nouveau";

/** What begins the keys of a form's drafts; several sites may share a host. @param {string} collection */
function prefix(collection) {
  return `${ROOT.pathname}.formulaire${collection === "modules" ? "" : `-${collection}`}.`;
}

/**
 * The drafts of a form, seen from the tab that writes about the record `fiche` (empty for a new one).
 * @param {string} collection
 * @param {string} fiche
 */
export function makeDrafts(collection, fiche) {
  let own = "";
  /** What we last read or wrote of our own draft. @type {string | null} */
  let last = null;
  return { pick, take, save, erase, isOwn };

  /** The draft to go on with: the one that the address names, or the newest of this record. @param {string | null} asked */
  function pick(asked) {
    const mine = allDrafts(collection).filter((draft) => draft.fiche === fiche);
    if (asked === FRESH) return undefined;
    return asked === null ? mine[0] : mine.find(({ numero }) => numero === asked);
  }

  /** Go on with a draft: from now on it is this tab's. @param {Draft} draft */
  function take(draft) {
    [own, last] = [draft.cle, draft.texte];
    nameInAddress(draft.numero);
  }

  /**
   * Keep the answers; returns whether they went to a new draft because another tab had changed ours. Raises what a blocked
   * storage raises.
   * @param {Data} donnees
   * @param {Data} [depart]
   */
  function save(donnees, depart) {
    const stored = own ? localStorage.getItem(own) : null;
    const parted = stored !== null && stored !== last;
    const isEmpty = !Object.keys(donnees).length;
    if (isEmpty && !parted) {
      if (own) localStorage.removeItem(own);
      last = null;
      return false;
    }
    if (!own || parted) begin();
    last = JSON.stringify({ date: new Date().toISOString(), donnees, ...(depart ? { depart } : {}) });
    localStorage.setItem(own, last);
    return parted;
  }

  function begin() {
    const number = `${Date.now().toString(36)}${Math.floor(Math.random() * 1e6).toString(36)}`;
    own = `${prefix(collection)}${fiche}.${number}`;
    nameInAddress(number);
  }

  function erase() {
    if (own) localStorage.removeItem(own);
  }

  /** @param {string | null} key */
  function isOwn(key) {
    return own !== "" && key === own;
  }
}

/** Every draft of a form in this browser that can be read, the newest first. @param {string} collection */
function allDrafts(collection) {
  const start = prefix(collection);
  /** @type {Draft[]} */
  const found = [];
  try {
    for (const cle of Object.keys(localStorage)) {
      const draft = cle.startsWith(start) ? readDraft(cle, cle.slice(start.length)) : undefined;
      if (draft) found.push(draft);
    }
  } catch {
    // Storage is blocked: there are none.
  }
  return found.sort((one, other) => other.date.localeCompare(one.date));
}

/** @param {string} cle @param {string} name its end @returns {Draft | undefined} */
function readDraft(cle, name) {
  const texte = localStorage.getItem(cle) ?? "";
  const [fiche, numero = ""] = name.split(".");
  try {
    const { date, donnees, depart } = JSON.parse(texte);
    if (!isGroup(donnees) || Number.isNaN(Date.parse(date))) return undefined;
    return { cle, fiche, numero, texte, date, donnees, ...(isGroup(depart) ? { depart } : {}) };
  } catch {
    return undefined; // it holds something else
  }
}

/** @param {any} value */
function isGroup(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A reload must find the same draft. @param {string} number */
function nameInAddress(number) {
  const address = new URL(location.href);
  address.searchParams.set("brouillon", number);
  history.replaceState(history.state, "", address);
}

/** The page that goes on with a draft, or begins one. @param {string} page @param {string} fiche @param {string} number */
export function draftAddress(page, fiche, number) {
  const address = new URL(page, ROOT);
  if (fiche) address.searchParams.set("fiche", fiche);
  address.searchParams.set("brouillon", number);
  return address.href;
}

/** « 29 novembre 2026 » @param {Draft} draft */
export function dayOf({ date }) {
  return new Date(date).toLocaleDateString("fr-FR", { dateStyle: "long" });
}

/**
 * Show every draft of a form in this browser, with the way to go on with it and to delete it; `named` is the field that
 * names a record.
 * @param {HTMLElement} box
 * @param {{collection: string, adresse: string, named: string}} kind
 * @param {(key: string | null) => boolean} isOwn
 * @param {(fiche: string) => string} titleOfRecord
 * @param {() => void} eraseOwn
 */
export function showDrafts(box, kind, isOwn, titleOfRecord, eraseOwn) {
  const drafts = allDrafts(kind.collection);
  box.hidden = !drafts.length;
  const items = drafts.map((draft) => {
    const value = draft.donnees[kind.named];
    const title = typeof value === "string" ? value : "Sans titre";
    const what = draft.fiche ? `correction de «\u00a0${titleOfRecord(draft.fiche)}\u00a0»` : "nouvelle fiche";
    const isHere = isOwn(draft.cle);
    const name = isHere
      ? element("strong", {}, title)
      : element("a", { href: draftAddress(kind.adresse, draft.fiche, draft.numero) }, title);
    const question = `Supprimer le brouillon «\u00a0${title}\u00a0»`;
    const remove = () => {
      if (isHere) return eraseOwn();
      if (!confirm(`${question}\u00a0?`)) return;
      localStorage.removeItem(draft.cle);
      showDrafts(box, kind, isOwn, titleOfRecord, eraseOwn);
    };
    const gone = button("Supprimer", remove, { class: "ligne__retirer", "aria-label": question });
    return element("li", {}, name, ` (${what}, ${dayOf(draft)}${isHere ? ", ouvert ici" : ""}) `, gone);
  });
  const summary = find("summary", box);
  summary.textContent = plural(drafts.length, "brouillon dans ce navigateur", "brouillons dans ce navigateur");
  find("ul", box).replaceChildren(...items);
}
