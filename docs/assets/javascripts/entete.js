// The header of every page: suggestions while typing in a search form, and the menu by keyboard.
//
// The form works without this script: it opens the explorer page with the words.

import { ROOT, element, makeOptions } from "./outils.js";
import { kindLabel, plural } from "./textes.js";

const WAIT = 100; // ms after the last key
const MODULES_SHOWN = 5;
const OTHERS_SHOWN = 3;

for (const form of document.querySelectorAll("form[data-recherche]")) addSuggestions(/** @type {HTMLFormElement} */ (form));
openFieldOnNarrowScreens();
openMenuByKeyboard();
focusSearchOnSlash();
offerToPrint();
changeScheme();
if (new URLSearchParams(location.search).has("embed")) showInsideAnotherSite();

/** Options below the field of a search form. */
function addSuggestions(/** @type {HTMLFormElement} */ form) {
  const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
  const list = element("div", {
    id: `${input.id}-suggestions`,
    class: "suggestions",
    role: "listbox",
    "aria-label": "Suggestions",
    hidden: "",
  });
  const status = element("p", { class: "cache", role: "status" });
  let asked = 0;
  let timer = 0;

  form.append(list, status);
  const box = makeOptions(input, list, () => {
    asked++;
    clearTimeout(timer);
    status.textContent = "";
  });

  input.addEventListener("focus", () => import("./moteur.js").then(({ prepare }) => prepare()).catch(() => {}), { once: true });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(suggest, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    const chosen = box.current();
    if (event.key !== "Enter" || list.hidden || !chosen) return; // the form is sent
    event.preventDefault();
    chosen.click();
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(/** @type {Node | null} */ (event.relatedTarget))) box.close();
  });

  async function suggest() {
    const mine = ++asked;
    const text = input.value.trim();
    if (!text) return box.close();
    let found;
    try {
      const { open } = await import("./moteur.js");
      const engine = await open();
      const answer = await engine.answer(text);
      const rows = engine.narrowed(answer);
      found = {
        count: rows.length,
        modules: await engine.pages(rows.slice(0, MODULES_SHOWN)),
        others: await engine.others(answer.found, OTHERS_SHOWN),
      };
    } catch {
      return box.close(); // the form still leads to the explorer page, which says what is wrong
    }
    if (mine === asked) show(text, found);
  }

  function show(/** @type {string} */ text, /** @type {any} */ { count, modules, others }) {
    const all = new URL(form.action);
    all.search = new URLSearchParams({ q: text }).toString();
    const options = [
      ...modules.map((/** @type {any} */ page) =>
        option(page.url, page.meta.title, [page.meta.lieu, page.meta.duree].filter(Boolean).join(", ")),
      ),
      ...others.map((/** @type {any} */ page) => option(page.url, page.meta.title, kindLabel(page.meta.genre))),
      option(
        all.href,
        count ? `Tout voir\u00a0: ${plural(count, "module")}` : "Aucun module\u00a0: voir d’autres pistes",
        "",
        true,
      ),
    ];
    box.show(options);
    status.textContent = count ? `${plural(count, "module")}, flèche bas pour les parcourir.` : "Aucun module.";
  }

  function option(/** @type {string} */ url, /** @type {string} */ title, /** @type {string} */ detail, last = false) {
    const small = detail ? [" ", element("span", { class: "suggestions__detail" }, detail)] : [];
    const attributes = {
      href: url,
      role: "option",
      tabindex: "-1",
      "aria-selected": "false",
      class: last ? "suggestions__tout" : "",
    };
    return element("a", attributes, element("span", {}, title), ...small);
  }
}

/** On a narrow screen the header shows a link to the explorer page; with this script it opens the field in place. */
function openFieldOnNarrowScreens() {
  const header = document.querySelector(".md-header");
  const link = header?.querySelector(".recherche-ouvrir");
  const input = /** @type {HTMLInputElement | null | undefined} */ (header?.querySelector(".recherche-entete input"));
  if (!header || !link || !input) return;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    header.classList.add("recherche-ouverte");
    input.focus();
  });
  header.querySelector(".recherche-entete")?.addEventListener("focusout", (event) => {
    const to = /** @type {FocusEvent} */ (event).relatedTarget;
    if (!(to instanceof Node && header.contains(to))) header.classList.remove("recherche-ouverte");
  });
}

