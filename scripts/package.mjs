// Builds the bundle into dist, or into the folder given as argument: tsc compiles src, ncc bundles the result.
// The files that run in the backend's image or at the edge are copied as they are, and the waker's source is written into its template with dist. The AWS SDK is taken as ES modules, so that ncc leaves out what is unused.
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { inAscii, withoutUnusedModels } from './shrink.ts';

const bundle = process.argv[2] ?? 'dist';
/** Beside it, so that what runs from the bundle meanwhile does not lose it for as long as a build takes. */
const fresh = 'build/bundle';
/** It leaves out about three tenths. */
const MAX_SHARE_LEFT = 0.8;
rmSync('build/compiled', { recursive: true, force: true });
run('tsc --project tsconfig.build.json');
for (const name of ['preload.mjs', 'database.mjs', 'gate.mjs']) {
  copyFileSync(`src/environment/${name}`, `build/compiled/environment/${name}`);
}
takeModulesOfSdk('build/compiled');
takePartsOfToolkit('build/compiled');
rmSync(fresh, { recursive: true, force: true });
run(`ncc build build/compiled/index.js --out ${fresh} --license [id].licenses.txt --no-cache --quiet`);
joinLicenses();
writePostStep();
shrink();
rmSync(bundle, { recursive: true, force: true });
renameSync(fresh, bundle);
if (bundle === 'dist') run('node --disable-warning=ExperimentalWarning packages/waker/build.mjs');

function run(command) {
  const { status } = spawnSync(command, { shell: true, stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}

/** ncc resolves a package by its "main", which for the SDK is CommonJS: that cannot be shaken, and all of it would be loaded. */
function takeModulesOfSdk(folder) {
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!name.endsWith('.js') || name.includes('node_modules')) continue;
    const file = `${folder}/${name}`;
    const source = readFileSync(file, 'utf8');
    writeFileSync(file, source.replaceAll(/'(@aws-sdk\/client-[a-z0-9-]+)'/g, "'$1/dist-es/index.js'"));
  }
}

/**
 * The toolkit does not declare to bundlers that its modules may be left out where nothing of theirs is used. A copy that does
 * spares each run its OIDC client, and with it undici: some 25 MB of memory, and a fifth of the time to start.
 */
function takePartsOfToolkit(folder) {
  const copy = `${folder}/node_modules/@actions/core`;
  cpSync('node_modules/@actions/core', copy, { recursive: true });
  const manifest = JSON.parse(readFileSync(`${copy}/package.json`, 'utf8'));
  writeFileSync(`${copy}/package.json`, JSON.stringify({ ...manifest, sideEffects: false }));
}

/** At the end of a job, most steps have left nothing to do, and then nothing is loaded. src/index.ts knows it by its name. */
function writePostStep() {
  writeFileSync(`${fresh}/post.js`, "if (process.env.STATE_waiting) await import('./index.js');\n");
}

/** ncc collects licenses chunk by chunk, and into one shared file it would write those of the last chunk only. */
function joinLicenses() {
  const parts = readdirSync(fresh).filter((name) => name.endsWith('.licenses.txt'));
  writeFileSync(`${fresh}/licenses.txt`, parts.map((name) => readFileSync(`${fresh}/${name}`, 'utf8')).join('\n'));
  for (const name of parts) rmSync(`${fresh}/${name}`);
}

/** A bundle that did not get smaller means that ncc writes its modules in another way than shrink.ts reads them. */
function shrink() {
  const sizes = readdirSync(fresh)
    .filter((each) => each.endsWith('index.js'))
    .map((name) => {
      const file = `${fresh}/${name}`;
      const code = readFileSync(file, 'utf8');
      const smaller = withoutUnusedModels(code);
      writeFileSync(file, inAscii(smaller));
      return { before: code.length, after: smaller.length };
    });
  const [before, after] = ['before', 'after'].map((key) => sizes.reduce((sum, size) => sum + size[key], 0));
  if (after < before * MAX_SHARE_LEFT) return;
  process.stderr.write(
    `scripts/shrink.ts left out ${before - after} of ${before} characters; it no longer reads what ncc writes.\n`,
  );
  process.exit(1);
}
