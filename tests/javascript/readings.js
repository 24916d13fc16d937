// For tests/text/reading/test_cases.py: reads {data, lengths, days, codes, items, addresses} on its input, writes what the
// form's scripts read in each text.
import { makeReaders } from "../../docs/assets/javascripts/formulaire-lecture.js";

let input = "";
for await (const part of process.stdin.setEncoding("utf8")) input += part;
const { data, lengths, days, codes, items, addresses } = JSON.parse(input);
const readers = makeReaders(data);
process.stdout.write(
  JSON.stringify({
    lengths: lengths.map(readers.readLength),
    days: days.map((/** @type {string} */ text) => [readers.readDay(text), readers.readDay(text, true)]),
    codes: codes.map((/** @type {[string, string]} */ [kind, text]) => readers.readCode(kind, text)),
    items: items.map(readers.readItems),
    addresses: addresses.map(readers.readAddress),
  }),
);
