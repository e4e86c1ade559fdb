// Owns GitHub's own language service, the one that its editors use: what it has to say about a workflow or an action.yml.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { ACTION_NAME, readActionFile } from './action-file.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PACKAGE = join(ROOT, 'node_modules/@actions/languageservice');

type Service = typeof import('@actions/languageservice');

/** Complaints, each with its line: `12: Invalid action input 'imgae'`. */
export async function complaintsOfGitHub(path: string, text: string): Promise<string[]> {
  const { validate } = await load();
  const document = TextDocument.create(`file:///repository/${path}`, 'yaml', 1, text);
  const ours = readActionFile();
  // Nothing is known of other actions, so nothing of theirs is wrong.
  const fetchActionMetadata = async ({ owner, name }: { owner: string; name: string }) =>
    `${owner}/${name}` === ACTION_NAME ? ours : { name, description: 'not ours' };
  const complaints = await validate(document, { actionsMetadataProvider: { fetchActionMetadata } });
  return complaints.map(({ range, message }) => `${range.start.line + 1}: ${message}`);
}

/** Made for bundlers, it does not load in Node as it is, so it is bundled once for each version. */
async function load(): Promise<Service> {
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as { version: string };
  const bundle = join(ROOT, `build/language-service-${version}`);
  if (!existsSync(bundle)) bundleInto(bundle);
  return (await import(pathToFileURL(join(bundle, 'index.js')).href)) as Service;
}

function bundleInto(folder: string): void {
  const ncc = createRequire(import.meta.url).resolve('@vercel/ncc/dist/ncc/cli.js');
  mkdirSync(dirname(folder), { recursive: true });
  const fresh = mkdtempSync(`${folder}-`);
  const options = ['--out', fresh, '--no-cache', '--quiet'];
  execFileSync(process.execPath, [ncc, 'build', join(PACKAGE, 'dist/index.js'), ...options]);
  renameSync(fresh, folder);
}
