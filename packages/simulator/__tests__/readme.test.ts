// Shows that README.md is right: its examples are played, and its tables name all there is.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { APIS } from '../apis.ts';
import { HELP, readFlags } from '../flags.ts';
import { GITHUB_OPERATIONS } from '../github/github.ts';
import { FAULT_KINDS } from '../kernel/faults.ts';
import { SHOP } from '../scenarios/shop.ts';
import { simulatedCloud } from './support/simulated-cloud.ts';

const PACKAGE = join(import.meta.dirname, '..');
const page = readFileSync(join(PACKAGE, 'README.md'), 'utf8');
const sectionOf = (heading: string) => page.split(/^##+ /m).find((section) => section.startsWith(`${heading}\n`)) ?? '';
/** Reads the first column of a section's table. */
const rowsOf = (heading: string) => [...sectionOf(heading).matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name);
const blocksOf = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map(([, block = '']) => block);

const cloud = simulatedCloud();

interface Example {
  method: string;
  path: string;
  body?: string;
  reply: string;
}

/** The `curl` commands of the page, each with the reply that it says comes of it. */
function readExamples(): Example[] {
  const commands = blocksOf('console').join('').split(/^\$ /m).slice(1);
  return commands.map((text) => {
    const [command = '', ...reply] = text.split('\n');
    const parts =
      /^curl (?:-X (?<method>\w+) )?'?http:\/\/127\.0\.0\.1:4566(?<path>[^\s']+)'?(?: -d '(?<body>.*)')?$/.exec(
        command,
      );
    if (parts?.groups === undefined) throw new Error(`${command} is no command that this test can play`);
    const { method = 'GET', path = '', body } = parts.groups;
    return { method, path, reply: reply.join('\n').trim(), ...(body !== undefined && { body }) };
  });
}

/** Compares with the text on the page, in which `"…"` stands for any value. */
function expectedOf(reply: string): unknown {
  return JSON.parse(reply, (_, value) => (value === '…' ? expect.anything() : value));
}

test('each control answers its examples as the page says', async () => {
  const examples = readExamples();
  expect(examples).toHaveLength(9);
  await cloud.aws.ecs.describeServices({ cluster: 'shop', services: ['medusa'] });
  for (const { method, path, body, reply } of examples) {
    const answer = await fetch(cloud.simulator.endpoint + path, { method, ...(body !== undefined && { body }) });
    const [first = ''] = (await answer.text()).trim().split('\n');
    expect([path, answer.ok]).toEqual([path, true]);
    if (reply === '') expect([path, first]).toEqual([path, '']);
    else expect(JSON.parse(first)).toMatchObject(expectedOf(reply) as object);
  }
});

test('the example of an SDK runs', async () => {
  const [program = ''] = blocksOf('js');
  const env = { ...process.env, AWS_ENDPOINT_URL: cloud.simulator.endpoint };
  const node = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], { cwd: PACKAGE, env });
  expect((await node).stdout).toBe('ACTIVE 1\n');
});

test('the ready line has the members that the page shows', () => {
  const [line = ''] = blocksOf('json');
  const { endpoint, ca, baseService, image } = cloud.simulator;
  expect(JSON.parse(line)).toEqual({
    endpoint: endpoint.replace(/\d+$/, '4566'),
    ca: expect.stringMatching(/\.pem$/),
    baseService,
    image,
  });
  expect(ca).toMatch(/\.pem$/);
});

test('the page has a section for each control', async () => {
  const { body } = await cloud.simulator.control('GET', 'nonsense');
  const [, names = ''] = /there are (.*)\.$/.exec((body as { message: string }).message) ?? [];
  const headings = [...page.matchAll(/^### (.*)$/gm)].map(([, heading = '']) =>
    heading.toLowerCase().replace(' ', '-'),
  );
  expect(headings.sort()).toEqual(names.split(', ').sort());
});

test('the tables name every flag, fault kind and member of a scenario', () => {
  const flags = [...sectionOf('Starting it').matchAll(/^\| `--(\S+?)(?: [A-Z]+)?` \|(?: `(\S+)` \|)?/gm)];
  const defaults = Object.fromEntries(flags.flatMap(([, name, value]) => (value === undefined ? [] : [[name, value]])));
  expect(readFlags(Object.entries(defaults).flatMap(([name, value]) => [`--${name}`, String(value)]))).toEqual(
    readFlags([]),
  );
  expect(flags.map(([, name]) => name)).toEqual([...HELP.matchAll(/^ {2}--(\S+)/gm)].map(([, name]) => name));
  expect(rowsOf('Faults').sort()).toEqual([...FAULT_KINDS].sort());
  expect(rowsOf('The scenario').sort()).toEqual([...Object.keys(SHOP), 'distribution'].sort());
});

test('the table of operations is what there is', () => {
  const services = [
    ...APIS.map(({ name, operations }) => ({ name, operations: Object.keys(operations) })),
    { name: 'github', operations: GITHUB_OPERATIONS.map(({ name }) => name) },
  ];
  const rows = services.map(({ name, operations }) => `| \`${name}\` | ${operations.sort().join(', ')} |`);
  expect(sectionOf('What there is').match(/^\| `.*$/gm)).toEqual(rows);
});
