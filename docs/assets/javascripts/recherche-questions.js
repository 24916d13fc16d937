// Questions that are asked of the search, and that no module answers: what a training costs, how to enter it, how long
// it lasts, whether it gives a diploma.

import { plain } from "./mots.js";
import { element } from "./outils.js";
import { facets } from "./recherche-facettes.js";

/** @param {string} words a pattern, of whole words */
function ofWords(words) {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, "u");
}

const OF_ENTERING = ofWords(
  "contacter|couts?|coute(?:nt|r)?|cpf|financ(?:er|e|ee?s?|ements?)|gratuit(?:e?s?|ement)|inscri(?:re|te?s?|ptions?)|pay(?:er|ante?s?)|prix|remuner(?:ee?s?|ation)|sessions?|tarifs?",
);
const OF_LENGTHS = ofWords(
  "combien de temps|courtes? durees?|durees?|formations? courtes?|(?:\\d+|une?|deux|trois|quatre|cinq|demi) ?-?(?:h|heures?|jours?|journees?|semaines?|mois)",
);
const OF_DIPLOMAS = ofWords("diplomes?|diplomantes?|certifiantes?");
const ASKING = ofWords("ca|cela|delivre|donne|est-ce|obten(?:ir|u)|quel|quels|reconnue?s?|sans|t-il|t-elle|valide");

/**
 * The notices that lead to what is known of such a question.
 * @param {string} query
 * @param {(state: import("./recherche-facettes.js").State) => string} addressOf
 */
export function answersTo(query, addressOf) {
  const text = plain(query);
  const lines = [];
  if (OF_ENTERING.test(text)) {
    const known = "Ce que l’on en sait, et à qui demander";
    lines.push(
      line("Une question de prix, d’inscription ou de dates\u00a0? ", "../comprendre/module-additionnel/#suivre", known),
    );
  }
  if (OF_DIPLOMAS.test(text) && ASKING.test(text)) {
    const known = "Il s’ajoute à une formation qui en donne un";
    lines.push(line("Un module ne donne pas de diplôme à lui seul. ", "../comprendre/module-additionnel/#pas", known));
  }
  if (OF_LENGTHS.test(text) && facets.get("donne")?.has("duree")) {
    const facets = new Map([["donne", new Set(["duree"])]]); // of any region: few records know it
    const address = addressOf({ q: "", tri: "duree", facets, ignored: [] });
    lines.push(
      line(
        "Une durée se choisit par les filtres. ",
        address,
        "Voir les modules dont la durée est connue, du plus court au plus long",
      ),
    );
  }
  return lines;
}

/** @param {string} text @param {string} href @param {string} label */
function line(text, href, label) {
  return element("p", {}, text, element("a", { href }, label));
}
