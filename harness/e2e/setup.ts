// Owns what a run needs and a fresh clone lacks: the packages of its folders, and the built Medusa. A second run finds all there.
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { MissingError } from './programs.ts';
import { run } from './run.ts';

export const MEDUSA = join(import.meta.dirname, 'medusa');
/** It is built anew in each run, against an address of that run. */
export const STOREFRONT = join(import.meta.dirname, 'storefront');
/** Where the built application is, and starts. */
export const SERVER = join(MEDUSA, '.medusa/server');

/** Npm writes this list of what it installed last of all, so an interrupted installation leaves none. */
const INSTALLED = 'node_modules/.package-lock.json';
/** The sources of the build. */
const SOURCES = ['package-lock.json', 'medusa-config.ts', 'tsconfig.json', 'src'];

interface Locked {
  version?: string;
  optional?: boolean;
}

export async function setUp(say: (line: string) => void, signal: AbortSignal): Promise<void> {
  const step = async (title: string, work: () => Promise<unknown>) => {
    const startedAt = performance.now();
    say(`${title} …`);
    await work();
    say(`${title}: done in ${Math.round((performance.now() - startedAt) / 1000)} s`);
  };
  if (!isInstalled(import.meta.dirname)) {
    await step('Installing playwright-core, some seconds', () => install(import.meta.dirname, signal));
  }
  if (!isInstalled(MEDUSA)) {
    await step('Installing Medusa, 730 MB, about two minutes', () => install(MEDUSA, signal));
  }
  if (!isInstalled(STOREFRONT)) {
    await step('Installing Next.js, 340 MB, half a minute', () => install(STOREFRONT, signal));
  }
  if (!isBuilt()) {
    await step('Building Medusa, about a minute', () =>
      run({
        program: process.execPath,
        words: ['node_modules/@medusajs/cli/cli.js', 'build'],
        cwd: MEDUSA,
        env: { ...process.env, MEDUSA_DISABLE_TELEMETRY: 'true' },
        signal,
      }),
    );
  }
}

function isInstalled(folder: string): boolean {
  if (!existsSync(join(folder, INSTALLED))) return false;
  const [locked, installed] = ['package-lock.json', INSTALLED].map((file) => readPackages(join(folder, file)));
  return Object.entries(locked ?? {}).every(
    ([path, { version, optional }]) => path === '' || optional || installed?.[path]?.version === version,
  );
}

function readPackages(file: string): Record<string, Locked> {
  return (JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, Locked> }).packages;
}

/** Runs the npm that started the run; the build's tools are development dependencies, which NODE_ENV may leave out. */
async function install(folder: string, signal: AbortSignal): Promise<void> {
  rmSync(join(folder, INSTALLED), { force: true });
  const { npm_execpath: npm, npm_node_execpath: node = process.execPath } = process.env;
  const [program, ...first] = npm === undefined ? ['npm'] : [node, npm];
  const words = [...first, 'ci', '--include=dev', '--loglevel=error', '--no-audit', '--no-fund'];
  await run({ program: program ?? 'npm', words, cwd: folder, signal, killSignal: 'SIGKILL' }).catch((error: Error) => {
    throw new MissingError(`The packages of ${folder} could not be installed.\n${error.message}`);
  });
}

function isBuilt(): boolean {
  const built = join(SERVER, 'medusa-config.js');
  if (!existsSync(built) || !existsSync(join(SERVER, 'public/admin/index.html'))) return false;
  const changes = SOURCES.flatMap((name) => filesOf(join(MEDUSA, name))).map((file) => statSync(file).mtimeMs);
  return Math.max(...changes) < statSync(built).mtimeMs;
}

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name));
}
