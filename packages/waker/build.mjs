// Builds the function's source into examples/aws/wake.yaml, or prints it with --print: one CommonJS file, the form that a template
// can carry. Its types are taken out and its files joined, so that what runs in the account can be read there.
import { readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';

/** A file comes after those that it imports. */
const FILES = ['event.ts', 'reply.ts', 'find-preview.ts', 'attend.ts', 'index.ts'];
const TEMPLATE = fileURLToPath(new URL('../../examples/aws/wake.yaml', import.meta.url));
const INDENT = ' '.repeat(10);
const BLOCK = /(\n {8}ZipFile: \|\n)(?: {10}.*\n|\n)*/;
const IMPORT = /^import\s*\{([^}]*)\} from '([^']+)';\n/gm;

if (import.meta.main) {
  if (process.argv.includes('--print')) process.stdout.write(buildSource());
  else writeFileSync(TEMPLATE, withSource(readFileSync(TEMPLATE, 'utf8'), buildSource()));
}

export function buildSource() {
  const sources = FILES.map((name) => withoutTypes(readFileSync(new URL(name, import.meta.url), 'utf8')));
  const imports = sources.flatMap((source) => [...source.matchAll(IMPORT)]);
  const packages = Map.groupBy(imports, ([, , from]) => from);
  const required = [...packages]
    .filter(([from]) => !from.startsWith('.'))
    .map(([from, parts]) => requireOf(from, parts));
  const bodies = sources.map((source) =>
    source
      .replace(IMPORT, '')
      .replace(/^export /gm, '')
      .trim(),
  );
  refuseTwins(bodies.join('\n'));
  return `${["'use strict';", required.join('\n'), ...bodies, 'exports.handler = handler;'].join('\n\n')}\n`;
}

/** The template with that source in it. */
export function withSource(template, source) {
  if (!BLOCK.test(template)) throw new Error(`${TEMPLATE} has no ZipFile to put the source into.`);
  const lines = source.trimEnd().split('\n');
  const block = lines.map((line) => (line === '' ? '' : `${INDENT}${line}`)).join('\n');
  return template.replace(BLOCK, (_, head) => `${head}${block}\n`);
}

/** Where a type was, spaces are left, and a comment on it. */
function withoutTypes(source) {
  return stripTypeScriptTypes(source)
    .replace(/(?<=\S) {2,}/g, ' ')
    .replace(/ +(?=[,);\n])/g, '')
    .replace(/^ +$/gm, '')
    .replace(/^\/\*\* .* \*\/\n(?=\n)/gm, '')
    .replace(/\n{3,}/g, '\n\n');
}

function requireOf(from, imports) {
  const names = new Set(imports.flatMap(([, names]) => names.split(',').map((name) => name.trim())));
  return `const { ${[...names].filter(Boolean).sort().join(', ')} } = require('${from}');`;
}

/** Two functions of one name would silently become one. */
function refuseTwins(code) {
  const names = [...code.matchAll(/^(?:async )?(?:function|const) (\w+)/gm)].map(([, name]) => name);
  const twin = names.find((name, at) => names.indexOf(name) !== at);
  if (twin !== undefined)
    throw new Error(`Two files of the waker have a ${twin} each, and the built one can have one.`);
}
