// For tests/model/test_shown.py: reads {texts, lengths, numbers, before}, writes what the scripts say of each.
import { durationText, prerequisites } from "../../docs/assets/javascripts/formulaire-apercu.js";
import { french, number } from "../../docs/assets/javascripts/textes.js";

let input = "";
for await (const part of process.stdin.setEncoding("utf8")) input += part;
const { texts, lengths, numbers, before = [] } = JSON.parse(input);
process.stdout.write(
  JSON.stringify({
    texts: texts.map(french),
    lengths: lengths.map(durationText),
    numbers: numbers.map(number),
    before: prerequisites({ prerequis: before }, (vocabulary, id) => `${vocabulary}/${id}`),
  }),
);
