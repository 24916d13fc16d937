// What people write, read as the other doors read it: lengths, days, codes, items of lists (build_tools/text/reading/).
// Patterns, words and limits come from there as data; a test gives both languages the same cases.

/**
 * @typedef {{heures?: number, min?: number, max?: number, choix?: number[], entreprise?: number}} Length
 * @typedef {{length: Length | null, exact: boolean, only_days: boolean, several: boolean}} LengthRead
 * @typedef {{day: string, exact: boolean, why: string}} DayRead
 * @typedef {{codes: string[], exact: boolean}} CodeRead
 * @typedef {{text: string, left_out: string}} Item `left_out`: why it is no item (`case`, `rien`, `idem`, `annonce`)
 * @typedef {RegExpMatchArray | null} Found
 */

const DEPTH = 4;

/**
 * The readers, made of what Python knows.
 * @param {any} data
 */
export function makeReaders(data) {
  /** @type {Record<string, RegExp>} */
  const patterns = {};
  for (const [name, pattern] of Object.entries(data.motifs)) patterns[name] = new RegExp(`^(?:${pattern})$`, "u");
  const spaces = new RegExp(data.espaces, "gu");
  const numberWord = new RegExp(data.mot_nombre, "gu");
  const number = new RegExp(`^(?:${data.nombre})$`, "u");
  const joints = new RegExp(data.motifs.duree_plus, "u");
  const separators = new RegExp(data.motifs.duree_choix, "u");
  const gaps = new RegExp(data.trous, "gu");
  const lineEnds = new RegExp(data.lignes, "u");
  const signs = new Map(Object.entries(data.signes));

  return { readLength, readDay, readCode, readItem, readItems, readAddress };

  /** @param {string} name @param {string} text @returns {Found} */
  function whole(name, text) {
    return text.match(patterns[name]);
  }

  /** @param {string} text */
  function onOneLine(text) {
    return trimmed(text.normalize("NFC").replace(spaces, " "), " ");
  }

  /** @param {string} text */
  function plain(text) {
    const usual = [...text.toLowerCase()].map((sign) => signs.get(sign) ?? sign).join("");
    return trimmed(usual.replace(spaces, " "), " ").normalize("NFKD").replace(/\p{M}/gu, "");
  }

  // Lengths -----------------------------------------------------------------------------------------------------------

  /** @param {string} text @returns {LengthRead} */
  function readLength(text) {
    const counted = plain(text).replace(numberWord, (_, word) => `${data.nombres[word]} `);
    const phrase = trimmed(counted.replace(/\.+$/, ""), '" ');
    if ([...phrase].length > 120 || whole("duree_horaires", phrase))
      return { length: null, exact: true, only_days: false, several: false };
    const length = withCompany(phrase);
    if (!length) return { length, exact: true, only_days: Boolean(whole("duree_temps", phrase)), several: isSum(phrase) };
    const written = (phrase.replace(/(?<=[0-9]) (?=[0-9]{3}(?![0-9]))/g, "").match(/[0-9]+/g) ?? []).map(Number);
    return { length, exact: figures(length).join() === written.join(), only_days: false, several: false };
  }

  /** @param {string} phrase */
  function isSum(phrase) {
    const parts = phrase.split(joints);
    return parts.length > 1 && parts.every((part) => whole("duree_partie", part));
  }

  /** @param {Length} length @returns {number[]} */
  function figures(length) {
    return Object.values(length).flat();
  }

  /** @param {string} phrase @returns {Length | null} */
  function withCompany(phrase) {
    const alone = centreOf(phrase, DEPTH);
    if (alone) return alone;
    const found = whole("duree_entreprise", phrase);
    const centre = found && centreOf(found[1], DEPTH);
    const company = found && amount(found[2]);
    return centre && company ? { ...centre, entreprise: company } : null;
  }

  /** @param {string} phrase @param {number} depth @returns {Length | null} */
  function centreOf(phrase, depth) {
    const hours = amount(phrase);
    if (hours !== null) return { heures: hours };
    if (!depth) return null;
    return range(phrase) ?? equivalent(phrase, depth - 1) ?? severalTimes(phrase) ?? choice(phrase) ?? inside(phrase, depth);
  }

  /** @param {string} phrase @param {number} depth */
  function inside(phrase, depth) {
    const found = whole("duree_autour", phrase);
    return found && centreOf(found[1] ?? found[2], depth - 1);
  }

  /** @param {string} written @returns {number | null} */
  function amount(written) {
    const phrase = written.trim();
    let found = whole("duree_nombre", phrase);
    if (found) return counted(numberIn(found[1]));
    found = whole("duree_heures_minutes", phrase);
    if (found) return counted(numberIn(found[1]) + Number(found[2].replace(/[^0-9]/g, "")) / 60);
    found = whole("duree_heures_et_demie", phrase);
    if (found) return counted(numberIn(found[1]) + 0.5);
    found = whole("duree_horloge", phrase);
    if (found) return counted(Number(found[1]) + Number(found[2]) / 60);
    found = whole("duree_minutes", phrase);
    return found && counted(numberIn(found[1]) / 60);
  }

  /** @param {string} written */
  function numberIn(written) {
    return Number(written.replaceAll(" ", "").replace(",", "."));
  }

  /** Whole hours, halves and quarters; what is none is not rounded. @param {number} hours */
  function counted(hours) {
    const quarters = (hours * 60) / data.quart;
    if (Math.abs(quarters - Math.round(quarters)) > 1e-9 || !(hours > 0 && hours < 10_000)) return null;
    return (Math.round(quarters) * data.quart) / 60;
  }

  /** @param {string} phrase */
  function range(phrase) {
    const found = whole("duree_entre", phrase) ?? whole("duree_de_a", phrase);
    if (found) return bounds(found[1], found[2]);
    const named = whole("duree_mini_maxi", phrase);
    return named && bounds(named[1] ?? named[2], named[3] ?? named[4]);
  }

  /** @param {string} low @param {string} high @returns {Length | null} */
  function bounds(low, high) {
    const first = amount(whole("duree_minutes", high) && number.test(low) ? `${low} min` : low);
    const last = amount(high);
    return first !== null && last !== null ? { min: first, max: last } : null;
  }

  /** « 5 jours (35 heures) », « 35 h sur 5 jours »: the hours, if such days can hold them. @param {string} phrase @param {number} depth */
  function equivalent(phrase, depth) {
    for (const name of ["duree_jours_heures", "duree_heures_jours"]) {
      const found = whole(name, phrase)?.slice(1).filter(Boolean);
      if (!found) continue;
      const [days, hours] = name === "duree_jours_heures" ? found : [found[1], found[0]];
      const length = whole("duree_unite", hours) && centreOf(hours, depth);
      if (length && canHold(days, length)) return length;
    }
    return null;
  }

  /** @param {string} days @param {Length} length */
  function canHold(days, length) {
    const found = /** @type {RegExpMatchArray} */ (whole("duree_temps", days));
    const [low, high] = data.possible[found[3].startsWith("demi") ? "d" : found[3][0]];
    const [least, most] = [numberIn(found[1]), numberIn(found[2] ?? found[1])];
    const hours = figures(length);
    return low * least <= Math.min(...hours) && Math.max(...hours) <= high * Math.max(least, most);
  }

  /** « 5 jours de 7 h », « 2 x 3,5 h », « 7 h x 2 », « 7 h par jour pendant 3 jours » @param {string} phrase @returns {Length | null} */
  function severalTimes(phrase) {
    const first = whole("duree_fois", phrase);
    const found = first ?? whole("duree_heures_fois", phrase);
    if (!found) return null;
    const [times, each] = first ? [found[1], found[2]] : [found[3] ?? found[5], found[1] ?? found[4]];
    const hours = whole("duree_unite", each) ? amount(each) : null;
    const all = hours ? counted(Number(times) * hours) : null;
    return all ? { heures: all } : null;
  }

  /** @param {string} phrase @returns {Length | null} */
  function choice(phrase) {
    const parts = phrase.split(separators);
    const inMinutes = whole("duree_minutes", parts[parts.length - 1]);
    const hours = parts.map((part) => amount(inMinutes && number.test(part) ? `${part} min` : part));
    return hours.length > 1 && hours.every((one) => one !== null) ? { choix: /** @type {number[]} */ (hours) } : null;
  }

  // Days --------------------------------------------------------------------------------------------------------------

  /** @param {string} text @param {boolean} partial whether a month or a year is enough @returns {DayRead} */
  function readDay(text, partial = false) {
    const phrase = trimmed(plain(text), '" ,;');
    if ([...phrase].length > 60) return { day: "", exact: true, why: "" };
    const parts = wholeDay(phrase);
    if (parts) {
      const day = iso(parts[0], parts[1], parts[2]);
      return { day, exact: day === phrase, why: day ? "" : "jour" };
    }
    if (whole("jour_court", phrase)) return { day: "", exact: true, why: "court" };
    const month = partOf(phrase);
    if (!month) return { day: "", exact: true, why: "" };
    return partial ? { day: month, exact: month === phrase, why: "" } : { day: "", exact: true, why: "mois" };
  }

  /** @param {string} phrase */
  function wholeDay(phrase) {
    const found = whole("jour_iso", phrase) ?? whole("jour_serre", phrase);
    if (found) return [found[1], found[2], found[3]];
    const french = whole("jour_francais", phrase);
    return french && [french[3], french[2], french[1]];
  }

  /** @param {string} phrase */
  function partOf(phrase) {
    const year = whole("jour_annee", phrase);
    if (year) return year[1];
    const month = whole("jour_mois", phrase);
    if (month) return iso(month[3], month[1] ?? month[2], "1").slice(0, 7);
    const isoMonth = whole("jour_mois_iso", phrase);
    return isoMonth ? iso(isoMonth[1], isoMonth[2], "1").slice(0, 7) : "";
  }

  /** @param {string} year @param {string} month @param {string} day */
  function iso(year, month, day) {
    const number_ = /^[0-9]+$/.test(month) ? Number(month) : monthCalled(month.replace(/\.+$/, ""));
    const written = `${year}-${String(number_).padStart(2, "0")}-${day.padStart(2, "0")}`;
    const date = new Date(`${written}T00:00:00Z`);
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written) && year !== "0000" ? written : "";
  }

  /** @param {string} word */
  function monthCalled(word) {
    return Number(Object.entries(data.mois).find(([, names]) => String(names).split("|").includes(word))?.[0]);
  }

  // Codes -------------------------------------------------------------------------------------------------------------

  /** @param {string} kind @param {string} text @returns {CodeRead} */
  function readCode(kind, text) {
    if ([...text].length > 200) return { codes: [], exact: true };
    const phrase = trimmed(plain(text), " ");
    const spaced = trimmed(phrase.replace(gaps, " "), " ");
    if (kind === "certification") {
      const codes = registered(phrase, spaced);
      return codes.length ? { codes, exact: codes.join() === text } : { codes: [], exact: true };
    }
    const found = whole(`code_${kind}`, spaced);
    if (!found) return { codes: [], exact: true };
    const code = joined(
      kind,
      found.slice(1).map((part) => part.replaceAll(" ", "").toUpperCase()),
    );
    return { codes: [code], exact: code === text };
  }

  /** « RNCP 37442 » is one; « 37442 » alone may be of either register. @param {string} phrase @param {string} spaced */
  function registered(phrase, spaced) {
    const found = whole("code_adresse_certification", phrase) ?? whole("code_certification", spaced);
    if (found) return [`${found[1].toUpperCase()}${found[2].replace(" ", "")}`];
    const bare = whole("code_numero", spaced)?.[1].replace(" ", "");
    return bare ? [`RNCP${bare}`, `RS${bare}`] : [];
  }

  /** @param {string} kind @param {string[]} parts */
  function joined(kind, parts) {
    if (kind === "bloc") return `${parts[0]}${parts[1]}BC${parts[2].padStart(2, "0")}`;
    return parts.join(data.joints[kind]);
  }

  // Addresses ---------------------------------------------------------------------------------------------------------

  /** From its « https:// » on; the text itself if it says none, or several. @param {string} text */
  function readAddress(text) {
    const written = text.trim();
    if ([...written].length > data.adresse_max || /[\r\n]/.test(written)) return written;
    let phrase = trimmed(onOneLine(written), '<>"«» ');
    phrase = whole("adresse_avant", phrase)?.[1] ?? phrase;
    const found = whole("adresse_adresse", phrase) ?? whole("adresse_espaces", phrase) ?? whole("adresse_site", phrase);
    if (!found) return written;
    const address = found[1].replaceAll(" ", "%20");
    return /^http/i.test(address) ? address : `https://${address}`;
  }

  // Lists -------------------------------------------------------------------------------------------------------------

  /** One item a line, without its mark. @param {string} text @returns {Item[]} */
  function readItems(text) {
    return text.split(lineEnds).map(onOneLine).filter(Boolean).map(readItem);
  }

  /** @param {string} phrase @returns {Item} */
  function readItem(phrase) {
    let found = phrase;
    for (let i = 0; i < data.marques; i++) {
      const unticked = whole("liste_non_coche", found);
      if (unticked) return { text: trimmed(unticked[1], " "), left_out: "case" };
      const marked = whole("liste_coche", found) ?? whole("liste_puce", found) ?? whole("liste_numero", found);
      if (!marked) break;
      found = trimmed(marked[1], " ");
    }
    found = whole("liste_fin", found)?.[1] ?? found;
    return { text: found, left_out: found.endsWith(":") ? "annonce" : nothing(found) };
  }

  /** @param {string} phrase */
  function nothing(phrase) {
    const words = trimmed(plain(phrase), " ");
    if ([...words].length > 60) return "";
    if (whole("liste_idem", words)) return "idem";
    return whole("liste_rien", trimmed(words, "() ").replace(/\.+$/, "") || words) ? "rien" : "";
  }
}

/** As Python's `strip`. @param {string} text @param {string} signs */
function trimmed(text, signs) {
  const kept = [...text];
  while (kept.length && signs.includes(kept[0])) kept.shift();
  while (kept.length && signs.includes(kept[kept.length - 1])) kept.pop();
  return kept.join("");
}
