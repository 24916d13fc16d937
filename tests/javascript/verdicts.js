// For tests/checking/rules/test_in_javascript.py: reads {rules, field, texts} on its input, writes what the form's
// scripts find in each text.
import { checkText } from "../../docs/assets/javascripts/formulaire-textes.js";

let input = "";
for await (const part of process.stdin.setEncoding("utf8")) input += part;
const { rules, field, texts } = JSON.parse(input);
const verdicts = texts.map((text) => [...new Set(checkText(text, [field], rules).map(({ key }) => key))].sort());
process.stdout.write(JSON.stringify(verdicts));
