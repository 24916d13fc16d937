// For tests/exports/test_selections.py: reads {columns, rows}, writes the text that the browser makes of them.
import { asCsv } from "../../docs/assets/javascripts/emporter.js";

let input = "";
for await (const part of process.stdin.setEncoding("utf8")) input += part;
const { columns, rows } = JSON.parse(input);
process.stdout.write(JSON.stringify(asCsv(columns, rows)));
