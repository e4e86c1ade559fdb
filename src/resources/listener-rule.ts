// Owns the listener rule: it leads requests with our header from the shared load balancer to one environment.
import {
  CreateRuleCommand,
  DeleteRuleCommand,
  ModifyRuleCommand,
  paginateDescribeRules,
  type Rule,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { attempt, attemptToFind, collect } from '../aws.ts';
import { digest, type Identity, listTags, ownerTags, strangerByTags, type Tags } from '../environment/identity.ts';
import { AwsError } from '../errors.ts';
import { diff } from '../reconcile/diff.ts';
import { KNOWN_LATER, type Resource } from '../reconcile/resource.ts';
import type { Aws } from '../world.ts';
import { readTagsOf } from './load-balancing-tags.ts';

/** CloudFront adds it to every request and overwrites what a viewer may send, so that nobody else can choose an environment. */
export const ROUTING_HEADER = 'X-Medusa-Preview';

export interface DesiredRule {
  listenerArn: string;
  targetGroupArn: string;
}

export interface ObservedRule {
  arn: string;
  rule: Rule;
  tags: Tags;
}

const KIND = 'listener rule';
/** Low numbers come first, so that a catch-all rule of the base service does not swallow our requests. */
const LAST_SLOT = 1000;

export function listenerRuleResource(
  aws: Aws,
  identity: Identity,
  listenerArn: string | undefined,
): Resource<DesiredRule, ObservedRule> {
  const { loadBalancing } = aws;
  const name = identity.fullName;
  return {
    kind: KIND,
    name,
    find: () => findRule(aws, name, listenerArn),
    stranger: ({ tags }) => strangerByTags(identity, tags),
    diff: ({ targetGroupArn }, { rule }) => diff(describeRule(name, targetGroupArn), withoutExtras(rule)),
    foretell: (_, observed) => observed ?? { arn: KNOWN_LATER, rule: {}, tags: {} },
    create: (desired) => createRule(aws, identity, desired),
    async update(observed, { targetGroupArn }) {
      await attempt(`updating ${KIND} ${name}`, () =>
        loadBalancing.send(new ModifyRuleCommand({ RuleArn: observed.arn, ...describeRule(name, targetGroupArn) })),
      );
      return observed;
    },
    async remove({ arn }) {
      await attemptToFind(`deleting ${KIND} ${name}`, ['RuleNotFound'], () =>
        loadBalancing.send(new DeleteRuleCommand({ RuleArn: arn })),
      );
    },
  };
}

function describeRule(value: string, targetGroupArn: string): Required<Pick<Rule, 'Conditions' | 'Actions'>> {
  return {
    Conditions: [{ Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: ROUTING_HEADER, Values: [value] } }],
    Actions: [{ Type: 'forward', TargetGroupArn: targetGroupArn }],
  };
}

/** AWS tells one target group twice, alone and as a list of one. A rule that was made to forward to several has no single one. */
function withoutExtras({ Conditions = [], Actions = [] }: Rule): Pick<Rule, 'Conditions' | 'Actions'> {
  return {
    Conditions,
    Actions: Actions.map(({ ForwardConfig, ...action }) => {
      const [only, ...others] = ForwardConfig?.TargetGroups ?? [];
      return only === undefined || others.length > 0 ? action : { ...action, TargetGroupArn: only.TargetGroupArn };
    }),
  };
}

async function findRule(aws: Aws, name: string, listenerArn: string | undefined): Promise<ObservedRule | undefined> {
  if (listenerArn === undefined) return undefined;
  const rule = findAmong(await listRules(aws, listenerArn), name);
  if (rule?.RuleArn === undefined) return undefined;
  const tags = await readTagsOf(aws, [rule.RuleArn]);
  return { arn: rule.RuleArn, rule, tags: tags.get(rule.RuleArn) ?? {} };
}

/** The rule that leads to the environment of this name. */
export function findAmong(rules: Rule[], name: string): Rule | undefined {
  return rules.find(({ Conditions = [] }) =>
    Conditions.some(
      ({ HttpHeaderConfig }) =>
        HttpHeaderConfig?.HttpHeaderName?.toLowerCase() === ROUTING_HEADER.toLowerCase() &&
        HttpHeaderConfig.Values?.includes(name),
    ),
  );
}

export function listRules({ loadBalancing }: Aws, ListenerArn: string): Promise<Rule[]> {
  const pages = paginateDescribeRules({ client: loadBalancing }, { ListenerArn });
  return collect(`reading the rules of ${ListenerArn}`, pages, ({ Rules }) => Rules);
}

/** A slot of its own by its name; where that is taken, the next free one. Another run may take it between our look and our call. */
async function createRule(aws: Aws, identity: Identity, desired: DesiredRule): Promise<ObservedRule> {
  const name = identity.fullName;
  const taken = new Set((await listRules(aws, desired.listenerArn)).map(({ Priority }) => Number(Priority)));
  const first = Number.parseInt(digest(name), 16) % LAST_SLOT;
  for (let probe = 0; probe < LAST_SLOT; probe++) {
    const Priority = ((first + probe) % LAST_SLOT) + 1;
    if (taken.has(Priority)) continue;
    try {
      const { Rules } = await attempt(`creating ${KIND} ${name}`, () =>
        aws.loadBalancing.send(
          new CreateRuleCommand({
            ListenerArn: desired.listenerArn,
            Priority,
            ...describeRule(name, desired.targetGroupArn),
            Tags: listTags(ownerTags(identity)),
          }),
        ),
      );
      return { arn: String(Rules?.[0]?.RuleArn), rule: Rules?.[0] ?? {}, tags: ownerTags(identity) };
    } catch (error) {
      if (!(error instanceof AwsError && error.code === 'PriorityInUse')) throw error;
      // Taken by somebody else; or by us, where the reply to our first call was lost.
      const found = await findRule(aws, name, desired.listenerArn);
      if (found !== undefined && strangerByTags(identity, found.tags) === undefined) return found;
    }
  }
  throw new AwsError(`creating ${KIND} ${name}`, {
    code: 'PriorityInUse',
    reason: `priorities 1 to ${LAST_SLOT} of ${desired.listenerArn} are all taken`,
    requestId: undefined,
    hint: 'Remove rules that nobody needs any more.',
    cause: undefined,
  });
}
