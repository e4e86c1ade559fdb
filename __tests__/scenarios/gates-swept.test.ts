import { expect, test } from '@jest/globals';
import { openGateway } from '../../harness/chaos/gateway.ts';
import { namesOf } from '../../harness/meter.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { ACCESS_KEY, GATE } from '../support/gate.ts';
import { scenarioStage } from '../support/stage.ts';

const stage = scenarioStage([], { hasVpcOrigin: true }, { mayBeRefused: true });
const LONG_SECONDS = 3_700;

/** Makes a gate that no address has. */
async function makeGate(Name: string): Promise<void> {
  const { cloudfront } = awsClients(stage.endpoint);
  const FunctionConfig = { Comment: GATE.comment, Runtime: 'cloudfront-js-2.0' } as const;
  const FunctionCode = new TextEncoder().encode(GATE.code);
  const { ETag } = await cloudfront.createFunction({ Name, FunctionConfig, FunctionCode });
  await cloudfront.publishFunction({ Name, IfMatch: ETag });
}

test('one that a sweep deletes while a run makes what comes before the address is made again', async () => {
  await makeGate(GATE.name);
  const { cloudfront } = awsClients(stage.endpoint);
  const gateway = await openGateway(stage.endpoint, async ({ name, number }, when) => {
    if (name !== 'elasticloadbalancing:CreateRule' || number > 1 || when === 'after') return undefined;
    const { ETag: IfMatch } = await cloudfront.describeFunction({ Name: GATE.name });
    await cloudfront.deleteFunction({ Name: GATE.name, IfMatch });
    return undefined;
  });
  const play = await stage.act({ 'access-key': ACCESS_KEY }, { variables: { AWS_ENDPOINT_URL: gateway.endpoint } });
  await gateway.close();
  expect(play.exitCode).toBe(0);
  expect(namesOf(play.writes)).toContain('cloudfront:CreateFunction');
  expect((await stage.view(play.outputs.url ?? '', { path: '/app' })).status).toBe(401);
});

test('one that cannot be deleted keeps no other from it', async () => {
  for (const name of ['medusa-preview-aa', 'medusa-preview-bb']) await makeGate(name);
  await stage.pass(LONG_SECONDS);
  await stage.fault({ service: 'cloudfront', operation: 'DeleteFunction', kind: 'deny' });
  const play = await stage.act({ mode: 'sweep', image: '', 'base-service': '' });
  expect(play.exitCode).toBe(0);
  expect(play.log).toContain('::warning::Gates that no address has any more');
  const { FunctionList } = await awsClients(stage.endpoint).cloudfront.listFunctions({ Stage: 'DEVELOPMENT' });
  expect(FunctionList?.Items).toHaveLength(1);
});
