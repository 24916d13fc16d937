// Drafts of modules for the needs without an answer. The same as build_tools/analysis/matching/drafts.py.

/**
 * YAML with one document for each need, leads named.
 * @param {import("./reponses.js").Answer[]} open the needs without an answer
 * @param {{tete: string[], lignes: string[], titre: number}} form
 */
export function drafts(open, form) {
  return `${[...form.tete, ...open.flatMap((answer) => draft(answer, form))].join("\n")}\n`;
}

/**
 * @param {import("./reponses.js").Answer} answer
 * @param {{lignes: string[], titre: number}} form
 */
function draft({ need, matches }, form) {
  const title = JSON.stringify(
    [...need]
      .slice(0, form.titre)
      .join("")
      .replace(/^[ .]+|[ .]+$/g, ""),
  );
  const leads = matches.map(({ id }) => id).join(", ");
  const noted = leads ? [`# Pistes à regarder d'abord : ${leads}`] : [];
  return [
    "---",
    ...noted,
    ...form.lignes.map((line) => line.replace("{titre}", () => title).replace("{besoin}", () => JSON.stringify(need))),
  ];
}
