// One life of a preview in which each operation that writes is refused once: the run says so, and the next goes on from there.
import { DescribeFunctionCommand, ListFunctionsCommand, UpdateFunctionCommand } from '@aws-sdk/client-cloudfront';
import { AddTagsCommand, ModifyRuleCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect } from '@jest/globals';
import { findRouting } from '../../harness/routing.ts';
import { awsClients } from '../../packages/simulator/__tests__/support/aws-clients.ts';
import { hintFor } from '../../src/aws/hints.ts';
import { calledOperations } from '../support/documented-errors.ts';
import { life } from '../support/life.ts';
import { scenarioStage } from '../support/stage.ts';

/** An operation, AWS's code, what the user reads that we were doing and to what; and AWS's words, where the hint goes by them. */
type Refusal = [operation: string, code: string, doing: string, message?: string];
type Run = [inputs: Record<string, string>, ...Refusal[]];

const ID = 'E[0-9A-Z]+';
const PASS_ROLE = 'User: arn:aws:sts::123456789012:assumed-role/ci/x is not authorized to perform: iam:PassRole';
const refused = new Set<string>();

const stage = scenarioStage();

async function runInto(inputs: Record<string, string>, refusals: Refusal[]): Promise<void> {
  for (const [name, code, , message = 'No.'] of refusals) {
    const [service = '', operation = ''] = name.split(':');
    await stage.fault({ service, operation, kind: 'refuse', code, message });
    refused.add(name);
  }
  const { exitCode, log } = await stage.act(inputs);
  await stage.control('DELETE', 'faults');
  expect(exitCode).toBe(1);
  const [error = '', ...others] = log.split('\n').filter((line) => line.startsWith('::error::'));
  expect(others).toEqual([]);
  const lines = error
    .slice('::error::'.length)
    .replace(/request [0-9a-f-]{36}/g, 'request ID')
    .split('%0A');
  for (const [, code, doing, message = 'No.'] of refusals) {
    const end = `: ${code}: ${message} (request ID)`;
    const sentence = lines.find((line) => line.endsWith(end));
    expect(sentence?.slice(0, -end.length) ?? lines).toMatch(new RegExp(`^${doing}$`));
    expect(lines).toContain(hintFor(code, message));
  }
  expect(log).not.toMatch(/UnknownError|This is a bug/);
  expect(log).not.toMatch(/^\s+at /m);
}

