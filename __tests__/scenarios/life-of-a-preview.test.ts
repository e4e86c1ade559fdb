import { expect } from '@jest/globals';
import { namesOf } from '../../harness/meter.ts';
import { life } from '../support/life.ts';
import { type Play, scenarioStage } from '../support/stage.ts';
import { outputsOf, readsOf } from '../support/transcript.ts';
import { USUAL_OUTPUTS, USUAL_READS } from '../support/usual-run.ts';

const stage = scenarioStage();

life('the life of a preview', (step) => {
  const plays: Play[] = [];

  step('the first deploy makes everything, and the URL answers', async (sentence) => {
    const play = await stage.act();
    plays.push(play);
    expect(play.transcript).toMatchSnapshot(sentence);
    expect(play.exitCode).toBe(0);
    expect(play.outputs).toMatchObject({
      action: 'created',
      environment: 'pr-42',
      cluster: 'shop',
      service: 'shop-pr-42',
    });
    expect(play.outputs.url).toMatch(/^https:\/\/d[a-z0-9]+\.cloudfront\.net$/);
    const { view } = stage;
    const { status, body } = await view(`${play.outputs.url}/store/products?limit=1`, { headers: { cookie: 'a=1' } });
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({
      query: { limit: '1' },
      cookies: { a: '1' },
      image: { tag: 'v1' },
      headers: { 'x-medusa-preview': 'shop-pr-42' },
      variables: { MEDUSA_BACKEND_URL: play.outputs.url },
    });
  });

  step('a second run with nothing changed writes nothing', async (sentence) => {
    const play = await stage.act();
    plays.push(play);
    expect(play.transcript).toMatchSnapshot(sentence);
    expect(play.writes).toEqual([]);
    expect(play.outputs.action).toBe('unchanged');
  });

  step('a new image brings a new revision and a rollout, and nothing else', async (sentence) => {
    const play = await stage.act({ image: stage.imageOf('v2') });
    plays.push(play);
    expect(play.transcript).toMatchSnapshot(sentence);
    expect(namesOf(play.writes)).toEqual(['ecs:RegisterTaskDefinition', 'ecs:UpdateService']);
    expect(play.outputs.action).toBe('updated');
  });

  step('changed variables reach the container with their placeholders filled in', async (sentence) => {
    const play = await stage.act({
      image: stage.imageOf('v2'),
      variables: 'STOREFRONT=https://shop.example\nSELF={url}/x',
    });
    plays.push(play);
    expect(play.transcript).toMatchSnapshot(sentence);
    const { body } = await stage.view(`${play.outputs.url}/`);
    expect(JSON.parse(body).variables).toMatchObject({
      STOREFRONT: 'https://shop.example',
      SELF: `${play.outputs.url}/x`,
    });
  });

  step('a removal takes everything away but what is shared', async (sentence) => {
    const play = await stage.act({ mode: 'destroy' });
    plays.push(play);
    expect(play.transcript).toMatchSnapshot(sentence);
    expect(play.exitCode).toBe(0);
    expect(play.outputs.action).toBe('destroyed');
  });

  step('a second removal finds nothing and writes nothing', async (sentence) => {
    const play = await stage.act({ mode: 'destroy' });
    plays.push(play);
    expect(play.transcript).toMatchSnapshot(sentence);
    expect(play.exitCode).toBe(0);
    expect(play.writes).toEqual([]);
  });

  step('its first, its unchanged and its last runs are what transcripts call usual', async () => {
    const [first, unchanged, , , removal, secondRemoval] = plays;
    const usualReads = {
      'as in a first deploy': first,
      'as in an unchanged run': unchanged,
      'as in a removal': removal,
    };
    for (const [name, play] of Object.entries(usualReads))
      expect(readsOf(play?.reads ?? [])).toEqual(USUAL_READS[name]);
    const usualOutputs = {
      'of a preview that is up': first,
      'of a preview that was removed': removal,
      'of a preview that was never there': secondRemoval,
    };
    for (const [name, play] of Object.entries(usualOutputs)) {
      const { action, reason, ...others } = play?.outputs ?? {};
      expect(outputsOf(others).toSorted()).toEqual(USUAL_OUTPUTS[name]?.toSorted());
    }
  });
});
