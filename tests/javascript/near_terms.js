// For tests/checking/test_near_terms.py: reads [value, labels] pairs, writes the labels that are near each value.
import { nearOnes } from "../../docs/assets/javascripts/formulaire-termes-proches.js";

let input = "";
for await (const part of process.stdin.setEncoding("utf8")) input += part;
const pairs = /** @type {[string, string[]][]} */ (JSON.parse(input));
process.stdout.write(JSON.stringify(pairs.map(([value, labels]) => nearOnes(value, labels))));
