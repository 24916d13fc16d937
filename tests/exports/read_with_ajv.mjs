// What Ajv in its strict mode says of the published schemas, and of the records: node read_with_ajv.mjs FOLDER
import { existsSync, readFileSync, readdirSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";
import formats from "ajv-formats";

const FILES = { module: "modules", demarche: "demarches", certification: "certifications", ecart: "ecarts_constates" };
const [folder] = process.argv.slice(2);
const ajv = formats.default(new Ajv.default({ strict: true, allErrors: true }));
const read = (path) => readFileSync(`${folder}/data/${path}`, "utf8");
const refused = [];
const accepted = {};

for (const file of readdirSync(`${folder}/data/schemas`)) {
  const kind = file.split(".")[0];
  const check = ajv.compile(JSON.parse(read(`schemas/${file}`)));
  if (!(kind in FILES)) continue;
  const records = read(`${FILES[kind]}.jsonl`).trim().split("\n").map((line) => JSON.parse(line));
  for (const record of [...records, ...records.map((one) => ({ ...one, champ_de_demain: { valeur: 1 } }))]) {
    if (!check(record)) refused.push(`${kind} ${record.id}: ${ajv.errorsText(check.errors)}`);
    else accepted[kind] = (accepted[kind] ?? 0) + 1;
  }
}
const check = ajv.getSchema(JSON.parse(read("schemas/dossier.schema.json")).$id);
const folders = ["dossiers", "certificateurs"].flatMap((kind) => readdirSync(`${folder}/${kind}`).map((one) => `${kind}/${one}`));
for (const place of folders.filter((one) => existsSync(`${folder}/${one}/dossier.json`))) {
  const answer = JSON.parse(readFileSync(`${folder}/${place}/dossier.json`, "utf8"));
  if (!check({ ...answer, champ_de_demain: 1 })) refused.push(`${place}: ${ajv.errorsText(check.errors)}`);
  else accepted.dossier = (accepted.dossier ?? 0) + 1;
}
console.log(JSON.stringify({ refused, accepted }));