/** The theme's menu is a label, which the keyboard does not reach: a button takes its place, and the focus follows. */
function openMenuByKeyboard() {
  const box = /** @type {HTMLInputElement | null} */ (document.getElementById("__drawer"));
  const label = document.querySelector('.md-header label[for="__drawer"]');
  const menu = /** @type {HTMLElement | null} */ (document.querySelector(".md-sidebar--primary"));
  if (!box || !label || !menu) return;
  const button = element("button", { type: "button", class: "md-header__button md-icon menu-ouvrir" }, ...label.childNodes);
  const turn = (/** @type {boolean} */ open) => {
    if (box.checked !== open) box.click();
  };
  button.addEventListener("click", () => turn(!box.checked));
  box.addEventListener("change", () => {
    button.setAttribute("aria-expanded", String(box.checked));
    if (box.checked) menu.querySelector("a")?.focus({ preventScroll: true });
    else if (menu.contains(document.activeElement) || document.activeElement === document.body) button.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box.checked) return;
    turn(false);
    button.focus();
  });
  // Past the last link the page lies behind the menu: it closes, and the focus is where the eye looks.
  menu.addEventListener("focusout", ({ relatedTarget: to }) => {
    if (to instanceof Node && !menu.contains(to) && to !== button) turn(false);
  });
  button.setAttribute("aria-expanded", String(box.checked));
  label.replaceWith(button);
}

/** Light or dark: what the visitor chose, kept as the theme keeps it, else what the system asks for. */
function changeScheme() {
  const button = /** @type {HTMLElement | null} */ (document.querySelector(".clair-sombre"));
  if (!button) return;
  const theme = /** @type {{__md_get?: (key: string) => unknown, __md_set?: (key: string, value: unknown) => void}} */ (window);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const show = (/** @type {boolean} */ isDark) => {
    document.body.dataset.mdColorScheme = isDark ? "slate" : "default";
    button.title = `Passer au thème ${isDark ? "clair" : "sombre"}`;
    button.setAttribute("aria-label", button.title);
  };
  button.addEventListener("click", () => {
    show(document.body.dataset.mdColorScheme !== "slate");
    theme.__md_set?.("__palette", { color: { scheme: document.body.dataset.mdColorScheme } });
  });
  dark.addEventListener("change", () => {
    if (!hasChosen()) show(dark.matches);
  });
  show(document.body.dataset.mdColorScheme === "slate");
  button.hidden = false;

  function hasChosen() {
    try {
      return Boolean(theme.__md_get?.("__palette"));
    } catch {
      return false; // storage is blocked, or holds something else
    }
  }
}

/** « ?embed »: a page inside another site, without this one's header and footer; its links open the whole site. */
function showInsideAnotherSite() {
  document.documentElement.classList.add("embed");
  const base = element("a", { href: ROOT.href, target: "_blank", rel: "noopener" }, "Catalogue des modules additionnels");
  document.querySelector(".md-content__inner")?.append(element("p", { class: "embed__source" }, "Source\u00a0: ", base));
  document.addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest("a[href]");
    if (link && !link.getAttribute("href")?.startsWith("#")) link.setAttribute("target", "_blank");
  });
}

function offerToPrint() {
  for (const button of document.querySelectorAll("[data-imprimer]")) button.addEventListener("click", () => print());
}

/** « / » goes to the search field of the page, or else to the header's. */
function focusSearchOnSlash() {
  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || target.isContentEditable) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !/^(checkbox|radio)$/.test(target.getAttribute("type") ?? ""))
      return;
    event.preventDefault();
    const own = /** @type {HTMLElement | null} */ (document.querySelector("#q, #recherche-accueil"));
    const link = /** @type {HTMLElement | null} */ (document.querySelector(".recherche-ouvrir"));
    const inHeader = /** @type {HTMLElement | null} */ (document.querySelector(".recherche-entete input"));
    if (own) own.focus();
    else if (link?.offsetParent) link.click();
    else inHeader?.focus();
  });
}
