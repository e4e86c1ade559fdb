// Owns what a workflow that somebody copies does beside being valid: images by digest, limits, and the reviewers of forks; and what
// the foundation does for its images.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { ROOT } from '../support/pages.ts';
import { ourStepsOf, readWorkflows, readWorkflowsOfPages, stepsOf, type Workflow } from '../support/workflows.ts';

interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
}

const examples = readWorkflows('examples');
/** The examples, and the one of README.md. */
const toCopy = [...examples, ...readWorkflowsOfPages().filter(({ place }) => place.startsWith('README.md'))];

/** The inputs of its steps that deploy: one, or one for the backend and one for the storefront. */
function deployedBy(workflow: Workflow) {
  const given = ourStepsOf(workflow).map(({ with: inputs = {} }) => inputs);
  return given.filter(({ mode }) => mode !== 'prepare');
}

test('each workflow to copy deploys the images that it pushed by their digest, under a tag of their own', () => {
  const deploying = toCopy.filter((each) => deployedBy(each).some(({ image }) => image !== undefined));
  expect(deploying.length).toBeGreaterThan(5);
  for (const workflow of deploying) {
    const given = deployedBy(workflow);
    const pinned = expect.stringMatching(/@\$\{\{ steps\.(build|push)\.outputs\.digest \}\}$/);
    expect(given.map(({ image }) => image)).toEqual(given.map(() => pinned));
    expect(given.map(({ database }) => database).slice(1)).toEqual(given.slice(1).map(() => 'none'));
    expect(workflow.text).toMatch(/\$\{\{ github\.run_id \}\}-\$\{\{ github\.run_attempt \}\}/);
  }
});

test('each workflow to copy that prepares addresses does so with what it deploys, but for image, variables and time to live', () => {
  const preparing = toCopy.filter((each) => ourStepsOf(each).some(({ with: { mode } = {} }) => mode === 'prepare'));
  expect(preparing.length).toBeGreaterThan(1);
  for (const workflow of preparing) {
    const addresses = ourStepsOf(workflow).filter(({ with: { mode } = {} }) => mode === 'prepare');
    const deployed = deployedBy(workflow).map(({ image: _, ttl: __, variables: ___, ...rest }) => rest);
    expect(addresses.map(({ with: given }) => given)).toEqual(deployed.map((each) => ({ mode: 'prepare', ...each })));
    for (const { id } of addresses) expect(workflow.text).toContain(`steps.${id}.outputs.url`);
  }
});

test('the foundation has a repository for previews beside that of its service, and neither lets a tag be overwritten', () => {
  const text = readFileSync(join(ROOT, 'examples/aws/foundation.yaml'), 'utf8');
  const { Resources } = parse(text, { logLevel: 'silent' }) as { Resources: Record<string, Resource> };
  const repositories = Object.values(Resources).filter(({ Type }) => Type === 'AWS::ECR::Repository');
  expect(repositories.map(({ Properties }) => [Properties.RepositoryName, Properties.ImageTagMutability])).toEqual([
    [`$\{AWS::StackName}/medusa`, 'IMMUTABLE'],
    [`$\{AWS::StackName}/previews`, 'IMMUTABLE'],
  ]);
  expect(text).not.toContain('latest');
});

test('each workflow to copy that makes previews limits how many there are, and how long they live', () => {
  const steps = toCopy.flatMap(ourStepsOf).filter(({ with: given = {} }) => given['base-service'] && given.image);
  expect(steps.length).toBeGreaterThan(4);
  for (const { with: given } of steps) {
    expect(given).toMatchObject({ ttl: expect.stringMatching(/^\d+d$/), 'max-environments': expect.any(Number) });
  }
});

test.each([
  ['that has reviewers', 'echo true', 0],
  ['that has none', 'echo false', 1],
  ['that cannot be read', 'exit 1', 1],
])('the preview of a fork asks first of all for the reviewers of its environment, one %s', (_, answer, exitCode) => {
  const [first] = examples.filter(({ place }) => place === 'examples/forks-preview.yml').flatMap(stepsOf);
  const folder = mkdtempSync(join(tmpdir(), 'gh-'));
  writeFileSync(join(folder, 'gh'), `#!/bin/sh\necho "$@" >&2\n${answer}\n`, { mode: 0o755 });
  const env = { PATH: `${folder}:${process.env.PATH}`, GITHUB_REPOSITORY: 'acme/shop' };
  // GitHub runs a step with these options.
  const shell = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', String(first?.run)];
  const { status, stdout, stderr } = spawnSync('bash', shell, { env, encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  expect(stderr).toMatch(/^api repos\/acme\/shop\/environments\/preview-of-forks --jq .*"required_reviewers"/);
  expect(status).toBe(exitCode);
  expect(stdout).toMatch(answer === 'echo false' ? /^::error::.* has no required reviewers/ : /^$/);
});
