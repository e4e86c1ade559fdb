// Every workflow that somebody may run or copy: the repository's own, the examples, and those on its pages.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readInputs } from '../../src/request/inputs.ts';
import { readActionFile } from '../support/action-file.ts';
import { complaintsOfActionlint } from '../support/actionlint.ts';
import { complaintsOfGitHub } from '../support/language-service.ts';
import { ROOT } from '../support/pages.ts';
import {
  eventsOf,
  groupsOf,
  jobsOf,
  ourStepsOf,
  readWorkflows,
  readWorkflowsOfPages,
  type Step,
  stepsOf,
  type Workflow,
} from '../support/workflows.ts';

const action = readActionFile();
const own = readWorkflows('.github/workflows');
const examples = readWorkflows('examples');
const onPages = readWorkflowsOfPages();

/** Its folder distinguishes a workflow from an action.yml. */
const pathOf = ({ place }: Workflow) => `.github/workflows/${place.replace(/\W+/g, '-')}.yml`;
const linesOf = ({ text }: Workflow, pattern: RegExp) => text.split('\n').filter((line) => pattern.test(line));

/** A text of the form that a runner would put in place of an expression. */
const filledIn = (value: unknown) =>
  String(value ?? '').replace(/\$\{\{.*?\}\}/g, (expression) => {
    if (/service/i.test(expression)) return 'shop/medusa';
    if (/secrets\./.test(expression)) return 'a text that nobody guesses';
    if (/digest/.test(expression)) return `sha256:${'0'.repeat(64)}`;
    return /image/i.test(expression) ? 'medusa:42' : '42';
  });

/** A comment asks for nothing that needs an image, and neither do these modes. */
const WITHOUT_IMAGE = ['sweep', 'destroy', 'sleep', 'wake'];

function problemsOf({ with: given = {} }: Step, isForComment = false): string[] {
  const { inputs, problems, problemsToDeploy } = readInputs(
    (name) => filledIn(given[name] ?? action.inputs[name]?.default),
    () => '{}',
  );
  return isForComment || WITHOUT_IMAGE.includes(inputs.mode) ? problems : [...problems, ...problemsToDeploy];
}

/** The outputs of our own steps that a workflow reads. */
function outputsReadBy(workflow: Workflow): string[] {
  const ids = ourStepsOf(workflow).flatMap(({ id }) => id ?? []);
  const read = [...workflow.text.matchAll(/\bsteps\.([\w-]+)\.outputs\.([\w-]+)/g)];
  return read.flatMap(([, id = '', output = '']) => (ids.includes(id) ? output : []));
}

test('GitHub has nothing to say against action.yml', async () => {
  expect(await complaintsOfGitHub('action.yml', readFileSync(join(ROOT, 'action.yml'), 'utf8'))).toEqual([]);
});

test('actionlint has nothing to say against any workflow', () => {
  const all = [...own, ...examples, ...onPages];
  for (const some of [own, examples, onPages]) expect(some.length).toBeGreaterThan(2);
  const complaints = complaintsOfActionlint(all.map((workflow) => ({ path: pathOf(workflow), text: workflow.text })));
  expect(all.map(({ place }, at) => ({ place, complaints: complaints[at] }))).toEqual(
    all.map(({ place }) => ({ place, complaints: [] })),
  );
});

describe.each([...own, ...examples, ...onPages].map((workflow) => ({ place: workflow.place, workflow })))(
  '$place',
  ({ workflow }) => {
    test('GitHub has nothing to say against it', async () => {
      expect(await complaintsOfGitHub(pathOf(workflow), workflow.text)).toEqual([]);
    });

    test('the action takes the inputs that it gives, and has the outputs that it reads', () => {
      const isForComment = eventsOf(workflow).includes('issue_comment');
      expect(ourStepsOf(workflow).flatMap((step) => problemsOf(step, isForComment))).toEqual([]);
      expect(Object.keys(action.outputs)).toEqual(expect.arrayContaining(outputsReadBy(workflow)));
    });

    test('no text from outside becomes part of a script', () => {
      const scripts = stepsOf(workflow).flatMap(({ run }) => run ?? []);
      expect(scripts.flatMap((script) => script.match(/\$\{\{.*?\}\}/g) ?? [])).toEqual([]);
    });

    test('runs are grouped by pull request, and not by ref', () => {
      const groups = groupsOf(workflow);
      expect(groups.filter((group) => group.includes('github.ref'))).toEqual([]);
      const isAboutOne = eventsOf(workflow).includes('pull_request');
      expect(groups.filter((group) => isAboutOne && !group.includes('github.event.number'))).toEqual([]);
    });

    test('with the rights of the base repository, no code of a pull request is checked out', () => {
      const trusted = ['issue_comment', 'pull_request_target', 'workflow_run'];
      const hasRights = eventsOf(workflow).some((event) => trusted.includes(event));
      const checkouts = stepsOf(workflow).filter(({ uses = '' }) => uses.startsWith('actions/checkout@'));
      expect(hasRights ? checkouts : []).toEqual([]);
    });
  },
);