life('a preview whose every write is refused once', (step) => {
  const refuse = (runs: Run[]) => {
    for (const [inputs, ...refusals] of runs) {
      step(refusals.map(([operation]) => operation).join(', '), () => runInto(inputs, refusals));
    }
  };

  const setup = { 'setup-command': 'exit 0' };
  const other = { environment: 'other' };
  const gated = { 'access-key': 'a key that nobody guesses' };
  const GATE = 'edge function medusa-preview-[0-9a-f]{32}';

  refuse([
    [{}, ['cloudfront:CreateVpcOrigin', 'EntityLimitExceeded', 'creating VPC origin for shop-internal']],
    [{}, ['elasticloadbalancing:CreateTargetGroup', 'TooManyTargetGroups', 'creating target group shop-pr-42']],
    [
      {},
      [
        'ec2:AuthorizeSecurityGroupIngress',
        'RulesPerSecurityGroupLimitExceeded',
        'allowing CloudFront into security group sg-[0-9a-f]{17}',
      ],
    ],
    [gated, ['cloudfront:CreateFunction', 'TooManyFunctions', `creating ${GATE}`]],
    [gated, ['cloudfront:PublishFunction', 'InvalidArgument', `publishing ${GATE}`]],
  ]);

  step('others change the gate', editGate);

  refuse([
    [gated, ['cloudfront:UpdateFunction', 'FunctionSizeLimitExceeded', `updating ${GATE}`]],
    [{}, ['cloudfront:CreateDistributionWithTags', 'TooManyDistributions', 'creating distribution shop-pr-42']],
    [
      {},
      [
        'ecs:RegisterTaskDefinition',
        'ClientException',
        'registering task definition shop-pr-42',
        'No Fargate configuration exists for given values: 100 CPU, 512 memory.',
      ],
    ],
    [
      setup,
      [
        'ecs:RunTask',
        'AccessDeniedException',
        'starting setup-command with task definition shop-pr-42:1 in cluster shop',
        PASS_ROLE,
      ],
    ],
    [setup, ['cloudfront:TagResource', 'NoSuchResource', `tagging distribution ${ID} as set up`]],
    [
      setup,
      [
        'ecs:CreateService',
        'InvalidParameterException',
        'creating service shop-pr-42',
        'The subnets and security groups must belong to the same VPC.',
      ],
    ],
    // Once one branch has failed, the other begins nothing more, so each has an environment of its own.
    [
      other,
      [
        'elasticloadbalancing:ModifyTargetGroupAttributes',
        'InvalidConfigurationRequest',
        'setting the deregistration delay of target group shop-other',
      ],
    ],
    [other, ['elasticloadbalancing:CreateRule', 'TooManyRules', 'creating listener rule shop-other']],
  ]);

  step('the next run makes the rest', async () => {
    const play = await stage.act(setup);
    expect(play.exitCode).toBe(0);
    expect(play.log).toContain('+ created service shop-pr-42');
  });

  step('others change it', drift);
  const WEB_ACL = 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/shop/a1b2';
  const wanted = { 'health-check-path': '/ready', 'web-acl-arn': WEB_ACL, ttl: '72h', memory: '2048' };

  refuse([
    [wanted, ['elasticloadbalancing:ModifyTargetGroup', 'ValidationError', 'updating target group shop-pr-42']],
    [wanted, ['elasticloadbalancing:AddTags', 'TooManyTags', 'updating target group shop-pr-42']],
    [wanted, ['elasticloadbalancing:ModifyRule', 'TargetGroupAssociationLimit', 'updating listener rule shop-pr-42']],
    [
      wanted,
      ['cloudfront:UpdateDistribution', 'InvalidArgument', `updating distribution ${ID}`, 'The web ACL is invalid.'],
    ],
    [wanted, ['ecs:TagResource', 'ResourceNotFoundException', 'tagging service shop-pr-42']],
    [wanted, ['ecs:UpdateService', 'PlatformUnknownException', 'updating service shop-pr-42']],
  ]);

  step('the next run makes the changes', async () => {
    const play = await stage.act(wanted);
    expect([play.exitCode, play.outputs.action]).toEqual([0, 'updated']);
    expect((await stage.act(wanted)).outputs.action).toBe('unchanged');
  });

  const destroy = { mode: 'destroy' };

  refuse([
    [
      destroy,
      ['cloudfront:DeleteDistribution', 'ResourceInUse', `deleting distribution ${ID}`],
      ['elasticloadbalancing:DeleteRule', 'OperationNotPermitted', 'deleting listener rule shop-pr-42'],
    ],
    [destroy, ['ecs:DeleteService', 'InvalidParameterException', 'deleting service shop-pr-42']],
    [
      destroy,
      [
        'ecs:DeregisterTaskDefinition',
        'AccessDeniedException',
        'deregistering task definition arn:.+:task-definition/shop-pr-42:[0-9]+',
      ],
    ],
    [destroy, ['ecs:DeleteTaskDefinitions', 'InvalidParameterException', 'deleting task definitions of shop-pr-42']],
    [destroy, ['elasticloadbalancing:DeleteTargetGroup', 'AccessDenied', 'deleting target group shop-pr-42']],
  ]);

  step('the next run removes the rest', async () => {
    const play = await stage.act(destroy);
    expect([play.exitCode, play.outputs.action]).toEqual([0, 'destroyed']);
    expect((await stage.act(destroy)).outputs.reason).toContain('There was nothing left to remove.');
  });

  step('every operation of the action that writes was refused', async () => {
    // A task is stopped after a minute and a half only: one-off-tasks.test.ts has that refused, on a faster clock. A gate is
    // deleted by a sweep alone, which only warns of it: gate.test.ts.
    const writes = calledOperations().filter(({ name }) => !/^(Describe|Get|List|StopTask|DeleteFunction)/.test(name));
    expect([...refused].sort()).toEqual(writes.map(({ service, name }) => `${service}:${name}`).sort());
  });
});

/** Somebody edits its code, which is not at the edge yet. */
async function editGate(): Promise<void> {
  const { cloudfront } = awsClients(stage.endpoint);
  const { FunctionList } = await cloudfront.send(new ListFunctionsCommand({}));
  const { Name, FunctionConfig } = FunctionList?.Items?.[0] ?? {};
  const { ETag } = await cloudfront.send(new DescribeFunctionCommand({ Name, Stage: 'DEVELOPMENT' }));
  const FunctionCode = new TextEncoder().encode('function handler(event) { return event.request; }');
  await cloudfront.send(new UpdateFunctionCommand({ Name, IfMatch: ETag, FunctionConfig, FunctionCode }));
}

/** Somebody changes what is repaired with calls of their own: a tag of the target group, and the rule. */
async function drift(): Promise<void> {
  const { loadBalancing } = awsClients(stage.endpoint);
  const { listener, rules } = await findRouting(stage);
  const { DefaultActions: Actions } = listener;
  const ours = rules.find(({ IsDefault }) => !IsDefault);
  const ResourceArns = [String(ours?.Actions?.[0]?.TargetGroupArn)];
  const Tags = [{ Key: 'medusa-preview:service', Value: 'elsewhere/else' }];
  await loadBalancing.send(new AddTagsCommand({ ResourceArns, Tags }));
  await loadBalancing.send(new ModifyRuleCommand({ RuleArn: ours?.RuleArn, Actions }));
}
