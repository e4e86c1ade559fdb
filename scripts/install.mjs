// Installs the locked dependencies where something is missing, so that every command works on a fresh clone.
// It runs before Node 24 is there, so it keeps to what Node 20 understands.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

// npm writes this list of what it installed last of all, so an interrupted installation leaves none.
const installedList = 'node_modules/.package-lock.json';

if (!isInstalled()) await install();

function isInstalled() {
  if (!existsSync(installedList) || !existsSync('node_modules/node/bin/node')) return false;
  const locked = readPackages('package-lock.json');
  const installed = readPackages(installedList);
  const isAsLocked = ([path, { version, integrity, optional }]) =>
    installed[path]
      ? installed[path].version === version && installed[path].integrity === integrity && existsSync(path)
      : optional === true;
  return Object.entries(locked).every(isAsLocked) && Object.keys(installed).every((path) => path in locked);
}

/** The packages of a lock file by their folder, without the project itself. */
function readPackages(lockFile) {
  const { '': _project, ...packages } = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  return packages;
}

async function install() {
  process.stderr.write('Installing the dependencies that package-lock.json names; this takes about a minute ... ');
  const start = performance.now();
  rmSync(installedList, { force: true });
  const exitCode = await runNpmCi();
  if (exitCode !== 0) {
    process.stderr.write(
      '\nThe installation did not succeed; run the command again once what npm reports above is fixed.\n',
    );
    process.exit(1);
  }
  process.stderr.write(`done in ${Math.round((performance.now() - start) / 1000)} s.\n`);
}

async function runNpmCi() {
  const { npm_execpath: npmPath, npm_node_execpath: nodePath = process.execPath } = process.env;
  const [command, ...prefix] = npmPath ? [nodePath, npmPath] : ['npm'];
  // The tools are development dependencies, which npm leaves out where NODE_ENV is "production".
  const options = ['--include=dev', '--include=optional', '--loglevel=error', '--no-audit', '--no-fund'];
  const npm = spawn(command, [...prefix, 'ci', ...options], { stdio: ['ignore', 'ignore', 'inherit'] });
  // Interrupted, npm would tidy up for a long while, and take away what the next command installs meanwhile.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => npm.kill('SIGKILL'));
  const [exitCode] = await once(npm, 'close');
  return exitCode;
}
