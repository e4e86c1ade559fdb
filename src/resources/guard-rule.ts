// Owns the guard rule, which answers the requests of environments that have no rule with 404 instead of passing them on to the
// base service: one per listener, shared by all owners and never removed.

import { CreateRuleCommand, type Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import { callAws } from '../aws/client.ts';
import { required } from '../aws/required.ts';
import { GUARD_TAG, listTags, type Tags } from '../identity.ts';
import type { Creatable } from '../reconcile/resource.ts';
import { findWithinWindow, type Waiter } from '../reconcile/wait.ts';
import type { Aws } from '../world.ts';
import { isTaken } from './rule-creation.ts';
import { findGuard, GUARDED_VALUES, guardPriorities, ROUTING_HEADER, rulesBehind } from './rule-priorities.ts';
import { listRules } from './rule-reading.ts';
import { noFreePriority } from './rule-space.ts';

interface GuardQuery {
  listenerArn: string;
  /** Those that are asked for on everything that is made. */
  tags: Tags;
  waiter: Waiter;
}

const KIND = 'guard rule';
const ANSWER = 'There is no environment at this address.';

/** Any rule that does the same is used, whoever created it. A run that finds none of use creates one, and leaves the others. */
export function guardRuleResource(aws: Aws, query: GuardQuery): Creatable<undefined, Rule> {
  return {
    kind: KIND,
    name: nameOf(query.listenerArn),
    find: async () => findGuard(await listRules(aws, query.listenerArn)),
    placeholder: {},
    create: () => createGuard(aws, query),
  };
}

/** `…:listener/app/shop-internal/50dc6c495c0c9188/f2f7dc8efc522ab2`: the name of the load balancer. */
function nameOf(listenerArn: string): string {
  return /:listener\/app\/([^/]+)\//.exec(listenerArn)?.[1] ?? listenerArn;
}

/** Another run may have created it, or used its priority, since the rules were last read. */
async function createGuard(aws: Aws, query: GuardQuery): Promise<Rule> {
  const { listenerArn } = query;
  const rules = await listRules(aws, listenerArn);
  const made = findGuard(rules);
  if (made !== undefined) return made;
  for (const priority of guardPriorities(rules)) {
    try {
      const created = await createAt(aws, query, priority);
      warnOfCutOff(query, rulesBehind(priority, rules));
      return created;
    } catch (error) {
      if (!isTaken(error)) throw error;
      const found = await findMadeMeanwhile(aws, query, priority);
      if (found !== undefined) return found;
    }
  }
  throw noFreePriority(`${KIND} ${nameOf(listenerArn)}`, listenerArn, rules);
}

/** The last free priority may be one before environments of others, whose rules only their own deploys move. */
function warnOfCutOff({ listenerArn, waiter }: GuardQuery, behind: Rule[]): void {
  if (behind.length === 0) return;
  const priorities = behind.map(({ Priority }) => Priority).join(', ');
  waiter.log.warning(
    `${KIND} ${nameOf(listenerArn)} was created before the rules of other environments, at priority ${priorities}: their addresses answer 404 until their next deploy, which moves their rules.`,
  );
}

async function createAt(aws: Aws, { listenerArn, tags }: GuardQuery, priority: number): Promise<Rule> {
  const { Rules } = await callAws(`creating ${KIND} ${nameOf(listenerArn)}`, () =>
    aws.loadBalancing.send(
      new CreateRuleCommand({
        ListenerArn: listenerArn,
        Priority: priority,
        Conditions: [
          {
            Field: 'http-header',
            HttpHeaderConfig: { HttpHeaderName: ROUTING_HEADER, Values: [GUARDED_VALUES] },
          },
        ],
        Actions: [
          {
            Type: 'fixed-response',
            FixedResponseConfig: { StatusCode: '404', ContentType: 'text/plain', MessageBody: ANSWER },
          },
        ],
        // No owner: the guard rule belongs to everybody whose environments are on the listener.
        Tags: listTags({ ...tags, [GUARD_TAG]: 'shared' }),
      }),
    ),
  );
  return required(Rules?.[0], 'CreateRule.Rules');
}

/** Finds the guard rule if it exists by now; undefined if another rule has the priority. Waits while the list shows neither. */
async function findMadeMeanwhile(
  aws: Aws,
  { listenerArn, waiter }: GuardQuery,
  priority: number,
): Promise<Rule | undefined> {
  const seen = await findWithinWindow(waiter, `${KIND} at priority ${priority} to be seen`, async () => {
    const rules = await listRules(aws, listenerArn);
    const made = findGuard(rules);
    const isHeld = rules.some(({ Priority }) => Number(Priority) === priority);
    return made !== undefined || isHeld ? { made } : undefined;
  });
  return seen?.made;
}
