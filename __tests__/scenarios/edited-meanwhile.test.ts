import {
  type DistributionConfig,
  GetDistributionConfigCommand,
  UpdateDistributionCommand,
} from '@aws-sdk/client-cloudfront';
import { expect } from '@jest/globals';
import { openGateway } from '../../harness/chaos/gateway.ts';
import { namesOf } from '../../harness/meter.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { life } from '../support/life.ts';
import { type Play, scenarioStage } from '../support/stage.ts';

const DISPATCH = { name: 'workflow_dispatch', payload: {} };
const ENVIRONMENT = { environment: 'staging' };

const stage = scenarioStage();
let id: string;

/** Somebody else's change, with any client. */
async function edit(change: (config: DistributionConfig) => DistributionConfig): Promise<void> {
  const { cloudfront } = awsClients(stage.endpoint);
  const { DistributionConfig: config, ETag } = await cloudfront.send(new GetDistributionConfigCommand({ Id: id }));
  const DistributionConfig = change(config as DistributionConfig);
  await cloudfront.send(new UpdateDistributionCommand({ Id: id, IfMatch: ETag, DistributionConfig }));
}

/** Runs the action; between its reading of the distribution and its first writing, somebody edits it. */
async function actEdited(inputs: Record<string, string>, change: Parameters<typeof edit>[0]): Promise<Play> {
  let edits = 0;
  const gateway = await openGateway(stage.endpoint, async ({ name, number }, when) => {
    if (name !== 'cloudfront:UpdateDistribution' || number > 1 || when === 'after') return undefined;
    edits += 1;
    await edit(change);
    return undefined;
  });
  try {
    const variables = { AWS_ENDPOINT_URL: gateway.endpoint };
    const play = await stage.act({ ...ENVIRONMENT, ...inputs }, { event: DISPATCH, variables });
    expect(edits).toBe(1);
    return play;
  } finally {
    await gateway.close();
  }
}

async function readConfig(): Promise<DistributionConfig | undefined> {
  const { cloudfront } = awsClients(stage.endpoint);
  return (await cloudfront.send(new GetDistributionConfigCommand({ Id: id }))).DistributionConfig;
}

life('an environment whose distribution somebody edits while a run goes', (step) => {
  step(
    'what somebody changes between our reading and our writing is kept, and our own fields are repaired',
    async () => {
      id = String((await stage.act(ENVIRONMENT, { event: DISPATCH })).outputs['distribution-id']);
      await edit((config) => ({ ...config, PriceClass: 'PriceClass_All', IsIPV6Enabled: false }));
      const play = await actEdited({}, (config) => ({
        ...config,
        HttpVersion: 'http2',
        DefaultRootObject: 'index.html',
      }));
      expect(play.exitCode).toBe(0);
      expect(namesOf(play.writes).filter((name) => name === 'cloudfront:UpdateDistribution')).toHaveLength(3);
      expect(await readConfig()).toMatchObject({
        ...{ PriceClass: 'PriceClass_All', DefaultRootObject: 'index.html' },
        ...{ IsIPV6Enabled: true, HttpVersion: 'http2and3' },
      });
      expect((await stage.act(ENVIRONMENT, { event: DISPATCH })).writes).toEqual([]);
    },
  );

  step('a removal is not stopped by it either', async () => {
    const play = await actEdited({ mode: 'destroy' }, (config) => ({ ...config, DefaultRootObject: 'other.html' }));
    expect(play.exitCode).toBe(0);
    expect(play.outputs.action).toBe('destroyed');
    await expect(readConfig()).rejects.toThrow('does not exist');
  });
});
