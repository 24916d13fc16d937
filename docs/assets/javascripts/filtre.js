// A box that narrows a long list of links to those that hold the typed words, whatever their accents and order.

import { element } from "./outils.js";

for (const place of document.querySelectorAll("[data-filtre]")) addFilter(/** @type {HTMLElement} */ (place));

function addFilter(/** @type {HTMLElement} */ place) {
  const items = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(place.dataset.filtre ?? "")]);
  const grouping = place.dataset.groupes;
  const groups = /** @type {HTMLElement[]} */ (grouping ? [...document.querySelectorAll(grouping)] : []);
  const texts = items.map((item) => plain(item.textContent ?? ""));
  const input = element("input", { type: "search", id: "filtre-liste", autocomplete: "off", spellcheck: "false" });
  const status = element("p", { role: "status", class: "discret" });
  place.append(element("label", { for: input.id }, "Filtrer la liste"), input, status);
  input.addEventListener("input", () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [i, item] of items.entries()) {
      item.hidden = !words.every((word) => texts[i].includes(word));
      shown += Number(!item.hidden);
    }
    for (const group of groups) group.hidden = !group.querySelector("li:not([hidden])");
    status.textContent = words.length ? `${shown} sur ${items.length}` : "";
  });
}

function plain(/** @type {string} */ text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
