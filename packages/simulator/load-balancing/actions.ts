// Owns reading the action of a rule: what AWS refuses, and the form in which it shows the action again.
import {
  type Action,
  ActionTypeEnum,
  type FixedResponseActionConfig,
  type ForwardActionConfig,
  InvalidLoadBalancerActionException$,
  type RedirectActionConfig,
  RedirectActionStatusCodeEnum,
  TooManyTargetGroupsException$,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { refuse } from '../kernel/refusal.ts';
import { length, oneOf, pattern, range, refuseProblems } from './constraints.ts';
import { notSimulated } from './not-simulated.ts';

const TARGET_GROUPS_PER_ACTION = 5;
const CONTENT_TYPES = ['text/html', 'application/json', 'application/javascript', 'text/css', 'text/plain'];
const HEAVIEST_WEIGHT = 999;

/** The actions as DescribeRules shows them. On an HTTP listener that is always one. */
export function readActions(actions: Action[] | undefined): Action[] {
  const asked = actions ?? [];
  refuseProblems(asked.flatMap(problemsOf));
  const [action] = asked;
  if (action === undefined || asked.length > 1) {
    throw invalidAction('You must specify exactly one of the following actions: forward, redirect, fixed-response');
  }
  return [{ ...readAction(action), ...(action.Order !== undefined && { Order: action.Order }) }];
}

function problemsOf(action: Action, index: number): (string | undefined)[] {
  const at = `actions.${index + 1}.member`;
  return [
    oneOf(`${at}.type`, action.Type, Object.values(ActionTypeEnum)),
    range(`${at}.order`, action.Order, [1, 50000]),
    pattern(`${at}.fixedResponseConfig.statusCode`, action.FixedResponseConfig?.StatusCode, /^(2|4|5)\d\d$/),
    length(`${at}.fixedResponseConfig.messageBody`, action.FixedResponseConfig?.MessageBody, [0, 1024]),
    oneOf(
      `${at}.redirectConfig.statusCode`,
      action.RedirectConfig?.StatusCode,
      Object.values(RedirectActionStatusCodeEnum),
    ),
    pattern(`${at}.redirectConfig.protocol`, action.RedirectConfig?.Protocol, /^(HTTPS?|#\{protocol\})$/),
    length(`${at}.redirectConfig.host`, action.RedirectConfig?.Host, [1, 128]),
    length(`${at}.redirectConfig.path`, action.RedirectConfig?.Path, [1, 128]),
    length(`${at}.redirectConfig.query`, action.RedirectConfig?.Query, [0, 128]),
  ];
}

function readAction(action: Action): Action {
  switch (action.Type) {
    case 'forward':
      return readForward(action);
    case 'fixed-response':
      return { Type: action.Type, FixedResponseConfig: readFixedResponse(action.FixedResponseConfig) };
    case 'redirect':
      return { Type: action.Type, RedirectConfig: readRedirect(action.RedirectConfig) };
    default:
      throw invalidAction(`Actions of type '${action.Type}' are supported only on HTTPS listeners`);
  }
}

/** One target group may be given in the older `TargetGroupArn`; AWS shows a single one in both places again. */
function readForward(action: Action): Action {
  const { TargetGroupArn: older, ForwardConfig: config } = action;
  const groups = config?.TargetGroups ?? (older === undefined ? [] : [{ TargetGroupArn: older }]);
  if (groups.length === 0) throw invalidAction("You must specify a target group ARN for actions of type 'forward'");
  const isContradiction = older !== undefined && (groups.length > 1 || groups[0]?.TargetGroupArn !== older);
  if (isContradiction) {
    throw invalidAction(
      'You cannot specify both a target group ARN and a forward configuration with other target groups',
    );
  }
  if (groups.length > TARGET_GROUPS_PER_ACTION) {
    throw refuse(
      TooManyTargetGroupsException$,
      `You can specify at most '${TARGET_GROUPS_PER_ACTION}' target groups per action`,
    );
  }
  if (config?.TargetGroupStickinessConfig?.Enabled) {
    throw notSimulated('target group stickiness');
  }
  const weighted = groups.map(({ TargetGroupArn, Weight = 1 }) => ({ TargetGroupArn, Weight }));
  if (weighted.some(({ Weight }) => Weight < 0 || Weight > HEAVIEST_WEIGHT)) {
    throw invalidAction(`The weight of a target group must be between '0-${HEAVIEST_WEIGHT}' inclusive`);
  }
  const forward: ForwardActionConfig = { TargetGroups: weighted, TargetGroupStickinessConfig: { Enabled: false } };
  const single = groups.length === 1 ? groups[0]?.TargetGroupArn : undefined;
  return { Type: 'forward', ...(single !== undefined && { TargetGroupArn: single }), ForwardConfig: forward };
}

function readFixedResponse(config: FixedResponseActionConfig | undefined): FixedResponseActionConfig {
  if (config === undefined) {
    throw invalidAction("You must specify a fixed response configuration for actions of type 'fixed-response'");
  }
  if (config.ContentType !== undefined && !CONTENT_TYPES.includes(config.ContentType)) {
    throw invalidAction(`The ContentType must be one of:'${CONTENT_TYPES.join("', '")}'`);
  }
  return config;
}

function readRedirect(config: RedirectActionConfig | undefined): RedirectActionConfig {
  if (config === undefined)
    throw invalidAction("You must specify a redirect configuration for actions of type 'redirect'");
  const redirect = {
    Protocol: '#{protocol}',
    Port: '#{port}',
    Host: '#{host}',
    Path: '/#{path}',
    Query: '#{query}',
    ...config,
  };
  const { Protocol, Port, Host, Path } = redirect;
  if ([Protocol, Port, Host, Path].join() === '#{protocol},#{port},#{host},/#{path}') {
    throw invalidAction('The redirect configuration is not valid because it creates a loop.');
  }
  return redirect;
}

function invalidAction(message: string) {
  return refuse(InvalidLoadBalancerActionException$, message);
}
