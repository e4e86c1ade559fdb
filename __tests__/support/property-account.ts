// Owns accounts in which ours stands among what is somebody else's: how they are planted, and whose each thing is.
import { changePullRequest } from '../../harness/pull-request.ts';
import { type AwsClients, awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { describeDistribution } from '../../src/resources/distribution-config.ts';
import { ROUTING_HEADER } from '../../src/resources/rule-priorities.ts';
import { fc } from './property-runs.ts';
import type { ScenarioStage } from './stage.ts';

const OWNER = 'acme/shop:shop';

/** How the tags of a thing look that bears the name of this environment of ours. */
const FORMS = {
  ours: (environment: string) => ({ owner: OWNER, environment }),
  'without tags': () => ({}),
  'with an owner only': () => ({ owner: OWNER }),
  'with an environment only': (environment: string) => ({ environment }),
  'of another repository': (environment: string) => ({ owner: 'other/shop:shop', environment }),
  'of a repository that begins alike': (environment: string) => ({ owner: 'acme/shop-2:shop', environment }),
  'of another name': (environment: string) => ({ owner: 'acme/shop:admin', environment }),
  'of another case': (environment: string) => ({ owner: 'Acme/Shop:shop', environment }),
  'of an environment that begins alike': (environment: string) => ({ owner: OWNER, environment: `${environment}2` }),
  'of an environment of another case': (environment: string) => ({
    owner: OWNER,
    environment: environment.toUpperCase(),
  }),
};
type Form = keyof typeof FORMS;

const KINDS = ['target group', 'rule', 'service', 'task definition', 'distribution', 'edited distribution'] as const;

/** One thing under a name that ours would have. */
export interface Plant {
  kind: (typeof KINDS)[number];
  environment: 'pr-4' | 'pr-42';
  form: Form;
}

export interface Account {
  plants: Plant[];
  /** Pull requests that are open; those that are not are closed. */
  open: number[];
  modes: ('deploy' | 'destroy' | 'sweep' | 'plan')[];
}

const plant: fc.Arbitrary<Plant> = fc.record({
  kind: fc.constantFrom(...KINDS),
  environment: fc.constantFrom('pr-42', 'pr-42', 'pr-4'),
  form: fc.oneof(fc.constant<Form>('ours'), fc.constantFrom(...(Object.keys(FORMS) as Form[]))),
});

/** AWS has one target group and one service of a name, and any number of the rest. */
function keyOf({ kind, environment, form }: Plant): string {
  return ['target group', 'service'].includes(kind) ? `${kind} ${environment}` : `${kind} ${environment} ${form}`;
}

export const anyAccount: fc.Arbitrary<Account> = fc.record({
  plants: fc.uniqueArray(plant, { minLength: 2, maxLength: 8, selector: keyOf }),
  open: fc.subarray([4, 42]),
  modes: fc.shuffledSubarray(['deploy', 'destroy', 'sweep', 'plan'], { minLength: 3, maxLength: 3 }),
});

/** One of each kind, all in this form. */
export function accountOf(form: Form, open: number[], modes: Account['modes']): Account {
  return { plants: KINDS.map((kind) => ({ kind, environment: 'pr-42', form })), open, modes };
}

/** The parts of the cloud's start state that planting needs. */
interface Soil {
  aws: AwsClients;
  vpcId: string;
  listenerArn: string;
  targetGroupArn: string;
  vpcOriginId: string;
  taskDefinition: string;
}

async function prepareSoil({ endpoint }: ScenarioStage): Promise<Soil> {
  const aws = awsClients(endpoint);
  const { TargetGroups: [group] = [] } = await aws.loadBalancing.describeTargetGroups({});
  const [LoadBalancerArn] = group?.LoadBalancerArns ?? [];
  const { Listeners: [listener] = [] } = await aws.loadBalancing.describeListeners({ LoadBalancerArn });
  const { VpcOriginList } = await aws.cloudfront.listVpcOrigins({});
  return {
    aws,
    vpcId: String(group?.VpcId),
    listenerArn: String(listener?.ListenerArn),
    targetGroupArn: String(group?.TargetGroupArn),
    vpcOriginId: String(VpcOriginList?.Items?.[0]?.Id),
    taskDefinition: 'shop-medusa',
  };
}

export async function plantAll(stage: ScenarioStage, { plants, open }: Account): Promise<void> {
  const soil = await prepareSoil(stage);
  for (const [at, one] of plants.entries()) await PLANTERS[one.kind](soil, { ...one, at });
  for (const number of [4, 42]) {
    const state = open.includes(number) ? 'open' : 'closed';
    await changePullRequest(stage, number, { state });
  }
}

type Planted = Plant & { at: number };

function tagsOf({ form, environment }: Plant): [name: string, value: string][] {
  return Object.entries<string>(FORMS[form](environment)).map(([name, value]) => [`medusa-preview:${name}`, value]);
}

const upper = (planted: Plant) => tagsOf(planted).map(([Key, Value]) => ({ Key, Value }));
const lower = (planted: Plant) => tagsOf(planted).map(([key, value]) => ({ key, value }));
/** AWS refuses an empty list of tags here and there. */
const unlessEmpty = <Tag>(tags: Tag[]) => (tags.length === 0 ? undefined : tags);

const PLANTERS: Record<Plant['kind'], (soil: Soil, planted: Planted) => Promise<unknown>> = {
  'target group': ({ aws, vpcId: VpcId }, planted) =>
    aws.loadBalancing.createTargetGroup({
      Name: `shop-${planted.environment}`,
      ...{ TargetType: 'ip', Protocol: 'HTTP', Port: 80, VpcId },
      Tags: unlessEmpty(upper(planted)),
    }),
  rule: ({ aws, listenerArn: ListenerArn, targetGroupArn: TargetGroupArn }, planted) =>
    aws.loadBalancing.createRule({
      ListenerArn,
      Priority: 2000 + planted.at,
      Conditions: [
        {
          Field: 'http-header',
          HttpHeaderConfig: {
            HttpHeaderName: ROUTING_HEADER,
            Values: [`shop-${planted.environment}`, `x${planted.at}`],
          },
        },
      ],
      Actions: [{ Type: 'forward', TargetGroupArn }],
      Tags: unlessEmpty(upper(planted)),
    }),
  service: async ({ aws, taskDefinition }, planted) => {
    const { services: [base] = [] } = await aws.ecs.describeServices({ cluster: 'shop', services: ['medusa'] });
    const { networkConfiguration } = base ?? {};
    const settings = {
      cluster: 'shop',
      taskDefinition,
      networkConfiguration,
      desiredCount: 0,
      launchType: 'FARGATE',
    } as const;
    return aws.ecs.createService({
      ...settings,
      serviceName: `shop-${planted.environment}`,
      tags: unlessEmpty(lower(planted)),
    });
  },
  'task definition': async ({ aws, taskDefinition: base }, planted) => {
    const { taskDefinition = {} } = await aws.ecs.describeTaskDefinition({ taskDefinition: base });
    const { networkMode, cpu, memory, executionRoleArn, taskRoleArn, requiresCompatibilities, containerDefinitions } =
      taskDefinition;
    return aws.ecs.registerTaskDefinition({
      ...{ networkMode, cpu, memory, executionRoleArn, taskRoleArn, requiresCompatibilities, containerDefinitions },
      family: `shop-${planted.environment}`,
      tags: unlessEmpty(lower(planted)),
    });
  },
  distribution: (soil, planted) => plantDistribution(soil, planted, `Medusa preview ${OWNER} ${planted.environment}`),
  'edited distribution': (soil, planted) => plantDistribution(soil, planted, 'Do not touch'),
};

function plantDistribution({ aws, vpcOriginId }: Soil, planted: Planted, comment: string): Promise<unknown> {
  const config = describeDistribution({
    comment,
    vpcOriginId,
    originDomain: 'internal-shop.eu-west-1.elb.amazonaws.com',
    idleTimeoutSeconds: 60,
    route: `shop-${planted.environment}`,
    webAclArn: undefined,
    gateArn: undefined,
  });
  const DistributionConfig = { CallerReference: `by hand ${planted.at}`, ...config };
  const DistributionConfigWithTags = { DistributionConfig, Tags: { Items: upper(planted) } };
  return aws.cloudfront.createDistributionWithTags({ DistributionConfigWithTags });
}
