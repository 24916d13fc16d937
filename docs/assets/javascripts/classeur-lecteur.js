// Reads spreadsheets with the project's own Python (build_tools/contributing/spreadsheet/), run by Pyodide in a worker of the
// page: the page stays responsive whatever a file holds. Everything comes from this site, when the first file is dropped.
//
// Asked `{nom, contenu, jour, defauts}`, answers `{etape, part}` while it works, then `{lu}`; asked `{donner}`, answers `{fichier}`.

/**
 * @typedef {{globals: {get(name: string): any}, FS: any, runPython(code: string): any,
 *   unpackArchive(archive: ArrayBuffer, format: string, options: {extractDir: string}): void}} Pyodide
 * @typedef {{nom: string, contenu: ArrayBuffer, jour: string, defauts: Record<string, string>} | {donner: "fiches" | "annote"}} Asked
 */

const HERE = new URL("../lecteur/", import.meta.url);
const COMPRESSED = "pyodide.asm.wasm";
const START = `
import datetime, json, sys
from pathlib import Path
sys.path[:0] = ["/projet", "/bibliotheques"]
from build_tools.contributing.spreadsheet.in_page import DroppedFiles
_files = DroppedFiles(Path("/projet/catalogue"))

def read(name, content, day, defaults):
    file = Path("/depose") / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content.to_py())
    try:
        return json.dumps(_files.read(file, datetime.date.fromisoformat(day), json.loads(defaults)))
    finally:
        file.unlink()

def give(what):
    return _files.records() if what == "fiches" else _files.annotated()
`;

/** @type {Promise<Pyodide> | undefined} */
let engine;
// Files are read one after another.
/** @type {Promise<void>} */
let turn = Promise.resolve();

addEventListener("message", ({ data }) => {
  turn = turn.then(() => answer(data));
});

/** @param {Asked} asked */
async function answer(asked) {
  try {
    engine ??= start();
    const python = await engine;
    if ("donner" in asked) {
      const bytes = python.globals.get("give")(asked.donner);
      postMessage({ fichier: bytes.toJs() });
      bytes.destroy();
    } else {
      postProgress("lecture", 90);
      const read = python.globals.get("read");
      postMessage({
        lu: JSON.parse(read(plainName(asked.nom), new Uint8Array(asked.contenu), asked.jour, JSON.stringify(asked.defauts))),
      });
    }
  } catch (error) {
    postMessage({ panne: engine && (await engine.catch(() => null)) ? "lecture" : "outil", detail: String(error) });
  }
}

/** Python with its libraries, the program and the catalogue, once checked. @returns {Promise<Pyodide>} */
async function start() {
  postProgress("telechargement", 5);
  // All of it first: Pyodide never answers when a part of it does not come.
  const [compressed, libraries, program] = await Promise.all(["moteur.bin", "bibliotheques.zip", "programme.zip"].map(fetched));
  postProgress("telechargement", 40);
  serve(compressed);
  const { loadPyodide } = await import(new URL("pyodide.mjs", HERE).href);
  /** @type {Pyodide} */
  const python = await loadPyodide({ indexURL: HERE.href });
  postProgress("preparation", 55);
  python.unpackArchive(libraries, "zip", { extractDir: "/bibliotheques" });
  python.unpackArchive(program, "zip", { extractDir: "/projet" });
  postProgress("preparation", 65);
  python.runPython(START);
  return python;
}

/** @param {string} name */
async function fetched(name) {
  const response = await fetch(new URL(name, HERE));
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.arrayBuffer();
}

/** Pyodide asks for a file that we publish compressed, as not every server compresses it. @param {ArrayBuffer} compressed */
function serve(compressed) {
  const asked = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    if (!String(input).endsWith(COMPRESSED)) return asked(input, init);
    const body = new Blob([compressed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(body, { headers: { "Content-Type": "application/wasm" } });
  };
}

/** A name that a folder takes; its ending says what the file claims to be. @param {string} name */
function plainName(name) {
  return name.replace(/[\\/\0]/g, " ").slice(-120) || "tableur";
}

/** @param {string} etape @param {number} part */
function postProgress(etape, part) {
  postMessage({ etape, part });
}
