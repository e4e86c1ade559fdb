// Owns the cloud that is played on: AWS, the simulated one, or another that answers as AWS does; and GitHub, which is always simulated.
import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { STS } from '@aws-sdk/client-sts';
import { SHOP } from '../../packages/simulator/scenarios/shop.ts';
import { type Simulator, startSimulator } from '../../packages/simulator/simulator.ts';
import type { Scope } from '../../packages/simulator/standing-refusals.ts';
import type { LiveFlags } from './flags.ts';
import { type Exchange, type Gateway, openGateway } from './gateway.ts';
import { MISSING_TAG, REPOSITORY } from './names.ts';

export interface LiveCloud {
  region: string;
  /** Takes calls to AWS with any signature. */
  gateway: Gateway;
  /** Has the pull requests; in a simulated play it is the cloud as well. */
  simulator: Simulator;
  /** The connections of viewers. */
  agent: Agent;
  /** For the action's process, where it is not to see the simulated cloud. */
  variables: Record<string, string>;
  close(): Promise<void>;
}

/** The one image that is played: any of its tags can be pulled, but one. */
const IMAGE = {
  command: ['node'],
  workingDirectory: tmpdir(),
  programs: dirname(process.execPath),
  listeningSeconds: 5,
  missingTag: MISSING_TAG,
};
const SIMULATED_REGION = 'eu-west-1';
/** https://docs.aws.amazon.com/general/latest/gr/cf_region.html: one endpoint, in us-east-1. */
const CLOUDFRONT = 'https://cloudfront.amazonaws.com';

export async function openCloud(flags: LiveFlags, onExchange: (exchange: Exchange) => void): Promise<LiveCloud> {
  const { isSimulated, endpoint, timeScale } = flags;
  const region = isSimulated ? SIMULATED_REGION : await regionOf();
  const simulator = await startSimulator({
    port: 0,
    timeScale,
    latencyMilliseconds: 0,
    region,
    scenario: { ...SHOP, images: { ...SHOP.images, [REPOSITORY]: IMAGE } },
  });
  const other = isSimulated ? simulator.endpoint : endpoint;
  const target = ({ service, region: wanted }: Scope) => {
    if (other !== undefined) return other;
    return service === 'cloudfront' ? CLOUDFRONT : `https://${service}.${wanted}.amazonaws.com`;
  };
  const usual = new STS({ region });
  const credentials = isSimulated
    ? async () => ({ accessKeyId: 'administrator', secretAccessKey: 'any' })
    : usual.config.credentials;
  const gateway = await openGateway({ target, credentials, onExchange });
  const agent = isSimulated
    ? new Agent({ ca: readFileSync(simulator.ca), keepAlive: true, proxyEnv: { HTTPS_PROXY: simulator.endpoint } })
    : new Agent({ keepAlive: true, proxyEnv: process.env });
  const viewer = isSimulated
    ? {}
    : { HTTPS_PROXY: process.env.HTTPS_PROXY ?? '', NODE_EXTRA_CA_CERTS: process.env.NODE_EXTRA_CA_CERTS ?? '' };
  const close = async () => {
    gateway.close();
    agent.destroy();
    await simulator.close();
  };
  return { region, gateway, simulator, agent, variables: viewer, close };
}

/** The SDK reads it. Partitions other than the usual one have another CloudFront, or none. */
async function regionOf(): Promise<string> {
  const region = await new STS({}).config.region();
  if (/^(cn|us-gov|us-iso|us-isob|eu-isoe|eusc)-/.test(region)) {
    throw new Error(`${region} is in a partition that is not supported; give a region of the commercial one.`);
  }
  return region;
}
