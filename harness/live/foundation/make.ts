// Owns the foundation that a play makes for itself: network, internal load balancer, cluster, and a base service of a public image.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clients } from '../clients.ts';
import { imageOf, nameOf, type Play, tagOf } from '../names.ts';
import { type LiveNetwork, makeNetwork } from './network.ts';

export const FIRST_TAG = '22-alpine';
export const NEXT_TAG = '24-alpine';
const PORT = 9000;
const SERVICE = 'base';
const CONTAINER = 'server';
/** The command of the container: the image has Node and nothing else. */
const SERVER = readFileSync(join(import.meta.dirname, '../server.mjs'), 'utf8');

export interface LiveFoundation extends LiveNetwork {
  loadBalancerArn: string;
  listenerArn: string;
  targetGroupArn: string;
  loadBalancerDomain: string;
  /** `cluster/service` */
  baseService: string;
}

export async function makeFoundation(clients: Clients, play: Play): Promise<LiveFoundation> {
  const network = await makeNetwork(clients, play);
  const loadBalancer = await makeLoadBalancer(clients, play, network);
  const name = nameOf(play);
  const { Key: key, Value: value } = tagOf(play);
  const tags = [{ key, value }];
  await clients.ecs.createCluster({ clusterName: name, tags });
  await registerDefinition(clients, name, tags);
  await makeService(clients, { name, tags, network, ...loadBalancer });
  return { ...network, ...loadBalancer, baseService: `${name}/${SERVICE}` };
}

type Tags = { key: string; value: string }[];

/** It writes no log: that would need a role. */
async function registerDefinition({ ecs }: Clients, family: string, tags: Tags): Promise<void> {
  await ecs.registerTaskDefinition({
    family,
    requiresCompatibilities: ['FARGATE'],
    networkMode: 'awsvpc',
    cpu: '256',
    memory: '512',
    containerDefinitions: [
      {
        name: CONTAINER,
        image: imageOf(FIRST_TAG),
        command: ['node', '--input-type=module', '--eval', SERVER],
        portMappings: [{ containerPort: PORT }],
      },
    ],
    tags,
  });
}

async function makeService(
  { ecs, until }: Clients,
  { name, tags, network, targetGroupArn }: { name: string; tags: Tags; network: LiveNetwork; targetGroupArn: string },
): Promise<void> {
  const { subnetIds: subnets, taskGroupId } = network;
  await ecs.createService({
    cluster: name,
    serviceName: SERVICE,
    taskDefinition: name,
    desiredCount: 1,
    launchType: 'FARGATE',
    networkConfiguration: {
      awsvpcConfiguration: { subnets, securityGroups: [taskGroupId], assignPublicIp: 'ENABLED' },
    },
    loadBalancers: [{ targetGroupArn, containerName: CONTAINER, containerPort: PORT }],
    tags,
  });
  await until('the base service runs', async () => {
    const { services = [] } = await ecs.describeServices({ cluster: name, services: [SERVICE] });
    const [first] = services[0]?.deployments ?? [];
    return first?.rolloutState === 'COMPLETED';
  });
}

async function makeLoadBalancer({ loadBalancing, until }: Clients, play: Play, network: LiveNetwork) {
  const [Name, Tags] = [nameOf(play), [tagOf(play)]];
  const { LoadBalancers = [] } = await loadBalancing.createLoadBalancer({
    Name,
    Scheme: 'internal',
    Subnets: network.subnetIds,
    SecurityGroups: [network.loadBalancerGroupId],
    Tags,
  });
  const loadBalancerArn = String(LoadBalancers[0]?.LoadBalancerArn);
  const { TargetGroups = [] } = await loadBalancing.createTargetGroup({
    Name,
    Protocol: 'HTTP',
    Port: PORT,
    VpcId: network.vpcId,
    TargetType: 'ip',
    HealthCheckPath: '/health',
    HealthCheckIntervalSeconds: 10,
    HealthyThresholdCount: 2,
    Tags,
  });
  const targetGroupArn = String(TargetGroups[0]?.TargetGroupArn);
  const { Listeners = [] } = await loadBalancing.createListener({
    LoadBalancerArn: loadBalancerArn,
    Protocol: 'HTTP',
    Port: 80,
    DefaultActions: [{ Type: 'forward', TargetGroupArn: targetGroupArn }],
    Tags,
  });
  await until('the load balancer is active', async () => {
    const found = await loadBalancing.describeLoadBalancers({ LoadBalancerArns: [loadBalancerArn] });
    return found.LoadBalancers?.[0]?.State?.Code === 'active';
  });
  return {
    loadBalancerArn,
    loadBalancerDomain: String(LoadBalancers[0]?.DNSName),
    listenerArn: String(Listeners[0]?.ListenerArn),
    targetGroupArn,
  };
}