describe.each([...own, ...examples].map((workflow) => ({ place: workflow.place, workflow })))(
  '$place, as a file',
  ({ workflow }) => {
    test('says first what it is for', () => {
      expect(workflow.text).toMatch(/^# \w/);
    });

    test('gives each job no more rights than it says a reason for, and a time to end', () => {
      expect(workflow.content.permissions).toEqual({});
      for (const job of jobsOf(workflow)) {
        // The called workflow says how long its jobs may take.
        const time = job.uses === undefined ? { 'timeout-minutes': expect.any(Number) } : {};
        expect(job).toEqual(expect.objectContaining({ permissions: expect.anything(), ...time }));
      }
      expect(
        linesOf(workflow, /^ +[\w-]+: (read|write)\b/).filter((line) => !/: (read|write) # \w/.test(line)),
      ).toEqual([]);
    });

    test('runs at most once at a time for the same thing', () => {
      expect(groupsOf(workflow)).toHaveLength(1);
    });
  },
);

test('an example for a pull request also starts when that closes', () => {
  const deploying = examples.filter((one) => eventsOf(one).includes('pull_request') && ourStepsOf(one).length > 0);
  expect(deploying.length).toBeGreaterThan(1);
  const types = deploying.map(
    ({ content }) => (content.on as { pull_request: { types: string[] } }).pull_request.types,
  );
  for (const each of types)
    expect(each).toEqual(expect.arrayContaining(['opened', 'reopened', 'synchronize', 'closed']));
});

test('the pinned preview is built without credentials, and deployed by a workflow that takes nothing but the image', () => {
  const named = (name: string) => examples.find(({ place }) => place === `examples/${name}`) as Workflow;
  const { build, preview } = named('preview-pinned.yml').content.jobs;
  expect(build?.permissions).toEqual({ contents: 'read' });
  expect(preview?.uses).toBe('acme/shop/.github/workflows/preview-deploy.yml@main');
  const called = named('preview-deploy.yml');
  expect(called.content.on).toEqual({ workflow_call: { outputs: expect.anything() } });
  expect(stepsOf(called).flatMap(({ run }) => run ?? [])).toEqual([
    expect.stringMatching(/^skopeo copy [^\n]*\necho [^\n]*\n$/),
  ]);
  expect(stepsOf(called).filter(({ uses = '' }) => uses.startsWith('actions/checkout@'))).toEqual([]);
});

test('an ordinary comment starts no job and waits for none, and nobody can cancel the command of somebody else', () => {
  const { content } = examples.find(({ place }) => place === 'examples/commands.yml') as Workflow;
  const [job, ...others] = Object.values(content.jobs);
  expect([content.on, content.concurrency, others]).toEqual([{ issue_comment: { types: ['created'] } }, undefined, []]);
  expect(job).toMatchObject({
    if: "github.event.issue.pull_request && startsWith(github.event.comment.body, '/preview')",
    concurrency: {
      group: `preview-command-$\{{ github.event.issue.number }}-$\{{ github.event.comment.user.id }}`,
      'cancel-in-progress': false,
    },
    permissions: { 'id-token': 'write', 'pull-requests': 'write', deployments: 'write' },
  });
});

test('the actions of our own workflows are pinned, each to the same commit everywhere', () => {
  const uses = own
    .flatMap((workflow) => linesOf(workflow, /\buses:/))
    .filter((line) => !line.includes('OWNER/REPOSITORY'));
  expect(uses.length).toBeGreaterThan(10);
  expect(uses.filter((line) => !/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  const pins = new Set(uses.map((line) => line.replace(/^.*uses: ([\w.-]+\/[\w.-]+)[^@]*/, '$1')));
  expect(new Set([...pins].map((pin) => pin.split('@')[0])).size).toBe(pins.size);
});

test('GitHub runs what .ci/run runs', () => {
  const local = readFileSync(join(ROOT, '.ci/run'), 'utf8').match(/^npm .*$/gm) ?? [];
  const commands = own.flatMap(stepsOf).flatMap(({ run }) => run ?? []);
  expect(local.length).toBeGreaterThan(3);
  expect(commands).toEqual(expect.arrayContaining(local));
});

test('the list of examples names each of them', () => {
  const list = readFileSync(join(ROOT, 'examples/README.md'), 'utf8');
  expect(examples.filter(({ place }) => !list.includes(`](${place.replace('examples/', '')})`))).toEqual([]);
});

test('both checks see what is wrong', async () => {
  const text = [
    'on: push',
    'jobs:',
    '  job:',
    '    runs-on: ubuntu-latest',
    '    steps:',
    '      - uses: OWNER/REPOSITORY@v0',
    '        with: { imgae: medusa }',
    `      - run: echo $\{{ github.head_ref }}`,
  ].join('\n');
  const path = '.github/workflows/wrong.yml';
  expect(await complaintsOfGitHub(path, text)).toEqual(["7: Invalid action input 'imgae'"]);
  expect(complaintsOfActionlint([{ path, text }])).toEqual([
    [expect.stringContaining('8: "github.head_ref" is potentially untrusted')],
  ]);
  expect(problemsOf({ with: { 'base-service': 'medusa' } })).toHaveLength(2);
});
