// Owns finding the preview that a request is for: the rule that led it here, and by the rule's tags the service behind it.
import type { ECSClient } from '@aws-sdk/client-ecs';
import {
  type Action,
  DescribeTagsCommand,
  type ElasticLoadBalancingV2Client,
  paginateDescribeRules,
  type Rule,
} from '@aws-sdk/client-elastic-load-balancing-v2';

export interface Aws {
  ecs: ECSClient;
  loadBalancing: ElasticLoadBalancingV2Client;
}

export interface Preview {
  owner: string;
  cluster: string;
  service: string;
  ruleArn: string;
  /** Those that lead here, and keep the preview's own target group at weight 0. */
  asleepActions: Action[];
  targetGroupArn: string;
}

interface Question {
  listenerArn: string;
  /** The value that CloudFront gives the header X-Medusa-Preview. */
  name: string;
  /** The target group of this function. */
  wakerArn: string;
}

export async function findPreview(
  { loadBalancing }: Pick<Aws, 'loadBalancing'>,
  question: Question,
): Promise<Preview | undefined> {
  const { listenerArn: ListenerArn, name, wakerArn } = question;
  for await (const { Rules = [] } of paginateDescribeRules({ client: loadBalancing }, { ListenerArn })) {
    const rule = Rules.find((each) => isFor(each, name) && groupsOf(each).includes(wakerArn));
    const { RuleArn: ruleArn, Actions: asleepActions = [] } = rule ?? {};
    const targetGroupArn = rule && groupsOf(rule).find((arn) => arn !== wakerArn);
    if (ruleArn === undefined || targetGroupArn === undefined) continue;
    const { TagDescriptions: [described] = [] } = await loadBalancing.send(
      new DescribeTagsCommand({ ResourceArns: [ruleArn] }),
    );
    const tagOf = (tag: string) => described?.Tags?.find(({ Key }) => Key === `medusa-preview:${tag}`)?.Value;
    const [cluster, service] = tagOf('service')?.split('/') ?? [];
    const owner = tagOf('owner');
    if (owner && cluster && service) return { owner, cluster, service, ruleArn, asleepActions, targetGroupArn };
  }
  return undefined;
}

function isFor({ Conditions = [] }: Rule, name: string): boolean {
  return Conditions.some(
    ({ HttpHeaderConfig: { HttpHeaderName: header = '', Values = [] } = {} }) =>
      header.toLowerCase() === 'x-medusa-preview' && Values.includes(name),
  );
}

function groupsOf({ Actions = [] }: Rule): (string | undefined)[] {
  return Actions.flatMap(({ ForwardConfig }) => ForwardConfig?.TargetGroups ?? []).map(
    ({ TargetGroupArn }) => TargetGroupArn,
  );
}
