// Owns the listener rule: it leads requests with our header from the shared load balancer to one environment.
import {
  CreateRuleCommand,
  DeleteRuleCommand,
  ModifyRuleCommand,
  paginateDescribeRules,
  type Rule,
  SetRulePrioritiesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { attempt, attemptToFind, collect } from '../aws.ts';
import { AwsError, ExplainedError } from '../errors.ts';
import { type Identity, listTags, ownerTags, strangerByTags, type Tags } from '../identity.ts';
import { diff } from '../reconcile/diff.ts';
import { refuseStranger } from '../reconcile/reconcile.ts';
import { KNOWN_LATER, type Resource } from '../reconcile/resource.ts';
import type { Aws } from '../world.ts';
import { readTagsOf } from './load-balancing-tags.ts';
import { firstTaker, freeSlots, hasRouteTo, ROUTING_HEADER } from './rule-slots.ts';

export interface DesiredRule {
  listenerArn: string;
  targetGroupArn: string;
}

export interface ObservedRule {
  arn: string;
  rule: Rule;
  tags: Tags;
  /** Somebody else's rule before it that could take its requests. */
  taker: Rule | undefined;
}

const KIND = 'listener rule';

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
    find: () => findRule(aws, identity, listenerArn),
    stranger: ({ tags }) => strangerByTags(identity, tags),
    diff: ({ targetGroupArn }, { rule, taker }) => [
      ...diff(describeRule(name, targetGroupArn), withoutExtras(rule)),
      ...(taker === undefined
        ? []
        : [{ path: 'Priority', observed: rule.Priority, desired: `before ${taker.Priority}` }]),
    ],
    foretell: (_, observed) => observed ?? { arn: KNOWN_LATER, rule: {}, tags: {}, taker: undefined },
    create: (desired) => createRule(aws, identity, desired),
    async update(observed, { targetGroupArn, listenerArn: at }, changes) {
      const paths = changes.map(({ path }) => path);
      if (paths.includes('Priority')) await moveForward(aws, name, { observed, listenerArn: at });
      if (paths.every((path) => path === 'Priority')) return observed;
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

async function findRule(
  aws: Aws,
  identity: Identity,
  listenerArn: string | undefined,
): Promise<ObservedRule | undefined> {
  return listenerArn === undefined ? undefined : observeAmong(aws, identity, await listRules(aws, listenerArn));
}

async function observeAmong(aws: Aws, identity: Identity, rules: Rule[]): Promise<ObservedRule | undefined> {
  return chooseAmong(identity, rules, await readTagsOf(aws, markedAmong(identity, rules)));
}

/** The ARNs of the rules that lead to the environment, whoever made them. */
export function markedAmong({ fullName }: Identity, rules: Rule[]): string[] {
  return rules.filter((rule) => hasRouteTo(fullName, rule)).map(({ RuleArn }) => String(RuleArn));
}

/** Of the marked rules, the one with our tags counts, and a stranger's only where there is none. */
export function chooseAmong(identity: Identity, rules: Rule[], tags: Map<string, Tags>): ObservedRule | undefined {
  const marked = markedAmong(identity, rules);
  const tagsOf = (ruleArn: string) => tags.get(ruleArn) ?? {};
  const arn = marked.find((ruleArn) => strangerByTags(identity, tagsOf(ruleArn)) === undefined) ?? marked[0];
  const rule = rules.find(({ RuleArn }) => RuleArn === arn);
  if (arn === undefined || rule === undefined) return undefined;
  const taker = firstTaker(rules, Number(rule.Priority), isCopyOf(arn, identity.fullName));
  return { arn, rule, tags: tagsOf(arn), taker };
}

/** What asks for the same header takes our requests where it comes first. */
function isCopyOf(arn: string, name: string): (rule: Rule) => boolean {
  return (rule) => rule.RuleArn !== arn && hasRouteTo(name, rule);
}

export function listRules({ loadBalancing }: Aws, ListenerArn: string): Promise<Rule[]> {
  const pages = paginateDescribeRules({ client: loadBalancing }, { ListenerArn });
  return collect(`reading the rules of ${ListenerArn}`, pages, ({ Rules }) => Rules);
}

/** Another run may make the rule since we looked, or take its slot: minutes, where the target group took its time. */
async function createRule(aws: Aws, identity: Identity, desired: DesiredRule): Promise<ObservedRule> {
  const name = identity.fullName;
  const { listenerArn } = desired;
  const rules = await listRules(aws, listenerArn);
  const made = refuseStranger(
    listenerRuleResource(aws, identity, listenerArn),
    await observeAmong(aws, identity, rules),
  );
  if (made !== undefined) return made;
  for (const Priority of freeSlots(name, rules)) {
    try {
      const { Rules } = await attempt(`creating ${KIND} ${name}`, () =>
        aws.loadBalancing.send(
          new CreateRuleCommand({
            ListenerArn: listenerArn,
            Priority,
            ...describeRule(name, desired.targetGroupArn),
            Tags: listTags(ownerTags(identity)),
          }),
        ),
      );
      const [rule = {}] = Rules ?? [];
      return { arn: String(rule.RuleArn), rule, tags: ownerTags(identity), taker: undefined };
    } catch (error) {
      if (!isTaken(error)) throw error;
      // Taken by somebody else; or by us, where the reply to our first call was lost.
      const found = await findRule(aws, identity, listenerArn);
      if (found !== undefined && strangerByTags(identity, found.tags) === undefined) return found;
    }
  }
  throw noSlot(name, listenerArn, firstTaker(rules));
}

/** To before the rule that takes its requests. */
async function moveForward(
  aws: Aws,
  name: string,
  { observed, listenerArn }: { observed: ObservedRule; listenerArn: string },
): Promise<void> {
  const rules = await listRules(aws, listenerArn);
  const isCopy = isCopyOf(observed.arn, name);
  for (const Priority of freeSlots(name, rules, isCopy)) {
    try {
      const RulePriorities = [{ RuleArn: observed.arn, Priority }];
      await attempt(`moving ${KIND} ${name}`, () =>
        aws.loadBalancing.send(new SetRulePrioritiesCommand({ RulePriorities })),
      );
      return;
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  throw noSlot(name, listenerArn, firstTaker(rules, undefined, isCopy));
}

function isTaken(error: unknown): boolean {
  return error instanceof AwsError && error.code === 'PriorityInUse';
}

function noSlot(name: string, listenerArn: string, taker: Rule | undefined): ExplainedError {
  const before = taker === undefined ? '' : ` before priority ${taker.Priority}, whose rule could take its requests`;
  return new ExplainedError(`${KIND} ${name}: there is no free priority on ${listenerArn}${before}`, {
    hint:
      taker === undefined
        ? 'Remove rules that nobody needs any more.'
        : `Let the rules of previews come before it: aws elbv2 set-rule-priorities --rule-priorities RuleArn=${taker.RuleArn},Priority=40000 (or any that is free).`,
  });
}
