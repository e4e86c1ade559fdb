import { expect } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { changePullRequest, commentsOf, deploymentsOf } from '../../harness/pull-request.ts';
import { life } from '../support/life.ts';
import { type Play, scenarioStage } from '../support/stage.ts';

const stage = scenarioStage();
const [ONE, TWO, THREE, FOUR] = ['1', '2', '3', '4'].map((digit) => digit.repeat(40)) as [
  string,
  string,
  string,
  string,
];
const ROLLOUT = ['ecs:RegisterTaskDefinition', 'ecs:UpdateService'];

/** Pushes the commit, and runs the action for it. */
async function push(sha: string, inputs: Record<string, string>): Promise<Play> {
  await changePullRequest(stage, 42, { head: { sha, ref: 'feature' } });
  const event = { name: 'pull_request', payload: { pull_request: { number: 42, head: { sha } } } };
  return stage.act({ mode: 'auto', ...inputs }, { event });
}

const states = async () =>
  (await deploymentsOf(stage, 'pr-42')).map(({ sha, states: all }) => `${sha[0]} ${all.at(-1)}`);
const commentBody = async () => (await commentsOf(stage, 42))[0]?.body ?? '';
const writesToGitHub = ({ github }: Play) => namesOf(github).filter((name) => /:\w+\/(create|update)/.test(name));

life('a pull request whose tag moves', (step) => {
  const tagged = () => ({ image: stage.imageOf('latest') });
  const pinned = () => ({ image: stage.pinnedImageOf('v2') });

  step('whose new commit has the same tag is rolled out anew, since the tag may have moved', async () => {
    await push(ONE, tagged());
    const planned = await push(TWO, { ...tagged(), mode: 'plan' });
    expect(planned.log).toContain('~ update task definition shop-pr-42: commit\n');
    const play = await push(TWO, { ...tagged(), 'migrate-command': 'echo migrating' });
    expect(namesOf(play.writes)).toEqual(['ecs:RegisterTaskDefinition', 'ecs:RunTask', 'ecs:UpdateService']);
    expect(play.log).toContain('~ updated task definition shop-pr-42: commit\n');
    expect(play.outputs.action).toBe('updated');
    expect(await commentBody()).toContain('Commit [`2222222`]');
    expect(await states()).toEqual(['2 success', '1 inactive']);
  });

  step('run again for the same commit is unchanged', async () => {
    const play = await push(TWO, tagged());
    expect(play.writes).toEqual([]);
    expect(play.outputs.action).toBe('unchanged');
    expect(await commentBody()).toContain('Commit [`2222222`]');
  });

  step('whose image is named by its digest is rolled out once', async () => {
    const play = await push(THREE, pinned());
    expect(namesOf(play.writes)).toEqual(ROLLOUT);
    expect(await states()).toEqual(['3 success', '2 inactive', '1 inactive']);
  });

  step('with a newer commit of that digest stays as it is, and says since which commit', async () => {
    const play = await push(FOUR, pinned());
    expect(play.writes).toEqual([]);
    expect(play.outputs.action).toBe('unchanged');
    expect(play.log).toContain('Image unchanged since 3333333.\n');
    const texts = [await commentBody(), play.summary];
    for (const text of texts) {
      expect(text).toMatch(/^Image unchanged since \[`3333333`\]/m);
      expect(text).not.toContain('4444444');
    }
    expect(writesToGitHub(play)).toEqual(['github:issues/updateComment']);
    expect(await states()).toEqual(['3 success', '2 inactive', '1 inactive']);
  });

  step('names no newer commit on the way either, where something else has to be put right', async () => {
    const play = await push(FOUR, { ...pinned(), 'health-check-path': '/health?' });
    expect(play.outputs.action).toBe('updated');
    expect(await commentBody()).toContain('Image unchanged since [`3333333`]');
    expect(JSON.stringify(play.github.map(({ input }) => input))).not.toContain('4444444');
    expect(await states()).toEqual(['3 success', '2 inactive', '1 inactive']);
  });

  step('whose digest runs gets another revision where more than the commit differs', async () => {
    const play = await push(FOUR, { ...pinned(), 'health-check-path': '/health?', variables: 'A=1' });
    expect(play.log).toContain('~ updated task definition shop-pr-42: medusa.variables.A\n');
    expect(await commentBody()).toContain('Commit [`4444444`]');
    expect(await states()).toEqual(['4 success', '3 inactive', '2 inactive', '1 inactive']);
  });
});

life('a service in place whose tag moves', (step) => {
  const inPlace = { 'base-service': '', service: 'shop/medusa', environment: 'staging', 'migrate-command': 'none' };
  const pushed = (after: string) => ({ event: { name: 'push', payload: { ref: 'refs/heads/main', after } } });

  step('is rolled out anew for a new commit under the same tag, and stays for a digest', async () => {
    const image = stage.imageOf('staging');
    expect(namesOf((await stage.act({ ...inPlace, image }, pushed(ONE))).writes)).toContain('ecs:UpdateService');
    expect((await stage.act({ ...inPlace, image }, pushed(ONE))).writes).toEqual([]);
    expect(namesOf((await stage.act({ ...inPlace, image }, pushed(TWO))).writes)).toEqual(ROLLOUT);
    const digest = { ...inPlace, image: stage.pinnedImageOf('staging') };
    expect(namesOf((await stage.act(digest, pushed(TWO))).writes)).toEqual(ROLLOUT);
    expect((await stage.act(digest, pushed(THREE))).writes).toEqual([]);
  });

  step('that is deployed by hand knows its commit from the branch', async () => {
    const event = { name: 'workflow_dispatch', payload: { ref: 'refs/heads/main' } };
    const asked = { ...inPlace, image: stage.imageOf('staging') };
    const at = (sha: string) => stage.act(asked, { event, variables: { GITHUB_SHA: sha } });
    expect(namesOf((await at(THREE)).writes)).toEqual(ROLLOUT);
    expect((await at(THREE)).writes).toEqual([]);
    expect(namesOf((await at(FOUR)).writes)).toEqual(ROLLOUT);
  });
});
