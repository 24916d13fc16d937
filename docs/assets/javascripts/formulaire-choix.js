// Terms searched in a long list while typing.

import { chosen, setChosen } from "./formulaire-champs.js";
import { fold } from "./formulaire-yaml.js";
import { element, makeOptions } from "./outils.js";
import { plural } from "./textes.js";

const SHOWN = 8;

/** @typedef {{id: string, label: string, names: string[], words: string[]}} Option `names` mean it alone, folded */

/**
 * An option, found by its id, its label, its other names, and words that others have too.
 * @param {string} id
 * @param {string} label
 * @param {string[]} others
 * @param {string[]} kinds
 * @returns {Option}
 */
export function option(id, label, others = [], kinds = []) {
  const own = [id, label, ...others];
  const words = fold([...own, ...kinds].join(" ")).split("-");
  // « RNCP37442 » is also found by « 37442 » and « RNCP 37442 ».
  const codes = words.flatMap((word) => word.match(/^([a-z]+)([0-9]+)$/)?.slice(1) ?? []);
  return { id, label, names: own.map(nameOf), words: [...new Set([...words, ...codes])] };
}

/** What a whole text names without a doubt. @param {string} written @param {Option[]} options @returns {Option | undefined} */
export function meant(written, options) {
  const name = nameOf(written);
  const ways = /^[0-9]{3,6}$/.test(name) ? [`rncp${name}`, `rs${name}`] : [name];
  const found = name ? options.filter(({ names }) => ways.some((way) => names.includes(way))) : [];
  return found.length === 1 ? found[0] : undefined;
}

/** « RNCP 37442 » and « RNCP37442 » are one name. @param {string} text */
function nameOf(text) {
  return fold(text).replace(/^([a-z]+)-(?=[0-9]+$)/, "$1");
}

/**
 * The options whose words begin with all the words of a text, those that begin with the text first; where there is
 * none, those that have most of its words.
 * @param {string} text
 * @param {Option[]} options
 */
export function find(text, options) {
  const sought = fold(text);
  const words = sought.split("-").filter(Boolean);
  if (!words.length) return [];
  const found = options.filter((one) => words.every((word) => one.words.some((own) => own.startsWith(word))));
  if (!found.length) return near(words, options);
  return found.sort((one, other) => Number(fold(other.label).startsWith(sought)) - Number(fold(one.label).startsWith(sought)));
}

/** The options that have at least half of the words that mean something. @param {string[]} words @param {Option[]} options */
function near(words, options) {
  const telling = words.filter((word) => word.length > 3).map((word) => word.replace(/[sx]$/, ""));
  const scored = options.map((one) => ({
    one,
    count: telling.filter((word) => one.words.some((own) => own.startsWith(word))).length,
  }));
  const best = Math.max(0, ...scored.map(({ count }) => count));
  return best && 2 * best >= telling.length ? scored.filter(({ count }) => count === best).map(({ one }) => one) : [];
}

/**
 * Make a field's input search among options.
 * @param {HTMLElement} field
 * @param {Option[]} options
 */
export function makeSearchable(field, options) {
  const input = /** @type {HTMLInputElement} */ (field.querySelector("[data-recherche]"));
  const several = field.dataset.sorte === "recherches";
  const legend = field.querySelector("legend, label")?.firstChild?.textContent?.trim() ?? "";
  const list = element("ul", {
    id: `${input.id}-liste`,
    role: "listbox",
    class: "choix-liste",
    "aria-label": legend,
    hidden: "",
  });
  const status = element("p", { class: "cache", role: "status" });
  input.after(list, status);
  const box = makeOptions(input, list, () => {
    status.textContent = "";
    field.classList.remove("champ--introuvable");
  });

  input.addEventListener("input", () => {
    if (!several) input.dataset.valeur = "";
    suggest();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // nothing is sent
    if (!list.hidden) take((box.current() ?? /** @type {HTMLElement} */ (list.firstElementChild)).dataset.valeur ?? "");
  });
  input.addEventListener("blur", () => {
    takeOnlyOne();
    box.close();
  });
  // The list is left before a click on it ends: the press is enough.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => {
    const item = /** @type {HTMLElement} */ (target).closest("li");
    if (item?.dataset.valeur) take(item.dataset.valeur);
  });

  function suggest() {
    const taken = several ? chosen(field) : [];
    const found = find(input.value, options).filter(({ id }) => !taken.includes(id));
    const shown = found.slice(0, SHOWN);
    box.show(
      shown.map(({ id, label }) => element("li", { role: "option", "aria-selected": "false", "data-valeur": id }, label)),
    );
    if (!input.value.trim()) status.textContent = "";
    else
      status.textContent = found.length
        ? `${plural(found.length, "choix", "choix")}, flèche bas pour les parcourir.`
        : "Rien de ce nom.";
    field.classList.toggle("champ--introuvable", Boolean(input.value.trim()) && !found.length);
  }

  function take(/** @type {string} */ id) {
    if (several) {
      setChosen(field, [...chosen(field), id]);
      input.value = "";
    } else setChosen(field, [id]);
    box.close();
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** A whole name or code typed by hand is a choice. */
  function takeOnlyOne() {
    const same = input.dataset.valeur ? undefined : meant(input.value, options);
    if (same) take(same.id);
  }
}
